"""The tree of a structure on the day: what is open is loaded, the rest when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tinhgon.registers.units.queries import (
    Count,
    UnitRow,
    counts,
)
from tinhgon.registers.units.queries.browsing import (
    roots,
    subordinate_counts,
    subordinates,
)
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.unit_links import (
    FORM,
    LIST,
    OPEN,
    SLUGS,
    STRUCTURE,
    PageLinks,
)
from tinhgon.web.kit.words import structure as structure_name

FEW = 3  # so many roots are opened at the start
NONE = "0"
MOST_OPEN = 300
MOST_NODES = 1500  # in one page; what is beyond stays closed


@dataclass(frozen=True)
class Node:
    """A unit of the tree. `children` None: closed, to be loaded from `branch_href`."""

    id: int
    code: str
    name: str
    href: str
    count: int
    count_href: str
    branch_href: str
    open_href: str
    children: tuple[Node, ...] | None


@dataclass(frozen=True)
class Tab:
    """A structure to choose, with the number of its units on the day."""

    name: str
    slug: str
    count: int
    href: str
    list_href: str
    current: bool


@dataclass(frozen=True)
class TreePage:
    """The page of a tree."""

    tabs: tuple[Tab, ...]
    structure: str
    structure_slug: str
    count: int
    nodes: tuple[Node, ...]
    list_href: str
    csv_href: str
    expand_href: str
    collapse_href: str


def opened(text: str) -> frozenset[int]:
    """Ids of units as an address names them; what is no number is passed over."""
    return frozenset(int(part) for part in text.split(",")[:MOST_OPEN] if part.isdecimal() and len(part) < 16)


def tabs(asked: Asked, structure: str, counted: Sequence[Count] | None = None) -> tuple[Tab, ...]:
    total: dict[str, int] = {}
    for count in counts(asked.as_of) if counted is None else counted:
        total[count.structure] = total.get(count.structure, 0) + count.count
    return tuple(
        Tab(
            name=structure_name(one),
            slug=slug,
            count=total.get(one, 0),
            href=asked.link("units", **_structure_query(one)),
            list_href=asked.link("units", **_structure_query(one), **{FORM: LIST}),
            current=one == structure,
        )
        for one, slug in SLUGS.items()
    )


def tree_page(asked: Asked, *, structure: str, wanted: str | None) -> TreePage:
    """`wanted` are the open branches as the address has them.

    When none of the roots is among them (nobody has chosen yet, or on another day the roots are others), few are
    opened; NONE keeps all closed.
    """
    top = roots(asked.as_of, structure)
    ids = [row.id for row in top]
    open_ids = opened(wanted or "")
    if wanted != NONE and open_ids.isdisjoint(ids) and len(ids) <= FEW:
        open_ids |= frozenset(ids)
    chosen = tabs(asked, structure)
    return TreePage(
        tabs=chosen,
        structure=structure_name(structure),
        structure_slug=SLUGS[structure],
        count=next(tab.count for tab in chosen if tab.current),
        nodes=_nodes(asked, top, structure=structure, open_ids=open_ids),
        list_href=next(tab.list_href for tab in chosen if tab.current),
        csv_href=asked.link("units_csv", **_structure_query(structure)),
        expand_href=asked.link("units", **_structure_query(structure), **{OPEN: ",".join(map(str, ids[:MOST_OPEN]))}),
        collapse_href=asked.link("units", **_structure_query(structure), **{OPEN: NONE}),
    )


def branch(asked: Asked, unit_id: int, *, structure: str) -> tuple[Node, ...]:
    """The units directly under one."""
    rows = subordinates(asked.as_of, [unit_id], structure=structure, limit=MOST_NODES)
    return _nodes(asked, rows, structure=structure, open_ids=frozenset())


def _structure_query(structure: str) -> dict[str, str]:
    return {} if structure == "territory" else {STRUCTURE: SLUGS[structure]}


def _nodes(
    asked: Asked, top: Sequence[UnitRow], *, structure: str, open_ids: AbstractSet[int]
) -> tuple[Node, ...]:  # fmt: skip
    """The tree below `top`, a level at a time: two questions each, however many branches are open."""
    below: dict[int, list[UnitRow]] = {}
    number: dict[int, int] = {}
    level = list(top)
    shown = len(level)
    while level:
        number |= subordinate_counts(asked.as_of, [row.id for row in level], structure=structure)
        wanted = []
        for row in level:
            if row.id in open_ids and row.id in number and shown + number[row.id] <= MOST_NODES:
                wanted.append(row.id)
                shown += number[row.id]
        level = subordinates(asked.as_of, wanted, structure=structure, limit=MOST_NODES) if wanted else []
        for row in level:
            below.setdefault(row.parent_id or 0, []).append(row)
    links = PageLinks(asked)
    return tuple(_node(row, below, number, structure=structure, open_ids=open_ids, links=links) for row in top)


def _node(
    row: UnitRow,
    below: dict[int, list[UnitRow]],
    number: dict[int, int],
    *,
    structure: str,
    open_ids: AbstractSet[int],
    links: PageLinks,
) -> Node:
    rows = below.get(row.id)
    query = _structure_query(structure)
    also = ",".join(str(one) for one in sorted({*open_ids, row.id}))
    children = None
    if rows is not None:
        children = tuple(_node(one, below, number, structure=structure, open_ids=open_ids, links=links) for one in rows)
    return Node(
        id=row.id,
        code=row.code or "",
        name=row.full_name,
        href=links.unit(row.id),
        count=number.get(row.id, 0),
        count_href=links.subordinates(row.id, row.structure) if row.id in number else "",
        branch_href=links.asked.link("units_branch", row.id, **query) if row.id in number else "",
        open_href=f"{links.asked.link('units', **query, **{OPEN: also})}#dv-{row.id}" if row.id in number else "",
        children=children,
    )
