"""Lineage of one day: widths that say how far they may be trusted, and rows that say the same as the drawing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tinhgon.registers.units.queries import Step, StepUnit
from tinhgon.registers.units.queries.browsing import ClauseAt
from tinhgon.web.units import lineage as lineages
from tinhgon.web.units.lineage import by_day, weights

ON = date(2025, 7, 1)


class Links:
    """Addresses that say what they lead to."""

    def unit(self, unit_id: int, on: date | None = None) -> str:
        return f"/unit/{unit_id}/{on}/"

    def clause(self, ordinal: int, place: int) -> str:
        return f"/decision/{ordinal}/#{place}"

    def figure(self, unit_id: int, field: str, on: date) -> str:
        return f"/figure/{unit_id}/{field}/{on}/"


def _unit(number: int, name: str, area: str | None = None) -> StepUnit:
    return StepUnit(number, f"3{number:04}", name, "phường", "quận Ninh Kiều", area and Decimal(area), None)  # type: ignore[arg-type]


OLD = {1: _unit(1, "An Hòa", "1.79"), 2: _unit(2, "Cái Khế", "6.22"), 3: _unit(3, "Bùi Hữu Nghĩa", "6.49")}
NEW = {8: _unit(8, "Cái Khế", "10.04"), 9: _unit(9, "Bình Thủy", "15.17")}


def _step(old: int, new: int, share: str = "full", area: str | None = None, **fields: object) -> Step:
    step = Step(
        OLD[old], NEW[new], share, share, Decimal(area) if area else None, None, ON, 3, "1668/NQ-UBTVQH15",
        effect_id=new, clause=f"Điều 1 khoản {new}", depth=1,
    )  # fmt: skip
    return replace(step, **fields)


CAI_KHE = [_step(1, 8), _step(2, 8), _step(3, 8, "part"), _step(3, 9, "remainder")]
PLACES = {number: ClauseAt(3, number + 10) for number in (8, 9)}


def _lineage(steps: list[Step], direction: lineages.Direction = "back", unit_id: int = 8) -> lineages.Lineage:
    return lineages.lineage(
        unit_id=unit_id, direction=direction, on=ON, steps=steps, clauses=PLACES, links=Links()
    )  # fmt: skip


def test_whole_units_weigh_what_their_area_is() -> None:
    found, caption = weights([_step(1, 8), _step(2, 8)])
    assert found == {(1, 8): Decimal("1.79"), (2, 8): Decimal("6.22")}
    assert caption == "Bề dày dải: diện tích chuyển đi"


def test_the_remainder_is_what_is_left() -> None:
    found, caption = weights([_step(3, 8, "part", "1.70"), _step(3, 9, "remainder")])
    assert found[3, 9] == Decimal("4.79")
    assert caption == "Bề dày dải: diện tích chuyển đi"


def test_pieces_nobody_stated_are_drawn_alike_and_the_caption_says_so() -> None:
    found, caption = weights(CAI_KHE)
    assert found[3, 8] == found[3, 9] == Decimal("6.49") / 2
    assert "vẽ bằng nhau" in caption


def test_without_areas_all_are_drawn_alike() -> None:
    unknown = replace(OLD[1], area_km2=None)
    found, caption = weights([_step(1, 8, source=unknown), _step(2, 8)])
    assert found == {}
    assert caption == "Dải vẽ bằng nhau: sổ chưa ghi đủ diện tích"


def test_rows_bands_and_boxes_lead_to_the_clause_and_the_units() -> None:
    found = _lineage(CAI_KHE)
    wide = found.drawings[0]
    assert len(found.rows) == len(wide.ribbons) == 4
    assert {ribbon.href for ribbon in wide.ribbons} == {"/decision/3/#18", "/decision/3/#19"}
    assert [box.href for box in wide.boxes][:3] == [f"/unit/{number}/2025-06-30/" for number in (1, 2, 3)]
    assert [box.href for box in wide.boxes][3:] == ["/unit/8/2025-07-01/", "/unit/9/2025-07-01/"]
    assert [row.here for row in found.rows] == [True, True, True, False]


def test_labels_name_clause_and_share() -> None:
    labels = [ribbon.label.text for ribbon in _lineage(CAI_KHE).drawings[0].ribbons if ribbon.label]
    assert labels == ["khoản 8 · toàn bộ", "khoản 8 · toàn bộ", "khoản 8 · một phần", "khoản 9 · phần còn lại"]


def test_area_and_population_given_apart_are_both_told() -> None:
    row = _lineage([_step(1, 8, "part", population_share="full")]).rows[0]
    assert row.share == "diện tích: một phần; dân số: toàn bộ"


def test_the_same_name_is_told_apart() -> None:
    row = _lineage(CAI_KHE).rows[1]
    assert (row.source.text, row.source.note, row.target.note) == ("Phường Cái Khế", "cũ", "mới")


def test_a_whole_area_opens_the_source_and_a_piece_opens_its_clause() -> None:
    whole, piece, left = _lineage([_step(1, 8), _step(3, 8, "part", "1.70"), _step(3, 9, "remainder")]).rows
    assert whole.area
    assert (whole.area.text, whole.area.href) == ("1,79", "/figure/1/area_km2/2025-06-30/")
    assert piece.area
    assert (piece.area.text, piece.area.href) == ("1,70", "/decision/3/#18")
    assert left.area is None, "what nobody stated is not shown as a figure"


def test_forward_the_unit_stands_left_and_the_other_sources_are_grey() -> None:
    found = _lineage(CAI_KHE, "forward", unit_id=3)
    boxes = found.drawings[0].boxes
    assert [box.css for box in boxes] == ["cd", "cd", "ck", "c1", "c2"]
    assert found.title == "Phường Bùi Hữu Nghĩa về Phường Cái Khế và Phường Bình Thủy, ngày 01/07/2025."


def test_days_are_kept_apart_and_own_changes_are_left_out() -> None:
    earlier = _step(2, 8, effective_on=date(2020, 1, 1))
    renamed = _step(1, 8, target=OLD[1])
    assert list(by_day([earlier, *CAI_KHE, renamed])) == [ON, date(2020, 1, 1)]
    assert renamed not in by_day([renamed]).get(ON, [])


@pytest.mark.parametrize("count", [1, 2, 12])
def test_any_number_of_sources_can_be_drawn(count: int) -> None:
    steps = [_step(1, 8, source=_unit(20 + place, f"Số {place}", "3")) for place in range(count)]
    assert len(_lineage(steps).drawings[1].ribbons) == count
