"""The two counters are two people, neither a candidate of what the step was given."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """By hands, typists and accounts included."""
    by_seq = {hand.seq: hand for hand in asked.state.hands}
    for key in dict.fromkeys((one.vote, one.matter, one.round) for one in asked.run.counts):
        hands = [by_seq[one.seq] for one in asked.run.counts_of(*key)]
        if len(hands) > 1 and hands[0].meets(hands[1].people, hands[1].accounts):
            yield asked.missing("same_counter", _("Người đếm lần hai phải là người khác, tài khoản khác."))
        candidates = set(asked.run.names) | set(asked.run.names_in)
        if any(hand.people & candidates for hand in hands):
            yield asked.missing("counter_is_candidate", _("Người có tên trong danh sách không được kiểm phiếu."))
