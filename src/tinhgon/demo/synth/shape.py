"""The synthetic province: its organisations of all blocs and what each was given in 2015.

Districts and communes are the real ones of the demo's table. Departments, schools and centres have invented codes
below them, and every figure of a single unit is invented; the totals of the blocs are those of the interview.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tinhgon.registers.establishment.payloads import Category
from tinhgon.registers.units.payloads import Bloc, Structure

Key = tuple[Structure, str]
PARTY_BLOC, STATE_BLOC = 610, 13_890
"""The establishment of 2015 of which 61 and 1,389 are a tenth (Nghị quyết 39-NQ/TW)."""
COMMUNE_OFFICIALS, PART_TIME_COMMUNE, PART_TIME_HAMLET = 1_700, 1_300, 4_500
HAMLETS = 537
"""Twelve fewer by the mergers of 2019."""


@dataclass(frozen=True)
class Territory:
    """A district or a commune of the territory."""

    code: str
    kind: str
    name: str
    parent: str

    @property
    def label(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass
class Frame:
    """A unit as the books open with it, and how many it was given of each category."""

    key: Key
    kind: str
    name: str
    bloc: Bloc
    style: str
    parent: Key | None
    given: dict[Category, int] = field(default_factory=dict)

    @property
    def structure(self) -> Structure:
        return self.key[0]


_PROVINCE_PARTY = (
    ("VPTU", "văn phòng", "Tỉnh ủy Hậu Giang", "office", 35), ("BTC", "ban", "Tổ chức Tỉnh ủy Hậu Giang", "board", 28),
    ("BTG", "ban", "Tuyên giáo Tỉnh ủy Hậu Giang", "board", 22),
    ("UBKT", "ủy ban", "Kiểm tra Tỉnh ủy Hậu Giang", "inspection", 24),
    ("BDV", "ban", "Dân vận Tỉnh ủy Hậu Giang", "board", 17),
    ("BNC", "ban", "Nội chính Tỉnh ủy Hậu Giang", "board", 16),
    ("DUK1", "đảng ủy", "Khối các cơ quan tỉnh Hậu Giang", "committee", 18),
    ("DUK2", "đảng ủy", "Khối doanh nghiệp tỉnh Hậu Giang", "committee", 12),
)  # fmt: skip
_PROVINCE_FRONT = (
    ("LD", "liên đoàn", "Lao động tỉnh Hậu Giang", "front", 22),
    ("PN", "hội", "Liên hiệp Phụ nữ tỉnh Hậu Giang", "front", 18),
    ("ND", "hội", "Nông dân tỉnh Hậu Giang", "front", 18), ("TN", "tỉnh đoàn", "Hậu Giang", "youth", 22),
    ("CCB", "hội", "Cựu chiến binh tỉnh Hậu Giang", "front", 9),
)  # fmt: skip
_DISTRICT_PARTY = (
    ("VP", "văn phòng", "", "office", 7), ("BTC", "ban", "Tổ chức ", "board", 5),
    ("BTG", "ban", "Tuyên giáo ", "board", 4), ("UBKT", "ủy ban", "Kiểm tra ", "inspection", 5),
    ("BDV", "ban", "Dân vận ", "board", 3),
)  # fmt: skip
_DISTRICT_FRONT = (
    ("TN", "đoàn", "Thanh niên", "youth", 3), ("PN", "hội", "Liên hiệp Phụ nữ", "front", 3),
    ("ND", "hội", "Nông dân", "front", 3), ("CCB", "hội", "Cựu chiến binh", "front", 2),
)  # fmt: skip
_DEPARTMENTS = (
    ("SNV", "Nội vụ", 55), ("STP", "Tư pháp", 40), ("SKHDT", "Kế hoạch và Đầu tư", 42), ("STC", "Tài chính", 48),
    ("SCT", "Công Thương", 42), ("SNN", "Nông nghiệp và Phát triển nông thôn", 120), ("SGT", "Giao thông vận tải", 45),
    ("SXD", "Xây dựng", 42), ("STNMT", "Tài nguyên và Môi trường", 55), ("STTTT", "Thông tin và Truyền thông", 30),
    ("SLD", "Lao động - Thương binh và Xã hội", 50), ("SVH", "Văn hóa, Thể thao và Du lịch", 45),
    ("SKHCN", "Khoa học và Công nghệ", 36), ("SGDDT", "Giáo dục và Đào tạo", 48), ("SYT", "Y tế", 50),
)  # fmt: skip
_DIVISIONS = (
    ("PNV", "Nội vụ", 9), ("PTC", "Tài chính - Kế hoạch", 11), ("PTP", "Tư pháp", 5),
    ("PLD", "Lao động - Thương binh và Xã hội", 8), ("PGD", "Giáo dục và Đào tạo", 10), ("PYT", "Y tế", 5),
    ("PTNMT", "Tài nguyên và Môi trường", 9), ("PKT", "Kinh tế", 9), ("PQLDT", "Quản lý đô thị", 9),
    ("PVH", "Văn hóa và Thông tin", 6),
)  # fmt: skip
_PROVINCE_SERVICES = (
    ("", "TCT", "trường", "Chính trị tỉnh Hậu Giang", "college", 40),
    ("", "CDCD", "trường", "Cao đẳng Cộng đồng Hậu Giang", "college", 95),
    ("", "BAO", "báo", "Hậu Giang", "press", 42),
    ("", "DPT", "đài", "Phát thanh và Truyền hình Hậu Giang", "press", 85),
    ("SYT", "BVDK", "bệnh viện", "Đa khoa tỉnh Hậu Giang", "hospital", 430),
    ("SYT", "BVSN", "bệnh viện", "Chuyên khoa Sản - Nhi tỉnh Hậu Giang", "hospital", 160),
    ("SYT", "YTDP", "trung tâm", "Y tế dự phòng tỉnh Hậu Giang", "hospital", 62),
    ("SYT", "HIV", "trung tâm", "Phòng, chống HIV/AIDS tỉnh Hậu Giang", "hospital", 26),
    ("SYT", "TTGD", "trung tâm", "Truyền thông giáo dục sức khỏe tỉnh Hậu Giang", "centre", 18),
    ("SYT", "SKSS", "trung tâm", "Chăm sóc sức khỏe sinh sản tỉnh Hậu Giang", "hospital", 24),
    ("SGDDT", "GDTX", "trung tâm", "Giáo dục thường xuyên tỉnh Hậu Giang", "centre", 24),
    ("SVH", "TTVH", "trung tâm", "Văn hóa tỉnh Hậu Giang", "centre", 34),
    ("SVH", "TV", "thư viện", "tỉnh Hậu Giang", "centre", 20),
    ("SVH", "BT", "bảo tàng", "tỉnh Hậu Giang", "centre", 18),
    ("SNN", "TTKN", "trung tâm", "Khuyến nông tỉnh Hậu Giang", "centre", 52),
    ("SNN", "TTG", "trung tâm", "Giống nông nghiệp tỉnh Hậu Giang", "centre", 30),
    ("STNMT", "VPDK", "văn phòng", "Đăng ký đất đai tỉnh Hậu Giang", "centre", 60),
    ("STP", "TGPL", "trung tâm", "Trợ giúp pháp lý tỉnh Hậu Giang", "centre", 12),
    ("SLD", "BTXH", "trung tâm", "Công tác xã hội tỉnh Hậu Giang", "centre", 30),
)  # fmt: skip
_DISTRICT_SERVICES = (
    ("TTYT", "trung tâm Y tế", "hospital", 175), ("TTVH", "trung tâm Văn hóa - Thể thao", "centre", 12),
    ("DTT", "đài Truyền thanh", "centre", 10), ("BDCT", "trung tâm Bồi dưỡng chính trị", "centre", 5),
    ("GDTX", "trung tâm Giáo dục thường xuyên", "centre", 14), ("DN", "trung tâm Dạy nghề", "centre", 10),
)  # fmt: skip
_SCHOOLS = (("MN", "Mầm non", "nursery", 22), ("TH1", "Tiểu học", "primary", 26), ("TH2", "Tiểu học", "primary", 26),
            ("CS", "Trung học cơ sở", "lower", 32))  # fmt: skip
_KNOWN_HAMLETS: Mapping[str, int] = {
    "31318": 4, "31321": 6, "31324": 7, "31327": 5, "31330": 5, "31333": 9, "31336": 6, "31338": 6, "31339": 5,
    "31341": 6, "31475": 3,
}  # fmt: skip
"""How many there were in 2019, where it is known (thành phố Vị Thanh, Lái Hiếu, Vĩnh Tường)."""
_NAMED_HAMLETS = {"31341": ("I", "II", "III", "IV", "V", "VI"), "31475": ("Bình Tân", "Bình Hòa", "Bình Hiếu")}
_NO_LOWER_SCHOOL = 16


def frames(
    districts: Sequence[Territory], communes: Sequence[Territory], rng: random.Random, scale: float
) -> list[Frame]:
    """All units of the province, superiors first, with what each was given. `scale` below 1 makes all of it smaller."""
    found = [*_party(), *_front(), *_state()]
    for district in districts:
        found += _district(district)
    lean = set(rng.sample([commune.code for commune in communes], _NO_LOWER_SCHOOL))
    for commune in communes:
        found += _commune(commune, has_lower=commune.code not in lean)
    found += _hamlets(communes, rng)
    _share_out(found)
    for frame in found if scale < 1 else ():
        frame.given = {
            category: max(min(2, count), round(count * scale)) for category, count in frame.given.items() if count
        }
    return found


def _party() -> Iterator[Frame]:
    root: Key = ("party", "93")
    yield Frame(root, "tỉnh ủy", "Hậu Giang", "party", "party_root", None, {"civil_servant": 3})
    for code, kind, name, style, count in _PROVINCE_PARTY:
        yield Frame(("party", f"93.{code}"), kind, name, "party", style, root, {"civil_servant": count})


def _front() -> Iterator[Frame]:
    root: Key = ("front", "93")
    name = "Mặt trận Tổ quốc Việt Nam tỉnh Hậu Giang"
    yield Frame(root, "ủy ban", name, "front", "front", None, {"civil_servant": 18})
    for code, kind, name, style, count in _PROVINCE_FRONT:
        yield Frame(("front", f"93.{code}"), kind, name, "front", style, root, {"civil_servant": count})


def _state() -> Iterator[Frame]:
    root: Key = ("state_agency", "93")
    yield Frame(root, "ủy ban nhân dân", "tỉnh Hậu Giang", "state", "people", None, {"civil_servant": 4})
    offices = (("VPUB", "Ủy ban nhân dân tỉnh Hậu Giang", 45), ("VPHD", "Hội đồng nhân dân tỉnh Hậu Giang", 30))
    for code, name, count in offices:
        key: Key = ("state_agency", f"93.{code}")
        yield Frame(key, "văn phòng", name, "state", "office", root, {"civil_servant": count})
    key = ("state_agency", "93.TTT")
    yield Frame(key, "thanh tra", "tỉnh Hậu Giang", "state", "inspectorate", root, {"civil_servant": 38})
    key = ("state_agency", "93.BDT")
    yield Frame(key, "ban", "Dân tộc tỉnh Hậu Giang", "state", "board", root, {"civil_servant": 18})
    for code, name, count in _DEPARTMENTS:
        key = ("state_agency", f"93.{code}")
        yield Frame(key, "sở", f"{name} tỉnh Hậu Giang", "state", "department", root, {"civil_servant": count})
    for above, code, kind, name, style, count in _PROVINCE_SERVICES:
        parent: Key = ("state_agency", f"93.{above}" if above else "93")
        yield _service(f"93.{code}", kind, name, style, parent=parent, count=count)


def _service(code: str, kind: str, name: str, style: str, *, parent: Key, count: int) -> Frame:
    return Frame(("public_service", code), kind, name, "public_service", style, parent, {"public_employee": count})


def _district(territory: Territory) -> Iterator[Frame]:
    party, front, state = (_key(structure, territory.code) for structure in ("party", "front", "state_agency"))
    kind = {"huyện": "huyện ủy", "thị xã": "thị ủy", "thành phố": "thành ủy"}[territory.kind]
    committee = f"{kind.capitalize()} {territory.name}"
    yield Frame(party, kind, territory.name, "party", "party_root", ("party", "93"), {"civil_servant": 3})
    for code, kind, name, style, count in _DISTRICT_PARTY:
        key: Key = ("party", f"93.{territory.code}.{code}")
        yield Frame(key, kind, f"{name}{committee}", "party", style, party, {"civil_servant": count})
    name = f"Mặt trận Tổ quốc Việt Nam {territory.label}"
    yield Frame(front, "ủy ban", name, "front", "front", ("front", "93"), {"civil_servant": 3})
    for code, kind, name, style, count in _DISTRICT_FRONT:
        key = ("front", f"93.{territory.code}.{code}")
        yield Frame(key, kind, f"{name} {territory.label}", "front", style, front, {"civil_servant": count})
    above: Key = ("state_agency", "93")
    yield Frame(state, "ủy ban nhân dân", territory.label, "state", "people", above, {"civil_servant": 4})
    yield from _district_state(territory, state)


def _district_state(territory: Territory, state: Key) -> Iterator[Frame]:
    def agency(code: str, kind: str, name: str, style: str, count: int) -> Frame:
        key: Key = ("state_agency", f"93.{territory.code}.{code}")
        return Frame(key, kind, f"{name} {territory.label}".strip(), "state", style, state, {"civil_servant": count})

    yield agency("VP", "văn phòng", "HĐND và UBND", "office", 16)
    yield agency("TT", "thanh tra", "", "inspectorate", 5)
    for code, name, count in _DIVISIONS:
        yield agency(code, "phòng", name, "division", count)
    for code, name, style, count in _DISTRICT_SERVICES:
        kind = "đài" if name.startswith("đài") else "trung tâm"
        short = f"{name.removeprefix(kind).strip()} {territory.label}"
        yield _service(f"93.{territory.code}.{code}", kind, short, style, parent=state, count=count)
    for number in range(1, 4):
        name = f"THPT số {number} {territory.label}"
        above: Key = ("state_agency", "93.SGDDT")
        yield _service(f"93.{territory.code}.PT{number}", "trường", name, "upper", parent=above, count=58)


def _commune(territory: Territory, *, has_lower: bool) -> Iterator[Frame]:
    above = territory.parent
    party, front, state = (_key(structure, territory.code) for structure in ("party", "front", "state_agency"))
    yield Frame(
        party, "đảng ủy", territory.label, "party", "commune_party", ("party", above),
        {"commune_official": 2, "part_time_commune": 4},
    )  # fmt: skip
    yield Frame(
        front, "ủy ban", f"MTTQ {territory.label}", "front", "commune_front", ("front", above),
        {"commune_official": 5, "part_time_commune": 5},
    )  # fmt: skip
    yield Frame(
        state, "ủy ban nhân dân", territory.label, "state", "commune_people", ("state_agency", above),
        {"commune_official": 15, "part_time_commune": 8},
    )  # fmt: skip
    for code, kind, style, _ in _SCHOOLS if has_lower else _SCHOOLS[:-1]:
        number = f" {code[-1]}" if code[-1].isdigit() else ""
        name = f"{kind} {territory.name}{number}"
        parent: Key = ("state_agency", above)
        yield _service(f"93.{territory.code}.{code}", "trường", name, style, parent=parent, count=0)


def _key(structure: str, code: str) -> Key:
    return (structure, code)  # type: ignore[return-value]


def _hamlets(communes: Sequence[Territory], rng: random.Random) -> Iterator[Frame]:
    counts = dict(_KNOWN_HAMLETS)
    others = [commune.code for commune in communes if commune.code not in counts]
    left = HAMLETS - sum(counts.values())
    counts |= {code: left // len(others) for code in others}
    for code in rng.sample(others, left % len(others)):
        counts[code] += 1
    for commune in communes:
        kind = "ban nhân dân khu vực" if commune.kind == "phường" else "ban nhân dân ấp"
        named = _NAMED_HAMLETS.get(commune.code, tuple(str(number) for number in range(1, counts[commune.code] + 1)))
        for number, name in enumerate(named, start=1):
            key: Key = ("state_agency", f"{commune.code}.A{number}")
            parent: Key = ("state_agency", commune.code)
            yield Frame(key, kind, f"{name} {commune.label}", "state", "hamlet", parent)


# -- what everyone is given --------------------------------------------------------------------------------------------


def _share_out(found: list[Frame]) -> None:
    """What the lists leave open is shared so that the blocs come to their totals exactly."""
    weights = {style: weight for _, _, style, weight in _SCHOOLS}
    given = sum(frame.given.get("civil_servant", 0) + frame.given.get("public_employee", 0) for frame in found
                if frame.bloc in ("state", "public_service"))  # fmt: skip
    schools = [frame for frame in found if frame.style in weights]
    _spread(schools, "public_employee", STATE_BLOC - given, lambda frame: weights[frame.style])
    people = [frame for frame in found if frame.style == "commune_people"]
    totals: dict[Category, int] = {"commune_official": COMMUNE_OFFICIALS, "part_time_commune": PART_TIME_COMMUNE}
    for category, total in totals.items():
        rest = total - sum(frame.given.get(category, 0) for frame in found)
        for frame in people[:rest]:
            frame.given[category] += 1
    hamlets = [frame for frame in found if frame.style == "hamlet"]
    _spread(hamlets, "part_time_hamlet", PART_TIME_HAMLET, lambda _: 1)


def _spread(frames_: Sequence[Frame], category: Category, total: int, weight: Callable[[Frame], int]) -> None:
    """Whole numbers in proportion to the weights, with exactly this sum."""
    weights = [weight(frame) for frame in frames_]
    whole, done = sum(weights), 0
    for territory, frame in enumerate(frames_):
        upto = total * sum(weights[: territory + 1]) // whole
        frame.given[category] = upto - done
        done = upto
