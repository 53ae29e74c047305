"""People under one lead: 'Bổ nhiệm các ông, bà có tên sau giữ chức vụ …:' and '1. Ông A, …, giữ chức vụ C.'

An item is read as the whole clause that the verb of its lead and the item make together.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lark import Token, Tree

from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening
from tinhgon.reading.shapes.lead_days import BEGINS, DAYS, LIKE, WHO, days_in
from tinhgon.reading.shapes.people import (
    days_of,
    is_plain,
    people_lexicon,
    people_rules,
    person_of,
    post_of,
    told,
)
from tinhgon.reading.shapes.wording import LAW

_TITLE = ("ông ", "bà ", "đồng chí ")
# An appointment of several: whom, to what, since when, for how long.
_APPOINTS = re.compile(
    rf"{BEGINS}(?:điều động(?: và|,)? |tiếp nhận(?: và|,)? )?bổ nhiệm (?:có thời hạn )?"
    rf"(?:thành viên (?P<body>[^:;,]+?)|{WHO})"
    rf"(?:,?\s*giữ (?:chức vụ|chức danh|chức) (?P<post>[^:;]+?)(?:\s+(?:đối với|cho) {WHO})?)?{DAYS}{LIKE}",
    re.IGNORECASE,
)
_KEEPS_NO_MAIN_POST = re.compile(r"(?:quyền|kiêm)\b", re.IGNORECASE)
# Behind 'nghỉ hưu' nothing that makes it another deed or another ground.
_RIGHTLY = (
    r"(?:(?:,|\s+và)?\s+(?:để )?(?:hưởng chế độ (?:hưu trí|bảo hiểm xã hội)|theo chế độ|"
    r"theo quy định(?: của pháp luật)?|đúng tuổi))*"
)
_RETIRING = rf"{BEGINS}(?:(?:cho|giải quyết|để)(?: chế độ)? )*{WHO}nghỉ hưu"
_WHEN = rf"(?:{DAYS}(?:\s+(?:đối với|cho) {WHO})?){DAYS}{LIKE}"
_RETIRES = re.compile(rf"{_RETIRING}{_RIGHTLY}{_WHEN}", re.IGNORECASE)
_EARLY = re.compile(rf"{_RETIRING} trước tuổi(?: theo (?P<basis>{LAW.pattern}))?{_RIGHTLY}{_WHEN}", re.IGNORECASE)


def _appointed(tree: Tree[Token], place: Place) -> Said:
    lead = _APPOINTS.match(place.lead)
    if lead is None or not all(is_plain(lead[one] or "") for one in ("body", "post")):
        raise NotThisShape
    person = person_of(tree, place)
    if list(tree.find_data("post")):
        post = post_of(tree, place)
    elif lead["post"] and not _KEEPS_NO_MAIN_POST.match(lead["post"]):
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
        early = _EARLY.match(place.lead)
        facts |= {"basis": early["basis"]} if early and early["basis"] else {}
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
