"""What a decision's page shows, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf
from tinhgon.cases.move import may_see
from tinhgon.cases.store import number_of
from tinhgon.decisions.authority import GROUNDS, HANDS
from tinhgon.ledger.queries import (
    DecisionRow,
    decision_at,
    dependants,
    findings_of,
    rests_on,
    sealed_of,
)
from tinhgon.record.actor import Actor, actor_from
from tinhgon.registers.house.rules import RULES
from tinhgon.registers.units.queries import named
from tinhgon.registers.units.queries.origins import Touched, touched_counts
from tinhgon.web.decisions.states import Pair, pairs_of
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import ANY_PAGE, Asked
from tinhgon.web.kit.clauses import Clause, clauses_of
from tinhgon.web.kit.findings import Said, said_row
from tinhgon.web.kit.paging import Paged, paged
from tinhgon.web.kit.remembered import remembered

CLAUSES = 12
PAIRS = 25
LISTED = 12
FINDINGS = 60


@dataclass(frozen=True)
class Named:
    """Something with its name: who signed, what a rule of the house said."""

    label: str
    name: str


@dataclass(frozen=True)
class Correction:
    """Who entered the paper again, when, and why."""

    who: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Decision:
    """A signed decision with all that hangs on it."""

    row: DecisionRow
    name: str
    is_future: bool
    confidentiality: str
    clauses: tuple[Clause, ...]
    clause_pages: Paged
    chosen: int | None
    chosen_label: str
    pairs: tuple[Pair, ...]
    pair_pages: Paged
    touched: Touched
    whole_href: str
    findings: tuple[Said, ...]
    rests_on: tuple[DecisionRow, ...]
    hard: tuple[DecisionRow, ...]
    soft: tuple[DecisionRow, ...]
    more_rests_on: int
    more_hard: int
    more_soft: int
    ground: str
    case: int | None
    """The case that it comes from, for whoever may see it."""
    hands: tuple[Named, ...]
    house: tuple[Named, ...]
    correction: Correction | None
    """Why this one was entered in the place of another."""
    corrected: Correction | None
    """Why another was entered in the place of this one."""

    @property
    def before_count(self) -> int:
        return self.touched.count - self.touched.begun

    @property
    def after_count(self) -> int:
        return self.touched.count - self.touched.ended


def decision_page(
    asked: Asked, row: DecisionRow, who: Actor, *, chosen: int | None, page: int, pair_page: int
) -> Decision:  # fmt: skip
    """`chosen` is the place of a clause to open at; `page` and `pair_page` say which part of the long lists."""
    if chosen is not None and not 1 <= chosen <= row.effect_count:
        chosen = None
    if chosen is not None and page == 0:
        page = (chosen - 1) // CLAUSES + 1
    at = paged(asked, row.effect_count, size=CLAUSES, page=max(1, page))
    clauses = remembered(clauses_of, row.ordinal, first=at.first, last=at.last, recorded_at=row.recorded_at)
    touched = remembered(touched_counts, row.ordinal, chosen)
    pair_at = paged(asked, touched.count, size=PAIRS, page=pair_page, name=ANY_PAGE)
    pairs = remembered(
        pairs_of, row.ordinal, place=chosen, limit=PAIRS, offset=pair_at.offset, recorded_at=row.recorded_at,
    )  # fmt: skip
    hard, soft = remembered(dependants, AsOf(asked.today, asked.as_of.known_at), row.ordinal)
    rests = remembered(rests_on, AsOf(asked.today, asked.as_of.known_at), row.ordinal)
    held = remembered(sealed_of, row.ordinal)
    label = next((clause.label for clause in clauses if clause.place == chosen), "")
    return Decision(
        row=row,
        name=f"{words.upper_first(row.kind)} {row.number}",
        is_future=(row.first_day or row.effective_on) > asked.on,
        confidentiality=_confidentiality(row.confidentiality),
        clauses=clauses,
        clause_pages=at,
        chosen=chosen,
        chosen_label=label,
        pairs=pairs,
        pair_pages=pair_at,
        touched=touched,
        whole_href=asked.here(khoan=None, **{ANY_PAGE: None}),
        findings=_findings(asked, row),
        rests_on=tuple(rests[:LISTED]),
        hard=tuple(hard[:LISTED]),
        soft=tuple(soft[:LISTED]),
        more_rests_on=max(0, len(rests) - LISTED),
        more_hard=max(0, len(hard) - LISTED),
        more_soft=max(0, len(soft) - LISTED),
        ground=_ground(held),
        case=_case(held, who),
        hands=_hands(held),
        house=_house(held),
        correction=_correction(row.ordinal) if row.supersedes else None,
        corrected=_correction(row.annulled_by) if row.superseded and row.annulled_by else None,
    )


def _ground(held: Mapping[str, Any]) -> str:
    """On what ground it entered the ledger; what was signed before that was sealed says so."""
    if "authority" not in held:
        return gettext("ký trước khi sổ ghi thẩm quyền")
    told = GROUNDS[held["authority"]["ground"]]
    return gettext(told)


def _case(held: Mapping[str, Any], who: Actor) -> int | None:
    case = number_of(held.get("authority", {}).get("case", ""))
    return case if case is not None and may_see(case, by=who) else None


def _hands(held: Mapping[str, Any]) -> tuple[Named, ...]:
    labels = {
        "drafted": gettext("Người soạn"), "checked": gettext("Người kiểm tra"), "approved": gettext("Người duyệt"),
        "numbered": gettext("Người cấp số"), "signed": gettext("Người ký vào sổ"),
    }  # fmt: skip
    stated = held.get("authority", {})
    return tuple(Named(labels[name], actor_from(stated[name]).name) for name in HANDS if name in stated)


def _house(held: Mapping[str, Any]) -> tuple[Named, ...]:
    """The rules of the house that judged it, where they are not what holds by itself."""
    rules = held.get("house", {})
    return tuple(
        Named(gettext(rule.title), gettext(rule.values.get(rules[name], rules[name])))
        for name, rule in RULES.items()
        if name in rules and rules[name] != rule.default
    )


def _correction(ordinal: int) -> Correction | None:
    held, row = sealed_of(ordinal), decision_at(AsOf(date.max), ordinal)
    if row is None or "supersedes" not in held:
        return None
    return Correction(
        actor_from(held["authority"]["signed"]).name, row.recorded_at, held["supersedes"]["reason"]
    )  # fmt: skip


def _findings(asked: Asked, row: DecisionRow) -> tuple[Said, ...]:
    found = findings_of(row.ordinal)[:FINDINGS]
    ids = sorted({unit_id for finding in found for unit_id in finding.units[:3]})
    day = row.first_day or row.effective_on
    names = {unit_id: f"{unit.kind} {unit.name}" for unit_id, unit in named(AsOf(day, row.recorded_at), ids).items()}
    return tuple(said_row(asked, finding, names=names) for finding in found)


def _confidentiality(code: str) -> str:
    return {
        "secret": gettext("Mật"),
        "top_secret": gettext("Tối mật"),
        "utmost_secret": gettext("Tuyệt mật"),
    }.get(code, "")
