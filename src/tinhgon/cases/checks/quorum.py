"""Enough of those summoned came."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked
from tinhgon.law.ballots import Share


def check(asked: Asked) -> Iterable[Finding]:
    """The share that the definition gives: {quorum: at least 2/3}."""
    roll = asked.run.base()
    for words in asked.given:
        share = Share.parse(words)
        related = roll.taken_out.get("related", 0)
        summoned = (roll.summoned or 0) - related
        if roll.present is None or not share.met(roll.present, summoned):
            yield asked.missing(
                "quorum",
                _("Có mặt {present}/{summoned}; cần {share}, ít nhất {needed} người."),
                present=roll.present or 0,
                summoned=summoned,
                share=share.label(),
                needed=share.needed(summoned),
            )
