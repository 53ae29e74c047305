"""The kinds of act and reading that the product itself has, found by folder, one file each; cases bring theirs."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tinhgon.record.kinds.base import ActKind


def kinds_in(package: str, path: Iterable[str]) -> Mapping[str, type[ActKind]]:
    """The kinds of the modules of a package: 'submit_report/1' -> its class. Two of one name are a bug."""
    found: dict[str, type[ActKind]] = {}
    for module in sorted(module.name for module in pkgutil.iter_modules(path)):
        for value in vars(importlib.import_module(f"{package}.{module}")).values():
            if not (isinstance(value, type) and issubclass(value, ActKind) and value is not ActKind):
                continue
            kind = value.model_fields["kind"].default
            if found.setdefault(kind, value) is not value:
                raise TypeError(f"two kinds of act are called {kind}")
    return MappingProxyType(dict(sorted(found.items())))


KINDS: Mapping[str, type[ActKind]] = kinds_in(__name__, __path__)
