"""A made-up province to read texts about, and the real texts where they are at hand.

77 tỉnh Tân Giang > 771 huyện An Lộc: xã An Bình 77001, An Thạnh 77002, Hòa Mỹ 77003, thị trấn An Lộc 77004
                  > 772 huyện Bình Sơn: xã Hòa Mỹ 77011, Long Trị 77012, Long Trị A 77013, Đak Krông 77014
                  > 773 thị xã Vĩnh Tân: Phường 1 77021, Phường 2 77022, xã Tân Lập 77023
                  > 774 huyện Hòn Mây, without communes
Borders: each with the next of its district; 77004 with 77012.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tinhgon.reading import Listed, Register

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(
    os.environ.get("TINHGON_SHARED_DATA", Path(os.environ.get("TINHGON_SHARED", ROOT.parent / "shared")) / "data")
)
REASON = "needs the country's texts: the folder shared/data beside the project (or TINHGON_SHARED)"
UNITS = """
77 Tân Giang|tỉnh|1|
771 An Lộc|huyện|2|77
772 Bình Sơn|huyện|2|77
773 Vĩnh Tân|thị xã|2|77
774 Hòn Mây|huyện|2|77
77001 An Bình|xã|3|771
77002 An Thạnh|xã|3|771
77003 Hòa Mỹ|xã|3|771
77004 An Lộc|thị trấn|3|771
77011 Hòa Mỹ|xã|3|772
77012 Long Trị|xã|3|772
77013 Long Trị A|xã|3|772
77014 Đắk Krông|xã|3|772
77021 1|phường|3|773
77022 2|phường|3|773
77023 Tân Lập|xã|3|773
"""
HEAD = """\
ỦY BAN THƯỜNG VỤ QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 999/NQ-MẪU
Hà Nội, ngày 16 tháng 6 năm 2025
NGHỊ QUYẾT
VỀ VIỆC SẮP XẾP CÁC ĐƠN VỊ HÀNH CHÍNH CẤP XÃ CỦA TỈNH TÂN GIANG NĂM 2025
ỦY BAN THƯỜNG VỤ QUỐC HỘI
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Xét đề nghị của Chính phủ tại Tờ trình số 370/TTr-CP và Đề án số 371/ĐA-CP ngày 09 tháng 5 năm 2025,
QUYẾT NGHỊ:
Điều 1. Sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang
"""
CLAUSES = """\
1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của các xã An Bình, Hòa Mỹ và một phần diện tích tự nhiên, quy mô \
dân số của thị trấn An Lộc thành xã mới có tên gọi là xã An Bình.
2. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Long Trị, xã Long Trị A và phần còn lại của thị trấn An \
Lộc sau khi sắp xếp theo quy định tại khoản 1 Điều này thành xã mới có tên gọi là xã Long Trị.
3. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Đak Krông và xã Hòa Mỹ (huyện Bình Sơn) thành xã mới có \
tên gọi là xã Hoà Mỹ.
4. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của Phường 1, Phường 2 và khu vực bãi bồi ven sông (do thị xã \
quản lý) thành phường mới có tên gọi là phường Vĩnh Tân.
5. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của huyện Hòn Mây thành đặc khu có tên gọi là đặc khu Hòn Mây.
6. Đổi tên xã Tân Lập thành xã Tân Lập Đông.
7. Sau khi sắp xếp, tỉnh Tân Giang có 07 đơn vị hành chính cấp xã, gồm 05 xã, 01 phường và 01 đặc khu; trong đó có 04 \
xã, 01 phường, 01 đặc khu hình thành sau sắp xếp, thực hiện đổi tên quy định tại Điều này và 01 xã không thực hiện sắp \
xếp là xã An Thạnh.
"""
FOOT = """\
Điều 2. Hiệu lực thi hành
1. Nghị quyết này có hiệu lực thi hành từ ngày được thông qua.
2. Các cơ quan theo thẩm quyền khẩn trương thực hiện các công tác chuẩn bị cần thiết, bảo đảm để chính quyền địa \
phương ở các đơn vị hành chính cấp xã hình thành sau sắp xếp chính thức hoạt động từ ngày 01 tháng 7 năm 2025.
Nghị quyết này được Ủy ban Thường vụ Quốc hội thông qua ngày 16 tháng 6 năm 2025.
TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI
CHỦ TỊCH
Nơi nhận:
- Chính phủ;
- Lưu: HC.
"""
TEXT = HEAD + CLAUSES + FOOT
CODES = """
77 Tân Giang|tỉnh|1|
77001 An Bình|xã|2|77
77012 Long Trị|xã|2|77
77011 Hòa Mỹ|xã|2|77
77021 Vĩnh Tân|phường|2|77
77031 Hòn Mây|đặc khu|2|77
77023 Tân Lập Đông|xã|2|77
77002 An Thạnh|xã|2|77
"""
PAIRS = (
    "77001 77002",
    "77002 77003",
    "77003 77001",
    "77001 77004",
    "77011 77014",
    "77012 77013",
    "77004 77012",
    "77021 77022",
)


def listed(table: str) -> Register:
    units = []
    for line in table.strip().splitlines():
        code, _, rest = line.partition(" ")
        name, kind, level, parent = rest.split("|")
        units.append(Listed(code, name, kind, int(level), parent))
    return Register.of(units)


@pytest.fixture(scope="session")
def register() -> Register:
    return listed(UNITS)


@pytest.fixture(scope="session")
def codes() -> Register:
    return listed(CODES)


@pytest.fixture(scope="session")
def borders() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in PAIRS:
        one, other = pair.split()
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {code: frozenset(others) for code, others in found.items()}


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of the real texts; the test is skipped, saying so, where it is missing."""
    if not (DATA / "resolutions").is_dir():
        pytest.skip(REASON)
    return DATA
