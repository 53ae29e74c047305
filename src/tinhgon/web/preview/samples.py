"""Sample drafts: the demo's own where the demo is loaded, else made from the units of the ledger; always synthetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.decisions.drafting import load_file
from tinhgon.ledger.decision_file import plain
from tinhgon.ledger.document import Document
from tinhgon.registers.units.queries import UnitRow
from tinhgon.registers.units.queries.browsing import Wanted, listed
from tinhgon.web.kit.asking import Asked

Draft = dict[str, Any]
_COMMUNES = ("xã", "phường")
DEMO = "trinh-dien"


@dataclass(frozen=True)
class Sample:
    """`slug` is its name in addresses."""

    slug: str
    title: Any
    what: Any
    effects: Callable[[UnitRow, UnitRow], list[Draft]]


def _merge(first: UnitRow, second: UnitRow) -> list[Draft]:
    return [
        {
            "kind": "merge_units/1",
            "clause": "Điều 1 khoản 1",
            "sources": [{"unit": first.code}, {"unit": second.code}],
            "into": {"code": first.code, "name": first.name, "kind": first.kind},
        }
    ]


def _rename(first: UnitRow, second: UnitRow) -> list[Draft]:
    name = f"{first.name} {second.name}"
    return [{"kind": "rename_unit/1", "clause": "Điều 1", "unit": first.code, "name": name}]


def _without_remainder(first: UnitRow, second: UnitRow) -> list[Draft]:
    part = {"unit": second.code, "area_share": "part", "population_share": "part"}
    return [
        {
            "kind": "merge_units/1",
            "clause": "Điều 1 khoản 1",
            "sources": [{"unit": first.code}, part],
            "into": {"code": first.code, "name": first.name, "kind": first.kind},
        },
        {
            "kind": "dissolve_units/1",
            "clause": "Điều 1 khoản 2",
            "units": [second.code],
            "reason": "dự thảo mẫu có lỗi: phần còn lại không về đâu",
        },
    ]


SAMPLES: Mapping[str, Sample] = MappingProxyType(
    {
        sample.slug: sample
        for sample in (
            Sample("nhap", gettext_lazy("Nhập hai đơn vị"), gettext_lazy("cân, ký được"), _merge),
            Sample("doi-ten", gettext_lazy("Đổi tên một đơn vị"), gettext_lazy("không đơn vị nào mất đi"), _rename),
            Sample(
                "thieu-phan-con-lai",
                gettext_lazy("Chia mà thiếu phần còn lại"),
                gettext_lazy("không cân, sổ từ chối"),
                _without_remainder,
            ),
        )
    }
)


@dataclass(frozen=True)
class Offered:
    """A sample as the page offers it."""

    slug: str
    title: str
    what: str


def offered() -> tuple[Offered, ...]:
    """The samples that fit this ledger."""
    own = tuple(Offered(sample.slug, str(sample.title), str(sample.what)) for sample in SAMPLES.values())
    drafts = (Offered(slug, draft.subject, draft.number) for slug, draft in _demo_drafts().items())
    return (*drafts, *own)


def _demo_drafts() -> dict[str, Document]:
    """The drafts of the folder that the demo names."""
    files = sorted(Path(settings.SAMPLES).glob("*.yaml")) if settings.SAMPLES else []
    return {f"{DEMO}-{place}": load_file(path) for place, path in enumerate(files, start=1)}


def sample_file(asked: Asked, slug: str) -> Draft:
    """The decision file of a sample; one made here is effective on the first of the month after the day shown."""
    if slug.startswith(DEMO) and (draft := _demo_drafts().get(slug)):
        return plain(draft)
    sample = SAMPLES.get(slug)
    if sample is None:
        raise UnknownReference(
            "sample_unknown", gettext_noop("Không có dự thảo mẫu “{sample}”."), sample=slug
        )  # fmt: skip
    first, second = _neighbours(asked)
    on = _next_month(asked.on)
    return {
        "number": f"MẪU-{slug}/DT",
        "kind": "dự thảo",
        "issuer": "Dự thảo mẫu",
        "signed_on": asked.on.isoformat(),
        "effective_on": on.isoformat(),
        "subject": f"{sample.title}: {first.kind} {first.name}, {second.kind} {second.name}",
        "synthetic": True,
        "effects": sample.effects(first, second),
    }


def _neighbours(asked: Asked) -> tuple[UnitRow, UnitRow]:
    """Two communes under one superior, the first in the alphabet."""
    for kind in _COMMUNES:
        seen: dict[int | None, UnitRow] = {}
        for unit in listed(asked.as_of, Wanted(structure="territory", kind=kind), limit=200):
            if unit.parent_id in seen and unit.code and seen[unit.parent_id].code:
                return seen[unit.parent_id], unit
            seen.setdefault(unit.parent_id, unit)
    raise UnknownReference(
        "no_units",
        gettext_noop("Ngày {on} sổ chưa có hai đơn vị cấp xã cùng cấp trên để làm mẫu; chọn ngày khác."),
        on=asked.on,
    )


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
