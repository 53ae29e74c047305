"""'Thành lập Phòng Kinh tế trực thuộc Ủy ban nhân dân xã A', '…, là cơ quan …', '… trên cơ sở hợp nhất …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, tokens_of, trees_of
from tinhgon.reading.shapes.offices import ENDS, NAMED, dated, days, office, office_lexicon
from tinhgon.reading.shapes.people import begins, commas, does
from tinhgon.reading.shapes.wording import agency, new_agency, unit_of
from tinhgon.registers.units.effects.establish_unit import EstablishUnit
from tinhgon.registers.units.effects.merge_units import MergeUnits
from tinhgon.registers.units.terms import Source

_WHAT_IT_IS = phrases_of(
    "là cơ quan chuyên môn; là cơ quan tham mưu; là cơ quan; là tổ chức; là đơn vị sự nghiệp công lập; là "
    "đơn vị sự nghiệp; là đơn vị; có chức năng; có nhiệm vụ; thực hiện chức năng; để thực hiện; tham mưu; "
    "giúp; với chức năng; có tư cách pháp nhân; có con dấu"
)
_BASES = phrases_of(
    "trên cơ sở hợp nhất; trên cơ sở sáp nhập; trên cơ sở tổ chức lại; trên cơ sở sắp xếp, tổ chức lại; "
    "trên cơ sở sắp xếp lại; trên cơ sở sắp xếp; trên cơ sở nâng cấp; trên cơ sở hợp nhất, tổ chức lại; "
    "trên cơ sở nguyên trạng"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    """A new office, with what it is formed of where it takes others over whole. Where it comes is told, or asked."""
    new = new_agency(trees_of(tree, "new")[0], place)
    above = trees_of(tree, "above")
    old = tuple(office(one, place) for one in trees_of(tree, "old"))
    if len(above) > 1:
        raise NotThisShape
    receiver = agency(above[0], place) if above else None
    done = tokens_of(tree, "DO")[0]
    asked = Wanted("parent", "unit", f"cấp trên của {new.kind} {new.name}", place.span(done))
    wanted = () if receiver or old else (asked,)
    kind = "merge_units/1" if old else "establish_unit/1"
    return Said("agency_establish", kind, old, into=new, receiver=receiver, facts=days(tree, place), wanted=wanted)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    said = effect.clause.said
    if said.into is None:
        return
    parent = desk.unit(effect.receiver) if effect.receiver else None
    if "parent" in effect.found:
        parent = desk.office(effect.found["parent"].code)
    unit = unit_of(said.into, parent=parent)
    if said.sources:
        sources = tuple(Source(unit=desk.unit(one)) for one in effect.sources)
        yield MergeUnits(sources=sources, into=unit, **dated(effect, desk))
    else:
        yield EstablishUnit(unit=unit, **dated(effect, desk))


AGENCY_ESTABLISH = Shape(
    name="agency_establish",
    opens=begins("thành lập"),
    lexicon=office_lexicon(
        DO=does("thành lập"),
        UNDER=commas(*phrases_of("trực thuộc; thuộc; là đơn vị trực thuộc")),
        BASED=commas(*_BASES),
        AREA=phrases_of("diện tích tự nhiên; toàn bộ diện tích; trên cơ sở"),
        IS=(*_WHAT_IT_IS, *(f", {words}" for words in _WHAT_IT_IS)),
    ),
    grammar=f"""start: DO new _more* _end
_more: UNDER above | BASED old (_and old)* | _is
_is: IS (WORD | NUM | DASH | SLASH | AND | WITH | COMMA | SEMI | COLON | PAREN | QUOTE | IS)*
_and: WITH | COMMA | COMMA WITH
new: (WORD | NUM | DASH | AND | COMMA | PAREN | SLASH)+
above: (MARK | WORD | NUM | DASH | SLASH | AND | COMMA)+
old: {NAMED}
{ENDS}""",
    build=_build,
    draft=_draft,
)
