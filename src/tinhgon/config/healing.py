"""Whether the database answers, and having the embedded server started again when it does not."""

import json

import psycopg
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpRequest, HttpResponse

from tinhgon.config import server
from tinhgon.web.kit.errors import AGAIN_SECONDS


def watch() -> None:
    """Have the embedded server started again whenever it is gone, as long as this process lives."""
    for started in server.started():
        started.watch(_close_pools)


def is_ready() -> bool:
    """Whether the database answers: asked within two seconds, past the pool."""
    try:
        parameters = {**server.current().app, "connect_timeout": "2"}
        with psycopg.connect(autocommit=True, **parameters) as connection:  # type: ignore[arg-type]
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.Error:
        return False


def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """`/song/`: 200 while pages can be served, 503 while the database is away. Says nothing else, asks for no login."""
    ready = is_ready()
    said = {"pages": True, "database": ready}
    response = HttpResponse(json.dumps(said), status=200 if ready else 503, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    if not ready:
        response.headers["Retry-After"] = str(AGAIN_SECONDS)
    return response


def _close_pools() -> None:
    """Connections to a server that is gone are worth nothing: the next request makes new ones."""
    for connection in connections.all(initialized_only=True):
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
