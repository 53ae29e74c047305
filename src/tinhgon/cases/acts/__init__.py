"""The kinds of act, found by folder, one file each; filled at import, then frozen.

A kind is for ever: a payload that was sealed never changes its meaning, a new shape is a new kind (`count/2`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from tinhgon.cases.acts.base import Act, Kind, Told


def _discover() -> Mapping[str, type[Kind]]:
    found: dict[str, type[Kind]] = {}
    for module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        for value in vars(importlib.import_module(f"{__name__}.{module}")).values():
            if not (isinstance(value, type) and issubclass(value, Kind) and value is not Kind):
                continue
            kind = value.model_fields["kind"].default
            if found.setdefault(kind, value) is not value:
                raise TypeError(f"two acts are called {kind}")
    return MappingProxyType(dict(sorted(found.items())))


ACTS: Mapping[str, type[Kind]] = _discover()
NAMES: frozenset[str] = frozenset(kind.split("/")[0] for kind in ACTS)
"""The kinds as a definition names them: without their number."""

__all__ = ["ACTS", "NAMES", "Act", "Kind", "Told"]
