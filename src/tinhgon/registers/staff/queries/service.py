"""How long people were at posts of certain positions."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge

# Each stay in whole months of its own, as the law sums periods; two posts at once are one stay. An acting place is none
# (Nghị định 300/2026).
_SQL = """
WITH stays AS (
  SELECT a.person_id, a.assignment_id, min(lower(a.valid * w.valid)) AS since,
         max(least(coalesce(upper(a.valid * w.valid), 'infinity'), %(on)s::date)) AS until
  FROM assignment_version a
  JOIN post_version w ON w.post_id = a.post_id AND w.valid && a.valid AND {w}
  WHERE a.kind IN ('substantive', 'concurrent') AND w.position = ANY(%(positions)s) AND lower(a.valid) <= %(on)s::date
    AND lower(w.valid) <= %(on)s::date AND {a}
  GROUP BY a.person_id, a.assignment_id, w.post_id)
SELECT person_id, sum(extract(year FROM age(upper(stay), lower(stay))) * 12
                      + extract(month FROM age(upper(stay), lower(stay))))::int
FROM (SELECT person_id, unnest(range_agg(daterange(since, until))) AS stay
      FROM stays WHERE until > since GROUP BY person_id) s
GROUP BY person_id"""


def months_in_positions(as_of: AsOf, positions: Collection[str]) -> dict[int, int]:
    """Person -> whole months at posts of the positions by the day, all stays summed and a month at two posts counted
    once; who never was is missing."""
    known = knowledge(as_of)
    text = _SQL.format(a=known.condition("a"), w=known.condition("w"))
    with connection.cursor() as cursor:
        cursor.execute(text, {"on": as_of.on, "positions": sorted(positions)})
        return dict(cursor.fetchall())
