"""Yearly grading: points of results, who may be graded excellent, and how many. The software adds; people judge."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import in_percent, rounded_down
from tinhgon.law.calling import calling, refusal
from tinhgon.law.clocks import whole_months
from tinhgon.law.facts import needed, some
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose
from tinhgon.law.votes import consistent

ND335, ND233, QD366 = "Nghị định 335/2025/NĐ-CP", "Nghị định 233/2026/NĐ-CP", "Quy định 366-QĐ/TW"
QD124 = "Quy định 124-QĐ/TW (2023)"
D335, D233, D366, D124 = date(2026, 1, 1), date(2026, 7, 1), date(2025, 8, 30), date(2023, 10, 4)
GENERAL = Fact(
    name="general_points",
    label=_("Điểm tiêu chí chung, do cấp có thẩm quyền chấm"),
    kind="decimal",
    maximum=30,
    why=_("cộng với điểm kết quả thành 100"),
    example=28,
)
BANDS = {
    "excellent_points": _("điểm của mức xuất sắc"),
    "good_points": _("điểm của mức tốt"),
    "completed_points": _("điểm của mức hoàn thành"),
    "failed_points": _("điểm của mức không hoàn thành"),
}


def _share(name: str, label: str, *, optional: bool = False) -> Fact:
    why = "" if optional else _("điểm kết quả là bình quân các tỷ lệ")
    return Fact(name=name, label=label, kind="decimal", maximum=100, optional=optional, why=why, example=100)


def _points(p: Parameters, f: Facts, of_results: Term, cite: str) -> Parts:
    """Points of results and general points, and the band they fall in; other conditions may still lower a grade."""
    results = yield Step("result_points", "decimal", _("Điểm kết quả"), cite, of_results)
    total = yield Step("total", "decimal", _("Tổng điểm"), cite, results + f["general_points"])
    band = choose(
        (total >= p["excellent_from"], "excellent_points"),
        (total >= p["good_from"], "good_points"),
        (total >= p["completed_from"], "completed_points"),
        otherwise="failed_points",
    )
    yield Step("band", "text", _("Khung điểm"), cite, band, words=BANDS)


@rule(
    id="evaluation.points_of_staff",
    title=_("Điểm đánh giá của công chức không giữ chức vụ lãnh đạo"),
    cite=ND335,
    gives="total",
    effective_from=D335,
    facts=(
        _share("quantity_percent", _("Số lượng so với nhiệm vụ được giao, phần trăm")),
        _share("quality_percent", _("Chất lượng, phần trăm")),
        _share("progress_percent", _("Tiến độ, phần trăm")),
        GENERAL,
    ),
    asks=_("Công chức này được bao nhiêu điểm, thuộc khung nào?"),
    note=_("Khung điểm chưa phải mức xếp loại: còn các điều kiện và tỷ lệ; cấp có thẩm quyền quyết định."),
)
def points_of_staff(p: Parameters, f: Facts) -> Parts:
    """Seventy times the average of quantity, quality and progress, and up to thirty general points."""
    parts = f["quantity_percent"] + f["quality_percent"] + f["progress_percent"]
    yield from _points(p, f, in_percent(p["result_points"] * parts, p["parts_of_staff"] * 10_000), ND335)


@rule(
    id="evaluation.points_of_leader",
    title=_("Điểm đánh giá của công chức lãnh đạo, quản lý"),
    cite=ND335,
    gives="total",
    effective_from=D335,
    facts=(
        *points_of_staff.facts[:3],
        _share("unit_percent", _("Kết quả hoạt động của đơn vị, phần trăm")),
        _share("organising_percent", _("Năng lực tổ chức thực hiện, phần trăm")),
        _share("unity_percent", _("Đoàn kết nội bộ, phần trăm")),
        GENERAL,
    ),
    asks=_("Lãnh đạo này được bao nhiêu điểm, thuộc khung nào?"),
    note=points_of_staff.note,
)
def points_of_leader(p: Parameters, f: Facts) -> Parts:
    """The average of six parts: those of staff, the unit's result, organising ability and unity."""
    parts = f["quantity_percent"] + f["quality_percent"] + f["progress_percent"]
    parts = parts + f["unit_percent"] + f["organising_percent"] + f["unity_percent"]
    yield from _points(p, f, in_percent(p["result_points"] * parts, p["parts_of_leader"] * 10_000), ND335)


GRADED_GOOD = Fact(
    name="graded_good",
    label=_("Số được xếp loại tốt trong cùng nhóm"),
    kind="number",
    maximum=1_000_000,
    why=_("tỷ lệ xuất sắc tính trên số này"),
    example=47,
)
OUTSTANDING = Fact(
    name="is_outstanding", label=_("Có quyết định công nhận thành tích nổi trội"), kind="bool", default=False
)


def _most(p: Parameters, f: Facts) -> Term:
    share = choose((f["is_outstanding"], p["share_outstanding"]), otherwise=p["share"])
    return rounded_down(f["graded_good"] * share)


def _most_excellent(p: Parameters, f: Facts, cite: str) -> Parts:
    label = _("Số được xếp loại xuất sắc nhiều nhất")
    yield Step("max_excellent", "number", label, cite, _most(p, f))


@rule(
    id="evaluation.most_excellent_members",
    title=_("Số đảng viên, tổ chức đảng được xếp loại xuất sắc"),
    cite=QD124,
    gives="max_excellent",
    effective_from=D124,
    effective_to=D366,
    facts=(GRADED_GOOD, OUTSTANDING),
    asks=_("Trong nhóm này được xếp loại xuất sắc nhiều nhất bao nhiêu?"),
    note=_("Văn bản không nêu cách làm tròn: phần lẻ bỏ đi. Cấp có thẩm quyền có thể quyết định khác bằng văn bản."),
)
def most_excellent_124(p: Parameters, f: Facts) -> Parts:
    """A fifth of those graded good in the same group."""
    yield from _most_excellent(p, f, QD124)


@most_excellent_124.next_version(cite=f"{QD366}, Điều 11", note=most_excellent_124.note)
def most_excellent_366(p: Parameters, f: Facts) -> Parts:
    """A fifth of those graded good in the same group, a quarter where outstanding results are recognised."""
    yield from _most_excellent(p, f, f"{QD366}, Điều 11")


@rule(
    id="evaluation.most_excellent_civil_servants",
    title=_("Số công chức được xếp loại xuất sắc"),
    cite=ND335,
    gives="max_excellent",
    effective_from=D335,
    facts=(GRADED_GOOD, OUTSTANDING),
    asks=_("Trong nhóm này được xếp loại xuất sắc nhiều nhất bao nhiêu?"),
    note=most_excellent_124.note,
)
def most_excellent_civil_servants(p: Parameters, f: Facts) -> Parts:
    """A fifth of those graded good in the same body and group; a quarter in outstanding bodies."""
    yield from _most_excellent(p, f, ND335)


@rule(
    id="evaluation.most_excellent_units",
    title=_("Số đơn vị sự nghiệp được xếp loại xuất sắc"),
    cite=f"{ND233}, Điều 8",
    gives="max_excellent",
    effective_from=D233,
    facts=(
        GRADED_GOOD,
        OUTSTANDING,
        Fact(
            name="subordinate_units",
            label=_("Số đơn vị trực thuộc"),
            kind="units",
            minimum=1,
            why=_("ít đơn vị thì có mức riêng"),
            example=4,
        ),
    ),
    asks=_("Được xếp loại xuất sắc nhiều nhất bao nhiêu đơn vị?"),
    note=most_excellent_124.note,
)
def most_excellent_units(p: Parameters, f: Facts) -> Parts:
    """A fifth (or a quarter) of the units graded good; one at most where there are fewer than five."""
    few = f["subordinate_units"] < p["few_units_below"]
    most = choose((few, p["of_few_units"]), otherwise=_most(p, f))
    label = _("Số được xếp loại xuất sắc nhiều nhất")
    yield Step("max_excellent", "number", label, f"{ND233}, Điều 8", most)


@rule(
    id="evaluation.excellent_conditions",
    title=_("Điều kiện điểm và nhiệm vụ của mức hoàn thành xuất sắc"),
    cite=f"{QD366}, Điều 11",
    gives="excellent",
    effective_from=D366,
    facts=(
        Fact(name="points", label=_("Tổng điểm"), kind="decimal", maximum=100, why=_("một điều kiện"), example=91),
        _share("tasks_done_percent", _("Nhiệm vụ hoàn thành, phần trăm")),
        Fact(name="on_time", label=_("Đúng tiến độ"), kind="bool", why=_("một điều kiện"), example=True),
        _share("above_requirement_percent", _("Nhiệm vụ vượt yêu cầu, phần trăm")),
        _share("earlier_faults_fixed_percent", _("Khuyết điểm trước đã khắc phục, phần trăm")),
    ),
    asks=_("Có đủ điều kiện điểm và nhiệm vụ để xét xuất sắc không?"),
)
def excellent_conditions(p: Parameters, f: Facts) -> Parts:
    """Ninety points, every task on time, three in ten above what was asked, every earlier fault put right."""
    all_of_it = p["all_tasks"]
    tasks = (f["tasks_done_percent"] >= all_of_it) & f["on_time"] & (f["above_requirement_percent"] >= p["above_least"])
    enough = (f["points"] >= p["excellent_from"]) & tasks & (f["earlier_faults_fixed_percent"] >= all_of_it)
    yield Step("excellent", "bool", _("Đủ điều kiện xét xuất sắc"), f"{QD366}, Điều 11", enough)


# -- points out of products, who is reviewed, quarters -----------------------------------------------------------------


def _products(number: int | None, *tallies: list[dict[str, object]] | None) -> None:
    for tally in tallies:
        if number is not None and len(tally or ()) > number:
            raise BadInput("products_fewer", _("Nêu nhiều sản phẩm hơn số sản phẩm ({number})."), number=number)


def _left(number: int | None, off: int, tally: list[dict[str, int]] | None) -> int | None:
    """What is left of a hundred per cent for each of so many equal products, ten-thousandths, halves rounded up."""
    if number is None:
        return None
    whole = 100 * number - sum(min(100, off * one["number"]) for one in tally or ())
    return (whole * 20_000 + number) // (2 * number)


@rule(
    id="evaluation.products",
    title=_("Điểm đánh giá từ số lỗi và số lần chậm của sản phẩm"),
    cite=ND335,
    gives="total",
    effective_from=D335,
    facts=(
        needed("products_equal_weight", _("Số sản phẩm, trọng số bằng nhau"), "number", minimum=1, maximum=10_000,
               example=4),
        some("quality_faults", _("Số lỗi chất lượng của từng sản phẩm"), "tally", example='{"p1": 1}'),
        some("delays", _("Số lần chậm của từng sản phẩm"), "tally", example='{"p2": 2}'),
        some("quantity_percent", _("Số lượng so với nhiệm vụ được giao, phần trăm"), "decimal", default=100,
             maximum=100),
        GENERAL,
    ),
    asks=_("Được bao nhiêu điểm khi có lỗi và chậm?"),
    note=_("Chỉ kể lỗi và chậm không do khách quan. Khung điểm chưa phải mức xếp loại."),
)  # fmt: skip
def products(p: Parameters, f: Facts) -> Parts:
    """A quarter off a product's quality for each fault, a quarter off its progress for each delay; never below 0."""
    number, faults, delays = f["products_equal_weight"], f["quality_faults"], f["delays"]
    yield consistent(refusal(_products, number, faults, delays), ND335)
    a = yield Step("a", "decimal", _("Số lượng, phần trăm"), ND335, f["quantity_percent"])
    off = p["off_each"]
    b = yield Step(
        "b",
        "decimal",
        _("Chất lượng, phần trăm"),
        ND335,
        calling(_left, number, off, faults, kind="decimal", loose=True),
    )
    c = yield Step(
        "c", "decimal", _("Tiến độ, phần trăm"), ND335, calling(_left, number, off, delays, kind="decimal", loose=True)
    )
    yield from _points(p, f, in_percent(p["result_points"] * (a + b + c), p["parts_of_staff"] * 10_000), ND335)


@rule(
    id="evaluation.reviewed",
    title=_("Đảng viên thuộc diện đánh giá, xếp loại"),
    cite=f"{QD366}, Điều 5.2",
    gives="reviewed",
    effective_from=D366,
    facts=(
        needed("admitted", _("Ngày kết nạp"), "date", example="2026-08-05"),
        needed("review_on", _("Ngày kiểm điểm"), "date", example="2026-12-12"),
        some("exempted", _("Được miễn công tác và sinh hoạt"), "bool", default=False),
        some("suspended", _("Đang bị đình chỉ sinh hoạt"), "bool", default=False),
    ),
    asks=_("Đảng viên này có được đánh giá, xếp loại năm nay không?"),
)
def reviewed(p: Parameters, f: Facts) -> Parts:
    """Not those admitted for less than six months, exempted or suspended."""
    cite = f"{QD366}, Điều 5.2"
    yield Guard(
        _("Kết nạp trước ngày kiểm điểm"), cite, f["admitted"] <= f["review_on"], _("Ngày kết nạp sau ngày kiểm điểm."),
    )  # fmt: skip
    long_in = calling(whole_months, f["admitted"], f["review_on"], kind="months")
    months = yield Step("months", "months", _("Số tháng tròn"), cite, long_in)
    long = months >= p["months_before_review"]
    yield Step("reviewed", "bool", _("Thuộc diện đánh giá"), cite, long & ~f["exempted"] & ~f["suspended"])


QUARTERS = ("excellent", "good", "completed", "not_completed")


def _grades(quarters: list[str] | None) -> None:
    found = quarters or []
    for grade in found:
        if grade not in QUARTERS:
            raise BadInput(
                "no_such_grade", _("Không có mức “{grade}”; chọn một trong: {grades}."), grade=grade,
                grades=", ".join(QUARTERS),
            )  # fmt: skip
    if not 1 <= len(found) <= 4:
        raise BadInput("quarters_number", _("Một năm có từ một đến bốn quý; nêu {number}."), number=len(found))


def _two_running(quarters: list[str]) -> bool:
    return any(one == other == "not_completed" for one, other in pairwise(quarters))


@rule(
    id="evaluation.quarters",
    title=_("Đánh giá quý của lãnh đạo, quản lý"),
    cite="Hướng dẫn 02-HD/BTCTW (22/05/2026)",
    gives="excellent_possible",
    effective_from=date(2026, 5, 22),
    sure="unverified",
    facts=(needed("quarters", _("Mức của từng quý, theo thứ tự"), "words", example='["completed", "not_completed"]'),),
    asks=_("Kết quả các quý dẫn đến việc gì?"),
)
def quarters(p: Parameters, f: Facts) -> Parts:
    """One failing quarter bars excellent; two in a row: replacement is considered."""
    cite = "Hướng dẫn 02-HD/BTCTW (22/05/2026)"
    yield consistent(refusal(_grades, f["quarters"]), cite)
    possible = calling(lambda grades: "not_completed" not in grades, f["quarters"], kind="bool")
    yield Step("excellent_possible", "bool", _("Còn có thể xếp loại xuất sắc"), cite, possible)
    running = calling(_two_running, f["quarters"], kind="bool")
    yield Step("replacement_considered", "bool", _("Xem xét thay thế"), cite, running)
