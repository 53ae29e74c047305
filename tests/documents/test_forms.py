"""Forms are data: each point with its source and how sure it is, chosen by issuer and day."""

from datetime import date
from pathlib import Path

import pytest

from tinhgon.basis.errors import BadInput
from tinhgon.documents.forms import Part, Point, form_on, forms
from tinhgon.documents.issuing import body_of

ROOT = Path(__file__).resolve().parents[2]
# The box numbers and measures of annex I of Decree 30/2020, typed again from the decree and not from our file.
DECREE_30 = {
    "nation": (12, 13, "bold"), "motto": (13, 14, "bold"), "superior": (12, 13, ""), "issuer": (12, 13, "bold"),
    "number": (13, 13, ""), "place_date": (13, 14, "italic"), "type_name": (13, 14, "bold"),
    "subject": (13, 14, "bold"), "basis": (13, 14, "italic"), "body": (13, 14, ""), "sign_authority": (13, 14, "bold"),
    "sign_name": (13, 14, "bold"), "recipients": (12, 12, "bold italic"), "recipient": (11, 11, ""),
    "annex": (14, 14, "bold"), "annex_of": (13, 14, "italic"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("family", "day", "name", "is_of_the_day"),
    [
        ("state", "2020-03-04", "state_2020", False),
        ("state", "2020-03-05", "state_2020", True),
        ("state", "2026-12-01", "state_2020", True),
        ("party", "2018-04-02", "party_2018", False),
        ("party", "2018-04-03", "party_2018", True),
        ("party", "2026-05-26", "party_2018", True),
        ("party", "2026-05-27", "party_2026", True),
    ],
)
def test_a_form_is_that_of_the_day(family: str, day: str, name: str, is_of_the_day: bool) -> None:
    found, holds = form_on(family, date.fromisoformat(day))  # type: ignore[arg-type]
    assert (found.form, holds) == (name, is_of_the_day)


def test_the_state_form_is_what_the_decree_says() -> None:
    form, _ = form_on("state", date(2022, 1, 1))
    for name, (least, most, look) in DECREE_30.items():
        part = form.parts[name]
        assert least <= part.size <= most, name
        assert " ".join(word for word in ("bold", "italic") if getattr(part, word)) == look, name
    margins = [form.length(side) for side in ("top", "bottom", "left", "right")]
    assert margins == [20, 20, 30, 15]
    assert form.parts["body"].first in (10, 12.7)
    assert form.parts["body"].after >= 6
    assert form.word("closing") == "./."
    assert all(point.sure in ("read", "house") for _, _, point in form.points())


def test_what_a_form_takes_over_is_unverified() -> None:
    """The text of Hướng dẫn 05 was not read: nothing of it is said to be."""
    form = next(one for one in forms() if one.form == "party_2026")
    assert {point.sure for _, _, point in form.points()} <= {"secondary", "unverified", "house"}
    assert form.parts["place_date"].source == "theo Hướng dẫn 36-HD/VPTW, chưa đối chiếu"


def test_each_point_has_a_source() -> None:
    for form in forms():
        for group, name, point in form.points():
            assert isinstance(point, Part if group == "parts" else Point)
            assert len(point.source) > 2, (form.form, name)


def test_a_size_outside_the_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="not within"):
        Part(size=15, range=(13, 14), source="phụ lục I", sure="read")


@pytest.mark.parametrize(
    ("issuer", "superior", "lines", "authority", "collective", "post", "place"),
    [
        ("Ủy ban nhân dân tỉnh Đồng Tháp", (), ("ỦY BAN NHÂN DÂN", "TỈNH ĐỒNG THÁP"), "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP",
         "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đồng Tháp"),
        ("Chủ tịch UBND tỉnh Hậu Giang", (), ("ỦY BAN NHÂN DÂN", "TỈNH HẬU GIANG"),
         "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẬU GIANG", "", "CHỦ TỊCH", "Hậu Giang"),
        ("Sở Nội vụ tỉnh Hậu Giang", ("ỦY BAN NHÂN DÂN", "TỈNH HẬU GIANG"), ("SỞ NỘI VỤ",), "GIÁM ĐỐC SỞ NỘI VỤ", "",
         "GIÁM ĐỐC", "Hậu Giang"),
        ("Phòng Nội vụ huyện An Lộc", ("ỦY BAN NHÂN DÂN", "HUYỆN AN LỘC"), ("PHÒNG NỘI VỤ",), "TRƯỞNG PHÒNG NỘI VỤ", "",
         "TRƯỞNG PHÒNG", "An Lộc"),
        ("Ban Thường vụ Tỉnh uỷ Tân Giang", (), ("TỈNH ỦY TÂN GIANG",), "BAN THƯỜNG VỤ TỈNH ỦY TÂN GIANG",
         "BAN THƯỜNG VỤ", "BÍ THƯ", "Tân Giang"),
        ("Ban Tổ chức Tỉnh ủy Tân Giang", ("TỈNH ỦY TÂN GIANG",), ("BAN TỔ CHỨC",), "BAN TỔ CHỨC TỈNH ỦY TÂN GIANG", "",
         "TRƯỞNG BAN", "Tân Giang"),
        ("Ủy ban Kiểm tra Tỉnh ủy Tân Giang", ("TỈNH ỦY TÂN GIANG",), ("ỦY BAN KIỂM TRA",),
         "ỦY BAN KIỂM TRA TỈNH ỦY TÂN GIANG", "ỦY BAN KIỂM TRA", "CHỦ NHIỆM", "Tân Giang"),
        ("Chi bộ 3", (), ("CHI BỘ 3",), "CHI BỘ 3", "CHI BỘ", "BÍ THƯ", ""),
        ("Thủ tướng Chính phủ", (), ("THỦ TƯỚNG CHÍNH PHỦ",), "THỦ TƯỚNG CHÍNH PHỦ", "", "THỦ TƯỚNG", "Hà Nội"),
        ("Bộ Chính trị", (), ("BỘ CHÍNH TRỊ",), "BỘ CHÍNH TRỊ", "BỘ CHÍNH TRỊ", "", "Hà Nội"),
    ],
)  # fmt: skip
def test_what_a_name_says_of_its_body(
    issuer: str, superior: tuple[str, ...], lines: tuple[str, ...], authority: str, collective: str, post: str,
    place: str,
) -> None:  # fmt: skip
    body = body_of(issuer)
    assert (body.superior, body.issuer, body.authority) == (superior, lines, authority)
    assert (body.collective, body.post, body.place) == (collective, post, place)


@pytest.mark.parametrize(
    "issuer",
    ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Tân Giang", "Ban Thường vụ Tỉnh đoàn Tân Giang", "Công ty Cổ phần Mẫu"],
)
def test_an_issuer_of_neither_family_is_asked_about(issuer: str) -> None:
    with pytest.raises(BadInput, match="nêu rõ: state hoặc party"):
        body_of(issuer)
    assert body_of(issuer, family="state").family == "state"


def test_the_page_of_the_docs_names_every_unverified_point() -> None:
    told = (ROOT / "docs/paper-forms.md").read_text(encoding="utf-8")
    for form in forms():
        for group, name, point in form.points():
            if point.sure == "unverified":
                assert f"| {form.form} | {group} | {name} |" in told, (form.form, name)
