"""'Phê chuẩn tổng biên chế sự nghiệp năm 2010 của tỉnh A là 30.912, gồm: …', its parts in the clause or under it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, tokens_of, trees_of
from tinhgon.reading.shapes.people import begins, does
from tinhgon.reading.shapes.quotas import (
    AMOUNT,
    added,
    category_wanted,
    counted_in,
    line_of,
    quota_lexicon,
    refuse_unequal,
    unit_ref,
    unit_wanted,
)
from tinhgon.reading.shapes.wording import words_of
from tinhgon.reading.words import UPPER
from tinhgon.registers.establishment.effects.allocate_quota import AllocateQuota, Allocation
from tinhgon.registers.units.payloads import Destination

_VERBS = phrases_of(
    "phê chuẩn tổng; phê chuẩn tổng số; quyết định tổng; quyết định tổng số; tạm giao tổng; tạm giao tổng số; "
    "giao tổng; "
    "giao tổng số; quyết định; phê chuẩn"
)
_LESS = re.compile(r"\b(?:giảm|tinh giản|dôi dư)\b", re.IGNORECASE)
# What may stand between the category and the year: whose it is.
_ABOUT = re.compile(
    rf"(?:(?:trong|các|cơ|quan|tổ|chức|đơn|vị|hành|chính|sự|nghiệp|công|lập|nhà|nước|cấp|tỉnh|huyện|xã|thành|phố|của|thuộc|"
    rf"trực|và|nhân|dân|[{UPPER}]\S*)(?:\s|$))*"
)
_RESERVE = re.compile(r"dự phòng", re.IGNORECASE)


def _build(tree: Tree[Token], place: Place) -> Said:
    token = tokens_of(tree, "CATEGORY")[0]
    number = trees_of(tree, "count")[0]
    about = [str(word) for word in tokens_of(tree, "WORD")]
    if _LESS.search(words_of(tree, place)) or not _ABOUT.fullmatch(" ".join(about)):
        raise NotThisShape  # 'tổng biên chế giảm năm 2026', 'tổng biên chế còn thiếu': nothing is given
    count = counted_in(number)
    parts = [(words_of(one, place), counted_in(one)) for one in tree.find_data("part")]
    if parts and sum(amount for _, amount in parts) != count:
        raise NotThisShape
    named = trees_of(tree, "unit")
    unit = unit_wanted(named[0], place) if named else Wanted("unit", "unit", "", _behind(token, place))
    facts = {
        "count": count,
        "category": str(token),
        "parts": parts,
        "open": bool(tokens_of(tree, "COLON")) and not parts,
    }
    for year in trees_of(tree, "year"):
        facts["year"] = int(str(tokens_of(year, "NUM")[0]))
    told = place.span(*all_tokens(number))
    wanted = (
        unit,
        category_wanted(str(token), place.span(token)),
        Wanted("adds", "choice", f"{count}", told, of="unit", options=(("official", ""),)),
    )
    return Said("quota_total", "allocate_quota/1", facts=facts, wanted=wanted)


def _behind(token: Token, place: Place) -> tuple[int, int]:
    """Where the unit would be named: a span of its own, for two questions of one span could not both be answered."""
    return place.normal.span(token.end_pos or 0, token.end_pos or 0)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    """The whole to the unit; what is kept back of it as its reserve. The parts by branch are no lines of the books."""
    facts = effect.clause.said.facts
    parts = facts["parts"] or list(_below(effect, desk))
    if parts:
        refuse_unequal(effect, facts["count"], (amount for _, amount in parts))
    kept = sum(amount for words, amount in parts if _RESERVE.search(words))
    unit = Destination(**dict(unit_ref(effect)))
    official = Allocation(unit=unit, line=line_of(effect), amount=added(effect, facts["count"] - kept))
    reserve = [Allocation(unit=unit, line=line_of(effect, layer="reserve"), amount=kept)] if kept else []
    yield AllocateQuota(clause=effect.clause.label, allocations=(official, *reserve))


def _below(effect: Effected, desk: Desk) -> Iterable[tuple[str, int]]:
    """The parts that stand in lines of their own under the total."""
    clauses = list(desk.answer.reading.clauses)
    for clause in clauses[clauses.index(effect.clause) + 1 :]:
        if clause.said.shape != "quota_part" or clause.article != effect.clause.article:
            return
        yield clause.said.facts["what"], clause.said.facts["count"]


QUOTA_TOTAL = Shape(
    name="quota_total",
    opens=begins(*_VERBS, "tổng biên chế", "tổng số biên chế"),
    lexicon=quota_lexicon(
        DO=does(*_VERBS),
        ALL=phrases_of("tổng; tổng số; Tổng; Tổng số"),
        OF=("của",),
        IS=phrases_of("là; là:; gồm"),
        WHICH=(
            *phrases_of(
                "gồm; bao gồm; trong đó; cụ thể; cụ thể như sau; như sau; , gồm; , bao gồm; , trong đó; , cụ thể"
            ),
            ", cụ thể như sau",
            "; trong đó",
        ),
    ),
    grammar=f"""start: (DO ALL? | ALL) CATEGORY _about? year? (OF unit)? year? (IS | COLON) count _parts? COLON? _end?
_end: DOT | SEMI
_parts: WHICH COLON? parts?
_about: (WORD | COMMA)+
count: NUM PAREN? CATEGORY?
parts: part (_and part)*
_and: SEMI | COMMA | AND_ONE | SEMI AND_ONE
part: NUM CATEGORY (WORD | DASH | AND)*
{AMOUNT}""",
    build=_build,
    draft=_draft,
)


# 'Sự nghiệp giáo dục: 25.083 người': a colon and a number, or it is no part.
_NAMED_AMOUNT = re.compile(r"[^:]+:\s*\d")


def _build_part(tree: Tree[Token], place: Place) -> Said:
    what = words_of(trees_of(tree, "what")[0], place)
    return Said("quota_part", facts={"what": what, "count": counted_in(tree)})


QUOTA_PART = Shape(
    name="quota_part",
    opens=_NAMED_AMOUNT,
    lexicon=quota_lexicon(),
    grammar="""start: what COLON NUM CATEGORY (DOT | SEMI | COMMA)?
what: (WORD | DASH | AND | COMMA | RESERVE | PAREN | CATEGORY)+
""",
    build=_build_part,
)
