"""The project's settings with the baseline's app beside the ledger."""

from tinhgon.config.settings import *  # noqa: F403
from tinhgon.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "simple_history", "pgtrigger", "pghistory", "bench.history_app"]
# Their tables are made and filled by the bench: triggers would write every row twice.
PGTRIGGER_MIGRATIONS = PGTRIGGER_SCHEMA_EDITOR = False
