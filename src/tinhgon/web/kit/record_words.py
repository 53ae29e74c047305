"""Posts, places and records in the words of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from tinhgon.registers.establishment.labels import HELD
from tinhgon.registers.staff import labels
from tinhgon.registers.staff.queries.people import PlaceRow
from tinhgon.reports.facts import CATEGORY_LABELS
from tinhgon.web.kit.words import number

CATEGORIES = {category: gettext_lazy(label) for category, label in CATEGORY_LABELS.items()}
LAYERS = {layer: gettext_lazy(label) for layer, label in HELD.items()}
ASSIGNMENTS = {kind: gettext_lazy(label) for kind, label in labels.ASSIGNMENTS.items()}
STATUSES = {status: gettext_lazy(label) for status, label in labels.STATUSES.items()}
REASONS = {reason: gettext_lazy(label) for reason, label in labels.REASONS.items()}
FIELDS = {field: gettext_lazy(label) for field, label in labels.FIELDS.items()}
_VALUES: Mapping[str, Mapping[str, Any]] = {
    field: {
        code: pgettext_lazy("dân tộc", label) if field == "ethnicity" else gettext_lazy(label)
        for code, label in values.items()
    }
    for field, values in labels.VALUES.items()
}


def value(field: str, stored: Any) -> str:
    """A field of the record as a page shows it; stored values of an entry and columns of a state alike."""
    if field in _VALUES:
        return str(_VALUES[field].get(str(stored).lower(), stored))
    if isinstance(stored, date):
        return f"{stored:%d/%m/%Y}"
    if field.endswith(("_on", "_from")):
        return f"{date.fromisoformat(str(stored)):%d/%m/%Y}"
    if field == "coefficient":
        return coefficient(Decimal(str(stored)))
    return str(stored)


def coefficient(value: Decimal) -> str:
    """Always with two places: 3,33 and 4,00."""
    text = f"{value:.2f}"
    return text.replace(".", ",") if get_language() == "vi" else text


def place(*, title: str, unit: str, kind: str, share: Decimal, away: bool) -> str:
    """'Trưởng phòng, phòng Kinh tế (kiêm nhiệm, 50 %)'."""
    told = f"{title}, {unit}" if title else unit
    notes = assignment_notes(kind, share=share, away=away)
    return f"{told} ({', '.join(notes)})" if notes else told


def assignment_notes(kind: str, *, share: Decimal, away: bool, main: bool = False) -> list[str]:
    """What is to be known of an assignment: the kind (of a main place only with `main`), the share, a rest."""
    notes = [str(ASSIGNMENTS.get(kind, kind))] if main or kind != "substantive" else []
    if share != 1:
        notes.append(f"{number(share * 100)} %")
    if away:
        notes.append(gettext("đang biệt phái nơi khác"))
    return notes


def place_told(row: PlaceRow) -> str:
    """'Trưởng phòng, phòng Kinh tế (kiêm nhiệm)'."""
    return place(title=row.title or "", unit=row.unit, kind=row.kind, share=row.share, away=row.away)
