"""Signed decisions, their effects and the entries these resolved to."""

from __future__ import annotations

from django.db import models


class Decision(models.Model):
    """Quyết định đã ký: one row for each, numbered without gaps, chained by hash."""

    ordinal = models.BigIntegerField(primary_key=True)
    number = models.TextField()
    kind = models.TextField()
    issuer = models.TextField()
    signer = models.TextField()
    signed_on = models.DateField()
    effective_on = models.DateField()
    operates_from = models.DateField(null=True)
    subject = models.TextField()
    basis = models.JSONField()
    confidentiality = models.TextField()
    synthetic = models.BooleanField()
    attachments = models.JSONField()
    note = models.TextField()
    recorded_at = models.DateTimeField(unique=True)
    prev_hash = models.TextField()
    hash = models.TextField(unique=True)
    format = models.SmallIntegerField(default=2, db_default=2)
    sealed = models.TextField(null=True)
    """Format 2: canonical JSON of what the seal holds beside the clauses and entries."""
    series = models.TextField(null=True)
    """What its number is unique in, where that is not the calendar year of signing."""
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, db_column="supersedes", related_name="+")
    """The mistaken entry in whose place this one stands (a paper entered again, under its own number)."""

    class Meta:
        db_table = "decision"
        ordering = ("ordinal",)
        indexes = (models.Index(fields=("number",), name="decision_number"),)


class Effect(models.Model):
    """Nội dung quyết định: one clause, its payload as signed, the day from which it holds."""

    id = models.BigIntegerField(primary_key=True)
    decision = models.ForeignKey(Decision, models.PROTECT, db_column="ordinal", related_name="effects")
    place = models.IntegerField()
    kind = models.TextField()
    clause = models.TextField()
    effective_on = models.DateField()
    payload = models.JSONField()

    class Meta:
        db_table = "effect"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("decision", "place"), name="effect_place"),)
        indexes = (models.Index(fields=("effective_on",), name="effect_day"),)


class Entry(models.Model):
    """Bút toán: what an effect resolved to, once: this thing, from this day, these changes. Never changed."""

    id = models.BigIntegerField(primary_key=True)
    decision = models.ForeignKey(Decision, models.PROTECT, db_column="ordinal", related_name="entries")
    effect = models.ForeignKey(Effect, models.PROTECT, related_name="entries")
    thing = models.TextField()
    thing_id = models.BigIntegerField()
    effective_on = models.DateField()
    changes = models.JSONField()

    class Meta:
        db_table = "entry"
        ordering = ("id",)
        indexes = (models.Index(fields=("thing_id", "effective_on", "id"), name="entry_thing"),)


class Standing(models.Model):
    """Whether an entry counts: the newest row decides, none means it does. Append-only."""

    pk = models.CompositePrimaryKey("entry_id", "decision_id")
    entry = models.ForeignKey(Entry, models.PROTECT)
    decision = models.ForeignKey(Decision, models.PROTECT, db_column="ordinal")
    stands = models.BooleanField()

    class Meta:
        db_table = "standing"
        ordering = ("entry_id", "decision_id")


class DecisionStanding(models.Model):
    """Whether a decision counts as a whole, and by which other one: annulled or reinstated. Append-only."""

    pk = models.CompositePrimaryKey("target_id", "decision_id")
    target = models.ForeignKey(Decision, models.PROTECT, related_name="standings")
    decision = models.ForeignKey(Decision, models.PROTECT, db_column="ordinal", related_name="+")
    stands = models.BooleanField()

    class Meta:
        db_table = "decision_standing"
        ordering = ("target_id", "decision_id")


class FindingRow(models.Model):
    """What the checks said when the decision was signed."""

    id = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(Decision, models.PROTECT, db_column="ordinal", related_name="findings")
    severity = models.TextField()
    code = models.TextField()
    message = models.TextField()
    data = models.JSONField()
    clause = models.TextField()
    units = models.JSONField()
    citation = models.TextField()

    class Meta:
        db_table = "finding"
        ordering = ("id",)
