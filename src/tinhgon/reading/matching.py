"""Names that fit several units, or are wanted by several: what holds in every way of giving each its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_MOST_STEPS = 20_000


def certain(*, options: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """The choices that are the same in every assignment of distinct codes to all keys.

    Keys that share no code do not touch one another: where one group of them has no assignment at all, or too many ways
    to look through, that group has no certain choice, and the others keep theirs.
    """
    found: dict[int, str] = {}
    for group in _groups(options):
        found |= _within({item: options[item] for item in group})
    return found


def _groups(options: Mapping[int, Sequence[str]]) -> Iterable[list[int]]:
    """Keys bound together by codes that they share."""
    left = dict.fromkeys(options)
    while left:
        group, codes = [next(iter(left))], set(options[next(iter(left))])
        left.pop(group[0])
        grown = True
        while grown:
            joining = [item for item in left if codes.intersection(options[item])]
            grown = bool(joining)
            for item in joining:
                left.pop(item)
                group.append(item)
                codes.update(options[item])
        yield group


def _within(options: Mapping[int, Sequence[str]]) -> dict[int, str]:
    settled: dict[int, str] = {}
    left = {item: set(codes) for item, codes in options.items()}
    while (single := next((item for item, codes in left.items() if len(codes) == 1), None)) is not None:
        (code,) = left.pop(single)
        settled[single] = code
        for codes in left.values():
            codes.discard(code)
    if any(not codes for codes in left.values()):
        return {}
    rest = _searched(left)
    return {} if rest is None else settled | rest


def _searched(options: Mapping[int, set[str]]) -> dict[int, str] | None:
    """What all assignments agree on; None when there is none. Nothing where there are too many to look through."""
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
        for code in sorted(options[keys[depth]] - used):
            place(depth + 1, used | {code}, (*chosen, code))

    place(0, frozenset(), ())
    if steps[0] > _MOST_STEPS:
        return {}
    if keys and not seen[keys[0]]:
        return None
    return {item: next(iter(codes)) for item, codes in seen.items() if len(codes) == 1}
