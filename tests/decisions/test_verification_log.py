"""A verification is written down: when, up to which decision, whether everything fitted; and it stays so."""

from __future__ import annotations

import pytest
from tests import world
from tests.signing import sign

from tinhgon.decisions import verify
from tinhgon.decisions.verifications import last_verified


@pytest.mark.django_db
def test_an_empty_ledger_has_nothing_to_note() -> None:
    assert verify().is_sound
    assert last_verified() is None


@pytest.mark.django_db
def test_it_is_noted_at_its_level() -> None:
    sign(world.opening())
    verify(replay=False)
    first = last_verified()
    verify()
    second = last_verified()
    assert first is not None
    assert second is not None
    assert (first.replayed, second.replayed) == (False, True)
    assert first.is_sound
    assert second.verified_at > first.verified_at
    assert (first.ordinal, second.ordinal) == (1, 1)
    assert second.act > first.act
