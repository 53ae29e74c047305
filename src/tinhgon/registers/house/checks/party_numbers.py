"""A Party number that was there in another year, of a committee whose terms nobody has stated: perhaps the same."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.house.queries import is_party_number, terms_of

_SAME = """
SELECT d.signed_on FROM decision d WHERE upper(d.number) = upper(%(number)s) AND lower(d.issuer) = lower(%(issuer)s)
  AND d.ordinal < %(ordinal)s AND NOT EXISTS (SELECT FROM decision later WHERE later.supersedes = d.ordinal)
ORDER BY d.signed_on DESC LIMIT 1"""


def check(context: Context) -> Iterator[Finding]:
    """Told, not refused: whether both are of one term is not known here."""
    document = context.book.document
    if not is_party_number(document.number) or terms_of(document.issuer):
        return
    same = context.rows(_SAME, number=document.number, issuer=document.issuer, ordinal=context.ordinal)
    for (signed_on,) in same:
        yield Finding(
            severity="warning",
            code="term_unknown",
            message=gettext_noop(
                "{issuer} đã có {number} ký ngày {signed_on}; số văn bản của Đảng theo nhiệm kỳ mà sổ chưa có các "
                "nhiệm kỳ, nên không biết có trùng số không. Nêu chúng bằng nội dung “đánh số văn bản theo nhiệm kỳ”."
            ),
            data={"issuer": document.issuer, "number": document.number, "signed_on": signed_on},
        )
