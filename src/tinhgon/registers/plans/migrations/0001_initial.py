"""Planned offices, guarded as every version table is."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0019_statistics_of_keys_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("recorded", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                ("planned_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("position", models.TextField()),
                ("title", models.TextField()),
                ("term", models.TextField()),
                ("object", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
            ],
            options={
                "db_table": "planned_version",
                "indexes": [
                    models.Index(fields=["planned_id"], name="planned_version_thing"),
                    models.Index(fields=["person_id"], name="planned_version_person"),
                    models.Index(fields=["unit_id"], name="planned_version_unit"),
                    models.Index(fields=["entry"], name="planned_version_by_entry"),
                ],
            },
        ),
        migrations.RunSQL("SELECT ledger_guard_versions('planned_version', 'planned_id')"),
    ]
