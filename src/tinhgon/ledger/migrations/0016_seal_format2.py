"""Seal format 2, rules of the house in the ledger, numbers unique in a series, entries put right (seal_format2.sql)."""

from pathlib import Path

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("ledger", "0015_moved_to_the_record"),)
    operations = (
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(Path(__file__).with_name("seal_format2.sql").read_text(encoding="utf-8"))
            ],
            state_operations=[
                migrations.AddField("decision", "format", models.SmallIntegerField(db_default=2, default=2)),
                migrations.AddField("decision", "sealed", models.TextField(null=True)),
                migrations.AddField("decision", "series", models.TextField(null=True)),
                migrations.AddField(
                    "decision",
                    "supersedes",
                    models.ForeignKey(
                        db_column="supersedes", null=True, on_delete=django.db.models.deletion.PROTECT,
                        related_name="+", to="ledger.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("recorded", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                ("thing_id", models.BigIntegerField()),
                ("rule", models.TextField()),
                ("value", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
            ],
            options={
                "db_table": "rule_version",
                "indexes": [
                    models.Index(fields=["rule"], name="rule_version_rule"),
                    models.Index(fields=["entry"], name="rule_version_by_entry"),
                ],
            },
        ),
        migrations.RunSQL("SELECT ledger_guard_versions('rule_version', 'thing_id')"),
    )  # fmt: skip
