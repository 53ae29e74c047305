"""The tables of the record. Every column of an act and a reading but its body is set by the database (guards.sql)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Act(models.Model):
    """Việc đã làm: the body is canonical JSON and is what is hashed; the columns are read from it by a trigger."""

    ordinal = models.BigIntegerField(primary_key=True)
    stream = models.TextField()
    seq = models.BigIntegerField()
    kind = models.TextField()
    account = models.TextField()
    person_id = models.BigIntegerField(null=True)
    os_user = models.TextField()
    address = models.TextField()
    purpose = models.TextField()
    done_at = models.DateTimeField()
    recorded_at = models.DateTimeField(unique=True)
    late = models.BooleanField()
    body = models.TextField()
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        db_table = "act"
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(fields=("stream", "seq"), name="act_place_in_stream"),
            models.UniqueConstraint(fields=("hash",), name="act_hash_once"),
        )
        indexes = (models.Index(fields=("kind", "ordinal"), name="act_of_kind"),)


class Reading(models.Model):
    """Lượt xem, tìm, đăng nhập: written at once, waiting for nobody; a sealer chains it in a batch soon after."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    account = models.TextField()
    os_user = models.TextField()
    address = models.TextField()
    purpose = models.TextField()
    what = models.TextField()
    person_ids = ArrayField(models.BigIntegerField())
    read_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    body = models.TextField()
    batch = models.BigIntegerField(null=True)

    class Meta:
        db_table = "reading"
        ordering = ("id",)
        indexes = (
            GinIndex(fields=("person_ids",), name="reading_of_person"),
            models.Index(fields=("id",), condition=models.Q(batch__isnull=True), name="reading_unsealed"),
            models.Index(fields=("batch",), name="reading_in_batch"),
        )


class ReadingBatch(models.Model):
    """Readings chained together: how many, their digest, the newest act then."""

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    readings = models.BigIntegerField()
    digest = models.TextField()
    act_ordinal = models.BigIntegerField()
    act_hash = models.TextField()
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        db_table = "reading_batch"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("hash",), name="reading_batch_hash_once"),)


class RecordKey(models.Model):
    """A key wrapped by the master key: of a person in a stream, of a stream (person 0), of the house (stream '')."""

    id = models.BigAutoField(primary_key=True)
    stream = models.TextField()
    person_id = models.BigIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        db_table = "record_key"
        constraints = (models.UniqueConstraint(fields=("stream", "person_id"), name="record_key_of"),)


class KeptContent(models.Model):
    """A content that an act names by its SHA-256: a submitted report. Append-only."""

    sha256 = models.TextField(primary_key=True)
    content = models.BinaryField()

    class Meta:
        db_table = "kept_content"
