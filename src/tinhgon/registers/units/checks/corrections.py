"""Corrections rest on what they correct: when that no longer counts, they must be dealt with too."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.units.view import UnitView

_STANDS = "coalesce((SELECT s.stands FROM {table} s WHERE s.{key} = {of} ORDER BY s.ordinal DESC LIMIT 1), true)"
_DECISION = _STANDS.format(table="decision_standing", key="target_id", of="{of}")

_REDATED = f"""
SELECT DISTINCT c.number, o.number FROM standing r
JOIN entry x ON x.id = r.entry_id JOIN decision o ON o.ordinal = x.ordinal JOIN decision c ON c.ordinal = r.ordinal
WHERE (o.ordinal = ANY(%(turned)s) OR c.ordinal = ANY(%(turned)s)) AND NOT r.stands
  AND EXISTS (SELECT FROM effect e WHERE e.ordinal = c.ordinal AND e.kind LIKE 'correct_date/%%')
  AND NOT {_DECISION.format(of="o.ordinal")} AND {_DECISION.format(of="c.ordinal")}
  AND (c.ordinal = %(own)s AND %(redates)s
       OR NOT EXISTS (SELECT FROM decision_standing d WHERE d.target_id = o.ordinal AND d.ordinal = c.ordinal))
ORDER BY 1, 2"""

# A correction stands, but one of its fields has no entry left on that day that it could have corrected.
_CORRECTED = f"""
SELECT d.number, f.clause, k.effective_on, k.thing_id,
       (SELECT o.number FROM entry x JOIN decision o ON o.ordinal = x.ordinal
        WHERE x.thing_id = k.thing_id AND x.effective_on = k.effective_on AND x.id < k.id ORDER BY x.id DESC LIMIT 1)
FROM entry k JOIN effect f ON f.id = k.effect_id JOIN decision d ON d.ordinal = k.ordinal
WHERE f.kind LIKE 'correct_unit/%%' AND {_STANDS.format(table="standing", key="entry_id", of="k.id")}
  AND k.thing_id = ANY(%(units)s)
  AND EXISTS (SELECT FROM jsonb_object_keys(k.changes) key WHERE NOT EXISTS (
    SELECT FROM entry x WHERE x.thing_id = k.thing_id AND x.effective_on = k.effective_on AND x.id < k.id
      AND jsonb_exists(x.changes, key) AND {_STANDS.format(table="standing", key="entry_id", of="x.id")}))
ORDER BY k.id"""


def check(context: Context) -> Iterator[Finding]:
    """Only where this decision takes something out of the books or puts it back."""
    view = context.view(UnitView)
    turned = list(context.book.standings.changed)
    if turned:
        redates = any(effect.kind.startswith("correct_date/") for effect in context.book.document.effects)
        for number, original in context.rows(_REDATED, turned=turned, own=context.ordinal, redates=redates):
            yield Finding(
                severity="error",
                code="correction_of_annulled",
                message=gettext_noop(
                    "{number} đính chính ngày của {original} đã bị hủy bỏ; hủy bỏ cả {number} trong cùng quyết định."
                ),
                data={"number": number, "original": original},
            )
    if not context.book.postings.flips:
        return
    for number, clause, on, unit_id, original in context.rows(_CORRECTED, units=view.units):
        yield Finding(
            severity="error",
            code="correction_without_original",
            message=gettext_noop(
                "{clause} của {number} đính chính điều {original} đã ghi cho {unit} ngày {on}, nay không còn; "
                "xử lý {number} cùng lúc."
            ),
            data={
                "clause": clause,
                "number": number,
                "original": original,
                "on": on,
                "unit": view.told(unit_id),
            },
            units=(unit_id,),
        )
