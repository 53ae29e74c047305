"""What a case that is done comes to: the clause of a decision, filled with what the case knows, asking for the rest.

A definition states it (`result`): the kind of effect, and for its fields where each comes from. Nothing is guessed:
what the case does not know, or knows more than one of, is a question for whoever drafts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.cases.definition import Result
from tinhgon.cases.state import State
from tinhgon.decisions import desk
from tinhgon.ledger.document import EFFECT
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.registry import EFFECTS
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.queries.files import person_by_code, person_by_id
from tinhgon.registers.staff.queries.people import places_on

KEYS = {"person": "code", "post": "number", "unit": "code"}
"""How a thing of a kind is referred to in a clause."""
_CLAUSE = "Điều 1"


@dataclass(frozen=True)
class Proposed:
    """A clause as far as the case knows it. `asks`: fields that somebody must still state."""

    kind: str
    fields: Mapping[str, Any]
    asks: tuple[str, ...]

    @property
    def effect(self) -> Effect | None:
        """The whole clause, when nothing is to be asked."""
        if self.asks:
            return None
        made: Effect = EFFECT.validate_python({"kind": self.kind, "clause": _CLAUSE, **self.fields})
        return made


def proposed(state: State, as_of: AsOf) -> Proposed | None:
    """What the case comes to; None before it is time to draft it, where the case was stopped, or where its procedure
    ends in no decision."""
    rule = state.version.result
    if rule is None or not _is_time(state, rule):
        return None
    fields: dict[str, Any] = {}
    asks = list(rule.asks)
    for name, source in rule.fields.items():
        value = _value(state, source, as_of)
        if value is None:
            asks.append(name)
        else:
            fields[name] = value
    asks += [name for name in _required(rule) if name not in fields and name not in asks]
    return Proposed(rule.effect, fields, tuple(dict.fromkeys(asks)))


def _is_time(state: State, rule: Result) -> bool:
    gone = {run.step for run in state.path}
    if state.closed not in ("", "done") or gone & set(rule.not_through):
        return False
    return state.closed == "done" or (rule.at is not None and rule.at in gone)


def draft_of(state: State, as_of: AsOf, *, by: Actor) -> tuple[desk.Kept, Proposed]:
    """The draft of the case's decision, begun when there is none yet: with the clause where nothing is to be asked.

    Its basis names the case. Raises Conflict where the case comes to no decision.
    """
    found = proposed(state, as_of)
    if found is None:
        raise Conflict("no_result", gettext_noop("Hồ sơ này không dẫn đến một quyết định, hoặc chưa xong."))
    basis = basis_of(state)
    for kept in desk.drafts():
        if any(one.get("number") == basis["number"] for one in kept.document.get("basis", ())):
            return kept, found
    return desk.begin(_document(state, found, basis), origin="case", by=by), found


def basis_of(state: State) -> dict[str, str]:
    """The case as one căn cứ."""
    return {"number": f"Hồ sơ số {state.case}", "title": f"{state.procedure.title}: {state.title}"}


def _document(state: State, found: Proposed, basis: dict[str, str]) -> dict[str, Any]:
    effects = []
    try:
        if (effect := found.effect) is not None:
            effects = [effect.model_dump(mode="json", exclude_none=True, exclude_defaults=False)]
    except ValidationError:
        effects = []  # the drafter completes it in the composer, which says what is wrong
    return {"kind": "quyết định", "subject": f"Về việc {state.title}"[:500], "basis": [basis], "effects": effects}


def _required(rule: Result) -> Iterator[str]:
    for name, field in EFFECTS[rule.effect].model_fields.items():
        if field.is_required() and name not in ("kind", "clause"):
            yield name


def _value(state: State, source: str | bool, as_of: AsOf) -> Any:  # noqa: FBT001
    """What a source gives, or None where the case does not say it once."""
    if isinstance(source, bool):
        return source
    if source.startswith("fact."):
        day = state.facts.get(source.removeprefix("fact."))
        return day.isoformat() if day else None
    if source == "about":
        own = [(thing, key) for thing, key in state.about if thing in KEYS]
        return {KEYS[own[0][0]]: own[0][1]} if len(own) == 1 else None
    if source == "chosen":
        return _chosen(state, as_of)
    if source == "main_post":
        return _main_post(state, as_of)
    return source


def _chosen(state: State, as_of: AsOf) -> dict[str, str] | None:
    """The one whom the last step was about."""
    names = state.path[-1].names_in
    row = person_by_id(as_of, names[0]) if len(names) == 1 else None
    return {"code": row.code} if row else None


def _main_post(state: State, as_of: AsOf) -> dict[str, str] | None:
    """The post that the person of the case holds, where there is only one."""
    codes = [key for thing, key in state.about if thing == "person"]
    row = person_by_code(as_of, codes[0]) if len(codes) == 1 else None
    places = places_on(as_of, [row.id]).get(row.id, []) if row else []
    numbers = [place.number for place in places if place.number]
    return {"number": numbers[0]} if len(places) == len(numbers) == 1 else None
