"""Rows that are wrong in the same way, with what may be put in their place: mended together, without another upload."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from tinhgon.importing.roster.answers import Answers
from tinhgon.importing.roster.checking import Checked
from tinhgon.importing.roster.words import CHOICES, FIELDS

_BY_ROW = frozenset({"id_number", "name", "code", "born", "birth_year", "post_number"})
"""Fields of one person: two rows are never mended together."""
_AS_A_WHOLE = frozenset({"unit_empty", "category_empty", "bloc_unknown"})
"""Faults of empty cells: what is put there is the same for all rows of a sheet."""
_NOT_HERE = frozenset({"combined_unread", "letters_mixed", "change_refused", "extra_without_main", "extra_unclear"})
_ASKED_TOO = frozenset({"party_ticked", "party_partial"})
_SHOWN = 8


@dataclass(frozen=True)
class Mending:
    """`places`: rows of the roll; `field`: what would be changed; `offers`: texts that may be meant, the likely first.

    `key` tells it from the others of the same check.
    """

    key: str
    code: str
    severity: str
    field: str
    text: str
    sentence: str
    places: tuple[int, ...]
    labels: tuple[str, ...]
    offers: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def more(self) -> int:
        """Rows beyond those that are named."""
        return self.count - len(self.labels)


def mendings(
    checked: Checked, translate: Callable[[str], str] = str, *, most: int, code: str = "",
    keys: Collection[str] | None = None,
) -> tuple[list[Mending], int]:  # fmt: skip
    """(the first `most` of what can be mended in the page, how many more), those of most rows first.

    `code`: of one kind of fault only; `keys`: these only.
    """
    grouped = _grouped(checked, code)
    if keys is not None:
        grouped = [row for row in grouped if _key(row) in keys]
    return [_mending(checked, row, translate) for row in grouped[:most]], max(0, len(grouped) - most)


_Group = dict[str, Any]


def _grouped(checked: Checked, code: str) -> list[_Group]:
    """Faults that are alike: `place` and `label` of their rows, and what they say."""
    wanted = (pl.col("severity") == "error") | pl.col("code").is_in(list(_ASKED_TOO))
    wanted &= ~pl.col("code").is_in(list(_NOT_HERE)) & pl.col("field").is_in(list(FIELDS))
    faults = checked.faults.with_columns(checked.roll.sheets.gather(checked.faults["place"]).alias("sheet"))
    faults = faults.filter(wanted & (pl.col("code") == code) if code else wanted)
    whole, by_row = pl.col("code").is_in(list(_AS_A_WHOLE)), pl.col("field").is_in(list(_BY_ROW))
    faults = faults.with_columns(
        pl.when(by_row).then("place").otherwise(-1).alias("one"),
        pl.when(whole).then(pl.lit("")).otherwise(pl.col("value").fill_null("")).alias("said"),
    )
    alike = faults.group_by("sheet", "code", "severity", "field", "said", "one", maintain_order=True)
    groups = alike.agg("place", "label", pl.col("more").first(), pl.len().alias("rows"))
    return groups.sort("rows", descending=True, maintain_order=True).to_dicts()


def _key(row: _Group) -> str:
    parts = [str(row[name]) for name in ("sheet", "code", "field", "said", "one")]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _mending(checked: Checked, row: _Group, translate: Callable[[str], str]) -> Mending:
    places = tuple(dict.fromkeys(row["place"]))
    code, field = row["code"], row["field"]
    is_this = (pl.col("place") == places[0]) & (pl.col("code") == code) & (pl.col("field") == field)
    (sentence, *_) = (
        fault.sentence for fault in checked.told(translate, faults=checked.faults.filter(is_this).head(1))
    )
    offers = _offers(checked, code, field, places[0], row["more"] or "")
    return Mending(
        key=_key(row), code=code, severity=row["severity"], field=field, text=_text(checked, field, places[0]),
        sentence=sentence, places=places, labels=tuple(row["label"][:_SHOWN]), offers=tuple(dict.fromkeys(offers)),
    )  # fmt: skip


def _text(checked: Checked, field: str, place: int) -> str:
    return checked.roll.text(field)[place] or ""


def _offers(checked: Checked, code: str, field: str, place: int, more: str) -> Iterator[str]:
    """Texts for the cell. None of them is put there unless somebody picks it."""
    if code == "unit_near":
        yield from more.split(" / ")
    elif code == "unit_ambiguous":
        yield from (told.split("), ")[0] + ")" if "), " in told else told for told in more.split("; "))
    elif code in ("unit_empty", "unit_unknown"):
        sheet = checked.roll.sheets[place]
        yield from next(part.said.offered for part in checked.layout.parts if part.sheet.place == sheet)
    elif code == "title_unit_unread":
        sheet = checked.roll.sheets[place]
        offered = next(part.said.offered for part in checked.layout.parts if part.sheet.place == sheet)
        yield from (f"{_text(checked, field, place)}, {unit}" for unit in offered)
    elif code == "title_missing" and (rank := checked.roll.value("pay_rank")[place]):
        yield rank
    elif code == "id_lost_zero":
        yield _text(checked, field, place).zfill(12)
    elif code == "day_serial":
        yield f"{date(1899, 12, 30) + timedelta(days=int(_text(checked, field, place))):%d/%m/%Y}"
    elif field in CHOICES and code in ("word_unknown", "level_unclear", "category_empty", "bloc_unknown"):
        yield from CHOICES[field]


def mend(checked: Checked, answers: Answers, one: Mending, text: str) -> None:
    """Put a text into every row of a mending."""
    for place in one.places:
        sheet, row = checked.roll.sheets[place], checked.roll.rows[place]
        answers.change(sheet, row, one.field, text)
        if one.field == "unit":
            answers.change(sheet, row, "unit_code", "")
