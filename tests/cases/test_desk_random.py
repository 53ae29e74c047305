"""Random people, rights, accounts, delegations, kinship and changes of post at the desk: what was signed is held
against an oracle that reads raw acts and the house's own facts.

No order of acts signs what was not judged, or what one person did alone."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

from tests.cases.house import Case, House, Refused

from tinhgon.cases.acts import Act, Kind
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.going_back import Reopen, Return
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.mending import Correct, Withdraw
from tinhgon.cases.acts.number import GiveNumber
from tinhgon.cases.acts.revise import Revise
from tinhgon.cases.acts.sign import Sign
from tinhgon.cases.ledger import Kin
from tinhgon.cases.state import Actor
from tinhgon.procedures import procedures

CASES = 260
TRIES = 90
RIGHTS = ("soan", "kiem-tra", "phe-duyet", "van-thu", "ky")
RIGHT_OF = {"revise": "soan", "check": "kiem-tra", "approve": "phe-duyet", "number": "van-thu", "sign": "ky"}
STEPS = ("draft", "check", "approve", "number", "sign")
DAY = date(2026, 9, 7)


class Changing(House):
    """A house that remembers who held which right when an act was written: the oracle's own book."""


def a_house(dice: random.Random) -> Changing:
    people = range(1, 9)
    house = Changing(
        accounts={f"u{one}": one for one in people},
        holders={100 + one: one for one in people},
        rights={100 + one: {right for right in RIGHTS if dice.random() < 0.45} for one in people},
    )
    for one in dice.sample(list(people), 2):
        house.accounts[f"v{one}"] = one
    house.deputies = {(dice.choice(people), dice.choice(people)) for _n in range(3)}
    house.relations = [Kin(dice.choice(people), 30 + dice.randrange(3), "sibling") for _n in range(2)]
    return house


def something(dice: random.Random, case: Case) -> Kind:
    """Mostly what the step asks for, often something else."""
    state = case.state
    digest = state.text.digest if state.text and dice.random() < 0.9 else f"{dice.randrange(4):064x}"
    likely = {
        "draft": [
            Revise(digest=f"{dice.randrange(1 << 30):064x}", concerns=tuple(dice.sample([30, 31, 32, 1], 1))),
            Pass(),
        ],
        "check": [Decide(does="check", digest=digest), Pass()],
        "approve": [Decide(does="approve", digest=digest), Pass()],
        "number": [GiveNumber(series="QĐ", number="7", dated=DAY, digest=digest), Pass()],
        "sign": [Sign(digest=digest, number="7", signed_on=DAY)] * 2,
    }[state.step]
    if dice.random() < 0.8:
        return dice.choice(likely)
    seq = dice.randrange(1, state.seq + 1)
    return dice.choice(
        [
            Return(to=dice.choice(STEPS), reason="…"),
            Reopen(to=dice.choice(STEPS), reason="…", document="1"),
            Withdraw(act=seq, reason="…"),
            Correct(act=seq, content={"digest": digest}, reason="…"),
            Decide(does="check", digest=digest),
            Decide(does="approve", digest=digest),
            Sign(digest=digest, number="7", signed_on=DAY),
            Pass(),
        ]
    )


def somebody(dice: random.Random, house: House) -> Actor:
    person = dice.randrange(1, 9)
    account = dice.choice([name for name, owner in house.accounts.items() if owner == person or dice.random() < 0.03])
    absent = next((two for one, two in house.deputies if one == person and dice.random() < 0.3), None)
    if dice.random() < 0.03:
        absent = dice.randrange(1, 9)
    post = house.post_of(absent or person) if dice.random() < 0.97 else 101
    return Actor(account, person, post, absent)


def wrong_with(case: Case, rights_then: dict[int, dict[int, set[str]]]) -> list[str]:
    """What the oracle has against a signed case: raw acts and the house's facts, nothing of the engine's state."""
    acts = case.acts
    gone = {act.payload.act for act in acts if isinstance(act.payload, Withdraw)}
    changed = {act.payload.act: act.payload.content for act in acts if isinstance(act.payload, Correct)}
    found: list[str] = []

    def digest_of(act: Act) -> str:
        return changed.get(act.seq, {}).get("digest") or act.payload.digest

    named = {one for act in acts if isinstance(act.payload, Revise) for one in act.payload.concerns}
    signing = acts[-1]
    texts = [act for act in acts if isinstance(act.payload, Revise) and act.seq not in gone]
    if not texts or digest_of(texts[-1]) != signing.payload.digest:
        return ["another text was signed"]
    last = 0
    for doing in ("check", "approve", "number"):
        after = [act for act in acts if act.doing == doing and act.seq not in gone and act.seq > texts[-1].seq]
        right = [act for act in after if digest_of(act) == signing.payload.digest and act.seq > last]
        if not right:
            found.append(f"no {doing} of this text")
        last = right[0].seq if right else last
    for group in case.state.version.apart:
        hands = {doing: [act for act in acts if act.doing == doing] for doing in group}
        for one, two in [(a, b) for a in group for b in group if a < b]:
            found += [
                f"{one} and {two} by the same hand"
                for first in hands[one]
                for second in hands[two]
                if people(first) & people(second) or first.actor.account == second.actor.account
            ]
    for act in acts:
        principal = act.actor.for_person or act.actor.person
        if act.doing in RIGHT_OF and RIGHT_OF[act.doing] not in rights_then[act.seq].get(principal, set()):
            found.append(f"{act.doing} without the right")
        if act.actor.for_person and (act.actor.person, act.actor.for_person) not in case.house.deputies:
            found.append("stood in for nobody's asking")
        if case.house.accounts[act.actor.account] != act.actor.person:
            found.append("account of another")
    for act in acts:
        already = {
            one
            for old in acts
            if isinstance(old.payload, Revise) and old.seq <= act.seq
            for one in old.payload.concerns
        }
        kin = {relation.person for relation in case.house.relations if relation.of in already & named}
        if act.seq > 1 and (people(act) & (already | kin)):
            found.append(f"{act.doing} by somebody concerned")
    if len({person for act in acts for person in people(act)}) < 2:
        found.append("one person alone")
    if any(one.done_at > two.done_at for one, two in pairwise(acts)):
        found.append("out of time")
    return found


def people(act: Act) -> set[int]:
    return {act.actor.person, act.actor.for_person or act.actor.person}


def test_no_order_of_acts_signs_what_one_person_did() -> None:
    dice = random.Random(114)
    signed = refused = written = 0
    for number in range(CASES):
        house = a_house(dice)
        variant = ("small_office", "peoples_committee")[number % 2]
        case = Case(house, procedures()["decision_desk"]).opened(variant=variant)
        rights_then = {1: {person: set(RIGHTS) for person in range(1, 9)}}
        for _n in range(TRIES):
            if not case.state.is_open:
                break
            if dice.random() < 0.02:  # somebody changes post
                post, other = dice.sample(list(house.holders), 2)
                house.holders[post], house.holders[other] = house.holders[other], house.holders[post]
            now = {holder: set(house.rights[post]) for post, holder in house.holders.items()}
            try:
                case.does(somebody(dice, house), something(dice, case))
            except Refused:
                refused += 1
            else:
                written += 1
                rights_then[case.state.seq] = now
        if case.state.signed:
            signed += 1
            assert wrong_with(case, rights_then) == []
    assert signed > 20, (signed, written, refused)
    assert refused > written
