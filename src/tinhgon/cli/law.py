"""tinhgon law: the rules of law, one person with reasons, many people, and worked examples."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import FILE, INPUT, Day, OneOf, command, command_group, in_format, option
from tinhgon.cli.words import gettext, sentence, tell

if TYPE_CHECKING:
    import polars as pl

    from tinhgon.law.checking import Checked
    from tinhgon.law.explaining import Explanation, Told
    from tinhgon.law.model import Fact, Rule

law = command_group(
    "law",
    vi="Quy định của pháp luật: danh mục, giải thích từng bước, tính hàng loạt, đối chiếu ví dụ.",
    en="The law as code: catalogue, explanation step by step, batches, worked examples.",
)
on_day = option("--on", type=Day(), required=True, vi="ngày áp dụng", en="the day whose law applies")
under_unit = option("--under", default=None, metavar="CODE", vi="chỉ đơn vị mã này", en="only under this unit")
drafts_file = option("--drafts", type=INPUT, default=None, vi="tệp số liệu dự thảo", en="file with figures of a draft")


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
    checked = engine.parameters(subject=known[-1].subject).checked_on
    if checked is not None:
        output.line(gettext("Đối chiếu đến ngày {day}.").format(day=output.shown_day(checked)))


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
    from tinhgon.law import engine

    return {
        "checked_on": engine.parameters(subject=rule.subject).checked_on,
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
    from tinhgon.decisions.files import text_of_file

    source = text if text.lstrip().startswith("{") else text_of_file(Path(text))
    try:
        found = json.loads(source, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise BadInput(
            "facts_not_json", gettext_noop("--facts không phải JSON: dòng {row}, cột {column}."),
            row=error.lineno, column=error.colno,
        ) from None  # fmt: skip
    except (ValueError, RecursionError):
        raise BadInput(
            "facts_not_numbers", gettext_noop("--facts: có số quá dài, hoặc các mục lồng nhau quá sâu.")
        ) from None
    if not isinstance(found, dict):
        raise BadInput("facts_not_object", gettext_noop("--facts phải là một đối tượng JSON: {{tên: giá trị}}."))
    return found


def _drafts(path: Path | None) -> tuple[Any, ...]:
    from tinhgon.decisions.files import text_of_file
    from tinhgon.law.parameters import read_drafts

    return (read_drafts(text_of_file(path)),) if path else ()


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
    vi="Tính cho cả một bảng CSV hoặc parquet, hay cho mọi người trong sổ; thêm cột kết quả và từng bước.",
    en="A whole CSV or parquet table, or all people of the books; adds the result and step columns.",
)
@click.argument("rule")
@on_day
@option("--input", "source", type=INPUT, default=None, vi="bảng đầu vào", en="the table")
@option("--people", is_flag=True, vi="người đang làm việc trong sổ ngày ấy", en="those at work in the books that day")
@under_unit
@option("--out", type=FILE, required=True, vi="bảng kết quả", en="where the result goes")
@drafts_file
@option(
    "--keep",
    "keep",
    multiple=True,
    metavar="COLUMN",
    vi="cột giữ nguyên dù tên gần giống số liệu",
    en="a column that stays as it is though it looks like a fact",
)
def run_rule(
    *,
    rule: str,
    on: date,
    source: Path | None,
    people: bool,
    under: str | None,
    out: Path,
    drafts: Path | None,
    keep: tuple[str, ...],
) -> None:
    from tinhgon.law import batch, engine

    version = engine.rule_on(id=rule, on=on)
    if people == (source is not None) or (people and drafts):
        raise click.UsageError(gettext("Chọn một: --input TỆP, hoặc --people (không kèm --drafts)."))
    if source is not None:
        table = batch.read_table(path=source)
        done = batch.run_table(rule=version, table=table, on=on, drafts=_drafts(drafts), keep=keep)
        if kept := batch.columns_kept(rule=version, table=table, on=on, keep=keep):
            tell(gettext("Các cột không phải số liệu của quy tắc, giữ nguyên: {names}.").format(names=", ".join(kept)))
    else:
        from tinhgon.entitlements.leaving import estimated_in, run_people

        done = run_people(version, _people(on, under), on=on)
        if estimates := estimated_in(done):
            tell(gettext("Các cột ước từ sổ: {names}; đối chiếu với hồ sơ.").format(names=", ".join(estimates)))
    batch.write_table(frame=done, path=out)
    without = done.height - done[engine.OUTSIDE].null_count()
    output.line(
        gettext("{rows} dòng, trong đó {without} dòng không có kết quả (xem cột outside); {cite}.").format(
            rows=done.height, without=without, cite=version.cite
        )
    )


def _people(on: date, under: str | None) -> pl.DataFrame:
    """Those at work in the books on the day, under a unit where one is named."""
    ledgers.enter_or_demo()
    from tinhgon.entitlements.leaving import refuse_nobody
    from tinhgon.registers.staff.queries import law_facts
    from tinhgon.registers.units.queries.extents import extent

    as_of = AsOf(on)
    people = law_facts.people(as_of, units=extent(under, as_of).unit_ids if under else None)
    refuse_nobody(people, on)
    return people


@command(
    "cost",
    group=law,
    vi="Ai có thể nghỉ, theo căn cứ nào, tốn bao nhiêu, theo năm và đơn vị.",
    en="Who could leave, on what ground, at what cost, by year and unit.",
    more=(
        "Mỗi người nghỉ một lần: đúng tuổi, hoặc sớm hơn ở năm đầu tiên mà văn bản có hiệu lực ngày 01/07 cho phép.",
        "Each person leaves once: on time, or earlier in the first year in which an instrument of 1 July allows it.",
    ),
)
@option("--from", "first", type=int, required=True, vi="từ năm", en="first year")
@option("--to", "last", type=int, required=True, vi="đến năm", en="last year")
@option("--rule", "rules", multiple=True, vi="chỉ tính các quy tắc này", en="only these rules")
@option(
    "--by", "by", multiple=True, type=OneOf(("year", "unit", "ground")), default=("year", "ground"),
    metavar="year|unit|ground", vi="cộng theo [year, ground]", en="sum by",
)  # fmt: skip
@under_unit
@option("--on", type=Day(), default=None, vi="người trong sổ ngày này [01/01 năm đầu]", en="people as of this day")
@option("--input", "source", type=INPUT, default=None, vi="bảng người thay cho sổ", en="a table in place of the books")
@in_format("table", "csv", "json")
def cost_of_leaving(
    *, first: int, last: int, rules: tuple[str, ...], by: tuple[str, ...], under: str | None, on: date | None,
    source: Path | None, shape: str,
) -> None:  # fmt: skip
    from tinhgon.entitlements import leaving
    from tinhgon.law import batch

    day = on or date(first, 1, 1)
    people = leaving.read_people(batch.read_table(path=source)) if source else _people(day, under)
    left = leaving.forecast(people, first=first, last=last, rules=rules or leaving.EARLY)
    summed = leaving.cost(left, by=tuple(dict.fromkeys(by)))
    if shape == "json":
        output.write_json(
            {
                "from": first, "to": last, "people_on": None if source else day, "people": people.height,
                "leaving": left.height, "dong": int(left["dong"].sum()), "rows": summed.to_dicts(),
            }
        )  # fmt: skip
    elif shape == "csv":
        output.write_csv(summed.columns, ([_cell(value) for value in row] for row in summed.iter_rows()))
    else:
        _write_cost(summed, left, people.height)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _write_cost(summed: pl.DataFrame, left: pl.DataFrame, people: int) -> None:
    headers = [_COST_HEADERS[name] for name in summed.columns]
    rows = ([_told_cost(name, value) for name, value in row.items()] for row in summed.iter_rows(named=True))
    numbers = {"people", "dong"}
    output.write_table(headers, rows, right=frozenset(n for n, name in enumerate(summed.columns) if name in numbers))
    output.line(
        gettext("{left} trong {people} người; {dong} đồng.").format(
            left=output.shown_number(left.height),
            people=output.shown_number(people),
            dong=output.shown_number(int(left["dong"].sum())),
        )
    )


def _told_cost(name: str, value: Any) -> str:
    if name == "ground":
        from tinhgon.law import engine

        return gettext(_GROUNDS[value]) if value in _GROUNDS else gettext(engine.versions(id=value)[-1].title)
    return output.shown_number(value) if name in {"people", "dong"} else _cell(value)


_GROUNDS = {"on_time": gettext_noop("Nghỉ hưu đúng tuổi"), "past_age": gettext_noop("Đã quá tuổi nghỉ hưu")}
_COST_HEADERS = {
    "year": gettext_noop("Năm"), "unit_code": gettext_noop("Mã"), "unit": gettext_noop("Đơn vị"),
    "ground": gettext_noop("Căn cứ nghỉ"), "people": gettext_noop("Số người"), "dong": gettext_noop("Số tiền (đồng)"),
}  # fmt: skip


@command(
    "check",
    group=law,
    vi="Đối chiếu ví dụ đã giải với các quy tắc; mã kết thúc 1 khi có chỗ lệch.",
    en="Hold worked examples against the rules; exit code 1 when any differs.",
)
@click.argument("file", type=INPUT)
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
