"""A version drawn as SVG: steps from top to bottom, ways beside them. Colours are the reader's own (`currentColor`), so
that it is as readable in a dark page as on paper; it keeps its width, and a narrow screen scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from tinhgon.cases.definition.expanding import acts_of
from tinhgon.cases.definition.model import ENDS, Step, Version
from tinhgon.cases.definition.words import BODIES, Translate, clock, outcome, vote, who

LEFT, WIDTH, PAD, LINE, GAP, LANE = 16, 330, 10, 17, 34, 22
LETTERS = 44  # of a line in a box, at 13 px
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
TIP = (
    '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0L8 4L0 8z" fill="currentColor"/></marker>'
)
DARK = "<style>svg{color:#1b2733}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}</style>"


@dataclass(frozen=True)
class _Box:
    step: Step
    lines: Sequence[tuple[str, str]]  # class of the line, text
    top: int

    @property
    def height(self) -> int:
        return 2 * PAD + LINE * len(self.lines)

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


def draw(version: Version, *, title: str, translate: Translate = str, standalone: bool = False, here: str = "") -> str:
    """The graph of a version. `here` is a step to stand out; `standalone` brings colours for a file of its own."""
    boxes, top = [], PAD
    for number, step in enumerate(version.steps, start=1):
        boxes.append(_Box(step, _lines(number, step, translate), top))
        top = boxes[-1].bottom + GAP
    places = {box.step.id: index for index, box in enumerate(boxes)}
    far = [
        (box, name, places[way.to])
        for index, box in enumerate(boxes)
        for name, way in box.step.then.items()
        if way.to in places and places[way.to] != index + 1
    ]
    parts = [_box(box, here) for box in boxes]
    beside = LEFT + WIDTH + 8 + LANE * len(far)
    parts += [_near(box, boxes, index, beside, translate) for index, box in enumerate(boxes)]
    parts += [_far(box, boxes[to], name, LANE * lane, translate) for lane, (box, name, to) in enumerate(far, start=1)]
    width, height = max(beside + 190, 520), top + 4
    look = f'role="img" aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="13"'
    look += ' fill="currentColor"'
    return "\n".join(
        [
            f'<svg {NAMESPACE} width="{width}" height="{height}" viewBox="0 0 {width} {height}" {look}>',
            f"<title>{escape(title)}</title>",
            *([DARK] if standalone else []),
            f"<defs>{TIP}</defs>",
            *parts,
            "</svg>",
            "",
        ]
    )


def _lines(number: int, step: Step, translate: Translate) -> list[tuple[str, str]]:
    lines = [("title", line) for line in wrap(f"{number}. {step.title}", LETTERS - 4)]
    told = []
    if step.body:
        told.append(translate(BODIES[step.body]) if step.body in BODIES else step.body)
    else:
        acting = [by for name, rule in acts_of(step).items() if name != "pass" for by in rule.by]
        told.append(", ".join(dict.fromkeys(who(by, translate) for by in acting)))
    told += [vote(rule, translate) for rule in step.all_votes().values()]
    told += [clock(rule, translate) for rule in step.clocks]
    return lines + [("more", line) for text in told if text for line in wrap(text, LETTERS)]


def _box(box: _Box, here: str) -> str:
    thick = "3" if box.step.id == here else "1.2"
    place = f'x="{LEFT}" y="{box.top}" width="{WIDTH}" height="{box.height}"'
    parts = [f'<rect {place} rx="6" fill="none" stroke="currentColor" stroke-width="{thick}"/>']
    for index, (kind, text) in enumerate(box.lines):
        look = 'font-weight="600"' if kind == "title" else 'opacity="0.8" font-size="12"'
        parts.append(f'<text x="{LEFT + PAD}" y="{box.top + PAD + 13 + LINE * index}" {look}>{escape(text)}</text>')
    return "\n".join(parts)


def _near(box: _Box, boxes: Sequence[_Box], index: int, beside: int, translate: Translate) -> str:
    """The way to the step below, and the ends, which are told beside the box."""
    parts = []
    below = boxes[index + 1] if index + 1 < len(boxes) else None
    on = [outcome(name, translate) for name, way in box.step.then.items() if below and way.to == below.step.id]
    if on and below:
        x = LEFT + 40
        parts.append(
            f'<path d="M{x} {box.bottom}V{below.top - 1}" fill="none" stroke="currentColor" marker-end="url(#tip)"/>'
        )
        label = ", ".join(dict.fromkeys(on))
        parts.append(f'<text x="{x + 10}" y="{box.bottom + 21}" font-size="12">{escape(label)}</text>')
    ends: dict[str, list[str]] = {}
    for name, way in box.step.then.items():
        if way.to in ENDS:
            ends.setdefault(way.to, []).append(outcome(name, translate))
    for row, (end, names) in enumerate(ends.items()):
        y = box.top + 16 + 18 * row
        text = f"{', '.join(dict.fromkeys(names))} → {outcome(end, translate)}"
        parts.append(f'<text x="{beside}" y="{y}" font-size="12" font-style="italic">{escape(text)}</text>')
    return "\n".join(parts)


def _far(box: _Box, to: _Box, name: str, lane: int, translate: Translate) -> str:
    """A way that passes over steps, or goes back: by a lane at the right."""
    right, x = LEFT + WIDTH, LEFT + WIDTH + lane
    start = box.bottom - 10
    return (
        f'<path d="M{right} {start}H{x}V{to.middle}H{right + 1}" fill="none" stroke="currentColor"'
        f' stroke-dasharray="5 3" marker-end="url(#tip)"/>'
        f'<text x="{x + 5}" y="{start - 3}" font-size="12">{escape(outcome(name, translate))}</text>'
    )
