"""The weekly brief for the head of the department: figures of both books on one page, each with what it opens to.

`weekly(day)` composes it of reports, decisions and cases; `keep` writes it into the record, where it stays as it was.
"""

from __future__ import annotations

from tinhgon.briefing.keeping import Kept, keep, keep_due, kept, kept_briefs
from tinhgon.briefing.weekly import Brief, Figure, Opening, Section, week_of, weekly

__all__ = [
    "Brief", "Figure", "Kept", "Opening", "Section", "keep", "keep_due", "kept", "kept_briefs", "week_of", "weekly",
]  # fmt: skip
