"""The second family: agencies, people, establishment, in the State's and the Party's forms. All names are made up."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.conftest import listed

from tinhgon.basis.errors import Conflict
from tinhgon.reading import draft_document, read_clauses, understand
from tinhgon.registers.units.effects.establish_unit import EstablishUnit

STATE = """\
ỦY BAN NHÂN DÂN
TỈNH TÂN GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/QĐ-UBND
Tân Giang, ngày 05 tháng 01 năm 2026
QUYẾT ĐỊNH
Về việc tổ chức lại một số cơ quan và công tác cán bộ
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 02 tháng 01 năm 2026.
QUYẾT ĐỊNH:
Điều 1. Nội dung
{clauses}
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
"""
PARTY = """\
ĐẢNG CỘNG SẢN VIỆT NAM
TỈNH ỦY TÂN GIANG
*
Số 15-QĐ/TU
Tân Giang, ngày 05 tháng 01 năm 2026
QUYẾT ĐỊNH
chuẩn y chức danh Bí thư Đảng ủy xã
-----
- Căn cứ Điều lệ Đảng;
- Căn cứ Quy định số 999-QĐ/TU ngày 01 tháng 12 năm 2025 của Ban Thường vụ,
BAN THƯỜNG VỤ TỈNH ỦY QUYẾT ĐỊNH
Điều 1. Chuẩn y đồng chí Ngô Mẫu Sáu giữ chức Bí thư Đảng ủy xã An Bình nhiệm kỳ 2025 - 2030.
Điều 2. Văn phòng Tỉnh ủy, Ban Tổ chức Tỉnh ủy và đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Nơi nhận:
- Như Điều 2,
- Lưu Văn phòng Tỉnh ủy.
"""
CASES = [
    ("Thành lập Phòng Kinh tế trực thuộc Ủy ban nhân dân xã An Bình.", "establish_unit/1", {}),
    ("Hợp nhất Sở Kế hoạch và Đầu tư với Sở Tài chính thành Sở Tài chính.", "merge_units/1", {}),
    ("Đổi tên Phòng Nội vụ thành Phòng Văn hóa - Xã hội.", "rename_unit/1", {}),
    ("Chuyển Trung tâm Lưu trữ từ trực thuộc Sở Lao động sang trực thuộc Sở Nội vụ.", "move_units/1", {}),
    ("Giải thể Ban Quản lý dự án chợ An Bình.", "dissolve_units/1", {}),
    (
        "Bổ nhiệm ông Trần Mẫu Một, Phó phòng Kế hoạch và Đầu tư, giữ chức vụ Trưởng phòng Kinh tế từ ngày 10/01/2026.",
        "appoint/1",
        {"person": "Trần Mẫu Một", "post": "Trưởng phòng Kinh tế", "since": "2026-01-10"},
    ),
    (
        "Miễn nhiệm chức vụ Trưởng phòng Nội vụ đối với bà Lê Mẫu Hai kể từ ngày 10 tháng 01 năm 2026.",
        "end_assignment/1",
        {"person": "Lê Mẫu Hai", "post": "Trưởng phòng Nội vụ"},
    ),
    (
        "Điều động ông Phạm Mẫu Ba, chuyên viên Sở Tài chính, đến nhận công tác tại Sở Nội vụ kể từ ngày 10/01/2026.",
        "transfer/1",
        {"person": "Phạm Mẫu Ba", "unit": "Sở Nội vụ"},
    ),
    (
        (
            "Biệt phái bà Vũ Mẫu Tư, chuyên viên Sở Nội vụ, đến công tác tại Ủy ban nhân dân xã An Bình, "
            "thời hạn 24 tháng kể từ ngày 10/01/2026."
        ),
        "second/1",
        {"months": 24},
    ),
    (
        "Ông Đỗ Mẫu Năm, Giám đốc Sở Nội vụ, được nghỉ hưu để hưởng chế độ bảo hiểm xã hội kể từ ngày 01/02/2026.",
        "retire/1",
        {"person": "Đỗ Mẫu Năm", "since": "2026-02-01"},
    ),
    (
        "Giao 45 biên chế công chức cho Sở Nội vụ năm 2026.",
        "allocate_quota/1",
        {"count": 45, "agency": "Sở Nội vụ", "year": 2026},
    ),
    (
        "Điều chỉnh giảm 03 biên chế viên chức của Trường Mầm non An Bình (từ 45 xuống 42).",
        "cut_quota/1",
        {"change": -3},
    ),
]


@pytest.mark.parametrize(("clause", "effect", "facts"), CASES, ids=[effect for _, effect, _ in CASES])
def test_each_shape_in_the_form_of_the_state(clause: str, effect: str, facts: dict[str, object]) -> None:
    reading = read_clauses(text=STATE.format(clauses=f"1. {clause}"))
    assert not reading.unread
    (said,) = [one.said for one in reading.clauses if one.said.effect]
    assert said.effect == effect
    assert facts.items() <= said.facts.items()
    assert reading.head.issuer == "Ủy ban nhân dân tỉnh Tân Giang"
    assert reading.head.effective_on == date(2026, 1, 5)


def test_the_form_of_the_party() -> None:
    reading = read_clauses(text=PARTY)
    assert not reading.unread
    (said,) = [one.said for one in reading.clauses if one.said.effect]
    assert said.effect == "appoint/1"
    assert said.facts == {"person": "Ngô Mẫu Sáu", "post": "Bí thư Đảng ủy xã An Bình", "term": "2025 - 2030"}
    assert (reading.head.number, reading.head.issuer) == ("15-QĐ/TU", "Tỉnh ủy Tân Giang")


def test_a_figure_that_does_not_add_up_is_not_read() -> None:
    clause = "Điều chỉnh giảm 03 biên chế viên chức của Trường Mầm non An Bình (từ 45 xuống 43)."
    assert [part.label for part in read_clauses(text=STATE.format(clauses=f"1. {clause}")).unread] == ["Điều 1 khoản 1"]


def test_agencies_are_looked_up_by_their_whole_name() -> None:
    register = listed("U1 Ủy ban nhân dân xã An Bình|cơ quan|3|")
    answer = understand(text=STATE.format(clauses=f"1. {CASES[0][0]}"), register=register)
    (effect,) = draft_document(answer=answer).effects
    assert isinstance(effect, EstablishUnit)
    assert effect.unit.parent is not None
    assert (effect.unit.kind, effect.unit.structure, effect.unit.parent.code) == ("phòng", "state_agency", "U1")


def test_what_the_ledger_cannot_hold_yet_is_refused_by_name() -> None:
    """Membership of a committee is no place of the books: nothing is drafted of a clause that gives both."""
    clause = "Chỉ định người có mã hồ sơ HS-1 tham gia Ban Chấp hành Đảng bộ xã An Bình, nhiệm kỳ 2025 - 2030."
    answer = understand(text=STATE.format(clauses=f"1. {clause}"), register=listed("U1 A|cơ quan|3|"))
    assert not answer.questions
    with pytest.raises(Conflict) as caught:
        draft_document(answer=answer)
    assert caught.value.code == "no_membership"
