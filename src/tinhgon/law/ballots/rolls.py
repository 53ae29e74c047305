"""Who was summoned, who came, and who is taken off the base for which reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tinhgon.basis.errors import BadInput, Wording
from tinhgon.basis.errors import gettext_noop as _

RELATED = "related"

REASONS: Mapping[str, str] = MappingProxyType(
    {
        RELATED: _("có quan hệ gia đình với người được xem xét"),
        "own_concern": _("việc của chính mình"),
        "force_majeure": _("vắng do bất khả kháng, không thể bỏ phiếu"),
        "temporary_elsewhere": _("được giới thiệu sinh hoạt tạm thời nơi khác"),
        "exempted_absent": _("được miễn công tác và sinh hoạt, vắng mặt"),
        "suspended": _("bị đình chỉ sinh hoạt, bị khởi tố hoặc tạm giam"),
        "absent_throughout": _("vắng suốt thời gian họp, lý do được chấp nhận"),
        "no_alternate": _("đại biểu vắng suốt thời gian họp, không có người thay"),
    }
)
"""Why somebody may be taken off a base. A rule names those that it allows; relatives are always out (PC-04)."""

ALWAYS = frozenset({RELATED, "own_concern"})
"""A relation, or one's own concern where the rule says so, is settled before the ballots; no vote rule allows more."""


@dataclass(frozen=True)
class Deduction:
    """One person taken off the base for one reason, with what proves it (a paper, a decision)."""

    person: int
    reason: str
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Roll:
    """The numbers that bases are made of. `None` is not stated, which is not zero.

    `summoned` are people, each counted once whatever posts they hold; `members` the whole body where the rule counts
    on it. `taken_out` gives people by reason; a paper that states numbers only is `Roll(...)` with those numbers.
    """

    summoned: int | None = None
    present: int | None = None
    members: int | None = None
    taken_out: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what cannot be, naming it."""
        for label, number in (
            (_("Số được triệu tập"), self.summoned),
            (_("Số có mặt"), self.present),
            (_("Tổng số thành viên"), self.members),
            *((_("Số được trừ"), number) for number in self.taken_out.values()),
        ):
            if number is not None and number < 0:
                raise BadInput("roll_negative", _("{what}: {number} là số âm."), what=Wording(label), number=number)
        for reason in self.taken_out:
            if reason not in REASONS:
                raise BadInput("reason_unknown", _("Không có lý do trừ “{reason}”."), reason=reason)
        whole = self.members if self.summoned is None else self.summoned
        out = sum(self.taken_out.values())
        if whole is not None and out > max(whole, self.members or 0):
            raise BadInput(
                "roll_too_many_out",
                _("Trừ {out} người nhưng chỉ triệu tập {whole} người."),
                out=out,
                whole=max(whole, self.members or 0),
            )
        if self.summoned is not None and self.present is not None and self.present > self.summoned:
            raise BadInput(
                "roll_more_than_summoned",
                _("Có mặt {present} người nhưng chỉ triệu tập {summoned} người."),
                present=self.present,
                summoned=self.summoned,
            )

    @classmethod
    def of_people(
        cls,
        *,
        summoned: Iterable[int],
        present: Iterable[int] | None = None,
        members: Iterable[int] | None = None,
        taken_out: Collection[Deduction] = (),
    ) -> Roll:
        """A roll of people by id. A deduction is somebody of the roll, once, for a known reason, absent, and proved."""
        called = frozenset(summoned)
        came = None if present is None else frozenset(present)
        body = None if members is None else frozenset(members)
        if came is not None and came - called:
            raise BadInput(
                "present_not_summoned",
                _("Người có mặt không có trong danh sách triệu tập: {people}."),
                people=", ".join(map(str, sorted(came - called))),
            )
        seen: set[int] = set()
        for one in taken_out:
            _may_be_taken_out(one, called | (body or frozenset()), came or frozenset(), seen)
            seen.add(one.person)
        reasons = [one.reason for one in taken_out]
        return cls(
            summoned=len(called),
            present=None if came is None else len(came),
            members=None if body is None else len(body),
            taken_out={reason: reasons.count(reason) for reason in dict.fromkeys(reasons)},
        )


def _may_be_taken_out(one: Deduction, roll: frozenset[int], came: frozenset[int], seen: set[int]) -> None:
    faults = (
        (one.reason not in REASONS, "reason_unknown", _("Không có lý do trừ “{reason}”.")),
        (one.person not in roll, "taken_out_stranger", _("Người số {person} được trừ nhưng không có trong danh sách.")),
        (one.person in seen, "taken_out_twice", _("Người số {person} được trừ hai lần; mỗi người một lý do.")),
        (one.person in came, "taken_out_present", _("Người số {person} có mặt nên không được trừ.")),
        (
            not one.evidence and one.reason not in ALWAYS,
            "taken_out_unproved",
            _("Người số {person} được trừ nhưng chưa nêu văn bản chứng minh lý do."),
        ),
    )
    for wrong, code, message in faults:
        if wrong:
            raise BadInput(code, message, person=one.person, reason=one.reason)
