"""How the outcome of a preview is written, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tinhgon.basis.errors import Refusal, gettext_noop
from tinhgon.cli import output
from tinhgon.cli.output import SEVERITIES, STRUCTURES, finding_as_json, line, shown_day, shown_number, shown_unit
from tinhgon.cli.words import gettext, sentence, tell

if TYPE_CHECKING:
    from tinhgon.basis.findings import Finding
    from tinhgon.decisions import BalanceLine, Change, Outcome

MOST_CHANGES = 40
_BALANCE = (
    gettext_noop("Hệ thống"), gettext_noop("Cấp"), gettext_noop("Trước"), gettext_noop("Ra"), gettext_noop("Vào"),
    gettext_noop("Sau"), gettext_noop("Chênh lệch"),
)  # fmt: skip
_ACCOUNTS = (gettext_noop("Tài khoản"), gettext_noop("Loại"), *_BALANCE[2:])
_CHANGES = (gettext_noop("Ngày"), gettext_noop("Trước"), gettext_noop("Sau"))


def write(outcomes: Sequence[Outcome]) -> None:
    """Findings, the trial balance, before and after; what stands in the way of signing is on stderr as well."""
    for outcome in outcomes:
        document = outcome.document
        told = gettext("ký được") if outcome.can_be_signed else gettext("không ký được")
        counted = gettext("{effects} nội dung, {entries} bút toán, {units} đơn vị")
        line(f"{document.number}: {told}")
        line(
            counted.format(
                effects=shown_number(len(document.effects)),
                entries=shown_number(outcome.entries),
                units=shown_number(len(outcome.changes)),
            )
        )
        for finding in outcome.findings:
            line(f"- {gettext(SEVERITIES[finding.severity])}: {placed(finding)}")
        for finding in outcome.law:
            line(f"- {gettext(SEVERITIES[finding.severity])}: {placed(finding)} [{finding.citation}]")
        line()
        _write_balance(outcome)
        _write_accounts(outcome)
        _write_changes(outcome.changes)
    for outcome in outcomes:
        first = next((finding for finding in (*outcome.findings, *outcome.law) if finding.is_error), None)
        if first is not None:
            tell(f"{outcome.document.number}: {placed(first)}")


def placed(finding: Finding) -> str:
    """The sentence of a finding, with its clause when it does not name it."""
    told = sentence(finding)
    return f"{told} ({finding.clause})" if finding.clause and finding.clause not in told else told


def _write_balance(outcome: Outcome) -> None:
    rows = (
        (gettext(STRUCTURES.get(item.key[0], item.key[0])), str(item.key[1]), *map(shown_number, _sides(item).values()))
        for item in outcome.balance if item.account == "units"
    )  # fmt: skip
    output.write_table(_BALANCE, rows, right=frozenset(range(1, 7)))
    line()


def _write_accounts(outcome: Outcome) -> None:
    """Posts, people and establishment: only what the decision touches."""
    from tinhgon.decisions import ACCOUNTS, MOVES

    if outcome.moves:
        told = (gettext(MOVES[name]).format(count=shown_number(count)) for name, count in outcome.moves.items())
        line("; ".join(told))
    rows = [
        (gettext(account.label), gettext(account.labels.get(item.key[0], item.key[0])),
         *map(shown_number, _sides(item).values()))
        for item in outcome.balance if item.account != "units" and (item.before or item.after)
        for account in [ACCOUNTS[item.account]]
    ]  # fmt: skip
    if rows:
        output.write_table(_ACCOUNTS, rows, right=frozenset(range(2, 7)))
        line()


def _write_changes(changes: Sequence[Change]) -> None:
    rows = [(shown_day(change.on), _told(change.before), _told(change.after)) for change in changes[:MOST_CHANGES]]
    output.write_table(_CHANGES, rows)
    if len(changes) > MOST_CHANGES:
        rest = shown_number(len(changes) - MOST_CHANGES)
        line(gettext("… và {count} đơn vị nữa; xem đủ bằng --format json.").format(count=rest))
    line()


def _told(fields: Mapping[str, Any] | None) -> str:
    return shown_unit(fields["kind"], fields["name"], fields.get("code")) if fields else "–"


def refused(refusal: Refusal) -> dict[str, Any]:
    """What a program reads when the preview itself is refused."""
    return {"can_be_signed": False, "refused": {"code": refusal.code, "message": sentence(refusal)}, "decisions": []}


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """All of it, for programs."""
    return {
        "can_be_signed": all(outcome.can_be_signed for outcome in outcomes),
        "decisions": [_outcome(outcome) for outcome in outcomes],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "number": outcome.document.number,
        "can_be_signed": outcome.can_be_signed,
        "entries": outcome.entries,
        "findings": [finding_as_json(finding) for finding in outcome.findings],
        "law": [finding_as_json(finding) for finding in outcome.law],
        "balance": [
            {"structure": item.key[0], "level": item.key[1], **_sides(item)}
            for item in outcome.balance if item.account == "units"
        ],
        "accounts": [
            {"account": item.account, "key": item.key[0], **_sides(item)}
            for item in outcome.balance if item.account != "units"
        ],
        "moves": dict(outcome.moves),
        "changes": [
            {"unit": change.unit_id, "on": change.on, "before": _fields(change.before), "after": _fields(change.after)}
            for change in outcome.changes
        ],
    }  # fmt: skip


def _sides(item: BalanceLine) -> dict[str, int]:
    """The figures of a line of a trial balance, in their order."""
    return {name: getattr(item, name) for name in ("before", "out", "into", "after", "difference")}


def _fields(fields: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if fields is None:
        return None
    return {key: value for key, value in fields.items() if key != "exists"}
