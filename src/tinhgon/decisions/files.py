"""Decision files as text: JSON or YAML, in UTF-8, each key once, numbers as they are written."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Hashable
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import yaml

from tinhgon.basis import bounds
from tinhgon.basis.confined import MB, Limits, confined
from tinhgon.basis.errors import BadInput, gettext_noop

MAX_BYTES = 64 * MB
MAX_EFFECTS = 200_000
_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
"""NUL, or perhaps half a character: no database keeps them."""
_YAML_HERE = 64 * 1024
"""A longer YAML text is parsed in a process of its own: a megabyte takes seconds. JSON is within its bounds at once,
and is what such a process answers with."""
_YAML_LIMITS = Limits(memory=1536 * MB, cpu=120, wall=150)


class _Loader(yaml.SafeLoader):
    """YAML whose scalars stay as written: 31120 is a code, not a number; `on` is a field's name, not a yes."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.nodes = self.level = 0
        self.sizes: dict[int, int] = {}

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """As it stands, but counted: each alias as often as what it stands for (a billion laughs)."""
        before = self.nodes
        self.level += 1
        if self.level > bounds.DEPTH:
            raise RecursionError
        if self.check_event(yaml.AliasEvent):
            node: yaml.Node | None = super().compose_node(parent, index)
            if id(node) not in self.sizes:
                raise RecursionError  # an anchor within itself
            self.nodes += self.sizes[id(node)]
        else:
            self.nodes += 1
            node = super().compose_node(parent, index)
            self.sizes[id(node)] = self.nodes - before
        if self.nodes > bounds.NODES:
            raise RecursionError
        self.level -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise _Repeated(key.value, key.start_mark.line + 1)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$", re.IGNORECASE), list("tTfF"))


class _Repeated(Exception):
    """A key that stands twice in one mapping: the second would silently take the place of the first."""

    def __init__(self, key: str, line: int | None = None) -> None:
        super().__init__(key)
        self.key, self.line = key, line


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises BadInput when there is none, when it may not be read, or when it is far too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):  # a device, a pipe: it may never end
            raise BadInput(
                "no_plain_file", gettext_noop("{file} không phải tệp thường; chọn tên khác."), file=str(path)
            )
        if found.st_size > MAX_BYTES:
            raise BadInput(
                "file_too_large",
                gettext_noop("{file} lớn hơn {most} MB; tệp quyết định không lớn như vậy."),
                file=path.name,
                most=MAX_BYTES >> 20,
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(path)) from None
    except PermissionError:
        raise BadInput(
            "file_forbidden", gettext_noop("Không có quyền đọc {file}; nhờ người quản trị cấp quyền."), file=str(path)
        ) from None
    except OSError as problem:
        raise BadInput(
            "file_unreadable",
            gettext_noop("Không đọc được {file}: {reason}."),
            file=str(path),
            reason=problem.strerror or str(problem),
        ) from None


def text_of_file(path: Path) -> str:
    """The text of a file. Raises BadInput as `bytes_of`, and when it is not UTF-8."""
    try:
        return bytes_of(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8(path.name) from None


def _not_utf8(name: str) -> BadInput:
    return BadInput("not_utf8", gettext_noop("{file} không phải UTF-8; lưu lại tệp với mã UTF-8."), file=name)


def fields_of(data: bytes, *, name: str) -> dict[str, Any]:
    """The fields at the top of a decision file. Raises BadInput with the line where it can be told."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8(name) from None
    try:
        value = _json(text, name) if text.lstrip().startswith("{") else _yaml(text, name)
    except (yaml.YAMLError, _Repeated, ValueError, RecursionError) as error:
        raise _in_words(error, name) from None
    if not isinstance(value, dict):
        raise BadInput(
            "not_a_decision",
            gettext_noop("{file} không phải tệp quyết định: cần các trường number, issuer, effects …"),
            file=name,
        )
    if isinstance(effects := value.get("effects"), list) and len(effects) > MAX_EFFECTS:
        raise BadInput(
            "too_many_effects",
            gettext_noop("{file} có {count} nội dung; nhiều nhất {most}: danh sách dài để ở bảng đính kèm."),
            file=name,
            count=len(effects),
            most=MAX_EFFECTS,
        )
    return value


def _in_words(error: Exception, name: str) -> BadInput:
    if isinstance(error, json.JSONDecodeError):
        message = gettext_noop("{file}: JSON hỏng ở dòng {line}, cột {column}.")
        return BadInput("json_malformed", message, file=name, line=error.lineno, column=error.colno)
    if isinstance(error, _Repeated):
        if error.line is None:
            message = gettext_noop("{file}: trường “{field}” có hai lần trong cùng một mục; bỏ bớt một.")
        else:
            message = gettext_noop("{file}, dòng {line}: trường “{field}” có hai lần trong cùng một mục; bỏ bớt một.")
        return BadInput("field_twice", message, file=name, field=error.key, line=error.line)
    if isinstance(error, RecursionError):
        return BadInput("nested_too_deep", gettext_noop("{file}: các mục lồng nhau quá sâu."), file=name)
    if isinstance(error, yaml.YAMLError):
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return BadInput("yaml_malformed", gettext_noop("{file}: YAML hỏng ở dòng {line}."), file=name, line=line)
    return BadInput("number_malformed", gettext_noop("{file}: có số không viết được thành số thập phân."), file=name)


def _json(text: str, name: str) -> Any:
    bounds.check_json(text, name=name)
    value = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once_each)
    if _ESCAPED.search(text):
        plain = json.dumps(value, ensure_ascii=False, default=str)
        if "\\u0000" in plain or any("\ud800" <= letter <= "\udfff" for letter in plain):
            raise BadInput(
                "text_unprintable",
                gettext_noop("{file}: có ký tự không in ra giấy được (\\u0000, \\ud800 …)."),
                file=name,
            )
    return value


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, item in pairs:
        if key in value:
            raise _Repeated(key)
        value[key] = item
    return value


def _yaml(text: str, name: str) -> Any:
    return (
        yaml_of(text)
        if len(text) <= _YAML_HERE
        else confined(f"{__name__}:long_yaml", text, name, name=name, limits=_YAML_LIMITS)
    )


def long_yaml(text: str, name: str) -> Any:
    """The same as JSON values, faults in words. To be called through `confined` only."""
    try:
        return yaml_of(text)
    except (yaml.YAMLError, _Repeated, ValueError, RecursionError) as error:
        raise _in_words(error, name) from None


def yaml_of(text: str) -> Any:
    """The value of a YAML text: text, true, false, null, lists and mappings."""
    loader = _Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
