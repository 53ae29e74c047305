"""More deputies in all bodies of a kind under one superior than the law allows them together."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.decisions.law_answers import every_case, table
from tinhgon.decisions.leadership import led, missed, rule_for
from tinhgon.ledger.checks import Context

_PUBLIC_SERVICE = "public_service"


def check(context: Context) -> Iterator[Finding]:
    """Findings about bodies that have more deputies together; each superior is told once.

    Which departments were made of those of two or three provinces is not known: the loosest limit is asked.
    """
    done: set[tuple[str, str]] = set()
    for body in context.view(led):
        rule_id = rule_for(body, "rule_of_deputies_together")
        if rule_id is None or body.structure == _PUBLIC_SERVICE or not body.together.has_more_deputies:
            continue
        if (rule_id, body.above_code) in done:
            continue
        done.add((rule_id, body.above_code))
        bodies = body.together.bodies
        locality = table("deputies", "big_cities", body.on).get(body.above_code, "other")
        known = {"bodies": bodies, "departments": bodies, "merged_from_three": bodies, "locality": locality}
        cases = every_case(rule_id, body.on, known)
        if bad := missed(rule_id, body, cases, body.together.deputies):
            yield bad.finding(
                body, body.together.deputies, code="too_many_deputies_together", message=gettext_noop(
                    "{unit}, ngày {on}: cùng các cơ quan cùng loại của {above} có {found} cấp phó, quá mức {limit}; "
                    "nêu lộ trình giảm, hoặc bố trí lại cấp phó."
                ),
            )  # fmt: skip
