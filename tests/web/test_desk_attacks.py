"""What went wrong in other approval systems, tried in our pages; the public report is named where there is one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.cases.test_move import BINH, LAN
from tests.web.desk import PASSWORD, QUICK, act, client, draft, hidden, office, submitted, text
from tests.web.seen import text_of
from tests.world import World, agency, effect, post, rows

from tinhgon.cases import store
from tinhgon.decisions.desk import kept_draft, revise
from tinhgon.record.actor import shell

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(world: World, settings: Any) -> dict[int, Client]:
    settings.DEMO = False
    settings.PASSWORD_HASHERS = QUICK
    return office(world)


def at_check(people: dict[int, Client], world: World) -> int:
    case = submitted(people[LAN], draft(world))
    assert act(people[LAN], case, "pass", outcome="ok").status_code == 302
    return case


def form_of(one: Client, case: int, name: str) -> dict[str, str]:
    """The form as it stands on the page now, to be sent later."""
    page = text(one.get(f"/viec/{case}/"))
    fields = {"viec": name, "o": f"{name}.", "da_xem": hidden(page, "da_xem")}
    return {**fields, f"{name}.digest": hidden(page, f"{name}.digest"), f"{name}.outcome": "ok", "kem": "chuyen"}


def test_what_was_changed_after_it_was_sent_is_not_approved_unseen(people: dict[int, Client], world: World) -> None:
    """frappe/erpnext #14695, nextcloud/approval #252: the approver judges a text that was changed meanwhile, and the
    mark of approval stays on it."""
    case = at_check(people, world)
    opened = form_of(people[BINH], case, "check")
    act(people[BINH], case, "return", to="draft", reason="Sửa lại")
    number = store.load(case).draft
    kept = kept_draft(number)
    revise(number, {**kept.document, "subject": "Văn bản khác"}, after=kept.seq, by=shell())
    act(people[LAN], case, "revise")
    act(people[LAN], case, "pass", outcome="ok")
    stale = people[BINH].post(f"/viec/{case}/", opened)
    assert stale.status_code == 409
    forged = people[BINH].post(f"/viec/{case}/", {**opened, "da_xem": str(store.load(case).seq)})
    assert forged.status_code == 403
    assert "đọc bản mới rồi quyết định lại" in text(forged)
    assert store.load(case).run.decided == ()


def test_two_approvers_one_after_the_other_on_one_page_are_one_approval(
    people: dict[int, Client], world: World
) -> None:  # fmt: skip
    """nathanwoulfe/Plumber #140: two users approve within two seconds, and the item is approved twice.
    aipocom/aipo #701: a double click."""
    world.sign(effect("create_posts", unit=agency("S1"), posts=[post("S1.30", "Chuyên viên", access=["kiem-tra"])]),
               effect("transfer", "Điều 2", person="HS-4", at_post="S1.30"), on="2022-03-01")  # fmt: skip
    case, other = at_check(people, world), client("hai", "HS-4")
    opened = form_of(people[BINH], case, "check")
    assert form_of(other, case, "check") == opened
    answers = [one.post(f"/viec/{case}/", opened).status_code for one in (people[BINH], people[BINH], other)]
    assert answers == [302, 409, 409]
    assert [one.doing for one in store.load(case).acts].count("check") == 1
    assert store.load(case).step == "approve"


def test_sent_back_and_approved_from_an_old_tab(people: dict[int, Client], world: World) -> None:
    """steedos/workflow #1196: after a rejection the approval button still worked, and left an empty step."""
    case = at_check(people, world)
    opened = form_of(people[BINH], case, "check")
    act(people[BINH], case, "return", to="draft", reason="Sửa lại")
    seq = store.load(case).seq
    for form in (opened, {**opened, "da_xem": str(seq)}):
        assert people[BINH].post(f"/viec/{case}/", form).status_code in (403, 409)
    assert (store.load(case).seq, store.load(case).step) == (seq, "draft")


@pytest.mark.parametrize("tied", ["", "HS-4"])
def test_an_administrator_approves_nothing(people: dict[int, Client], world: World, tied: str) -> None:
    """ansible/awx #10847: a superuser approves what they have begun, whatever the setting says."""
    case = at_check(people, world)
    admin = client("quan.tri", tied)
    User.objects.filter(username="quan.tri").update(is_superuser=True, is_staff=True)
    opened = form_of(people[BINH], case, "check")
    assert admin.get(f"/viec/{case}/").status_code == 404
    assert admin.post(f"/viec/{case}/", opened).status_code == 404
    assert admin.post(f"/viec/{case}/ky/", {"ban": "x", "mat_khau": PASSWORD}).status_code == 404
    assert store.load(case).step == "check"


def test_who_gets_another_right_meanwhile_is_still_the_drafter(people: dict[int, Client], world: World) -> None:
    """Expensify/App #53612: somebody becomes their own approver by a change of the workflow."""
    case = at_check(people, world)
    world.sign({"kind": "set_access/1", "clause": "Điều 1", "posts": [{"number": "S1.01"}],
                "access": ["soan", "kiem-tra", "phe-duyet", "ky", "van-thu"]}, on="2022-04-01")  # fmt: skip
    assert f'href="/viec/{case}/">Kiểm tra' not in text(people[LAN].get("/viec/"))
    page = text_of(people[LAN].get(f"/viec/{case}/"))
    assert "Bạn không làm được việc này" in page
    for name in ("check", "approve", "sign"):
        form = {"viec": name, f"{name}.outcome": "ok", f"{name}.digest": store.load(case).text.digest}
        assert people[LAN].post(f"/viec/{case}/", form).status_code in (403, 409)
    assert store.load(case).step == "check"


def test_withdrawing_is_no_way_round_separation(people: dict[int, Client], world: World) -> None:
    """Done and withdrawn is done: the drafter who takes the text back still does not check it."""
    case = submitted(people[LAN], draft(world))
    assert act(people[LAN], case, "withdraw", act="2", reason="Nhầm").status_code == 302
    world.sign({"kind": "set_access/1", "clause": "Điều 1", "posts": [{"number": "S1.01"}],
                "access": ["soan", "soan-quyet-dinh", "kiem-tra"]}, on="2022-04-01")  # fmt: skip
    number = store.load(case).draft
    kept = kept_draft(number)
    revise(number, {**kept.document, "subject": "Khác"}, after=kept.seq, by=shell())
    assert act(people[LAN], case, "revise").status_code == 302
    act(people[LAN], case, "pass", outcome="ok")
    form = {"viec": "check", "check.outcome": "ok", "check.digest": store.load(case).text.digest}
    assert people[LAN].post(f"/viec/{case}/", form).status_code == 403


@pytest.mark.parametrize(
    "tampered",
    [
        {"viec": "approve", "o": "check."},
        {"viec": "check", "o": "approve."},
        {"viec": "sign", "o": "sign.", "sign.number": "1", "sign.signed_on": "01/12/2026"},
        {"viec": "revise", "o": "revise.", "revise.digest": "b" * 64, "revise.warnings": ""},
        {"viec": "override", "o": "override.", "override.check": "acknowledged", "override.document": "1/CV",
         "override.reason": "x"},
        {"viec": "lapse", "o": "lapse.", "lapse.clock": "x"},
        {"viec": "open"}, {"viec": "khong-co"}, {"viec": ""}, {"viec": "correct", "correct.act": "2"},
        {"viec": "check", "check.outcome": "khong-co"}, {"viec": "pass", "pass.outcome": "khong-co"},
        {"viec": "check", "check.digest": "'; DROP TABLE act; --"},
        {"viec": "return", "return.to": "sign", "return.reason": "x"},
        {"viec": "acknowledge", "o": "acknowledge.khac.", "acknowledge.khac.code": "khac",
         "acknowledge.khac.reason": "x"},
    ],
    ids=lambda one: "-".join(one.values())[:40],
)  # fmt: skip
def test_a_form_that_no_page_has_shown_does_nothing(
    people: dict[int, Client], world: World, tampered: dict[str, str]
) -> None:  # fmt: skip
    case = at_check(people, world)
    before = rows("SELECT count(*) FROM act")
    answer = people[BINH].post(f"/viec/{case}/", {"check.outcome": "ok", **tampered})
    assert answer.status_code in (400, 403, 409), text(answer)[:400]
    assert rows("SELECT count(*) FROM act") == before
    assert "Traceback" not in text(answer)


def test_a_post_that_ended_between_page_and_click(people: dict[int, Client], world: World) -> None:
    case = at_check(people, world)
    opened = form_of(people[BINH], case, "check")
    world.sign({"kind": "set_access/1", "clause": "Điều 1", "posts": [{"number": "S1.02"}], "access": []},
               on=f"{date.today():%Y-%m-%d}")  # fmt: skip
    answer = people[BINH].post(f"/viec/{case}/", opened)
    assert answer.status_code in (403, 404)
    assert store.load(case).step == "check"


def test_without_the_token_of_the_form_nothing_is_done(people: dict[int, Client], world: World) -> None:
    case = at_check(people, world)
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="binh"))
    for address in (f"/viec/{case}/", f"/viec/{case}/ky/", "/trinh-dien/", "/viec/trinh/1/"):
        assert strict.post(address, {"viec": "check"}).status_code == 403, address
    assert store.load(case).step == "check"
