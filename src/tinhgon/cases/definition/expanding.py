"""The four kinds of step, written out: which acts a step has, by whom, and what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tinhgon.cases.definition.model import ActRule, By, Need, Step, Version
from tinhgon.cases.definition.yamls import read

STEP, PASSING = "step", "passing"
"""In step_kinds.yaml: whoever the step names in `by`; whoever may leave the step."""


@cache
def _kinds() -> Mapping[str, Any]:
    name = "step_kinds.yaml"
    value, _node = read(files("tinhgon.cases.definition").joinpath(name).read_text(encoding="utf-8"), name=name)
    found: Mapping[str, Any] = value
    return found


def _bys(step: Step) -> tuple[By, ...]:
    """Those the step names; else those of its kind; else whoever may leave it."""
    usual = tuple(By.model_validate(one) for one in _kinds()["kinds"][step.kind]["default_by"])
    own = step.acts.get("pass")
    return step.by or usual or (own.by if own else ())


def _rule(stated: Mapping[str, Any], by: tuple[By, ...], passing: tuple[By, ...] = ()) -> ActRule:
    named = {STEP: by, PASSING: passing or by}
    stated_by = stated["by"]
    whose = named[stated_by] if isinstance(stated_by, str) else ActRule.model_validate({"by": stated_by}).by
    return ActRule(kind=stated.get("kind"), by=whose)


@cache
def acts_of(step: Step) -> Mapping[str, ActRule]:
    """The acts of a step by name. What the step states stands before what its kind brings; a `by` left out is kept."""
    usual = _kinds()["kinds"][step.kind]["acts"]
    by = _bys(step)
    found = {(step.does or "decide" if name == "does" else name): _rule(stated, by) for name, stated in usual.items()}
    for name, own in step.acts.items():
        before = found.get(name)
        found[name] = ActRule(
            kind=own.kind or (before.kind if before else None),
            by=own.by or (before.by if before else by),
            needs=own.needs,
            title=own.title,
        )
    return found


@cache
def acts_anywhere(version: Version, step: Step) -> Mapping[str, ActRule]:
    """What may be done in any step: back, stop, reopen, override, mend. The version may say otherwise who."""
    passing = acts_of(step).get("pass")
    by = _bys(step)
    found = {name: _rule(stated, by, passing.by if passing else by) for name, stated in _kinds()["anywhere"].items()}
    return {**found, **version.anywhere}


@cache
def needs_of(step: Step) -> tuple[Need, ...]:
    """What must hold to leave a step, whatever the way."""
    usual = tuple(Need(check=check) for check in _kinds()["kinds"][step.kind]["needs"])
    papers = (Need(check="papers", given=step.papers),) if step.papers else ()
    return (*usual, *papers, *step.needs)


def act_rule(version: Version, step: Step, name: str) -> ActRule | None:
    """The rule of an act in a step, its own first."""
    return acts_of(step).get(name) or acts_anywhere(version, step).get(name)


def papers_of(version: Version, here: Step) -> tuple[str, ...]:
    """The papers that a version asks for, those of the present step first."""
    steps = (here, *(step for step in version.steps if step.id != here.id))
    asked = [
        need for step in steps for need in (*needs_of(step), *(n for way in step.then.values() for n in way.needs))
    ]
    return tuple(dict.fromkeys(name for need in asked if need.check == "papers" for name in need.given))
