"""Which row is the header, and which column gives which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.importing.roster.files import Sheet
from tinhgon.importing.roster.words import FIELDS, HEADERS, key

LOOKED_AT = 40
NAMES = frozenset({"name", "given_name", "family_name"})
_BRACKETS = re.compile(r"\([^)]*\)")
_COUNTING = re.compile(r"^\(?\s*([0-9]{1,3}|[a-zA-Z])\s*\)?$")


@dataclass(frozen=True)
class Matched:
    """The header of a sheet: which rows it takes (from 1), what each column is called, which field it gives."""

    first_row: int
    last_row: int
    headers: Mapping[int, str]
    fields: Mapping[int, str]

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers whose columns give nothing."""
        return tuple(name for place, name in self.headers.items() if place not in self.fields and name)

    def header_of(self, field: str) -> str:
        """What the file calls the column of a field."""
        return next((self.headers[place] for place, given in self.fields.items() if given == field), "")

    def with_fields(self, fields: Mapping[int, str]) -> Matched:
        """The same header with other columns matched."""
        return Matched(self.first_row, self.last_row, self.headers, dict(fields))


def match(sheet: Sheet, saved: Mapping[str, str] | None = None) -> Matched:
    """Find the header among the first rows and match its columns; a saved mapping (header -> field) wins.

    Titles may stand above it, a header may take two rows, and a row that counts the columns may stand below. Raises
    BadInput when no row looks like the header of a roster, or when two columns give one field.
    """
    rows = [[clean(cell) for cell in row] for row in sheet.head(LOOKED_AT + 2)]
    known = {key(header): field for header, field in (saved or {}).items()}
    best: tuple[int, int, int, list[str]] = (0, 0, 0, [])
    for place, row in enumerate(rows[:LOOKED_AT]):
        for taken, cells in _readings(rows, place, row, known):
            score = len({field for cell in cells if (field := field_of(cell, known))})
            if score > best[0]:
                best = (score, place + 1, place + taken, cells)
    score, first, last, cells = best
    if score < 2:
        raise BadInput(
            "roster_without_header",
            gettext_noop(
                "{file}: không thấy dòng tiêu đề cột trong {rows} dòng đầu; cần ít nhất cột họ tên và cột đơn vị."
            ),
            file=sheet.name,
            rows=LOOKED_AT,
        )
    if last < len(rows) and _counts_columns(rows[last]):
        last += 1
    return Matched(first, last, dict(enumerate(cells)), _fields(cells, known, sheet.name))


def _readings(
    rows: Sequence[Sequence[str]], place: int, row: list[str], known: Mapping[str, str]
) -> list[tuple[int, list[str]]]:
    """The row as the header by itself, and together with the row below it (a group over its parts)."""
    found = [(1, row)]
    if sum(map(bool, row)) >= 2 and place + 1 < len(rows) and _is_header_part(below := rows[place + 1], known):
        group, joined = "", []
        for upper, lower in zip(row, below, strict=True):
            group = upper or (group if lower else "")
            joined.append(_told(group, lower, known) if lower else upper)
        found.append((2, joined))
    return found


def _is_header_part(row: Sequence[str], known: Mapping[str, str]) -> bool:
    """At least two columns of it are headers, and no cell of it is long or a number."""
    named = sum(bool(field_of(cell, known)) for cell in row)
    return named >= 2 and all(len(cell) < 60 and not any(char.isdigit() for char in cell) for cell in row)


def _told(group: str, lower: str, known: Mapping[str, str]) -> str:
    """'Ngày vào Đảng' over 'Chính thức': the part by itself where it is a header, else with its group."""
    both = f"{group} {lower}".strip()
    return both if field_of(both, known) or not field_of(lower, known) else lower


def field_of(header: str, known: Mapping[str, str] | None = None) -> str:
    """The field that a header means, or ''. `known`: headers (as keys) of a saved mapping, '' for columns left out."""
    words = key(header)
    if known and words in known:
        return known[words]
    bare = key(_BRACKETS.sub(" ", header))
    return HEADERS.get(words) or HEADERS.get(bare, "")


def _counts_columns(row: Sequence[str]) -> bool:
    """(1) (2) (3) … below the header."""
    cells = [cell for cell in row if cell]
    return len(cells) >= 3 and all(_COUNTING.match(cell) for cell in cells)


def _fields(cells: Sequence[str], known: Mapping[str, str], name: str) -> dict[int, str]:
    fields: dict[int, str] = {}
    for place, cell in enumerate(cells):
        field = field_of(cell, known)
        if field and field not in fields.values():
            fields[place] = field
        elif field and known.get(key(cell)):
            refuse_twice(name, field)
    return fields


def refuse_twice(name: str, field: str) -> None:
    """Two columns for one field: which of them counts is not ours to say."""
    raise BadInput(
        "field_by_two_columns",
        gettext_noop("{file}: hai cột cùng được ghép vào “{field}”; chỉ chọn một cột."),
        file=name,
        field=FIELDS[field],
    )


def demand(matched: Matched, name: str) -> None:
    """What no roster can do without: who, and where."""
    given = set(matched.fields.values())
    lacking = []
    if not given & NAMES:
        lacking.append(FIELDS["name"])
    if not given & {"unit", "unit_code", "post_number"}:
        lacking.append(FIELDS["unit_code"])
    if lacking:
        raise BadInput(
            "roster_columns_missing",
            gettext_noop("{file}: chưa có cột “{columns}”; ghép cột hoặc thêm vào tệp."),
            file=name,
            columns="”, “".join(lacking),
        )
