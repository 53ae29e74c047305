"""Standards of administrative units: area and population, what must be rearranged, new units of 2025, classes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import in_percent, one_of, word_of
from tinhgon.law.model import Fact, Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose, exact

NQ1211, NQ112 = "Nghị quyết 1211/2016/UBTVQH13", "Nghị quyết 112/2025/UBTVQH15"
NQ35, NQ76, ND307 = "Nghị quyết 35/2023/UBTVQH15", "Nghị quyết 76/2025/UBTVQH15", "Nghị định 307/2025/NĐ-CP"
D1211, D112, D76, D307 = date(2016, 5, 25), date(2026, 1, 1), date(2025, 4, 14), date(2025, 11, 27)

AREA = Fact(
    name="area_km2", label=_("Diện tích tự nhiên"), kind="km2", maximum=400_000, why=_("là một tiêu chuẩn chính"),
    example="19.35",
)  # fmt: skip
POPULATION = Fact(
    name="population", label=_("Quy mô dân số"), kind="people", maximum=200_000_000,
    why=_("là một tiêu chuẩn chính"), example=9576,
)  # fmt: skip
TERRAIN = Fact(
    name="terrain",
    label=_("Vùng"),
    kind="text",
    choices={"mountain": _("Miền núi, vùng cao"), "island": _("Hải đảo"), "other": _("Vùng còn lại")},
    default="other",
)
TYPES = {
    "province": _("Tỉnh"),
    "central_city": _("Thành phố trực thuộc trung ương"),
    "district": _("Huyện"),
    "urban_district": _("Quận"),
    "provincial_city": _("Thành phố thuộc tỉnh"),
    "town": _("Thị xã"),
    "township": _("Thị trấn"),
    "commune": _("Xã"),
    "ward": _("Phường"),
}
WARD_OF = Fact(
    name="ward_of",
    label=_("Phường thuộc"),
    kind="text",
    choices={
        "urban_district": _("Phường thuộc quận"),
        "provincial_city": _("Phường thuộc thành phố thuộc tỉnh"),
        "town": _("Phường thuộc thị xã"),
    },
    optional=True,
)


def _type(names: tuple[str, ...]) -> Fact:
    return Fact(
        name="type",
        label=_("Loại đơn vị hành chính"),
        kind="text",
        choices={name: TYPES[name] for name in names},
        why=_("mỗi loại đơn vị một tiêu chuẩn"),
        example="commune",
    )


def _measured(p: Parameters, f: Facts, key: Term, cite: str, *, shares: tuple[Term, Term] | None = None) -> Parts:
    """Population and area against the standard of a key; `shares` are the parts of both that are asked for."""
    kind = yield Step("standard", "text", _("Tiêu chuẩn áp dụng"), cite, key, hidden=True)
    people, area = p.lookup("population_floor", kind), p.lookup("area_floor", kind)
    if shares:
        people, area = people * shares[0], area * shares[1]
    least_people = yield Step("population_floor", "people", _("Dân số tiêu chuẩn"), cite, people)
    least_area = yield Step("area_floor", "km2", _("Diện tích tiêu chuẩn"), cite, area)
    label = _("Dân số so với tiêu chuẩn, phần trăm")
    yield Step("population_pct", "decimal", label, cite, in_percent(f["population"], least_people))
    label = _("Diện tích so với tiêu chuẩn, phần trăm")
    yield Step("area_pct", "decimal", label, cite, in_percent(f["area_km2"], least_area))
    enough = yield Step("meets_population", "bool", _("Đạt dân số"), cite, f["population"] >= least_people)
    wide = yield Step("meets_area", "bool", _("Đạt diện tích"), cite, f["area_km2"] >= least_area)
    yield Step("meets_population_and_area", "bool", _("Đạt cả hai tiêu chuẩn"), cite, enough & wide)


ALIASES = {"meets": "meets_population_and_area", "meets_standards": "meets_population_and_area"}


@rule(
    id="standards.unit",
    title=_("Tiêu chuẩn diện tích, dân số của đơn vị hành chính"),
    cite=f"{NQ1211}, sửa đổi bởi 27/2022/UBTVQH15",
    gives="meets_population_and_area",
    effective_from=D1211,
    effective_to=D112,
    facts=(_type(tuple(TYPES)), TERRAIN, WARD_OF, AREA, POPULATION),
    asks=_("Đơn vị này có đạt tiêu chuẩn không?"),
    aliases=ALIASES,
    note=_("Mức thấp hơn cho vùng đặc thù theo Nghị quyết 27/2022/UBTVQH15 chưa có trong bảng."),
)
def unit_1211(p: Parameters, f: Facts) -> Parts:
    """Population and area by type of unit and terrain; wards by what they belong to."""
    of_ward = word_of(f["type"], f["ward_of"])
    by_terrain = word_of(f["type"], f["terrain"])
    key = choose(
        (f["type"].equals("ward"), of_ward),
        (one_of(f["type"], ("province", "district", "commune")), by_terrain),
        otherwise=f["type"],
    )
    yield from _measured(p, f, key, NQ1211)


REDUCTION = Fact(
    name="reduction",
    label=_("Yếu tố đặc thù được giảm tiêu chuẩn (chỉ một)"),
    kind="text",
    choices={
        "none": _("Không"),
        "coastal": _("Xã bãi ngang, ven biển đặc biệt khó khăn"),
        "red_river": _("Vùng đồng bằng sông Hồng"),
    },
    default="none",
)


@unit_1211.next_version(
    cite=NQ112,
    facts=(_type(("province", "central_city", "commune", "ward")), TERRAIN, REDUCTION, AREA, POPULATION),
    note=_("Phường và thành phố còn có tiêu chuẩn đô thị hóa, cơ cấu kinh tế, ngân sách mà quy tắc này không xét."),
)
def unit_112(p: Parameters, f: Facts) -> Parts:
    """Population and area by type and terrain; one reduction at most for each standard."""
    key = choose((one_of(f["type"], ("province", "commune")), word_of(f["type"], f["terrain"])), otherwise=f["type"])
    eased = word_of(f["reduction"], f["type"])

    def share(name: str) -> Term:
        return choose((f["reduction"].equals("none"), 1), otherwise=p.lookup(name, eased))

    yield from _measured(p, f, key, NQ112, shares=(share("reduced_population"), share("reduced_area")))


def _pct(name: str, label: str) -> Fact:
    return Fact(
        name=name, label=label, kind="decimal", maximum=1_000_000, why=_("so với tiêu chuẩn"),
        supplied_by=("standards.unit", name), example="69.9",
    )  # fmt: skip


REARRANGE_FACTS = (
    Fact(
        name="level",
        label=_("Cấp"),
        kind="text",
        choices={"commune": _("Cấp xã"), "district": _("Cấp huyện")},
        default="commune",
    ),
    _pct("area_pct", _("Diện tích, phần trăm tiêu chuẩn")),
    _pct("population_pct", _("Dân số, phần trăm tiêu chuẩn")),
)


def _both(p: Parameters, f: Facts, cite: str) -> Step:
    least = p.lookup("both_below", f["level"])
    below = (f["area_pct"] < least) & (f["population_pct"] < least)
    return Step("both_below_standard", "bool", _("Cả diện tích và dân số đều dưới mức"), cite, below)


@rule(
    id="standards.must_rearrange",
    title=_("Đơn vị thuộc diện phải sắp xếp"),
    cite="Nghị quyết 653/2019/UBTVQH14",
    gives="must_rearrange",
    effective_from=date(2019, 3, 12),
    effective_to=date(2023, 7, 12),
    facts=REARRANGE_FACTS,
    asks=_("Đơn vị này có phải sắp xếp không?"),
    sure="unverified",
)
def must_rearrange_653(p: Parameters, f: Facts) -> Parts:
    """2019 to 2021: both area and population under half of the standard (recalled)."""
    cite = "Nghị quyết 653/2019/UBTVQH14"
    both = yield _both(p, f, cite)
    yield Step("must_rearrange", "bool", _("Phải sắp xếp"), cite, both)


def _rearrange_35(p: Parameters, f: Facts) -> Parts:
    both = yield _both(p, f, NQ35)
    small = (f["area_pct"] < p.lookup("small_area", f["level"])) & (
        f["population_pct"] < p.lookup("small_area_population", f["level"])
    )
    narrow = yield Step("small_area", "bool", _("Diện tích quá nhỏ mà dân số chưa đủ lớn"), NQ35, small)
    yield Step("must_rearrange", "bool", _("Phải sắp xếp"), NQ35, both | narrow)


@must_rearrange_653.next_version(cite=f"{NQ35} (2023–2025)", effective_to=D112)
def must_rearrange_35(p: Parameters, f: Facts) -> Parts:
    """2023 to 2025: both under 70 %; or area under 20 % and population under 300 % (district 200 %)."""
    yield from _rearrange_35(p, f)


@must_rearrange_35.next_version(
    cite=f"{NQ35} (2026–2030)",
    note=_("Giai đoạn 2026–2030 như ban hành; cuộc sắp xếp năm 2025 đã làm thay đổi căn cứ."),
)
def must_rearrange_2026(p: Parameters, f: Facts) -> Parts:
    """2026 to 2030 as enacted: both under 100 %; or area under 30 % and population under 300 % (district 200 %)."""
    yield from _rearrange_35(p, f)


@rule(
    id="standards.new_unit",
    title=_("Tiêu chuẩn của xã, phường mới sau sắp xếp năm 2025"),
    cite=f"{NQ76}; {NQ1211}",
    gives="meets_or_exempt",
    effective_from=D76,
    effective_to=D112,
    facts=(
        _type(("commune", "ward")),
        TERRAIN,
        Fact(
            name="province_kind",
            label=_("Loại tỉnh"),
            kind="text",
            choices={
                "central_city": _("Thành phố trực thuộc trung ương"),
                "mountain_border": _("Tỉnh miền núi, vùng cao, biên giới"),
                "other": _("Tỉnh còn lại"),
            },
            optional=True,
        ),
        AREA,
        POPULATION,
        Fact(
            name="merged_units",
            label=_("Số đơn vị được nhập"),
            kind="units",
            minimum=1,
            maximum=100,
            why=_("nhập từ ba đơn vị trở lên thì không xét tiêu chuẩn"),
            example=2,
        ),
    ),
    asks=_("Xã, phường mới có đạt định hướng của Nghị quyết 76 không?"),
    note=_("Không đạt thì Chính phủ báo cáo Ủy ban Thường vụ Quốc hội xem xét; số liệu tính đến 31/12/2024."),
)
def new_unit(p: Parameters, f: Facts) -> Parts:
    """Communes in per cent of 1211 by terrain; wards by province; not assessed when three or more are merged."""
    many = f["merged_units"] >= p["merged_exempt"]
    exempt = yield Step("exempt", "bool", _("Nhập từ ba đơn vị trở lên"), NQ76, many)
    kind, is_ward = word_of(f["type"], f["terrain"]), f["type"].equals("ward")
    commune_area = p.lookup("area_floor", kind) * p.lookup("new_area_pct", f["terrain"])
    area = choose((is_ward, p["new_ward_area"] * 100), otherwise=commune_area) * exact("0.01")
    least_area = yield Step("area_floor", "km2", _("Diện tích cần đạt"), NQ76, area, optional=True)
    commune_people = p.lookup("population_floor", kind) * p.lookup("new_population_pct", f["terrain"])
    ward_people = p.lookup("new_ward_population", f["province_kind"]) * 100
    people = choose((is_ward, ward_people), otherwise=commune_people) * exact("0.01")
    least_people = yield Step("population_floor", "people", _("Dân số cần đạt"), NQ76, people, optional=True)
    both = (f["area_km2"] >= least_area) & (f["population"] >= least_people)
    meets = yield Step("meets_population_and_area", "bool", _("Đạt cả hai"), NQ76, both, optional=True)
    label = _("Đạt hoặc không phải xét")
    yield Step("meets_or_exempt", "bool", label, NQ76, choose((exempt, True), otherwise=meets))


SCORE = Fact(
    name="score",
    label=_("Tổng điểm"),
    kind="points",
    maximum=200,
    why=_("loại của đơn vị xếp theo điểm"),
    example="74.99",
)
CLASSES = {"special": _("Loại đặc biệt"), "I": _("Loại I"), "II": _("Loại II"), "III": _("Loại III")}


def _by_points(p: Parameters, f: Facts) -> Term:
    return choose((f["score"] >= p["class_one"], "I"), (f["score"] >= p["class_two"], "II"), otherwise="III")


@rule(
    id="standards.class",
    title=_("Phân loại đơn vị hành chính"),
    cite=NQ1211,
    gives="class",
    effective_from=D1211,
    effective_to=D307,
    facts=(SCORE,),
    asks=_("Đơn vị này loại mấy?"),
    sure="unverified",
)
def class_1211(p: Parameters, f: Facts) -> Parts:
    """Class I from 75 points, II from 50, else III (recalled)."""
    yield Step("class", "text", _("Loại đơn vị hành chính"), NQ1211, _by_points(p, f), words=CLASSES)


@class_1211.next_version(
    cite=ND307,
    facts=(
        Fact(
            name="unit",
            label=_("Đơn vị"),
            kind="text",
            choices={
                "hn_hcm": _("Hà Nội, Thành phố Hồ Chí Minh"),
                "central_city": _("Thành phố trực thuộc trung ương khác"),
                "province": _("Tỉnh"),
                "commune": _("Xã"),
                "ward": _("Phường"),
                "special_zone": _("Đặc khu"),
            },
            why=_("Hà Nội, TP.HCM và thành phố trực thuộc trung ương xếp loại theo luật, không theo điểm"),
            example="commune",
        ),
        replace(SCORE, optional=True),
        Fact(name="priority_points", label=_("Trong đó điểm ưu tiên"), kind="points", default=0),
        Fact(name="is_large_scale", label=_("Quy mô lớn"), kind="bool", default=False),
    ),
)
def class_307(p: Parameters, f: Facts) -> Parts:
    """Special and class I cities by law; else I from 75 points, II from 60; special wards and zones from 90."""
    special = (
        one_of(f["unit"], ("ward", "special_zone"))
        & f["is_large_scale"]
        & (f["score"] - f["priority_points"] >= p["class_special"])
    )
    by_law = choose(
        (f["unit"].equals("hn_hcm"), "special"),
        (f["unit"].equals("central_city"), "I"),
        (special, "special"),
        otherwise=_by_points(p, f),
    )
    yield Step("class", "text", _("Loại đơn vị hành chính"), ND307, by_law, words=CLASSES)
