"""More deputies in a body than the law allows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.decisions.law_answers import every_case, table
from tinhgon.decisions.leadership import led, missed, rule_for
from tinhgon.ledger.checks import Context


def check(context: Context) -> Iterator[Finding]:
    """Findings about bodies to which the decision gave more deputies; each body is told once."""
    done: set[tuple[str, str]] = set()
    for body in context.view(led):
        rule_id = rule_for(body, "rule_of_deputies")
        if rule_id is None or not body.own.has_more_deputies or (rule_id, body.told) in done:
            continue
        done.add((rule_id, body.told))
        known: dict[str, Any] = {"staff": body.own.staff, "divisions": body.divisions}
        if parent := table("deputies", "parent_of_sub_department", body.on).get(body.above):
            known["parent"] = parent
        cases = every_case(rule_id, body.on, known)
        if bad := missed(rule_id, body, cases, body.own.deputies):
            yield bad.finding(
                body, body.own.deputies, code="too_many_deputies", message=gettext_noop(
                    "{unit}, ngày {on}: có {found} cấp phó, quá mức {limit}{where}; "
                    "nêu lộ trình giảm, hoặc bố trí lại cấp phó."
                ),
            )  # fmt: skip
