"""What one row of a roster posts: lean, as there are hundreds of thousands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tinhgon.ledger.postings import Postings
from tinhgon.registers.establishment.things import POST
from tinhgon.registers.staff.payloads import IDENTITY, PERSON_FIELDS
from tinhgon.registers.staff.things import ASSIGNMENT, PERSON

_RECORD = (*IDENTITY, *PERSON_FIELDS)


def take_up(postings: Postings, on: date, row: Mapping[str, Any], *, synthetic: bool) -> None:
    """A new person with a place at a post, which is opened when the row names its title."""
    person = {"exists": True, "code": row["code"], "status": "working"}
    person |= {name: value for name in _RECORD if (value := row[name]) is not None}
    if row["synthetic"] or synthetic:
        person["synthetic"] = True
    postings.begin_in_bulk(PERSON, row["person_id"], on, person)
    if row["post_id"] is not None and row["post_title"] is not None:
        post = {
            "exists": True, "unit": row["unit_id"], "number": row["post_number"], "position": row["position"],
            "title": row["post_title"], "group": row["group"], "rank": row["rank"], "category": row["category"],
            "bloc": row["bloc"], "funding": row["funding"], "frozen": False, "access": "",
        }  # fmt: skip
        postings.begin_in_bulk(POST, row["post_id"], on, post)
    place = {"post": row["post_id"]} if row["post_id"] is not None else {"unit": row["unit_id"]}
    fields = {"exists": True, "person": row["person_id"], **place, "kind": row["kind"], "share": row["share"]}
    if row["until"]:
        fields["until"] = row["until"]
    postings.begin_in_bulk(ASSIGNMENT, None, on, fields)
