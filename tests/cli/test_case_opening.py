"""tinhgon case start: a case of any procedure opens from a shell, and asks for the dates that its terms need."""

from __future__ import annotations

import json

from django.contrib.auth import get_user_model
from tests.cli.conftest import Run, program
from tests.world import World

from tinhgon.access import ties
from tinhgon.cases import store
from tinhgon.record.actor import shell

WORD = "mot-mat-khau-dai"


def test_a_case_opens_and_its_terms_run(fresh_ledger) -> None:
    world = World()
    world.sign(
        {"kind": "set_access/1", "clause": "Điều 1", "posts": [{"number": "S1.01"}], "access": ["to-chuc"]},
        on="2022-01-01",
    )
    user = get_user_model().objects.create_user("hs-1", password=WORD)
    ties.tie(user.pk, "HS-1", by=shell())

    def tinhgon(*arguments: object) -> Run:
        return program("case", *arguments, "--account", "hs-1", env=fresh_ledger.env, text=WORD + "\n")

    start = (
        "start",
        "retirement",
        "--subject",
        "Nghỉ hưu",
        "--unit",
        "S1",
        "--structure",
        "state_agency",
        "--person",
        "HS-3",
    )
    done = tinhgon(*start)
    assert done.code == 1
    assert done.err.strip().splitlines()[-1] == (
        "Quy trình tính thời hạn theo ngày chưa nêu: retires_on; thêm --date retires_on=YYYY-MM-DD."
    )
    assert tinhgon(*start, "--date", "retires_on=mai").err.strip().splitlines()[-1] == (
        "“retires_on=mai” chưa đúng; viết như term_end=2026-12-01."
    )
    done = tinhgon(*start, "--date", "retires_on=2029-01-01")
    assert (done.code, done.out.strip()) == (0, "Đã mở hồ sơ số 1; đang ở bước: Thông báo nghỉ hưu."), done.err
    shown = json.loads(tinhgon("show", 1, "--format", "json").out)
    assert shown["step"] == "notice"
    about = ("start", "retirement", "--subject", "Nghỉ hưu", "--unit", "S1", "--structure", "state_agency",
             "--date", "retires_on=2029-01-01", "--about")  # fmt: skip
    assert tinhgon(*about, "HS-999").err.strip().splitlines()[-1].startswith("Không có ai trong sổ có mã hồ sơ HS-999")
    assert tinhgon(*about, "HS-5").code == 0
    assert store.load(2).named == {3005}  # whom a case is about is named in it: they and their relatives stand aside
    done = tinhgon("start", "phong_hàm", "--subject", "x", "--unit", "S1", "--structure", "state_agency")
    assert done.err.strip().splitlines()[-1] == "Không có quy trình “phong_hàm”; xem: tinhgon procedures."
