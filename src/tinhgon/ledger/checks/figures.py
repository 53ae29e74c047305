"""Figures: the area and population of a unit made from whole units are the sums of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.checks import Context

TOLERANCE = Decimal("0.005")
"""Half a per cent: rounding of the published figures of many parts; more is a finding."""

_SUMS = """
SELECT t.unit_id, t.kind || ' ' || t.name || coalesce(' (' || t.code || ')', ''), t.{column}, sum(o.{column}),
       bool_and(coalesce(o.{verified}, false)) AND coalesce(t.{verified}, false)
FROM unit_version t
JOIN succession_version s ON s.target_id = t.unit_id AND upper_inf(s.recorded) AND lower(s.valid) = lower(t.valid)
LEFT JOIN unit_version o ON o.unit_id = s.source_id AND upper_inf(o.recorded) AND o.valid @> (lower(t.valid) - 1)
WHERE t.unit_id = ANY(%(units)s) AND upper_inf(t.recorded) AND t.{column} IS NOT NULL
GROUP BY t.id HAVING bool_and(s.{share} = 'full') AND bool_and(o.{column} IS NOT NULL)
   AND abs(t.{column} - sum(o.{column})) > %(tolerance)s * greatest(t.{column}, 1)
   AND NOT EXISTS (SELECT FROM unit_version b WHERE b.unit_id = t.unit_id AND upper_inf(b.recorded)
     AND upper(b.valid) = lower(t.valid))
ORDER BY t.unit_id"""

_SIDES = (
    ("area_km2", "area_verified", "area_share", "diện tích", "km²"),
    ("population", "population_verified", "population_share", "dân số", "người"),
)


def check(context: Context) -> Iterator[Finding]:
    """Units opened by this decision from whole units whose figures are all known."""
    journal = context.book.journal
    opened = [p.entry.thing_id for p in journal.posted if p.thing == "unit" and p.entry.changes.get("exists")]
    if not any(p.thing == "succession" for p in journal.posted):
        return
    for column, verified, share, side, word in _SIDES:
        sql = _SUMS.format(column=column, verified=verified, share=share)
        for unit_id, unit, stated, total, sure in context.rows(sql, units=opened, tolerance=TOLERANCE):
            yield Finding(
                severity="error" if sure else "warning",
                code="figures_do_not_add_up",
                message=gettext_noop(
                    "{unit}: {side} ghi {stated} {word}, các đơn vị nhập "
                    "lại cộng được {total} {word}; kiểm tra nguồn số liệu."
                ),
                data={
                    "unit": unit, "side": side, "word": word,
                    "stated": vietnamese_number(stated, 2 if word == "km²" else 0),
                    "total": vietnamese_number(total, 2 if word == "km²" else 0),
                },
                clause=context.clauses.get(unit_id, ""),
                units=(unit_id,),
            )  # fmt: skip
