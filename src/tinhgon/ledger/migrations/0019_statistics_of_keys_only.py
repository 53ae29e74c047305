"""ANALYZE passes over what no question is planned by: payloads and changes (JSON), and sealed identities.

They are the widest columns; with them the statistics of a province's opening take several times as long.
"""

from django.db import migrations

SEALED = ("name", "other_names", "id_number", "birth_day", "phone", "email", "address")
COLUMNS = (("effect", "payload"), ("entry", "changes"), *(("person_version", name) for name in SEALED))


class Migration(migrations.Migration):
    dependencies = (("ledger", "0018_key_check"),)
    operations = tuple(
        migrations.RunSQL(
            f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0",
            f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1",
        )
        for table, column in COLUMNS
    )
