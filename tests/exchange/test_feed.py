"""The feed and the webhooks: every decision, in order, signed; nothing lost, nothing else sent, whatever breaks."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import standardwebhooks.webhooks as library
from cryptography.exceptions import InvalidSignature
from django.test import Client
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from tests.exchange.receiving import receiving
from tests.web.offices import client_of
from tests.world import CAST, World, rename, rows

from tinhgon.basis.errors import Refusal
from tinhgon.basis.signatures import verified
from tinhgon.exchange.feed import messages, outbox, sending
from tinhgon.ledger.queries.changes import links_after
from tinhgon.ledger.queries.heads import last_decision

KEY, SEAL = bytes(range(32)), bytes(range(1, 33))
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
KILLS = int(os.environ.get("TINHGON_KILLS", "25"))


class Clock:
    """Each look is a second later; `on` moves it."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def on(self, **span: int) -> None:
        self.at += timedelta(**span)


# -- the feed ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_feed_is_the_chain(world: World) -> None:
    """In pages of two: all decisions once, each linked to the one before, signed as a whole."""
    after, items = 0, []
    while True:
        told = messages.page(links_after(after, limit=2), after=after, head=last_decision(), key=SEAL)
        verified(json.loads(json.dumps(told)))
        if told["next"] == after:
            break
        items += told["items"]
        after = told["next"]
    chain = rows("SELECT ordinal, hash, prev_hash FROM decision ORDER BY ordinal")
    assert [(one["data"]["ordinal"], one["data"]["hash"], one["data"]["prev_hash"]) for one in items] == chain
    assert told["head"] == {"ordinal": CAST, "hash": chain[-1][1]}
    assert items[4]["data"]["units"] == [1011]
    assert items[4]["data"]["others"] == {"assignment": 5, "person": 5, "post": 6, "quota": 8}  # quota: two legs each
    assert "HS-1" not in json.dumps(items)
    told["items"] = [{"id": "x"}]
    with pytest.raises(InvalidSignature):
        verified(told)


@pytest.mark.django_db
def test_a_withheld_paper_is_a_place_and_a_seal(world: World) -> None:
    secret = replace(links_after(CAST - 1, limit=1)[0], withheld=True)
    assert set(messages.fields(secret)["data"]) == {"ordinal", "hash", "prev_hash", "withheld"}


@pytest.mark.django_db
def test_the_feed_over_http(world: World) -> None:
    assert Client(headers={"host": "localhost"}).get("/api/v1/changes").status_code == 401
    reader = client_of("lan")
    told = reader.get("/api/v1/changes?after=2").json()
    verified(told)
    assert [one["data"]["ordinal"] for one in told["items"]] == [3, 4, 5]
    assert reader.get("/api/v1/changes?after=5").json()["items"] == []
    assert reader.get("/api/v1/changes?after=-1").status_code == 400


# -- webhooks ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_signatures_by_the_library_of_the_standard(world: World) -> None:
    clock = Clock()
    with receiving() as receiver:
        outbox.subscribe("phòng A", receiver.address + "/tin?x=1", after=0, at=NOW)
        assert outbox.send_due(sending.post, key=KEY, clock=clock) == CAST
        assert outbox.send_due(sending.post, key=KEY, clock=clock) == 0
    told = Webhook(messages.secret(KEY, "phòng A", 1))
    stranger = Webhook(messages.secret(KEY, "phòng A", 2))
    ordinals = []
    for path, headers, content in receiver.got:
        assert path == "/tin?x=1"
        shifted = headers | {"webhook-timestamp": headers["webhook-timestamp"]}
        stamp = int(headers["webhook-timestamp"])
        body = told_at(told, content, shifted, stamp)
        ordinals.append(body["data"]["ordinal"])
        for wrong in (stranger, told):
            with pytest.raises(WebhookVerificationError):
                told_at(wrong, content + (b" " if wrong is told else b""), shifted, stamp)
    assert ordinals == list(range(1, CAST + 1))
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == CAST


def told_at(webhook: Webhook, content: bytes, headers: dict[str, str], stamp: int):
    """Verified by the library; it wants a recent stamp, so its clock is set to the message's."""

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromtimestamp(stamp, tz)

    with patch.object(library, "datetime", Then):
        return webhook.verify(content, headers)


@pytest.mark.django_db
@pytest.mark.parametrize("how", [500, 302, "cut", "half", "slow"])
def test_who_fails_is_tried_again_later_and_holds_up_nobody(
    world: World, how: int | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.3)
    clock = Clock()
    with receiving(lambda number, path: how if path == "/hong" and number < 8 else 204) as receiver:
        outbox.subscribe("hỏng", receiver.address + "/hong", after=0, at=NOW)
        outbox.subscribe("tốt", receiver.address + "/tot", after=0, at=NOW)
        assert outbox.send_due(sending.post, key=KEY, clock=clock) == CAST
        bad, good = outbox.backlog()
        assert (good.waiting, good.subscriber.failures) == (0, 0)
        assert (bad.waiting, bad.subscriber.state) == (CAST, "active")
        assert bad.oldest is not None
        assert bad.subscriber.last_error
        for _ in range(12):
            clock.on(hours=11)
            outbox.send_due(sending.post, key=KEY, clock=clock)
        assert [one.waiting for one in outbox.backlog()] == [0, 0]
    for path in ("/hong", "/tot"):
        ids = [headers["webhook-id"] for got, headers, _ in receiver.got if got == path]
        assert list(dict.fromkeys(ids)) == [messages.message_id(link) for link in links_after(0, limit=99)]
    assert not [path for path, _, _ in receiver.got if path == "/elsewhere"]  # a redirect is not followed


@pytest.mark.django_db
def test_waits_grow_as_asked_and_it_stops_in_the_end(world: World) -> None:
    clock = Clock()
    with receiving(lambda _number, path: 410 if path == "/het" else 503) as receiver:
        outbox.subscribe("bận", receiver.address + "/ban", after=0, at=NOW)
        outbox.subscribe("hết", receiver.address + "/het", after=0, at=NOW)
        outbox.send_due(sending.post, key=KEY, clock=clock)
        busy, gone = outbox.subscribers()
        assert gone.state == "stopped"
        assert busy.next_try - clock.at >= timedelta(seconds=7770)  # Retry-After
        for _ in range(40):
            clock.on(hours=11)
            outbox.send_due(sending.post, key=KEY, clock=clock)
        busy = outbox.subscriber_named("bận")
        assert (busy.state, busy.failures, busy.done) == ("stopped", outbox.MOST_FAILURES, 0)
        assert receiver.asked == outbox.MOST_FAILURES + 1
        receiver.behave = lambda _number, _path: 200
        outbox.set_state("bận", "active", at=clock.at)
        assert outbox.send_due(sending.post, key=KEY, clock=clock) == CAST


@pytest.mark.django_db
def test_from_now_on_paused_renewed_removed(world: World) -> None:
    clock = Clock()
    with receiving() as receiver:
        made = outbox.subscribe("a", receiver.address, after=None, at=NOW)
        assert outbox.send_due(sending.post, key=KEY, clock=clock) == 0
        world.sign(rename("A1", "An Mới"))
        outbox.set_state("a", "paused", at=clock.at)
        assert outbox.send_due(sending.post, key=KEY, clock=clock) == 0
        outbox.set_state("a", "active", at=clock.at)
        before = messages.secret(KEY, "a", made.generation)
        after = messages.secret(KEY, "a", outbox.renew_secret("a").generation)
        assert before != after
        assert outbox.send_due(sending.post, key=KEY, clock=clock) == 1
        outbox.unsubscribe("a")
        assert outbox.subscribers() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "url", "after"),
    [
        ("a", "http://noi-khac.example/x", 0), ("a", "ftp://localhost", 0), ("a", "https://ten:mat@x.example", 0),
        ("a", "https://", 0), ("", "https://x.example", 0), ("a", "https://x.example", 99),
        ("có", "https://x.example", 0),
    ],
)  # fmt: skip
def test_subscribers_that_are_refused(world: World, name: str, url: str, after: int) -> None:
    outbox.subscribe("có", "https://x.example", after=0, at=NOW)
    with pytest.raises(Refusal):
        outbox.subscribe(name, url, after=after, at=NOW)


# -- kill tests --------------------------------------------------------------------------------------------------------

RUNNER = """
import os, sys
from tinhgon.config import server
import tinhgon.config.settings
server.ensure_database()
from django.db import connections
from django.utils import timezone
from tinhgon.exchange.feed import outbox, sending
connections.close_all()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        while True:
            outbox.send_due(sending.post, key=bytes(range(32)), clock=timezone.now)
    print(child, flush=True)
    os.waitpid(child, 0)
"""


def test_killed_at_any_moment_nothing_is_lost(fresh_ledger: object) -> None:
    """Two runners, killed at random while decisions are signed: the receiver has every decision, in order; what came
    twice came under the same id with the same words."""
    world = World(bare=True)
    chance = random.Random(7)
    with receiving() as receiver:
        outbox.subscribe("a", receiver.address, after=0, at=NOW)
        runners = [
            subprocess.Popen([sys.executable, "-c", RUNNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        try:
            for number in range(KILLS):
                children = []
                for runner in runners:
                    runner.stdin.write("go\n")
                    runner.stdin.flush()
                    children.append(int(runner.stdout.readline()))
                world.sign(rename("A1", f"Tên {number}"))
                time.sleep(chance.uniform(0, 0.06))
                for child in children:
                    os.kill(child, signal.SIGKILL)
        finally:
            for runner in runners:
                runner.stdin.close()
                runner.wait(timeout=20)
        outbox.send_due(sending.post, key=KEY, clock=lambda: datetime.now(UTC))
    got = [(headers["webhook-id"], content) for _, headers, content in receiver.got]
    assert len(set(got)) == KILLS + 1
    assert list(dict.fromkeys(one for one, _ in got)) == [
        messages.message_id(link) for link in links_after(0, limit=999)
    ]
    assert outbox.backlog()[0].waiting == 0
