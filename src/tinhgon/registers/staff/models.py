"""Versions of the establishment: quota legs, posts, persons and assignments."""

from __future__ import annotations

from django.db import models

from tinhgon.ledger.models.version import Version
from tinhgon.registers.establishment.models import _bound


class PersonVersion(Version):
    """Hồ sơ: what is recorded of a person. What identifies directly is sealed with the person's own key (adr/0008)."""

    person_id = models.BigIntegerField()
    code = models.TextField()
    name = models.TextField(null=True)
    other_names = models.TextField(null=True)
    id_number = models.TextField(null=True)
    birth_day = models.TextField(null=True)
    phone = models.TextField(null=True)
    email = models.TextField(null=True)
    address = models.TextField(null=True)
    birth_year = models.SmallIntegerField(null=True)
    birth_month = models.SmallIntegerField(null=True)
    sex = models.TextField(null=True)
    ethnicity = models.TextField(null=True)
    education = models.TextField(null=True)
    professional = models.TextField(null=True)
    theory = models.TextField(null=True)
    state_management = models.TextField(null=True)
    languages = models.TextField()
    party_admitted_on = models.DateField(null=True)
    party_official_on = models.DateField(null=True)
    recruited_on = models.DateField(null=True)
    pay_rank = models.TextField(null=True)
    pay_scale = models.TextField(null=True)
    pay_step = models.SmallIntegerField(null=True)
    coefficient = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    coefficient_from = models.DateField(null=True)
    status = models.TextField()
    synthetic = models.BooleanField()

    class Meta:
        app_label = "ledger"
        db_table = "person_version"
        indexes = (
            models.Index(fields=("person_id",), name="person_version_person"),
            models.Index(fields=("code",), name="person_version_code"),
            models.Index(fields=("entry",), name="person_version_by_entry"),
        )


class AssignmentVersion(Version):
    """Bố trí: a person at a post, or directly at a unit. The thing is known by minus its first entry."""

    assignment_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    kind = models.TextField()
    share = models.DecimalField(max_digits=3, decimal_places=2)
    away = models.BooleanField()
    until = models.DateField(null=True)
    valid_since = _bound("lower")
    valid_until = _bound("upper")

    class Meta:
        app_label = "ledger"
        db_table = "assignment_version"
        indexes = (
            models.Index(fields=("assignment_id",), name="assignment_version_thing"),
            models.Index(fields=("person_id",), name="assignment_version_person"),
            models.Index(fields=("post_id",), name="assignment_version_post"),
            models.Index(
                fields=("unit_id",), name="assignment_version_unit", condition=models.Q(unit_id__isnull=False)
            ),
            models.Index(fields=("entry",), name="assignment_by_entry"),
            models.Index(
                fields=("post_id",),
                include=("valid_since", "valid_until", "person_id", "assignment_id", "entry"),
                condition=models.Q(recorded__upper_inf=True, kind="substantive"),
                name="assignment_version_open",
            ),
        )
