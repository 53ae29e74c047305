"""The template of a roster, and whatever is written: it reads back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.importing.rosters import ON, checked, enter, table
from tests.world import World, rows

from tinhgon.basis.asof import AsOf
from tinhgon.decisions import verify
from tinhgon.importing import roster
from tinhgon.importing.roster.levels import read_word
from tinhgon.importing.roster.words import CHOICES, HEADERS, IN_TEMPLATE
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.queries import rosters


def test_the_template_reads_back(world: World) -> None:
    layout = roster.understand(roster.workbook_of(roster.template(), name="mau.xlsx"))
    assert tuple(layout.parts[0].matched.fields.values()) == IN_TEMPLATE
    result = roster.check_roster(layout, on=date(2025, 1, 1))
    assert [fault.code for fault in result.told()] == ["unit_unknown"]
    with override("en"):
        english = roster.understand(roster.workbook_of(roster.template(gettext), name="template.xlsx"))
    assert tuple(english.parts[0].matched.fields.values()) == IN_TEMPLATE
    for field, words in CHOICES.items():
        assert all(read_word(field, word)[0] for word in words)
    assert set(HEADERS.values()) == set(roster.FIELDS)


_SYLLABLES = (
    "Nguyễn", "Trần", "Lê", "Ngọc", "Thị", "Văn", "Quỳnh", "Đức", "Thùy", "Hòa", "Giả", "Mẫu", "Hữu", "Ước", "Khuê",
    "Ý", "Hưởng", "Uyên", "H'Bia",
)  # fmt: skip
_NAMES = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=6).map(" ".join)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=_NAMES,
    born=st.dates(date(1950, 1, 1), date(2000, 12, 31)),
    sex=st.sampled_from(["Nam", "Nữ"]),
    professional=st.sampled_from(CHOICES["professional"]),
    step=st.integers(1, 9),
)
def test_what_is_written_reads_back(
    name: str, born: date, sex: str, professional: str, step: int, bare_world: World
) -> None:
    coefficient = f"{2.34 + (step - 1) * 0.33:.2f}"
    row = {
        "Họ và tên": name, "Ngày sinh": f"{born:%d/%m/%Y}", "Giới tính": sex, "Số CCCD": "", "Trình độ": professional,
        "Bậc": str(step), "Hệ số": coefficient.replace(".", ","), "Mã ngạch": "01.003", "Số hiệu vị trí": "",
    }  # fmt: skip
    with transaction.atomic():
        point = transaction.savepoint()
        result = checked(table(row))
        assert not result.bad_count, [fault.sentence for fault in result.told()]
        enter(result)
        ((person_id,),) = rows("SELECT person_id FROM person_version WHERE upper_inf(recorded)")
        record = rosters.records(AsOf(ON), [person_id])[person_id]
        plain = sealing.unseal({person_id: {"name": record["name"], "birth_day": record["birth_day"]}})[person_id]
        assert plain == {"name": name, "birth_day": f"{born:%d}"}
        assert (record["birth_year"], record["birth_month"]) == (born.year, born.month)
        assert record["sex"] == read_word("sex", sex)[0]
        assert record["professional"] == read_word("professional", professional)[0]
        assert (record["pay_step"], f"{record['coefficient']}", record["pay_scale"]) == (step, coefficient, "01.003")
        assert verify().is_sound
        transaction.savepoint_rollback(point)
