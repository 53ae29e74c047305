"""The catalogue of job positions (danh mục vị trí việc làm): what a post's code means, as of the day it was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml

from tinhgon.registers.establishment.payloads import Group, Rank

_FILE = Path(__file__).parent / "positions.yaml"


@dataclass(frozen=True)
class Position:
    """A job position: its Vietnamese label, its group, whether it heads or is a deputy, and how sure that is.

    `sure`: verified (read in a source), derived (follows from what was read), unverified (recalled).
    """

    code: str
    label: str
    group: Group
    rank: Rank | None
    instrument: str
    sure: Literal["verified", "derived", "unverified"]


@cache
def positions() -> Mapping[str, Position]:
    """Every position by its code, in the order of the catalogue."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({
        code: Position(
            code=code,
            label=row["label"],
            group=row["group"],
            rank=row.get("rank"),
            instrument=content["instruments"][row["in"]]["name"],
            sure=row["sure"],
        )
        for code, row in content["positions"].items()
    })  # fmt: skip


def label_of(code: str) -> str | None:
    """The label of a position, or None for a code of one's own."""
    found = positions().get(code)
    return found.label if found else None


_HEADS_OF_DIVISIONS = ("division_head", "service_division_head", "district_division_head")
_OVER_DIVISIONS = frozenset({"department", "inspectorate", "board", "office"})


def next_lower(code: str) -> frozenset[str] | None:
    """The positions next below one: a head's own deputies, a department's deputies' heads of division. None where no
    source says which (derived from how bodies are composed; no instrument lists them)."""
    known = positions()
    family, _, rank = code.rpartition("_")
    if rank == "head" and f"{family}_deputy" in known:
        return frozenset({f"{family}_deputy"})
    if rank == "deputy" and family in _OVER_DIVISIONS:
        return frozenset(_HEADS_OF_DIVISIONS)
    return None
