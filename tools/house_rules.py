"""The house rules: what no linter knows of. Each is data, with the reason, lines that keep it and lines that break it.

`python -m tools.house_rules` reads every file of the project; tests/tools asks each rule about its own lines.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tools.templates import untranslated

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 400
FUNCTION_LINES = 60

Found = Iterator[tuple[int, str]]  # line number and what is there
TEXT_SUFFIXES = {
    "", ".cfg", ".css", ".csv", ".html", ".in", ".js", ".json", ".lock", ".md", ".po", ".py", ".sh", ".sql", ".svg",
    ".toml", ".txt", ".yaml", ".yml",
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One rule: where it holds (globs of paths), how a breach is found, and how we know that it finds it."""

    name: str
    why: str
    where: tuple[str, ...]
    find: Callable[[str], Found]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    but_not: tuple[str, ...] = ()

    def applies(self, path: str) -> bool:
        return any(fnmatch(path, glob) for glob in self.where) and not any(fnmatch(path, glob) for glob in self.but_not)


# -- ways to find ------------------------------------------------------------------------------------------------------


def line_with(pattern: str) -> Callable[[str], Found]:
    compiled = re.compile(pattern)

    def find(text: str) -> Found:
        for number, line in enumerate(text.splitlines(), start=1):
            if match := compiled.search(line):
                yield number, match.group(0).strip()

    return find


def call_of(*names: str) -> Callable[[str], Found]:
    def find(text: str) -> Found:
        for node in _nodes(text):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in names:
                    yield node.lineno, f"{name}()"

    return find


def manager_used(text: str) -> Found:
    for node in _nodes(text):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and ast.unparse(node.value) not in ACCOUNTS:
            yield node.lineno, ast.unparse(node)


def error_swallowed(text: str) -> Found:
    for node in _nodes(text):
        match node:
            case ast.ExceptHandler(type=kind, body=[ast.Pass() | ast.Return() | ast.Continue(), *_]):
                if _catches_all(kind):
                    yield node.lineno, "an error nobody will hear of"
            case ast.Call(func=called, args=kinds) if ast.unparse(called).endswith("suppress"):
                if any(map(_catches_all, kinds)):
                    yield node.lineno, ast.unparse(node)


def file_too_long(text: str) -> Found:
    count = len(text.splitlines())
    if count > FILE_LINES:
        yield FILE_LINES + 1, f"{count} lines"


def function_too_long(text: str) -> Found:
    for node in _nodes(text):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            has_docstring = ast.get_docstring(node) is not None
            first = node.body[1] if has_docstring and len(node.body) > 1 else node.body[0]
            count = (node.end_lineno or node.lineno) - first.lineno + 1
            if count > FUNCTION_LINES:
                yield node.lineno, f"{node.name}: {count} lines"


def yaml_unreadable(text: str) -> Found:
    import yaml

    try:
        list(yaml.safe_load_all(text))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        yield mark.line + 1 if mark else 1, "not YAML"


def bad_end(text: str) -> Found:
    if text and not text.endswith("\n"):
        yield text.count("\n") + 1, "no newline at the end"
    elif text.endswith("\n\n"):
        yield text.count("\n"), "empty lines at the end"


def _nodes(text: str) -> Iterator[ast.AST]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return  # ruff says so better
    yield from ast.walk(tree)


def _catches_all(kind: ast.expr | None) -> bool:
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(one is None or ast.unparse(one) in {"Exception", "BaseException"} for one in kinds)


# -- the rules ---------------------------------------------------------------------------------------------------------


def apart(*texts: str) -> tuple[str, ...]:
    """Examples that would break a rule in this very file are written with a bar in the middle."""
    return tuple(text.replace("|", "") for text in texts)


ACCOUNTS = frozenset({"User", "Group", "accounts", "get_user_model()", "Session"})
DOMAIN = tuple(
    f"src/tinhgon/{room}/*.py"
    for room in (
        "basis",
        "ledger",
        "registers/*",
        "access",
        "decisions",
        "importing",
        "cases",
        "procedures",
    )
)
TEMPLATES = ("src/*/templates/*.html", "src/*/templates/*.svg")
LONG_FUNCTION = "def f():\n" + "    pass\n" * (FUNCTION_LINES + 1)

RULES = (
    Rule(
        name="no-clock",
        why="the domain takes its dates as arguments: what it says of a day must not depend on the day it is asked",
        where=DOMAIN,
        find=call_of("now", "today", "utcnow", "localdate", "localtime", "time"),
        good=("def f(on: date): return on", "# never .now() here", "recorded_at = clock.instant()"),
        bad=("datetime.now()", "x = date.today()", "today()", "timezone.now()", "time.time()"),
    ),
    Rule(
        name="no-manager",
        why="tables of the ledger are read through its queries, as of a date, and written through decisions only",
        where=("src/tinhgon/*.py",),
        but_not=("src/tinhgon/ledger/*", "src/tinhgon/registers/*", "src/tinhgon/decisions/*", "*/migrations/*"),
        find=manager_used,
        good=("User.objects.filter(pk=1)", "get_user_model().objects.count()", "units_at(as_of=as_of)"),
        bad=("Decision.objects.get(number='1')", "models.UnitVersion.objects.all()"),
    ),
    Rule(
        name="no-inline-style",
        why="the content security policy refuses it, so it would not show: write a class",
        where=TEMPLATES,
        find=line_with(r"(?i)(?<=[\s\"'}])style\s*=|<style\b"),
        good=('<p class="figure">', "<a href='?map-style=1'>", '<link rel="stylesheet" href="x.css">'),
        bad=('<p style="color: red">', "<td\tSTYLE = 'x'>", "<style>p{}</style>", '<p class="a"style="b">'),
    ),
    Rule(
        name="no-inline-script",
        why="the content security policy refuses it, so it would not run: write a file and data attributes",
        where=TEMPLATES,
        find=line_with(r"(?i)<script(?![^>]*\bsrc\s*=)(?![^>]*application/json)|\son[a-z]+\s*=\s*[\"']|javascript:"),
        good=('<script src="{% static "a.js" %}" defer></script>', '<input name="on" value="1">'),
        bad=("<script>alert(1)</script>", '<a onclick="x()">', '<a href="javascript:x()">'),
    ),
    Rule(
        name="no-untranslated-text",
        why="every word of a page is in the catalogue, so that the English page is complete",
        where=TEMPLATES,
        find=untranslated,
        good=(
            "<p>{% translate 'Đơn vị' %} {{ unit.name }}: 12 km²</p>",
            "{% blocktranslate %}Có {{ n }} đơn vị{% endblocktranslate %}",
            "{# Vietnamese in a comment: đơn vị #}<p>–</p>",
            "{% comment %}Đơn vị{% endcomment %}",
            '{% include "x.html" with title=_("Đơn vị") %}',
            "<code>tinhgon verify</code><script src='x'>const words = 1;</script>",
        ),
        bad=(
            "<p>Đơn vị</p>",
            "<p>Units</p>",
            '<input placeholder="Tìm đơn vị">',
            '<a aria-label="Close">x</a>',
            '{% include "x.html" with title="Đơn vị" %}',
            "{{ 'Đơn vị' }}",
            '<p>{{ name|default:"không rõ" }}</p>',
        ),
    ),
    Rule(
        name="no-swallowed-error",
        why="an anticipated error is a Refusal; any other is a bug and must be heard of",
        where=("*.py",),
        find=error_swallowed,
        good=("try:\n    f()\nexcept OSError:\n    pass", "try:\n    f()\nexcept Exception:\n    undo()\n    raise"),
        bad=(
            "try:\n    f()\nexcept Exception:\n    pass",
            "try:\n    f()\nexcept:\n    return None",
            "for x in y:\n    try:\n        f()\n    except (OSError, Exception):\n        continue",
            "with contextlib.suppress(Exception):\n    f()",
        ),
    ),
    Rule(
        name="no-registry",
        why="where packages come from is the affair of the machine",
        where=("*",),
        find=line_with(r"(?i)\b(pythonhosted|pypi|npmjs|(deb|security)\.debian)\.(org|com)\b|--(extra-)?index-url[ =]"),
        good=("pip install --require-hashes -r requirements.lock", "the PyPI package psutil", "--no-emit-index-url"),
        bad=apart("https://py|pi.org/simple", "http://files.python|hosted.org/x", "pip install --index-|url x"),
    ),
    Rule(
        name="no-machine-path",
        why="it is there on one machine only",
        where=("*",),
        find=line_with(r"(?<![\w.~$}])/(home|Users)/\w+|(?<![\w.~$}])/(root|work)/[\w.]|\b[A-Z]:\\\\?Users"),
        good=("../shared/data", "~/work/main", "https://example.org/home/x", "/usr/lib/postgresql", "$x/work/a"),
        bad=apart("/home|/lan/tinhgon", "/Users|/lan", "open('/work|/main/x')", "/root|/.cache"),
    ),
    Rule(
        name="file-length",
        why="a file has one reason to exist",
        where=("src/*.py", "tests/*.py", "tools/*.py", "bench/*.py"),
        but_not=("*/migrations/*",),
        find=file_too_long,
        good=("x = 1\n" * FILE_LINES,),
        bad=("x = 1\n" * (FILE_LINES + 1),),
    ),
    Rule(
        name="function-length",
        why="a function is one screen",
        where=("src/*.py",),
        but_not=("*/migrations/*",),
        find=function_too_long,
        good=("def f():\n" + '    """' + "words\n" * 70 + '    """\n    return 1\n',),
        bad=(LONG_FUNCTION, "class A:\n    " + LONG_FUNCTION.replace("\n", "\n    ")),
    ),
    Rule(
        name="todo-has-issue",
        why="a promise without an issue is forgotten",
        where=("*.py", "*.html", "*.css", "*.js", "*.sql", "dev", ".ci/run"),
        find=line_with(r"\b(TO[D]O|FIX[M]E|XX[X])\b(?!\s*\(?#\d+)"),
        good=apart("# TO|DO #12: later", "# TO|DO(#12) later"),
        bad=apart("# TO|DO later", "# FIX|ME"),
    ),
    Rule(
        name="yaml",
        why="a file that cannot be read is found here rather than by a reader",
        where=("*.yaml", "*.yml"),
        find=yaml_unreadable,
        good=("a: [1, 2]\n", "a: 1\n---\nb: 2\n"),
        bad=("a: [1, 2\n",),
    ),
    Rule(
        name="end-of-file",
        why="one newline at the end keeps diffs honest",
        where=("*",),
        find=bad_end,
        good=("", "a\n"),
        bad=("a", "a\n\n"),
    ),
)  # fmt: skip


def breaches(path: str, text: str, rules: Sequence[Rule] = RULES) -> list[str]:
    return [
        f"{path}:{line}: {rule.name}: {what} ({rule.why})"
        for rule in rules
        if rule.applies(path)
        for line, what in rule.find(text)
    ]


def project_files() -> list[Path]:
    """What is in the project or about to be: git knows."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return sorted(path for path in set(paths) if path.is_file() and path.suffix in TEXT_SUFFIXES)


def main() -> int:
    found: list[str] = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # test data in other encodings
        found += breaches(path.relative_to(ROOT).as_posix(), text)
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
