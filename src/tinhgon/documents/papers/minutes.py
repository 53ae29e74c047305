"""Minutes of a meeting: when, who, what was put to it and what came of it, which views differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tinhgon.documents.model import DOTS, Mark, Paper, Paragraph, Signature, printable
from tinhgon.documents.papers.common import Asked, opening, paper_of


@dataclass(frozen=True)
class Meeting:
    """A meeting as it went. People are told in words ('bà Trần Thị Mẫu (mã hồ sơ HS-3)'); what is not stated is None or
    empty and is left to be written in. `apart`: who stood aside as a relative; `views` as in a submission."""

    issuer: str
    title: str
    begun: datetime
    ended: datetime | None = None
    where: str = ""
    chair: str = ""
    secretary: str = ""
    summoned: int | None = None
    present: Sequence[str] = ()
    absent: Sequence[tuple[str, str]] = ()
    apart: Sequence[str] = ()
    matters: Sequence[str] = ()
    views: str | None = None
    number: str = ""


def minutes_paper(meeting: Meeting, mark: Mark, *, asked: Asked | None = None) -> Paper:
    """The paper of a meeting, as the form of its day has it: signed by the secretary and the chair."""
    opened = opening(meeting.issuer, meeting.begun.date(), asked)
    came = len(meeting.present)
    called = DOTS if meeting.summoned is None else str(meeting.summoned)
    body = [
        Paragraph(f"Thời gian bắt đầu: {moment_told(meeting.begun)}."),
        Paragraph(f"Địa điểm: {printable(meeting.where) or DOTS * 2}."),
        Paragraph(f"Thành phần tham dự: được triệu tập {called} người, có mặt {came} người."),
        *(Paragraph(f"- {printable(one)};") for one in meeting.present),
        *_aside(meeting),
        Paragraph(f"Chủ trì: {printable(meeting.chair) or DOTS * 2}."),
        Paragraph(f"Thư ký (người ghi biên bản): {printable(meeting.secretary) or DOTS * 2}."),
        Paragraph("Nội dung:", part="article"),
        *(Paragraph(f"{place}. {printable(one)}") for place, one in enumerate(meeting.matters or (DOTS * 4,), start=1)),
        Paragraph(f"Ý kiến khác nhau: {_views(meeting.views)}"),
        Paragraph(f"Cuộc họp kết thúc vào {moment_told(meeting.ended)}{opened.form.word('closing')}"),
    ]
    form = opened.form
    return paper_of(
        opened, "minutes", "BIÊN BẢN", body, mark, short="BB", number=meeting.number, subject=meeting.title,
        is_dated=False, signature=Signature("", form.word("minutes_right"), asked.signer_name if asked else ""),
        second=Signature("", form.word("minutes_left")),
    )  # fmt: skip


def _aside(meeting: Meeting) -> list[Paragraph]:
    found = []
    if meeting.absent:
        found.append(Paragraph(f"Vắng mặt {len(meeting.absent)} người:"))
        told = (f"{who}, lý do: {why}" if why else who for who, why in meeting.absent)
        found += [Paragraph(f"- {printable(one)};") for one in told]
    if meeting.apart:
        names = ", ".join(map(printable, meeting.apart))
        found.append(Paragraph(f"Không dự, không bỏ phiếu vì có quan hệ gia đình với người được xem xét: {names}."))
    return found


def _views(views: str | None) -> str:
    if views is None:
        return f"{DOTS * 4}."
    return f"{printable(views).rstrip('.')}." if views else "không có."


def moment_told(moment: datetime | None) -> str:
    """'08 giờ 30, ngày 05/01/2022'; dots where it is not known."""
    if moment is None:
        return "…… giờ ……, ngày …… tháng …… năm ………"
    return f"{moment:%H} giờ {moment:%M}, ngày {moment:%d/%m/%Y}"
