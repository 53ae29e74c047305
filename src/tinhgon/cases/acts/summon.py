"""A meeting is summoned: the whole body of the day, less those who are related."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Person, Told, error
from tinhgon.cases.acts.relation import Relation, relations_found
from tinhgon.cases.ledger import Kin, Ledger
from tinhgon.cases.state import State


class Summon(Kind):
    """Triệu tập. `members`, `decision` and `related` are written by the door, as the ledger of the day says."""

    title: ClassVar[str] = _("Triệu tập")
    kind: Literal["summon/1"] = "summon/1"
    by_the_door: ClassVar[frozenset[str]] = frozenset({"members", "decision", "related"})
    summoned: Annotated[tuple[Person, ...], Field(min_length=1)]
    at: str = ""
    members: tuple[Person, ...] = ()
    decision: str = ""
    related: tuple[Relation, ...] = ()

    def resolved(self, state: State, ledger: Ledger, act: Act) -> Self:
        on = act.done_at.date()
        body = ledger.body(state.here.body, state.unit, on) if state.here.body else None
        members = body.people if body else frozenset()
        return self.model_copy(
            update={
                "members": tuple(sorted(members)),
                "decision": body.decision if body else "",
                "related": relations_found(state, ledger, members | frozenset(self.summoned), on),
            }
        )

    def apply(self, state: State, act: Act) -> State:
        del act
        return state.running(
            summoned=self.summoned,
            members=frozenset(self.members),
            body_decision=self.decision,
            related=tuple(Kin(one.person, one.of, one.relation) for one in self.related),
        )

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """Nobody twice, nobody related, nobody outside the body, and not after the roll."""
        del act
        if state.run.roll:
            yield error("roll_called", _("Đã điểm danh; rút việc điểm danh trước."))
        if len(set(self.summoned)) != len(self.summoned):
            yield error("summoned_twice", _("Có người được triệu tập hai lần; giữ nhiều chức vụ vẫn là một người."))
        if state.here.body and not self.members:
            yield error(
                "no_list_of_body",
                _("Chưa có danh sách thành viên “{body}” áp dụng cho ngày này."),
                body=state.here.body,
            )
        for one in self.related:
            if one.person in self.summoned:
                yield error(
                    "related_summoned",
                    _("Người số {person} có quan hệ gia đình với người được xem xét ({rule}), không được triệu tập."),
                    person=one.person,
                    rule=one.rule,
                )
        strangers = sorted(set(self.summoned) - set(self.members)) if self.members else []
        for person in strangers:
            yield error("not_of_the_body", _("Người số {person} không phải thành viên."), person=person)

    def tell(self) -> Told:
        return Told(_("Triệu tập {number} người."), {"number": len(self.summoned)})

    @classmethod
    def example(cls) -> Self:
        return cls(summoned=(1, 2, 3), members=(1, 2, 3, 4), decision="12-QĐ/TU", at="8 giờ 02/12/2026")
