"""What every effect owes, whatever it does: asked of each kind that the registry knows, in the test world."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.signing import sign
from tests.world import World, agency, at, document, effect, example, rename, rows, table_counts

from tinhgon.decisions import draft, parse, preview, verify
from tinhgon.ledger.document import EFFECT, Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.registry import EFFECTS
from tinhgon.registers.units.naming import references
from tinhgon.registers.units.payloads import NewUnit

every_effect = pytest.mark.parametrize("kind", EFFECTS)
VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


Chronological = tuple[list[Document], list[tuple[object, ...]]]


def drafted(kind: str) -> Document:
    return document(EFFECTS[kind].example(), number="50/NQ-HĐND", on="2022-01-01")


def ready(kind: str) -> Document:
    """What its example needs beside the ledger is there."""
    return document(example(kind), number="50/NQ-HĐND", on="2022-01-01")


def states(since: date) -> list[tuple[object, ...]]:
    """What is known now, without the numbers that depend on the order of arrival."""
    units = rows(
        """SELECT 'unit', unit_id, valid, name, code, kind, parent_id, level, bloc, structure, formal_on, operates_from,
                  area_km2, population, hamlets FROM unit_version
           WHERE upper_inf(recorded) ORDER BY unit_id, valid"""
    )
    successions = rows(
        """SELECT 'succession', source_id, target_id, valid, area_share, population_share, area_km2, population
           FROM succession_version WHERE upper_inf(recorded) ORDER BY 2, 3, 4"""
    )
    staffing = [
        row
        for table, key, columns in (
            ("post", "post_id", "unit_id, number, title, rank, category, bloc, frozen, access"),
            ("person", "person_id", "code, birth_year, professional, pay_step, coefficient, status"),
            ("quota", "unit_id", "account, category, bloc, funding, layer, year, amount, reason, until"),
        )
        for row in rows(
            f"SELECT '{table}', {key}, valid, {columns} FROM {table}_version WHERE upper_inf(recorded)"
            f" ORDER BY {key}, valid, {columns}"
        )
    ]
    places = rows(
        """SELECT 'place', person_id, valid, post_id, unit_id, kind, share, away, until FROM assignment_version
           WHERE upper_inf(recorded) ORDER BY person_id, kind, valid, post_id"""
    )
    return [*units, *successions, *staffing, *places]


@every_effect
def test_json_round_trip(kind: str) -> None:
    given_effect = EFFECTS[kind].example()
    assert EFFECT.validate_json(EFFECT.dump_json(given_effect)) == given_effect
    text = drafted(kind)
    assert Document.model_validate_json(text.model_dump_json()) == text
    assert parse(text.model_dump_json(exclude_none=True).encode(), name="x.json") == text
    assert json.loads(text.model_dump_json())["effects"][0]["kind"] == kind


@every_effect
def test_it_is_frozen_and_takes_nothing_extra(kind: str) -> None:
    value = EFFECTS[kind].example().model_dump()
    with pytest.raises(ValueError, match="frozen"):
        EFFECTS[kind].example().clause = "Điều 2"
    with pytest.raises(ValueError, match="Extra inputs"):
        EFFECT.validate_python({**value, "surprise": 1})


@every_effect
def test_the_example_signs_without_errors_and_is_told_in_vietnamese(kind: str, world: World) -> None:
    outcome = sign(ready(kind))
    assert [finding for finding in outcome.findings if finding.is_error] == []
    signed = outcome.document.effects[0]
    told = signed.describe()
    assert VIETNAMESE.search(told)
    assert "\n" not in told
    assert told == told.strip()
    assert told[0].isupper()
    assert told.endswith(".")
    for named in references(signed):
        if kind != "open_books/1":  # tells the first and the last of its list
            assert named.name
            assert named.name in told
    assert str(EFFECTS[kind].title)


@every_effect
def test_describe_names_units_by_code_while_their_names_are_not_known(kind: str) -> None:
    drafted = EFFECTS[kind].example()
    told = drafted.describe()
    assert "None" not in told
    for named in () if kind == "open_books/1" else references(drafted):
        assert (named.name or named.code or "") in told


@every_effect
def test_preview_equals_signing_and_leaves_nothing(kind: str, world: World) -> None:
    text = draft(ready(kind))
    before = table_counts(), states(date(2020, 1, 1))
    first = preview([text])[0]
    second = preview([text])[0]
    assert (table_counts(), states(date(2020, 1, 1))) == before
    assert (first.findings, first.changes, first.entries) == (second.findings, second.changes, second.entries)
    signed = sign(text)
    assert signed.findings == first.findings
    assert signed.changes == first.changes
    assert signed.entries == first.entries
    assert signed.document == first.document
    assert all(line.difference == 0 for line in first.balance), first.balance


@every_effect
def test_replay_equals_projection(kind: str, world: World) -> None:
    world.sign(rename("B3", "Bình Long Thượng"), on="2021-05-01")
    sign(ready(kind))
    world.sign(rename("B3", "Bình Long Hạ"), on="2021-04-01")
    found = verify()
    assert found.findings == ()
    assert found.replayed


@every_effect
def test_a_signed_payload_says_the_same_when_it_is_read_back(kind: str, world: World) -> None:
    outcome = sign(ready(kind))
    stored = rows("SELECT kind, clause, effective_on, payload::text FROM effect ORDER BY id DESC LIMIT 1")[0]
    again = EFFECT.validate_python(
        {"kind": stored[0], "clause": stored[1], "effective_on": stored[2], **json.loads(stored[3])}
    )
    assert again.describe() == outcome.document.effects[0].describe()
    assert again.model_copy(update={"effective_on": None}) == outcome.document.effects[0].model_copy(
        update={"effective_on": None}
    )


def companions() -> list[Document]:
    """Decisions on other days that touch the same units and people, lawful before and after the example."""
    return [
        document(rename("A2", "An Thạnh Đông"), number="61/NQ-HĐND", on="2021-09-01"),
        document(rename("D1", "An Lộc Tây"), number="62/NQ-HĐND", on="2022-06-01"),
        document(
            effect("state_facts", facts=[{"unit": "B3", "hamlets": {"value": "7", "source": "x"}}]),
            number="63/NQ-HĐND",
            on="2021-10-01",
        ),
        document(effect("change_kind", unit="B1", to_kind="phường"), number="64/NQ-HĐND", on="2022-03-01"),
        document(effect("transfer", person="HS-4", at_unit=agency("S2")), number="65/QĐ", on="2021-10-01"),
        document(effect("transfer", person="HS-4", at_unit="T1"), number="66/QĐ", on="2022-06-01"),
        document(
            effect("change_record", person="HS-3", record={"theory": "intermediate"}), number="67/QĐ", on="2022-06-01"
        ),
    ]


def outcome_of(texts: Sequence[Document]) -> list[tuple[object, ...]]:
    """The states after these were signed in this order; nothing of it stays."""
    with transaction.atomic():
        for text in texts:
            sign(text)
        found = states(date(2020, 1, 1))
        transaction.set_rollback(True)
    return found


@pytest.fixture
def chronological(kind: str, world: World) -> Chronological:
    """The example and its companions, and the states after they were signed by day: the same for every order drawn."""
    texts = [ready(kind), *companions()]
    return texts, outcome_of(sorted(texts, key=lambda text: text.effective_on))


@every_effect
@settings(
    max_examples=3, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(data=st.data())
def test_retroactive_order_equals_chronological_order(
    kind: str, chronological: Chronological, data: st.DataObject
) -> None:
    texts, in_order = chronological
    assert outcome_of(data.draw(st.permutations(texts))) == in_order


def test_each_kind_is_told_apart_by_name_and_version() -> None:
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*/[1-9]\d*", kind) for kind in EFFECTS)
    assert all(found.model_fields["kind"].default == kind for kind, found in EFFECTS.items())
    with pytest.raises(TypeError):
        EFFECTS["x/1"] = Effect  # type: ignore[index]


@every_effect
def test_every_new_unit_of_an_example_has_an_id(kind: str) -> None:
    def new_units(value: object) -> list[NewUnit]:
        if isinstance(value, NewUnit):
            return [value]
        if isinstance(value, BaseModel):
            return [found for name in type(value).model_fields for found in new_units(getattr(value, name))]
        return [found for item in value for found in new_units(item)] if isinstance(value, tuple) else []

    assert all(new.id is not None for new in new_units(EFFECTS[kind].example()))


def test_the_world_is_as_drawn(world: World) -> None:
    assert at("2022-01-01", "A3").name == "An Hòa Tây"
    assert at("2022-01-01", "B2").name == "Bình Tân"
    assert at("2022-01-01", "S1", structure="state_agency").parent_code == "D1"
    assert rows("SELECT sum(area_km2) FROM unit_version WHERE level = 3 AND code ~ '^[AB]' AND upper_inf(valid)"
                " AND upper_inf(recorded)") == [(90,)]  # fmt: skip
