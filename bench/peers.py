"""As-of counts per province against django-simple-history on the same rows, both aggregating in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from bench.measure import Result, timed
from bench.nation import AFTER, sign_all
from bench.place import fresh_database


def counts() -> Iterator[Result]:
    """Units per superior on 1 July 2025: ours has two times, simple-history one."""
    from django.db import connection
    from django.db.models import Count

    from bench.history_app.models import HistoryUnit
    from tinhgon.config import server

    with fresh_database():
        sign_all()
        with server.owner_connection() as owner:
            for statement in _tables():
                owner.execute(statement)
            owner.execute(_COPY)
            owner.execute("VACUUM ANALYZE")
            owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC")
        instant = datetime.combine(AFTER.on, time(12), UTC)

        def ours() -> dict[int | None, int]:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT parent_id, count(*) FROM unit_version WHERE valid @> %s::date AND upper_inf(recorded) GROUP BY 1",
                    [AFTER.on],
                )
                return dict(cursor.fetchall())

        def theirs() -> dict[int | None, int]:
            rows = (
                HistoryUnit.history.as_of(instant)
                .values_list("parent_id")
                .annotate(count=Count("history_id"))
                .order_by()
            )
            return dict(rows)

        first, second = ours(), theirs()
        assert first == second, (len(first), len(second), [key for key in first if first[key] != second.get(key)][:5])
        yield Result(
            "counts per province as of a day", tuple(s * 1000 for s in timed(ours)), "ms", None, "faster than django-simple-history",
            tuple(s * 1000 for s in timed(theirs)), higher_is_better=True,
        )  # fmt: skip


def _tables() -> list[str]:
    from django.db import connection

    from bench.history_app.models import HistoryUnit

    with connection.schema_editor(collect_sql=True) as editor:
        editor.create_model(HistoryUnit)
        editor.create_model(HistoryUnit.history.model)
    return [statement for statement in editor.collected_sql if not statement.startswith("--")]


# A row for each state from its first day, and one of type "-" on the day a unit ends: what simple-history would have written.
_COPY = """
INSERT INTO history_app_historicalhistoryunit (id, code, name, kind, level, parent_id, history_date, history_type)
SELECT unit_id, code, name, kind, level, parent_id, lower(valid)::timestamptz, '~' FROM unit_version WHERE upper_inf(recorded)
UNION ALL
SELECT unit_id, code, name, kind, level, parent_id, upper(valid)::timestamptz, '-' FROM unit_version v
WHERE upper_inf(recorded) AND NOT upper_inf(valid)
  AND NOT EXISTS (SELECT FROM unit_version n WHERE n.unit_id = v.unit_id AND upper_inf(n.recorded) AND lower(n.valid) = upper(v.valid))"""
