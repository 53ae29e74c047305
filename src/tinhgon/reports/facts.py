"""What several reports have in common: SQL of the establishment as of a day, units in the order of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from tinhgon.basis.errors import gettext_noop
from tinhgon.registers.establishment.payloads import CATEGORIES, ESTABLISHMENT
from tinhgon.registers.units.checks.levels import COMMUNE, DISTRICT, PROVINCE, rank
from tinhgon.reports.asking import Question
from tinhgon.reports.model import LineKey, RowPlan, Stretch, Sums

CATEGORY_LABELS: Mapping[str, str] = {
    "cadre": gettext_noop("Cán bộ"),
    "civil_servant": gettext_noop("Công chức"),
    "public_employee": gettext_noop("Viên chức"),
    "commune_official": gettext_noop("Cán bộ, công chức cấp xã"),
    "part_time_commune": gettext_noop("Không chuyên trách cấp xã"),
    "part_time_hamlet": gettext_noop("Không chuyên trách ở ấp, khu vực"),
    "contract_111": gettext_noop("Hợp đồng theo Nghị định 111"),
}
BLOC_LABELS: Mapping[str, str] = {
    "party": gettext_noop("Khối Đảng"),
    "front": gettext_noop("Mặt trận, đoàn thể"),
    "state": gettext_noop("Khối Nhà nước"),
    "public_service": gettext_noop("Đơn vị sự nghiệp"),
}
INSIDE = tuple(category for category in CATEGORIES if category in ESTABLISHMENT)
OUTSIDE = tuple(category for category in CATEGORIES if category not in ESTABLISHMENT)

MOST_ROWS = 2000
"""More units than this are shown to the depth at which they are fewer; `under` opens the rest."""


def here(unit: str) -> str:
    """The condition that a unit is meant by the question."""
    return f"(%(everything)s OR {unit} = ANY(%(scope)s))"


def quota_facts(question: Question, *, r1: str, r2: str, col: str, where: str = "true") -> str:
    """Facts of what units hold on the day. Columns of the leg are `q.`."""
    known = question.known.condition("q")
    return f"""
SELECT {r1} AS r1, {r2} AS r2, {col} AS col, q.amount, 'quota' AS subject, q.unit_id AS subject_id,
       ARRAY[q.thing_id] AS things, q.entry_id
FROM quota_version q
WHERE q.account = 'held' AND q.valid @> %(on)s::date AND {known} AND {here("q.unit_id")} AND {where}"""


def present_facts(
    question: Question, *, r1: str, r2: str, columns: Sequence[str], where: str = "true"
) -> tuple[str, str]:
    """Facts of who is there on the day, each person once at the substantive post, for every base column that is not
    null. The SQL of the columns may read `a.` the assignment, `p.` the post, and `h.` the person.

    In two parts, the older half of the posts and the newer: PostgreSQL reads them side by side.
    """
    known = question.known
    person = any("h." in column for column in columns)
    joined = (
        f"JOIN person_version h ON h.person_id = a.person_id AND h.valid @> %(on)s::date AND {known.condition('h')}"
        if person
        else ""
    )
    many = len(columns) > 1
    values = ", ".join(f"({column})" for column in columns)
    both = f"""
SELECT {r1} AS r1, {r2} AS r2, {"c.col" if many else columns[0]} AS col, 1 AS amount, 'person' AS subject,
       a.person_id AS subject_id, ARRAY[a.assignment_id, p.post_id{", h.person_id" if person else ""}] AS things,
       a.entry_id
FROM assignment_version a
JOIN post_version p ON p.post_id = a.post_id AND {_holds("p")} AND {known.condition("p")} {joined}
{f"CROSS JOIN LATERAL (VALUES {values}) c(col)" if many else ""}
WHERE a.kind = 'substantive' AND {_holds("a")} AND {known.condition("a")} AND {here("p.unit_id")}
  AND {where}{" AND c.col IS NOT NULL" if many else ""}"""
    middle = _middle_post()
    older, newer = (f"{both} AND a.post_id {side} {middle} AND p.post_id {side} {middle}" for side in ("<", ">="))
    return older, newer


def _middle_post() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce((min(post_id) + max(post_id)) / 2, 0) FROM post_version")
        middle: int = cursor.fetchone()[0]
    return middle


def _holds(alias: str) -> str:
    """The condition that a post or an assignment holds on the day."""
    since, until = f"{alias}.valid_since", f"{alias}.valid_until"
    return f"{since} <= %(on)s::date AND ({until} IS NULL OR {until} > %(on)s::date)"


def age_on(alias: str) -> str:
    """SQL of a person's age in full years on the day, by month of birth; January where only the year is known."""
    born = f"({alias}.birth_year * 12 + coalesce({alias}.birth_month, 1) - 1)"
    return f"((date_part('year', %(on)s::date)::int * 12 + date_part('month', %(on)s::date)::int - 1 - {born}) / 12)"


LEVEL_LABELS: Mapping[str, str] = {
    "province": gettext_noop("Cấp tỉnh"),
    "district": gettext_noop("Cấp huyện"),
    "commune": gettext_noop("Cấp xã"),
    "other": gettext_noop("Chưa rõ cấp"),
}
_RANKS = {PROVINCE: "province", DISTRICT: "district", COMMUNE: "commune"}
_LEVELS = """
SELECT DISTINCT ON (code) code, kind, level FROM unit_version u
WHERE structure = 'territory' AND code = ANY(%(codes)s) AND lower(valid) <= %(on)s AND {known}
ORDER BY code, lower(valid) DESC"""


def levels(question: Question, unit_ids: Iterable[int]) -> dict[int, str]:
    """The level of each unit: that of the nearest territory at or above it. An organisation that carries the code of a
    territory is of that territory; "other" where none is found."""
    found = _with_superiors(question, unit_ids, everything=True)
    codes = {unit.code for unit in found.values() if unit.code}
    with connection.cursor() as cursor:
        cursor.execute(_LEVELS.format(known=question.known.condition("u")), {"codes": list(codes), "on": question.on})
        by_code = {code: _level(kind, place) for code, kind, place in cursor.fetchall()}
    result: dict[int, str] = {}
    for unit_id in unit_ids:
        at: int | None = unit_id
        while at in found and found[at].code not in by_code:
            at = found[at].parent
        result[unit_id] = by_code[found[at].code or ""] if at in found else "other"
    return result


def _level(kind: str, place: int) -> str:
    """By kind: the place in the tree was renumbered when districts ended in 2025. What is below a commune, hamlets and
    what else the law of territory does not name, is of the commune."""
    return _RANKS.get(rank(kind.lower(), place) or (COMMUNE if place > DISTRICT else 0), "other")


class TreeUnit(NamedTuple):
    """A unit in the order of the tree. `key` is what a row about it is called."""

    id: int
    key: str
    label: str
    depth: int


_UNITS = """
SELECT DISTINCT ON (unit_id) unit_id, parent_id, structure, code, kind || ' ' || name, sort_key
FROM unit_version u WHERE {ids} AND lower(valid) <= %(on)s AND {known}
ORDER BY unit_id, lower(valid) DESC"""
_MANY = 1000
"""More units than this are read with all others at once: looking up each of them takes longer."""


def level_rows(question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[RowPlan]:
    """The total, each level, and in it each category; r1 of a line is its unit, r2 its category."""
    level_of = levels(question, {line[0] for line in lines})
    found = [RowPlan("total", gettext_noop("Tổng cộng"), list(lines), kind="total")]
    for level, label in LEVEL_LABELS.items():
        members = [line for line in lines if level_of[line[0]] == level]
        if not members:
            continue
        found.append(RowPlan(level, label, members, kind="subtotal"))
        for category, name in CATEGORY_LABELS.items():
            some = [line for line in members if line[1] == category]
            if some:
                found.append(RowPlan(f"{level}:{category}", name, some, depth=1))
    return found


class _Named(NamedTuple):
    parent: int | None
    structure: str
    code: str | None
    label: str
    sort_key: str


def _with_superiors(question: Question, unit_ids: Iterable[int], *, everything: bool = False) -> dict[int, _Named]:
    """Units with those above them, as on the day or as last before it; only those meant, unless `everything`."""
    found: dict[int, _Named] = {}
    wanted = set(unit_ids)
    scope = None if everything or question.extent is None else question.extent.unit_ids
    every = _named(question, None) if scope is None and len(wanted) > _MANY else None
    while wanted:
        rows = _named(question, wanted) if every is None else {one: every[one] for one in wanted if one in every}
        found |= rows
        above = {unit.parent for unit in rows.values() if unit.parent is not None and unit.parent not in found}
        wanted = above if scope is None else above & scope
    return found


def _standing(question: Question, unit_ids: list[int]) -> set[int]:
    """Those of the units that there are on the day."""
    if not unit_ids:
        return set()
    sql = f"""SELECT unit_id FROM unit_version u WHERE unit_id = ANY(%(ids)s) AND valid @> %(on)s::date
              AND {question.known.condition("u")}"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"ids": unit_ids, "on": question.on})
        return {unit_id for (unit_id,) in cursor.fetchall()}


def _named(question: Question, unit_ids: Iterable[int] | None) -> dict[int, _Named]:
    """Units, or all, as on the day or as last before it."""
    ids = "true" if unit_ids is None else "unit_id = ANY(%(ids)s)"
    with connection.cursor() as cursor:
        sql = _UNITS.format(ids=ids, known=question.known.condition("u"))
        cursor.execute(sql, {"ids": list(unit_ids or ()), "on": question.on})
        return {unit_id: _Named(*named) for unit_id, *named in cursor.fetchall()}


def tree(question: Question, unit_ids: Iterable[int]) -> list[TreeUnit]:
    """The units and those above them that the question means, in pre-order."""
    found = _with_superiors(question, unit_ids)
    below: dict[int | None, list[int]] = {}
    codes: dict[str | None, int] = {}
    for unit_id, unit in found.items():
        below.setdefault(unit.parent if unit.parent in found else None, []).append(unit_id)
        codes[unit.code] = codes.get(unit.code, 0) + 1
    ordered: list[TreeUnit] = []

    def walk(parent: int | None, depth: int) -> None:
        for unit_id in sorted(below.get(parent, ()), key=lambda one: (found[one].structure, found[one].sort_key, one)):
            unit = found[unit_id]
            key = f"#{unit_id}" if unit.code is None else unit.code
            if unit.code is not None and codes[unit.code] > 1:
                key = f"{unit.structure}:{unit.code}"
            ordered.append(TreeUnit(unit_id, key, unit.label, depth))
            if unit_id in below:
                walk(unit_id, depth + 1)

    walk(None, 0)
    return ordered


def unit_rows(question: Question, lines: Iterable[LineKey], *, first_depth: int = 0) -> list[RowPlan]:
    """A row for each unit, the sum of its own lines and of all below it; r1 of a line is its unit.

    Where there are too many, only to the depth at which there are few enough.
    """
    by_unit: dict[int, list[LineKey]] = {}
    for line in lines:
        by_unit.setdefault(line[0], []).append(line)
    units = tree(question, by_unit)
    deepest = depth_shown(units)
    standing = _standing(question, [unit.id for unit in units if unit.depth <= deepest])
    order: list[LineKey] = []
    starts: list[int] = []
    for unit in units:
        starts.append(len(order))
        order += by_unit.get(unit.id, ())
    stops = _stops(units, [*starts, len(order)])
    return [
        RowPlan(
            unit.key,
            unit.label,
            Stretch(order, start, stop),
            first_depth + unit.depth,
            unit_id=unit.id,
            ended=unit.id not in standing,
        )
        for unit, start, stop in zip(units, starts, stops, strict=True)
        if unit.depth <= deepest
    ]


def _stops(units: Sequence[TreeUnit], starts: Sequence[int]) -> list[int]:
    """Where the lines below each unit end: where the next unit begins that is no deeper."""
    stops = [starts[-1]] * len(units)
    open_units: list[int] = []
    for place, unit in enumerate(units):
        while open_units and units[open_units[-1]].depth >= unit.depth:
            stops[open_units.pop()] = starts[place]
        open_units.append(place)
    return stops


def depth_shown(units: Sequence[TreeUnit]) -> int:
    """The greatest depth at which the rows are no more than MOST_ROWS."""
    deepest = max((unit.depth for unit in units), default=0)
    while deepest > 0 and sum(unit.depth <= deepest for unit in units) > MOST_ROWS:
        deepest -= 1
    return deepest


def first_day(question: Question) -> date:
    """The first day of a period: as asked, else the day after the books of the establishment were opened."""
    if question.since is not None:
        return question.since
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT coalesce(min(lower(valid)) + 1, %(on)s::date) FROM quota_version q
                WHERE {question.known.condition("q")} AND {here("q.unit_id")}""",
            question.arguments(),
        )
        found: date = cursor.fetchone()[0]
    return min(found, question.on)
