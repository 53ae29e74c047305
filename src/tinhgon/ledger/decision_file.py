"""A decision as its file has it, to be read and signed again: the fields, the text, the name of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tinhgon.basis.text import fold
from tinhgon.ledger.document import Document


def plain(document: Document) -> dict[str, Any]:
    """The fields: what is not stated is left out; every effect says its kind first."""
    head = document.model_dump(mode="json", exclude_defaults=True, exclude={"effects"})
    head["kind"] = document.kind
    ordered = {name: head[name] for name in type(document).model_fields if name in head}
    effects = [
        {"kind": effect.kind, **effect.model_dump(mode="json", exclude_defaults=True, exclude={"kind"})}
        for effect in document.effects
    ]
    return {**ordered, "effects": effects}


def file_text(document: Document) -> str:
    """JSON, indented: the same text for the same document."""
    return fields_text(plain(document))


def fields_text(fields: Mapping[str, Any]) -> str:
    """The same of the fields alone."""
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def file_stem(number: str) -> str:
    """'1668-NQ-UBTVQH15': the number and symbol of a decision in letters that any system of files takes."""
    letters = "".join((fold(char) or "-").upper() if char.isupper() else fold(char) or "-" for char in number)
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:80]
