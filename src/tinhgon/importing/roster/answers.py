"""What somebody said about a file after it was read: once for all of it, for a sheet, a section or a row.

Kept beside an upload as JSON and given on the command line; the file itself stays as the office sent it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.roster.words import FIELDS, key

STATED = ("unit", "category", "bloc", "title", "funding")
"""Fields that may be said once for many rows."""
ALL = ""


@dataclass
class Answers:
    """`stated`: scope -> field -> text, for rows where it stands empty; a scope is '' (the file), '2' (a sheet by its
    place) or '2:15' (the section below row 15 of it). `cells`: '2:16' (sheet and row) -> field -> text, instead of what
    stands there. `columns`: sheet -> column -> field or ''. `left`: sheets that are left out. `down`: fields whose
    empty cells are as the row above. `proper`: names all in capitals are written properly. `unhide`: rows and sheets
    that the office hid are read like the others."""

    stated: dict[str, dict[str, str]] = field(default_factory=dict)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)
    down: list[str] = field(default_factory=list)
    proper: bool = False
    unhide: bool = False

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Answers:
        """From what `asdict` gave."""
        return cls(**{name: given[name] for name in cls.__dataclass_fields__ if name in given})

    def asdict(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    def state(self, scope: str, name: str, text: str) -> None:
        """Say something once; nothing takes it back."""
        said = self.stated.setdefault(scope, {})
        if text.strip():
            said[name] = text.strip()
        else:
            said.pop(name, None)

    def change(self, sheet: int, row: int, name: str, text: str) -> None:
        """Another text for a cell; row from 1."""
        self.cells.setdefault(f"{sheet}:{row}", {})[name] = text.strip()

    def said_for(self, name: str, sheet: int) -> str:
        """What is said of a field for a sheet, or for the file."""
        return self.stated.get(str(sheet), {}).get(name) or self.stated.get(ALL, {}).get(name, "")


def field_called(name: str) -> str:
    """The field that somebody means by its code or by its Vietnamese name. Raises BadInput."""
    words = key(name)
    found = next((one for one, title in FIELDS.items() if words in (key(one), key(title))), "")
    found = found or {"loai": "category", "khoi": "bloc", "don vi": "unit", "chuc vu": "title"}.get(words, "")
    if not found:
        raise BadInput(
            "field_unknown",
            gettext_noop("Không có mục “{name}”; các mục: {names}."),
            name=name,
            names=", ".join(FIELDS),
        )
    return found
