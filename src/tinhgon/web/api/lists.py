"""People, reports, what a cell is the sum of, and the record, for programs: rights and readings as for pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from ninja import Field, Query, Router, Schema

from tinhgon.basis.asof import parse_day
from tinhgon.basis.text import clean
from tinhgon.ledger.queries import parse_instant
from tinhgon.record import acts as record
from tinhgon.record import readings
from tinhgon.record.kinds.read_log import ReadLog
from tinhgon.registers.establishment.access import SUPERVISE
from tinhgon.registers.staff.queries.people import PersonRow, PlaceRow, WantedPeople, people, places_on
from tinhgon.registers.units.queries.units import the_unit
from tinhgon.reports import REPORTS, Question, Report, report_named, trace
from tinhgon.reports import ask as question_of
from tinhgon.reports.guarding import note_opened, opens, seen
from tinhgon.reports.telling import told_sources
from tinhgon.web.api import shapes
from tinhgon.web.api.access import answer
from tinhgon.web.api.books import Asked
from tinhgon.web.kit.access import rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import ask
from tinhgon.web.kit.reader import Reader, reader_of

router = Router()
PAGE = 200
Place = Annotated[int, Query(ge=0, le=10**15)]


def _reader(request: HttpRequest, purpose: str) -> Reader:
    """The reader with the purpose that the address states; one that was stated in the session counts too."""
    reader, stated = reader_of(request), clean(purpose)[:200]
    if not reader.may or sum(char.isalpha() for char in stated) < 3:
        return reader
    return replace(reader, actor=replace(reader.actor, purpose=stated))


# -- people ------------------------------------------------------------------------------------------------------------


class WantedPersons(Asked):
    """Which people: in a unit and below it (`under`, an id), by how the file code begins, also those who have left."""

    under: int | None = Field(default=None, ge=1, le=10**15)
    code: str = Field(default="", max_length=60)
    left: bool = False
    purpose: str = Field(default="", max_length=400)
    cursor: str = Field(default="", max_length=100, description="mã hồ sơ cuối của trang trước")


@router.get("/persons", url_name="persons_api", summary="Người có trong sổ", response=shapes.Persons)
def persons(request: HttpRequest, asked: Query[WantedPersons]) -> HttpResponse:
    """By file code. Names of those whose files the account may read, when `purpose` is stated; the reading is written
    down. No attribute of anybody stands in a list."""
    as_of = asked.as_of(request)
    if asked.under is not None:
        the_unit(as_of, asked.under)
    wanted = WantedPeople(under=asked.under, code=asked.code.strip(), working=not asked.left, after=asked.cursor)
    rows = people(as_of, wanted, limit=PAGE + 1)
    shown = rows[:PAGE]
    ids = [row.id for row in shown]
    names = _reader(request, asked.purpose).names(as_of, ids, gettext_noop("danh sách nhân sự, qua API"))
    places = places_on(as_of, ids) if ids else {}
    items = [_person(row, names.get(row.id), places.get(row.id, [])) for row in shown]
    return answer({"on": as_of.on.isoformat(), "items": items, "next": shown[-1].code if len(rows) > PAGE else None})


def _person(row: PersonRow, name: str | None, places: list[PlaceRow]) -> dict[str, Any]:
    return {
        "code": row.code, "name": name, "status": row.status, "synthetic": row.synthetic,
        "places": [
            {"kind": one.kind, "post": one.number, "title": one.title, "unit": one.unit, "unit_id": one.unit_id}
            for one in places
        ],
    }  # fmt: skip


# -- reports -----------------------------------------------------------------------------------------------------------


class Wanted(Schema):
    """What is asked of a report: `on` a day, or `since` and `on` of a period; `under` a unit's code, `#1010` by id."""

    on: str = Field(default="", max_length=40)
    since: str = Field(default="", max_length=40)
    known: str = Field(default="", max_length=60)
    under: str = Field(default="", max_length=60)
    purpose: str = Field(default="", max_length=400)
    cursor: int = Field(default=0, ge=0, le=10**9)

    def question(self, request: HttpRequest, report: Report) -> Question:
        """Raises BadInput for what is no day, UnknownReference for a code that no unit ever had."""
        on: date = parse_day(self.on, where="on") if self.on.strip() else ask(request).today
        since = parse_day(self.since, where="since") if self.since.strip() else None
        known = parse_instant(self.known, where="known") if self.known.strip() else None
        return question_of(report.span, on=on, since=since, known_at=known, under=self.under.strip() or None)


class Cell(Wanted):
    """A cell of a report by the keys of its row and column."""

    report: str = Field(max_length=60)
    row: str = Field(max_length=200)
    column: str = Field(max_length=200)


@router.get("/reports", url_name="reports_api", summary="Danh mục báo cáo", response=shapes.Reports)
def reports(request: HttpRequest) -> HttpResponse:
    """What can be asked of `/reports/NAME`."""
    del request
    return answer({
        "items": [{"report": one.name, "code": one.code, "title": gettext(one.title), "span": one.span}
                  for one in REPORTS.values()]
    })  # fmt: skip


@router.get("/reports/{name}", url_name="report_api", summary="Một báo cáo", response=shapes.ReportTable)
def report(request: HttpRequest, name: str, asked: Query[Wanted]) -> HttpResponse:
    """A page of its rows. What it tells of people is exact for who may read the files of all who are counted and
    states a `purpose`; guarded sums for others."""
    found = report_named(name[:60])
    question = asked.question(request, found)
    table = seen(found, question, _reader(request, asked.purpose).viewer)
    rows = table.shown_rows
    following = asked.cursor + PAGE
    return answer({
        "report": found.name, "title": gettext(found.title), "on": question.on.isoformat(),
        "since": question.since.isoformat() if question.since else None, "ordinal": table.ordinal,
        "scope": table.scope_label,
        "columns": [{"key": one.key, "label": gettext(one.label), "group": gettext(one.group) if one.group else "",
                     "personal": one.personal} for one in table.columns],
        "totals": dict(table.totals), "guarded": sorted(table.guarded),
        "items": [
            {"key": one.key, "label": gettext(one.label), "kind": one.kind, "depth": one.depth,
             "unit_id": one.unit_id, "cells": dict(one.cells)}
            for one in rows[asked.cursor:following]
        ],
        "next": following if len(rows) > following else None,
    })  # fmt: skip


@router.get("/traces", url_name="traces_api", summary="Một ô số mở ra căn cứ", response=shapes.Trace)
def traces(request: HttpRequest, asked: Query[Cell]) -> HttpResponse:
    """What a cell is the sum of, down to the clause. A cell that tells an attribute of people opens for who may read
    the files of all who are counted; whose was opened is written down."""
    found = report_named(asked.report)
    question = asked.question(request, found)
    viewer = _reader(request, asked.purpose).viewer
    opens(found, question, asked.column, viewer)
    cell = trace(found, question, asked.row, asked.column)
    following = asked.cursor + PAGE
    page = replace(cell, sources=cell.sources[asked.cursor : following])
    note_opened(viewer, page, found)
    return answer({
        "report": found.name, "row": cell.row.key, "column": cell.column.key, "value": cell.value,
        "count": len(cell.sources),
        "items": [
            {"subject": one.subject, "kind": one.source.subject, "amount": one.source.amount,
             "decision": one.source.decision, "clause": one.source.clause,
             "effective_on": one.source.effective_on.isoformat(), "ordinal": one.source.ordinal}
            for one in told_sources(page, gettext)
        ],
        "next": following if len(cell.sources) > following else None,
    })  # fmt: skip


# -- the record --------------------------------------------------------------------------------------------------------


@router.get("/acts", url_name="acts_api", summary="Sổ việc, cho giám sát", response=shapes.Acts)
def acts(request: HttpRequest, cursor: Place = 0, stream: Annotated[str, Query(max_length=80)] = "") -> HttpResponse:
    """Acts after the ordinal `cursor`, of one `stream` where it is stated, by people in reach; without what they say.
    A page may have fewer than it could: `next` says where to go on."""
    rights = rights_of(request)
    rights.need(SUPERVISE)
    readings.note(ReadLog(what=gettext_noop("sổ việc, qua API"), question={"stream": stream}), by=actor_of(request))
    rows = record.after(cursor, stream=stream, limit=PAGE + 1)
    shown = rows[:PAGE]
    actors = {one.actor.person for one in shown if one.actor.person is not None}
    inside = set(rights.over(SUPERVISE, sorted(actors)))
    items = [
        {"ordinal": one.ordinal, "stream": one.stream, "seq": one.seq, "kind": one.kind, "account": one.actor.account,
         "done_at": one.done_at.isoformat(), "recorded_at": one.recorded_at.isoformat(), "hash": one.hash}
        for one in shown if rights.everywhere or one.actor.person in inside
    ]  # fmt: skip
    return answer({"items": items, "next": shown[-1].ordinal if len(rows) > PAGE else None})
