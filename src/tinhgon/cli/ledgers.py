"""Which ledger a command works on, and making sure that its database is there.

The demo has a database of its own beside the real one, so that the two never mix. As long as the real ledger holds no
decision, commands that ask (and those that try things out) read the demo's, and say so on a terminal.
"""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from tinhgon.basis.asof import AsOf
from tinhgon.cli import words
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.config.server import Database

DEMO, NATION = "_demo", "_nation"
ALL_KNOWN = AsOf(date.max)


def enter() -> Database:
    """The real ledger, made ready when it is not."""
    import tinhgon.config.settings  # noqa: F401 (a setting that is wrong is told of before anything is begun)
    from tinhgon.config.server import ensure_database

    database = ensure_database()
    _speak()
    return database


def enter_none() -> None:
    """What a command needs that asks no ledger: Django's apps, without its database."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhgon.config.settings")
    if not apps.ready:
        django.setup()
    _speak()


def enter_or_demo() -> Database:
    """The real ledger; the demo's while the real one is empty and nobody has chosen by TINHGON_DATABASE_NAME."""
    database = enter()
    if os.environ.get("TINHGON_DATABASE_NAME") or not is_empty():
        return database
    for suffix in (DEMO, NATION):
        name = database.name + suffix
        if exists(name):
            point_at(name)
            database = enter()
            if sys.stderr.isatty():
                tell(gettext("Sổ chính còn trống nên đang dùng sổ mẫu {name}.").format(name=name))
            return database
    return database


def enter_demo(suffix: str) -> Database:
    """The demo's own database on the same server."""
    from tinhgon.config import env

    url = env.text("DATABASE_URL")
    if url:
        base = _name_in(url)
    else:
        base = env.text("TINHGON_DATABASE_NAME", "tinhgon")
    point_at(base + suffix)
    return enter()


def point_at(name: str) -> None:
    """Have this process and its children use another database of the same server."""
    from psycopg.conninfo import make_conninfo

    from tinhgon.config import env

    if not env.text("DATABASE_URL"):
        os.environ["TINHGON_DATABASE_NAME"] = name
        return
    for variable in ("DATABASE_URL", "TINHGON_OWNER_URL"):
        if env.text(variable):
            os.environ[variable] = make_conninfo(env.text(variable), dbname=name)


def _name_in(url: str) -> str:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        return str(conninfo_to_dict(url).get("dbname") or "tinhgon")
    except psycopg.ProgrammingError:
        return "tinhgon"  # ensure_database says what is wrong with the address


def commit_without_waiting() -> None:
    """For the demo: a power cut may cost the last decisions signed, never half of one, and the next demo signs them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")


def exists(name: str) -> bool:
    """Whether the server has a database of that name."""
    from tinhgon.config.server import owner_connection

    with owner_connection() as connection:
        return connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def is_demo() -> bool:
    """Whether the ledger in use is one of `tinhgon demo`, whose people are invented."""
    from django.db import connection

    return str(connection.settings_dict["NAME"]).endswith((DEMO, NATION))


def today() -> date:
    """The day it is in Vietnam, wherever the machine stands."""
    from tinhgon.ledger.queries.knowledge import HOME

    return datetime.now(HOME).date()


def is_empty() -> bool:
    """Whether nothing was signed yet."""
    from tinhgon.ledger import queries

    return queries.last_known(ALL_KNOWN) is None


def _speak() -> None:
    """Django's own messages in the language of the command line."""
    from django.utils import translation

    translation.activate(words.language())
