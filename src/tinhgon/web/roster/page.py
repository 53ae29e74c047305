"""The wizard's pages as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils.translation import gettext

from tinhgon.importing import roster
from tinhgon.registers.staff import mappings
from tinhgon.web.kit.words import SEVERITIES
from tinhgon.web.roster.upload import Upload

SHOWN = 100
SAMPLES = 2


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

    row: int
    column: str
    sentence: str
    severity: str
    word: str


@dataclass(frozen=True)
class Review:
    """Everything about an upload that was checked."""

    upload: Upload
    columns: tuple[Column, ...]
    fields: tuple[tuple[str, str], ...]
    total: int
    bad: int
    ignored: int
    new: int
    changed: int
    extra: int
    unchanged: int
    header_row: int
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


def matched_of(upload: Upload, sheet: roster.Sheet) -> roster.Matched:
    """The columns as they were found, or as they were chosen by hand."""
    matched = roster.match(sheet, mappings.saved_mapping(upload.mapping) if upload.mapping else None)
    if upload.fields:
        matched = matched.with_fields({int(place): name for place, name in upload.fields.items() if name})
    return matched


def review_of(
    upload: Upload, sheet: roster.Sheet, matched: roster.Matched, checked: roster.Checked | None, *, chosen: str = "",
    given: Mapping[str, str] | None = None, problem: str = "",
) -> Review:  # fmt: skip
    """`checked` is None while the columns do not do; then there are only these to be seen."""
    kinds = tuple(_kinds(checked)) if checked else ()
    chosen = chosen if chosen in {kind.code for kind in kinds} else ""
    wanted = pl.DataFrame() if checked is None else checked.faults.sort("severity", maintain_order=True)
    if checked and chosen:
        wanted = wanted.filter(pl.col("code") == chosen)
    lines = [
        FaultLine(one.row, one.column, one.sentence, one.severity, str(SEVERITIES[one.severity]))
        for one in (checked.told(gettext, faults=wanted.head(SHOWN)) if checked else ())
    ]
    return Review(
        upload=upload,
        columns=tuple(_columns(sheet, matched)),
        fields=tuple((name, gettext(title)) for name, title in roster.FIELDS.items()),
        total=checked.total if checked else 0,
        bad=checked.bad_count if checked else 0,
        ignored=checked.ignored if checked else 0,
        new=int(checked.new.sum()) if checked else 0,
        changed=len(checked.changes) if checked else 0,
        extra=int(checked.extra.sum()) if checked else 0,
        unchanged=checked.unchanged if checked else 0,
        header_row=matched.first_row,
        kinds=kinds,
        chosen=chosen,
        faults=tuple(lines),
        more_faults=max(0, wanted.height - SHOWN),
        units=tuple(checked.by_unit()) if checked else (),
        titles=tuple(checked.by_title()) if checked else (),
        given=given or {},
        problem=problem,
        is_matched=checked is not None,
    )


def _columns(sheet: roster.Sheet, matched: roster.Matched) -> list[Column]:
    below = sheet.frame.slice(matched.last_row, SAMPLES).rows()
    found = []
    for place, header in matched.headers.items():
        samples = tuple(str(row[place]) for row in below if row[place])
        if header or samples:
            name = matched.fields.get(place, "")
            found.append(Column(place, header, samples, name, gettext(roster.FIELDS[name]) if name else ""))
    return found


def _kinds(checked: roster.Checked) -> list[Kind]:
    return [
        Kind(code, gettext(roster.KINDS[code][1]), severity, str(SEVERITIES[severity]), rows)
        for code, severity, rows in checked.counts()
    ]
