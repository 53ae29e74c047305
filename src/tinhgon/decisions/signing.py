"""Signing: enact, let the checks judge the outcome, commit or refuse. A preview is this, rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from psycopg import errors as pg

from tinhgon.basis.errors import Conflict, NotBalanced, gettext_noop
from tinhgon.decisions.drafting import draft
from tinhgon.decisions.enacting import Balance, Outcome, enact
from tinhgon.ledger import store
from tinhgon.ledger.document import Document

PREVIEW_WAIT_MS = 3000
_DAY = timedelta(days=1)


def sign(document: Document) -> Outcome:
    """Enter a decision in the ledger, whole or not at all.

    Raises NotBalanced with all findings, Conflict, UnknownReference; then nothing was written.
    """
    document = draft(document)
    with _translated_errors(document), transaction.atomic():
        store.lock_chain()
        outcome = enact(document, store.head(preview=False))
        if not outcome.can_be_signed:
            raise NotBalanced(outcome.findings)
    return outcome


def preview(documents: Sequence[Document]) -> list[Outcome]:
    """What signing the documents in this order would do.

    The same work is done and rolled back; findings do not stop it.
    """
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
    outcome = enact(document, store.head(preview=True))
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
    return replace(outcome, balance=lines)


def _account(fields: Mapping[str, Any]) -> tuple[str, int]:
    return fields["structure"], fields["level"]


def _counts(on: date) -> dict[tuple[str, int], int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT structure, level, count(*) FROM unit_version WHERE "
            "valid @> %s::date AND upper_inf(recorded) GROUP BY 1, 2",
            [on],
        )
        return {(structure, level): count for structure, level, count in cursor.fetchall()}


def _constraints_now() -> None:
    """Deferred constraints are otherwise never checked in a preview.

    The guard against committing one stays deferred.
    """
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
