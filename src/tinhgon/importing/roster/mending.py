"""Rows that are wrong in the same way, with what may be put in their place: mended together, without another upload."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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


def mendings(checked: Checked, translate: Callable[[str], str] = str) -> list[Mending]:
    """What can be mended in the page, those of most rows first."""
    faults = checked.faults.filter(
        ((pl.col("severity") == "error") | pl.col("code").is_in(list(_ASKED_TOO)))
        & ~pl.col("code").is_in(list(_NOT_HERE))
    )
    if faults.is_empty():
        return []
    sheet = checked.roll.sheets.gather(faults["place"])
    by_row = pl.col("field").is_in(list(_BY_ROW))
    whole = pl.col("code").is_in(list(_AS_A_WHOLE))
    said = pl.when(whole).then(pl.lit("")).otherwise(pl.col("value").fill_null(""))
    alike = ("sheet", "code", "severity", "field", "said", "one")
    grouped = faults.with_columns(
        sheet.alias("sheet"),
        pl.when(by_row).then("place").otherwise(-1).alias("one"),
        said.alias("said"),
    ).group_by(alike, maintain_order=True).agg("place", "label", "more")  # fmt: skip
    found = [_mending(checked, row, translate) for row in grouped.iter_rows(named=True) if row["field"] in FIELDS]
    return sorted(found, key=lambda one: (-one.count, one.places[0]))


def _mending(checked: Checked, row: dict[str, object], translate: Callable[[str], str]) -> Mending:
    places = list(dict.fromkeys(row["place"]))  # type: ignore[call-overload]
    code, field = str(row["code"]), str(row["field"])
    parts = [str(row[name]) for name in ("sheet", "code", "field", "said", "one")]
    wanted = checked.faults.filter(
        (pl.col("place") == places[0]) & (pl.col("code") == code) & (pl.col("field") == field)
    )
    (sentence, *_) = (fault.sentence for fault in checked.told(translate, faults=wanted.head(1)))
    more = str((row["more"] or [""])[0] or "")  # type: ignore[index]
    return Mending(
        key=hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16], code=code, severity=str(row["severity"]),
        field=field, text=_text(checked, field, places[0]), sentence=sentence, places=tuple(places),
        labels=tuple(row["label"][:_SHOWN]),  # type: ignore[index]
        offers=tuple(dict.fromkeys(_offers(checked, code, field, places[0], more))),
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
