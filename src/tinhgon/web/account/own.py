"""One's own account: what it may do, its password, its second factor, its last log-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext

from tinhgon.access import accounts, second_factor
from tinhgon.access.rights import RightMissing
from tinhgon.basis.errors import BadInput, Conflict, Refusal, gettext_noop
from tinhgon.record import readings
from tinhgon.registers.establishment.access import KEEP_ACCOUNTS, SUPERVISE
from tinhgon.web.kit import owed
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.guessing import MustWait
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.proving import has_factor, need_proof
from tinhgon.web.kit.rights_told import rights_told

HERE = "account"
SECRET = "second_factor_secret"  # noqa: S105 (the name of a field of the session)
LOG_INS = 10
LOG_IN_KINDS = ("log_in/1", "log_out/1")


@dataclass(frozen=True)
class AccountPage:
    """`rights`: what the account may do today, a sentence each; `log_ins`: the last ones, refused ones too."""

    name: str
    file: str
    rights: tuple[str, ...]
    roles: tuple[str, ...]
    factor: second_factor.Factor | None
    is_required: bool
    log_ins: Sequence[readings.Noted]
    ways: tuple[tuple[str, str], ...]
    done: str


def _self(request: HttpRequest) -> User:
    """The account that is logged in. Raises RightMissing for a visitor of the demo, who is nobody in particular."""
    if not isinstance(request.user, User):
        raise RightMissing(
            "nobody_in_particular", gettext_noop("Trang này là của người đã đăng nhập; chọn một người ở băng trên.")
        )
    return request.user


@readable
def account(request: HttpRequest, asked: Asked) -> HttpResponse:
    user, rights = _self(request), rights_of(request)
    done = {"mat-khau": gettext("Đã đổi mật khẩu; các phiên và mã truy cập cũ hết giá trị."),
            "tat": gettext("Đã tắt xác thực hai lớp.")}.get(request.GET.get("xong", ""), "")  # fmt: skip
    page = AccountPage(
        name=user.get_username(), file=rights.file, rights=tuple(rights_told(rights)),
        roles=tuple(accounts.roles_of(user)), factor=second_factor.factor_of(user.pk),
        is_required=second_factor.is_required(user, today=timezone.localdate()),
        log_ins=readings.noted(kinds=LOG_IN_KINDS, account=user.get_username(), limit=LOG_INS),
        ways=tuple((title, asked.link(name)) for right, name, title in _ways() if rights.may(right)), done=done,
    )  # fmt: skip
    return show(request, asked, "account/account.html", page, here=HERE)


def _ways() -> tuple[tuple[str, str, str], ...]:
    """What a right leads to: (right, page, title)."""
    return (
        (KEEP_ACCOUNTS, "accounts", gettext("Quản trị tài khoản")),
        (SUPERVISE, "log", gettext("Nhật ký giám sát")),
    )


@dataclass(frozen=True)
class FormPage:
    """A form with what is wrong with it."""

    name: str
    asks_code: bool
    is_owed: bool
    problem: str = ""
    rules: tuple[str, ...] = ()
    secret: str = ""
    picture: str = ""
    codes: tuple[str, ...] = ()
    codes_left: int = 0
    is_on: bool = False


@partial(readable, methods=("GET", "HEAD", "POST"))
def password(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Change one's password: the old one is asked, sessions elsewhere and tokens end."""
    user, problem, status = _self(request), "", 200
    if request.method == "POST":
        try:
            _changed(request, user)
            return HttpResponseRedirect(_onward(request, asked, "mat-khau"))
        except Refusal as refusal:
            problem, status = refusal.render(gettext), _status(refusal)
    page = FormPage(
        user.get_username(), has_factor(request), owed.owed_of(request) == owed.PASSWORD, problem,
        rules=tuple(password_validators_help_texts()),
    )  # fmt: skip
    return show(request, asked, "account/password.html", page, here=HERE, status=status)


def _changed(request: HttpRequest, user: User) -> None:
    if settings.DEMO:
        raise Conflict("demo_account", gettext_noop("Tài khoản của bản trình diễn không có mật khẩu."))
    sent = request.POST
    new = sent.get("moi", "")
    if new != sent.get("lai", ""):
        raise BadInput("passwords_differ", gettext_noop("Hai lần nhập mật khẩu mới không giống nhau."))
    if new == sent.get("mat_khau", ""):
        raise BadInput("password_same", gettext_noop("Mật khẩu mới phải khác mật khẩu đang dùng."))
    need_proof(request, sent.get("mat_khau", ""), sent.get("ma", ""))
    accounts.set_password(user, new, by=actor_of(request))
    update_session_auth_hash(request, user)
    owed.settle(request, owed.PASSWORD)


@partial(readable, methods=("GET", "HEAD", "POST"))
def factor(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Switch the second factor on, by a code of the device; off, or new recovery codes, by password and code."""
    user, problem, status = _self(request), "", 200
    codes: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            codes = _factor_changed(request, user)
            if not codes:
                return HttpResponseRedirect(asked.link("account", xong="tat"))
        except Refusal as refusal:
            problem, status = refusal.render(gettext), _status(refusal)
    there = second_factor.factor_of(user.pk)
    page = FormPage(
        user.get_username(), has_factor(request), owed.owed_of(request) == owed.FACTOR, problem, codes=codes,
        is_on=there is not None, codes_left=there.codes_left if there else 0, **_shown(request, user, there),
    )  # fmt: skip
    response = show(request, asked, "account/factor.html", page, here=HERE, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(request: HttpRequest, user: User, there: second_factor.Factor | None) -> dict[str, Any]:
    """A new secret with its picture, while there is none: kept in the session until a code proves that it was taken."""
    if there is not None or settings.DEMO:
        return {}
    secret = request.session.setdefault(SECRET, second_factor.new_secret())
    made = segno.make(second_factor.address_of(user, secret), error="m")
    return {"secret": secret, "picture": made.svg_inline(scale=4, border=2, dark="#000", light="#fff", omitsize=True)}


def _factor_changed(request: HttpRequest, user: User) -> tuple[str, ...]:
    sent, by, what = request.POST, actor_of(request), request.POST.get("viec", "")
    if settings.DEMO:
        raise Conflict("demo_account", gettext_noop("Tài khoản của bản trình diễn không có mật khẩu."))
    if what == "bat":
        secret = request.session.get(SECRET, "")
        if not secret:
            raise BadInput("secret_gone", gettext_noop("Phiên đã đổi; quét lại mã mới ở trang này."))
        need_proof(request, sent.get("mat_khau", ""), "")
        codes = second_factor.switch_on(user, secret, sent.get("ma", ""), by=by, now=timezone.now())
        request.session.pop(SECRET, None)
        owed.settle(request, owed.FACTOR)
        return codes
    need_proof(request, sent.get("mat_khau", ""), sent.get("ma", ""))
    if what == "ma-moi" and second_factor.factor_of(user.pk) is not None:
        return second_factor.renew_codes(user, by=by)
    if second_factor.is_required(user, today=timezone.localdate()):
        raise Conflict("second_factor_required", gettext_noop("Cơ quan yêu cầu tài khoản này có xác thực hai lớp."))
    second_factor.switch_off(user, by=by)
    return ()


def _onward(request: HttpRequest, asked: Asked, done: str) -> str:
    next_owed = owed.owed_of(request)
    return asked.link(owed.PAGES[next_owed]) if next_owed else asked.link("account", xong=done)


def _status(refusal: Refusal) -> int:
    return 429 if isinstance(refusal, MustWait) else 409 if isinstance(refusal, Conflict) else 400
