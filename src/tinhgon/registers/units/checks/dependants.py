"""Nothing rests on what is no longer there: entries that no version shows, successions of units that never were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import silent, state_on
from tinhgon.registers.units.things import UNIT
from tinhgon.registers.units.view import UnitView

_DAY = timedelta(days=1)
_SOURCES = """
SELECT d.number, e.clause FROM entry n JOIN effect e ON e.id = n.effect_id JOIN decision d ON d.ordinal = n.ordinal
WHERE n.id = %(entry)s"""


def check(context: Context) -> Iterator[Finding]:
    """Later decisions that rest on what this one takes away must be dealt with by it."""
    view = context.view(UnitView)
    postings = context.book.postings
    for thing_id in view.units:
        thing = postings.things.get(thing_id)
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
                data={
                    "number": number,
                    "clause": clause,
                    "unit": view.told(thing_id),
                    "on": entry.effective_on,
                },
                clause=context.clauses.get(thing_id, ""),
                units=(thing_id,),
            )
    for gift in view.successions:
        source_is_there = state_on(view.states(gift.source_id), gift.on - _DAY)
        target_is_there = state_on(view.states(gift.target_id), gift.on)
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
                "source": view.told(gift.source_id), "target": view.told(gift.target_id),
            },
            units=(gift.source_id, gift.target_id),
        )  # fmt: skip
