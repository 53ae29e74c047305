"""Writes the generated pages of docs/ (effects, rules, procedures, forms, schema); `--check` says which are stale."""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from tinhgon.cli.schema import decision_schema
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.registry import EFFECTS
from tools.forms import forms_page
from tools.procedures import drawings, procedures_page
from tools.rules import rules_page

DOCS = Path(__file__).resolve().parent.parent / "docs"


def effects_page() -> str:
    """Every kind of effect: what it means, its fields, an example and how it is told."""
    lines = [
        "# Kinds of effect",
        "",
        "Written by `./dev docs` from the classes in the `effects` folders of `src/tinhgon/registers`.",
        "",
    ]
    lines += [f"- [`{kind}`](#{_anchor(kind)}) {effect.title}" for kind, effect in EFFECTS.items()]
    for kind, effect in EFFECTS.items():
        lines += ["", *_section(kind, effect)]
    return "\n".join(lines) + "\n"


def _anchor(kind: str) -> str:
    return kind.replace("/", "")


def _section(kind: str, effect: type[Effect]) -> list[str]:
    example = effect.example()
    payload = json.loads(example.model_dump_json(exclude_defaults=True))
    told = {"kind": kind, **payload}
    return [
        f"## `{kind}`",
        "",
        f"**{effect.title}.** {inspect.cleandoc(effect.__doc__ or '')}",
        "",
        "| field | type | needed |",
        "| --- | --- | --- |",
        *[
            f"| `{name}` | {_type(field)} | {'yes' if name in effect.model_json_schema().get('required', ()) else ''} |"
            for name, field in effect.model_json_schema()["properties"].items()
            if name != "kind"
        ],
        "",
        "```yaml",
        yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=110).strip(),
        "```",
        "",
        f"> {example.describe()}",
    ]


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[-1]}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        parts = [_type(part) for part in schema["anyOf"] if part.get("type") != "null"]
        return " or ".join(dict.fromkeys(parts))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "value"))


def schema_text() -> str:
    """The JSON Schema of a decision file: what `tinhgon schema decision` prints."""
    return json.dumps(decision_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _is_fresh(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


PAGES = {
    "effects.md": effects_page,
    "decision.schema.json": schema_text,
    "rules.md": rules_page,
    "paper-forms.md": forms_page,
    "procedures.md": procedures_page,
    **drawings(),
}


def main() -> int:
    """Write, or with --check compare; 1 when a page is stale."""
    stale = [
        name for name, page in PAGES.items() if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != page()
    ]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/{name} is stale; run ./dev docs", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
