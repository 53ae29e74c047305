"""Clauses told with the names of people, for those who may see them; everybody else stays a file code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tinhgon.documents.model import printable
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.payload import mapped, parts
from tinhgon.registers.staff.payloads import NewPerson, PersonRef

_OPEN, _SHUT = "\ue000", "\ue001"
"""Signs of no alphabet, which no signed text has: what stands between them is a place in the list of people."""


@dataclass(frozen=True)
class Named:
    """Somebody by name; `sex` gives the word before it."""

    name: str
    sex: Literal["male", "female"] | None = None


@dataclass(frozen=True)
class People:
    """The names that a reader of the paper may see, by file code. `comrades`: as the Party addresses its members."""

    named: Mapping[str, Named]
    comrades: bool = False

    def told(self, code: str) -> str:
        """'bà Trần Thị Mẫu (mã hồ sơ HS-3)', or 'người có mã hồ sơ HS-3'."""
        known = self.named.get(code)
        if known is None or not known.name:
            return f"người có mã hồ sơ {code}"
        return f"{self.title(known)} {printable(known.name)} (mã hồ sơ {code})"

    def short(self, code: str) -> str:
        """The same within a list of codes: 'HS-3 Trần Thị Mẫu'."""
        known = self.named.get(code)
        return f"{code} {printable(known.name)}" if known and known.name else code

    def title(self, known: Named) -> str:
        if self.comrades:
            return "đồng chí"
        return {"male": "ông", "female": "bà", None: "ông (bà)"}[known.sex]


NOBODY = People({})


def codes_in(effects: Iterable[Effect]) -> dict[str, int]:
    """The file codes that clauses name, each with the person's id where it is known."""
    found: dict[str, int] = {}
    for effect in effects:
        for ref in parts(effect, PersonRef | NewPerson):
            if ref.code and ref.id:
                found.setdefault(ref.code, ref.id)
    return found


def told(effect: Effect, people: People, *, of: str = "") -> str:
    """The clause in the words of the law, with names. `of`: what it says of the person with this file code alone."""
    codes = list(dict.fromkeys(ref.code for ref in parts(effect, PersonRef | NewPerson) if ref.code))
    if not any(code in people.named for code in codes):
        return str(effect.extract(of)) if of else str(effect.describe())
    place = {code: f"{_OPEN}{number}{_SHUT}" for number, code in enumerate(codes)}
    veiled = mapped(
        effect, PersonRef | NewPerson, lambda ref: ref.model_copy(update={"code": place[ref.code]}) if ref.code else ref
    )
    text: str = veiled.extract(place.get(of, of)) if of else veiled.describe()
    for code, sign in place.items():
        text = text.replace(f"người có mã hồ sơ {sign}", people.told(code)).replace(sign, people.short(code))
    return text[:1].upper() + text[1:]
