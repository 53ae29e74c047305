"""What is derived of acts, so that an inbox need not fold: written with each act, rebuilt by folding and compared."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class CaseNow(models.Model):
    """Where a case stands. `out_people`: who may not act in it; `about_key`, `number_key`: what no two cases share."""

    case_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    procedure = models.TextField()
    variant = models.TextField()
    title = models.TextField()
    step = models.TextField()
    step_title = models.TextField()
    unit_id = models.BigIntegerField()
    opened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    due = models.DateField(null=True)
    closed = models.TextField()
    out_people = ArrayField(models.BigIntegerField())
    people = ArrayField(models.BigIntegerField())
    about_key = models.TextField()
    number_key = models.TextField()

    class Meta:
        db_table = "case_now"
        ordering = ("case_id",)
        constraints = (
            models.UniqueConstraint(
                fields=("procedure", "about_key"), condition=Q(closed="") & ~Q(about_key=""), name="case_open_once"
            ),
            models.UniqueConstraint(fields=("number_key",), condition=~Q(number_key=""), name="case_number_once"),
        )
        indexes = (models.Index(fields=("unit_id", "case_id"), condition=Q(closed=""), name="case_open_of_unit"),)


class CaseSeat(models.Model):
    """Who may do the next thing: 'role:kiem-tra' over the unit, or 'person:77'. `apart`: whose hand it must not be."""

    id = models.BigAutoField(primary_key=True)
    case_id = models.BigIntegerField()
    key = models.TextField()
    act = models.TextField()
    unit_id = models.BigIntegerField()
    apart = ArrayField(models.BigIntegerField())
    accounts = ArrayField(models.TextField())

    class Meta:
        db_table = "case_seat"
        ordering = ("case_id", "id")
        constraints = (models.UniqueConstraint(fields=("case_id", "key", "act"), name="case_seat_once"),)
        indexes = (models.Index(fields=("key", "unit_id"), name="case_seat_of_key"),)
