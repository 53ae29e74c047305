"""What identifies a person stands nowhere in plain text, is found all the same, and can be destroyed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests.signing import sign
from tests.world import World, agency, codes, effect, person, rows

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, NotBalanced
from tinhgon.decisions import draft, preview, verify
from tinhgon.decisions.erasing import erase
from tinhgon.decisions.rosters import attach_roster
from tinhgon.record import acts
from tinhgon.record.actor import Actor
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.payloads import (
    IDENTITY,
    SEAL,
    Identity,
)
from tinhgon.registers.staff.queries.files import find_persons
from tinhgon.registers.staff.queries.people import identities, readings_of

CLERK = Actor(account="van.thu")
NOW = AsOf(date(2022, 6, 1))
COUNTS = "SELECT count(*), count(professional), min(birth_year) FROM person_version WHERE upper_inf(recorded)"
PLAIN = {
    "name": "Đặng Thị Hư Cấu", "other_names": "Út Hư", "id_number": "093175000111", "birth_day": "17",
    "phone": "0901234567", "email": "hucau@vi-du.vn", "address": "12 Đường Giả, Tân Giang",
}  # fmt: skip
SECRETS = [text for key, text in PLAIN.items() if key != "birth_day"]


def recruited(world: World, code: str = "HS-80", **identity: str) -> Any:
    new = {"code": code, "born": "17/05/1975", "synthetic": True, "identity": identity or dict(PLAIN)}
    return world.sign(effect("recruit", person=new, at_post="S1.04"))


def read(code: str) -> dict[str, str | None]:
    found = find_persons(NOW, code)
    return identities(NOW, [found[0].id], by=Actor(account="kiểm thử", purpose="kiểm thử"), what="hồ sơ")[found[0].id]


def all_texts() -> str:
    """Every row of every table, as text; bytes as they are, without their hexadecimal."""
    names = rows("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    found = [str(row) for (name,) in names for row in rows(f'SELECT * FROM "{name}"')]
    content = [bytes(row[0]) for row in rows("SELECT content FROM attached_part")]
    return "\n".join(found) + "".join(text.decode("utf-8", "replace") for text in content)


def test_no_identifier_stands_in_plain_text_anywhere(world: World) -> None:
    recruited(world)
    row = {"unit_id": 1010, "name": "Lý Văn Bịa Đặt", "id_number": "093075000222", "birth_year": 1975}
    table = attach_roster([{**row, "phone": "0907654321"}], name="ds.parquet")
    world.sign(effect("take_up_roster", table=table.model_dump()))
    preview([world.draft(effect("change_record", person="HS-3", record={"identity": {"name": "Tên Xem Trước"}}))])
    texts = all_texts()
    for secret in (*SECRETS, "Lý Văn Bịa Đặt", "093075000222", "0907654321", "Tên Xem Trước", "hư cấu", "Hư Cấu"):
        assert secret not in texts
    assert '"birth_day": "17"' not in texts
    assert texts.count(SEAL) > 10
    assert read("HS-80") == PLAIN


def test_a_draft_is_sealed_before_anything_else_sees_it(world: World) -> None:
    new = person("HS-81", "Đặng Thị Hư Cấu", "17/05/1975")
    text = draft(world.draft(effect("recruit", person=new, at_post="S1.04")))
    told = text.model_dump_json()
    assert "Hư Cấu" not in told
    assert draft(text) == text
    assert sign(text).document.model_dump_json().count(SEAL) == 2


def test_a_preview_leaves_no_key(world: World) -> None:
    before = rows("SELECT count(*) FROM person_key")
    preview([world.draft(effect("recruit", person=person("HS-81", "Đặng Thị Hư Cấu", "1975"), at_post="S1.04"))])
    assert rows("SELECT count(*) FROM person_key") == before


def test_a_sealed_text_opens_only_for_its_person_and_column(world: World) -> None:
    recruited(world)
    ((person_id, name, phone),) = rows(
        "SELECT person_id, name, phone FROM person_version WHERE code = 'HS-80' AND upper_inf(recorded)"
    )
    assert sealing.unseal({person_id: {"name": name}}) == {person_id: {"name": PLAIN["name"]}}
    assert sealing.unseal({person_id: {"name": phone, "phone": name}}) == {person_id: {"name": None, "phone": None}}
    assert sealing.unseal({3001: {"name": name}}) == {3001: {"name": None}}
    assert sealing.unseal({person_id: {"name": name[:-4] + "AAAA"}}) == {person_id: {"name": None}}


def test_one_text_is_sealed_differently_each_time() -> None:
    ring = sealing.Keyring()
    same = [ring.seal(person_id, Identity(name="Trần Văn Giả")).name for person_id in (1, 1, 2)]
    assert len(set(same)) == 3
    assert all(text and text.startswith(SEAL) for text in same)


def test_equal_numbers_have_equal_digests_that_tell_nothing(world: World) -> None:
    recruited(world)
    digest = sealing.id_digest(PLAIN["id_number"])
    assert digest == sealing.id_digest(PLAIN["id_number"]) != sealing.id_digest("093175000112")
    assert PLAIN["id_number"].encode() not in digest
    assert sealing.known_numbers([PLAIN["id_number"], "093175000112"]) == {
        PLAIN["id_number"]: find_persons(NOW, "HS-80")[0].id
    }


def test_one_identification_number_one_person(world: World) -> None:
    recruited(world)
    with pytest.raises(Conflict) as refused:
        world.sign(effect("change_record", person="HS-2", record={"identity": {"id_number": PLAIN["id_number"]}}))
    assert refused.value.code == "id_number_taken"
    assert PLAIN["id_number"] not in str(refused.value)
    assert "HS-80" in str(refused.value)
    twins = [{**person(f"HS-8{place}", "Sinh Đôi", "1980"), "identity": {"name": "x", "id_number": "093080000333"}}
             for place in (3, 4)]  # fmt: skip
    with pytest.raises(Conflict) as refused:
        world.sign(*(effect("take_up", person=twin, at_unit=agency("S1")) for twin in twins))
    assert refused.value.code == "id_number_taken"


def test_one_number_from_two_drafts_is_found_when_the_second_is_signed(world: World) -> None:
    identity = {"name": "x", "id_number": "093080000333"}
    texts = [
        draft(world.draft(effect("take_up", person={"code": code, "identity": identity}, at_unit=agency("S1"))))
        for code in ("HS-83", "HS-84")
    ]
    sign(texts[0])
    with pytest.raises(NotBalanced) as refused:
        sign(texts[1])
    assert codes(refused.value.findings) == ["id_number_shared"]
    assert "HS-83, HS-84" in str(refused.value)


def test_a_draft_that_nobody_signs_takes_no_number(world: World) -> None:
    new = {"code": "HS-83", "identity": {"name": "x", "id_number": "093080000333"}}
    draft(world.draft(effect("take_up", person=new, at_unit=agency("S1"))))
    world.sign(effect("take_up", person={**new, "code": "HS-84"}, at_unit=agency("S1")))
    assert [row.code for row in find_persons(NOW, "093080000333")] == ["HS-84"]


def test_a_new_number_is_found_and_the_old_one_no_longer(world: World) -> None:
    recruited(world)
    stated = {"identity": {"id_number": "093175000999", "name": "Đặng Thị Có Thật"}}
    world.sign(effect("change_record", person={"id_number": PLAIN["id_number"]}, record=stated), on="2022-02-01")
    assert [row.code for row in find_persons(NOW, "093175000999")] == ["HS-80"]
    assert find_persons(NOW, PLAIN["id_number"]) == []
    assert [row.code for row in find_persons(NOW, "hư cấu")] == [row.code for row in find_persons(NOW, "co that")]
    payloads = rows("SELECT payload::text FROM effect WHERE kind = 'change_record/1'")
    assert all("093175000" not in payload for (payload,) in payloads)
    assert "HS-80" in payloads[-1][0]


def test_reading_is_written_down_with_who_and_why(world: World) -> None:
    recruited(world)
    found = find_persons(NOW, "HS-80")[0]
    assert readings_of(found.id, limit=5) == []
    identities(NOW, [found.id], by=Actor(account="chuyên viên A", purpose="rà soát hồ sơ"), what="hồ sơ cá nhân")
    assert [(row.who, row.purpose, row.what) for row in readings_of(found.id, limit=5)] == [
        ("chuyên viên A", "rà soát hồ sơ", "hồ sơ cá nhân")
    ]
    with pytest.raises(ValueError, match="purpose"):
        identities(NOW, [found.id], by=Actor(account="chuyên viên A"), what="hồ sơ cá nhân")


def test_after_an_erasure_nothing_identifies_and_everything_stands(world: World) -> None:
    signed = recruited(world)
    world.sign(effect("change_record", person="HS-80", record={"professional": "master"}), on="2022-03-01")
    counted = rows(COUNTS)
    erased = erase("HS-80", ground="Yêu cầu của người thân ngày 01/02/2023", by=CLERK)
    assert read("HS-80") == dict.fromkeys(IDENTITY)
    assert find_persons(NOW, PLAIN["id_number"]) == find_persons(NOW, "hư cấu") == []
    assert [row.code for row in find_persons(NOW, "HS-80")] == ["HS-80"]
    assert verify().is_sound
    assert rows(COUNTS) == counted
    act = acts.last(f"person/{erased.person_id}")
    assert act is not None
    assert act.payload == {"person": erased.person_id, "code": "HS-80", "ground": erased.ground}
    assert (act.done_at, act.actor) == (erased.erased_at, CLERK)
    with pytest.raises(Conflict) as refused:
        erase("HS-80", ground="Lần nữa", by=CLERK)
    assert refused.value.code == "nothing_to_erase"
    world.sign(effect("annul_decision", decisions=[signed.document.number]),
               effect("annul_decision", "Điều 2", decisions=["12/NQ-HĐND"]), on="2022-04-01")  # fmt: skip
    assert verify().is_sound


def test_an_erased_number_may_be_entered_again_as_somebody_new(world: World) -> None:
    recruited(world)
    world.sign(effect("resign", person="HS-80"), on="2022-02-01")
    erase("HS-80", ground="Yêu cầu", by=CLERK)
    again = {"code": "HS-85", "birth_year": 1975, "identity": dict(PLAIN)}
    world.sign(effect("recruit", person=again, at_post="S1.04"), on="2022-03-01")
    assert [row.code for row in find_persons(NOW, PLAIN["id_number"])] == ["HS-85"]
    assert read("HS-80")["name"] is None


def test_a_clause_with_a_plain_identity_cannot_be_posted(world: World) -> None:
    """Whoever goes past the drafting is stopped: what is signed is for ever."""
    from tinhgon.decisions.enacting import enact
    from tinhgon.ledger.store import chain_end

    text = world.draft(effect("change_record", person={"code": "HS-3", "id": 3003},
                              record={"identity": {"name": "Trần Trụi"}}))  # fmt: skip
    with pytest.raises(ValueError, match="sealed"):
        enact(text, chain_end.head(preview=False))
    assert connection.is_usable()
