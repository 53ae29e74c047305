"""Help of every command speaks both languages, and comes quickly."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from tests.cli.conftest import ROOT, Run, program

from tinhgon import __version__
from tinhgon.cli.root import root
from tinhgon.decisions import parse
from tinhgon.ledger.registry import EFFECTS

VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèíìóòõúùýĐ]")
ISSUE = {
    "demo": ("--nation", "--small", "--port", "--no-serve"),
    "synth": ("--size", "--out", "--sign", "--seed"),
    "serve": ("--port", "--as-root"),
    "open": ("--units", "--on", "--number"),
    "draft reorganisation": ("--before", "--after", "--provinces", "--successions", "--out"),
    "sign": (),
    "read": ("--on", "--units", "--codes", "--adjacency", "--answers", "--draft", "--format"),
    "preview": ("--format",),
    "annul": ("--by",),
    "units": ("--on", "--known", "--structure", "--level", "--under", "--format"),
    "import open": ("--on", "--structure", "--kind", "--draft", "--format"),
    "feed": ("--after", "--limit", "--format"),
    "webhook add": ("--from",),
    "outbox run": ("--every",),
    "outbox status": ("--format",),
    "consolidation export": ("--book", "--on", "--out"),
    "consolidation report": ("--on", "--earlier", "--signer", "--format"),
    "national batch": ("--codes", "--out", "--why", "--check", "--rejected", "--again"),
    "national compare": ("--codes", "--why", "--on", "--format"),
    "publish": ("--on", "--known", "--under", "--format", "--out", "--base", "--force"),
    "lineage": ("--on", "--back", "--forward", "--format"),
    "reports": ("--submitted", "--format"),
    "report": (
        "--on",
        "--from",
        "--to",
        "--known",
        "--under",
        "--format",
        "--out",
        "--submit",
        "--yes",
        "--compare-on",
        "--reproduce",
    ),
    "trace": ("--row", "--column", "--under", "--format"),
    "decisions": ("--format",),
    "show": ("--format",),
    "verify": ("--chain-only", "--against"),
    "seal": ("--force",),
    "schema decision": (),
    "backup": ("--force",),
    "restore": ("--force",),
    "law list": ("--on", "--format"),
    "law show": ("--format",),
    "law explain": ("--on", "--facts", "--drafts", "--format"),
    "law run": ("--on", "--input", "--out", "--drafts"),
    "law check": ("--format",),
    "user create": ("--full-name",),
    "user list": ("--format",),
}


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [(), *commands(root)], ids=" ".join)
def test_help_is_in_both_languages(path: tuple[str, ...], run: Run) -> None:
    told = run(*path, "--help")
    assert (told.code, told.err) == (0, "")
    paragraphs = told.out.split("\n\n")
    assert VIETNAMESE.search(paragraphs[1])
    assert not VIETNAMESE.search(re.sub(r"Cần Thơ|Hậu\s+Giang|Sóc\s+Trăng", "", paragraphs[2]))
    assert "--lang" in told.out
    for line in re.findall(r"^  --[^\n]+(?:\n {4,}[^\n]+)*", told.out, flags=re.MULTILINE):
        assert " / " in " ".join(line.split())


def test_every_command_of_the_interface_is_there(run: Run) -> None:
    assert {" ".join(path) for path in commands(root)} >= set(ISSUE)
    for path, options in ISSUE.items():
        told = run(*path.split(), "--help").out
        assert [option for option in options if option not in told] == [], path


def test_no_command_is_a_request_for_help(run: Run) -> None:
    assert (run().code, "Lệnh / Commands:" in run().out) == (0, True)
    assert "reorganisation" in run("draft").out
    assert run("--version").out == f"tinhgon {__version__}\n"


def test_help_loads_neither_django_nor_the_ledger() -> None:
    script = """
import contextlib, io, sys
from tinhgon.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    code = main(["--help"])
heavy = [name for name in ("django", "pydantic", "psycopg", "granian", "yaml", "tinhgon.ledger") if name in sys.modules]
sys.exit(" ".join(heavy) or code)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C"}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_is_utf8_wherever_it_runs(tmp_path: Path) -> None:
    told = program("--help", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert "Sổ tổ chức bộ máy" in told.out


# -- the schema --------------------------------------------------------------------------------------------------------


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> list[str]:
    """A small validator of JSON Schema: the words that pydantic writes."""
    if "$ref" in schema:
        return faults(value, whole["$defs"][schema["$ref"].rsplit("/", 1)[-1]], whole)
    for word in ("anyOf", "oneOf"):
        if word in schema:
            fitting = [part for part in schema[word] if not faults(value, part, whole)]
            fits = len(fitting) == 1 if word == "oneOf" else bool(fitting)
            return [] if fits else [f"{value!r} fits {len(fitting)} of {word}"]
    types = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
             "null": type(None)}  # fmt: skip
    if "type" in schema and not isinstance(value, types[schema["type"]]):
        return [f"{value!r} is no {schema['type']}"]
    found: list[str] = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{value!r} is none of {schema['enum']}")
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{value!r} does not match {schema['pattern']}")
        if len(value) < schema.get("minLength", 0):
            found.append(f"{value!r} is too short")
    if isinstance(value, list):
        found += [fault for item in value for fault in faults(item, schema.get("items", {}), whole)]
        if len(value) < schema.get("minItems", 0):
            found.append("too few items")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [f"{name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, item in value.items():
            if name in properties:
                found += faults(item, properties[name], whole)
            elif schema.get("additionalProperties") is False:
                found.append(f"{name} is unknown")
    return found


@pytest.fixture
def schema(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("schema", "decision").out)
    return found


def with_effect(effect: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": "1/QĐ", "issuer": "UBND", "signed_on": "2021-01-01", "effective_on": "2021-01-01", "subject": "Thử",
        "basis": ["Luật 72/2025/QH15", {"number": "1/NQ", "title": "Nghị quyết"}], "effects": [effect],
    }  # fmt: skip


@pytest.mark.parametrize("kind", EFFECTS)
def test_the_schema_has_every_effect(kind: str, schema: dict[str, Any]) -> None:
    effect = EFFECTS[kind].example().model_dump(mode="json", exclude_none=True)
    assert faults(with_effect(effect), schema, schema) == []
    del effect["kind"]
    assert faults(with_effect(effect), schema, schema) != []


def test_the_schema_takes_the_short_forms(schema: dict[str, Any]) -> None:
    short = {"kind": "rename_unit/1", "unit": "90001", "name": "An Thịnh"}
    assert faults(with_effect(short), schema, schema) == []
    assert faults(with_effect({**short, "colour": "red"}), schema, schema) != []


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "docs" / "examples").glob("*.*")), ROOT / "docs" / "cli.md"], ids=lambda path: path.name
)
def test_the_examples_of_the_docs_fit_the_schema(path: Path, schema: dict[str, Any]) -> None:
    text = path.read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL) if path.suffix == ".md" else [text]
    for example in examples:
        assert faults(_plain(yaml.load(example, yaml.BaseLoader)), schema, schema) == []
        assert parse(example.encode(), name=path.name).effects


def _plain(value: Any) -> Any:
    """Truth values and whole numbers as JSON has them; all else stays as it is written."""
    if isinstance(value, dict):
        return {key: _scalar(item) if key in {"population", "level", "synthetic", "verified"} else _plain(item)
                for key, item in value.items()}  # fmt: skip
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _scalar(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else _plain(value)
