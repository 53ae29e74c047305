"""Votes that a definition takes from the law: `vote: {law: appointment.step_2}`; no share is stated twice.

What the law says on the first day of the version is written into the definition as it is kept, so that a case runs for
ever by the vote it began with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tinhgon.basis.errors import Refusal
from tinhgon.law.votes import stated_vote

LAW = "law"
OF_THE_LAW = frozenset({"mode", "base", "less", "share", "carry", "other", "at_half", "quorum", "also", "surplus"})
"""What a definition may not state beside the name of a vote of the law."""
Where = tuple[int | str, ...]
Faults = list[tuple[Where, str]]


def with_law(value: Mapping[str, Any]) -> tuple[dict[str, Any], Faults]:
    """The definition with the votes of the law written out, and what is wrong with their names, each with its place."""
    faults: Faults = []
    versions = value.get("versions")
    if not isinstance(versions, list):
        return dict(value), faults
    filled = [_version(version, ("versions", number), faults) for number, version in enumerate(versions)]
    return {**value, "versions": filled}, faults


def _version(version: Any, place: Where, faults: Faults) -> Any:
    steps = version.get("steps") if isinstance(version, dict) else None
    since = version.get("from") if isinstance(version, dict) else None
    if not isinstance(steps, list) or not isinstance(since, date):
        return version
    made = [_step(step, since, (*place, "steps", number), faults) for number, step in enumerate(steps)]
    return {**version, "steps": made}


def _step(step: Any, since: date, place: Where, faults: Faults) -> Any:
    if not isinstance(step, dict):
        return step
    changed = dict(step)
    if _is_of_law(step.get("vote")):
        changed["vote"] = _vote(step["vote"], since, (*place, "vote"), faults)
    if isinstance(step.get("votes"), dict):
        changed["votes"] = {
            name: _vote(vote, since, (*place, "votes", name), faults) if _is_of_law(vote) else vote
            for name, vote in step["votes"].items()
        }
    return changed


def _is_of_law(vote: Any) -> bool:
    return isinstance(vote, dict) and LAW in vote


def _vote(vote: Mapping[str, Any], since: date, place: Where, faults: Faults) -> dict[str, Any]:
    own = {key: told for key, told in vote.items() if key != LAW}
    wrong = list(_wrong(str(vote[LAW]), own, since))
    faults += [(place, text) for text in wrong]
    return own if wrong else {**stated_vote(str(vote[LAW]), on=since), **own}


def _wrong(name: str, own: Mapping[str, Any], since: date) -> Iterator[str]:
    twice = sorted(OF_THE_LAW & own.keys())
    if twice:
        yield f"law: biểu quyết “{name}” lấy từ quy định, không nêu lại {', '.join(twice)}"
        return
    try:
        stated_vote(name, on=since)
    except KeyError:
        yield f"law: quy định không có biểu quyết “{name}”"
    except Refusal as refusal:
        yield f"law: “{name}”: {str(refusal).rstrip('.')}"
