"""The demo's own decisions: they sign, and step by step they lead to the closing list and to the new Cần Thơ."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.importing.conftest import ROOT, rows
from tests.signing import sign

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, NotBalanced
from tinhgon.decisions import load_file, preview, verify
from tinhgon.demo import nation
from tinhgon.demo.nation import nation_documents
from tinhgon.demo.synth import Paper
from tinhgon.demo.territory import (
    HERE,
    demo_drafts,
    demo_numbers,
    demo_papers,
    real_documents,
)
from tinhgon.ledger import queries
from tinhgon.registers.units import queries as unit_queries
from tinhgon.registers.units.queries.boundaries import boundaries

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
EXAMPLES = ROOT / "docs" / "examples"
WARNINGS = {"ground_undocumented", "figures_do_not_add_up", "units_of_one_name"}
"""Two provinces that become one bring two districts of one name under it (Châu Thành)."""


@pytest.fixture
def demo(db: None) -> None:
    """The territory and the few agencies beside it, without the synthetic story (test_synth.py)."""
    for document in real_documents():
        outcome = Paper(document, folder=HERE / "boundaries").sign()
        assert {finding.code for finding in outcome.findings} <= WARNINGS, document.number
        assert outcome.can_be_signed


def territory(on: date) -> set[tuple[str | None, ...]]:
    return {(u.code, u.name, u.kind, u.parent_code) for u in unit_queries.units(AsOf(on), structure="territory")}


def listed(file: Iterable[dict[str, str]]) -> set[tuple[str | None, ...]]:
    return {(row["code"], row["name"], row["kind"], row["parent_code"] or None) for row in file}


def test_steps_lead_to_both_lists(demo: None) -> None:
    assert territory(EVE) == listed(rows(HERE / "units_before.csv"))
    assert territory(DAY) == listed(rows(HERE / "units_after.csv"))
    assert len(unit_queries.units(AsOf(EVE), level=3, structure="territory")) == 263
    assert len(unit_queries.units(AsOf(DAY), level=2, structure="territory")) == 103
    assert verify().is_sound


def test_lineage_is_the_table(demo: None) -> None:
    ids = {unit.code: unit.id for unit in unit_queries.units(AsOf(DAY), structure="territory")}
    wanted = sorted(tuple(row.values()) for row in rows(HERE / "successions.csv"))
    found = [
        (s.source.code, s.target.code, s.area_share, s.population_share, s.decision, s.clause)
        for code in {row[1] for row in wanted}
        for s in unit_queries.lineage(AsOf(DAY), ids[code], "back", depth=1)
        if s.effective_on == DAY
    ]
    assert sorted(found) == [row[:6] for row in wanted]


def test_phu_an_ends_and_nobody_is_invented(demo: None) -> None:
    """869/NQ-UBTVQH14: how the ground of Phú An was shared is not documented, and the ledger says so."""
    before, after = date(2020, 1, 31), date(2020, 2, 1)
    (phu_an,) = (unit for unit in unit_queries.search(AsOf(before), "phu an") if unit.name == "Phú An")
    assert unit_queries.unit_by_code(AsOf(after), "31372") is None
    assert unit_queries.lineage(AsOf(before), phu_an.id, "forward") == []
    (finding,) = queries.findings_on_unit(phu_an.id)
    assert (finding.code, finding.severity, finding.number) == ("ground_undocumented", "warning", "869/NQ-UBTVQH14")
    hau_giang = unit_queries.unit_by_code(AsOf(before), "93")
    assert hau_giang is not None
    communes = {on: unit_queries.units(AsOf(on), structure="territory", level=3, under=hau_giang.id)
                for on in (before, after)}  # fmt: skip
    assert (len(communes[before]), len(communes[after])) == (76, 75)


def test_figures_are_carried(demo: None) -> None:
    """1192/NQ-UBTVQH15: after three wards are taken in, Thới Bình has 1,99 km² and 56.364 people."""
    thoi_binh = unit_queries.unit_by_code(AsOf(date(2024, 11, 1)), "31123")
    assert thoi_binh is not None
    assert (f"{thoi_binh.area_km2:.2f}", thoi_binh.population) == ("1.99", 56364)
    assert not any(unit.area_verified or unit.population_verified for unit in unit_queries.units(AsOf(DAY)))


@pytest.mark.parametrize("structure", ["state_agency", "party", "front", "public_service"])
def test_the_other_structures_follow_the_provinces(demo: None, structure: str) -> None:
    left = unit_queries.units(AsOf(DAY), structure=structure)
    assert {unit.name.rpartition("Cần Thơ")[1] for unit in left} == {"Cần Thơ"}
    assert all(unit.parent_code in (None, "92") for unit in left)


def test_papers_in_the_order_of_signing() -> None:
    papers = demo_papers(scale=0.1)
    days = [paper.document.signed_on for paper in papers]
    assert days == sorted(days)
    numbers = [paper.document.number for paper in papers]
    assert len(set(numbers)) == len(numbers)
    assert demo_numbers() < set(numbers)
    assert numbers[-1] in demo_numbers()  # so that a demo which has them all is complete


def test_drafts_one_balances_one_is_refused(demo: None) -> None:
    good, bad = demo_drafts()
    assert preview([good])[0].findings == ()
    assert {finding.code for finding in preview([bad])[0].findings} == {"shares_do_not_make_a_whole"}
    with pytest.raises(NotBalanced, match="Phong Điền"):
        sign(bad)


def test_worked_examples(demo: None) -> None:
    for name in ("merge", "rename_and_correction", "annulment"):
        assert sign(load_file(EXAMPLES / f"{name}.yaml")).can_be_signed
    assert len(list(EXAMPLES.glob("*.yaml"))) == 3
    on = AsOf(date(2027, 1, 2))
    assert {unit_queries.unit_by_code(on, code).name for code in ("31528", "31378")} == {"Kế Sách", "Phú Hữu Đông"}
    assert unit_queries.unit_by_code(on, "31531").name == "An Lạc Thôn"
    assert unit_queries.unit_by_code(AsOf(EVE), "935").name == "Vị Thủy"


def test_every_synthetic_decision_says_so() -> None:
    for document in [*(paper.document for paper in demo_papers(scale=0.1)), *demo_drafts()]:
        assert document.synthetic == ("giả định" in document.subject), document.number


def test_outlines_of_both_times(demo: None) -> None:
    units = rows(HERE / "units_before.csv")
    communes = {row["code"] for row in units if row["level"] == "3"}
    old = {code: boundaries(AsOf(EVE), unit_queries.unit_by_code(AsOf(EVE), code).id) for code in ("92", "93", "94")}
    assert {code for sheet in old.values() for code in sheet.outlines} == communes
    new = boundaries(AsOf(DAY), unit_queries.unit_by_code(AsOf(DAY), "92").id)
    assert new.outlines.keys() == {row["code"] for row in rows(HERE / "units_after.csv") if row["level"] == "2"}
    earlier = {row["code"] for row in rows(HERE / "units_2019.csv") if row["level"] == "3"}
    assert earlier - communes <= old["93"].missing.keys()
    assert all(path.stat().st_size <= 150_000 for path in (HERE / "boundaries").glob("*.json"))


def test_the_nation_without_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nation.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(BadInput, match=r"tinhgon\[nation\]"):
        nation_documents(tmp_path)


def test_the_nation_from_the_package(tmp_path: Path) -> None:
    pytest.importorskip("vietnamadminunits", reason="the extra nation is not installed")
    (document,) = nation_documents(tmp_path)
    assert len(document.effects[0].units) == 10_794


@pytest.mark.nation
def test_the_nation_from_tables(nation: Path) -> None:
    documents = nation_documents(nation)
    assert [document.number for document in documents[:2]] == ["01/BB-MS", "202/2025/QH15"]
    assert len(documents) == 2 + len({row["resolution"] for row in rows(nation / "successions_20250701.csv")})


@pytest.mark.nation
def test_the_tables_are_what_the_tools_write(nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tools import demo_geometry, demo_tables

    for tool, folder in ((demo_tables, HERE), (demo_geometry, HERE / "boundaries")):
        monkeypatch.setattr(tool, "OUT", tmp_path)
        tool.main(nation)
        for path in tmp_path.iterdir():
            assert path.read_bytes() == (folder / path.name).read_bytes(), path.name
            path.unlink()


def test_days_between_the_decisions(demo: None) -> None:
    """The history of the three provinces from 2019 on: how many communes there are after each decision."""
    days = (date(2019, 1, 1), date(2020, 2, 1), date(2020, 3, 1), date(2024, 9, 1), date(2024, 11, 1))
    counted = {on: len(unit_queries.units(AsOf(on), structure="territory", level=3)) for on in days}
    assert list(counted.values()) == [270, 269, 267, 266, 263]
    assert len(unit_queries.units(AsOf(days[1] - timedelta(days=1)), structure="territory", level=3)) == 270


def test_tables_are_csv_of_the_documented_form() -> None:
    for path in HERE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1, path.name
