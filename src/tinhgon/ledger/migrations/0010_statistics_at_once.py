"""Statistics before the checks of a large decision (statistics_at_once.sql)."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("ledger", "0009_open_people"),)
    operations = (migrations.RunSQL(Path(__file__).with_name("statistics_at_once.sql").read_text(encoding="utf-8")),)
