"""What an act is: who did what when, in a typed payload that changes the state and can be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import Field, StringConstraints

from tinhgon.basis.errors import fill, translated
from tinhgon.basis.findings import Finding
from tinhgon.cases.state import Actor, State
from tinhgon.record.kinds.base import ActKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinhgon.cases.ledger import Ledger

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class OfPerson:
    """Marks a number that is a person's, so that a form asks for the code of their file."""


Person = Annotated[int, Field(gt=0), OfPerson()]
Number = Annotated[int, Field(ge=0)]


@dataclass(frozen=True)
class Told:
    """A sentence about an act, translated where it is shown."""

    message: str
    data: Mapping[str, Any]

    def render(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate` (identity: Vietnamese)."""
        return fill(translate(self.message), translated(self.data, translate))


class Kind(ActKind):
    """A kind of act, one file each. Frozen; `kind` is its name for ever, a new shape is a new number.

    `personal` are the fields that are sealed, each with the field that says whose they are ("": the case's own).
    `late_reason` is why the act was entered later than the procedure allows. `commutes`: two that were done at
    once on one state are both judged again and written. `structural` kinds move the case and are
    never mended, `mends` are those that withdraw or correct another act.
    """

    title: ClassVar[str] = ""
    personal: ClassVar[Mapping[str, str]] = {}
    commutes: ClassVar[bool] = False
    of_draft: ClassVar[bool] = False
    """In a case about a draft its content is taken from the draft, never stated by whoever does it."""
    by_the_door: ClassVar[frozenset[str]] = frozenset()
    """Fields that `resolved` writes, as the ledger of the day says: nobody states them."""
    structural: ClassVar[bool] = False
    mends: ClassVar[bool] = False

    kind: str = ""
    late_reason: str = ""

    @property
    def doing(self) -> str:
        """The act's name in a definition: the kind without its number, or what a decision does."""
        return self.kind.split("/")[0]

    def apply(self, state: State, act: Act) -> State:
        """The state with this act. Refuses nothing and asks nobody: the door has judged."""
        del act
        return state

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """What keeps the act from fitting the state; errors refuse it."""
        del state, act
        return ()

    def resolved(self, state: State, ledger: Ledger, act: Act) -> Self:
        """The payload with what the ledger says on the day of the act written into it."""
        del state, ledger, act
        return self

    def label(self) -> str:
        """The sentence in Vietnamese, as the record's lists have it."""
        return self.tell().render()

    def tell(self) -> Told:
        """What was done, in one sentence."""
        return Told(self.title, {})

    @classmethod
    def example(cls) -> Self:
        """A worked case of the kind."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act of one case. `entered_by` typed it when it was not the actor."""

    case: int
    seq: int
    payload: Kind
    actor: Actor
    done_at: datetime
    recorded_at: datetime
    entered_by: Actor | None = None

    @property
    def doing(self) -> str:
        """What was done, by its name in the definition."""
        return self.payload.doing

    @property
    def title(self) -> str:
        """The Vietnamese name of what was done."""
        return self.payload.title

    @property
    def people(self) -> frozenset[int]:
        """Everybody whose hand this is: the actor, the person stood in for, the typist."""
        typist = self.entered_by.people if self.entered_by else frozenset()
        return self.actor.people | typist

    @property
    def accounts(self) -> frozenset[str]:
        """The accounts it came through."""
        accounts = {self.actor.account, self.entered_by.account if self.entered_by else ""}
        return frozenset(accounts - {""})


def error(code: str, message: str, /, **data: Any) -> Finding:
    """What keeps an act from being done."""
    return Finding(severity="error", code=code, message=message, data=data)
