"""Reads from the books what is published of a day. The only module of the formats' side that asks the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.exchange.open.addresses import Addresses
from tinhgon.exchange.open.model import WITHHELD, Body, Change, Clause, Map, PublicDecision, Published, public_text
from tinhgon.ledger.queries.decisions import DecisionRow, decisions, effects_of, kinds_of_decisions
from tinhgon.ledger.queries.knowledge import last_known
from tinhgon.ledger.registry import EFFECTS
from tinhgon.registers.establishment.queries.open_posts import open_posts
from tinhgon.registers.house.queries import rule_on
from tinhgon.registers.house.rules import OPEN_DATA
from tinhgon.registers.units.outlines import Lines, Outline
from tinhgon.registers.units.queries.boundaries import boundaries, boundary_lines
from tinhgon.registers.units.queries.extents import extent
from tinhgon.registers.units.queries.published import Taking, UnitState, states_until, takings_until

LEDGERS_OWN, OF_UNITS, OF_ESTABLISHMENT = (
    "tinhgon.ledger.",
    "tinhgon.registers.units.",
    "tinhgon.registers.establishment.",
)


def gather(
    as_of: AsOf, *, decided_on: date, under: str = "", addresses: Addresses | None = None, publisher: str = "",
    licence: str = "",
) -> Published:  # fmt: skip
    """What is published of the day, of all units or of those under a code; what they came from goes with them.

    `decided_on`: the day of publishing, on which the house's rule says what goes out. Raises UnknownReference when no
    unit has the code on the day.
    """
    access = rule_on(OPEN_DATA, decided_on)
    states, takings = states_until(as_of), takings_until(as_of)
    bodies = _bodies(states)
    within = _within(as_of, under) if under else frozenset(bodies)
    shown = frozenset(bodies) if not under else _with_origins(within, bodies, takings)
    changes = _changes([one for one in takings if one.source_id in shown and one.target_id in shown])
    decided, left_out = _decisions(as_of, access, None if not under else _ordinals(shown, bodies, changes))
    here = sorted(unit_id for unit_id in within if bodies[unit_id].exists)
    return Published(
        as_of, last_known(as_of), under, access, addresses or Addresses(), publisher, licence,
        bodies=[bodies[unit_id] for unit_id in sorted(shown)],
        changes=changes, decisions=decided, decisions_left_out=left_out,
        posts=[replace(one, title=public_text(one.title)) for one in open_posts(as_of, here)]
        if access == "posts" else [],
        within=within, map=_map(as_of, [bodies[unit_id].last for unit_id in here], bodies),
    )  # fmt: skip


def _bodies(states: Iterable[UnitState]) -> dict[int, Body]:
    found: dict[int, list[UnitState]] = defaultdict(list)
    for state in states:
        found[state.unit_id].append(_told(state))
    return {unit_id: Body(unit_id, own, own[-1].until is None) for unit_id, own in found.items()}


def _told(state: UnitState) -> UnitState:
    """The state, its sources as they may be told."""
    stated = (state.area_source, state.population_source, state.hamlets_source)
    area, population, hamlets = (text and public_text(text) for text in stated)
    if (area, population, hamlets) == stated:
        return state
    return replace(state, area_source=area, population_source=population, hamlets_source=hamlets)


def _within(as_of: AsOf, under: str) -> frozenset[int]:
    found = extent(under, as_of)
    if found.ended_on is not None:
        raise UnknownReference(
            "unit_unknown_on_day",
            gettext_noop("Ngày {on} không có đơn vị nào mang mã “{code}”; kiểm tra mã và ngày."),
            on=as_of.on,
            code=under,
        )
    return found.unit_ids


def _with_origins(within: frozenset[int], bodies: Mapping[int, Body], takings: Iterable[Taking]) -> frozenset[int]:
    """With all that these units came from, and the superiors of all of them, so that no address leads nowhere."""
    sources: dict[int, set[int]] = defaultdict(set)
    for taking in takings:
        sources[taking.target_id].add(taking.source_id)
    found: set[int] = set()
    waiting = set(within)
    while waiting:
        unit_id = waiting.pop()
        found.add(unit_id)
        waiting |= sources[unit_id] - found
        parents = {state.parent_id for state in bodies[unit_id].states} - found
        found |= _lines({parent for parent in parents if parent is not None}, bodies)
    return frozenset(found)


def _lines(unit_ids: set[int], bodies: Mapping[int, Body]) -> set[int]:
    """These units and their superiors, at any time."""
    found: set[int] = set()
    while unit_ids:
        found |= unit_ids
        above = {state.parent_id for unit_id in unit_ids for state in bodies[unit_id].states}
        unit_ids = {one for one in above if one is not None} - found
    return found


def _changes(takings: Iterable[Taking]) -> list[Change]:
    by_clause: dict[tuple[int, int], list[Taking]] = defaultdict(list)
    for taking in takings:
        by_clause[taking.ordinal, taking.place].append(taking)
    return [
        Change(ordinal, place, own[0].on, own[0].effect, own[0].clause, own)
        for (ordinal, place), own in sorted(by_clause.items())
    ]


def _ordinals(shown: frozenset[int], bodies: Mapping[int, Body], changes: Iterable[Change]) -> set[int]:
    """The decisions that the shown units rest on."""
    own = {state.ordinal for unit_id in shown for state in bodies[unit_id].states}
    return own | {change.ordinal for change in changes}


def _decisions(as_of: AsOf, access: str, only: set[int] | None) -> tuple[list[PublicDecision], int]:
    """Those in effect by the day that have a clause which may be published; how many others there are."""
    kinds = kinds_of_decisions()
    rooms = (LEDGERS_OWN, OF_UNITS, *((OF_ESTABLISHMENT,) if access == "posts" else ()))
    open_kinds = {name for name, effect in EFFECTS.items() if effect.__module__.startswith(rooms)}
    found, left_out = [], 0
    for row in decisions(as_of):
        is_asked = only is None or row.ordinal in only
        if (row.first_day or row.effective_on) > as_of.on or row.superseded or not is_asked:
            continue
        if kinds.get(row.ordinal, set()) & open_kinds:
            found.append(_decision(row, open_kinds))
        else:
            left_out += 1
    return sorted(found, key=lambda one: one.ordinal), left_out


def _decision(row: DecisionRow, open_kinds: set[str]) -> PublicDecision:
    rows = effects_of(row.ordinal)
    clauses = [
        Clause(one.place, public_text(one.clause), one.kind, public_text(one.effect.describe()))
        for one in rows
        if one.kind in open_kinds
    ]
    subject = public_text(row.subject) if len(clauses) == len(rows) else WITHHELD
    return PublicDecision(
        row.ordinal, row.number, row.kind, row.issuer, row.signed_on, row.first_day or row.effective_on, subject,
        [public_text(one["number"]) for one in row.basis], row.fallen, row.synthetic, clauses, len(rows) - len(clauses),
    )  # fmt: skip


def _map(as_of: AsOf, units: Sequence[UnitState], bodies: Mapping[int, Body]) -> Map:
    """The outlines of the territory's units, as they were last published for any of their superiors."""
    codes = {one.code: one.unit_id for one in units if one.structure == "territory" and one.code}
    superiors = _lines({one.unit_id for one in units}, bodies) if units else set()
    outlines: dict[int, Outline] = {}
    missing: dict[int, str] = {}
    sources: dict[int, str] = {}
    sheets: list[Lines] = []
    arcs: dict[int, tuple[int, Sequence[Sequence[Sequence[int]]]]] = {}
    for superior in sorted(one for one in superiors if bodies[one].last.structure == "territory"):
        if not bodies[superior].exists or bodies[superior].last.level > _SHEETS_DOWN_TO:
            continue
        sheet, lines = boundaries(as_of, superior), boundary_lines(as_of, superior)
        if lines is None:
            continue
        sheets.append(lines)
        arcs |= {codes[code]: (len(sheets) - 1, rings) for code, rings in lines.rings.items() if code in codes}
        for code, outline in sheet.outlines.items():
            if code in codes:
                outlines[codes[code]] = outline
                sources[codes[code]] = public_text(sheet.source)
        missing |= {codes[code]: public_text(why) for code, why in sheet.missing.items() if code in codes}
    return Map(outlines, missing, sources, sheets, arcs)


_SHEETS_DOWN_TO = 2  # sheets of outlines are published for provinces and districts; a commune has none below it
