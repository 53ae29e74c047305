"""A case is the fold of its acts. It refuses nothing and asks nobody: what was written at the door stays readable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tinhgon.cases.acts import ACTS, Act, Kind
from tinhgon.cases.acts.mending import Correct, Withdraw
from tinhgon.cases.acts.opening import Open
from tinhgon.cases.definition import Procedure
from tinhgon.cases.state import Hand, State
from tinhgon.cases.terms import proved_wrong

ProcedureOf = Callable[[str], Procedure]
"""The definition kept under a digest; the one under which a case was opened, whatever its file says today."""


def fold(acts: Sequence[Act], procedure_of: ProcedureOf) -> State:
    """The state of a case after its acts, in the order of `seq`.

    A withdrawn act is left out and a corrected one stands with its new content, from the beginning; hands are of
    everybody who did anything, withdrawn or not.
    """
    gone, instead = _mends(acts)
    state = begun(acts[0], procedure_of)
    for act in acts:
        state = _with(state, act, gone=act.seq in gone, payload=instead.get(act.seq))
    return replace(state, withdrawn=frozenset(gone))


def after(state: State, act: Act) -> State:
    """The state with one act more."""
    if act.payload.mends:
        return fold((*state.acts, act), lambda _digest: state.procedure)
    return _with(state, act)


def begun(act: Act, procedure_of: ProcedureOf) -> State:
    """A case before its opening act is applied: which procedure, which version."""
    opening = act.payload
    if not isinstance(opening, Open):
        raise TypeError("a case begins with its opening")
    procedure = procedure_of(opening.definition)
    return State(
        case=act.case,
        procedure=procedure,
        version=procedure.version(opening.version, opening.variant),
        unit=opening.unit,
        title=opening.subject,
        seq=0,
        opened_at=act.done_at,
        marks={"open": act.done_at},
    )


def payload_of(kind: str, content: dict[str, object]) -> Kind:
    """A payload from what is kept. KeyError for a kind that this version does not know."""
    return ACTS[kind].model_validate(content)


def _mends(acts: Iterable[Act]) -> tuple[set[int], dict[int, Kind]]:
    gone: set[int] = set()
    instead: dict[int, Kind] = {}
    by_seq = {}
    for act in acts:
        by_seq[act.seq] = act
        if isinstance(act.payload, Withdraw):
            gone.add(act.payload.act)
        elif isinstance(act.payload, Correct):
            kind = type(by_seq[act.payload.act].payload)
            instead[act.payload.act] = kind.model_validate(act.payload.content)
    return gone, instead


def _with(state: State, act: Act, *, gone: bool = False, payload: Kind | None = None) -> State:
    stands = payload or act.payload
    hand = Hand(
        doing=act.doing,
        step=state.step,
        seq=act.seq,
        people=act.people,
        accounts=act.accounts,
        principal=act.actor.principal,
    )
    if not gone:
        state = stands.apply(state, act)
        state = state.changed(marks={**state.marks, act.doing: act.done_at})
        if state.lapses and act.payload.late_reason:
            state = proved_wrong(state)
    return state.changed(seq=act.seq, hands=(*state.hands, hand), acts=(*state.acts, act))
