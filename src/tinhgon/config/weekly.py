"""The clock of the serving process: last week's brief is made when a week is over, whoever is there or not.

A thread of each worker looks once in a while; the record's lock sees to it that one brief is kept. One job a week on
one server needs no queue of jobs with workers of its own (adr/0030).
"""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from tinhgon.basis.errors import Refusal

EVERY_SECONDS = 1800
_LOG = logging.getLogger(__name__)


def begin() -> None:
    """Look every half hour, for as long as this process lives."""
    threading.Thread(target=_run, name="weekly", daemon=True).start()


def look() -> None:
    """Make what is due. A fault is written to the log and tried again the next time: pages do not depend on it."""
    from tinhgon import briefing  # its tables are there once the apps are loaded

    try:
        if made := briefing.keep_due(today=timezone.localdate()):
            _LOG.info("kept the brief of %s", made.week)
    except (Refusal, DatabaseError):
        _LOG.exception("the weekly brief was not made")
    finally:
        close_old_connections()


def _run() -> None:
    pause = threading.Event()
    while not pause.wait(EVERY_SECONDS):
        look()
