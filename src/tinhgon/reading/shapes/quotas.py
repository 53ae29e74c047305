"""What clauses about the establishment share: amounts and their categories, units, and the lines they become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lark import Token, Tree

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.basis.text import fold
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Wanted
from tinhgon.reading.lexing import Lexicon, phrases_of
from tinhgon.reading.numbers import is_spelt
from tinhgon.reading.shapes.base import NotThisShape, Place, all_tokens, tokens_of, trees_of
from tinhgon.reading.shapes.contrary import CONTRARY, HARMLESS, NumberedLexicon
from tinhgon.reading.shapes.people import days_of
from tinhgon.reading.shapes.wording import words_of
from tinhgon.registers.establishment.labels import CATEGORIES
from tinhgon.registers.establishment.payloads import QuotaLine
from tinhgon.registers.units.payloads import UnitRef

# Longest first where one begins another: the lexicon sees to that.
_CATEGORIES: Mapping[str, str] = {
    "civil_servant": "biên chế công chức; biên chế công chức hành chính; biên chế hành chính; "
    "biên chế hành chính nhà nước; "
    "chỉ tiêu biên chế công chức; biên chế công chức trong cơ quan hành chính; biên chế quản lý nhà nước; "
    "biên chế công chức trong các cơ quan, tổ chức hành chính; công chức; "
    "biên chế công chức trong các cơ quan hành chính; biên chế công chức trong cơ quan hành chính nhà nước",
    "public_employee": "biên chế viên chức; biên chế sự nghiệp; người làm việc (viên chức); người làm việc; viên chức; "
    "số lượng người làm việc; số lượng người làm việc hưởng lương từ ngân sách nhà nước; "
    "người làm việc hưởng lương từ ngân sách nhà nước; chỉ tiêu biên chế viên chức; "
    "số lượng người làm việc trong đơn vị sự nghiệp công lập; biên chế sự nghiệp công lập",
    "cadre": "biên chế cán bộ",
    "contract_111": "hợp đồng theo Nghị định 111/2022/NĐ-CP; hợp đồng theo Nghị định số 111/2022/NĐ-CP; "
    "hợp đồng lao động theo Nghị định số 111/2022/NĐ-CP; chỉ tiêu hợp đồng theo Nghị định số 111/2022/NĐ-CP; "
    "chỉ tiêu hợp đồng lao động theo Nghị định số 111/2022/NĐ-CP; hợp đồng lao động theo Nghị định 111/2022/NĐ-CP",
    "commune_official": "cán bộ, công chức cấp xã",
    "part_time_commune": "người hoạt động không chuyên trách cấp xã; người hoạt động không chuyên trách ở cấp xã",
    "part_time_hamlet": "người hoạt động không chuyên trách ở ấp, khu vực; "
    "người hoạt động không chuyên trách ở thôn, tổ dân phố",
    # What may be several: asked.
    "": "biên chế; chỉ tiêu biên chế; biên chế cán bộ, công chức; biên chế công chức, viên chức; hợp đồng lao động; "
    "chỉ tiêu hợp đồng lao động; biên chế cán bộ, công chức, viên chức; người; chỉ tiêu",
}
_CATEGORY_OF = {fold(phrase): category for category, listed in _CATEGORIES.items() for phrase in phrases_of(listed)}
CATEGORY = "|".join(
    r"\s+".join(map(re.escape, phrase.split()))
    for phrase in sorted((one for listed in _CATEGORIES.values() for one in phrases_of(listed)), key=len, reverse=True)
)
"""The words of every category, for a pattern."""
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_OPTIONS = tuple((category, told) for category, told in CATEGORIES.items())


class _Counting(NumberedLexicon):
    """'1.250' is one number; the 'và' before a number is no word of a name."""

    @property
    def types(self) -> set[str]:
        return {*super().types, "AND_ONE"}

    def tokens(self, *, text: str, start: int, end: int) -> list[Token]:
        found = [
            _typed(token, "NUM") if token.type == "WORD" and _NUMBER.fullmatch(str(token)) else token
            for token in super().tokens(text=text, start=start, end=end)
        ]
        following = [*(token.type for token in found[1:]), ""]
        return [
            _typed(token, "AND_ONE") if token.type == "AND" and then == "NUM" else token
            for token, then in zip(found, following, strict=True)
        ]


def _typed(token: Token, kind: str) -> Token:
    return Token(kind, str(token), start_pos=token.start_pos, end_pos=token.end_pos)


def quota_lexicon(**phrases: Sequence[str]) -> Lexicon:
    """Everything is a word but the phrases; what refuses or proposes has no place in any grammar."""
    return _Counting(
        {
            "CATEGORY": tuple(phrase for listed in _CATEGORIES.values() for phrase in phrases_of(listed)),
            "MARK": ("đơn vị mã",),
            "AND": ("và",),
            "WORD": HARMLESS,
            "YEAR": ("năm", ", năm", "trong năm"),
            "RESERVE": ("dự phòng",),
            "SURPLUS": ("dôi dư",),
            "FUNDED": ("hưởng lương từ nguồn thu",),
            "SINCE": ("kể từ", ", kể từ"),
            "SIGNED": ("ngày ký",),
            **phrases,
            "NOT": CONTRARY,
        },
        names=False,
    )


AMOUNT = """
amount: NUM PAREN? CATEGORY (RESERVE | SURPLUS)? FUNDED?
unit: MARK WORD | _words
_words: (WORD | DASH | AND | COMMA | PAREN | SLASH)+
year: YEAR NUM
since: SINCE (DATE | SIGNED)
_close: since? (DOT | SEMI)?
"""


def counted_in(tree: Tree[Token]) -> int:
    """The number of an amount. Nothing is no amount."""
    count = int(str(tokens_of(tree, "NUM")[0]).replace(".", ""))
    if count == 0 or any(not is_spelt(count, str(bracket)) for bracket in tokens_of(tree, "PAREN")):
        raise NotThisShape
    return count


def category_of(words: str) -> str:
    """The category that the words mean, '' when they may mean several."""
    return _CATEGORY_OF.get(fold(words), "")


def amount_of(tree: Tree[Token], place: Place) -> tuple[dict[str, Any], Wanted]:
    """How many, of which layer; and the category, which is asked where the words leave it open."""
    amount = trees_of(tree, "amount")[0]
    token = tokens_of(amount, "CATEGORY")[0]
    facts: dict[str, Any] = {"count": counted_in(amount), "category": str(token)}
    layer = "reserve" if tokens_of(amount, "RESERVE") else "surplus" if tokens_of(amount, "SURPLUS") else ""
    facts |= {"layer": layer} if layer else {}
    facts |= {"funding": "own_revenue"} if tokens_of(amount, "FUNDED") else {}
    for year in trees_of(tree, "year"):
        facts["year"] = int(str(tokens_of(year, "NUM")[0]))
    facts |= days_of(tree, place)
    return facts, category_wanted(str(token), place.span(token))


def category_wanted(words: str, span: tuple[int, int]) -> Wanted:
    """The category as something that is known, or asked."""
    known = category_of(words)
    return Wanted("category", "choice", words, span, options=((known, words),) if known else _OPTIONS)


def unit_wanted(tree: Tree[Token], place: Place, slot: str = "unit") -> Wanted:
    """A unit by its name, or by its code: 'đơn vị mã S1'."""
    found = all_tokens(tree)
    if found[0].type == "MARK":
        return Wanted(slot, "unit", words_of(tree, place), place.span(*found), code=str(found[1]))
    words = words_of(tree, place).rstrip(",: ")
    if words.lower().startswith(("các ", "mỗi ", "từng ")):
        raise NotThisShape
    return Wanted(slot, "unit", words, place.span(*found))


def line_of(effect: Effected, **more: Any) -> QuotaLine:
    """The line of the establishment that a clause speaks of."""
    facts = effect.clause.said.facts
    stated: dict[str, Any] = {name: facts[name] for name in ("layer", "funding", "year") if name in facts}
    return QuotaLine.model_validate({"category": effect.found["category"].code, **stated, **more})


def unit_ref(effect: Effected, slot: str = "unit") -> UnitRef:
    unit = effect.found[slot].unit
    if unit is None:
        raise LookupError(effect.clause.label)
    return unit.ref() if unit.name else UnitRef(code=unit.code)


def refuse_unequal(effect: Effected, total: int, parts: Iterable[int]) -> None:
    """Raises Conflict when the parts do not add up to the total that the text states."""
    if sum(parts) != total:
        raise Conflict(
            "parts_differ",
            gettext_noop("{clause}: các phần cộng lại không bằng tổng số {count}; xem lại văn bản."),
            clause=effect.clause.label,
            count=total,
        )


def added(effect: Effected, amount: int) -> int:
    """How much is added: the amount itself, or what a new total adds to what is held. Raises Conflict if it is less."""
    told = effect.found["adds"].code if "adds" in effect.found else "more"
    if told == "more":
        return amount
    held = int(told.partition("-")[2] or 0)
    if held >= amount:
        raise Conflict(
            "total_not_above",
            gettext_noop(
                "{clause}: tổng số mới {amount} không lớn hơn số đang giữ {held}; phần giảm ghi bằng cắt giảm, thu hồi."
            ),
            clause=effect.clause.label,
            amount=amount,
            held=held,
        )
    return amount - held
