"""The wizard's pages as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext

from tinhgon.importing import roster
from tinhgon.importing.roster.mending import Mending, mendings
from tinhgon.importing.roster.words import CHOICES
from tinhgon.web.kit.words import SEVERITIES
from tinhgon.web.roster.upload import Upload

SHOWN = 100
SAMPLES = 2
MENDED = 40
PASSED_SHOWN = 20
ONCE_SHOWN = 12


@dataclass(frozen=True)
class StartPage:
    """The form of the upload."""

    mappings: tuple[str, ...]
    drafts: tuple[Waiting, ...]
    day: str
    problem: str = ""


@dataclass(frozen=True)
class Waiting:
    """A draft of an import that waits for its signature."""

    number: int
    subject: str
    rows: int


@dataclass(frozen=True)
class Column:
    """A column of the file: its header, a few cells, and the field that it gives."""

    place: int
    header: str
    samples: tuple[str, ...]
    field: str
    title: str


@dataclass(frozen=True)
class Question:
    """A field that several columns may give, or one that may be another's: which column is it?"""

    name: str
    field: str
    sentence: str
    options: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class SheetView:
    """A sheet that is read: its form, header, columns, what it says once, and the rows that are no people."""

    place: int
    title: str
    form: str
    header_row: int
    rows: int
    columns: tuple[Column, ...]
    questions: tuple[Question, ...]
    passed: tuple[tuple[int, str, str], ...]
    more_passed: int
    stated: Mapping[str, str]
    offered: tuple[str, ...]


@dataclass(frozen=True)
class MendLine:
    """A mending as a line of the form."""

    mending: Mending
    word: str
    title: str


@dataclass(frozen=True)
class Kind:
    """A kind of fault with the number of rows that have it."""

    code: str
    title: str
    severity: str
    word: str
    rows: int


@dataclass(frozen=True)
class FaultLine:
    """A fault as a line of the table."""

    row: str
    column: str
    sentence: str
    severity: str
    word: str


@dataclass(frozen=True)
class Review:
    """Everything about an upload that was checked."""

    upload: Upload
    sheets: tuple[SheetView, ...]
    left: tuple[tuple[int, str, str], ...]
    once: tuple[tuple[str, str, str, int], ...]
    answers: roster.Answers
    choices: Mapping[str, tuple[str, ...]]
    capitals: int
    has_empty_units: bool
    has_hidden: bool
    day_said: date | None
    mends: tuple[MendLine, ...]
    more_mends: int
    vacant: int
    fields: tuple[tuple[str, str], ...]
    total: int
    bad: int
    ignored: int
    new: int
    changed: int
    extra: int
    unchanged: int
    kinds: tuple[Kind, ...]
    chosen: str
    faults: tuple[FaultLine, ...]
    more_faults: int
    units: tuple[tuple[str, int, int], ...]
    titles: tuple[tuple[str, str, int], ...]
    given: Mapping[str, str]
    problem: str = ""
    is_matched: bool = True

    @property
    def good(self) -> int:
        return self.total - self.bad

    @property
    def questions(self) -> int:
        """How many fields wait for an answer."""
        return sum(len(sheet.questions) for sheet in self.sheets)

    @property
    def for_all(self) -> Mapping[str, str]:
        """What was said once for the whole file."""
        return self.answers.stated.get(roster.ALL, {})


@dataclass(frozen=True)
class DraftPage:
    """A draft that was kept: how to sign it, or how it was signed."""

    number: int
    document: Mapping[str, Any]
    signed_ordinal: int | None
    rows: int
    changes: int
    result: Any = None
    problem: str = ""


def review_of(
    upload: Upload, layout: roster.Layout, checked: roster.Checked | None, *, chosen: str = "",
    given: Mapping[str, str] | None = None, problem: str = "",
) -> Review:  # fmt: skip
    """`checked` is None while the columns do not do; then there are only these to be seen."""
    kinds = tuple(_kinds(checked)) if checked else ()
    chosen = chosen if chosen in {kind.code for kind in kinds} else ""
    wanted = pl.DataFrame() if checked is None else checked.faults.sort("severity", maintain_order=True)
    if checked and chosen:
        wanted = wanted.filter(pl.col("code") == chosen)
    lines = [
        FaultLine(one.label, one.column, one.sentence, one.severity, str(SEVERITIES[one.severity]))
        for one in (checked.told(gettext, faults=wanted.head(SHOWN)) if checked else ())
    ]
    answers = upload.answers()
    mends, more_mends = mendings(checked, gettext, most=MENDED, code=chosen) if checked else ([], 0)
    counted = {kind.code: kind.rows for kind in kinds}
    return Review(
        upload=upload,
        sheets=tuple(_sheet(part, answers) for part in layout.parts),
        left=tuple((place, title, gettext(why)) for place, title, why in layout.left),
        once=tuple((sheet, gettext(roster.FIELDS[name]), text, row)
                   for sheet, name, text, row in roster.told_once(layout, answers)[:ONCE_SHOWN]),
        answers=answers,
        choices=CHOICES,
        capitals=counted.get("name_capitals", 0),
        has_empty_units="unit_empty" in counted or bool(answers.down),
        has_hidden=answers.unhide or "row_hidden" in counted or any(why == roster.HIDDEN for _, _, why in layout.left),
        day_said=next((part.said.day for part in layout.parts if part.said.day and part.said.day != upload.day), None),
        mends=tuple(
            MendLine(one, str(SEVERITIES[one.severity]), gettext(roster.FIELDS[one.field])) for one in mends
        ),
        more_mends=more_mends,
        vacant=int(checked.vacant.sum()) if checked else 0,
        fields=tuple((name, gettext(title)) for name, title in roster.FIELDS.items()),
        total=checked.total if checked else 0,
        bad=checked.bad_count if checked else 0,
        ignored=checked.ignored if checked else 0,
        new=int(checked.new.sum()) if checked else 0,
        changed=len(checked.changes) if checked else 0,
        extra=int(checked.extra.sum()) if checked else 0,
        unchanged=checked.unchanged if checked else 0,
        kinds=kinds,
        chosen=chosen,
        faults=tuple(lines),
        more_faults=max(0, wanted.height - SHOWN),
        units=tuple(checked.by_unit()) if checked else (),
        titles=tuple(checked.by_title()) if checked else (),
        given=given or {},
        problem=problem,
        is_matched=checked is not None,
    )  # fmt: skip


def _sheet(part: roster.Part, answers: roster.Answers) -> SheetView:
    matched, place = part.matched, part.sheet.place
    questions = [
        Question(f"hoi-{place}-{doubt.field}", gettext(roster.FIELDS[doubt.field]), matched.told(doubt, gettext),
                 tuple((at, roster.letter(at), matched.headers[at]) for at in doubt.places))
        for doubt in matched.doubts
    ]  # fmt: skip
    return SheetView(
        place, part.sheet.title, gettext(roster.form_named(part.said.form)), matched.first_row, len(part.rows.data),
        tuple(_columns(part)), tuple(questions),
        tuple((row, gettext(why), text) for row, why, text in roster.passed_told(part.rows, PASSED_SHOWN)),
        max(0, len(part.rows.passed) - PASSED_SHOWN), answers.stated.get(str(place), {}), part.said.offered,
    )  # fmt: skip


def _columns(part: roster.Part) -> list[Column]:
    below = part.sheet.frame[list(part.rows.data[:SAMPLES])].rows()
    matched = part.matched
    found = []
    for place, header in matched.headers.items():
        samples = tuple(str(row[place]) for row in below if row[place])
        if header or samples:
            name = matched.fields.get(place, "")
            several = matched.parts.get(place) or ((matched.marks[place][0],) if place in matched.marks else ())
            names = [name] if name else [one for one in several if one]
            found.append(Column(place, header, samples, name, ", ".join(gettext(roster.FIELDS[one]) for one in names)))
    return found


def _kinds(checked: roster.Checked) -> list[Kind]:
    return [
        Kind(code, gettext(roster.KINDS[code][1]), severity, str(SEVERITIES[severity]), rows)
        for code, severity, rows in checked.counts()
    ]
