"""An amount of the law as the sum of its parts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from tinhgon.law.explaining import Explanation


@dataclass(frozen=True)
class Step:
    label: str
    how: str
    cite: str
    text: str
    suffix: str
    is_condition: bool
    holds: bool
    unverified: bool
    is_given: bool
    is_sum: bool


@dataclass(frozen=True)
class Part:
    """The steps of one rule: those that supply the others come first."""

    title: str
    cite: str
    steps: tuple[Step, ...]


def parts_of(told: Explanation) -> list[Part]:
    """An explanation as steps to be shown: those of the rules that supply it first."""
    parts = [piece for before in told.before for piece in parts_of(before)]
    return [*parts, Part(gettext(told.rule.title), gettext(told.rule.cite), tuple(steps_of(told)))]


def steps_of(told: Explanation) -> list[Step]:
    return [
        Step(
            label=gettext(step.label),
            how=step.how,
            cite=gettext(step.cite),
            text=gettext(step.text),
            suffix=gettext(step.suffix),
            is_condition=step.is_condition,
            holds=step.value is True,
            unverified=step.sure == "unverified",
            is_given=step.is_given,
            is_sum=step.name == told.rule.gives,
        )
        for step in told.steps
    ]
