"""Versions of the establishment: quota legs and posts."""

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
        app_label = "ledger"
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
        app_label = "ledger"
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
