"""How a unit came to be as it is: its dated states, each with the entries of the day on which it began."""

from __future__ import annotations

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.postings import Posting, postings
from tinhgon.registers.units.queries.units import COLUMNS, UnitRow


def timeline(as_of: AsOf, unit_id: int) -> list[tuple[UnitRow, list[Posting]]]:
    """The unit's states, oldest first, each with the entries of the day on which it began.

    The superior is named as of then.
    """
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {COLUMNS} FROM unit_version v
                LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid @> lower(v.valid)
                  AND {known.condition("p")}
                WHERE v.unit_id = %s AND {known.condition("v")} ORDER BY lower(v.valid)""",
            [unit_id],
        )
        states = [UnitRow(*row) for row in cursor.fetchall()]
    entries = postings(as_of, unit_id)
    return [(state, [posting for posting in entries if posting.effective_on == state.since]) for state in states]
