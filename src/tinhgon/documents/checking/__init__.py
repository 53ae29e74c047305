"""Is a Word file in the form that the rule asks? Each fault with place and source, and a mended copy on request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhgon.basis.confined import MB, Limits, confined
from tinhgon.basis.errors import BadInput, gettext_noop

LIMITS = Limits(memory=1024 * MB, cpu=30, wall=40)
MAX_FILE_BYTES = 32 * MB


@dataclass(frozen=True)
class Checked:
    """`faults` as `Fault.told` has them; `copy`: the mended file, b'' when none was asked for or nothing is mended."""

    form: str
    family: str
    form_of_that_day: bool
    unverified: bool
    parts: tuple[str, ...]
    faults: tuple[Mapping[str, Any], ...]
    copy: bytes = b""

    @property
    def errors(self) -> int:
        return sum(fault["severity"] == "error" for fault in self.faults)


def check_form(data: bytes, *, name: str, day: date, family: str = "", mend: bool = False) -> Checked:
    """Hold a .docx against the form of its day. Raises BadInput: no Word file, too large, an old .doc."""
    if len(data) > MAX_FILE_BYTES:
        raise BadInput(
            "docx_too_large", gettext_noop("{file} lớn hơn {most} MB."), file=name, most=MAX_FILE_BYTES // MB
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(
            "file_is_doc", gettext_noop("{file} là tệp .doc cũ; mở bằng Word và lưu thành .docx."), file=name
        )
    if not data.startswith(b"PK"):
        raise BadInput(
            "docx_broken", gettext_noop("{file} không phải tệp .docx đọc được; mở bằng Word và lưu lại."), file=name
        )
    answer, copy = confined(
        "tinhgon.documents.checking.checker:check_docx",
        data,
        name,
        family,
        day.isoformat(),
        mend,
        name=name,
        limits=LIMITS,
    )
    return Checked(
        answer["form"], answer["family"], answer["form_of_that_day"], answer["unverified"], tuple(answer["parts"]),
        tuple(answer["faults"]), copy,
    )  # fmt: skip
