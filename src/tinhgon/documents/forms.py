"""The forms that papers have by rule: every point of the layout as data, with its source and how sure it is.

A file of `forms/` is one rule, of the State or of the Party, from a day on. Nothing of the layout stands in Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

Family = Literal["state", "party"]
Sure = Literal["read", "secondary", "unverified", "house"]
"""read: in the text of the rule; secondary: in a digest of it; unverified: recalled, or digests differ; house: no rule
says it, and we chose."""
PAGE = (
    "width", "height", "top", "bottom", "left", "right", "number_size", "number_from_edge", "first_number", "font",
    "head_left", "foot_left",
)  # fmt: skip


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=3)
    sure: Sure


class Point(_Data):
    """One point of the page, or words that the rule gives. Lengths in millimetres."""

    value: int | float | bool | str
    range: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.range and not self.range[0] <= float(self.value) <= self.range[1]:
            raise ValueError(f"{self.value} is not within {self.range}")
        return self


class Part(_Data):
    """How a part of a paper is set. Sizes and gaps in points; `first`, `left` in millimetres; `line` a multiple, or
    `line_pt` at least so many points; `rule`: a line below of that share of the text's width."""

    size: float = Field(ge=8, le=20)
    range: tuple[float, float] | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Literal["left", "center", "justify"] = "left"
    first: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    line_pt: float = 0
    rule: float = 0

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.range and not self.range[0] <= self.size <= self.range[1]:
            raise ValueError(f"size {self.size} is not within {self.range}")
        return self


class Form(BaseModel):
    """A rule of form, in force `since` a day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str
    family: Family
    title: str
    since: date = Field(alias="from")
    until: date | None = Field(default=None, alias="to")
    page: Mapping[str, Point]
    parts: Mapping[str, Part]
    words: Mapping[str, Point]

    def length(self, name: str) -> float:
        """A measure of the page, in millimetres or points."""
        return float(self.page[name].value)

    def word(self, name: str) -> str:
        return str(self.words[name].value)

    @property
    def text_width(self) -> float:
        """Millimetres between the margins."""
        return self.length("width") - self.length("left") - self.length("right")

    @property
    def has_unverified(self) -> bool:
        """Whether a clerk who has the rule should look at the template first."""
        return any(point.sure == "unverified" for _, _, point in self.points())

    def points(self) -> Iterator[tuple[str, str, Point | Part]]:
        """(group, name, point) of everything that the form states."""
        for group in ("page", "parts", "words"):
            for name, point in getattr(self, group).items():
                yield group, name, point


@cache
def forms() -> tuple[Form, ...]:
    """All forms, in order of family and day. A fault in a file stops the first use, naming file and point."""
    folder = Path(__file__).with_name("forms")  # not by the package: a confined child has modules without packages
    texts = [one.read_text(encoding="utf-8") for one in sorted(folder.glob("*.yaml"))]
    raw = {stated["form"]: stated for stated in map(yaml.safe_load, texts)}
    made = [Form.model_validate(_whole(stated, raw)) for stated in raw.values()]
    for form in made:
        if missing := set(PAGE) - form.page.keys():
            raise ValueError(f"{form.form}: {sorted(missing)}")
    return tuple(sorted(made, key=lambda form: (form.family, form.since)))


def _whole(stated: Mapping[str, Any], raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """With what it takes over from an earlier form: that is unverified, however sure it was there."""
    own = {key: value for key, value in stated.items() if key != "like"}
    if "like" not in stated:
        return own
    old = raw[stated["like"]]
    for group in ("page", "parts", "words"):
        taken = {name: _taken_over(point, old["title"]) for name, point in old[group].items()}
        own[group] = {**taken, **stated.get(group, {})}
    return own


def _taken_over(point: Mapping[str, Any], title: str) -> dict[str, Any]:
    if point["sure"] == "house":
        return dict(point)
    return {**point, "sure": "unverified", "source": f"theo {title}, chưa đối chiếu"}


def form_on(family: Family, day: date) -> tuple[Form, bool]:
    """The form of a day, and whether it is that day's: before the earliest one that is held, that one stands in."""
    known = [form for form in forms() if form.family == family]
    for form in reversed(known):
        if form.since <= day:
            return form, form.until is None or day <= form.until
    return known[0], False
