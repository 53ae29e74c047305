"""One counter counts; another does it again without seeing the first; the result is declared of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from tinhgon.basis.errors import Refusal
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Number, Person, Told, Words, error
from tinhgon.cases.state import Counted, Resulted, State
from tinhgon.cases.voting import asked_of, people_of, result_of
from tinhgon.law.ballots import Choice, Count, impossible


class Votes(BaseModel):
    """Votes for a person, or for an answer. A list: keys of JSON objects are text, and person 12 is not “12”."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: Person | None = None
    answer: str = ""
    votes: Number

    @property
    def choice(self) -> Choice:
        """The person or the answer."""
        return self.answer if self.person is None else self.person


class Spoilt(BaseModel):
    """Invalid ballots for one reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Words
    ballots: Number


class CountVotes(Kind):
    """Kiểm phiếu, một người đếm. What is not stated is not zero."""

    title: ClassVar[str] = _("Kiểm phiếu")
    kind: Literal["count/1"] = "count/1"
    vote: str = "vote"
    matter: str = ""
    round: Annotated[int, Field(ge=1)] = 1
    issued: Number | None = None
    returned: Number | None = None
    valid: Number | None = None
    invalid: Number | None = None
    votes: tuple[Votes, ...] = ()
    spoilt: tuple[Spoilt, ...] = ()

    def count(self) -> Count:
        """As ballots are counted."""
        return Count(
            issued=self.issued,
            returned=self.returned,
            valid=self.valid,
            invalid=self.invalid,
            votes=tuple((one.choice, one.votes) for one in self.votes),
            reasons={one.reason: one.ballots for one in self.spoilt},
        )

    def apply(self, state: State, act: Act) -> State:
        one = Counted(vote=self.vote, matter=self.matter, round=self.round, seq=act.seq, count=self.count())
        return state.running(counts=(*state.run.counts, one))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """After the roll, before the result, twice at most, by another each time, of numbers that can be."""
        rule = state.here.all_votes().get(self.vote)
        if rule is None:
            yield error("no_such_vote", _("Bước này không có lần bỏ phiếu “{vote}”."), vote=self.vote)
            return
        if state.run.roll is None:
            yield error("no_roll", _("Chưa điểm danh."))
            return
        asked = asked_of(state, self.vote, self.matter, self.round)
        if asked is None:
            yield error("no_such_round", _("Chưa đến vòng {round}."), round=self.round)
            return
        if any(one.round == self.round for one in state.run.results_of(self.vote, self.matter)):
            yield error("result_declared", _("Đã công bố kết quả; rút kết quả trước."))
        before = state.run.counts_of(self.vote, self.matter, self.round)
        if len(before) > 1:
            yield error("counted_twice", _("Đã có hai người đếm; rút một kết quả đếm trước khi đếm lại."))
        by_seq = {one.seq: one for one in state.acts}
        for one in before:
            first = by_seq[one.seq]
            if first.people & act.people or first.accounts & act.accounts:
                yield error("same_counter", _("Người đếm lần hai phải là người khác, tài khoản khác."))
        if act.people & set(asked.names or ()):
            yield error("counter_is_candidate", _("Người có tên trong danh sách không được kiểm phiếu."))
        yield from impossible(
            count=self.count(),
            rule=asked.rule,
            roll=state.run.base(),
            seats=asked.seats,
            names=asked.names,
            elected_before=asked.elected,
        )

    def tell(self) -> Told:
        return Told(
            _("Kiểm phiếu vòng {round}: {valid} phiếu hợp lệ."),
            {"round": self.round, "valid": "–" if self.valid is None else self.valid},
        )

    @classmethod
    def example(cls) -> Self:
        return cls(
            issued=9, returned=9, valid=8, invalid=1, votes=(Votes(person=31, votes=6), Votes(person=32, votes=2))
        )


class DeclareResult(Kind):
    """Công bố kết quả. The outcome equals what the rule gives of the two counts, or it is refused."""

    title: ClassVar[str] = _("Công bố kết quả")
    kind: Literal["result/1"] = "result/1"
    vote: str = "vote"
    matter: str = ""
    round: Annotated[int, Field(ge=1)] = 1
    outcome: Words
    chosen: tuple[Person, ...] = ()
    go_on: tuple[Person, ...] = ()
    casting: str = ""
    head_vacant: bool = False

    def apply(self, state: State, act: Act) -> State:
        one = Resulted(
            vote=self.vote,
            matter=self.matter,
            round=self.round,
            seq=act.seq,
            outcome=self.outcome,
            chosen=self.chosen,
            go_on=self.go_on,
        )
        return state.running(results=(*state.run.results, one))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        if any(one.round == self.round for one in state.run.results_of(self.vote, self.matter)):
            yield error("result_declared", _("Đã công bố kết quả; rút kết quả trước."))
            return
        try:
            result = result_of(
                state, self.vote, self.matter, self.round, casting=self.casting, head_vacant=self.head_vacant
            )
        except Refusal as refusal:
            yield error(refusal.code, refusal.message, **refusal.data)
            return
        if self.outcome != result.outcome:
            yield error("not_the_result", _("Kết quả theo quy định là “{outcome}”."), outcome=result.outcome)
        elif set(self.chosen) != people_of(result.chosen) or set(self.go_on) != people_of(result.go_on or result.tied):
            yield error("not_the_chosen", _("Người được chọn không đúng với kết quả kiểm phiếu."))

    def tell(self) -> Told:
        return Told(_("Kết quả: {outcome}."), {"outcome": self.outcome})

    @classmethod
    def example(cls) -> Self:
        return cls(outcome="chosen", chosen=(31,))


def told_of(state: State, act: Act, translate: Callable[[str], str] = str) -> str:
    """An act in words; of a count that the second counter must not see yet, only that it was made."""
    is_open = act.seq in {one.seq for one in state.run.counts} and not state.run.results
    if isinstance(act.payload, CountVotes) and state.is_open and is_open:
        return translate(act.payload.title)
    return act.payload.tell().render(translate)
