"""Ending a post: low votes by two instruments, grounds, the vote on dismissal, what may follow and when."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import months_later
from tinhgon.law.ballots import Result
from tinhgon.law.calling import calling, refusal
from tinhgon.law.facts import needed, some, words_of
from tinhgon.law.model import Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose
from tinhgon.law.votes import Ballot, consistent

D170, D300 = date(2025, 7, 1), date(2026, 8, 1)
ND170 = "Nghị định 170/2025/NĐ-CP"
ND300 = "Nghị định 170/2025/NĐ-CP, sửa đổi bởi 300/2026/NĐ-CP"
QD96 = "Quy định 96-QĐ/TW (2023)"
GROUNDS = {
    "none": _("chưa có căn cứ"),
    "resignation_ground": _("căn cứ từ chức"),
    "dismissal_ground": _("căn cứ miễn nhiệm"),
}
PARTY = {
    "none": _("chưa có căn cứ"),
    "out_of_plan_resignation": _("đưa ra khỏi quy hoạch, xem xét cho từ chức"),
    "dismissal": _("miễn nhiệm"),
}
LOW_VOTES = (
    needed("valid_votes", _("Số phiếu hợp lệ"), minimum=1, maximum=100_000, example=30),
    needed("low", _("Số phiếu tín nhiệm thấp"), maximum=100_000, example=20),
)


def _low_votes(p: Parameters, f: Facts, cite: str) -> Parts:
    """The decree asks for more than two thirds, the digest of 96-QĐ/TW for two thirds: both are told."""
    given = {"valid": f["valid_votes"], "agree": f["low"]}
    ballots = [Ballot(p[name], given) for name in ("low_half", "low_decree", "low_party")]
    yield ballots[0].possible(cite)
    half, decree, party = (ballot.of(_passed, "bool") for ballot in ballots)
    by_decree = choose((decree, "dismissal_ground"), (half, "resignation_ground"), otherwise="none")
    first = yield Step("decree", "text", _("Theo nghị định"), cite, by_decree, words=GROUNDS)
    by_party = choose((party, "dismissal"), (half, "out_of_plan_resignation"), otherwise="none")
    second = yield Step("party_96", "text", _("Theo quy định của Đảng"), QD96, by_party, words=PARTY)
    differs = ~first.equals("dismissal_ground") & second.equals("dismissal")
    label = _("Hai quy định cho kết quả khác nhau: cấp có thẩm quyền cho ý kiến")
    yield Step("differs", "bool", label, f"{cite}; {QD96}", differs)


@rule(
    id="ending.low_votes",
    title=_("Phiếu tín nhiệm thấp"),
    cite=f"{ND170}, Điều 52 và Điều 53; {QD96}",
    gives="decree",
    effective_from=D170,
    effective_to=D300,
    facts=LOW_VOTES,
    asks=_("Số phiếu tín nhiệm thấp này dẫn đến việc gì?"),
)
def low_votes_170(p: Parameters, f: Facts) -> Parts:
    """Over half: a ground for resignation; over two thirds: for dismissal. The Party's rule: from two thirds."""
    yield from _low_votes(p, f, f"{ND170}, Điều 52 và Điều 53")


@low_votes_170.next_version(cite=f"{ND300}, Điều 52 và Điều 53; {QD96}")
def low_votes_300(p: Parameters, f: Facts) -> Parts:
    """The same shares; at exactly two thirds the two instruments differ."""
    yield from _low_votes(p, f, f"{ND300}, Điều 52 và Điều 53")


# -- failing years -----------------------------------------------------------------------------------------------------

FAILING = {"none": GROUNDS["none"], "resignation": GROUNDS["resignation_ground"],
           "dismissal": GROUNDS["dismissal_ground"]}  # fmt: skip
YEARS = (
    some("term", _("Nhiệm kỳ hoặc thời hạn giữ chức vụ"), "text", example="2022-2027"),
    needed("failing_years", _("Những năm không hoàn thành nhiệm vụ"), "numbers", example="[2023, 2025]"),
)


def _within(term: str | None, years: list[int] | None) -> None:
    """Refuse a year twice, and one outside the term."""
    found = years or []
    if len(set(found)) != len(found):
        raise BadInput("year_twice", _("Một năm được nêu hai lần."))
    if term is None:
        return
    match = re.fullmatch(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*", term)
    if not match:
        raise BadInput("term_unread", _("“{text}” không phải là nhiệm kỳ; viết dạng 2022-2027."), text=term)
    for year in found:
        if not int(match[1]) <= year <= int(match[2]):
            raise BadInput("year_outside", _("Năm {year} ngoài nhiệm kỳ {term}."), year=str(year), term=term)


def _of_years(years: list[int]) -> str:
    ordered = sorted(years)
    if any(later - earlier == 1 for earlier, later in pairwise(ordered)):
        return "dismissal"
    return "resignation" if len(ordered) > 1 else "none"


@rule(
    id="ending.failing_years",
    title=_("Những năm không hoàn thành nhiệm vụ"),
    cite=f"{ND170}, Điều 53",
    gives="ground",
    effective_from=D170,
    effective_to=D300,
    facts=YEARS,
    asks=_("Kết quả xếp loại này có là căn cứ từ chức, miễn nhiệm không?"),
)
def failing_years_170(p: Parameters, f: Facts) -> Parts:
    """One failing year is a ground for dismissal."""
    cite = f"{ND170}, Điều 53"
    yield consistent(refusal(_within, f["term"], f["failing_years"]), cite)
    ground = calling(lambda years: "dismissal" if years else "none", f["failing_years"], kind="text")
    yield Step("ground", "text", _("Căn cứ"), cite, ground, words=FAILING)


@failing_years_170.next_version(cite=f"{ND300}, Điều 52.2đ và Điều 53.1d")
def failing_years_300(p: Parameters, f: Facts) -> Parts:
    """Two years in a row: dismissal; two that are not: resignation."""
    cite = f"{ND300}, Điều 52.2đ và Điều 53.1d"
    yield consistent(refusal(_within, f["term"], f["failing_years"]), cite)
    ground = calling(_of_years, f["failing_years"], kind="text")
    yield Step("ground", "text", _("Căn cứ"), cite, ground, words=FAILING)


@rule(
    id="ending.after_discipline",
    title=_("Kỷ luật là căn cứ miễn nhiệm"),
    cite=f"{ND170}, Điều 53.1; {ND300}, Điều 53.1",
    gives="from_2026_08_01",
    effective_from=D170,
    facts=(
        some("duty_reprimands_in_term", _("Số lần khiển trách liên quan nhiệm vụ trong thời hạn"), "number", default=0,
             maximum=100),
        some("warnings", _("Số lần cảnh cáo"), "number", default=0, maximum=100),
        some("capacity_conclusion", _("Có kết luận hạn chế năng lực, không đủ uy tín"), "bool", default=False),
    ),
    asks=_("Kỷ luật này có là căn cứ miễn nhiệm không?"),
)  # fmt: skip
def after_discipline(p: Parameters, f: Facts) -> Parts:
    """As issued: any reprimand or warning; as amended: two duty-related reprimands in one term, or a warning with a
    conclusion on capacity. Both are told."""
    reprimands, warned = f["duty_reprimands_in_term"], f["warnings"] > 0
    old = choose(((reprimands > 0) | warned, "dismissal_ground"), otherwise="none")
    yield Step("as_issued_170", "text", _("Theo Nghị định 170/2025"), f"{ND170}, Điều 53.1", old, words=GROUNDS)
    amended = (reprimands >= p["reprimands"]) | (warned & f["capacity_conclusion"])
    new = choose((amended, "dismissal_ground"), otherwise="none")
    label = _("Từ ngày 01/08/2026")
    yield Step("from_2026_08_01", "text", label, f"{ND300}, Điều 53.1", new, words=GROUNDS)


# -- the vote and what follows -----------------------------------------------------------------------------------------

VOTED = {"passed": _("đạt ở cả hai tập thể"), "not_passed": _("không đạt: người đứng đầu quyết định hoặc trình")}


@rule(
    id="ending.dismissal_vote",
    title=_("Biểu quyết miễn nhiệm"),
    cite=f"{ND170}, Điều 53.2; {ND300}, Điều 53.2b",
    gives="outcome",
    effective_from=D170,
    facts=(
        needed("leadership", _("Số thành viên tập thể lãnh đạo"), minimum=1, example=7),
        needed("leadership_agree", _("Số phiếu đồng ý của tập thể lãnh đạo"), example=4),
        needed("standing_committee", _("Số ủy viên ban thường vụ"), minimum=1, example=9),
        needed("standing_agree", _("Số phiếu đồng ý của ban thường vụ"), example=5),
    ),
    asks=_("Biểu quyết miễn nhiệm có đạt không?"),
    note=_("Đọc là phải đạt ở cả hai tập thể; cần đối chiếu văn bản."),
)
def dismissal_vote(p: Parameters, f: Facts) -> Parts:
    """Over half of the leadership and of the standing committee."""
    cite = f"{ND300}, Điều 53.2b"
    passed = []
    for name, of, agree in (
        ("by_leadership", "leadership", "leadership_agree"),
        ("by_standing_committee", "standing_committee", "standing_agree"),
    ):
        ballot = Ballot(p["dismissal"], {"members": f[of], "agree": f[agree]})
        yield ballot.possible(cite)
        label = _("Tập thể lãnh đạo quá nửa") if of == "leadership" else _("Ban thường vụ quá nửa")
        passed.append((yield Step(name, "bool", label, cite, ballot.of(_passed, "bool"))))
    outcome = choose((passed[0] & passed[1], "passed"), otherwise="not_passed")
    yield Step("outcome", "text", _("Kết quả"), cite, outcome, words=VOTED)


def _passed(result: Result) -> bool:
    return result.outcome == "passed"


LEFT_BY = {
    "released": _("cho thôi giữ chức vụ"),
    "resignation": _("từ chức"),
    "dismissal": _("miễn nhiệm"),
    "dismissal_grounds_resigned": _("có căn cứ miễn nhiệm nhưng đã từ chức"),
}
PLACED = {"one_level_lower": _("chức vụ thấp hơn một cấp"), "specialist": _("chuyên môn, không giữ chức vụ")}


def _placement(f: Facts, p: Parameters) -> Term:
    few = f["left_by"].equals("resignation") & (f["years_to_retirement"] < p["years_left"])
    return choose((f["left_by"].equals("dismissal") | few, "specialist"), otherwise="one_level_lower")


@rule(
    id="ending.afterwards",
    title=_("Bố trí sau khi thôi giữ chức vụ, từ chức, miễn nhiệm"),
    cite=f"{ND300}, Điều 55",
    gives="placement",
    effective_from=D300,
    facts=(
        words_of("left_by", _("Thôi chức vụ do"), LEFT_BY, example="resignation"),
        needed("new_post_from", _("Ngày nhận việc mới"), "date", example="2026-09-15"),
        some("years_to_retirement", _("Số năm công tác còn lại"), "years", maximum=60, example=7),
    ),
    asks=_("Được bố trí ở đâu, bao giờ được xem xét chức vụ tương đương?"),
    note=_("Sau thời gian đó còn phải được xếp loại tốt trở lên."),
)
def afterwards(p: Parameters, f: Facts) -> Parts:
    """Twelve months after being released, twenty-four after resigning, thirty-six to be planned after a dismissal."""
    cite = f"{ND300}, Điều 55.1"
    yield Guard(
        _("Biết số năm công tác còn lại khi từ chức"), cite,
        ~f["left_by"].equals("resignation") | f["years_to_retirement"].known(),
        _("Cần biết số năm công tác còn lại (years_to_retirement): dưới 5 năm thì làm chuyên môn."),
    )  # fmt: skip
    placed = yield Step("placement", "text", _("Bố trí"), cite, _placement(f, p), words=PLACED)
    months = yield Step("months", "months", _("Thời gian ít nhất"), cite, p.lookup("months_after", f["left_by"]))
    later = months_later(f["new_post_from"], months)
    equal = choose((placed.equals("one_level_lower"), later))
    yield Step("equal_post_from", "date", _("Xem xét chức vụ tương đương từ"), cite, equal, optional=True)
    planned = choose((f["left_by"].equals("dismissal"), later))
    yield Step("planning_from", "date", _("Xem xét quy hoạch từ"), cite, planned, optional=True)
