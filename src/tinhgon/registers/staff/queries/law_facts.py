"""What the books state of people that rules of law ask for: one row a person, nothing that identifies anybody."""

from __future__ import annotations

import io
from collections.abc import Collection

import polars as pl
from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge

PEOPLE: dict[str, type[pl.DataType] | pl.DataType] = {
    "person_id": pl.Int64, "code": pl.String, "sex": pl.String, "birth_year": pl.Int64, "birth_month": pl.Int64,
    "recruited_on": pl.Date, "pay_scale": pl.String, "pay_step": pl.Int64, "coefficient": pl.Decimal(5, 2),
    "coefficient_from": pl.Date, "status": pl.String, "synthetic": pl.Boolean, "category": pl.String,
    "bloc": pl.String, "position": pl.String, "rank": pl.String, "share": pl.Decimal(3, 2), "place_since": pl.Date,
    "unit_id": pl.Int64, "unit": pl.String, "unit_code": pl.String, "unit_kind": pl.String,
    "parent_kind": pl.String, "reorganised_on": pl.Date,
}  # fmt: skip
"""Columns of `people`. The place is the substantive one; `unit` is its unit's kind and name, `reorganised_on` the last
day by then on which the unit took over from others or gave to them."""

# The last succession of every unit, counted once and not for each person.
_SQL = """
WITH changed AS MATERIALIZED (
  SELECT unit_id, max(since) AS since FROM (
    SELECT s.target_id AS unit_id, lower(s.valid) AS since FROM succession_version s WHERE {s}
    UNION ALL
    SELECT s.source_id, lower(s.valid) FROM succession_version s WHERE {s}) c
  WHERE since <= %(on)s GROUP BY unit_id)
SELECT p.person_id, p.code, p.sex, p.birth_year, p.birth_month, p.recruited_on, p.pay_scale, p.pay_step,
  p.coefficient, p.coefficient_from, p.status, p.synthetic, w.category, coalesce(w.bloc, u.bloc), w.position, w.rank,
  a.share, lower(a.valid), u.unit_id, u.kind || ' ' || u.name, u.code, u.kind, o.kind, c.since
FROM person_version p
LEFT JOIN assignment_version a ON a.person_id = p.person_id AND a.kind = 'substantive'
  AND a.valid @> %(on)s::date AND {a}
LEFT JOIN post_version w ON w.post_id = a.post_id AND w.valid @> %(on)s::date AND {w}
LEFT JOIN unit_version u ON u.unit_id = coalesce(w.unit_id, a.unit_id) AND u.valid @> %(on)s::date AND {u}
LEFT JOIN unit_version o ON o.unit_id = u.parent_id AND o.valid @> %(on)s::date AND {o}
LEFT JOIN changed c ON c.unit_id = u.unit_id
WHERE p.valid @> %(on)s::date AND {p} AND {which}"""


def people(as_of: AsOf, *, units: Collection[int] | None = None) -> pl.DataFrame:
    """Everybody at work on the day, or those whose substantive place is in one of the units."""
    which = "p.status = 'working'"
    return _read(as_of, f"{which} AND u.unit_id = ANY(%(units)s)" if units is not None else which, units=units)


def person(as_of: AsOf, person_id: int) -> pl.DataFrame:
    """The one row of a person, at work or not; empty when the books do not know the person on the day."""
    return _read(as_of, "p.person_id = %(person)s", person_id=person_id)


def _read(
    as_of: AsOf, which: str, *, units: Collection[int] | None = None, person_id: int | None = None
) -> pl.DataFrame:
    known = knowledge(as_of)
    text = _SQL.format(which=which, **{alias: known.condition(alias) for alias in "spawuo"})
    arguments = {"on": as_of.on, "units": sorted(units or ()), "person": person_id}
    content = io.BytesIO()
    with connection.cursor() as cursor, cursor.cursor.copy(f"COPY ({text}) TO STDOUT (FORMAT csv)", arguments) as copy:
        for block in copy:
            content.write(block)
    if not content.tell():
        return pl.DataFrame(schema=PEOPLE)
    content.seek(0)
    as_text = {"synthetic": pl.String}
    frame = pl.read_csv(content, has_header=False, schema={**PEOPLE, **as_text})
    return frame.with_columns(pl.col("synthetic") == "t")
