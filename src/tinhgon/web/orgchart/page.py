"""What the chart shows: boxes to a depth, each with what is assigned and who is present in it and all below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tinhgon.basis.errors import gettext_noop
from tinhgon.registers.staff.queries.posts import heads_of
from tinhgon.registers.units.queries import (
    UnitRow,
    ancestors,
    the_unit,
)
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.people_lines import ALL
from tinhgon.web.kit.reader import Reader
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.kit.strength import (
    Branch,
    Line,
    State,
    branch_of,
    outside_words,
    state_of,
)
from tinhgon.web.kit.unit_links import PageLinks
from tinhgon.web.kit.words import number, structure

DEPTH, FORM = "sau", "dang"
BOXES, TREE, LIST = "hop", "cay", "bang"
DEEPEST = 4
MOST_BELOW = 16
MOST_SECOND = 60
WIDTH = 100


@dataclass(frozen=True)
class Figures:
    """Assigned and present, with a word for the difference; `bar` is how far the bar goes, of WIDTH."""

    assigned: str  # empty: nothing is assigned
    present: str
    posts: str
    vacant: str
    state: State
    bar: int


@dataclass(frozen=True)
class Head:
    """Who heads a unit: the name, or the code for those who may not see names; nobody where the post is vacant."""

    title: str
    text: str
    href: str
    note: str


@dataclass(frozen=True)
class Box:
    """A unit. `hidden` units are under it and not shown; `chart_href` shows them."""

    id: int
    name: str
    code: str
    href: str
    chart_href: str
    people_href: str
    assigned_href: str
    figures: Figures | None
    others: tuple[tuple[str, str], ...]
    hidden: str
    depth: int
    below: tuple[Box, ...]
    heads: tuple[Head, ...] = ()


@dataclass(frozen=True)
class Section:
    """What is directly under the top, of one structure: each with its own branch."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class ChartPage:
    title: str
    code: str
    href: str
    top: Box
    sections: tuple[Section, ...]
    rows: tuple[Box, ...]
    crumbs: tuple[tuple[str, str], ...]
    form: str
    forms: tuple[tuple[str, str, bool], ...]
    depth: int
    depths: tuple[tuple[int, str, bool], ...]
    count: str
    svg_href: str


def chart_page(asked: Asked, unit_id: int, reader: Reader, *, form: str, depth: int) -> ChartPage:
    """`depth` 0: two levels where they fit on a screen or two, else one.

    Raises UnknownReference when the unit is not there on the day.
    """
    top = the_unit(asked.as_of, unit_id)
    branch: Branch = remembered(branch_of, asked.as_of, top)
    form = form if form in (TREE, LIST) else BOXES
    depth = min(depth, DEEPEST) or _that_fits(branch, top.id)
    maker = _Maker(asked, branch, depth)
    box = maker.box(top, 0)
    box = _headed(box, _heads(asked, reader, [one.id for one in _flat(box)]))
    titles = {BOXES: _("Hộp"), TREE: _("Cây"), LIST: _("Bảng")}
    return ChartPage(
        title=top.full_name,
        code=top.code or "",
        href=asked.link("unit", top.id),
        top=box,
        sections=_sections(branch, box),
        rows=tuple(_flat(box)),
        crumbs=tuple((row.full_name, asked.link("org_chart", row.id)) for row in ancestors(asked.as_of, top.id)),
        form=form,
        forms=tuple((told, asked.here(**{FORM: slug}), slug == form) for slug, told in titles.items()),
        depth=depth,
        depths=tuple((one, asked.here(**{DEPTH: one}), one == depth) for one in range(1, DEEPEST + 1)),
        count=number(len(branch.rows)),
        svg_href=asked.link("org_chart_svg", top.id, **{DEPTH: depth}),
    )


def _heads(asked: Asked, reader: Reader, units: list[int]) -> dict[int, tuple[Head, ...]]:
    """Heads of the units that are shown; the reading of names is written down."""
    posts = heads_of(asked.as_of, units)
    names = reader.names(
        asked.as_of, sorted({one.person_id for post in posts for one in post.holders}), gettext_noop("sơ đồ tổ chức")
    )  # fmt: skip
    found: dict[int, tuple[Head, ...]] = {}
    for post in posts:
        held = [
            Head(post.title, names.get(one.person_id, one.code), asked.link("person", one.code),
                 ", ".join(record_words.assignment_notes(one.kind, share=one.share, away=one.away)))
            for one in post.holders
        ]  # fmt: skip
        found[post.unit_id] = (*found.get(post.unit_id, ()), *(held or [Head(post.title, "", "", "")]))
    return found


def _headed(box: Box, heads: Mapping[int, tuple[Head, ...]]) -> Box:
    return replace(box, heads=heads.get(box.id, ()), below=tuple(_headed(one, heads) for one in box.below))


def _that_fits(branch: Branch, top: int) -> int:
    second = sum(min(MOST_BELOW, len(branch.below.get(one, ()))) for one in branch.below.get(top, ()))
    return 2 if second <= MOST_SECOND else 1


def _sections(branch: Branch, top: Box) -> tuple[Section, ...]:
    found: dict[str, list[Box]] = {}
    for box in top.below:
        found.setdefault(branch.rows[box.id].structure, []).append(box)
    return tuple(Section(structure(code), tuple(boxes)) for code, boxes in found.items())


def _flat(box: Box) -> list[Box]:
    return [box, *(one for below in box.below for one in _flat(below))]


class _Maker:
    """Makes the boxes. Of what is under a box other than the top the first few are shown; the rest is a link."""

    def __init__(self, asked: Asked, branch: Branch, depth: int) -> None:
        self._asked = asked
        self._links = PageLinks(asked)
        self._branch = branch
        self._depth = depth

    def box(self, row: UnitRow, depth: int) -> Box:
        strength = self._branch.whole[row.id]
        below = self._branch.below.get(row.id, ())
        shown = () if depth >= self._depth else below if depth == 0 else below[:MOST_BELOW]
        return Box(
            id=row.id,
            name=row.full_name,
            code=row.code or "",
            href=self._links.unit(row.id),
            chart_href=self._asked.link("org_chart", row.id),
            people_href=self._asked.link("people", don_vi=row.id, loai=ALL),
            assigned_href=self._asked.link("trace_held", row.id, ALL, "assigned"),
            figures=_figures(strength.establishment),
            others=tuple((name, _counted(line)) for name, line in outside_words(strength)),
            hidden=number(len(below) - len(shown)) if len(below) > len(shown) else "",
            depth=depth,
            below=tuple(self.box(self._branch.rows[one], depth + 1) for one in shown),
        )


def _figures(line: Line) -> Figures | None:
    if line.is_empty:
        return None
    most = max(line.assigned, line.present, line.posts, 1)
    return Figures(
        assigned=number(line.assigned) if line.assigned else "",
        present=number(line.present),
        posts=number(line.posts),
        vacant=number(line.vacant) if line.vacant else "",
        state=state_of(line),
        bar=round(WIDTH * line.present / most),
    )


def _counted(line: Line) -> str:
    return f"{number(line.present)} / {number(line.assigned or line.posts)}"
