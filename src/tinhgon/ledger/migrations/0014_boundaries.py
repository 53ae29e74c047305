"""Boundaries of units; and the guards of a version table as one function, for the kinds of thing to come."""

from pathlib import Path

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("ledger", "0013_bounds"),)
    operations = (
        migrations.CreateModel(
            name="BoundaryVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("recorded", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                ("thing_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("sha256", models.TextField()),
                ("count", models.IntegerField()),
                ("source", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
            ],
            options={
                "db_table": "boundary_version",
                "indexes": [
                    models.Index(fields=["thing_id"], name="boundary_version_thing"),
                    models.Index(fields=["unit_id"], name="boundary_version_unit"),
                    models.Index(fields=["entry"], name="boundary_version_by_entry"),
                ],
            },
        ),
        migrations.RunSQL(Path(__file__).with_name("guard_versions.sql").read_text(encoding="utf-8")),
        migrations.RunSQL("SELECT ledger_guard_versions('boundary_version', 'thing_id')"),
    )
