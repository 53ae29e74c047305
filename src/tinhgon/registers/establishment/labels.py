"""How clauses word amounts of the establishment, reasons and lists of posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined, vietnamese_number
from tinhgon.ledger.payload import whole_number
from tinhgon.registers.establishment.payloads import (
    Category,
    CutReason,
    Layer,
    PostRef,
    QuotaLine,
)

Amount = Annotated[int, BeforeValidator(whole_number), Field(ge=1)]

MOST_TOLD = 20
CATEGORIES: Mapping[str, str] = {
    "cadre": gettext_noop("cán bộ"),
    "civil_servant": gettext_noop("công chức"),
    "public_employee": gettext_noop("viên chức"),
    "commune_official": gettext_noop("cán bộ, công chức cấp xã"),
    "part_time_commune": gettext_noop("không chuyên trách cấp xã"),
    "part_time_hamlet": gettext_noop("không chuyên trách ở ấp, khu vực"),
    "contract_111": gettext_noop("hợp đồng theo Nghị định 111"),
}
"""What a person of the category is."""
COUNTED: Mapping[Category, str] = {
    "cadre": "biên chế cán bộ",
    "civil_servant": "biên chế công chức",
    "public_employee": "người làm việc (viên chức)",
    "commune_official": "cán bộ, công chức cấp xã",
    "part_time_commune": "người hoạt động không chuyên trách cấp xã",
    "part_time_hamlet": "người hoạt động không chuyên trách ở ấp, khu vực",
    "contract_111": "hợp đồng theo Nghị định 111/2022/NĐ-CP",
}
"""What a clause gives, moves or cuts of the category."""
HELD: Mapping[str, str] = {
    "official": gettext_noop("Được giao"),
    "surplus": gettext_noop("Dôi dư"),
    "reserve": gettext_noop("Dự phòng"),
}
"""What a unit holds, by layer."""
LAYERS: Mapping[Layer, str] = {"official": "", "surplus": " dôi dư", "reserve": " dự phòng"}
REASONS: Mapping[CutReason, str] = {
    "retired_on_time": "nghỉ hưu đúng tuổi",
    "retired_early": "nghỉ hưu trước tuổi",
    "left_at_once": "thôi việc ngay",
    "resigned": "thôi việc",
    "transferred": "chuyển công tác",
    "died": "từ trần",
    "dismissed": "bị buộc thôi việc",
    "not_replaced": "không bố trí người thay",
}


def counted(amount: int, line: QuotaLine) -> str:
    """'5 biên chế công chức dự phòng, hưởng lương từ nguồn thu'."""
    funding = " hưởng lương từ nguồn thu" if line.funding == "own_revenue" else ""
    return f"{vietnamese_number(amount)} {COUNTED[line.category]}{LAYERS[line.layer]}{funding}"


def listed(posts: Sequence[PostRef]) -> str:
    """'Chuyên viên (S1.03) và Chuyên viên (S1.04)'; of a long list the first, and how many more."""
    told = [post.label() for post in posts[:MOST_TOLD]]
    more = len(posts) - len(told)
    return f"{', '.join(told)} và {vietnamese_number(more)} vị trí khác" if more else joined(told)
