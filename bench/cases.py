"""Ten thousand open cases: the inbox of one person, an act at the door, a long case opened, rows built anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.measure import Result, clock, timed
from bench.place import fresh_database

CASES, LONG = 10_000, 500
FAR = 1_000_000
"""Numbers of the cases written in bulk: beyond what the sequence gives."""
RUNS = 20
UNIT = 1010  # S1 of the cast
LAN, BINH = 3001, 3002
A = "a" * 64


def cases() -> Iterator[Result]:
    """The figures of issue 13: an inbox in 100 ms, an act in 50 ms, a case of 500 acts in 200 ms."""
    with fresh_database():
        _office()
        yield from _measured()


def _office() -> None:
    """The cast of the tests, a drafter and a checker with accounts."""
    from django.contrib.auth import get_user_model
    from tests.world import World

    from tinhgon.access import ties
    from tinhgon.record.actor import shell

    rights = {"S1.01": ["soan"], "S1.02": ["kiem-tra"], "S1.03": ["phe-duyet", "van-thu"], "S2.01": ["kiem-tra"]}
    World().sign(
        *[
            {"kind": "set_access/1", "clause": f"Điều {n}", "posts": [{"number": post}], "access": access}
            for n, (post, access) in enumerate(rights.items(), start=1)
        ],
        on="2022-01-01",
    )
    for code in ("HS-1", "HS-2"):
        user = get_user_model().objects.create_user(code.lower())
        ties.tie(user.pk, code, by=shell())


def _measured() -> Iterator[Result]:
    from datetime import date

    from tinhgon.cases import move, store
    from tinhgon.cases.acts.comment import Comment
    from tinhgon.cases.acts.revise import Revise
    from tinhgon.cases.books import Books
    from tinhgon.cases.inbox import inbox
    from tinhgon.procedures import procedures

    desk = procedures()["decision_desk"]
    first = move.open_case(desk, variant="small_office", unit=UNIT, subject="Mẫu", by=_actor(LAN, 2001)).state
    _many(first)
    seconds: list[float] = []
    with clock(seconds):
        built = store.rebuild(Books())
    yield Result(f"rows of {built:,} open cases built anew from their acts", tuple(seconds), "s", bound=60)
    waiting = inbox(BINH, account="hs-2", on=date.today())
    if len(waiting) < 200:
        raise RuntimeError(f"only {len(waiting)} things wait")
    samples = timed(lambda: inbox(BINH, account="hs-2", on=date.today()), runs=RUNS)
    yield Result(f"inbox of one person, {CASES:,} open cases, first 200", _ms(samples), "ms", bound=100)

    texts = iter(range(1 << 20))

    def act() -> None:
        move.do(first.case, Revise(digest=f"{next(texts):064x}"), by=_actor(LAN, 2001))

    yield Result("an act: read, judge, write, commit", _ms(timed(act, runs=RUNS)), "ms", bound=50)
    long = move.open_case(desk, variant="small_office", unit=UNIT, subject="Dài", by=_actor(LAN, 2001)).state.case
    _append(long, [Comment(text=f"ý kiến {n}") for n in range(LONG - 1)])
    if len(store.load(long).acts) != LONG:
        raise RuntimeError("the long case is not as long as told")
    samples = timed(lambda: store.load(long), runs=RUNS)
    yield Result(f"a case of {LONG} acts opened", _ms(samples), "ms", bound=200)
    samples = timed(lambda: move.do(long, Comment(text="thêm"), by=_actor(LAN, 2001)), runs=RUNS)
    yield Result(f"an act in a case of {LONG} acts", _ms(samples), "ms", bound=200)


def _ms(samples: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(1000 * sample for sample in samples)


def _actor(person: int, post: int) -> Any:
    from tinhgon.record.actor import Actor

    return Actor(account=f"hs-{person - 3000}", person=person, post=post)


def _many(first: Any) -> None:
    """Cases at their check, written as the record loads many: bodies made here, the chain by the database."""
    from tinhgon.cases import store
    from tinhgon.cases.acts.leaving import Pass
    from tinhgon.cases.acts.revise import Revise
    from tinhgon.record import acts, keys, tables

    opening, key, by = first.acts[0].payload, keys.house_key(), _actor(LAN, 2001)
    bodies = []
    for number in range(2, CASES + 1):
        contents = (opening, Revise(digest=f"{number:064x}", concerns=(3003,)), Pass())
        bodies += [
            acts.body_of(store.stream_of(FAR + number), seq, content, by=by, key=key)
            for seq, content in enumerate(contents, start=1)
        ]
    tables.insert_acts(bodies)


def _append(case: int, contents: list[Any]) -> None:
    from tinhgon.cases import store
    from tinhgon.record import acts, keys, tables

    key, by = keys.house_key(), _actor(LAN, 2001)
    # Made before the COPY begins: sealing asks for keys on the same connection.
    bodies = [
        acts.body_of(store.stream_of(case), seq, content, by=by, key=key)
        for seq, content in enumerate(contents, start=2)
    ]
    tables.insert_acts(bodies)


if __name__ == "__main__":
    raise SystemExit("run: python -m bench cases")
