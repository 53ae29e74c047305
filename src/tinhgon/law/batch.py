"""Many rows from a file to a file: facts read exactly, the result and step columns added as they are read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from tinhgon.basis.confined import MB, Limits, confined
from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law import engine, names, reading
from tinhgon.law.gathered import GATHERED
from tinhgon.law.kinds import Kind, worded
from tinhgon.law.model import Rule

READABLE = (".csv", ".parquet")
MAX_BYTES = 1024 * MB
MAX_ROWS = 10_000_000
LIMITS = Limits(memory=4096 * MB, cpu=120, wall=120, answer=4096 * MB)


def read_table(*, path: Path) -> pl.DataFrame:
    """A CSV, every cell as text, or a parquet file as it is typed."""
    _known(path)
    if not path.is_file():
        raise BadInput("file_missing", _("Không có tệp {file}."), file=str(path))
    if path.stat().st_size > MAX_BYTES:
        raise BadInput(
            "file_too_large",
            _("{file} lớn hơn {most} MB; hãy tách thành nhiều tệp nhỏ hơn."),
            file=path.name,
            most=MAX_BYTES // MB,
        )
    kind = path.suffix.lower().removeprefix(".")
    table = confined(f"{__name__}:parsed_table", path.read_bytes(), kind, path.name, name=path.name, limits=LIMITS)
    return pl.read_ipc(io.BytesIO(table))


def parsed_table(data: bytes, kind: str, name: str) -> bytes:
    """The same as Arrow's file format. To be called through `confined` only."""
    try:
        if kind == "parquet":
            rows = pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item()
            if rows > MAX_ROWS:  # a few bytes may declare millions
                raise BadInput(
                    "table_too_long", _("{file} có quá {most} dòng; tách thành nhiều tệp."), file=name, most=MAX_ROWS
                )
            frame = pl.read_parquet(io.BytesIO(data))
        else:
            frame = pl.read_csv(io.BytesIO(data), infer_schema=False)
    except pl.exceptions.PolarsError:
        raise BadInput(
            "table_broken", _("{file} không đọc được như bảng {kind}; lưu lại tệp rồi thử lại."), file=name, kind=kind
        ) from None
    out = io.BytesIO()
    frame.write_ipc(out)
    return out.getvalue()


def write_table(*, frame: pl.DataFrame, path: Path) -> None:
    """Write a CSV or a parquet file, by the name's end."""
    _known(path)
    if path.suffix.lower() == ".parquet":
        frame.write_parquet(path)
    else:
        frame.write_csv(path)


def _known(path: Path) -> None:
    if path.suffix.lower() not in READABLE:
        raise BadInput(
            "table_kind",
            _("Tệp {name} không phải .csv hoặc .parquet."),
            name=path.name,
        )


def columns_kept(*, rule: Rule, table: pl.DataFrame, on: date, keep: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns that are no facts and go to the result as they are (a code, a name, a unit).

    One that looks like a fact is taken for misspelt, unless it is among `keep`. Raises BadInput naming it.
    """
    known = names.known_to(rule=rule, on=on)
    others = tuple(name for name in table.columns if name not in known)
    for name in others:
        alike = names.near(name, known, least=names.MISSPELT)
        if alike and name not in keep and not set(alike[:1]) <= set(table.columns):
            raise BadInput(
                "column_misspelt",
                _("Cột “{column}” không phải số liệu của quy tắc; gần giống: {near}. Sửa tên cột, hoặc giữ nguyên cột "
                  "ấy bằng --keep {column}."),
                column=name,
                near=", ".join(alike),
            )  # fmt: skip
    return others


def run_table(
    *, rule: Rule, table: pl.DataFrame, on: date, drafts: engine.Drafts = (), keep: Sequence[str] = ()
) -> pl.DataFrame:
    """The table with the rule's steps, `outside` (why a row has no result) and `law` (the version used) added.

    Names of facts (and of steps that are given) are those of `tinhgon law show`; other columns stay as they are, see
    `columns_kept`. Raises BadInput naming column and row.
    """
    columns_kept(rule=rule, table=table, on=on, keep=keep)
    kinds = {**supplied_kinds(rule=rule, on=on), **engine.kinds_of(rule=rule, on=on, drafts=drafts)}
    known = {name: kind for name, kind in kinds.items() if name in table.columns}
    if not known:
        raise BadInput(
            "table_no_facts",
            _("Bảng không có cột nào mà quy tắc cần; cần các cột: {facts}."),
            facts=", ".join(fact.name for fact in rule.facts if fact.is_needed),
        )
    facts = reading.read_frame(frame=table.select(list(known)), kinds=known)
    made = answered(rule=rule, facts=facts, on=on, drafts=drafts)
    return pl.concat([table, made.select(name for name in made.columns if name not in table.columns)], how="horizontal")


def answered(*, rule: Rule, facts: pl.DataFrame, on: date, drafts: engine.Drafts = ()) -> pl.DataFrame:
    """What a run adds to held facts: the steps as they are read, `outside`, and `law`, the version used."""
    kinds = engine.kinds_of(rule=rule, on=on, drafts=drafts)
    done = engine.run(rule=rule, facts=facts, on=on, drafts=drafts)
    made = done.select(name for name in done.columns if name not in facts.columns)
    version = f"{rule.cite} ({rule.effective_from:%d/%m/%Y})"
    checked = engine.parameters(subject=rule.subject).checked_on
    if checked is not None and on > checked:
        version += f"; đối chiếu đến {checked:%d/%m/%Y}"
    return shown(frame=made, kinds=kinds).with_columns(law=pl.lit(version))


def supplied_kinds(*, rule: Rule, on: date) -> Mapping[str, Kind]:
    """The kinds of the facts that rules supplying this one ask for."""
    kinds: dict[str, Kind] = {}
    for fact in rule.facts:
        if fact.supplied_by is not None and fact.supplied_by[0] in engine.rules():
            for version in engine.versions(id=fact.supplied_by[0]):
                if version.effective_from <= on:
                    kinds |= {other.name: other.held_kind for other in version.facts}
    return kinds


def shown(*, frame: pl.DataFrame, kinds: Mapping[str, Kind]) -> pl.DataFrame:
    """Held columns as they are read: decimals with their point, months as 2027-11."""
    return frame.with_columns(_shown(name, kinds[name]) for name in frame.columns if name in kinds)


def _shown(name: str, kind: Kind) -> pl.Expr:
    held = pl.col(name)
    if kind.name == "month":
        return pl.format("{}-{}", held // 12, (held % 12 + 1).cast(pl.String).str.zfill(2)).alias(name)
    if kind.name in GATHERED:
        return held.map_elements(lambda value: worded(kind, value), return_dtype=pl.String).alias(name)
    if kind.is_number and kind.scale:
        unit: int = 10**kind.scale
        return (held.cast(pl.Decimal(20, kind.scale)) / pl.lit(unit)).cast(pl.Decimal(20, kind.scale)).alias(name)
    return held


def cost(*, done: pl.DataFrame, by: Sequence[str], result: str = "total") -> pl.DataFrame:
    """What a run costs by some columns (a year, a unit, a ground): people with a result, people without, đồng."""
    inside = pl.col(engine.OUTSIDE).is_null()
    return (
        done.group_by(by)
        .agg(
            people=inside.sum().cast(pl.Int64),
            outside=(~inside).sum().cast(pl.Int64),
            dong=pl.col(result).filter(inside).sum(),
        )
        .sort(by)
    )
