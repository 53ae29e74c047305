"""Where the units of an area lie, of the outlines last published: their borders and a point each to measure from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from tinhgon.basis.asof import AsOf
from tinhgon.registers.units.outlines import Outline, Ring
from tinhgon.registers.units.queries.boundaries import bordering, boundaries
from tinhgon.registers.units.queries.extents import extent
from tinhgon.registers.units.queries.units import ancestors


def borders_of(as_of: AsOf, codes: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Pairs of codes that share a border."""
    return frozenset(pair for unit_id in _published(as_of, codes) for pair in bordering(as_of, unit_id))


def points_of(as_of: AsOf, codes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Of each unit with an outline the middle of its largest part, longitude and latitude."""
    return {
        code: _middle(outline)
        for unit_id in _published(as_of, codes)
        for code, outline in boundaries(as_of, unit_id).outlines.items()
        if outline
    }


def _published(as_of: AsOf, codes: Iterable[str]) -> Iterator[int]:
    """The units for which the outlines were published: the area itself, or what it lies under."""
    for code in codes:
        for own in extent(code, as_of).roots:
            above = (own, *(one.id for one in ancestors(as_of, own)))
            yield from islice((unit_id for unit_id in above if boundaries(as_of, unit_id).outlines), 1)


def _middle(outline: Outline) -> tuple[float, float]:
    """The centre of gravity of the largest outer ring."""
    area, x, y = max((_weighed(polygon[0]) for polygon in outline if polygon), key=lambda one: abs(one[0]))
    if not area:
        ring = outline[0][0]
        return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
    return x, y


def _weighed(ring: Ring) -> tuple[float, float, float]:
    west, south = ring[0]
    area = x = y = 0.0
    near = [(one_x - west, one_y - south) for one_x, one_y in ring]
    for (x1, y1), (x2, y2) in zip(near, [*near[1:], near[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross / 2, x + (x1 + x2) * cross / 6, y + (y1 + y2) * cross / 6
    return (area, west + x / area, south + y / area) if area else (0.0, west, south)
