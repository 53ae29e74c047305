"""The check value of the master key: a key that is another, or is not there, is refused instead of made anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("ledger", "0017_draft_revisions"),)
    operations = (
        migrations.CreateModel(
            name="KeyCheck",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("check_value", models.BinaryField()),
                ("digest_key", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "key_check",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="key_check_one")],
            },
        ),
    )
