"""The draft of a decision that a case judges: its clauses as they will read, and what the checks find in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from tinhgon.access.rights import Rights
from tinhgon.basis.errors import Refusal, fill
from tinhgon.basis.findings import Finding
from tinhgon.cases import store
from tinhgon.cases.state import State
from tinhgon.decisions import desk, preview
from tinhgon.ledger import queries
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.payload import parts
from tinhgon.procedures.decision_desk.signing import digest_of, judged
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.web.cases.people import Somebody
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.findings import Said, said
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.kit.words import upper_first

CLAUSES = 60


@dataclass(frozen=True)
class Found:
    """A finding with its code, as acknowledgements name it."""

    code: str
    sentence: str
    said: Said


@dataclass(frozen=True)
class Clause:
    """A clause as it will read; `people` are those whom it names, for whoever may see names."""

    where: str
    says: str
    people: str


@dataclass(frozen=True)
class Text:
    """The draft of a decision that the case is about. `moved_on`: it was written on since; `is_clean`: the checks find
    neither errors nor warnings, `findings` those that stand in no form of their own."""

    number: int
    subject: str
    issuer: str
    effective_on: date | None
    clauses: tuple[Clause, ...]
    more: int
    findings: tuple[Said, ...]
    is_clean: bool
    digest: str
    moved_on: bool
    signed: int | None
    may_draft: bool


def findings_of(state: State) -> tuple[Found, ...]:
    """What a preview says of the text that is judged; of one that was signed, what was found then."""
    if state.draft is None:
        return ()
    kept = judged(state)
    if kept.signed_ordinal is not None:
        return tuple(_signed(row) for row in queries.findings_of(kept.signed_ordinal) if row.severity != "info")
    if not state.is_open:
        return ()
    found: tuple[Found, ...] = remembered(_previewed, kept.number, kept.seq, store.clock().date())
    return found


def _signed(row: queries.FindingRow) -> Found:
    one = Finding(severity=row.severity, code=row.code, message=row.message, data=row.data, citation=row.citation)  # type: ignore[arg-type]
    return Found(row.code, upper_first(fill(gettext(row.message), row.data)), said([one])[0])


def _previewed(number: int, seq: int, today: date) -> tuple[Found, ...]:
    try:
        (outcome,) = preview([desk.kept_draft(number, seq).sketch(today)])
    except Refusal as refusal:
        one = Finding(severity="error", code=refusal.code, message=refusal.message, data=refusal.data)
        return (Found(one.code, one.render(gettext), said([one])[0]),)
    every = [one for one in (*outcome.findings, *outcome.law) if one.severity != "info"]
    return tuple(Found(one.code, upper_first(one.render(gettext)), said([one])[0]) for one in every)


def text_of(
    asked: Asked, state: State, rights: Rights, known: Mapping[int, Somebody], *, found: Sequence[Found],
    asked_for: Collection[str],
) -> Text | None:  # fmt: skip
    """The text that is judged. `asked_for`: codes of warnings that stand in a form of their own."""
    if state.draft is None:
        return None
    kept = judged(state)
    document = kept.sketch(asked.today) if kept.document.get("effects") else None
    effects = document.effects if document else ()
    effective = kept.document.get("effective_on")
    return Text(
        number=kept.number,
        subject=str(kept.document.get("subject") or ""),
        issuer=str(kept.document.get("issuer") or ""),
        effective_on=date.fromisoformat(str(effective)) if effective else None,
        clauses=tuple(clause_of(one, known) for one in effects[:CLAUSES]),
        more=max(0, len(effects) - CLAUSES),
        findings=tuple(one.said for one in found if one.code not in asked_for),
        is_clean=not found,
        digest=state.text.digest if state.text else "",
        moved_on=state.is_open and _moved_on(state, kept.seq),
        signed=kept.signed_ordinal,
        may_draft=bool(document is None or rights.may_see(document)),
    )


def clause_of(effect: Effect, known: Mapping[int, Somebody]) -> Clause:
    """The clause in words, and the names of whom it names by code."""
    ids = dict.fromkeys(ref.id for ref in parts((effect,), PersonRef) if ref.id is not None)
    named = [known[one].told for one in ids if one in known and known[one].name]
    return Clause(effect.clause, effect.describe(), ", ".join(named))


def _moved_on(state: State, seq: int) -> bool:
    """Whether the draft says something else since it was submitted; its number and day do not count."""
    now = desk.kept_draft(state.draft or 0)
    return now.seq != seq and state.text is not None and digest_of(now.document) != state.text.digest
