"""The reorganisation of 1 July 2025, on the country's own tables: before, after, and who became whom."""

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from tests.importing.conftest import rows
from tests.world import codes

from tinhgon import decisions
from tinhgon.basis.asof import AsOf
from tinhgon.importing import Drafts, opening_balance, reorganisation, write_drafts
from tinhgon.registers.units import queries as unit_queries

pytestmark = pytest.mark.nation
EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
AS_OF_EVE, AS_OF_DAY = AsOf(EVE), AsOf(DAY)
BEFORE, AFTER = "units_before_20250701.csv", "units_after_20250701.csv"
SUCCESSIONS = "successions_20250701.csv"


def drafts_of(nation: Path) -> Drafts:
    return reorganisation(
        before=nation / BEFORE,
        after=nation / AFTER,
        provinces=nation / "province_successions_20250701.csv",
        successions=[nation / SUCCESSIONS],
    )


def test_drafts_of_the_nation(nation: Path, tmp_path: Path) -> None:
    drafts = drafts_of(nation)
    given = Counter(row["resolution"] for row in rows(nation / SUCCESSIONS))
    assert [document.number for document in drafts.documents] == ["202/2025/QH15", *sorted(given)]
    formed = sum(effect.kind == "merge_units/1" for d in drafts.documents[1:] for effect in d.effects)
    kept = {row["new_code"] for row in rows(nation / SUCCESSIONS) if row["note"].startswith(("unchanged", "renamed"))}
    assert formed == len({row["new_code"] for row in rows(nation / SUCCESSIONS)}) - len(kept)
    named = {row["old_code"] for row in rows(nation / SUCCESSIONS)}
    communes = {row["code"] for row in rows(nation / BEFORE) if row["level"] == "3"}
    assert {unit.code for unit in drafts.communes_left} == communes - named
    assert {unit.reason for unit in drafts.communes_left} == {"no_succession"}
    assert len(drafts.provinces_left) == 11
    paths = write_drafts(drafts=drafts, out=tmp_path)
    assert paths[0].name == "001_202-2025-QH15.json"
    assert tuple(decisions.load_file(path) for path in paths) == drafts.documents


def test_signed_they_are_the_country(nation: Path, fresh_ledger: object) -> None:
    """One ledger, asked everything: signing it takes most of the time."""
    decisions.sign(opening_balance(nation / BEFORE, on=date(2025, 6, 1)), decisions.by_history())
    for document in drafts_of(nation).documents:
        outcome = decisions.sign(document, decisions.by_history())
        # Districts of one name (Châu Thành) come under one province, three weeks before districts end.
        assert set(codes(outcome.findings)) <= {"units_of_one_name"}, document.number
    _lists_are_equal(nation)
    _lineage_is_the_table(nation)
    found = decisions.verify(replay=False)
    assert found.is_sound, found.findings


def _listed(row: dict[str, str]) -> tuple[str | None, ...]:
    return row["code"], row["name"], row["kind"], row["parent_code"] or None


def _lists_are_equal(nation: Path) -> None:
    eve = {(u.code, u.name, u.kind, u.parent_code) for u in unit_queries.units(AS_OF_EVE)}
    assert eve == {_listed(row) for row in rows(nation / BEFORE)}
    after = {row["code"]: row for row in rows(nation / AFTER)}
    provinces = {after[row["new_code"]]["parent_code"] for row in rows(nation / SUCCESSIONS)}
    wanted = {_listed(row) for row in after.values() if row["parent_code"] in provinces or row["code"] in provinces}
    found = set()
    for code in provinces:
        province = unit_queries.unit_by_code(AS_OF_DAY, code)
        assert province is not None
        for unit in (province, *unit_queries.units(AS_OF_DAY, under=province.id)):
            found.add((unit.code, unit.name, unit.kind, unit.parent_code))
    assert found == wanted


def _lineage_is_the_table(nation: Path) -> None:
    back, forward = defaultdict(set), defaultdict(set)
    for row in rows(nation / SUCCESSIONS):
        names = ("old_code", "new_code", "area_share", "population_share", "clause", "resolution")
        step = tuple(row[name] for name in names)
        back[row["new_code"]].add(step)
        forward[row["old_code"]].add(step)
    for as_of, direction, wanted in ((AS_OF_DAY, "back", back), (AS_OF_EVE, "forward", forward)):
        ids = {unit.code: unit.id for unit in unit_queries.units(as_of)}
        for code, steps in wanted.items():
            lineage = unit_queries.lineage(as_of, ids[code], direction, depth=1)
            found = [
                (s.source.code, s.target.code, s.area_share, s.population_share, s.clause, s.decision)
                for s in lineage
                if s.effective_on == DAY
            ]
            assert sorted(found) == sorted(steps), (direction, code)
