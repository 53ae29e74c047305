"""tinhgon user role, token, second-factor, changes: each change is an act of the record, and does what it says."""

from __future__ import annotations

import io
import json
import sys
from datetime import date

import pyotp
import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from tests.cli.conftest import Run
from tests.world import World, effect

from tinhgon.access import second_factor, tokens
from tinhgon.record.actor import shell

PASSWORD = "một mật khẩu rất dài"


@pytest.fixture
def office(fresh_ledger, run: Run, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World()
    world.sign(effect("set_access", posts=["S1.01"], access=["xem-ho-so"]), on="2022-01-01", number="12/QĐ-MẪU")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert run("user", "create", "lan").code == 0
    return world


def told(run: Run, *words: str) -> object:
    return json.loads(run("user", *words, "--format", "json").out)


def test_roles_of_accounts_are_given_and_taken_with_their_acts(office: World, run: Run) -> None:
    assert told(run, "role", "lan")["roles"] == []
    assert run("user", "role", "lan", "quan-tri").out.strip() == "Tài khoản lan có vai quan-tri."
    assert "vốn đã như vậy" in run("user", "role", "lan", "quan-tri").out
    assert told(run, "role", "lan")["roles"] == ["quan-tri"]
    assert run("user", "role", "lan").out.splitlines() == ["Vai của tài khoản: quan-tri."]
    assert told(run, "list")[0]["everywhere"] is False, "who keeps accounts sees nobody"
    assert run("user", "role", "lan", "quan-tri", "--take").code == 0
    found = told(run, "changes", "lan")
    assert [(one["change"], one.get("role"), one["by"]) for one in found] == [
        ("created", None, shell().os_user), ("role_given", "quan-tri", shell().os_user),
        ("role_taken", "quan-tri", shell().os_user),
    ]  # fmt: skip
    refused = run("user", "role", "lan", "giam-doc")
    assert (refused.code, "Không có vai giam-doc; có: quan-tri, can-bo-nhan-su" in refused.err) == (1, True)


def test_a_right_of_a_post_is_drafted_not_given(office: World, run: Run) -> None:
    nobody = run("user", "role", "lan", "ky")
    assert (nobody.code, "chưa gắn với hồ sơ của ai" in nobody.err) == (1, True)
    run("user", "tie", "lan", "HS-1")
    drafted = run("user", "role", "lan", "ky")
    assert (drafted.code, "đã soạn dự thảo số 1 cho vị trí S1.01" in drafted.out) == (0, True)
    assert [one["code"] for one in told(run, "role", "lan")["access"]] == ["xem-ho-so"], "nothing before it is signed"
    from tinhgon.decisions import desk

    (clause,) = desk.kept_draft(1).document["effects"]
    assert clause["access"] == ["xem-ho-so", "ky"]
    again = run("user", "role", "lan", "xem-ho-so")
    assert (again.code, "cần đổi quyền" in again.err) == (1, True)


def test_a_token_ends_when_it_is_revoked_and_others_stay(office: World, run: Run) -> None:
    first = run("user", "token", "lan", "--days", "5").out.strip()
    second = run("user", "token", "--days=5", "lan").out.strip()
    listed = told(run, "token", "list", "lan")
    assert [one["valid"] for one in listed] == [True, True]
    today = date.today()
    assert tokens.account_of(first, today=today) == tokens.account_of(second, today=today) == User.objects.get()
    assert run("user", "token", "revoke", "lan", "--number", str(listed[0]["number"])).code == 0
    assert tokens.account_of(first, today=today) is None
    assert tokens.account_of(second, today=today) is not None
    assert run("user", "token", "revoke", "lan").code == 0
    assert tokens.account_of(second, today=today) is None
    third = run("user", "token", "lan").out.strip()
    assert tokens.account_of(third, today=today) is not None, "what is given later is good"
    unknown = run("user", "token", "revoke", "lan", "--number", "99")
    assert (unknown.code, "không có mã truy cập số 99" in unknown.err) == (1, True)


def test_a_token_without_a_number_of_an_earlier_version_is_revoked_with_all(office: World, run: Run) -> None:
    from django.core import signing

    account = User.objects.get()
    old = signing.dumps({"account": account.pk, "until": "2099-01-01", "mark": tokens.mark_of(account)},
                        salt=tokens._SALT)  # fmt: skip
    assert tokens.account_of(old, today=date(2026, 12, 1)) == account
    run("user", "token", "revoke", "lan")
    assert tokens.account_of(old, today=date(2026, 12, 1)) is None


def test_the_shell_asks_the_second_factor_too(office: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("user", "tie", "lan", "HS-1")
    account, secret = User.objects.get(), second_factor.new_secret()
    monkeypatch.setattr(second_factor, "_used", {})
    codes = second_factor.switch_on(account, secret, pyotp.TOTP(secret).now(), by=shell(), now=timezone.now())
    assert told(run, "second-factor", "lan") == {
        "account": "lan", "on": True, "recovery_codes": 10, "required": False,
    }  # fmt: skip

    def inbox(*lines: str):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
        return run("inbox", "--account", "lan", "--format", "json")

    assert "Mã xác thực không đúng" in inbox(PASSWORD).err
    assert inbox(PASSWORD, pyotp.TOTP(secret).now()).code == 0
    assert inbox(PASSWORD, pyotp.TOTP(secret).now()).code == 1, "a code counts once"
    assert inbox(PASSWORD, codes[0].upper()).code == 0
    assert inbox(PASSWORD, codes[0]).code == 1, "a recovery code counts once"
    assert told(run, "second-factor", "lan")["recovery_codes"] == 9
    assert run("user", "second-factor", "lan", "--off").code == 0
    assert inbox(PASSWORD).code == 0
