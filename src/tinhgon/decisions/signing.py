"""Signing: enact, let the checks judge the outcome, commit or refuse. A preview is this, rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from django.db import DatabaseError, connection, transaction
from psycopg import errors as pg

from tinhgon.basis.errors import BadInput, Conflict, NotBalanced, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.decisions.authority import Authority, need_authority
from tinhgon.decisions.clock import check_clock
from tinhgon.decisions.correcting import as_before
from tinhgon.decisions.enacting import Outcome, enact
from tinhgon.decisions.minting import draft
from tinhgon.decisions.sealing import seal
from tinhgon.decisions.secrecy import need_no_secret
from tinhgon.ledger.document import Document
from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.ledger.registry import THINGS
from tinhgon.ledger.store import chain_end
from tinhgon.record import acts
from tinhgon.record.kinds.sign_decision import SignDecision
from tinhgon.registers.house.queries import rules_on

PREVIEW_WAIT_MS = 3000
SHORTEST_REASON = 5
_VERSION_TABLES = [kind.table for kind in THINGS.values()]


def sign(document: Document, authority: Authority) -> Outcome:
    """Enter a decision in the ledger, whole or not at all.

    Raises NotEntitled when the authority is not enough, NotBalanced with all findings, Conflict, UnknownReference; then
    nothing was written. The ledger's lock comes first; the record's last, with the act that carries the seal.
    """
    return _signed(document, authority)


def correct_entry(mistaken: int, document: Document, authority: Authority, *, reason: str) -> Outcome:
    """Put right a decision that was entered wrongly: the paper was right, the typing was not.

    `mistaken`: the ordinal of the wrong entry. Its entries stop standing, the corrected one bears the number, both
    remain, with who and why. What the wrong entry opened keeps its identity where the corrected one opens the same.
    It is no annulment: what rests on the mistaken entry is judged by the checks, as always. Raises BadInput without a
    reason, UnknownReference for no such decision, Conflict when it was put right before.
    """
    reason = clean(reason)
    if len(reason) < SHORTEST_REASON:
        raise BadInput("reason_missing", gettext_noop("Nêu lý do vào sổ lại: sai ở đâu, bản giấy ghi thế nào."))
    return _signed(document, authority, mistaken=mistaken, reason=reason)


def _signed(document: Document, authority: Authority, *, mistaken: int | None = None, reason: str = "") -> Outcome:
    need_no_secret(document.confidentiality)
    with _translated_errors(document), transaction.atomic():
        chain_end.lock_chain()
        check_clock()
        if mistaken is not None:
            document = as_before(document, mistaken)
        document = draft(document)
        head = chain_end.head(preview=False)
        rules = rules_on(document.signed_on)
        need_authority(document, authority, rule=rules["signing"], today=head.recorded_at.astimezone(HOME).date())
        outcome = enact(document, head, supersedes=mistaken)
        if not outcome.can_be_signed:
            raise NotBalanced((*outcome.findings, *outcome.law))
        supersedes = None if mistaken is None else {"ordinal": mistaken, "reason": reason}
        digest = seal(outcome, authority, rules=rules, record=acts.head(), supersedes=supersedes)
        said = SignDecision(ordinal=outcome.ordinal, hash=digest, minted=chain_end.minted(), draft=authority.draft)
        acts.append(f"decision/{outcome.ordinal}", said, by=authority.signed)
    return replace(outcome, hash=digest, unsealed=None)


def preview(documents: Sequence[Document], authority: Authority | None = None) -> list[Outcome]:
    """What signing the documents in this order would do.

    The same work is done and rolled back; findings do not stop it. Whether the authority is enough is asked where one
    is given: a preview may be asked for by somebody who may not sign.
    """
    outcomes: list[Outcome] = []
    with transaction.atomic():
        point = transaction.savepoint()
        try:
            chain_end.wait_for_rows(PREVIEW_WAIT_MS)
            for document in documents:
                need_no_secret(document.confidentiality)
                with _translated_errors(document):
                    drafted, head = draft(document), chain_end.head(preview=True)
                    if authority is not None:
                        today = head.recorded_at.astimezone(HOME).date()
                        rule = rules_on(drafted.signed_on)["signing"]
                        need_authority(drafted, authority, rule=rule, today=today)
                    outcomes.append(replace(enact(drafted, head, weigh=True), unsealed=None))
                    _constraints_now()
        finally:
            transaction.savepoint_rollback(point)
    return outcomes


def _constraints_now() -> None:
    """Deferred constraints are otherwise never checked in a preview.

    The guard against committing one stays deferred.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT string_agg(quote_ident(conname), ', ') FROM pg_constraint c
               WHERE condeferrable AND contype <> 't' AND connamespace = current_schema()::regnamespace
                 AND conrelid::regclass::text = ANY(%s)""",
            [["decision", "effect", "entry", "standing", "decision_standing", "finding", *_VERSION_TABLES]],
        )
        names = cursor.fetchone()[0]
        if names:
            cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")


@contextmanager
def _translated_errors(document: Document) -> Iterator[None]:
    """What the database refuses although the Book did not foresee it, in words: somebody else was quicker."""
    try:
        yield
    except DatabaseError as error:
        cause = error.__cause__
        if isinstance(cause, pg.LockNotAvailable | pg.DeadlockDetected | pg.QueryCanceled):
            raise Conflict(
                "busy", gettext_noop(
                    "Người khác đang ký hoặc xem trước trên cùng "
                    "đơn vị; chờ một lát rồi làm lại {number}."
                ),
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
