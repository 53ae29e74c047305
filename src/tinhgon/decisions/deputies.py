"""What the law says of the leaders of an outcome: more deputies than it allows, divisions smaller than it allows.

The ledger knows neither the class of a province nor how a body is financed, so every case is asked: what fails in all
of them is a warning, what fails in some is told with these. Where no rule of the day is known, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.basis.text import joined
from tinhgon.decisions.cases import answers
from tinhgon.decisions.leadership import COMMUNES, DISTRICTS, Led

_LOCALITIES = {
    "hn_hcm": "Hà Nội, Thành phố Hồ Chí Minh", "class_1": "tỉnh loại I", "class_2": "tỉnh loại II",
    "class_3": "tỉnh loại III",
}  # fmt: skip
_FINANCING = {"part_or_none": "đơn vị tự bảo đảm một phần kinh phí", "recurrent": "đơn vị tự bảo đảm chi thường xuyên"}
_BIG_CITIES = ("01", "79")


@dataclass(frozen=True)
class _Asked:
    """A rule asked about a body: the facts in each case that may be, and what is held against the answer."""

    rule: str
    what: Led
    cases: Mapping[str, Mapping[str, Any]]
    is_total: bool = False


def of_leaders(led: Iterable[Led]) -> Iterator[Finding]:
    """Findings about bodies that the decision gave more deputies, or left with fewer people."""
    done: set[tuple[str, str, date]] = set()
    for asked in (asked for body in led for asked in _asked(body)):
        key = (asked.rule, asked.what.above_code if asked.is_total else asked.what.told, asked.what.on)
        if key in done:
            continue
        done.add(key)
        yield from _judged(asked)


def _asked(body: Led) -> Iterator[_Asked]:
    is_service = body.structure == "public_service"
    if body.kind == "phòng" and body.above == "sở":
        localities = {where: {"locality": code, "staff": max(1, body.own.staff)} for code, where in _LOCALITIES.items()}
        if body.own.has_more_deputies:
            yield _Asked("deputies.division", body, localities)
        if 0 < body.own.staff < body.own.was_staff or not body.own.was_staff:
            yield _Asked("deputies.min_division", body, {w: {"locality": f["locality"]} for w, f in localities.items()})
    elif body.kind == "phòng" and is_service and body.own.has_more_deputies:
        cases = {where: {"financing": code, "staff": max(1, body.own.staff)} for code, where in _FINANCING.items()}
        yield _Asked("deputies.service_division", body, cases)
    if body.kind == "chi cục" and body.above == "sở" and body.own.has_more_deputies:
        yield _Asked("deputies.sub_department", body, {"": {"parent": "so", "divisions": body.divisions}})
    if body.kind == "sở" and body.together.has_more_deputies:
        # Which departments were made of those of two or three provinces is not known: the loosest limit is asked.
        bodies = body.together.bodies
        facts = {"departments": min(30, bodies), "merged_from_three": min(30, bodies),
                 "locality": "hn_hcm" if body.above_code in _BIG_CITIES else "other"}  # fmt: skip
        yield _Asked("deputies.directors", body, {"": facts}, is_total=True)
    if body.kind in ("phòng", "trung tâm", "văn phòng") and body.together.has_more_deputies and not is_service:
        facts = {"bodies": body.together.bodies}
        if body.above in DISTRICTS and body.kind == "phòng":
            yield _Asked("deputies.district", body, {"": facts}, is_total=True)
        if body.above in COMMUNES:
            yield _Asked("deputies.commune", body, {"": facts}, is_total=True)


def _judged(asked: _Asked) -> Iterator[Finding]:
    body = asked.what
    answered = answers(asked.rule, body.on, list(asked.cases.values()))
    if answered is None:
        return
    limits, cite = answered
    is_minimum = asked.rule == "deputies.min_division"
    count = body.together if asked.is_total else body.own
    found = count.staff if is_minimum else count.deputies
    bad = {
        where: limit
        for where, limit in zip(asked.cases, limits, strict=True)
        if limit is not None and (found < limit if is_minimum else found > limit)
    }
    if bad:
        yield _finding(asked, found, bad, cite)


def _finding(asked: _Asked, found: int, bad: Mapping[str, int], cite: str) -> Finding:
    body = asked.what
    if asked.rule == "deputies.min_division":
        code, message = "division_too_small", gettext_noop(
            "{unit}, ngày {on}: có {found} người, dưới mức tối thiểu {limit}{where}; "
            "bổ sung người hoặc sắp xếp lại phòng này."
        )  # fmt: skip
    elif asked.is_total:
        code, message = "too_many_deputies_together", gettext_noop(
            "{unit}, ngày {on}: cùng các cơ quan cùng loại của {above} có {found} cấp phó, quá mức {limit}; "
            "nêu lộ trình giảm, hoặc bố trí lại cấp phó."
        )  # fmt: skip
    else:
        code, message = "too_many_deputies", gettext_noop(
            "{unit}, ngày {on}: có {found} cấp phó, quá mức {limit}{where}; "
            "nêu lộ trình giảm, hoặc bố trí lại cấp phó."
        )  # fmt: skip
    some = len(bad) < len(asked.cases)
    limits = sorted(set(bad.values()))
    return Finding(
        severity="info" if some else "warning",
        code=code,
        message=message,
        data={
            "unit": body.told, "on": body.on, "found": found, "above": f"{body.above} ({body.above_code or '–'})",
            "limit": " – ".join(map(str, limits)) if len(limits) < 3 else f"{limits[0]} – {limits[-1]}",
            "where": f" nếu là {joined(list(bad))}" if some else "",
        },
        units=(body.unit_id,),
        citation=cite,
    )  # fmt: skip
