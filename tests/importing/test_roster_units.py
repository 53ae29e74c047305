"""Units as rosters name them: exact names are found, what is short or near is offered."""

from __future__ import annotations

import pytest
from tests.importing.offices import HEAD, person, read, seen, sentences, values, xlsx
from tests.world import World


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("phòng Kinh tế", 1010, ""), ("Phòng  KINH TẾ huyện An Lộc", 1010, ""), ("Kinh tế", 1010, ""),
        ("PKT", None, "unit_near"),
        ("P. Kinh tế", None, "unit_near"), ("Phòng KT", None, "unit_near"), ("An Bình", 1004, ""),
        ("xã An Bình", 1004, ""),
        ("Phòng Kinh tế (S1)", 1010, ""), ("Phòng Nội vụ (S1)", None, "unit_differs"), ("huyện An Lộc", 1002, ""),
        ("Hội Chữ thập đỏ", None, "unit_unknown"),
    ],
)  # fmt: skip
def test_units_by_their_names(text: str, unit: int | None, code: str, world: World) -> None:
    result = read(xlsx(HEAD, person(1, unit=text)))
    assert (values(result, "unit_id"), {found for _, found in seen(result)} - {"bloc_unknown"}) == (
        [unit], {code} - {""},
    ), sentences(result)  # fmt: skip


def test_a_full_name_wins_over_longer_ones(world: World) -> None:
    inner = {"kind": "văn phòng", "structure": "state_agency", "bloc": "state"}
    world.sign(
        {
            "kind": "establish_unit/1",
            "clause": "Điều 1",
            "unit": {
                "code": "S3",
                "name": "phòng Kinh tế",
                **inner,
                "parent": {"code": "S1", "structure": "state_agency"},
            },
        },
        on="2021-09-01",
    )
    result = read(xlsx(HEAD, person(1, unit="Phòng Kinh tế"), person(2, unit="Văn phòng phòng Kinh tế")))
    assert values(result, "unit_id")[0] == 1010
    assert values(result, "unit_id")[1] not in (None, 1010)
