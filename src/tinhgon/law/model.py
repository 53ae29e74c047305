"""What a rule is made of: facts it asks for, steps and conditions it states, and the rule itself."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tinhgon.basis.errors import BadInput, Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.kinds import KINDS, Kind, hold, worded
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, column


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something a rule must be told: its name, what it is called, its kind, and why it is asked.

    `default` stands where nothing is said; a fact without default and not `optional` must be given. `choices` are the
    words allowed, each with its label. Numbers lie between `minimum` and `maximum`, both allowed. A fact that is not
    `counted` may be told, but the law leaves it out of the sum. `supplied_by` names the rule, and the step of it, that
    gives the fact when it is not told, and `supplied_when` the fact and value for which alone it is needed.
    """

    name: str
    label: str
    kind: str
    why: str = ""
    choices: Mapping[str, str] | None = None
    default: Any = None
    optional: bool = False
    minimum: int | str | None = 0
    maximum: int | str | None = None
    example: Any = None
    counted: bool = True
    supplied_by: tuple[str, str] | None = None
    supplied_when: tuple[str, str] | None = None

    @property
    def held_kind(self) -> Kind:
        return KINDS[self.kind]

    @property
    def is_needed(self) -> bool:
        return self.default is None and not self.optional

    def bounds(self) -> tuple[Any, Any]:
        """Lowest and highest value allowed, as they are held; None where there is none."""
        if not self.held_kind.is_number:
            return None, None
        low, high = (
            None if b is None else hold(self.held_kind, b, where=self.name) for b in (self.minimum, self.maximum)
        )
        return low, high

    def held(self, value: Any) -> Any:
        """One value as it is held. Raises BadInput saying what is wrong, what is allowed and why it is asked."""
        found = hold(self.held_kind, value, where=Wording(self.label))
        if found is None:
            return None
        if self.choices is not None and found not in self.choices:
            raise BadInput(
                "fact_not_among",
                _("{label}: không có “{text}”; chọn một trong: {choices}."),
                label=Wording(self.label),
                text=str(value),
                choices=", ".join(self.choices),
                fact=self.name,
            )
        low, high = self.bounds()
        if (low is not None and found < low) or (high is not None and found > high):
            raise BadInput(
                "fact_out_of_range",
                _("{label}: {text} nằm ngoài khoảng {low} đến {high}."),
                label=Wording(self.label),
                text=worded(self.held_kind, found),
                low=worded(self.held_kind, low),
                high=worded(self.held_kind, high) if high is not None else "…",
                fact=self.name,
            )
        return found

    def missing(self) -> BadInput:
        """The refusal that asks for this fact."""
        return BadInput(
            "fact_missing",
            _("Cần biết “{label}” ({fact}): {why}.") if self.why else _("Cần biết “{label}” ({fact})."),
            label=Wording(self.label),
            fact=self.name,
            why=Wording(self.why),
        )


@dataclass(frozen=True)
class Step:
    """One sentence of the law: its name, what it yields, its label, the article, and one term.

    `sure` is "unverified" where the sentence itself is recalled and not read. An optional step may have no value.
    `words` are what codes of a text step are called.
    """

    name: str
    unit: str
    label: str
    cite: str
    term: Term
    sure: str = "verified"
    optional: bool = False
    hidden: bool = False
    words: Mapping[str, str] | None = None

    @property
    def it(self) -> Term:
        """What the step yields, for the steps after it."""
        return column(self.name, self.unit)

    @property
    def kind(self) -> Kind:
        return KINDS[self.unit]


@dataclass(frozen=True)
class Guard:
    """A condition of the law: where it does not hold the rule gives no figure, and says why.

    `reason` is a term that says of each row why it does not hold (see `calling.refusal`); else `otherwise` is said.
    """

    label: str
    cite: str
    holds: Term
    otherwise: str
    sure: str = "verified"
    reason: Term | None = None

    @property
    def it(self) -> Term:
        """The condition itself."""
        return self.holds


Part = Step | Guard
Facts = Mapping[str, Term]
Parts = Generator[Part, Term, None]
"""A formula: it yields the parts in the order of the law, and each yield is answered with the part's `it`:

    months = yield Step("months_early", "months", ...)
    yield Step("total", "dong", ..., salary * months)
"""
PartsTo = Generator[Part, Term, Term]
"""Parts that lead to a term: `years = yield from ...`."""
Formula = Callable[[Parameters, Facts], Parts]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of a rule: in force from a day, until the next version or `effective_to` (exclusive)."""

    id: str
    title: str
    cite: str
    gives: str
    effective_from: date
    effective_to: date | None
    facts: tuple[Fact, ...]
    formula: Formula
    subject: str
    asks: str
    sure: str = "verified"
    note: str = ""
    aliases: Mapping[str, str]

    def fact(self, name: str) -> Fact:
        return next(fact for fact in self.facts if fact.name == name)

    def parts(self, parameters: Parameters) -> tuple[Part, ...]:
        """The rule's conditions and steps in order, with the figures of the day in them."""
        formula = self.formula(parameters, {fact.name: column(fact.name, fact.kind) for fact in self.facts})
        found = [next(formula)]
        try:
            while True:
                found.append(formula.send(found[-1].it))
        except StopIteration:
            return tuple(found)

    def next_version(
        self,
        *,
        cite: str,
        title: str = "",
        effective_to: date | None = None,
        facts: Sequence[Fact] = (),
        sure: str = "verified",
        note: str = "",
    ) -> Callable[[Formula], Rule]:
        """Declare the version in force from the day this one ends; title and facts stay where none are named.

        How sure it is and the note belong to one version alone. Raises ValueError where this version does not end.
        """
        if self.effective_to is None:
            raise ValueError(f"{self.id} from {self.effective_from} has no end")
        begins = self.effective_to

        def made(formula: Formula) -> Rule:
            return replace(
                self,
                title=title or self.title,
                cite=cite,
                effective_from=begins,
                effective_to=effective_to,
                facts=tuple(facts) or self.facts,
                formula=formula,
                sure=sure,
                note=note,
            )

        return made


def rule(
    *,
    id: str,  # noqa: A002
    title: str,
    cite: str,
    gives: str,
    effective_from: date,
    effective_to: date | None = None,
    facts: Sequence[Fact],
    asks: str = "",
    sure: str = "verified",
    note: str = "",
    aliases: Mapping[str, str] | None = None,
) -> Callable[[Formula], Rule]:
    """Declare a rule. `gives` is the step that is its result; `asks` the question it answers, in Vietnamese.

    `aliases` are other names under which worked examples ask for a step. `note` is shown beside every result.
    """

    def made(formula: Formula) -> Rule:
        return Rule(
            id=id,
            title=title,
            cite=cite,
            gives=gives,
            effective_from=effective_from,
            effective_to=effective_to,
            facts=tuple(facts),
            formula=formula,
            subject=Path(formula.__code__.co_filename).parent.name,
            asks=asks,
            sure=sure,
            note=note,
            aliases=dict(aliases or {}),
        )

    return made
