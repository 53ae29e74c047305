"""The rules that a house sets for itself, each with what it may be; the first is what holds where nothing was decided.

A rule and its values are for ever, since decisions that set them are: what is no more wanted is no more offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tinhgon.basis.errors import gettext_noop


@dataclass(frozen=True)
class HouseRule:
    """A rule with its values, and how each is told (Vietnamese source strings)."""

    name: str
    title: str
    values: Mapping[str, str]

    @property
    def default(self) -> str:
        return next(iter(self.values))


OVER_QUOTA = HouseRule(
    "over_quota",
    gettext_noop("người vượt biên chế được giao"),
    {"warn": gettext_noop("cảnh báo"), "block": gettext_noop("từ chối"), "off": gettext_noop("không hỏi")},
)
SIGNING = HouseRule(
    "signing",
    gettext_noop("ai được ký vào sổ"),
    {
        "shell": gettext_noop("người dùng máy chủ, bằng dòng lệnh"),
        "case": gettext_noop("theo hồ sơ trình ký; mở sổ và vào sổ từ bản giấy do hai người"),
    },
)
OPEN_DATA = HouseRule(
    "open_data",
    gettext_noop("công bố dữ liệu mở"),
    {
        "inside": gettext_noop("chưa công bố: chỉ người có tài khoản xem đơn vị, lịch sử, quyết định về đơn vị"),
        "units": gettext_noop("công bố đơn vị, lịch sử, quyết định về đơn vị"),
        "posts": gettext_noop("công bố đơn vị, lịch sử, vị trí (không nêu người), quyết định về đơn vị và biên chế"),
    },
)
RULES: Mapping[str, HouseRule] = MappingProxyType({rule.name: rule for rule in (OVER_QUOTA, SIGNING, OPEN_DATA)})
