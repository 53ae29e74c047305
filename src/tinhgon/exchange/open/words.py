"""What our few words mean to a reader of open data, in Vietnamese. Data: no logic."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STRUCTURE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "territory": "đơn vị hành chính", "state_agency": "cơ quan nhà nước", "party": "tổ chức đảng",
        "front": "Mặt trận và đoàn thể", "public_service": "đơn vị sự nghiệp công lập",
    }
)  # fmt: skip

EFFECT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "merge_units": "nhập thành đơn vị mới", "absorb_units": "nhập vào đơn vị đang có", "divide_unit": "chia đơn vị",
        "split_off": "tách lập đơn vị", "adjust_boundary": "điều chỉnh địa giới", "dissolve_units": "giải thể",
        "establish_unit": "thành lập",
    }
)  # fmt: skip

VOCABULARY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Succession": ("class", "Kế thừa: một đơn vị nhận của một đơn vị khác phần diện tích, dân số đã nêu."),
        "succession": ("object", "Sự kiện gồm những kế thừa nào."),
        "source": ("object", "Đơn vị giao."),
        "target": ("object", "Đơn vị nhận."),
        "areaShare": ("data", "Phần diện tích: full (toàn bộ), part (một phần), remainder (phần còn lại), none."),
        "populationShare": ("data", "Phần dân số: full, part, remainder, none."),
        "areaTaken": ("data", "Diện tích giao theo điều khoản (km²)."),
        "populationTaken": ("data", "Số người giao theo điều khoản."),
        "name": ("data", "Tên riêng, không có loại đơn vị."),
        "level": ("data", "Cấp; 1 là cao nhất."),
        "structure": ("object", "Hệ thống tổ chức."),
        "bloc": ("data", "Khối: party, front, state, public_service."),
        "existsOnDay": ("data", "Có vào ngày của tập dữ liệu."),
        "founded": ("data", "Ngày một quyết định lập ra. Không ghi: đã có khi mở sổ, sổ không biết ngày lập."),
        "ended": ("data", "Ngày đầu tiên không còn."),
        "clause": ("data", "Điều, khoản nêu trạng thái hoặc sự kiện này."),
        "synthetic": ("data", "Quyết định giả định, để chạy thử."),
        "areaKm2": ("data", "Diện tích tự nhiên (km²)."),
        "areaKm2Source": ("data", "Nguồn của diện tích."),
        "areaKm2Verified": ("data", "Diện tích đã đối chiếu với văn bản chính thức."),
        "population": ("data", "Dân số (người)."),
        "populationSource": ("data", "Nguồn của dân số."),
        "populationVerified": ("data", "Dân số đã đối chiếu với văn bản chính thức."),
        "hamlets": ("data", "Số thôn, tổ dân phố."),
        "hamletsSource": ("data", "Nguồn của số thôn, tổ dân phố."),
        "hamletsVerified": ("data", "Số thôn, tổ dân phố đã đối chiếu với văn bản chính thức."),
        "countUnits": ("metric", "Số đơn vị có vào ngày của tập dữ liệu."),
        "countAreaStated": ("metric", "Số đơn vị có ghi diện tích."),
        "countAreaVerified": ("metric", "Trong đó, số đơn vị có diện tích đã đối chiếu với văn bản chính thức."),
        "countPopulationStated": ("metric", "Số đơn vị có ghi dân số."),
        "countPopulationVerified": ("metric", "Trong đó, số đơn vị có dân số đã đối chiếu với văn bản chính thức."),
        "countHamletsStated": ("metric", "Số đơn vị có ghi số thôn, tổ dân phố."),
        "countHamletsVerified": ("metric", "Trong đó, số đơn vị có số thôn, tổ dân phố đã đối chiếu."),
    }
)
