"""From a kept draft to a decision in the ledger, through the desk: both books verify, and no one signs alone."""

from __future__ import annotations

import contextlib
import threading
from datetime import date
from typing import Any

import pytest
from django.db import connections, transaction
from tests.cases.test_move import BINH, LAN, MINH, actor, alone, set_up  # noqa: F401 (a fixture)
from tests.world import World, rename, rows

from tinhgon.basis.errors import Conflict
from tinhgon.cases import move, store
from tinhgon.cases.acts.acknowledge import Acknowledge
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.number import GiveNumber
from tinhgon.cases.acts.revise import Revise
from tinhgon.cases.acts.sign import Sign
from tinhgon.cases.books import Books
from tinhgon.cases.move import NotAllowed
from tinhgon.decisions import desk
from tinhgon.decisions.desk import keep_draft, kept_draft, revise
from tinhgon.decisions.verifying import verify
from tinhgon.ledger.decision_file import plain
from tinhgon.procedures import procedures
from tinhgon.procedures.decision_desk.signing import (
    authority_of,
    digest_of,
    need_no_open_case,
    open_draft,
    revision_of,
    sign_draft,
    submit_draft,
)


@pytest.fixture
def office(world: World) -> World:
    set_up(world)
    grants = {"S1.02": ["kiem-tra", "ky"], "S1.03": ["phe-duyet", "van-thu"]}
    world.sign(
        *[
            {"kind": "set_access/1", "clause": f"Điều {n}", "posts": [{"number": post}], "access": access}
            for n, (post, access) in enumerate(grants.items(), start=1)
        ],
        on="2022-02-01",
    )
    return world


def draft(world: World, name: str = "An Bình Đông") -> int:
    return keep_draft(world.draft(rename("A1", name), on="2026-01-01", number="dự thảo"), origin="form", by=actor(LAN))


def at_signing(number: int) -> int:
    case = open_draft(
        number, procedure=procedures()["decision_desk"], variant="small_office", unit=1010, by=actor(LAN)
    ).state.case
    text = store.load(case).text
    move.do(case, Pass(), by=actor(LAN))
    for code in text.warnings:
        move.do(case, Acknowledge(code=code, reason="Đã xem"), by=actor(BINH))
    move.do(case, Decide(does="check", digest=text.digest), by=actor(BINH))
    move.do(case, Pass(), by=actor(BINH))
    move.do(case, Decide(does="approve", digest=text.digest), by=actor(MINH))
    move.do(case, Pass(), by=actor(MINH))
    today = store.clock().date()
    move.do(case, GiveNumber(series="QĐ", number="15/QĐ-VP", dated=today, digest=text.digest), by=actor(MINH))
    move.do(case, Pass(), by=actor(MINH))
    return case


@pytest.mark.django_db
def test_a_draft_becomes_a_decision_by_its_hands(office: World) -> None:
    number = draft(office)
    case = at_signing(number)
    done = sign_draft(case, by=actor(BINH))
    assert done.state.closed == "done"
    state = store.load(case)
    kept = state.acts[-1].payload
    assert kept_draft(number).signed_ordinal == kept.decision
    assert rows("SELECT number, signed_on FROM decision WHERE ordinal = %s", kept.decision) == [
        ("15/QĐ-VP", date.fromisoformat(str(kept.signed_on)))
    ]
    authority = authority_of(state, by=actor(BINH), draft=number)
    assert (authority.apart, authority.least) == (
        (("drafted", "checked"), ("drafted", "approved"), ("drafted", "signed")), 2,
    )  # fmt: skip
    hands = [hand.person for hand in (authority.drafted, authority.checked, authority.approved, authority.numbered)]
    assert hands == [LAN, BINH, MINH, MINH]
    assert [finding for finding in verify().findings if finding.is_error] == []
    assert list(store.differing(Books())) == []


@pytest.mark.django_db
def test_a_refused_signing_leaves_both_books_as_they_were(office: World) -> None:
    number = draft(office)
    case = at_signing(number)
    before = rows("SELECT (SELECT count(*) FROM act), (SELECT count(*) FROM decision)"), store.kept(case)
    with pytest.raises(NotAllowed) as found:
        sign_draft(case, by=actor(LAN))
    assert {finding.code for finding in found.value.findings} >= {"not_competent", "not_apart"}
    kept = kept_draft(number)
    revise(number, {**kept.document, "subject": "Khác"}, after=kept.seq, by=actor(LAN))
    with pytest.raises(Conflict) as changed:
        sign_draft(case, by=actor(BINH))
    assert changed.value.code == "draft_changed"
    after: Any = rows("SELECT (SELECT count(*) FROM act), (SELECT count(*) FROM decision)"), store.kept(case)
    assert after == before


@pytest.mark.django_db
def test_nobody_states_by_hand_what_the_draft_says(office: World) -> None:
    """Signing closes the case only with a decision in the ledger; whom the text concerns is read from the text."""
    case = at_signing(draft(office))
    state = store.load(case)
    stated = Sign(digest=state.text.digest, number=state.number, signed_on=state.dated, decision=1)
    with pytest.raises(Conflict) as refused:
        move.do(case, stated, by=actor(BINH))
    assert refused.value.code == "from_the_draft"
    other = draft(office, "An Bình Tây")
    opened = open_draft(
        other, procedure=procedures()["decision_desk"], variant="small_office", unit=1010, by=actor(LAN)
    ).state
    with pytest.raises(Conflict) as refused:
        move.do(opened.case, Revise(digest="b" * 64), by=actor(LAN))
    assert refused.value.code == "from_the_draft"
    kept = kept_draft(other)
    revise(other, {**kept.document, "subject": "Khác"}, after=kept.seq, by=actor(LAN))
    laid = submit_draft(opened.case, by=actor(LAN)).state.text
    assert laid.digest == revision_of(other).digest != opened.text.digest


@pytest.mark.django_db
def test_a_draft_in_a_case_is_not_signed_or_withdrawn_beside_it(office: World) -> None:
    number = draft(office)
    need_no_open_case(number)
    case = at_signing(number)
    with pytest.raises(Conflict) as refused:
        need_no_open_case(number)
    assert (refused.value.code, f"hồ sơ {case}" in str(refused.value)) == ("draft_in_a_case", True)
    need_no_open_case(draft(office, "An Bình Tây"))
    sign_draft(case, by=actor(BINH))
    need_no_open_case(number)


@pytest.mark.django_db
def test_the_text_that_is_judged_is_all_but_number_and_day(office: World) -> None:
    one = plain(office.draft(rename("A1", "An Bình Đông"), on="2026-01-01", number="dự thảo"))
    assert digest_of(one) == digest_of({**one, "number": "15/QĐ-VP", "signed_on": "2026-12-01"})
    assert digest_of(one) != digest_of({**one, "effective_on": "2026-02-01"})


@pytest.mark.django_db
def test_whom_a_draft_concerns_is_read_from_its_clauses(office: World) -> None:
    text = office.draft(
        {"kind": "retire/1", "clause": "Điều 1", "person": {"code": "HS-3"}, "ground": "on_time"},
        on="2026-01-01",
        number="dự thảo",
    )
    number = keep_draft(text, origin="form", by=actor(LAN))
    assert revision_of(number).concerns == (MINH,)


def test_of_a_withdrawal_and_a_submission_at_once_one_is_told(alone: World) -> None:  # noqa: F811
    """Never a draft that is withdrawn and in an open case."""
    for _round in range(6):
        number = draft(alone, f"An Bình {_round}")
        outcomes: list[str] = []
        barrier = threading.Barrier(2)

        def withdraw(number: int = number, told: list[str] = outcomes, barrier: threading.Barrier = barrier) -> None:
            barrier.wait()
            with contextlib.suppress(Conflict), transaction.atomic():
                desk.hold(number)
                need_no_open_case(number)
                desk.withdraw(number, by=actor(LAN))
                told.append("withdrawn")
            connections.close_all()

        def submit(number: int = number, told: list[str] = outcomes, barrier: threading.Barrier = barrier) -> None:
            barrier.wait()
            with contextlib.suppress(Conflict):
                open_draft(number, procedure=procedures()["decision_desk"], variant="small_office", unit=1010,
                           by=actor(LAN))  # fmt: skip
                told.append("submitted")
            connections.close_all()

        threads = [threading.Thread(target=work) for work in (withdraw, submit)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(outcomes) == 1, outcomes
        assert (store.open_about("draft", str(number)) is None) == (outcomes == ["withdrawn"])
        assert (kept_draft(number).withdrawn_at is not None) == (outcomes == ["withdrawn"])
