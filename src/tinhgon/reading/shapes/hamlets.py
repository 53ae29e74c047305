"""Hamlets: 'Nhập toàn bộ 81 hộ gia đình xóm A và toàn bộ 49 hộ gia đình xóm B để thành lập xóm C.' and 'Sau khi nhập
xóm, xã D có 18 xóm với 2.154 hộ gia đình.'

The books hold how many hamlets a commune has, not each of them. A clause on hamlets is understood where the text says
how many its commune has afterwards; else it stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Mention, Said, Stated
from tinhgon.reading.desk import Desk, Draft
from tinhgon.reading.names import modern
from tinhgon.reading.normal import Normal
from tinhgon.reading.shapes.base import Sentences
from tinhgon.reading.shapes.then_has import HAMLETS, told_in
from tinhgon.registers.units.effects.state_facts import Facts, StateFacts

COMMUNES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})


@dataclass(frozen=True)
class HamletCount(Sentences):
    """How many hamlets one commune has afterwards."""

    draft: Draft | None = field(default=None)

    def read(self, *, normal: Normal, start: int, end: int, lead: str = "") -> Said | None:
        """The commune and its hamlets."""
        del lead
        told = told_in(normal=normal, start=start, end=end)
        if len(told) != 1 or told[0].kind not in COMMUNES or told[0].hamlets is None:
            return None
        one = told[0]
        span = normal.span(one.token.start_pos or 0, one.token.end_pos or 0)
        stated = Stated(one.kind, modern(one.name), span, one.area, one.people, one.hamlets)
        return Said(self.name, "state_facts/1", receiver=Mention(one.kind, one.name, span), stated=(stated,))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    (stated,) = effect.clause.said.stated
    head, label = desk.answer.reading.head, effect.clause.label
    if effect.receiver is None or stated.hamlets is None:
        raise LookupError(label)
    source = f"{head.kind or 'văn bản'} {head.number}, {label}"
    figures = {
        name: {"value": value, "source": source, "verified": True}
        for name in ("hamlets", "area_km2", "population")
        if (value := getattr(stated, name)) is not None
    }
    facts = Facts.model_validate({"unit": desk.unit(effect.receiver).model_dump(), **figures})
    yield StateFacts(clause=label, facts=(facts,))


_KINDS = "|".join(r"\s+".join(kind.split()) for kind in HAMLETS)
_OPENS = (
    re.compile(
        r"\W*(?i:nhập|sáp\s+nhập|sát\s+nhập|hợp\s+nhất|chia|chia\s+tách|tách|đổi\s+tên|thành\s+lập|giải\s+thể)\s+(?:mới\s+)?"
        r"(?:toàn\s+bộ\s+)?(?:[\d.]+\s+hộ(?:\s+gia\s+đình|\s+dân)?\s+(?:của\s+)?)?(?:các\s+|\d+\s+)?"
        rf"(?:{_KINDS})\b",
    ),
)
# A commune that is formed, divided or given ground by the same sentence; or a lead over others.
_NEVER = re.compile(
    r"\b(?:vào|về|cho|sang|thành(?:\s+lập)?)\s+(?:xã|phường|thị\s+trấn|huyện|quận)\b|km2|\bha\b|(?:như\s+sau|:)\W*$",
    re.IGNORECASE,
)
HAMLETS_CHANGED = Sentences("hamlets", _OPENS, _OPENS, _NEVER)
HAMLET_COUNT = HamletCount("hamlet_count", _OPENS, (), re.compile(r"(?!)"), _draft)
