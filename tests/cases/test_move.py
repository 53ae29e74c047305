"""The door on real PostgreSQL: accounts, posts and rights of the ledger, acts in the record, rows for the inbox."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from tests.world import World, rows

from tinhgon.access import ties
from tinhgon.basis.errors import Conflict, Refusal, UnknownReference
from tinhgon.cases import house_data, move, store
from tinhgon.cases.acts.comment import Comment
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.declare import Declare
from tinhgon.cases.acts.going_back import Return
from tinhgon.cases.acts.hand_in import HandIn, Paper
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.number import GiveNumber
from tinhgon.cases.acts.relate import Relate
from tinhgon.cases.acts.revise import Revise
from tinhgon.cases.acts.sign import Sign
from tinhgon.cases.books import Books
from tinhgon.cases.inbox import case_rows, inbox
from tinhgon.cases.kinds import KINDS
from tinhgon.cases.kinds.declare_kin import DeclareKin
from tinhgon.cases.kinds.delegate import Delegate
from tinhgon.cases.kinds.set_body import SetBody
from tinhgon.cases.move import NotAllowed
from tinhgon.procedures import procedures
from tinhgon.record import acts as record
from tinhgon.record.actor import Actor, shell
from tinhgon.record.verifying import read_record

A, B = "a" * 64, "b" * 64
UNIT = 1010
LAN, BINH, MINH, HOA, SON = range(3001, 3006)  # HS-1 .. HS-5
POSTS = {LAN: "S1.01", BINH: "S1.02", MINH: "S1.03", HOA: "S2.01", SON: "S2.02"}
IDS = {LAN: 2001, BINH: 2002, MINH: 2003, HOA: 2005, SON: 2006}
RIGHTS = {LAN: "soan", BINH: "kiem-tra", MINH: "phe-duyet", HOA: "van-thu", SON: "ky"}
DESK = "decision_desk"


def set_up(world: World) -> None:
    """Five people of two divisions, each with one right over their own division."""
    rights = [
        {"kind": "set_access/1", "clause": f"Điều {n}", "posts": [{"number": POSTS[who]}], "access": [RIGHTS[who]]}
        for n, who in enumerate(POSTS, start=1)
    ]
    world.sign(*rights, on="2022-01-01")
    for who in POSTS:
        user = get_user_model().objects.create_user(f"u{who}")
        ties.tie(user.pk, f"HS-{who - 3000}", by=shell())


def actor(who: int, **more: Any) -> Actor:
    return Actor(account=f"u{who}", person=who, post=IDS[who], **more)


@pytest.fixture
def office(world: World) -> World:
    set_up(world)
    return world


def opened(unit: int = UNIT, **more: Any) -> int:
    made = move.open_case(
        procedures()[DESK], variant="small_office", unit=unit, subject="Bổ nhiệm", by=actor(LAN), **more
    )
    return made.state.case


def refused(case: int, content: Any, **more: Any) -> set[str]:
    with pytest.raises(NotAllowed) as found:
        move.do(case, content, **more)
    return {finding.code for finding in found.value.findings if finding.is_error}


def waits(who: int) -> list[tuple[int, str]]:
    return [(one.case, one.act) for one in inbox(who, account=f"u{who}", on=date.today())]


@pytest.mark.django_db
def test_it_works(office: World) -> None:
    number_given = date.today()
    case = opened(about=[("paper", "12")])
    assert waits(LAN) == [(case, "revise")]
    assert waits(BINH) == []
    move.do(case, Revise(digest=A, concerns=(3999,)), by=actor(LAN))
    assert waits(LAN) == [(case, "pass")]
    move.do(case, Pass(), by=actor(LAN))
    assert (waits(LAN), waits(BINH)) == ([], [(case, "check")])
    assert refused(case, Decide(does="check", digest=B), by=actor(BINH)) == {"text_changed"}
    move.do(case, Decide(does="check", digest=A), by=actor(BINH))
    move.do(case, Pass(), by=actor(BINH))
    move.do(case, Decide(does="approve", digest=A), by=actor(MINH))
    move.do(case, Pass(), by=actor(MINH))
    assert waits(HOA) == []  # a clerk of another division: her right does not reach this unit
    with pytest.raises(UnknownReference):  # nor does she know that it exists
        move.do(case, GiveNumber(series="QĐ", number="12", dated=number_given, digest=A), by=actor(HOA))
    with pytest.raises(UnknownReference):
        move.seen(case, by=actor(HOA))
    assert move.seen(case, by=actor(BINH)).step == "number"
    assert rows("SELECT account, what FROM reading WHERE kind = 'read_case/1'") == [(f"u{BINH}", str(case))]


@pytest.mark.django_db
def test_signed_by_the_book_and_everything_verifies(office: World) -> None:
    office.sign(
        {
            "kind": "set_access/1",
            "clause": "Điều 1",
            "posts": [{"number": "S1.03"}],
            "access": ["phe-duyet", "van-thu"],
        },
        {"kind": "set_access/1", "clause": "Điều 2", "posts": [{"number": "S1.02"}], "access": ["kiem-tra", "ky"]},
        on="2022-02-01",
    )
    case = opened()
    move.do(case, Revise(digest=A), by=actor(LAN))
    move.do(case, Pass(), by=actor(LAN))
    move.do(case, Decide(does="check", digest=A), by=actor(BINH))
    move.do(case, Pass(), by=actor(BINH))
    move.do(case, Decide(does="approve", digest=A), by=actor(MINH))
    move.do(case, Pass(), by=actor(MINH))
    move.do(case, GiveNumber(series="QĐ", number="12", dated=date.today(), digest=A), by=actor(MINH))
    move.do(case, Pass(), by=actor(MINH))
    done = move.do(case, Sign(digest=A, number="12", signed_on=date.today()), by=actor(BINH))
    assert done.state.closed == "done"
    assert inbox(LAN, on=date.today()) == []
    assert [row.closed for row in case_rows(closed=True)] == ["done"]
    assert store.load(case).signed == A
    assert list(store.differing(Books())) == []
    assert read_record().findings == []
    other = opened()
    move.do(other, Revise(digest=B), by=actor(LAN))
    move.do(other, Pass(), by=actor(LAN))
    move.do(other, Decide(does="check", digest=B), by=actor(BINH))
    move.do(other, Pass(), by=actor(BINH))
    move.do(other, Decide(does="approve", digest=B), by=actor(MINH))
    move.do(other, Pass(), by=actor(MINH))
    with pytest.raises(Conflict) as taken:
        move.do(other, GiveNumber(series="QĐ", number="12", dated=date.today(), digest=B), by=actor(MINH))
    assert taken.value.code == "number_taken"
    move.do(other, GiveNumber(series="QĐ", number="13", dated=date.today(), digest=B), by=actor(MINH))


@pytest.mark.django_db
def test_a_post_that_ends_ends_the_right(office: World) -> None:
    case = opened()
    office.sign(
        {"kind": "set_access/1", "clause": "Điều 1", "posts": [{"number": "S1.01"}], "access": []}, on="2022-03-01"
    )
    assert refused(case, Revise(digest=A), by=actor(LAN)) == {"not_competent"}
    assert waits(LAN) == []
    with pytest.raises(NotAllowed) as found:
        opened()
    assert found.value.code == "may_not_open"


@pytest.mark.django_db
def test_nobody_is_who_they_say(office: World) -> None:
    case = opened()
    assert refused(case, Revise(digest=A), by=Actor(account=f"u{BINH}", person=LAN, post=IDS[LAN])) == {
        "account_of_another"
    }
    assert "post_not_held" in refused(case, Revise(digest=A), by=Actor(account=f"u{LAN}", person=LAN, post=IDS[BINH]))
    assert refused(case, Revise(digest=A), by=Actor(os_user="root", person=LAN, post=IDS[LAN])) == {
        "account_of_another"
    }


@pytest.mark.django_db
def test_one_open_case_about_one_thing(office: World) -> None:
    opened(about=[("draft", "12")])
    with pytest.raises(Conflict) as found:
        opened(about=[("draft", "12")])
    assert found.value.code == "open_already"
    opened(about=[("draft", "13")])


@pytest.mark.django_db
def test_relatives_and_those_concerned_are_out_of_the_inbox_too(office: World) -> None:
    case = opened()
    house_data.declare_kin(
        DeclareKin(person=BINH, of=3777, relation="spouse", evidence="Đăng ký kết hôn", since=date(2020, 1, 1)),
        by=shell(),
    )
    move.do(case, Revise(digest=A, concerns=(3777,)), by=actor(LAN))
    move.do(case, Pass(), by=actor(LAN))
    assert waits(BINH) == []
    with pytest.raises(UnknownReference):
        move.do(case, Decide(does="check", digest=A), by=actor(BINH))
    record.erase_key(f"kin/{BINH}", BINH, "yêu cầu xóa", by=shell())
    record.erase_key("kin/3777", BINH, "yêu cầu xóa", by=shell())
    move.do(case, Decide(does="check", digest=A), by=actor(BINH))


@pytest.mark.django_db
def test_a_deputy_sees_the_work_of_the_absent_and_is_one_hand_with_them(office: World) -> None:
    case = opened()
    move.do(case, Revise(digest=A), by=actor(LAN))
    move.do(case, Pass(), by=actor(LAN))
    today = date.today()
    house_data.delegate(
        Delegate(absent=BINH, deputy=MINH, since=today, until=today + timedelta(days=5), document="5-GUQ"), by=shell()
    )
    assert [(one.act, one.for_person) for one in inbox(MINH, account=f"u{MINH}", on=today)] == [("check", BINH)]
    assert inbox(MINH, account=f"u{MINH}", on=today + timedelta(days=6)) == []
    stand_in = Actor(account=f"u{MINH}", person=MINH, post=IDS[BINH], for_person=BINH)
    move.do(case, Decide(does="check", digest=A), by=stand_in)
    assert store.load(case).hands[-1].people == {BINH, MINH}


@pytest.mark.django_db
def test_what_nobody_can_do_goes_to_the_superior(office: World) -> None:
    office.sign(
        {"kind": "set_access/1", "clause": "Điều 1", "posts": [{"number": "S1.02"}], "access": []},
        {"kind": "set_access/1", "clause": "Điều 2", "posts": [{"number": "S1.03"}], "access": ["cap-tren"]},
        on="2022-02-01",
    )
    case = opened()
    move.do(case, Revise(digest=A), by=actor(LAN))
    move.do(case, Pass(), by=actor(LAN))
    assert [(one.case, one.act, one.unheld) for one in inbox(MINH, account="", on=date.today())] == [
        (case, "check", True)
    ]


@pytest.mark.django_db
def test_who_is_second_is_told_and_a_refusal_leaves_nothing(office: World) -> None:
    case = opened()
    move.do(case, Revise(digest=A), by=actor(LAN), seen=1)
    with pytest.raises(record.StreamMoved) as found:
        move.do(case, Revise(digest=B), by=actor(LAN), seen=1)
    assert "Soạn dự thảo" in str(found.value)
    before = rows("SELECT count(*) FROM act"), store.kept(case)
    assert refused(case, Decide(does="check", digest=A), by=actor(BINH)) == {"not_in_this_step"}
    assert (rows("SELECT count(*) FROM act"), store.kept(case)) == before
    found = move.preview(case, Pass(), by=actor(LAN))
    assert [one for one in found if one.is_error] == []
    assert rows("SELECT count(*) FROM act") == before[0]


@pytest.mark.django_db
def test_rows_that_were_tampered_with_are_found_and_built_anew(office: World) -> None:
    case, other = opened(), opened()
    move.do(case, Revise(digest=A), by=actor(LAN))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE case_now SET step = 'sign' WHERE case_id = %s", [case])
        cursor.execute("DELETE FROM case_seat WHERE case_id = %s", [other])
    assert list(store.differing(Books())) == [case, other]
    assert store.rebuild(Books()) == 2
    assert list(store.differing(Books())) == []


@pytest.mark.django_db
def test_what_is_personal_is_sealed_and_a_case_opens_without_its_key(office: World) -> None:
    case = opened()
    move.do(case, Comment(text="Bà Mẫu đang ốm"), by=actor(LAN))
    move.do(case, Relate(person=BINH, of=3777, relation="spouse", evidence="Giấy"), by=actor(LAN))
    (bodies,) = rows("SELECT string_agg(body, '') FROM act WHERE stream = %s", f"case/{case}")
    assert "ốm" not in bodies[0]
    assert "spouse" not in bodies[0]
    assert store.load(case).related[0].relation == "spouse"
    record.erase_key(f"case/{case}", BINH, "yêu cầu xóa", by=shell())
    assert store.load(case).related[0].relation == store.SEALED
    move.do(case, Revise(digest=A), by=actor(LAN))


@pytest.mark.django_db
def test_a_mended_definition_changes_no_open_case(office: World) -> None:
    case = opened()
    digest = store.load(case).procedure.digest
    store.procedure_of.cache_clear()
    assert store.load(case).procedure.digest == digest == procedures()[DESK].digest
    with pytest.raises(Refusal, match="không còn giữ"):
        store.procedure_of("0" * 64)


@pytest.mark.django_db
def test_a_body_is_the_list_of_the_day() -> None:
    for since, people in ((date(2026, 1, 1), (1, 2)), (date(2026, 6, 1), (1, 2, 3))):
        house_data.set_body(
            SetBody(body="leadership", unit=UNIT, since=since, people=people, decision="12-QĐ/TU"), by=shell()
        )
    assert house_data.body_on("leadership", UNIT, date(2025, 12, 31)) is None
    assert house_data.body_on("leadership", UNIT, date(2026, 5, 31)).people == {1, 2}
    assert house_data.body_on("leadership", UNIT, date(2026, 6, 1)).people == {1, 2, 3}


def test_kinds_about_the_house_are_whole() -> None:
    assert set(KINDS) == {
        "set_body/1",
        "delegate/1",
        "end_delegation/1",
        "declare_kin/1",
        "read_case/1",
        "refuse_act/1",
    }
    for shape in KINDS.values():
        example = shape.example()
        assert shape.model_validate(example.payload()) == example


@pytest.fixture
def alone(fresh_ledger: Any) -> Iterator[World]:
    world = World()
    set_up(world)
    yield world
    connections.close_all()


def test_two_at_once_on_one_state_and_many_comments(alone: World) -> None:
    """One revision is written, the other told; every comment is written, none lost, the chain whole."""
    case = opened()
    outcomes: list[str] = []
    barrier = threading.Barrier(4)

    def work(content: Any, **more: Any) -> None:
        barrier.wait()
        try:
            move.do(case, content, by=actor(LAN), **more)
            outcomes.append("written")
        except (record.StreamMoved, NotAllowed):
            outcomes.append("told")
        finally:
            connections.close_all()

    contents = [Revise(digest=A), Revise(digest=B), Comment(text="một"), Comment(text="hai")]
    threads = [
        threading.Thread(target=work, args=(content,), kwargs={} if content.commutes else {"seen": 1})
        for content in contents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = store.load(case)
    assert sorted(act.payload.kind for act in state.acts if act.payload.kind == "comment/1") == ["comment/1"] * 2
    assert outcomes.count("written") == len(state.acts) - 1
    assert sum(act.payload.kind == "revise/1" for act in state.acts) <= 1
    assert read_record().findings == []
    assert list(store.differing(Books())) == []


@pytest.mark.django_db
def test_a_paper_and_a_declaration_are_written_as_any_act(office: World) -> None:
    case = opened()
    move.do(case, Revise(digest=A), by=actor(LAN))
    move.do(case, HandIn(papers=(Paper(name="scan", sha256=B),)), by=actor(LAN))
    assert refused(case, Declare(is_related=False), by=actor(LAN)) == {"not_in_this_step"}
    assert refused(case, Return(to="draft", reason="…"), by=actor(LAN)) == {"returned_here"}
    assert store.load(case).papers == ("scan",)
