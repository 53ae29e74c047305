"""Several books together: sums, what passes between them, and statements that are not to be believed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import sign_the_world
from tests.databases import Servers
from tests.world import CIVIL, World, agency, effect, person

from tinhgon.basis.errors import BadInput
from tinhgon.config import server
from tinhgon.decisions import verify
from tinhgon.exchange.consolidation.centre import TRANSIT_DAYS, Board, consolidate
from tinhgon.exchange.consolidation.statement import Item, Statement, read_statement, signed, stated

DAY = date(2026, 12, 1)
KEYS = {"An": b"a" * 32, "Bình": b"b" * 32, "Cần": b"c" * 32}


def item(book: str, number: str, amount: int = 1, *, on: date = DAY, **fields: Any) -> Item:
    told = {"what": "person", "ordinal": 9, "place": 1, "clause": "Điều 1", "issuer": f"UBND {book}", "basis": ()}
    return Item(book=book, number=number, amount=amount, on=on, **{**told, **fields})


def statement(book: str, *, out: tuple[Item, ...] = (), into: tuple[Item, ...] = (), **fields: Any) -> Statement:
    told = {"on": DAY, "recorded_at": "", "chain": ((1, "a"), (2, "b")), "sound": True, "figures": {"person x": 10}}
    return Statement(book=book, out=out, into=into, signer=book, **{**told, **fields})


def states(board: Board) -> list[tuple[str, str, int]]:
    return [(one.item.number, one.state, one.amount) for one in board.open]


def test_matched_in_transit_unmatched() -> None:
    old = DAY - timedelta(days=TRANSIT_DAYS + 1)
    out = (item("An", "1/QĐ-UBND"), item("An", "2/QĐ-UBND"), item("An", "3/QĐ-UBND", 2, on=old))
    into = (item("Bình", "7/QĐ", basis=("Quyết định số 1/QĐ-UBND",)), item("Bình", "8/QĐ", basis=("3/qđ-ubnd",)))
    board = consolidate([statement("An", out=out), statement("Bình", into=into)], DAY)
    assert [(one.out.number, one.into.number, one.amount) for one in board.matched] == [
        ("3/QĐ-UBND", "8/QĐ", 1), ("1/QĐ-UBND", "7/QĐ", 1),
    ]  # fmt: skip
    assert states(board) == [("3/QĐ-UBND", "unmatched", 1), ("2/QĐ-UBND", "in_transit", 1)]
    assert board.open[0].age == TRANSIT_DAYS + 1
    assert (board.total("person x"), board.transit) == (20, {"person": 2})


def test_one_number_of_two_offices_is_a_question() -> None:
    """Both An and Cần let somebody go by their own 1/QĐ-UBND; Bình names only the number."""
    into = item("Bình", "7/QĐ", basis=("1/QĐ-UBND",))
    books = [
        statement("An", out=(item("An", "1/QĐ-UBND"),)), statement("Cần", out=(item("Cần", "1/QĐ-UBND"),)),
        statement("Bình", into=(into,)),
    ]  # fmt: skip
    board = consolidate(books, DAY)
    assert board.matched == []
    assert states(board) == [("1/QĐ-UBND", "question", 1)] * 2
    same = replace(into, number="1/QĐ-UBND", issuer="UBND An", basis=())  # the very paper
    board = consolidate([*books[:2], statement("Bình", into=(same,))], DAY)
    assert [one.out.book for one in board.matched] == ["An"]


def test_statements_that_are_not_summed() -> None:
    before = statement("An")
    rewritten = statement("An", chain=((1, "a"), (2, "x"), (3, "c")))
    shorter = statement("An", chain=((1, "a"),))
    for one, fault in (
        (rewritten, "chain_rewritten"), (shorter, "chain_rewritten"), (statement("An", sound=False), "not_sound"),
        (statement("An", chain=((2, "a"), (1, "b"))), "chain_broken"),
        (statement("An", on=DAY - timedelta(days=1)), "other_day"),
    ):  # fmt: skip
        board = consolidate([one, statement("Bình")], DAY, earlier={"An": before})
        assert board.refused == [("An", fault)]
        assert board.total("person x") == 10
    board = consolidate([before, before, statement("Bình")], DAY)
    assert board.refused == [("An", "two_statements")] * 2
    assert consolidate([before], DAY, signers={"An": "another"}).refused == [("An", "signer_unknown")]
    grown = statement("An", chain=((1, "a"), (2, "b"), (3, "c")))
    assert consolidate([grown], DAY, earlier={"An": before}).refused == []


_ITEMS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 4), st.integers(1, 5), st.lists(st.integers(1, 4), max_size=2)),
    max_size=8, unique_by=lambda one: (one[0], one[1]),
)  # fmt: skip


@given(_ITEMS, _ITEMS)
def test_nothing_is_made_or_lost(out: list[Any], into: list[Any]) -> None:
    """What left is matched or open, to the last one; no arrival takes more than it has; never within one book."""

    def made(told: list[Any], base: int) -> dict[str, tuple[Item, ...]]:
        found: dict[str, list[Item]] = {"A": [], "B": [], "C": []}
        for place, (book, number, amount, basis) in enumerate(told):
            names = tuple(f"{one}/QĐ" for one in basis)
            found[book].append(item(book, f"{base + number}/QĐ", amount, ordinal=place, basis=names))
        return {book: tuple(items) for book, items in found.items()}

    gone, come = made(out, 0), made(into, 50)
    board = consolidate([statement(book, out=gone[book], into=come[book]) for book in "ABC"], DAY)
    left = sum(one.amount for items in gone.values() for one in items)
    assert left == sum(one.amount for one in board.matched) + sum(one.amount for one in board.open)
    assert board.transit.get("person", 0) == sum(one.amount for one in board.open)
    for one in {match.into for match in board.matched}:
        assert sum(match.amount for match in board.matched if match.into is one or match.into == one) <= one.amount
    assert all(one.out.book != one.into.book for one in board.matched)


# -- three real books --------------------------------------------------------------------------------------------------


@pytest.fixture
def books(servers: Servers, server_kind: str, django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    """An cuts a place and lets HS-3 go, both for elsewhere; Bình takes both in by a paper that names An's; Cần is as it
    was. Each a database of its own; what each states, signed."""
    chosen = servers[server_kind]
    told = {}
    with django_db_blocker.unblock():
        template = chosen.template("world", sign_the_world)
        for book, key in KEYS.items():
            with chosen.ledger(template):
                _live(book)
                told[book] = signed(stated(book, DAY, sound=verify(replay=False).is_sound), key)
                if book == "Bình":
                    renamed = effect("rename_unit", unit="A1", name="Mới")
                    World(there=True).sign(renamed, number="99/QĐ", on="2026-11-01")
                    told["Bình, later"] = signed(stated(book, DAY, sound=True), key)
        server.ensure_database()
    return told


def _live(book: str) -> None:
    world, paper = World(there=True), {"number": "20/QĐ-AN", "on": "2026-11-20"}
    if book == "An":
        world.sign(
            effect("cut_quota", cuts=[{"unit": agency("S1"), "line": CIVIL, "amount": 1, "reason": "transferred"}]),
            effect("leave_people", "Điều 2", people=[{"person": "HS-3", "reason": "transferred"}]), **paper,
        )  # fmt: skip
    if book == "Bình":
        new = person("HS-20", "Ngô Thị Mẫu", "1985", sex="female")
        world.sign(
            effect("allocate_quota", allocations=[{"unit": agency("S1"), "line": CIVIL, "amount": 1}]),
            effect("recruit", "Điều 2", person=new, at_post={"number": "S1.04"}),
            number="31/QĐ-BINH", on="2026-11-25", basis=["20/QĐ-AN"],
        )  # fmt: skip


@pytest.mark.slow
def test_three_books_of_one_nation(books: dict[str, str]) -> None:
    read = {name: read_statement(text.encode(), f"{name}.json") for name, text in books.items()}
    board = consolidate([read["An"], read["Bình"], read["Cần"]], DAY)
    assert board.refused == []
    assert board.total("unit territory 3 xã") == 18
    quota = board.sums["quota civil_servant official"]
    assert (quota["An"], quota["Bình"], quota["Cần"]) == (6, 8, 7)
    assert board.total("quota civil_servant official") == 21  # nothing is lost on the way
    assert board.sums["person civil_servant"] == {"An": 4, "Bình": 6, "Cần": 5}
    matched = {(one.out.what, one.out.book, one.into.book, one.amount) for one in board.matched}
    assert matched == {("quota civil_servant", "An", "Bình", 1), ("person", "An", "Bình", 1)}
    assert (board.open, board.transit) == ([], {})
    without = consolidate([read["An"], read["Cần"]], DAY)
    assert {(one.item.what, one.state) for one in without.open} == {
        ("quota civil_servant", "in_transit"), ("person", "in_transit"),
    }  # fmt: skip
    assert without.total("quota civil_servant official") + without.transit["quota civil_servant"] == 14
    assert consolidate([read["Bình, later"]], DAY, earlier={"Bình": read["Bình"]}).refused == []
    restored = consolidate([read["Bình"]], DAY, earlier={"Bình": read["Bình, later"]})
    assert restored.refused == [("Bình", "chain_rewritten")]  # restored from an older backup
    personal = re.compile(r"HS-|Nguyễn Văn|Ngô Thị|(?<![\w+/])1985(?![\w+/])")  # a digest may have the digits
    for text in books.values():
        assert not personal.findall(text)
    wrong = ('"amount":1', '"amount":2'), ('"sound":true', '"sound":false'), (books["An"][-40:-30], "A" * 10)
    for old, new in wrong:
        with pytest.raises(BadInput):
            read_statement(books["An"].replace(old, new, 1).encode(), "an.json")


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"signature": 1}', json.dumps({"signature": "AA==", "signer": "00" * 32}), "[" * 9000],
)
def test_files_that_are_no_statement(text: str) -> None:
    with pytest.raises(BadInput):
        read_statement(text.encode(), "x.json")
