"""Drafts have authors and revisions; nothing of one is overwritten, and two writers are told of each other."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.world import World

from tinhgon.basis.errors import BadInput, Conflict
from tinhgon.decisions import desk
from tinhgon.record import acts
from tinhgon.record.actor import Actor

pytestmark = pytest.mark.django_db
LAN, MINH = Actor(account="lan"), Actor(account="minh")
RENAME = {"kind": "rename_unit/1", "clause": "Điều 1", "unit": "A1", "name": "An Bình Đông"}
RECRUIT = {
    "kind": "recruit/1", "clause": "Điều 2", "at_post": "S1.04",
    "person": {"identity": {"name": "Hồ Văn Mẫu", "id_number": "079190000001"}, "synthetic": True},
}  # fmt: skip


def test_an_unfinished_draft_is_kept_and_names_nobody(world: World) -> None:
    kept = desk.begin({"subject": "Về việc đổi tên", "effects": [RENAME, RECRUIT]}, origin="form", by=LAN)
    assert (kept.seq, kept.author.name, kept.is_open) == (1, "lan", True)
    assert "Mẫu" not in str(kept.document)
    assert kept.digest == desk.digest_of(kept.document)
    with pytest.raises(BadInput, match="number"):
        kept.read()
    assert [e.kind for e in kept.sketch(date(2022, 1, 1)).effects] == ["rename_unit/1", "recruit/1"]


def test_revisions_follow_each_other(world: World) -> None:
    first = desk.begin({"effects": [RENAME]}, origin="form", by=LAN)
    fields = {**first.document, "subject": "Đổi tên"}
    second = desk.revise(first.number, fields, after=1, by=MINH)
    assert (second.seq, second.author.name) == (2, "minh")
    assert desk.revise(first.number, fields, after=2, by=MINH).seq == 2  # nothing has changed
    with pytest.raises(Conflict, match="minh sửa"):
        desk.revise(first.number, {**fields, "subject": "Khác"}, after=1, by=LAN)
    assert [one.author.name for one in desk.revisions(first.number)] == ["minh", "lan"]
    assert desk.kept_draft(first.number, 1).document == first.document


def test_what_cannot_be_read_is_not_kept(world: World) -> None:
    before = len(desk.drafts())
    with pytest.raises(BadInput, match="nam"):
        desk.begin({"effects": [{**RENAME, "nam": "x"}]}, origin="form", by=LAN)
    assert len(desk.drafts()) == before


def test_a_withdrawn_draft_stays_readable_and_is_not_signed(world: World) -> None:
    kept = desk.begin({"effects": [RENAME]}, origin="form", by=LAN)
    desk.withdraw(kept.number, by=LAN)
    written = acts.last(f"draft/{kept.number}")
    assert written is not None
    assert (written.kind, written.actor.account, written.payload["digest"]) == (
        "withdraw_draft/1", LAN.account, kept.digest,
    )  # fmt: skip
    with pytest.raises(Conflict, match="đã rút"):
        desk.withdraw(kept.number, by=LAN)
    assert kept.number not in {one.number for one in desk.drafts()}
    assert desk.kept_draft(kept.number).withdrawn_at is not None
    with pytest.raises(Conflict, match="đã rút"):
        desk.draft_document(kept.number)


@pytest.mark.parametrize("attack", ["UPDATE draft_revision SET document = '{}'", "DELETE FROM draft_revision",
                                    "DELETE FROM draft", "UPDATE draft SET origin = 'x'"])  # fmt: skip
def test_the_application_cannot_change_what_was_drafted(world: World, attack: str) -> None:
    desk.begin({"effects": [RENAME]}, origin="form", by=LAN)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
