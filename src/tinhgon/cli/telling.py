"""tinhgon decisions, show: what was signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.errors import gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import command, in_format
from tinhgon.cli.output import SEVERITIES, finding_as_json, line, shown_day, shown_moment, shown_number
from tinhgon.cli.words import gettext, worded

if TYPE_CHECKING:
    from tinhgon.ledger.queries import DecisionRow, EffectRow, FindingRow

_HEADERS = (
    "#", gettext_noop("Số, ký hiệu"), gettext_noop("Ngày ký"), gettext_noop("Hiệu lực"), gettext_noop("Nội dung"),
    gettext_noop("Trích yếu"),
)  # fmt: skip


@command("decisions", vi="Liệt kê các quyết định đã ký.", en="List the signed decisions.")
@in_format("table", "json")
def decisions(*, shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.ledger import queries

    rows = queries.decisions(ledgers.ALL_KNOWN)
    if shape == "json":
        output.write_json([_as_json(row) for row in rows])
    else:
        output.write_table(_HEADERS, map(_cells, rows), right=frozenset({0, 4}))


def _cells(row: DecisionRow) -> tuple[str, ...]:
    annulled = gettext("(đã bị {number} hủy bỏ)").format(number=row.annulled_by_number) if row.annulled_by else ""
    if row.superseded:
        annulled = gettext("(gõ sai, đã vào sổ lại ở thứ {ordinal})").format(ordinal=row.annulled_by)
    subject = row.subject if len(row.subject) <= 80 else row.subject[:79] + "…"
    return (
        str(row.ordinal), row.number, shown_day(row.signed_on), shown_day(row.first_day or row.effective_on),
        str(row.effect_count), f"{subject} {annulled}",
    )  # fmt: skip


def _as_json(row: DecisionRow) -> dict[str, Any]:
    names = (
        "ordinal", "number", "kind", "issuer", "signer", "signed_on", "effective_on", "operates_from", "subject",
        "basis", "confidentiality", "synthetic", "attachments", "note", "recorded_at", "prev_hash", "hash",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "effects": row.effect_count,
        "entries": row.entry_count,
        "annulled_by": None if row.superseded else row.annulled_by_number,
        "entered_again_as": row.annulled_by if row.superseded else None,
        "supersedes": row.supersedes,
    }


@command(
    "show",
    vi="Hiện một quyết định: phần đầu, từng điều khoản, kết quả kiểm tra, quyết định dựa vào nó, mã niêm phong.",
    en="Show a decision: its head, every clause, findings, the decisions that rest on it, its hash.",
)
@click.argument("number")
@in_format("text", "json")
def show(*, number: str, shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.decisions.secrecy import need_open
    from tinhgon.ledger import queries

    row = queries.decision_numbered(ledgers.ALL_KNOWN, number)
    need_open(row)
    effects, findings = queries.effects_of(row.ordinal), queries.findings_of(row.ordinal)
    hard, soft = queries.dependants(ledgers.ALL_KNOWN, row.ordinal)
    if shape == "json":
        output.write_json(
            {
                **_as_json(row),
                "effects": [_effect_as_json(effect) for effect in effects],
                "findings": [finding_as_json(finding) for finding in findings],
                "dependants": [other.number for other in hard],
                "touched_later_by": [other.number for other in soft],
            }
        )
        return
    _show_head(row)
    _show_effects(effects)
    _show_findings(findings)
    _show_others(gettext("Quyết định dựa vào quyết định này"), hard)
    _show_others(gettext("Quyết định sau cũng ghi cho các đơn vị ấy"), soft)


def _effect_as_json(effect: EffectRow) -> dict[str, Any]:
    return {
        "clause": effect.clause, "kind": effect.kind, "effective_on": effect.effective_on,
        "text": effect.effect.describe(), "entries": effect.entry_count, "payload": effect.payload,
    }  # fmt: skip


def _show_head(row: DecisionRow) -> None:
    line(f"{row.kind[:1].upper()}{row.kind[1:]} {row.number}")
    line(row.subject)
    line()
    basis = "; ".join(f"{part['number']} {part.get('title', '')}".strip() for part in row.basis)
    fields = (
        (gettext("Cơ quan ban hành"), row.issuer),
        (gettext("Người ký"), row.signer),
        (gettext("Ngày ký"), shown_day(row.signed_on)),
        (gettext("Ngày có hiệu lực"), shown_day(row.effective_on)),
        (gettext("Hoạt động từ"), shown_day(row.operates_from)),
        (gettext("Căn cứ"), basis),
        (gettext("Ghi chú"), row.note),
        (gettext("Giả định"), gettext("có") if row.synthetic else ""),
        (gettext("Bị hủy bỏ bởi"), "" if row.superseded else row.annulled_by_number or ""),
        (gettext("Đã vào sổ lại ở thứ"), str(row.annulled_by) if row.superseded else ""),
        (gettext("Vào sổ lại thay thứ"), str(row.supersedes or "")),
        (gettext("Thẩm quyền vào sổ"), _authority(row.ordinal)),
        (gettext("Thứ tự trong sổ"), str(row.ordinal)),
        (gettext("Vào sổ lúc"), shown_moment(row.recorded_at, to="%H:%M:%S")),
        (gettext("Bút toán"), shown_number(row.entry_count)),
        (gettext("Mã niêm phong"), row.hash),
        (gettext("Mã của quyết định trước"), row.prev_hash),
    )
    widest = max(len(name) for name, _ in fields)
    for name, value in fields:
        if value:
            line(f"{name.ljust(widest)}  {' '.join(value.split())}")


def _authority(ordinal: int) -> str:
    """'ký bằng dòng lệnh trên máy chủ: root'; of what was signed before that was sealed nothing."""
    from tinhgon.decisions.authority import GROUNDS
    from tinhgon.ledger.queries import sealed_of
    from tinhgon.record.actor import actor_from

    stated = sealed_of(ordinal).get("authority")
    return f"{gettext(GROUNDS[stated['ground']])}: {actor_from(stated['signed']).name}" if stated else ""


def _show_effects(effects: Sequence[EffectRow]) -> None:
    line()
    for effect in effects:
        place = effect.clause or f"({effect.place})"
        line(f"{place}  [{shown_day(effect.effective_on)}]  {effect.effect.describe()}")


def _show_findings(findings: Sequence[FindingRow]) -> None:
    if not findings:
        return
    line()
    line(gettext("Kết quả kiểm tra lúc ký:"))
    for finding in findings:
        severity = gettext(SEVERITIES[finding.severity])
        line(f"- {severity}: {worded(finding.message, finding.data)}")


def _show_others(title: str, rows: Sequence[DecisionRow]) -> None:
    if rows:
        line()
        line(f"{title}: {', '.join(row.number for row in rows)}")
