"""'Giao 45 biên chế công chức cho Sở A năm 2026', 'Giao Sở A 60 biên chế', 'Giao bổ sung …', 'Điều chỉnh tăng …'."""

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
from tinhgon.reading.shapes.lead_days import BEGINS, DAYS, LIKE, days_in
from tinhgon.reading.shapes.people import begins, does, when
from tinhgon.reading.shapes.quotas import (
    AMOUNT,
    CATEGORY,
    added,
    amount_of,
    category_wanted,
    counted_in,
    line_of,
    quota_lexicon,
    refuse_unequal,
    unit_ref,
    unit_wanted,
)
from tinhgon.reading.words import UPPER
from tinhgon.registers.establishment.effects.allocate_quota import AllocateQuota, Allocation
from tinhgon.registers.units.payloads import Destination

_GIVES = phrases_of("giao; tạm giao; phân bổ; phân giao")
_MORE = phrases_of("giao bổ sung; bổ sung; điều chỉnh tăng; giao thêm; phân bổ bổ sung")
_TOTAL = re.compile(r"(\d[\d.]*)\s*(?:\(\w[\w ]*\)\s*)?(?:biên chế|chỉ tiêu|người)")
# An item: whose, and a number at the end.
_LISTED = re.compile(r"(?:\([^)]*\)|[^\d;])+\d")
# A lead that gives: how many of what, to whom, for which year; whatever else it says, it is no plain giving.
_TO = (
    r"(?>(?:các|những|cơ quan|tổ chức|đơn vị|phòng|ban|sở|ngành|hành chính|sự nghiệp|công lập|nhà nước|trực thuộc|"
    r"thuộc|cấp|tỉnh|huyện|xã|thành phố|thị xã|phường|quận|đặc khu|chuyên môn|nhân dân|trên địa bàn|sau đây|"
    r"sau|dưới đây|và|"
    rf"(?-i:[{UPPER}])[^\W\d_]*)(?:\s*,\s*|\s+|(?=[:.]?$)))+"
)
_YEAR = r"(?:,?\s*(?:trong )?năm \d{4})?"
_OF_WHAT = rf"(?:(?:tổng số |tổng )?(?:\d[\d.]* (?:\([\w ]+\) )?)?(?:{CATEGORY})\b)"
_LEAD = re.compile(
    rf"{BEGINS}(?:giao bổ sung|giao thêm|phân bổ bổ sung|bổ sung|tạm giao|giao|phân bổ|phân giao) "
    rf"(?:{_OF_WHAT}{_YEAR}(?:,?\s*(?:cho|của) {_TO})?|(?:cho )?{_TO}{_OF_WHAT}){_YEAR}{DAYS}{LIKE}",
    re.IGNORECASE,
)


def _build(tree: Tree[Token], place: Place) -> Said:
    facts, category = amount_of(tree, place)
    unit = unit_wanted(trees_of(tree, "unit")[0], place)
    wanted = [unit, category]
    facts["agency"] = unit.words
    amount = trees_of(tree, "amount")[0]
    if trees_of(tree, "giver"):
        wanted.append(unit_wanted(trees_of(tree, "giver")[0], place, "source_unit"))
    elif not unit.code:
        count = str(facts["count"])
        span, start = place.span(*all_tokens(amount)), place.span(all_tokens(amount)[0])
        layer = ((str(facts.get("layer", "official")), ""),)
        if not tokens_of(tree, "MORE"):
            wanted.append(Wanted("adds", "choice", count, span, of="unit", options=layer))
        wanted.append(Wanted("source", "choice", count, start, of="unit"))
    return Said("quota_allocate", "allocate_quota/1", facts=facts, wanted=tuple(wanted))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    facts = effect.clause.said.facts
    if "total" in facts:
        listed = (one.clause.said.facts for one in desk.answer.effects)
        refuse_unequal(effect, facts["total"], (one["count"] for one in listed if one.get("lead") == facts["lead"]))
    amount = added(effect, facts["count"])
    item = Allocation(unit=Destination(**dict(unit_ref(effect))), line=line_of(effect), amount=amount)
    yield AllocateQuota(source=_source(effect, desk), allocations=(item,), **when(effect, desk))


def _source(effect: Effected, desk: Desk) -> Destination | None:
    """The unit that gives out of what it holds; None where the level above the books gives."""
    if "source_unit" in effect.found:
        return Destination(**dict(unit_ref(effect, "source_unit")))
    chosen = effect.found.get("source")
    if chosen is None or chosen.code == "above":
        return None
    return Destination(**dict(desk.office(chosen.code)))


QUOTA_ALLOCATE = Shape(
    name="quota_allocate",
    opens=begins(*_GIVES, *_MORE, "đơn vị mã"),
    lexicon=quota_lexicon(DO=does(*_GIVES), MORE=does(*_MORE), TO=("cho", "cho:"), OF=("của",)),
    grammar=f"""start: (DO | MORE) TO? unit amount year? _close
     | DO amount year? TO unit year? _close
     | MORE amount year? (TO | OF) unit year? _close
     | giver DO unit amount _close
giver: MARK WORD
{AMOUNT}""",
    build=_build,
    draft=_draft,
)


def _build_item(tree: Tree[Token], place: Place) -> Said:
    """'Sở Nội vụ: 45 biên chế' under 'Giao biên chế công chức … như sau:'."""
    unit = unit_wanted(trees_of(tree, "unit")[0], place)
    number = tokens_of(tree, "NUM")[0]
    token = next(iter(tokens_of(tree, "CATEGORY")), None)
    words = str(token) if token else "biên chế"
    if words in ("biên chế", "người", "chỉ tiêu"):
        told = [
            one
            for one in quota_lexicon().tokens(text=place.lead, start=0, end=len(place.lead))
            if one.type == "CATEGORY"
        ]
        words = str(told[0]) if len({str(one) for one in told}) == 1 else words
    # Where no word says which, the question stands behind the number: two of one span could not both be answered.
    span = place.span(token) if token else place.normal.span(number.end_pos or 0, number.end_pos or 0)
    count = counted_in(tree)
    wanted = [unit, category_wanted(words, span)]
    if "bổ sung" not in place.lead.lower():
        whole = place.span(*all_tokens(tree))
        wanted.append(Wanted("adds", "choice", str(count), whole, of="unit", options=(("official", ""),)))
    wanted.append(Wanted("source", "choice", str(count), place.span(number), of="unit"))
    totals = _TOTAL.findall(place.lead)
    if len(totals) > 1:
        raise NotThisShape
    years = set(re.findall(r"năm\s+(\d{4})", re.sub(r"ngày\s*\d[^,;:]*?năm\s*\d{4}", "", place.lead)))
    if len(years) > 1:
        raise NotThisShape
    facts = {
        "count": count,
        "category": words,
        "agency": unit.words,
        **({"year": int(years.pop())} if years else {}),
        **days_in(place.lead),
    }
    facts |= {"lead": place.lead, "total": int(totals[0].replace(".", ""))} if totals else {}
    return Said("quota_allocate", "allocate_quota/1", facts=facts, wanted=tuple(wanted))


QUOTA_ITEM = Shape(
    name="quota_item",
    opens=_LISTED,
    lexicon=quota_lexicon(),
    grammar=f"start: unit COLON? NUM CATEGORY? (DOT | SEMI | COMMA)?\n{AMOUNT}",
    build=_build_item,
    under=_LEAD,
)
