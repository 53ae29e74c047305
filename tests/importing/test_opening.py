"""Opening balance from a CSV list."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.signing import sign

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput
from tinhgon.importing import opening_balance
from tinhgon.registers.units import queries as unit_queries

ON = date(2020, 1, 1)
HEADER = "code,name,kind,level,parent_code"
LIST = f"""{HEADER}
99001,An Hòa,phường,3,990
990,Đông,quận,2,99
99,Mẫu,thành phố,1,
99004,An Bình,xã,3,990
"""


def opened(tmp_path: Path, text: str, **given):
    path = tmp_path / "units.csv"
    path.write_text(text, encoding="utf-8")
    return opening_balance(path, on=ON, **given)


def refused(tmp_path: Path, text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        opened(tmp_path, text)
    assert "units.csv" in str(caught.value)
    assert "{" not in str(caught.value)
    return caught.value


def test_superiors_come_first(tmp_path: Path) -> None:
    document = opened(tmp_path, LIST)
    units = document.effects[0].units
    assert [unit.code for unit in units] == ["99", "990", "99001", "99004"]
    assert document.number == "MS-2020-01-01"
    assert (document.kind, document.signed_on, document.effective_on) == ("biên bản", ON, ON)
    assert document.attachments[0].name == "units.csv"


def test_what_is_given_is_kept(tmp_path: Path) -> None:
    document = opened(tmp_path, LIST, number="01/BB", issuer="Sở Nội vụ", subject="Mở sổ", basis=["Luật 1"])
    assert (document.number, document.issuer, document.subject) == ("01/BB", "Sở Nội vụ", "Mở sổ")
    assert document.basis[0].number == "Luật 1"


def test_figures_with_their_sources(tmp_path: Path) -> None:
    header = f"{HEADER},area_km2,area_source,population,population_source,population_verified,hamlets,hamlets_source"
    row = "99,Mẫu,thành phố,1,,12.5,Niên giám,1200,Tổng điều tra,x,,"
    unit = opened(tmp_path, f"{header}\n{row}\n").effects[0].units[0]
    assert (unit.area_km2.value, unit.area_km2.source, unit.area_km2.verified) == (Decimal("12.5"), "Niên giám", False)
    assert (unit.population.value, unit.population.verified, unit.hamlets) == (1200, True, None)


def test_other_structures_hang_under_the_territory(tmp_path: Path) -> None:
    text = f"{HEADER},structure,bloc\n99,Mẫu,tỉnh,1,,,\n,Sở Nội vụ,sở,2,99,state_agency,state\n"
    agency = opened(tmp_path, text).effects[0].units[1]
    assert (agency.code, agency.structure, agency.bloc, agency.parent.structure) == (
        None, "state_agency", "state", "territory",
    )  # fmt: skip


def test_unused_columns_are_told(tmp_path: Path) -> None:
    assert "Cột không dùng: ghi chú." in opened(tmp_path, f"{HEADER},ghi chú\n99,Mẫu,tỉnh,1,,x\n").note


def test_superiors_already_in_the_books(tmp_path: Path) -> None:
    text = f"{HEADER}\n99007,An Phú,xã,3,990\n"
    assert opened(tmp_path, text, existing={"990"}).effects[0].units[0].parent.code == "990"


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (LIST + "99001,Lặp,xã,3,990\n", "code_twice", "dòng 6: mã “99001” đã có ở dòng 2"),
        (LIST + "99007,An Phú,xã,3,991\n", "parent_unknown", "dòng 6: parent_code “991”"),
        (LIST + "99007,An Phú,xã,3,\n", "parent_missing", "dòng 6"),
        (LIST + "99007,An Phú,xã,0,990\n", "level_invalid", "dòng 6"),
        (LIST + "99007,An Phú,xã,ba,990\n", "level_invalid", "dòng 6"),
        (LIST + "99007,An Phú,xã,²,990\n", "level_invalid", "dòng 6"),
        (LIST + "99007,An Phú,xã,3,99004\n", "level_not_below", "dòng 6"),
        (LIST + "99007,,xã,3,990\n", "cell_empty", "“name”"),
        (LIST + ",An Phú,xã,3,990\n", "code_empty", "dòng 6"),
        (LIST + "9007,An Phú,xã,3,990\n", "code_lost_zero", "09007"),
        (f"{HEADER}\n01,A,tỉnh,1,\n001,B,quận,2,1\n", "parent_unknown", "có phải là “01”?"),
        (f"{HEADER}\nA,A,vùng,1,B\nB,B,vùng,1,A\n", "parent_circle", "A → B → A"),
        (f"{HEADER}\nA,A,vùng,1,A\n", "parent_circle", "A → A"),
        (f"{HEADER},area_km2,area_source\n99,M,tỉnh,1,,mười,X\n", "number_invalid", "“mười”"),
        (f"{HEADER},area_km2,area_source\n99,M,tỉnh,1,,-3,X\n", "number_invalid", "“-3”"),
        (f"{HEADER},population,population_source\n99,M,tỉnh,1,,1.200,X\n", "number_invalid", "“1.200”"),
        (f"{HEADER};area_km2;area_source\n99;M;tỉnh;1;;1.200;X\n".replace(",", ";"), "number_invalid", "“1.200”"),
        (f"{HEADER},area_km2,area_source\n99,M,tỉnh,1,,3,\n", "figure_without_source", "“area_source”"),
        (f"{HEADER},areakm\n99,M,tỉnh,1,,3\n", "column_unknown", "“area_km2”"),
        (f"{HEADER},structure\n99,M,tỉnh,1,,đảng\n", "cell_not_allowed", "territory"),
    ],
)
def test_faults(tmp_path: Path, text: str, code: str, says: str) -> None:
    refusal = refused(tmp_path, text)
    assert refusal.code == code
    assert says in str(refusal)


@pytest.mark.django_db
def test_it_signs(tmp_path: Path) -> None:
    outcome = sign(opened(tmp_path, LIST))
    assert outcome.findings == ()
    assert [(unit.code, unit.level, unit.parent_code) for unit in unit_queries.units(AsOf(ON))] == [
        ("99", 1, None), ("990", 2, "99"), ("99001", 3, "990"), ("99004", 3, "990"),
    ]  # fmt: skip
