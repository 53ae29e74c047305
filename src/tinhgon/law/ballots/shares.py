"""A share of a base, exact, and whether reaching it is enough or it must be passed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _

_WORDS = re.compile(r"^(over|at least)\s+(\d+)\s*/\s*(\d+)$")
_LIMIT = re.compile(r"^at most\s+(\d+)\s*/\s*(\d+)$")


@dataclass(frozen=True)
class Share:
    """`over 1/2` must be passed, `at least 2/3` is enough when reached. Written in words: `> 1/2` is no YAML."""

    fraction: Fraction
    strict: bool

    @classmethod
    def parse(cls, text: str) -> Share:
        """`over 1/2` or `at least 2/3`; BadInput for anything else, and for a share of nothing or of more than all."""
        match = _WORDS.match(text.strip())
        if match and int(match[3]) and 0 < int(match[2]) <= int(match[3]):
            return cls(Fraction(int(match[2]), int(match[3])), match[1] == "over")
        raise BadInput(
            "share_invalid",
            _("“{text}” không phải là tỷ lệ; viết “over 1/2” (quá) hoặc “at least 2/3” (ít nhất)."),
            text=text,
        )

    def met(self, votes: int, base: int) -> bool:
        """Whether `votes` of `base` make the share. Whole numbers only; of an empty base nothing is a share."""
        if base <= 0:
            return False
        reached, asked = votes * self.fraction.denominator, base * self.fraction.numerator
        return reached > asked if self.strict else reached >= asked

    def needed(self, base: int) -> int:
        """The least number of votes that make the share."""
        asked = base * self.fraction
        whole = -(-asked.numerator // asked.denominator)
        return whole + 1 if self.strict and whole == asked else whole

    def label(self) -> str:
        """As it stands in a sentence of either language: `> 1/2`, `≥ 2/3`, never torn at the end of a line."""
        return f"{'>' if self.strict else '≥'}\N{NO-BREAK SPACE}{self.fraction.numerator}/{self.fraction.denominator}"

    def __str__(self) -> str:
        """As it is written in a definition; parse(str(share)) is the share."""
        return f"{'over' if self.strict else 'at least'} {self.fraction.numerator}/{self.fraction.denominator}"


@dataclass(frozen=True)
class Limit:
    """`at most 3/10`: how much of something there may be, never rounded up."""

    fraction: Fraction

    @classmethod
    def parse(cls, text: str) -> Limit:
        """`at most 3/10`; BadInput for anything else."""
        match = _LIMIT.match(text.strip())
        if match and int(match[2]):
            return cls(Fraction(int(match[1]), int(match[2])))
        raise BadInput("limit_invalid", _("“{text}” không phải là mức tối đa; viết “at most 3/10”."), text=text)

    def of(self, whole: int) -> int:
        """The most of `whole`: 3/10 of 15 is 4, since 5 would be more."""
        extra = whole * self.fraction
        return extra.numerator // extra.denominator

    def __str__(self) -> str:
        """As it is written in a definition."""
        return f"at most {self.fraction.numerator}/{self.fraction.denominator}"


def _from(parse: Callable[[str], Any]) -> BeforeValidator:
    """A text by its grammar; what it refuses is a fault of the field."""

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return parse(value)
        except BadInput as refusal:
            raise ValueError(str(refusal)) from None

    return BeforeValidator(read)


def _as_text(pattern: re.Pattern[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern.pattern})


LimitField = Annotated[Limit, _from(Limit.parse), PlainSerializer(str), _as_text(_LIMIT)]
ShareField = Annotated[Share, _from(Share.parse), PlainSerializer(str), _as_text(_WORDS)]
