"""A form from the schema of a payload: what stands in it, and back from what was sent to what a decision file says.

    items = form_of(Appoint, stored, problems=...)     inputs and groups, for kit/_fields.html
    fields = stated_in(Appoint, request.POST, finder)  as in a decision file; what cannot be found is in finder.problems

Names of inputs are paths: `person`, `sources.0.unit`, `line.category`.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol, Union, get_args, get_origin

from django.utils.translation import gettext, gettext_lazy
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from tinhgon.basis.text import born_told, clean
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.payloads import PersonRef, RecordFields
from tinhgon.registers.units.payloads import UnitRef
from tinhgon.web.kit.field_words import choice_of, hint_of, label_of

Shape = Literal["text", "day", "number", "decimal", "choice", "yes", "lines", "unit", "post", "person", "file"]
_REFERENCES: Mapping[type[BaseModel], Shape] = {UnitRef: "unit", PostRef: "post", PersonRef: "person"}
_LEFT_OUT = frozenset({"kind", "id", "birth_year", "birth_month", "birth_day"})
"""What a form does not ask: the kind is chosen before, ids are minted, a birth is one field."""
SPARE_ROWS = 1


class Finder(Protocol):
    """Resolves what was typed for a unit, a post or a person."""

    def find(self, shape: Shape, text: str, path: str) -> Any:
        """As a decision file names it. What is not found, or is not only one, is noted as the problem of the path."""
        ...


@dataclass(frozen=True)
class Input:
    """One field. `shape` says how it is asked; `options` are (value, label)."""

    name: str
    label: str
    shape: Shape
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    problem: str = ""
    is_group: bool = False


@dataclass(frozen=True)
class Group:
    """Fields that belong together; `rows` are several where it may be repeated."""

    name: str
    label: str
    rows: tuple[tuple[Any, ...], ...]
    repeats: bool = False
    problem: str = ""
    is_group: bool = True


@dataclass(frozen=True)
class _Kind:
    """What a field of a payload is: a plain input, a group of another model, or several of these."""

    shape: Shape | None
    model: type[BaseModel] | None = None
    several: bool = False
    values: tuple[str, ...] = ()
    needed: bool = False


def form_of(
    model: type[BaseModel], stored: Mapping[str, Any], *, path: str = "", problems: Mapping[str, str] | None = None
) -> tuple[Input | Group, ...]:
    """The fields of a payload class with what is stored (as in a decision file, or as it was typed)."""
    return tuple(_item(model, name, field, stored, _Node(path, problems or {})) for name, field in _asked(model))


def stated_in(model: type[BaseModel], sent: Mapping[str, str], finder: Finder, *, path: str = "") -> dict[str, Any]:
    """What was sent, as a decision file has it; what is empty is not stated."""
    stated: dict[str, Any] = {}
    for name, field in _asked(model):
        value = _stated(_kind_of(field), sent, finder, f"{path}{name}")
        if value not in (None, "", [], {}):
            stated[name] = value
    return stated


def problems_of(error: ValidationError, *, path: str = "") -> dict[str, str]:
    """Every fault of a payload in plain words, by the path of its field."""
    found: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        parts = [str(part) for part in fault["loc"] if not (isinstance(part, str) and "/" in part)]
        while parts and parts[-1] in ("code", "name", "number", "id_number") and fault["type"] == "value_error":
            parts.pop()
        found.setdefault(f"{path}{'.'.join(parts)}", in_words(fault))
    return found


# -- what a field is --------------------------------------------------------------------------------------------------


def _asked(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    if issubclass(model, RecordFields):
        yield "born", FieldInfo(annotation=str | None, default=None)
    later = []
    for name, field in model.model_fields.items():
        if name in _LEFT_OUT and not (name == "kind" and not _is_tag(field)):
            continue
        alias = field.alias if isinstance(field.alias, str) else name
        if name in ("clause", "effective_on"):
            later.append((alias, field))
        else:
            yield alias, field
    yield from later


def _is_tag(field: FieldInfo) -> bool:
    """Whether a field called kind is that of the effect, which is chosen before."""
    return get_origin(field.annotation) is Literal


def _bare(annotation: Any) -> Any:
    """Without Optional and Annotated."""
    while True:
        if get_origin(annotation) in (Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        elif hasattr(annotation, "__metadata__"):
            annotation = get_args(annotation)[0]
        else:
            return annotation


_PLAIN: Mapping[Any, Shape] = {bool: "yes", int: "number", Decimal: "decimal", date: "day"}


def _kind_of(field: FieldInfo) -> _Kind:
    return replace(_kind(_bare(field.annotation)), needed=field.is_required())


def _kind(bare: Any) -> _Kind:
    if get_origin(bare) is tuple:
        inner = _kind(_bare(get_args(bare)[0]))
        if inner.model is None and inner.shape not in ("unit", "post", "person"):
            return _Kind("lines")
        return _Kind(inner.shape, inner.model, several=True)
    if get_origin(bare) is Literal:
        return _Kind("choice", values=tuple(str(value) for value in get_args(bare)))
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        for reference, shape in _REFERENCES.items():
            if issubclass(bare, reference):
                return _Kind(shape)
        return _Kind(None, bare)
    return _Kind(_PLAIN.get(bare, "text"))


def shape_of(field: FieldInfo) -> Shape | None:
    """How a plain field is asked; None of a group."""
    return _kind_of(field).shape


# -- shown ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Node:
    """Where in a form: the path so far, and what is wrong in the whole form."""

    path: str
    problems: Mapping[str, str]


def _item(model: type[BaseModel], name: str, field: FieldInfo, stored: Mapping[str, Any], at: _Node) -> Input | Group:
    kind, full, problems = _kind_of(field), f"{at.path}{name}", at.problems
    label, value = label_of(model.__name__, name), stored.get(name, _born(stored) if name == "born" else None)
    if kind.several:
        rows = list(value) if isinstance(value, list | tuple) else []
        filled = [*rows, *[{}] * SPARE_ROWS]
        made = tuple(_row(kind, row, label, _Node(f"{full}.{place}", problems)) for place, row in enumerate(filled))
        return Group(full, label, made, repeats=True, problem=problems.get(full, ""))
    if kind.model is not None:
        inner = form_of(kind.model, value if isinstance(value, Mapping) else {}, path=f"{full}.", problems=problems)
        return Group(full, label, (inner,), problem=problems.get(full, ""))
    return _input(kind, label, value, field, _Node(full, problems))


def _born(stored: Mapping[str, Any]) -> str | None:
    """A birth as one field. The day is sealed once it is kept, so it is not shown again."""
    return born_told(stored.get("birth_year"), stored.get("birth_month")) or None


def _row(kind: _Kind, row: Any, label: str, at: _Node) -> tuple[Any, ...]:
    if kind.model is None:
        return (Input(at.path, label, kind.shape or "text", shown(row), problem=at.problems.get(at.path, "")),)
    return form_of(kind.model, row if isinstance(row, Mapping) else {}, path=f"{at.path}.", problems=at.problems)


def _input(kind: _Kind, label: str, value: Any, field: FieldInfo, at: _Node) -> Input:
    path, problems = at.path, at.problems
    name = path.rpartition(".")[2]
    options: tuple[tuple[str, str], ...] = ()
    needed = field.is_required()
    if kind.shape == "choice":
        options = tuple((one, choice_of(name, one)) for one in kind.values)
        if not needed and field.default is None:
            options = (("", gettext("không nêu")), *options)
    if value is None and field.default not in (None, ()) and not needed:
        value = field.default
    return Input(
        path, label, kind.shape or "text", shown(value), hint_of(name, is_day=kind.shape == "day"), options, needed,
        problems.get(path, ""),
    )  # fmt: skip


def shown(value: Any) -> str:
    """A stored value as it stands in an input."""
    if value is None or value in ({}, ""):
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, Mapping):
        return _named(value)
    if isinstance(value, list | tuple):
        return "\n".join(shown(one) for one in value)
    text = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return text.replace(".", ",") if isinstance(value, Decimal) or re.fullmatch(r"\d+\.\d+", text) else text


def _named(value: Mapping[str, Any]) -> str:
    """A reference: 'phường An Hòa (31120)', 'Chuyên viên (S1.04)', 'HS-0001'."""
    key = str(value.get("code") or value.get("number") or value.get("id_number") or "")
    name = " ".join(str(value[part]) for part in ("kind", "name", "title") if value.get(part))
    return f"{name} ({key})" if name and key else name or key


# -- sent back --------------------------------------------------------------------------------------------------------


def _stated(kind: _Kind, sent: Mapping[str, str], finder: Finder, path: str) -> Any:
    if kind.several:
        rows = [_one(kind, sent, finder, one) for one in _rows_of(sent, path)]
        return [row for row in rows if row not in (None, "", {})]
    return _one(kind, sent, finder, path)


def _rows_of(sent: Mapping[str, str], path: str) -> list[str]:
    """The paths of the rows that were sent of a field that may be repeated, in their order."""
    row = re.compile(rf"{re.escape(path)}\.([0-9]{{1,4}})(?:\.|$)")
    places = {int(found[1]) for key in sent if (found := row.match(key))}
    return [f"{path}.{place}" for place in sorted(places)]


def _one(kind: _Kind, sent: Mapping[str, str], finder: Finder, path: str) -> Any:
    if kind.model is not None:
        if not (kind.needed and not kind.several) and not _is_filled(kind.model, sent, path):
            return None
        return stated_in(kind.model, sent, finder, path=f"{path}.")
    raw = sent.get(path, "")
    text = clean(raw) if kind.shape != "lines" else raw
    if not text:
        return None
    if kind.shape in ("unit", "post", "person"):
        return finder.find(kind.shape, text, path)
    if kind.shape == "yes":
        return text in ("1", "on", "true")
    if kind.shape == "lines":
        return [line for part in re.split(r"[\n;]", text) if (line := clean(part))]
    return text.replace(",", ".") if kind.shape == "decimal" else text


def _is_filled(model: type[BaseModel], sent: Mapping[str, str], path: str) -> bool:
    """Whether anything was written into a group: what stands there by itself (a choice, a default) does not count."""
    return any(_is_written(field, sent, f"{path}.{name}") for name, field in _asked(model))


def _is_written(field: FieldInfo, sent: Mapping[str, str], path: str) -> bool:
    kind = _kind_of(field)
    paths = _rows_of(sent, path) if kind.several else [path]
    if kind.model is not None:
        return any(_is_filled(kind.model, sent, one) for one in paths)
    if kind.shape == "choice" and field.is_required():
        return False
    stands = "" if field.is_required() else shown(field.default)
    return any(clean(sent.get(one, "")) not in ("", stands) for one in paths)


_WORDS: Mapping[str, Any] = {
    "missing": gettext_lazy("Cần ghi."),
    "day_invalid": gettext_lazy("Không phải ngày; viết dạng 01/07/2025."),
    "day_out_of_range": gettext_lazy("Kiểm tra lại năm."),
    "not_a_whole_number": gettext_lazy("Viết số nguyên, không có dấu chấm."),
    "number_too_large": gettext_lazy("Số lớn quá; kiểm tra lại."),
    "too_short": gettext_lazy("Còn thiếu; cần ít nhất một mục nữa."),
    "string_too_short": gettext_lazy("Cần ghi."),
    "string_too_long": gettext_lazy("Dài quá; viết ngắn hơn."),
    "decimal_parsing": gettext_lazy("Không phải số."),
    "int_parsing": gettext_lazy("Không phải số nguyên."),
    "literal_error": gettext_lazy("Chọn một giá trị trong danh sách."),
    "birth_invalid": gettext_lazy("Viết 12/03/1975, 03/1975 hoặc 1975."),
    "a place is a post or a unit": gettext_lazy("Nêu vị trí, hoặc đơn vị (chỉ một trong hai)."),
    "a person is named by a code or an identification number": gettext_lazy(
        "Nêu người bằng mã hồ sơ hoặc số định danh."
    ),
    "a unit is named by its code or by its name": gettext_lazy("Nêu đơn vị bằng mã hoặc tên."),
    "a source gives area, population or both": gettext_lazy("Đơn vị nguồn phải giao diện tích, dân số hoặc cả hai."),
    "at least one figure is stated": gettext_lazy("Nêu ít nhất một số liệu."),
    "at least one field of the posts changes": gettext_lazy("Nêu ít nhất một nội dung thay đổi của vị trí."),
    "at least one value is corrected": gettext_lazy("Nêu ít nhất một giá trị đính chính."),
    "the right day differs from the wrong one": gettext_lazy("Ngày đúng phải khác ngày đã ghi."),
}


def in_words(fault: Any) -> str:
    """What to do about a fault."""
    context = fault.get("ctx", {})
    own = str(context.get("error", ""))
    if fault.get("input", "") is None and fault["type"].endswith("_type"):
        return str(_WORDS["missing"])
    found = _WORDS.get(own) or _WORDS.get(fault["type"])
    if found:
        return str(found)
    if "le" in context or "lt" in context or "ge" in context or "gt" in context:
        return gettext("Ngoài khoảng cho phép; kiểm tra lại.")
    return gettext("Không đúng dạng; xem lại.")
