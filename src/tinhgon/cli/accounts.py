"""tinhgon user: who may log in outside the demo."""

from __future__ import annotations

import sys

import click

from tinhgon.basis.errors import BadInput, Conflict, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.cli.commands import command, command_group, option
from tinhgon.cli.output import line
from tinhgon.cli.words import gettext

user = command_group("user", vi="Tài khoản đăng nhập.", en="Login accounts.")


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
    from django.contrib.auth import get_user_model
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    accounts = get_user_model()
    if accounts.objects.filter(username__iexact=name).exists():
        raise Conflict("user_taken", gettext_noop("Đã có tài khoản {name}."), name=name)
    made = accounts(username=name, first_name=full_name, is_staff=admin, is_superuser=admin)
    try:
        made.clean_fields(exclude=["password"])
        password = _password()
        validate_password(password, made)
    except ValidationError as error:
        raise BadInput("user_invalid", "{reason}", reason=" ".join(error.messages)) from None
    made.set_password(password)
    with transaction.atomic():
        made.save()
    line(gettext("Đã tạo tài khoản {name}.").format(name=name))


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt(
        gettext("Mật khẩu"), hide_input=True, err=True, confirmation_prompt=gettext("Nhập lại mật khẩu")
    )
    return asked
