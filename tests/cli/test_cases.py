"""tinhgon case, inbox, procedures: who acts logs in, a case moves, everybody else is told that there is none."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from tests.cli.conftest import Run, program
from tests.world import World, rename

from tinhgon.access import ties
from tinhgon.cases import move, store
from tinhgon.cases.acts import Kind
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.number import GiveNumber
from tinhgon.decisions.desk import keep_draft, kept_draft
from tinhgon.procedures import procedures
from tinhgon.record.actor import Actor, shell

WORD = "mot-mat-khau-dai"
A = "a" * 64


@pytest.fixture
def world(fresh_ledger) -> World:
    return World()


@pytest.fixture
def office(world: World) -> int:
    """HS-1 drafts and HS-2 checks in S1; HS-4 is of another division. One case is open."""
    rights = {"S1.01": "soan", "S1.02": "kiem-tra", "S2.01": "kiem-tra"}
    world.sign(
        *[
            {"kind": "set_access/1", "clause": f"Điều {n}", "posts": [{"number": post}], "access": [right]}
            for n, (post, right) in enumerate(rights.items(), start=1)
        ],
        on="2022-01-01",
    )
    for code in ("HS-1", "HS-2", "HS-4"):
        user = get_user_model().objects.create_user(code.lower(), password=WORD)
        ties.tie(user.pk, code, by=shell())
    drafter = Actor(account="hs-1", person=3001, post=2001)
    opened = move.open_case(
        procedures()["decision_desk"], variant="small_office", unit=1010, subject="Bổ nhiệm", by=drafter
    )
    return opened.state.case


def test_a_case_from_draft_to_check(office: int, fresh_ledger) -> None:
    def tinhgon(*arguments: object, word: str = WORD) -> tuple[int, str, str]:
        done = program(*arguments, env=fresh_ledger.env, text=word + "\n")
        return done.code, done.out, done.err

    code, out, err = tinhgon("inbox", "--account", "hs-1", "--format", "json")
    assert (code, [(one["case"], one["act"]) for one in json.loads(out)]) == (0, [(office, "revise")]), err
    code, out, err = tinhgon("case", "check", office, "pass", "--account", "hs-1")
    assert (code, "Chưa có dự thảo." in out) == (1, True), (out, err)
    code, out, err = tinhgon("case", "show", office, "--account", "hs-4")
    assert (code, out, err.strip()) == (1, "", f"Không có hồ sơ số {office}.")
    code, out, err = tinhgon("case", "list", "--account", "hs-1", word="sai")
    assert (code, err.strip().splitlines()[-1]) == (1, "Tài khoản hoặc mật khẩu không đúng.")


def test_acts_are_json_and_faults_name_the_field(office: int, fresh_ledger, tmp_path) -> None:
    content = tmp_path / "revise.json"
    content.write_text(json.dumps({"digest": A}), encoding="utf-8")
    done = program(
        "case", "act", office, "revise", content, "--account", "hs-1", env=fresh_ledger.env, text=WORD + "\n"
    )
    assert (done.code, done.out.strip()) == (0, "Đã ghi việc số 2; hồ sơ đang ở bước: Soạn dự thảo."), done.err
    content.write_text('{"digest": "ngắn"}', encoding="utf-8")
    done = program(
        "case", "act", office, "revise", content, "--account", "hs-1", env=fresh_ledger.env, text=WORD + "\n"
    )
    assert done.code == 1
    assert "digest" in done.err
    done = program(
        "case", "show", office, "--account", "hs-1", "--format", "json", env=fresh_ledger.env, text=WORD + "\n"
    )
    told = json.loads(done.out)
    assert (told["step"], [act["kind"] for act in told["acts"]]) == ("draft", ["open/1", "revise/1"])


def test_a_draft_goes_from_open_to_a_signed_decision(office: int, world: World, fresh_ledger) -> None:
    """Three people at three posts: drafted by HS-1, checked and signed by HS-2, approved and numbered by HS-3."""
    grants = {"S1.02": ["kiem-tra", "ky"], "S1.03": ["phe-duyet", "van-thu"]}
    world.sign(
        *[
            {"kind": "set_access/1", "clause": f"Điều {n}", "posts": [{"number": post}], "access": access}
            for n, (post, access) in enumerate(grants.items(), start=1)
        ],
        on="2022-02-01",
    )
    ties.tie(get_user_model().objects.create_user("hs-3", password=WORD).pk, "HS-3", by=shell())
    drafter = Actor(account="hs-1", person=3001, post=2001)
    text = world.draft(rename("A1", "An Bình Đông"), on="2026-01-01", number="dự thảo")
    draft = keep_draft(text, origin="form", by=drafter)

    def tinhgon(who: str, *arguments: object, content: dict[str, object] | None = None) -> str:
        given = WORD + "\n" + (json.dumps(content) if content is not None else "")
        rest = () if content is None else ("-",)
        done = program(*arguments, *rest, "--account", who, env=fresh_ledger.env, text=given)
        assert done.code == 0, (arguments, done.out, done.err)
        return done.out

    wrong = program("case", "open", draft, "--unit", "S1", "--structure", "state_agency", "--variant", "x", "--account",
                    "hs-1", env=fresh_ledger.env, text=WORD + "\n")  # fmt: skip
    assert (wrong.code, "small_office" in wrong.err) == (1, True)
    told = tinhgon(
        "hs-1", "case", "open", draft, "--unit", "S1", "--structure", "state_agency", "--variant", "small_office"
    )
    case = office + 1
    assert told.strip() == f"Đã mở hồ sơ số {case}; đang ở bước: Soạn dự thảo."
    beside = program("sign", "--draft", draft, env=fresh_ledger.env)
    assert (beside.code, f"hồ sơ {case}" in beside.err) == (1, True)
    digest = store.load(case).text.digest

    def do(who: int, kind: str, content: Kind) -> None:
        move.do(case, content, by=move.at_post(Actor(account=f"hs-{who}", person=3000 + who), case, kind))

    do(1, "pass", Pass())
    tinhgon("hs-2", "case", "act", case, "decide", content={"does": "check", "digest": digest})
    do(2, "pass", Pass())
    do(3, "decide", Decide(does="approve", digest=digest))
    do(3, "pass", Pass())
    do(3, "number", GiveNumber(series="QĐ", number="15/QĐ-VP", dated=store.clock().date(), digest=digest))
    do(3, "pass", Pass())
    tinhgon("hs-2", "case", "act", case, "sign")
    assert kept_draft(draft).signed_ordinal
    assert store.load(case).closed == "done"


def test_papers_of_a_case_are_for_those_who_may_see_it(office: int, fresh_ledger, tmp_path) -> None:
    def tinhgon(account: str, *arguments: object) -> tuple[int, str]:
        out = ("--out", tmp_path / "giay.docx", "--issuer", "Ủy ban nhân dân huyện An Lộc")
        done = program("paper", *arguments, "--account", account, *out, env=fresh_ledger.env, text=WORD + "\n")
        return done.code, done.err.strip()

    assert tinhgon("hs-4", "minutes", office) == (1, f"Không có hồ sơ số {office}.")
    code, told = tinhgon("hs-1", "minutes", office)
    assert (code, told.startswith(f"Hồ sơ {office} chưa có cuộc họp nào")) == (1, True), told
    code, told = tinhgon("hs-1", "ballot", office, "--step", "draft")
    assert (code, "chưa có gì đưa ra bỏ phiếu" in told) == (1, True), told
    assert not (tmp_path / "giay.docx").exists()


def test_procedures_need_no_ledger(run: Run) -> None:
    assert "decision_desk" in run("procedures").out
    told = run("procedures", "decision_desk", "--on", date(2026, 12, 1)).out
    assert "Kiểm tra nội dung, thể thức" in told
    assert run("procedures", "enter_history", "--format", "svg").out.startswith("<svg")
    assert json.loads(run("procedures", "enter_history", "--format", "json").out)[0]["start"] == "type"
    assert run("procedures", "nothing").code == 1


def test_rows_that_differ_are_told_by_verify_and_built_anew(office: int, fresh_ledger, run: Run) -> None:
    assert "Hồ sơ công việc: 1, khớp." in run("verify").out
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM case_seat")
    done = run("verify")
    assert (done.code, "Hồ sơ công việc: 1, không khớp." in done.out) == (1, True)
    assert f"ở hồ sơ {office}; dựng lại: tinhgon case rebuild." in done.err
    assert run("case", "rebuild").out.strip() == "Đã dựng lại 1 hồ sơ."
    assert run("verify").code == 0
