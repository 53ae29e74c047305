"""Limitation of discipline on three tracks: how long, what stops it, what starts it again, what does not count."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import months_later
from tinhgon.law.calling import calling, refusal
from tinhgon.law.clocks import Calendar
from tinhgon.law.clocks.counting import days_within
from tinhgon.law.facts import needed, some, words_of
from tinhgon.law.model import Fact, Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose
from tinhgon.law.votes import consistent

D69, D172, D234 = date(2022, 7, 6), date(2025, 7, 1), date(2026, 7, 1)
ND172, ND234, QD69 = "Nghị định 172/2025/NĐ-CP", "Nghị định 234/2026/NĐ-CP", "Quy định 69-QĐ/TW (2022)"
FORMS = {
    "reprimand": _("khiển trách"),
    "warning": _("cảnh cáo"),
    "removal": _("cách chức"),
    "dismissal": _("buộc thôi việc"),
}
PARTY_FORMS = {**{name: FORMS[name] for name in ("reprimand", "warning", "removal")}, "expulsion": _("khai trừ")}
SAME_GROUPS = some("no_limitation", _("Hành vi thuộc nhóm không áp dụng thời hiệu"), "bool", default=False)
SPANS = some("not_considered", _("Thời gian không tính vào thời hiệu"), "spans")
ENDS = _("Hết thời hiệu ngày")


def _limited(track: str, label: str, forms: dict[str, str]) -> tuple[Fact, ...]:
    return (
        words_of("track", _("Đối tượng"), {track: label}, default=track),
        needed("act_ended", _("Ngày hành vi kết thúc"), "date", example="2021-08-20"),
        words_of("form_deserved", _("Hình thức mà hành vi đến mức phải xử lý"), forms),
        some("notice_of_consideration", _("Ngày văn bản thông báo xem xét kỷ luật"), "date"),
        some("conclusion", _("Ngày kết luận có vi phạm đến mức phải kỷ luật"), "date"),
        SAME_GROUPS,
        SPANS,
    )


def _stretched(act: date | None, months: int | None, spans: list[dict[str, date]] | None) -> date | None:
    if act is None or months is None:
        return None
    pauses = [(one["first"], one["last"]) for one in spans or ()]
    return Calendar().term(act, months, "months", pauses=pauses).on


def _within_order(act: date | None, *others: date | None) -> None:
    for one in others:
        if act is not None and one is not None and one < act:
            raise BadInput("before_the_act", _("Ngày {day} trước ngày hành vi kết thúc."), day=one)


def _limitation(p: Parameters, f: Facts, cite: str, stops: Term) -> Parts:
    """Months by form from the end of the act; time not counted is put to the end; the clock stops at one paper."""
    act = f["act_ended"]
    yield consistent(refusal(_within_order, act, f["notice_of_consideration"], f["conclusion"]), cite)
    months = choose((f["no_limitation"], 0), otherwise=p.lookup("limitation", f["form_deserved"]))
    length = yield Step("limitation_months", "months", _("Thời hiệu (0: không áp dụng)"), cite, months)
    end = calling(_stretched, act, length, f["not_considered"], kind="date", loose=True)
    until = yield Step("limitation_ends", "date", ENDS, cite, choose((length > 0, end)), optional=True)
    yield Step("stopped_on", "date", _("Văn bản dừng thời hiệu"), cite, stops, optional=True)
    in_time = choose((length.equals(0), True), otherwise=stops <= until)
    yield Step("in_time", "bool", _("Trong thời hiệu"), cite, in_time, optional=True)


@rule(
    id="limitation.civil_servant",
    title=_("Thời hiệu kỷ luật cán bộ, công chức"),
    cite=f"{ND172}, Điều 5",
    gives="limitation_months",
    effective_from=D172,
    facts=_limited("civil_servant", _("Cán bộ, công chức"), FORMS),
    asks=_("Còn thời hiệu kỷ luật không?"),
)
def limitation_172(p: Parameters, f: Facts) -> Parts:
    """Sixty months for a reprimand, a hundred and twenty for others, up to the written notice of consideration."""
    yield from _limitation(p, f, f"{ND172}, Điều 5", f["notice_of_consideration"])


@rule(
    id="limitation.public_employee",
    title=_("Thời hiệu kỷ luật viên chức"),
    cite=f"{ND234}, Điều 5",
    gives="limitation_months",
    effective_from=D234,
    facts=_limited("public_employee", _("Viên chức"), FORMS),
    asks=_("Còn thời hiệu kỷ luật không?"),
)
def limitation_234(p: Parameters, f: Facts) -> Parts:
    """The same lengths, up to the conclusion that the act must be disciplined."""
    yield from _limitation(p, f, f"{ND234}, Điều 5", f["conclusion"])


@rule(
    id="limitation.party",
    title=_("Thời hiệu kỷ luật đảng viên"),
    cite=f"{QD69}, Điều 4",
    gives="limitation_months",
    effective_from=D69,
    facts=_limited("party", _("Đảng viên"), PARTY_FORMS),
    asks=_("Còn thời hiệu kỷ luật không?"),
)
def limitation_69(p: Parameters, f: Facts) -> Parts:
    """The same lengths, none for an expulsion, up to the conclusion of the competent Party organisation."""
    yield from _limitation(p, f, f"{QD69}, Điều 4", f["conclusion"])


@rule(
    id="limitation.restarted",
    title=_("Vi phạm mới trong thời hiệu: tính lại thời hiệu cũ"),
    cite=f"{ND172}, Điều 5.1; {ND234}, Điều 5; {QD69}, Điều 4",
    gives="old_limitation_ends",
    effective_from=D69,
    facts=(
        needed("old_act_ended", _("Ngày hành vi cũ kết thúc"), "date", example="2020-09-01"),
        words_of("old_form", _("Hình thức của hành vi cũ"), FORMS),
        needed("new_act", _("Ngày có hành vi mới"), "date", example="2025-06-15"),
    ),
    asks=_("Thời hiệu của hành vi cũ đến ngày nào?"),
)  # fmt: skip
def limitation_restarted(p: Parameters, f: Facts) -> Parts:
    """A new act within the limitation starts that of the old act again, from the new act."""
    cite = f"{ND172}, Điều 5.1"
    yield consistent(refusal(_within_order, f["old_act_ended"], f["new_act"]), cite)
    months = yield Step("limitation_months", "months", _("Thời hiệu"), cite, p.lookup("limitation", f["old_form"]))
    label = _("Thời hiệu cũ lẽ ra hết ngày")
    first = yield Step("first_ends", "date", label, cite, months_later(f["old_act_ended"], months))
    inside = f["new_act"] <= first
    again = choose((inside, months_later(f["new_act"], months)), otherwise=first)
    yield Step("old_limitation_ends", "date", ENDS, cite, again)


@rule(
    id="limitation.excluded_time",
    title=_("Thời gian không tính vào thời hiệu"),
    cite=f"{ND172}, Điều 3 và Điều 5.6; {ND234}, Điều 5",
    gives="limitation_ends",
    effective_from=D172,
    facts=(
        needed("act_ended", _("Ngày hành vi kết thúc"), "date", example="2020-10-01"),
        words_of("form", _("Hình thức"), FORMS),
        needed("not_considered", SPANS.label, "spans", example='[["2023-01-01", "2024-06-30"]]'),
    ),
    asks=_("Thời hiệu kéo đến ngày nào?"),
    note=_("Cách đếm ngày của thời gian không tính là của chúng tôi, văn bản không nêu."),
)
def excluded_time(p: Parameters, f: Facts) -> Parts:
    """Pregnancy, maternity, a child under twelve months, illness: such days are put to the end of the limitation."""
    cite = f"{ND172}, Điều 5.6"
    days = calling(
        lambda spans: days_within((s["first"], s["last"]) for s in spans), f["not_considered"], kind="number"
    )
    yield Step("excluded_days", "number", _("Số ngày không tính"), cite, days)
    months = yield Step("limitation_months", "months", _("Thời hiệu"), cite, p.lookup("limitation", f["form"]))
    end = calling(_stretched, f["act_ended"], months, f["not_considered"], kind="date")
    yield Step("limitation_ends", "date", ENDS, cite, end)
