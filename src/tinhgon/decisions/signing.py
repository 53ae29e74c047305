"""Signing: enact, let the checks judge the outcome, commit or refuse. A preview is this, rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from psycopg import errors as pg

from tinhgon.basis.errors import Conflict, NotBalanced, gettext_noop
from tinhgon.decisions.enacting import Outcome, enact
from tinhgon.decisions.minting import draft
from tinhgon.ledger import store
from tinhgon.ledger.document import Document
from tinhgon.ledger.registry import THINGS

PREVIEW_WAIT_MS = 3000
_VERSION_TABLES = [kind.table for kind in THINGS.values()]


def sign(document: Document) -> Outcome:
    """Enter a decision in the ledger, whole or not at all.

    Raises NotBalanced with all findings, Conflict, UnknownReference; then nothing was written.
    """
    with _translated_errors(document), transaction.atomic():
        store.lock_chain()
        document = draft(document)
        outcome = enact(document, store.head(preview=False))
        if not outcome.can_be_signed:
            raise NotBalanced((*outcome.findings, *outcome.law))
    return outcome


def preview(documents: Sequence[Document]) -> list[Outcome]:
    """What signing the documents in this order would do.

    The same work is done and rolled back; findings do not stop it.
    """
    outcomes: list[Outcome] = []
    with transaction.atomic():
        point = transaction.savepoint()
        try:
            store.wait_for_rows(PREVIEW_WAIT_MS)
            for document in documents:
                with _translated_errors(document):
                    outcomes.append(enact(draft(document), store.head(preview=True), weigh=True))
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
