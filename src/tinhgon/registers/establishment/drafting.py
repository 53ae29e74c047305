"""What a draft may say of the establishment: rights of access on the list, and what a title makes of a post."""

from __future__ import annotations

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.ledger.document import Document
from tinhgon.ledger.payload import parts
from tinhgon.registers.establishment.access import ACCESS
from tinhgon.registers.establishment.effects.create_posts import CreatePosts
from tinhgon.registers.establishment.effects.set_access import SetAccess
from tinhgon.registers.establishment.payloads import NewPost
from tinhgon.registers.establishment.titles import At, job_of, unit_kind
from tinhgon.registers.units.payloads import NewUnit, UnitRef
from tinhgon.registers.units.queries.units import UnitRow, unit_by_code, unit_by_id

_OF_TITLE = frozenset({"position", "group", "rank"})


def drafted(document: Document) -> Document:
    """The document with the position, group and rank of each new post that states none of them, by its title.

    Raises BadInput for a right of access that is not on the list; what is signed is never asked again, so the list may
    change.
    """
    _refuse_unlisted(document)
    effects = tuple(
        _with_positions(document, effect) if isinstance(effect, CreatePosts) else effect for effect in document.effects
    )
    return document if effects == document.effects else document.model_copy(update={"effects": effects})


def _refuse_unlisted(document: Document) -> None:
    stated = [(new.number, new.access) for new in parts(document.effects, NewPost)]
    stated += [(effect.posts[0].number, effect.access) for effect in document.effects if isinstance(effect, SetAccess)]
    for number, codes in stated:
        for code in codes:
            if code not in ACCESS:
                raise BadInput(
                    "access_unknown",
                    gettext_noop("Vị trí {post} nêu quyền truy cập “{code}”, không có trong danh mục; có: {known}."),
                    post=number,
                    code=code,
                    known=", ".join(ACCESS),
                )


# -- what a title means ------------------------------------------------------------------------------------------------


def _with_positions(document: Document, effect: CreatePosts) -> CreatePosts:
    """As a roster takes them: "Phó Giám đốc" is a deputy, whoever enters the post. What a clause states stays."""
    silent = [new for new in effect.posts if not _OF_TITLE & new.model_fields_set]
    if not silent:
        return effect
    kind = _kind_of(document, effect)
    posts = tuple(_by_title(new, kind, effect.unit.structure) if new in silent else new for new in effect.posts)
    return effect if posts == effect.posts else effect.model_copy(update={"posts": posts})


def _by_title(new: NewPost, kind: str | None, structure: str) -> NewPost:
    job = job_of(new.title, None, At(kind, structure, new.category))
    return new.model_copy(update={"position": job.position, "rank": job.rank, "group": job.group})


def _kind_of(document: Document, effect: CreatePosts) -> str | None:
    """The kind of the unit of the posts, from the document where it establishes the unit, else from the books."""
    ref, as_of = effect.unit, AsOf(document.effective(effect))
    new = next((unit for unit in parts(document.effects, NewUnit) if _is_meant(unit, ref)), None)
    if new is not None:
        above = _in_the_books(as_of, new.parent) if new.parent else None
        return unit_kind(new.structure, new.kind, new.name, *_kind_and_name(above))
    unit = _in_the_books(as_of, ref)
    if unit is None:
        return unit_kind(ref.structure, ref.kind, ref.name) if ref.kind and ref.name else None
    above = unit_by_id(as_of, unit.parent_id) if unit.parent_id else None
    return unit_kind(unit.structure, unit.kind, unit.name, *_kind_and_name(above))


def _in_the_books(as_of: AsOf, ref: UnitRef) -> UnitRow | None:
    return unit_by_code(as_of, ref.code, structure=ref.structure) if ref.code else None


def _kind_and_name(unit: UnitRow | None) -> tuple[str | None, str | None]:
    return (unit.kind, unit.name) if unit else (None, None)


def _is_meant(new: NewUnit, ref: UnitRef) -> bool:
    return new.structure == ref.structure and (new.code == ref.code if ref.code else new.name == ref.name)
