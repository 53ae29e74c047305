"""The names that a meeting votes on, settled before the roll is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Person, Told, error
from tinhgon.cases.state import State


class Names(Kind):
    """Chốt danh sách đưa ra bỏ phiếu. A name that comes after the roll sends the step back: relatives would sit in the
    meeting, and two counts would have two bases."""

    title: ClassVar[str] = _("Chốt danh sách bỏ phiếu")
    kind: Literal["names/1"] = "names/1"
    people: Annotated[tuple[Person, ...], Field(min_length=1)]
    seats: Annotated[int, Field(ge=1)] = 1
    document: str = ""

    def apply(self, state: State, act: Act) -> State:
        del act
        named = state.changed(named=state.named | frozenset(self.people))
        return named.running(names=self.people, seats=self.seats)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """Before the roll; nobody twice; as a step before left them, with newcomers only where the rule knows them."""
        del act
        if state.run.roll:
            yield error("list_closed", _("Đã điểm danh: danh sách bỏ phiếu không thêm bớt được; phải mở lại bước."))
        if len(set(self.people)) != len(self.people):
            yield error("name_twice", _("Có người được nêu hai lần trong danh sách."))
        votes = state.here.all_votes().values()
        fixed = [vote for vote in votes if vote.candidates == "from_before" and vote.other is None]
        strangers = sorted(set(self.people) - set(state.run.names_in))
        if fixed and strangers and state.run.names_in:
            yield error(
                "not_among_the_names_before",
                _("Chỉ bỏ phiếu cho người được bước trước giới thiệu; ngoài danh sách: {people}."),
                people=", ".join(map(str, strangers)),
            )
        for vote in votes:
            if vote.surplus and len(self.people) > self.seats + vote.surplus.of(self.seats):
                yield error(
                    "list_too_long",
                    _("Danh sách chuẩn bị có {prepared} người, nhiều hơn {most}."),
                    prepared=len(self.people),
                    most=self.seats + vote.surplus.of(self.seats),
                )

    def tell(self) -> Told:
        return Told(_("Chốt danh sách {number} người."), {"number": len(self.people)})

    @classmethod
    def example(cls) -> Self:
        return cls(people=(31, 32))
