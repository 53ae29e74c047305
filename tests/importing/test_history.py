"""Dated changes become decisions: a small history, and the country's own from 2004 to 2025."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.importing.conftest import rows

from tinhgon import decisions
from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput
from tinhgon.importing import history
from tinhgon.importing.history import split_name
from tinhgon.registers.units import queries as unit_queries

FIRST = "code,name_full,parent_code,level\n90,Tỉnh Bắc,,1\n900,Huyện Một,90,2\n90001,Xã An,900,3\n90004,Xã Bình,900,3\n"
EVENTS = """event,date,source,decree_numbers,title
1,2004-08-31,list,,first
2,2005-01-01,decrees,1/2005/NĐ-CP,1/2005/NĐ-CP: Thành lập thị xã Một;
3,2005-06-01,list,2/TCTK-PPCĐ,2/TCTK-PPCĐ: Điều chỉnh mã;
4,2006-01-01,decrees,3/NĐ-CP 4/NĐ-CP,3/NĐ-CP: A; 4/NĐ-CP: B
5,2006-02-01,list,,nothing
"""
CHANGES = """event,date,code,level,province_code,change,name_before,parent_before,name_after,parent_after
2,2005-01-01,900,2,90,renamed_or_kind,Huyện Một,90,Thị xã Một,90
2,2005-01-01,901,2,90,created,,,Huyện Một,90
2,2005-01-01,90007,3,90,created,,,Phường Cam,901
2,2005-01-01,90004,3,90,moved_and_renamed,Xã Bình,900,Phường Bình,901
3,2005-06-01,900,2,90,renamed_or_kind,Thị xã Một,90,Huyện Một,90
3,2005-06-01,901,2,90,renamed_or_kind,Huyện Một,90,Thị xã Một,90
4,2006-01-01,90001,3,90,abolished,Xã An,900,,
4,2006-01-01,90010,3,90,created,,,Thị Trấn An Mới,900
4,2006-01-01,90007,3,90,renamed_or_kind,Phường Cam,901,Phường Cam Lộ,901
"""
# What the spring of 2025 spelt otherwise than the closing list; the last one differs by a capital only.
SPELT = {
    "04117": ("Mương Chanh", "Mường Chanh"),
    "04136": ("Nà Pó", "Nà Bó"),
    "07540": ("Xa Lý", "Sa Lý"),
    "19780": ("Phường Đúc", "Đúc"),
    "31246": ("Thạnh Qưới", "Thạnh Quới"),
    "00916": ("Nông Trường Việt Lâm", "Nông trường Việt Lâm"),
}


def small(tmp_path: Path, *, first: str = FIRST, events: str = EVENTS, changes: str = CHANGES):
    paths = []
    for name, text in (("first.csv", first), ("events.csv", events), ("changes.csv", changes)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        paths.append(tmp_path / name)
    return history(*paths)


def test_names() -> None:
    assert split_name("Huyện Cồn Cỏ") == ("huyện", "Cồn Cỏ")
    assert split_name("Thị Trấn Ngọc Lặc") == ("thị trấn", "Ngọc Lặc")
    assert split_name("Thành phố Thị Nại") == ("thành phố", "Thị Nại")
    assert split_name("Cồn Cỏ") == ("", "Cồn Cỏ")


def test_one_decision_for_each_event_that_changes_units(tmp_path: Path) -> None:
    opening, decree, list_, bundle = small(tmp_path)
    assert (opening.number, opening.effective_on) == ("MS-2004-08-31", date(2004, 8, 31))
    assert (decree.number, decree.kind, decree.issuer) == ("1/2005/NĐ-CP", "nghị định", "Chính phủ")
    assert decree.subject == "Thành lập thị xã Một"
    assert (list_.number, list_.kind, list_.issuer) == ("2/TCTK-PPCĐ", "công văn", "Tổng cục Thống kê")
    assert bundle.number == "Sự kiện 4 (2006-01-01)"
    assert [basis.number for basis in bundle.basis] == ["3/NĐ-CP", "4/NĐ-CP"]
    assert [effect.kind for effect in decree.effects] == [
        "change_codes/1", "establish_unit/1", "establish_unit/1", "move_units/1", "change_kind/1",
    ]  # fmt: skip
    assert [effect.kind for effect in list_.effects] == ["change_codes/1"]


@pytest.mark.django_db
def test_a_district_goes_on_under_another_code(tmp_path: Path) -> None:
    """The list named the two districts the wrong way round until it swapped their codes; nothing moved by that."""
    outcomes = [decisions.sign(document, decisions.by_history()) for document in small(tmp_path)]
    assert [f.code for outcome in outcomes for f in outcome.findings] == ["ground_undocumented"]
    codes = {}
    for on in (date(2004, 9, 1), date(2005, 3, 1), date(2005, 7, 1)):
        units = {(u.kind, u.name): u for u in unit_queries.units(AsOf(on))}
        codes[on] = [units[key].code if key in units else None for key in (("huyện", "Một"), ("thị xã", "Một"))]
        assert units["xã", "An"].parent_kind == "huyện"
        if on.year == 2005:
            assert units["phường", "Bình"].parent_kind == units["phường", "Cam"].parent_kind == "thị xã"
    assert list(codes.values()) == [["900", None], ["901", "900"], ["900", "901"]]
    last = [(u.code, u.kind, u.name, u.parent_code) for u in unit_queries.units(AsOf(date(2006, 1, 1)), level=3)]
    assert last == [
        ("90004", "phường", "Bình", "901"),
        ("90007", "phường", "Cam Lộ", "901"),
        ("90010", "thị trấn", "An Mới", "900"),
    ]


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        ("first", "Xã An", "Làng An", "kind_unknown"),
        ("events", "2005-06-01", "2005-06-31", "date_invalid"),
        ("events", "\n3,", "\n2,", "event_invalid"),
        ("changes", "\n4,", "\n9,", "event_unknown"),
        ("changes", "abolished", "ended", "cell_not_allowed"),
        ("changes", "Phường Cam Lộ", "Cam Lộ", "kind_unknown"),
    ],
)
def test_faults(tmp_path: Path, table: str, old: str, new: str, code: str) -> None:
    text = {"first": FIRST, "events": EVENTS, "changes": CHANGES}[table]
    with pytest.raises(BadInput) as caught:
        small(tmp_path, **{table: text.replace(old, new, 1)})
    assert caught.value.code == code
    assert f"{table}.csv" in str(caught.value)


@pytest.mark.nation
def test_the_country_from_2004_to_2025(nation: Path, fresh_ledger: object) -> None:
    folder = nation / "history"
    documents = history(
        folder / "units_first_state.csv", folder / "events_2004_2025.csv", folder / "unit_changes_2004_2025.csv"
    )
    assert len(documents) == 1 + len({row["event"] for row in rows(folder / "unit_changes_2004_2025.csv")})
    assert max(Counter(document.number for document in documents).values()) == 1
    findings = Counter(
        finding.code for document in documents for finding in decisions.sign(document, decisions.by_history()).findings
    )
    ended = [row for row in rows(folder / "unit_changes_2004_2025.csv") if row["change"] == "abolished"]
    assert findings.pop("units_of_one_name") == 3  # real ones: told, and nothing stops
    assert findings == {"ground_undocumented": sum(row["level"] == "3" for row in ended)}
    _ends_in_the_closing_list(nation)
    _long_my_keeps_its_identity()
    assert decisions.verify(replay=False).is_sound


def _ends_in_the_closing_list(nation: Path) -> None:
    closing = {row["code"]: row for row in rows(nation / "units_before_20250701.csv")}
    units = {unit.code: unit for unit in unit_queries.units(AsOf(date(2025, 6, 30)))}
    assert units.keys() == closing.keys()
    assert {code: unit.parent_code or "" for code, unit in units.items()} == {
        code: row["parent_code"] for code, row in closing.items()
    }
    assert {code for code, unit in units.items() if unit.kind != closing[code]["kind"]} == set()
    spelt = {
        code: (unit.name, closing[code]["name"]) for code, unit in units.items() if unit.name != closing[code]["name"]
    }
    assert spelt == SPELT


def _long_my_keeps_its_identity() -> None:
    """Huyện Long Mỹ: 936, from 16 May to 30 August 2015 937, then 936 again, and always the same unit."""
    days = {date(2015, 5, 15): "936", date(2015, 5, 16): "937", date(2015, 8, 30): "937", date(2015, 8, 31): "936"}
    found = [unit_queries.unit_by_code(AsOf(on), code) for on, code in days.items()]
    assert {unit and (unit.kind, unit.name) for unit in found} == {("huyện", "Long Mỹ")}
    assert len({unit and unit.id for unit in found}) == 1
    parents = [unit_queries.unit_by_code(AsOf(on), "31471") for on in (date(2015, 6, 1), date(2015, 9, 1))]
    assert [(u.parent_kind, u.parent_code) for u in parents if u] == [("thị xã", "936"), ("thị xã", "937")]
