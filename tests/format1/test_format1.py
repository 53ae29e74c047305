"""A ledger that was backed up before seals had a format number: it restores, verifies and replays for ever.

The file was written by the version that `make.py` names. Its seals, payloads, entries, keys, readings, submitted
report, ties, erasure and drafts are those of that version; nothing here may ever be made anew to please a test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.world import rows

from tinhgon.basis.asof import AsOf
from tinhgon.cli import main
from tinhgon.config import keys
from tinhgon.decisions import verify
from tinhgon.record import acts, readings
from tinhgon.record.actor import Actor

FILE = Path(__file__).parent / "format1.tinhgon"
MASTER_KEY = "5a" * 32
BY = Actor(account="x", purpose="thử")
LAST_HASH = "f55ba0583f8a3a8be0f74ea5cf6590b0e105f783c616d55234ada2b88492cf5d"
DUMP = "45c52e89588017f661830514ef9ba25c5f52093bf8bcaf0ec79d397bab9adc08"


@pytest.fixture(scope="module")
def restored(servers: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The old ledger, put back under today's version, with the master key that it was made with."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TINHGON_MASTER_KEY", MASTER_KEY)
    patch.setenv("TINHGON_CLOCK_CHECKED", datetime.now(UTC).date().isoformat())
    _forget_keys()
    with django_db_blocker.unblock(), servers["embedded"].ledger() as database:
        assert main(["restore", str(FILE)]) == 0
        yield database
    patch.undo()
    _forget_keys()


def _forget_keys() -> None:
    keys.forget()


def test_the_file_is_the_one_that_was_made() -> None:
    assert DUMP.encode() in FILE.read_bytes()
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == (
        "5451107087caef96bd7c8b691367f4b4a196737e5fddf4a66dc56901e23a5d81"
    )


def test_chain_fold_and_replay_hold(restored: Any) -> None:
    found = verify()
    assert [finding.render() for finding in found.findings] == []
    assert (found.decisions, found.replayed) == (10, True)
    assert rows("SELECT hash FROM decision ORDER BY ordinal DESC LIMIT 1") == [(LAST_HASH,)]


def test_identities_are_read_with_its_key_and_what_was_erased_is_not(restored: Any) -> None:
    from tinhgon.registers.staff.queries.people import identities

    found = identities(AsOf(date(2023, 1, 1)), [3001, 3005], by=BY, what="thử", only=("name",))
    assert found == {3001: {"name": "Nguyễn Văn Mẫu"}, 3005: {"name": None}}
    assert acts.last("person/3005").payload == {
        "code": "HS-5", "ground": "Đơn ngày 05/01/2023 (giả định)", "person": 3005,
    }  # fmt: skip


def test_its_submitted_report_is_the_same_to_the_bit(restored: Any) -> None:
    from tinhgon.reports.saving import reproduce, submitted

    assert submitted(1)[0].by.stated == "chị Mẫu"
    assert reproduce(1).report.name == "establishment"


def test_what_stood_beside_the_ledger_is_in_the_record(restored: Any) -> None:
    told = rows("SELECT stream, seq, kind, body::jsonb->'actor'->>'stated', body::jsonb->'moved'->>'table' FROM act"
                " WHERE ordinal <= 7 ORDER BY ordinal")  # fmt: skip
    (account,) = {stream for stream, *_ in told if stream.startswith("account/")}
    assert told[0] == ("ledger", 1, "adopt_ledger/1", "tinhgon", None)
    assert sorted(told[1:6]) == [
        (account, 1, "tie_account/1", "quantri", "account_tie"),
        (account, 2, "untie_account/1", "quantri", "account_tie"),
        (account, 3, "tie_account/1", "quantri", "account_tie"),
        ("person/3005", 1, "erase_identity/1", "quantri", "erasure"),
        ("report/1", 1, "submit_report/1", "chị Mẫu", "submitted_report"),
    ]
    assert [
        (one.actor.stated, one.actor.purpose, one.payload["what"]) for one in readings.readings_of(3003, limit=9)
    ] == [("chị Mẫu", "xét nâng lương", "hồ sơ cá nhân")]
    assert rows("SELECT to_regclass('read_log'), to_regclass('erasure'), to_regclass('account_tie')") == [(None,) * 3]


def test_it_goes_on(restored: Any) -> None:
    from tests.signing import sign
    from tests.world import document, rename

    outcome = sign(document(rename("B3", "Bình Long Hạ"), number="99/NQ-HĐND", on="2024-01-01"))
    assert outcome.ordinal == 11
    assert verify().is_sound
