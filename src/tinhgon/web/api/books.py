"""Units, posts, decisions, people as of a day, for programs. What a page shows to an account, no more."""

from __future__ import annotations

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.decisions.secrecy import is_secret
from tinhgon.exchange.feed.messages import page
from tinhgon.ledger.queries import parse_instant
from tinhgon.ledger.queries.changes import links_after
from tinhgon.ledger.queries.decisions import DecisionRow, decision_at, decisions_after, effects_of, findings_of
from tinhgon.ledger.queries.heads import last_decision
from tinhgon.registers.staff.queries.posts import posts_of
from tinhgon.registers.units.queries.browsing import Wanted, listed
from tinhgon.registers.units.queries.units import UnitRow, the_unit, unit_by_code
from tinhgon.web.api import shapes, views
from tinhgon.web.api.access import answer
from tinhgon.web.kit.asking import ask

router = Router()
BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
PAGE = 200


class Asked(Schema):
    """As of when: `on`, a day (today); `known`, an instant, as the ledger knew it then."""

    on: str = Field(default="", max_length=40)
    known: str = Field(default="", max_length=60)

    def as_of(self, request: HttpRequest) -> AsOf:
        """Raises BadInput for what is no day or instant."""
        return AsOf(
            parse_day(self.on, where="on") if self.on.strip() else ask(request).today,
            parse_instant(self.known, where="known") if self.known.strip() else None,
        )


@router.get("/units", url_name="units_api", summary="Đơn vị có vào một ngày", response=shapes.Units)
def units(
    request: HttpRequest, asked: Query[Asked], text: str = "", under: int | None = None, cursor: int = 0
) -> HttpResponse:
    """By name or code (`text`), directly under a unit (`under`); `cursor` is how many to pass over, `next` the next."""
    as_of = asked.as_of(request)
    place = max(0, min(cursor, 10**6))
    rows = listed(as_of, Wanted(text=text[:200], parent=under), limit=PAGE + 1, offset=place)
    more = place + PAGE if len(rows) > PAGE else None
    return answer({"on": as_of.on.isoformat(), "items": [_unit(row) for row in rows[:PAGE]], "next": more})


@router.get("/units/{code}", url_name="unit_api", summary="Một đơn vị theo mã", response=shapes.Unit)
def unit(request: HttpRequest, code: str, asked: Query[Asked], structure: str = "territory") -> HttpResponse:
    """The unit with the code on the day, or with the id where it is written `#1010`."""
    as_of = asked.as_of(request)
    if code.startswith("#") and code[1:].isdecimal() and len(code) < 18:
        return answer(_unit(the_unit(as_of, int(code[1:]))))
    row = unit_by_code(as_of, code, structure=structure)
    if row is None:
        raise UnknownReference(
            "unit_unknown_code", gettext_noop("Không có đơn vị mã {code} vào ngày {on}."), code=code, on=as_of.on
        )
    return answer(_unit(row))


@router.get("/posts", url_name="posts_api", summary="Vị trí của một đơn vị", response=shapes.Posts)
def posts(request: HttpRequest, unit: int, asked: Query[Asked]) -> HttpResponse:
    """Posts with the file codes of those who hold them; no names."""
    as_of = asked.as_of(request)
    the_unit(as_of, unit)
    return answer({
        "on": as_of.on.isoformat(),
        "items": [
            {"number": one.number, "title": one.title, "position": one.position, "rank": one.rank,
             "category": one.category, "frozen": one.frozen, "since": one.since.isoformat(),
             "holders": [{"code": held.code, "kind": held.kind, "since": held.since.isoformat()}
                         for held in one.holders]}
            for one in posts_of(as_of, unit)
        ],
    })  # fmt: skip


@router.get("/decisions", url_name="decisions_api", summary="Quyết định đã ký", response=shapes.Decisions)
def decisions_get(
    request: HttpRequest, asked: Query[Asked], cursor: Annotated[int, Query(ge=0, le=10**15)] = 0
) -> HttpResponse:
    """In the order of signing, after the ordinal `cursor`."""
    rows = decisions_after(asked.as_of(request), cursor, limit=PAGE + 1)
    more = rows[PAGE - 1].ordinal if len(rows) > PAGE else None
    return answer({"items": [_decision(one) for one in rows[:PAGE] if _is_open(one)], "next": more})


@router.get(
    "/decisions/{int:ordinal}", url_name="decision_api", summary="Một quyết định đã ký", response=shapes.OneDecision
)
def decision_get(
    request: HttpRequest, ordinal: int, asked: Query[Asked], cursor: Annotated[int, Query(ge=0, le=10**6)] = 0
) -> HttpResponse:
    """With what was found when it was signed, and its clauses in words: those after the place `cursor`, a page."""
    row = decision_at(asked.as_of(request), min(ordinal, 10**15))
    if row is None or not _is_open(row):
        raise UnknownReference(
            "decision_unknown_ordinal", gettext_noop("Không có quyết định thứ {ordinal} trong sổ."), ordinal=ordinal
        )
    clauses = effects_of(row.ordinal, first=cursor + 1, last=cursor + PAGE + 1)
    return answer({
        **_decision(row),
        "effects": [
            {"clause": one.clause, "kind": one.kind, "text": one.effect.describe()} for one in clauses[:PAGE]
        ],
        "next": cursor + PAGE if len(clauses) > PAGE else None,
        "findings": [
            {"severity": one.severity, "code": one.code, "clause": one.clause} for one in findings_of(row.ordinal)
        ],
    })  # fmt: skip


@router.get("/changes", url_name="changes_api", summary="Các thay đổi của sổ, theo thứ tự ký")
def changes(request: HttpRequest, after: Annotated[int, Query(ge=0, le=10**15)] = 0) -> HttpResponse:
    """What was signed after a place in the chain, a signed page; ask again with `next`. Nothing of people."""
    del request
    links = links_after(after, limit=PAGE)
    return answer(page(links, after=after, head=last_decision(), key=settings.SEAL_KEY()))


@router.get("/persons/{path:code}", url_name="api_person", summary="Hồ sơ một người", response=shapes.OnePerson)
def person(request: HttpRequest, code: str, asked: Query[Asked], purpose: str = "") -> HttpResponse:
    """Within reach and with a purpose (`?purpose=`), which is written down."""
    del asked, purpose  # for the description: the view reads them itself
    return views.person(request, code)


@router.post(
    "/decisions/preview",
    url_name="decision_preview",
    summary="Xem trước một quyết định",
    openapi_extra=BODY,
    response=shapes.Outcome,
)
def decision_preview(request: HttpRequest) -> HttpResponse:
    """What signing would do; nothing is written."""
    return views.decision_preview(request)


def _is_open(row: DecisionRow) -> bool:
    """Graded papers of earlier versions are not given out by programs at all."""
    return not is_secret(row.confidentiality)


def _unit(row: UnitRow) -> dict[str, Any]:
    return {
        "id": row.id, "code": row.code, "kind": row.kind, "name": row.name, "structure": row.structure,
        "level": row.level, "parent_id": row.parent_id, "since": row.since.isoformat(),
        "until": row.until.isoformat() if row.until else None,
    }  # fmt: skip


def _decision(row: DecisionRow) -> dict[str, Any]:
    return {
        "ordinal": row.ordinal, "number": row.number, "issuer": row.issuer, "signed_on": row.signed_on.isoformat(),
        "effective_on": row.effective_on.isoformat(), "subject": row.subject, "fallen": row.fallen,
    }  # fmt: skip
