"""Who does something: made from the log-in or the operating system, never from what a caller says of themselves."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

_LOGIN_UID = Path("/proc/self/loginuid")
_NOBODY = 2**32 - 1
"""The log-in of a process that no log-in began."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Người làm. Only what is known is stated.

    `account`: the log-in name, `account_id` its row; `person` and `post`: ids of the ledger, the post held on the day;
    `for_person`: whom they stand in for (one hand with them); `form`: KT., TL., TUQ. when signing on behalf; `os_user`:
    the user of a shell, with the one who logged in where that is another; `address`: of the request; `stated`: a name
    that was only stated, in rows older than the record.
    """

    account: str = ""
    account_id: int | None = None
    person: int | None = None
    post: int | None = None
    for_person: int | None = None
    form: str = ""
    os_user: str = ""
    address: str = ""
    purpose: str = ""
    stated: str = ""

    @property
    def is_somebody(self) -> bool:
        return bool(self.account or self.os_user or self.stated)

    @property
    def name(self) -> str:
        """The name to show: of the account, else of the shell's user, else what was stated."""
        return self.account or self.os_user or self.stated

    def fields(self) -> dict[str, Any]:
        """What the body of an act says of them: only what is stated."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) not in ("", None)}


def actor_from(stated: Mapping[str, Any]) -> Actor:
    """The actor that a body names."""
    return Actor(**{field.name: stated[field.name] for field in fields(Actor) if field.name in stated})


def shell(*, purpose: str = "") -> Actor:
    """Whoever runs this process: by its user id, not by variables that anybody may set."""
    return Actor(os_user=_os_user(), purpose=purpose)


def _os_user() -> str:
    name = _name_of(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "?")
    login = _login()
    return name if login in ("", name) else f"{name} ({login})"


def _login() -> str:
    """Who logged in, also behind sudo; empty where the system does not say."""
    try:
        uid = int(_LOGIN_UID.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return ""
    return "" if uid == _NOBODY else _name_of(uid)


def _name_of(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid {uid}"
