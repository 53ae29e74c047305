"""Who acts from a shell is who logs in: password, and the second factor where it is on, asked or read from stdin."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import BadInput, UnknownReference, gettext_noop
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.record.actor import Actor


def log_in(account: str, *, absent: str = "", form: str = "", kind: str = "", number: int = 0) -> Actor:
    """Whose account it is. Raises BadInput for a wrong password or code, UnknownReference when it is nobody's.

    On stdin the password is the first line, the code of the second factor, where it is on, the second.
    """
    from django.contrib.auth import authenticate
    from django.utils import timezone

    from tinhgon.access import second_factor
    from tinhgon.access.ties import tied_person
    from tinhgon.cases import move
    from tinhgon.record import actor
    from tinhgon.registers.staff.codes import need_persons

    user = authenticate(username=account, password=asked(gettext("Mật khẩu")))
    if user is None:
        raise BadInput("log_in_failed", gettext_noop("Tài khoản hoặc mật khẩu không đúng."))
    if second_factor.factor_of(user.pk) is not None:
        second_factor.need_code(
            user, asked(gettext("Mã xác thực")), by=actor.shell(purpose="log-in"), now=timezone.now()
        )
    person = tied_person(user.pk)
    if person is None:
        raise UnknownReference(
            "account_of_nobody",
            gettext_noop("Tài khoản {name} chưa gắn với hồ sơ của ai; gắn trước: tinhgon user tie."),
            name=account,
        )
    stands_for = need_persons([absent])[0] if absent else None
    who = actor.Actor(
        account=user.get_username(), account_id=user.pk, person=person, for_person=stands_for, form=form, purpose="cli"
    )
    return move.at_post(who, number, kind) if kind else who


def asked(what: str, *, twice: str = "") -> str:
    """A secret, typed unseen on a terminal (`twice`: once more, under this word), else the next line of stdin.

    Raises BadInput for what is not UTF-8.
    """
    if sys.stdin.isatty():
        return str(click.prompt(what, hide_input=True, err=True, confirmation_prompt=twice or False))
    try:
        return sys.stdin.readline(1000).rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadInput("password_not_utf8", gettext_noop("Mật khẩu phải viết bằng mã UTF-8.")) from None
