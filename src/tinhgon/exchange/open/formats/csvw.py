"""CSV on the Web: four tables, and the description that says what every column is and which row another one means.

`organisations.csv` has every unit that ever was, `units.csv` those of the day as they are on it, `successions.csv` who
took over from whom, `decisions.csv` which papers say so.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.exchange.open.model import Published

Column = tuple[str, str, str]  # name, datatype, title
ORGANISATIONS: Sequence[Column] = (
    ("id", "integer", "số của đơn vị, không đổi"), ("address", "anyURI", "địa chỉ"), ("name", "string", "tên sau cùng"),
    ("kind", "string", "loại sau cùng"), ("structure", "string", "hệ thống"),
    ("founded", "date", "ngày lập; trống: có từ khi mở sổ"), ("ended", "date", "ngày đầu tiên không còn"),
)  # fmt: skip
UNITS: Sequence[Column] = (
    ("id", "integer", "số của đơn vị"), ("code", "string", "mã"), ("name", "string", "tên"), ("kind", "string", "loại"),
    ("level", "integer", "cấp"), ("parent_code", "string", "mã cấp trên"), ("parent_id", "integer", "số của cấp trên"),
    ("structure", "string", "hệ thống"), ("bloc", "string", "khối"), ("area_km2", "decimal", "diện tích (km²)"),
    ("area_source", "string", "nguồn"), ("area_verified", "boolean", "đã đối chiếu"),
    ("population", "integer", "dân số"), ("population_source", "string", "nguồn"),
    ("population_verified", "boolean", "đã đối chiếu"), ("hamlets", "integer", "thôn, tổ dân phố"),
    ("hamlets_source", "string", "nguồn"), ("hamlets_verified", "boolean", "đã đối chiếu"),
    ("decision", "anyURI", "quyết định nêu trạng thái này"), ("clause", "string", "điều khoản"),
)  # fmt: skip
SUCCESSIONS: Sequence[Column] = (
    ("on", "date", "từ ngày"), ("source_id", "integer", "đơn vị giao"), ("target_id", "integer", "đơn vị nhận"),
    ("area_share", "string", "phần diện tích"), ("population_share", "string", "phần dân số"),
    ("area_km2", "decimal", "diện tích giao"), ("population", "integer", "số người giao"),
    ("event", "anyURI", "sự kiện"), ("decision", "anyURI", "quyết định"), ("clause", "string", "điều khoản"),
)  # fmt: skip
DECISIONS: Sequence[Column] = (
    ("address", "anyURI", "địa chỉ"), ("number", "string", "số, ký hiệu"), ("kind", "string", "loại"),
    ("issuer", "string", "cơ quan ban hành"), ("signed_on", "date", "ngày ký"),
    ("effective_on", "date", "hiệu lực từ"), ("subject", "string", "trích yếu"),
    ("in_force", "boolean", "còn trong sổ"), ("synthetic", "boolean", "giả định"),
)  # fmt: skip


def files(published: Published) -> Iterator[tuple[str, bytes]]:
    yield "organisations.csv", _csv(ORGANISATIONS, _organisations(published))
    yield "units.csv", _csv(UNITS, _units(published))
    yield "successions.csv", _csv(SUCCESSIONS, _successions(published))
    yield "decisions.csv", _csv(DECISIONS, _decisions(published))
    yield "csv-metadata.json", (json.dumps(_description(published), ensure_ascii=False, indent=1) + "\n").encode()


def _csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _, _ in columns])
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _organisations(published: Published) -> Iterator[Sequence[Any]]:
    for body in published.bodies:
        last = body.last
        address = published.addresses.unit(body.id)
        yield body.id, address, last.name, last.kind, last.structure, body.founded_on, body.ended_on


def _units(published: Published) -> Iterator[Sequence[Any]]:
    for one in published.units:
        parent = published.by_id.get(one.parent_id) if one.parent_id is not None else None
        verified = [
            None if figure is None else bool(sure)
            for figure, sure in (
                (one.area_km2, one.area_verified), (one.population, one.population_verified),
                (one.hamlets, one.hamlets_verified),
            )
        ]  # fmt: skip
        yield (
            one.unit_id, one.code, one.name, one.kind, one.level, parent and parent.last.code, one.parent_id,
            one.structure, one.bloc, one.area_km2, one.area_source, verified[0], one.population, one.population_source,
            verified[1], one.hamlets, one.hamlets_source, verified[2], *_stated_by(published, one.ordinal, one.place),
        )  # fmt: skip


def _stated_by(published: Published, ordinal: int, place: int) -> tuple[str | None, str | None]:
    stated = published.stated_by(ordinal, place)
    return (None, None) if stated is None else (published.eli(stated[0]), stated[1])


def _successions(published: Published) -> Iterator[Sequence[Any]]:
    for change in published.changes:
        event = published.addresses.change(change.ordinal, change.place)
        for one in change.takings:
            yield (
                one.on, one.source_id, one.target_id, one.area_share, one.population_share, one.area_km2,
                one.population, event, *_stated_by(published, one.ordinal, one.place),
            )  # fmt: skip


def _decisions(published: Published) -> Iterator[Sequence[Any]]:
    for one in published.decisions:
        address = published.eli(one)
        yield (
            address, one.number, one.kind, one.issuer, one.signed_on, one.effective_on, one.subject, not one.fallen,
            one.synthetic,
        )  # fmt: skip


def _description(published: Published) -> dict[str, Any]:
    tables = [
        _table("organisations.csv", ORGANISATIONS, key="id"),
        _table("units.csv", UNITS, key="id", means={"id": "organisations.csv"}),
        _table(
            "successions.csv", SUCCESSIONS, key=["event", "source_id", "target_id"],
            means={"source_id": "organisations.csv", "target_id": "organisations.csv"},
        ),
        _table("decisions.csv", DECISIONS, key="address"),
    ]  # fmt: skip
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "dc:title": {"@value": f"Tổ chức bộ máy, ngày {published.as_of.on:%d/%m/%Y}", "@language": "vi"},
        "dc:source": {"@id": published.addresses.dataset(published.as_of.on, published.under)},
        "tables": tables,
    }


def _table(
    name: str, columns: Sequence[Column], *, key: str | list[str], means: dict[str, str] | None = None
) -> dict[str, Any]:
    keys = [
        {"columnReference": column, "reference": {"resource": resource, "columnReference": "id"}}
        for column, resource in (means or {}).items()
    ]
    schema: dict[str, Any] = {
        "columns": [
            {
                "name": column,
                "titles": column,
                "datatype": datatype,
                "dc:description": {"@value": told, "@language": "vi"},
            }
            for column, datatype, told in columns
        ],
        "primaryKey": key,
    }
    return {"url": name, "tableSchema": schema | ({"foreignKeys": keys} if keys else {})}
