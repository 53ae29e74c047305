"""Several signers at once, and signers that die: one after the other, whole or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from tests.ledger.oracle import Oracle
from tests.signing import sign
from tests.world import CAST, World, at, effect, name_of, rename, rows, unit

from tinhgon.basis.errors import Conflict, Refusal
from tinhgon.decisions import draft, preview, verify
from tinhgon.decisions.enacting import enact
from tinhgon.ledger.store import chain_end

KILLS = int(os.environ.get("TINHGON_KILLS", "50"))
SIGNER = """
import os, sys
from tinhgon.config import server
server.ensure_database()
from django.db import connections
from tests.world import document, effect, rename, unit
from tests.signing import sign

def work(number):
    while True:
        number += 1
        new = [unit(f"P{number}.{place}", f"Chi bộ {number}.{place}", "chi bộ", structure="party", parent="D1")
               for place in range(20)]
        sign(document(rename("A1", f"Tên {number}"), effect("open_books", "Điều 2", units=new),
                      effect("move_units", "Điều 3", units=["A2"], parent="D1" if number % 2 else "D2"),
                      number=f"{number}/KILL", on=f"2022-{number % 12 + 1:02d}-01"))

connections.close_all()
for line in sys.stdin:  # a child for each line: the start of Python is not what is to be killed
    child = os.fork()
    if child == 0:
        work(int(line))
    print(child, flush=True)
    os.waitpid(child, 0)
"""


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """Run jobs in threads of their own, from the same moment on; what each gave, or what it was refused with."""
    start = threading.Barrier(len(jobs))
    results: list[Any] = [None] * len(jobs)

    def work(place: int, job: Callable[[], Any]) -> None:
        try:
            start.wait()
            results[place] = job()
        except Refusal as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def test_two_signers_are_one_after_the_other(fresh_ledger: Any) -> None:
    world = World()
    texts = [world.draft(rename(code, f"Mới {code}")) for code in ("A1", "A2", "A3", "B1", "B2", "B3")]
    results = together(*[lambda text=text: sign(text) for text in texts])
    assert sorted(outcome.ordinal for outcome in results) == [CAST + place for place in range(1, 7)]
    assert verify().is_sound
    assert {name_of("2022-01-01", code) for code in ("A1", "B3")} == {"Mới A1", "Mới B3"}


@pytest.mark.parametrize("case", ["merge", "code", "number", "annul"])
def test_of_two_that_conflict_one_wins_and_the_other_is_told(fresh_ledger: Any, case: str) -> None:
    world = World()
    a, b = {
        "merge": lambda: [
            world.draft(effect("merge_units", sources=[{"unit": "A1"}, {"unit": other}], into=unit(code, name)))
            for other, code, name in (("A2", "X1", "Một"), ("A3", "X2", "Hai"))
        ],
        "code": lambda: [
            world.draft(effect("establish_unit", unit=unit("X1", name, parent="D1"))) for name in ("Một", "Hai")
        ],
        "number": lambda: [world.draft(rename(code, "Mới"), number="1/NQ") for code in ("A1", "B1")],
        "annul": lambda: [world.draft(effect("annul_decision", decisions=["02/QĐ-MẪU"])) for _ in range(2)],
    }[case]()
    results = together(lambda: sign(a), lambda: sign(b))
    refused = [result for result in results if isinstance(result, Refusal)]
    assert len(refused) == 1
    assert isinstance(refused[0], Conflict) or refused[0].code == "unit_not_on_day"
    assert refused[0].code in {"unit_ended", "code_shared", "number_taken", "already_annulled"}
    assert "{" not in str(refused[0])
    assert rows("SELECT count(*) FROM decision") == [(CAST + 1,)]
    assert verify().is_sound


def test_a_preview_and_a_signing_of_other_things_pass(fresh_ledger: Any) -> None:
    world = World()
    signed: list[Any] = []
    with transaction.atomic():
        enact(draft(world.draft(rename("A1", "Xem"))), chain_end.head(preview=True))
        started = time.monotonic()
        signed = together(
            lambda: sign(world.draft(rename("B1", "Ký"))), lambda: preview([world.draft(rename("B2", "x"))])
        )
        assert time.monotonic() - started < 10
        transaction.set_rollback(True)
    assert signed[0].ordinal == CAST + 1
    assert signed[1][0].can_be_signed
    assert name_of("2022-01-01", "A1") == "An Bình"
    assert name_of("2022-01-01", "B1") == "Ký"


def test_a_preview_of_the_same_thing_waits_no_longer_than_it_says(
    fresh_ledger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tinhgon.decisions.signing.PREVIEW_WAIT_MS", 200)
    world = World()
    with transaction.atomic():
        sign(world.draft(rename("A1", "Ký")))  # written, not committed yet
        results = together(lambda: preview([world.draft(rename("A1", "Xem"))]))
        transaction.set_rollback(True)
    assert results[0].code == "busy"
    assert "12/NQ-HĐND" in str(results[0])


def test_a_signing_waits_for_a_preview_of_the_same_thing_and_then_goes_on(fresh_ledger: Any) -> None:
    world = World()
    ready, go = threading.Event(), threading.Event()

    def look() -> None:
        with transaction.atomic():
            enact(draft(world.draft(rename("A1", "Xem"), number="xem")), chain_end.head(preview=True))
            ready.set()
            go.wait(10)
            transaction.set_rollback(True)

    def work() -> Any:
        ready.wait(10)
        threading.Timer(0.3, go.set).start()
        return sign(world.draft(rename("A1", "Ký")))

    assert together(look, work)[1].ordinal == CAST + 1
    assert name_of("2022-01-01", "A1") == "Ký"
    assert verify().is_sound


def test_killed_at_random_moments_there_is_never_half_a_decision(fresh_ledger: Any) -> None:
    """kill -9 of a process that signs in a loop; each decision has three clauses and 22 entries, or none."""
    began = time.monotonic()
    World()
    longest = max(0.3, 4 * (time.monotonic() - began) / CAST)  # a busy machine needs longer for a decision
    chance = random.Random(50)
    number, killed_in_work, seen = 0, 0, CAST
    parent = subprocess.Popen(
        [sys.executable, "-c", SIGNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert parent.stdin is not None
    assert parent.stdout is not None
    for _ in range(KILLS):
        parent.stdin.write(f"{number}\n")
        parent.stdin.flush()
        child = int(parent.stdout.readline())
        time.sleep(chance.uniform(0.0, longest))
        os.kill(child, signal.SIGKILL)
        wait_until_gone()
        counts = rows(
            "SELECT d.ordinal, d.number, (SELECT count(*) FROM effect e WHERE e.ordinal = d.ordinal),"
            " (SELECT count(*) FROM entry n WHERE n.ordinal = d.ordinal) FROM decision d WHERE ordinal > %s"
            " ORDER BY ordinal", seen,
        )  # fmt: skip
        assert all(count[2:] == (3, 22) for count in counts), counts
        if counts:
            number, seen = int(counts[-1][1].split("/")[0]), counts[-1][0]
            killed_in_work += 1
    parent.stdin.close()
    parent.stdout.close()
    assert parent.wait() == 0
    assert verify().findings == ()
    assert Oracle().complaints() == []
    assert sign(World.draft(None, rename("A1", "Sau cùng"), number="sau/NQ")).ordinal == seen + 1  # type: ignore[arg-type]
    assert at("2022-12-31", "A1")
    assert killed_in_work > KILLS / 10


def wait_until_gone() -> None:
    """Until the server has noticed that the killed client is not there any more."""
    for _ in range(200):
        left = rows(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type ="
            " 'client backend' AND pid <> pg_backend_pid()"
        )
        if left == [(0,)]:
            return
        time.sleep(0.05)
    pytest.fail("the killed signer's session is still there")


def test_a_broken_connection_in_the_middle_leaves_nothing(fresh_ledger: Any) -> None:
    """The server ends the session after the entries are written and before the commit."""
    world = World()
    text = draft(world.draft(rename("A1", "Mất")))
    with pytest.raises(Exception, match=r"terminating|closed|lost"), transaction.atomic():
        sign(text)
        pid = rows("SELECT pg_backend_pid()")[0][0]
        with psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner:
            owner.execute("SELECT pg_terminate_backend(%s)", [pid])
        rows("SELECT 1")
    connection.close()
    assert name_of("2022-01-01", "A1") == "An Bình"
    assert sign(text).ordinal == CAST + 1
