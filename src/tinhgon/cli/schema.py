"""tinhgon schema: what a decision file may hold."""

from __future__ import annotations

from typing import Any

from tinhgon.cli import output
from tinhgon.cli.commands import command, command_group

schema = command_group("schema", vi="Lược đồ của các tệp.", en="Schemas of files.")


@command("decision", group=schema, vi="JSON Schema của tệp quyết định.", en="JSON Schema of a decision file.")
def decision() -> None:
    output.write_json(decision_schema())


def decision_schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12."""
    from tinhgon.ledger.document import Document
    from tinhgon.ledger.registry import EFFECTS

    made = Document.model_json_schema()
    parts = made["$defs"]
    for effect in EFFECTS.values():
        # The kind has a default in the code; a file has to say it.
        part = parts[effect.__name__]
        part["required"] = ["kind", *(name for name in part.get("required", []) if name != "kind")]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tệp quyết định / decision file",
        **{key: value for key, value in made.items() if key != "title"},
    }
