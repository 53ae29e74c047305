"""Rows come with their decision, not later (same_transaction.sql)."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("ledger", "0002_guards"),)
    operations = (migrations.RunSQL(Path(__file__).with_name("same_transaction.sql").read_text(encoding="utf-8")),)
