"""An attached table is kept in parts, so that a table of millions of rows is never one value."""

import django.db.models.deletion
from django.db import migrations, models

GUARDS = """
INSERT INTO attached_part (table_id, place, content) SELECT sha256, 1, content FROM attached_table;

CREATE FUNCTION ledger_keep_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (
    SELECT FROM effect e WHERE e.payload ? 'table' AND e.payload->'table'->>'sha256' = OLD.table_id) THEN
    RAISE EXCEPTION 'ledger: the table % belongs to a signed decision', OLD.table_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER attached_part_kept BEFORE UPDATE OR DELETE ON attached_part FOR EACH ROW EXECUTE FUNCTION ledger_keep_part();
"""


class Migration(migrations.Migration):
    dependencies = (("ledger", "0011_accounts"),)
    operations = (
        migrations.CreateModel(
            name="AttachedPart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="ledger.attachedtable"
                    ),
                ),
                ("place", models.IntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "db_table": "attached_part",
                "constraints": [models.UniqueConstraint(fields=("table", "place"), name="attached_part_place")],
            },
        ),
        migrations.RunSQL(GUARDS),
        migrations.RemoveField(model_name="attachedtable", name="content"),
    )
