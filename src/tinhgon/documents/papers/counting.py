"""Minutes of the counting of ballots: what was handed out, what came back, what each name has, what follows by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from tinhgon.basis.text import vietnamese_number
from tinhgon.documents.model import DOTS, Mark, Paper, Paragraph, Signature, Table, printable
from tinhgon.documents.papers.common import Asked, opening, paper_of
from tinhgon.documents.papers.minutes import moment_told
from tinhgon.law.ballots import REASONS, Choice, Count, Result, Roll, VoteRule
from tinhgon.law.ballots.rules import BASES

ANSWERS = {"agree": "Đồng ý", "disagree": "Không đồng ý", "other": "Ý kiến khác"}
OUTCOMES = {
    "chosen": "chọn được", "carried": "đưa sang bước sau", "stop_report": "không đạt, dừng và báo cáo",
    "head_decides": "hai người ngang phiếu, người đứng đầu chọn", "superior_decides": "cấp trên quyết định",
    "chair_decides": "theo phiếu của người chủ trì", "elected": "bầu đủ", "tied": "bằng phiếu ở vị trí cuối",
    "seats_left": "bầu chưa đủ số lượng", "passed": "đạt", "not_passed": "không đạt", "counted": "đã lấy ý kiến",
    "ask": "hai quy định cho kết quả khác nhau, xin ý kiến", "may_not_meet": "không đủ thành phần",
}  # fmt: skip


@dataclass(frozen=True)
class Counting:
    """One round of one vote, counted and decided by its rule. `told`: each choice in words; `counters` counted."""

    issuer: str
    title: str
    at: datetime
    rule: VoteRule
    roll: Roll
    count: Count
    result: Result
    told: Mapping[Choice, str]
    counters: Sequence[str] = ()
    number: str = ""
    round: int = 1


def counting_paper(counting: Counting, mark: Mark, *, asked: Asked | None = None) -> Paper:
    """The paper of a count. Below three voters it tells no distribution: it would say who voted how."""
    opened = opening(counting.issuer, counting.at.date(), asked)
    heading = f"Kiểm phiếu {counting.title}" + (f", vòng {counting.round}" if counting.round > 1 else "")
    who = ", ".join(map(printable, counting.counters)) or DOTS * 2
    body: list[Paragraph | Table] = [
        Paragraph(f"Thời gian: {moment_told(counting.at)}."),
        Paragraph(f"Người kiểm phiếu: {who}."),
        *_people(counting.roll),
        *_ballots(counting.count),
    ]
    if counting.result.may_be_shown:
        body.append(_table(counting))
    else:
        body.append(Paragraph("Dưới ba người bỏ phiếu: không ghi số phiếu từng người để giữ kín lá phiếu."))
    body += [*_base(counting), Paragraph(f"Kết quả: {_outcome(counting)}{opened.form.word('closing')}")]
    form = opened.form
    return paper_of(
        opened, "counting", "BIÊN BẢN", body, mark, short="BB", number=counting.number, subject=heading, is_dated=False,
        signature=Signature("", "TỔ KIỂM PHIẾU"), second=Signature("", form.word("minutes_right")),
    )  # fmt: skip


def _people(roll: Roll) -> list[Paragraph]:
    found = [
        Paragraph(f"Số người được triệu tập: {_told(roll.summoned)}; có mặt: {_told(roll.present)}."),
    ]
    if roll.members is not None:
        found.append(Paragraph(f"Tổng số thành viên: {roll.members}."))
    found += [
        Paragraph(f"Được trừ khỏi số tính tỷ lệ: {number} người {REASONS[reason]}.")
        for reason, number in roll.taken_out.items()
    ]
    return found


def _ballots(count: Count) -> list[Paragraph]:
    lines = (
        f"Số phiếu phát ra: {_told(count.issued)}; thu về: {_told(count.returned)}; "
        f"hợp lệ: {_told(count.valid_known)}; "
        f"không hợp lệ: {_told(count.invalid)}."
    )
    why = "; ".join(f"{printable(reason)}: {number}" for reason, number in count.reasons.items())
    return [Paragraph(lines), *([Paragraph(f"Lý do phiếu không hợp lệ: {why}.")] if why else [])]


def _table(counting: Counting) -> Table:
    rows = [
        (
            str(place), printable(_choice(counting, line.choice)), str(line.votes), _percent(line.of_base),
            "" if counting.rule.share is None else "đạt" if line.met else "không đạt",
        )
        for place, line in enumerate(counting.result.lines, start=1)
    ]  # fmt: skip
    heads = ("STT", "Họ và tên, phương án", "Số phiếu", "Tỷ lệ", "So với mức quy định")
    return Table(heads, rows, (1, 6, 2, 2, 3), centred=frozenset({0, 2, 3, 4}))


def _base(counting: Counting) -> list[Paragraph]:
    rule, base = counting.rule, counting.result.base
    less = f" ({base.whole} trừ {base.whole - base.total})" if base.less else ""
    told = f"Tỷ lệ tính trên {BASES[rule.base]}: {base.total}{less}"
    needed = f"; mức phải đạt: {rule.share.label()}" if rule.share else ""
    enough = f", tức ít nhất {counting.result.needed} phiếu" if counting.result.needed is not None else ""
    article = f" Căn cứ: {printable(rule.article)}." if rule.article else ""
    return [Paragraph(f"{told}{needed}{enough}.{article}")]


def _outcome(counting: Counting) -> str:
    result = counting.result
    word = OUTCOMES.get(result.outcome, result.outcome)
    for label, choices in (("", result.chosen), ("bằng phiếu: ", result.tied), ("đưa sang bước sau: ", result.go_on)):
        if choices:
            return f"{word}; {label}{', '.join(printable(_choice(counting, one)) for one in choices)}"
    return word


def _choice(counting: Counting, choice: Choice) -> str:
    return counting.told.get(choice) or ANSWERS.get(str(choice), str(choice))


def _percent(share: Fraction) -> str:
    return f"{vietnamese_number(Decimal(share.numerator * 100) / Decimal(share.denominator), 2)}%"


def _told(number: int | None) -> str:
    return "không ghi" if number is None else str(number)
