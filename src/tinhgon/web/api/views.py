"""The views of the API. The same reading, checking and keeping as for a file or a form."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import BadInput, UnknownReference, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.decisions import Outcome, parse, preview
from tinhgon.decisions.desk import keep_draft
from tinhgon.ledger.document import Document
from tinhgon.ledger.queries import parse_instant
from tinhgon.registers.establishment.access import DRAFT_DECISIONS, READ_FILES
from tinhgon.registers.staff.payloads import IDENTITY, PERSON_FIELDS
from tinhgon.registers.staff.queries.files import person_by_code
from tinhgon.registers.staff.queries.people import identities, places_on
from tinhgon.web.api.access import answer, asked_by_program
from tinhgon.web.kit.access import rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import ask
from tinhgon.web.kit.lane import heavy
from tinhgon.web.kit.reader import reader_of


@heavy("POST", program=True)
@partial(asked_by_program, method="POST")
def decision_preview(request: HttpRequest) -> HttpResponse:
    """What signing the decision would do; nothing is written."""
    document = _document(request)
    rights_of(request).need_to_preview(document)
    (outcome,) = preview([document])
    return answer(outcome_summary(outcome))


@heavy("POST", program=True)
@partial(asked_by_program, method="POST")
def draft(request: HttpRequest) -> HttpResponse:
    """Keep the decision as a draft; its number on the desk. What cannot be previewed is not kept."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    document = _document(request)
    rights.need_to_preview(document)
    (outcome,) = preview([document])
    rights.need_for(outcome.document)
    number = keep_draft(document, origin="api", by=actor_of(request))
    return answer({"draft": number, **outcome_summary(outcome)}, status=201)


@partial(asked_by_program, method="GET")
def person(request: HttpRequest, code: str) -> HttpResponse:
    """A personal file on a day. The reading is written down with its purpose, or refused."""
    reader = reader_of(request)
    reader.rights.need(READ_FILES)
    purpose = clean(request.GET.get("purpose", ""))[:200]
    if sum(char.isalpha() for char in purpose) < 3:
        raise BadInput("purpose_missing", gettext_noop("Nêu mục đích xem: ?purpose=…; lần xem được ghi nhật ký."))
    as_of = _as_of(request)
    row = person_by_code(as_of, code)
    if row is None:
        raise UnknownReference(
            "person_unknown",
            gettext_noop("Không có hồ sơ mã {code} trong sổ ngày {on}; kiểm tra mã, hoặc ghi người này vào sổ trước."),
            code=code,
            on=as_of.on,
        )
    reader.rights.need(READ_FILES, row.id, row.code)
    by = replace(reader.actor, purpose=purpose)
    plain = identities(as_of, [row.id], by=by, what=gettext_noop("hồ sơ cá nhân, qua API"))
    record = {name: _plain(getattr(row, name)) for name in PERSON_FIELDS}
    return answer(
        {
            "code": row.code,
            "on": as_of.on.isoformat(),
            "status": row.status,
            "synthetic": row.synthetic,
            "identity": {name: plain[row.id][name] for name in IDENTITY},
            "record": record,
            "places": [
                {
                    "kind": place.kind, "post": place.number, "title": place.title, "unit": place.unit,
                    "unit_id": place.unit_id, "share": str(place.share), "away": place.away,
                    "since": place.since.isoformat(), "until": _plain(place.until),
                }
                for place in places_on(as_of, [row.id]).get(row.id, [])
            ],
        }
    )  # fmt: skip


def outcome_summary(outcome: Outcome) -> dict[str, Any]:
    """The outcome as the command line tells it, in short."""
    return {
        "number": outcome.document.number,
        "can_be_signed": outcome.can_be_signed,
        "entries": outcome.entries,
        "effects": [
            {"kind": effect.kind, "clause": effect.clause, "text": effect.describe()}
            for effect in outcome.document.effects
        ],
        "findings": [
            {
                "severity": finding.severity, "code": finding.code, "message": finding.render(gettext),
                "clause": finding.clause, "citation": finding.citation,
            }
            for finding in outcome.findings
        ],
    }  # fmt: skip


def _document(request: HttpRequest) -> Document:
    return parse(request.body, name="API")


def _as_of(request: HttpRequest) -> AsOf:
    """`on` and `known` of the query; today and all that is known where they are not given."""
    on, known = request.GET.get("on", "").strip(), request.GET.get("known", "").strip()
    return AsOf(
        parse_day(on, where="on") if on else ask(request).today,
        parse_instant(known, where="known") if known else None,
    )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)
