"""Offices that clauses name with their whole name ('Sở Nội vụ tỉnh A') are found in the books first of all."""

from __future__ import annotations

from dataclasses import replace

from tinhgon.reading.books import Books, BookUnit
from tinhgon.reading.clauses import Clause, Mention, Reading
from tinhgon.reading.register import Listed, Register


def office_of(listed: Listed) -> BookUnit:
    """A unit of a list, as the books have it."""
    return BookUnit(listed.code, listed.name, listed.kind, listed.structure, listed.own or listed.code, listed.parent)


def with_offices(*, reading: Reading, register: Register, books: Books) -> tuple[Reading, Register]:
    """The reading with the code of every office that one name fits, and the register with these offices in it."""
    more: dict[str, Listed] = {}
    clauses = tuple(_located(clause, reading.head.issuer, register, books, more) for clause in reading.clauses)
    if not more and clauses == reading.clauses:
        return reading, register
    return replace(reading, clauses=clauses), register.plus(more.values())


def _located(clause: Clause, by: str, register: Register, books: Books, more: dict[str, Listed]) -> Clause:
    def found(mention: Mention) -> Mention:
        if mention.kind or (mention.code and mention.code in register.units):
            return mention
        if mention.code:
            units = [one for one in books.offices.units.values() if one.code == mention.code]
        else:
            units = list(books.offices.called(mention.name, by=by))
        for unit in units:
            if unit.key not in register.units:
                more[unit.key] = _listed(unit, books)
        if len(units) != 1:
            return mention
        away = not mention.code and books.offices.is_elsewhere(units[0], mention.name, by=by)
        return replace(mention, code=units[0].key, doubt="elsewhere" if away else mention.doubt)

    said = clause.said
    sources = tuple(map(found, said.sources))
    receiver = found(said.receiver) if said.receiver else None
    if sources == said.sources and receiver == said.receiver:
        return clause
    return replace(clause, said=replace(said, sources=sources, receiver=receiver))


def _listed(unit: BookUnit, books: Books) -> Listed:
    level = 1 + sum(1 for _ in books.offices.above(unit))
    return Listed(unit.key, unit.name, unit.kind, level, unit.parent, unit.structure, unit.code)
