"""What a post may give access to: the codes that a decision may name, in the words of the field.

A right lasts as long as the post is held and the post has it; it reaches the unit of the post and all below it
(adr/0012). What is signed is not judged again: only a draft is held against this list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined

READ_FILES = "xem-ho-so"
DRAFT_DECISIONS = "soan-quyet-dinh"
KEEP_ACCOUNTS = "quan-tri"
SUPERVISE = "giam-sat"
ACCESS: Mapping[str, str] = MappingProxyType({
    READ_FILES: gettext_noop("xem hồ sơ cá nhân"),
    DRAFT_DECISIONS: gettext_noop("soạn dự thảo quyết định"),
    "soan": gettext_noop("soạn văn bản"),
    "kiem-tra": gettext_noop("kiểm tra văn bản"),
    "phe-duyet": gettext_noop("phê duyệt văn bản"),
    "van-thu": gettext_noop("văn thư"),
    "ky": gettext_noop("ký văn bản"),
    "to-chuc": gettext_noop("công tác tổ chức, cán bộ"),
    "chu-tri": gettext_noop("chủ trì họp"),
    "dung-dau": gettext_noop("người đứng đầu"),
    "kiem-phieu": gettext_noop("tổ kiểm phiếu"),
    "cap-tren": gettext_noop("thay mặt cấp trên"),
    SUPERVISE: gettext_noop("giám sát hồ sơ công việc"),
    KEEP_ACCOUNTS: gettext_noop("quản trị tài khoản"),
    "ky-so": gettext_noop("ký số thay mặt cơ quan"),
    "so-quy": gettext_noop("sổ quỹ, kế toán"),
    "kho": gettext_noop("kho, tài sản"),
})  # fmt: skip
"""Code -> label. Pages of tinhgon ask the first two, procedures those after them; the last three are for whoever
runs such a system to look up."""


def access_told(codes: Iterable[str]) -> str:
    """'xem hồ sơ cá nhân (xem-ho-so) và kho, tài sản (kho)'; a code that is on no list any more stands for itself."""
    return joined([f"{ACCESS[code]} ({code})" if code in ACCESS else code for code in codes])
