"""Tables beside the ledger: keys that may be destroyed, tables that bulk effects read, drafts, matchings of columns."""

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


class KeyCheck(models.Model):
    """One row: the check value of the master key, and after a change of it the key of digests, wrapped by the new one.

    From it no key can be had. See `config.keys`.
    """

    id = models.SmallIntegerField(primary_key=True)
    check_value = models.BinaryField()
    digest_key = models.BinaryField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "key_check"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="key_check_one"),)


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


class Draft(models.Model):
    """A decision not yet signed, from a form, an import or the API. What it says is in its revisions."""

    id = models.BigAutoField(primary_key=True)
    made_at = models.DateTimeField()
    origin = models.TextField()
    signed_ordinal = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "draft"
        ordering = ("id",)


class DraftRevision(models.Model):
    """A draft as it was written once: by whom, its canonical text and the digest of it. Append-only.

    Identities in it are sealed already.
    """

    id = models.BigAutoField(primary_key=True)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="revisions")
    seq = models.IntegerField()
    made_at = models.DateTimeField()
    author = models.TextField()
    document = models.TextField()
    digest = models.TextField()

    class Meta:
        db_table = "draft_revision"
        ordering = ("draft_id", "seq")
        constraints = (models.UniqueConstraint(fields=("draft", "seq"), name="draft_revision_seq"),)


class ColumnMapping(models.Model):
    """Which header of an office's roster means which field, kept so that it is matched once."""

    name = models.TextField(primary_key=True)
    columns = models.JSONField()

    class Meta:
        db_table = "column_mapping"
