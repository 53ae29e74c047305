"""The shapes of clauses, found by folder, one file each; filled at first use, then frozen.

A shape is a grammar, the set phrases it needs, and how its tree becomes what the clause says. A new one is a new file.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from tinhgon.reading.shapes.base import Sentences, Shape
from tinhgon.reading.shapes.own_words import OwnWords

AnyShape = Shape | Sentences | OwnWords


@lru_cache(maxsize=1)
def shapes() -> tuple[AnyShape, ...]:
    """Every shape, by name; two of one name are refused."""
    found: dict[str, AnyShape] = {}
    for module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        if module in ("base", "lists"):
            continue
        for value in vars(importlib.import_module(f"{__name__}.{module}")).values():
            if isinstance(value, AnyShape) and found.setdefault(value.name, value) is not value:
                raise TypeError(f"two shapes are called {value.name}")
    return tuple(found[name] for name in sorted(found))
