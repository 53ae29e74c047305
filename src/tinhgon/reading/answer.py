"""The whole of a reading: effects with their units, questions, findings, what was not read; and the same as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tinhgon.basis.findings import Finding
from tinhgon.reading.books import BookPerson, BookPost, BookUnit
from tinhgon.reading.clauses import Clause, Ground, Mention, Reading, Target, Wanted
from tinhgon.reading.entities import Candidate, Entity
from tinhgon.reading.normal import Span
from tinhgon.reading.register import DISTRICT, Listed, Register
from tinhgon.reading.telling import QUESTIONS


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention and the unit it means; `status` 'question' while that is not certain."""

    mention: Mention
    entity: Entity
    status: str
    through: str = ""

    @property
    def code(self) -> str | None:
        return self.entity.code if self.status != "question" else None


@dataclass(frozen=True, slots=True)
class Formed:
    """The unit a clause brings into being, with its code where a list gives one."""

    target: Target
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A unit to choose: which, where, why. `district` is '' where the unit above is not a district."""

    code: str
    name: str
    kind: str
    district: str
    reasons: tuple[str, ...]
    distance: int

    def label(self) -> str:
        return f"{self.kind} {self.name}{f', {self.district}' if self.district else ''}".strip()


def offered(*, register: Register, candidates: Iterable[Candidate]) -> tuple[Offered, ...]:
    """Candidates with what the register says of them."""
    found = []
    for candidate in candidates:
        unit = register.units.get(candidate.code) or Listed(candidate.code, "", "", 0, "")
        above = register.units.get(unit.parent)
        district = above.label() if above and above.level == DISTRICT else ""
        found.append(Offered(unit.code, unit.name, unit.kind, district, candidate.reasons, candidate.distance))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Found:
    """What the books gave for a slot of a clause: a person, a post, a unit, or the option chosen."""

    what: str
    code: str
    person: BookPerson | None = None
    post: BookPost | None = None
    unit: BookUnit | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person has to choose. `span` is the mention; the answer is a code.

    `offers`: what may be chosen, where it is no candidate of the register.
    """

    code: str
    clause: str
    span: Span
    name: str
    candidates: tuple[Candidate, ...]
    register: Register
    offers: tuple[Offered, ...] | None = None

    def offered(self) -> tuple[Offered, ...]:
        """What may be chosen, the likeliest first."""
        if self.offers is not None:
            return self.offers
        return offered(register=self.register, candidates=self.candidates)

    def render(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate` (identity: Vietnamese)."""
        return translate(QUESTIONS[self.code]).format(clause=self.clause, name=self.name)


@dataclass(frozen=True, slots=True)
class Effected:
    """A clause that posts something."""

    clause: Clause
    sources: tuple[Resolved, ...]
    into: Formed | None = None
    receiver: Resolved | None = None
    other_ground: tuple[Ground, ...] = ()
    members: tuple[Resolved, ...] = ()
    found: Mapping[str, Found] = field(default_factory=dict)

    def named(self) -> Iterable[tuple[Wanted, Found | None]]:
        """People, posts and units that the clause wants of the books, each with what was found."""
        return ((wanted, self.found.get(wanted.slot)) for wanted in self.clause.said.wanted if wanted.what != "choice")


@dataclass(frozen=True)
class Answer:
    """What a text says about the units of one day."""

    reading: Reading
    register: Register
    provinces: tuple[str, ...]
    effects: tuple[Effected, ...]
    unchanged: tuple[tuple[Clause, Resolved], ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]
    stated: Mapping[str, Any] = field(default_factory=dict)
    read: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self, *, translate: Callable[[str], str] = str) -> dict[str, Any]:
        """The answer in plain values: decision, effects, unchanged, questions, findings, unread, counts."""
        head = self.reading.head
        day = {
            name: value.isoformat() if value else None
            for name, value in (
                ("signed_on", head.signed_on),
                ("effective_on", head.effective_on),
                ("operates_from", head.operates_from),
            )
        }
        return {
            "decision": {
                "number": head.number,
                "kind": head.kind,
                "issuer": head.issuer,
                "signer": head.signer,
                **day,
                "subject": head.subject,
                "basis": [{"number": one.number, "title": one.title, "span": list(one.span)} for one in head.basis],
            },
            "provinces": [_unit(self.register, code) for code in self.provinces],
            "effects": [self._effect(effect) for effect in self.effects],
            "unchanged": [self._kept(kept) for _, kept in self.unchanged],
            "questions": [
                self._question(number, question, translate) for number, question in enumerate(self.questions, start=1)
            ],
            "findings": [
                {"severity": one.severity, "code": one.code, "clause": one.clause, "text": one.render(translate)}
                for one in self.findings
            ],
            "unread": [
                {"span": list(part.span), "text": part.text, "clause": part.label} for part in self.reading.unread
            ],
            "counts": {"stated": dict(self.stated), "read": dict(self.read)},
        }

    def _effect(self, effect: Effected) -> dict[str, Any]:
        said = effect.clause.said
        found: dict[str, Any] = {"kind": said.effect, "clause": effect.clause.label, "span": list(effect.clause.span)}
        if effect.into:
            target = effect.into.target
            found["into"] = {
                "name": target.name,
                "kind": target.kind,
                "code": effect.into.code,
                "span": list(target.span),
            }
        if effect.receiver:
            found["into"] = self._source(effect.receiver)
        found["sources"] = [self._source(source) for source in effect.sources]
        if effect.members:
            found["members"] = [self._source(member) for member in effect.members]
        if effect.other_ground:
            found["other_ground"] = [
                {"text": one.text, "area": one.area_share, "span": list(one.span)} for one in effect.other_ground
            ]
        if said.wanted:
            found["named"] = [
                {
                    "slot": wanted.slot,
                    "name": wanted.words,
                    "code": one.code if one else None,
                    "span": list(wanted.span),
                }
                for wanted, one in effect.named()
            ]
        if said.parts:
            found["parts"] = [
                {"name": new.name, "kind": new.kind, "area": area, "population": people, "span": list(new.span)}
                for new, area, people in said.parts
            ]
        if said.facts:
            found["facts"] = {key: _plain(value) for key, value in said.facts.items()}
        return found

    def _source(self, source: Resolved) -> dict[str, Any]:
        mention, entity = source.mention, source.entity
        listed = self.register.units.get(source.through) if source.through else None
        found: dict[str, Any] = {
            "name": listed.name if listed else mention.name,
            "kind": listed.kind if listed else mention.kind,
            "code": source.through or source.code,
            "area": mention.area_share,
            "population": mention.population_share,
            "span": list(mention.span),
            "status": source.status,
            "candidates": _choices(offered(register=self.register, candidates=entity.candidates))
            if source.status != "sure"
            else [],
        }
        if source.status != "question":
            found["how"] = entity.how
        if source.status == "variant":
            found["distance"] = entity.distance
        if source.through:
            found["through"] = {"name": mention.name, "kind": mention.kind, "code": entity.code}
        if mention.qualifier:
            found["under"] = {"kind": mention.qualifier.kind, "name": mention.qualifier.name}
        return found

    def _kept(self, kept: Resolved) -> dict[str, Any]:
        mention = kept.mention
        found: dict[str, Any] = {
            "code": kept.code,
            "name": mention.name,
            "kind": mention.kind,
            "span": list(mention.span),
            "status": kept.status,
        }
        if kept.status != "sure":
            found["candidates"] = _choices(offered(register=self.register, candidates=kept.entity.candidates))
        return found

    def _question(self, number: int, question: Question, translate: Callable[[str], str]) -> dict[str, Any]:
        return {
            "id": number,
            "code": question.code,
            "clause": question.clause,
            "span": list(question.span),
            "name": question.name,
            "text": question.render(translate),
            "candidates": _choices(question.offered()),
        }


def _choices(choices: Iterable[Offered]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "name": one.name,
            "kind": one.kind,
            "district": one.district,
            "reasons": list(one.reasons),
            "distance": one.distance,
        }
        for one in choices
    ]


def _unit(register: Register, code: str) -> dict[str, Any]:
    unit = register.units.get(code) or Listed(code, "", "", 0, "")
    return {"code": code, "name": unit.name, "kind": unit.kind}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | list | dict | None) else str(value)
