"""The unit as one table with a history table beside it."""

from django.db import models
from simple_history.models import HistoricalRecords


class HistoryUnit(models.Model):
    """Fields of the same width as ours, without the second time."""

    code = models.TextField(null=True)
    name = models.TextField()
    kind = models.TextField()
    level = models.SmallIntegerField()
    parent_id = models.BigIntegerField(null=True, db_index=True)

    history = HistoricalRecords()

    class Meta:
        app_label = "history_app"
