"""Seal format 2: what it holds, who may sign, numbers in their series, and a decision entered again."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
from tests.signing import sign
from tests.world import CAST, IDS, World, at, document, effect, name_of, rename, rows, unit

from tinhgon import decisions
from tinhgon.basis.errors import BadInput, Conflict, UnknownReference
from tinhgon.decisions import Authority, by_history, by_opening, by_shell, correct_entry, verify
from tinhgon.decisions.authority import HANDS, NotEntitled, authority_from
from tinhgon.record import acts
from tinhgon.record.actor import Actor, shell

TWO = {"drafted": Actor(account="lan", person=3002), "signed": Actor(account="mai", person=3001)}


def sealed(ordinal: int) -> dict[str, Any]:
    return json.loads(rows("SELECT sealed FROM decision WHERE ordinal = %s", ordinal)[0][0])


def house(world: World, rule: str, value: str, on: str = "2022-01-01") -> None:
    world.sign(effect("set_house_rule", rule=rule, value=value), on=on)


def test_the_seal_holds_what_was_stated_by_whom_and_after_what(world: World) -> None:
    head = acts.head()
    outcome = world.sign(rename("B3", "Bình Long Hạ"), on="2022-01-01")
    held = sealed(outcome.ordinal)
    assert held["document"] == {
        "number": outcome.document.number, "kind": "nghị quyết", "issuer": outcome.document.issuer,
        "signed_on": "2022-01-01", "effective_on": "2022-01-01", "subject": "Về việc sắp xếp đơn vị",
    }  # fmt: skip
    assert held["authority"] == {"ground": "shell", "signed": {"os_user": shell().os_user}}
    assert held["house"] == {"open_data": "inside", "over_quota": "warn", "signing": "shell"}
    assert held["record"] == {"ordinal": head.ordinal, "hash": head.hash}
    act = acts.last(f"decision/{outcome.ordinal}")
    assert act is not None
    assert (act.payload["ordinal"], act.payload["hash"]) == (outcome.ordinal, outcome.hash)
    assert rows("SELECT hash, format FROM decision WHERE ordinal = %s", outcome.ordinal) == [(outcome.hash, 2)]
    assert verify().is_sound


def test_a_sealed_decision_is_never_sealed_again(world: World) -> None:
    from django.db import DatabaseError, connection, transaction

    for statement in ("UPDATE decision SET sealed = '{}'", "UPDATE decision SET hash = hash"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_decision_that_is_not_sealed_is_never_committed(fresh_ledger: Any) -> None:
    World()
    row = (
        "number, kind, issuer, signer, signed_on, effective_on, subject, basis, confidentiality, synthetic, "
        "attachments, note, recorded_at, prev_hash"
    )
    with psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner:
        for more in ("", "format, "):
            with pytest.raises(psycopg.errors.CheckViolation):
                owner.execute(
                    f"INSERT INTO decision ({more}{row.replace('number', 'ordinal, number')}, hash)"
                    f" SELECT {'1, ' if more else ''}ordinal + 1, '9' || number, kind, issuer, signer, signed_on,"
                    " effective_on, subject, basis, confidentiality, synthetic, attachments, note,"
                    " recorded_at + interval '1 s', hash, 'x' FROM decision ORDER BY ordinal DESC LIMIT 1"
                )


# -- who may sign ------------------------------------------------------------------------------------------------------


def refusal(world: World, authority: Authority, *effects: Any, on: str = "2022-02-01") -> str:
    before = rows("SELECT count(*) FROM decision")
    with pytest.raises(NotEntitled) as refused:
        sign(world.draft(*(effects or (rename("B3", "Mới"),)), on=on), authority)
    assert rows("SELECT count(*) FROM decision") == before
    return refused.value.code


def test_a_ground_must_fit_the_decision(world: World) -> None:
    assert refusal(world, by_opening()) == "nothing_opened"
    assert refusal(world, by_history(), on="2037-01-01") == "not_yet_history"
    assert refusal(world, Authority("case", Actor(account="mai", person=3001))) == "case_missing"
    assert sign(world.draft(rename("B3", "Mới"), on="2022-02-01"), by_history()).ordinal == CAST + 1
    assert sealed(CAST + 1)["authority"]["ground"] == "history"


def test_where_the_house_wants_a_case_the_shell_signs_nothing(world: World) -> None:
    house(world, "signing", "case")
    assert refusal(world, by_shell()) == "signing_needs_a_case"
    assert refusal(world, by_history()) == "one_pair_of_hands"
    one = Actor(account="lan", person=3002)
    for signed in (one, Actor(account="lan-2", person=3002), Actor(account="mai", person=3001, for_person=3002)):
        assert refusal(world, Authority("case", signed, drafted=one, case="case/1")) == "one_pair_of_hands"
    outcome = sign(world.draft(rename("B3", "Mới"), on="2022-02-01"), Authority("case", case="case/1", **TWO))
    assert sealed(outcome.ordinal)["authority"] == {
        "ground": "case", "case": "case/1", "drafted": {"account": "lan", "person": 3002},
        "signed": {"account": "mai", "person": 3001},
    }  # fmt: skip
    assert sign(world.draft(rename("B3", "Hạ"), on="2021-12-31"), by_shell())  # signed before the rule
    assert verify().is_sound


FOUR = {name: Actor(account=name, person=3000 + n) for n, name in enumerate(HANDS, start=1) if name != "signed"}
COMMITTEE = (("drafted", "checked", "approved", "signed"), ("drafted", "numbered"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ""),
        ({"checked": Actor(account="checked", person=3001)}, "hands_not_apart"),
        ({"approved": Actor(account="approved", person=3002)}, "hands_not_apart"),
        ({"approved": Actor(account="x", person=3009, for_person=3002)}, "hands_not_apart"),
        ({"approved": Actor(account="checked", person=3009)}, "hands_not_apart"),
        ({"numbered": Actor(account="x", person=3001)}, "hands_not_apart"),
        ({"numbered": Actor(account="x", person=3003)}, ""),
        ({"checked": None}, "hand_missing"),
        ({"least": 6}, "too_few_hands"),
    ],
)
def test_all_that_the_procedure_keeps_apart_is_asked(world: World, change: dict[str, Any], code: str) -> None:
    """Not only who drafted and who signed: every pair of every group of the version, whatever door it comes by."""
    signed = Actor(account="mai", person=3005)
    given = {**FOUR, "signed": signed, "case": "case/1", "apart": COMMITTEE, "least": 4, **change}
    authority = Authority("case", **given)
    if code:
        assert refusal(world, authority) == code
        return
    outcome = sign(world.draft(rename("B3", "Mới"), on="2022-02-01"), authority)
    held = sealed(outcome.ordinal)["authority"]
    assert (held["apart"], held["least"]) == ([list(group) for group in COMMITTEE], 4)
    assert authority_from(held) == authority
    assert verify().is_sound


def test_a_post_that_was_not_held_that_day_signs_nothing(world: World) -> None:
    lead = {**TWO, "signed": Actor(account="mai", person=3001, post=2001)}
    assert refusal(
        world, Authority("case", case="case/1", **{**lead, "signed": Actor(account="mai", person=3001, post=2005)})
    )
    assert refusal(world, Authority("case", case="case/1", **lead), on="2021-06-30") == "post_not_held"
    assert sign(world.draft(rename("B3", "Mới"), on="2022-02-01"), Authority("case", case="case/1", **lead))


def test_a_preview_asks_who_may_sign_only_when_told_who(world: World) -> None:
    house(world, "signing", "case")
    paper = world.draft(rename("B3", "Mới"), on="2022-02-01")
    assert decisions.preview([paper])[0].can_be_signed
    with pytest.raises(NotEntitled):
        decisions.preview([paper], by_shell())


def test_a_rule_of_the_house_there_is_none(world: World) -> None:
    with pytest.raises(UnknownReference, match="over_quota"):
        world.sign(effect("set_house_rule", rule="over_quota", value="maybe"))


# -- numbers -----------------------------------------------------------------------------------------------------------

PARTY = "Tỉnh ủy Tân Giang"


def paper(number: str, on: str, *effects: Any, **fields: Any) -> Any:
    return document(*(effects or (rename("B3", f"Long {on}"),)), number=number, on=on, **fields)


def test_a_state_number_is_unique_in_its_year(world: World) -> None:
    sign(paper("15/QĐ-UBND", "2022-03-01"))
    with pytest.raises(Conflict) as refused:
        sign(paper("15/qđ-ubnd", "2022-09-01"))
    assert refused.value.code == "number_taken"
    assert sign(paper("15/QĐ-UBND", "2023-03-01"))


def test_a_party_number_is_unique_in_its_term(world: World) -> None:
    """The numbers of a committee run on through its term: the same number in the next year is the same."""
    world.sign(effect("set_number_series", issuer=PARTY, terms=["2020-10-14", "2025-10-09"]), on="2022-01-01")
    first = sign(paper("120-QĐ/TU", "2022-03-01", issuer=PARTY))
    assert sealed(first.ordinal)["series"] == "nhiệm kỳ từ 2020-10-14"
    with pytest.raises(Conflict) as refused:
        sign(paper("120-QĐ/TU", "2024-05-01", issuer=PARTY.upper()))
    assert refused.value.code == "number_taken"
    assert sign(paper("120-QĐ/TU", "2025-11-01", issuer=PARTY))
    assert sign(paper("120-QĐ/TU", "2023-03-01", issuer="Huyện ủy An Lộc"))  # another issuer, whose terms nobody stated
    again = sign(paper("120-QĐ/TU", "2024-03-01", issuer="Huyện ủy An Lộc"))
    assert "term_unknown" in {finding.code for finding in again.findings}
    assert verify().is_sound


# -- entered again -----------------------------------------------------------------------------------------------------


def test_a_mistaken_entry_is_put_right_under_its_own_number(world: World) -> None:
    new = effect("establish_unit", unit=unit("A8", "An Phú", parent="D1"))
    wrong = sign(paper("30/NQ-HĐND", "2022-01-01", new, rename("B3", "Bình Lon", "Điều 2")))
    rests = sign(paper("31/NQ-HĐND", "2022-06-01", rename("A8", "An Phú Đông")))
    opened = rows("SELECT payload->'unit'->>'id' FROM effect WHERE ordinal = %s AND place = 1", wrong.ordinal)
    right = correct_entry(
        wrong.ordinal, paper("30/NQ-HĐND", "2022-01-01", new, rename("B3", "Bình Long Hạ", "Điều 2")), by_shell(),
        reason="gõ sai tên, bản giấy ghi Bình Long Hạ",
    )  # fmt: skip
    assert rows("SELECT payload->'unit'->>'id' FROM effect WHERE ordinal = %s AND place = 1", right.ordinal) == opened
    assert name_of("2022-02-01", "B3") == "Bình Long Hạ"
    assert at("2022-07-01", "A8").name == "An Phú Đông"  # type: ignore[union-attr]
    assert sealed(right.ordinal)["supersedes"] == {
        "ordinal": wrong.ordinal, "reason": "gõ sai tên, bản giấy ghi Bình Long Hạ",
    }  # fmt: skip
    assert rows("SELECT count(*) FROM decision WHERE number = '30/NQ-HĐND'") == [(2,)]
    before = rows("SELECT recorded_at FROM decision WHERE ordinal = %s", rests.ordinal)[0][0]
    assert name_of("2022-02-01", "B3", before) == "Bình Lon"
    assert verify().is_sound


def test_what_was_put_right_is_not_put_right_again_but_the_new_one_may_be(world: World) -> None:
    wrong = sign(paper("30/NQ-HĐND", "2022-01-01", rename("B3", "Bình Lon")))
    right = correct_entry(
        wrong.ordinal, paper("30/NQ-HĐND", "2022-01-01", rename("B3", "Bình Lonh")), by_shell(), reason="gõ sai"
    )
    with pytest.raises(Conflict) as refused:
        correct_entry(wrong.ordinal, paper("30/NQ-HĐND", "2022-01-01"), by_shell(), reason="gõ sai tên")
    assert refused.value.code == "entry_fallen"
    with pytest.raises(BadInput):
        correct_entry(right.ordinal, paper("30/NQ-HĐND", "2022-01-01"), by_shell(), reason=" ")
    with pytest.raises(UnknownReference):
        correct_entry(999, paper("30/NQ-HĐND", "2022-01-01"), by_shell(), reason="gõ sai tên")
    correct_entry(
        right.ordinal, paper("30/NQ-HĐND", "2022-01-01", rename("B3", "Bình Long Hạ")), by_shell(), reason="gõ sai tên"
    )
    assert name_of("2022-02-01", "B3") == "Bình Long Hạ"
    with pytest.raises(Conflict):
        sign(paper("30/NQ-HĐND", "2022-09-01"))
    assert verify().is_sound


def test_a_mistyped_number_is_free_again(world: World) -> None:
    wrong = sign(paper("33/NQ-HĐND", "2022-01-01", rename("B3", "Bình Long Hạ")))
    correct_entry(
        wrong.ordinal, paper("32/NQ-HĐND", "2022-01-01", rename("B3", "Bình Long Hạ")), by_shell(), reason="sai số"
    )
    assert sign(paper("33/NQ-HĐND", "2022-02-01", rename("B2", "Bình Tân Đông")))
    world.sign(effect("annul_decision", decisions=["32/NQ-HĐND"]), on="2022-03-01")
    assert name_of("2022-02-01", "B3") == "Bình Long"  # the annulment of the corrected brings the mistaken not back
    assert verify().is_sound


def test_the_mistaken_entry_takes_its_own_annulments_with_it(world: World) -> None:
    first = world.sign(rename("B3", "Bình Long Hạ"), on="2022-01-01")
    other = world.sign(rename("B1", "Bình Phú Hạ"), on="2022-01-01")
    wrong = sign(paper("40/NQ-HĐND", "2022-06-01", effect("annul_decision", decisions=[first.document.number])))
    assert name_of("2022-07-01", "B3") == "Bình Long"
    correct_entry(
        wrong.ordinal, paper("40/NQ-HĐND", "2022-06-01", effect("annul_decision", decisions=[other.document.number])),
        by_shell(), reason="sai số quyết định bị hủy",
    )  # fmt: skip
    assert (name_of("2022-07-01", "B3"), name_of("2022-07-01", "B1")) == ("Bình Long Hạ", "Bình Phú")
    assert verify().is_sound
    assert IDS["B3"]
