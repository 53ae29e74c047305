"""Hamlets (thôn) and residential groups (tổ dân phố): size of a new one, consent to a merger, the allowance fund."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import in_percent, months_later, word_of
from tinhgon.law.facts import BASE_SALARY
from tinhgon.law.model import Fact, Facts, Parts, PartsTo, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose

D185 = date(2026, 5, 26)
ND185 = "Nghị định 185/2026/NĐ-CP"
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


def _size(p: Parameters, f: Facts, cite: str) -> PartsTo:
    """The least households of a new one, and what these are in per cent of it."""
    least = p.lookup("least_households", word_of(f["hamlet_kind"], f["region"]))
    floor = yield Step("min_households_new", "households", _("Số hộ tối thiểu khi thành lập mới"), cite, least)
    label = _("So với mức tối thiểu, phần trăm")
    share = in_percent(f["households"], floor)
    return (yield Step("households_pct", "decimal", label, cite, share, optional=True))


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
def size_2012(p: Parameters, f: Facts) -> Parts:
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


@size_2012.next_version(
    cite=TT14,
    effective_to=D185,
    facts=(KIND, _region(REGIONS, "south"), HOUSEHOLDS),
    note=_("Từ 01/07/2025 giữ nguyên thôn, tổ dân phố hiện có cho đến khi Chính phủ có quy định mới."),
)
def size_2018(p: Parameters, f: Facts) -> Parts:
    """Six regions; below half of the floor must be merged (recalled)."""
    yield from _size_and_merger(p, f, TT14)


def _size_and_merger(p: Parameters, f: Facts, cite: str) -> Parts:
    share = yield from _size(p, f, cite)
    small = share < p["must_merge_below"]
    yield Step("must_merge", "bool", _("Phải sáp nhập"), cite, small, sure="unverified", optional=True)
    middling = (share >= p["must_merge_below"]) & (share < 100)
    yield Step("should_merge", "bool", _("Khuyến khích sáp nhập"), cite, middling, sure="unverified", optional=True)


@size_2018.next_version(
    cite=ND185,
    sure="unverified",
    note=_("Điều 10 (tiêu chuẩn số hộ) chưa đọc: số liệu là của Thông tư 14/2018/TT-BNV; đối chiếu trước khi dùng."),
)
def size_2026(p: Parameters, f: Facts) -> Parts:
    """The article on households has not been read; the older floors, marked so."""
    yield from _size_and_merger(p, f, ND185)


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
def consent(p: Parameters, f: Facts) -> Parts:
    """More than half of the voters, or of the households' representatives."""
    cite = "Thông tư 09/2017/TT-BNV"
    yield Step("consent_pct", "decimal", _("Tỷ lệ đồng ý, phần trăm"), cite, in_percent(f["in_favour"], f["voters"]))
    yield Step("enough_consent", "bool", _("Quá nửa đồng ý"), cite, f["in_favour"] * 100 > f["voters"] * p["consent"])


@rule(
    id="hamlets.fund",
    title=_("Quỹ phụ cấp khoán cho thôn, tổ dân phố"),
    cite=f"{ND33}; nghị định về mức lương cơ sở",
    gives="monthly_fund_per_village",
    effective_from=date(2023, 8, 1),
    effective_to=D185,
    facts=(
        replace(KIND, default="thon", why="", example=None),
        replace(
            HOUSEHOLDS, optional=False, why=_("thôn từ 350 hộ, tổ dân phố từ 500 hộ được khoán cao hơn"), example=400
        ),
        Fact(
            name="is_key_area",
            label=_("Trọng điểm an ninh, biên giới, hải đảo"),
            kind="bool",
            default=False,
        ),
        BASE_SALARY,
    ),
    asks=_("Mỗi thôn được khoán bao nhiêu một tháng?"),
    note=_("Đây là quỹ của cả thôn, không phải phụ cấp của một người."),
)
def fund_2023(p: Parameters, f: Facts) -> Parts:
    """Six times the base salary for large or key hamlets, four and a half for the others."""
    yield from _fund(p, f, ND33)


def _fund(p: Parameters, f: Facts, cite: str) -> Parts:
    large = (f["households"] >= p.lookup("large_households", f["hamlet_kind"])) | f["is_key_area"]
    times = choose((large, p["fund_large"]), otherwise=p["fund_other"])
    factor = yield Step("factor", "decimal", _("Mức khoán"), cite, times)
    yield Step("monthly_fund_per_village", "dong", _("Quỹ phụ cấp mỗi tháng"), cite, f["base_salary"] * factor)


@fund_2023.next_version(
    cite=ND185,
    sure="unverified",
    note=_("Chương về phụ cấp chưa đọc: số liệu là của Nghị định 33/2023/NĐ-CP; đối chiếu trước khi dùng."),
)
def fund_2026(p: Parameters, f: Facts) -> Parts:
    """The chapter on pay has not been read; the older fund, marked so."""
    yield from _fund(p, f, ND185)


@rule(
    id="hamlets.head_term",
    title=_("Nhiệm kỳ của trưởng thôn, tổ trưởng tổ dân phố"),
    cite=ND185,
    gives="ends_on",
    effective_from=D185,
    facts=(
        Fact(
            name="begins_on",
            label=_("Ngày bắt đầu"),
            kind="date",
            why=_("nhiệm kỳ và thời gian lâm thời tính từ ngày này"),
            example="2026-07-01",
        ),
        Fact(name="is_provisional", label=_("Cử lâm thời khi khuyết"), kind="bool", default=False),
    ),
    asks=_("Nhiệm kỳ của trưởng thôn đến ngày nào?"),
)
def head_term(p: Parameters, f: Facts) -> Parts:
    """Five years, shortened or prolonged by six months at most; a provisional head for six months at most."""
    length = choose((f["is_provisional"], p["provisional_most"]), otherwise=p["head_term"])
    months = yield Step("term_months", "months", _("Thời gian"), ND185, length)
    yield Step("ends_on", "date", _("Hết nhiệm kỳ"), ND185, months_later(f["begins_on"], months))
    change = choose((f["is_provisional"], 0), otherwise=p["head_term_change"])
    longest = months_later(f["begins_on"], months + change)
    yield Step("latest_on", "date", _("Muộn nhất nếu kéo dài"), ND185, longest)
