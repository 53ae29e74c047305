"""A paper set by its form: blocks that every renderer draws the same, so that no layout is written twice.

Lengths in millimetres, sizes and gaps in points. Nothing here knows of Word or of PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tinhgon.documents.forms import Form, Part
from tinhgon.documents.model import DOTS, Annex, Copied, Paper, Paragraph, Signature, Table, printable
from tinhgon.documents.widths import width_of

_ROOM_TO_SIGN = 4
"""Empty lines between the post and the name: for the hand and the seal."""


@dataclass(frozen=True)
class Run:
    """Letters of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph. `rule` is the length of a line drawn below it, in the middle of `room`; `with_next`: not parted from
    what follows."""

    runs: tuple[Run, ...]
    size: float
    align: str = "left"
    first: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    line_pt: float = 0
    rule: float = 0
    room: float = 0
    with_next: bool = False


@dataclass(frozen=True)
class Columns:
    """Two columns without borders: head and foot. `left` is the width of the left one; kept on one page."""

    width: float
    left: float
    first: tuple[Line, ...]
    second: tuple[Line, ...]
    before: float = 0


@dataclass(frozen=True)
class Grid:
    """A table with borders; its heads come again on each page."""

    widths: tuple[float, ...]
    heads: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Break:
    """A new page."""


Block = Line | Columns | Grid | Break


@dataclass(frozen=True)
class Laid:
    """The whole: page, blocks, what stands on every page."""

    title: str
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    font: str
    number_size: float
    number_from_edge: float
    watermark: str
    foot: str
    blocks: tuple[Block, ...] = field(default=())


def laid_out(paper: Paper) -> Laid:
    """The paper, set."""
    form = paper.form
    return Laid(
        title=paper.title, width=form.length("width"), height=form.length("height"), top=form.length("top"),
        bottom=form.length("bottom"), left=form.length("left"), right=form.length("right"),
        font=str(form.page["font"].value), number_size=form.length("number_size"),
        number_from_edge=form.length("number_from_edge"), watermark=printable(paper.mark.watermark),
        foot=printable(paper.mark.foot), blocks=tuple(_Setter(form).blocks(paper)),
    )  # fmt: skip


class _Setter:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.width = form.text_width

    def blocks(self, paper: Paper) -> Iterator[Block]:
        yield self._head(paper)
        if paper.is_dated or paper.number or paper.symbol:
            yield self._number(paper.number or f"{DOTS}{paper.symbol}" if paper.number or paper.symbol else "", paper)
        yield from self._titles(paper)
        yield from self._addressed(paper)
        yield from self._opening(paper)
        yield from self._body(paper.body)
        if paper.signature:
            yield self._foot(paper.signature, paper.second, paper.recipients)
        if paper.copied:
            yield from self._copied(paper.copied)
        for annex in paper.annexes:
            yield Break()
            yield from self._annex(annex)

    def _head(self, paper: Paper) -> Columns:
        left, form = self.form.length("head_left"), self.form
        first = [self._line("superior", text) for text in paper.superior]
        first += [self._line("issuer", text, rule_of=text) for text in paper.issuer]
        first = [*(_without_rule(line) for line in first[:-1]), *first[-1:]]
        if mark := form.word("issuer_mark"):
            first.append(self._line("issuer_mark", mark))
        second = [self._line("nation", form.word("nation"), rule_of=form.word("nation"))]
        if motto := form.word("motto"):
            second = [_without_rule(second[0]), self._line("motto", motto, rule_of=motto)]
        return Columns(self.width, left, tuple(first), tuple(second))

    def _number(self, number: str, paper: Paper) -> Columns:
        first = (self._line("number", self.form.word("number") + number),) if number else ()
        second = (self._dated(paper.place, paper.day),) if paper.is_dated else ()
        return Columns(self.width, self.form.length("head_left"), first, second)

    def _dated(self, place: str, day: date | None) -> Line:
        return self._line("place_date", f"{place or DOTS}, {day_told(day)}")

    def _copied(self, copied: Copied) -> Iterator[Block]:
        """The head and the foot of the copy, below what is copied."""
        first = [self._line("issuer", text) for text in copied.issuer]
        first.append(self._line("number", self.form.word("number") + copied.number))
        second = (self._line("heading", copied.word), self._dated(copied.place, copied.day))
        yield Columns(self.width, self.form.length("head_left"), tuple(first), second, before=18)
        yield self._foot(copied.signature, None, copied.recipients)

    def _titles(self, paper: Paper) -> Iterator[Line]:
        yield self._line("type_name", paper.type_name, with_next=True)
        if paper.subject:
            yield self._line("subject", paper.subject, rule_of=paper.subject, with_next=True)
            if mark := self.form.word("subject_mark"):
                yield self._line("subject_mark", mark, with_next=True)

    def _addressed(self, paper: Paper) -> Iterator[Line]:
        """One addressee on the line of the words, several below them with dashes."""
        if len(paper.addressees) == 1:
            yield self._line("addressed", f"{paper.addressed} {paper.addressees[0]}")
        elif paper.addressees:
            yield self._line("addressed", paper.addressed)
            for text in _listed(paper.addressees, ";"):
                yield self._line("addressed_item", text)

    def _opening(self, paper: Paper) -> Iterator[Line]:
        if paper.authority:
            yield self._line("authority", paper.authority, with_next=True)
        form, last = self.form, len(paper.basis) - 1
        for place, text in enumerate(paper.basis):
            end = form.word("basis_last" if place == last else "basis_end")
            yield self._line("basis", f"{form.word('basis_mark')}{text.rstrip(' ;,.')}{end}")
        if paper.enacts:
            yield self._line("enacts", paper.enacts, with_next=True)

    def _body(self, body: Sequence[Paragraph | Table]) -> Iterator[Block]:
        for place, one in enumerate(body):
            if isinstance(one, Table):
                yield self._table(one)
                continue
            part = self.form.parts[one.part]
            label = (Run(printable(f"{one.label} "), bold=True),) if one.label else ()
            last_words = place == len(body) - 1
            yield _set(part, (*label, _run(part, one.text)), with_next=last_words)

    def _table(self, table: Table) -> Grid:
        head, cell = self.form.parts["table_head"], self.form.parts["table_cell"]
        whole = sum(table.shares)
        widths = tuple(self.width * share / whole for share in table.shares)
        rows = []
        for place, row in enumerate(table.rows):
            bold = table.last_is_sum and place == len(table.rows) - 1
            rows.append(
                tuple(
                    _set(cell, (Run(printable(text), bold=bold),), align="center" if at in table.centred else "left")
                    for at, text in enumerate(row)
                )
            )
        return Grid(widths, tuple(_set(head, (_run(head, text),)) for text in table.heads), tuple(rows))

    def _foot(self, signature: Signature, second: Signature | None, recipients: Sequence[str]) -> Columns:
        if second is not None:
            first = tuple(self._signed(second))
        else:
            first = tuple(self._recipients(recipients))
        return Columns(self.width, self.form.length("foot_left"), first, tuple(self._signed(signature)), before=12)

    def _recipients(self, recipients: Sequence[str]) -> Iterator[Line]:
        if recipients:
            yield self._line("recipients", self.form.word("recipients"))
            for text in _listed(recipients, self.form.word("recipient_end")):
                yield self._line("recipient", text)

    def _signed(self, signature: Signature) -> Iterator[Line]:
        if signature.authority:
            yield self._line("sign_authority", signature.authority)
        if signature.post:
            yield self._line("sign_post", signature.post)
        if signature.note:
            yield self._line("sign_note", signature.note)
        yield from (self._line("sign_name", "") for _ in range(_ROOM_TO_SIGN))
        yield self._line("sign_name", signature.name)

    def _annex(self, annex: Annex) -> Iterator[Block]:
        yield self._line("annex", annex.label, with_next=True)
        yield self._line("annex_title", annex.title, with_next=True)
        yield self._line("annex_of", annex.belongs_to, rule_of=annex.belongs_to, with_next=True)
        yield from self._body(annex.body)

    def _line(self, name: str, text: str, *, rule_of: str = "", with_next: bool = False) -> Line:
        part, left = self.form.parts[name], self.form.length("head_left")
        room = {"issuer": left, "nation": self.width - left, "motto": self.width - left}.get(name, self.width)
        rule = min(width_of(rule_of, part.size, bold=part.bold), room * 0.8) * part.rule if rule_of else 0
        return _set(part, (_run(part, text),), rule=rule, room=room, with_next=with_next)


def _run(part: Part, text: str) -> Run:
    return Run(printable(text), bold=part.bold, italic=part.italic, underline=part.underline)


def _set(
    part: Part, runs: tuple[Run, ...], *, rule: float = 0, room: float = 0, with_next: bool = False, align: str = ""
) -> Line:  # fmt: skip
    return Line(
        runs, part.size, align or part.align, part.first, part.left, part.before, part.after, part.line, part.line_pt,
        rule, room, with_next,
    )  # fmt: skip


def _without_rule(line: Line) -> Line:
    return Line(**{**vars(line), "rule": 0})


def _listed(items: Iterable[str], end: str) -> list[str]:
    """'- Như Điều 3;' ... '- Lưu: VT.'."""
    texts = [text.rstrip(" ;,.") for text in items]
    return [f"- {text}{'.' if place == len(texts) - 1 else end}" for place, text in enumerate(texts)]


def day_told(day: date | None) -> str:
    """'ngày 05 tháng 01 năm 2020': days below 10 and the months 1 and 2 with a leading 0; dots where there is none."""
    if day is None:
        return "ngày …… tháng …… năm ………"
    return (
        f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
        if day.month < 3
        else (f"ngày {day.day:02d} tháng {day.month} năm {day.year}")
    )
