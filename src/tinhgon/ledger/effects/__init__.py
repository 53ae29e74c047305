"""The kinds of effect, found by folder, one file each; filled at import, then frozen.

A kind is for ever: a signed payload never changes its meaning, a new shape is a new kind (`merge_units/2`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from tinhgon.ledger.effects.base import Effect


def _discover() -> Mapping[str, type[Effect]]:
    found: dict[str, type[Effect]] = {}
    for module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        for value in vars(importlib.import_module(f"{__name__}.{module}")).values():
            if not (isinstance(value, type) and issubclass(value, Effect) and value is not Effect):
                continue
            kind = value.model_fields["kind"].default
            if found.setdefault(kind, value) is not value:
                raise TypeError(f"two effects are called {kind}")
    return MappingProxyType(dict(sorted(found.items())))


EFFECTS: Mapping[str, type[Effect]] = _discover()
