"""Lists of the people whom a decision names, a line each: as its annex, and as a paper of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tinhgon.documents.model import Annex, Mark, Paper, Paragraph, Table, printable
from tinhgon.documents.naming import NOBODY, People, told
from tinhgon.documents.papers.common import Asked, opening, paper_of, stated
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.payload import parts
from tinhgon.registers.establishment.labels import MOST_TOLD
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.payloads import NewPerson, PersonRef

_HEADS = ("STT", "Mã hồ sơ", "Họ và tên", "Nội dung")
_SHARES = (1, 2, 4, 8)
_MIDDLE = frozenset({0, 1})


def annexes_of(document: Document, people: People, *, belongs_to: str) -> tuple[Annex, ...]:
    """An annex for each clause that names two people and more, or more posts than its words tell; Roman numbers where
    there are several."""
    tables = [(effect, table) for effect in document.effects if (table := _table(effect, people))]
    found = []
    for place, (effect, table) in enumerate(tables, start=1):
        label = f"Phụ lục {_roman(place)}" if len(tables) > 1 else "Phụ lục"
        where = f"{effect.clause}: " if effect.clause else ""
        title = f"{where}{type(effect).title}".upper()
        found.append(Annex(label, printable(title), printable(belongs_to), (table,)))
    return tuple(found)


def mentions_list(effect: Effect) -> str:
    """' (danh sách kèm theo)' behind a clause that has an annex."""
    return " (danh sách kèm theo)" if _table(effect, NOBODY) else ""


def _table(effect: Effect, people: People) -> Table | None:
    if len(_people(effect)) > 1:
        rows = [(str(row), *line) for row, line in enumerate(list_rows(effect, people), start=1)]
        return Table(_HEADS, rows, _SHARES, centred=_MIDDLE)
    posts = list(parts(effect, PostRef))
    if len(posts) <= MOST_TOLD:
        return None
    named = [(str(row), post.number, printable(post.title or "")) for row, post in enumerate(posts, start=1)]
    return Table(("STT", "Số hiệu vị trí", "Chức danh"), named, (1, 3, 8), centred=_MIDDLE)


def list_paper(document: Document, mark: Mark, *, people: People = NOBODY, asked: Asked | None = None) -> Paper:
    """Everybody whom a decision names, in the order of its clauses, on a paper of its own."""
    opened = opening(document.issuer, document.signed_on, asked)
    people = replace(people, comrades=opened.is_party)
    lines = [(effect.clause, line) for effect in document.effects for line in list_rows(effect, people)]
    rows = [(str(place), *line, printable(clause)) for place, (clause, line) in enumerate(lines, start=1)]
    table = Table((*_HEADS, "Điều khoản"), rows, (*_SHARES, 3), centred=_MIDDLE)
    kind = f"{document.kind[:1].upper()}{document.kind[1:]}"
    number = stated(document.number) or "……"
    of = f"(Kèm theo {kind} số {number} ngày {document.signed_on:%d/%m/%Y} của {document.issuer})"
    body = (Paragraph(printable(of), part="annex_of"), table, Paragraph(f"Danh sách có {len(rows)} dòng."))
    return paper_of(opened, "list", "DANH SÁCH", body, mark, about=document.subject, is_dated=False)


def list_rows(effect: Effect, people: People) -> Iterator[tuple[str, str, str]]:
    """File code, name where it may be seen, and what the clause says of the person."""
    for code in _people(effect):
        known = people.named.get(code)
        yield code, printable(known.name) if known else "", printable(told(effect, people, of=code))


def _people(effect: Effect) -> list[str]:
    return list(dict.fromkeys(ref.code for ref in parts(effect, PersonRef | NewPerson) if ref.code))


def _roman(number: int) -> str:
    letters = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in letters:
        count, number = divmod(number, value)
        text += sign * count
    return text
