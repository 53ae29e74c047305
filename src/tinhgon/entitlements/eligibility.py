"""Who meets the conditions of an office that the books can answer for, and what they cannot say.

Conditions are formal: age for the term, time in the post below, the plan. What no book states (grades, discipline,
conclusions, health, kinship) is told as not known, never as met; nobody is ranked.
Source: Nghị định 170/2025/NĐ-CP, article 29, as issued and as amended by 300/2026; Hướng dẫn 45-HD/BTCTW, III.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.entitlements.facts import retirements
from tinhgon.registers.establishment.positions import next_lower, positions
from tinhgon.registers.plans.queries import PlannedRow, planned
from tinhgon.registers.staff.queries import law_facts
from tinhgon.registers.staff.queries.posts import post_numbered
from tinhgon.registers.staff.queries.service import months_in_positions

SINCE, AMENDED = date(2025, 7, 1), date(2026, 8, 1)
TERM_MONTHS, MONTHS_IN_POST = 60, 12
ISSUED = "Nghị định 170/2025/NĐ-CP, Điều 29"
AS_AMENDED = "Nghị định 170/2025/NĐ-CP sửa đổi bởi Nghị định 300/2026/NĐ-CP, Điều 29"
MET, NOT_MET, NOT_ASKED, UNKNOWN = "met", "not_met", "not_asked", "unknown"
ANSWERS: Mapping[str, str] = {
    MET: _("đạt"), NOT_MET: _("không đạt"), NOT_ASKED: _("không xét"), UNKNOWN: _("chưa biết"),
}  # fmt: skip
CONDITIONS: Mapping[str, str] = {
    "age": _("tuổi đủ thời hạn bổ nhiệm (60 tháng)"),
    "in_post": _("đủ 12 tháng ở chức vụ liền kề hoặc tương đương"),
    "plan": _("trong quy hoạch"),
}
NOT_IN_THE_BOOKS = (
    _("xếp loại ba năm"), _("kỷ luật, kiểm tra, khởi tố"), _("kết luận tiêu chuẩn chính trị"), _("sức khỏe"),
    _("quan hệ gia đình"), _("yêu cầu riêng của vị trí"),
)  # fmt: skip
"""What the books do not state: no answer of this module says that it is met."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """The office asked about: a post, or a title at any unit (`unit_id` None)."""

    position: str
    title: str
    rank: str | None
    unit_id: int | None = None
    number: str = ""


def office_of(text: str, as_of: AsOf) -> Office:
    """A post by its number, else a position of the catalogue by code or label. Raises UnknownReference."""
    post = post_numbered(as_of, text)
    if post is not None:
        return Office(
            position=post.position, title=post.title, rank=post.rank, unit_id=post.unit_id, number=post.number
        )
    for code, one in positions().items():
        if text.strip().lower() in (code, one.label.lower()):
            return Office(position=code, title=one.label, rank=one.rank)
    raise UnknownReference(
        "office_unknown",
        _("“{given}” không phải số hiệu vị trí có vào ngày {on}, cũng không phải chức danh trong danh mục."),
        given=text,
        on=as_of.on,
    )


def eligibility(office: Office, as_of: AsOf, *, units: Collection[int] | None = None) -> pl.DataFrame:
    """Everybody at work (in the units), one row each, those who meet most first.

    Columns: code, unit, position, months_left, age, months_in_post, in_post, plan, books. The answers are of ANSWERS;
    `books` sums up the three: not_met when one is, unknown when one cannot be said, else met.
    """
    people = law_facts.people(as_of, units=units).filter(
        ~pl.col("category").is_in(["hamlet_part_time", "commune_part_time"]) | pl.col("category").is_null()
    )
    if office.number:
        people = people.filter(~_holds(office))
    frame = people.select("person_id", "code", "unit_id", "unit", "position", "rank")
    frame = frame.with_columns(months_left=months_left(people, as_of.on))
    frame = frame.with_columns(age=_age(office, as_of.on))
    frame = _time_in_post(frame, office, as_of)
    frame = frame.join(_plans(office, planned(as_of), on=as_of.on), on="person_id", how="left")
    frame = frame.with_columns(plan=pl.col("plan").fill_null(NOT_MET))
    answers = [pl.col(name) for name in CONDITIONS]
    books = (
        pl.when(pl.any_horizontal([answer == NOT_MET for answer in answers])).then(pl.lit(NOT_MET))
        .when(pl.any_horizontal([answer == UNKNOWN for answer in answers])).then(pl.lit(UNKNOWN))
        .otherwise(pl.lit(MET))
    )  # fmt: skip
    failing = pl.sum_horizontal([(answer == NOT_MET).cast(pl.Int8) for answer in answers])
    unsaid = pl.sum_horizontal([(answer == UNKNOWN).cast(pl.Int8) for answer in answers])
    return (
        frame.with_columns(books=books).sort(failing, unsaid, "unit", "code")
        .select("code", "unit", "position", "months_left", "age", "months_in_post", "in_post", "plan", "books")
    )  # fmt: skip


def _holds(office: Office) -> pl.Expr:
    """A place without a post has no position: it is not the office, and not unknown."""
    return pl.col("position").eq_missing(pl.lit(office.position)) & pl.col("unit_id").eq_missing(pl.lit(office.unit_id))


def months_left(people: pl.DataFrame, on: date) -> pl.Series:
    """Whole months from the day's month to the month of the retirement age; null where birth or sex is not known."""
    month = on.year * 12 + on.month - 1
    return (retirements(people, on=on)["retire_month"].cast(pl.Int64) - month).alias("months_left")


def _age(office: Office, on: date) -> pl.Expr:
    """Not counted for an equal or lower post; before 1 July 2025 no rule is at hand.

    Who leads elsewhere may hold an equal or a higher post: short of the term, that cannot be said of them.
    """
    if on < SINCE:
        return pl.lit(UNKNOWN)
    return (
        pl.when(pl.col("position") == office.position).then(pl.lit(NOT_ASKED))
        .when(pl.col("months_left").is_null()).then(pl.lit(UNKNOWN))
        .when(pl.col("months_left") >= TERM_MONTHS).then(pl.lit(MET))
        .when(pl.col("rank").is_not_null() & ~_is_below(office)).then(pl.lit(UNKNOWN))
        .otherwise(pl.lit(NOT_MET))
    )  # fmt: skip


def _is_below(office: Office) -> pl.Expr:
    return pl.col("position").is_in(sorted(next_lower(office.position) or ())).fill_null(value=False)


def _time_in_post(frame: pl.DataFrame, office: Office, as_of: AsOf) -> pl.DataFrame:
    """Months at the post below or an equal one, summed. Until the amendment the competent level says how many.

    Which posts are equal no book says: whoever led elsewhere for as long is not short of it for sure.
    """
    below = next_lower(office.position)
    in_post = _months(as_of, {office.position, *(below or ())}, name="months_in_post")
    found = frame.join(in_post, on="person_id", how="left").with_columns(pl.col("months_in_post").fill_null(0))
    if as_of.on < AMENDED:
        return found.with_columns(in_post=pl.lit(UNKNOWN))
    leading = {code for code, one in positions().items() if one.rank}
    found = found.join(_months(as_of, leading, name="months_leading"), on="person_id", how="left")
    is_enough = pl.col("months_in_post") >= MONTHS_IN_POST
    of_its_own = pl.col("rank").is_not_null() & ~pl.col("position").is_in(sorted(leading)).fill_null(value=False)
    cannot_be_said = (pl.col("months_leading").fill_null(0) >= MONTHS_IN_POST) | of_its_own | pl.lit(below is None)
    return found.with_columns(
        in_post=pl.when(is_enough)
        .then(pl.lit(MET))
        .when(cannot_be_said)
        .then(pl.lit(UNKNOWN))
        .otherwise(pl.lit(NOT_MET))
    )


def _months(as_of: AsOf, at: Collection[str], *, name: str) -> pl.DataFrame:
    months = months_in_positions(as_of, at)
    return pl.DataFrame(
        {"person_id": list(months), name: list(months.values())}, schema={"person_id": pl.Int64, name: pl.Int64}
    )


def _plans(office: Office, rows: Iterable[PlannedRow], *, on: date) -> pl.DataFrame:
    """Met when planned for the office itself in a term that is not over; for another, which may be equal or higher, or
    in a term that is over and that nobody was put out of, it cannot be said."""
    answers: dict[int, str] = {}
    for row in rows:
        is_it = row.position == office.position and office.unit_id in (None, row.unit_id)
        is_it = is_it and on.year <= int(row.term.partition("-")[2])
        answers[row.person_id] = MET if is_it or answers.get(row.person_id) == MET else UNKNOWN
    return pl.DataFrame(
        {"person_id": list(answers), "plan": list(answers.values())}, schema={"person_id": pl.Int64, "plan": pl.String}
    )
