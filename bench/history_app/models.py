"""The unit, and somebody at a unit, as one table with a history table beside it."""

import pghistory
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


class Person(models.Model):
    """Somebody at a unit: what a personnel table without a ledger has."""

    code = models.TextField()
    unit_id = models.BigIntegerField(db_index=True)
    post_id = models.BigIntegerField(db_index=True)
    category = models.TextField()

    class Meta:
        app_label = "history_app"
        abstract = True


class HistoryPerson(Person):
    """Kept by django-simple-history: a row for each state."""

    history = HistoricalRecords()

    class Meta:
        app_label = "history_app"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), context_field=None)
class TrackedPerson(Person):
    """Kept by django-pghistory: an event for each change."""

    class Meta:
        app_label = "history_app"


class Post(models.Model):
    """A post of a unit, where the place of work is a row of its own as in the ledger."""

    number = models.TextField()
    unit_id = models.BigIntegerField(db_index=True)

    class Meta:
        app_label = "history_app"
        abstract = True


class HistoryPost(Post):
    """Kept by django-simple-history."""

    history = HistoricalRecords()

    class Meta:
        app_label = "history_app"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), context_field=None)
class TrackedPost(Post):
    """Kept by django-pghistory."""

    class Meta:
        app_label = "history_app"
