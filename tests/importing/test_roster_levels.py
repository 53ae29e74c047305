"""Levels of qualification in rosters: read by all of their words, never by the first."""

from __future__ import annotations

import pytest

from tinhgon.importing.roster.levels import read_level

LEVELS = [
    ("professional", "Bác sĩ CKI", "master"), ("professional", "Thạc sĩ (đang học)", "?"),
    ("professional", "Đại học, Thạc sĩ", "master"), ("professional", "Cử nhân Cao đẳng", "?"),
    ("theory", "Cử nhân Luật", "?"), ("professional", "Chưa tốt nghiệp đại học", "?"),
    ("state_management", "Chuyên viên; chuyên viên chính", "principal_specialist"),
    ("professional", "Trên đại học", "?"), ("professional", "ĐHSP", "university"),
    ("professional", "KTS", "university"),
    ("professional", "Dược sĩ", "?"), ("professional", "PGS.TS", "doctor"), ("professional", "BSCKII", "doctor"),
    ("professional", "ĐH Luật; ThS", "master"), ("professional", "Cử nhân Xây dựng Đảng", "university"),
    ("professional", "Đại học Phòng cháy chữa cháy", "university"), ("professional", "Trung cấp LLCT", "?"),
    ("professional", "Đại học - đang học Thạc sĩ", "?"), ("professional", "Kỹ sư thực hành", "?"),
    ("professional", "Cao học (chưa bảo vệ)", "?"), ("professional", "2 bằng đại học", "university"),
    ("professional", "Y sĩ", "intermediate"), ("professional", "Đại học/Thạc sĩ", "?"),
    ("theory", "Cao cấp LLCT", "advanced"),
    ("theory", "Cử nhân", "advanced"), ("theory", "Đang học cao cấp", "?"),
    ("theory", "Trung cấp LLCT-HC", "intermediate"),
    ("theory", "Đại học", "?"), ("state_management", "QLNN ngạch chuyên viên chính", "principal_specialist"),
    ("state_management", "Lãnh đạo cấp phòng", "?"), ("state_management", "x", "?"), ("professional", "NCS", "?"),
    ("professional", "Bác sĩ nội trú", "?"), ("professional", "Thac si dang hoc", "?"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "level"), LEVELS)
def test_a_level_is_read_by_all_of_its_words(field: str, text: str, level: str) -> None:
    value, code = read_level(field, text)
    assert (value or "?") == level
    assert (code is None) == (level != "?")
