"""A table of successions becomes draft decisions: a small country of two provinces that become one.

Province 90 (district 900: 90001 An, 90004 Bình, 90007 Cam; district 901: 90010 Dừa, 90013 Én; island district 902
without communes) and province 91 (district 910: 91001 Gòn, 91004 Hồng) become province 90.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tinhgon import decisions
from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput
from tinhgon.importing import opening_balance, reorganisation, write_drafts
from tinhgon.registers.units import queries as unit_queries

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
BEFORE = """code,name,kind,level,parent_code
90,Bắc,tỉnh,1,
91,Nam,tỉnh,1,
900,Một,huyện,2,90
901,Hai,huyện,2,90
902,Đảo,huyện,2,90
910,Ba,huyện,2,91
90001,An,xã,3,900
90004,Bình,phường,3,900
90007,Cam,xã,3,900
90010,Dừa,xã,3,901
90013,Én,xã,3,901
91001,Gòn,xã,3,910
91004,Hồng,xã,3,910
"""
AFTER = """code,name,kind,level,parent_code,area_km2,area_source,population,flags
90,Bắc Nam,tỉnh,1,,100.5,nguồn,1000,
90001,An Bình,phường,2,90,3.2,nguồn,50,
90010,Dừa Cam,xã,2,90,4.1,polygon,60,population_suspect
90013,Én Mới,xã,2,90,,nguồn,,no_population
90019,Đảo,đặc khu,2,90,1,nguồn,5,
91001,Gòn,xã,2,90,2,nguồn,9,
"""
PROVINCES = "old_code,new_code,share,resolution\n90,90,full,202/2025/QH15\n91,90,full,202/2025/QH15\n"
HEADER = "old_code,new_code,share,area_share,population_share,resolution,clause,note\n"
ROWS = """90010,90010,full,full,full,1/NQ,Điều 1 khoản 2,
90007,90010,partial,remainder,none,1/NQ,Điều 1 khoản 2,
90001,90001,full,full,full,1/NQ,Điều 1 khoản 1,
90004,90001,full,full,full,1/NQ,Điều 1 khoản 1,
90007,90001,partial,part,full,1/NQ,Điều 1 khoản 1,
902,90019,full,full,full,1/NQ,Điều 1 khoản 10,district without communes becomes a đặc khu
90013,90013,full,full,full,1/NQ,Điều 1 khoản 11,renamed only
91001,91001,full,full,full,1/NQ,Điều 1 khoản 12,unchanged (listed as not reorganised)
"""


@dataclass
class Tables:
    folder: Path

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def drafts(self, *, before=BEFORE, after=AFTER, provinces=PROVINCES, rows=(ROWS,)):
        return reorganisation(
            before=self.write("before.csv", before),
            after=self.write("after.csv", after),
            provinces=self.write("provinces.csv", provinces),
            successions=[self.write(f"rows{n}.csv", HEADER + text) for n, text in enumerate(rows)],
        )


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return Tables(tmp_path)


def test_documents_in_signing_order(tables: Tables) -> None:
    drafts = tables.drafts()
    first, second = drafts.documents
    assert (first.number, first.issuer, first.signed_on) == ("202/2025/QH15", "Quốc hội", date(2025, 6, 12))
    assert (second.signed_on, second.effective_on, second.operates_from) == (date(2025, 6, 16), date(2025, 6, 16), DAY)
    assert second.issuer == "Ủy ban Thường vụ Quốc hội"
    assert [(effect.clause, effect.kind) for effect in second.effects] == [
        ("Điều 1 khoản 1", "merge_units/1"),
        ("Điều 1 khoản 2", "merge_units/1"),
        ("Điều 1 khoản 10", "merge_units/1"),
        ("Điều 1 khoản 11", "move_units/1"),
        ("Điều 1 khoản 11", "rename_unit/1"),
        ("Điều 1 khoản 12", "move_units/1"),
        ("Luật 72/2025/QH15", "dissolve_units/1"),
    ]
    assert [ref.code for ref in second.effects[-1].units] == ["900", "901"]


def test_figures_that_the_flags_doubt_are_not_entered(tables: Tables) -> None:
    new = {e.into.code: e.into for e in tables.drafts().documents[1].effects if e.kind == "merge_units/1"}
    assert (new["90001"].area_km2.source, new["90001"].population.value) == ("nguồn", 50)
    assert "ranh giới bản đồ" in new["90010"].area_km2.source
    assert new["90010"].population is None
    assert not new["90001"].area_km2.verified


def test_what_the_tables_do_not_say_stays_and_is_listed(tables: Tables) -> None:
    drafts = tables.drafts()
    assert [(unit.code, unit.reason) for unit in drafts.communes_left] == [("91004", "no_succession")]
    assert [(unit.code, unit.reason) for unit in drafts.districts_left] == [("910", "has_communes")]
    assert drafts.provinces_left == ()


def test_a_part_without_its_remainder_stays(tables: Tables) -> None:
    rows = ROWS.replace("90007,90010,partial,remainder,none,1/NQ,Điều 1 khoản 2,\n", "")
    drafts = tables.drafts(rows=(rows,))
    assert ("90007", "part_only") in [(unit.code, unit.reason) for unit in drafts.communes_left]
    assert "900" in [unit.code for unit in drafts.districts_left]


def test_a_second_file_completes_the_first(tables: Tables) -> None:
    *most, last = ROWS.splitlines(keepends=True)
    drafts = tables.drafts(rows=("".join(most).replace("1/NQ", "10/NQ"), last.replace("1/NQ", "9/NQ")))
    assert [document.number for document in drafts.documents] == ["202/2025/QH15", "9/NQ", "10/NQ"]
    with pytest.raises(BadInput, match=r"rows1\.csv: dòng 2: 91001 → 91001 đã có"):
        tables.drafts(rows=(ROWS, last))


@pytest.mark.django_db
def test_signed_they_make_the_list_after(tables: Tables, tmp_path: Path) -> None:
    drafts = tables.drafts()
    paths = write_drafts(drafts=drafts, out=tmp_path / "drafts")
    assert [path.name for path in paths] == ["001_202-2025-QH15.json", "002_1-NQ.json"]
    assert tuple(decisions.load_file(path) for path in paths) == drafts.documents
    assert paths[1].read_bytes() == write_drafts(drafts=tables.drafts(), out=tmp_path / "again")[1].read_bytes()

    decisions.sign(opening_balance(tmp_path / "before.csv", on=date(2025, 6, 1)), decisions.by_history())
    for path in paths:
        assert decisions.sign(decisions.load_file(path), decisions.by_history()).findings == ()
    listed = [(u.code, u.name, u.kind, u.level, u.parent_code) for u in unit_queries.units(AsOf(DAY))]
    assert listed == [
        ("90", "Bắc Nam", "tỉnh", 1, None),
        ("90001", "An Bình", "phường", 2, "90"),
        ("90010", "Dừa Cam", "xã", 2, "90"),
        ("90013", "Én Mới", "xã", 2, "90"),
        ("90019", "Đảo", "đặc khu", 2, "90"),
        ("910", "Ba", "huyện", 2, "90"),
        ("91001", "Gòn", "xã", 2, "90"),
        ("91004", "Hồng", "xã", 3, "910"),
    ]
    assert len(unit_queries.units(AsOf(EVE))) == 13
    renamed = unit_queries.unit_by_code(AsOf(DAY), "90013")
    assert renamed is not None
    (step,) = unit_queries.lineage(AsOf(DAY), renamed.id, "back")
    assert (step.source.name, step.target.name, step.clause) == ("Én", "Én Mới", "Điều 1 khoản 11")


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("90010,90010,full,full", "90099,90010,full,full", "code_unknown", "trước sắp xếp"),
        ("90010,90010,full,full", "90010,90099,full,full", "code_unknown", "sau sắp xếp"),
        ("90010,90010,full,full", "9001,90010,full,full", "code_lost_zero", "dòng 2"),
        ("90010,90010,full,full", "90010,90010,full,hết", "cell_not_allowed", "full, part, remainder, none"),
        ("remainder,none", "none,none", "nothing_given", "dòng 3"),
        ("1/NQ,Điều 1 khoản 10,", "1/NQ,,", "cell_empty", "“clause”"),
        ("90004,90001,full,full,full,1/NQ,Điều 1 khoản 1,", "90004,90001,full,full,full,1/NQ,Điều 1 khoản 9,",
         "formed_twice", "dòng 5"),
    ],
)  # fmt: skip
def test_faults(tables: Tables, old: str, new: str, code: str, says: str) -> None:
    assert old in ROWS
    with pytest.raises(BadInput) as caught:
        tables.drafts(rows=(ROWS.replace(old, new, 1),))
    assert caught.value.code == code
    assert says in str(caught.value)
    assert "rows0.csv" in str(caught.value)
