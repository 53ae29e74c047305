"""Statistics after large decisions; verifications are never changed (statistics.sql)."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("ledger", "0004_verification"),)
    operations = (migrations.RunSQL(Path(__file__).with_name("statistics.sql").read_text(encoding="utf-8")),)
