"""The seal of a decision, format 2: what it holds, and how it is made again from the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinhgon.basis.canonical import canonical
from tinhgon.decisions.anchors import findings_digest
from tinhgon.decisions.authority import Authority
from tinhgon.decisions.enacting import Outcome
from tinhgon.ledger import chain
from tinhgon.ledger.document import Document
from tinhgon.ledger.store import chain_end
from tinhgon.record.tables import Head


def seal(
    outcome: Outcome,
    authority: Authority,
    *,
    rules: Mapping[str, str],
    record: Head,
    supersedes: Mapping[str, Any] | None,
) -> str:
    """Seal a decision whose findings are kept, and give its hash. `supersedes`: the mistaken entry, and why."""
    if outcome.unsealed is None:
        raise ValueError("only what was enacted is sealed")
    sealed: dict[str, Any] = {
        "document": stated(outcome.document),
        "authority": authority.fields(),
        "findings": findings_digest(outcome.ordinal, outcome.ordinal),
        "house": dict(rules),
        "record": {"ordinal": record.ordinal, "hash": record.hash},
    }
    if outcome.unsealed.series is not None:
        sealed["series"] = outcome.unsealed.series
    if supersedes is not None:
        sealed["supersedes"] = dict(supersedes)
    digest = chain.seal_2(
        prev_hash=outcome.unsealed.prev_hash, ordinal=outcome.ordinal, recorded_at=outcome.recorded_at, sealed=sealed,
        effects=outcome.unsealed.effects, entries=outcome.unsealed.entries,
    )  # fmt: skip
    chain_end.seal_decision(outcome.ordinal, digest, canonical(sealed))
    return digest


def stated(document: Document) -> dict[str, Any]:
    """The document without its clauses, and of it only what is stated: a field that comes to be changes no seal."""
    fields: dict[str, Any] = document.model_dump(mode="json", exclude_defaults=True, exclude={"effects"})
    return {**fields, "kind": document.kind}
