"""The desk in the browser: what waits, a case with the forms of its acts, and signing; refusals say why."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.cases.test_move import BINH, LAN, MINH, SON
from tests.web.desk import PASSWORD, QUICK, UNIT, act, client, draft, hidden, office, submitted, text
from tests.web.seen import text_of
from tests.world import World, rename, rows

from tinhgon.cases import house_data, move, store
from tinhgon.cases.acts import ACTS
from tinhgon.cases.acts.comment import Comment
from tinhgon.cases.kinds.declare_kin import DeclareKin
from tinhgon.cases.kinds.delegate import Delegate
from tinhgon.decisions.desk import kept_draft, revise
from tinhgon.record.actor import Actor, shell
from tinhgon.web.kit.forms import Group, form_of

pytestmark = pytest.mark.django_db
TODAY = f"{date.today():%d/%m/%Y}"
TO_FROZEN = {"kind": "transfer/1", "clause": "Điều 1", "person": "HS-3", "at_post": "S1.04"}
RETIRE = {"kind": "retire/1", "clause": "Điều 1", "person": {"code": "HS-3"}, "ground": "on_time"}


@pytest.fixture
def people(world: World, settings: Any) -> dict[int, Client]:
    settings.DEMO = False
    settings.PASSWORD_HASHERS = QUICK
    return office(world)


def refusals() -> list[tuple[str, str]]:
    return rows("SELECT body::json->'payload'->>'doing', body::json->'payload'->>'reasons' FROM reading"
                " WHERE kind = 'refuse_act/1' ORDER BY id")  # fmt: skip


def acknowledged(one: Client, case: int) -> None:
    for code in store.load(case).text.warnings:
        done = act(one, case, "acknowledge", prefix=f"acknowledge.{code}.", reason="Đã xem")
        assert done.status_code == 302, text(done)


def at_signing(people: dict[int, Client], number: int) -> int:
    case = submitted(people[LAN], number)
    assert act(people[LAN], case, "pass", outcome="ok").status_code == 302
    acknowledged(people[BINH], case)
    done = act(people[BINH], case, "check", outcome="ok", kem="chuyen")
    assert done.status_code == 302, text(done)
    assert act(people[MINH], case, "approve", outcome="ok", kem="chuyen").status_code == 302
    done = act(people[MINH], case, "number", series="QĐ", number="15/QĐ-VP", dated=TODAY, kem="chuyen")
    assert done.status_code == 302, text(done)
    return case


def sign(one: Client, case: int, *, password: str = PASSWORD) -> Any:
    page = text(one.get(f"/viec/{case}/ky/"))
    return one.post(f"/viec/{case}/ky/", {"ban": hidden(page, "ban"), "da_xem": hidden(page, "da_xem"),
                                          "mat_khau": password})  # fmt: skip


def test_a_draft_goes_through_the_pages_to_the_ledger(people: dict[int, Client], world: World) -> None:
    number = draft(world)
    case = at_signing(people, number)
    assert "Xem thay đổi và ký" in text(people[SON].get(f"/viec/{case}/"))
    page = text(people[SON].get(f"/viec/{case}/ky/"))
    assert "Ký được." in page
    assert store.load(case).text.digest[:8] in page
    signed = sign(people[SON], case)
    assert signed.status_code == 302, text(signed)
    ordinal = kept_draft(number).signed_ordinal
    assert signed["Location"] == f"/quyet-dinh/{ordinal}/"
    decision = text(people[SON].get(signed["Location"]))
    assert f'href="/viec/{case}/"' in decision
    assert f'href="/quyet-dinh/{ordinal}/"' in text(people[LAN].get(f"/viec/{case}/"))
    assert [one.doing for one in store.load(case).acts if one.doing != "acknowledge"] == [
        "open", "revise", "pass", "check", "pass", "approve", "pass", "number", "pass", "sign",
    ]  # fmt: skip


def test_what_waits_is_told_and_leads_to_its_case(people: dict[int, Client], world: World) -> None:
    number = draft(world)
    assert "Không có việc nào đang chờ bạn" in text(people[BINH].get("/viec/"))
    case = submitted(people[LAN], number)
    act(people[LAN], case, "pass", outcome="ok")
    mine, theirs = text_of(people[LAN].get("/viec/")), text_of(people[BINH].get("/viec/"))
    assert "1 việc đang chờ bạn" in theirs
    assert "Còn 2 ngày làm việc" in theirs or "ngày làm việc" in theirs
    assert f"Hồ sơ {case}, đến bước này" in theirs
    assert "Không có việc nào đang chờ bạn" in mine
    assert f"Hồ sơ {case} · Kiểm tra nội dung, thể thức" in mine


def test_a_button_that_a_post_never_has_is_absent(people: dict[int, Client]) -> None:
    for who, drafts, opens in ((LAN, True, True), (BINH, False, True)):
        page = text(people[who].get("/viec/"))
        assert ('href="/soan/moi/"' in page, 'href="/viec/mo/"' in page) == (drafts, opens), who
    stranger = text(client("la", "HS-4").get("/viec/"))
    assert 'href="/soan/moi/"' not in stranger
    assert 'href="/viec/mo/"' not in stranger


def test_what_takes_effect_within_the_week_is_told(people: dict[int, Client], world: World) -> None:
    soon, later = (date.today() + timedelta(days=days) for days in (6, 7))
    for number, on in (("31/QĐ-MẪU", soon), ("32/QĐ-MẪU", later)):
        world.sign(rename("B3", number), on=on.isoformat(), number=number, signed_on=date.today().isoformat())
    page = text_of(people[LAN].get("/viec/")).partition("Có hiệu lực trong bảy ngày tới")[2]
    assert "31/QĐ-MẪU" in page
    assert "32/QĐ-MẪU" not in page


def test_who_logs_in_begins_with_what_waits(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world))
    act(people[LAN], case, "pass", outcome="ok")
    for name, first in (("binh", "/viec/"), ("minh", "/")):
        answer = Client(headers={"host": "localhost"}).post(
            "/dang-nhap/", {"username": name, "password": PASSWORD, "next": ""}
        )
        assert answer["Location"] == first, name


def test_nobody_else_knows_that_there_is_a_case(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world))
    stranger = client("la", "HS-4")
    before = rows("SELECT count(*) FROM reading WHERE kind = 'read_case/1'")
    for address in (f"/viec/{case}/", f"/viec/{case}/ky/", "/viec/999/"):
        answer = stranger.get(address)
        assert answer.status_code == 404, address
        assert "Không có hồ sơ số" in text(answer)
    assert stranger.post(f"/viec/{case}/", {"viec": "pass"}).status_code == 404
    assert rows("SELECT count(*) FROM reading WHERE kind = 'read_case/1'") == before
    people[BINH].get(f"/viec/{case}/")
    assert rows("SELECT count(*) FROM reading WHERE kind = 'read_case/1'") == [(before[0][0] + 1,)]


def test_who_drafted_does_not_check_nor_sign_and_the_attempt_is_written_down(
    people: dict[int, Client], world: World
) -> None:
    world.sign({"kind": "set_access/1", "clause": "Điều 1", "posts": [{"number": "S1.01"}],
                "access": ["soan", "soan-quyet-dinh", "kiem-tra", "ky"]}, on="2022-03-01")  # fmt: skip
    case = submitted(people[LAN], draft(world))
    act(people[LAN], case, "pass", outcome="ok")
    page = text_of(people[LAN].get(f"/viec/{case}/"))
    assert "Bạn không làm được việc này: Lỗi Đã làm việc số 2 của hồ sơ này; việc này phải do người khác làm." in page
    digest = store.load(case).text.digest
    refused = people[LAN].post(f"/viec/{case}/", {"viec": "check", "check.outcome": "ok", "check.digest": digest})
    assert refused.status_code == 403
    assert "phải do người khác làm" in text(refused)
    assert refusals() == [("check", '["not_apart"]')]
    assert store.load(case).seq == 3
    other = at_signing(people, draft(world, new_post="S1.21"))
    page = people[SON].get(f"/viec/{other}/ky/")
    form = {"ban": hidden(text(page), "ban"), "da_xem": hidden(text(page), "da_xem"), "mat_khau": PASSWORD}
    refused = people[LAN].post(f"/viec/{other}/ky/", form)
    assert refused.status_code == 403
    assert refusals()[-1] == ("sign", '["not_apart"]')
    assert kept_draft(store.load(other).draft).signed_ordinal is None


def test_a_relative_of_somebody_named_does_not_act(people: dict[int, Client], world: World) -> None:
    """HS-2 checks; HS-3, whom the text retires, is declared their spouse."""
    kin = DeclareKin(person=BINH, of=MINH, relation="spouse", evidence="Bản kê khai", since=date(2026, 3, 2))
    house_data.declare_kin(kin, by=shell())
    case = submitted(people[LAN], draft(world, RETIRE))
    assert people[BINH].get(f"/viec/{case}/").status_code == 404
    assert people[MINH].get(f"/viec/{case}/").status_code == 404
    assert "Không có việc nào đang chờ bạn" in text(people[BINH].get("/viec/"))


def test_somebody_was_quicker(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world))
    act(people[LAN], case, "pass", outcome="ok")
    acknowledged(people[BINH], case)
    digest = store.load(case).text.digest
    form = {"viec": "check", "check.outcome": "ok", "check.digest": digest, "da_xem": "2", "check.views": "Ý của tôi"}
    answer = people[BINH].post(f"/viec/{case}/", form)
    assert answer.status_code == 409
    page = text_of(answer)
    assert f"Hồ sơ {case} vừa có việc số" in page
    assert "của" in page
    assert "Ý của tôi" in text(answer)


def test_a_wrong_password_signs_nothing(people: dict[int, Client], world: World) -> None:
    case = at_signing(people, draft(world))
    answer = sign(people[SON], case, password="sai")
    assert answer.status_code == 400
    assert "Mật khẩu không đúng; chưa ký." in text(answer)
    assert store.load(case).is_open
    assert sign(people[SON], case).status_code == 302


def test_a_returned_draft_is_written_on_and_submitted_again(people: dict[int, Client], world: World) -> None:
    number = draft(world)
    case = submitted(people[LAN], number)
    act(people[LAN], case, "pass", outcome="ok")
    answer = act(people[BINH], case, "return", to="draft", reason="Thiếu căn cứ")
    assert answer.status_code == 302, text(answer)
    page = text_of(people[LAN].get(f"/viec/{case}/"))
    assert "Lý do lần trả lại gần nhất: Thiếu căn cứ" in page
    again = act(people[LAN], case, "revise")
    assert again.status_code == 403
    assert "không có gì thay đổi" in text(again)
    kept = kept_draft(number)
    revise(number, {**kept.document, "subject": "Bản sửa"}, after=kept.seq, by=shell())
    assert "Dự thảo đã được sửa sau khi trình" in text(people[LAN].get(f"/viec/{case}/"))
    before = store.load(case).text.digest
    assert act(people[LAN], case, "revise").status_code == 302
    assert store.load(case).text.digest != before


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world))
    act(people[LAN], case, "pass", outcome="ok")
    answer = act(people[BINH], case, "return", to="draft", reason="")
    assert answer.status_code == 400
    assert 'id="e-return.reason"' in text(answer)
    acknowledged(people[BINH], case)
    act(people[BINH], case, "check", outcome="ok", kem="chuyen")
    act(people[MINH], case, "approve", outcome="ok", kem="chuyen")
    answer = act(people[MINH], case, "number", series="QĐ", number="15/QĐ-VP", dated="31/02/2026")
    assert answer.status_code == 400
    assert 'id="e-number.dated"' in text(answer)
    assert 'value="15/QĐ-VP"' in text(answer)


def test_one_click_is_two_acts_or_none(people: dict[int, Client], world: World) -> None:
    """With a warning that nobody has acknowledged the step is not left, and the decision is not written either."""
    world.sign({"kind": "freeze_posts/1", "clause": "Điều 1", "posts": [{"number": "S1.04"}]}, on="2022-03-01")
    case = submitted(people[LAN], draft(world, TO_FROZEN))
    state = store.load(case)
    assert state.text.warnings
    assert act(people[LAN], case, "pass", outcome="ok").status_code == 302
    answer = act(people[BINH], case, "check", outcome="ok", kem="chuyen")
    assert answer.status_code == 403
    assert "placed_on_frozen_post" not in text_of(answer)
    assert "Cảnh báo “Ngày 01/01/2026, vị trí Chuyên viên (S1.04) đang tạm dừng" in text_of(answer)
    assert "Máy đã kiểm tra: có cảnh báo cần ghi nhận, ở trên." in text_of(answer)
    assert "không cảnh báo" not in text_of(answer)
    assert store.load(case).seq == state.seq + 1
    page = text_of(people[BINH].get(f"/viec/{case}/"))
    assert (
        "Ghi nhận cảnh báo Ngày 01/01/2026, vị trí Chuyên viên (S1.04) đang tạm dừng" in page
    )  # the warning's own words, not its code
    assert act(people[BINH], case, "check", outcome="ok").status_code == 302
    acknowledged(people[BINH], case)
    assert act(people[BINH], case, "pass", outcome="ok").status_code == 302
    assert store.load(case).step == "approve"


def test_who_stands_in_acts_in_the_place_of_the_absent(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world))
    act(people[LAN], case, "pass", outcome="ok")
    deputy = client("thay", "HS-4")
    assert deputy.get(f"/viec/{case}/?thay=HS-2").status_code == 404
    today = date.today()
    content = Delegate(absent=BINH, deputy=3004, since=today, until=today, document="5-GUQ/VP")
    house_data.delegate(content, by=shell())
    assert f'href="/viec/{case}/?thay=HS-2"' in text(deputy.get("/viec/"))
    page = text(deputy.get(f"/viec/{case}/?thay=HS-2"))
    assert "Bạn đang làm thay HS-2" in page
    digest = store.load(case).text.digest
    form = {"viec": "check", "check.outcome": "ok", "check.digest": digest, "thay": "HS-2", "da_xem": "3"}
    answer = deputy.post(f"/viec/{case}/", form)
    assert answer.status_code == 302, text(answer)
    assert store.load(case).acts[-1].actor.for_person == BINH


def test_a_comment_is_read_by_those_in_the_case(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world))
    act(people[LAN], case, "pass", outcome="ok")
    assert act(people[BINH], case, "comment", text="Bổ sung căn cứ pháp lý").status_code == 302
    assert "Bổ sung căn cứ pháp lý" in text_of(people[LAN].get(f"/viec/{case}/"))
    assert "Bổ sung căn cứ pháp lý" not in str(rows("SELECT body FROM act WHERE stream = %s", f"case/{case}"))


def test_a_long_case_shows_its_newest_acts_first(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world))
    lan = Actor(account="lan", person=LAN, post=2001)
    for number in range(70):
        move.do(case, Comment(text=f"ý kiến số {number:03}"), by=lan)
    page = text_of(people[LAN].get(f"/viec/{case}/"))
    assert ("ý kiến số 069" in page, "ý kiến số 009" in page) == (True, False)
    assert "Xem cả 12 việc trước đó" in page
    whole = text_of(people[LAN].get(f"/viec/{case}/?ca=1"))
    assert ("ý kiến số 009" in whole, "Mở hồ sơ “" in whole) == (True, True)


def test_a_draft_in_a_case_leads_there(people: dict[int, Client], world: World) -> None:
    number = draft(world)
    assert f'href="/viec/trinh/{number}/"' in text(people[LAN].get(f"/soan/{number}/"))
    case = submitted(people[LAN], number)
    page = text(people[LAN].get(f"/soan/{number}/"))
    assert f'href="/viec/{case}/"' in page
    assert people[LAN].get(f"/viec/trinh/{number}/")["Location"] == f"/viec/{case}/"
    wrong = {"cach": "khac", "don_vi": str(UNIT)}
    other = draft(world, new_post="S1.21")
    assert people[LAN].post(f"/viec/trinh/{other}/", wrong).status_code == 404


def test_a_paper_that_is_asked_for_is_chosen_by_name(people: dict[int, Client], world: World) -> None:
    """In the Party's variant the approver hands in the conclusion of the collective, not a code of the definition."""
    case = submitted(people[LAN], draft(world), variant="party_committee")
    act(people[LAN], case, "pass", outcome="ok")
    assert act(people[BINH], case, "check", kem="chuyen").status_code == 302
    page = text(people[MINH].get(f"/viec/{case}/"))
    assert '<option value="collective_conclusion">kết luận của tập thể</option>' in page
    refused = act(people[MINH], case, "approve", kem="chuyen")
    assert refused.status_code == 403
    assert "Thiếu văn bản “kết luận của tập thể”." in text(refused)
    paper = {"papers.0.name": "collective_conclusion", "papers.0.number": "12-KL/HU"}
    done = act(people[MINH], case, "hand_in", **paper)
    assert done.status_code == 302, text(done)
    assert act(people[MINH], case, "approve", kem="chuyen").status_code == 302
    assert store.load(case).step == "number"


def test_names_are_for_those_who_may_read_files(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world, RETIRE))
    told = re.sub(r"\s+", " ", text(people[LAN].get(f"/viec/{case}/")))
    assert "Lê Văn Thử (HS-3)" in told
    assert rows("SELECT count(*) FROM reading WHERE kind = 'read_names/1' AND body LIKE %s",
                f"%hồ sơ công việc số {case}%") != [(0,)]  # fmt: skip
    assert "(HS-1)" not in text(people[MINH].get(f"/viec/{case}/"))  # approves, and reads no files


LEFT_OUT = {"kind", "does", "digest", "late_reason", "sha256"}


@pytest.mark.parametrize("kind", sorted(set(ACTS) - {"open/1", "lapse/1", "revise/1", "sign/1", "correct/1"}))
def test_every_field_of_an_act_has_a_name_in_vietnamese(kind: str) -> None:
    def walk(items: Any) -> Any:
        for one in items:
            yield one
            for row in one.rows if isinstance(one, Group) else ():
                yield from walk(row)

    for one in walk(form_of(ACTS[kind], {})):
        name = one.name.rpartition(".")[2]
        assert name in LEFT_OUT or one.label != name, (kind, one.name)
