"""An account without rights asks every report, day, unit, trace and file: no attribute of a single known person.

The shared world of tests/web/test_access.py, with thirteen more people in phòng Kinh tế (S1) from 1 December 2021, so
that on 31 December 2021 more than ten are counted there; HS-5 of phòng Nội vụ (S2) is the person the attacker knows.
"""

from __future__ import annotations

import io
import json
import re
from datetime import date

import openpyxl
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.web.offices import client_of, text
from tests.world import World, agency, effect, person, post, rows

from tinhgon.reports import REPORTS
from tinhgon.reports.guarding import FEWEST, rounded

pytestmark = pytest.mark.django_db
FIXED, OTHER = "31/12/2021", ("30/12/2021", "01/01/2022", "01/02/2022", "01/03/2022")
UNITS = ("", "D1", "#1010", "#1011")
PERSONAL = {
    "staff-quality": ("female", "party", "minority", "age:31_40", "professional:master", "theory:unknown"),
    "retirement-forecast": ("past", "2030", "later", "unknown"),
    "leadership": ("female", "minority", "theory", "under_40", "age_unknown"),
    "movement": ("retired_early", "resigned"),
}
SHAPES = ("csv", "json", "xlsx")


@pytest.fixture
def crowded(books: World) -> World:
    """Thirteen more in S1: seven women, all with a degree but one."""
    numbers = [f"S1.{place}" for place in range(21, 34)]
    people = [
        person(f"HS-{20 + place}", f"Người Thứ {place}", f"19{70 + place}", sex="female" if place < 7 else "male",
               professional="university" if place else "master")
        for place in range(13)
    ]  # fmt: skip
    books.sign(
        effect("create_posts", unit=agency("S1"), posts=[post(number, "Chuyên viên") for number in numbers]),
        *(effect("take_up", f"Điều 2 khoản {place}", person=one, at_post=number)
          for place, (one, number) in enumerate(zip(people, numbers, strict=True), start=1)),
        on="2021-12-01", number="11/QĐ-MẪU",
    )  # fmt: skip
    return books


@pytest.fixture
def plain(crowded: World) -> Client:
    return client_of("lan")


def asked(name: str, day: str, unit: str = "", **more: str) -> dict[str, str]:
    since = {"tu": "01/07/2021"} if REPORTS[name].span == "period" else {}
    return {"ngay": day, "don_vi": unit, **since, **more}


def table_of(client: Client, name: str, day: str, unit: str = "", **more: str) -> dict:
    answer = client.get(f"/bao-cao/{name}/tai.json", asked(name, day, unit, **more))
    assert answer.status_code == 200, text(answer)[:300]
    return json.loads(answer.content)


def personal_cells(found: dict, name: str) -> dict[tuple[str, str], object]:
    columns = {column["key"] for column in found["columns"] if REPORTS[name].name == found["report"]}
    assert set(PERSONAL[name]) <= columns
    return {(row["key"], key): row["cells"][key] for row in found["rows"] for key in PERSONAL[name]}


@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize("unit", UNITS)
def test_on_other_days_and_with_other_knowledge_nothing_is_told_of_people(plain: Client, name: str, unit: str) -> None:
    for day in OTHER:
        assert set(personal_cells(table_of(plain, name, day, unit), name).values()) <= {""}, day
    for known in ("01/02/2030", "01/02/2040"):
        found = table_of(plain, name, FIXED, unit, biet=known)
        assert set(personal_cells(found, name).values()) <= {""}, known


@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize("unit", UNITS)
def test_on_a_fixed_day_sums_of_ten_or_more_are_rounded(plain: Client, name: str, unit: str) -> None:
    found = table_of(plain, name, FIXED, unit)
    crowd = REPORTS[name].crowd
    for row in found["rows"]:
        for key in PERSONAL[name]:
            value = row["cells"][key]
            if row["cells"][crowd] < FEWEST:
                assert value == "", (row["key"], key)
            else:
                assert value == "< 5" or (isinstance(value, int) and value % 5 == 0 and value > 0)
    assert any("làm tròn ngẫu nhiên" in note for note in found["notes"])


def test_the_sums_are_there_and_counts_that_are_not_of_people_are_exact(plain: Client) -> None:
    found = table_of(plain, "staff-quality", FIXED)
    total = next(row["cells"] for row in found["rows"] if row["key"] == "total")
    assert total["total"] == 18
    assert total["professional:university"] in (10, 15)
    assert total["female"] in (5, 10)
    assert found == table_of(plain, "staff-quality", FIXED)  # the same figure however often it is asked


@pytest.mark.parametrize("name", PERSONAL)
def test_no_cell_of_people_opens_and_no_difference_is_itemised(plain: Client, name: str) -> None:
    for day in (FIXED, *OTHER):
        for row in [one["key"] for one in table_of(plain, name, day)["rows"]]:
            for column in PERSONAL[name]:
                for unit in ("", "#1011"):
                    at = asked(name, day, unit, dong=row, cot=column)
                    assert plain.get(f"/so-lieu/bao-cao/{name}/", at).status_code == 403
        at = asked(name, day, dong="total", cot=PERSONAL[name][0], voi="01/12/2021", voi_tu="01/07/2021")
        assert plain.get(f"/so-lieu/bao-cao/{name}/thay-doi/", at).status_code == 403
        del at["dong"], at["cot"]
        page = text(plain.get(f"/bao-cao/{name}/so-sanh/", at))
        assert not re.findall(rf"cot=(?:{'|'.join(map(re.escape, PERSONAL[name]))})\b", page)
    assert plain.post(f"/bao-cao/{name}/nop/?ngay={FIXED}").status_code == 403


@pytest.mark.parametrize("name", PERSONAL)
def test_pages_and_files_say_the_same_as_the_table(plain: Client, name: str) -> None:
    for day in (FIXED, "01/02/2022"):
        found = table_of(plain, name, day)
        page = text(plain.get(f"/bao-cao/{name}/", asked(name, day)))
        for column in PERSONAL[name]:
            assert f"cot={column}" not in page.replace("%3A", ":")
        content = plain.get(f"/bao-cao/{name}/tai.xlsx", asked(name, day)).content
        sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).active
        told = {str(cell) for line in sheet.iter_rows(values_only=True) for cell in line if cell is not None}
        exact = {str(value) for row in found["rows"] for value in row["cells"].values()}
        numbers = {one for one in told if one.isdigit() and len(one) < 4}
        assert numbers <= exact | {str(place) for place in range(200)} - {"7"}
        for shape in SHAPES:
            assert plain.get(f"/bao-cao/{name}/tai.{shape}", asked(name, day)).status_code == 200


def test_a_change_of_one_person_changes_no_answer(plain: Client, crowded: World) -> None:
    """The attacker looks at everything before and after one record changes: S2 has two people, so all stays as it was;
    and on other days all over."""

    def look() -> list[dict]:
        found = [table_of(plain, name, day, unit) for name in PERSONAL for unit in UNITS for day in OTHER]
        found += [table_of(plain, name, FIXED, "#1011") for name in PERSONAL]
        return [[row["cells"] for row in one["rows"]] for one in found]

    before = look()
    record = {"sex": "female", "ethnicity": "kinh", "professional": "doctor", "theory": "advanced", "born": "1950",
              "party_admitted_on": "1999-05-19"}  # fmt: skip
    crowded.sign(effect("change_record", person="HS-5", record=record), on="2021-12-15", signed="2022-02-01")
    assert look() == before


def test_who_may_read_the_files_sees_and_opens_all_and_is_written_down(head: Client, crowded: World) -> None:
    found = table_of(head, "staff-quality", "01/02/2022", "#1010")
    total = next(row["cells"] for row in found["rows"] if row["key"] == "total")
    assert (total["total"], total["female"], total["professional:master"]) == (16, 8, 2)
    last = "SELECT person_ids FROM reading WHERE kind = 'read_names/1' ORDER BY id DESC LIMIT 1"
    assert len(rows(last)[0][0]) == 16
    at = asked("staff-quality", "01/02/2022", "#1010", dong="total", cot="professional:master")
    panel = text(head.get("/so-lieu/bao-cao/staff-quality/", at))
    assert "HS-20" in panel
    assert "HS-2:" in panel
    assert len(rows(last)[0][0]) == 2
    assert head.get("/so-lieu/bao-cao/staff-quality/", {**at, "don_vi": ""}).status_code == 403
    assert set(personal_cells(table_of(head, "staff-quality", "01/02/2022"), "staff-quality").values()) == {""}


def test_a_submitted_report_is_kept_exact_and_shown_guarded(plain: Client, crowded: World) -> None:
    trusted = client_of("quan.tri", is_superuser=True)
    kept = trusted.post("/bao-cao/staff-quality/nop/?ngay=01/02/2022", {"xac_nhan": "1"})
    assert kept.status_code == 302
    assert "cot=female" in text(trusted.get(kept["Location"]))
    shown = text(plain.get(kept["Location"]))
    assert "cot=total" in shown
    assert "cot=female" not in shown


@given(value=st.integers(0, 60), more=st.integers(0, 40), draw=st.floats(0, 1, exclude_max=True))
def test_a_rounded_figure_is_near_and_never_above_the_people(value: int, more: int, draw: float) -> None:
    people = max(value + more, FEWEST)
    told = rounded(value, people, draw)
    shown = told if isinstance(told, int) else 0
    assert shown % 5 == 0
    assert shown <= people
    assert abs(shown - value) < 5


def test_one_person_more_is_never_told_for_certain() -> None:
    """What two figures say together is true both with and without the attribute in the one person between them."""
    draws = [place / 20 for place in range(20)]

    def told(value: int, people: int) -> set[object]:
        return {rounded(value, people, draw) for draw in draws}

    for people in range(FEWEST, 40):
        without = {(a, b) for v in range(people + 1) for a in told(v, people) for b in told(v, people + 1)}
        with_it = {(a, b) for v in range(people + 1) for a in told(v, people) for b in told(v + 1, people + 1)}
        seen_alone = {(a, a) for v in range(1, people) for a in told(v, people)}
        assert seen_alone <= without & with_it
        impossible = {pair for pair in with_it - without if pair[0] != pair[1]}
        assert not impossible, (people, impossible)


def test_the_day_of_a_fixed_sum_has_passed(plain: Client, today: list[date]) -> None:
    found = table_of(plain, "staff-quality", "30/06/2022")
    assert set(personal_cells(found, "staff-quality").values()) == {""}
    today[0] = date(2022, 6, 30)
    found = table_of(plain, "staff-quality", "30/06/2022")
    assert any(personal_cells(found, "staff-quality").values())
