"""Triggers, exclusion constraints and the sequence of thing ids (guards.sql)."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("ledger", "0001_initial"),)
    operations = (migrations.RunSQL(Path(__file__).with_name("guards.sql").read_text(encoding="utf-8")),)
