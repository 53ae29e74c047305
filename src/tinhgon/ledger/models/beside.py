"""Tables beside the ledger: keys that may be destroyed, tables that bulk effects read, logs, drafts, submitted reports,
ties of accounts."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class PersonKey(models.Model):
    """The key of one person, wrapped by the master key, with the digests by which the person is found (adr/0008).

    Deleting the row is the erasure: what the ledger holds of the person's identity can never be read again.
    """

    person_id = models.BigIntegerField(primary_key=True)
    wrapped = models.BinaryField()
    id_digest = models.BinaryField(null=True)
    name_digests = ArrayField(models.BigIntegerField())

    class Meta:
        db_table = "person_key"
        indexes = (
            models.Index(fields=("id_digest",), name="person_key_id"),
            GinIndex(fields=("name_digests",), name="person_key_names"),
        )


class Erasure(models.Model):
    """That a person's key was destroyed: when, on what ground, by whom. Append-only."""

    id = models.BigAutoField(primary_key=True)
    erased_at = models.DateTimeField()
    person_id = models.BigIntegerField()
    code = models.TextField()
    ground = models.TextField()
    who = models.TextField()

    class Meta:
        db_table = "erasure"
        ordering = ("id",)


class AttachedTable(models.Model):
    """Rows of a bulk effect, known by the SHA-256 of their parts. What a signed effect reads is never deleted."""

    sha256 = models.TextField(primary_key=True)
    rows = models.IntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "attached_table"


class AttachedPart(models.Model):
    """Some of the rows, in order, as a Parquet file of their own: millions of rows are never one value."""

    id = models.BigAutoField(primary_key=True)
    table = models.ForeignKey(AttachedTable, models.CASCADE, related_name="parts")
    place = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "attached_part"
        constraints = (models.UniqueConstraint(fields=("table", "place"), name="attached_part_place"),)


class ReadLog(models.Model):
    """Who read whose personal file, when, and for what purpose. Append-only."""

    id = models.BigAutoField(primary_key=True)
    read_at = models.DateTimeField()
    who = models.TextField()
    purpose = models.TextField()
    what = models.TextField()
    person_ids = ArrayField(models.BigIntegerField())

    class Meta:
        db_table = "read_log"
        ordering = ("id",)


class Draft(models.Model):
    """A decision not yet signed, from a form, an import or the API. Identities in it are sealed already."""

    id = models.BigAutoField(primary_key=True)
    made_at = models.DateTimeField()
    origin = models.TextField()
    document = models.JSONField()
    signed_ordinal = models.BigIntegerField(null=True)

    class Meta:
        db_table = "draft"
        ordering = ("id",)


class ColumnMapping(models.Model):
    """Which header of an office's roster means which field, kept so that it is matched once."""

    name = models.TextField(primary_key=True)
    columns = models.JSONField()

    class Meta:
        db_table = "column_mapping"


class SubmittedReport(models.Model):
    """A report as it was submitted: what was asked, what was known, and the SHA-256 of its content. Append-only."""

    number = models.BigAutoField(primary_key=True)
    report = models.TextField()
    options = models.JSONField()
    ordinal = models.BigIntegerField()
    submitted_at = models.DateTimeField()
    who = models.TextField()
    content = models.BinaryField()
    sha256 = models.TextField()

    class Meta:
        db_table = "submitted_report"
        ordering = ("number",)


class AccountTie(models.Model):
    """That a login account is, from now on, that of a person of the books, or (without a person) of nobody.

    Append-only: the last row of an account counts, the others say who had tied what, and when.
    """

    id = models.BigAutoField(primary_key=True)
    tied_at = models.DateTimeField()
    account_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    who = models.TextField()

    class Meta:
        db_table = "account_tie"
        ordering = ("id",)
        indexes = (models.Index(fields=("account_id", "-id"), name="account_tie_last"),)
