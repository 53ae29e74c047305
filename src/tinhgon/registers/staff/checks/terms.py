"""A place for a time says when it ends, and one whose last day has passed is told until a decision deals with it."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.staff.things import ASSIGNMENT

# Places that the decision begins or prolongs, and those of the same people that have passed by its day.
_TOUCHED = """
SELECT a.until, p.code FROM assignment_version a
JOIN person_version p ON p.person_id = a.person_id AND upper_inf(p.recorded) AND p.valid @> lower(a.valid)
WHERE a.assignment_id = ANY(%(ids)s) AND a.until IS NOT NULL AND upper_inf(a.recorded) AND upper_inf(a.valid)
  AND lower(a.recorded) = %(ordinal)s ORDER BY a.until, p.code"""
_PASSED = """
SELECT DISTINCT a.until, p.code, coalesce(w.title, '') FROM assignment_version a
JOIN person_version p ON p.person_id = a.person_id AND upper_inf(p.recorded) AND p.valid @> %(on)s::date
LEFT JOIN post_version w ON w.post_id = a.post_id AND upper_inf(w.recorded) AND w.valid @> %(on)s::date
WHERE a.person_id IN (SELECT person_id FROM assignment_version WHERE assignment_id = ANY(%(ids)s))
  AND a.until < %(on)s::date AND a.valid @> %(on)s::date AND upper_inf(a.recorded) ORDER BY a.until, p.code"""


def check(context: Context) -> Iterator[Finding]:
    """When what begins will end, and what of the people concerned should have ended; neither blocks."""
    ids = context.touched(ASSIGNMENT)
    if not ids:
        return
    document = context.book.document
    begun = context.rows(_TOUCHED, ids=ids, ordinal=context.ordinal)
    if begun:
        yield Finding(
            severity="info", code="term_ends",
            message=gettext_noop(
                "{count} chỗ làm việc có thời hạn, sớm nhất đến hết ngày {until} (hồ sơ {person}): sau ngày ấy không "
                "còn quyền hạn và quyền truy cập, trừ khi có quyết định mới."
            ),
            data={"count": len(begun), "until": begun[0][0], "person": begun[0][1]},
            citation="Nghị định 170/2025/NĐ-CP, Điều 36 khoản 5",
        )  # fmt: skip
    for until, code, title in context.rows(_PASSED, ids=ids, on=document.operates_from or document.effective_on):
        yield Finding(
            severity="warning", code="term_passed",
            message=gettext_noop(
                "Hồ sơ {person} còn giữ {title} mà thời hạn đã hết ngày {until}: không còn quyền hạn; ra quyết định bổ "
                "nhiệm lại, kéo dài hoặc thôi giữ."
            ),
            data={"person": code, "title": title or "chỗ làm việc tại đơn vị", "until": until},
            citation="Nghị định 170/2025/NĐ-CP, Điều 36 khoản 5",
        )  # fmt: skip
