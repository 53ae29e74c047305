"""What the registers hold, found by folder: subjects in order, their kinds of thing, effects, checks and books.

A subject is a folder of `tinhgon.registers` with, each where it has some: `things.py`, `effects/`, `checks/`, `book.py`
and `drafting.py`. Nothing else lists them. Filled at import, then frozen. A kind of effect is for ever: a signed
payload never changes its meaning, a new shape is a new kind (`merge_units/2`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from importlib.util import find_spec
from types import MappingProxyType, ModuleType

from tinhgon.ledger.effect import Effect
from tinhgon.ledger.thing import ThingKind

REGISTERS = "tinhgon.registers"
ENGINE = "tinhgon.ledger"


def _subjects() -> tuple[str, ...]:
    """The folders of the registers, those that others rest on first, else by name."""
    found = pkgutil.iter_modules(importlib.import_module(REGISTERS).__path__)
    names = sorted(module.name for module in found if module.ispkg)
    rests_on = {name: importlib.import_module(f"{REGISTERS}.{name}").RESTS_ON for name in names}
    return tuple(TopologicalSorter(rests_on).static_order())


SUBJECTS: tuple[str, ...] = _subjects()


def modules(folder: str) -> Iterator[ModuleType]:
    """The modules of a folder of the engine and of every subject, in order of subject and name."""
    for room in (ENGINE, *(f"{REGISTERS}.{subject}" for subject in SUBJECTS)):
        if find_spec(f"{room}.{folder}") is not None:
            package = importlib.import_module(f"{room}.{folder}")
            for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
                yield importlib.import_module(f"{package.__name__}.{name}")


def of_subjects(module: str) -> Iterator[tuple[str, ModuleType]]:
    """A module of every subject that has it."""
    for subject in SUBJECTS:
        if find_spec(f"{REGISTERS}.{subject}.{module}") is not None:
            yield subject, importlib.import_module(f"{REGISTERS}.{subject}.{module}")


def _effects() -> Mapping[str, type[Effect]]:
    found: dict[str, type[Effect]] = {}
    for module in modules("effects"):
        for value in vars(module).values():
            if not (isinstance(value, type) and issubclass(value, Effect) and value is not Effect):
                continue
            kind = value.model_fields["kind"].default
            if found.setdefault(kind, value) is not value:
                raise TypeError(f"two effects are called {kind}")
    return MappingProxyType(dict(sorted(found.items())))


def _things() -> Mapping[str, ThingKind]:
    found = [value for _, module in of_subjects("things") for value in vars(module).values()
             if isinstance(value, ThingKind)]  # fmt: skip
    return MappingProxyType({kind.name: kind for kind in found})


EFFECTS: Mapping[str, type[Effect]] = _effects()
THINGS: Mapping[str, ThingKind] = _things()
