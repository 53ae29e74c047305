"""A synthetic nation for measuring: 34 provinces alike, 50,000 units, 2.2 million people, drawn by column.

Nothing happens in it after the opening. Units have ids of their own, far above those of the sequence, so that the rows
of a roster can be made without asking the books.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from tinhgon.demo.synth.books import (
    Paper,
    amount,
    invented,
    new_unit,
    roster_to_come,
)
from tinhgon.demo.synth.names import (
    FAMILIES,
    GIVEN,
    MIDDLE,
    SCALES,
)
from tinhgon.demo.synth.styles import STYLES, jobs
from tinhgon.ledger.document import Document
from tinhgon.registers.establishment.payloads import Category

OPENED = date(2024, 1, 1)
PROVINCES, UNITS, PEOPLE = 34, 50_000, 2_200_000
FIRST_ID = 10**9
SEED = 2024
_COMMUNES = 98
_DEPARTMENTS, _BOARDS, _UNIONS = 20, 8, 6
_RETIRED = 60
_ETHNICITIES = (("kinh", "tày", "thái", "khmer", "hoa", "mường"), (86, 3, 3, 4, 1, 3))
_PROFESSIONAL = (("university", "master", "college", "intermediate"), (66, 9, 13, 12))
_THEORY = (("none", "elementary", "intermediate", "advanced"), (44, 26, 24, 6))


@dataclass(frozen=True)
class _Unit:
    id: int
    structure: str
    code: str
    name: str
    kind: str
    bloc: str
    style: str
    parent: tuple[str, str] | None
    count: int


def country(
    seed: int = SEED, *, provinces: int = PROVINCES, units: int = UNITS, people: int = PEOPLE
) -> Iterator[Paper]:
    """The decisions, province by province: its units with what they were given, then everybody in one roster."""
    first = FIRST_ID
    for place in range(provinces):
        count = units * (place + 1) // provinces - units * place // provinces
        staff = people * (place + 1) // provinces - people * place // provinces
        found = _units(place + 1, first, count, staff)
        first += count
        yield from _papers(place + 1, found, random.Random(f"{seed}/{place}"))  # noqa: S311 (invented people)


def _papers(number: int, units: Sequence[_Unit], rng: random.Random) -> Iterator[Paper]:
    name = f"Tỉnh giả định số {number}"
    opened = {"kind": "open_books/1", "clause": "Điều 1", "units": [_opened(unit) for unit in units]}
    given = {"kind": "allocate_quota/1", "clause": "Điều 2", "allocations": [
        amount((unit.structure, unit.code), STYLES[unit.style].category, unit.bloc, unit.count) for unit in units
    ]}  # fmt: skip
    yield Paper(_document(f"{number:02d}-A/QĐ-GĐ", name, f"Mở sổ tổ chức, biên chế của {name}", [opened, given]))
    total = sum(unit.count for unit in units)
    roster = {"clause": "Điều 1", **roster_to_come(f"danh-sach-{number:02d}.parquet", total)}
    document = _document(f"{number:02d}-B/QĐ-GĐ", name, f"Mở sổ nhân sự của {name}", [roster])
    yield Paper(document, lambda: _people(number, units, rng))


def _document(number: str, issuer: str, subject: str, effects: Sequence[Mapping[str, Any]]) -> Document:
    return invented(number, OPENED, issuer, subject, effects, kind="biên bản")


# -- units -------------------------------------------------------------------------------------------------------------


def _units(number: int, first: int, count: int, people: int) -> list[_Unit]:
    """Agencies, communes with their organisations, hamlets; schools take what people are left."""
    found: list[tuple[str, str, str, str, str, str, tuple[str, str] | None, int]] = []
    top = f"T{number:02d}"
    told = f"tỉnh giả định {number}"
    roots = (
        ("state_agency", "ủy ban nhân dân", told, "state", "people", 6),
        ("party", "tỉnh ủy", told, "party", "board", 5), ("front", "ủy ban", f"Mặt trận {told}", "front", "front", 20),
    )  # fmt: skip
    found += [
        (structure, top, name, kind, bloc, style, None, size) for structure, kind, name, bloc, style, size in roots
    ]
    for structure, kind, bloc, style, many, size in (
        ("state_agency", "sở", "state", "department", _DEPARTMENTS, 60),
        ("party", "ban", "party", "board", _BOARDS, 30), ("front", "hội", "front", "front", _UNIONS, 20),
    ):  # fmt: skip
        for place in range(1, many + 1):
            code = f"{top}.{bloc[0].upper()}{place}"
            found.append((structure, code, f"số {place} {told}", kind, bloc, style, (structure, top), size))
    for place in range(1, _COMMUNES + 1):
        code, name = f"{top}.X{place:03d}", f"xã số {place} {told}"
        found.append(
            ("state_agency", code, name, "ủy ban nhân dân", "state", "commune_people", ("state_agency", top), 40)
        )
        found.append(("party", code, name, "đảng ủy", "party", "commune_party", ("party", top), 12))
        found.append(("front", code, f"MTTQ {name}", "ủy ban", "front", "commune_front", ("front", top), 10))
    left = count - len(found)
    hamlets = left * 3 // 10
    for place in range(hamlets):
        above = f"{top}.X{place % _COMMUNES + 1:03d}"
        code, name = f"{above}.A{place // _COMMUNES + 1}", f"{place // _COMMUNES + 1} {above}"
        found.append(("state_agency", code, name, "ban nhân dân ấp", "state", "hamlet", ("state_agency", above), 5))
    rest, schools = people - sum(unit[-1] for unit in found), left - hamlets
    styles = ("nursery", "primary", "primary", "lower", "hospital")
    for place in range(schools):
        above = f"{top}.X{place % _COMMUNES + 1:03d}"
        size = rest * (place + 1) // schools - rest * place // schools
        style = styles[place % len(styles)]
        kind = "trạm y tế" if style == "hospital" else "trường"
        code = f"{above}.S{place // _COMMUNES + 1}"
        parent = ("state_agency", above)
        found.append(
            ("public_service", code, f"{kind} số {place + 1} {told}", kind, "public_service", style, parent, size)
        )
    return [_Unit(first + place, *unit) for place, unit in enumerate(found)]


def _opened(unit: _Unit) -> dict[str, Any]:
    key = (unit.structure, unit.code)
    return {"id": unit.id, **new_unit(key, kind=unit.kind, name=unit.name, bloc=unit.bloc, parent=unit.parent)}


# -- people ------------------------------------------------------------------------------------------------------------


def _people(number: int, units: Sequence[_Unit], rng: random.Random) -> pl.DataFrame:
    """The rows of a province: posts by the style of their unit, people drawn by column."""
    columns: dict[str, list[Any]] = {
        name: [] for name in ("unit_id", "post_number", "post_title", "position", "group", "rank", "category", "bloc")
    }
    for unit in units:
        style = STYLES[unit.style]
        for place, job in enumerate(jobs(style, unit.count), start=1):
            row = (unit.id, f"{unit.structure[0].upper()}.{unit.code}.{place:03d}", job.title, job.position, job.group,
                   job.rank, style.category, unit.bloc)  # fmt: skip
            for values, value in zip(columns.values(), row, strict=True):
                values.append(value)
    posts = pl.DataFrame(columns)
    return _drawn(number, posts, rng).with_columns(synthetic=pl.lit(True), funding=pl.lit("budget"))


def _drawn(number: int, posts: pl.DataFrame, rng: random.Random) -> pl.DataFrame:
    count = posts.height
    sexes = ["female" if value else "male" for value in rng.choices((0, 1), (52, 48), k=count)]
    years = rng.choices(range(OPENED.year - _RETIRED, OPENED.year - 22), k=count)
    months, days = rng.choices(range(1, 13), k=count), rng.choices(range(1, 29), k=count)
    families = rng.choices([name for name, _ in FAMILIES], [weight for _, weight in FAMILIES], k=count)
    began = [min(OPENED.year - 1, year + 22 + extra) for year, extra in zip(years, rng.choices(range(5), k=count),
                                                                            strict=True)]  # fmt: skip
    first, step, steps, pace = SCALES["A1"]
    reached = [min(steps, 1 + (OPENED.year - year) // pace) for year in began]
    paid = {value: f"{first + step * (value - 1):.2f}" for value in range(1, steps + 1)}
    member = rng.choices((True, False), (45, 55), k=count)
    part = [_is_part(category) for category in posts["category"]]
    return posts.with_columns(
        code=pl.Series([f"QG{number:02d}{place:06d}" for place in range(1, count + 1)]),
        name=pl.Series([f"{family} {rng.choice(MIDDLE[sex])} {rng.choice(GIVEN[sex])}"
                        for family, sex in zip(families, sexes, strict=True)]),
        id_number=pl.Series([f"{number:03d}{_century(sex, year)}{year % 100:02d}{place:06d}"
                             for place, (sex, year) in enumerate(zip(sexes, years, strict=True))]),
        birth_day=pl.Series([f"{day:02d}" for day in days]), birth_month=pl.Series(months), birth_year=pl.Series(years),
        sex=pl.Series(sexes), education=pl.lit("12/12"),
        ethnicity=pl.Series(rng.choices(*_ETHNICITIES, k=count)),
        professional=pl.Series(rng.choices(*_PROFESSIONAL, k=count)),
        theory=pl.Series(rng.choices(*_THEORY, k=count)),
        recruited_on=pl.Series([f"{year}-07-01" for year in began]),
        party_admitted_on=pl.Series([f"{min(OPENED.year - 1, year + 3)}-05-19" if is_member else None
                                     for year, is_member in zip(began, member, strict=True)]),
        pay_scale=pl.Series([None if is_part else "A1" for is_part in part]),
        pay_step=pl.Series([None if is_part else value for value, is_part in zip(reached, part, strict=True)]),
        coefficient=pl.Series([None if is_part else paid[value] for value, is_part in zip(reached, part, strict=True)]),
    )  # fmt: skip


def _century(sex: str, year: int) -> int:
    return (sex == "female") + (2 if year >= 2000 else 0)


def _is_part(category: Category) -> bool:
    return category.startswith("part_time")
