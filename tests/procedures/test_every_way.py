"""Every way out of every step of every procedure can be walked, and nothing a specialist reads is a code."""

from __future__ import annotations

import pytest
from tests.procedures.walking import opened, ways_left

from tinhgon.cases.definition import ENDS, Procedure, Version, acts_of, words
from tinhgon.procedures import procedures

NEVER = {
    # The third step lets one name through, and one name cannot be level with another; the text has it all the same.
    ("appointment_from_within", "2026-08-01"): ({("t4", "head_decides"), ("t4", "superior_decides")}, {"tie", "above"}),
}
VERSIONS = [
    pytest.param(procedure, version, id=f"{name}-{version.variant}-{version.since}")
    for name, procedure in procedures().items()
    for version in procedure.versions
    if procedure.about != "draft"
]


@pytest.mark.parametrize(("procedure", "version"), VERSIONS)
def test_every_way_can_be_left(procedure: Procedure, version: Version) -> None:
    """From its opening, by acts alone; bodies of an even and an odd number, with and without a relative."""
    open_, done = set(), set()
    for size, near, related in ((12, False, False), (12, True, False), (5, False, True)):
        queue = [opened(procedure, version, size=size, near=near)]
        seen = {(version.start, 0)}
        while queue:
            case = queue.pop()
            step = case.state.here
            open_ |= {(step.id, outcome) for outcome in step.then}
            for outcome, after in ways_left(case, related=related):
                done.add((step.id, outcome))
                here = (after.state.step, min(2, len(after.state.run.names_in)) if after.state.is_open else 0)
                if after.state.is_open and here not in seen:
                    seen.add(here)
                    queue.append(after)
                if not after.state.is_open:
                    assert after.state.closed in ENDS
    never, behind = NEVER.get((procedure.procedure, str(version.since)), (set(), set()))
    assert open_ - done == never
    assert {step.id for step in version.steps} - {step for step, _ in done} == behind


@pytest.mark.parametrize(("procedure", "version"), VERSIONS)
def test_everything_named_has_words(procedure: Procedure, version: Version) -> None:
    """Rights, bodies, outcomes, acts of deciding: what a person reads on the page is Vietnamese."""
    for step in version.steps:
        assert step.body is None or step.body in words.BODIES
        assert set(step.then) <= set(words.OUTCOMES), step.id
        assert step.does is None or step.does in words.DOES
        for rule in acts_of(step).values():
            assert all(by.role is None or by.role in words.ROLES for by in rule.by)
        for paper in step.papers:
            assert not paper.isascii(), paper
