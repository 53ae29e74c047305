"""The lineage drawing: boxes at two sides, ribbons between them. Pure: ends and flows in, coordinates out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

PARTS = 4  # colours for parts of one whole: classes c1 to c4


@dataclass(frozen=True, kw_only=True)
class End:
    """A unit at one side. `focus` is the unit the page is about, `grey` one that only shares a source or target."""

    key: int
    name: str
    notes: tuple[str, ...] = ()
    href: str = ""
    focus: bool = False
    grey: bool = False


@dataclass(frozen=True, kw_only=True)
class Flow:
    """What passes from a source to a target; without a weight all are drawn alike."""

    source: int
    target: int
    weight: Decimal | None = None
    label: str = ""
    title: str = ""
    href: str = ""
    grey: bool = False


@dataclass(frozen=True, kw_only=True)
class Words:
    """One line of text in the drawing."""

    text: str
    x: str
    y: str
    css: str = ""
    anchor: str = "start"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A side's bar with the lines that name it."""

    x: str
    y: str
    width: str
    height: str
    css: str
    href: str
    lines: tuple[Words, ...]


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """A band from a source's bar to a target's bar."""

    path: str
    css: str
    href: str
    title: str
    label: Words | None


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All of a drawing, ready for the template: coordinates are text, so that no locale writes them with a comma."""

    css: str
    width: str
    height: str
    ribbons: tuple[Ribbon, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class Format:
    """Measures of one version of the drawing. `beside`: names stand beside the bars, else above them."""

    css: str
    width: int
    left: int
    right: int
    beside: bool
    letters: int
    thinnest: float
    gap: float
    bar: int = 9
    line: float = 18
    span: float = field(default=72)


WIDE = Format(css="wide", width=760, left=196, right=530, beside=True, letters=25, thinnest=20, gap=20)
NARROW = Format(css="narrow", width=328, left=0, right=319, beside=False, letters=21, thinnest=14, gap=14)


@dataclass(frozen=True)
class _Slot:
    end: End
    lines: tuple[tuple[str, str], ...]
    bar: float
    top: float  # of the bar


def draw(sources: Sequence[End], targets: Sequence[End], flows: Sequence[Flow], fmt: Format) -> Drawing:
    """Ends keep their order from top to bottom; ribbons lie in that order on both sides, so that few cross."""
    rank = {end.key: place for place, end in enumerate(sources)}, {end.key: place for place, end in enumerate(targets)}
    ordered = sorted(flows, key=lambda flow: (rank[0][flow.source], rank[1][flow.target]))
    thick = _thicknesses(ordered, rows=max(len(sources), len(targets)), fmt=fmt)
    left = _column(sources, [(flow.source, size) for flow, size in zip(ordered, thick, strict=True)], fmt)
    right = _column(targets, [(flow.target, size) for flow, size in zip(ordered, thick, strict=True)], fmt)
    tall = max(_bottom(left, fmt), _bottom(right, fmt))
    left, right = _centred(left, tall, fmt), _centred(right, tall, fmt)
    many_sources = sum(not end.grey for end in sources) > 1 or not any(end.focus for end in sources)
    colours = _colours(sources if many_sources else targets)
    ribbons = _ribbons(ordered, thick, left=left, right=right, colours=colours, fmt=fmt)
    boxes = [_box(slot, colours, fmt, is_left=True) for slot in left.values()]
    boxes += [_box(slot, colours, fmt, is_left=False) for slot in right.values()]
    return Drawing(
        css=fmt.css, width=str(fmt.width), height=_n(round(tall + 6)), ribbons=tuple(ribbons), boxes=tuple(boxes)
    )


def wrapped(text: str, letters: int) -> tuple[str, ...]:
    """The text in lines of at most so many letters, broken at plain blanks only: a figure keeps its unit."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _thicknesses(flows: Sequence[Flow], *, rows: int, fmt: Format) -> list[float]:
    weights = [flow.weight for flow in flows]
    if any(weight is None for weight in weights) or not any(weights):
        return [max(fmt.thinnest, 30.0)] * len(flows)
    total = float(sum(weight for weight in weights if weight is not None))
    scale = min(max(fmt.span * rows, 150.0), 480.0) / total
    return [max(fmt.thinnest, float(weight or 0) * scale) for weight in weights]


def _column(ends: Sequence[End], sizes: Sequence[tuple[int, float]], fmt: Format) -> dict[int, _Slot]:
    slots: dict[int, _Slot] = {}
    y = 4.0
    for end in ends:
        # Bold letters are wider: a line takes fewer of them.
        letters = round(fmt.letters * 0.86) if end.focus else fmt.letters
        names = [(text, "f" if end.focus else "") for text in wrapped(end.name, letters)]
        notes = [
            (text.removesuffix(" ·"), "s") for note in end.notes for text in wrapped(note, round(fmt.letters * 1.15))
        ]
        bar = sum(size for key, size in sizes if key == end.key)
        words = fmt.line * (len(names) + len(notes))
        top = y + max(0.0, (words - bar) / 2) if fmt.beside else y + words + 2
        slots[end.key] = _Slot(end, tuple(names + notes), bar, top)
        y += (max(bar, words) if fmt.beside else words + 2 + bar) + fmt.gap
    return slots


def _bottom(slots: Mapping[int, _Slot], fmt: Format) -> float:
    return max((_extent(slot, fmt)[1] for slot in slots.values()), default=0.0)


def _extent(slot: _Slot, fmt: Format) -> tuple[float, float]:
    words = fmt.line * len(slot.lines)
    if not fmt.beside:
        return slot.top - words - 2, slot.top + slot.bar
    middle, half = slot.top + slot.bar / 2, max(slot.bar, words) / 2
    return middle - half, middle + half


def _centred(slots: dict[int, _Slot], tall: float, fmt: Format) -> dict[int, _Slot]:
    down = (tall - _bottom(slots, fmt)) / 2
    return {key: replace(slot, top=slot.top + down) for key, slot in slots.items()}


def _colours(ends: Sequence[End]) -> dict[int, str]:
    coloured = [end for end in ends if not end.grey]
    return {end.key: f"c{place % PARTS + 1}" for place, end in enumerate(coloured)}


def _ribbons(
    flows: Sequence[Flow],
    thick: Sequence[float],
    *,
    left: Mapping[int, _Slot],
    right: Mapping[int, _Slot],
    colours: Mapping[int, str],
    fmt: Format,
) -> list[Ribbon]:
    x0, x1 = fmt.left + fmt.bar, fmt.right
    start = {key: slot.top for key, slot in left.items()}
    stop = {key: slot.top for key, slot in right.items()}
    found = []
    for flow, size in zip(flows, thick, strict=True):
        a, b = start[flow.source], stop[flow.target]
        start[flow.source], stop[flow.target] = a + size, b + size
        colour = "dim cd" if flow.grey else colours.get(flow.source) or colours.get(flow.target, "c1")
        label = None
        if fmt.beside and flow.label:
            label = Words(text=flow.label, x=_n(x0 + 11), y=_n(a + size / 2 + 4), css="s")
        found.append(
            Ribbon(path=_band(x0, x1, a, b, size), css=f"rb {colour}", href=flow.href, title=flow.title, label=label)
        )
    return found


def _band(x0: float, x1: float, a: float, b: float, size: float) -> str:
    mid = _n((x0 + x1) / 2)
    a0, a1, b0, b1 = _n(a), _n(a + size), _n(b), _n(b + size)
    return f"M{x0} {a0}C{mid} {a0} {mid} {b0} {x1} {b0}V{b1}C{mid} {b1} {mid} {a1} {x0} {a1}Z"


def _box(slot: _Slot, colours: Mapping[int, str], fmt: Format, *, is_left: bool) -> Box:
    end = slot.end
    css = "ck" if end.focus else "cd" if end.grey else colours.get(end.key, "cd")
    x = fmt.left if is_left else fmt.right
    if fmt.beside:
        text_x, anchor = (fmt.left - 12, "end") if is_left else (fmt.right + fmt.bar + 13, "start")
    else:
        text_x, anchor = (0, "start") if is_left else (fmt.width, "end")
    first = _extent(slot, fmt)[0] if not fmt.beside else slot.top + slot.bar / 2 - fmt.line * len(slot.lines) / 2
    lines = tuple(
        Words(text=text, x=_n(text_x), y=_n(first + fmt.line * place + 13), css=css_line, anchor=anchor)
        for place, (text, css_line) in enumerate(slot.lines)
    )
    return Box(x=_n(x), y=_n(slot.top), width=_n(fmt.bar), height=_n(slot.bar), css=css, href=end.href, lines=lines)


def _n(value: float) -> str:
    """One decimal is finer than any screen; whole numbers without one keep the page small."""
    return f"{value:.1f}".removesuffix(".0")
