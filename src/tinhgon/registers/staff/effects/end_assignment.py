"""Somebody no longer holds a place, and stays in the service or comes home."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import (
    LEAVING,
    LeaveReason,
    Place,
)

EndReason = Literal[LeaveReason, "term_ended", "rotated", "appointed"]
_WHY = {
    "retired_on_time": "nghỉ hưu đúng tuổi", "retired_early": "nghỉ hưu trước tuổi", "left_at_once": "thôi việc ngay",
    "resigned": "xin thôi giữ", "transferred": "điều động", "died": "từ trần", "dismissed": "bị cách chức",
    "not_reelected": "không tái cử", "term_ended": "hết thời hạn", "rotated": "luân chuyển",
    "appointed": "nhận vị trí khác",
}  # fmt: skip


class EndAssignment(Place, Effect):
    """Thôi giữ vị trí. The end of a seconded place brings the person home; that of the last one, for a reason for which
    people leave, ends the service."""

    title: ClassVar[str] = gettext_noop("Thôi giữ vị trí")
    kind: Literal["end_assignment/1"] = "end_assignment/1"
    person: PersonRef
    reason: EndReason = "term_ended"

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        person = staff.person(self.person)
        ended = staff.place_of(person, self.place(book))
        staff.end_assignment(ended.id, self.reason)
        if ended.kind == "seconded":
            for home in staff.assignments(person.id):
                if home.fields.get("away"):
                    staff.change_assignment(home.id, {"away": False})
        left = {str(reason): status for reason, (status, _) in LEAVING.items()}.get(self.reason)
        if left and not staff.assignments(person.id):
            staff.change_person(person.id, {"status": left})

    def describe(self) -> str:
        return f"Cho {self.person.label()} thôi công tác tại {self.place_told()}, lý do: {_WHY[self.reason]}."

    @classmethod
    def example(cls) -> Self:
        person = PersonRef(code="HS-2", id=3002)
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S1.02"), reason="resigned")
