"""The generated page docs/rules.md: every rule of law with its versions, facts, steps and figures by date."""

from __future__ import annotations

from itertools import groupby

from tinhgon.law import engine
from tinhgon.law.model import Fact, Guard, Rule
from tinhgon.law.telling import figures_of

MARKS = {"verified": "", "derived": "derived", "unverified": "**unverified**", "draft": "draft"}


def rules_page() -> str:
    """The whole page."""
    every = list(engine.rules().values())
    lines = [
        "# Rules of law",
        "",
        "Written by `./dev docs` from `src/tinhgon/law/rules`. Read through press and legal sites, not the gazette;",
        "**unverified** is recalled and not read. `tinhgon law explain RULE --on DATE --facts JSON` tries a rule.",
        "",
    ]
    for subject, known in groupby(every, key=lambda versions: versions[0].subject):
        ids = [versions[0] for versions in known]
        lines.append(f"- **{subject}**: " + ", ".join(f"[{rule.title}](#{_anchor(rule)})" for rule in ids))
    for versions in every:
        lines += ["", *_rule(versions)]
    return "\n".join(lines) + "\n"


def _anchor(rule: Rule) -> str:
    return rule.id.replace(".", "")


def _rule(versions: tuple[Rule, ...]) -> list[str]:
    lines = [f"## `{versions[0].id}`", "", f"**{versions[-1].title}.** {versions[-1].asks}"]
    for rule in versions:
        until = f" to before {rule.effective_to.isoformat()}" if rule.effective_to else ""
        doc = " ".join((rule.formula.__doc__ or "").split())
        doubt = " **Unverified.**" if rule.sure == "unverified" else ""
        lines += ["", f"From {rule.effective_from.isoformat()}{until}: {rule.cite}. {doc}{doubt}"]
        if rule.note:
            lines += ["", f"> {rule.note}"]
        lines += ["", *_parts(rule)]
    lines += ["", "| fact | meaning | kind | needed |", "| --- | --- | --- | --- |"]
    seen: dict[str, Fact] = {fact.name: fact for rule in versions for fact in rule.facts}
    lines += [_fact(fact) for fact in seen.values()]
    return [*lines, *_figures(versions)]


def _parts(rule: Rule) -> list[str]:
    lines = []
    for part in engine.parts_on(rule=rule, on=rule.effective_from)[1]:
        doubt = " (**unverified**)" if part.sure == "unverified" else ""
        if isinstance(part, Guard):
            lines.append(f"1. {part.label}, else: {part.otherwise} {part.cite}{doubt}")
        elif not part.hidden:
            lines.append(f"1. `{part.name}` {part.label}. {part.cite}{doubt}")
    return lines


def _fact(fact: Fact) -> str:
    kind = ", ".join(f"`{choice}`" for choice in fact.choices) if fact.choices else fact.kind
    needed = "yes" if fact.is_needed else f"`{fact.default}`" if fact.default is not None else ""
    if fact.supplied_by:
        needed = f"from `{fact.supplied_by[0]}`"
    if not fact.counted:
        needed = "not counted"
    return f"| `{fact.name}` | {fact.label} | {kind} | {needed} |"


def _figures(versions: tuple[Rule, ...]) -> list[str]:
    figures = {figure["name"]: figure for rule in versions for figure in figures_of(rule=rule)}
    if not figures:
        return []
    lines = ["", "| figure | from | value | source | |", "| --- | --- | --- | --- | --- |"]
    for figure in figures.values():
        for value in figure["values"]:
            source = ", ".join(part for part in (value["instrument"], value["article"]) if part)
            text = value["value"].replace("|", "\\|").replace("<", "&lt;")
            mark = MARKS[value["sure"]]
            if value["unverified_keys"]:
                mark += f" ({', '.join(value['unverified_keys'])})"
            lines.append(f"| {figure['label']} | {value['from']} | {text} | {source} | {mark} |")
    return lines
