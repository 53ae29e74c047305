"""Versions of the establishment: quota legs, posts, persons and assignments."""

from __future__ import annotations

from django.db import models

from tinhgon.ledger.models.version import Version


def _bound(function: str) -> models.GeneratedField:
    """A bound of `valid` as a plain date: of millions of rows a comparison of dates takes a third of the time."""
    return models.GeneratedField(
        expression=models.Func("valid", function=function), output_field=models.DateField(null=True), db_persist=True
    )


class QuotaVersion(Version):
    """Bút toán biên chế: from a day on, an amount stands to (or against) an account of a unit. Its own entry.

    `account`: held (giao), granted (nguồn cấp: minus what the level above gave), cut (đã cắt, with the reason). Over
    all accounts the amounts of a clause sum to 0; what a unit holds on a day is the sum of its held legs.
    """

    thing_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    account = models.TextField()
    category = models.TextField()
    bloc = models.TextField()
    funding = models.TextField()
    layer = models.TextField()
    year = models.SmallIntegerField()
    amount = models.IntegerField()
    reason = models.TextField(null=True)
    until = models.DateField(null=True)

    class Meta:
        db_table = "quota_version"
        indexes = (
            models.Index(fields=("thing_id",), name="quota_version_thing"),
            models.Index(fields=("unit_id",), name="quota_version_unit"),
            models.Index(fields=("entry",), name="quota_version_by_entry"),
        )


class PostVersion(Version):
    """Vị trí: a place of work with a number of its own, whoever holds it."""

    post_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    number = models.TextField()
    position = models.TextField()
    title = models.TextField()
    group = models.TextField()
    rank = models.TextField(null=True)
    category = models.TextField()
    bloc = models.TextField()
    funding = models.TextField()
    frozen = models.BooleanField()
    access = models.TextField()
    search_key = models.TextField()
    valid_since = _bound("lower")
    valid_until = _bound("upper")
    line = models.GeneratedField(
        expression=models.Func("bloc", "category", "funding", template="(%(expressions)s)", arg_joiner=" || '/' || "),
        output_field=models.TextField(),
        db_persist=True,
    )
    """The line of the establishment that the post fills: bloc/category/funding."""

    class Meta:
        db_table = "post_version"
        indexes = (
            models.Index(fields=("post_id",), name="post_version_post"),
            models.Index(fields=("unit_id",), name="post_version_unit"),
            models.Index(fields=("number",), name="post_version_number"),
            models.Index(fields=("entry",), name="post_version_by_entry"),
            # Who is present on a day is these two read side by side, without the tables.
            models.Index(
                fields=("post_id",),
                include=("unit_id", "line", "valid_since", "valid_until"),
                condition=models.Q(recorded__upper_inf=True),
                name="post_version_open",
            ),
        )


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
