"""Lan drafts a resolution in a file, looks at it, mends it, signs it; Bình asks later what was known when, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.signing import sign
from tests.world import IDS, World, at

from tinhgon.basis.asof import AsOf
from tinhgon.decisions import draft, load_file, preview, verify
from tinhgon.ledger import queries
from tinhgon.registers.units import queries as unit_queries

RESOLUTION = """\
number: 21/NQ-HĐND
kind: nghị quyết
issuer: Hội đồng nhân dân tỉnh Tân Giang
signed_on: 12/06/2025
effective_on: 01/07/2025
subject: Về việc sắp xếp các đơn vị hành chính cấp xã
basis: [72/2025/QH15]
effects:
  - kind: merge_units/1
    clause: Điều 1 khoản 1
    sources:
      - unit: {name: An Bình}
      - {unit: {name: An Thạnh}, area_share: part, population_share: part, area_km2: 5, population: 500}
    into: {code: A1, name: An Phú, kind: phường}
  - kind: absorb_units/1
    clause: Điều 1 khoản 2
    sources:
      - {unit: A2, area_share: SHARE, population_share: SHARE, area_km2: 7, population: 700}
    into: {name: An Hòa Tây}
"""


FIRST_CLAUSE = (
    "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã An Bình và một phần diện tích tự nhiên, quy mô dân số "
    "của xã An Thạnh (5 km², 500 người) thành phường mới có tên gọi là phường An Phú."
)
SECOND_CLAUSE = "Nhập phần còn lại của xã An Thạnh (7 km², 700 người) vào xã An Hòa Tây."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nghi-quyet.yaml"


def write(path: Path, share: str) -> Path:
    path.write_text(RESOLUTION.replace("SHARE", share), encoding="utf-8")
    return path


def test_it_works(world: World, path: Path) -> None:
    before = world.recorded_at
    first = preview([draft(load_file(write(path, "part")))])[0]
    assert first.can_be_signed  # lawful: what is left of An Thạnh goes on, without ground and people
    assert [change.after["name"] for change in first.changes if change.after] == ["An Phú", "An Thạnh", "An Hòa Tây"]

    text = draft(load_file(write(path, "remainder")))
    looked = preview([text])[0]
    signed = sign(text)
    assert (looked.changes, looked.findings) == (signed.changes, signed.findings) == (signed.changes, ())
    assert [effect.describe() for effect in signed.document.effects] == [FIRST_CLAUSE, SECOND_CLAUSE]

    assert (at("2025-06-30", "A1").name, at("2025-07-01", "A1").name) == ("An Bình", "An Phú")
    assert at("2025-07-01", "A2") is None
    assert (at("2025-07-01", "A3").area_km2, at("2025-07-01", "A3").population) == (21, 2100)
    assert at("2025-07-01", "A1", before).name == "An Bình"  # as was known before it was signed

    steps = unit_queries.lineage(AsOf(date(2025, 6, 30)), IDS["A2"], "forward")
    assert [(step.target.name, step.area_share, step.area_km2, step.clause) for step in steps] == [
        ("An Phú", "part", 5, "Điều 1 khoản 1"), ("An Hòa Tây", "remainder", 7, "Điều 1 khoản 2"),
    ]  # fmt: skip
    for step in steps:
        assert queries.decision_numbered(AsOf(date(2025, 7, 1)), step.decision).basis[0]["number"] == "72/2025/QH15"
    assert verify().is_sound
