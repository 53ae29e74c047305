"""What a clause says, before anyone knows which units it means; every node keeps its span of the text as given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tinhgon.reading.normal import Span
from tinhgon.registers.units.payloads import Share

Level = Literal["full", "part", "remainder"]
Sense = Literal["acts", "neutral", "proposes", "refuses", "repeals", "amends", "unknown"]
COUNTED = {"xã": "xa", "phường": "phuong", "đặc khu": "dac_khu", "thị trấn": "thi_tran"}
"""Kinds of units that a summary counts, with the names of their counts."""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """'(huyện Châu Thành)': the unit above."""

    kind: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit as a clause names it. `area_share` None: the words leave it open, the sums over the text settle it."""

    kind: str
    name: str
    span: Span
    area_share: Share | None = "full"
    population_share: Share | None = "full"
    qualifier: Qualifier | None = None
    hint: Qualifier | None = None  # said of the group it stands in
    within: Qualifier | None = None  # said by the lead over the clause
    after: tuple[int, ...] = ()
    code: str | None = None
    doubt: str = ""
    area_km2: str | None = None
    is_later: bool = False  # 'sau khi điều chỉnh': what an earlier clause has left of it
    is_bare: bool = False  # a part only because no word says 'toàn bộ' before its figures
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A source that is no unit of the books, quoted."""

    text: str
    span: Span
    area_share: Share = "full"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person, a post, a unit of an office, or a choice, that a clause leaves to the books or to whoever reads.

    `slot`: what it is to the clause ('person', 'post', 'unit'); `code`: where the words give it themselves. A post may
    be one `of` the person in another slot; a choice has its `options`, code and words.
    """

    slot: str
    what: Literal["person", "post", "unit", "choice"]
    words: str
    span: Span
    code: str | None = None
    before: str = ""  # a person: the post held so far
    born: str = ""  # a person: the day, month or year of birth
    sex: str = ""  # a person: as the title tells it
    of: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """The unit that a clause brings into being or names anew. `above`: 'thuộc huyện A', where the clause says it."""

    kind: str
    name: str
    span: Span
    above: Qualifier | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """Figures that a sentence states of a unit, as it is after the text: square kilometres, people, hamlets."""

    kind: str
    name: str
    span: Span
    area_km2: str | None = None
    population: int | None = None
    hamlets: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One clause, understood. `effect` is the kind of effect it drafts, or '' for a clause that posts nothing.

    `facts` holds what only some shapes have: counts of a summary, dates, persons, offices.
    """

    shape: str
    effect: str = ""
    sources: tuple[Mention, ...] = ()
    other_ground: tuple[Ground, ...] = ()
    into: Target | None = None
    parts: tuple[tuple[Target, Share, Share], ...] = ()
    receiver: Mention | None = None
    unchanged: tuple[Mention, ...] = ()
    members: tuple[Mention, ...] = ()  # communes that come with a part of their district
    stated: tuple[Stated, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """The sentence over clauses, which governs them: 'Tán thành chủ trương … như sau:', 'Huyện Văn Lãng:'.

    `sense`: 'acts' and 'neutral' let the clauses act; 'proposes', 'refuses', 'repeals', 'amends', 'unknown' do not.
    `within`: the district that the lead names for all under it.
    """

    sense: Sense
    text: str
    label: str = ""
    within: Qualifier | None = None
    names: tuple[Mention, ...] = ()

    @property
    def lets_act(self) -> bool:
        """Whether what stands under it is law."""
        return self.sense in ("acts", "neutral")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the text: its place ('Điều 1 khoản 2'), its span, and what it says."""

    label: str
    article: int
    number: int
    span: Span
    said: Said


@dataclass(frozen=True, slots=True)
class Cited:
    """One căn cứ."""

    number: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before and after the clauses."""

    number: str = ""
    kind: str = ""
    issuer: str = ""
    signer: str = ""
    signed_on: date | None = None
    effective_on: date | None = None
    operates_from: date | None = None
    is_adopted: bool = False  # the text says the day on which it was passed
    subject: str = ""
    basis: tuple[Cited, ...] = ()
    province: Target | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Text that no grammar took, or that a lead keeps from acting.

    `may_act`: no draft is made while it stands. `why`: the sense of a lead that is no law, 'governed' under such a
    lead (`lead` is its text), 'annex' where the text points to one, '' for words that were not understood.
    """

    span: Span
    text: str
    label: str = ""
    loose: tuple[Mention, ...] = ()
    may_act: bool = False
    why: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read: the head, the clauses in order, and what was not read."""

    text: str
    head: Head
    clauses: tuple[Clause, ...]
    unread: tuple[Unread, ...]
