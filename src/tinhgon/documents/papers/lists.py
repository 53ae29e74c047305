"""The list that belongs to a decision: people of a clause that names many, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.documents.model import Annex, Table, printable
from tinhgon.documents.naming import People, told
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.payload import parts
from tinhgon.registers.staff.payloads import PersonRef

_SHARES = (1, 2, 4, 8)


def annexes_of(document: Document, people: People, *, belongs_to: str) -> tuple[Annex, ...]:
    """An annex for each clause that names two people and more; Roman numbers where there are several."""
    many = [effect for effect in document.effects if len(_people(effect)) > 1]
    found = []
    for place, effect in enumerate(many, start=1):
        label = f"Phụ lục {_roman(place)}" if len(many) > 1 else "Phụ lục"
        where = f"{effect.clause}: " if effect.clause else ""
        title = f"{where}{type(effect).title}".upper()
        found.append(Annex(label, printable(title), belongs_to, (_table(effect, people),)))
    return tuple(found)


def list_rows(effect: Effect, people: People) -> Iterator[tuple[str, str, str]]:
    """File code, name where it may be seen, and what the clause says of the person."""
    for code in _people(effect):
        known = people.named.get(code)
        yield code, printable(known.name) if known else "", printable(told(effect, people, of=code))


def _people(effect: Effect) -> list[str]:
    return list(dict.fromkeys(ref.code for ref in parts(effect, PersonRef) if ref.code))


def _table(effect: Effect, people: People) -> Table:
    rows = [(str(place), *row) for place, row in enumerate(list_rows(effect, people), start=1)]
    return Table(("STT", "Mã hồ sơ", "Họ và tên", "Nội dung"), rows, _SHARES, centred=frozenset({0, 1}))


def _roman(number: int) -> str:
    letters = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, letters_of in letters:
        count, number = divmod(number, value)
        text += letters_of * count
    return text
