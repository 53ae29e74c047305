"""Territory keeps its level: province, district, commune stay what they are when they merge, divide or change kind.

A district without communes may become a special zone or a commune, as the islands did in 2025: its ground is that of
one commune.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import state_on
from tinhgon.registers.units.view import UnitView

PROVINCE, DISTRICT, COMMUNE = 1, 2, 3
_RANKS: Mapping[str, int] = {
    "tỉnh": PROVINCE,
    "thành phố trực thuộc trung ương": PROVINCE,
    "thành phố thuộc tỉnh": DISTRICT,
    "thành phố thuộc thành phố trực thuộc trung ương": DISTRICT,
    "huyện": DISTRICT,
    "quận": DISTRICT,
    "thị xã": DISTRICT,
    "xã": COMMUNE,
    "phường": COMMUNE,
    "thị trấn": COMMUNE,
    "đặc khu": COMMUNE,
}
_WORDS = {PROVINCE: "tỉnh", DISTRICT: "huyện", COMMUNE: "xã"}
_CITATION = "Luật Tổ chức chính quyền địa phương"
_DAY = timedelta(days=1)

# Kinds and levels of the units concerned in time, each with the kind and level before.
_KINDS = """
SELECT unit_id, since, kind, level, was, was_level, parent_id FROM (
  SELECT unit_id, lower(valid) AS since, lower(kind) AS kind, level, parent_id,
         lag(lower(kind)) OVER w AS was, lag(level) OVER w AS was_level
  FROM unit_version WHERE unit_id = ANY(%(units)s) AND upper_inf(recorded) AND structure = 'territory'
  WINDOW w AS (PARTITION BY unit_id ORDER BY lower(valid))) found
WHERE was IS NULL OR kind <> was OR level <> was_level
ORDER BY unit_id, since"""
_SUBORDINATES = """
SELECT EXISTS (SELECT FROM unit_version WHERE parent_id = %(unit)s AND structure = 'territory' AND upper_inf(recorded)
               AND valid @> %(on)s::date)"""


def rank(kind: str, level: int) -> int | None:
    """Whether a kind is of provinces, districts or communes; None for kinds that the law of territory does not know."""
    if kind == "thành phố":
        return PROVINCE if level == 1 else DISTRICT
    if kind == "đặc khu" and level == 1:
        return PROVINCE
    return _RANKS.get(kind)


def check(context: Context) -> Iterator[Finding]:
    """Kinds that this decision brings in against the level and the kind before; who succeeds whom."""
    view = context.view(UnitView)
    since = view.changed_from
    for unit_id, on, kind, level, was, was_level, parent_id in (
        context.rows(_KINDS, units=view.units) if view.units else ()
    ):
        if unit_id not in since or on < since[unit_id]:
            continue
        now = rank(kind, level)
        before = rank(was, was_level) if was else None
        if now and before and now != before and not _is_island(context, unit_id, on - _DAY, before, now):
            yield _changed(context, unit_id, on, before, now)
        if now and (now == PROVINCE) != (level == 1):
            yield _misplaced(context, unit_id, parent_id, on, now)
    yield from _successors(context)


def _successors(context: Context) -> Iterator[Finding]:
    view = context.view(UnitView)
    since = view.changed_from
    for gift in view.successions:
        if min(since.get(gift.source_id, date.max), since.get(gift.target_id, date.max)) > gift.on:
            continue
        source, target = _rank_on(view, gift.source_id, gift.on - _DAY), _rank_on(view, gift.target_id, gift.on)
        if not source or not target or source == target:
            continue
        if _is_island(context, gift.source_id, gift.on - _DAY, source, target):
            continue
        yield Finding(
            severity="error",
            code="succeeded_by_other_level",
            message=gettext_noop(
                "{unit} (cấp {source}) không thể nhập, chia, tách thành hoặc vào {into} (cấp {target}): khác cấp; "
                "nêu đúng đơn vị cùng cấp, hoặc chuyển trực thuộc."
            ),
            data={
                "unit": view.told(gift.source_id, gift.on - _DAY), "source": _WORDS[source],
                "into": view.told(gift.target_id, gift.on), "target": _WORDS[target],
            },
            clause=context.clauses.get(gift.source_id, context.clauses.get(gift.target_id, "")),
            units=(gift.source_id, gift.target_id),
            citation=_CITATION,
        )  # fmt: skip


def _rank_on(view: UnitView, unit_id: int, on: date) -> int | None:
    state = state_on(view.states(unit_id), on)
    if state is None or state.fields["structure"] != "territory":
        return None
    return rank(str(state.fields["kind"]).lower(), int(state.fields["level"]))


def _is_island(context: Context, unit_id: int, eve: date, before: int, now: int) -> bool:
    """A district that had no communes, as a commune from now on."""
    if (before, now) != (DISTRICT, COMMUNE):
        return False
    return not context.rows(_SUBORDINATES, unit=unit_id, on=eve)[0][0]


def _changed(context: Context, unit_id: int, on: date, before: int, now: int) -> Finding:
    view = context.view(UnitView)
    return Finding(
        severity="error",
        code="kind_of_other_level",
        message=gettext_noop(
            "{unit} là đơn vị cấp {before}, không thể đổi thành {kind} (cấp {now}); chỉ đổi loại trong cùng một cấp."
        ),
        data={
            "unit": view.told(unit_id, on - _DAY), "before": _WORDS[before], "now": _WORDS[now],
            "kind": view.told(unit_id, on),
        },
        clause=context.clauses.get(unit_id, ""),
        units=(unit_id,),
        citation=_CITATION,
    )  # fmt: skip


def _misplaced(context: Context, unit_id: int, parent_id: int | None, on: date, now: int) -> Finding:
    view = context.view(UnitView)
    units = (unit_id, parent_id) if parent_id else (unit_id,)
    return Finding(
        severity="error",
        code="kind_out_of_place",
        message=gettext_noop("{unit} là đơn vị cấp {now}, không thể {under}; sửa loại hoặc đơn vị cấp trên."),
        data={
            "unit": view.told(unit_id, on), "now": _WORDS[now],
            "under": f"trực thuộc {view.told(parent_id, on)}" if parent_id else "đứng ngoài mọi đơn vị cấp trên",
        },
        clause=context.clauses.get(unit_id, ""),
        units=units,
        citation=_CITATION,
    )  # fmt: skip
