"""Boundaries are published by decision: from which day, until another one, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.signing import sign
from tests.world import IDS, SQUARE, World, effect

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, UnknownReference
from tinhgon.decisions import verify
from tinhgon.decisions.attaching import attach_file
from tinhgon.importing.boundaries import boundary_document
from tinhgon.ledger.payload import TableRef
from tinhgon.registers.units.outlines import compact
from tinhgon.registers.units.queries.boundaries import boundaries


def day(text: str) -> AsOf:
    return AsOf(date.fromisoformat(text))


def published(code: str, on: str, *, rows: int = 1, number: str = "") -> Any:
    content = compact([SQUARE], {code: [[[0]]]})
    table = attach_file(content, rows=rows, name="ranh.json")
    return boundary_document(table, under="T1", on=date.fromisoformat(on), source="bản vẽ thử", number=number)


@pytest.mark.django_db
def test_a_later_sheet_takes_the_place_of_an_earlier_one(world: World) -> None:
    sign(published("A1", "2021-01-01", number="01/RG"))
    later = sign(published("A2", "2022-01-01", number="02/RG"))
    days = {on: set(boundaries(day(on), IDS["T1"]).outlines) for on in ("2020-06-01", "2021-06-01", "2022-01-01")}
    assert days == {"2020-06-01": set(), "2021-06-01": {"A1"}, "2022-01-01": {"A2"}}
    assert boundaries(day("2022-01-01"), IDS["T1"]).ordinal == later.ordinal
    world.sign(effect("annul_decision", "Điều 1", decisions=["02/RG"]), on="2023-01-01")
    assert set(boundaries(day("2022-06-01"), IDS["T1"]).outlines) == {"A1"}
    assert verify(replay=True).is_sound


@pytest.mark.django_db
def test_a_sheet_that_is_not_kept_or_not_as_stated_is_refused(world: World) -> None:
    with pytest.raises(Conflict, match="7 ranh giới"):
        sign(published("A1", "2021-01-01", rows=7))
    table = TableRef(name="x.json", sha256="1" * 64, rows=1)
    with pytest.raises(UnknownReference, match=r"x\.json"):
        sign(boundary_document(table, under="T1", on=date(2021, 1, 1), source="x"))
