"""Batches that were made, and what became of each event. No personal data: the file itself is not kept here."""

from __future__ import annotations

from django.db import models


class NationalBatch(models.Model):
    """Đợt gửi: the decisions after `after` up to `upto`, as one file with this SHA-256."""

    id = models.BigAutoField(primary_key=True)
    system = models.TextField()
    number = models.IntegerField()
    after = models.BigIntegerField()
    upto = models.BigIntegerField()
    on_day = models.DateField()
    made_at = models.DateTimeField()
    events = models.IntegerField()
    mapping_sha256 = models.TextField()
    sha256 = models.TextField()

    class Meta:
        db_table = "national_batch"
        constraints = (models.UniqueConstraint(fields=("system", "number"), name="national_batch_number"),)


class NationalEvent(models.Model):
    """Một việc đã gửi: `state` sent, accepted or rejected; `message` is the system's own."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(NationalBatch, on_delete=models.PROTECT)
    key = models.TextField()
    ordinal = models.BigIntegerField()
    state = models.TextField()
    message = models.TextField()

    class Meta:
        db_table = "national_event"
        constraints = (
            models.UniqueConstraint(fields=("batch", "key"), name="national_event_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("sent", "accepted", "rejected")), name="national_event_state"
            ),
        )
