"""Invented resolutions over real units: random mergers of neighbours, homonyms left bare or in brackets, none wrong."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tinhgon.reading import Register, read_borders, read_units, understand
from tinhgon.reading.names import key

pytestmark = pytest.mark.nation
PLACES = [
    (("74", "77", "79"), "Thành phố Hồ Chí Minh"),
    (("92", "93", "94"), "thành phố Cần Thơ"),
    (("72", "80"), "tỉnh Tây Ninh"),
]
HEAD = """\
Số: 1/NQ-MẪU
NGHỊ QUYẾT
Về việc sắp xếp các đơn vị hành chính cấp xã của {above} năm 2025
Điều 1. Sắp xếp các đơn vị hành chính cấp xã của {above}
"""


def mergers(register: Register, borders, provinces, chance: random.Random, crossing: float) -> list[list[str]]:
    """Every commune of the provinces once, with neighbours; over a district's border now and then."""
    left = dict.fromkeys(code for province in provinces for code in register.communes[province])
    order, groups = list(left), []
    chance.shuffle(order)
    for first in order:
        if first not in left:
            continue
        left.pop(first)
        group = [first]
        home = register.district(first)
        while len(group) < chance.choice((2, 3, 3, 4)):
            near = [
                other for one in group for other in sorted(borders.get(one, ()))
                if other in left and (chance.random() < crossing or register.district(other) == home)
            ]  # fmt: skip
            if not near:
                break
            group.append(chance.choice(near))
            left.pop(group[-1])
        groups.append(group)
    return groups


def written(register: Register, groups: list[list[str]], above: str, chance: random.Random, bracketed: float) -> str:
    units = [register.units[code] for group in groups for code in group]
    again = Counter((unit.kind, key(unit.name)) for unit in units)
    lines = []
    for number, group in enumerate(groups, start=1):
        told = []
        for code in group:
            unit = register.units[code]
            bracket = again[unit.kind, key(unit.name)] > 1 and chance.random() < bracketed
            place = f" ({register.units[register.district(code)].label()})" if bracket else ""
            told.append(f"{unit.label()}{place}")
        names = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} và {told[-1]}"
        lines.append(
            f"{number}. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của {names} "
            f"thành xã mới có tên gọi là xã Ấp {number}."
        )
    count = len(lines)
    lines.append(f"{count + 1}. Sau khi sắp xếp, {above} có {count} đơn vị hành chính cấp xã, gồm {count} xã.")
    return HEAD.format(above=above) + "\n".join(lines) + "\n"


@pytest.mark.parametrize(("provinces", "above"), PLACES)
@pytest.mark.parametrize("bracketed", [0.0, 0.5, 1.0])
def test_none_wrong(provinces: tuple[str, ...], above: str, bracketed: float, real: Path) -> None:
    register = read_units(path=real / "units_before_20250701.csv")
    borders = read_borders(path=real / "communes_before_adjacency.csv")
    chance = random.Random(f"{above} {bracketed}")
    groups = mergers(register, borders, provinces, chance, crossing=0.3)
    text = written(register, groups, above, chance, bracketed)
    for known in (borders, None):
        answer = understand(text=text, register=register, borders=known)
        assert answer.provinces == provinces
        found = Counter(
            "asked" if source.code is None else "right" if source.code == code else "wrong"
            for effect, group in zip(answer.effects, groups, strict=True)
            for source, code in zip(effect.sources, group, strict=True)
        )
        assert found["wrong"] == 0
        assert bracketed < 1 or found["asked"] == 0
