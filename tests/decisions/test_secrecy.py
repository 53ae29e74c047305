"""A decision with a grade of secrecy is neither kept as a draft, nor previewed, nor signed."""

import pytest
from tests.world import World, document, rename, rows

from tinhgon.basis.errors import BadInput
from tinhgon.decisions import preview
from tinhgon.decisions.desk import begin, keep_draft
from tinhgon.record.actor import Actor

pytestmark = pytest.mark.django_db
BY = Actor(account="lan")


@pytest.mark.parametrize("grade", ["secret", "top_secret", "utmost_secret"])
def test_a_grade_of_secrecy_is_refused_at_every_door(world: World, grade: str) -> None:
    before = rows("SELECT count(*) FROM decision"), rows("SELECT count(*) FROM draft")
    effect = rename("A1", "An Bình Đông")
    secret = document(effect, number="06/QĐ-MẪU", on="2022-01-01", confidentiality=grade)
    doors = (
        lambda: preview([secret]),
        lambda: keep_draft(secret, origin="api", by=BY),
        lambda: begin({"number": "06/QĐ-MẪU", "confidentiality": grade}, origin="web", by=BY),
        lambda: world.sign(effect, on="2022-01-01", confidentiality=grade),
    )
    for door in doors:
        with pytest.raises(BadInput, match="bí mật nhà nước"):
            door()
    assert (rows("SELECT count(*) FROM decision"), rows("SELECT count(*) FROM draft")) == before
