"""What clauses about agencies, people and posts share: free names between set phrases, persons, agencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lark import Token, Tree

from tinhgon.reading.clauses import Mention, Target
from tinhgon.reading.lexing import Lexicon
from tinhgon.reading.shapes.base import NotThisShape, Place, all_tokens, trees_of
from tinhgon.registers.units.payloads import NewUnit, UnitRef

# A name in free words: anything but a comma, a stop, a day, or a phrase of the shape.
FREE = "words: (WORD | NUM | DASH | SLASH | QUOTE | PAREN | AND)+\n"
PERSON = {"TITLE": ("ông", "bà", "đồng chí", "Ông", "Bà", "Đồng chí")}
SINCE = {"SINCE": ("kể từ", "từ")}
_STRUCTURES: Sequence[tuple[str, tuple[str, str | None]]] = (
    ("đơn vị sự nghiệp", ("public_service", "public_service")),
    ("trung tâm", ("public_service", "public_service")),
    ("trường", ("public_service", "public_service")),
    ("bệnh viện", ("public_service", "public_service")),
    ("trạm", ("public_service", "public_service")),
    ("ban quản lý", ("public_service", "public_service")),
    ("đảng bộ", ("party", "party")),
    ("đảng ủy", ("party", "party")),
    ("chi bộ", ("party", "party")),
    ("ban tổ chức", ("party", "party")),
    ("ban tuyên giáo", ("party", "party")),
    ("ủy ban kiểm tra", ("party", "party")),
    ("văn phòng đảng ủy", ("party", "party")),
    ("ban xây dựng đảng", ("party", "party")),
    ("ủy ban mặt trận", ("front", "front")),
    ("hội", ("front", "front")),
    ("sở", ("state_agency", "state")),
    ("phòng", ("state_agency", "state")),
    ("văn phòng", ("state_agency", "state")),
    ("ủy ban nhân dân", ("state_agency", "state")),
    ("chi cục", ("state_agency", "state")),
    ("thanh tra", ("state_agency", "state")),
    ("ban", ("state_agency", "state")),
    ("cơ quan", ("state_agency", "state")),
)


def free_lexicon(**phrases: Sequence[str]) -> Lexicon:
    """Everything is a word but the phrases."""
    return Lexicon({**phrases, "AND": ("và",), "MARK": ("đơn vị mã",)}, names=False)


def words_of(tree: Tree[Token], place: Place) -> str:
    """The words of a free name, as written, blanks single."""
    found = all_tokens(tree)
    return " ".join(place.normal.text[found[0].start_pos : found[-1].end_pos].split())


def free_texts(tree: Tree[Token], place: Place) -> list[str]:
    return [words_of(one, place) for one in trees_of(tree, "words")]


def agency(tree: Tree[Token], place: Place) -> Mention:
    """An agency as a clause names it: by its whole name, or 'đơn vị mã H01'."""
    found = all_tokens(tree)
    if found[0].type == "MARK":
        return Mention(
            "", str(found[1]), place.span(*found), code=place.normal.text[found[1].start_pos : found[-1].end_pos]
        )
    return Mention("", words_of(tree, place), place.span(*found))


def new_agency(tree: Tree[Token], place: Place) -> Target:
    """A new agency: what kind it is, and its name. Refuses words that begin no agency."""
    text, span = words_of(tree, place), place.span(*all_tokens(tree))
    lower = text.lower()
    for head, _ in _STRUCTURES:
        if lower.startswith(f"{head} ") and len(text) > len(head) + 1:
            return Target(text[: len(head)].lower(), text[len(head) + 1 :], span)
    raise NotThisShape


def unit_of(target: Target, *, parent: UnitRef | None) -> NewUnit:
    """The new unit as an effect has it."""
    structure, bloc = next(
        (value for head, value in _STRUCTURES if target.kind.startswith(head)), ("state_agency", "state")
    )
    fields: dict[str, Any] = {
        "name": target.name,
        "kind": target.kind,
        "structure": structure,
        "bloc": bloc,
        "parent": parent,
    }
    return NewUnit(**fields)
