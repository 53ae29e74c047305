"""A post's number is its own on every day."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.establishment.things import POST

_NUMBERS = "SELECT DISTINCT number FROM post_version WHERE post_id = ANY(%(posts)s) AND upper_inf(recorded)"
_SHARED = """
SELECT number, min(lower(valid)), array_agg(DISTINCT unit_id) FROM (
  SELECT number, valid, unit_id, max(coalesce(upper(valid), 'infinity')) OVER (
           PARTITION BY number ORDER BY lower(valid), post_id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until
  FROM post_version WHERE number = ANY(%(numbers)s) AND upper_inf(recorded)) posts
WHERE lower(valid) < taken_until GROUP BY 1 ORDER BY 2, 1"""


def check(context: Context) -> Iterator[Finding]:
    """Decisions signed out of order may give one number twice; the book only sees the effective date."""
    posts = context.touched(POST)
    numbers = [row[0] for row in context.rows(_NUMBERS, posts=posts)] if posts else []
    for number, since, units in context.rows(_SHARED, numbers=numbers) if numbers else ():
        yield Finding(
            severity="error",
            code="post_number_shared",
            message=gettext_noop(
                "Từ ngày {since}, hai vị trí cùng mang số {number}; đổi số trong điều khoản, hoặc bãi bỏ một vị trí."
            ),
            data={"since": since, "number": number},
            units=tuple(units),
        )
