"""YAML as a specialist means it: `no`, `on` and `off` are words, 12:30 and 010 are text, a key stands once.

Every value remembers its line, so that a fault can be shown where it is.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import Any

import yaml

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _

_PLAIN = (
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", list("tf")),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    ("tag:yaml.org,2002:timestamp", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", list("0123456789")),
)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """SafeLoader, libyaml's where it is there (33 procedures: 0.3 s less), with the few implicit types above."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  as the base class has it

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        seen: dict[Any, int] = {}
        for key, _value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key.value}” có hai lần (dòng {seen[key.value]})", key.start_mark
                )
            seen[key.value] = key.start_mark.line + 1
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return found


for _tag, _pattern, _first in _PLAIN:
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


def read(text: str, *, name: str) -> tuple[Any, yaml.Node]:
    """The value of a YAML text, and its nodes for `line_of`. BadInput names file and line of what is no YAML."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else None
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise BadInput(
            "definition_unreadable",
            _("{file}, dòng {line}: {problem}."),
            file=name,
            line=mark.line + 1 if mark else 1,
            problem=str(getattr(problem, "problem", problem)),
        ) from None
    if node is None:
        raise BadInput("definition_empty", _("{file}: tệp rỗng."), file=name)
    return value, node


def line_of(node: yaml.Node, where: Sequence[int | str]) -> int:
    """The line (from 1) of a place given as keys and indexes; of the nearest place above it that is written."""
    here = node
    line = here.start_mark.line + 1
    for part in where:
        below: yaml.Node | None = None
        if isinstance(here, yaml.MappingNode):
            for key, value in here.value:
                if key.value == str(part):
                    line, below = key.start_mark.line + 1, value
        elif isinstance(here, yaml.SequenceNode) and isinstance(part, int) and part < len(here.value):
            below = here.value[part]
            line = below.start_mark.line + 1
        if below is None:
            continue  # a part that pydantic adds (the name of a variant), or a field that is missing
        here = below
    return line
