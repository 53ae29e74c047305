"""The generated page of procedures: every version with its steps, people, votes, terms, needs, and its drawing."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial

from tinhgon.cases.acts import ACTS
from tinhgon.cases.checks import CHECKS
from tinhgon.cases.definition import Procedure, Step, Version, acts_of, needs_of
from tinhgon.cases.definition.drawing import draw
from tinhgon.cases.definition.words import clock, outcome, vote, who
from tinhgon.procedures import procedures


def picture_name(procedure: Procedure, version: Version) -> str:
    """The file of a version's drawing, below docs/."""
    return f"procedures/{procedure.procedure}-{version.variant}-{version.since:%Y%m%d}.svg"


def drawings() -> dict[str, Callable[[], str]]:
    """Every version of every procedure, drawn."""
    return {
        picture_name(procedure, version): partial(
            draw, version, title=f"{procedure.title}: {version.title or version.variant}", standalone=True
        )
        for procedure in procedures().values()
        for version in procedure.versions
    }


def procedures_page() -> str:
    """Procedures, then what they may name: acts and checks."""
    lines = ["# Procedures", "", "Written by `./dev docs` from the definitions in `src/tinhgon/procedures`."]
    for procedure in procedures().values():
        lines += ["", f"## `{procedure.procedure}`", "", f"**{procedure.title}.**"]
        for version in procedure.versions:
            lines += ["", *_version(procedure, version)]
    lines += ["", "## Acts", "", "| kind | what | personal fields |", "| --- | --- | --- |"]
    lines += [f"| `{kind}` | {act.title} | {', '.join(act.personal)} |" for kind, act in ACTS.items()]
    lines += ["", "## Checks", "", "| name | what must hold |", "| --- | --- |"]
    lines += [f"| `{name}` | {_module_line(check)} |" for name, check in CHECKS.items()]
    return "\n".join(lines) + "\n"


def _module_line(check: Callable[..., object]) -> str:
    module = inspect.getmodule(check)
    return inspect.cleandoc(module.__doc__ or "").splitlines()[0] if module else ""


def _version(procedure: Procedure, version: Version) -> list[str]:
    until = f" đến {version.until:%d/%m/%Y}" if version.until else ""
    apart = "; ".join(" ≠ ".join(group) for group in version.apart) or "–"
    basis = f"{version.instrument.label()} ({version.instrument.sure}). Tách bạch: {apart}."
    aside = f"Được bỏ qua theo văn bản của cấp trên: {', '.join(version.may_override) or 'không'}."
    return [
        f"### {version.title or procedure.title} (`{version.variant}`), từ {version.since:%d/%m/%Y}{until}",
        "",
        f"{basis} {aside}",
        "",
        f"![{procedure.title}]({picture_name(procedure, version)})",
        "",
        "| bước | ai làm | biểu quyết, thời hạn | điều kiện | lối ra |",
        "| --- | --- | --- | --- | --- |",
        *[_row(step) for step in version.steps],
    ]


def _row(step: Step) -> str:
    people = dict.fromkeys(who(by) for rule in acts_of(step).values() for by in rule.by)
    told = [vote(rule) for rule in step.all_votes().values()] + [clock(rule) for rule in step.clocks]
    needs = [need.check + (f" ({', '.join(need.given)})" if need.given else "") for need in needs_of(step)]
    ways = [f"{outcome(name)} → {way.to}" for name, way in step.then.items()]
    return f"| {step.title} | {', '.join(people)} | {'; '.join(told)} | {', '.join(needs)} | {'; '.join(ways)} |"
