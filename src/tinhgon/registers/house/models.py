"""Settings of the rules that a house sets for itself."""

from __future__ import annotations

from django.db import models

from tinhgon.ledger.models.version import Version


class RuleVersion(Version):
    """Quy định của cơ quan: from a day on a rule has a value. Its own entry."""

    thing_id = models.BigIntegerField()
    rule = models.TextField()
    value = models.TextField()

    class Meta:
        app_label = "ledger"
        db_table = "rule_version"
        indexes = (
            models.Index(fields=("rule",), name="rule_version_rule"),
            models.Index(fields=("entry",), name="rule_version_by_entry"),
        )
