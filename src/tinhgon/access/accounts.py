"""Changes of log-in accounts, each with its act in the record: who did what to which account, and when.

What an account may do over people and decisions follows from the posts of its person (adr/0012). Two roles belong to
accounts themselves: to keep accounts (no names), and that of the staff who open the books before posts give rights.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from tinhgon.access import tokens
from tinhgon.access.rights import ACCOUNT_KEEPERS, FILE_READERS
from tinhgon.basis.errors import BadInput, Conflict, UnknownReference, gettext_noop
from tinhgon.record import acts
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.change_account import Change, ChangeAccount
from tinhgon.registers.establishment.access import KEEP_ACCOUNTS

_CALENDAR = "tinhgon.access.calendar"
OPENING_STAFF = "can-bo-nhan-su"
ROLES: Mapping[str, tuple[str, str]] = MappingProxyType({
    KEEP_ACCOUNTS: (ACCOUNT_KEEPERS, gettext_noop("quản trị tài khoản, không thấy tên trong hồ sơ")),
    OPENING_STAFF: (FILE_READERS, gettext_noop("cán bộ nhân sự mở sổ: mọi hồ sơ, soạn dự thảo, khi chưa gắn hồ sơ")),
})  # fmt: skip
"""Role of an account -> its group, and what it is."""


def account_named(name: str) -> User:
    """The account that logs in with this name, in letters of whatever size. Raises UnknownReference."""
    found: User | None = get_user_model().objects.filter(username__iexact=name).first() if "\0" not in name else None
    if found is None:
        raise UnknownReference(
            "user_unknown", gettext_noop("Không có tài khoản {name}; xem danh sách: tinhgon user list."), name=name
        )
    return found


def create(
    name: str, password: str, *, by: Actor, full_name: str = "", superuser: bool = False, once: bool = False
) -> User:
    """A new account, which sees nobody. Raises Conflict for a name that is taken, BadInput for one that cannot be, or a
    password that is too weak."""
    accounts = get_user_model()
    if accounts.objects.filter(username__iexact=name).exists():
        raise Conflict("user_taken", gettext_noop("Đã có tài khoản {name}."), name=name)
    made = accounts(username=name, first_name=full_name, is_staff=superuser, is_superuser=superuser)
    try:
        made.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise BadInput("user_invalid", "{reason}", reason=" ".join(error.messages)) from None
    _need_good(password, made)
    made.set_password(password)
    with transaction.atomic():
        made.save()
        _note(made, "created", by=by, once=once or None)
    return made


def set_password(account: User, password: str, *, by: Actor, once: bool = False) -> None:
    """A new password; sessions and tokens of the old one end. `once`: to be changed at the next log-in."""
    _need_good(password, account)
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        _note(account, "password", by=by, once=once or None)


def _need_good(password: str, account: User) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise BadInput("user_invalid", "{reason}", reason=" ".join(error.messages)) from None


def password_for_once() -> str:
    """A password to hand over: 16 letters and digits that are not mistaken for each other, in groups."""
    letters = get_random_string(16, "abcdefghjkmnpqrstuvwxyz23456789")
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def must_change_password(account: User) -> bool:
    """Whether the password is one that somebody else has set to be used once."""
    told = [
        act.payload for act in acts.history(_stream(account)) if act.payload.get("change") in ("created", "password")
    ]
    return bool(told and told[-1].get("once"))


def set_active(account: User, *, active: bool, by: Actor) -> None:
    """Close an account, or open it again; nothing is deleted."""
    account.is_active = active
    with transaction.atomic():
        account.save(update_fields=["is_active"])
        _note(account, "opened" if active else "closed", by=by)


def set_role(account: User, role: str, *, given: bool, by: Actor) -> bool:
    """Give a role of accounts or take it; False where it was so already. Raises UnknownReference for another word."""
    if role not in ROLES:
        raise UnknownReference(
            "role_unknown", gettext_noop("Không có vai {role}; có: {roles}."), role=role, roles=", ".join(ROLES)
        )
    name = ROLES[role][0]
    if account.groups.filter(name=name).exists() == given:
        return False
    with transaction.atomic():
        group, _made = Group.objects.get_or_create(name=name)
        (account.groups.add if given else account.groups.remove)(group)
        _note(account, "role_given" if given else "role_taken", by=by, role=role)
    return True


def roles_of(account: User) -> list[str]:
    """The roles that the account itself has."""
    there = set(account.groups.values_list("name", flat=True))
    return [role for role, (group, _told) in ROLES.items() if group in there]


# -- tokens of programs ------------------------------------------------------------------------------------------------


def give_token(account: User, *, today: date, days: int, by: Actor) -> str:
    """A token that is good for so many days; the act that gave it numbers it. Raises Conflict for a closed account."""
    if not account.is_active:
        raise Conflict("user_closed", gettext_noop("Tài khoản {name} đang khóa; mở lại: tinhgon user disable --open."),
                       name=account.get_username())  # fmt: skip
    act = _note(account, "token_given", by=by, until=today + timedelta(days=days))
    return tokens.token_of(account, today=today, days=days, serial=act.seq)


def revoke_tokens(account: User, *, by: Actor, token: int | None = None) -> None:
    """No program gets in any more with a token given before; or with one of them."""
    if token is not None and token not in {given.number for given in given_tokens(account)}:
        raise UnknownReference(
            "token_unknown", gettext_noop("Tài khoản {name} không có mã truy cập số {token}."),
            name=account.get_username(), token=token,
        )  # fmt: skip
    _note(account, "tokens_revoked", by=by, token=token)


class GivenToken:
    """A token that was given: its number, until when, whether it was revoked."""

    def __init__(self, number: int, until: date, *, revoked: bool) -> None:
        self.number, self.until, self.revoked = number, until, revoked


def given_tokens(account: User) -> list[GivenToken]:
    """All tokens ever given to the account, in order."""
    found: list[GivenToken] = []
    for act in acts.history(_stream(account)):
        told = act.payload
        if told.get("change") == "token_given":
            found.append(GivenToken(act.seq, date.fromisoformat(told["until"]), revoked=False))
        elif told.get("change") == "tokens_revoked":
            for one in found:
                one.revoked |= told.get("token") in (None, one.number)
    return found


# -- the calendar of due dates -----------------------------------------------------------------------------------------


def give_calendar(account: User, *, by: Actor) -> str:
    """The token of an address that tells due dates and nothing else; the one given before is void."""
    act = _note(account, "calendar_given", by=by)
    return signing.dumps({"account": account.pk, "serial": act.seq}, salt=_CALENDAR)


def revoke_calendar(account: User, *, by: Actor) -> None:
    """The address tells nothing any more."""
    _note(account, "calendar_revoked", by=by)


def has_calendar(account: User) -> bool:
    """Whether an address was given and not revoked."""
    return _calendar(account) != 0


def calendar_account(token: str) -> User | None:
    """Whose calendar the token opens; None for one that is forged, void, or of an account that is closed."""
    try:
        told: Any = signing.loads(token, salt=_CALENDAR)
        number, serial = int(told["account"]), int(told["serial"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    found: User | None = get_user_model().objects.filter(pk=number, is_active=True).first()
    return found if found is not None and serial and _calendar(found) == serial else None


def _calendar(account: User) -> int:
    told = [act for act in acts.history(_stream(account)) if str(act.payload.get("change")).startswith("calendar_")]
    return told[-1].seq if told and told[-1].payload["change"] == "calendar_given" else 0


# -- the record --------------------------------------------------------------------------------------------------------


def changes_of(account: User) -> list[acts.Act]:
    """What was done to the account, in order."""
    return acts.history(_stream(account))


def _stream(account: User) -> str:
    return tokens.stream_of(account.pk)


def _note(account: User, change: Change, *, by: Actor, **more: Any) -> acts.Act:
    content = ChangeAccount(account=account.pk, name=account.get_username(), change=change, **more)
    return acts.append(_stream(account), content, by=by)


# -- the first account -------------------------------------------------------------------------------------------------


def is_none_yet() -> bool:
    """Whether nobody has an account."""
    return not get_user_model().objects.exists()


def first_code() -> str:
    """What only the console tells: with it the first account may be made in a browser, as long as there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (database,) = cursor.fetchone()
    return salted_hmac("tinhgon.first_account", str(database), algorithm="sha256").hexdigest()[:20]


def create_first(name: str, password: str, code: str, *, full_name: str, opens_books: bool, address: str) -> User:
    """The first account, which keeps accounts. Raises Conflict when somebody has one, BadInput for a wrong code."""
    if settings.DEMO or not constant_time_compare(code.strip(), first_code()):
        raise BadInput(
            "first_code_wrong",
            gettext_noop("Mã mở sổ không đúng; mở đúng liên kết mà tinhgon serve in ra trên máy chủ."),
        )
    with transaction.atomic():
        acts.lock()
        if not is_none_yet():
            raise Conflict("first_taken", gettext_noop("Sổ đã có tài khoản; nhờ người quản trị tạo tài khoản."))
        by = Actor(account=name, address=address, purpose="first run")
        made = create(name, password, by=by, full_name=full_name)
        set_role(made, KEEP_ACCOUNTS, given=True, by=by)
        if opens_books:
            set_role(made, OPENING_STAFF, given=True, by=by)
    return made
