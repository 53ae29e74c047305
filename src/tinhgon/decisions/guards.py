"""Whether the database still holds what the migrations put up: triggers, functions, constraints, grants, owners, roles.

What must be there stands in `guards.txt`, a line each, written from a fresh database (`python -m tools.guards`); a test
asks that it is. So nobody who takes a guard away can also take away the list of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding

LIST = Path(__file__).with_name("guards.txt")
APP_ROLE = "tinhgon_app"
_OURS = "n.nspname = 'public' AND c.relname !~ '^(auth_|django_|tinhgon_provisioned)'"
_TRIGGERS = f"""
SELECT 'trigger', c.relname, t.tgname || ' ' || p.proname || ' ' || t.tgtype || ' ' || t.tgenabled::text || ' '
       || t.tgdeferrable || ' ' || t.tginitdeferred || ' ' || (t.tgqual IS NOT NULL) || ' '
       || coalesce(t.tgoldtable, '') || ' ' || coalesce(t.tgnewtable, '') || ' '
       || coalesce((SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum = ANY(t.tgattr)), '')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND {_OURS}"""
_FUNCTIONS = """
SELECT 'function', p.proname, md5(p.prosrc) || ' ' || p.prosecdef || ' ' || pg_get_function_identity_arguments(p.oid)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND (p.proname LIKE 'ledger\\_%' OR p.proname LIKE 'record\\_%')"""
_CONSTRAINTS = f"""
SELECT 'constraint', c.relname, o.conname || ' ' || o.convalidated || ' ' || pg_get_constraintdef(o.oid)
FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE o.contype IN ('c', 'f', 'p', 'u', 'x') AND {_OURS}
UNION ALL
SELECT 'constraint', c.relname, i.relname || ' unique ' || pg_get_indexdef(i.oid)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE x.indisunique AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = x.indexrelid) AND {_OURS}"""
_GRANTS = f"""
SELECT 'grant', c.relname, r.rolname || ' ' || g.privilege_type FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) g
JOIN pg_roles r ON r.oid = g.grantee
WHERE c.relkind IN ('r', 'p', 'S') AND g.grantee <> c.relowner AND {_OURS}
UNION ALL
SELECT 'grant', c.relname, r.rolname || ' ' || g.privilege_type || ' ' || a.attname FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
CROSS JOIN LATERAL aclexplode(a.attacl) g JOIN pg_roles r ON r.oid = g.grantee
WHERE c.relkind IN ('r', 'p') AND g.grantee <> c.relowner AND {_OURS}
UNION ALL
SELECT 'grant', c.relname, 'PUBLIC ' || g.privilege_type FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) g
WHERE c.relkind IN ('r', 'p', 'S') AND g.grantee = 0 AND {_OURS}"""
_MESSAGES = {
    "trigger_missing": gettext_noop("Bảng {subject}: chốt giữ {name} đã bị gỡ, bị tắt hoặc bị sửa."),
    "trigger_added": gettext_noop("Bảng {subject} có thêm chốt {name} không do phần mềm đặt."),
    "function_missing": gettext_noop("Hàm giữ sổ {subject} đã bị gỡ hoặc bị sửa."),
    "constraint_missing": gettext_noop("Bảng {subject}: ràng buộc {name} đã bị gỡ hoặc bị sửa."),
    "grant_missing": gettext_noop("Bảng {subject}: quyền {name} của phần mềm đã bị rút."),
    "grant_added": gettext_noop("Bảng {subject}: có quyền {name} mà phần mềm không cấp; ai có quyền ấy sửa được sổ."),
    "role_widened": gettext_noop("Vai trò {subject} được trao thêm quyền {name}: chốt giữ không chặn nó nữa."),
    "owner_changed": gettext_noop("Bảng {subject} thuộc về vai trò của phần mềm: nó gỡ được các chốt giữ."),
}  # fmt: skip

Guard = tuple[str, str, str]
"""(sort, table or function, what it is)"""


def guards() -> set[Guard]:
    """What is there now."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_TRIGGERS} UNION ALL {_FUNCTIONS} UNION ALL {_CONSTRAINTS} UNION ALL {_GRANTS}")
        return {(sort, subject, " ".join(what.split())) for sort, subject, what in cursor.fetchall()}


def listed() -> set[Guard]:
    """What the migrations put up."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {(sort, subject, what) for sort, subject, what in (line.split("\t") for line in lines if line)}


def verify_guards() -> Iterator[Finding]:
    """What is missing or was added. Where the server keeps no roles apart, nothing is asked of grants; that is told."""
    found, wanted = guards(), listed()
    separate = _role() is not None
    for sort, subject, what in sorted(wanted - found):
        if sort != "grant" or separate:
            yield _finding(f"{sort}_missing", subject, _name(sort, what))
    ours = {subject for _, subject, _ in wanted}
    for sort, subject, what in sorted(guard for guard in found - wanted if guard[1] in ours):
        name, known = what.split(" ")[0], {(s, t, w.split(" ")[0]) for s, t, w in wanted}
        if sort == "trigger" and (sort, subject, name) not in known:
            yield _finding("trigger_added", subject, name)
        if sort == "grant" and what.split(" ")[1] not in ("SELECT", "REFERENCES"):
            yield _finding("grant_added", subject, _name(sort, what))
    yield from _roles()


def _name(sort: str, what: str) -> str:
    words = what.split(" ")
    return " ".join(words[:3]) if sort == "grant" else words[0]


def _finding(code: str, subject: str, name: str) -> Finding:
    return Finding(severity="error", code=code, message=_MESSAGES[code], data={"subject": subject, "name": name})


def triggers_are_passed() -> bool:
    """Whether this very connection works past the triggers: then nothing can be written that they would make whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('session_replication_role') <> 'origin'")
        return bool(cursor.fetchone()[0])


def _role() -> dict[str, Any] | None:
    names = ("rolsuper", "rolcreaterole", "rolcreatedb", "rolreplication", "rolbypassrls")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(names)} FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        row = cursor.fetchone()
    return None if row is None else dict(zip(names, row, strict=True))


def _roles() -> Iterator[Finding]:
    role = _role()
    if role is None:
        return
    for name, is_set in role.items():
        if is_set:
            yield _finding("role_widened", APP_ROLE, name.removeprefix("rol").upper())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
            " JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = %s",
            [APP_ROLE],
        )
        members = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT s.setting FROM pg_db_role_setting d JOIN pg_roles r ON r.oid = d.setrole"
            " CROSS JOIN LATERAL unnest(d.setconfig) s(setting)"
            " WHERE r.rolname = %s AND s.setting LIKE 'session_replication_role%%'",
            [APP_ROLE],
        )
        settings = [setting for (setting,) in cursor.fetchall()]
        cursor.execute(
            f"SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            f" JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s AND c.relkind IN ('r', 'p') AND {_OURS}",
            [APP_ROLE],
        )
        owned = [name for (name,) in cursor.fetchall()]
    for name in (*members, *settings):
        yield _finding("role_widened", APP_ROLE, name)
    for name in owned:
        yield _finding("owner_changed", name, "")
