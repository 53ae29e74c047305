"""A text becomes clauses: head, articles, what each clause says, and what was not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import date

from tinhgon.reading.clauses import Clause, Head, Mention, Reading, Said, Unread
from tinhgon.reading.head import Frame, read_frame
from tinhgon.reading.normal import Normal, Span, normalise
from tinhgon.reading.shapes import shapes
from tinhgon.reading.shapes.base import UNIT_LEXICON
from tinhgon.reading.structure import Block, blocks

_EFFECT_WORDS = re.compile(
    r"sắp\s*xếp|diện\s*tích\s*tự|đổi\s*tên|có\s*tên\s*gọi|giải\s*thể|bổ\s*nhiệm|điều\s*động|thành\s*lập", re.IGNORECASE
)
_TITLE_MOST = 400
_WORTH = re.compile(r"[^\W_]")


def read_clauses(*, text: str) -> Reading:
    """The text in clauses, before any name is looked up. Deterministic; nothing is guessed."""
    normal = normalise(text=text)
    found = blocks(text=normal.text)
    frame = read_frame(normal=normal, found=found)
    clauses: list[Clause] = []
    left: list[Block] = []
    for place, block in enumerate(found):
        if place in frame.taken:
            continue
        following = found[place + 1] if place + 1 < len(found) else None
        said = _said(normal, block, following)
        if said is None:
            left.append(block)
        else:
            span = normal.span(block.start, block.end)
            clauses.append(Clause(block.label, block.article, block.number, span, said))
    acting = {clause.article for clause in clauses if clause.said.effect}
    unread = tuple(_unread(normal, block, acting) for block in left)
    return Reading(text, _dated(frame, clauses), tuple(clauses), unread)


def _said(normal: Normal, block: Block, following: Block | None) -> Said | None:
    """What the one shape that fits says. Two that fit differently are as good as none."""
    if not _WORTH.search(normal.text, block.body, block.end):
        return Said("empty")
    fitting = [said for shape in shapes() if (said := shape.read(normal=normal, start=block.body, end=block.end))]
    effects = [said for said in fitting if said.effect]
    if len(effects) > 1:
        return None
    if fitting:
        return effects[0] if effects else fitting[0]
    if _is_title(normal, block, following):
        return Said("title")
    return None


def _is_title(normal: Normal, block: Block, following: Block | None) -> bool:
    """'Điều 1. Sắp xếp các đơn vị …' or 'Điều 2.' alone: words over the clauses that follow."""
    text = normal.text[block.body : block.end].strip()
    under = following is not None and following.article == block.article
    return block.part == "article" and under and len(text) < _TITLE_MOST and not text.endswith((".", ";"))


def _unread(normal: Normal, block: Block, acting: Set[int]) -> Unread:
    """Text left over. A clause beside clauses that act may act as well; so may any that has words of effects."""
    span = normal.span(block.start, block.end)
    text = normal.text[block.body : block.end]
    beside = block.part != "line" and block.article in acting
    looks = beside or bool(block.article and _EFFECT_WORDS.search(text))
    loose = tuple(_loose(normal, block)) if looks else ()
    return Unread(span, normal.given[span[0] : span[1]].strip(), block.label, loose, looks)


def _loose(normal: Normal, block: Block) -> Iterable[Mention]:
    """Names in a clause that was not understood: they may be claimed there, so nobody else may count on them."""
    kind = ""
    for token in UNIT_LEXICON.tokens(text=normal.text, start=block.body, end=block.end):
        if token.type == "KIND":
            kind = str(token).lower()
        elif token.type == "TO":
            return
        elif token.type in ("NAME", "NUM") and kind:
            span = normal.span(token.start_pos or 0, token.end_pos or 0)
            yield Mention(kind, str(token), span, None, None)


def _dated(frame: Frame, clauses: list[Clause]) -> Head:
    """The dates, where the clauses or the foot state them."""
    facts = {key: value for clause in clauses for key, value in clause.said.facts.items()}
    signed = frame.head.signed_on or frame.adopted_on
    effective = facts.get("effective_on")
    if effective == "signed":
        effective = frame.adopted_on or signed
    operates = facts.get("operates_from")
    return replace(
        frame.head,
        signed_on=signed,
        effective_on=effective if isinstance(effective, date) else None,
        operates_from=operates if isinstance(operates, date) else None,
    )


def span_text(*, reading: Reading, span: Span) -> str:
    """The words of a span."""
    return reading.text[span[0] : span[1]]
