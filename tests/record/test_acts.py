"""Acts on real PostgreSQL: appended, chained, sealed; nobody changes one, and who tries in any other way is found."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

import psycopg
import pytest
from tests.world import rows

from tinhgon.basis.errors import Conflict
from tinhgon.record import acts, readings
from tinhgon.record.actor import Actor, shell
from tinhgon.record.kinds import KINDS
from tinhgon.record.kinds.base import ActKind, Part
from tinhgon.record.kinds.log_in import LogInFailed
from tinhgon.record.kinds.read_names import ReadNames
from tinhgon.record.kinds.search import Search
from tinhgon.record.kinds.tie_account import TieAccount, UntieAccount
from tinhgon.record.verifying import read_record

LAN = Actor(account="lan", account_id=3, person=3001, address="10.0.0.7", purpose="thử")


class Opinion(Part):
    personal: ClassVar[Mapping[str, str]] = {"reason": "person"}
    person: int
    reason: str = ""


class Opinions(ActKind):
    title = "Ý kiến"
    kind: Literal["opinions/1"] = "opinions/1"
    said: tuple[Opinion, ...]


def codes() -> set[str]:
    return {finding.code for finding in read_record().findings}


@pytest.fixture
def both(fresh_ledger: Any) -> Iterator[tuple[psycopg.Connection[Any], psycopg.Connection[Any]]]:
    """The application's role and the owner, past all triggers, on a ledger of their own."""
    with (
        psycopg.connect(fresh_ledger.dsn, autocommit=True) as app,
        psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner,
    ):
        owner.execute("SET session_replication_role = replica")
        yield app, owner


@pytest.mark.django_db
def test_an_act_says_who_when_and_after_what() -> None:
    first = acts.write("account/7", TieAccount(account=7, person=3001), by=LAN, after=0)
    second = acts.append("account/7", UntieAccount(account=7), by=shell(purpose="bàn giao"))
    assert (first.seq, second.seq, second.previous) == (1, 2, first.hash)
    assert second.ordinal == first.ordinal + 1
    assert second.recorded_at > first.recorded_at
    assert first.actor == LAN
    assert rows("SELECT account, person_id, address, purpose, os_user FROM act WHERE ordinal = %s", first.ordinal) == [
        ("lan", 3001, "10.0.0.7", "thử", "")
    ]
    assert second.actor.os_user
    assert [act.payload for act in acts.history("account/7")] == [{"account": 7, "person": 3001}, {"account": 7}]
    assert acts.last("account/7") == second
    assert acts.head().hash == second.hash
    assert codes() == set()


@pytest.mark.django_db
def test_who_comes_second_is_told() -> None:
    acts.write("case/1", TieAccount(account=7, person=1), by=LAN, after=0)
    for after in (0, 2, 5):
        with pytest.raises(acts.StreamMoved, match="case/1"):
            acts.write("case/1", TieAccount(account=8, person=1), by=LAN, after=after)
    assert acts.write("case/1", TieAccount(account=8, person=1), by=LAN, after=1).seq == 2
    with pytest.raises(ValueError, match="somebody"):
        acts.write("case/1", UntieAccount(account=8), by=Actor(), after=2)


def test_the_body_decides_whatever_else_is_stated(both: Any) -> None:
    app, owner = both
    act = acts.write("case/1", TieAccount(account=7, person=1), by=LAN, after=0)
    (body,) = owner.execute("SELECT body FROM act WHERE ordinal = %s", [act.ordinal]).fetchone()
    for statement in (
        "INSERT INTO act (body, ordinal) VALUES ('{}', 99)", "UPDATE act SET body = body", "DELETE FROM act",
        "TRUNCATE act", "UPDATE reading SET batch = 1", "DELETE FROM reading", "INSERT INTO reading_batch SELECT 1",
        "DELETE FROM record_key", "UPDATE record_key SET wrapped = ''", "DELETE FROM kept_content",
        "SET session_replication_role = replica", "ALTER TABLE act DISABLE TRIGGER ALL",
    ):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement)
    owner.execute("SET session_replication_role = origin")
    for statement in ("UPDATE act SET body = body", "DELETE FROM act", "TRUNCATE act", "DELETE FROM reading"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute(statement)
    for wrong in ("{}", '{"stream": "x"}', body.replace('"seq":1', '"seq":9')):
        with pytest.raises((psycopg.errors.CheckViolation, psycopg.errors.SerializationFailure)):
            app.execute("INSERT INTO act (body) VALUES (%s)", [wrong])
    owner.execute(
        "INSERT INTO act (ordinal, stream, seq, kind, account, os_user, address, purpose, done_at, recorded_at, late,"
        " body, previous, hash)"
        " VALUES (77, 'x', 9, 'x', 'ai', '', '', '', '2001-01-01', '2001-01-01', true, %s, '', 'x')",
        [body.replace('"seq":1', '"seq":2')],
    )
    assert rows("SELECT ordinal, seq, account, late, previous FROM act ORDER BY 1 DESC LIMIT 1") == [
        (act.ordinal + 1, 2, "lan", False, act.hash)
    ]


TAMPERED = {
    "an act's content": ("UPDATE act SET body = replace(body, '3001', '3002') WHERE seq = 1", {"act_broken"}),
    "an act taken away": ("DELETE FROM act WHERE seq = 1", {"act_broken"}),
    "an act's column": ("UPDATE act SET account = 'ai' WHERE seq = 1", {"act_columns_differ"}),
    "the time of an act": ("UPDATE act SET recorded_at = recorded_at - interval '1 day' WHERE seq = 2", {"act_broken"}),
    "a reading taken away": ("DELETE FROM reading WHERE id = (SELECT min(id) FROM reading)", {"batch_broken"}),
    "a reading's content": (
        "UPDATE reading SET body = replace(body, '3001', '3002')", {"batch_broken", "reading_forged"}
    ),
    "a reading's column": ("UPDATE reading SET account = 'ai'", {"reading_columns_differ"}),
    "a batch taken away": ("DELETE FROM reading_batch", {"batch_broken"}),
    "the house's key": ("DELETE FROM record_key WHERE stream = ''", {"house_key_missing"}),
    "the house's key zeroed": ("UPDATE record_key SET wrapped = '\\x00' WHERE stream = ''", {"record_key_unreadable"}),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_done_past_the_triggers_is_found(both: Any, what: str) -> None:
    statement, expected = TAMPERED[what]
    acts.write("account/7", TieAccount(account=7, person=3001), by=LAN, after=0)
    acts.append("account/7", UntieAccount(account=7), by=LAN)
    for person_id in (3001, 3002):
        readings.note(ReadNames(what="hồ sơ cá nhân", persons=(person_id,)), by=LAN)
    assert readings.seal_readings() == 2
    assert codes() == set()
    assert both[1].execute(statement).rowcount > 0
    assert codes() >= expected
    assert all(finding.render() for finding in read_record().findings)


def test_what_is_written_without_the_master_key_is_found(both: Any) -> None:
    app, _ = both
    acts.write("account/7", TieAccount(account=7, person=3001), by=LAN, after=0)
    app.execute(
        "INSERT INTO act (body) VALUES (%s)",
        ['{"actor":{"account":"lan"},"kind":"tie_account/1","payload":{"account":9,"person":3001},"seq":1,"stream":"account/9"}'],
    )  # fmt: skip
    app.execute(
        "INSERT INTO reading (body) VALUES (%s)", ['{"actor":{"account":"lan"},"kind":"read_names/1","payload":{}}']
    )
    assert codes() == {"act_forged", "reading_forged"}


@pytest.mark.django_db
def test_what_is_personal_is_sealed_and_goes_person_by_person() -> None:
    said = Opinions(
        said=(Opinion(person=1, reason="vì lý do riêng"), Opinion(person=2, reason="bận"), Opinion(person=3))
    )
    act = acts.write("case/5", said, by=LAN, after=0)
    assert "riêng" not in rows("SELECT body FROM act WHERE ordinal = %s", act.ordinal)[0][0]
    assert acts.unsealed(act, Opinions) == said.payload()
    erased = acts.erase_key("case/5", 1, "Đơn ngày 05/01/2023", by=LAN)
    assert (erased.seq, erased.payload) == (2, {"person": 1, "ground": "Đơn ngày 05/01/2023"})
    assert [one["reason"] for one in acts.unsealed(act, Opinions)["said"]] == [None, "bận", ""]
    assert codes() == set()
    with pytest.raises(Conflict):
        acts.erase_key("case/5", 1, "lần nữa", by=LAN)
    assert acts.last("case/5") == erased


@pytest.mark.django_db
def test_words_of_a_search_and_names_of_failed_log_ins_are_sealed() -> None:
    readings.note(Search(what="tìm kiếm", words="Nguyễn Văn Mẫu", persons=(3001,)), by=LAN)
    readings.note(LogInFailed(name="mật khẩu gõ nhầm ô"), by=Actor(address="10.0.0.9", stated="?"))
    bodies = "".join(body for (body,) in rows("SELECT body FROM reading"))
    assert "Mẫu" not in bodies
    assert "gõ nhầm" not in bodies
    assert [one.actor for one in readings.readings_of(3001, limit=5)] == [LAN]
    assert readings.unsealed_readings() == 2
    assert readings.seal_readings() == 2
    assert (readings.unsealed_readings(), readings.seal_readings()) == (0, 0)


def test_many_hands_at_once_leave_a_whole_chain(fresh_ledger: Any) -> None:
    from django.db import connections

    taken: list[int] = []

    def work(name: str) -> None:
        try:
            for _ in range(10):
                acts.append("account/1", UntieAccount(account=1), by=Actor(account=name))
                readings.note(ReadNames(what="x", persons=(1,)), by=Actor(account=name))
                taken.append(readings.seal_readings())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(f"a{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken.append(readings.seal_readings())
    assert rows("SELECT count(*), max(seq) FROM act WHERE stream = 'account/1'") == [(60, 60)]
    assert sum(taken) == 60
    assert codes() == set()


def test_a_sealer_runs_beside_a_server(fresh_ledger: Any) -> None:
    readings.note(ReadNames(what="x", persons=(1,)), by=LAN)
    with readings.sealing_every(60):
        pass
    assert readings.unsealed_readings() == 1
    with readings.sealing_every(0.01):
        for _ in range(500):
            if not readings.unsealed_readings():
                break
            threading.Event().wait(0.01)
    assert readings.unsealed_readings() == 0


def test_where_nothing_can_be_written_nothing_is_shown(fresh_ledger: Any) -> None:
    from django.db import connection

    from tinhgon.record.tables import ReadOnlyServer

    acts.append("account/1", UntieAccount(account=1), by=LAN)
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    with pytest.raises(ReadOnlyServer, match="TINHGON_PRIMARY_URL"):
        readings.note(ReadNames(what="x", persons=(1,)), by=LAN)
    with pytest.raises(ReadOnlyServer):
        acts.append("account/1", UntieAccount(account=1), by=LAN)


def test_on_a_standby_what_is_written_goes_to_the_primary(fresh_ledger: Any, monkeypatch: Any) -> None:
    """A server that refuses to write, as a hot standby does; its primary is the same ledger, reached with writing."""
    from django.db import InternalError, connection

    from tinhgon.config import server

    standby = psycopg.conninfo.make_conninfo(fresh_ledger.owner_dsn, options="-c default_transaction_read_only=on")
    monkeypatch.setenv("DATABASE_URL", standby)
    monkeypatch.setenv("TINHGON_PRIMARY_URL", fresh_ledger.owner_dsn)
    server.ensure_database()
    try:
        with pytest.raises(InternalError), connection.cursor() as cursor:
            cursor.execute("INSERT INTO reading (body) VALUES ('{}')")
        readings.note(ReadNames(what="x", persons=(1,)), by=LAN)
        assert acts.append("account/1", UntieAccount(account=1), by=LAN).seq == 1
        assert readings.seal_readings() == 1
        assert (acts.head().ordinal, len(readings.readings_of(1, limit=5)), codes()) == (1, 1, set())
    finally:
        monkeypatch.undo()
        server.ensure_database()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_back(kind: str) -> None:
    example = KINDS[kind].example()
    assert type(example).model_validate({"kind": kind, **example.payload()}) == example
    assert example.label()
    assert KINDS[kind].title
    assert set(type(example).personal) <= set(type(example).model_fields)
