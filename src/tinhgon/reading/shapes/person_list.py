"""People under one lead: 'Bổ nhiệm các ông, bà có tên sau giữ chức vụ …:' and '1. Ông A, …, giữ chức vụ C.'

An item is read as the whole clause that the verb of its lead and the item make together.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lark import Token, Tree

from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening
from tinhgon.reading.shapes.lead_days import days_in
from tinhgon.reading.shapes.people import (
    days_of,
    people_lexicon,
    people_rules,
    person_of,
    post_of,
    told,
)

_TITLE = ("ông ", "bà ", "đồng chí ")
_HELD = re.compile(
    r"giữ (?:chức vụ|chức danh|chức) (?P<post>.+?)"
    r"(?=,? (?:thời hạn|nhiệm kỳ|kể từ|từ ngày|như sau|gồm|đối với|cho)\b|\s*[:.]?$)"
)
_APPOINTS = re.compile(
    r"^\W*(?:nay |quyết định )?(?:điều động(?: và|,)? |tiếp nhận(?: và|,)? )?bổ nhiệm\b(?!\s+lại)", re.IGNORECASE
)
# A lead that does something else beside or instead: no item under it is a plain appointment to a main post.
_OTHERWISE = re.compile(
    r"\b(?:kiêm|quyền|phụ trách|tiếp tục|lại|miễn nhiệm|thôi|nghỉ|ngạch|tạm|biệt phái|luân chuyển|kéo dài)\b",
    re.IGNORECASE,
)
# Between the verb and 'nghỉ hưu' only who is meant; behind it nothing that makes it another deed or another ground.
_WHO = (
    r"(?:(?:chế độ|đối với|các|những|ông|bà|đồng chí|cán bộ|công chức|viên chức|người|có tên|sau đây|sau|dưới đây|"
    r"được|và)\b[\s,()]*)*"
)
_RETIRING = rf"^\W*(?:nay |quyết định )?(?:(?:cho|giải quyết|để)\s+)*{_WHO}"
_NOT_ONLY = r"(?!.*\b(?:theo nguyện vọng|tái cử|sớm|trước (?:tuổi|thời hạn)|và (?:bổ|giao|cử)|thôi|kéo dài)\b)"
_RETIRES = re.compile(rf"{_RETIRING}nghỉ hưu\b{_NOT_ONLY}", re.IGNORECASE)
_EARLY = re.compile(
    rf"{_RETIRING}nghỉ hưu trước tuổi\b(?!.*\b(?:tái cử|và (?:bổ|giao|cử)|thôi|kéo dài)\b)", re.IGNORECASE
)


def _appointed(tree: Tree[Token], place: Place) -> Said:
    if _OTHERWISE.search(place.lead):
        raise NotThisShape
    person = person_of(tree, place)
    lead = _HELD.search(place.lead)
    if list(tree.find_data("post")):
        post = post_of(tree, place)
    elif lead:
        # Each item asks for a post of its own: its words stand in the lead, its place is the end of the item.
        post = Wanted("post", "post", lead["post"], place.span(all_tokens(tree)[-1]))
    else:
        raise NotThisShape
    wanted = [person, post]
    if list(tree.find_data("beside")):
        wanted.append(post_of(tree, place, rule="beside", slot="beside"))
    facts = {**told(wanted), **days_in(place.lead), **days_of(tree, place)}
    return Said("person_appoint", "appoint/1", facts=facts, wanted=tuple(wanted))


def _retired(ground: str) -> Callable[[Tree[Token], Place], Said]:
    def build(tree: Tree[Token], place: Place) -> Said:
        person = person_of(tree, place)
        facts = {**told([person]), "ground": ground, **days_in(place.lead), **days_of(tree, place)}
        if "since" not in facts:
            raise NotThisShape
        return Said("person_retire", "retire/1", facts=facts, wanted=(person,))

    return build


PERSON_LISTED = Shape(
    name="person_listed",
    opens=opening(*_TITLE),
    lexicon=people_lexicon(),
    grammar=f"start: person before? COMMA? (HOLD post beside?)? _tail\n{people_rules()}",
    build=_appointed,
    under=_APPOINTS,
)
PERSON_LISTED_RETIRED = Shape(
    name="person_listed_retired",
    opens=opening(*_TITLE),
    lexicon=people_lexicon(),
    grammar=f"start: person before? COMMA? _tail\n{people_rules()}",
    build=_retired("on_time"),
    under=_RETIRES,
)
PERSON_LISTED_EARLY = Shape(
    name="person_listed_early",
    opens=opening(*_TITLE),
    lexicon=people_lexicon(),
    grammar=f"start: person before? COMMA? _tail\n{people_rules()}",
    build=_retired("early"),
    under=_EARLY,
)
