"""What the checks of people ask of a decision: the persons, posts and units that it has to do with."""

from __future__ import annotations

from typing import Any

from tinhgon.ledger.checks import Context
from tinhgon.registers.establishment.things import POST
from tinhgon.registers.staff.things import ASSIGNMENT, PERSON

_PLACES = """
SELECT array_agg(DISTINCT person_id), array_remove(array_agg(DISTINCT post_id), NULL),
       array_remove(array_agg(DISTINCT unit_id), NULL)
FROM assignment_version WHERE assignment_id = ANY(%(assignments)s)"""


class Staffed:
    """As touched things, or by a place that is touched. Made by `context.view(Staffed)`."""

    def __init__(self, context: Context) -> None:
        places: tuple[Any, ...] = (None, None, None)
        if context.touched(ASSIGNMENT):
            places = context.rows(_PLACES, assignments=context.touched(ASSIGNMENT))[0]
        persons, posts, units = (set(ids or ()) for ids in places)
        self.persons: list[int] = sorted(persons | set(context.touched(PERSON)))
        self.posts: list[int] = sorted(posts | set(context.touched(POST)))
        self.units: list[int] = sorted(units)
