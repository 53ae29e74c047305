"""What happened to whom, clause by clause: what other systems of record are to be told. No names here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from tinhgon.ledger.store.chain_end import PREVIEW_FROM

ANNULLED, REINSTATED = "annulled", "reinstated"
# A person of an entry: itself, or whose assignment it is. What a later decision took out of the fold, or put back, is
# an event of that decision.
_EVENTS = f"""
WITH meant AS (
  SELECT n.ordinal, n.effect_id, n.effective_on, n.thing_id AS person_id, NULL::text AS standing FROM entry n
  WHERE n.thing = 'person' AND n.ordinal > %(after)s AND n.ordinal < {PREVIEW_FROM}
  UNION
  SELECT n.ordinal, n.effect_id, n.effective_on, v.person_id, NULL FROM entry n
  JOIN assignment_version v ON v.assignment_id = n.thing_id
  WHERE n.thing = 'assignment' AND n.ordinal > %(after)s AND n.ordinal < {PREVIEW_FROM}
  UNION
  SELECT s.ordinal, n.effect_id, n.effective_on, coalesce(v.person_id, n.thing_id),
         CASE WHEN s.stands THEN '{REINSTATED}' ELSE '{ANNULLED}' END
  FROM standing s JOIN entry n ON n.id = s.entry_id
  LEFT JOIN assignment_version v ON n.thing = 'assignment' AND v.assignment_id = n.thing_id
  WHERE n.thing IN ('person', 'assignment') AND s.ordinal > %(after)s AND s.ordinal < {PREVIEW_FROM})
SELECT DISTINCT m.ordinal, e.ordinal, e.place, coalesce(m.standing, split_part(e.kind, '/', 1)), e.clause,
  m.effective_on, m.person_id, d.number, d.issuer, d.signed_on, d.recorded_at
FROM meant m JOIN effect e ON e.id = m.effect_id JOIN decision d ON d.ordinal = m.ordinal
WHERE d.confidentiality IN ('normal', '') AND m.person_id IS NOT NULL
ORDER BY m.ordinal, e.ordinal, e.place, m.person_id, m.effective_on"""


@dataclass(frozen=True, slots=True)
class PersonEvent:
    """What a clause did for a person: `kind` is that of its effect, or annulled, reinstated. `of`, `place`: the
    decision and the clause that is meant; `ordinal`: the decision that did it."""

    ordinal: int
    of: int
    place: int
    kind: str
    clause: str
    on: date
    person_id: int
    number: str
    issuer: str
    signed_on: date
    recorded_at: datetime

    @property
    def key(self) -> str:
        """The same whenever it is asked; one event, one key."""
        return f"{self.ordinal}.{self.of}.{self.place}.{self.person_id}.{self.on:%Y%m%d}"


def person_events(after: int) -> list[PersonEvent]:
    """All events of decisions after a place in the chain, in order of signing."""
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, {"after": after})
        return [PersonEvent(*row) for row in cursor.fetchall()]


def working_people(on: date) -> list[int]:
    """Who holds a main place on the day, as known now."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT person_id FROM assignment_version
               WHERE kind = 'substantive' AND valid @> %s::date AND upper_inf(recorded) ORDER BY 1""",
            [on],
        )
        return [row[0] for row in cursor.fetchall()]
