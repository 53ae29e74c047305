"""Nothing rests on what is no longer there: entries that no version shows, successions of units that never were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.ledger.checks.places import codes
from tinhgon.ledger.fold import silent, state_on
from tinhgon.ledger.things import ASSIGNMENT, PERSON, POST, UNIT

_DAY = timedelta(days=1)
_SOURCES = """
SELECT d.number, e.clause FROM entry n JOIN effect e ON e.id = n.effect_id JOIN decision d ON d.ordinal = n.ordinal
WHERE n.id = %(entry)s"""


def check(context: Context) -> Iterator[Finding]:
    """Later decisions that rest on what this one takes away must be dealt with by it."""
    journal = context.book.journal
    for thing_id in context.units:
        thing = journal.things.get(thing_id)
        if thing is None or thing.kind is not UNIT:
            continue
        for entry in silent(thing.standing_entries()):
            number, clause = context.rows(_SOURCES, entry=entry.id)[0]
            yield Finding(
                severity="error",
                code="entry_without_effect",
                message=gettext_noop(
                    "{clause} của {number} ghi cho {unit} ngày {on}, nhưng khi "
                    "đó đơn vị không có trong sổ; xử lý quyết định đó cùng lúc."
                ),
                data={"number": number, "clause": clause, "unit": context.told(thing_id), "on": entry.effective_on},
                clause=context.clauses.get(thing_id, ""),
                units=(thing_id,),
            )
    yield from _of_staff(context)
    for gift in context.successions:
        source_is_there = state_on(context.states(gift.source_id), gift.on - _DAY)
        target_is_there = state_on(context.states(gift.target_id), gift.on)
        if source_is_there and target_is_there:
            continue
        number, clause = context.rows(_SOURCES, entry=gift.entry_id)[0]
        yield Finding(
            severity="error",
            code="succession_without_unit",
            message=gettext_noop(
                "{clause} của {number} ghi {source} giao cho {target} ngày {on}, "
                "nhưng một bên không có trong sổ; xử lý quyết định đó cùng lúc."
            ),
            data={
                "number": number, "clause": clause, "on": gift.on,
                "source": context.told(gift.source_id), "target": context.told(gift.target_id),
            },
            units=(gift.source_id, gift.target_id),
        )  # fmt: skip


def _of_staff(context: Context) -> Iterator[Finding]:
    """The same for posts, persons and their places."""
    things = context.book.journal.things
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
    thing = context.book.journal.things[thing_id]
    fields = {key: value for entry in thing.entries for key, value in entry.changes.items()}
    if thing.kind is POST:
        return f"vị trí {fields.get('title', '?')} ({fields.get('number', '?')})"
    person_id = fields.get("person", 0) if thing.kind is ASSIGNMENT else thing_id
    person = f"người có mã hồ sơ {codes(context, [person_id])[0]}"
    return f"chỗ làm việc của {person}" if thing.kind is ASSIGNMENT else person
