"""tinhgon user: accounts, whose they are, and what follows from the posts that are held today."""

from __future__ import annotations

import io
import json
import sys

import psycopg
import pytest
from tests.cli.conftest import Run
from tests.world import World, effect

from tinhgon.record.actor import shell


@pytest.fixture
def office(fresh_ledger, run: Run, monkeypatch: pytest.MonkeyPatch) -> World:
    """The shared world; the head of S1 (HS-1) reads files; accounts for the head and for a clerk."""
    world = World()
    world.sign(effect("set_access", posts=["S1.01"], access=["xem-ho-so", "kho"]), on="2022-01-01", number="12/QĐ-MẪU")
    for name in ("lan", "minh"):
        monkeypatch.setattr(sys, "stdin", io.StringIO("một mật khẩu rất dài\n"))
        assert run("user", "create", name, "--full-name", f"Tài khoản {name}").code == 0
    return world


def listed(run: Run) -> dict[str, dict]:
    return {one["account"]: one for one in json.loads(run("user", "list", "--format", "json").out)}


def test_a_tied_account_is_told_with_its_rights_and_posts(office: World, run: Run) -> None:
    told = run("user", "tie", "lan", "HS-1")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "Đã gắn tài khoản lan với hồ sơ HS-1.",
        "Hôm nay có quyền kho, tài sản (kho), theo vị trí S1.01, đến phòng Kinh tế và các đơn vị bên dưới.",
        "Hôm nay có quyền xem hồ sơ cá nhân (xem-ho-so), theo vị trí S1.01, đến phòng Kinh tế và các đơn vị bên dưới.",
    ]
    table = run("user", "list").out
    assert "xem hồ sơ cá nhân (xem-ho-so)  S1.01, Trưởng phòng, phòng Kinh tế" in table
    assert listed(run)["lan"] == {
        "account": "lan", "full_name": "Tài khoản lan", "active": True, "file": "HS-1", "everywhere": False,
        "roles": [], "second_factor": False,
        "access": [{"code": code, "post": "S1.01", "title": "Trưởng phòng", "unit": "phòng Kinh tế", "unit_id": 1010,
                        "until": None}
                   for code in ("kho", "xem-ho-so")],
    }  # fmt: skip
    assert listed(run)["minh"]["file"] is None


def test_the_list_follows_the_decisions(office: World, run: Run) -> None:
    run("user", "tie", "lan", "HS-1")
    office.sign(effect("transfer", person="HS-1", at_post="S1.04"), on="2022-03-01", number="13/QĐ-MẪU")
    assert listed(run)["lan"]["access"] == []
    assert run("user", "tie", "minh", "HS-2").out.splitlines()[1] == "Hôm nay không vị trí nào của hồ sơ HS-2 có quyền."
    office.sign(effect("annul_decision", decisions=["13/QĐ-MẪU"]), on="2022-03-01")
    assert [one["code"] for one in listed(run)["lan"]["access"]] == ["kho", "xem-ho-so"]


def test_a_trusted_account_has_everything_until_it_is_tied(office: World, run: Run, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("một mật khẩu rất dài\n"))
    assert run("user", "create", "quan.tri", "--admin").code == 0
    assert listed(run)["quan.tri"]["everywhere"] is True
    assert "mọi quyền, mọi hồ sơ" in run("user", "list").out
    run("user", "tie", "quan.tri", "HS-4")
    assert listed(run)["quan.tri"]["everywhere"] is False
    told = run("user", "untie", "quan.tri").out
    assert "Đã gỡ tài khoản quan.tri khỏi hồ sơ HS-4." in told
    assert "Tài khoản có mọi quyền" in told


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("tie", "khong.co", "HS-1"), "Không có tài khoản khong.co; xem danh sách: tinhgon user list."),
        (("tie", "lan", "HS-99"), "Không có ai trong sổ có mã hồ sơ HS-99; kiểm tra lại mã."),
        (("tie", "lan", "HS-2"), "Tài khoản đã gắn với hồ sơ HS-1; gỡ trước: tinhgon user untie."),
        (("tie", "minh", "HS-1"), "Hồ sơ HS-1 đã gắn với tài khoản lan; một người dùng một tài khoản."),
        (("untie", "minh"), "Tài khoản này không gắn với hồ sơ nào."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(office: World, run: Run, command, told: str) -> None:
    run("user", "tie", "lan", "HS-1")
    before = listed(run)
    refused = run("user", *command)
    assert (refused.code, refused.out, refused.err.strip()) == (1, "", told)
    assert listed(run) == before


def test_an_account_is_given_to_the_next_person_and_who_had_it_stays_written(
    office: World, run: Run, fresh_ledger
) -> None:
    run("user", "tie", "lan", "HS-1")
    run("user", "untie", "lan")
    assert run("user", "tie", "lan", "HS-2").code == 0
    with psycopg.connect(fresh_ledger.dsn, autocommit=True) as connection:
        kept = connection.execute(
            "SELECT (body::jsonb->'payload'->>'person')::int, kind, os_user FROM act"
            " WHERE stream LIKE 'account/%' ORDER BY ordinal"
        ).fetchall()
        who = shell().os_user
        assert kept == [(3001, "tie_account/1", who), (None, "untie_account/1", who), (3002, "tie_account/1", who)]
