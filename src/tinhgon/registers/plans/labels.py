"""Words of the plans: object of the first or the second kind, why somebody goes out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tinhgon.basis.errors import gettext_noop

OBJECTS: Mapping[str, str] = MappingProxyType(
    {"first": gettext_noop("đối tượng 1"), "second": gettext_noop("đối tượng 2")}
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "age": gettext_noop("không còn đủ tuổi"),
        "discipline": gettext_noop("bị kỷ luật"),
        "conclusion": gettext_noop("cấp có thẩm quyền kết luận không còn đủ tiêu chuẩn, điều kiện"),
        "appointed": gettext_noop("đã giữ chức danh quy hoạch hoặc cao hơn"),
        "left": gettext_noop("nghỉ hưu, thôi việc, chuyển công tác"),
        "own_wish": gettext_noop("theo nguyện vọng"),
    }
)
