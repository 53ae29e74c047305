"""Acts, readings and their batches, keys, contents that acts name."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeptContent",
            fields=[
                ("sha256", models.TextField(primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
            ],
            options={
                "db_table": "kept_content",
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("ordinal", models.BigIntegerField(primary_key=True, serialize=False)),
                ("stream", models.TextField()),
                ("seq", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("account", models.TextField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("os_user", models.TextField()),
                ("address", models.TextField()),
                ("purpose", models.TextField()),
                ("done_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(unique=True)),
                ("late", models.BooleanField()),
                ("body", models.TextField()),
                ("previous", models.TextField()),
                ("hash", models.TextField()),
            ],
            options={
                "db_table": "act",
                "ordering": ("ordinal",),
                "indexes": [models.Index(fields=["kind", "ordinal"], name="act_of_kind")],
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "seq"), name="act_place_in_stream"),
                    models.UniqueConstraint(fields=("hash",), name="act_hash_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("account", models.TextField()),
                ("os_user", models.TextField()),
                ("address", models.TextField()),
                ("purpose", models.TextField()),
                ("what", models.TextField()),
                (
                    "person_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("read_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("body", models.TextField()),
                ("batch", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "reading",
                "ordering": ("id",),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["person_ids"], name="reading_of_person"),
                    models.Index(condition=models.Q(("batch__isnull", True)), fields=["id"], name="reading_unsealed"),
                    models.Index(fields=["batch"], name="reading_in_batch"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingBatch",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("readings", models.BigIntegerField()),
                ("digest", models.TextField()),
                ("act_ordinal", models.BigIntegerField()),
                ("act_hash", models.TextField()),
                ("previous", models.TextField()),
                ("hash", models.TextField()),
            ],
            options={
                "db_table": "reading_batch",
                "ordering": ("number",),
                "constraints": [models.UniqueConstraint(fields=("hash",), name="reading_batch_hash_once")],
            },
        ),
        migrations.CreateModel(
            name="RecordKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("stream", models.TextField()),
                ("person_id", models.BigIntegerField()),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "db_table": "record_key",
                "constraints": [models.UniqueConstraint(fields=("stream", "person_id"), name="record_key_of")],
            },
        ),
    ]
