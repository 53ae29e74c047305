"""Heads of State and Party papers, pages of the web with their menus: who issues, what about, and nothing lost."""

from __future__ import annotations

from datetime import date

import pytest

from tinhgon.reading import read_clauses
from tinhgon.reading.issuers import issuer_of

PARTY = """\
TỈNH ỦY HẬU GIANG
BAN TỔ CHỨC
*
Số 15-QĐ/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Hậu Giang, ngày 03 tháng 02 năm 2018

QUYẾT ĐỊNH
về việc điều động cán bộ
-----

- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;
- Căn cứ Quy định số 66-QĐ/TW, ngày 06-02-2017 của Ban Bí thư;
- Xét đề nghị của Phòng Tổ chức cán bộ,

TRƯỞNG BAN TỔ CHỨC TỈNH ỦY QUYẾT ĐỊNH

Điều 1. Nội dung thứ nhất.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Như Điều 2,
- Lưu Ban.

K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN
(Đã ký)
Nguyễn Văn Mẫu
"""
PRIME_MINISTER = """\
THỦ TƯỚNG CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 823/QĐ-TTg
Hà Nội, ngày 06 tháng 7 năm 2018
QUYẾT ĐỊNH
VỀ VIỆC ÔNG NGUYỄN VĂN MẪU NGHỈ HƯU THEO CHẾ ĐỘ
THỦ TƯỚNG CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Ông Nguyễn Văn Mẫu, Thứ trưởng Bộ A, nghỉ hưu theo chế độ kể từ ngày 01 tháng 8 năm 2018.
THỦ TƯỚNG
"""
TWO_COLUMNS = """\
UBND TỈNH HẬU GIANG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                       Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-SNV             Hậu Giang, ngày 05 tháng 01 năm 2020
QUYẾT ĐỊNH
Về việc bổ nhiệm Phó Trưởng phòng
GIÁM ĐỐC SỞ NỘI VỤ
Căn cứ Quyết định số 12/2016/QĐ-UBND ngày 05/01/2016;
QUYẾT ĐỊNH:
Điều 1. Nội dung.
GIÁM ĐỐC
"""
COUNCIL = """\
HỘI ĐỒNG NHÂN DÂN
TỈNH ĐỒNG THÁP
Số: 19/NQ-HĐND
Thành phố Cao Lãnh, ngày 11 tháng 12 năm 2009
NGHỊ QUYẾT
PHÊ CHUẨN TỔNG BIÊN CHẾ SỰ NGHIỆP NĂM 2010
HỘI ĐỒNG NHÂN DÂN TỈNH ĐỒNG THÁP
KHÓA VII, KỲ HỌP THỨ 13
Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân;
QUYẾT NGHỊ:
Điều 1. Nội dung.
"""
CAPITALS = """\
ỦY BAN NHÂN DÂN
TỈNH ĐỒNG THÁP
Số: 09/QĐ-UBND
Đồng Tháp, ngày 05 tháng 01 năm 2012
QUYẾT ĐỊNH
VỀ VIỆC GIAO BIÊN CHẾ CHO CÁC CƠ QUAN THUỘC
ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP NĂM 2012
CHỦ TỊCH
ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP
Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân;
Điều 1. Nội dung.
"""
HEADS = [
    (PARTY, "15-QĐ/BTCTU", "Ban Tổ chức Tỉnh ủy Hậu Giang", "về việc điều động cán bộ", "Phó trưởng ban"),
    (
        PRIME_MINISTER,
        "823/QĐ-TTg",
        "Thủ tướng Chính phủ",
        "Về việc ông Nguyễn Văn Mẫu nghỉ hưu theo chế độ",
        "Thủ tướng",
    ),
    (TWO_COLUMNS, "12/QĐ-SNV", "Sở Nội vụ tỉnh Hậu Giang", "Về việc bổ nhiệm Phó Trưởng phòng", "Giám đốc"),
    (COUNCIL, "19/NQ-HĐND", "Hội đồng nhân dân tỉnh Đồng Tháp", "Phê chuẩn tổng biên chế sự nghiệp năm 2010", ""),
    (
        CAPITALS,
        "09/QĐ-UBND",
        "Ủy ban nhân dân tỉnh Đồng Tháp",
        "Về việc giao biên chế cho các cơ quan thuộc Ủy ban nhân dân tỉnh Đồng Tháp năm 2012",
        "",
    ),
]


@pytest.mark.parametrize(("text", "number", "issuer", "subject", "signer"), HEADS, ids=[head[1] for head in HEADS])
def test_who_issues_and_what_about(text: str, number: str, issuer: str, subject: str, signer: str) -> None:
    head = read_clauses(text=text).head
    assert (head.number, head.issuer, head.subject, head.signer) == (number, issuer, subject, signer)
    assert head.signed_on
    assert head.basis


def test_nothing_round_the_articles_of_a_party_paper_is_left() -> None:
    unread = read_clauses(text=PARTY).unread
    assert [part.text for part in unread] == ["Điều 1. Nội dung thứ nhất."]


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (("ĐẢNG BỘ TỈNH HẬU GIANG", "HUYỆN ỦY CHÂU THÀNH"), "Huyện ủy Châu Thành"),
        (("ĐẢNG BỘ XÃ AN BÌNH", "CHI BỘ ẤP 3"), "Chi bộ ấp 3"),
        (("ĐẢNG ỦY XÃ AN BÌNH", "ỦY BAN KIỂM TRA", "*"), "Ủy ban Kiểm tra Đảng ủy xã An Bình"),
        (("TỈNH UỶ HẬU GIANG",), "Tỉnh ủy Hậu Giang"),
        (("ỦY BAN NHÂN DÂN", "PHƯỜNG CÁI RĂNG"), "Ủy ban nhân dân phường Cái Răng"),
        (("UBND TỈNH AN GIANG", "SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"), "Sở Nông nghiệp và môi trường tỉnh An Giang"),
        (("ỦY BAN THƯỜNG VỤ", "QUỐC HỘI"), "Ủy ban Thường vụ Quốc hội"),
        (("THÀNH ỦY CẦN THƠ", "VĂN PHÒNG"), "Văn phòng Thành ủy Cần Thơ"),
        (("BỘ NỘI VỤ",), "Bộ Nội vụ"),
    ],
)
def test_lines_of_the_head_are_one_body(lines: tuple[str, ...], issuer: str) -> None:
    assert issuer_of(lines=lines, body="") == issuer


def test_a_page_of_the_web_with_its_menus_and_page_numbers() -> None:
    text = """\
Trang chủ
Trang chủ > Văn bản > Quyết định 12/QĐ-UBND
Quyết định 12/QĐ-UBND năm 2020 thành lập Chi cục
Tải về
Mục lục
ỦY BAN NHÂN DÂN
TỈNH HẬU GIANG
Số:\u00a012/QĐ-UBND
Hậu Giang,\u00a0ngày 05 tháng 01 năm 2020
QUYẾT ĐỊNH
Về việc thành lập Chi cục An toàn vệ sinh thực phẩm trực thuộc Sở Y tế
ỦY BAN NHÂN DÂN TỈNH HẬU GIANG
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Thành lập Chi cục An toàn vệ sinh thực phẩm trực thu\u00adộc Sở Y tế tỉnh Hậu Gi\u0430ng.
Trang 1/2
Điều 2. Quyết định này có hiệu lực kể từ
2
ngày ký.
Chia sẻ
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lượt xem: 123
"""
    reading = read_clauses(text=text)
    assert (reading.head.issuer, reading.head.signed_on) == ("Ủy ban nhân dân tỉnh Hậu Giang", date(2020, 1, 5))
    assert reading.head.effective_on == date(2020, 1, 5)
    established = reading.clauses[0].said
    assert (established.into.kind, established.into.name) == ("chi cục", "An toàn vệ sinh thực phẩm")
    assert established.receiver.name == "Sở Y tế tỉnh Hậu Giang"
    assert [part.text for part in reading.unread] == ["Quyết định 12/QĐ-UBND năm 2020 thành lập Chi cục"]


def test_a_number_on_a_line_of_its_own_is_no_page_unless_a_sentence_goes_over_it() -> None:
    text = "Điều 1. Giao biên chế như sau:\nSở Nội vụ\n45\nSở Tài chính\n30\n"
    told = " ".join(part.text for part in read_clauses(text=text).unread)
    assert "45" in told
    assert "30" in told
