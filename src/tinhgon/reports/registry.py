"""The reports, found by folder, one file each."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.reports import definitions
from tinhgon.reports.model import Report


def _discover() -> Mapping[str, Report]:
    names = sorted(module.name for module in pkgutil.iter_modules(definitions.__path__))
    modules = (importlib.import_module(f"{definitions.__name__}.{name}") for name in names)
    found = {module.REPORT.name: module.REPORT for module in modules if hasattr(module, "REPORT")}
    return MappingProxyType(found)


REPORTS: Mapping[str, Report] = _discover()


def report_named(name: str) -> Report:
    """Raises UnknownReference with the names there are."""
    if name not in REPORTS:
        raise UnknownReference(
            "report_unknown",
            gettext_noop("Không có báo cáo “{name}”; các báo cáo: {names}."),
            name=name,
            names=", ".join(REPORTS),
        )
    return REPORTS[name]
