"""tinhgon user role, token, second-factor, changes: an account's own roles, its programs, its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import Group, OneOf, Whole, command, in_format, option
from tinhgon.cli.output import line
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_CHANGES = (gettext_noop("Số"), gettext_noop("Lúc"), gettext_noop("Người"), gettext_noop("Việc đã làm"))
_TOKENS = (gettext_noop("Số"), gettext_noop("Đến hết"), gettext_noop("Còn giá trị"))


@command(
    "role",
    vi="Giao vai cho tài khoản (--take: thôi giao); không nêu vai: xem tài khoản có vai và quyền gì.",
    en="Give an account a role (--take: take it); without a role: what it has.",
    more=(
        "Vai của tài khoản: quan-tri, can-bo-nhan-su. Quyền khác theo vị trí: lệnh soạn sẵn một dự thảo quyết định.",
        "Roles of accounts: quan-tri, can-bo-nhan-su. Other rights come with posts: a draft decision is prepared.",
    ),
)
@click.argument("name")
@click.argument("role", required=False)
@option("--take", is_flag=True, vi="thôi giao", en="take it")
@in_format("table", "json")
def role(*, name: str, role: str | None, take: bool, shape: str) -> None:
    ledgers.enter()
    from tinhgon.access import accounts
    from tinhgon.record import actor
    from tinhgon.registers.establishment.access import ACCESS

    account = accounts.account_named(name)
    if role is None:
        _tell_roles(account, shape)
        return
    if role in accounts.ROLES:
        changed = accounts.set_role(account, role, given=not take, by=actor.shell())
        text = gettext("Tài khoản {name} thôi vai {role}.") if take else gettext("Tài khoản {name} có vai {role}.")
        if not changed:
            text = gettext("Tài khoản {name} vốn đã như vậy với vai {role}; không có gì thay đổi.")
        line(text.format(name=account.get_username(), role=role))
        return
    if role not in ACCESS:
        raise UnknownReference(
            "role_unknown", gettext_noop("Không có vai {role}; có: {roles}."), role=role,
            roles=", ".join(dict.fromkeys([*accounts.ROLES, *ACCESS])),
        )  # fmt: skip
    _draft_access(account, role, take=take)


def _tell_roles(account: User, shape: str) -> None:
    from tinhgon.access.ties import ties
    from tinhgon.cli.accounts import as_json, read, told_of

    one = read(account, ties())
    if shape == "json":
        output.write_json(as_json(one))
        return
    for each in one.roles:
        line(gettext("Vai của tài khoản: {role}.").format(role=each))
    for sentence in told_of(one) if one.everywhere or one.file or not one.roles else []:
        line(sentence)


def _draft_access(account: User, right: str, *, take: bool) -> None:
    """A right comes with a post, by a decision: a draft of it is kept for whoever composes and signs."""
    from tinhgon.access.ties import tied_person
    from tinhgon.decisions import desk
    from tinhgon.record import actor
    from tinhgon.registers.staff.queries.files import post_rights

    person = tied_person(account.pk)
    if person is None:
        raise UnknownReference(
            "account_of_nobody",
            gettext_noop("Tài khoản {name} chưa gắn với hồ sơ của ai; gắn trước: tinhgon user tie."),
            name=account.get_username(),
        )
    posts = post_rights(AsOf(ledgers.today()), person)
    effects = [_set_access(number, rights, right, take=take) for number, rights in posts if (right in rights) == take]
    if not posts or not effects:
        raise Conflict(
            "nothing_to_change",
            gettext_noop("Không vị trí nào của người giữ tài khoản {name} cần đổi quyền {role}."),
            name=account.get_username(), role=right,
        )  # fmt: skip
    chosen = effects if take else effects[:1]
    numbered = [{"clause": f"Điều {place}", **effect} for place, effect in enumerate(chosen, start=1)]
    subject = "Quy định quyền truy cập theo vị trí"
    kept = desk.begin({"subject": subject, "effects": numbered}, origin="form", by=actor.shell())
    text = gettext(
        "Quyền {role} theo vị trí, do quyết định giao: đã soạn dự thảo số {draft} cho vị trí {posts}. "
        "Ký dự thảo thì quyền mới thay đổi."
    )
    numbers = ", ".join(effect["posts"][0]["number"] for effect in chosen)
    line(text.format(role=right, draft=kept.number, posts=numbers))


def _set_access(number: str, rights: tuple[str, ...], right: str, *, take: bool) -> dict[str, Any]:
    after = [one for one in rights if one != right] + ([] if take else [right])
    return {"kind": "set_access/1", "posts": [{"number": number}], "access": after}


# -- tokens ------------------------------------------------------------------------------------------------------------


class _Tokens(Group):
    """`user token NAME` gives one: a word that is no command of the group is a name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else "--help"
        if first not in self.list_commands(ctx) and first not in ("--help", "--lang"):
            args = ["give", *args]
        return super().parse_args(ctx, args)


token = _Tokens(
    "token",
    help="Mã truy cập cho chương trình (Authorization: Bearer): cấp (tinhgon user token NAME), xem, thu hồi.\n\n"
    "Tokens for programs (Authorization: Bearer): give (tinhgon user token NAME), list, revoke.",
    short_help="Mã truy cập cho chương trình / tokens for programs",
)


@command(
    "give", group=token, vi="Cấp một mã truy cập, in ra một lần.", en="Give a token, printed once.",
)  # fmt: skip
@click.argument("name")
@option("--days", type=click.IntRange(1, 366), default=90, vi="số ngày có giá trị [90]", en="days it is good for [90]")
def give(*, name: str, days: int) -> None:
    ledgers.enter()
    from tinhgon.access import accounts
    from tinhgon.record import actor

    account = accounts.account_named(name)
    line(accounts.give_token(account, today=ledgers.today(), days=days, by=actor.shell()))


@command(
    "revoke", group=token, vi="Thu hồi mã truy cập của tài khoản: tất cả, hoặc một mã (--number).",
    en="Revoke the tokens of an account: all, or one of them (--number).",
)  # fmt: skip
@click.argument("name")
@option(
    "--number", type=Whole(1, 10_000_000), default=None, vi="số của mã: xem list", en="number of the token: see list"
)
def revoke(*, name: str, number: int | None) -> None:
    ledgers.enter()
    from tinhgon.access import accounts
    from tinhgon.record import actor

    account = accounts.account_named(name)
    accounts.revoke_tokens(account, by=actor.shell(), token=number)
    text = gettext("Đã thu hồi mọi mã truy cập của tài khoản {name}.")
    if number is not None:
        text = gettext("Đã thu hồi mã truy cập số {number} của tài khoản {name}.")
    line(text.format(name=account.get_username(), number=number))


@command("list", group=token, vi="Các mã đã cấp cho tài khoản.", en="The tokens given to an account.")
@click.argument("name")
@in_format("table", "json")
def list_tokens(*, name: str, shape: str) -> None:
    ledgers.enter()
    from tinhgon.access import accounts

    today = ledgers.today()
    found = accounts.given_tokens(accounts.account_named(name))
    if shape == "json":
        output.write_json([
            {"number": one.number, "until": one.until, "valid": not one.revoked and today <= one.until}
            for one in found
        ])  # fmt: skip
        return
    words = {True: gettext("có"), False: gettext("không")}
    rows = [
        (str(one.number), output.shown_day(one.until), words[not one.revoked and today <= one.until]) for one in found
    ]
    output.write_table(_TOKENS, rows)


# -- second factor and changes -----------------------------------------------------------------------------------------


@command(
    "second-factor",
    vi="Xác thực hai lớp của tài khoản: xem; --off: tắt cho người mất thiết bị và mã dự phòng.",
    en="The second factor of an account: show; --off: for somebody who has lost device and recovery codes.",
)
@click.argument("name")
@option("--off", is_flag=True, vi="tắt", en="switch it off")
@in_format("table", "json")
def second_factor(*, name: str, off: bool, shape: str) -> None:
    ledgers.enter()
    from tinhgon.access import accounts, second_factor
    from tinhgon.record import actor

    account = accounts.account_named(name)
    if off:
        second_factor.switch_off(account, by=actor.shell())
    factor = second_factor.factor_of(account.pk)
    if shape == "json":
        left = factor.codes_left if factor else 0
        required = second_factor.is_required(account, today=ledgers.today())
        output.write_json({"account": account.get_username(), "on": factor is not None, "recovery_codes": left,
                           "required": required})  # fmt: skip
    elif factor is None:
        line(gettext("Tài khoản {name} không bật xác thực hai lớp.").format(name=account.get_username()))
    else:
        text = gettext("Tài khoản {name} bật xác thực hai lớp từ {since}; còn {left} mã dự phòng.")
        since = output.shown_moment(factor.since)
        line(text.format(name=account.get_username(), since=since, left=factor.codes_left))


@command("changes", vi="Ai đã thay đổi gì ở tài khoản, lúc nào.", en="Who changed what of an account, and when.")
@click.argument("name")
@option(
    "--kind", type=OneOf(("all", "password", "role", "token")), default="all", vi="loại thay đổi", en="of which kind"
)
@in_format("table", "json")
def changes(*, name: str, kind: str, shape: str) -> None:
    ledgers.enter()
    from tinhgon.access import accounts
    from tinhgon.record.kinds.change_account import ChangeAccount

    found = [
        act for act in accounts.changes_of(accounts.account_named(name))
        if kind == "all" or str(act.payload["change"]).startswith(kind)
    ]  # fmt: skip
    if shape == "json":
        output.write_json([
            {"seq": act.seq, "at": act.done_at.isoformat(), "by": act.actor.name, **act.payload} for act in found
        ])  # fmt: skip
        return
    rows = [
        (str(act.seq), output.shown_moment(act.done_at), act.actor.name,
         ChangeAccount.model_validate({**act.payload, "kind": act.kind}).label())
        for act in found
    ]  # fmt: skip
    output.write_table(_CHANGES, rows)
