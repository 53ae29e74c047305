"""From a text to an answer: read, link, look up, add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tinhgon.basis.findings import Finding
from tinhgon.reading.answer import Answer, Effected, Formed, Question, Resolved
from tinhgon.reading.books import Books, ListedBooks
from tinhgon.reading.clauses import Reading
from tinhgon.reading.codes import Codes
from tinhgon.reading.entities import Candidate, Entity, Use, entities, uses_of
from tinhgon.reading.levels import levelled, misplaced
from tinhgon.reading.normal import Span
from tinhgon.reading.offices import office_of, with_offices
from tinhgon.reading.placing import Looked, look_up
from tinhgon.reading.provinces import concerned, found_share
from tinhgon.reading.reader import read_clauses
from tinhgon.reading.recognised import is_recognised
from tinhgon.reading.register import Register
from tinhgon.reading.resolving import Resolver, unclaimed
from tinhgon.reading.reviewing import review
from tinhgon.reading.sums import Doubt, differing, doubts, out_of_order, read_counts, stated_counts
from tinhgon.reading.telling import finding

_FEWEST_KNOWN = 0.5
_ENOUGH = 4
_Place = tuple[int, str, int]


def understand(
    *,
    text: str = "",
    register: Register,
    borders: Mapping[str, frozenset[str]] | None = None,
    codes: Register | None = None,
    answers: Mapping[Span, str] | None = None,
    on: date | None = None,
    books: Books | None = None,
    reading: Reading | None = None,
) -> Answer:
    """What a text says, its units looked up in the register of the eve. `answers`: codes chosen, by span of a mention.
    `on`: the effective date, where the text states none. `books`: offices, posts and people of the same day.
    `reading`: the clauses of the text, where it was read before, in the place of `text`.

    A register that is plainly of another day is told first; every clause is shown all the same.
    """
    reading = reading or read_clauses(text=text)
    text = reading.text
    if on and not reading.head.effective_on:
        reading = replace(reading, head=replace(reading.head, effective_on=on))
    answered = answers or {}
    listed = register.units.values() if _names_offices(reading) else ()
    books = books or ListedBooks(tuple(map(office_of, listed)))
    reading, register = with_offices(reading=reading, register=register, books=books)
    named = entities(reading=reading)
    provinces = concerned(register=register, head=reading.head, named=named)
    stated, read = stated_counts(reading=reading), read_counts(reading=reading)
    resolver = Resolver(
        register=register,
        borders=borders,
        provinces=provinces,
        named=named,
        answers=answers,
        is_whole=_is_whole(reading, stated, read),
    )
    resolver.settle()
    _doubt(doubts(named=named, clauses=reading.clauses, is_arranging=bool(stated)), named, answered)
    if is_recognised(text=text):
        for entity in named:
            _ask_again(entity, "recognised", answered)
    found = uses_of(named=named)
    targets = [clause.said.into for clause in reading.clauses if clause.said.into]
    formed = Codes(register=codes, head=reading.head, answers=answered, targets=targets)
    looked = look_up(reading=reading, books=books, register=register, answers=answered)
    effects = list(_effects(reading, register, found, formed, looked))
    kept = [
        (clause, _resolved(found[place, "unchanged", slot]))
        for place, clause in enumerate(reading.clauses)
        for slot in range(len(clause.said.unchanged))
    ]
    questions = [*_questions(reading, register, named), *looked.questions, *misplaced(effects, register)]
    findings: list[Finding] = review(
        reading=reading,
        named=named,
        register=register,
        left=unclaimed(resolver),
        stated=stated,
        read=read,
        has_codes=codes is not None,
        provinces=provinces,
    )
    if is_recognised(text=text):
        findings.insert(0, finding("text_recognised"))
    if _is_of_other_day(register, named):
        head = reading.head
        day = head.operates_from or head.effective_on or head.signed_on
        findings.insert(0, finding("units_of_another_day", day=day or "ngày có hiệu lực"))
    return Answer(
        reading, register, provinces, tuple(effects), tuple(kept), tuple(questions), tuple(findings), stated, read
    )


def _names_offices(reading: Reading) -> bool:
    """Whether anything but territory is named: only then is the list looked through for offices."""
    return any(
        clause.said.wanted or any(not one.kind for one in (*clause.said.sources, clause.said.receiver) if one)
        for clause in reading.clauses
    )


def _is_of_other_day(register: Register, named: list[Entity]) -> bool:
    """Whether most units of the clauses that were understood are not in the list. Words that were not understood prove
    nothing: they may be no names at all."""
    several = [entity for entity in named if entity.kind and not entity.is_loose]
    return len(several) >= _ENOUGH and found_share(register=register, named=several) < _FEWEST_KNOWN


def _is_whole(reading: Reading, stated: Mapping[str, Any], read: Mapping[str, Any]) -> bool:
    """Nothing that may act was left unread, the clauses follow one another, and there are as many as the text says."""
    acting = any(part.may_act for part in reading.unread)
    return (
        bool(stated)
        and not acting
        and not differing(stated=stated, read=read)
        and not out_of_order(clauses=reading.clauses)
    )


def _doubt(found: Iterable[Doubt], named: list[Entity], answers: Mapping[Span, str]) -> None:
    """What was found with certainty is asked again when shares or brackets do not fit."""
    for doubt in found:
        _ask_again(doubt.entity, doubt.code, answers)
    for entity in named:
        for why in {use.mention.doubt for use in entity.uses} - {""}:
            _ask_again(entity, why, answers)


def _ask_again(entity: Entity, why: str, answers: Mapping[Span, str]) -> None:
    if entity.is_loose or any(use.mention.span in answers for use in entity.uses):
        return
    if entity.status != "question":
        entity.status, entity.why = "question", why


def _resolved(pair: tuple[Entity, Use]) -> Resolved:
    entity, use = pair
    return Resolved(use.mention, entity, entity.status)


def _effects(
    reading: Reading,
    register: Register,
    found: Mapping[_Place, tuple[Entity, Use]],
    formed: Codes,
    looked: Looked,
) -> Iterable[Effected]:
    for place, clause in enumerate(reading.clauses):
        said = clause.said
        if not said.effect:
            continue
        sources: list[Resolved] = []
        for slot in range(len(said.sources)):
            sources += _expanded(register, _resolved(found[place, "source", slot]))
        into = None
        if said.into:
            code, candidates = formed.code(target=said.into)
            listed = formed.register.units[code].name if code and formed.register else said.into.name
            into = Formed(replace(said.into, name=listed), code)
            if candidates is not None:
                name = f"{said.into.kind} {said.into.name}"
                looked.questions.append(
                    Question("new_code", clause.label, said.into.span, name, candidates, formed.register or register)
                )
        receiver = _resolved(found[place, "receiver", 0]) if said.receiver else None
        own = {slot: one for (at, slot), one in looked.found.items() if at == place}
        members = tuple(_resolved(found[place, "member", slot]) for slot in range(len(said.members)))
        effect, asked = levelled(
            Effected(clause, tuple(sources), into, receiver, said.other_ground, members, own), register
        )
        if asked:
            looked.questions.append(asked)
        yield effect


def _expanded(register: Register, source: Resolved) -> list[Resolved]:
    """A district gives all its communes; one that has none gives itself."""
    below = register.below.get(source.entity.code or "", ()) if source.entity.spreads and source.code else ()
    return [replace(source, through=code) for code in below] or [source]


def _questions(reading: Reading, register: Register, named: Iterable[Entity]) -> Iterable[Question]:
    for entity in named:
        if entity.status != "question" or entity.is_loose:
            continue
        first = entity.uses[0]
        name = f"{entity.kind} {entity.name}".strip()
        candidates: tuple[Candidate, ...] = tuple(entity.candidates)
        yield Question(
            entity.why or "not_found",
            reading.clauses[first.clause].label,
            first.mention.span,
            name,
            candidates,
            register,
        )
