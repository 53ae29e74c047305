"""Stories of the decision desk: the way through, back, the hands apart, who is concerned, late and typed entries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cases.house import Case, Refused, office

from tinhgon.cases.acts.acknowledge import Acknowledge
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.ending import Abandon
from tinhgon.cases.acts.going_back import Reopen, Return
from tinhgon.cases.acts.hand_in import HandIn, Paper
from tinhgon.cases.acts.lapse import Lapse
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.mending import Correct, Withdraw
from tinhgon.cases.acts.number import GiveNumber
from tinhgon.cases.acts.override import Override
from tinhgon.cases.acts.revise import Revise
from tinhgon.cases.acts.sign import Sign
from tinhgon.cases.acts.standing_still import Pause, Resume
from tinhgon.cases.entitling import CLOCKS
from tinhgon.cases.fold import fold
from tinhgon.cases.ledger import Kin
from tinhgon.cases.state import Actor
from tinhgon.cases.terms import overdue, terms_of
from tinhgon.law.clocks import official_calendar
from tinhgon.procedures import procedures

A, B = "a" * 64, "b" * 64
DAY = date(2026, 9, 7)
LAN, BINH, MINH, HOA, SON, THU = range(1, 7)
OK = Pass()


def desk(variant: str = "peoples_committee") -> Case:
    return Case(office(), procedures()["decision_desk"]).opened(variant=variant)


def check(digest: str = A) -> Decide:
    return Decide(does="check", digest=digest)


def approve(digest: str = A) -> Decide:
    return Decide(does="approve", digest=digest)


def number(digest: str = A) -> GiveNumber:
    return GiveNumber(series="QĐ-UBND", number="12/QĐ-UBND", dated=DAY, digest=digest)


def sign(digest: str = A) -> Sign:
    return Sign(digest=digest, number="12/QĐ-UBND", signed_on=DAY)


def at_signing(case: Case, digest: str = A) -> Case:
    case.does(LAN, Revise(digest=digest)).does(LAN, OK).does(BINH, check(digest)).does(BINH, OK)
    return case.does(MINH, approve(digest)).does(MINH, OK).does(HOA, number(digest)).does(HOA, OK)


def test_it_works() -> None:
    case = at_signing(desk()).does(SON, sign())
    assert (case.state.closed, case.state.signed, case.state.number) == ("done", A, "12/QĐ-UBND")
    assert [run.step for run in case.state.visits()] == ["draft", "check", "approve", "number", "sign"]
    assert case.tried(LAN, Revise(digest=B))[1][0].code == "not_in_this_step"


@pytest.mark.parametrize("variant", ["small_office", "peoples_committee", "party_committee"])
def test_the_fold_of_all_acts_is_the_state_after_the_last(variant: str) -> None:
    case = desk(variant).does(LAN, Revise(digest=A)).does(LAN, OK)
    case.does(BINH, Return(to="draft", reason="Sai thể thức")).does(LAN, Revise(digest=B)).does(LAN, OK)
    assert fold(case.acts, lambda _digest: case.procedure) == case.state
    assert fold(case.acts[:3], lambda _digest: case.procedure).step == "check"


def test_a_small_office_of_two_and_no_fewer() -> None:
    case = desk("small_office")
    case.house.rights[101] = {"soan", "kiem-tra", "phe-duyet", "van-thu", "ky"}
    case.house.rights[105] = {"soan", "kiem-tra", "phe-duyet", "van-thu", "ky"}
    case.does(LAN, Revise(digest=A)).does(LAN, OK)
    assert case.refuses(LAN, check()) == {"not_apart"}
    case.does(SON, check()).does(SON, OK).does(SON, approve()).does(SON, OK).does(LAN, number()).does(LAN, OK)
    assert case.refuses(LAN, sign()) == {"not_apart"}
    assert case.does(SON, sign()).state.closed == "done"


def test_the_party_needs_the_conclusion_of_the_collective() -> None:
    case = desk("party_committee").does(LAN, Revise(digest=A)).does(LAN, OK).does(BINH, check()).does(BINH, OK)
    case.does(MINH, approve())
    assert case.refuses(MINH, OK) == {"paper_missing"}
    case.does(MINH, HandIn(papers=(Paper(name="collective_conclusion", number="45-KL/TU"),))).does(MINH, OK)
    assert case.state.step == "number"


def test_no_step_is_skipped_and_what_is_judged_is_the_present_text() -> None:
    case = desk()
    assert case.refuses(LAN, OK) == {"not_drafted"}
    assert "not_in_this_step" in case.refuses(SON, sign())
    case.does(LAN, Revise(digest=A))
    assert case.refuses(LAN, Revise(digest=A)) == {"text_unchanged"}
    case.does(LAN, OK)
    assert case.refuses(BINH, OK) == {"not_decided"}
    assert case.refuses(BINH, check(B)) == {"text_changed"}
    assert case.refuses(MINH, check()) == {"not_competent"}
    case.does(BINH, check()).does(BINH, OK).does(MINH, approve())
    case.does(MINH, Return(to="draft", reason="Bổ sung căn cứ")).does(LAN, Revise(digest=B)).does(LAN, OK)
    assert case.refuses(BINH, OK) == {"not_decided"}


def test_back_is_where_the_case_came_from_and_never_forward() -> None:
    case = at_signing(desk())
    case.does(SON, Return(to="draft", reason="Sửa tên"))
    assert case.refuses(LAN, Return(to="sign", reason="Đi tắt")) == {"not_on_the_path"}
    case.does(LAN, Revise(digest=B)).does(LAN, OK)
    assert case.state.number == ""
    assert case.refuses(BINH, Return(to="number", reason="Đi tắt")) == {"not_on_the_path"}
    assert case.refuses(BINH, Return(to="check", reason="Làm lại")) == {"returned_here"}
    case.does(MINH, Reopen(to="check", reason="Làm lại", document="3-CV/VP"))
    assert case.state.run.attempt == 3


def test_errors_of_the_draft_block_and_warnings_ask_for_an_answer() -> None:
    case = desk().does(LAN, Revise(digest=A, errors=("post_taken",), warnings=("over_quota",)))
    assert case.refuses(LAN, OK) == {"error_left"}
    case.does(LAN, Revise(digest=B, warnings=("over_quota",))).does(LAN, OK).does(BINH, check(B))
    assert case.refuses(BINH, OK) == {"warning_unread"}
    assert case.refuses(BINH, Acknowledge(code="other", reason="…")) == {"no_such_warning"}
    case.does(BINH, Acknowledge(code="over_quota", reason="Có đề án")).does(BINH, OK)


def test_one_person_with_two_accounts_a_deputy_and_a_typist_are_one_hand() -> None:
    case = desk()
    case.house.accounts["lan2"] = LAN
    case.house.rights[101] |= {"kiem-tra"}
    case.does(LAN, Revise(digest=A)).does(LAN, OK)
    assert case.refuses(case.actor(LAN, account="lan2"), check()) == {"not_apart"}
    case.house.deputies = {(LAN, BINH), (HOA, BINH)}
    assert case.refuses(case.actor(LAN, for_person=BINH), check()) == {"not_apart"}
    assert case.refuses(case.actor(SON, for_person=BINH), check()) == {"no_delegation"}
    typed = Actor("", BINH, 102)
    assert case.refuses(typed, check(), typist=case.actor(LAN)) == {"not_apart"}
    case.does(typed, check(), typist=case.actor(HOA)).does(BINH, OK)
    case.house.rights[104] |= {"phe-duyet"}
    assert case.refuses(HOA, approve()) == {"not_apart"}  # she typed the check


def test_a_withdrawn_act_still_counts_as_a_hand() -> None:
    case = desk()
    case.house.rights[102] |= {"soan"}
    case.does(BINH, Revise(digest=A)).does(BINH, Withdraw(act=2, reason="Nhầm")).does(LAN, Revise(digest=A)).does(
        LAN, OK
    )
    assert case.refuses(BINH, check()) == {"not_apart"}


def test_whose_account_whose_post() -> None:
    case = desk()
    assert case.refuses(Actor("binh", LAN, 101), Revise(digest=A)) == {"account_of_another"}
    assert "post_not_held" in case.refuses(Actor("lan", LAN, 102), Revise(digest=A))
    assert case.refuses(case.actor(SON), Revise(digest=A)) == {"not_competent"}
    assert "two_accounts" in case.refuses(LAN, Revise(digest=A), typist=case.actor(HOA))


def test_nobody_acts_on_their_own_or_a_relatives_concern() -> None:
    case = desk()
    assert case.refuses(LAN, Revise(digest=A, concerns=(LAN,))) == {"own_concern"}
    case.does(LAN, Revise(digest=A, concerns=(31,))).does(LAN, OK)
    case.house.relations = [Kin(BINH, 31, "child_in_law")]
    assert case.refuses(BINH, check()) == {"relative"}
    case.house.relations = [Kin(31, BINH, "aunt_uncle")]  # counts in discipline, not here
    case.does(BINH, check()).does(BINH, OK).does(MINH, Return(to="draft", reason="…"))
    case.does(LAN, Revise(digest=B)).does(LAN, OK)  # nobody is concerned any more, but 31 was named once
    case.house.relations = [Kin(BINH, 31, "spouse")]
    assert case.refuses(BINH, check(B)) == {"relative"}


def test_the_list_of_relatives_is_the_one_of_the_day() -> None:
    case = Case(office(), procedures()["decision_desk"])
    case.now = case.now.replace(year=2022)
    case.opened(variant="small_office").does(LAN, Revise(digest=A, concerns=(31,))).does(LAN, OK)
    case.house.relations = [Kin(BINH, 31, "child_in_law")]  # in 114-QĐ/TW, not in 205-QĐ/TW
    case.does(BINH, check())


def test_withdraw_and_correct_before_the_step_closes() -> None:
    case = desk().does(LAN, Revise(digest=A))
    case.house.rights[106] |= {"soan"}
    assert case.refuses(THU, Withdraw(act=2, reason="…")) == {"act_of_another"}
    case.does(LAN, Correct(act=2, content={"digest": B, "note": "Sửa"}, reason="Gửi nhầm bản"))
    assert case.state.text.digest == B
    with pytest.raises(Refused) as refused:
        case.does(LAN, Withdraw(act=1, reason="…"))
    assert refused.value.codes == {"act_closed"}
    case.does(LAN, OK)
    assert case.refuses(LAN, Withdraw(act=2, reason="…")) >= {"act_closed"}
    case.does(BINH, check(B)).does(BINH, Withdraw(act=5, reason="Xem lại"))
    assert case.refuses(BINH, OK) == {"not_decided"}
    assert fold(case.acts, lambda _digest: case.procedure) == case.state


def test_a_late_entry_needs_a_reason_and_a_second_person() -> None:
    case = desk().does(LAN, Revise(digest=A)).does(LAN, OK)
    then = case.now + timedelta(hours=1)
    case.later(10)
    assert case.refuses(BINH, check(), at=then) == {"late_entry"}
    typed = Actor("", BINH, 102)
    assert case.refuses(typed, check(), at=then, typist=case.actor(HOA)) == {"late_entry"}
    assert case.refuses(typed, check(), at=then - timedelta(days=1), typist=case.actor(HOA), late="Mất mạng") == {
        "before_the_step"
    }
    assert case.refuses(BINH, check(), at=case.now + timedelta(days=1)) == {"not_yet"}
    case.does(typed, check(), at=then, typist=case.actor(HOA), late="Mất mạng")
    assert case.state.run.decision("check")


def test_one_who_has_left_did_what_was_done_before() -> None:
    case = desk().does(LAN, Revise(digest=A)).does(LAN, OK)
    before = case.now + timedelta(minutes=5)
    case.later(5)
    case.house.left_on[BINH] = before.date() + timedelta(days=1)
    typed = {"typist": case.actor(HOA), "late": "Nhập bù"}
    assert "post_not_held" in case.refuses(Actor("", BINH, 102), check(), at=case.now, **typed)
    case.does(Actor("", BINH, 102), check(), at=before, **typed)


def test_a_second_person_on_one_state_is_told() -> None:
    case = desk().does(LAN, Revise(digest=A))
    act, found = case.tried(LAN, Revise(digest=B))
    assert not [one for one in found if one.is_error]
    case.does(LAN, OK)
    from tinhgon.cases.judging import allowed

    assert "state_moved" in {one.code for one in allowed(case.state, act)}


def test_terms_run_stand_still_and_lapse_once() -> None:
    case = desk().does(LAN, Revise(digest=A)).does(LAN, OK)  # Monday
    (term,) = terms_of(case.state, calendar=official_calendar(), on=date(2026, 9, 8))
    assert (term.name, term.status, term.due.on, term.due.is_sure) == ("kiểm tra", "warning", date(2026, 9, 9), True)
    case.later(3)
    (term,) = overdue(case.state, calendar=official_calendar(), on=case.now.date())
    runner = Actor(CLOCKS, 0)
    assert case.refuses(runner, Lapse(clock="kiểm tra", due=date(2026, 9, 20))) == {"not_due_yet"}
    case.does(runner, Lapse(clock="kiểm tra", due=term.due.on))
    assert case.refuses(runner, Lapse(clock="kiểm tra", due=term.due.on)) == {"lapsed_already"}
    assert case.refuses(BINH, Lapse(clock="kiểm tra", due=term.due.on)) == {"clock_only"}
    assert not list(overdue(case.state, calendar=official_calendar(), on=case.now.date()))
    case.does(BINH, check()).does(BINH, OK)
    assert [term.status for term in terms_of(case.state, calendar=official_calendar(), on=case.now.date())] == [
        "met_late",
        "running",
    ]


def test_a_late_entry_that_proves_a_lapse_wrong_takes_it_off() -> None:
    case = desk().does(LAN, Revise(digest=A)).does(LAN, OK)
    in_time = case.now + timedelta(hours=2)
    case.later(6)
    case.does(Actor(CLOCKS, 0), Lapse(clock="kiểm tra", due=date(2026, 9, 9)))
    late = {"typist": case.actor(HOA), "late": "Mất mạng ba ngày"}
    case.does(Actor("", BINH, 102), check(), at=in_time, **late)
    assert [lapse.clock for lapse in case.state.lapses] == ["kiểm tra"]
    case.does(Actor("", BINH, 102), OK, at=in_time + timedelta(minutes=5), **late)
    assert case.state.lapses == ()
    assert [act.doing for act in case.acts].count("lapse") == 1
    assert fold(case.acts, lambda _digest: case.procedure) == case.state


def test_a_case_that_stands_still_has_no_due_date() -> None:
    case = desk().does(LAN, Revise(digest=A)).does(LAN, OK)
    case.does(THU, Pause(reason="Có đơn", document="8-TB"))
    assert case.refuses(BINH, check()) == {"standing_still"}
    (term,) = terms_of(case.state, calendar=official_calendar(), on=date(2026, 10, 8))
    assert (term.status, term.due) == ("standing", None)
    case.later(7).does(THU, Resume(reason="Xong"))
    (term,) = terms_of(case.state, calendar=official_calendar(), on=case.now.date())
    assert (term.status, term.due.on, term.warn_on) == ("warning", date(2026, 9, 15), date(2026, 9, 14))


def test_an_override_only_of_what_the_version_names() -> None:
    case = desk().does(LAN, Revise(digest=A)).does(LAN, OK).does(BINH, check())
    assert case.refuses(THU, Override(check="acknowledged", document="1-CV", reason="…")) == {"not_overridden"}
    assert case.refuses(BINH, Override(check="papers", document="1-CV", reason="…")) == {"not_competent"}
    case.does(THU, Override(check="papers", document="1-CV/TU", reason="Bổ sung sau"))
    assert [one.check for one in case.state.overridden] == ["papers"]


def test_a_case_is_taken_back() -> None:
    case = desk().does(LAN, Revise(digest=A)).does(LAN, Abandon(reason="Không cần nữa"))
    assert case.state.closed == "withdrawn"


def test_history_is_entered_by_two() -> None:
    case = Case(office(), procedures()["enter_history"]).opened()
    case.does(LAN, Revise(digest=A))
    assert case.refuses(LAN, OK) == {"paper_missing"}
    case.does(LAN, HandIn(papers=(Paper(name="scan", sha256=B),))).does(LAN, OK)
    case.does(BINH, Decide(does="compare", digest=A)).does(BINH, OK)
    assert case.refuses(SON, sign()) >= {"another_number"}
    case.does(HOA, number())
    assert case.does(SON, sign()).state.closed == "done"
