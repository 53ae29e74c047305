"""Re-appointed or prolonged: by the months left from the end of the term to the age of retirement.

Source: Nghị định 170/2025/NĐ-CP, articles 36 to 41, as issued and as amended by 300/2026.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tinhgon.basis.errors import Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked
from tinhgon.law.clocks import add_months

AMENDED = date(2026, 8, 1)
_LONG, _SHORT = 24, 18
_SHORT_TERM = 48  # months: a term of three years is shorter, one of five longer


def check(asked: Asked) -> Iterable[Finding]:
    """`{months_to_retirement: [extend]}` asks for fewer months than the bound, `reappoint` for as many or more.

    Without the dates of the term and of retirement nothing can be said, and the way is not open.
    """
    facts = asked.state.facts
    lacking = [name for name in ("term_start", "term_end", "retires_on") if name not in facts]
    if lacking:
        yield asked.missing("dates_not_stated", _("Hồ sơ chưa nêu ngày: {names}."), names=", ".join(lacking))
        return
    bound = _bound(asked.state.version.since, facts["term_start"], facts["term_end"])
    near = facts["retires_on"] < add_months(facts["term_end"], bound)
    for way in asked.given:
        if (way == "extend") != near:
            yield asked.missing(
                "another_way",
                _("Từ {term_end} đến {retires_on} {sign} {bound} tháng: {way}."),
                term_end=facts["term_end"],
                retires_on=facts["retires_on"],
                sign="<" if near else "≥",
                bound=bound,
                way=Wording(_("kéo dài") if near else _("bổ nhiệm lại")),
            )


def _bound(since: date, start: date, end: date) -> int:
    """18 months for a term of three years since the amendment, 24 else."""
    is_short = end < add_months(start, _SHORT_TERM)
    return _SHORT if is_short and since >= AMENDED else _LONG
