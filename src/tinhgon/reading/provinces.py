"""Which old provinces a text concerns: the one in its title, and those whose units it names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from tinhgon.reading.clauses import Head
from tinhgon.reading.entities import Entity
from tinhgon.reading.register import Register

_MOST_NAMED = 0.5
_FEWEST, _SHARE_OF_REST = 3, 0.25


def concerned(*, register: Register, head: Head, named: Iterable[Entity]) -> tuple[str, ...]:
    """Codes of the provinces. A province belongs when half its communes are named, or when it explains names that no
    other does; better one too many, which makes questions, than one too few, which would make wrong answers."""
    pairs = {entity.class_key for entity in named if entity.kind}
    holders: dict[tuple[str, str], set[str]] = {}
    for pair in pairs:
        holders[pair] = {
            register.province(code) for code in register.by_name.get(pair, ()) if register.units[code].level > 1
        }
    seen: dict[str, int] = defaultdict(int)
    for found in holders.values():
        for province in found:
            seen[province] += 1
    chosen = set()
    if head.province:
        titled = register.province_called(kind=head.province.kind, name=head.province.name)
        chosen |= {titled} - {""}
    sizes = {code: len(units) for code, units in register.communes.items()}
    chosen |= {code for code, count in seen.items() if code and count >= _MOST_NAMED * sizes.get(code, 1)}
    while True:
        rest = [found for found in holders.values() if found and not found & chosen]
        explained = Counter(code for found in rest for code in found if code)
        code, count = max(explained.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
        if count < max(_FEWEST, _SHARE_OF_REST * len(rest)):
            # An excerpt without a title: any province that has one of the names.
            return tuple(sorted(chosen or {code for code in seen if code}))
        chosen.add(code)


def found_share(*, register: Register, named: Iterable[Entity]) -> float:
    """How many of the names the list knows at all: low when the list is of another day."""
    entities = [entity for entity in named if entity.kind]
    known = sum(1 for entity in entities if entity.class_key in register.by_name)
    return known / len(entities) if entities else 1.0
