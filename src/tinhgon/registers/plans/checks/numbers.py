"""How many are planned for an office, and for how many offices one is planned (CP-01).

Source: Quy định 377-QĐ/TW and Hướng dẫn 45-HD/BTCTW: three people for each seat of a title, three titles a person at
one level; the same figures in 50-QĐ/TW before.
"""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.plans.things import PLANNED

PER_SEAT, PER_PERSON = 3, 3
_RULE = "Quy định 377-QĐ/TW; Hướng dẫn 45-HD/BTCTW"
_OFFICES = """
WITH touched AS (
  SELECT DISTINCT unit_id, position, term FROM planned_version WHERE planned_id = ANY(%(ids)s) AND upper_inf(recorded))
SELECT t.unit_id, min(p.title), t.term, count(DISTINCT p.person_id),
  (SELECT count(*) FROM post_version w WHERE w.unit_id = t.unit_id AND w.position = t.position
     AND w.valid @> %(on)s::date AND upper_inf(w.recorded))
FROM touched t JOIN planned_version p USING (unit_id, position, term)
WHERE p.valid @> %(on)s::date AND upper_inf(p.recorded) GROUP BY t.unit_id, t.position, t.term ORDER BY 1, 2, 3"""
_PEOPLE = """
SELECT p.code, n.term, count(*) FROM planned_version n
JOIN person_version p ON p.person_id = n.person_id AND p.valid @> %(on)s::date AND upper_inf(p.recorded)
WHERE n.person_id IN (SELECT person_id FROM planned_version WHERE planned_id = ANY(%(ids)s))
  AND n.valid @> %(on)s::date AND upper_inf(n.recorded)
GROUP BY p.code, n.term HAVING count(*) > %(most)s ORDER BY 1, 2"""


def check(context: Context) -> Iterator[Finding]:
    """Of the offices and people that the decision plans. Seats are the posts of that position at the unit."""
    ids = context.touched(PLANNED)
    if not ids:
        return
    document = context.book.document
    on = document.operates_from or document.effective_on
    for unit_id, title, term, people, seats in context.rows(_OFFICES, ids=ids, on=on):
        if not seats:
            yield _finding(
                "warning", "plan_seats_unknown", unit_id,
                gettext_noop(
                    "Đơn vị không có vị trí nào của chức danh {title} trong sổ: chưa biết được quy hoạch tối đa bao "
                    "nhiêu người; kiểm tra mã chức danh."
                ),
                title=title,
            )  # fmt: skip
        elif people > PER_SEAT * seats:
            yield _finding(
                "error", "plan_too_many", unit_id,
                gettext_noop(
                    "Quy hoạch {title}, nhiệm kỳ {term}: {people} người cho {seats} vị trí; không quá {most} người, "
                    "bớt đi."
                ),
                title=title, term=term, people=people, seats=seats, most=PER_SEAT * seats,
            )  # fmt: skip
    for code, term, number in context.rows(_PEOPLE, ids=ids, on=on, most=PER_PERSON):
        yield Finding(
            severity="warning", code="plan_titles",
            message=gettext_noop(
                "Hồ sơ {code} được quy hoạch {number} chức danh, nhiệm kỳ {term}; ở một cấp quản lý không quá {most} "
                "(không tính cấp ủy, ban thường vụ, ủy ban kiểm tra)."
            ),
            data={"code": code, "term": term, "number": number, "most": PER_PERSON}, citation=_RULE,
        )  # fmt: skip


def _finding(severity: str, code: str, unit_id: int, message: str, **data: object) -> Finding:
    return Finding(severity=severity, code=code, message=message, data=data, units=(unit_id,), citation=_RULE)  # type: ignore[arg-type]
