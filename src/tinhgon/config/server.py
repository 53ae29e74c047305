"""Where the database is: `ensure_database` starts or finds the server, prepares the database and points Django at it.

Without DATABASE_URL the embedded server is used (see `embedded`), with its data under TINHGON_HOME. With it, any
PostgreSQL 15 or later. TINHGON_OWNER_URL names the account that migrates when DATABASE_URL's may not.
"""

import atexit
import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import conninfo_to_dict

from tinhgon.basis.errors import gettext_noop
from tinhgon.config import env, provision
from tinhgon.config.embedded import SUPERUSER, EmbeddedServer, ServerProblem, bin_folder
from tinhgon.config.provision import APP_ROLE, RoleOutcome

__all__ = [
    "Database", "RoleStatus", "ServerProblem",
    "current", "ensure_database", "leave", "owner_connection", "pg_binary", "reprovision", "role_status", "started",
]  # fmt: skip

DEFAULT_NAME = "tinhgon"
PRIMARY = "primary"  # as in record.tables
Parameters = dict[str, str]


@dataclass(frozen=True)
class Database:
    """How to reach the database: as the application, and as the owner of its tables."""

    app: Parameters
    owner: Parameters
    embedded: bool
    roles: RoleOutcome

    @property
    def name(self) -> str:
        return self.app["dbname"]

    @property
    def dsn(self) -> str:
        return _url(self.app)

    @property
    def owner_dsn(self) -> str:
        return _url(self.owner)


@dataclass(frozen=True)
class RoleStatus:
    """As whom the application works, as the server itself reports it."""

    user: str
    is_superuser: bool
    owns_tables: bool
    reason: str

    @property
    def is_separate(self) -> bool:
        """Neither superuser nor owner: the database itself refuses to change what is recorded."""
        return not self.is_superuser and not self.owns_tables


class _State:
    """What this process has already made sure of."""

    database: Database | None = None
    key: tuple[str, ...] = ()


_STARTED: dict[Path, EmbeddedServer] = {}  # of this process, by data folder


def ensure_database(*, pool: bool = False) -> Database:
    """Start or find the server, prepare the database when something is missing, point Django at it.

    Idempotent: called again under the same environment, it does nothing. `pool` keeps connections for threads.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhgon.config.settings")
    if not apps.ready:
        django.setup()
    where = ("DATABASE_URL", "TINHGON_OWNER_URL", "TINHGON_PRIMARY_URL", "TINHGON_DATABASE_NAME")
    key = (str(env.home()), *map(env.text, where), str(pool))
    if _State.database is not None and _State.key == key:
        return _State.database
    _State.database = None
    database = _from_url(env.text("DATABASE_URL")) if env.text("DATABASE_URL") else _embedded()
    database = _prepare(database)
    _point_django(database.app, pool=pool)
    _point_primary()
    _State.database, _State.key = database, key
    return database


def current() -> Database:
    """The database that `ensure_database` prepared in this process."""
    if _State.database is None:
        raise RuntimeError("call ensure_database() first")
    return _State.database


def started() -> list[EmbeddedServer]:
    """The embedded servers that this process uses."""
    return list(_STARTED.values())


def leave() -> None:
    """Close what is open and let the embedded server go, as at the end of the process."""
    _close_connections()
    _State.database = None
    for one in _STARTED.values():
        one.release()


def reprovision() -> Database:
    """Migrate and grant again, whatever the mark in the database says: after a restore."""
    database = current()
    _provision(database, force=True)
    return database


@contextlib.contextmanager
def owner_connection(*, autocommit: bool = True) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the owner of the tables: for migrations, backup and restore, and for nothing else."""
    with _connect(current().owner, autocommit=autocommit) as connection:
        yield connection


def role_status() -> RoleStatus:
    database = current()
    with _connect(database.app) as connection, connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT current_user, rolsuper,
                   EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                           AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE'))
            FROM pg_roles WHERE rolname = current_user
            """
        )
        user, is_superuser, owns_tables = cursor.fetchone() or ("", True, True)
    return RoleStatus(
        user=user, is_superuser=is_superuser, owns_tables=owns_tables, reason=database.roles.reason
    )  # fmt: skip


def pg_binary(name: str) -> Path:
    """pg_dump, pg_restore, psql ...: the package's own for the embedded server, else the newest the system has."""
    if not env.text("DATABASE_URL"):
        return bin_folder() / name
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1]
    if on_path := shutil.which(name):
        return Path(on_path)
    raise ServerProblem(
        "program_missing",
        gettext_noop("Không tìm thấy chương trình {name}: hãy cài gói postgresql-client cùng phiên bản máy chủ."),
        name=name,
    )


# -- where -------------------------------------------------------------------------------------------------------------


def _embedded() -> Database:
    home = env.home()
    if home not in _STARTED:
        _STARTED[home] = EmbeddedServer(home)
        _STARTED[home].before_stop(_close_connections)
    embedded = _STARTED[home]
    folder = str(embedded.acquire())
    name = env.text("TINHGON_DATABASE_NAME", DEFAULT_NAME)
    common = {"host": folder, "port": "5432", "dbname": name}
    return Database(
        app={**common, "user": APP_ROLE, "password": embedded.password(APP_ROLE)},
        owner={**common, "user": SUPERUSER, "password": embedded.password(SUPERUSER)},
        embedded=True,
        roles=RoleOutcome(available=True),
    )


def _from_url(url: str) -> Database:
    app = _read_url("DATABASE_URL", url)
    owner_url = env.text("TINHGON_OWNER_URL")
    owner = _read_url("TINHGON_OWNER_URL", owner_url) if owner_url else dict(app)
    return Database(app=app, owner=owner, embedded=False, roles=RoleOutcome(available=False))


def _read_url(name: str, url: str) -> Parameters:
    try:
        found = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError:
        # The URL may hold a password: it is not repeated.
        raise ServerProblem(
            "database_url_unreadable",
            gettext_noop("{name} không đọc được: hãy viết dạng postgresql://tên:mật_khẩu@máy:5432/cơ_sở_dữ_liệu."),
            name=name,
        ) from None
    found.setdefault("dbname", DEFAULT_NAME)
    return found


def _url(parameters: Parameters) -> str:
    rest = dict(parameters)
    user, password = quote(rest.pop("user", ""), safe=""), quote(rest.pop("password", ""), safe="")
    account = f"{user}:{password}@" if password else f"{user}@" if user else ""
    name = quote(rest.pop("dbname"), safe="")
    return f"postgresql://{account}/{name}" + (f"?{urlencode(rest, quote_via=quote)}" if rest else "")


# -- ready -------------------------------------------------------------------------------------------------------------


def _prepare(database: Database) -> Database:
    """Fast when the application can connect and finds the present mark; else provision as the owner."""
    ready = database if database.embedded else _taking_role(database)
    try:
        with _connect(ready.app) as connection:
            if provision.recorded_fingerprint(connection) == provision.fingerprint(with_role=True):
                return ready
    except psycopg.Error:
        pass  # no such database, role or table yet; whatever else is wrong, the owner will meet it too
    return _provision(database)


def _taking_role(database: Database) -> Database:
    options = f"{database.app.get('options', '')} -c role={APP_ROLE}".strip()
    return Database(
        app={**database.app, "options": options},
        owner=database.owner,
        embedded=False,
        roles=RoleOutcome(available=True),
    )


def _provision(database: Database, *, force: bool = False) -> Database:
    _create_database(database)
    with _connect(database.owner) as owner:
        if problem := provision.too_old(owner):
            raise ServerProblem(
                "server_too_old",
                gettext_noop("PostgreSQL {found} quá cũ: tinhgon cần PostgreSQL 15 trở lên."),
                found=problem,
            )
        owner.execute("SELECT pg_advisory_lock(%s)", [provision.LOCK_KEY])  # freed when the connection closes
        if database.embedded:
            roles = provision.make_role(owner, login=True)
            provision.set_password(owner, database.app["password"])
        else:
            roles = provision.make_role(owner, login=False, member=database.app.get("user") or owner.info.user)
        wanted = provision.fingerprint(with_role=roles.available)
        if force or provision.recorded_fingerprint(owner) != wanted:
            _migrate(database.owner)
            if roles.available:
                provision.grant(owner, ledger=provision.ledger_tables())
            provision.record_fingerprint(owner, wanted)
    if database.embedded or force:
        return database
    if roles.available:
        return _taking_role(database)
    return Database(app=database.app, owner=database.owner, embedded=False, roles=roles)


def _create_database(database: Database) -> None:
    name = database.owner["dbname"]
    try:
        _connect(database.owner).close()
    except psycopg.OperationalError as problem:
        if _exists(database.owner):
            raise ServerProblem(
                "server_unreachable",
                gettext_noop("Không kết nối được tới cơ sở dữ liệu: {problem}"),
                problem=_first_line(problem),
            ) from None
    else:
        return
    try:
        with _connect({**database.owner, "dbname": "postgres"}) as connection:
            statement = "CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0"
            connection.execute(psycopg.sql.SQL(statement).format(psycopg.sql.Identifier(name)))
    except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
        pass  # another process made it just now
    except psycopg.Error as problem:
        raise ServerProblem(
            "database_missing",
            gettext_noop("Cơ sở dữ liệu {name} chưa có và không tạo được ({problem}): hãy tạo nó trước."),
            name=name,
            problem=_first_line(problem),
        ) from None


def _exists(owner: Parameters) -> bool:
    """Whether the database is there, as far as can be asked; if not, the trouble is not that it is missing."""
    try:
        with _connect({**owner, "dbname": "postgres"}) as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [owner["dbname"]])
            return found.fetchone() is not None
    except psycopg.Error:
        return True


def _migrate(owner: Parameters) -> None:
    """Django migrates its default connection, so for that while the default connection is the owner's."""
    from django.core.management import call_command

    before = dict(connections.settings["default"])
    _point_django(owner)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connections["default"].close()
        _set_default(before)


def _point_django(parameters: Parameters, *, pool: bool = False) -> None:
    values = _values(parameters)
    if pool:
        most = env.integer("TINHGON_POOL", 8, at_least=1)
        # Short waits: while the server is away, a page says so and keeps nobody waiting.
        limits = {"min_size": 1, "max_size": most, "timeout": 3, "reconnect_timeout": 5}
        values["OPTIONS"] = {**values["OPTIONS"], "pool": limits}
    _set_default({**values, "CONN_HEALTH_CHECKS": pool})


def _values(parameters: Parameters) -> dict[str, Any]:
    """A database as Django's settings name it."""
    options = {
        key: value for key, value in parameters.items() if key not in {"dbname", "user", "password", "host", "port"}
    }
    return {
        **connections.settings["default"],
        "NAME": parameters["dbname"],
        "USER": parameters.get("user", ""),
        "PASSWORD": parameters.get("password", ""),
        "HOST": parameters.get("host", ""),
        "PORT": parameters.get("port", ""),
        "OPTIONS": options,
    }


def _point_primary() -> None:
    """Where this machine asks a standby (TINHGON_PRIMARY_URL), what must be written goes to the primary."""
    url = env.text("TINHGON_PRIMARY_URL")
    if url:
        parameters = _read_url("TINHGON_PRIMARY_URL", url)
        parameters["options"] = f"{parameters.get('options', '')} -c role={APP_ROLE}".strip()
        _set(PRIMARY, _values(parameters))
    elif PRIMARY in connections.settings:
        _close_connections()
        for known in (settings.DATABASES, connections.settings):
            known.pop(PRIMARY, None)


def _set_default(values: dict[str, Any]) -> None:
    _set("default", values)


def _set(alias: str, values: dict[str, Any]) -> None:
    _close_connections()
    settings.DATABASES[alias] = values
    connections.settings[alias] = values
    with contextlib.suppress(AttributeError):
        del connections[alias]


def _close_connections() -> None:
    if not apps.ready:
        return
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def _connect(parameters: Parameters, *, autocommit: bool = True) -> psycopg.Connection[Any]:
    limits: dict[str, Any] = {"connect_timeout": 10}
    return psycopg.connect(autocommit=autocommit, **{**limits, **parameters})


def _first_line(problem: Exception) -> str:
    return str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__


atexit.register(_close_connections)
