"""Corrections rest on what they correct: when that no longer counts, they must be dealt with too."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context

_STANDS = "coalesce((SELECT s.stands FROM {table} s WHERE s.{key} = {of} ORDER BY s.ordinal DESC LIMIT 1), true)"
_DECISION = _STANDS.format(table="decision_standing", key="target_id", of="{of}")

_REDATED = f"""
SELECT DISTINCT c.number, o.number FROM standing r
JOIN entry x ON x.id = r.entry_id JOIN decision o ON o.ordinal = x.ordinal JOIN decision c ON c.ordinal = r.ordinal
WHERE x.ordinal = ANY(%(fallen)s) AND NOT r.stands
  AND EXISTS (SELECT FROM effect e WHERE e.ordinal = c.ordinal AND e.kind LIKE 'correct_date/%%')
  AND (c.ordinal = %(own)s AND %(redates)s OR c.ordinal <> %(own)s AND {_DECISION.format(of="c.ordinal")}
       AND NOT EXISTS (SELECT FROM decision_standing d WHERE d.target_id = o.ordinal AND d.ordinal = c.ordinal))
ORDER BY 1, 2"""

_CORRECTED = f"""
SELECT DISTINCT d.number, f.clause, o.number, k.effective_on, x.thing_id FROM entry x
JOIN decision o ON o.ordinal = x.ordinal
JOIN entry k ON k.thing_id = x.thing_id AND k.effective_on = x.effective_on AND k.id > x.id
JOIN effect f ON f.id = k.effect_id JOIN decision d ON d.ordinal = k.ordinal
WHERE x.id = ANY(%(entries)s) AND f.kind LIKE 'correct_unit/%%'
  AND {_STANDS.format(table="standing", key="entry_id", of="k.id")}
  AND EXISTS (SELECT FROM jsonb_object_keys(k.changes) key WHERE jsonb_exists(x.changes, key))
ORDER BY 1, 4, 5"""


def check(context: Context) -> Iterator[Finding]:
    """Only where this decision takes something out of the books."""
    fallen = [ordinal for ordinal, stands in context.book.standings.changed.items() if not stands]
    if fallen:
        redates = any(effect.kind.startswith("correct_date/") for effect in context.book.document.effects)
        for number, original in context.rows(_REDATED, fallen=fallen, own=context.ordinal, redates=redates):
            yield Finding(
                severity="error",
                code="correction_of_annulled",
                message=gettext_noop(
                    "{number} đính chính ngày của {original} đã bị hủy bỏ; hủy bỏ cả {number} trong cùng quyết định."
                ),
                data={"number": number, "original": original},
            )
    entries = [entry_id for entry_id, stands in context.book.journal.flips.items() if not stands]
    for number, clause, original, on, unit_id in context.rows(_CORRECTED, entries=entries) if entries else ():
        yield Finding(
            severity="error",
            code="correction_without_original",
            message=gettext_noop(
                "{clause} của {number} đính chính điều {original} đã ghi cho {unit} ngày {on}, nay không còn; "
                "xử lý {number} cùng lúc."
            ),
            data={"clause": clause, "number": number, "original": original, "on": on, "unit": context.told(unit_id)},
            units=(unit_id,),
        )
