"""The cast: one small province of two districts and six communes, that every test of the ledger shares.

    T1 tỉnh Tân Giang, books opened on 1 January 2020

              +----------------+----------------+----------------+
    D1 huyện  | A1 An Bình     | A2 An Thạnh    | A3 An Hòa      |
    An Lộc    | 10 km²  1,000  | 12 km²  1,200  | 14 km²  1,400  |
              +----------------+----------------+----------------+
    D2 huyện  | B1 Bình Phú    | B2 Bình Tân    | B3 Bình Long   |
    Bình Thủy | 16 km²  1,600  | 18 km²  1,800  | 20 km²  2,000  |
              +----------------+----------------+----------------+

    beside the territory: state_agency S1 Phòng Kinh tế, under D1

    01/QĐ-MẪU  Điều 1  opens the books, on 1 January 2020
    02/QĐ-MẪU  Điều 1  renames A3 (An Hòa Tây), from 1 March 2021
    03/QĐ-MẪU  Điều 1  renames B2 (Bình Tân Đông), from 1 June 2021 ...
    04/QĐ-MẪU  Điều 1  ... and this one annuls it: B2 is Bình Tân
    05/QĐ-MẪU  staffs S1 and S2 (phòng Nội vụ), from 1 July 2021: six posts, five civil servants,
               a quota of 8 and a surplus of 1 until 1 July 2026

    S1.01 head        HS-1          S2.01 head        HS-4
    S1.02 deputy      HS-2          S2.02 specialist  HS-5
    S1.03 specialist  HS-3
    S1.04 specialist  vacant

Two rows and three columns: A1 borders A2 and B1, and so on; sums are checked by eye (36 + 54 = 90 km²).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import count
from typing import Any

import psycopg
from django.db import connection
from tests.signing import sign

from tinhgon.basis.asof import AsOf
from tinhgon.decisions import Outcome
from tinhgon.decisions.attaching import attach_file
from tinhgon.decisions.rosters import attach_roster
from tinhgon.ledger.document import EFFECT, Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.registry import EFFECTS
from tinhgon.registers.units import queries as unit_queries
from tinhgon.registers.units.outlines import compact

OPENED_ON = date(2020, 1, 1)
ISSUER = "Hội đồng nhân dân tỉnh Tân Giang"
SOURCE = "Số liệu kiểm kê (giả định)"
LEDGER_TABLES = (
    "decision", "effect", "entry", "standing", "decision_standing", "finding", "unit_version", "succession_version",
    "boundary_version", "quota_version", "post_version", "person_version", "assignment_version", "rule_version",
    "planned_version",
)  # fmt: skip
BESIDE_TABLES = ("person_key", "attached_table", "attached_part")
CAST = 5
"""How many decisions the cast has: the next one signed is CAST + 1."""
NAMES = {
    "A1": "An Bình", "A2": "An Thạnh", "A3": "An Hòa", "B1": "Bình Phú", "B2": "Bình Tân", "B3": "Bình Long",
}  # fmt: skip
IDS = {"T1": 1001, "D1": 1002, "D2": 1003, "S1": 1010} | {code: 1004 + place for place, code in enumerate(NAMES)}
SQUARE = ((105.0, 10.0), (105.1, 10.0), (105.1, 10.1), (105.0, 10.1), (105.0, 10.0))
AREAS = dict(zip(NAMES, range(10, 22, 2), strict=True))


def day(text: str | date) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def figure(value: object, *, verified: bool = True) -> dict[str, Any]:
    return {"value": str(value), "source": SOURCE, "verified": verified}


def unit(code: str | None, name: str, kind: str = "xã", **fields: Any) -> dict[str, Any]:
    """A new unit as a decision file has it."""
    return {"code": code, "name": name, "kind": kind, **fields}


def part(code: str, area: object = None, population: int | None = None, share: str = "part") -> dict[str, Any]:
    """A source that gives a part, or the remainder."""
    stated = {"area_km2": None if area is None else str(area), "population": population}
    return {"unit": code, "area_share": share, "population_share": share, **stated}


def effect(kind: str, clause: str = "Điều 1", **fields: Any) -> Effect:
    return EFFECT.validate_python({"kind": kind if "/" in kind else f"{kind}/1", "clause": clause, **fields})


def rename(code: str | Mapping[str, Any], name: str, clause: str = "Điều 1", **fields: Any) -> Effect:
    return effect("rename_unit", clause, unit=code, name=name, **fields)


def document(
    *effects: Effect | Mapping[str, Any], number: str, on: str | date, signed: str | date | None = None, **fields: Any
) -> Document:
    """A decision of the province's council, signed on the day it takes effect unless told otherwise."""
    return Document.model_validate(
        {
            "number": number, "kind": "nghị quyết", "issuer": ISSUER, "signed_on": day(signed or on),
            "effective_on": day(on), "subject": "Về việc sắp xếp đơn vị", "effects": effects, **fields,
        }
    )  # fmt: skip


def opening() -> Document:
    top = [
        unit("T1", "Tân Giang", "tỉnh", id=IDS["T1"], area_km2=figure(90), population=figure(9000)),
        unit("D1", "An Lộc", "huyện", id=IDS["D1"], parent="T1", area_km2=figure(36), population=figure(3600)),
        unit("D2", "Bình Thủy", "huyện", id=IDS["D2"], parent="T1", area_km2=figure(54), population=figure(5400)),
    ]
    communes = [
        unit(
            code, name, id=IDS[code], parent="D1" if code < "B" else "D2", area_km2=figure(AREAS[code]),
            population=figure(AREAS[code] * 100), hamlets=figure(AREAS[code] // 2),
        )
        for code, name in NAMES.items()
    ]  # fmt: skip
    agency = unit("S1", "Kinh tế", "phòng", id=IDS["S1"], structure="state_agency", bloc="state", parent="D1")
    return document(effect("open_books", units=[*top, *communes, agency]), number="01/QĐ-MẪU", on=OPENED_ON)


def samples() -> tuple[Document, ...]:
    """The decisions that the examples of the effects speak of."""
    return (
        document(rename("A3", "An Hòa Tây"), number="02/QĐ-MẪU", on="2021-03-01"),
        document(rename("B2", "Bình Tân Đông"), number="03/QĐ-MẪU", on="2021-06-01"),
        document(effect("annul_decision", decisions=["03/QĐ-MẪU"]), number="04/QĐ-MẪU", on="2021-07-01"),
        staffing(),
    )


def post(number: str, title: str, **fields: Any) -> dict[str, Any]:
    """A new post as a decision file has it."""
    return {"number": number, "title": title, "category": "civil_servant", **fields}


def person(code: str, name: str, born: str, **fields: Any) -> dict[str, Any]:
    """A new person as a decision file has it: all are invented."""
    return {"code": code, "born": born, "synthetic": True, "identity": {"name": name}, **fields}


def agency(code: str) -> dict[str, str]:
    return {"code": code, "structure": "state_agency"}


CIVIL = {"category": "civil_servant"}


def staffing() -> Document:
    """Posts, people and a quota for two divisions."""
    second = unit("S2", "Nội vụ", "phòng", id=1011, structure="state_agency", bloc="state", parent="D1")
    head = {"group": "leadership", "rank": "head", "position": "division_head"}
    deputy = {"group": "leadership", "rank": "deputy", "position": "division_deputy"}
    first_posts = [
        post("S1.01", "Trưởng phòng", id=2001, **head), post("S1.02", "Phó Trưởng phòng", id=2002, **deputy),
        post("S1.03", "Chuyên viên", id=2003), post("S1.04", "Chuyên viên", id=2004),
    ]  # fmt: skip
    second_posts = [post("S2.01", "Trưởng phòng", id=2005, **head), post("S2.02", "Chuyên viên", id=2006)]
    people = [
        ("S1.01", person("HS-1", "Nguyễn Văn Mẫu", "12/03/1968", id=3001, sex="male", professional="university")),
        ("S1.02", person("HS-2", "Trần Thị Giả", "05/1975", id=3002, sex="female", professional="master")),
        ("S1.03", person("HS-3", "Lê Văn Thử", "1985", id=3003, sex="male", professional="university")),
        ("S2.01", person("HS-4", "Phạm Thị Ví", "20/11/1978", id=3004, sex="female", professional="master")),
        ("S2.02", person("HS-5", "Võ Văn Dụ", "1990", id=3005, sex="male", ethnicity="khmer")),
    ]
    quotas = [
        {"unit": agency("S1"), "line": CIVIL, "amount": 5}, {"unit": agency("S2"), "line": CIVIL, "amount": 2},
        {"unit": agency("S1"), "line": {**CIVIL, "layer": "reserve"}, "amount": 1},
        {"unit": agency("S2"), "line": {**CIVIL, "layer": "surplus"}, "amount": 1, "until": "2026-07-01"},
    ]  # fmt: skip
    return document(
        effect("establish_unit", unit=second),
        effect("create_posts", "Điều 2", unit=agency("S1"), posts=first_posts),
        effect("create_posts", "Điều 3", unit=agency("S2"), posts=second_posts),
        *(effect("take_up", f"Điều 4 khoản {place}", person=new, at_post=at)
          for place, (at, new) in enumerate(people, start=1)),
        effect("allocate_quota", "Điều 5", allocations=quotas),
        number="05/QĐ-MẪU", on="2021-07-01",
    )  # fmt: skip


def example(kind: str) -> Effect:
    """The example of an effect; a bulk effect has its table kept beside the ledger first."""
    given = EFFECTS[kind].example()
    if kind == "publish_boundaries/1":
        squares = {code: [[[place]]] for place, code in enumerate(NAMES)}
        table = attach_file(compact([SQUARE] * len(NAMES), squares), rows=len(NAMES), name="ranh-gioi.json")
        return given.model_copy(update={"table": table})
    if kind != "take_up_roster/1":
        return given
    rows = [
        {"unit_id": IDS["S1"], "code": "HS-951", "name": "Hồ Văn Mẫu", "birth_year": 1981, "post_number": "S1.51",
         "post_title": "Chuyên viên", "position": "specialist", "group": "professional", "category": "civil_servant",
         "bloc": "state", "funding": "budget", "synthetic": True},
        {"unit_id": IDS["S1"], "code": "HS-952", "name": "Hồ Thị Mẫu", "post_id": 2004, "synthetic": True},
    ]  # fmt: skip
    return given.model_copy(update={"table": attach_roster(rows, name="danh-sach.parquet")})


class World:
    """A ledger with the cast in it: signed now, unless it is `there`. `bare` leaves out all but the opening."""

    def __init__(self, *, bare: bool = False, there: bool = False) -> None:
        self._numbers = count(11)
        for text in () if there else (opening(), *(() if bare else samples())):
            sign(text)

    @property
    def recorded_at(self) -> datetime:
        """When the last decision of the cast was signed."""
        found: datetime = rows("SELECT recorded_at FROM decision WHERE ordinal = %s", CAST)[0][0]
        return found

    def draft(
        self, *effects: Effect | Mapping[str, Any], on: str | date = "2022-01-01", number: str = "", **fields: Any
    ) -> Document:
        return document(*effects, number=number or f"{next(self._numbers)}/NQ-HĐND", on=on, **fields)

    def sign(self, *effects: Effect | Mapping[str, Any], on: str | date = "2022-01-01", **fields: Any) -> Outcome:
        return sign(self.draft(*effects, on=on, **fields))


def set_over_quota(world: World, value: str) -> None:
    """The house decides what is said of more people than there is room for: before all the cast."""
    world.sign(effect("set_house_rule", rule="over_quota", value=value), on=OPENED_ON)


def at(on: str | date, code: str, known_at: Any = None, structure: str = "territory") -> unit_queries.UnitRow | None:
    return unit_queries.unit_by_code(AsOf(day(on), known_at), code, structure=structure)


def by_id(on: str | date, unit_id: int, known_at: Any = None) -> unit_queries.UnitRow | None:
    return unit_queries.unit_by_id(AsOf(day(on), known_at), unit_id)


def name_of(on: str | date, code: str, known_at: Any = None) -> str | None:
    """The name of one of the cast on a day, found by identity, not by code."""
    row = by_id(on, IDS[code], known_at)
    return row and row.name


def rows(sql: str, *arguments: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()


def table_counts() -> dict[str, int]:
    """How many rows each table of the ledger and beside it has: what a refusal or a preview must leave as it was."""
    tables = (*LEDGER_TABLES, *BESIDE_TABLES)
    union = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    return dict(rows(union))


def written_columns(connection: psycopg.Connection[Any], table: str) -> list[str]:
    """The columns of a table that are written; the others the database makes of them."""
    found = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return [name for (name,) in found]


def history(unit_id: int) -> list[tuple[date, date | None, str, str | None, str, int | None, int]]:
    """The states of a unit known now: since, until, name, code, kind, superior, level."""
    return rows(
        "SELECT lower(valid), upper(valid), name, code, kind, parent_id, level FROM unit_version"
        " WHERE unit_id = %s AND upper_inf(recorded) ORDER BY 1",
        unit_id,
    )


def codes(findings: Any) -> list[str]:
    """What the ledger's own checks found; what the law says is asked in tests/decisions/test_law_checks.py."""
    return [
        finding.code for finding in findings if finding.code not in {"unit_below_standard", "unit_standard_depends"}
    ]
