"""Accounts kept by whoever has the right quan-tri: made, closed, opened, tied to a file, given a password for once.

No names of the books are shown here, only codes of files. What an account may do over people comes with posts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tinhgon.access import accounts as changing
from tinhgon.access import second_factor, ties
from tinhgon.access.rights import RightMissing, Rights, is_trusted
from tinhgon.basis.errors import BadInput, Conflict, Refusal, UnknownReference, gettext_noop
from tinhgon.record import acts
from tinhgon.record.kinds.change_account import ChangeAccount
from tinhgon.registers.establishment.access import KEEP_ACCOUNTS
from tinhgon.registers.staff.codes import codes_of_persons, need_persons
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show, status_of

HERE = "account"
SHOWN = 500


@dataclass(frozen=True)
class Line:
    """An account in the list; `file`: the code of the file it is tied to."""

    number: int
    name: str
    full_name: str
    file: str
    roles: str
    is_active: bool
    has_factor: bool
    href: str


@dataclass(frozen=True)
class AccountsPage:
    """`reach`: how far a keeper's right goes, empty where it has no bounds; `made`: a new account's password, once."""

    lines: tuple[Line, ...]
    reach: str
    text: str
    more: bool
    begun: bool
    problem: str = ""
    made: str = ""
    password: str = ""
    sent: Mapping[str, str] | None = None


@partial(readable, methods=("GET", "HEAD", "POST"))
def accounts(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The list, and the form of a new account."""
    rights, problem, status, made, password = rights_of(request), "", 200, "", ""
    rights.need(KEEP_ACCOUNTS)
    if request.method == "POST":
        try:
            made, password = _created(request, rights)
        except Refusal as refusal:
            problem, status = refusal.render(gettext), status_of(refusal, unknown=400)
    text = request.GET.get("tim", "").strip()[:100]
    lines = _lines(asked, rights, text)
    page = AccountsPage(
        tuple(lines[:SHOWN]), rights.reach_told(KEEP_ACCOUNTS), text, len(lines) > SHOWN,
        request.GET.get("xong") == "bat-dau", problem, made, password, request.POST.dict() if problem else {},
    )  # fmt: skip
    response = show(request, asked, "account/accounts.html", page, here=HERE, status=status)
    if password:
        response.headers["Cache-Control"] = "no-store"
    return response


def _lines(asked: Asked, rights: Rights, text: str) -> list[Line]:
    tied = {account: tie.person_id for account, tie in ties.ties().items()}
    found = get_user_model().objects.order_by("username").prefetch_related("groups")
    if text:
        found = found.filter(username__icontains=text)
    inside = _inside(rights, tied)
    codes = dict(codes_of_persons(tied.values()))
    factors = _with_factor()
    names = {group: role for role, (group, _told) in changing.ROLES.items()}
    return [
        Line(one.pk, one.get_username(), one.get_full_name(), codes.get(tied.get(one.pk, 0), ""),
             ", ".join(names[group.name] for group in one.groups.all() if group.name in names),
             one.is_active, one.pk in factors, asked.link("accounts_one", one.pk))
        for one in found if one.pk in inside or inside is ALL
    ]  # fmt: skip


ALL: Collection[int] = frozenset({-1})


def _inside(rights: Rights, tied: Mapping[int, int]) -> Collection[int]:
    """The accounts that a keeper reaches: all, or those of people whose main place is in reach."""
    if rights.everywhere or KEEP_ACCOUNTS in rights.of_account:
        return ALL
    people = set(rights.over(KEEP_ACCOUNTS, list(tied.values())))
    return {account for account, person in tied.items() if person in people}


def _with_factor() -> set[int]:
    kinds = ("second_factor_on/1", "second_factor_off/1", "use_recovery_code/1", "new_recovery_codes/1")
    return {act.payload["account"] for act in acts.last_of_each(*kinds) if act.kind != "second_factor_off/1"}


def _created(request: HttpRequest, rights: Rights) -> tuple[str, str]:
    """The new account and its password for once. A keeper with bounds ties it to a file within them at once."""
    _need_somebody(request)
    name, code = request.POST.get("ten", "").strip(), request.POST.get("ho_so", "").strip()
    if code:
        rights.need(KEEP_ACCOUNTS, need_persons([code])[0], code)
    elif not (rights.everywhere or KEEP_ACCOUNTS in rights.of_account):
        raise BadInput("file_needed", gettext_noop("Nêu mã hồ sơ của người dùng tài khoản, trong phạm vi của bạn."))
    password, by = changing.password_for_once(), actor_of(request)
    with transaction.atomic():
        made = changing.create(name, password, by=by, full_name=request.POST.get("ho_ten", "").strip(), once=True)
        if code:
            ties.tie(made.pk, code, by=by)
    return made.get_username(), password


def _need_somebody(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        raise RightMissing(
            "nobody_in_particular", gettext_noop("Trong bản trình diễn, chọn người quản trị ở băng trên rồi làm.")
        )


@dataclass(frozen=True)
class OnePage:
    """`changes`: (moment, who, what) of the account, the newest first; `kept`: it may be changed here."""

    number: int
    name: str
    full_name: str
    file: str
    is_active: bool
    is_kept: bool
    roles: tuple[str, ...]
    factor: second_factor.Factor | None
    tokens: tuple[changing.GivenToken, ...]
    changes: Sequence[tuple[object, str, str]]
    problem: str = ""
    done: str = ""
    password: str = ""


@partial(readable, methods=("GET", "HEAD", "POST"))
def one_account(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """One account with what was done to it; each change is an act of the record."""
    rights, problem, status, done, password = rights_of(request), "", 200, "", ""
    rights.need(KEEP_ACCOUNTS)
    tied = {account: tie.person_id for account, tie in ties.ties().items()}
    account = get_user_model().objects.filter(pk=number).first()
    inside = _inside(rights, tied)
    if account is None or not (inside is ALL or account.pk in inside):
        raise UnknownReference("user_unknown_here", gettext_noop("Không có tài khoản này trong phạm vi của bạn."))
    if request.method == "POST":
        try:
            _need_somebody(request)
            _need_kept(request, account)
            done, password = _acted(request, account, rights)
        except Refusal as refusal:
            problem, status = refusal.render(gettext), status_of(refusal, unknown=400)
    page = _one_page(request, account, problem=problem, done=done, password=password)
    response = show(request, asked, "account/one.html", page, here=HERE, status=status)
    if password:
        response.headers["Cache-Control"] = "no-store"
    return response


def _one_page(request: HttpRequest, account: User, *, problem: str, done: str, password: str) -> OnePage:
    account.refresh_from_db()
    person = ties.tied_person(account.pk)
    changes = [
        (act.done_at, act.actor.name, ChangeAccount.model_validate({**act.payload, "kind": act.kind}).label())
        for act in reversed(changing.changes_of(account))
    ]
    return OnePage(
        account.pk, account.get_username(), account.get_full_name(), ties.file_code(person) if person else "",
        account.is_active, _is_kept(request, account), tuple(changing.roles_of(account)),
        second_factor.factor_of(account.pk), tuple(changing.given_tokens(account)), changes, problem, done, password,
    )  # fmt: skip


def _is_kept(request: HttpRequest, account: User) -> bool:
    """Whether this keeper may change it: not one's own, and none that may do everything, unless one may oneself."""
    return account.pk != request.user.pk and (request.user.is_superuser or not is_trusted(account))


def _need_kept(request: HttpRequest, account: User) -> None:
    if not _is_kept(request, account):
        raise RightMissing(
            "not_kept_here",
            gettext_noop("Tài khoản của chính mình và tài khoản có mọi quyền chỉ đổi bằng lệnh trên máy chủ."),
        )


def _acted(request: HttpRequest, account: User, rights: Rights) -> tuple[str, str]:
    """What was done, in a sentence, and a password where one was made."""
    by, what, name = actor_of(request), request.POST.get("viec", ""), account.get_username()
    if what in ("khoa", "mo"):
        changing.set_active(account, active=what == "mo", by=by)
        text = gettext("Đã mở lại tài khoản %(name)s.") if what == "mo" else gettext("Đã khóa tài khoản %(name)s.")
        return text % {"name": name}, ""
    if what == "mat-khau":
        password = changing.password_for_once()
        changing.set_password(account, password, by=by, once=True)
        return gettext("Mật khẩu dùng một lần của %(name)s, chỉ hiện bây giờ:") % {"name": name}, password
    if what == "thu-hoi":
        changing.revoke_tokens(account, by=by)
        return gettext("Đã thu hồi mọi mã truy cập của %(name)s.") % {"name": name}, ""
    if what == "gan":
        code = request.POST.get("ho_so", "").strip()
        rights.need(KEEP_ACCOUNTS, need_persons([code])[0], code)
        ties.tie(account.pk, code, by=by)
        return gettext("Đã gắn %(name)s với hồ sơ %(code)s.") % {"name": name, "code": code}, ""
    if what == "go":
        ties.untie(account.pk, by=by)
        return gettext("Đã gỡ %(name)s khỏi hồ sơ.") % {"name": name}, ""
    raise Conflict("not_now", gettext_noop("Không có việc ấy ở trang này; mở lại trang rồi làm lại."))
