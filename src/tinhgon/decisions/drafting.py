"""From a decision file to a draft that can be previewed and signed: read, checked field by field, ids minted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.decisions.files import bytes_of, fields_of
from tinhgon.ledger.document import Document
from tinhgon.ledger.effects.annul_decision import AnnulDecision

_MESSAGES = {
    "missing": gettext_noop("{file}: {place}: thiếu trường “{field}”."),
    "extra_forbidden": gettext_noop("{file}: {place}: không có trường “{field}”; kiểm tra chính tả."),
    "union_tag_invalid": gettext_noop(
        "{file}: {place}: không có loại nội dung “{value}”; xem danh sách trong docs/effects.md."
    ),
    "union_tag_not_found": gettext_noop("{file}: {place}: thiếu “kind” (loại nội dung), ví dụ merge_units/1."),
    "day_invalid": gettext_noop(
        "{file}: {place}: “{field}” là “{value}”, không phải ngày; viết dạng 2025-07-01 hoặc 01/07/2025."
    ),
    "day_out_of_range": gettext_noop("{file}: {place}: “{field}” là “{value}”; kiểm tra lại năm."),
    "not_a_whole_number": gettext_noop(
        "{file}: {place}: “{field}” là “{value}”; viết số nguyên, không có dấu chấm hay dấu phẩy (12000)."
    ),
    "number_too_large": gettext_noop("{file}: {place}: “{field}” là {value}; số lớn quá, kiểm tra lại."),
    "text_unprintable": gettext_noop("{file}: {place}: “{field}” có ký tự điều khiển, không in ra giấy được."),
    "decimal_comma": gettext_noop(
        "{file}: {place}: “{field}” là “{value}”; phần thập phân viết sau dấu chấm (12.5), không dùng dấu phẩy."
    ),
    "decimal_max_places": gettext_noop("{file}: {place}: “{field}” là {value}; nhiều nhất {most} chữ số thập phân."),
    "decimal_whole_digits": gettext_noop("{file}: {place}: “{field}” là {value}; số lớn quá, kiểm tra lại."),
    "decimal_max_digits": gettext_noop("{file}: {place}: “{field}” là {value}; số có quá nhiều chữ số."),
    "less_than": gettext_noop("{file}: {place}: “{field}” là {value}; số lớn quá, kiểm tra lại."),
    "less_than_equal": gettext_noop("{file}: {place}: “{field}” là {value}; không được lớn hơn {most}."),
    "unquoted": gettext_noop('{file}: {place}: “{field}” là {value}; đặt mã hoặc tên trong ngoặc kép: "{value}".'),
    "empty": gettext_noop("{file}: {place}: “{field}” để trống."),
    "tuple_type": gettext_noop(
        "{file}: {place}: “{field}” phải là danh sách, dù chỉ có một phần tử (trong YAML: dòng bắt đầu bằng dấu -)."
    ),
    "model_type": gettext_noop("{file}: {place}: “{field}” là “{value}”; cần các trường bên trong, xem mẫu."),
    "bool_parsing": gettext_noop("{file}: {place}: “{field}” là “{value}”; chỉ nhận true hoặc false."),
    "too_short": gettext_noop("{file}: {place}: “{field}” còn thiếu phần tử; cần ít nhất {least}."),
    "string_too_short": gettext_noop("{file}: {place}: “{field}” để trống."),
    "string_too_long": gettext_noop("{file}: {place}: “{field}” dài quá {most} ký tự."),
    "literal_error": gettext_noop("{file}: {place}: “{field}” là “{value}”; chỉ nhận {expected}."),
    "greater_than_equal": gettext_noop("{file}: {place}: “{field}” là {value}; không được nhỏ hơn {least}."),
    "decimal_parsing": gettext_noop("{file}: {place}: “{field}” là “{value}”, không phải số."),
    "decimal_type": gettext_noop("{file}: {place}: “{field}” là “{value}”, không phải số."),
    "int_parsing": gettext_noop("{file}: {place}: “{field}” là “{value}”, không phải số nguyên."),
    "int_type": gettext_noop("{file}: {place}: “{field}” là “{value}”, không phải số nguyên."),
    "string_type": gettext_noop(
        "{file}: {place}: “{field}” là “{value}”, phải là chữ trong ngoặc kép (mã có số 0 ở đầu)."
    ),
    "string_pattern_mismatch": gettext_noop("{file}: {place}: “{field}” là “{value}”, không đúng dạng."),
}
_OTHER = gettext_noop("{file}: {place}: “{field}” là “{value}”, không đúng; xem mẫu trong docs/decision-files.md.")
# What our own validators say in English is said to the user here.
_OWN = {
    "operates_from_before_effective_on": gettext_noop(
        "{file}: ngày hoạt động (operates_from) trước ngày có hiệu lực (effective_on)."
    ),
    "a unit is named by its code or by its name": gettext_noop(
        "{file}: {place}: nêu đơn vị bằng mã (code) hoặc tên (name)."
    ),
    "a source gives area, population or both": gettext_noop(
        "{file}: {place}: đơn vị nguồn phải giao diện tích, dân số hoặc cả hai."
    ),
    "a unit that gives all or its remainder does not go on: merge or divide it": gettext_noop(
        "{file}: {place}: đơn vị giao toàn bộ hoặc phần còn lại thì "
        "không còn; dùng nhập (merge_units) hoặc chia (divide_unit)."
    ),
    "at least one figure is stated": gettext_noop("{file}: {place}: nêu ít nhất một số liệu."),
    "the right day differs from the wrong one": gettext_noop(
        "{file}: {place}: ngày đúng (is_on) phải khác ngày ghi sai (was_on)."
    ),
    "birth_invalid": gettext_noop("{file}: {place}: ngày sinh không đúng; viết 12/03/1975, 03/1975 hoặc 1975."),
    "a person is named by a code or an identification number": gettext_noop(
        "{file}: {place}: nêu người bằng mã hồ sơ (code) hoặc số định danh (id_number)."
    ),
    "at least one field of the posts changes": gettext_noop(
        "{file}: {place}: nêu ít nhất một nội dung thay đổi của vị trí (title, position, group, category …)."
    ),
    "at least one value is corrected": gettext_noop("{file}: {place}: nêu ít nhất một giá trị đính chính."),
}


def load_file(path: Path) -> Document:
    """A decision file, JSON or YAML. Raises BadInput naming the file and the field or clause."""
    return parse(bytes_of(path), name=path.name)


def load_annulling(path: Path, number: str) -> Document:
    """A decision file that annuls a decision.

    The clause that says so is added when the file has none; it may then have no effects at all.
    """
    value = fields_of(bytes_of(path), name=path.name)
    if not value.get("effects"):
        value["effects"] = [AnnulDecision(clause="Điều 1", decisions=(number,)).model_dump(exclude_none=True)]
    return with_annulment(validated(value, name=path.name), number)


def parse(data: bytes, *, name: str) -> Document:
    """The text of a decision file. Dates may stand bare in YAML; codes are text in both."""
    return validated(fields_of(data, name=name), name=name)


def validated(value: Mapping[str, Any], *, name: str) -> Document:
    """The document, or BadInput with the first fault in words."""
    try:
        return Document.model_validate(value)
    except ValidationError as error:
        raise _in_words(error, value, name) from None


def _in_words(error: ValidationError, value: Mapping[str, Any], name: str) -> BadInput:
    fault = error.errors(include_url=False)[0]
    context = fault.get("ctx", {})
    path = [part for part in fault["loc"] if not (isinstance(part, str) and "/" in part)]
    kind = _kind_of(fault["type"], str(context.get("error", "")), fault["input"])
    most = next((context[key] for key in ("max_length", "decimal_places", "le", "lt") if key in context), "")
    return BadInput(
        f"file_{fault['type'] if kind in _OWN else kind}",
        _OWN.get(kind) or _MESSAGES.get(kind, _OTHER),
        file=name,
        place=_place(path, value),
        field=path[-1] if path else "",
        value=_short(context["tag"] if "tag" in context else fault["input"]),
        least=context.get("ge", context.get("min_length", 1)),
        most=most,
        expected=str(context.get("expected", "")).replace(" or ", " hoặc "),
    )


def _kind_of(kind: str, error: str, given: Any) -> str:
    """Which sentence fits: what our own validators say first, then what people write most often."""
    if error in _OWN or error in _MESSAGES:
        return error
    if given is None and kind.endswith("_type"):
        return "empty"
    if kind in ("string_type", "model_type") and isinstance(given, int | float | Decimal):
        return "unquoted"
    if kind in ("too_short", "too_long") and isinstance(given, str):
        return f"string_{kind}"
    if kind == "decimal_parsing" and isinstance(given, str) and re.fullmatch(r"\s*[\d.]+,\d+\s*", given):
        return "decimal_comma"
    return kind


def _place(path: list[Any], value: Mapping[str, Any]) -> str:
    """'Điều 1 khoản 2', when the clause says so; else 'nội dung thứ 2'; else 'phần đầu'."""
    if len(path) < 2 or path[0] != "effects":
        return "phần đầu"
    effect = value["effects"][path[1]]
    clause = effect.get("clause") if isinstance(effect, dict) else None
    rest = "".join(f", {part}" if isinstance(part, str) else f" thứ {part + 1}" for part in path[2:-1])
    return f"{clause or f'nội dung thứ {path[1] + 1}'}{rest}"


def _short(value: Any) -> str:
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = str(value) if isinstance(value, str | Decimal) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def with_annulment(document: Document, number: str) -> Document:
    """The document with a clause that annuls a decision, unless it has one already."""
    named = {
        annulled.upper()
        for effect in document.effects
        if isinstance(effect, AnnulDecision)
        for annulled in effect.decisions
    }
    if number.upper() in named:
        return document
    effect = AnnulDecision(clause="Điều 1", decisions=(number,))
    return document.model_copy(update={"effects": (*document.effects, effect)})
