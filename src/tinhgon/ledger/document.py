"""The text of a decision: what a decision file holds, and what is signed."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, TypeAdapter, model_validator

from tinhgon.ledger.effect import Effect
from tinhgon.ledger.payload import (
    Day,
    Name,
    Payload,
    Shorthand,
    Text,
)
from tinhgon.ledger.registry import EFFECTS

if TYPE_CHECKING:
    AnyEffect = Effect
else:
    AnyEffect = Annotated[reduce(or_, EFFECTS.values()), Field(discriminator="kind")]
EFFECT: TypeAdapter[Effect] = TypeAdapter(AnyEffect, config=ConfigDict(defer_build=True))
Confidentiality = Literal["normal", "secret", "top_secret", "utmost_secret"]


class Basis(Shorthand):
    """One căn cứ: the number of an instrument, or its words where it has none."""

    text_field: ClassVar[str] = "number"

    number: Name
    title: Text = ""


class Attachment(Payload):
    """A file that belongs to the decision, known by its SHA-256."""

    name: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Document(Payload):
    """A decision as it is drafted: number and symbol, issuer, dates, subject, basis, effects.

    `effective_on` is the date of legal effect; `operates_from` the later day on which the units start working, where
    the text names one. An effect without a day of its own takes effect on `operates_from`, else on `effective_on`.
    The number is the one on paper and never comes from a sequence. No personal name of a signer: the office signs.
    """

    number: Name
    kind: Name = "quyết định"
    issuer: Name
    signer: Text = ""
    signed_on: Day
    effective_on: Day
    operates_from: Day | None = None
    subject: Annotated[Text, Field(min_length=1, max_length=1000)]
    basis: tuple[Basis, ...] = ()
    confidentiality: Confidentiality = "normal"
    synthetic: bool = False
    attachments: tuple[Attachment, ...] = ()
    note: Annotated[Text, Field(max_length=4000)] = ""
    effects: Annotated[tuple[AnyEffect, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.operates_from and self.operates_from < self.effective_on:
            raise ValueError("operates_from_before_effective_on")
        return self

    def effective(self, effect: Effect) -> date:
        """The day from which an effect's entries hold."""
        return effect.effective_on or self.operates_from or self.effective_on
