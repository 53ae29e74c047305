"""The people of all sheets as one roll: what stands in their cells, and what was said once for many of them.

In this order: what somebody answered for the cell; what stands in it; the row above where it is a ditto mark or was
merged; what the section, the sheet, the file says. Each of these is told, none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from tinhgon.importing.roster.answers import STATED, Answers
from tinhgon.importing.roster.faults import Faults
from tinhgon.importing.roster.headers import NAMES
from tinhgon.importing.roster.layout import Layout, Part
from tinhgon.importing.roster.levels import LEVELS
from tinhgon.importing.roster.roll import Roll
from tinhgon.importing.roster.splitting import split_parts
from tinhgon.importing.roster.words import key

_DITTO = r"""(?i)^[\s.\-–—]*(?:n\s*[/.]?\s*t|như trên|nhu tren|/\s*/|["“”″〃]|''|'|"")[\s.\-–—]*$"""
_UNCLEAN = r"\p{M}|^'\d|^'\+|[ÐƉðɖ\u200b\u200c\u200d\u2060\ufeff\u00a0\u2007\u202f\t\r\n]|  |^ | $|^[-–—_.…]|^$"
"""A cell that has none of these is as it should be."""
_FORMULA = r"(?i)^(?:#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!)|Err:\d{3})$"
_NOTHING = r"^[-–—_.…\s]+$"
_OWN = frozenset({
    "name", "family_name", "middle_name", "given_name", "id_number", "code", "born", "birth_day", "birth_month",
    "birth_year", "male", "female", "phone", "email",
    "other_names", "post_number", "note",
})  # fmt: skip
"""Fields of one person: a merged cell or a ditto mark does not give them to the next."""
_TICKED = re.compile(r"^(?:x|v|có|1|✓|✔|√|\+)$", re.IGNORECASE)
SEPARATOR, PERHAPS = "\x1f", "?"


def roll_of(layout: Layout, answers: Answers, on: date) -> Roll:
    """The rows of people of every sheet that is read, their texts cleaned and completed."""
    frames, raised = [], []
    start = 0
    for part in layout.parts:
        frame, faults = _texts(part, answers)
        raised += [(start + place, name, code, value, more) for place, name, code, value, more in faults]
        start += frame.height
        frames.append(frame)
    whole = pl.concat(frames, how="diagonal") if len(frames) > 1 else frames[0]
    labels = _labels(layout, whole)
    roll = Roll(whole["#"], whole["#sheet"], labels, {}, on, Faults(whole["#"], labels), above=whole["#above"])
    roll.texts = {name: whole[name] for name in whole.columns if not name.startswith("#")}
    roll.faults.take(raised)
    return roll


def _labels(layout: Layout, whole: pl.DataFrame) -> pl.Series:
    rows = whole["#"].cast(pl.String)
    if layout.is_single:
        return rows
    titles = {part.sheet.place: part.sheet.title for part in layout.parts}
    return rows + whole["#sheet"].replace_strict(
        list(titles), [f" (trang “{title}”)" for title in titles.values()], return_dtype=pl.String
    )


_Raised = tuple[int, str, str, str | None, str | None]


def _texts(part: Part, answers: Answers) -> tuple[pl.DataFrame, list[_Raised]]:
    """The texts of the rows of one sheet, and the faults that only the cells together can tell."""
    matched = part.matched
    places = sorted({*matched.fields, *matched.marks, *matched.parts})
    data = pl.Series(part.rows.data, dtype=pl.Int64)
    cells = pl.DataFrame([_cleaned(part.sheet.frame[str(place)]) for place in places])
    cells = _unmerged(cells, part)[data] if part.sheet.merged else cells[data]
    raised: list[_Raised] = []
    cells = _without_errors(cells, part, raised)
    columns = {str(place): cells[str(place)] for place in places}
    for place, name in matched.fields.items():
        columns[str(place)] = _without_dittos(columns[str(place)], part, name, raised)
    texts = {name: columns[str(place)] for place, name in matched.fields.items()}
    for place, fields in matched.parts.items():
        for name, series in split_parts(columns[str(place)], fields, matched.headers[place], raised).items():
            texts.setdefault(name, series)
    _tick(texts, columns, part)
    rows = data + 1
    if "name" in texts:
        texts["name"] = _one_name(texts["name"], matched.header_of("name"), raised)
    texts = {name: _in_one_line(series, name) for name, series in texts.items()}
    texts = _answered(texts, part, answers, rows)
    if answers.proper:
        texts |= {name: _proper(texts[name]) for name in NAMES if name in texts}
    frame = pl.DataFrame({"#": rows, "#sheet": pl.Series([part.sheet.place] * len(rows), dtype=pl.Int64), **texts})
    return _completed(frame, part, answers), raised


def _without_errors(cells: pl.DataFrame, part: Part, raised: list[_Raised]) -> pl.DataFrame:
    """'#N/A', '#REF!' are what a formula could not find, and nothing of a person."""
    fields = {**{place: names[0] for place, names in part.matched.parts.items() if names}, **part.matched.fields}
    kept = []
    for series in cells:
        wrong = series.str.contains(_FORMULA).fill_null(value=False)
        name = fields.get(int(series.name)) or part.matched.marks.get(int(series.name), ("note", ""))[0]
        raised += [(place, name, "formula_error", series[place], None) for place in wrong.arg_true()]
        kept.append(series.set(wrong, None) if wrong.any() else series)
    return pl.DataFrame(kept)


def _cleaned(cells: pl.Series) -> pl.Series:
    """Composed, single blanks, look-alike letters as those they stand for; a dash or dots alone say nothing."""
    if not cells.str.contains(_UNCLEAN).any():
        return cells
    text = (
        pl.col(cells.name).str.normalize("NFC").str.replace_all("[ÐƉ]", "Đ").str.replace_all("[ðɖ]", "đ")
        .str.replace_all("[\u200b\u200c\u200d\u2060\ufeff]", "").str.replace_all(r"\s*\n\s*", "\n")
        .str.replace_all(r"[^\S\n]+", " ").str.replace(r"^'([\d+])", "${1}")
        .str.strip_chars().str.replace(_NOTHING, "").replace("", None)
    )  # fmt: skip
    return cells.to_frame().select(text).to_series()


def _in_one_line(cells: pl.Series, name: str) -> pl.Series:
    """Levels of several lines are several levels."""
    joined = "; " if name in LEVELS else " "
    return cells.str.replace_all("\n", joined, literal=True).replace("", None).alias(name)


def _one_name(cells: pl.Series, header: str, raised: list[_Raised]) -> pl.Series:
    """The name in use above the name at birth: one name when both are the same but for capitals, else asked."""
    several = cells.str.contains("\n").fill_null(value=False)
    if not several.any():
        return cells
    texts = cells.to_list()
    for place in several.arg_true():
        names = [name.strip(" ()") for name in texts[place].splitlines()]
        if len({key(name) for name in names}) == 1:
            texts[place] = next((name for name in names if not name.isupper()), names[0])
        else:
            raised.append((place, "name", "combined_unread", texts[place], header))
    return pl.Series(cells.name, texts, pl.String)


def _proper(names: pl.Series) -> pl.Series:
    """Names all in capitals with capitals only where words begin."""
    changed = {name: proper_name(name) for name in names.drop_nulls().unique() if name.isupper() and " " in name}
    return names.replace(changed) if changed else names


def proper_name(name: str) -> str:
    """'NGUYỄN THỊ MẪU' as 'Nguyễn Thị Mẫu'."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())


def _unmerged(cells: pl.DataFrame, part: Part) -> pl.DataFrame:
    """What was merged downwards stands in every row that it covers."""
    fields = {place: {name} for place, name in part.matched.fields.items()}
    fields |= {place: set(names) for place, names in part.matched.parts.items()}
    filled: dict[str, list[Any]] = {}
    for one in part.sheet.merged:
        name = str(one.left)
        if (
            one.bottom == one.top
            or one.left not in fields
            or fields[one.left] & _OWN
            or one.top < part.matched.last_row
        ):
            continue
        column = filled.setdefault(name, cells[name].to_list())
        for row in range(one.top + 1, min(one.bottom + 1, len(column))):
            column[row] = column[row] or column[one.top]
    return cells.with_columns(pl.Series(name, column, pl.String) for name, column in filled.items())


def _without_dittos(cells: pl.Series, part: Part, name: str, raised: list[_Raised]) -> pl.Series:
    """'nt', '//', '"' are what the row above says, within the section."""
    dittos = cells.str.contains(_DITTO).fill_null(value=False)
    if not dittos.any():
        return cells
    texts = cells.to_list()
    rows = part.rows
    for place in dittos.arg_true():
        before = place - 1
        is_near = before >= 0 and rows.section_of.get(rows.data[before]) == rows.section_of.get(rows.data[place])
        above = texts[before] if is_near else None
        if name in _OWN or not above:
            raised.append((place, name, "ditto_of_nothing", texts[place], None))
            above = None
        texts[place] = above
    return pl.Series(cells.name, texts, pl.String)


def _tick(texts: dict[str, pl.Series], columns: Mapping[str, pl.Series], part: Part) -> None:
    """Columns of which a sign means a value: the text of the field is then what stands over the column."""
    by_field: dict[str, list[int]] = {}
    for place, (name, _) in part.matched.marks.items():
        by_field.setdefault(name, []).append(place)
    for name, places in by_field.items():
        said: list[str | None] = texts[name].to_list() if name in texts else [None] * len(part.rows.data)
        for place in places:
            header = part.matched.headers[place].rsplit(" / ", 1)[-1]
            column = columns[str(place)]
            for row in column.is_not_null().arg_true():
                told = header if _TICKED.match(column[row]) else f"{header} {column[row]}"
                said[row] = f"{said[row]}; {told}" if said[row] else told
        texts[name] = pl.Series(name, said, pl.String)


def _answered(
    texts: dict[str, pl.Series], part: Part, answers: Answers, rows: pl.Series
) -> dict[str, pl.Series]:  # fmt: skip
    """Cells that somebody wrote anew."""
    at = {row: place for place, row in enumerate(rows.to_list())} if answers.cells else {}
    changed: dict[str, list[Any]] = {}
    for where, cells in answers.cells.items():
        sheet, _, row = where.partition(":")
        if int(sheet) != part.sheet.place or int(row) not in at:
            continue
        for name, text in cells.items():
            if name not in changed:
                changed[name] = texts[name].to_list() if name in texts else [None] * len(rows)
            changed[name][at[int(row)]] = text or None
    for name in answers.down:
        column = changed.get(name) or (texts[name].to_list() if name in texts else [])
        for place in range(1, len(column)):
            column[place] = column[place] or column[place - 1]
        if column:
            changed[name] = column
    return {**texts, **{name: pl.Series(name, column, pl.String) for name, column in changed.items()}}


def _completed(frame: pl.DataFrame, part: Part, answers: Answers) -> pl.DataFrame:
    """What the section, the sheet or the file says once, where the row says nothing."""
    scopes = list(_scopes(part, frame["#"].to_list()))
    sections = {place: part.rows.sections[place] if place is not None else None for place, _ in set(scopes)}
    given: dict[tuple[Any, str], Mapping[str, str]] = {}
    for at in set(scopes):
        section = sections[at[0]]
        given[at] = {name: text for name in STATED if (text := _said(name, part, answers, section, at[1]))}
    above = {at: SEPARATOR.join(_units_above(part, answers, sections[at[0]])) for at in set(scopes)}
    frame = frame.with_columns(pl.Series("#above", [above[at] or None for at in scopes], pl.String))
    of_unit = [name for name in ("unit", "unit_code", "post_number") if name in frame.columns]
    free = pl.all_horizontal(pl.col(name).is_null() for name in of_unit) if of_unit else pl.lit(value=True)
    for name in STATED:
        if not any(name in one for one in given.values()):
            continue
        said = pl.Series("said", [given[at].get(name) for at in scopes], pl.String)
        own = pl.col(name) if name in frame.columns else pl.lit(None, pl.String)
        empty = own.is_null() & free if name == "unit" else own.is_null()
        frame = frame.with_columns(pl.when(empty).then(pl.lit(said)).otherwise(own).alias(name))
    return frame


_Scope = tuple[int | None, str]


def _scopes(part: Part, rows: Sequence[int]) -> Iterator[_Scope]:
    """(index of the section, key of its answers) of each row."""
    for row in rows:
        index = part.rows.section_of.get(row - 1)
        yield index, "" if index is None else f"{part.sheet.place}:{part.rows.sections[index].row + 1}"


def _said(name: str, part: Part, answers: Answers, section: Any, scope: str) -> str:
    if scope and (text := answers.stated.get(scope, {}).get(name)):
        return text
    if section is not None:
        told = section.units[-1] if name == "unit" and section.units else getattr(section, name, "")
        if told and isinstance(told, str):
            return told
    stated = answers.said_for(name, part.sheet.place) or dict(part.said.texts).get(name, "")
    return stated or (section.perhaps if section is not None and name == "unit" else "")


def _units_above(part: Part, answers: Answers, section: Any) -> Iterator[str]:
    """Units over a row, the nearest first: they tell which of several of one name is meant."""
    if section is not None:
        yield from reversed(section.units)
    for text in (answers.said_for("unit", part.sheet.place), dict(part.said.texts).get("unit", "")):
        if text:
            yield text
    yield from (f"{PERHAPS}{text}" for text in part.said.offered)


def told_once(layout: Layout, answers: Answers) -> list[tuple[str, str, str, int]]:
    """(sheet, field, text, row) of what the file says once, for the page and the command; row 0: answered."""
    told = []
    for part in layout.parts:
        said = dict(part.said.texts)
        for name in STATED:
            if text := answers.said_for(name, part.sheet.place):
                told.append((part.sheet.title, name, text, 0))
            elif name in said and name not in part.matched.given:
                told.append((part.sheet.title, name, said[name], dict(part.said.row)[name]))
        told += [
            (part.sheet.title, "unit", one.units[-1], one.row + 1)
            for one in part.rows.sections if one.units and key(one.units[-1])
        ]  # fmt: skip
    return told
