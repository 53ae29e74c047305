"""How a vote is decided, as a definition states it: mode, base, what may be taken off it, share, and what follows."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tinhgon.law.ballots.rolls import REASONS
from tinhgon.law.ballots.shares import LimitField, ShareField

Mode = Literal["choose", "elect", "higher", "yes_no", "survey"]
BaseName = Literal["summoned", "present", "valid", "members"]
Decider = Literal["head", "chair"]

BASES: dict[BaseName, str] = {
    "summoned": "số người được triệu tập",
    "present": "số người có mặt",
    "valid": "số phiếu hợp lệ",
    "members": "tổng số thành viên",
}

OUTCOMES: dict[Mode, tuple[str, ...]] = {
    "choose": ("chosen", "stop_report"),
    "elect": ("elected", "tied", "seats_left"),
    "higher": ("elected", "tied"),
    "yes_no": ("passed", "not_passed"),
    "survey": ("counted",),
}


def _reason(value: object) -> object:
    if value not in REASONS:
        raise ValueError(f"không có lý do trừ “{value}”; có: {', '.join(REASONS)}")
    return value


Reason = Annotated[str, BeforeValidator(_reason)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Newcomer(_Part):
    """The share that somebody needs who was not among the names of the step before, on a base of its own."""

    share: ShareField
    base: BaseName = "members"


class Another(_Part):
    """What another instrument asks of the same votes. Where the two differ nobody is told one of them: `ask`."""

    instrument: str
    share: ShareField
    base: BaseName | None = None


class VoteRule(_Part):
    """One vote.

    choose   one name is sought: over the share; else those that `carry` go on; two equal at exactly half: `at_half`
    elect    N of M names: over the share, in the order of votes; tied at the last seat: `tied`; too few: `seats_left`
    higher   among those tied: the higher number is enough
    yes_no   one answer is asked for; exactly half: `at_half`
    survey   counted and told; nothing follows
    """

    mode: Mode
    base: BaseName = "summoned"
    less: tuple[Reason, ...] = ()
    share: ShareField | None = None
    carry: ShareField | None = None
    other: Newcomer | None = None
    at_half: Decider | None = None
    also: tuple[Another, ...] = ()
    candidates: Literal["listed", "from_before", "tied"] = "listed"
    answer: str = "agree"
    quorum: ShareField | None = None
    quorum_advised: ShareField | None = None
    surplus: LimitField | None = None
    secret: bool = True
    announce: bool | None = None
    article: str = ""
    title: str = ""
    rounds: Annotated[int, Field(ge=1)] = 1

    @model_validator(mode="after")
    def _fits(self) -> Self:
        asks = self.mode in ("choose", "elect", "yes_no")
        faults = {
            "share: cách biểu quyết này cần một tỷ lệ": asks and self.share is None,
            "share: cách biểu quyết này không có tỷ lệ": not asks and self.share is not None,
            "carry: chỉ dùng khi chọn một người (choose)": self.carry is not None and self.mode != "choose",
            "other: chỉ dùng khi chọn một người từ danh sách bước trước (candidates: from_before)": (
                self.other is not None and (self.mode != "choose" or self.candidates != "from_before")
            ),
            "at_half: chỉ dùng khi chọn một người hoặc lấy ý kiến đồng ý": (
                self.at_half is not None and self.mode not in ("choose", "yes_no")
            ),
            "at_half: chair chỉ dùng khi lấy ý kiến đồng ý": self.at_half == "chair" and self.mode != "yes_no",
            "also: chỉ dùng khi lấy ý kiến đồng ý": bool(self.also) and self.mode != "yes_no",
            "less: chỉ trừ được khỏi số được triệu tập hoặc tổng số thành viên": (
                bool(self.less) and self.base not in ("summoned", "members")
            ),
            "rounds: chỉ bầu (elect) mới có nhiều vòng": self.rounds > 1 and self.mode != "elect",
        }
        wrong = [fault for fault, there in faults.items() if there]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def outcomes(self) -> tuple[str, ...]:
        """Every outcome that this rule can give; each needs a way out of the step."""
        found = list(OUTCOMES[self.mode])
        if self.carry:
            found.append("carried")
        if self.at_half == "head":
            found += ["head_decides", "superior_decides"]
        if self.at_half == "chair":
            found.append("chair_decides")
        if self.also:
            found.append("ask")
        if self.quorum:
            found.append("may_not_meet")
        return tuple(found)
