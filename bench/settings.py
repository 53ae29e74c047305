"""The project's settings with the baseline's app beside the ledger."""

from tinhgon.config.settings import *  # noqa: F403
from tinhgon.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "simple_history", "bench.history_app"]
