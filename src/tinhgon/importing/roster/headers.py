"""Which rows are the header of a sheet, and which column gives which field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import clean, same_letters
from tinhgon.importing.roster.files import Sheet
from tinhgon.importing.roster.meanings import Meaning, meaning_of
from tinhgon.importing.roster.words import FIELDS, key

LOOKED_AT = 40
MOST_ROWS = 3
NAMES = frozenset({"name", "given_name", "middle_name", "family_name"})
_COUNTING = re.compile(r"^\(?\s*([0-9]{1,3}|[a-zA-Z])\s*\)?(?:\s*=[\s()0-9+*/:,x-]+)?$")
_ORDINALS = frozenset({"tt", "stt", "so tt", "so thu tu", "no", "thu tu"})
_NUMBER = re.compile(r"^(?=.*[0-9])[0-9\s.,/%-]+$")
_IN_WORDS = frozenset({"name", "family_name", "given_name", "unit", "title", "position", "title_unit"})
_SAMPLED = 200
Why = Literal["repeated", "proposed", "past", "strange", "numbers", "half"]
_WHYS: Mapping[str, str] = {
    "repeated": gettext_noop("nhiều cột cùng là “{field}”: {columns}; chọn cột nào"),
    "proposed": gettext_noop("cột {columns} ghi điều đề nghị, chưa phải hiện có; có dùng làm “{field}” không"),
    "past": gettext_noop("cột {columns} ghi điều trước đây; có dùng làm “{field}” không"),
    "strange": gettext_noop("cột {columns} nằm dưới nhóm chưa biết; có phải là “{field}” không"),
    "half": gettext_noop(
        "cột {columns} chỉ có tên, chưa thấy cột họ và tên đệm; ghép cả hai cột, hay đây là “{field}” đủ"
    ),
    "numbers": gettext_noop("cột {columns} chỉ có số; có đúng là “{field}” không"),
}


@dataclass(frozen=True)
class Doubt:
    """A field that is not taken from any column until somebody says from which."""

    field: str
    places: tuple[int, ...]
    why: Why


@dataclass(frozen=True)
class Matched:
    """The header of a sheet: which rows it takes (from 1), what each column is called, which field it gives.

    `marks`: columns whose sign means a value of a field; `parts`: columns of which a cell has several fields.
    """

    first_row: int
    last_row: int
    headers: Mapping[int, str]
    fields: Mapping[int, str]
    marks: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    parts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    ordinal: int | None = None

    @property
    def given(self) -> frozenset[str]:
        """Every field that some column gives."""
        several = (one for parts in self.parts.values() for one in parts if one)
        return frozenset((*self.fields.values(), *(name for name, _ in self.marks.values()), *several))

    @property
    def has_names(self) -> bool:
        """Whether some column gives names, or is asked about for them."""
        return bool(NAMES & {*self.given, *(doubt.field for doubt in self.doubts if doubt.why != "half")})

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers whose columns give nothing."""
        used = {*self.fields, *self.marks, *self.parts, self.ordinal}
        return tuple(name for place, name in self.headers.items() if place not in used and name)

    def header_of(self, name: str) -> str:
        """What the file calls the column of a field."""
        of = {**{place: (one,) for place, one in self.fields.items()}, **self.parts}
        return next((self.headers[place] for place, given in of.items() if name in given), "")

    def with_fields(self, fields: Mapping[int, str]) -> Matched:
        """The same header with the columns as somebody chose them: nothing is in doubt any more."""
        kept = {place: one for place, one in self.marks.items() if place not in fields}
        several = {place: one for place, one in self.parts.items() if place not in fields}
        return replace(
            self, fields={at: one for at, one in fields.items() if one}, marks=kept, parts=several, doubts=()
        )

    def told(self, doubt: Doubt, translate: Callable[[str], str]) -> str:
        """The doubt as a question."""
        columns = ", ".join(f"“{self.headers[place]}” ({letter(place)})" for place in doubt.places)
        return translate(_WHYS[doubt.why]).format(field=translate(FIELDS[doubt.field]), columns=columns) + "?"


def letter(place: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 27 is AB."""
    name = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        name, place = chr(65 + rest) + name, place - 1
    return name


def match(sheet: Sheet, saved: Mapping[str, str] | None = None) -> Matched | None:
    """Find the header among the first rows and match its columns; a saved mapping (header -> field) wins.

    Titles may stand above it, it may take up to three rows, and a row that counts the columns may stand below. None
    when no row looks like the header of a list of people. Raises BadInput when a saved mapping gives a field twice.
    """
    rows = [[clean(same_letters(cell)) for cell in row] for row in sheet.head(LOOKED_AT + MOST_ROWS + 1)]
    known = {key(header): name for header, name in (saved or {}).items()}
    best: tuple[int, int, int, list[list[str]]] = (0, 0, 0, [])
    for place in range(min(len(rows), LOOKED_AT)):
        for height, paths in _readings(sheet, rows, place, known):
            score = len({one for path in paths for one in _giving(meaning_of(path, known))})
            # The taller of two that say as much: its lower row is no person.
            if score > best[0] or (score == best[0] and score and place == best[1] and height > best[2]):
                best = (score, place, height, paths)
    score, place, height, paths = best
    if score < 2:
        return None
    last = place + height
    while last < len(rows) and counts_columns(rows[last]):
        last += 1
    return _matched(sheet, place + 1, last, paths, known)


def _giving(meaning: Meaning) -> Iterator[str]:
    yield from (one for one in (meaning.field, *meaning.parts) if one)


def _readings(
    sheet: Sheet, rows: Sequence[Sequence[str]], place: int, known: Mapping[str, str]
) -> Iterator[tuple[int, list[list[str]]]]:
    """The row as the header by itself, and with one or two rows below it (groups over their parts)."""
    top = rows[place]
    if sum(map(bool, top)) < 2 or not any(next(_giving(meaning_of([cell], known)), "") for cell in top if cell):
        return
    names = [at for at, cell in enumerate(top) if meaning_of([cell], known).field in NAMES]
    for height in range(1, MOST_ROWS + 1):
        if height > 1 and (
            place + height > len(rows) or not _is_header_part(rows[place + height - 1], names, height, known)
        ):
            return
        yield height, list(_paths(sheet, rows[place : place + height], place))


def _is_header_part(row: Sequence[str], names: Sequence[int], height: int, known: Mapping[str, str]) -> bool:
    """No name stands in it, no cell of it is long or a number, and it has at least two parts of columns."""
    cells = [cell for cell in row if cell]
    told = all(len(cell) < 60 and not any(char.isdigit() for char in cell) for cell in cells)
    if names:
        # A heading of a section ("I", "Văn phòng") has its number in front of the names.
        return told and len(cells) >= 2 and not any(row[: max(names) + 1])
    named = sum(bool(next(_giving(meaning_of([cell], known)), "")) for cell in cells)
    return told and named >= 2 and height == 2


def _paths(sheet: Sheet, block: Sequence[Sequence[str]], first: int) -> Iterator[list[str]]:
    """The texts over each column. A group reaches as far as it was merged; else over the empty cells behind it."""
    last = first + len(block) - 1
    spans = [one for one in sheet.merged if one.top <= last and one.bottom >= first and one.right > one.left]
    shown = [list(row) for row in block]
    for nth, row in enumerate(shown[:-1]):
        group = ""
        for column, cell in enumerate(row):
            below = any(lower[column] for lower in block[nth + 1 :])
            if cell:
                group = cell
            elif spans:
                over = next((one for one in spans if one.holds(first + nth, column)), None)
                row[column] = block[over.top - first][over.left] if over and over.top >= first else ""
            else:
                group = group if below else ""
                row[column] = group
    for column in range(len(block[0])):
        path = [row[column] for row in shown if row[column]]
        yield [text for nth, text in enumerate(path) if not nth or key(text) != key(path[nth - 1])]


def counts_columns(row: Sequence[str]) -> bool:
    """(1) (2) (3) … below the header."""
    cells = [cell for cell in row if cell]
    return len(cells) >= 3 and all(_COUNTING.match(cell) for cell in cells)


def _matched(
    sheet: Sheet, first: int, last: int, paths: Sequence[Sequence[str]], known: Mapping[str, str]
) -> Matched:  # fmt: skip
    meanings = {place: meaning_of(path, known) for place, path in enumerate(paths)}
    headers = {place: " / ".join(path) for place, path in enumerate(paths)}
    candidates: dict[str, list[int]] = {}
    for place, meaning in meanings.items():
        if meaning.field and not meaning.value:
            candidates.setdefault(meaning.field, []).append(place)
    said = {
        place
        for place, path in enumerate(paths)
        if known.get(key(" ".join(path))) or (path and known.get(key(path[-1])))
    }
    fields: dict[int, str] = {}
    doubts: list[Doubt] = []
    for name, places in candidates.items():
        by_hand = [place for place in places if place in said]
        if len(by_hand) > 1:
            refuse_twice(sheet.title or "–", name)
        chosen = by_hand or _alike(sheet, last, places)
        why = "" if by_hand else _doubt(sheet, last, name, chosen, [meanings[place] for place in chosen])
        if why:
            doubts.append(Doubt(name, tuple(chosen), why))
        else:
            fields[chosen[0]] = name
    _split_names(sheet, last, paths, fields)
    _split_births(paths, fields)
    if "given_name" in fields.values() and not {"family_name", "name"} & set(fields.values()):
        half = next(place for place, name in fields.items() if name == "given_name")
        del fields[half]
        doubts.append(Doubt("given_name", (half,), "half"))
    ordinal = next((place for place, path in enumerate(paths) if path and key(path[-1]) in _ORDINALS), None)
    return Matched(
        first, last, headers, dict(sorted(fields.items())),
        {place: (one.field, one.value) for place, one in meanings.items() if one.value},
        {place: one.parts for place, one in meanings.items() if one.parts}, tuple(doubts), ordinal,
    )  # fmt: skip


def _split_births(paths: Sequence[Sequence[str]], fields: dict[int, str]) -> None:
    """'Ngày', 'Tháng', 'Năm sinh' side by side, under no group."""
    for place, name in list(fields.items()):
        before = [key(paths[at][-1]) if at >= 0 and paths[at] else "" for at in (place - 2, place - 1)]
        if name == "birth_year" and before == ["ngay", "thang"] and not {place - 2, place - 1} & fields.keys():
            fields[place - 2], fields[place - 1] = "birth_day", "birth_month"


def _split_names(sheet: Sheet, last: int, paths: Sequence[Sequence[str]], fields: dict[int, str]) -> None:
    """'Họ và tên' over two columns: the family and middle names, and the name itself in the column without a header."""
    place = next((at for at, name in fields.items() if name == "name"), None)
    if place is None or place + 1 >= len(paths) or place + 1 in fields:
        return
    if paths[place + 1] and key(" ".join(paths[place + 1])) != key(" ".join(paths[place])):
        return
    below = sheet.frame.slice(last, _SAMPLED).select(str(place), str(place + 1)).rows()
    both = [
        (first.strip(), second.strip()) for first, second in below if (first or "").strip() and (second or "").strip()
    ]
    named = sum(bool((first or "").strip()) for first, _ in below)
    words = sum(len(second.split()) <= 2 and not any(char.isdigit() for char in second) for _, second in both)
    if both and words == len(both) and len(both) * 2 > named:
        fields[place], fields[place + 1] = "family_name", "given_name"


def _alike(sheet: Sheet, last: int, places: list[int]) -> list[int]:
    """Of columns that say the same in every row the first is enough."""
    first, *others = (sheet.frame[str(place)].slice(last).fill_null("") for place in places)
    return places[:1] if all((first == other).all() for other in others) else places


def _doubt(sheet: Sheet, last: int, name: str, places: Sequence[int], meanings: Sequence[Meaning]) -> Why | Literal[""]:
    if len(places) > 1:
        return "repeated"
    stance = meanings[0].stance
    if stance in ("proposed", "past", "strange"):
        return stance
    if name in _IN_WORDS:
        cells = [cell for cell in sheet.frame[str(places[0])].slice(last, _SAMPLED) if cell and cell.strip()]
        numbers = sum(bool(_NUMBER.match(cell)) for cell in cells)
        if numbers and numbers * 2 >= len(cells):
            return "numbers"
    return ""


def refuse_twice(name: str, field: str) -> None:
    """Two columns for one field: which of them counts is not ours to say."""
    raise BadInput(
        "field_by_two_columns",
        gettext_noop("{file}: hai cột cùng được ghép vào “{field}”; chỉ chọn một cột."),
        file=name,
        field=FIELDS[field],
    )
