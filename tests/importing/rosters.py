"""Roster files of invented people, and how they are checked and entered: for the tests of rosters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from tests.signing import sign

from tinhgon.importing import roster

ON = date(2022, 1, 1)


HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Mã đơn vị", "Chức vụ", "Số hiệu vị trí", "Loại")


GOOD = {
    "Họ và tên": "Nguyễn Văn Mẫu", "Ngày sinh": "12/03/1975", "Giới tính": "Nam", "Số CCCD": "093075000001",
    "Mã đơn vị": "S1", "Chức vụ": "Chuyên viên", "Số hiệu vị trí": "S1.10", "Loại": "Công chức",
}  # fmt: skip


def table(*people: Mapping[str, str], header: Sequence[str] = HEADER, sep: str = ",") -> bytes:
    """A csv file of rows that state what differs from the good one."""
    names = [*header, *(name for person in people for name in person if name not in header)]
    names = list(dict.fromkeys(names))
    lines = [sep.join(names)]
    for nth, person in enumerate(people, start=1):
        full = {"STT": str(nth), **GOOD, **person}
        lines.append(sep.join(f'"{full.get(name, "")}"' for name in names))
    return ("\r\n".join(lines) + "\r\n").encode()


def another(nth: int, **changes: str) -> dict[str, str]:
    """A good row of another person at another post."""
    return {"Họ và tên": f"Trần Thị Giả {nth}", "Số CCCD": f"0931750{nth:05d}", "Giới tính": "Nữ",
            "Số hiệu vị trí": f"S1.{50 + nth}", **changes}  # fmt: skip


def checked(data: bytes, on: date = ON, name: str = "ds.csv") -> roster.Checked:
    return roster.check_roster(roster.understand(roster.workbook_of(data, name=name)), on=on)


def codes(result: roster.Checked) -> list[tuple[int, str]]:
    return [(fault.row, fault.code) for fault in result.told()]


def enter(result: roster.Checked, **stated: Any) -> Any:
    with transaction.atomic():
        return sign(roster.roster_document(result, **stated))
