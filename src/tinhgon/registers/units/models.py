"""Units and who succeeds whom."""

from __future__ import annotations

from django.db import models

from tinhgon.ledger.models.version import Version


class UnitVersion(Version):
    """Trạng thái của một đơn vị: names, code, kind, superior and figures for a span of days."""

    unit_id = models.BigIntegerField()
    structure = models.TextField()
    bloc = models.TextField(null=True)
    code = models.TextField(null=True)
    name = models.TextField()
    kind = models.TextField()
    level = models.SmallIntegerField()
    parent_id = models.BigIntegerField(null=True)
    formal_on = models.DateField(null=True)
    operates_from = models.DateField(null=True)
    area_km2 = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    area_source = models.TextField(null=True)
    area_verified = models.BooleanField(null=True)
    population = models.BigIntegerField(null=True)
    population_source = models.TextField(null=True)
    population_verified = models.BooleanField(null=True)
    hamlets = models.IntegerField(null=True)
    hamlets_source = models.TextField(null=True)
    hamlets_verified = models.BooleanField(null=True)
    sort_key = models.TextField()
    search_key = models.TextField()

    class Meta:
        app_label = "ledger"
        db_table = "unit_version"
        indexes = (
            models.Index(fields=("unit_id",), name="unit_version_unit"),
            models.Index(fields=("parent_id",), name="unit_version_parent"),
            models.Index(fields=("code",), name="unit_version_code"),
            models.Index(fields=("entry",), name="unit_version_by_entry"),
            # What is known now, narrow: counts below superiors on a day read this and not the table.
            models.Index(
                fields=("parent_id",),
                include=("valid",),
                condition=models.Q(recorded__upper_inf=True),
                name="unit_version_open",
            ),
        )


class SuccessionVersion(Version):
    """Kế thừa: from a day on, `target` has taken over from `source` what the shares say. The thing is its own entry."""

    thing_id = models.BigIntegerField()
    source_id = models.BigIntegerField()
    target_id = models.BigIntegerField()
    area_share = models.TextField()
    population_share = models.TextField()
    area_km2 = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    population = models.BigIntegerField(null=True)

    class Meta:
        app_label = "ledger"
        db_table = "succession_version"
        indexes = (
            models.Index(fields=("source_id",), name="succession_source"),
            models.Index(fields=("target_id",), name="succession_target"),
            models.Index(fields=("entry",), name="succession_by_entry"),
        )


class BoundaryVersion(Version):
    """Ranh giới: from a day on, the units below `unit_id` have the outlines of an attached file. Its own entry."""

    thing_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    sha256 = models.TextField()
    count = models.IntegerField()
    source = models.TextField()

    class Meta:
        app_label = "ledger"
        db_table = "boundary_version"
        indexes = (
            models.Index(fields=("thing_id",), name="boundary_version_thing"),
            models.Index(fields=("unit_id",), name="boundary_version_unit"),
            models.Index(fields=("entry",), name="boundary_version_by_entry"),
        )
