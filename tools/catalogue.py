"""Keeps the English catalogue complete: `--check`, `--update` (merge what is new in the sources, compile it).

The sources say everything in Vietnamese. Python files are read for gettext and its kin, templates through Django's
own reader of template tags, figures of the law for their labels. Needs no GNU gettext.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

from tools.compiling import LOCALE, compile_all

SOURCES = LOCALE.parent
LANGUAGES = ("en",)
TEMPLATE_SUFFIXES = {".html", ".txt", ".svg"}

KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
CALL = re.compile(r"\b(" + "|".join(sorted(map(re.escape, KEYWORDS), key=len, reverse=True)) + r")\(")
PLACEHOLDER = re.compile(r"%\((\w+)\)|(?<!\{)\{(\w+)[^{}]*\}(?!\})")

CHANGING_HEADERS = ("POT-", "PO-Rev", "Last-", "Generated")  # dates and names: they would differ with each run

Key = tuple[str | None, str]  # context and message


@dataclass
class Found:
    """A message of the sources: its plural when it has one, and the files that use it."""

    plural: str | None = None
    places: set[str] = field(default_factory=set)


def from_python(text: str) -> Iterator[tuple[str | None, str, str | None]]:
    file = io.BytesIO(text.encode("utf-8"))
    for _line, function, messages, _comments in extract_python(file, dict.fromkeys(KEYWORDS), [], {}):
        yield from _message(str(function), messages if isinstance(messages, tuple) else (messages,))


def from_template(text: str) -> Iterator[tuple[str | None, str, str | None]]:
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    code = templatize(text)
    for match in CALL.finditer(code):
        call = _call_at(code, match.start())
        if call is not None:
            values = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
            yield from _message(match.group(1), tuple(values))


def from_figures(text: str) -> Iterator[tuple[str | None, str, str | None]]:
    """The labels of a parameters.yaml."""
    for block in (yaml.safe_load(text).get("parameters") or {}).values():
        yield None, block["label"], None


def from_relations(text: str) -> Iterator[tuple[str | None, str, str | None]]:
    """The family relations of kinship.yaml."""
    for label in yaml.safe_load(text)["relations"].values():
        yield None, label, None


def _call_at(code: str, start: int) -> ast.Call | None:
    """The call that begins here: up to the first closing bracket that makes it whole."""
    end = start
    while (end := code.find(")", end) + 1) > 0:
        try:
            tree = ast.parse(code[start:end].strip(), mode="eval")
        except SyntaxError:
            continue
        return tree.body if isinstance(tree.body, ast.Call) else None
    return None


READERS: dict[str, Callable[[str], Iterator[tuple[str | None, str, str | None]]]] = {
    ".py": from_python, "parameters.yaml": from_figures, "kinship.yaml": from_relations,
}  # fmt: skip


def _message(function: str, values: tuple[object, ...]) -> Iterator[tuple[str | None, str, str | None]]:
    context: str | None = None
    ids: list[str] = []
    for place in KEYWORDS[function] or (1,):
        number = place[0] if isinstance(place, tuple) else place
        value = values[number - 1] if isinstance(number, int) and number <= len(values) else None
        if not isinstance(value, str) or not value:
            return  # a variable: whoever made it, marked it
        if isinstance(place, tuple):
            context = value
        else:
            ids.append(value)
    yield context, ids[0], ids[1] if len(ids) > 1 else None


def extract(sources: Path = SOURCES) -> dict[Key, Found]:
    """Every message under `sources`, by context and text."""
    found: dict[Key, Found] = {}
    for path in sorted(sources.rglob("*")):
        is_template = path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts
        read = from_template if is_template else READERS.get(path.name) or READERS.get(path.suffix)
        if read is None:
            continue
        for context, message, plural in read(path.read_text(encoding="utf-8")):
            entry = found.setdefault((context, message), Found())
            entry.plural = entry.plural or plural
            entry.places.add(path.relative_to(sources.parent.parent).as_posix())
    return found


def load(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def merge(old: Catalog, found: dict[Key, Found], language: str) -> Catalog:
    """A catalogue of exactly the messages found; translations are kept, also of what left the sources."""
    known = {_key(message): message for message in [*old.obsolete.values(), *old] if message.id}
    new = Catalog(locale=language, project="tinhgon", fuzzy=False, header_comment="# The words of tinhgon in English.")
    new.mime_headers = [header for header in new.mime_headers if not header[0].startswith(CHANGING_HEADERS)]
    for key, entry in sorted(found.items(), key=lambda item: (min(item[1].places), item[0][1], item[0][0] or "")):
        context, text = key
        before = known.pop(key, None)
        new.add(
            (text, entry.plural) if entry.plural else text,
            string=_string(before, plural=bool(entry.plural)),
            context=context,
            locations=[(place, 0) for place in sorted(entry.places)],
            user_comments=before.user_comments if before else (),
            flags=before.flags & {"fuzzy"} if before else (),
        )
    for key, message in sorted(known.items(), key=lambda item: item[0][1]):
        if any(_strings(message)):
            new.obsolete[key] = message  # type: ignore[index]
    return new


def _string(before: Message | None, *, plural: bool) -> str | tuple[str, ...]:
    strings = _strings(before)
    if plural:
        return tuple(strings) if len(strings) > 1 else (strings[0], strings[0])
    return strings[0]


def _strings(message: Message | None) -> list[str]:
    string = message.string if message else ""
    return [text or "" for text in string] if isinstance(string, tuple | list) else [string or ""]


def _key(message: Message) -> Key:
    return message.context, message.id[0] if isinstance(message.id, tuple | list) else message.id


def problems(catalogue: Catalog, found: dict[Key, Found]) -> list[str]:
    """What is wrong with the catalogue, one sentence each."""
    said = {_key(message): message for message in catalogue if message.id}
    result = []
    for key, entry in found.items():
        place = min(entry.places)
        message = said.get(key)
        strings = _strings(message)
        if not all(strings):
            result.append(f"{place}: no translation: {key[1]!r}")
        elif message is not None and message.fuzzy:
            result.append(f"{place}: marked as fuzzy: {key[1]!r}")
        else:
            wanted = placeholders(key[1]) | placeholders(entry.plural or "")
            result += [
                f"{place}: other placeholders in {string!r} than in {key[1]!r}"
                for string in strings
                if placeholders(string) - wanted or (len(strings) == 1 and placeholders(string) != wanted)
            ]
    result += [f"not in the sources any more (--update drops it): {key[1]!r}" for key in said if key not in found]
    return result


def placeholders(text: str) -> set[str]:
    return {match.group(1) or match.group(2) for match in PLACEHOLDER.finditer(text)}


def _path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when a message has no translation")
    parser.add_argument("--update", action="store_true", help="merge the messages of the sources")
    options = parser.parse_args(arguments)
    if not (options.check or options.update):
        parser.error("say --check or --update")
    found = extract()
    failed = False
    for language in LANGUAGES:
        path = _path(language)
        if options.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            merged = merge(load(path, language), found, language)
            text = io.BytesIO()
            write_po(text, merged, width=120, sort_by_file=False, include_lineno=False)
            path.write_bytes(text.getvalue().rstrip() + b"\n")
        if options.check:
            wrong = problems(load(path, language), found)
            failed = failed or bool(wrong)
            for line in wrong:
                print(line, file=sys.stderr)
    if options.update:
        compile_all()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
