"""People on the list of a mass transfer: the giving unit has verified everyone, and they are its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.staff.checks.places import named
from tinhgon.registers.staff.effects.transfer_people import TransferPeople

_DAY = timedelta(days=1)
# Of these people, those whose main place on the day was neither at the unit nor anywhere below it.
_ELSEWHERE = """
WITH RECURSIVE below(id) AS (
  SELECT %(unit)s::bigint
  UNION
  SELECT u.unit_id FROM below JOIN unit_version u ON u.parent_id = below.id AND u.valid @> %(on)s::date
    AND upper_inf(u.recorded))
SELECT h.code FROM assignment_version a
JOIN person_version h ON h.person_id = a.person_id AND h.valid @> %(on)s::date AND upper_inf(h.recorded)
LEFT JOIN post_version p ON p.post_id = a.post_id AND p.valid @> %(on)s::date AND upper_inf(p.recorded)
WHERE h.code = ANY(%(codes)s) AND a.kind = 'substantive' AND a.valid @> %(on)s::date AND upper_inf(a.recorded)
  AND coalesce(p.unit_id, a.unit_id) NOT IN (SELECT id FROM below) ORDER BY h.code"""


def check(context: Context) -> Iterator[Finding]:
    """Of every mass transfer of this decision."""
    for effect in context.book.document.effects:
        if not isinstance(effect, TransferPeople):
            continue
        unit = context.book.subject("units").unit(effect.verified_by)
        waiting = [str(move.person.code) for move in effect.moves if not move.verified]
        if waiting:
            yield Finding(
                severity="error",
                code="not_verified",
                message=gettext_noop(
                    "Chưa xác nhận: {people}. Nơi đi ({unit}) cần xác nhận từng người trước khi ký; "
                    "đánh dấu verified sau khi có xác nhận."
                ),
                data={"people": named(waiting), "unit": unit.label()},
                clause=effect.clause,
                units=(unit.id,),
            )
        on = context.book.document.effective(effect) - _DAY
        elsewhere = _elsewhere(context, unit.id, on, [str(move.person.code) for move in effect.moves])
        if elsewhere:
            yield Finding(
                severity="warning",
                code="verified_elsewhere",
                message=gettext_noop(
                    "Ngày {on}, người được điều động không thuộc {unit} là nơi xác nhận: {people}; "
                    "xem lại đơn vị xác nhận hoặc danh sách."
                ),
                data={"on": on, "people": named(elsewhere), "unit": unit.label()},
                clause=effect.clause,
                units=(unit.id,),
            )


def _elsewhere(context: Context, unit_id: int, on: date, codes: Sequence[str]) -> list[str]:
    return [row[0] for row in context.rows(_ELSEWHERE, unit=unit_id, on=on, codes=list(codes))]
