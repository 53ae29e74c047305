"""Which units a code means: the unit with all below it, also after it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.ledger.queries.knowledge import Knowledge, knowledge

# Of each structure the unit that has the code on the day, else the one that had it last before; or the one unit meant.
_ROOTS = """
SELECT DISTINCT ON (structure) unit_id, name, kind, least(%(on)s, coalesce(upper(valid) - 1, %(on)s))
FROM unit_version u WHERE {meant} AND lower(valid) <= %(on)s AND {known}
ORDER BY structure, coalesce(upper(valid), 'infinity'::date) DESC, lower(valid) DESC"""

# Everything under the roots on a day, or at any time of a period.
_BELOW = """
WITH RECURSIVE below AS (
  SELECT r AS unit_id FROM unnest(%(roots)s::bigint[]) r
  UNION
  SELECT u.unit_id FROM below b JOIN unit_version u ON u.parent_id = b.unit_id
  WHERE u.valid && daterange(%(since)s, %(until)s, '[]') AND {known})
SELECT unit_id FROM below"""


@dataclass(frozen=True)
class Extent:
    """The units that a code means. `ended_on` is the last day of the unit, when it is before the day asked about."""

    code: str
    label: str
    unit_ids: frozenset[int]
    roots: tuple[int, ...]
    ended_on: date | None


def extent(code: str, as_of: AsOf, *, since: date | None = None) -> Extent:
    """The units under a code in every structure: on the day, or in the last extent of what has ended before it.

    A unit among several with the code is named `structure:code`, any unit `#id`, as the rows of a report are.
    With `since` all that were under it at any time from then on. Raises UnknownReference when no unit had the code.
    """
    known = knowledge(as_of)
    structure, colon, bare = code.partition(":")
    if code[:1] == "#" and code[1:].isdecimal() and len(code) < 18:
        meant, values = "unit_id = %(id)s::bigint", {"id": code[1:]}
    elif colon:
        meant, values = "structure = %(structure)s AND code = %(code)s", {"structure": structure, "code": bare}
    else:
        meant, values = "code = %(code)s", {"code": code}
    with connection.cursor() as cursor:
        cursor.execute(_ROOTS.format(known=known.condition("u"), meant=meant), {**values, "on": as_of.on})
        roots = cursor.fetchall()
    if not roots:
        raise UnknownReference(
            "unit_unknown_code",
            gettext_noop("Không có đơn vị nào mang mã {code} đến ngày {on}; kiểm tra lại mã."),
            code=code,
            on=as_of.on,
        )
    found: set[int] = set()
    for unit_id, _, _, last in roots:
        found |= _below(unit_id, since if since and since <= last else last, last, known)
    lasts = {last for *_, last in roots}
    ended = None if as_of.on in lasts else max(lasts)
    names = sorted({f"{kind} {name}" for _, name, kind, _ in roots}, key=len)
    return Extent(code, names[0], frozenset(found), tuple(row[0] for row in roots), ended)


def _below(root: int, since: date, until: date, known: Knowledge) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(known=known.condition("u")), {"roots": [root], "since": since, "until": until})
        return {row[0] for row in cursor.fetchall()}
