"""The demo's living office: accounts tied to invented people with posts and rights, and cases waiting in each inbox.

It is opened once the books are signed, by the same doors as any office: one decision gives posts their rights and
people, cases are opened and moved by their actors. Everything in it is invented and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction

from tinhgon.access import ties
from tinhgon.basis.asof import AsOf
from tinhgon.cases import move, store
from tinhgon.cases.acts.acknowledge import Acknowledge
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.going_back import Return
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.number import GiveNumber
from tinhgon.decisions import by_history, desk, sign
from tinhgon.decisions.drafting import validated
from tinhgon.procedures import procedures
from tinhgon.procedures.decision_desk.signing import open_draft
from tinhgon.record.actor import Actor, shell
from tinhgon.registers.staff.queries.posts import PostRow, posts_of
from tinhgon.registers.units import queries as units
from tinhgon.web.kit.roles import GROUP, ROLES

NUMBER = "01/QĐ-BVM"
"""The decision that opens the office (bàn việc mẫu)."""
OPENED = date(2025, 7, 2)
ISSUER = "Ủy ban nhân dân thành phố Cần Thơ (giả định)"
CITY, DEPARTMENT, RECEIVER = "92", "92.SNV", "92.STC"
VARIANT = "peoples_committee"
_ALL = ("xem-ho-so",)
_POSTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "soan": ("Chuyên viên tổ chức cán bộ", ("soan", "soan-quyet-dinh", "to-chuc", *_ALL)),
    "soan2": ("Chuyên viên tổ chức cán bộ", ("soan", "soan-quyet-dinh", "to-chuc", *_ALL)),
    "kiemtra": ("Trưởng phòng Tổ chức cán bộ", ("kiem-tra", *_ALL)),
    "pheduyet": ("Chánh Văn phòng", ("phe-duyet", *_ALL)),
    "vanthu": ("Văn thư", ("van-thu",)),
    "ky": ("Phó Chủ tịch", ("ky", *_ALL)),
    "giamsat": ("Chuyên viên giám sát nội bộ", ("giam-sat", *_ALL)),
    "quantri": ("Quản trị hệ thống", ("quan-tri",)),
}
"""Account -> title of the post made for it, and its rights."""


@dataclass(frozen=True)
class _Office:
    """What the office works with: its unit, its actors, specialists who may be moved, vacant posts."""

    unit: int
    actors: Mapping[str, Actor]
    movable: Sequence[str]
    vacant: Sequence[str]


def is_open() -> bool:
    """Whether the demo's office has been opened in this ledger."""
    return User.objects.filter(groups__name=GROUP).exists()


def open_office() -> None:
    """Open it, whole or not at all. Nothing where there is no such city, or no people to be."""
    today = AsOf(store.clock().date())
    city = units.unit_by_code(today, CITY, structure="state_agency")
    if city is None or is_open():
        return
    people = _specialists(posts_of(today, city.id))
    if len(people) < len(_POSTS):
        return
    with transaction.atomic():
        named = dict(zip(_POSTS, people, strict=False))
        sign(validated(_decision(named), name=NUMBER), by_history())
        office = _staffed(city.id, named, today)
        _fill(office, today.on)


def _specialists(posts: Sequence[PostRow]) -> list[str]:
    """File codes of those who hold one post alone, those of no rank first."""
    held = [post for post in posts if len(post.holders) == 1 and post.holders[0].kind == "substantive"]
    return [post.holders[0].code for post in sorted(held, key=lambda post: (post.rank is not None, post.number))]


def _decision(named: Mapping[str, str]) -> dict[str, Any]:
    """One decision: the desk's posts with their rights, who goes there, and vacant posts of two departments."""
    desk_posts = [
        {"number": f"BVM.{place:02}", "title": title, "category": "civil_servant", "access": list(access)}
        for place, (title, access) in enumerate(_POSTS.values(), start=1)
    ]
    moves: list[dict[str, Any]] = [
        {"kind": "transfer/1", "person": code, "at_post": f"BVM.{place:02}"}
        for place, code in enumerate(named.values(), start=1)
    ]
    vacant: list[dict[str, Any]] = [
        {"kind": "create_posts/1", "unit": {"code": unit, "structure": "state_agency"}, "posts": [
            {"number": f"BVM.{unit}.{n}", "title": title, "category": "civil_servant"}
            for n, title in enumerate(("Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên", "Chuyên viên"), start=1)]}
        for unit in (DEPARTMENT, RECEIVER)
    ]  # fmt: skip
    frozen: dict[str, Any] = {"kind": "freeze_posts/1", "posts": [f"BVM.{RECEIVER}.4"]}
    desk_unit: dict[str, Any] = {
        "kind": "create_posts/1",
        "unit": {"code": CITY, "structure": "state_agency"},
        "posts": desk_posts,
    }
    effects: list[dict[str, Any]] = [desk_unit, *moves, *vacant, frozen]
    return {
        "number": NUMBER,
        "kind": "quyết định",
        "issuer": ISSUER,
        "signed_on": OPENED.isoformat(),
        "effective_on": OPENED.isoformat(),
        "subject": "Bố trí bàn việc mẫu: vị trí, quyền và người làm (giả định)",
        "synthetic": True,
        "effects": [{"clause": f"Điều {place}", **effect} for place, effect in enumerate(effects, start=1)],
    }


def _staffed(city: int, named: Mapping[str, str], today: AsOf) -> _Office:
    """Accounts without a password, each tied to its person; nobody logs in with them but by the demo's banner."""
    group, _made = Group.objects.get_or_create(name=GROUP)
    actors = {}
    for name in ROLES:
        account = User(username=name)
        account.set_unusable_password()
        account.save()
        account.groups.add(group)
        tie = ties.tie(account.pk, named[name], by=shell())
        actors[name] = Actor(account=name, account_id=account.pk, person=tie.person_id, purpose="demo")
    department = units.unit_by_code(today, DEPARTMENT, structure="state_agency")
    receiver = units.unit_by_code(today, RECEIVER, structure="state_agency")
    posts = [post for unit in (department, receiver) if unit for post in posts_of(today, unit.id)]
    vacant = [post.number for post in posts if not post.holders]
    return _Office(city, actors, _specialists(posts), vacant)


# -- cases ------------------------------------------------------------------------------------------------------------


def _fill(office: _Office, today: date) -> None:
    """A case at every step of the desk, one of them sent back, and a draft that nobody has submitted yet."""
    texts = list(_texts(office))
    to_sign, to_number, to_approve, to_check, sent_back = (
        _submitted(office, text, today, by="soan2" if place == 3 else "soan") for place, text in enumerate(texts[:5])
    )
    for case in (to_sign, to_number, to_approve):
        _checked(office, case)
    for case in (to_sign, to_number):
        _do(office, "pheduyet", case, Decide(does="approve", digest=_digest(case)))
        _do(office, "pheduyet", case, Pass())
    number = GiveNumber(series="QĐ-UBND", number="102/QĐ-UBND", dated=today, digest=_digest(to_sign))
    _do(office, "vanthu", to_sign, number)
    _do(office, "vanthu", to_sign, Pass())
    _do(office, "soan2", to_check, Pass())
    _do(office, "soan", sent_back, Pass())
    _do(
        office, "kiemtra", sent_back, Return(to="draft", reason="Chưa nêu thời hạn giữ chức vụ; bổ sung rồi trình lại.")
    )
    _kept(office, texts[5], today, by="soan2")


def _texts(office: _Office) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Subject and clauses of each draft; nobody is in two of them."""
    who, post = iter(office.movable), iter(office.vacant)

    def appoint(at: str) -> dict[str, Any]:
        return {"kind": "appoint/1", "person": next(who), "at_post": at}

    def transfer(at: str) -> dict[str, Any]:
        return {"kind": "transfer/1", "person": next(who), "at_post": at}

    frozen = f"BVM.{RECEIVER}.4"
    free = iter([one for one in post if one != frozen])
    yield "Bổ nhiệm Trưởng phòng thuộc Sở Nội vụ", [appoint(next(free))]
    yield "Bổ nhiệm Phó Trưởng phòng thuộc Sở Nội vụ", [appoint(next(free))]
    yield "Điều động công chức trong Sở Nội vụ", [transfer(next(free)), transfer(next(free))]
    yield "Điều động công chức đến Sở Tài chính", [transfer(frozen)]
    yield "Bổ nhiệm Trưởng phòng thuộc Sở Tài chính", [appoint(next(free))]
    yield "Bổ nhiệm Phó Trưởng phòng thuộc Sở Tài chính", [appoint(next(free))]


def _kept(office: _Office, text: tuple[str, list[dict[str, Any]]], today: date, *, by: str) -> int:
    subject, effects = text
    fields = {
        "kind": "quyết định", "issuer": ISSUER, "effective_on": today.isoformat(), "subject": f"{subject} (giả định)",
        "synthetic": True,
        "effects": [{"clause": f"Điều {place}", **effect} for place, effect in enumerate(effects, start=1)],
    }  # fmt: skip
    return desk.begin(fields, origin="form", by=office.actors[by]).number


def _submitted(office: _Office, text: tuple[str, list[dict[str, Any]]], today: date, *, by: str) -> int:
    procedure = procedures()["decision_desk"]
    who = move.at_opening(office.actors[by], procedure, unit=office.unit, variant=VARIANT)
    number = _kept(office, text, today, by=by)
    return open_draft(number, procedure=procedure, variant=VARIANT, unit=office.unit, by=who).state.case


def _checked(office: _Office, case: int) -> None:
    _do(office, "soan", case, Pass())
    state = store.load(case)
    for code in state.text.warnings if state.text else ():
        _do(office, "kiemtra", case, Acknowledge(code=code, reason="Đã xem, vẫn phù hợp"))
    _do(office, "kiemtra", case, Decide(does="check", digest=_digest(case)))
    _do(office, "kiemtra", case, Pass())


def _digest(case: int) -> str:
    state = store.load(case)
    return state.text.digest if state.text else ""


def _do(office: _Office, name: str, case: int, content: Any) -> None:
    move.do(case, content, by=move.at_post(office.actors[name], case, content.doing))
