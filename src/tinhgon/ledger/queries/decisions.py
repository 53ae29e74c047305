"""Signed decisions: the list, one of them with all that hangs on it, and those around a day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.document import EFFECT
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.naming import the_one
from tinhgon.ledger.queries.knowledge import Knowledge, knowledge
from tinhgon.ledger.queries.rows import parsed
from tinhgon.ledger.store.chain_end import PREVIEW_FROM


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A signed decision. `annulled_by` is the ordinal of the one that took it out of the books and still does: one that
    annulled it, or, where it was `superseded`, the same paper entered again. `supersedes`: the mistaken entry that this
    one puts right."""

    ordinal: int
    number: str
    kind: str
    issuer: str
    signer: str
    signed_on: date
    effective_on: date
    operates_from: date | None
    subject: str
    basis: list[dict[str, str]]
    confidentiality: str
    synthetic: bool
    attachments: list[dict[str, str]]
    note: str
    recorded_at: datetime
    prev_hash: str
    hash: str
    effect_count: int
    entry_count: int
    first_day: date | None
    annulled_by: int | None
    annulled_by_number: str | None
    superseded: bool = False
    supersedes: int | None = None

    @property
    def is_withheld(self) -> bool:
        """Whether the paper bears a grade of secrecy: what it says is then not given out (see docs/adr/0019)."""
        return self.confidentiality not in ("normal", "")

    @property
    def fallen(self) -> str:
        """Why it does not count any more: "annulled", "superseded"; empty where it stands."""
        return "superseded" if self.superseded else "annulled" if self.annulled_by else ""


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A clause as signed; `effect` reads its payload back."""

    id: int
    place: int
    kind: str
    clause: str
    effective_on: date
    payload: Mapping[str, Any]
    entry_count: int

    @property
    def effect(self) -> Effect:
        """The clause as what it does, which tells itself in words."""
        return EFFECT.validate_python({**self.payload, "kind": self.kind, "clause": self.clause})


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a check said at signing; `message` is a source string to be translated and filled with `data`."""

    severity: str
    code: str
    message: str
    data: Mapping[str, Any]
    clause: str
    units: list[int]
    citation: str
    ordinal: int
    number: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The days before and after a day on which a decision takes effect, with one decision of each."""

    previous: tuple[date, str] | None
    next: tuple[date, str] | None


WITHHELD = "(văn bản có độ mật: xem bản giấy theo quy định bảo vệ bí mật nhà nước)"
"""What stands instead of the subject of a paper with a grade of secrecy, which earlier versions signed."""
NOW = Knowledge(None)
FINDING_COLUMNS = """f.severity, f.code, f.message, f.data::text, f.clause, f.units::text, f.citation, f.ordinal,
  d.number"""
"""Columns of a FindingRow; `parsed` reads 3 and 5."""
_SELECT = """
SELECT d.ordinal, d.number, d.kind, d.issuer, d.signer, d.signed_on, d.effective_on, d.operates_from, d.subject,
  d.basis::text,
       d.confidentiality, d.synthetic, d.attachments::text, d.note, d.recorded_at, d.prev_hash, d.hash,
       (SELECT count(*) FROM effect e WHERE e.ordinal = d.ordinal), (SELECT count(*) FROM entry n
         WHERE n.ordinal = d.ordinal),
       (SELECT min(e.effective_on) FROM effect e WHERE e.ordinal = d.ordinal), a.ordinal, a.number,
       coalesce(a.supersedes = d.ordinal, false), d.supersedes
FROM decision d
LEFT JOIN LATERAL (SELECT s.ordinal, s.stands FROM decision_standing s WHERE s.target_id = d.ordinal {known}
                   ORDER BY s.ordinal DESC LIMIT 1) last ON true
LEFT JOIN decision a ON a.ordinal = last.ordinal AND NOT last.stands
WHERE d.ordinal < {limit} AND {condition} ORDER BY {order}"""


def _select(known: Knowledge, condition: str, arguments: list[Any], order: str = "d.ordinal") -> list[DecisionRow]:
    until = "" if known.ordinal is None else f"AND s.ordinal <= {known.ordinal}"
    if known.ordinal is not None:
        condition = f"{condition} AND d.ordinal <= {known.ordinal}"
    with connection.cursor() as cursor:
        cursor.execute(_SELECT.format(known=until, limit=PREVIEW_FROM, condition=condition, order=order), arguments)
        return [_given_out(DecisionRow(*parsed(row, 9, 12))) for row in cursor.fetchall()]


def _given_out(row: DecisionRow) -> DecisionRow:
    if not row.is_withheld:
        return row
    return replace(row, subject=WITHHELD, signer="", note="", basis=[], attachments=[])


def decisions(as_of: AsOf) -> list[DecisionRow]:
    """All signed decisions known, in order of the day they first take effect, then of signing; those with a grade of
    secrecy are in no list.

    `as_of.on` does not limit.
    """
    found = _select(knowledge(as_of), "d.confidentiality IN ('normal', '')", [])
    return sorted(found, key=lambda row: (row.first_day or row.effective_on, row.ordinal))


def decisions_after(as_of: AsOf, ordinal: int, *, limit: int) -> list[DecisionRow]:
    """So many decisions after an ordinal, in the order of signing."""
    return _select(knowledge(as_of), "d.ordinal > %s", [ordinal], f"d.ordinal LIMIT {int(limit)}")


def decision_at(as_of: AsOf, ordinal: int) -> DecisionRow | None:
    """One decision by its place in the chain."""
    return next(iter(_select(knowledge(as_of), "d.ordinal = %s", [ordinal])), None)


def decision_numbered(as_of: AsOf, number: str) -> DecisionRow:
    """One decision by its number and symbol. Raises UnknownReference when none or several have it."""
    found = _select(knowledge(as_of), "upper(d.number) = upper(%s)", [number.strip()])
    found = [row for row in found if not row.superseded] or found
    ordinal = the_one(number, [(row.ordinal, row.issuer, row.signed_on) for row in found])
    return next(row for row in found if row.ordinal == ordinal)


def sealed_of(ordinal: int) -> dict[str, Any]:
    """What the seal of a decision holds beside its clauses and entries (format 2); of format 1 nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM decision WHERE ordinal = %s", [ordinal])
        row = cursor.fetchone()
    held: dict[str, Any] = json.loads(row[0]) if row and row[0] else {}
    return held


def effects_of(ordinal: int, *, first: int = 1, last: int | None = None) -> list[EffectRow]:
    """The clauses of a decision in their order, or some by their places: one may hold thousands of units."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT e.id, e.place, e.kind, e.clause, e.effective_on, e.payload::text,
                      (SELECT count(*) FROM entry n WHERE n.effect_id = e.id AND n.ordinal = e.ordinal)
               FROM effect e WHERE e.ordinal = %s AND e.place >= %s AND (%s::int IS NULL OR e.place <= %s)
               ORDER BY e.place""",
            [ordinal, first, last, last],
        )
        return [EffectRow(*parsed(row, 5)) for row in cursor.fetchall()]


def kinds_of_decisions() -> dict[int, set[str]]:
    """The kinds of the clauses of every signed decision, by its ordinal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ordinal, array_agg(DISTINCT kind) FROM effect WHERE ordinal < %s GROUP BY ordinal", [PREVIEW_FROM]
        )
        return {ordinal: set(kinds) for ordinal, kinds in cursor.fetchall()}


def findings_of(ordinal: int) -> list[FindingRow]:
    """What the checks said when the decision was signed."""
    return _findings("f.ordinal = %s", [ordinal])


def findings_on_unit(unit_id: int) -> list[FindingRow]:
    """What the checks said of a unit, in all decisions that stand."""
    return _findings("f.units @> to_jsonb(%s::bigint)", [unit_id])


def _findings(condition: str, arguments: list[Any]) -> list[FindingRow]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {FINDING_COLUMNS} FROM finding f JOIN decision d ON d.ordinal = f.ordinal
                WHERE {condition} AND {NOW.decisions("d.ordinal")} ORDER BY f.ordinal, f.id""",
            arguments,
        )
        return [FindingRow(*parsed(row, 3, 5)) for row in cursor.fetchall()]


def dependants(as_of: AsOf, ordinal: int) -> tuple[list[DecisionRow], list[DecisionRow]]:
    """(hard, soft): later decisions that rest on things this one opened, and those that only touch what it touched."""
    stands = knowledge(as_of).entries("n")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH opened AS (SELECT thing_id FROM entry WHERE ordinal = %(o)s AND thing = 'unit'
              AND changes->>'exists' = 'true'),
                    touched AS (SELECT DISTINCT thing_id FROM entry WHERE ordinal = %(o)s AND thing = 'unit')
               SELECT n.ordinal, 'hard' FROM entry n JOIN opened USING (thing_id)
                 WHERE n.ordinal > %(o)s AND {stands}
               UNION SELECT n.ordinal, 'hard' FROM opened o JOIN unit_version v ON v.parent_id = o.thing_id
                 AND upper_inf(v.recorded)
                     JOIN entry n ON n.id = v.entry_id WHERE n.ordinal > %(o)s
               UNION SELECT n.ordinal, 'hard' FROM opened o
                 JOIN succession_version s ON o.thing_id IN (s.source_id, s.target_id) AND upper_inf(s.recorded)
                     JOIN entry n ON n.id = s.entry_id WHERE n.ordinal > %(o)s
               UNION SELECT n.ordinal, 'soft' FROM entry n JOIN touched USING (thing_id)
                 WHERE n.ordinal > %(o)s AND {stands}""",
            {"o": ordinal},
        )
        rows = cursor.fetchall()
    hard = {number for number, kind in rows if kind == "hard"}
    soft = {number for number, kind in rows if kind == "soft"} - hard
    return _by_ordinals(as_of, hard), _by_ordinals(as_of, soft)


def rests_on(as_of: AsOf, ordinal: int) -> list[DecisionRow]:
    """Earlier decisions that touched the units this one touches."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT b.ordinal FROM (SELECT DISTINCT thing_id FROM entry WHERE ordinal = %s
              AND thing = 'unit') t
               JOIN entry b ON b.thing_id = t.thing_id AND b.ordinal < %s""",
            [ordinal, ordinal],
        )
        return _by_ordinals(as_of, {row[0] for row in cursor.fetchall()})


def _by_ordinals(as_of: AsOf, ordinals: set[int]) -> list[DecisionRow]:
    return _select(knowledge(as_of), "d.ordinal = ANY(%s)", [sorted(ordinals)]) if ordinals else []


def neighbours(as_of: AsOf) -> Neighbours:
    """The days just before and just after `as_of.on` on which a decision that stands takes effect."""
    known = knowledge(as_of)
    until = "" if known.ordinal is None else f"AND e.ordinal <= {known.ordinal}"
    found: list[tuple[date, str] | None] = []
    with connection.cursor() as cursor:
        for comparison, order in (("<", "DESC"), (">", "ASC")):
            cursor.execute(
                f"""SELECT e.effective_on, d.number FROM effect e JOIN decision d ON d.ordinal = e.ordinal
                    WHERE e.effective_on {comparison} %s AND d.ordinal < {PREVIEW_FROM} {until}
                      AND {NOW.decisions("d.ordinal")}
                    ORDER BY e.effective_on {order}, e.ordinal {order} LIMIT 1""",
                [as_of.on],
            )
            found.append(cursor.fetchone())
    return Neighbours(*found)
