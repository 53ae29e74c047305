"""Outlines of units from GeoJSON or TopoJSON, as they are kept (`registers.units.outlines`)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhgon.basis.confined import MB, Limits, confined
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.ledger.document import Document
from tinhgon.ledger.payload import TableRef
from tinhgon.registers.units.effects.publish_boundaries import PublishBoundaries
from tinhgon.registers.units.outlines import Point, compact
from tinhgon.registers.units.payloads import Destination

CODE_FIELDS = ("code", "ma", "ma_xa", "maxa", "ward_code", "id")
"""Where the code of a unit is looked for, when no field is named."""
LIMITS = Limits(memory=1024 * MB, cpu=60, wall=90, answer=64 * MB)
MOST_BYTES = 64 * MB
_Lines = list[list[Point]]


@dataclass(frozen=True)
class Sheet:
    """Outlines ready to be attached, and the codes that have one."""

    content: bytes
    codes: tuple[str, ...]


def boundary_sheet(
    data: bytes, *, name: str, code_field: str = "", only: Sequence[str] = (), missing: Mapping[str, str] | None = None
) -> Sheet:
    """The outlines of a file. `only`: just these codes. Coordinates are degrees (WGS 84, longitude first).

    Raises BadInput naming the file and what is wrong with it. Read in a process of its own.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(
            "boundaries_too_large", gettext_noop("{file} lớn quá {most} MB; tách theo tỉnh rồi nhập từng tệp."),
            file=name, most=MOST_BYTES // MB,
        )  # fmt: skip
    codes, content = confined(
        f"{__name__}:parsed", data, name, code_field, list(only), dict(missing or {}), name=name, limits=LIMITS
    )
    return Sheet(content, tuple(codes.split()))


def boundary_document(
    table: TableRef, *, under: str, on: date, source: str, number: str = "", issuer: str = "Cơ quan giữ sổ"
) -> Document:
    """The decision that publishes an attached sheet for the units under one."""
    effect = PublishBoundaries(clause="Điều 1", unit=Destination(code=under), table=table, source=source)
    return Document(
        number=number or f"RG-{under}-{table.sha256[:8]}",
        kind="biên bản",
        issuer=issuer,
        signed_on=on,
        effective_on=on,
        subject=f"Ranh giới các đơn vị thuộc đơn vị mã {under}",
        effects=(effect,),
    )


def parsed(data: bytes, name: str, code_field: str, only: list[str], missing: dict[str, str]) -> list[Any]:
    """The codes and the bytes to keep. To be called through `confined` only."""
    try:
        stored = json.loads(data)
    except (ValueError, RecursionError):
        raise _bad(name, "boundaries_not_json", gettext_noop("{file} không phải tệp GeoJSON hay TopoJSON.")) from None
    kind = stored.get("type") if isinstance(stored, dict) else None
    try:
        if kind == "Topology":
            lines, units = _topology(stored, code_field)
        elif kind == "FeatureCollection":
            lines, units = _features(stored, code_field)
        else:
            raise _bad(
                name, "boundaries_unknown",
                gettext_noop("{file}: chỉ đọc GeoJSON (FeatureCollection) hoặc TopoJSON (Topology)."),
            )  # fmt: skip
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise _bad(
            name, "boundaries_malformed", gettext_noop("{file}: cấu trúc hình học không đúng chuẩn; xuất lại tệp.")
        ) from None
    wanted = {code: rings for code, rings in units.items() if not only or code in only}
    if not wanted:
        raise _bad(
            name, "boundaries_no_codes",
            gettext_noop("{file}: không thấy mã đơn vị nào cần; nêu trường mã bằng --code-field."),
        )  # fmt: skip
    _refuse_other_systems(lines, name)
    return [" ".join(sorted(wanted)), compact(lines, wanted, missing=missing)]


def _bad(name: str, code: str, message: str) -> BadInput:
    return BadInput(code, message, file=name)


def _refuse_other_systems(lines: _Lines, name: str) -> None:
    """VN-2000 and its kin are metres: drawn as degrees they would be nonsense."""
    for line in lines:
        for x, y in line:
            if not (math.isfinite(x) and math.isfinite(y) and -180 <= x <= 180 and -90 <= y <= 90):
                raise _bad(
                    name, "boundaries_not_degrees",
                    gettext_noop("{file}: tọa độ không phải kinh độ, vĩ độ (WGS 84); chuyển từ VN-2000 rồi nhập."),
                )  # fmt: skip


def _code(shape: Mapping[str, Any], field: str) -> str:
    properties = shape.get("properties") or {}
    names = [field] if field else list(CODE_FIELDS)
    for name in names:
        value = properties.get(name, shape.get(name))
        if isinstance(value, str | int) and str(value).strip():
            return str(value).strip()
    return ""


def _topology(stored: Mapping[str, Any], field: str) -> tuple[_Lines, dict[str, Any]]:
    transform = stored.get("transform")
    lines: _Lines = []
    for arc in stored["arcs"]:
        x = y = 0.0
        points: list[Point] = []
        for step in arc:
            if transform:
                x, y = x + step[0], y + step[1]
                (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
                points.append((x * scale_x + move_x, y * scale_y + move_y))
            else:
                points.append((float(step[0]), float(step[1])))
        lines.append(points)
    units: dict[str, Any] = {}
    for collection in stored["objects"].values():
        for shape in collection.get("geometries", [collection]):
            if shape.get("type") in ("Polygon", "MultiPolygon") and (code := _code(shape, field)):
                units.setdefault(code, []).extend([shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"])
    return lines, units


def _features(stored: Mapping[str, Any], field: str) -> tuple[_Lines, dict[str, Any]]:
    """Every ring is a line of its own: GeoJSON does not say which borders are shared."""
    lines: _Lines = []
    units: dict[str, Any] = {}
    for feature in stored["features"]:
        code = _code(feature, field)
        for polygon in _polygons(feature.get("geometry") or {}):
            if not code:
                continue
            rings = []
            for ring in polygon:
                rings.append([len(lines)])
                lines.append([(float(point[0]), float(point[1])) for point in ring])
            units.setdefault(code, []).append(rings)
    return lines, units


def _polygons(geometry: Mapping[str, Any]) -> Iterator[Any]:
    if geometry.get("type") == "Polygon":
        yield geometry["coordinates"]
    elif geometry.get("type") == "MultiPolygon":
        yield from geometry["coordinates"]
    elif geometry.get("type") == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _polygons(part)
