"""Two counts of every vote agree in every number."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked
from tinhgon.law.ballots import differences


def check(asked: Asked) -> Iterable[Finding]:
    """Each vote, matter and round that has a count."""
    keys = dict.fromkeys((one.vote, one.matter, one.round) for one in asked.run.counts)
    for vote in asked.state.here.all_votes():
        if vote not in {key[0] for key in keys}:
            yield asked.missing("not_counted", _("Chưa kiểm phiếu “{vote}”."), vote=vote)
    for key in keys:
        counts = asked.run.counts_of(*key)
        if len(counts) < 2:
            yield asked.missing("one_count", _("Cần hai người đếm độc lập; mới có {number}."), number=len(counts))
        else:
            yield from differences(counts[0].count, counts[1].count)
