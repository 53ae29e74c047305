"""Lines of the log as a supervisor may see them: within the reach of the right, people by the codes of their files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from tinhgon.access.rights import Rights
from tinhgon.access.ties import ties
from tinhgon.cases.acts import ACTS
from tinhgon.cases.kinds import KINDS as CASE_KINDS
from tinhgon.record import acts, readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds import KINDS
from tinhgon.record.kinds.change_account import ChangeAccount
from tinhgon.record.kinds.keep_books import KeepBooks
from tinhgon.registers.establishment.access import SUPERVISE
from tinhgon.registers.staff.codes import codes_of_persons

PAGE = 100
ROUNDS = 20
"""How often a page is filled up from further back, where most lines are out of reach."""
SORTS: Mapping[str, tuple[str, ...]] = {
    "": (),
    "ho-so": ("read_names/1", "search/1"),
    "viec": ("read_case/1",),
    "dang-nhap": ("log_in/1", "log_out/1"),
    "khong-duoc": ("log_in_failed/1", "refuse_act/1"),
    "giam-sat": ("read_log/1",),
}
ACT_SORTS: Mapping[str, tuple[str, ...]] = {
    "": ("export/1", "override/1", "change_account/1", "tie_account/1", "untie_account/1", "second_factor_on/1",
         "second_factor_off/1", "use_recovery_code/1", "new_recovery_codes/1", "erase_identity/1",
         "erase_record_key/1", "delegate/1", "end_delegation/1", "declare_kin/1", "set_body/1", "verify_books/1",
         "keep_books/1"),
    "ket-xuat": ("export/1",),
    "bo-qua": ("override/1",),
    "tai-khoan": ("change_account/1", "tie_account/1", "untie_account/1", "second_factor_on/1", "second_factor_off/1",
                  "use_recovery_code/1", "new_recovery_codes/1"),
    "may-chu": ("keep_books/1", "verify_books/1"),
    "xoa": ("erase_identity/1", "erase_record_key/1"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """`who` did `what` to `persons` (codes of files; `hidden`: how many more are out of reach), for what purpose."""

    number: int
    at: datetime
    who: str
    address: str
    purpose: str
    title: str
    what: str
    persons: tuple[str, ...]
    hidden: int
    batch: int | None


@dataclass(frozen=True)
class Found:
    """Lines and where to go on; `kept`: the same as they are kept."""

    lines: tuple[Line, ...]
    kept: tuple[readings.Noted, ...]
    next: int | None


def found(rights: Rights, question: Mapping[str, Any], *, before: int | None, page: int = PAGE) -> Found:
    """A page of readings that answer the question."""

    def more(before: int | None) -> list[readings.Noted]:
        return readings.noted(**question, before=before, limit=page + 1)

    kept, following = _filled(more, lambda one: _seen(rights, one), before, page)
    people = {person for one in kept for person in one.persons}
    inside = set(rights.over(SUPERVISE, sorted(people)))
    codes = dict(codes_of_persons(inside))
    return Found(tuple(_line(one, codes) for one in kept), tuple(kept), following)


def acts_found(rights: Rights, sort: str, *, before: int | None) -> tuple[tuple[Line, ...], int | None]:
    """A page of acts of supervision's interest: what left the house, what was overridden, accounts, erasures."""
    kinds = ACT_SORTS.get(sort, ACT_SORTS[""])

    def more(before: int | None) -> list[acts.Act]:
        return acts.newest_of(*kinds, before=before, limit=PAGE + 1)

    def seen(rows: list[acts.Act]) -> Sequence[bool]:
        return _by_reach(rights, [(actor,) for actor in _actors([one.actor for one in rows])])

    kept, following = _filled(more, seen, before, PAGE, number=lambda one: one.ordinal)
    return tuple(_act_line(one) for one in kept), following


def _filled(
    more: Callable[[int | None], list[Any]],
    seen: Callable[[list[Any]], Sequence[bool]],
    before: int | None,
    page: int,
    *,
    number: Callable[[Any], int] = lambda one: one.number,
) -> tuple[list[Any], int | None]:
    kept: list[Any] = []
    for _round in range(ROUNDS):
        rows = more(before)
        for row, may in zip(rows[:page], seen(rows[:page]), strict=True):
            if len(kept) == page:
                return kept, before
            before = number(row)
            if may:
                kept.append(row)
        if len(rows) <= page:
            return kept, None
        if len(kept) == page:
            return kept, before
    return kept, before


def _seen(rights: Rights, rows: list[readings.Noted]) -> Sequence[bool]:
    """Lines about people in reach, or by somebody whose file is in reach; everything without bounds."""
    actors = _actors([one.actor for one in rows])
    return _by_reach(rights, [(actor, *one.persons) for actor, one in zip(actors, rows, strict=True)])


def _actors(actors: Sequence[Actor]) -> list[int | None]:
    """Whose hand each was: a log-in names the account alone, whose person is who it is tied to by now."""
    accounts = {one.account_id for one in actors if one.person is None}
    tied = {one.account_id: one.person_id for one in ties().values()} if accounts - {None} else {}
    return [tied.get(one.account_id or 0) if one.person is None else one.person for one in actors]


def _by_reach(rights: Rights, people: Sequence[Collection[int | None]]) -> Sequence[bool]:
    if rights.everywhere:
        return [True] * len(people)
    everybody = {person for some in people for person in some if person is not None}
    inside = set(rights.over(SUPERVISE, sorted(everybody)))
    return [bool(inside & set(some)) for some in people]


def _line(one: readings.Noted, codes: Mapping[int, str]) -> Line:
    shown = tuple(codes[person] for person in one.persons if person in codes)
    return Line(
        one.number, one.read_at, _who(one.actor), one.actor.address, one.actor.purpose, _title(one.kind),
        _what(one.kind, one.payload), shown, len(one.persons) - len(shown), one.batch,
    )  # fmt: skip


def _act_line(one: acts.Act) -> Line:
    return Line(one.ordinal, one.done_at, _who(one.actor), one.actor.address, one.actor.purpose, _title(one.kind),
                _act_what(one), (), 0, None)  # fmt: skip


def _who(actor: Any) -> str:
    return gettext(actor.name) if actor.stated else actor.name or "–"


def _title(kind: str) -> str:
    known = KINDS.get(kind) or CASE_KINDS.get(kind) or ACTS.get(kind)
    return gettext(known.title) if known else kind


def _what(kind: str, payload: Mapping[str, Any]) -> str:
    if kind in ("read_case/1", "refuse_act/1"):
        told = gettext("hồ sơ công việc %(number)s") % {"number": payload.get("what", "")}
        return f"{told}: {payload['doing']}" if "doing" in payload else told
    if kind in ("log_in/1", "log_in_failed/1"):
        return {"form": gettext("trình duyệt"), "api": "API", "calendar": gettext("lịch")}.get(
            str(payload.get("way", "form")), ""
        )
    return gettext(str(payload.get("what", ""))) if payload.get("what") else ""


def _act_what(one: acts.Act) -> str:
    if one.kind == "change_account/1":
        return ChangeAccount.model_validate({**one.payload, "kind": one.kind}).label()
    if one.kind == "export/1":
        told = gettext(str(one.payload.get("what", "")))
        return ", ".join(str(part) for part in (told, one.payload.get("format"), one.payload.get("rows")) if part)
    if one.kind == "keep_books/1":
        return KeepBooks.model_validate({**one.payload, "kind": one.kind}).label()
    if one.stream.startswith("case/"):
        return gettext("hồ sơ công việc %(number)s") % {"number": one.stream.partition("/")[2]}
    return one.stream


def rows_of(lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """Lines as the rows of a table in a file."""
    for one in lines:
        persons = " ".join(one.persons) + (f" (+{one.hidden})" if one.hidden else "")
        yield (str(one.number), one.at.isoformat(), one.who, one.address, one.purpose, one.title, one.what, persons,
               str(one.batch or ""))  # fmt: skip
