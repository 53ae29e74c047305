"""The entries that a decision begins things with in bulk: millions of them wait in a temporary file, not in memory.

What identifies a person is sealed in them, as everywhere (adr/0008); the file has no name and goes with its decision.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_IN_MEMORY = 16 * 1024 * 1024
_HEAD = 64  # bytes: two numbers of 20 digits at the most, then the kind of thing


class Line(NamedTuple):
    """An entry of a decision as it is sealed and written; `text` is the canonical text of its changes."""

    id: int
    effect_id: int
    thing: str
    thing_id: int
    effective_on: date
    text: str


class Spool:
    """Lines in the order in which they were added, each the first of its thing."""

    def __init__(self) -> None:
        self.things: dict[str, array[int]] = defaultdict(lambda: array("q"))
        """By kind of thing, the ids begun."""
        self.days: dict[str, set[date]] = defaultdict(set)
        """By kind of thing, the days on which something begins."""
        self.end = 0
        """Where the next line will begin, in bytes."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 as long as the decision
        self._places: dict[int, int] = {}
        self._placed = 0

    def __len__(self) -> int:
        return sum(map(len, self.things.values()))

    def add(self, line: Line) -> None:
        """Put a line at the end. Canonical text has no line break and no tab."""
        entry_id, effect_id, thing, thing_id, on, text = line
        self._file.seek(self.end)
        self.end += self._file.write(
            f"{entry_id}\t{effect_id}\t{thing}\t{thing_id}\t{on.isoformat()}\t{text}\n".encode()
        )
        self.things[thing].append(thing_id)
        self.days[thing].add(on)

    def lines(self, start: int = 0, *, thing: str = "") -> Iterator[Line]:
        """The lines from a place on (see `end`), all or those of a kind of thing."""
        mark = f"\t{thing}\t".encode() if thing else b""
        for _, raw in self._raw(start):
            if mark in raw[:_HEAD]:
                yield _line(raw)

    def __contains__(self, thing_id: int) -> bool:
        return thing_id in self._index()

    def line_of(self, thing_id: int) -> Line:
        """The line that begins a thing. Raises KeyError."""
        self._file.seek(self._index()[thing_id])
        return _line(self._file.readline())

    def _index(self) -> dict[int, int]:
        """Where each thing's line is: built when the first is looked up; as a rule none is."""
        if self._placed < self.end:
            self._places |= {int(raw.split(b"\t", 4)[3]): place for place, raw in self._raw(self._placed)}
            self._placed = self.end
        return self._places

    def _raw(self, start: int) -> Iterator[tuple[int, bytes]]:
        place = start
        while place < self.end:
            self._file.seek(place)
            for raw in self._file.readlines(_IN_MEMORY):
                yield place, raw
                place += len(raw)


def _line(raw: bytes) -> Line:
    entry_id, effect_id, thing, thing_id, on, text = raw[:-1].decode().split("\t", 5)
    return Line(int(entry_id), int(effect_id), thing, int(thing_id), date.fromisoformat(on), text)
