"""Kết quả sắp xếp tổ chức bộ máy (RP-05): units, posts and heads before and after, by structure and kind of unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tinhgon.basis.errors import gettext_noop
from tinhgon.reports.asking import Question
from tinhgon.reports.facts import first_day, here
from tinhgon.reports.model import Column, Facts, LineKey, Report, RowPlan, Sums

_STRUCTURES = {
    "territory": gettext_noop("Đơn vị hành chính, ấp, khu vực"),
    "party": gettext_noop("Tổ chức của Đảng"),
    "front": gettext_noop("Mặt trận, đoàn thể"),
    "state_agency": gettext_noop("Cơ quan nhà nước"),
    "public_service": gettext_noop("Đơn vị sự nghiệp công lập"),
}

# A unit's state on the eve of the period and on its last day, and the entry by which it ended in between.
_UNITS = """
SELECT coalesce(w.structure, n.structure) AS structure, w.kind AS was, n.kind AS now, b.unit_id,
       w.entry_id AS before_entry, n.entry_id AS after_entry, o.entry_id AS begun_entry, x.id AS ended_entry,
       o.kind AS begun
FROM (SELECT DISTINCT unit_id FROM unit_version u WHERE {known} AND {here}
      AND u.valid && daterange(%(since)s::date - 1, %(on)s, '[]')) b
LEFT JOIN unit_version w ON w.unit_id = b.unit_id AND w.valid @> (%(since)s::date - 1) AND {known_w}
LEFT JOIN unit_version n ON n.unit_id = b.unit_id AND n.valid @> %(on)s::date AND {known_n}
LEFT JOIN LATERAL (SELECT * FROM unit_version f WHERE f.unit_id = b.unit_id AND {known_f}
                   ORDER BY lower(f.valid) LIMIT 1) o ON w.unit_id IS NULL
LEFT JOIN LATERAL (SELECT e.id FROM entry e WHERE e.thing_id = b.unit_id AND e.changes->>'exists' = 'false'
                   AND e.effective_on BETWEEN %(since)s AND %(on)s AND {stands}
                   ORDER BY e.effective_on DESC, e.id DESC LIMIT 1) x ON n.unit_id IS NULL"""


def facts(question: Question) -> Facts:
    """A unit that changed its kind meanwhile goes out of one kind and into the other."""
    known = question.known
    units = _UNITS.format(
        known=known.condition("u"), here=here("u.unit_id"), known_w=known.condition("w"), known_n=known.condition("n"),
        known_f=known.condition("f"), stands=known.entries("e"),
    )  # fmt: skip
    unit_facts = f"""
SELECT c.structure AS r1, c.kind AS r2, c.col, c.amount, 'unit' AS subject, b.unit_id AS subject_id,
       ARRAY[b.unit_id] AS things, c.entry_id
FROM ({units}) b CROSS JOIN LATERAL (VALUES
  (b.structure, b.was, 'units_before', 1, b.before_entry),
  (b.structure, b.now, 'units_after', 1, b.after_entry),
  (b.structure, b.was, 'units_ended', CASE WHEN b.now IS NULL THEN 1 END, b.ended_entry),
  (b.structure, coalesce(b.begun, b.now), 'units_begun', CASE WHEN b.was IS NULL AND b.now IS NOT NULL THEN 1 END,
   b.begun_entry),
  (b.structure, b.was, 'units_changed', CASE WHEN b.was <> b.now THEN -1 END, b.after_entry),
  (b.structure, b.now, 'units_changed', CASE WHEN coalesce(b.was, b.begun) <> b.now THEN 1 END, b.after_entry),
  (b.structure, b.begun, 'units_changed',
   CASE WHEN b.was IS NULL AND b.begun <> b.now THEN -1 END, b.after_entry)
) c(structure, kind, col, amount, entry_id)
WHERE c.kind IS NOT NULL AND c.amount IS NOT NULL AND c.entry_id IS NOT NULL"""
    parts = [unit_facts]
    for word, day in (("before", "(%(since)s::date - 1)"), ("after", "%(on)s::date")):
        parts.append(f"""
SELECT u.structure, u.kind, c.col, 1, 'post', p.post_id, ARRAY[p.post_id, u.unit_id], p.entry_id
FROM post_version p
JOIN unit_version u ON u.unit_id = p.unit_id AND u.valid @> {day} AND {known.condition("u")}
CROSS JOIN LATERAL (VALUES ('posts_{word}'), (CASE WHEN p."group" = 'leadership' THEN 'leaders_{word}' END)) c(col)
WHERE p.valid @> {day} AND {known.condition("p")} AND {here("p.unit_id")} AND c.col IS NOT NULL""")
    return Facts(parts, {**question.arguments(), "since": first_day(question)})


_GROUPS = {
    "units": gettext_noop("Đơn vị"),
    "posts": gettext_noop("Vị trí"),
    "leaders": gettext_noop("Vị trí lãnh đạo"),
}


def _change(what: str) -> Column:
    terms = {f"{what}_after": 1, f"{what}_before": -1}
    return Column(f"{what}_change", gettext_noop("Tăng, giảm"), _GROUPS[what], terms=terms)


def columns(_question: Question, _lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """Before, out, in, changed, after; posts and leadership posts before and after."""
    before, after = gettext_noop("Trước"), gettext_noop("Sau")
    return [
        Column("units_before", before, _GROUPS["units"]),
        Column("units_ended", gettext_noop("Kết thúc"), _GROUPS["units"]),
        Column("units_begun", gettext_noop("Lập mới"), _GROUPS["units"]),
        Column("units_changed", gettext_noop("Đổi loại"), _GROUPS["units"]),
        Column("units_after", after, _GROUPS["units"]),
        _change("units"),
        Column("posts_before", before, _GROUPS["posts"]),
        Column("posts_after", after, _GROUPS["posts"]),
        _change("posts"),
        Column("leaders_before", before, _GROUPS["leaders"]),
        Column("leaders_after", after, _GROUPS["leaders"]),
        _change("leaders"),
    ]


def rows(_question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[RowPlan]:
    """Each structure, and in it each kind of unit."""
    found: list[RowPlan] = []
    for structure, label in _STRUCTURES.items():
        kinds = sorted({str(line[1]) for line in lines if line[0] == structure})
        if kinds:
            found.append(RowPlan(structure, label, [(structure, kind) for kind in kinds], kind="subtotal"))
        found += [RowPlan(f"{structure}:{kind}", kind, [(structure, kind)], depth=1) for kind in kinds]
    return [*found, RowPlan("total", gettext_noop("Tổng cộng"), list(lines), kind="total")]


REPORT = Report(
    name="reorganisation",
    code="RP-05",
    title=gettext_noop("Kết quả sắp xếp tổ chức bộ máy"),
    summary=gettext_noop("Đơn vị, vị trí, vị trí lãnh đạo trước và sau kỳ, theo tổ chức và loại đơn vị."),
    span="period",
    unit=gettext_noop("đơn vị, vị trí, người"),
    counting=gettext_noop(
        "Cách đếm: đơn vị có trong sổ ngày trước kỳ và ngày cuối kỳ; đơn vị đổi loại ra khỏi loại cũ, vào loại mới. "
        "Vị trí đếm theo số vị trí, không theo người."
    ),
    facts=facts,
    rows=rows,
    columns=columns,
    chart=("units_before", "units_after"),
)
