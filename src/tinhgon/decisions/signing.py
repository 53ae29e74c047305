"""Signing: load, post in memory, write, let the checks judge the outcome, commit or refuse. A preview is this, rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from psycopg import errors as pg

from tinhgon.basis.errors import Conflict, NotBalanced, gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.decisions.drafting import draft
from tinhgon.ledger import chain, store
from tinhgon.ledger.book import Book
from tinhgon.ledger.checks import run_checks
from tinhgon.ledger.document import Document
from tinhgon.ledger.effects.base import Effect, NewUnit, Payload, UnitRef
from tinhgon.ledger.things import UNIT

PREVIEW_WAIT_MS = 3000
_DAY = timedelta(days=1)
_DOCUMENT_FIELDS = (
    "number", "kind", "issuer", "signer", "signed_on", "effective_on", "operates_from", "subject", "basis",
    "confidentiality", "synthetic", "attachments", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A unit before and after the decision, on the eve and on the day of its last change."""

    unit_id: int
    on: date
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True)
class Balance:
    """One line of the trial balance: counted before, posted out and in, counted after. The difference is 0 when it balances."""

    structure: str
    level: int
    before: int
    out: int
    into: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - (self.before - self.out + self.into)


@dataclass(frozen=True)
class Outcome:
    """What a signing did, or a preview would do."""

    document: Document
    ordinal: int
    hash: str
    recorded_at: datetime
    findings: tuple[Finding, ...]
    entries: int
    changes: tuple[Change, ...]
    balance: tuple[Balance, ...] = ()

    @property
    def can_be_signed(self) -> bool:
        return not any(finding.is_error for finding in self.findings)


def sign(document: Document) -> Outcome:
    """Enter a decision in the ledger, whole or not at all.

    Raises NotBalanced with all findings, Conflict, UnknownReference; then nothing was written.
    """
    document = draft(document)
    with _translated_errors(document), transaction.atomic():
        store.lock_chain()
        outcome = _enact(document, store.head(preview=False))
        if not outcome.can_be_signed:
            raise NotBalanced(outcome.findings)
    return outcome


def preview(documents: Sequence[Document]) -> list[Outcome]:
    """What signing the documents in this order would do. The same work is done and rolled back; findings do not stop it."""
    outcomes: list[Outcome] = []
    documents = [draft(document) for document in documents]
    with transaction.atomic():
        point = transaction.savepoint()
        try:
            store.wait_for_rows(PREVIEW_WAIT_MS)
            for document in documents:
                with _translated_errors(document):
                    outcomes.append(_balanced(document))
        finally:
            transaction.savepoint_rollback(point)
    return outcomes


def _balanced(document: Document) -> Outcome:
    """Enact under reserved numbers, and hold the counts of the tables against what was posted."""
    on = document.operates_from or document.effective_on
    before = _counts(on - _DAY)
    outcome = _enact(document, store.head(preview=True))
    _constraints_now()
    after = _counts(on)
    out: dict[tuple[str, int], int] = {}
    into: dict[tuple[str, int], int] = {}
    for change in outcome.changes:
        if change.on != on or (change.before and change.after and _account(change.before) == _account(change.after)):
            continue
        for fields, side in ((change.before, out), (change.after, into)):
            if fields:
                side[_account(fields)] = side.get(_account(fields), 0) + 1
    lines = tuple(
        Balance(*account, before.get(account, 0), out.get(account, 0), into.get(account, 0), after.get(account, 0))
        for account in sorted(before.keys() | after.keys())
    )
    return Outcome(**{**vars(outcome), "balance": lines})


def _account(fields: Mapping[str, Any]) -> tuple[str, int]:
    return fields["structure"], fields["level"]


def _counts(on: date) -> dict[tuple[str, int], int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT structure, level, count(*) FROM unit_version WHERE valid @> %s::date AND upper_inf(recorded) GROUP BY 1, 2",
            [on],
        )
        return {(structure, level): count for structure, level, count in cursor.fetchall()}


def _constraints_now() -> None:
    """Deferred constraints are otherwise never checked in a preview; the guard against committing one stays deferred."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT string_agg(quote_ident(conname), ', ') FROM pg_constraint c
               WHERE condeferrable AND contype <> 't' AND connamespace = current_schema()::regnamespace
                 AND conrelid = ANY(ARRAY['decision', 'effect', 'entry', 'standing', 'decision_standing', 'finding',
                                          'unit_version', 'succession_version']::regclass[])"""
        )
        names = cursor.fetchone()[0]
        if names:
            cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")


def _enact(document: Document, head: store.Head) -> Outcome:
    """Post all effects in memory, seal, write, check. The same for signing, preview and replay."""
    _refuse_same_number(document)
    book = Book(document, head)
    book.prefetch(document.effects)
    effects: list[Effect] = []
    for effect in document.effects:
        book.begin(effect)
        effect.post(book)
        effects.append(_completed(effect, book.told))
    document = document.model_copy(update={"effects": tuple(effects)})
    book.refuse_shared_codes()
    digest = _write(document, book, head)
    return Outcome(
        document=document,
        ordinal=head.ordinal,
        hash=digest,
        recorded_at=head.recorded_at,
        findings=_findings(book),
        entries=len(book.journal.posted),
        changes=tuple(_changes(book)),
    )


def _refuse_same_number(document: Document) -> None:
    for _, issuer, signed_on, _ in store.decisions_numbered(document.number):
        if issuer.lower() == document.issuer.lower() and signed_on.year == document.signed_on.year:
            raise Conflict(
                "number_taken",
                gettext_noop("{issuer} đã có {number} ký ngày {signed_on} trong sổ; một số chỉ vào sổ một lần."),
                issuer=document.issuer,
                number=document.number,
                signed_on=signed_on,
            )


def _completed(value: Any, told: Mapping[UnitRef, Any]) -> Any:
    """The payload with the name and kind of every unit it names by code only, so that the clause can be told for ever."""
    if isinstance(value, UnitRef):
        unit = told.get(value)
        if unit is None:
            return value
        return value.model_copy(
            update={"code": unit.code, "name": value.name or unit.name, "kind": value.kind or unit.kind}
        )
    if isinstance(value, Payload):
        fields = type(value).model_fields
        changed = {name: new for name in fields if (new := _completed(old := getattr(value, name), told)) is not old}
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple) and value and not isinstance(value[0], str | NewUnit):
        return tuple(_completed(item, told) for item in value)
    return value


def _write(document: Document, book: Book, head: store.Head) -> str:
    text = document.model_dump(mode="json")
    effects = [
        {
            "place": place,
            "kind": effect.kind,
            "clause": effect.clause,
            "effective_on": document.effective(effect).isoformat(),
            "payload": effect.model_dump(mode="json", exclude_none=True, exclude={"kind", "clause", "effective_on"}),
        }
        for place, effect in enumerate(document.effects, start=1)
    ]
    fields = {name: text[name] for name in _DOCUMENT_FIELDS}
    posted = book.journal.posted
    entries = chain.entries_digest(
        (
            (
                p.entry.id,
                p.effect_id - head.effect_id + 1,
                p.thing,
                p.entry.thing_id,
                p.entry.effective_on.isoformat(),
                p.entry.changes,
            )
            for p in posted
        ),
        sorted(book.journal.flips.items()),
    )
    digest = chain.seal(
        prev_hash=head.hash,
        ordinal=head.ordinal,
        recorded_at=head.recorded_at,
        document=fields,
        effects=effects,
        entries=entries,
    )
    stored = {name: store.json_text(value) if isinstance(value, list) else value for name, value in fields.items()}
    store.insert_decision(
        {"ordinal": head.ordinal, **stored, "recorded_at": head.recorded_at, "prev_hash": head.hash, "hash": digest}
    )
    store.copy_rows(
        "effect",
        ("id", "ordinal", "place", "kind", "clause", "effective_on", "payload"),
        (
            (
                head.effect_id + e["place"] - 1,
                head.ordinal,
                e["place"],
                e["kind"],
                e["clause"],
                e["effective_on"],
                store.json_text(e["payload"]),
            )
            for e in effects
        ),
    )
    standings = {**dict.fromkeys(book.annulled, False), **dict.fromkeys(book.reinstated, True)}
    if standings:
        rows = ((target, head.ordinal, stands) for target, stands in sorted(standings.items()))
        store.copy_rows("decision_standing", ("target_id", "ordinal", "stands"), rows)
    book.journal.write_entries()
    book.journal.write_versions()
    return digest


def _findings(book: Book) -> tuple[Finding, ...]:
    findings = run_checks(book)
    if findings:
        store.copy_rows(
            "finding",
            ("ordinal", "severity", "code", "message", "data", "clause", "units", "citation"),
            (
                (
                    book.journal.head.ordinal, f.severity, f.code, f.message,
                    store.json_text({key: value.isoformat() if isinstance(value, date) else value for key, value in f.data.items()}),
                    f.clause, store.json_text(list(f.units)), f.citation,
                )
                for f in findings
            ),
        )  # fmt: skip
    return findings


def _changes(book: Book) -> Iterator[Change]:
    """Units touched, each before and after its last posting of this decision."""
    last: dict[int, date] = {}
    for posted in book.journal.posted:
        if posted.thing == UNIT.name:
            day = posted.entry.effective_on
            last[posted.entry.thing_id] = max(day, last.get(posted.entry.thing_id, day))
    for unit_id, on in last.items():
        thing = book.journal.things[unit_id]
        before, after = thing.on(on - _DAY), thing.on(on)
        if before is not None or after is not None:
            yield Change(unit_id, on, before, after)


@contextmanager
def _translated_errors(document: Document) -> Iterator[None]:
    """What the database refuses although the Book did not foresee it, in words: somebody else was quicker."""
    try:
        yield
    except DatabaseError as error:
        cause = error.__cause__
        if isinstance(cause, pg.LockNotAvailable | pg.DeadlockDetected | pg.QueryCanceled):
            raise Conflict(
                "busy", gettext_noop("Người khác đang ký hoặc xem trước trên cùng đơn vị; chờ một lát rồi làm lại {number}."),
                number=document.number,
            ) from error  # fmt: skip
        if isinstance(cause, pg.UniqueViolation | pg.ExclusionViolation):
            raise Conflict(
                "changed_meanwhile",
                gettext_noop(
                    "{number}: sổ đã có quyết định khác ghi cho cùng đơn vị, mã hoặc số này; xem lại rồi ký lại."
                ),
                number=document.number,
            ) from error
        raise
