"""What an office says once, above its table: the unit, the category, the day; and which form the file is.

Only what is said outright is taken ("Đơn vị: Trường THCS An Bình"; "DANH SÁCH CÔNG CHỨC"). What stands in the corner
of a form may be the superior office, and is only offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import clean, same_letters
from tinhgon.importing.roster.files import Sheet
from tinhgon.importing.roster.headers import Matched
from tinhgon.importing.roster.rows import said_by
from tinhgon.importing.roster.words import key

_LABELLED = re.compile(
    r"^(?:tên )?(?:đơn vị|cơ quan|cơ quan, đơn vị|cơ quan \(đơn vị\)|đơn vị công tác)\s*:"
    r"\s*(?P<unit>[^….:]{3,}?)[\s….]*$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\bdanh sach\b|\bbieu\b|\bso danh sach\b")
_CATEGORIES: Mapping[str, re.Pattern[str]] = {
    "civil_servant": re.compile(r"\bcong chuc\b"),
    "public_employee": re.compile(r"\bvien chuc\b"),
    "cadre": re.compile(r"\bcan bo\b(?! (?:quan ly|cong chuc vien chuc))"),
    "contract_111": re.compile(r"\bhop dong\b|\bnguoi lao dong\b|\bnhan vien\b"),
    "part_time": re.compile(r"\bkhong chuyen trach\b"),
    "teachers": re.compile(r"\bgiao vien\b|\bcan bo quan ly\b|\bdang vien\b"),
}
_TAKEN = {"civil_servant": "công chức", "public_employee": "viên chức"}
_DAY = re.compile(
    r"(?:tính đến|có mặt(?: đến| tại)?|đến|thời điểm)(?: thời điểm)?(?: hết)?(?: ngày)?\s*(\d{1,2})"
    r"(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})",
    re.IGNORECASE,
)
FORMS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("party_book", gettext_noop("Sổ danh sách đảng viên (Mẫu 7-HSĐV)"), re.compile(r"7 hsdv|so danh sach dang vien")),
    ("raise", gettext_noop("Danh sách nâng bậc lương"),
     re.compile(r"nang (?:bac )?luong|nang bac|nang phu cap|chuyen xep luong|xep luong moi")),
    ("plan", gettext_noop("Danh sách quy hoạch"),
     re.compile(r"danh sach quy hoach|quy hoach (?:can bo|cac chuc danh)")),
    ("circular_11", gettext_noop("Danh sách và tiền lương (Thông tư 11/2012/TT-BNV)"),
     re.compile(r"11 2012 tt bnv|danh sach va tien luong")),
    ("form_2c", gettext_noop("Danh sách theo Mẫu 2C"), re.compile(r"\b2c(?: tctw| bnv)?\b")),
    ("short_lines", gettext_noop("Danh sách trích ngang"), re.compile(r"trich ngang")),
    ("teachers", gettext_noop("Danh sách cán bộ quản lý, giáo viên, nhân viên"),
     re.compile(r"giao vien|can bo quan ly giao vien|cbql gv nv")),
    ("party", gettext_noop("Danh sách đảng viên"), re.compile(r"danh sach dang vien")),
)  # fmt: skip
"""(code, name, how its titles begin) of the forms that offices use, the surest first."""


@dataclass(frozen=True)
class Said:
    """`row`: where each field stands (from 1). `offered`: units that may be meant, from the nearest to the header."""

    form: str = ""
    texts: Mapping[str, str] = ()  # type: ignore[assignment]
    row: Mapping[str, int] = ()  # type: ignore[assignment]
    day: date | None = None
    offered: tuple[str, ...] = ()


def said_once(sheet: Sheet, matched: Matched) -> Said:
    """What the rows above the header and the headers themselves say."""
    above = list(_texts(sheet, matched.first_row - 1))
    texts: dict[str, str] = {}
    row: dict[str, int] = {}
    offered: list[str] = []
    day: date | None = None
    for number, text in above:
        if found := _LABELLED.match(text):
            texts["unit"], row["unit"] = found["unit"].strip(), number
        if category := _category(text):
            texts["category"], row["category"] = category, number
        day = day or _day(text)
        offered += _units(text)
    whole = " ".join(
        [*(key(text) for _, text in above), *(key(one) for one in matched.headers.values()), key(sheet.title)]
    )
    form = next((code for code, _, pattern in FORMS if pattern.search(whole)), "")
    offered += _units(sheet.title)
    return Said(form, texts, row, day, tuple(dict.fromkeys(reversed(offered))))


def form_named(code: str) -> str:
    """'' for no known form."""
    return next((name for one, name, _ in FORMS if one == code), "")


def _texts(sheet: Sheet, rows: int) -> Iterator[tuple[int, str]]:
    for number, cells in enumerate(sheet.head(rows), start=1):
        for cell in cells:
            for line in cell.splitlines():
                if text := clean(same_letters(line)):
                    yield number, text


def _category(text: str) -> str:
    """The one category that a title of a list names: 'cán bộ, công chức, viên chức' names none."""
    words = key(text)
    if not _TITLE.search(words):
        return ""
    named = [code for code, pattern in _CATEGORIES.items() if pattern.search(words)]
    return _TAKEN.get(named[0], "") if len(named) == 1 else ""


def _day(text: str) -> date | None:
    if found := _DAY.search(text):
        day, month, year = (int(part) for part in found.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    return None


def _units(text: str) -> Sequence[str]:
    """A unit that a line is, or that stands at the end of a title: 'DANH SÁCH VIÊN CHỨC TRƯỜNG THCS AN BÌNH'."""
    bare = re.sub(r"\s*[(,]?\s*(?:năm|quý|tháng|tính đến|có mặt|kèm theo)\b.*$", "", text, flags=re.IGNORECASE).strip(
        " -*."
    )
    if not _TITLE.search(key(bare)):
        said = said_by(bare)
        return [said[1]] if said and said[0] == "unit" and len(bare) < 120 else []
    words = bare.split()
    for start in range(2, len(words) - 1):
        tail = " ".join(words[start:])
        said = said_by(tail)
        if said and said[0] == "unit":
            return [tail]
    return []
