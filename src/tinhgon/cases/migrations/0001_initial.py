"""Where cases stand and who may do the next thing: derived of acts. Cases are numbered by a sequence."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE case_number", "DROP SEQUENCE case_number"),
        migrations.CreateModel(
            name="CaseNow",
            fields=[
                ("case_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("procedure", models.TextField()),
                ("variant", models.TextField()),
                ("title", models.TextField()),
                ("step", models.TextField()),
                ("step_title", models.TextField()),
                ("unit_id", models.BigIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("entered_at", models.DateTimeField()),
                ("due", models.DateField(null=True)),
                ("closed", models.TextField()),
                (
                    "out_people",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("people", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("about_key", models.TextField()),
                ("number_key", models.TextField()),
            ],
            options={
                "db_table": "case_now",
                "ordering": ("case_id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed", "")), fields=["unit_id", "case_id"], name="case_open_of_unit"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed", ""), models.Q(("about_key", ""), _negated=True)),
                        fields=("procedure", "about_key"),
                        name="case_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number_key", ""), _negated=True),
                        fields=("number_key",),
                        name="case_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseSeat",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("case_id", models.BigIntegerField()),
                ("key", models.TextField()),
                ("act", models.TextField()),
                ("unit_id", models.BigIntegerField()),
                ("apart", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("accounts", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                "db_table": "case_seat",
                "ordering": ("case_id", "id"),
                "indexes": [models.Index(fields=["key", "unit_id"], name="case_seat_of_key")],
                "constraints": [models.UniqueConstraint(fields=("case_id", "key", "act"), name="case_seat_once")],
            },
        ),
    ]
