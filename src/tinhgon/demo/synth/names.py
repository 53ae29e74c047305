"""Invented people: names drawn at random from common Vietnamese ones, years, schooling, pay. None of them exists."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from tinhgon.registers.establishment.payloads import Category, Rank

FAMILIES = (
    ("Nguyễn", 38), ("Trần", 12), ("Lê", 10), ("Phạm", 8), ("Huỳnh", 6), ("Võ", 5), ("Phan", 4), ("Đặng", 3),
    ("Bùi", 3), ("Đỗ", 2), ("Hồ", 2), ("Ngô", 2), ("Dương", 2), ("Lý", 1), ("Trương", 2), ("Đoàn", 1),
    ("Cao", 1), ("Mai", 1),
)  # fmt: skip
_KHMER, _HOA = ("Thạch", "Sơn", "Kim", "Danh", "Lâm", "Châu"), ("Quách", "Lý", "Mã", "Trịnh", "Lưu", "Giang")
MIDDLE = {
    "male": ("Văn", "Hữu", "Minh", "Thanh", "Quốc", "Hoàng", "Đức", "Công", "Chí", "Tấn", "Ngọc", "Trung"),
    "female": ("Thị", "Thị", "Thị Ngọc", "Thị Kim", "Ngọc", "Thanh", "Thị Thu", "Mỹ", "Bích", "Thị Mỹ", "Hồng", "Kim"),
}  # fmt: skip
GIVEN = {
    "male": (
        "An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hải", "Hiếu", "Hòa", "Hùng", "Khánh", "Khoa", "Lâm", "Long",
        "Lộc", "Minh", "Nam", "Nghĩa", "Nhân", "Phong", "Phúc", "Phước", "Quang", "Quân", "Sơn", "Tài", "Tâm", "Thành",
        "Thắng", "Thiện", "Thịnh", "Tiến", "Toàn", "Trí", "Trung", "Tú", "Tuấn", "Vinh", "Vũ",
    ),
    "female": (
        "Anh", "Chi", "Diễm", "Diệu", "Dung", "Duyên", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hương", "Huyền", "Lan",
        "Liên", "Linh", "Loan", "Mai", "My", "Nga", "Ngân", "Ngọc", "Nhi", "Nhung", "Oanh", "Phượng", "Phương", "Quyên",
        "Thảo", "Thu", "Thúy", "Thủy", "Tiên", "Trang", "Trâm", "Trinh", "Tuyết", "Vân", "Xuân", "Yến",
    ),
}  # fmt: skip
RETIRES_AT: Mapping[str, tuple[int, int, int]] = MappingProxyType({"male": (60, 3, 62), "female": (55, 4, 60)})
"""The age until 2020 (Bộ luật Lao động 2012, Điều 187), the months it rises by each year from 2021 on, and up to which
age (Bộ luật Lao động 2019, Điều 169)."""
SCALES: Mapping[str, tuple[Decimal, Decimal, int, int]] = MappingProxyType({
    "A3.1": (Decimal("6.20"), Decimal("0.36"), 6, 3), "A2.1": (Decimal("4.40"), Decimal("0.34"), 8, 3),
    "A1": (Decimal("2.34"), Decimal("0.33"), 9, 3), "A0": (Decimal("2.10"), Decimal("0.31"), 10, 3),
    "B": (Decimal("1.86"), Decimal("0.20"), 12, 2),
})  # fmt: skip
"""First coefficient, step, number of steps, years a step (Nghị định 204/2004/NĐ-CP)."""
_RANKS = {
    "A3.1": "Chuyên viên cao cấp",
    "A2.1": "Chuyên viên chính",
    "A1": "Chuyên viên",
    "A0": "Cán sự (A0)",
    "B": "Cán sự",
}
_CARING = frozenset({"teacher_nursery", "nurse", "midwife"})
_AGES = ((22, 26, 10), (27, 32, 22), (33, 38, 25), (39, 44, 18), (45, 50, 13), (51, 54, 8), (55, 59, 4))
_PARTY_MEMBERS: Mapping[Category, float] = MappingProxyType({
    "cadre": 1.0, "civil_servant": 0.82, "public_employee": 0.38, "commune_official": 0.8, "part_time_commune": 0.5,
    "part_time_hamlet": 0.45, "contract_111": 0.1,
})  # fmt: skip


@dataclass
class Person:
    """Somebody invented: the file code, what the years have to reckon with, and the record as it is entered."""

    code: str
    sex: str
    born: date
    recruited_on: date
    record: dict[str, Any]

    @cached_property
    def retires_on(self) -> date:
        """The first of the month after the age of that year is reached."""
        age, rise, most = RETIRES_AT[self.sex]
        months = age * 12
        while True:
            count = self.born.year * 12 + self.born.month + months
            day = date(count // 12, count % 12 + 1, 1)
            due = min(most * 12, age * 12 + rise * max(0, day.year - 2020))
            if months >= due:
                return day
            months += 1

    def age(self, on: date) -> float:
        """Years, and parts of one."""
        return (on - self.born).days / 365.25


class People:
    """Draws people, each another one: codes and identification numbers are given once."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._numbers: set[str] = set()
        self._count = 0

    def draw(
        self, on: date, category: Category, *, position: str = "", rank: Rank | None = None, new: bool = False
    ) -> Person:
        """Somebody who holds a post of this category on that day; `new`: who has just been recruited."""
        rng = self._rng
        female = 0.72 if position in _CARING else 0.58 if "teacher" in position else 0.34
        sex = "female" if rng.random() < female else "male"
        age = rng.uniform(22.2, 27) if new else self._age(sex, rank)
        born = on - timedelta(days=int(age * 365.25))
        began = on if new else min(on, born + timedelta(days=int(365.25 * rng.uniform(22, min(age, 28)))))
        self._count += 1
        record = {
            "sex": sex, "birth_year": born.year, "birth_month": born.month, "birth_day": f"{born.day:02d}",
            **self._named(sex, born), "recruited_on": began.isoformat(), "education": "12/12",
            **self._schooled(category, position, rank, began), **self._member(category, rank, began, on),
        }  # fmt: skip
        if not category.startswith("part_time"):
            record |= self._paid(str(record["professional"]), rank, began, on)
        return Person(f"HG{self._count:06d}", sex, born, began, record)

    def _age(self, sex: str, rank: Rank | None) -> float:
        most = RETIRES_AT[sex][0] - 0.1
        while True:
            low, high, _ = self._rng.choices(_AGES, weights=[band[2] for band in _AGES])[0]
            age = self._rng.uniform(low, high + 1) + (4 if rank == "head" else 2 if rank == "deputy" else 0)
            if 22.2 <= age < most and (rank is None or age >= 29):
                return age

    def _named(self, sex: str, born: date) -> dict[str, Any]:
        rng = self._rng
        draw = rng.random()
        ethnicity, families = "kinh", None
        if draw < 0.032:
            ethnicity, families = "khmer", _KHMER
        elif draw < 0.045:
            ethnicity, families = "hoa", _HOA
        family = rng.choice(families) if families else _drawn(rng, FAMILIES)
        while True:
            number = f"093{'0' if sex == 'male' else '1'}{born.year % 100:02d}{rng.randrange(10**6):06d}"
            if number not in self._numbers:
                self._numbers.add(number)
                break
        name = f"{family} {rng.choice(MIDDLE[sex])} {rng.choice(GIVEN[sex])}"
        return {"name": name, "id_number": number, "ethnicity": ethnicity}

    def _schooled(self, category: Category, position: str, rank: Rank | None, began: date) -> dict[str, Any]:
        rng = self._rng
        if category.startswith("part_time"):
            professional = _drawn(rng, (("none", 45), ("elementary", 15), ("intermediate", 28), ("university", 12)))
        elif category == "commune_official":
            professional = _drawn(rng, (("university", 58), ("college", 10), ("intermediate", 32)))
        elif position in ("teacher_nursery", "teacher_primary", "nurse", "midwife", "assistant_doctor"):
            professional = _drawn(rng, (("university", 45), ("college", 33), ("intermediate", 22)))
        else:
            professional = _drawn(rng, (("university", 84), ("master", 11), ("college", 4), ("doctor", 1)))
        if rank and category != "part_time_hamlet" and professional in ("none", "elementary"):
            professional = "intermediate"
        if rank == "head" and category in ("cadre", "civil_servant"):
            theory = _drawn(rng, (("advanced", 80), ("intermediate", 20)))
        elif rank and category != "part_time_hamlet":
            theory = _drawn(rng, (("advanced", 35), ("intermediate", 60), ("elementary", 5)))
        elif began.year >= 2012 or category.startswith("part_time"):
            theory = _drawn(rng, (("none", 60), ("elementary", 32), ("intermediate", 8)))
        else:
            theory = _drawn(rng, (("none", 35), ("elementary", 30), ("intermediate", 32), ("advanced", 3)))
        found: dict[str, Any] = {"professional": professional, "theory": theory}
        if category in ("cadre", "civil_servant", "commune_official"):
            senior = "principal_specialist" if rank == "head" else "specialist"
            found["state_management"] = senior if professional in ("university", "master", "doctor") else "officer"
        return found

    def _member(self, category: Category, rank: Rank | None, began: date, on: date) -> dict[str, Any]:
        """Members since some years after they began; official a year after they were admitted."""
        share = 1.0 if rank and category != "public_employee" else _PARTY_MEMBERS[category] + (0.4 if rank else 0)
        admitted = began + timedelta(days=int(365.25 * self._rng.uniform(0.8, 6)))
        if self._rng.random() >= share or admitted >= on:
            return {}
        official = admitted.replace(year=admitted.year + 1, day=min(admitted.day, 28))
        found = {"party_admitted_on": admitted.isoformat()}
        return found | ({"party_official_on": official.isoformat()} if official <= on else {})

    def _paid(self, professional: str, rank: Rank | None, began: date, on: date) -> dict[str, Any]:
        years = (on - began).days / 365.25
        scale = {"college": "A0", "intermediate": "B", "elementary": "B"}.get(professional, "A1")
        if scale == "A1" and years > 15 and (rank == "head" or self._rng.random() < 0.12):
            scale, years = "A2.1", years - 15
        first, step, steps, pace = SCALES[scale]
        reached = min(steps, 1 + int(years // pace))
        since = min(on, began + timedelta(days=int(365.25 * pace * (reached - 1))))
        if scale == "A2.1":
            since = min(on, since + timedelta(days=int(15 * 365.25)))
        return {
            "pay_rank": _RANKS[scale], "pay_scale": scale, "pay_step": reached,
            "coefficient": f"{first + step * (reached - 1):.2f}", "coefficient_from": since.isoformat(),
        }  # fmt: skip


def _drawn(rng: random.Random, choices: Sequence[tuple[str, int]]) -> str:
    return rng.choices([name for name, _ in choices], weights=[weight for _, weight in choices])[0]
