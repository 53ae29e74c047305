"""When the books were last held against themselves, and what came of it. Append-only."""

from __future__ import annotations

from django.db import models


class Verification(models.Model):
    """Đối chiếu: up to which decision, at which level, and whether everything fitted."""

    id = models.BigAutoField(primary_key=True)
    verified_at = models.DateTimeField()
    ordinal = models.BigIntegerField()
    hash = models.TextField()
    replayed = models.BooleanField()
    is_sound = models.BooleanField()

    class Meta:
        db_table = "verification"
        ordering = ("id",)
