"""How long leading posts are held: acting heads, terms, secondment, what follows when a term ends."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import days_later, months_later, whole_months
from tinhgon.law.facts import TERM_MONTHS, needed
from tinhgon.law.model import Fact, Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose, term

D300 = date(2026, 8, 1)
ND300 = "Nghị định 170/2025/NĐ-CP, sửa đổi bởi 300/2026/NĐ-CP"


@rule(
    id="tenure.acting_head",
    title=_("Thời hạn giao quyền cấp trưởng"),
    cite=f"{ND300}, Điều 34 khoản 3; Nghị định 300/2026/NĐ-CP, Điều 35 khoản 3",
    gives="latest_on",
    effective_from=D300,
    facts=(
        Fact(
            name="acting_from",
            label=_("Ngày bắt đầu giao quyền"),
            kind="date",
            why=_("thời hạn tính từ ngày này"),
            example="2026-09-01",
        ),
        Fact(name="acting_until", label=_("Giao quyền đến hết ngày"), kind="date", optional=True),
    ),
    asks=_("Giao quyền cấp trưởng muộn nhất đến ngày nào?"),
)
def acting_head(p: Parameters, f: Facts) -> Parts:
    """Twelve months at most; who had been acting for longer on 1 July 2026 is dealt with by 1 November 2026."""
    cite = f"{ND300}, Điều 34 khoản 3"
    end = days_later(months_later(f["acting_from"], p["acting_most"]), -1)
    twelve = yield Step("twelve_months_on", "date", _("Hết 12 tháng"), cite, end, hidden=True)
    cite = "Nghị định 300/2026/NĐ-CP, Điều 35 khoản 3"
    label = _("Số tháng đã giao quyền đến ngày 01/07/2026")
    months = whole_months(f["acting_from"], p["acting_counted_on"])
    yield Step("months_at_2026_07_01", "months", label, cite, months)
    over = twelve < p["acting_counted_on"]
    old = yield Step("transition", "bool", _("Đã quá 12 tháng trước ngày 01/07/2026"), cite, over)
    settled = choose((old, months_later(term(D300), p["acting_settled_in"])))
    settle_by = yield Step("settle_by", "date", _("Phải kiện toàn đến ngày"), cite, settled, optional=True)
    last = choose((old, settle_by), otherwise=twelve)
    latest = yield Step("latest_on", "date", _("Muộn nhất đến hết ngày"), f"{ND300}, Điều 34 khoản 3", last)
    within = f["acting_until"] <= latest
    yield Step("within_limit", "bool", _("Trong thời hạn"), f"{ND300}, Điều 34 khoản 3", within, optional=True)


OUTCOMES = {
    "extension_no_procedure": _("kéo dài đến tuổi nghỉ hưu, không làm quy trình bổ nhiệm lại"),
    "reappoint_to_retirement": _("bổ nhiệm lại đến tuổi nghỉ hưu"),
    "reappoint": _("bổ nhiệm lại đủ thời hạn"),
}


def _after_the_term(p: Parameters, f: Facts, cite: str) -> Parts:
    left, long_term = f["months_to_retirement_at_expiry"], f["term_months"] >= p["long_term"]
    label = _("Còn dưới số tháng này thì kéo dài")
    below = choose((long_term, p["extension_below"]), otherwise=p["extension_below_short"])
    extension = yield Step("extension_below_months", "months", label, cite, below)
    outcome = choose(
        (left < extension, "extension_no_procedure"),
        (left < f["term_months"], "reappoint_to_retirement"),
        otherwise="reappoint",
    )
    yield Step("outcome", "text", _("Hướng xử lý khi hết thời hạn"), cite, outcome, words=OUTCOMES)


@rule(
    id="tenure.after_the_term",
    title=_("Hết thời hạn giữ chức vụ: bổ nhiệm lại hay kéo dài"),
    cite="Nghị định 170/2025/NĐ-CP, Điều 36",
    gives="outcome",
    effective_from=date(2025, 7, 1),
    effective_to=D300,
    facts=(
        TERM_MONTHS,
        Fact(
            name="months_to_retirement_at_expiry",
            label=_("Số tháng đến tuổi nghỉ hưu khi hết thời hạn"),
            kind="months",
            maximum=600,
            why=_("còn ít thì kéo dài, không bổ nhiệm lại"),
            example=30,
        ),
    ),
    asks=_("Khi hết thời hạn thì bổ nhiệm lại hay kéo dài đến tuổi nghỉ hưu?"),
)
def after_the_term_170(p: Parameters, f: Facts) -> Parts:
    """Below two years to retirement the term is extended, below a full term the appointment runs to retirement."""
    yield from _after_the_term(p, f, "Nghị định 170/2025/NĐ-CP, Điều 36")


@after_the_term_170.next_version(cite=f"{ND300}, Điều 36")
def after_the_term_300(p: Parameters, f: Facts) -> Parts:
    """The same; eighteen months where the term is three years."""
    yield from _after_the_term(p, f, f"{ND300}, Điều 36")


POSTPONED = {
    "holiday_or_family": _("trùng ngày nghỉ lễ, Tết; gia đình có việc"),
    "illness": _("ốm đau, tai nạn"),
    "long_treatment": _("đang điều trị bệnh dài ngày"),
}


@rule(
    id="tenure.retirement_notice",
    title=_("Thông báo và quyết định nghỉ hưu"),
    cite="Nghị định 170/2025/NĐ-CP, Điều 61 đến Điều 63",
    gives="notice_latest",
    effective_from=date(2025, 7, 1),
    facts=(
        needed("retires_on", _("Ngày nghỉ hưu"), "date", example="2026-12-01"),
        Fact(name="postponed_for", label=_("Lý do lùi ngày nghỉ hưu, lý do dài nhất"), kind="text", optional=True,
             choices=POSTPONED),
    ),
    asks=_("Phải thông báo, ra quyết định nghỉ hưu chậm nhất ngày nào?"),
)  # fmt: skip
def retirement_notice(p: Parameters, f: Facts) -> Parts:
    """Notice six months before, the decision three months before; postponed by the longest single ground."""
    cite = "Nghị định 170/2025/NĐ-CP, Điều 61 đến Điều 63"
    label = _("Thông báo chậm nhất ngày")
    yield Step("notice_latest", "date", label, cite, months_later(f["retires_on"], -1 * p["retirement_notice"]))
    label = _("Quyết định chậm nhất ngày")
    yield Step("decision_latest", "date", label, cite, months_later(f["retires_on"], -1 * p["retirement_decision"]))
    later = months_later(f["retires_on"], p.lookup("retirement_postponed", f["postponed_for"]))
    yield Step("postponed_until", "date", _("Lùi nhiều nhất đến ngày"), cite, later, optional=True)
