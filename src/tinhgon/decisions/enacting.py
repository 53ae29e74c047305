"""Enacting: post all effects in memory, write, check. The same for a signing, a preview and a replay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tinhgon.basis.errors import Conflict, gettext_noop, shown
from tinhgon.basis.findings import Finding
from tinhgon.decisions.changes import Change, Placement, changes, placements
from tinhgon.decisions.law_checks import run_law_checks
from tinhgon.decisions.trial_balance import BalanceLine, moves, trial_balance
from tinhgon.ledger import chain
from tinhgon.ledger.book import Book
from tinhgon.ledger.checks import Context, run_checks
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.payload import NewThing, Payload, Reference
from tinhgon.ledger.registry import THINGS
from tinhgon.ledger.store import chain_end, copying, decision_rows
from tinhgon.registers.house.queries import series_of

DOCUMENT_FIELDS = (
    "number", "kind", "issuer", "signer", "signed_on", "effective_on", "operates_from", "subject", "basis",
    "confidentiality", "synthetic", "attachments", "note",
)  # fmt: skip
MANY_ENTRIES = 1000
"""From here on a decision may need the planner's statistics anew."""


@dataclass(frozen=True)
class Unsealed:
    """What the seal of a decision takes from its enacting: the clauses as stored, the digest of the entries."""

    prev_hash: str
    effects: list[dict[str, Any]]
    entries: str
    series: str | None


@dataclass(frozen=True)
class Outcome:
    """What a signing did, or a preview would do. A preview has no hash."""

    document: Document
    ordinal: int
    hash: str
    recorded_at: datetime
    findings: tuple[Finding, ...]
    entries: int
    changes: tuple[Change, ...]
    balance: tuple[BalanceLine, ...] = ()
    """The trial balance: units in full, of posts, people and establishment what the decision touches."""
    moves: Mapping[str, int] = field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    """Of a preview: the people whose places it changes, before and after."""
    law: tuple[Finding, ...] = ()
    """What the law says of the outcome (see `law_checks`); `findings` are those of the ledger's own checks."""
    unsealed: Unsealed | None = field(default=None, repr=False, compare=False)

    @property
    def can_be_signed(self) -> bool:
        return not any(finding.is_error for finding in (*self.findings, *self.law))


def enact(
    document: Document, head: chain_end.Head, *, weigh: bool = False, judge: bool = True, supersedes: int | None = None
) -> Outcome:
    """Post all effects in memory, write, check. The same for signing, preview and replay; a signing is sealed after it.

    `weigh` counts the tables before and after, and holds the counts against what was posted. A replay does not `judge`:
    what was signed was judged then, and findings change no entry.
    """
    series = series_of(document)
    _refuse_same_number(document, series, supersedes)
    book = Book(document, head)
    if supersedes is not None:
        book.standings.supersede(supersedes)
    book.prefetch(document.effects)
    effects: list[Effect] = []
    for effect in document.effects:
        book.begin(effect)
        effect.post(book)
        effects.append(_completed(effect, book.resolved))
    document = document.model_copy(update={"effects": tuple(effects)})
    book.complete()
    unsealed = _write(document, book, head, series=series, supersedes=supersedes)
    if judge and len(book.postings) >= MANY_ENTRIES:
        _keep_plans_good(book)
    context = Context(book)
    return Outcome(
        document=document,
        ordinal=head.ordinal,
        hash="",
        recorded_at=head.recorded_at,
        findings=_kept(head, run_checks(context)) if judge else (),
        entries=len(book.postings),
        changes=context.view(changes),
        balance=tuple(trial_balance(book, _weighed_on(document))) if weigh else (),
        moves=moves(book),
        placements=placements(context) if weigh else (),
        law=_kept(head, run_law_checks(context)) if judge else (),
        unsealed=unsealed,
    )


def _weighed_on(document: Document) -> date:
    return document.operates_from or document.effective_on


def _refuse_same_number(document: Document, series: str | None, supersedes: int | None) -> None:
    for ordinal, signed_on in decision_rows.numbered_in(document.number, document.issuer, series, document.signed_on):
        if ordinal != supersedes:
            raise Conflict(
                "number_taken",
                gettext_noop("{issuer} đã có {number} ký ngày {signed_on} trong sổ; một số chỉ vào sổ một lần."),
                issuer=document.issuer,
                number=document.number,
                signed_on=signed_on,
            )


def _completed(value: Any, resolved: Mapping[Reference, Any]) -> Any:
    """The payload with what its references were resolved to: the clause can be told for ever."""
    if isinstance(value, Reference):
        thing = resolved.get(value)
        return value if thing is None else value.completed(thing)
    if isinstance(value, Payload):
        fields = type(value).model_fields
        changed = {
            name: new for name in fields if (new := _completed(old := getattr(value, name), resolved)) is not old
        }
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple) and value and not isinstance(value[0], str | NewThing):
        return tuple(_completed(item, resolved) for item in value)
    return value


def _write(
    document: Document, book: Book, head: chain_end.Head, *, series: str | None, supersedes: int | None
) -> Unsealed:
    """The decision, its effects, entries and standings, then the versions that follow. The seal comes last of all."""
    text = document.model_dump(mode="json", exclude={"effects"})
    fields = {name: text[name] for name in DOCUMENT_FIELDS}
    effects = _effects(document)
    entries = chain.entries_digest(_entry_rows(book, head), sorted(book.postings.flips.items()))
    stored = {name: copying.json_text(value) if isinstance(value, list) else value for name, value in fields.items()}
    chained = {"recorded_at": head.recorded_at, "prev_hash": head.hash, "hash": f"unsealed {head.ordinal}"}
    chained |= {key: value for key, value in (("series", series), ("supersedes", supersedes)) if value is not None}
    chain_end.insert_decision({"ordinal": head.ordinal, **stored, **chained})
    copying.copy_rows(
        "effect",
        ("id", "ordinal", "place", "kind", "clause", "effective_on", "payload"),
        ((head.effect_id + e["place"] - 1, head.ordinal, *_effect_cells(e)) for e in effects),
    )
    if book.standings.changed:
        rows = ((target, head.ordinal, stands) for target, stands in sorted(book.standings.changed.items()))
        copying.copy_rows("decision_standing", ("target_id", "ordinal", "stands"), rows)
    book.postings.write_entries()
    book.postings.write_versions()
    return Unsealed(head.hash, effects, entries, series)


def _keep_plans_good(book: Book) -> None:
    """Statistics before the checks, when a table has grown by a tenth: none may be planned as if it were empty. After a
    large preview that was rolled back statistics can say just that, of many pages, and a check would take hours."""
    entries = Counter(posted.thing for posted in book.postings.posted)
    entries.update({thing: len(begun) for thing, begun in book.postings.spool.things.items()})
    if copying.have_grown({THINGS[thing].table: count for thing, count in entries.items()}):
        copying.refresh_statistics()


def _effects(document: Document) -> list[dict[str, Any]]:
    """The clauses as they are sealed and stored."""
    return [
        {
            "place": place,
            "kind": effect.kind,
            "clause": effect.clause,
            "effective_on": document.effective(effect).isoformat(),
            "payload": effect.model_dump(mode="json", exclude_none=True, exclude={"kind", "clause", "effective_on"}),
        }
        for place, effect in enumerate(document.effects, start=1)
    ]


def _effect_cells(effect: Mapping[str, Any]) -> tuple[Any, ...]:
    *cells, payload = effect.values()
    return (*cells, copying.json_text(payload))


def _entry_rows(book: Book, head: chain_end.Head) -> Iterator[chain.EntryRow]:
    for line in book.postings.lines():
        yield line.id, line.effect_id - head.effect_id + 1, line.thing, line.thing_id, line.effective_on, line.text


def _kept(head: chain_end.Head, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    keep_findings(head.ordinal, findings)
    return findings


def keep_findings(ordinal: int, findings: Sequence[Finding]) -> None:
    """Write findings beside the decision they speak of, in its own transaction."""
    if findings:
        copying.copy_rows(
            "finding",
            ("ordinal", "severity", "code", "message", "data", "clause", "units", "citation"),
            (
                (
                    ordinal, f.severity, f.code, f.message,
                    copying.json_text({key: shown(value) for key, value in f.data.items()}),
                    f.clause, copying.json_text(list(f.units)), f.citation,
                )
                for f in findings
            ),
        )  # fmt: skip
