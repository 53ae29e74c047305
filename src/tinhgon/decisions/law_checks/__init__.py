"""What the law says of an outcome, asked inside the signing as the ledger's own checks are: one question a file.

Each module of this folder has `check(context) -> Iterable[Finding]` and sees what the ledger's own checks see. What the
books do not state (terrain, class of a province, financing) is asked in every case it may be: what fails in all of them
is a warning, what fails in some is told with these. Where no rule of the day is known, nothing is said.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def run_law_checks(context: Context) -> tuple[Finding, ...]:
    """Every finding of every check, by the name of its file."""
    return tuple(finding for module in _modules() for finding in module.check(context))
