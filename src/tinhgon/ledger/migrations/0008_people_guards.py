"""Guards of the establishment's tables and of what stands beside the ledger (people_guards.sql)."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("ledger", "0007_people"),)
    operations = (migrations.RunSQL(Path(__file__).with_name("people_guards.sql").read_text(encoding="utf-8")),)
