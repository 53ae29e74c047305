"""Columns from the body, the chain under a lock, nothing changed or deleted (guards.sql)."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("record", "0001_initial"),)
    operations = (migrations.RunSQL(Path(__file__).with_name("guards.sql").read_text(encoding="utf-8")),)
