"""Nothing rests on posts, persons and places that are no longer there: entries that no version shows."""

from __future__ import annotations

from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import silent
from tinhgon.registers.establishment.things import POST
from tinhgon.registers.staff.checks.places import codes
from tinhgon.registers.staff.things import ASSIGNMENT, PERSON

_SOURCES = """
SELECT d.number, e.clause FROM entry n JOIN effect e ON e.id = n.effect_id JOIN decision d ON d.ordinal = n.ordinal
WHERE n.id = %(entry)s"""


def check(context: Context) -> Iterator[Finding]:
    """Later decisions that rest on posts, persons or places which this one takes away must be dealt with by it."""
    things = context.book.postings.things
    for kind in (POST, PERSON, ASSIGNMENT):
        for thing_id in context.touched(kind):
            if thing_id not in things:  # begun in bulk by this decision, with one entry
                continue
            for entry in silent(things[thing_id].standing_entries()):
                number, clause = context.rows(_SOURCES, entry=entry.id)[0]
                yield Finding(
                    severity="error",
                    code="entry_without_effect",
                    message=gettext_noop(
                        "{clause} của {number} ghi cho {what} ngày {on}, nhưng khi đó không có trong sổ; "
                        "xử lý quyết định đó cùng lúc."
                    ),
                    data={"number": number, "clause": clause, "what": _told(context, thing_id),
                          "on": entry.effective_on},
                    clause=context.clauses.get(thing_id, ""),
                )  # fmt: skip


def _told(context: Context, thing_id: int) -> str:
    thing = context.book.postings.things[thing_id]
    fields = {key: value for entry in thing.entries for key, value in entry.changes.items()}
    if thing.kind is POST:
        return f"vị trí {fields.get('title', '?')} ({fields.get('number', '?')})"
    person_id = fields.get("person", 0) if thing.kind is ASSIGNMENT else thing_id
    person = f"người có mã hồ sơ {codes(context, [person_id])[0]}"
    return f"chỗ làm việc của {person}" if thing.kind is ASSIGNMENT else person
