"""The sources of a cell in words: which quota of which unit, whose file at which post; no names of people.

A few statements tell any number of sources.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.db import connection

from tinhgon.basis.errors import gettext_noop
from tinhgon.reports.asking import Question
from tinhgon.reports.building import Source, Trace
from tinhgon.reports.facts import CATEGORY_LABELS

Translate = Callable[[str], str]

LAYER_LABELS: Mapping[str, str] = {
    "official": gettext_noop("chính thức"),
    "surplus": gettext_noop("dôi dư có thời hạn"),
    "reserve": gettext_noop("dự phòng"),
}


@dataclass(frozen=True)
class ToldSource:
    """A source with its subject in words. `unit_id`, `post_id`, `person_id`: where a page may lead, as far as known."""

    source: Source
    subject: str
    unit_id: int | None = None
    post_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Group:
    """What one clause of one decision gives to a cell: how many sources, and how much together."""

    ordinal: int
    decision: str
    issuer: str
    clause: str
    effective_on: date
    count: int
    amount: int


def told_sources(trace: Trace, translate: Translate = str, *, limit: int | None = None) -> list[ToldSource]:
    """The sources in their order, each told; with `limit` only the first."""
    words = _Words(trace.question, trace.sources[:limit], translate)
    return [words.told(source) for source in trace.sources[:limit]]


def grouped(trace: Trace) -> list[Group]:
    """The sources by clause, in the order of signing."""
    found: dict[tuple[Any, ...], list[int]] = {}
    for source in trace.sources:
        key = (source.ordinal, source.decision, source.issuer, source.clause, source.effective_on)
        found.setdefault(key, []).append(source.amount)
    return [
        Group(ordinal, decision, issuer, clause, effective_on, len(amounts), sum(amounts))
        for (ordinal, decision, issuer, clause, effective_on), amounts in found.items()
    ]


_UNITS = (
    "SELECT unit_id, lower(valid), kind || ' ' || name FROM unit_version v WHERE unit_id = ANY(%(ids)s) AND {known}"
)
_POSTS = """SELECT post_id, lower(valid), number, title, unit_id FROM post_version v
WHERE post_id = ANY(%(ids)s) AND {known}"""
_QUOTAS = (
    "SELECT thing_id, lower(valid), category, layer FROM quota_version v WHERE thing_id = ANY(%(ids)s) AND {known}"
)
_PERSONS = "SELECT person_id, lower(valid), code FROM person_version v WHERE person_id = ANY(%(ids)s) AND {known}"


class _States:
    """The dated states of some things, asked in one statement."""

    def __init__(self, sql: str, question: Question, ids: Iterable[int]) -> None:
        self._found: dict[int, list[tuple[Any, ...]]] = {}
        wanted = sorted(set(ids))
        if not wanted:
            return
        with connection.cursor() as cursor:
            cursor.execute(sql.format(known=question.known.condition("v")) + " ORDER BY 1, 2", {"ids": wanted})
            for thing_id, *state in cursor.fetchall():
                self._found.setdefault(thing_id, []).append(tuple(state))

    def on(self, thing_id: int | None, day: date) -> tuple[Any, ...] | None:
        """The state on a day: the last that began by then, else the first."""
        states = self._found.get(thing_id, []) if thing_id is not None else []
        if not states:
            return None
        return states[max(bisect_right(states, day, key=itemgetter(0)) - 1, 0)][1:]

    def values(self) -> Iterable[tuple[Any, ...]]:
        return (state for states in self._found.values() for state in states)


class _Words:
    def __init__(self, question: Question, sources: Sequence[Source], translate: Translate) -> None:
        self.day, self.translate = question.on, translate
        things = {thing for source in sources for thing in source.things}
        by_kind = {
            kind: {source.subject_id for source in sources if source.subject == kind}
            for kind in ("unit", "quota", "person", "post")
        }
        self.quotas = _States(_QUOTAS, question, things if by_kind["quota"] else ())
        self.persons = _States(_PERSONS, question, by_kind["person"])
        at_posts = by_kind["person"] | by_kind["post"]
        self.posts = _States(_POSTS, question, things | by_kind["post"] if at_posts else ())
        self.units = _States(
            _UNITS, question, by_kind["unit"] | by_kind["quota"] | {state[-1] for state in self.posts.values()}
        )

    def told(self, source: Source) -> ToldSource:
        tell: Callable[[Source], ToldSource] = getattr(self, f"_{source.subject}", self._other)
        return tell(source)

    def _quota(self, source: Source) -> ToldSource:
        line = next((found for thing in source.things if (found := self.quotas.on(thing, source.effective_on))), None)
        parts = [self._unit_name(source.subject_id, source.effective_on)]
        if line is not None:
            category, layer = line
            parts.append(self.translate(CATEGORY_LABELS.get(category, category)))
            if layer != "official":
                parts.append(self.translate(LAYER_LABELS.get(layer, layer)))
        return ToldSource(source, ", ".join(parts), unit_id=source.subject_id)

    def _person(self, source: Source) -> ToldSource:
        found = self.persons.on(source.subject_id, self.day)
        code = found[0] if found else f"#{source.subject_id}"
        post_id, post, unit_id = self._post_words(source.things)
        subject = f"{code}: {post}" if post else code
        return ToldSource(source, subject, unit_id=unit_id, post_id=post_id, person_id=source.subject_id)

    def _post(self, source: Source) -> ToldSource:
        _, post, unit_id = self._post_words((source.subject_id,))
        return ToldSource(source, post or f"#{source.subject_id}", unit_id=unit_id, post_id=source.subject_id)

    def _unit(self, source: Source) -> ToldSource:
        name = self._unit_name(source.subject_id, source.effective_on)
        return ToldSource(source, name, unit_id=source.subject_id)

    def _other(self, source: Source) -> ToldSource:
        return ToldSource(source, f"#{source.subject_id}")

    def _post_words(self, things: Iterable[int]) -> tuple[int | None, str, int | None]:
        """The post among the things, as of the day asked about: title, number, unit."""
        for thing in things:
            found = self.posts.on(thing, self.day)
            if found is not None:
                number, title, unit_id = found
                return thing, f"{title} ({number}), {self._unit_name(unit_id, self.day)}", unit_id
        return None, "", None

    def _unit_name(self, unit_id: int, day: date) -> str:
        found = self.units.on(unit_id, day)
        return found[0] if found else f"#{unit_id}"
