"""Hamlets (thôn) and residential groups (tổ dân phố): size of a new one, consent to a merger, the allowance fund."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import in_percent, word_of
from tinhgon.law.model import Fact, Facts, Part, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose, column

TT04, TT14, ND33 = "Thông tư 04/2012/TT-BNV", "Thông tư 14/2018/TT-BNV", "Nghị định 33/2023/NĐ-CP, Điều 34"
KIND = Fact(
    name="hamlet_kind",
    label=_("Loại"),
    kind="text",
    choices={"thon": _("Thôn"), "to": _("Tổ dân phố")},
    why=_("thôn và tổ dân phố có số hộ tối thiểu khác nhau"),
    example="thon",
)
HOUSEHOLDS = Fact(name="households", label=_("Số hộ hiện có"), kind="households", optional=True, maximum=100_000)


def _region(choices: dict[str, str], example: str) -> Fact:
    return Fact(
        name="region",
        label=_("Vùng"),
        kind="text",
        choices=choices,
        why=_("số hộ tối thiểu theo vùng"),
        example=example,
    )


def _size(p: Parameters, f: Facts, cite: str) -> Iterator[Part]:
    least = p.lookup("least_households", word_of(f["hamlet_kind"], f["region"]))
    floor = Step("min_households_new", "households", _("Số hộ tối thiểu khi thành lập mới"), cite, least)
    yield floor
    share = Step(
        "households_pct", "decimal", _("So với mức tối thiểu, phần trăm"), cite, in_percent(f["households"], floor.it),
        optional=True,
    )  # fmt: skip
    yield share


@rule(
    id="hamlets.size",
    title=_("Quy mô số hộ của thôn, tổ dân phố"),
    cite=TT04,
    gives="min_households_new",
    effective_from=date(2012, 8, 31),
    effective_to=date(2019, 1, 21),
    facts=(
        KIND,
        _region({"plain": _("Đồng bằng"), "mountain": _("Miền núi, biên giới, hải đảo")}, "plain"),
        HOUSEHOLDS,
    ),
    asks=_("Thôn mới phải có bao nhiêu hộ?"),
    note=_("Ngày có hiệu lực của Thông tư 04/2012 ghi theo trí nhớ."),
)
def size_2012(p: Parameters, f: Facts) -> Iterator[Part]:
    """Thôn 200 or 100 households, tổ dân phố 250 or 150."""
    yield from _size(p, f, TT04)


REGIONS = {
    "north_mountain": _("Trung du và miền núi phía Bắc"),
    "red_river": _("Đồng bằng sông Hồng"),
    "central": _("Miền Trung"),
    "south": _("Miền Nam"),
    "highlands": _("Tây Nguyên"),
    "border_island": _("Biên giới, đảo"),
}


@rule(
    id="hamlets.size",
    title=_("Quy mô số hộ của thôn, tổ dân phố"),
    cite=TT14,
    gives="min_households_new",
    effective_from=date(2019, 1, 21),
    facts=(KIND, _region(REGIONS, "south"), HOUSEHOLDS),
    asks=_("Thôn mới phải có bao nhiêu hộ?"),
    note=_("Từ 01/07/2025 giữ nguyên thôn, tổ dân phố hiện có cho đến khi Chính phủ có quy định mới."),
)
def size_2018(p: Parameters, f: Facts) -> Iterator[Part]:
    """Six regions; below half of the floor must be merged (recalled)."""
    yield from _size(p, f, TT14)
    share = column("households_pct", "decimal")
    must = Step(
        "must_merge", "bool", _("Phải sáp nhập"), TT14, share < p["must_merge_below"], sure="unverified", optional=True
    )
    yield must
    yield Step(
        "should_merge",
        "bool",
        _("Khuyến khích sáp nhập"),
        TT14,
        (share >= p["must_merge_below"]) & (share < 100),
        sure="unverified",
        optional=True,
    )


@rule(
    id="hamlets.consent",
    title=_("Sự đồng ý của cử tri khi nhập, đổi tên thôn, tổ dân phố"),
    cite="Thông tư 09/2017/TT-BNV; Luật 72/2025/QH15, Điều 21",
    gives="enough_consent",
    effective_from=date(2018, 3, 1),
    facts=(
        Fact(name="voters", label=_("Số cử tri hoặc đại diện hộ"), kind="people", minimum=1, example=200),
        Fact(name="in_favour", label=_("Số người đồng ý"), kind="people", example=120),
    ),
    asks=_("Đã đủ người đồng ý chưa?"),
)
def consent(p: Parameters, f: Facts) -> Iterator[Part]:
    """More than half of the voters, or of the households' representatives."""
    cite = "Thông tư 09/2017/TT-BNV"
    share = Step("consent_pct", "decimal", _("Tỷ lệ đồng ý, phần trăm"), cite, in_percent(f["in_favour"], f["voters"]))
    yield share
    yield Step("enough_consent", "bool", _("Quá nửa đồng ý"), cite, 2 * f["in_favour"] > f["voters"])


@rule(
    id="hamlets.fund",
    title=_("Quỹ phụ cấp khoán cho thôn, tổ dân phố"),
    cite=f"{ND33}; nghị định về mức lương cơ sở",
    gives="monthly_fund_per_village",
    effective_from=date(2023, 8, 1),
    facts=(
        Fact(name="hamlet_kind", label=KIND.label, kind="text", choices=KIND.choices, default="thon"),
        Fact(
            name="households", label=HOUSEHOLDS.label, kind="households", maximum=100_000, example=400,
            why=_("thôn từ 350 hộ, tổ dân phố từ 500 hộ được khoán cao hơn"),
        ),
        Fact(
            name="is_key_area",
            label=_("Trọng điểm an ninh, biên giới, hải đảo"),
            kind="bool",
            default=False,
        ),
        Fact(
            name="base_salary", label=_("Lương cơ sở"), kind="dong", example=2_340_000,
            why=_("quỹ tính theo lương cơ sở"), supplied_by=("pay.base", "base_salary"),
        ),
    ),
    asks=_("Mỗi thôn được khoán bao nhiêu một tháng?"),
    note=_("Đây là quỹ của cả thôn, không phải phụ cấp của một người."),
)  # fmt: skip
def fund(p: Parameters, f: Facts) -> Iterator[Part]:
    """Six times the base salary for large or key hamlets, four and a half for the others."""
    large = (f["households"] >= p.lookup("large_households", f["hamlet_kind"])) | f["is_key_area"]
    factor = Step(
        "factor", "decimal", _("Mức khoán"), ND33, choose((large, p["fund_large"]), otherwise=p["fund_other"])
    )
    yield factor
    yield Step("monthly_fund_per_village", "dong", _("Quỹ phụ cấp mỗi tháng"), ND33, f["base_salary"] * factor.it)
