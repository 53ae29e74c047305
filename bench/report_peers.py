"""Headcount by unit as of a day against django-simple-history and django-pghistory, all three aggregating in SQL.

The same people with the same three states each. Ours has two times, and posts between people and units. Theirs have one time, an
index made for the question, and are asked twice: with posts as ours, and with the unit written on the person itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time

from bench.measure import Result, timed
from bench.place import fresh_database

SIZES = (20_000, 200_000)
ON = date(2020, 7, 1)
_INSTANT = datetime.combine(ON, time(12), UTC)
_STARTS = ("2015-01-01", "2018-01-01", "2021-01-01")

# n persons at n posts of n / 40 units, who go on to the next third of the posts twice.
_FILL = """
SET session_replication_role = replica;
INSERT INTO decision (ordinal, number, kind, issuer, signer, signed_on, effective_on, subject, basis, confidentiality, synthetic,
                      attachments, note, recorded_at, prev_hash, hash)
VALUES (1, 'MS', 'biên bản', 'bench', '', '2015-01-01', '2015-01-01', 'bench', '[]', 'normal', true, '[]', '', now(), '', 'h');
INSERT INTO post_version (valid, recorded, entry_id, post_id, unit_id, number, position, title, "group", rank, category, bloc, funding,
                          frozen, access, search_key)
SELECT '[2015-01-01,)', '[1,)', n, n, n %% ({size} / 40) + 1, 'P' || n, 'other', 'Chuyên viên', 'professional', NULL, 'civil_servant',
       'state', 'budget', false, '[]', 'chuyen vien' FROM generate_series(1, {size}) n;
INSERT INTO assignment_version (valid, recorded, entry_id, assignment_id, person_id, post_id, unit_id, kind, share, away, until)
SELECT daterange(s.since::date, s.until::date), '[1,)', n, -n, n, (n + s.nth * {size} / 3) %% {size} + 1, NULL, 'substantive', 1, false, NULL
FROM generate_series(1, {size}) n, (VALUES {states}) s(nth, since, until);
SET session_replication_role = origin;"""

_STATES = "(0, '2015-01-01', '2018-01-01'), (1, '2018-01-01', '2021-01-01'), (2, '2021-01-01', NULL)"
_STATE = """SELECT a.person_id, 'HS-' || a.person_id, p.unit_id, p.post_id, p.category, lower(a.valid)::timestamptz, lower(a.valid)
FROM assignment_version a JOIN post_version p USING (post_id)"""


def headcount() -> Iterator[Result]:
    """Four figures for each size."""
    for size in SIZES:
        with fresh_database():
            _fill(size)
            expected = _ours()
            assert sum(expected.values()) == size
            samples = _milliseconds(_ours)
            for peer, call in _peers().items():
                assert call() == expected, peer
                yield Result(
                    f"headcount by unit as of a day, {size:,} people with 3 states each", samples, "ms", None,
                    f"faster than {peer}", _milliseconds(call), higher_is_better=True,
                )  # fmt: skip


def _milliseconds(call: Callable[[], object]) -> tuple[float, ...]:
    return tuple(seconds * 1000 for seconds in timed(call))


def _fill(size: int) -> None:
    from django.db import connection

    from bench.history_app.models import HistoryPerson, HistoryPost, TrackedPerson, TrackedPost
    from tinhgon.config import server

    tables = [
        *(HistoryPerson, HistoryPerson.history.model, TrackedPerson, TrackedPerson.pgh_event_model),
        *(HistoryPost, HistoryPost.history.model, TrackedPost, TrackedPost.pgh_event_model),
    ]
    with connection.schema_editor(collect_sql=True) as editor:
        for model in tables:
            editor.create_model(model)
    constraints = [
        (table, f"{table}_one_state", f"int8range({key}, {key}, '[]')")
        for table, key in (("post_version", "post_id"), ("assignment_version", "assignment_id"))
    ]
    with server.owner_connection() as owner:
        for table, name, _ in constraints:
            owner.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        owner.execute(_FILL.format(size=size, states=_STATES).replace("%%", "%"))
        for table, name, key in constraints:
            owner.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({key} WITH &&, valid WITH &&, recorded WITH &&)"
            )
        for statement in editor.collected_sql:
            if not statement.startswith("--"):
                owner.execute(statement)
        owner.execute(
            """CREATE INDEX ON history_app_historicalhistoryperson (id, history_date DESC, history_id DESC);
               CREATE INDEX ON history_app_trackedpersonevent (pgh_obj_id, pgh_created_at DESC);
               CREATE INDEX ON history_app_historicalhistorypost (id, history_date DESC, history_id DESC);
               CREATE INDEX ON history_app_trackedpostevent (pgh_obj_id, pgh_created_at DESC)"""
        )
        owner.execute(
            """INSERT INTO history_app_historicalhistorypost (id, number, unit_id, history_date, history_type)
               SELECT post_id, number, unit_id, lower(valid)::timestamptz, '+' FROM post_version;
               INSERT INTO history_app_trackedpostevent (id, number, unit_id, pgh_created_at, pgh_label, pgh_obj_id)
               SELECT post_id, number, unit_id, lower(valid)::timestamptz, 'insert', post_id FROM post_version"""
        )
        owner.execute(
            f"""INSERT INTO history_app_historicalhistoryperson (id, code, unit_id, post_id, category, history_date, history_type)
                SELECT id, code, unit_id, post_id, category, at, CASE WHEN since = '{_STARTS[0]}' THEN '+' ELSE '~' END
                FROM ({_STATE}) s(id, code, unit_id, post_id, category, at, since);
                INSERT INTO history_app_trackedpersonevent (id, code, unit_id, post_id, category, pgh_created_at, pgh_label, pgh_obj_id)
                SELECT id, code, unit_id, post_id, category, at, CASE WHEN since = '{_STARTS[0]}' THEN 'insert' ELSE 'update' END, id
                FROM ({_STATE}) s(id, code, unit_id, post_id, category, at, since)"""
        )
        owner.execute("VACUUM ANALYZE")
        owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC")


def _ours() -> dict[int, int]:
    """The facts of the reports, summed."""
    from django.db import connection

    from tinhgon.reports import ask
    from tinhgon.reports.facts import present_facts
    from tinhgon.reports.model import Facts

    question = ask("day", on=ON)
    facts = Facts(present_facts(question, r1="p.unit_id", r2="''", columns=["'present'"]), question.arguments())
    found = Counter[int]()
    with connection.cursor() as cursor:
        cursor.execute(facts.sums, facts.arguments)
        for unit_id, _, _, count in cursor.fetchall():
            found[unit_id] += count
    return dict(found)


def _peers() -> dict[str, Callable[[], dict[int, int]]]:
    from django.db.models import Count, OuterRef, QuerySet, Subquery

    from bench.history_app.models import HistoryPerson, HistoryPost, TrackedPerson, TrackedPost

    def simple() -> QuerySet:
        return HistoryPerson.history.as_of(_INSTANT)

    def tracked(events: QuerySet) -> QuerySet:
        latest = (
            events.filter(pgh_created_at__lte=_INSTANT)
            .order_by("pgh_obj_id", "-pgh_created_at", "-pgh_id")
            .distinct("pgh_obj_id")
            .values("pgh_id")
        )
        return events.filter(pgh_id__in=latest).exclude(pgh_label="delete")

    def flat(people: QuerySet, key: str) -> dict[int, int]:
        return dict(people.values_list("unit_id").annotate(count=Count(key)).order_by())

    def through_posts(people: QuerySet, posts: QuerySet, key: str) -> dict[int, int]:
        at = Subquery(posts.values("unit_id")[:1])
        return dict(people.annotate(at=at).values_list("at").annotate(count=Count(key)).order_by())

    post = OuterRef("post_id")
    people, posts = TrackedPerson.pgh_event_model.objects, TrackedPost.pgh_event_model.objects
    newest = posts.filter(pgh_obj_id=post, pgh_created_at__lte=_INSTANT).order_by("-pgh_created_at", "-pgh_id")
    return {
        "django-simple-history": lambda: through_posts(
            simple(), HistoryPost.history.as_of(_INSTANT).filter(id=post), "history_id"
        ),
        "django-simple-history without posts": lambda: flat(simple(), "history_id"),
        "django-pghistory": lambda: through_posts(tracked(people), newest, "pgh_id"),
        "django-pghistory without posts": lambda: flat(tracked(people), "pgh_id"),
    }
