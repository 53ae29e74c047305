"""The cast of tests/world.py with five more years of decisions about its establishment and its people.

06  grants places of a public service, party and outside the establishment, from 1 September 2021; recruits into S1.04
07  cuts: one not replaced, two of the hamlets, from 1 January 2022
08  from 1 March 2022: HS-1 retires early, HS-5 goes over to S1.01, HS-3 has a new degree
09  signed in June 2022, in force since 1 December 2021: one more place for S2 (retroactive)
10  a cut of three hamlet places from 1 July 2022 ...
11  ... that this one annuls in August 2022
12  phòng Nội vụ goes from An Lộc to Bình Thủy, from 1 January 2023
13  An Bình and An Thạnh become An Thịnh (A7), from 1 January 2024; their places go along
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from tests.databases import DEFAULT_KIND, Servers
from tests.world import CIVIL, World, agency, effect, post, rows, unit

from tinhgon.reports import Question, Report, ask

HAMLET = {"category": "part_time_hamlet", "bloc": "state"}
COMMUNE = {"category": "part_time_commune", "bloc": "state"}
PERIOD = (date(2022, 1, 1), date(2022, 12, 31))
DAYS = (date(2021, 12, 31), date(2022, 3, 1), date(2022, 12, 31), date(2024, 6, 30))


def by_code(code: str) -> dict[str, str]:
    return {"code": code}


def cut(code: str, line: dict[str, str], amount: int, reason: str, structure: str = "territory") -> dict[str, object]:
    return {"unit": {"code": code, "structure": structure}, "line": line, "amount": amount, "reason": reason}


def grants() -> dict[str, object]:
    lines = [
        ("A1", HAMLET, 4), ("A2", HAMLET, 5), ("A1", COMMUNE, 2), ("B1", HAMLET, 6),
        ("D1", {"category": "cadre", "bloc": "party"}, 3), ("D2", {"category": "contract_111", "bloc": "state"}, 2),
    ]  # fmt: skip
    allocations = [{"unit": by_code(code), "line": line, "amount": amount} for code, line, amount in lines]
    services = [("D2", {"category": "public_employee", "bloc": "public_service"}, 7)]
    allocations += [{"unit": by_code(code), "line": line, "amount": amount} for code, line, amount in services]
    return {"allocations": allocations}


def years(world: World) -> None:
    """Sign them."""
    identity = {"identity": {"name": "Đỗ Văn Giả Định"}, "synthetic": True}
    recruited = {"code": "HS-6", "id": 3006, "born": "1999", "sex": "female", **identity}
    world.sign(
        effect("allocate_quota", **grants()),
        effect("recruit", "Điều 2", person=recruited, at_post={"number": "S1.04"}),
        effect("create_posts", "Điều 3", unit=by_code("D1"),
               posts=[post("D1.01", "Chuyên viên", id=2010, bloc="state")]),
        on="2021-09-01", number="06/QĐ",
    )  # fmt: skip
    world.sign(
        effect("cut_quota", cuts=[
            cut("S1", CIVIL, 1, "not_replaced", "state_agency"), cut("A1", HAMLET, 2, "left_at_once"),
        ]),
        on="2022-01-01", number="07/QĐ",
    )  # fmt: skip
    world.sign(
        effect("retire", person={"code": "HS-1"}, ground="early", basis="Nghị định 29/2023/NĐ-CP"),
        effect("transfer", "Điều 2", person={"code": "HS-5"}, at_post={"number": "S1.01"}),
        effect("change_record", "Điều 3", person={"code": "HS-3"}, record={"professional": "master"}),
        on="2022-03-01", number="08/QĐ",
    )  # fmt: skip
    world.sign(
        effect("allocate_quota", allocations=[{"unit": agency("S2"), "line": CIVIL, "amount": 1}]),
        on="2021-12-01", signed="2022-06-01", number="09/QĐ",
    )  # fmt: skip
    world.sign(effect("cut_quota", cuts=[cut("B1", HAMLET, 3, "resigned")]), on="2022-07-01", number="10/QĐ")
    world.sign(effect("annul_decision", decisions=["10/QĐ"]), on="2022-08-01", number="11/QĐ")
    world.sign(effect("move_units", units=[agency("S2")], parent=by_code("D2")), on="2023-01-01", number="12/QĐ")
    merging = [
        {"source": by_code(code), "target": by_code("A7"), "line": line, "amount": amount}
        for code, line, amount in (("A1", HAMLET, 2), ("A2", HAMLET, 5), ("A1", COMMUNE, 2))
    ]
    world.sign(
        effect("merge_units", sources=[{"unit": by_code("A1")}, {"unit": by_code("A2")}],
               into=unit("A7", "An Thịnh", id=1020)),
        *(effect("transfer_quota", f"Điều 2 khoản {place}", **move) for place, move in enumerate(merging, start=1)),
        on="2024-01-01", number="13/NQ",
    )  # fmt: skip


@pytest.fixture(scope="module")
def books(servers: Servers, django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """The years, signed once for all tests of a module; whoever signs more takes `own_books`."""
    with django_db_blocker.unblock(), servers[DEFAULT_KIND].ledger():
        world = World()
        years(world)
        yield world


@pytest.fixture
def own_books(world: World) -> World:
    years(world)
    return world


@dataclass(frozen=True)
class Asker:
    """Questions as they suit a report."""

    report: Report

    def __call__(
        self, on: date, *, since: date | None = None, after: str | None = None, under: str | None = None
    ) -> Question:
        """`after`: as known right after that decision."""
        since = since if self.report.span == "period" else None
        return ask(self.report.span, on=on, since=since, known_at=after and recorded(after), under=under)

    def several(self) -> list[Question]:
        """A day, a period, a part, a part that has ended, an older knowledge."""
        first, last = PERIOD
        return [
            *(self(day) for day in DAYS), self(last, since=first), self(last, since=first, under="D1"),
            self(date(2024, 6, 30), since=date(2022, 7, 1), under="A2"), self(last, under="S2"),
            self(last, since=first, after="08/QĐ"), self(last, since=first, after="10/QĐ"),
        ]  # fmt: skip


def recorded(number: str) -> datetime:
    found: datetime = rows("SELECT recorded_at FROM decision WHERE number = %s", number)[0][0]
    return found
