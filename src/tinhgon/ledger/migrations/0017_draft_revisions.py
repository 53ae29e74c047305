"""Drafts have authors and revisions; nothing of a draft is overwritten or deleted."""

import json

import django.db.models.deletion
from django.db import migrations, models

from tinhgon.basis.canonical import canonical, sha256

GUARD = """CREATE TRIGGER draft_revision_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON draft_revision
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER draft_never_deleted BEFORE DELETE OR TRUNCATE ON draft
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"""


def first_revisions(_apps, schema_editor):
    """What was kept so far is the first revision; who wrote it was not written down."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, made_at, document::text FROM draft ORDER BY id")
        for number, made_at, document in cursor.fetchall():
            text = canonical(json.loads(document))
            cursor.execute(
                "INSERT INTO draft_revision (draft_id, seq, made_at, author, document, digest) VALUES (%s, 1, %s, %s, %s, %s)",
                [number, made_at, canonical({"stated": "?"}), text, sha256(text)],
            )


class Migration(migrations.Migration):
    dependencies = (("ledger", "0016_seal_format2"),)
    operations = (
        migrations.CreateModel(
            name="DraftRevision",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seq", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                ("author", models.TextField()),
                ("document", models.TextField()),
                ("digest", models.TextField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="ledger.draft"
                    ),
                ),
            ],
            options={
                "db_table": "draft_revision",
                "ordering": ("draft_id", "seq"),
                "constraints": [models.UniqueConstraint(fields=("draft", "seq"), name="draft_revision_seq")],
            },
        ),
        migrations.RunPython(first_revisions),
        migrations.RemoveField("draft", "document"),
        migrations.AddField("draft", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.RunSQL(GUARD),
    )
