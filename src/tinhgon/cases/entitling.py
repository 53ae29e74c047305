"""Whether this person may do this act in this case: by post, body or roll, apart from other hands, not concerned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act
from tinhgon.cases.acts.relation import relations_found
from tinhgon.cases.acts.sign import Sign
from tinhgon.cases.definition import By, act_rule, acts_of
from tinhgon.cases.ledger import Ledger
from tinhgon.cases.state import Actor, State

CLOCKS = "system:clocks"
"""The account of the runner of the clocks; it writes lapses and nothing else."""
TYPISTS = frozenset({"to-chuc", "van-thu", "soan"})
"""Rights of those who may type in what others did."""
SPEAKS_FOR_ITSELF = frozenset({"declare", "relate", "comment", "answer"})
"""What somebody concerned or related may do: say so."""
_CONTROL = "114-QĐ/TW"


def entitled(state: State, ledger: Ledger, act: Act) -> list[Finding]:
    """What keeps the actor from the act on the day it was done; nothing: they may. The ledger is asked here only."""
    on = act.done_at.date()
    rule = act_rule(state.version, state.here, act.doing) if state.is_open else None
    if rule is None:
        return [_no("not_in_this_step", _("Bước này không có việc “{title}”."), title=Wording(act.title))]
    if any(by.clock for by in rule.by):
        return [] if act.actor.account == CLOCKS else [_no("clock_only", _("Việc này do bộ đếm thời hạn ghi."))]
    found = list(_is_who_they_say(state, ledger, act, on))
    if not any(_matches(by, state, ledger, act.actor, on) for by in rule.by):
        found.append(
            _no(
                "not_competent",
                _("Không có thẩm quyền làm việc “{title}” ở bước “{step}”."),
                title=Wording(rule.title or act.title),
                step=state.here.title,
            )
        )
    found += _concerned(state, ledger, act, on)
    found += _apart(state, act)
    return found


def _no(code: str, message: str, /, citation: str = "", **data: object) -> Finding:
    return Finding(severity="error", code=code, message=message, data=data, citation=citation)


def _is_who_they_say(state: State, ledger: Ledger, act: Act, on: date) -> Iterator[Finding]:
    actor, typist = act.actor, act.entered_by
    at_the_keys = typist or actor
    entered_on = act.recorded_at.date() if typist else on
    if ledger.person_of(at_the_keys.account, entered_on) != at_the_keys.person:
        yield _no(
            "account_of_another", _("Tài khoản “{account}” không phải của người này."), account=at_the_keys.account
        )
    if typist and actor.account:
        yield _no("two_accounts", _("Việc do người khác nhập không qua tài khoản của người làm."))
    if typist and not TYPISTS & set(ledger.roles(typist.person, typist.post, state.unit, entered_on)):
        yield _no("typist_not_entitled", _("Người nhập không có quyền nhập thay."))
    if actor.post is not None and not ledger.holds(actor.principal, actor.post, on):
        yield _no("post_not_held", _("Ngày {day} không giữ vị trí số {post}."), day=on, post=actor.post)
    if actor.for_person is not None and not ledger.stands_in(actor.person, actor.for_person, on):
        yield _no(
            "no_delegation",
            _("Không được ủy quyền thay người số {person} ngày {day}."),
            person=actor.for_person,
            day=on,
        )


def _matches(by: By, state: State, ledger: Ledger, actor: Actor, on: date) -> bool:
    who = actor.principal
    if by.role is not None:
        return actor.post is not None and by.role in ledger.roles(who, actor.post, state.unit, on)
    if by.body is not None:
        body = ledger.body(by.body, state.unit, on)
        return body is not None and who in body.people
    if by.did is not None:
        return any(hand.doing == by.did and hand.principal == who for hand in state.hands)
    if by.roll is not None:
        return who in _on_the_roll(by.roll, state)
    if by.anybody is not None:
        return _takes_part(state, ledger, actor, on)
    return False


def _on_the_roll(which: str, state: State) -> frozenset[int]:
    if which == "summoned":
        return frozenset(state.run.summoned)
    return state.run.roll.present if state.run.roll else frozenset()


def _takes_part(state: State, ledger: Ledger, actor: Actor, on: date) -> bool:
    """Did something, is on a roll, or may do something in the step."""
    who = actor.principal
    if any(who in hand.people or actor.person in hand.people for hand in state.hands):
        return True
    if any(who in run.summoned for run in state.visits()):
        return True
    bys = [by for rule in acts_of(state.here).values() for by in rule.by if by.anybody is None]
    return any(_matches(by, state, ledger, actor, on) for by in bys)


def _concerned(state: State, ledger: Ledger, act: Act, on: date) -> Iterator[Finding]:
    """Nobody acts on what concerns themselves or a relative; candidates of an appointment vote where the rule says."""
    if act.doing in SPEAKS_FOR_ITSELF and not (act.doing == "answer" and state.version.oneself == "out"):
        return
    named = state.named | (frozenset(getattr(act.payload, "concerns", ())))
    if act.people & named:
        yield _no("own_concern", _("Việc liên quan đến chính mình: không được xử lý."), citation=_CONTROL)
    seen = state.changed(named=named)
    for one in relations_found(seen, ledger, act.people, on):
        yield _no(
            "relative",
            _("Người số {person} có quan hệ gia đình với người được xem xét ({rule}): không được xử lý."),
            citation=one.rule,
            person=one.person,
            rule=one.rule,
        )
        return


def _apart(state: State, act: Act) -> Iterator[Finding]:
    """Hands that must be different people: the person, the one stood in for, the typist, and the account."""
    for group in state.version.apart:
        if act.doing not in group:
            continue
        for hand in state.hands:
            if hand.doing in group and hand.doing != act.doing and hand.meets(act.people, act.accounts):
                yield _no(
                    "not_apart",
                    _("Đã làm việc số {seq} của hồ sơ này; việc này phải do người khác làm."),
                    citation=_CONTROL,
                    seq=hand.seq,
                )
                return
    if isinstance(act.payload, Sign):
        people = {person for hand in state.hands for person in hand.people} | act.people
        if len(people) < state.version.hands:
            yield _no("too_few_hands", _("Văn bản phải qua ít nhất {number} người."), number=state.version.hands)


def may_open(state: State, ledger: Ledger, act: Act) -> list[Finding]:
    """What keeps the actor from opening the case: they must be able to do something in its first step."""
    on = act.done_at.date()
    found = list(_is_who_they_say(state, ledger, act, on))
    bys = [by for rule in acts_of(state.here).values() for by in rule.by]
    if not any(_matches(by, state, ledger, act.actor, on) for by in bys):
        found.append(_no("may_not_open", _("Không có thẩm quyền mở hồ sơ này: không làm được việc nào ở bước đầu.")))
    return found
