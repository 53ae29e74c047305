"""After an erasure nobody who has the disk and the master key opens the name: the files are really read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.cli.conftest import Run
from tests.world import World, rows

from tinhgon.config import keys, sweeping

WRAPPED = """SELECT wrapped FROM person_key
  WHERE person_id = (SELECT person_id FROM person_version WHERE code = 'HS-3' LIMIT 1)"""


def holders(home: Path, wrapped: bytes) -> list[str]:
    """The files of the data folder in which these bytes stand, as they are or in hexadecimal, whichever they be; not
    those of other databases of the server, which are copies of the same world."""
    needles = wrapped, wrapped.hex().encode()
    ((own,),) = rows("SELECT oid::text FROM pg_database WHERE datname = current_database()")
    found = []
    for path in sorted(home.rglob("*")):
        if path.is_file() and ("base" not in path.parts or own in path.parts):
            content = path.read_bytes()
            if any(needle in content for needle in needles):
                found.append(str(path.relative_to(home)))
    return found


@pytest.fixture
def keyed(fresh_ledger) -> Iterator[tuple[Path, bytes]]:
    """The world, analysed as autovacuum does: (the home folder, the wrapped key of HS-3). The master key is put back,
    as other ledgers of this home are sealed by it."""
    World()
    with psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner:
        owner.execute("ANALYZE person_key")
        owner.execute("CHECKPOINT")
    ((wrapped,),) = rows(WRAPPED)
    home = Path(os.environ["TINHGON_HOME"])
    master = (home / "master.key").read_bytes()
    yield home, bytes(wrapped)
    for left in home.glob("master.key.*"):
        left.unlink()
    (home / "master.key").write_bytes(master)
    keys.forget()


def test_the_wrapped_key_is_nowhere_on_the_disk_after_an_erasure(keyed, run: Run) -> None:
    home, wrapped = keyed
    assert any("pg_wal" in path for path in holders(home, wrapped))
    assert any("base" in path for path in holders(home, wrapped))
    told = run("person", "erase", "HS-3", "--ground", "Yêu cầu ngày 01/02/2023")
    assert told.code == 0
    assert "trên đĩa của sổ không còn bản cũ" in told.out, told.err
    assert "Chưa có bản sao lưu nào" in told.out
    assert holders(home, wrapped) == []
    assert run("verify").code == 0


def test_what_was_backed_up_is_told(keyed, run: Run, tmp_path: Path) -> None:
    assert run("backup", str(tmp_path / "a.tar")).code == 0
    told = run("person", "erase", "HS-3", "--ground", "x").out
    assert "1 bản sao lưu" in told
    assert "mở được bằng khóa chủ, cho đến khi hủy" in told


def test_a_reader_in_the_way_is_told_and_the_sweep_is_taken_up_later(keyed, run: Run, fresh_ledger) -> None:
    home, wrapped = keyed
    with psycopg.connect(fresh_ledger.dsn) as reader:
        reader.execute("SELECT count(*) FROM record_key").fetchone()
        told = run("person", "erase", "HS-3", "--ground", "x")
        assert (told.code, "tinhgon key sweep" in told.err) == (0, True)
    assert run("key", "sweep").code == 0
    assert holders(home, wrapped) == []


def test_a_changed_master_key_leaves_no_key_wrapped_by_the_old_one(keyed, run: Run) -> None:
    home, wrapped = keyed
    assert run("key", "rotate").code == 0
    assert holders(home, wrapped) == []


def test_a_transaction_of_another_database_in_the_way_is_told(keyed, run: Run, fresh_ledger, monkeypatch) -> None:
    """Its number holds back what every database of the server may forget: found by two runs of tests side by side."""
    home, wrapped = keyed
    monkeypatch.setattr(sweeping, "SECONDS", 0.3)
    other = psycopg.conninfo.make_conninfo(fresh_ledger.owner_dsn, dbname="postgres")
    with psycopg.connect(other) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        told = run("person", "erase", "HS-3", "--ground", "x")
        assert (told.code, "tinhgon key sweep" in told.err) == (0, True)
    assert run("key", "sweep").code == 0
    assert holders(home, wrapped) == []
