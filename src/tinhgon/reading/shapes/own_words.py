"""A clause in the very words of our own papers: taken when telling what was read gives the same words again.

What the ledger tells of posts, records, decisions and rules of the house is no prose of law; no office words it so by
chance. A pattern cuts the words into fields, and the effect made of them has to tell itself in exactly these words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from tinhgon.basis.text import clean
from tinhgon.ledger.document import EFFECT
from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.normal import Normal
from tinhgon.reading.shapes.people import person_ref, when
from tinhgon.reading.shapes.quotas import unit_ref

Fields = Callable[[re.Match[str]], Mapping[str, Any]]
DAY = r"\d{2}/\d{2}/\d{4}"
PERSON = (
    r"(?:người có mã hồ sơ (?P<code>\S+)|"
    r"(?P<title>ông \(bà\)|ông|bà|đồng chí) (?P<name>[^()]+?) \(mã hồ sơ (?P<file>[^\s()]+)\))"
)
"""Somebody as our papers tell them, with or without the name."""
_SINCE = rf"(?:, kể từ ngày (?P<since>{DAY}))?\.?"
_POST = re.compile(r"(?:^|, | và )(?:vị trí số (?P<number>[^\s,]+)|(?P<title>[^()]+?) \((?P<coded>[^\s()]+)\))")
_UNIT = re.compile(r"đơn vị mã (\S+)")
_SEX = {"ông": "male", "bà": "female"}


@dataclass(frozen=True)
class OwnWords:
    """`pattern` is of the whole clause without its last stop; its groups `unit` and `person` are looked up, the rest
    is `fields`. A KeyError or ValueError of `fields` says that the words are others."""

    name: str
    kind: str
    pattern: str
    fields: Fields
    unit_field: str = "unit"

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self.pattern.replace(" ", r"\s+") + _SINCE.replace(" ", r"\s+"))

    def read(self, *, normal: Normal, start: int, end: int, lead: str = "") -> Said | None:  # noqa: ARG002
        """What the clause says, or None when it is not in these very words."""
        inner = normal.text[start:end]
        begin = start + len(inner) - len(inner.lstrip())
        found = self._whole.fullmatch(inner.strip())
        if found is None or not self._tells(found):
            return None
        facts: dict[str, object] = {"own_words": clean(found[0])}
        if found["since"]:
            facts["since"] = str(day_of(found["since"]))
        wanted = []
        if words := _group(found, "person"):
            wanted.append(self._person(found, normal, begin, clean(words)))
        if words := _group(found, "unit"):
            coded = _UNIT.fullmatch(words)
            span = normal.span(begin + found.start("unit"), begin + found.end("unit"))
            wanted.append(Wanted("unit", "unit", clean(words), span, code=coded[1] if coded else None))
        return Said(self.name, self.kind, facts=facts, wanted=tuple(wanted))

    def draft(self, effect: Effected, desk: Desk) -> Iterable[Effect]:
        """The effect, with what was looked up."""
        found = self._whole.fullmatch(str(effect.clause.said.facts["own_words"]))
        if found is None:
            raise LookupError(effect.clause.label)
        stated = dict(self.fields(found))
        if "unit" in effect.found:
            stated[self.unit_field] = unit_ref(effect).model_dump(exclude_none=True)
        if "person" in effect.found:
            stated["person"] = person_ref(effect).model_dump(exclude_none=True)
        yield EFFECT.validate_python({"kind": self.kind, **stated, **when(effect, desk)})

    def _person(self, found: re.Match[str], normal: Normal, begin: int, words: str) -> Wanted:
        code, sex = found["code"] or found["file"], _SEX.get(found["title"] or "", "")
        span = normal.span(begin + found.start("person"), begin + found.end("person"))
        return Wanted("person", "person", clean(found["name"] or code or words), span, code=code, sex=sex)

    def _tells(self, found: re.Match[str]) -> bool:
        """Whether the effect that is made of the words tells itself in the same words."""
        words = clean(found[0])
        if found["since"]:
            words = words[: words.rindex(", kể từ ngày ")]
        try:
            stated = dict(self.fields(found))
            if unit := _group(found, "unit"):
                coded = _UNIT.fullmatch(unit)
                stated[self.unit_field] = {"code": coded[1]} if coded else {"name": clean(unit)}
            if person := _group(found, "person"):
                code = found["code"] or found["file"]
                stated["person"] = {"code": code}
                words = words.replace(clean(person), f"người có mã hồ sơ {code}")
            made = EFFECT.validate_python({"kind": self.kind, **stated})
        except (ValidationError, KeyError, ValueError):
            return False
        return clean(made.describe()).removesuffix(".") == words.removesuffix(".")


def _group(found: re.Match[str], name: str) -> str:
    return str(found.groupdict().get(name) or "")


def day_of(text: str) -> date:
    """'01/04/2021'."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone


def posts_of(words: str) -> list[dict[str, str]]:
    """'vị trí số S1.03, Chuyên viên (S1.04) và Kế toán (S1.05)'. Raises ValueError for other words, above all for
    'và 12 vị trí khác': what is not named is not guessed."""
    posts, at = [], 0
    for found in _POST.finditer(clean(words)):
        if found.start() != at:
            raise ValueError(words)
        title = {"title": found["title"]} if found["title"] else {}
        posts.append({"number": found["number"] or found["coded"], **title})
        at = found.end()
    if at != len(clean(words)):
        raise ValueError(words)
    return posts


def inverse(labels: Mapping[Any, str]) -> dict[str, Any]:
    """Label -> code; labels that stand for two codes are left out."""
    counts = list(labels.values())
    return {label: code for code, label in labels.items() if counts.count(label) == 1}
