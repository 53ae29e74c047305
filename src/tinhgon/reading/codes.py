"""Codes of new units, from a list of the units after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tinhgon.reading.clauses import Head, Target
from tinhgon.reading.entities import Candidate
from tinhgon.reading.names import distance, key, skeleton, spelt_apart
from tinhgon.reading.normal import Span
from tinhgon.reading.register import Register

_NEAR = 2
_SHOWN = 5


class Codes:
    """Looks new units up by kind and name within the province of the title; without a list every code is None.

    A name that two clauses give is asked of both: one of them must be wrong.
    """

    def __init__(
        self, *, register: Register | None, head: Head, answers: Mapping[Span, str], targets: Iterable[Target]
    ) -> None:
        self.again = Counter((target.kind, key(target.name)) for target in targets)
        self.register = register
        self.answers = answers
        self.within: list[str] = []
        self.taken: set[str] = set()
        if register and head.province:
            province = register.province_called(kind=head.province.kind, name=head.province.name)
            self.within = list(register.communes.get(province, ()))

    def code(self, *, target: Target) -> tuple[str | None, tuple[Candidate, ...] | None]:
        """The code; or None with candidates when the list has several, none, or one that is taken already."""
        if self.register is None:
            return None, None
        answer = self.answers.get(target.span)
        if answer and answer in self.register.units:
            self.taken.add(answer)
            return answer, None
        same = [
            code
            for code in self.within
            if self.register.units[code].kind == target.kind and key(self.register.units[code].name) == key(target.name)
        ]
        if len(same) == 1 and same[0] not in self.taken and self.again[target.kind, key(target.name)] < 2:
            self.taken.add(same[0])
            return same[0], None
        return None, self._near(target)

    def _near(self, target: Target) -> tuple[Candidate, ...]:
        assert self.register is not None  # noqa: S101
        wanted = skeleton(target.name)
        ranked = []
        for code in self.within:
            unit = self.register.units[code]
            apart = distance(skeleton(unit.name), wanted, most=_NEAR)
            if apart <= _NEAR:
                reasons = ("same_kind",) if unit.kind == target.kind else ()
                rank = (code in self.taken, apart, unit.kind != target.kind, code)
                ranked.append((rank, Candidate(code, reasons, spelt_apart(unit.name, target.name))))
        return tuple(candidate for _, candidate in sorted(ranked, key=lambda pair: pair[0])[:_SHOWN])
