"""Who counts as a relative under which rule, on which day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml


@dataclass(frozen=True)
class KinshipList:
    """The relations that an instrument names, and when it is in force."""

    name: str
    instrument: str
    sure: str
    since: date
    until: date | None
    relations: frozenset[str]

    def is_in_force(self, day: date) -> bool:
        """Whether the list holds on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


@cache
def _stated() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files("tinhgon.law").joinpath("kinship.yaml").read_text(encoding="utf-8"))
    return found


@cache
def kinship_lists() -> Mapping[str, KinshipList]:
    """The lists of kinship.yaml by name."""
    value = _stated()
    known = set(value["relations"])
    found = {}
    for key, stated in value["lists"].items():
        if not known.issuperset(stated["relations"]):
            raise ValueError(f"kinship.yaml: {key} names a relation that is not in the catalogue")
        found[key] = KinshipList(
            name=key,
            instrument=stated["instrument"],
            sure=stated["sure"],
            since=stated["from"],
            until=stated.get("to"),
            relations=frozenset(stated["relations"]),
        )
    return MappingProxyType(found)


def relations_that_count(lists: Collection[str], day: date) -> Mapping[str, str]:
    """Each relation that counts on the day, with the instrument that says so; the first of the lists stands."""
    found: dict[str, str] = {}
    for name in lists:
        kinship = kinship_lists()[name]
        if kinship.is_in_force(day):
            for relation in kinship.relations:
                found.setdefault(relation, kinship.instrument)
    return found


@cache
def relations() -> Mapping[str, str]:
    """Every relation that may be declared, with its Vietnamese name."""
    return MappingProxyType(dict(_stated()["relations"]))
