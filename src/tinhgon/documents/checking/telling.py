"""A fault in words: where it stands, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tinhgon.basis.errors import fill, gettext_noop
from tinhgon.documents.checking.names import PARTS

_CELL = gettext_noop("bảng {table}, hàng {row}, cột {column}")
_PARAGRAPH = gettext_noop("đoạn {paragraph}")
_UNSURE = gettext_noop("chưa đối chiếu")


def sentence(fault: Mapping[str, Any], translate: Callable[[str], str]) -> str:
    """'Nội dung: cỡ chữ 12, phải 13-14.', in the language of `translate`; what is not verified says so."""
    part = translate(PARTS.get(fault["part"], fault["part"]))
    told = fill(translate(fault["message"]), {**fault["data"], "part": part})
    if fault["sure"] == "unverified":
        told = f"{told} ({translate(_UNSURE)})"
    return told[:1].upper() + told[1:]


def place(fault: Mapping[str, Any], translate: Callable[[str], str]) -> str:
    """'Đoạn 12 “Điều 1. …”: ', or nothing where it is the whole page."""
    if not fault["paragraph"]:
        return ""
    if fault["cell"]:
        table, row, column = fault["cell"]
        where = fill(translate(_CELL), {"table": table, "row": row, "column": column})
    else:
        where = fill(translate(_PARAGRAPH), {"paragraph": fault["paragraph"]})
    return f"{where} “{fault['words']}”: "
