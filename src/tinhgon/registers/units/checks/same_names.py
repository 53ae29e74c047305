"""Two living units of one name and kind under one superior are told: a clause that names one may mean the other.

New administrative units may not share a name; books opened from old lists may hold such pairs, so nothing blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.units.naming import spelled_alike
from tinhgon.registers.units.things import UNIT
from tinhgon.registers.units.view import UnitView

MOST_TOLD = 50
# Whoever shares the letters of the name with a unit that this decision begins, renames or moves; accents are compared
# after. A pair that was there before the decision is not told again. The units under the superiors concerned are read
# and grouped once: a join by days takes the index of the days, which nearly every unit answers to, for each of them;
# a list of units is hashed only when it is of the column's type.
_TWINS = """
WITH near AS MATERIALIZED (
  SELECT unit_id, structure, lower(kind) AS kind, parent_id, search_key, name, valid,
    lower(recorded) = %(ordinal)s AND unit_id = ANY(%(units)s::bigint[]) AS made
  FROM unit_version
  WHERE upper_inf(recorded) AND parent_id = ANY(ARRAY(
    SELECT DISTINCT parent_id FROM unit_version
    WHERE unit_id = ANY(%(units)s::bigint[]) AND upper_inf(recorded) AND lower(recorded) = %(ordinal)s))),
alike AS MATERIALIZED (
  SELECT * FROM (
    SELECT *, bool_or(made) OVER same AND min(unit_id) OVER same < max(unit_id) OVER same AS concerned
    FROM near WINDOW same AS (PARTITION BY parent_id, search_key, structure, kind)) AS grouped
  WHERE concerned)
SELECT greatest(lower(a.valid), lower(b.valid)) AS since, a.unit_id, b.unit_id, a.name, b.name
FROM alike a
JOIN alike b ON b.search_key = a.search_key AND b.kind = a.kind AND b.structure = a.structure
  AND b.parent_id = a.parent_id AND b.unit_id <> a.unit_id AND b.valid && a.valid
WHERE a.made AND (b.unit_id > a.unit_id OR NOT b.unit_id = ANY(%(units)s::bigint[]))
  AND NOT EXISTS (
    SELECT 1 FROM unit_version x JOIN unit_version y ON y.unit_id = b.unit_id AND y.search_key = x.search_key
      AND lower(y.kind) = lower(x.kind) AND y.parent_id = x.parent_id
      AND y.valid @> greatest(lower(a.valid), lower(b.valid)) AND x.valid @> greatest(lower(a.valid), lower(b.valid))
      AND lower(y.recorded) < %(ordinal)s AND (upper_inf(y.recorded) OR upper(y.recorded) >= %(ordinal)s)
    WHERE x.unit_id = a.unit_id AND lower(x.recorded) < %(ordinal)s
      AND (upper_inf(x.recorded) OR upper(x.recorded) >= %(ordinal)s))
ORDER BY 1, 2, 3"""


def check(context: Context) -> Iterator[Finding]:
    """A warning for each pair that the decision makes, from the first day on which both live."""
    units = context.touched(UNIT)
    found = context.rows(_TWINS, units=units, ordinal=context.ordinal) if units else []
    view = context.view(UnitView)
    pairs: dict[tuple[int, int], date] = {}
    for since, first, second, name, other in found:
        if spelled_alike(name, other):
            pairs.setdefault((first, second), since)
    context.book.postings.load({unit_id for pair in pairs for unit_id in pair})
    for (first, second), since in list(pairs.items())[:MOST_TOLD]:
        yield Finding(
            severity="warning",
            code="units_of_one_name",
            message=gettext_noop(
                "Từ ngày {since}, {unit} và {other} cùng tên, cùng loại, cùng đơn vị cấp trên; "
                "sửa tên, hoặc nêu mã khi quyết định nhắc đến."
            ),
            data={"unit": view.told(first, since), "other": view.told(second, since), "since": since},
            clause=context.clauses.get(first, context.clauses.get(second, "")),
            units=(first, second),
        )
