"""The generated page docs/rules.md: every rule of law with its versions, facts, steps and figures by date."""

from __future__ import annotations

from itertools import groupby

from tinhgon.law import engine
from tinhgon.law.model import Fact, Guard, Rule
from tinhgon.law.telling import figures_of
from tinhgon.law.worked_names import MEANS, SAME, WORDS

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
    lines += [*_vocabulary(), ""]
    for subject, known in groupby(every, key=lambda versions: versions[0].subject):
        ids = [versions[0] for versions in known]
        lines.append(f"- **{subject}**: " + ", ".join(f"[{rule.title}](#{_anchor(rule)})" for rule in ids))
    for versions in every:
        lines += ["", *_rule(versions)]
    return "\n".join(lines) + "\n"


FORMS = (
    ("date", "`2026-09-01` or `01/09/2026`"),
    ("month", "`2026-09` or `09/2026`; a year alone is its January"),
    ("bool", "`true`, `false`, `có`, `không`"),
    ("people, months, number, points, percent …", "a number that is not negative; a part of a whole as `0.25`"),
    ("tally", '`{"A": 12, "B": 9}`: a number by name (votes, deductions by reason); a name once'),
    ("names, words", '`["A", "B"]`; a name once, words as often as they come'),
    ("days", '`["2026-09-01", "2026-09-02"]`; `[]` says that there is none'),
    ("spans", '`[["2025-10-01", "2026-04-01"]]`: first and last day'),
    ("numbers", "`[2, 5, 9]`"),
)


def _vocabulary() -> list[str]:
    """What facts are called and how they are written, for `law explain`, tables, and worked examples."""
    return [
        "## Facts",
        "",
        "Names, kinds and allowed values stand in the table of each rule. A name that the rule does not ask for is",
        "refused and named by `law explain`; a row of `law check` with such a name is unsupported and says which: no",
        "answer is given beside a fact that was not looked at. Facts that contradict each other have no result and say",
        "why. Working days count from the day after; without `holidays` by the calendar in `law/clocks/holidays.yaml`.",
        "",
        "| kind | written |",
        "| --- | --- |",
        *(f"| {kind} | {form} |" for kind, form in FORMS),
        "",
        "`law check` also knows these other names: "
        + ", ".join(f"`{name}` for `{fact}`" for name, fact in sorted(SAME.items()) if name != fact)
        + ".",
        "",
        "Free words are brought to a code by a part of them: "
        + "; ".join(
            f"`{fact}`: " + ", ".join(f"“{part}” `{code}`" for part, code in words) for fact, words in WORDS.items()
        )
        + ".",
        "",
        "Results may be expected in other words: "
        + "; ".join(
            f"`{subject}*` `{code}`: " + ", ".join(f"`{word}`" for word in sorted(words))
            for subject, code, words in MEANS
        )
        + ".",
    ]


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
    kind = ", ".join(f"`{choice}`" for choice in fact.choices) if fact.choices else fact.kind + _bounds(fact)
    needed = "yes" if fact.is_needed else f"`{fact.default}`" if fact.default is not None else ""
    if fact.supplied_by:
        needed = f"from `{fact.supplied_by[0]}`"
    if not fact.counted:
        needed = "not counted"
    return f"| `{fact.name}` | {fact.label} | {kind} | {needed} |"


def _bounds(fact: Fact) -> str:
    if not fact.held_kind.is_number or (fact.minimum in {0, None} and fact.maximum is None):
        return ""
    least = fact.minimum if fact.minimum is not None else "…"
    return f" {least} to {fact.maximum}" if fact.maximum is not None else f" from {least}"


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
