"""Which account is whose: beside the ledger, append-only."""

from django.db import migrations, models

GUARD = """CREATE TRIGGER account_tie_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON account_tie
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"""


class Migration(migrations.Migration):
    dependencies = (("ledger", "0010_statistics_at_once"),)
    operations = (
        migrations.CreateModel(
            name="AccountTie",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("tied_at", models.DateTimeField()),
                ("account_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("who", models.TextField()),
            ],
            options={
                "db_table": "account_tie",
                "ordering": ("id",),
                "indexes": [models.Index(fields=["account_id", "-id"], name="account_tie_last")],
            },
        ),
        migrations.RunSQL(GUARD, "DROP TRIGGER account_tie_never_changes ON account_tie"),
    )
