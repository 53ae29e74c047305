"""The brief as one printed page, set by typst with the letters that it carries itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import typst

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.briefing.weekly import Brief, Section, made_at

TEMPLATE = Path(__file__).with_name("brief.typ")
_TITLE = gettext_noop("Bản tin tuần {week}")
_PERIOD = gettext_noop("Từ {monday} đến {sunday}")
_ISSUER = gettext_noop("CƠ QUAN TỔ CHỨC")
_FOOT = gettext_noop("Lập theo sổ đến quyết định thứ {ordinal} và việc thứ {acts}; mã niêm phong {seal}.")
_MORE = gettext_noop("và {count} dòng khác")
_SYNTHETIC = gettext_noop("SỐ LIỆU GIẢ ĐỊNH")
_CHANGE = gettext_noop("{change} sau 4 tuần")


def as_pdf(brief: Brief, translate: Callable[[str], str]) -> bytes:
    """The same bytes for the same brief: its time is that of the last decision it rests on."""
    sunday = brief.monday + timedelta(days=6)
    data = {
        "title": translate(_TITLE).format(week=brief.week), "lang": "vi", "issuer": translate(_ISSUER),
        "period": translate(_PERIOD).format(monday=f"{brief.monday:%d/%m/%Y}", sunday=f"{sunday:%d/%m/%Y}"),
        "synthetic": translate(_SYNTHETIC) if brief.synthetic else "",
        "sections": [_section(section, translate) for section in brief.sections],
        "foot": translate(_FOOT).format(ordinal=brief.ordinal, acts=brief.acts, seal=brief.seal[:16]),
    }  # fmt: skip
    instant = made_at(brief)
    made = typst.compile(
        TEMPLATE, format="pdf", ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)},
        timestamp=int(instant.timestamp()) if instant else 0,
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made


def change(value: int, before: int | None) -> str:
    """'+3', '−2', or nothing where it is the same or was not told."""
    if before is None or value == before:
        return ""
    return f"{'+' if value > before else '−'}{vietnamese_number(abs(value - before))}"


def _section(section: Section, translate: Callable[[str], str]) -> dict[str, object]:
    return {
        "title": translate(section.title),
        "figures": [
            {
                "label": translate(figure.label), "value": vietnamese_number(figure.value),
                "change": _moved(change(figure.value, figure.before), translate),
            }
            for figure in section.figures
        ],
        "lines": [list(line) for line in section.lines],
        "more": translate(_MORE).format(count=section.left_out) if section.left_out else "",
    }  # fmt: skip


def _moved(told: str, translate: Callable[[str], str]) -> str:
    return translate(_CHANGE).format(change=told) if told else ""
