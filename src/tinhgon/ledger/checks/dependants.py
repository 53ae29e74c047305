"""Nothing rests on what is no longer there: entries that no version shows, successions of units that never were."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import silent
from tinhgon.ledger.things import UNIT

_SOURCES = """
SELECT d.number, e.clause FROM entry n JOIN effect e ON e.id = n.effect_id JOIN decision d ON d.ordinal = n.ordinal
WHERE n.id = %(entry)s"""

_DANGLING = """
SELECT s.source_id, s.target_id, lower(s.valid), d.number, e.clause
FROM succession_version s JOIN entry n ON n.id = s.entry_id JOIN effect e ON e.id = n.effect_id
  JOIN decision d ON d.ordinal = n.ordinal
WHERE (s.source_id = ANY(%(units)s) OR s.target_id = ANY(%(units)s)) AND upper_inf(s.recorded)
  AND (NOT EXISTS (SELECT FROM unit_version v WHERE v.unit_id = s.target_id AND upper_inf(v.recorded)
    AND v.valid @> lower(s.valid))
    OR NOT EXISTS (SELECT FROM unit_version v WHERE v.unit_id = s.source_id AND upper_inf(v.recorded)
      AND v.valid @> (lower(s.valid) - 1)))
ORDER BY s.id"""


def check(context: Context) -> Iterator[Finding]:
    """Later decisions that rest on what this one takes away must be dealt with by it."""
    journal = context.book.journal
    for thing_id in context.units:
        thing = journal.things.get(thing_id)
        if thing is None or thing.kind is not UNIT:
            continue
        for entry in silent(thing.standing_entries()):
            number, clause = context.rows(_SOURCES, entry=entry.id)[0]
            yield Finding(
                severity="error",
                code="entry_without_effect",
                message=gettext_noop(
                    "{clause} của {number} ghi cho {unit} ngày {on}, nhưng khi "
                    "đó đơn vị không có trong sổ; xử lý quyết định đó cùng lúc."
                ),
                data={"number": number, "clause": clause, "unit": _told(thing_id, context), "on": entry.effective_on},
                clause=context.clauses.get(thing_id, ""),
                units=(thing_id,),
            )
    for source_id, target_id, on, number, clause in context.rows(_DANGLING, units=context.units):
        yield Finding(
            severity="error",
            code="succession_without_unit",
            message=gettext_noop(
                "{clause} của {number} ghi {source} giao cho {target} ngày {on}, "
                "nhưng một bên không có trong sổ; xử lý quyết định đó cùng lúc."
            ),
            data={
                "number": number, "clause": clause, "on": on,
                "source": _told(source_id, context), "target": _told(target_id, context),
            },
            units=(source_id, target_id),
        )  # fmt: skip


def _told(unit_id: int, context: Context) -> str:
    """The unit's name from any of its entries: it may have no version left."""
    context.book.journal.load([unit_id])
    thing = context.book.journal.things.get(unit_id)
    names = [entry.changes for entry in thing.entries if "name" in entry.changes] if thing else []
    kinds = [entry.changes["kind"] for entry in thing.entries if "kind" in entry.changes] if thing else []
    return f"{kinds[-1]} {names[-1]['name']}" if names and kinds else f"#{unit_id}"
