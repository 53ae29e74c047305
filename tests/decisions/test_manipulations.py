"""What somebody with all rights over the database did, and `verify` once called sound: each is told in a sentence.

The list is that of an afternoon's attack. What changes the whole of a book, or cuts off its end, no chain can show:
that is held against an earlier head.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.world import World, effect, example, rename, rows
from tools import guards as tool

from tinhgon.access import ties
from tinhgon.basis.canonical import canonical
from tinhgon.basis.errors import BadInput, Refusal
from tinhgon.cli import main
from tinhgon.config import server
from tinhgon.decisions import heads, verify
from tinhgon.decisions.guards import LIST
from tinhgon.decisions.verifying import Damaged
from tinhgon.record import readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.read_names import ReadNames
from tinhgon.reports import ask, report_named, table
from tinhgon.reports.saving import submit

LAN = Actor(account="lan", purpose="thử")


def fill() -> None:
    """Something of everything: findings, keys, readings, a tie, a report, an erasure, a roster, a verification."""
    from tinhgon.decisions.desk import keep_draft
    from tinhgon.decisions.erasing import erase

    world = World()
    world.sign(example("take_up_roster/1"), on="2022-01-01")
    world.sign(effect("establish_unit", unit={"code": "A9", "name": "An Mới", "kind": "xã", "parent": "D1"}))
    division, line = {"code": "S2", "structure": "state_agency"}, {"category": "civil_servant"}
    cut = effect("cut_quota", cuts=[{"unit": division, "line": line, "amount": 2, "reason": "not_replaced"}])
    assert world.sign(cut, on="2022-02-01").findings
    world.sign(rename("B3", "Bình Long Hạ"), on="2022-03-01")
    readings.note(ReadNames(what="hồ sơ cá nhân", persons=(3001,)), by=LAN)
    readings.note(ReadNames(what="hồ sơ cá nhân", persons=(3002,)), by=LAN)
    ties.tie(7, "HS-1", by=LAN)
    submit(table(report_named("establishment"), ask("day", on=date(2022, 6, 1))), by=LAN)
    keep_draft(world.draft(rename("B2", "Bình Nháp")), origin="form", by=LAN)
    erase("HS-5", ground="Đơn ngày 05/01/2023", by=LAN)
    assert verify(replay=False, by=LAN).is_sound


@pytest.fixture(scope="module")
def kept(servers: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Any, str]]:
    """A ledger that every attack gets a copy of, on a server whose roles nobody else works with."""
    chosen = servers["alone"]
    with django_db_blocker.unblock():
        name = chosen.copy()
        with chosen.using(name):
            fill()
        server.ensure_database()
        yield chosen, name
        chosen.drop(name)


@pytest.fixture
def attacked(kept: tuple[Any, str], django_db_blocker: Any) -> Iterator[Callable[..., None]]:
    """Runs statements as a superuser past all triggers, on a copy of its own."""
    chosen, name = kept
    copy = f"{name}_attacked"
    with django_db_blocker.unblock():
        chosen._admin("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log", copy, name)
        try:
            with chosen.using(copy) as database, psycopg.connect(database.owner_dsn, autocommit=True) as owner:

                def run(*statements: str, replica: bool = True) -> None:
                    owner.execute(f"SET session_replication_role = {'replica' if replica else 'origin'}")
                    for statement in statements:
                        owner.execute(statement)

                yield run
            server.ensure_database()
        finally:
            chosen.drop(copy)
            chosen._admin("ALTER ROLE tinhgon_app NOSUPERUSER")
            chosen._admin("ALTER ROLE tinhgon_app RESET session_replication_role")


LAST = "(SELECT max(ordinal) FROM decision)"
CUT = (
    f"UPDATE {{table}} SET recorded = int8range(lower(recorded), NULL) WHERE upper(recorded) = {LAST}",
    f"DELETE FROM {{table}} WHERE lower(recorded) = {LAST}",
)
ACT = """INSERT INTO act (body) SELECT '{"actor":{"account":"lan"},"kind":"%s","payload":%s,"seq":'
  || (SELECT coalesce(max(seq), 0) + 1 FROM act WHERE stream = '%s') || ',"stream":"%s"}'"""
FORGED_TIE = ACT % ("tie_account/1", '{"account":9,"person":3002}', "account/9", "account/9")
FORGED_ERASURE = ACT % ("erase_identity/1", '{"code":"HS-2","ground":"x","person":3002}', "person/3002", "person/3002")
FORGED_REPORT = ACT % (
    "submit_report/2",
    '{"number":2,"options":{},"ordinal":1,"report":"x","sha256":"00"}',
    "report/2",
    "report/2",
)
FORGED_VERIFICATION = ACT % (
    "verify_books/1", '{"act":1,"act_hash":"00","hash":"00","is_sound":true,"ordinal":1,"replayed":true}',
    "verification", "verification",
)  # fmt: skip
ATTACKS: dict[str, tuple[tuple[str, ...], str, bool]] = {
    "findings edited": (("UPDATE finding SET message = 'khác' WHERE id = (SELECT min(id) FROM finding)",),
                        "decision_findings_differ", True),
    "a finding taken away": (("DELETE FROM finding WHERE id = (SELECT min(id) FROM finding)",),
                             "decision_findings_differ", True),
    "the newest decision removed with its versions reopened": (
        (f"DELETE FROM standing WHERE ordinal = {LAST}", f"DELETE FROM finding WHERE ordinal = {LAST}",
         *(statement.format(table="unit_version") for statement in reversed(CUT)),
         f"DELETE FROM entry WHERE ordinal = {LAST}", f"DELETE FROM effect WHERE ordinal = {LAST}",
         f"DELETE FROM decision WHERE ordinal = {LAST}"), "decision_gone", True),
    "a reading deleted": (("DELETE FROM reading WHERE id = (SELECT min(id) FROM reading)",), "batch_broken", True),
    "a reading forged": (
        ("""INSERT INTO reading (body) VALUES ('{"actor":{"account":"mai"},"kind":"read_names/1","payload":{}}')""",),
        "reading_forged", False),
    "an erasure deleted": (("DELETE FROM act WHERE kind = 'erase_identity/1'",), "act_broken", True),
    "an erasure forged": ((FORGED_ERASURE,), "act_forged", False),
    "a verification forged": ((FORGED_VERIFICATION,), "verification_false", False),
    "a key deleted": (("DELETE FROM person_key WHERE person_id = 3001",), "key_missing", True),
    "a key zeroed": (("UPDATE person_key SET wrapped = decode(repeat('00', 60), 'hex') WHERE person_id = 3001",),
                     "key_unreadable", True),
    "two keys swapped": (
        (("UPDATE person_key k SET wrapped = (SELECT wrapped FROM person_key o WHERE o.person_id = 6003 - k.person_id)"
          " WHERE person_id IN (3001, 3002)"),),
        "key_unreadable", True),
    "an account tie forged": ((FORGED_TIE,), "act_forged", False),
    "an account tie changed": (("UPDATE act SET body = replace(body, '3001', '3002') WHERE kind = 'tie_account/1'",),
                               "act_broken", True),
    "a submitted report forged": ((FORGED_REPORT,), "act_forged", False),
    "a submitted report's content changed": (("UPDATE kept_content SET content = '{}'",), "content_differs", True),
    "the sequence of things reset": (("SELECT setval('thing_id_seq', 1, false)",), "sequence_back", True),
    "the sequence of findings reset": (("SELECT setval('finding_id_seq', 1, false)",), "sequence_back", True),
    "triggers disabled": (("ALTER TABLE entry DISABLE TRIGGER ALL",), "trigger_missing", True),
    "guards dropped with grants": (
        ("DROP TRIGGER entry_never_changes ON entry", "GRANT UPDATE ON entry TO tinhgon_app"), "grant_added", True),
    "a guard's function hollowed out": (
        ("CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",),
        "function_missing", True),
    "a constraint dropped": (("ALTER TABLE unit_version DROP CONSTRAINT unit_one_state",), "constraint_missing", True),
    "the role made superuser": (("ALTER ROLE tinhgon_app SUPERUSER",), "role_widened", True),
    "the role past the triggers": (
        ("ALTER ROLE tinhgon_app SET session_replication_role = replica",), "role_widened", True),
    "a table given to the role": (("ALTER TABLE entry OWNER TO tinhgon_app",), "owner_changed", True),
    "an attached part cut": (("UPDATE attached_part SET content = substr(content, 1, 10)",), "attached_differs", True),
    "an attached part taken away": (("DELETE FROM attached_part",), "attached_differs", True),
    "a kept draft changed": (("UPDATE draft_revision SET document = replace(document, 'Nháp', 'Khác')",),
                             "draft_differs", True),
    "a trigger put in between": (
        ("CREATE TRIGGER mine BEFORE INSERT ON act FOR EACH ROW EXECUTE FUNCTION record_act()",),
        "trigger_added", True),
}  # fmt: skip


@pytest.mark.parametrize("what", ATTACKS)
def test_it_is_told(attacked: Callable[..., None], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    statements, code, replica = ATTACKS[what]
    attacked(*statements, replica=replica)
    found = verify(replay=False)
    assert code in {finding.code for finding in found.findings}, what
    assert all(finding.render() and "{" not in finding.render() for finding in found.findings)
    assert main(["verify", "--chain-only"]) == 1
    assert capsys.readouterr().err


def test_the_list_of_guards_is_that_of_a_fresh_database(fresh_ledger: Any) -> None:
    assert LIST.read_text(encoding="utf-8") == tool.text(), "run: python -m tools.guards"


# -- what only an earlier head can show --------------------------------------------------------------------------------


def rewritten(statement: str) -> None:
    """A subject changed and every hash from there on made anew, as whoever has the code can in three seconds."""
    from tinhgon.decisions.verifying import _decisions, _effects, _entry_rows, _standings
    from tinhgon.ledger import chain

    dsn = server.current().owner_dsn
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute(statement)
        previous = ""
        for _, row in list(_decisions()):
            effects = list(_effects(row["ordinal"]))
            places = {one.pop("id"): one["place"] for one in effects}
            entries = chain.entries_digest(_entry_rows(row["ordinal"], places), _standings(row["ordinal"]))
            sealed = json.loads(row["sealed"])
            sealed["document"]["subject"] = row["subject"]
            digest = chain.seal_2(prev_hash=previous, ordinal=row["ordinal"], recorded_at=row["recorded_at"],
                                  effects=effects, entries=entries, sealed=sealed)  # fmt: skip
            owner.execute("UPDATE decision SET sealed = %s, prev_hash = %s, hash = %s WHERE ordinal = %s",
                          [canonical(sealed), previous, digest, row["ordinal"]])  # fmt: skip
            previous = digest


def test_a_subject_rewritten_with_all_hashes(attacked: Callable[..., None]) -> None:
    rewritten("UPDATE decision SET subject = 'Khác' WHERE ordinal = 2")
    found = verify(replay=False)
    assert {finding.code for finding in found.findings} >= {"decision_gone"}
    assert "chain_broken" not in {finding.code for finding in found.findings}


def test_both_books_rewritten_or_cut_are_shown_by_an_earlier_head(
    attacked: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, backup = tmp_path / "dau-so.json", tmp_path / "so.tinhgon"
    assert main(["seal", str(head)]) == 0
    assert main(["seal", str(head)]) == 1  # it is there already
    assert main(["backup", str(backup)]) == 0
    (last, digest), = rows("SELECT ordinal, hash FROM decision ORDER BY ordinal DESC LIMIT 1")  # fmt: skip
    printed = f"{last}:{digest[:16]}"
    for given in (str(head), str(backup), printed):
        assert main(["verify", "--chain-only", "--against", given]) == 0, given
    statements, _, _ = ATTACKS["the newest decision removed with its versions reopened"]
    cut = f"DELETE FROM act WHERE ordinal >= (SELECT min(ordinal) FROM act WHERE stream = 'decision/{last}')"
    attacked(*statements, cut, "DELETE FROM reading", "DELETE FROM reading_batch",
             "DELETE FROM person_key WHERE person_id = 3005", "DELETE FROM kept_content")  # fmt: skip
    capsys.readouterr()
    for given in (str(head), str(backup), printed):
        assert main(["verify", "--chain-only", "--against", given]) == 1
        assert "bị cắt bớt" in capsys.readouterr().err
    rewritten("UPDATE decision SET subject = 'Khác' WHERE ordinal = 2")
    assert main(["verify", "--chain-only", "--against", f"2:{'0' * 16}"]) == 1
    assert "bị viết lại" in capsys.readouterr().err


def test_a_head_that_somebody_changed_is_no_head(kept: Any, tmp_path: Path) -> None:
    text = heads.signed(heads.Heads(heads.Head(3, "a" * 64)), bytes(range(32)), at="2026-11-30T00:00:00+00:00")
    path = tmp_path / "dau-so.json"
    path.write_text(text, encoding="utf-8")
    assert heads.read_heads(str(path)).ledger == heads.Head(3, "a" * 64)
    fields = json.loads(text)
    fields["ledger"]["ordinal"] = 2
    for wrong in (json.dumps(fields), text[:-20], "", "[]", "null", "{}", '{"signature": 3}'):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(BadInput):
            heads.read_heads(str(path))
    with pytest.raises(BadInput):
        heads.read_heads(str(tmp_path / "nowhere"))


def test_without_the_right_master_key_nothing_is_called_sound(
    attacked: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINHGON_MASTER_KEY", "11" * 32)
    with pytest.raises(Refusal):
        verify(replay=False)
    assert main(["verify", "--chain-only"]) == 1


def test_a_torn_page_is_told_as_damage(kept: tuple[Any, str], django_db_blocker: Any) -> None:
    chosen, name = kept
    torn, copy = f"{name}_torn", f"{name}_read"
    with django_db_blocker.unblock():
        chosen._admin("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log", torn, name)
        try:
            with chosen.using(torn) as database, psycopg.connect(database.owner_dsn, autocommit=True) as owner:
                owner.execute("CHECKPOINT")
                where = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath('entry')"
                (path,) = owner.execute(where).fetchone()  # type: ignore[misc]
            server.ensure_database()
            with Path(path).open("r+b") as file:
                file.seek(4000)
                file.write(b"?" * 600)
            chosen._admin("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", copy, torn)
            with chosen.using(copy), pytest.raises(Damaged, match="hỏng"):
                verify(replay=False)
            server.ensure_database()
        finally:
            chosen.drop(copy)
            chosen.drop(torn)
