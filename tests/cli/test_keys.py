"""The master key: another or none is refused in words, never made anew; looked at, changed, given out, taken back."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.cli.conftest import Run
from tests.world import World

from tinhgon.basis.errors import Conflict
from tinhgon.cli import ledgers
from tinhgon.config import keys
from tinhgon.record import acts, readings
from tinhgon.record import keys as record
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.read_names import ReadNames
from tinhgon.record.kinds.tie_account import TieAccount, UntieAccount
from tinhgon.record.verifying import read_record
from tinhgon.registers.staff import sealing

PHRASE = "một câu dài để nhớ"


@pytest.fixture
def home(fresh_ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A ledger with people, whose key is in a home folder of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TINHGON_HOME", str(folder))
    monkeypatch.setenv("DATABASE_URL", fresh_ledger.owner_dsn)
    ledgers.enter()
    World()
    yield folder
    keys.forget()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    def type_(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_


def first_key(dsn: str) -> tuple[int, bytes]:
    with psycopg.connect(dsn) as connection:
        person, wrapped = connection.execute("SELECT person_id, wrapped FROM person_key ORDER BY 1").fetchone()
        return person, bytes(wrapped)


def test_without_its_key_nothing_is_made_anew(home: Path, fresh_ledger, run: Run) -> None:
    """As it was found: a new key was made in silence over 24,238 sealed identities."""
    (home / "master.key").rename(home / "elsewhere")
    keys.forget()
    told = run("key", "check")
    assert (told.code, "không có khóa chủ" in told.err) == (1, True)
    with pytest.raises(Conflict):
        sealing.persons_named("ai do")
    assert not (home / "master.key").exists()


def test_another_key_is_refused_in_words(home: Path, fresh_ledger, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINHGON_MASTER_KEY", "ab" * 32)
    person, wrapped = first_key(fresh_ledger.dsn)
    for asking in (lambda: sealing.check_key(person, wrapped), lambda: sealing.Keyring().seal_fields(7, {"name": "A"})):
        with pytest.raises(keys.KeyWrong):
            asking()
    told = run("key", "check")
    assert (told.code, "không phải khóa của sổ này" in told.err) == (1, True)


@pytest.mark.parametrize("text", ["", "abc", "ab" * 31, "zz" * 32, "ab" * 33, "ệ" * 64], ids=range(6))
def test_what_is_no_key_is_said_to_be_none(home: Path, run: Run, text: str) -> None:
    (home / "master.key").write_text(text or "\n", encoding="utf-8")
    keys.forget()
    told = run("key", "check")
    assert told.code == 1
    assert "64 chữ số thập lục phân" in told.err or "không" in told.err
    assert "Traceback" not in told.err


def test_a_ledger_without_a_check_value_gets_it_from_the_key_that_opens_it(home: Path, fresh_ledger, run: Run) -> None:
    def checks() -> int:
        with psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner:
            return owner.execute("SELECT count(*) FROM key_check").fetchone()[0]

    with psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner:
        owner.execute("DELETE FROM key_check")
    right = (home / "master.key").read_text()
    (home / "master.key").write_text("cd" * 32)
    keys.forget()
    assert (run("key", "check").code, checks()) == (1, 0)
    (home / "master.key").write_text(right)
    keys.forget()
    assert (run("key", "check").code, checks()) == (0, 1)


def test_a_changed_key_opens_all_and_finds_all_and_the_old_one_stays(home: Path, fresh_ledger, run: Run) -> None:
    before = keys.master_key()
    found = sealing.known_numbers(["001080000001", "001080000002"])
    _, wrapped = first_key(fresh_ledger.dsn)
    told = run("key", "rotate")
    assert told.code == 0, told.err
    after = keys.master_key()
    assert before != after
    assert first_key(fresh_ledger.dsn)[1] != wrapped
    sealing.check_key(*first_key(fresh_ledger.dsn))
    assert sealing.known_numbers(["001080000001", "001080000002"]) == found
    old = home / f"master.key.{keys.check_value(before).hex()[:8]}"
    assert bytes.fromhex(old.read_text().strip()) == before
    assert {stat.S_IMODE(path.stat().st_mode) for path in (old, home / "master.key")} == {0o600}
    assert run("key", "check").code == 0
    assert run("verify").code == 0


def record_keys(dsn: str) -> dict[tuple[str, int], bytes]:
    with psycopg.connect(dsn) as connection:
        found = connection.execute("SELECT stream, person_id, wrapped FROM record_key").fetchall()
        return {(stream, person_id): bytes(wrapped) for stream, person_id, wrapped in found}


def test_the_keys_of_the_record_are_wrapped_anew_with_those_of_persons(home: Path, fresh_ledger, run: Run) -> None:
    """The house's, by which acts and readings are marked, and a person's in one stream; the keys stay the same."""
    by = Actor(account="lan", account_id=3, person=3001)
    acts.write("account/7", TieAccount(account=7, person=3001), by=by, after=0)
    readings.note(ReadNames(what="hồ sơ cá nhân", persons=(3001,)), by=by)
    assert readings.seal_readings() == 1
    house, own = record.house_key(), record.key_of("case/1", 3001)
    wrapped, master = record_keys(fresh_ledger.dsn), keys.master_key()
    assert set(wrapped) == {record.HOUSE, ("case/1", 3001)}
    assert run("key", "rotate").code == 0
    again = record_keys(fresh_ledger.dsn)
    assert all(again[place] != wrapped[place] for place in wrapped)
    assert (record.house_key(), record.key_of("case/1", 3001)) == (house, own)
    with psycopg.connect(fresh_ledger.dsn) as connection:
        assert keys.unreadable_keys(connection, keys.master_key())[1] == 0
        count, closed = keys.unreadable_keys(connection, master)
    assert count == closed > len(wrapped)
    acts.append("account/7", UntieAccount(account=7), by=by)
    assert not read_record().findings


@pytest.mark.parametrize("table", ["record_key", "person_key"])
def test_a_key_that_does_not_open_stops_the_change_and_nothing_is_changed(
    home: Path, fresh_ledger, run: Run, table: str
) -> None:
    record.key_of("case/1", 3001)
    master = (home / "master.key").read_text()
    with psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        last = f"(SELECT max(person_id) FROM {table})"
        owner.execute(f"UPDATE {table} SET wrapped = '\\x00' WHERE person_id = {last}")
    before, first = record_keys(fresh_ledger.dsn), first_key(fresh_ledger.dsn)
    told = run("key", "rotate")
    assert (told.code, "tinhgon key check" in told.err) == (1, True)
    assert "Traceback" not in told.err
    assert (record_keys(fresh_ledger.dsn), first_key(fresh_ledger.dsn)) == (before, first)
    assert (home / "master.key").read_text() == master
    assert not (home / "master.key.new").exists()


def test_a_change_that_was_cut_off_is_finished(home: Path, fresh_ledger, run: Run) -> None:
    """After the ledger was written and before the file took its place."""
    old = (home / "master.key").read_text()
    assert run("key", "rotate").code == 0
    (home / "master.key").rename(home / "master.key.new")
    (home / "master.key").write_text(old)
    keys.forget()
    assert run("key", "check").code == 0
    assert not (home / "master.key.new").exists()


def test_it_is_not_changed_while_others_work(home: Path, fresh_ledger, run: Run) -> None:
    kept = (home / "master.key").read_text()
    with psycopg.connect(fresh_ledger.dsn):
        told = run("key", "rotate")
    assert (told.code, "đang được dùng" in told.err) == (1, True)
    assert (home / "master.key").read_text() == kept


@pytest.mark.parametrize("names", [("khoa.json",), ("nua1.json", "nua2.json")], ids=["whole", "halves"])
def test_given_out_and_taken_back(home: Path, run: Run, typed, tmp_path: Path, names) -> None:
    files = [tmp_path / name for name in names]
    phrases = [f"{PHRASE} {number}" for number in range(len(files))]
    typed(*phrases)
    told = run("key", "export", *files)
    assert told.code == 0, told.err
    key = (home / "master.key").read_text().strip()
    assert all(key not in path.read_text() and stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    (home / "master.key").unlink()
    keys.forget()
    typed(*["một cụm mật khẩu khác"] * len(files))
    wrong = run("key", "import", *files)
    assert (wrong.code, "không mở được" in wrong.err) == (1, True)
    typed(*phrases[::-1])
    assert run("key", "import", *files[::-1]).code == 0
    assert (home / "master.key").read_text().strip() == key
    assert run("key", "check").code == 0


def test_one_half_is_not_enough_nor_two_of_different_keys(home: Path, run: Run, typed, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a", "b", "c", "d")]
    typed(PHRASE, PHRASE)
    assert run("key", "export", *files[:2]).code == 0
    typed(PHRASE, PHRASE)
    assert run("key", "export", *files[2:]).code == 0
    for given in ([files[0]], [files[0], files[2]], [files[0], files[3]]):
        (home / "master.key").rename(home / "kept")
        typed(*[PHRASE] * len(given))
        assert run("key", "import", *given).code == 1
        assert not (home / "master.key").exists()
        (home / "kept").rename(home / "master.key")


def test_a_short_passphrase_and_what_is_no_key_file(home: Path, run: Run, typed, tmp_path: Path) -> None:
    typed("ngắn")
    assert run("key", "export", tmp_path / "a").code == 1
    assert not (tmp_path / "a").exists()
    for text in ("", "{}", "[]", '{"tinhgon_key": 1, "half": 0}', '{"tinhgon_key": 1, "half": 7}'):
        (tmp_path / "b").write_text(text)
        typed(PHRASE)
        told = run("key", "import", tmp_path / "b")
        assert (told.code, "không phải tệp khóa" in told.err) == (1, True)


def test_a_backup_says_what_is_not_in_it_and_a_restore_asks_for_it_first(home: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "so.tinhgon"
    told = run("backup", file)
    check = keys.check_value(keys.master_key()).hex()[:8]
    assert (told.code, f"KHÔNG có khóa chủ ({check})" in told.out) == (0, True)
    (home / "master.key").rename(home / "kept")
    for key in ("", "ef" * 32):
        if key:
            (home / "master.key").write_text(key)
        told = run("restore", file, "--force")
        assert (told.code, check in told.err) == (1, True)
    (home / "kept").rename(home / "master.key")
    assert run("restore", file, "--force").code == 0


def test_what_is_done_with_the_key_is_an_act_of_the_record(home: Path, run: Run, typed, tmp_path: Path) -> None:
    typed(PHRASE, PHRASE)
    assert run("key", "export", str(tmp_path / "a"), str(tmp_path / "b")).code == 0
    assert run("key", "rotate").code == 0
    kept = [(act.payload["done"], act.payload.get("parts")) for act in acts.history("keeping")]
    assert kept == [("key_exported", 2), ("key_changed", None)]
    assert read_record().findings == []
