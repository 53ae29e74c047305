"""tinhgon user: who may log in outside the demo, whose account it is, and what follows from that today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import command, command_group, in_format, option
from tinhgon.cli.logging_in import asked
from tinhgon.cli.output import line
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.access.ties import Tie
    from tinhgon.registers.staff.queries.files import Access

user = command_group("user", vi="Tài khoản đăng nhập.", en="Login accounts.")
user.places |= {
    "role": "account_roles:role",
    "token": "account_roles:token",
    "second-factor": "account_roles:second_factor",
    "changes": "account_roles:changes",
}
_HEADERS = (
    gettext_noop("Tài khoản"), gettext_noop("Họ và tên"), gettext_noop("Mã hồ sơ"), gettext_noop("Quyền hôm nay"),
    gettext_noop("Theo vị trí"),
)  # fmt: skip


@dataclass(frozen=True)
class _Account:
    """An account with what it may do today: `everywhere`, or by each of the posts that its person holds."""

    name: str
    full_name: str
    active: bool
    file: str
    everywhere: bool
    granted: tuple[Access, ...]
    roles: tuple[str, ...] = ()
    second_factor: bool = False


@command(
    "create",
    group=user,
    vi="Tạo tài khoản đăng nhập; mật khẩu được hỏi, hoặc đọc từ stdin.",
    en="Create a login account; the password is asked for, or read from stdin.",
)
@click.argument("name")
@option("--full-name", default="", vi="họ và tên", en="full name")
@option("--admin", is_flag=True, vi="quản trị", en="administrator")
def create(*, name: str, full_name: str, admin: bool) -> None:
    ledgers.enter()
    from tinhgon.access import accounts
    from tinhgon.record import actor

    if accounts_has(name):
        raise Conflict("user_taken", gettext_noop("Đã có tài khoản {name}."), name=name)
    accounts.create(name, _new_password(), by=actor.shell(), full_name=full_name, superuser=admin)
    line(gettext("Đã tạo tài khoản {name}.").format(name=name))


def accounts_has(name: str) -> bool:
    """Whether the name is taken: told before a password is asked for."""
    from django.contrib.auth import get_user_model

    return bool(get_user_model().objects.filter(username__iexact=name).exists())


def _new_password() -> str:
    return asked(gettext("Mật khẩu"), twice=gettext("Nhập lại mật khẩu"))


@command(
    "password", group=user, vi="Đặt mật khẩu mới; các phiên và mã truy cập cũ hết giá trị.",
    en="Set a new password; sessions and tokens of the old one end.",
)  # fmt: skip
@click.argument("name")
@option("--once", is_flag=True, vi="người dùng phải đổi khi đăng nhập", en="to be changed at the next log-in")
def password(*, name: str, once: bool) -> None:
    ledgers.enter()
    from tinhgon.access import accounts
    from tinhgon.record import actor

    account = accounts.account_named(name)
    accounts.set_password(account, _new_password(), by=actor.shell(), once=once)
    line(gettext("Đã đặt mật khẩu mới cho tài khoản {name}.").format(name=account.get_username()))


@command(
    "disable", group=user, vi="Khóa một tài khoản (--open: mở lại); không xóa gì.",
    en="Close an account (--open: open it again); nothing is deleted.",
)  # fmt: skip
@click.argument("name")
@option("--open", "opened", is_flag=True, vi="mở lại", en="open it again")
def disable(*, name: str, opened: bool) -> None:
    ledgers.enter()
    from tinhgon.access import accounts
    from tinhgon.record import actor

    account = accounts.account_named(name)
    accounts.set_active(account, active=opened, by=actor.shell())
    text = gettext("Đã mở lại tài khoản {name}.") if opened else gettext("Đã khóa tài khoản {name}.")
    line(text.format(name=account.get_username()))


@command(
    "tie",
    group=user,
    vi="Gắn tài khoản với hồ sơ của một người: từ đó quyền theo các vị trí người ấy giữ.",
    en="Tie an account to a person's file: its rights then follow the posts which that person holds.",
)
@click.argument("name")
@click.argument("code")
def tie(*, name: str, code: str) -> None:
    ledgers.enter()
    from tinhgon.access import ties
    from tinhgon.access.accounts import account_named
    from tinhgon.record import actor

    account = account_named(name)
    ties.tie(account.pk, code.strip(), by=actor.shell())
    text = gettext("Đã gắn tài khoản {name} với hồ sơ {code}.")
    line(text.format(name=account.get_username(), code=code.strip()))
    for told in told_of(read(account, ties.ties())):
        line(told)


@command(
    "untie",
    group=user,
    vi="Gỡ tài khoản khỏi hồ sơ; các quyền theo vị trí hết ngay.",
    en="Untie an account from a person's file; the rights that came with posts end at once.",
)
@click.argument("name")
def untie(*, name: str) -> None:
    ledgers.enter()
    from tinhgon.access import ties
    from tinhgon.access.accounts import account_named
    from tinhgon.record import actor

    account = account_named(name)
    before = ties.untie(account.pk, by=actor.shell())
    text = gettext("Đã gỡ tài khoản {name} khỏi hồ sơ {code}.")
    line(text.format(name=account.get_username(), code=ties.file_code(before.person_id)))
    if (now := read(account, ties.ties())).everywhere:
        for told in told_of(now):
            line(told)


@command(
    "list",
    group=user,
    vi="Các tài khoản: gắn với hồ sơ nào, hôm nay có quyền gì và theo vị trí nào.",
    en="The accounts: tied to which file, with which rights today and by which post.",
)
@in_format("table", "json")
def list_(*, shape: str) -> None:
    ledgers.enter()
    from django.contrib.auth import get_user_model

    from tinhgon.access.ties import ties

    tied = ties()
    found = [read(account, tied) for account in get_user_model().objects.order_by("username")]
    if shape == "json":
        output.write_json([as_json(one) for one in found])
        return
    output.write_table(_HEADERS, [row for one in found for row in _rows(one)])


user.add_command(user.commands["create"], "add")


def read(account: Any, tied: Mapping[int, Tie]) -> _Account:
    """By the same rules as the pages (`web.access.rights_of`)."""
    from django.utils import timezone

    from tinhgon.access.accounts import roles_of
    from tinhgon.access.rights import is_trusted
    from tinhgon.access.second_factor import factor_of
    from tinhgon.access.ties import file_code
    from tinhgon.registers.staff.queries.files import access_of

    tie = tied.get(account.pk)
    if tie is not None:
        file = file_code(tie.person_id)
        granted = tuple(access_of(AsOf(timezone.localdate()), tie.person_id))
        everywhere = False
    else:
        file, granted, everywhere = "", (), is_trusted(account)
    return _Account(
        account.get_username(), account.get_full_name(), account.is_active, file, everywhere, granted,
        tuple(roles_of(account)), factor_of(account.pk) is not None,
    )  # fmt: skip


def told_of(one: _Account) -> list[str]:
    """What the account may do, a sentence for each right."""
    if one.everywhere:
        return [gettext("Tài khoản có mọi quyền, với mọi hồ sơ: quản trị, hoặc thuộc nhóm can_bo_nhan_su.")]
    if not one.granted:
        return [gettext("Hôm nay không vị trí nào của hồ sơ {code} có quyền.").format(code=one.file)]
    return [_right_told(each) for each in one.granted]


def _right_told(each: Access) -> str:
    text = gettext("Hôm nay có quyền {right}, theo vị trí {post}, đến {unit} và các đơn vị bên dưới.")
    if each.until is not None:
        text = gettext(
            "Hôm nay có quyền {right}, theo vị trí {post}, đến {unit} và các đơn vị bên dưới; "
            "quyền hết sau ngày {until}."
        )
    return text.format(
        right=label_of(each.code), post=each.post_number, unit=each.unit, until=output.shown_day(each.until)
    )


def _rows(one: _Account) -> list[tuple[str, ...]]:
    name = one.name if one.active else gettext("{name} (đã khóa)").format(name=one.name)
    head = (name, one.full_name, one.file)
    if one.everywhere:
        return [(*head, gettext("mọi quyền, mọi hồ sơ"), "")]
    own = [(gettext("vai của tài khoản: {role}").format(role=role), "") for role in one.roles]
    rows = own + [(label_of(each.code), f"{each.post_number}, {each.post_title}, {each.unit}") for each in one.granted]
    first, *others = rows or [("–", "")]
    return [(*head, *first), *(("", "", "", *row) for row in others)]


def label_of(code: str) -> str:
    from tinhgon.registers.establishment.access import ACCESS

    return f"{gettext(ACCESS[code])} ({code})" if code in ACCESS else code


def as_json(one: _Account) -> dict[str, Any]:
    return {
        "account": one.name, "full_name": one.full_name, "active": one.active, "file": one.file or None,
        "everywhere": one.everywhere, "roles": list(one.roles), "second_factor": one.second_factor,
        "access": [
            {"code": each.code, "post": each.post_number, "title": each.post_title, "unit": each.unit,
             "unit_id": each.unit_id, "until": each.until}
            for each in one.granted
        ],
    }  # fmt: skip
