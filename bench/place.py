"""A server of the bench's own, with a provisioned template from which databases are copied."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
_NUMBERS = count(1)
_TEMPLATE = "bench_template"


@contextmanager
def bench_server() -> Iterator[None]:
    """An embedded server with its data in a temporary folder, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="tb-", dir="/tmp"))
    folder.chmod(0o711)
    os.environ.update(
        TINHGON_HOME=str(folder),
        DATABASE_URL="",
        TINHGON_OWNER_URL="",
        TINHGON_DATABASE_NAME=_TEMPLATE,
        TINHGON_DEMO="1",
    )
    from tinhgon.config import server

    server.ensure_database()
    try:
        yield
    finally:
        server.leave()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database() -> Iterator[str]:
    """An empty ledger of its own; Django's default connection leads to it."""
    from django.db import connections

    from tinhgon.config import server

    name = f"bench_{next(_NUMBERS)}"
    connections.close_all()
    _admin(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    os.environ["TINHGON_DATABASE_NAME"] = name
    server.ensure_database()
    try:
        yield name
    finally:
        connections.close_all()
        _admin(f"DROP DATABASE {name} WITH (FORCE)")


def _admin(statement: str) -> None:
    from tinhgon.config import server

    dsn = server.current().owner_dsn
    address = dsn.replace(f"/{server.current().name}", "/postgres", 1)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
