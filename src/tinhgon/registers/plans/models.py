"""Versions of planned offices."""

from __future__ import annotations

from django.db import models

from tinhgon.ledger.models.version import Version


class PlannedVersion(Version):
    """Quy hoạch: a person planned for an office of a unit in a term, as an object of the first or the second kind."""

    planned_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    position = models.TextField()
    title = models.TextField()
    term = models.TextField()
    object = models.TextField()

    class Meta:
        app_label = "plans"
        db_table = "planned_version"
        indexes = (
            models.Index(fields=("planned_id",), name="planned_version_thing"),
            models.Index(fields=("person_id",), name="planned_version_person"),
            models.Index(fields=("unit_id",), name="planned_version_unit"),
            models.Index(fields=("entry",), name="planned_version_by_entry"),
        )
