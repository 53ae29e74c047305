"""A ballot paper: the names or the question, and where to mark. Nothing on it says who casts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinhgon.basis.text import person_sort_key
from tinhgon.documents.model import Mark, Paper, Paragraph, Table, printable
from tinhgon.documents.papers.common import Asked, opening, paper_of
from tinhgon.law.ballots import VoteRule

BLANK = Mark("blank", "")
"""No number, no digest: equal papers, so that no ballot can be told from another."""


@dataclass(frozen=True)
class Ballot:
    """What is voted on. `names`: (name, what they are); they stand in the order of the alphabet by given name."""

    issuer: str
    title: str
    day: date
    rule: VoteRule
    names: Sequence[tuple[str, str]] = ()
    seats: int = 1


def ballot_paper(ballot: Ballot, *, asked: Asked | None = None) -> Paper:
    """The paper that every voter gets, all alike. Marked as the Party's rule of elections has it: names struck out
    where there are more than seats, else a cross in one of two columns."""
    opened = opening(ballot.issuer, ballot.day, asked)
    mode, names = ballot.rule.mode, sorted(ballot.names, key=lambda one: person_sort_key(one[0]))
    name = {"elect": "PHIẾU BẦU", "higher": "PHIẾU BẦU", "yes_no": "PHIẾU BIỂU QUYẾT"}.get(mode, "PHIẾU LẤY Ý KIẾN")
    strikes = mode in ("elect", "higher") and len(names) > ballot.seats
    body: list[Paragraph | Table] = [
        Paragraph(_how(ballot, many=len(names), strikes=strikes)),
        _table(names, strikes=strikes, subject=ballot.title),
    ]
    if ballot.rule.secret:
        body.append(Paragraph("Người bỏ phiếu không ký tên, không ghi họ tên, không đánh dấu riêng vào phiếu."))
    body.append(Paragraph("Phiếu có dấu của nơi triệu tập ở góc trái phía trên."))
    return paper_of(opened, "ballot", name, body, BLANK, subject=ballot.title)


def _how(ballot: Ballot, *, many: int, strikes: bool) -> str:
    if strikes:
        return (
            f"Bầu {ballot.seats:02d} người trong {many:02d} người có tên dưới đây. Không bầu ai thì gạch ngang cả "
            f"họ và tên người ấy. Phiếu bầu quá {ballot.seats:02d} người là phiếu không hợp lệ."
        )
    if ballot.rule.mode == "choose":
        cross = "đánh dấu X vào ô “Đồng ý” của người được chọn"
        return f"Chọn 01 người trong {many:02d} người có tên dưới đây: {cross}."
    return f"Đánh dấu X vào một trong hai ô{' đối với từng người' if many else ''}."


def _table(names: Sequence[tuple[str, str]], *, strikes: bool, subject: str) -> Table:
    if not names:
        row = (printable(subject), "", "")
        return Table(("Nội dung", "Đồng ý", "Không đồng ý"), [row], (6, 2, 2), frozenset({1, 2}))
    told = [(str(place), printable(name), printable(what)) for place, (name, what) in enumerate(names, start=1)]
    if strikes:
        return Table(("STT", "Họ và tên", "Chức vụ, nơi công tác"), told, (1, 5, 6), frozenset({0}))
    heads = ("STT", "Họ và tên", "Chức vụ, nơi công tác", "Đồng ý", "Không đồng ý")
    return Table(heads, [(*row, "", "") for row in told], (1, 4, 4, 2, 2), frozenset({0, 3, 4}))
