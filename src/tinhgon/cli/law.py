"""tinhgon law: the rules of law, one person with reasons, many people, and worked examples."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import output
from tinhgon.cli.commands import FILE, Day, command, command_group, in_format, option
from tinhgon.cli.words import gettext, sentence

if TYPE_CHECKING:
    from tinhgon.law.checking import Checked
    from tinhgon.law.explaining import Explanation, Told
    from tinhgon.law.model import Fact, Rule

law = command_group(
    "law",
    vi="Quy định của pháp luật: danh mục, giải thích từng bước, tính hàng loạt, đối chiếu ví dụ.",
    en="The law as code: catalogue, explanation step by step, batches, worked examples.",
)
on_day = option("--on", type=Day(), required=True, vi="ngày áp dụng", en="the day whose law applies")
drafts_file = option("--drafts", type=FILE, default=None, vi="tệp số liệu dự thảo", en="file with figures of a draft")


@command("list", group=law, vi="Danh mục quy tắc.", en="The catalogue of rules.")
@option("--on", type=Day(), default=None, vi="chỉ quy tắc có hiệu lực ngày này", en="only rules in force on this day")
@in_format("text", "json")
def list_rules(*, on: date | None, shape: str) -> None:
    from tinhgon.law import engine

    rows = [
        version
        for known in engine.rules().values()
        for version in known
        if on is None or (version.effective_from <= on and (version.effective_to is None or on < version.effective_to))
    ]
    if shape == "json":
        output.write_json([_about(version) for version in rows])
        return
    headers = (gettext_noop("Quy tắc"), gettext_noop("Từ ngày"), gettext_noop("Nội dung"), gettext_noop("Căn cứ"))
    output.write_table(
        headers,
        [(v.id, output.shown_day(v.effective_from), gettext(v.title), gettext(v.cite)) for v in rows],
    )


@command(
    "show", group=law, vi="Một quy tắc: cần biết gì, số liệu qua các thời kỳ.", en="One rule: facts, figures by date."
)
@click.argument("rule")
@in_format("text", "json")
def show_rule(*, rule: str, shape: str) -> None:
    from tinhgon.law import engine
    from tinhgon.law.telling import figures_of

    known = engine.versions(id=rule)
    if shape == "json":
        output.write_json(
            {
                **_about(known[-1]),
                "versions": [_about(version) for version in known],
                "figures": figures_of(rule=known[-1]),
            }
        )
        return
    for version in known:
        output.line(f"{version.id}: {gettext(version.title)}")
        until = f" – {output.shown_day(version.effective_to)}" if version.effective_to else ""
        output.line(f"  {gettext(version.cite)}; {output.shown_day(version.effective_from)}{until}")
        if version.note:
            output.line(f"  {gettext(version.note)}")
        for fact in version.facts:
            output.line(f"  - {fact.name}: {_described(fact)}")
    for figure in figures_of(rule=known[-1]):
        output.line(f"{gettext(figure['label'])}")
        for value in figure["values"]:
            mark = "" if value["sure"] == "verified" else f" [{value['sure']}]"
            source = ", ".join(part for part in (value["instrument"], value["article"]) if part)
            output.line(f"  {value['from']}: {value['value']}  ({source}){mark}")


def _described(fact: Fact) -> str:
    parts = [gettext(fact.label)]
    if fact.choices:
        parts.append("|".join(fact.choices))
    if fact.default is not None:
        parts.append(f"[{fact.default}]")
    elif fact.optional:
        parts.append(gettext("không bắt buộc"))
    return "; ".join(parts)


def _about(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id, "title": rule.title, "cite": rule.cite, "gives": rule.gives, "sure": rule.sure,
        "effective_from": rule.effective_from, "effective_to": rule.effective_to,
        "facts": [
            {"name": f.name, "label": f.label, "kind": f.kind, "needed": f.is_needed,
             "choices": list(f.choices or ()), "supplied_by": f.supplied_by[0] if f.supplied_by else None}
            for f in rule.facts
        ],
    }  # fmt: skip


@command(
    "explain",
    group=law,
    vi="Tính cho một người hay một đơn vị, từng bước kèm điều khoản.",
    en="One person or unit, step by step with the articles.",
    more=("FACTS là tệp JSON hoặc chính văn bản JSON.", "FACTS is a JSON file or the JSON itself."),
)
@click.argument("rule")
@on_day
@option("--facts", required=True, metavar="FILE|JSON", vi="số liệu đầu vào", en="the facts")
@drafts_file
@in_format("text", "json")
def explain_rule(*, rule: str, on: date, facts: str, drafts: Path | None, shape: str) -> None:
    from tinhgon.law import engine
    from tinhgon.law.explaining import explain

    told = explain(rule=engine.rule_on(id=rule, on=on), facts=_facts(facts), on=on, drafts=_drafts(drafts), say=gettext)
    if shape == "json":
        output.write_json(told.as_data())
    else:
        _tell(told)


def _facts(text: str) -> dict[str, Any]:
    source = text if text.lstrip().startswith("{") else Path(text).read_text("utf-8-sig")
    try:
        found = json.loads(source, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise BadInput(
            "facts_not_json", gettext_noop("--facts không phải JSON: dòng {row}, cột {column}."),
            row=error.lineno, column=error.colno,
        ) from None  # fmt: skip
    if not isinstance(found, dict):
        raise BadInput("facts_not_object", gettext_noop("--facts phải là một đối tượng JSON: {{tên: giá trị}}."))
    return found


def _drafts(path: Path | None) -> tuple[Any, ...]:
    from tinhgon.law.parameters import read_drafts

    return (read_drafts(path.read_text("utf-8-sig")),) if path else ()


def _tell(told: Explanation, depth: int = 0) -> None:
    pad = "  " * depth
    output.line(f"{pad}{gettext(told.rule.title)} – {output.shown_day(told.on)}")
    output.line(f"{pad}{gettext(told.rule.cite)}")
    for part in told.before:
        _tell(part, depth + 1)
    for fact in told.facts:
        if fact.value is not None:
            output.line(f"{pad}  {gettext(fact.label)}: {gettext(fact.text)} {gettext(fact.suffix)}".rstrip())
    for number, step in enumerate((step for step in told.steps), start=1):
        output.line(f"{pad}{number:3}. {_step(step)}")
    if told.outside:
        output.line(f"{pad}=> {gettext(told.outside)}")
    for finding in told.findings:
        output.line(f"{pad}! {sentence(finding)}" + (f" ({finding.citation})" if finding.citation else ""))


def _step(step: Told) -> str:
    how = f"{step.how} = " if step.how else ""
    cite = f"  [{gettext(step.cite)}]" if step.cite else ""
    return f"{gettext(step.label)}: {how}{gettext(step.text)} {gettext(step.suffix)}".rstrip() + cite


@command(
    "run",
    group=law,
    vi="Tính cho cả một bảng CSV hoặc parquet; thêm cột kết quả và từng bước.",
    en="A whole CSV or parquet table; adds the result and step columns.",
)
@click.argument("rule")
@on_day
@option("--input", "source", type=FILE, required=True, vi="bảng đầu vào", en="the table")
@option("--out", type=FILE, required=True, vi="bảng kết quả", en="where the result goes")
@drafts_file
def run_rule(*, rule: str, on: date, source: Path, out: Path, drafts: Path | None) -> None:
    from tinhgon.law import batch, engine

    version = engine.rule_on(id=rule, on=on)
    done = batch.run_table(rule=version, table=batch.read_table(path=source), on=on, drafts=_drafts(drafts))
    batch.write_table(frame=done, path=out)
    without = done.height - done[engine.OUTSIDE].null_count()
    output.line(
        gettext("{rows} dòng, trong đó {without} dòng không có kết quả (xem cột outside); {cite}.").format(
            rows=done.height, without=without, cite=version.cite
        )
    )


@command(
    "check",
    group=law,
    vi="Đối chiếu ví dụ đã giải với các quy tắc; mã kết thúc 1 khi có chỗ lệch.",
    en="Hold worked examples against the rules; exit code 1 when any differs.",
)
@click.argument("file", type=FILE)
@in_format("text", "json")
def check_file(*, file: Path, shape: str) -> int:
    from tinhgon.law import checking

    checked = checking.check_file(path=file)
    if shape == "json":
        output.write_json(checked.as_data())
    else:
        _tell_checked(checked)
    return 1 if checked.counts["mismatch"] else 0


def _tell_checked(checked: Checked) -> None:
    words = {"match": gettext("khớp"), "mismatch": gettext("LỆCH"), "unsupported": gettext("không tính được")}
    for row in checked.rows:
        output.line(f"{row.id}: {words[row.status]}" + (f": {row.reason}" if row.reason else ""))
        for key in row.keys:
            if key.status == "mismatch":
                output.line(f"  {key.key}: {gettext('ví dụ')} {key.expected}, {gettext('quy tắc')} {key.got}")
                if key.told is not None:
                    _tell(key.told, 1)
    output.line("; ".join(f"{words[status]} {count}" for status, count in checked.counts.items()))
