"""One identification number, one person: also when two drafts or two rosters brought it along."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.staff.checks.places import codes, named
from tinhgon.registers.staff.things import PERSON

# A key without a person is that of a draft which nobody signed.
_SHARED = """
SELECT DISTINCT array(SELECT v FROM unnest(ARRAY[k.person_id, o.person_id]) v ORDER BY v)
FROM person_key k JOIN person_key o ON o.id_digest = k.id_digest AND o.person_id <> k.person_id
WHERE k.person_id = ANY(%(persons)s)
  AND EXISTS (SELECT FROM person_version v WHERE v.person_id = o.person_id AND upper_inf(v.recorded))
  AND EXISTS (SELECT FROM person_version v WHERE v.person_id = k.person_id AND upper_inf(v.recorded))
ORDER BY 1 LIMIT 50"""


def check(context: Context) -> Iterator[Finding]:
    """Of the people this decision states something of."""
    persons = context.touched(PERSON)
    for (pair,) in context.rows(_SHARED, persons=persons) if persons else ():
        yield Finding(
            severity="error",
            code="id_number_shared",
            message=gettext_noop(
                "Các hồ sơ {people} có cùng một số định danh; một người chỉ có một hồ sơ, sửa số hoặc bỏ hồ sơ trùng."
            ),
            data={"people": named(codes(context, pair))},
            clause=next((context.clauses[person] for person in pair if person in context.clauses), ""),
        )
