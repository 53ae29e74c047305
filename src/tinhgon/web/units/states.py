"""A unit's states as a timeline: what changed at each, by which clause, and the days on which the unit was there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tinhgon.ledger.queries import Posting
from tinhgon.registers.units.queries import UnitRow
from tinhgon.registers.units.queries.browsing import ClauseAt
from tinhgon.web.kit import unit_words
from tinhgon.web.kit.days import eve
from tinhgon.web.kit.words import (
    FIELDS,
    UNITS,
    number,
    upper_first,
)
from tinhgon.web.units.lineage import Links

FIGURES = tuple(FIELDS)
OPENING = "open_books/"


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A clause that made a state."""

    clause: str
    number: str
    href: str


@dataclass(frozen=True, kw_only=True)
class State:
    """One point of the timeline. `when`: past, now or next; `ends` when the unit is no more from then on."""

    on: date
    when: str
    ends: bool
    sentences: tuple[str, ...]
    cited: tuple[Cited, ...]
    href: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days on which a unit was there, without a gap; `last` None: to this day and on."""

    since: date
    last: date | None
    text: str
    since_href: str
    last_href: str


Told = tuple[UnitRow, Sequence[Posting]]


def spans(rows: Iterable[UnitRow], links: Links, unit_id: int) -> tuple[Span, ...]:
    """The states joined where one begins on the day the other ends."""
    joined: list[tuple[date, date | None]] = []
    for row in rows:
        if joined and joined[-1][1] == row.since:
            joined[-1] = (joined[-1][0], row.until)
        else:
            joined.append((row.since, row.until))
    return tuple(
        Span(
            since=since,
            last=eve(until) if until else None,
            text=unit_words.span(since, until),
            since_href=links.unit(unit_id, since),
            last_href=links.unit(unit_id, eve(until)) if until else "",
        )
        for since, until in joined
    )


def states(
    told: Sequence[Told], endings: Sequence[Posting], *, on: date, clauses: Mapping[int, ClauseAt], links: Links
) -> tuple[State, ...]:
    """Newest on top. A state that never shows because a later one began on its day is not there."""
    found: list[State] = []
    before: UnitRow | None = None
    for row, postings in told:
        if before is not None and before.until != row.since:
            found.append(_ending(before, endings, on=on, clauses=clauses, links=links))
            before = None
        holds = row.since <= on and (row.until is None or on < row.until)
        found.append(
            State(
                on=row.since,
                when="now" if holds else "next" if row.since > on else "past",
                ends=False,
                sentences=tuple(upper_first(one) for one in _sentences(before, row, postings)),
                cited=cited(postings, clauses=clauses, links=links),
                href=links.unit(row.id, row.since),
            )
        )
        before = row
    if before is not None and before.until is not None:
        found.append(_ending(before, endings, on=on, clauses=clauses, links=links))
    return tuple(reversed(found))


def cited(postings: Iterable[Posting], *, clauses: Mapping[int, ClauseAt], links: Links) -> tuple[Cited, ...]:
    """The clauses behind a state, once each."""
    by_effect = {posting.effect_id: posting for posting in postings}
    found = []
    for effect_id, posting in by_effect.items():
        place = clauses.get(effect_id)
        href = links.clause(posting.ordinal, place.place) if place else ""
        found.append(Cited(clause=posting.clause, number=posting.number, href=href))
    return tuple(found)


def _ending(
    row: UnitRow, endings: Sequence[Posting], *, on: date, clauses: Mapping[int, ClauseAt], links: Links
) -> State:  # fmt: skip
    ended = row.until or on
    return State(
        on=ended,
        when="next" if ended > on else "past",
        ends=True,
        sentences=(_("Kết thúc. Ngày cuối là {last}.").format(last=unit_words.day_text(eve(ended))),),
        cited=cited([posting for posting in endings if posting.effective_on == ended], clauses=clauses, links=links),
        href=links.unit(row.id, eve(ended)),
    )


def _sentences(before: UnitRow | None, row: UnitRow, postings: Sequence[Posting]) -> tuple[str, ...]:
    if before is None:
        opening = any(posting.effect_kind.startswith(OPENING) for posting in postings)
        begun = _("Có trong sổ từ khi mở sổ: {unit}.") if opening else _("Thành lập {unit}.")
        code = f" ({row.code})" if row.code else ""
        return (begun.format(unit=f"{row.kind} {row.name}{code}"),)
    found = [sentence for tell in _CHANGES if (sentence := tell(before, row))]
    return tuple(found) or (_("Ghi lại như trước."),)


def _name_changed(before: UnitRow, row: UnitRow) -> str:
    if (before.kind, before.name) == (row.kind, row.name):
        return ""
    return _("{before} thành {after}.").format(before=before.full_name, after=f"{row.kind} {row.name}")


def _code_changed(before: UnitRow, row: UnitRow) -> str:
    if before.code == row.code:
        return ""
    return _("Mã {before} thành {after}.").format(before=before.code or _("chưa ghi"), after=row.code or _("chưa ghi"))


def _superior_changed(before: UnitRow, row: UnitRow) -> str:
    if before.parent_id == row.parent_id:
        return ""
    old, new = (one.superior or _("không có cấp trên") for one in (before, row))
    return _("Cấp trên: từ {before} sang {after}.").format(before=old, after=new)


def _figures_changed(before: UnitRow, row: UnitRow) -> str:
    told = []
    for field in FIGURES:
        old, new = getattr(before, field), getattr(row, field)
        if new is not None and old != new:
            was = "" if old is None else _(" (trước là {value})").format(value=number(old))
            told.append(f"{FIELDS[field]} {number(new)} {UNITS[field]}{was}")
    return f"{'; '.join(told)}." if told else ""


def _standing_changed(before: UnitRow, row: UnitRow) -> str:
    changed = [
        str(FIELDS[field])
        for field in FIGURES
        if getattr(before, field) == getattr(row, field)
        and getattr(before, f"{_stem(field)}_verified") is False
        and getattr(row, f"{_stem(field)}_verified")
    ]
    return _("Đã đối chiếu: {fields}.").format(fields=", ".join(changed)) if changed else ""


def _stem(field: str) -> str:
    return field.removesuffix("_km2")


_CHANGES: tuple[Callable[[UnitRow, UnitRow], str], ...] = (
    _name_changed, _code_changed, _superior_changed, _figures_changed, _standing_changed,
)  # fmt: skip
