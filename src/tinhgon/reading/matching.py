"""Names that fit several units, or are wanted by several: what holds in every way of giving each its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_MOST_STEPS = 20_000


def certain(*, options: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """The choices that are the same in every assignment of distinct codes to all keys; {} when there is none at all."""
    keys = sorted(options, key=lambda item: len(options[item]))
    seen: dict[int, set[str]] = {item: set() for item in keys}
    steps = [0]

    def place(depth: int, used: frozenset[str], chosen: tuple[str, ...]) -> None:
        steps[0] += 1
        if steps[0] > _MOST_STEPS:
            return
        if depth == len(keys):
            for item, code in zip(keys, chosen, strict=True):
                seen[item].add(code)
            return
        for code in options[keys[depth]]:
            if code not in used:
                place(depth + 1, used | {code}, (*chosen, code))

    place(0, frozenset(), ())
    if steps[0] > _MOST_STEPS:
        return {}
    return {item: next(iter(codes)) for item, codes in seen.items() if len(codes) == 1}
