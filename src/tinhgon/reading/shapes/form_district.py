"""'Thành lập thị xã A trên cơ sở diện tích tự nhiên là 251,55 km2 và quy mô dân số là 127.881 người của 10 đơn vị hành
chính cấp xã thuộc huyện B, gồm thị trấn C và các xã: D, E.': a part of a district, with the communes on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Mention, Qualifier, Said, Target
from tinhgon.reading.desk import Desk
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, tokens_of, trees_of
from tinhgon.reading.shapes.lists import lexicon, plain_units, refuse_levels, units
from tinhgon.registers.units.effects.split_off import SplitOff

_UNITS = ("đơn vị hành chính cấp xã", "đơn vị hành chính", "xã, thị trấn", "xã, phường", "xã")


def _build(tree: Tree[Token], place: Place) -> Said:
    kind, name = tokens_of(tree, "KIND")[0], all_tokens(trees_of(tree, "name")[0])[0]
    into = Target(str(kind).lower(), modern(str(name)), place.span(kind, name))
    (from_part,) = trees_of(tree, "from_part")
    share, item = from_part.children[0], Tree("unit", [from_part.children[-2], from_part.children[-1]])
    (giver,), _ = units(Tree("elements", [Tree("shared", [share, item])]), place)
    members = plain_units(trees_of(tree, "list")[0], place)
    count = int(str(tokens_of(from_part, "NUM")[0]))
    if count != len(members) or giver.area_share != "part":
        raise NotThisShape
    refuse_levels(into.kind, giver.kind)
    above = Qualifier(giver.kind, giver.name, giver.span)
    return Said(
        "form_district",
        "split_off/1",
        sources=(replace(giver, is_bare=False),),
        into=into,
        members=tuple(_member(one, above) for one in members),
    )


def _member(one: Mention, above: Qualifier) -> Mention:
    return replace(one, qualifier=one.qualifier or above)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    members = tuple(desk.unit(one) for one in effect.members)
    yield SplitOff(clause=effect.clause.label, sources=desk.sources(effect), unit=desk.new(effect), members=members)


FORM_DISTRICT = Shape(
    name="form_district",
    opens=opening("thành lập", "nay thành lập"),
    lexicon=lexicon(
        DO=("thành lập", "nay thành lập"),
        FROM=("trên cơ sở",),
        UNITS=_UNITS,
        COMPRISES=(", gồm", ", bao gồm", "gồm", ": gồm"),
    ),
    grammar="""
start: DO KIND name (IN KIND name | COMMA KIND name)* FROM from_part COMPRISES list (DOT | SEMI)?
from_part: share OF NUM UNITS IN KIND name
list: listed (sep listed)*
listed: EACH? KIND? COLON? name PAREN* -> unit
""",
    build=_build,
    with_units=True,
    draft=_draft,
)
