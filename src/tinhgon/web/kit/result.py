"""The outcome of a preview, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf
from tinhgon.decisions import ACCOUNTS, MOVES, Change, Outcome
from tinhgon.decisions.changes import Placement
from tinhgon.ledger.document import Document
from tinhgon.registers.staff.queries.people import PlaceRow
from tinhgon.registers.units.queries import counts, named_on
from tinhgon.web.kit import words
from tinhgon.web.kit.changes import changed
from tinhgon.web.kit.clauses import (
    Part,
    marked,
    marks_of,
)
from tinhgon.web.kit.findings import (
    Said,
    passed,
    said,
)
from tinhgon.web.kit.record_words import place_told

CLAUSES, PAIRS = 30, 60
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class BalanceLine:
    """Units of a structure at a level: counted before, posted out and in, counted after."""

    account: str
    structure: str
    level: int
    before: int
    out: int
    into: int
    after: int
    difference: int


@dataclass(frozen=True)
class AccountLine:
    """Posts, people or establishment of a kind: counted before, posted out and in, counted after."""

    account: str
    before: int
    out: int
    into: int
    after: int
    difference: int


@dataclass(frozen=True)
class DraftClause:
    label: str
    title: str
    wording: tuple[Part, ...]


@dataclass(frozen=True)
class DraftPair:
    code: str
    unit_id: int
    eve: date
    on: date
    before: str
    after: str
    same: bool
    is_new: bool
    note: str


@dataclass(frozen=True)
class PersonPair:
    """A person's places on the eve and on the day; `told` is the code of the file, with the name where it was given."""

    told: str
    on: date
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What signing would do."""

    document: Document
    name: str
    eve: date
    on: date
    can_be_signed: bool
    error_count: int
    first_error: str
    entries: int
    balance: tuple[BalanceLine, ...]
    accounts: tuple[AccountLine, ...]
    moves: str
    balances: bool
    findings: tuple[Said, ...]
    summary: str
    lawful: tuple[Said, ...]
    clauses: tuple[DraftClause, ...]
    more_clauses: int
    people: tuple[PersonPair, ...]
    pairs: tuple[DraftPair, ...]
    more_pairs: int
    touched: int


def result_of(outcome: Outcome, *, names: Mapping[int, str] | None = None) -> Result:
    """An outcome of `decisions.preview` in words. `names` tells people whose names the reader may see, by their ids."""
    document = outcome.document
    on = document.operates_from or document.effective_on
    errors = [finding for finding in (*outcome.findings, *outcome.law) if finding.is_error]
    balance = _balance(outcome, on)
    pairs = _pairs(outcome.changes)
    return Result(
        document=document,
        name=f"{words.upper_first(document.kind)} {document.number}",
        eve=on - _DAY,
        on=on,
        can_be_signed=outcome.can_be_signed,
        error_count=len(errors),
        first_error=words.upper_first(errors[0].render(gettext)) if errors else "",
        entries=outcome.entries,
        balance=balance,
        accounts=_accounts(outcome),
        moves="; ".join(
            gettext(MOVES[name]).format(count=words.number(count)) for name, count in outcome.moves.items()
        ),
        balances=not any(line.difference for line in outcome.balance),
        findings=said(outcome.findings) or (passed(gettext("Mọi kiểm tra đều đạt: không lỗi, không cảnh báo.")),),
        summary=words.findings_counted(Counter(finding.severity for finding in outcome.findings)),
        lawful=said(outcome.law),
        clauses=tuple(
            DraftClause(
                effect.clause or gettext("Nội dung %(place)d") % {"place": place},
                gettext(type(effect).title),
                tuple(marked(effect.describe(), marks_of(effect))),
            )
            for place, effect in enumerate(document.effects[:CLAUSES], start=1)
        ),
        more_clauses=max(0, len(document.effects) - CLAUSES),
        people=tuple(_placed(one, names or {}) for one in outcome.placements),
        pairs=pairs,
        more_pairs=max(0, len(outcome.changes) - PAIRS),
        touched=len(outcome.changes),
    )


def _balance(outcome: Outcome, on: date) -> tuple[BalanceLine, ...]:
    kinds: dict[tuple[str, int], set[str]] = {}
    for count in counts(AsOf(on - _DAY)):
        kinds.setdefault((count.structure, count.level), set()).add(count.kind)
    for change in outcome.changes:
        if change.after:
            kinds.setdefault((change.after["structure"], change.after["level"]), set()).add(change.after["kind"])
    return tuple(
        BalanceLine(
            f"{words.structure(structure)}, {words.level(structure, level, kinds.get((structure, level), ())).lower()}",
            structure, level, line.before, line.out, line.into, line.after, line.difference,
        )
        for line in sorted(outcome.balance, key=lambda line: line.key[0] != "territory") if line.account == "units"
        for structure, level in [line.key]
    )  # fmt: skip


def _accounts(outcome: Outcome) -> tuple[AccountLine, ...]:
    return tuple(
        AccountLine(
            f"{gettext(account.label)}, {gettext(account.labels.get(line.key[0], line.key[0]))}",
            line.before, line.out, line.into, line.after, line.difference,
        )
        for line in outcome.balance if line.account != "units" and (line.before or line.after)
        for account in [ACCOUNTS[line.account]]
    )  # fmt: skip


def _pairs(changes: tuple[Change, ...]) -> tuple[DraftPair, ...]:
    shown = changes[:PAIRS]
    parents = _parents(shown, changes)
    found = []
    for change in shown:
        before, after = _told(change.before, parents), _told(change.after, parents)
        state = change.after or change.before or {}
        found.append(
            DraftPair(
                code=state.get("code") or "",
                unit_id=change.unit_id,
                eve=change.on - _DAY,
                on=change.on,
                before=before,
                after=after,
                same=bool(before) and before == after,
                is_new=change.before is None,
                note=_note(change.before, change.after),
            )
        )
    return tuple(found)


def _parents(shown: tuple[Change, ...], changes: tuple[Change, ...]) -> dict[int, str]:
    """Names of superiors: of new ones from the draft, of the others from the ledger."""
    wanted: dict[date, set[int]] = {}
    for change in shown:
        for state in (change.before, change.after):
            if state and state.get("parent"):
                wanted.setdefault(change.on - _DAY, set()).add(state["parent"])
    names = {unit_id: f"{unit.kind} {unit.name}" for (unit_id, _), unit in named_on(wanted, None).items()}
    drafted = {one.unit_id: f"{one.after['kind']} {one.after['name']}" for one in changes if one.after}
    return names | drafted


def _place(row: PlaceRow) -> str:
    """With the number of the post: two of one title in one unit are not the same."""
    return f"{place_told(row)} ({row.number})" if row.number else place_told(row)


def _placed(one: Placement, names: Mapping[int, str]) -> PersonPair:
    before, after = ([_place(row) for row in rows] for rows in (one.before, one.after))
    return PersonPair(names.get(one.person_id, one.code), one.on, tuple(before), tuple(after))


def _told(state: Mapping[str, Any] | None, parents: Mapping[int, str]) -> str:
    if state is None:
        return ""
    parent = parents.get(state.get("parent") or 0, "")
    name = words.upper_first(f"{state['kind']} {state['name']}")
    return f"{name}, {parent}" if parent else name


def _note(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    if not before or not after:
        return ""
    figures = {field: (_figure(before.get(field)), _figure(after.get(field))) for field in words.FIELDS}
    return changed((before.get("code"), after.get("code")), figures)


def _figure(stated: Mapping[str, Any] | None) -> Decimal | None:
    return None if stated is None else Decimal(str(stated["value"]))
