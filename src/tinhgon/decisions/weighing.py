"""The trial balance of posts, people and establishment, and how many of them a decision moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from django.db import connection

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.book import Book
from tinhgon.ledger.postings import Postings
from tinhgon.ledger.thing import ThingKind
from tinhgon.registers.establishment.things import POST, QUOTA
from tinhgon.registers.staff.things import ASSIGNMENT, PERSON

AccountName = Literal["posts", "people", "quota"]
MoveName = Literal[
    "posts_created", "posts_abolished", "posts_moved", "posts_changed", "persons_entered", "records_changed",
    "places_begun", "places_ended", "places_moved", "places_changed", "quota_given", "quota_cut", "entries_turned",
]  # fmt: skip


MOVES: Mapping[MoveName, str] = MappingProxyType({
    "posts_created": gettext_noop("{count} vị trí lập mới"),
    "posts_abolished": gettext_noop("{count} vị trí bãi bỏ"),
    "posts_moved": gettext_noop("{count} vị trí chuyển"),
    "posts_changed": gettext_noop("{count} vị trí thay đổi"),
    "persons_entered": gettext_noop("{count} người ghi vào sổ"),
    "records_changed": gettext_noop("{count} lần ghi hồ sơ"),
    "places_begun": gettext_noop("{count} chỗ làm việc nhận mới"),
    "places_ended": gettext_noop("{count} chỗ làm việc thôi giữ"),
    "places_moved": gettext_noop("{count} người chuyển chỗ làm việc"),
    "places_changed": gettext_noop("{count} chỗ làm việc thay đổi"),
    "quota_given": gettext_noop("{count} biên chế giao, chuyển đến"),
    "quota_cut": gettext_noop("{count} biên chế cắt giảm"),
    "entries_turned": gettext_noop("{count} bút toán hết hoặc trở lại hiệu lực"),
})  # fmt: skip
"""How the preview tells them, in this order."""
ACCOUNTS: Mapping[AccountName, str] = MappingProxyType({
    "posts": gettext_noop("Vị trí"), "people": gettext_noop("Người có vị trí"), "quota": gettext_noop("Biên chế"),
})  # fmt: skip
KEYS: Mapping[str, str] = MappingProxyType({
    "cadre": gettext_noop("cán bộ"),
    "civil_servant": gettext_noop("công chức"),
    "public_employee": gettext_noop("viên chức"),
    "commune_official": gettext_noop("cán bộ, công chức cấp xã"),
    "part_time_commune": gettext_noop("không chuyên trách cấp xã"),
    "part_time_hamlet": gettext_noop("không chuyên trách ở ấp, khu vực"),
    "contract_111": gettext_noop("hợp đồng theo Nghị định 111"),
    "substantive": gettext_noop("chính thức"),
    "concurrent": gettext_noop("kiêm nhiệm"),
    "acting": gettext_noop("giữ quyền"),
    "seconded": gettext_noop("biệt phái"),
    "in_charge": gettext_noop("phụ trách"),
})  # fmt: skip
"""Categories of posts and establishment, kinds of places."""


@dataclass(frozen=True)
class Account:
    """One line of the trial balance on the day on which the decision takes effect.

    `posts` by category, `people` by the kind of place they have, `quota` held by category. Counted in the tables as
    known before and after; out and into are what was posted. The difference is 0 when it balances.
    """

    name: AccountName
    key: str
    before: int
    out: int
    into: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - (self.before - self.out + self.into)


_KEYS: tuple[tuple[ThingKind, AccountName, str], ...] = (
    (POST, "posts", "category"), (ASSIGNMENT, "people", "kind"), (QUOTA, "quota", "category"),
)  # fmt: skip
_WHERE = """lower(valid) <= %(on)s AND coalesce(upper(valid), 'infinity') > %(on)s
  AND lower(recorded) <= %(known)s AND (upper_inf(recorded) OR upper(recorded) > %(known)s)"""
_COUNTS = {
    POST.name: f"SELECT category, count(*) FROM post_version WHERE {_WHERE} GROUP BY 1",
    ASSIGNMENT.name: f"SELECT kind, count(*) FROM assignment_version WHERE {_WHERE} GROUP BY 1",
    QUOTA.name: f"SELECT category, sum(amount)::int FROM quota_version WHERE account = 'held' AND {_WHERE} GROUP BY 1",
}


def accounts(book: Book, on: date) -> Iterator[Account]:
    """The accounts that a decision touches. Nothing is counted where it posts nothing: national tables are large."""
    postings = book.postings
    for kind, name, key in _KEYS:
        out, into = _posted(postings, kind, key, on)
        if not out and not into:
            continue
        before = _counts(kind, on, postings.head.ordinal - 1)
        after = _counts(kind, on, postings.head.ordinal)
        for value in sorted(before.keys() | after.keys()):
            yield Account(name, value, before.get(value, 0), out[value], into[value], after.get(value, 0))


def _counts(kind: ThingKind, on: date, known: int) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS[kind.name], {"on": on, "known": known})
        return dict(cursor.fetchall())


def _posted(postings: Postings, kind: ThingKind, key: str, on: date) -> tuple[Counter[str], Counter[str]]:
    """What leaves an account and what comes to it; a post or a person that moves does both."""
    out, into = Counter[str](), Counter[str]()
    column = 3 + kind.columns.index(key)
    into.update(row[column] for _, row in postings.begun(kind) if row[0] <= on)
    for thing_id in postings.touched:
        thing = postings.things[thing_id]
        if thing.kind is not kind:
            continue
        was, now = postings.before(thing, on), thing.on(on)
        if kind is QUOTA:
            by = _amount(now) - _amount(was)
            (into if by > 0 else out)[((now or was or {}).get(key, ""))] += abs(by)
        elif _place(was, key) != _place(now, key):
            out.update([was[key]] if was else [])
            into.update([now[key]] if now else [])
    return +out, +into


def _amount(fields: Mapping[str, Any] | None) -> int:
    return int(fields["amount"]) if fields and fields["account"] == "held" else 0


def _place(fields: Mapping[str, Any] | None, key: str) -> tuple[Any, ...] | None:
    return None if fields is None else (fields[key], fields.get("post"), fields.get("unit"))


def moves(book: Book) -> dict[MoveName, int]:
    """How many posts, people and places the decision begins, ends, moves and changes; units are told by themselves."""
    postings, found = book.postings, Counter[MoveName]()
    for kind, name in _BEGUN.items():
        found[name] += sum(1 for _ in postings.begun_ids(kind))
    for posted in postings.posted:
        move = _move(posted.thing, posted.entry.changes)
        if move is not None:
            found[move] += abs(posted.entry.changes["amount"]) if posted.thing == QUOTA.name else 1
    found["entries_turned"] = len(postings.flips)
    return {name: found[name] for name in MOVES if found[name]}


_BEGUN: Mapping[ThingKind, MoveName] = {
    POST: "posts_created", PERSON: "persons_entered", ASSIGNMENT: "places_begun",
}  # fmt: skip


def _move(thing: str, changes: Mapping[str, Any]) -> MoveName | None:
    exists = changes.get("exists")
    if thing == POST.name:
        if exists is not None:
            return "posts_created" if exists else "posts_abolished"
        return "posts_moved" if "unit" in changes else "posts_changed"
    if thing == PERSON.name:
        return "persons_entered" if exists else "records_changed"
    if thing == ASSIGNMENT.name:
        if exists is not None:
            return "places_begun" if exists else "places_ended"
        return "places_moved" if {"post", "unit"} & changes.keys() else "places_changed"
    if thing == QUOTA.name and changes.get("amount", 0) > 0:
        return {"held": "quota_given", "cut": "quota_cut"}.get(changes["account"])  # type: ignore[return-value]
    return None
