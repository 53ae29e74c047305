"""'Ông A, Giám đốc Sở B, nghỉ hưu để hưởng chế độ bảo hiểm xã hội kể từ ngày …'; 'Cho ông A nghỉ hưu trước tuổi …'."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, tokens_of, trees_of
from tinhgon.reading.shapes.people import (
    commas,
    days_of,
    does,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    stands_apart,
    told,
    when,
)
from tinhgon.reading.shapes.wording import LAW, words_of
from tinhgon.registers.staff.effects.retire import Retire

_RETIRE = tuple(
    f"{may}{words}"
    for may in ("được ", "")
    for words in phrases_of(
        "nghỉ hưu để hưởng chế độ bảo hiểm xã hội; nghỉ việc để hưởng chế độ hưu trí; nghỉ hưu "
        "hưởng chế độ bảo hiểm xã hội; nghỉ công tác để hưởng chế độ hưu trí; nghỉ hưu theo chế độ; "
        "nghỉ hưu theo quy định; nghỉ hưu đúng tuổi; nghỉ hưu; nghỉ hưởng chế độ hưu trí; nghỉ chế "
        "độ hưu trí"
    )
)
_EARLY = tuple(
    f"{may}{words}"
    for may in ("được ", "")
    for words in ("nghỉ hưu trước tuổi", "nghỉ hưu sớm", "hưởng chính sách nghỉ hưu trước tuổi")
)
_AFTER = phrases_of(
    "hưởng chế độ bảo hiểm xã hội; để hưởng chế độ bảo hiểm xã hội; theo chế độ; theo quy định; "
    "theo quy định của pháp luật; và hưởng chế độ bảo hiểm xã hội; theo nguyện vọng; theo "
    "nguyện vọng cá nhân; hưởng chế độ hưu trí"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    told_to = tokens_of(tree, "DO") or tokens_of(tree, "DONE")
    if not told_to and not stands_apart(tree, "RETIRE", "EARLY"):
        raise NotThisShape
    wanted = (person_of(tree, place),)
    words = " ".join(str(token).lower() for token in all_tokens(tree))
    ground = "early" if list(tree.find_data("early")) else "on_time"
    if re.search("không tái cử|không đủ tuổi tái cử", words):
        ground = "not_reelected"
    if ground == "on_time" and "theo nguyện vọng" in words:
        raise NotThisShape  # by their own wish may be before time: the words do not say
    basis = trees_of(tree, "basis")
    facts = {**told(wanted), "ground": ground, **days_of(tree, place)}
    if basis:
        facts["basis"] = words_of(basis[0], place).lstrip(", ").removeprefix("theo ")
        if not LAW.fullmatch(facts["basis"]):
            raise NotThisShape
    return Said("person_retire", "retire/1", facts=facts, wanted=wanted)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    facts = effect.clause.said.facts
    yield Retire(person=person_ref(effect), ground=facts["ground"], basis=facts.get("basis"), **when(effect, desk))


PERSON_RETIRE = Shape(
    name="person_retire",
    opens=opening(
        "ông ",
        "bà ",
        "đồng chí ",
        "cho ông",
        "cho bà",
        "cho đồng chí",
        "cho người",
        "nghỉ hưu đối với",
        "giải quyết",
        "nay cho",
        "nay ông",
        "nay bà",
        "quyết định cho",
        "để ông",
        "để bà",
        "kể từ ngày",
        "cho nghỉ hưu đối với",
    ),
    lexicon=people_lexicon(
        DO=does("giải quyết cho", "cho", "để"),
        DONE=does(
            *phrases_of(
                "giải quyết chế độ nghỉ hưu đối với; giải quyết nghỉ hưu đối với; nghỉ hưu đối với; "
                "cho nghỉ hưu đối với"
            )
        ),
        RETIRE=commas(*_RETIRE),
        EARLY=commas(*_EARLY),
        AFTER=commas(*_AFTER),
        UNELECTED=commas("do không đủ tuổi tái cử", "do không tái cử"),
        BY=commas(
            *phrases_of("theo Nghị định; theo Nghị quyết; theo quy định tại Nghị định; theo Luật; theo quy định tại")
        ),
    ),
    grammar=f"""start: DO? person before? COMMA? since? (RETIRE | early) _more
     | since COMMA DO? person before? COMMA? (RETIRE | early) _more
     | DONE person before? COMMA? _more
early: EARLY
basis: BY (WORD | NUM | DASH | SLASH | AND | PAREN | DATE | COMMA)+
_more: (AFTER | UNELECTED | basis | since)* (DOT | SEMI)?
{people_rules(tail=False)}""",
    build=_build,
    draft=_draft,
)
