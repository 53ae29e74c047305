"""The procedures, one folder each: definition.yaml and what only it needs. Read once, refused at start when wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tinhgon.basis.errors import UnknownReference
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.cases.acts import NAMES
from tinhgon.cases.checks import CHECKS
from tinhgon.cases.definition import Procedure, load
from tinhgon.law.kinship import kinship_lists

FILE = "definition.yaml"


def load_definition(text: str, *, name: str) -> Procedure:
    """A definition judged by the acts, checks and kinship lists that there are. Refusals name file and line."""
    return load(text, name=name, kinds=NAMES, checks=CHECKS, kinship=kinship_lists())


@cache
def procedures() -> Mapping[str, Procedure]:
    """Every procedure of the house by name. A fault in one of them stops the start, with file and line."""
    found = {}
    for folder in sorted(files("tinhgon.procedures").iterdir(), key=lambda one: one.name):
        file = folder.joinpath(FILE)
        if not folder.is_dir() or not file.is_file():
            continue
        procedure = load_definition(file.read_text(encoding="utf-8"), name=f"{folder.name}/{FILE}")
        if procedure.procedure != folder.name:
            raise ValueError(f"{folder.name}/{FILE} states {procedure.procedure}")
        found[procedure.procedure] = procedure
    return MappingProxyType(found)


def need_procedure(name: str, variant: str = "") -> Procedure:
    """The procedure called so, with that variant where one is named. Raises UnknownReference saying what there is."""
    procedure = procedures().get(name)
    if procedure is None:
        raise UnknownReference(
            "procedure_unknown", _("Không có quy trình “{name}”; xem: tinhgon procedures."), name=name
        )
    if variant and variant not in procedure.variants():
        raise UnknownReference(
            "variant_unknown",
            _("Quy trình không có phiên bản “{given}”; có: {variants}."),
            given=variant,
            variants=", ".join(procedure.variants()),
        )
    return procedure
