"""The suites of the bench by name; each is imported, and measured, in a process of its own."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module

from bench.measure import Result


@dataclass(frozen=True)
class Suite:
    """Where its generator of results is, what it measures, what it needs."""

    place: str
    title: str
    country: bool = False  # needs the country's tables
    by_name: bool = False  # runs only when it is named


SUITES = {
    "signing": Suite("nation:signing", "the whole country signed, and its memory", country=True),
    "asking": Suite("nation:asking", "previews, lists, look-ups and verification of the country", country=True),
    "reading": Suite("reading:reading", "resolutions read, in time and memory"),
    "pages": Suite("nation:pages", "every page of the country", country=True),
    "screens": Suite("screens:screens", "pages of a province with people, twenty readers"),
    "counts": Suite("peers:counts", "counts as of a day, against a peer", country=True),
    "history": Suite("nation:history", "2004-2025 signed and verified", country=True),
    "growth": Suite("growth:growth", "costs from a thousand entries to a million"),
    "commands": Suite("commands:commands", "commands as programs of their own"),
    "cases": Suite("cases:cases", "ten thousand open cases: inbox, act, a long case"),
    "law": Suite("law:law", "rules for a million people and for one"),
    "roster": Suite("roster:roster", "100,000 rows read, checked, signed"),
    "reports": Suite("reports:reports", "reports of a province, their memory, and peers"),
    "planner": Suite("planner:planner", "24 real reorganisations against plans of the planner", country=True),
    "round-2026": Suite("planner:round_2026", "the round of 2026, province by province", country=True),
    "nation-people": Suite("people:building", "a province of 64,705 people in one decision"),
    "nation-clause": Suite("people:in_one_clause", "2.2 million people in one clause", by_name=True),
    "nation-reports": Suite("reports:reports_of_the_nation", "reports of 2.2 million people", by_name=True),
}


def results_of(name: str) -> list[Result]:
    """The figures of one suite, on the server of the caller; told on stderr as they come."""
    from tinhgon.config import server

    server.ensure_database()
    module, function = SUITES[name].place.split(":")
    results = []
    for result in getattr(import_module(f"bench.{module}"), function)():
        results.append(result)
        print("  ".join(part for part in result.row() if part), file=sys.stderr, flush=True)
    server.leave()
    return results
