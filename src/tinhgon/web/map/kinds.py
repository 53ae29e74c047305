"""What a commune came from, or what becomes of it, as one of a few classes with a colour, a word and a count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhgon.registers.units.queries import (
    Step,
    StepUnit,
    UnitRow,
)
from tinhgon.web.kit.unit_words import listed
from tinhgon.web.kit.words import share

Mode = Literal["goc", "dau"]


@dataclass(frozen=True)
class Kind:
    """A class of the legend. `css` is the step of the colour; the order is that of the legend."""

    key: str
    label: object
    css: str


ORIGINS = (
    Kind("giu", gettext_lazy("Giữ nguyên"), "m1"),
    Kind("tu-1", gettext_lazy("Từ 1 đơn vị"), "m0"),
    Kind("tu-2", gettext_lazy("Từ 2 đơn vị"), "m2"),
    Kind("tu-3", gettext_lazy("Từ 3 đơn vị"), "m3"),
    Kind("tu-4", gettext_lazy("Từ 4 đơn vị trở lên"), "m4"),
)
OUTCOMES = (
    Kind("giu", gettext_lazy("Giữ nguyên"), "m1"),
    Kind("giao", gettext_lazy("Giao một phần, vẫn còn"), "m2"),
    Kind("nhap", gettext_lazy("Nhập toàn bộ vào một đơn vị"), "m3"),
    Kind("chia", gettext_lazy("Chia cho nhiều đơn vị"), "m4"),
    Kind("het", gettext_lazy("Kết thúc, chưa ghi đơn vị tiếp nhận"), "m0"),
)


@dataclass(frozen=True)
class Fate:
    """A commune with its class and the sentence that says the same."""

    unit: UnitRow
    kind: str
    told: str
    on: date | None


def origins(units: Iterable[UnitRow], steps: Iterable[Step], *, on: date) -> list[Fate]:
    """By the newest day, up to the chosen one, on which each took over ground."""
    into: dict[int, list[Step]] = {}
    for step in steps:
        if step.effective_on <= on:
            into.setdefault(step.target.id, []).append(step)
    found = []
    for unit in units:
        mine = into.get(unit.id, [])
        last = max((step.effective_on for step in mine), default=None)
        mine = [step for step in mine if step.effective_on == last]
        many = len({step.source.id for step in mine})
        kind = "giu" if many == 0 else f"tu-{min(many, 4)}"
        names = [_named(step.source, step) for step in mine]
        found.append(Fate(unit, kind, _("từ {units}").format(units=listed(names)) if mine else _("giữ nguyên"), last))
    return found


def outcomes(units: Iterable[UnitRow], steps: Iterable[Step], *, on: date, ended: Mapping[int, date]) -> list[Fate]:
    """By the first day after the chosen one on which each gives ground. `ended`: units that end without a successor."""
    out: dict[int, list[Step]] = {}
    for step in steps:
        if step.effective_on > on:
            out.setdefault(step.source.id, []).append(step)
    found = []
    for unit in units:
        mine = out.get(unit.id, [])
        first = min((step.effective_on for step in mine), default=None)
        mine = [step for step in mine if step.effective_on == first]
        found.append(Fate(unit, _outcome(unit, mine, ended), _whither(unit, mine, ended), first or ended.get(unit.id)))
    return found


def _outcome(unit: UnitRow, steps: Sequence[Step], ended: Mapping[int, date]) -> str:
    if not steps:
        return "het" if unit.id in ended else "giu"
    if not any(step.area_share in ("full", "remainder") for step in steps):
        return "giao"
    return "nhap" if len({step.target.id for step in steps}) == 1 else "chia"


def _whither(unit: UnitRow, steps: Sequence[Step], ended: Mapping[int, date]) -> str:
    if not steps:
        return _("kết thúc, chưa ghi đơn vị tiếp nhận") if unit.id in ended else _("giữ nguyên")
    return _("về {units}").format(units=listed([_named(step.target, step) for step in steps]))


def _named(unit: StepUnit, step: Step) -> str:
    """'xã An Bình (một phần)': one side of a step, with what passed where that is not the whole."""
    name = f"{unit.kind} {unit.name}"
    whole = step.area_share == step.population_share == "full"
    return name if whole else f"{name} ({share(step.area_share, step.population_share)})"
