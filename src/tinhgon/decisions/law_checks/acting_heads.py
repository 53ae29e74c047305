"""An acting head (giao quyền cấp trưởng) for longer than the law allows, or without a last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.decisions.law_answers import answers
from tinhgon.ledger.checks import Context
from tinhgon.registers.staff.things import ASSIGNMENT

_ACTING = """
SELECT DISTINCT ON (a.assignment_id) lower(a.valid), a.until, p.code, w.title, w.number, w.unit_id,
       u.kind || ' ' || u.name
FROM assignment_version a
JOIN person_version p ON p.person_id = a.person_id AND upper_inf(p.recorded) AND p.valid @> lower(a.valid)
JOIN post_version w ON w.post_id = a.post_id AND upper_inf(w.recorded) AND w.valid @> lower(a.valid)
LEFT JOIN unit_version u ON u.unit_id = w.unit_id AND upper_inf(u.recorded) AND u.valid @> lower(a.valid)
WHERE a.assignment_id = ANY(%(ids)s) AND a.kind = 'acting' AND w.rank = 'head' AND upper_inf(a.recorded)
ORDER BY a.assignment_id, lower(a.valid) DESC"""


def check(context: Context) -> Iterator[Finding]:
    """Findings about acting heads that the decision appoints or prolongs."""
    ids = context.touched(ASSIGNMENT)
    for since, until, person, title, number, unit_id, unit in context.rows(_ACTING, ids=ids) if ids else []:
        # Who began before the rule is held against it from the day of the decision on.
        document = context.book.document
        asked_on = max(since, document.operates_from or document.effective_on)
        answered = answers("tenure.acting_head", asked_on, [{"acting_from": since}])
        latest: date | None = answered[0][0] if answered else None
        if answered is None or latest is None or (until is not None and until <= latest):
            continue
        stated = gettext_noop(
            "Hồ sơ {person} được giao quyền {title} ({number}), {unit}, từ ngày {since} đến ngày {until}, "
            "quá thời hạn; muộn nhất đến ngày {latest}."
        )
        open_end = gettext_noop(
            "Hồ sơ {person} được giao quyền {title} ({number}), {unit}, từ ngày {since} mà không nêu thời hạn; "
            "muộn nhất đến ngày {latest}."
        )
        yield Finding(
            severity="warning", code="acting_head_too_long", message=open_end if until is None else stated,
            data={"person": person, "title": title, "number": number, "unit": unit or "–", "since": since,
                  "until": until, "latest": latest},
            units=(unit_id,), citation=answered[1],
        )  # fmt: skip
