"""tinhgon case, inbox, procedures: the work that goes by steps, from a shell.

Who acts is who logs in (`--account`, password asked or read from stdin): nobody states who they are.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, UnknownReference, gettext_noop
from tinhgon.cli import ledgers, output, words
from tinhgon.cli.asking import unit_coded
from tinhgon.cli.commands import Day, OneOf, Whole, command, command_group, in_format, option
from tinhgon.cli.logging_in import log_in
from tinhgon.cli.output import STRUCTURES, line
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.basis.findings import Finding
    from tinhgon.cases.acts import Act
    from tinhgon.cases.definition import Procedure, Version
    from tinhgon.cases.move import Moved
    from tinhgon.cases.state import State
    from tinhgon.record.actor import Actor

case = command_group(
    "case", vi="Hồ sơ công việc: danh sách, xem, làm một việc, xem trước.", en="Cases: list, show, act."
)
_MOST = 10_000_000
_LIST = (
    gettext_noop("Hồ sơ"), gettext_noop("Việc"), gettext_noop("Quy trình"), gettext_noop("Bước"), gettext_noop("Hạn"),
)  # fmt: skip
_INBOX = (
    gettext_noop("Hạn"), gettext_noop("Hồ sơ"), gettext_noop("Việc"), gettext_noop("Bước"), gettext_noop("Cần làm"),
)  # fmt: skip
_ACTS = (gettext_noop("Số"), gettext_noop("Lúc"), gettext_noop("Người"), gettext_noop("Việc đã làm"))
_STEPS = (gettext_noop("Bước"), gettext_noop("Ai làm"), gettext_noop("Biểu quyết, thời hạn"), gettext_noop("Lối ra"))


def as_account(function: Any) -> Any:
    return option(
        "--account", required=True, vi="tài khoản; mật khẩu được hỏi, hoặc đọc từ stdin",
        en="account; the password is asked for, or read from stdin",
    )(function)  # fmt: skip


@command("list", group=case, vi="Các hồ sơ mà tài khoản tham gia.", en="The cases in which the account takes part.")
@as_account
@option("--all", "closed", is_flag=True, vi="cả hồ sơ đã kết thúc", en="closed cases too")
@in_format("table", "json")
def list_(*, account: str, closed: bool, shape: str) -> None:
    ledgers.enter()
    from tinhgon.cases.inbox import case_rows

    who = log_in(account)
    rows = case_rows(person=who.person, closed=closed)
    if shape == "json":
        output.write_json([_plain(row) for row in rows])
        return
    output.write_table(
        _LIST,
        [
            (str(row.case), row.title, row.procedure, row.step_title or row.closed, output.shown_day(row.due))
            for row in rows
        ],
    )


@command("show", group=case, vi="Một hồ sơ: bước, việc đã làm, còn thiếu gì.", en="A case: step, acts, what lacks.")
@click.argument("number", type=Whole(1, _MOST))
@as_account
@in_format("table", "json")
def show(*, number: int, account: str, shape: str) -> None:
    ledgers.enter()
    from tinhgon.cases import move, store

    who = log_in(account)
    state = move.seen(number, by=who)
    if shape == "json":
        output.write_json(_state(state))
        return
    here = state.here.title if state.is_open else state.closed
    line(f"{state.case}. {state.title} ({state.procedure.title})")
    line(gettext("Bước: {step}").format(step=here))
    output.write_table(_ACTS, [_act_row(state, act) for act in state.acts])
    for finding in store.lacking(state):
        line(f"- {words.sentence(finding)}")


@command(
    "open", group=case, vi="Trình một dự thảo: mở hồ sơ theo quy trình dự thảo quyết định.",
    en="Submit a draft: open a case that brings it to its signing.",
)  # fmt: skip
@click.argument("draft", type=Whole(1, _MOST))
@option("--unit", "code", required=True, metavar="CODE", vi="mã đơn vị soạn", en="code of the drafting unit")
@option(
    "--structure", type=OneOf(STRUCTURES), default="territory", metavar="S", vi="hệ thống của mã", en="whose code it is"
)
@option("--variant", default="", vi="phiên bản quy trình: xem tinhgon procedures", en="see tinhgon procedures")
@as_account
def open_(*, draft: int, code: str, structure: str, variant: str, account: str) -> None:
    ledgers.enter()
    from tinhgon.cases import move
    from tinhgon.procedures import need_procedure
    from tinhgon.procedures.decision_desk.signing import open_draft

    desk = need_procedure("decision_desk", variant)
    who, unit = log_in(account), unit_coded(AsOf(ledgers.today()), code, structure).id
    who = move.at_opening(who, desk, unit=unit, variant=variant)
    opened = open_draft(draft, procedure=desk, variant=variant or desk.variants()[0], unit=unit, by=who).state
    line(gettext("Đã mở hồ sơ số {case}; đang ở bước: {step}.").format(case=opened.case, step=opened.here.title))


@command(
    "draft", group=case, vi="Lập dự thảo của quyết định mà hồ sơ dẫn đến; nêu điều hồ sơ không nói.",
    en="Begin the draft of the decision that the case comes to; tells what the case does not say.",
)  # fmt: skip
@click.argument("number", type=Whole(1, _MOST))
@as_account
@in_format("text", "json")
def draft(*, number: int, account: str, shape: str) -> None:
    ledgers.enter()
    from tinhgon.cases import move
    from tinhgon.procedures.results import draft_of

    who = log_in(account)
    kept, found = draft_of(move.seen(number, by=who), AsOf(ledgers.today()), by=who)
    if shape == "json":
        output.write_json({"draft": kept.number, "kind": found.kind, "fields": found.fields, "asks": found.asks})
        return
    line(gettext("Dự thảo số {draft} ({kind}).").format(draft=kept.number, kind=found.kind))
    if found.asks:
        line(gettext("Hồ sơ không nói, người soạn phải nêu: {names}.").format(names=", ".join(found.asks)))


@command(
    "act", group=case, vi="Làm một việc trong hồ sơ; nội dung là JSON (tệp, hoặc - để đọc stdin).",
    en="Do an act in a case; its content is JSON (a file, or - for stdin).",
)  # fmt: skip
@click.argument("number", type=Whole(1, _MOST))
@click.argument("kind")
@click.argument("content", type=click.File("r", encoding="utf-8"), required=False)
@as_account
@option("--seen", type=Whole(1, _MOST), vi="việc cuối cùng đã thấy", en="the last act that was seen")
@option("--for", "absent", default="", vi="mã hồ sơ người vắng mặt được thay", en="file code of whom you stand in for")
@option("--form", default="", vi="ký KT., TL., TUQ.", en="form of signing: KT., TL., TUQ.")
def act(*, number: int, kind: str, content: Any, account: str, seen: int | None, absent: str, form: str) -> None:
    ledgers.enter()
    who = log_in(account, absent=absent, form=form, kind=kind, number=number)
    moved = _moved(number, kind, content, who, seen)
    for finding in moved.findings:
        line(f"- {words.sentence(finding)}")
    here = moved.state.here.title if moved.state.is_open else moved.state.closed
    line(gettext("Đã ghi việc số {seq}; hồ sơ đang ở bước: {step}.").format(seq=moved.seq, step=here))


@command(
    "check", group=case, vi="Xem trước một việc: được làm không, còn vướng gì; không ghi gì.",
    en="Try an act: whether it may be done and what stands in the way; nothing is written.",
)  # fmt: skip
@click.argument("number", type=Whole(1, _MOST))
@click.argument("kind")
@click.argument("content", type=click.File("r", encoding="utf-8"), required=False)
@as_account
@option("--for", "absent", default="", vi="mã hồ sơ người vắng mặt được thay", en="file code of whom you stand in for")
@in_format("table", "json")
def check(*, number: int, kind: str, content: Any, account: str, absent: str, shape: str) -> int:
    ledgers.enter()
    from tinhgon.cases import move
    from tinhgon.cases.judging import is_refused

    who = log_in(account, absent=absent, kind=kind, number=number)
    found = move.preview(number, _content(kind, content), by=who)
    if shape == "json":
        output.write_json([_finding(one) for one in found])
    else:
        for finding in found:
            line(f"- {words.sentence(finding)}")
        if not is_refused(found):
            line(gettext("Làm được."))
    return 1 if is_refused(found) else 0


@command(
    "rebuild", group=case, vi="Dựng lại bảng việc đang chờ từ các việc đã ghi.",
    en="Build the rows of open work anew from the acts.",
)  # fmt: skip
def rebuild() -> None:
    ledgers.enter()
    from tinhgon.cases import store
    from tinhgon.cases.books import Books

    line(gettext("Đã dựng lại {count} hồ sơ.").format(count=output.shown_number(store.rebuild(Books()))))


@command("inbox", vi="Việc đang chờ tài khoản làm.", en="The work that waits for the account.")
@as_account
@option("--on", type=Day(), default=None, vi="ngày xem (mặc định: hôm nay)", en="day (default: today)")
@in_format("table", "json")
def inbox(*, account: str, on: date | None, shape: str) -> None:
    ledgers.enter()
    from django.utils import timezone

    from tinhgon.cases.acts import ACTS
    from tinhgon.cases.inbox import inbox as waiting

    who = log_in(account)
    rows = waiting(who.person or 0, account=who.account, on=on or timezone.localdate())
    if shape == "json":
        output.write_json([_plain(row) for row in rows])
        return
    titles = {kind.split("/")[0]: shape.title for kind, shape in ACTS.items()}
    output.write_table(
        _INBOX,
        [
            (output.shown_day(one.due), str(one.case), one.title, one.step_title, gettext(titles.get(one.act, one.act)))
            for one in rows
        ],
    )


@command("procedures", vi="Các quy trình; một quy trình: từng bước.", en="Procedures; of one its steps.")
@click.argument("name", required=False)
@option("--on", type=Day(), default=None, vi="phiên bản áp dụng ngày này", en="the version of this day")
@in_format("table", "json", "svg")
def procedures(*, name: str | None, on: date | None, shape: str) -> None:
    from tinhgon.procedures import need_procedure
    from tinhgon.procedures import procedures as known

    if name is None:
        rows = [(one.procedure, one.title, ", ".join(one.variants())) for one in known().values()]
        if shape == "json":
            output.write_json([{"procedure": a, "title": b, "variants": c.split(", ")} for a, b, c in rows])
            return
        output.write_table((gettext_noop("Tên"), gettext_noop("Quy trình"), gettext_noop("Cách làm")), rows)
        return
    procedure = need_procedure(name)
    versions = [one for one in procedure.versions if on is None or one.is_of(on, one.variant)]
    if shape == "json":
        output.write_json([one.model_dump(mode="json", by_alias=True, exclude_defaults=True) for one in versions])
        return
    for version in versions:
        _tell_version(procedure, version, shape)


def _tell_version(procedure: Procedure, version: Version, shape: str) -> None:
    from tinhgon.cases.definition import acts_of
    from tinhgon.cases.definition.drawing import draw
    from tinhgon.cases.definition.words import clock, outcome, vote, who

    if shape == "svg":
        sys.stdout.write(draw(version, title=procedure.title, translate=gettext, standalone=True))
        return
    line(f"{version.title or procedure.title} ({version.variant}, {output.shown_day(version.since)} – "
         f"{output.shown_day(version.until)}): {version.instrument.label()} ({version.instrument.sure})")  # fmt: skip
    rows = []
    for step in version.steps:
        people = dict.fromkeys(who(by, gettext) for rule in acts_of(step).values() for by in rule.by)
        told = [vote(rule, gettext) for rule in step.all_votes().values()] + [
            clock(one, gettext) for one in step.clocks
        ]
        ways = [f"{outcome(name, gettext)} → {way.to}" for name, way in step.then.items()]
        rows.append((step.title, ", ".join(people), "; ".join(told), "; ".join(ways)))
    output.write_table(_STEPS, rows)


def _moved(number: int, kind: str, content: Any, who: Actor, seen: int | None) -> Moved:
    """The act done; of a case about a draft, what is laid before it and signed is the draft itself."""
    from tinhgon.cases import move, store
    from tinhgon.procedures.decision_desk.signing import sign_draft, submit_draft

    of_draft = {"revise": submit_draft, "sign": sign_draft}.get(kind.partition("/")[0])
    if of_draft and content is None and store.load(number).draft is not None:
        return of_draft(number, by=who, seen=seen)
    return move.do(number, _content(kind, content), by=who, seen=seen)


def _content(kind: str, file: Any) -> Any:
    """The act as the JSON states it. Raises BadInput naming the field."""
    from pydantic import ValidationError

    from tinhgon.cases.acts import ACTS

    name = kind if "/" in kind else f"{kind}/1"
    if name not in ACTS:
        raise UnknownReference(
            "kind_unknown", gettext_noop("Không có loại việc “{kind}”; có: {kinds}."), kind=kind, kinds=", ".join(ACTS)
        )
    try:
        # The password was the first line of stdin; what sys.stdin has read ahead is not in another reader of it.
        from_stdin = file is not None and file.name == sys.stdin.name
        stated = json.loads((sys.stdin if from_stdin else file).read()) if file else {}
        return ACTS[name].model_validate(stated)
    except ValueError as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else None
        where = ".".join(str(part) for part in first["loc"]) if first else "JSON"
        raise BadInput(
            "content_invalid",
            gettext_noop("Nội dung việc chưa đúng: {where}: {what}."),
            where=where,
            what=first["msg"] if first else str(error),
        ) from None


def _plain(row: Any) -> dict[str, Any]:
    return {name: _json(getattr(row, name)) for name in row.__dataclass_fields__}


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "code": finding.code,
        "message": words.sentence(finding),
        "citation": finding.citation,
    }


def _act_row(state: State, act: Act) -> tuple[str, ...]:
    from tinhgon.cases.acts.count import told_of

    by = act.actor.account or f"#{act.actor.person}"
    return str(act.seq), output.shown_moment(act.done_at), by, told_of(state, act, gettext)


def _state(state: Any) -> dict[str, Any]:
    from tinhgon.cases.acts.count import told_of

    return {
        "case": state.case,
        "title": state.title,
        "procedure": state.procedure.procedure,
        "definition": state.procedure.digest,
        "variant": state.version.variant,
        "step": state.step,
        "closed": state.closed,
        "seq": state.seq,
        "path": [run.step for run in state.path],
        "acts": [
            {
                "seq": act.seq,
                "kind": act.payload.kind,
                "account": act.actor.account,
                "person": act.actor.person,
                "done_at": act.done_at.isoformat(),
                "told": told_of(state, act, gettext),
            }
            for act in state.acts
        ],
    }
