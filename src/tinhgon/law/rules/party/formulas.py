"""Party organisations: votes and their bases, sizes and thirds, meetings of cells, answers, levels."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.ballots import Limit, Share
from tinhgon.law.calling import calling, refusal
from tinhgon.law.due import HOLIDAYS, working_days
from tinhgon.law.facts import AGREE, PRESENT, needed, some, words_of
from tinhgon.law.model import Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose
from tinhgon.law.votes import Ballot, consistent

STATUTE, STATUTE_FROM = "Điều lệ Đảng (2011)", date(2011, 1, 19)
QD294, D294 = "Quy định 294-QĐ/TW (2025)", date(2025, 7, 1)
QD208, D208 = "Quy định 208-QĐ/TW (2026)", date(2026, 7, 26)
QD168, D168 = "Quy định 168-QĐ/TW (2018)", date(2018, 12, 28)
HD12, D12 = "Hướng dẫn 12-HD/BTCTW (2018)", date(2018, 7, 6)
HD42, D42 = "Hướng dẫn 42-HD/BTCTW (2025)", date(2025, 10, 28)
HD45, D45 = "Hướng dẫn 45-HD/BTCTW", date(2025, 11, 21)


def _simple(p: Parameters, name: str, cite: str, given: dict[str, Term]) -> Parts:
    """A vote by yes or no: what the base is, how many are needed, whether it passed."""
    ballot = Ballot(p[name], given)
    yield ballot.possible(cite)
    yield Step("base", "people", _("Số làm căn cứ"), cite, ballot.of(lambda r: r.base.total, "people"))
    yield Step("needed", "people", _("Số phiếu cần có"), cite, ballot.of(lambda r: r.needed, "people"))
    yield Step("adopted", "bool", _("Được thông qua"), cite, ballot.of(lambda r: r.outcome == "passed", "bool"))


@rule(
    id="party.resolution",
    title=_("Nghị quyết của tổ chức đảng"),
    cite=f"{STATUTE}, Điều 9.5",
    gives="adopted",
    effective_from=STATUTE_FROM,
    facts=(needed("members_of_body", _("Số thành viên của tập thể"), minimum=1, example=15), PRESENT, AGREE),
    asks=_("Nghị quyết có được thông qua không?"),
)
def resolution(p: Parameters, f: Facts) -> Parts:
    """More than half of the members of the body, not of those present."""
    cite = f"{STATUTE}, Điều 9.5"
    given = {"members": f["members_of_body"], "present": f["present"], "agree": f["agree"]}
    yield Guard(
        _("Số có mặt không quá số thành viên"), cite, f["present"].or_else(0) <= f["members_of_body"],
        _("Số có mặt nhiều hơn số thành viên."),
    )  # fmt: skip
    yield from _simple(p, "ordinary", cite, given)


@rule(
    id="party.restructured",
    title=_("Thay đổi cơ cấu cấp ủy trong nhiệm kỳ"),
    cite=f"{HD45}, mục III.5",
    gives="adopted",
    effective_from=D45,
    facts=(
        needed("members_total", _("Tổng số thành viên"), minimum=1, example=43),
        AGREE,
        words_of("matter", _("Việc biểu quyết"), {"structure": _("thay đổi cơ cấu cấp ủy")}, default="structure"),
    ),
    asks=_("Đề nghị thay đổi cơ cấu có được thông qua không?"),
)
def restructured(p: Parameters, f: Facts) -> Parts:
    """More than two thirds of all members, by secret ballot."""
    cite = f"{HD45}, mục III.5"
    yield from _simple(p, "structure", cite, {"members": f["members_total"], "agree": f["agree"]})


@rule(
    id="party.written_round",
    title=_("Lấy ý kiến bằng văn bản"),
    cite=f"{QD168}, Điều 30",
    gives="adopted",
    effective_from=D168,
    facts=(
        needed("in_office", _("Số ủy viên đương nhiệm"), minimum=1, example=13),
        AGREE,
        some("disagree", _("Số không đồng ý"), default=0),
        some("other_opinion", _("Số có ý kiến khác"), default=0),
        some("no_answer", _("Số không trả lời")),
    ),
    asks=_("Việc lấy ý kiến bằng văn bản có được thông qua không?"),
    note=_(
        "Không trả lời không phải là đồng ý: cách đọc của chúng tôi. "
        "Những việc không được lấy ý kiến bằng văn bản chưa đọc được."
    ),
)
def written_round(p: Parameters, f: Facts) -> Parts:
    """More than half of the members in office; no answer is not consent."""
    cite = f"{QD168}, Điều 30"
    answered = f["agree"] + f["disagree"] + f["other_opinion"]
    silent = f["no_answer"].known()
    yield Guard(
        _("Tổng các câu trả lời bằng số ủy viên"), cite,
        (silent & (answered + f["no_answer"]).equals(f["in_office"])) | (~silent & (answered <= f["in_office"])),
        _("Tổng số đồng ý, không đồng ý, ý kiến khác, không trả lời không bằng số ủy viên đương nhiệm."),
    )  # fmt: skip
    yield from _simple(p, "written", cite, {"members": f["in_office"], "agree": f["agree"]})


# -- sizes -------------------------------------------------------------------------------------------------------------


def _third(p: Parameters, whole: Term) -> Term:
    return calling(lambda number, text: Limit.parse(text).of(number), whole, p["third"], kind="people")


@rule(
    id="party.standing_third",
    title=_("Số ủy viên ban thường vụ"),
    cite=QD208,
    gives="max_standing",
    effective_from=D208,
    sure="unverified",
    facts=(
        needed("committee", _("Số cấp ủy viên"), minimum=1, maximum=1000, example=25),
        some("standing", _("Số ủy viên ban thường vụ")),
    ),
    asks=_("Ban thường vụ nhiều nhất bao nhiêu người?"),
)
def standing_third(p: Parameters, f: Facts) -> Parts:
    """At most a third of the committee, rounded down."""
    most = yield Step("max_standing", "people", _("Nhiều nhất"), QD208, _third(p, f["committee"]))
    yield Step("ok", "bool", _("Không vượt"), QD208, f["standing"] <= most, optional=True)


@rule(
    id="party.moved_third",
    title=_("Số cấp ủy viên do cấp trên điều động"),
    cite=f"{STATUTE}, Điều 13.3",
    gives="ok",
    effective_from=STATUTE_FROM,
    facts=(
        needed("elected", _("Số cấp ủy viên do đại hội bầu"), minimum=1, maximum=1000, example=29),
        needed("moved_by_superior", _("Số do cấp trên điều động, chỉ định thêm"), maximum=1000, example=9),
    ),
    asks=_("Số điều động có vượt một phần ba không?"),
)
def moved_third(p: Parameters, f: Facts) -> Parts:
    """Not more than a third of those elected."""
    cite = f"{STATUTE}, Điều 13.3"
    most = yield Step("max", "people", _("Nhiều nhất"), cite, _third(p, f["elected"]))
    yield Step("ok", "bool", _("Không vượt"), cite, f["moved_by_superior"] <= most)


@rule(
    id="party.cooption",
    title=_("Bổ sung cấp ủy viên"),
    cite=f"{STATUTE}, Điều 13.2",
    gives="ok",
    effective_from=STATUTE_FROM,
    facts=(
        needed("fixed_by_congress", _("Số cấp ủy viên đại hội quyết định"), minimum=1, maximum=1000, example=29),
        needed("in_office", _("Số ủy viên đương nhiệm"), maximum=1000, example=26),
        needed("proposed", _("Số đề nghị bổ sung"), maximum=1000, example=3),
    ),
    asks=_("Bổ sung bao nhiêu cấp ủy viên là được?"),
    note=_("Nhiều hơn số đại hội quyết định chỉ khi thật cần, do cấp trên quyết định."),
)
def cooption(p: Parameters, f: Facts) -> Parts:
    """Never above the number that the congress fixed."""
    cite = f"{STATUTE}, Điều 13.2"
    left = f["fixed_by_congress"] - f["in_office"]
    room = choose((left > 0, left), otherwise=0)
    after = yield Step("after", "people", _("Số sau khi bổ sung"), cite, f["in_office"] + f["proposed"])
    yield Step("max_proposed", "people", _("Bổ sung nhiều nhất"), cite, room)
    yield Step("ok", "bool", _("Không vượt"), cite, after <= f["fixed_by_congress"])


KINDS = {
    "none": _("không đủ để lập tổ chức đảng: cấp trên giới thiệu sinh hoạt nơi khác"),
    "cell": _("chi bộ cơ sở"),
    "committee": _("đảng bộ cơ sở"),
}


@rule(
    id="party.organisation_size",
    title=_("Quy mô tổ chức đảng"),
    cite=f"{STATUTE}, Điều 21 và Điều 24.4",
    gives="kind",
    effective_from=STATUTE_FROM,
    facts=(
        needed("full_members", _("Số đảng viên chính thức"), maximum=1_000_000, example=20),
        some("probationary", _("Số đảng viên dự bị"), default=0),
    ),
    asks=_("Lập chi bộ hay đảng bộ, có chi ủy không?"),
    note=_("Trường hợp khác số này phải được cấp trên đồng ý trước."),
)
def organisation_size(p: Parameters, f: Facts) -> Parts:
    """Three full members for any organisation, thirty members for a grassroots committee, nine for a cell committee."""
    cite = f"{STATUTE}, Điều 21"
    members = yield Step("members", "people", _("Số đảng viên"), cite, f["full_members"] + f["probationary"])
    enough = f["full_members"] >= p["least_full_members"]
    kind = choose((~enough, "none"), (members >= p["committee_from"], "committee"), otherwise="cell")
    what = yield Step("kind", "text", _("Loại tổ chức"), cite, kind, words=KINDS)
    elects = what.equals("cell") & (f["full_members"] >= p["cell_committee_from"])
    yield Step("cell_committee", "bool", _("Bầu chi ủy"), f"{STATUTE}, Điều 24.4", elects)


def _two_kinds(*cells: list[dict[str, object]] | None) -> None:
    for cell in cells:
        strange = [str(one["name"]) for one in cell or () if one["name"] not in {"full", "probationary"}]
        if strange:
            raise BadInput("member_kind", _("“{name}” không phải là full hoặc probationary."), name=strange[0])
        if cell is not None and "full" not in {one["name"] for one in cell}:
            raise BadInput("full_missing", _("Chưa nêu số đảng viên chính thức (full) của chi bộ."))


def _number_of(kind: str, *cells: Term) -> Term:
    def added(*tallies: list[dict[str, int]]) -> int:
        return sum(int(one["number"]) for tally in tallies for one in tally if str(one["name"]) == kind)

    return calling(added, *cells, kind="people")


@rule(
    id="party.merged_cells",
    title=_("Sáp nhập hai chi bộ"),
    cite=f"Hướng dẫn 38-HD/BTCTW (2025); {STATUTE}, Điều 5 và Điều 24.4",
    gives="members",
    effective_from=date(2025, 9, 29),
    sure="unverified",
    facts=(
        needed("cell_a", _("Chi bộ thứ nhất"), "tally", example='{"full": 11, "probationary": 1}'),
        needed("cell_b", _("Chi bộ thứ hai"), "tally", example='{"full": 9, "probationary": 1}'),
        some("effective", _("Ngày có hiệu lực"), "date"),
        some("handover_list", _("Số người trong danh sách bàn giao")),
    ),
    asks=_("Sau sáp nhập biểu quyết tính trên bao nhiêu người?"),
)
def merged_cells(p: Parameters, f: Facts) -> Parts:
    """From the day of effect votes count on the full members of both; nine elect a cell committee."""
    cite, cells = "Hướng dẫn 38-HD/BTCTW (2025)", (f["cell_a"], f["cell_b"])
    yield consistent(refusal(_two_kinds, *cells), cite)
    full = yield Step("full", "people", _("Số đảng viên chính thức"), cite, _number_of("full", *cells))
    label = _("Số đảng viên dự bị")
    other = yield Step("probationary", "people", label, cite, _number_of("probationary", *cells))
    both = yield Step("members", "people", _("Số đảng viên"), cite, full + other)
    balances = both.equals(f["handover_list"])
    yield Step("list_balances", "bool", _("Danh sách bàn giao khớp"), cite, balances, optional=True)
    share = calling(lambda number, text: Share.parse(text).needed(number), full, p["admission_share"], kind="people")
    yield Step("two_thirds_base", "people", _("Hai phần ba là"), f"{STATUTE}, Điều 5", share)
    elects = full >= p["cell_committee_from"]
    yield Step("cell_committee", "bool", _("Bầu chi ủy"), f"{STATUTE}, Điều 24.4", elects)


# -- meetings, answers, levels -----------------------------------------------------------------------------------------

MEETING = (
    needed("minutes", _("Thời lượng, phút"), "number", maximum=1440, example=92),
    some("thematic_in_same_session", _("Sinh hoạt chuyên đề trong cùng buổi"), "bool", default=False),
    some("very_small_cell", _("Chi bộ rất ít đảng viên, cấp trên quy định"), "bool", default=False),
)


def _meeting(p: Parameters, f: Facts, cite: str) -> Parts:
    yield Guard(
        _("Không phải chi bộ rất ít đảng viên"), cite, ~f["very_small_cell"],
        _("Ngoài bảng: chi bộ rất ít đảng viên thì thời lượng do cấp trên quy định."),
    )  # fmt: skip
    both = f["thematic_in_same_session"]
    least = choose((both, p["minutes_combined"]), otherwise=p["minutes_regular"])
    needed_ = yield Step("required", "number", _("Thời lượng ít nhất, phút"), cite, least)
    yield Step("ok", "bool", _("Đủ thời lượng"), cite, f["minutes"] >= needed_)


@rule(
    id="party.meeting_length",
    title=_("Thời lượng sinh hoạt chi bộ"),
    cite=HD12,
    gives="ok",
    effective_from=D12,
    effective_to=D42,
    sure="unverified",
    facts=MEETING,
    asks=_("Buổi sinh hoạt có đủ thời lượng không?"),
)
def meeting_length_12(p: Parameters, f: Facts) -> Parts:
    """Ninety minutes; a hundred and twenty together with a thematic part."""
    yield from _meeting(p, f, HD12)


@meeting_length_12.next_version(cite=HD42, sure="unverified")
def meeting_length_42(p: Parameters, f: Facts) -> Parts:
    """The same."""
    yield from _meeting(p, f, HD42)


@rule(
    id="party.attendance",
    title=_("Tỷ lệ dự sinh hoạt chi bộ"),
    cite=f"{HD12}, mục II.3; {HD42}",
    gives="rate_pct",
    effective_from=D12,
    sure="unverified",
    facts=(
        needed("members", _("Số đảng viên"), minimum=1, example=32),
        some("exempted", _("Số được miễn sinh hoạt"), default=0),
        some("absent_with_reason", _("Số vắng có lý do"), default=0),
        some("absent_without_reason", _("Số vắng không lý do"), default=0),
    ),
    asks=_("Tỷ lệ dự sinh hoạt có đạt không?"),
)
def attendance(p: Parameters, f: Facts) -> Parts:
    """Those exempted are not counted; 2018: over 85 per cent and nobody without a reason; 2025: the aim is over 90."""
    cite = f"{HD12}, mục II.3"
    left = f["members"] - f["exempted"]
    here = left - f["absent_with_reason"] - f["absent_without_reason"]
    yield Guard(
        _("Số vắng và số miễn không quá số đảng viên"), cite, (left > 0) & (here >= 0),
        _("Số miễn và số vắng nhiều hơn số đảng viên."),
    )  # fmt: skip
    base = yield Step("base", "people", _("Số làm căn cứ"), cite, left)
    present = yield Step("present", "people", _("Số có mặt"), cite, here)
    rate = calling(_one_place, present, base, kind="decimal")
    yield Step("rate_pct", "decimal", _("Tỷ lệ, phần trăm"), cite, rate)
    enough = (present * 100 > base * p["attendance_2018"]) & f["absent_without_reason"].equals(0)
    yield Step("hd12_attendance_ok", "bool", _("Đạt theo hướng dẫn năm 2018"), cite, enough)
    yield Step("hd42_aim_90", "bool", _("Đạt mục tiêu năm 2025"), HD42, present * 100 > base * p["attendance_2025"])


def _one_place(part: int, whole: int) -> int | None:
    """In per cent, half of a tenth rounded up, held in ten-thousandths."""
    return (part * 2000 + whole) // (2 * whole) * 1000 if whole else None


@rule(
    id="party.answer",
    title=_("Thời hạn trả lời đảng viên"),
    cite=f"{QD294}, mục 3",
    gives="answer_by",
    effective_from=D294,
    facts=(
        needed("received", _("Ngày nhận được ý kiến"), "date", example="2026-10-05"),
        words_of("level", _("Cấp trả lời"), {
            "grassroots": _("cấp cơ sở"), "upper": _("cấp trên cơ sở"), "superior": _("cấp trên trực tiếp cơ sở"),
            "province": _("cấp tỉnh"), "centre": _("Trung ương"),
        }),
        HOLIDAYS,
    ),
    asks=_("Phải trả lời chậm nhất ngày nào?"),
)  # fmt: skip
def answer(p: Parameters, f: Facts) -> Parts:
    """Thirty working days at the grassroots, sixty above, ninety at the Centre."""
    cite = f"{QD294}, mục 3"
    number = yield Step("days", "number", _("Số ngày làm việc theo quy định"), cite, p.lookup("answer", f["level"]))
    yield from working_days("answer_by", _("Chậm nhất ngày"), cite, f["received"], number, holidays=f["holidays"])


LEVELS = {
    "directly_above_grassroots_pilot": _("cấp trên trực tiếp cơ sở (thí điểm)"),
    "grassroots": _("tổ chức cơ sở đảng"),
}


def _level(f: Facts, cite: str, level: str) -> Parts:
    known = calling(lambda _what: level, f["organisation"], kind="text", words=lambda _what: "–")
    yield Step("level_of_organisation", "text", _("Cấp của tổ chức đảng"), cite, known, words=LEVELS)


ORGANISATION = words_of("organisation", _("Tổ chức đảng"), {"commune_committee": _("đảng bộ xã, phường, đặc khu")})


@rule(
    id="party.commune_level",
    title=_("Đảng bộ xã, phường thuộc cấp nào"),
    cite=QD294,
    gives="level_of_organisation",
    effective_from=D294,
    effective_to=D208,
    sure="unverified",
    facts=(ORGANISATION,),
    asks=_("Đảng bộ xã là cấp nào?"),
)
def commune_level_294(p: Parameters, f: Facts) -> Parts:
    """By the pilot directly above the grassroots."""
    yield from _level(f, QD294, "directly_above_grassroots_pilot")


@commune_level_294.next_version(cite=QD208, sure="unverified")
def commune_level_208(p: Parameters, f: Facts) -> Parts:
    """A grassroots organisation."""
    yield from _level(f, QD208, "grassroots")
