"""What must hold to leave a step: one file each, found by folder. A definition names a check by its file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked

Check = Callable[[Asked], Iterable[Finding]]


def _discover() -> Mapping[str, Check]:
    found: dict[str, Check] = {}
    for module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        check = getattr(importlib.import_module(f"{__name__}.{module}"), "check", None)
        if check is not None:
            found[module] = check
    return MappingProxyType(found)


CHECKS: Mapping[str, Check] = _discover()

__all__ = ["CHECKS", "Asked", "Check"]
