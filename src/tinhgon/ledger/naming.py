"""A decision by its number: the only one that has it, or a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tinhgon.basis.errors import UnknownReference, gettext_noop

Decided = tuple[int, str, date]
"""(ordinal, issuer, signed_on)"""


def the_one(number: str, found: Sequence[Decided]) -> int:
    """The place of the only decision with a number. Raises UnknownReference when there is none, or several."""
    if not found:
        raise UnknownReference(
            "decision_unknown",
            gettext_noop("Không có quyết định số “{number}” trong sổ; kiểm tra lại số và ký hiệu."),
            number=number,
        )
    if len(found) > 1:
        raise UnknownReference(
            "decision_ambiguous",
            gettext_noop("Số “{number}” là của nhiều quyết định: {candidates}."),
            number=number,
            candidates="; ".join(f"{issuer}, {signed_on:%d/%m/%Y}" for _, issuer, signed_on in found),
        )
    return found[0][0]
