"""A list of people leave the service in one clause, as yearly decisions of an office have it."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined, vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Payload
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import LEAVING, LeaveReason


class Leaver(Payload):
    """One line of the list."""

    person: PersonRef
    reason: LeaveReason


class LeavePeople(Effect):
    """Nghỉ hưu, thôi việc theo danh sách: all places of everyone end.

    With `abolish_posts` the posts that they held as main places end too.
    """

    title: ClassVar[str] = gettext_noop("Nghỉ hưu, thôi việc theo danh sách")
    kind: Literal["leave_people/1"] = "leave_people/1"
    people: Annotated[tuple[Leaver, ...], Field(min_length=1)]
    abolish_posts: bool = False

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        for line in self.people:
            person = staff.person(line.person)
            held = [place.post_id for place in staff.assignments(person.id) if place.kind == "substantive"]
            status, _ = LEAVING[line.reason]
            staff.leave(person, reason=line.reason, status=status)
            for post_id in held if self.abolish_posts else ():
                if post_id is not None:
                    post_book(book).close_post(post_id)

    def describe(self) -> str:
        counts = Counter(line.reason for line in self.people)
        told = [f"{vietnamese_number(counts[reason])} người {word}" for reason, (_, word) in LEAVING.items()
                if counts[reason]]  # fmt: skip
        named = joined([str(line.person.code) for line in self.people[:5]])
        more = f" và {vietnamese_number(len(self.people) - 5)} người khác" if len(self.people) > 5 else ""
        posts = "; bãi bỏ các vị trí đã giữ" if self.abolish_posts else ""
        return f"Theo danh sách, {joined(told)} (mã hồ sơ {named}{more}){posts}."

    def extract(self, code: str) -> str:
        line = next((line for line in self.people if line.person.code == code), None)
        if line is None:
            return self.describe()
        posts = "; vị trí đã giữ được bãi bỏ" if self.abolish_posts else ""
        return f"Đối với {line.person.label()}: {LEAVING[line.reason][1]}{posts}."

    @classmethod
    def example(cls) -> Self:
        people = (
            Leaver(person=PersonRef(code="HS-1", id=3001), reason="retired_on_time"),
            Leaver(person=PersonRef(code="HS-3", id=3003), reason="left_at_once"),
        )
        return cls(clause="Điều 1", people=people, abolish_posts=True)
