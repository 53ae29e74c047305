"""Fewer people in a division than the law asks of it."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.decisions.law_answers import every_case
from tinhgon.decisions.leadership import led, missed, rule_for
from tinhgon.ledger.checks import Context


def check(context: Context) -> Iterator[Finding]:
    """Findings about divisions that the decision left with fewer people, or made; each is told once."""
    done: set[str] = set()
    for body in context.view(led):
        rule_id = rule_for(body, "rule_of_size")
        is_smaller = 0 < body.own.staff < body.own.was_staff or not body.own.was_staff
        if rule_id is None or not is_smaller or body.told in done:
            continue
        done.add(body.told)
        if bad := missed(rule_id, body, every_case(rule_id, body.on, {}), body.own.staff, is_least=True):
            yield bad.finding(
                body, body.own.staff, code="division_too_small", message=gettext_noop(
                    "{unit}, ngày {on}: có {found} người, dưới mức tối thiểu {limit}{where}; "
                    "bổ sung người hoặc sắp xếp lại phòng này."
                ),
            )  # fmt: skip
