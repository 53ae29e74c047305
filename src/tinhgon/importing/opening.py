"""Opening balance: a list of units becomes the decision that opens the books."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.tables import Line, Table, choice, code_digits, read_table, unit_code, yes_or_no
from tinhgon.ledger.document import Attachment, Basis, Document
from tinhgon.registers.units.effects.open_books import OpenBooks
from tinhgon.registers.units.payloads import (
    Bloc,
    Figure,
    NewUnit,
    Structure,
    UnitRef,
)

REQUIRED = ("code", "name", "kind", "level", "parent_code")
FIGURES = ("area_km2", "population", "hamlets")
OPTIONAL = (
    "structure", "bloc",
    "area_km2", "area_source", "area_verified",
    "population", "population_source", "population_verified",
    "hamlets", "hamlets_source", "hamlets_verified",
)  # fmt: skip
HIGHEST_LEVEL = 9
_STRUCTURES = {word: word for word in get_args(Structure)}
_BLOCS = {word: word for word in get_args(Bloc)}
_AREA = re.compile(r"^\d{1,10}([.,]\d{1,4})?$")
_GROUPED = re.compile(r"^\d{1,3}\.\d{3}$")
_Key = tuple[str, str]


def opening_balance(
    path: Path,
    *,
    on: date,
    number: str = "",
    kind: str = "biên bản",
    issuer: str = "Cơ quan giữ sổ",
    signer: str = "",
    subject: str = "",
    note: str = "",
    basis: Iterable[str] = (),
    synthetic: bool = False,
    existing: Collection[str] = (),
) -> Document:
    """The decision that opens the books on a day with the units of a CSV file (docs/formats.md).

    Superiors stand in the file, in any order, or are territorial units of the books whose codes are in `existing`. The
    file is known by its SHA-256.
    Raises BadInput naming file, row and remedy.
    """
    table = read_table(path, required=REQUIRED, optional=OPTIONAL)
    _refuse_near_misses(table)
    lines = _by_code(table)
    units = [_unit(line, lines, existing, table.delimiter) for line in _superiors_first(table, lines)]
    unused = f"Cột không dùng: {', '.join(table.unused)}." if table.unused else ""
    return Document(
        number=number or f"MS-{on:%Y-%m-%d}",
        kind=kind,
        issuer=issuer,
        signer=signer,
        signed_on=on,
        effective_on=on,
        subject=subject or f"Mở sổ ngày {on:%d/%m/%Y} theo danh sách {table.file}",
        basis=tuple(Basis(number=one) for one in basis),
        synthetic=synthetic,
        attachments=(Attachment(name=table.file, sha256=hashlib.sha256(path.read_bytes()).hexdigest()),),
        note=" ".join(part for part in (note, unused) if part),
        effects=(OpenBooks(clause="Điều 1", units=tuple(units)),),
    )


def _refuse_near_misses(table: Table) -> None:
    """A misspelt optional column would be lost without a word."""
    for name in table.unused:
        near = difflib.get_close_matches(name.lower(), OPTIONAL, n=1, cutoff=0.85)
        if near:
            raise BadInput(
                "column_unknown",
                gettext_noop("{file}: không có cột “{column}”; có phải là “{near}”?"),
                file=table.file,
                column=name,
                near=near[0],
            )


def _structure(line: Line) -> str:
    return choice(line, "structure", _STRUCTURES, default="territory")


def _level(line: Line) -> int:
    text = line["level"]
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= HIGHEST_LEVEL):
        raise line.refuse(
            "level_invalid",
            gettext_noop("{file}: dòng {row}, cột “level”: “{value}” không phải cấp; ghi số từ 1 đến {most}."),
            value=text,
            most=HIGHEST_LEVEL,
        )
    return int(text)


def _code(line: Line) -> str:
    """The code of the row's own unit. Only units outside the territory may have none."""
    structure = _structure(line)
    digits = code_digits(line["kind"], _level(line)) if structure == "territory" else len(line["code"])
    return unit_code(line, "code", digits=digits or None, may_be_empty=structure != "territory")


def _by_code(table: Table) -> Mapping[_Key, Line]:
    lines: dict[_Key, Line] = {}
    for line in table:
        for column in ("name", "kind"):
            if not line[column]:
                raise line.refuse(
                    "cell_empty", gettext_noop("{file}: dòng {row} để trống cột “{column}”."), column=column
                )
        key = (_structure(line), _code(line))
        if not key[1]:
            key = (key[0], f"\n{line.number}")
        first = lines.setdefault(key, line)
        if first is not line:
            raise line.refuse(
                "code_twice",
                gettext_noop("{file}: dòng {row}: mã “{code}” đã có ở dòng {first}; mỗi mã chỉ cho một đơn vị."),
                code=key[1],
                first=first.number,
            )
    return lines


def _superior(line: Line, lines: Mapping[_Key, Line]) -> tuple[str, Line | None]:
    """The structure and the row of the superior: of the unit's own structure, else of the territory."""
    own = _structure(line)
    for structure in (own, *_STRUCTURES):
        found = lines.get((structure, line["parent_code"]))
        if found is not None:
            return structure, found
    return own, None


def _superiors_first(table: Table, lines: Mapping[_Key, Line]) -> list[Line]:
    """The rows, each after its superior's, otherwise as in the file."""
    placed: dict[int, Line] = {}
    for line in table:
        path: list[Line] = []
        current: Line | None = line
        while current is not None and current.number not in placed:
            if current in path:
                raise current.refuse(
                    "parent_circle",
                    gettext_noop("{file}: dòng {row}: các đơn vị cấp trên nối thành vòng ({circle}); sửa parent_code."),
                    circle=" → ".join(one["code"] for one in [*path[path.index(current) :], current]),
                )
            path.append(current)
            current = _superior(current, lines)[1] if current["parent_code"] else None
        for one in reversed(path):
            placed[one.number] = one
    return list(placed.values())


def _unit(line: Line, lines: Mapping[_Key, Line], existing: Collection[str], delimiter: str) -> NewUnit:
    level = _level(line)
    parent = _parent(line, level, lines, existing)
    bloc = choice(line, "bloc", _BLOCS, default="")
    figures = {column: _figure(line, column, delimiter) for column in FIGURES}
    fields: dict[str, Any] = {
        "code": _code(line) or None, "name": _short(line, "name"), "kind": _short(line, "kind"),
        "structure": _structure(line), "bloc": bloc or None, "parent": parent, "level": level, **figures,
    }  # fmt: skip
    return NewUnit(**fields)


def _short(line: Line, column: str) -> str:
    if len(line[column]) > 200:
        raise line.refuse(
            "cell_too_long", gettext_noop("{file}: dòng {row}, cột “{column}” dài quá 200 ký tự."), column=column
        )
    return line[column]


def _parent(line: Line, level: int, lines: Mapping[_Key, Line], existing: Collection[str]) -> UnitRef | None:
    code = line["parent_code"]
    if not code:
        if level > 1 and _structure(line) == "territory":
            raise line.refuse(
                "parent_missing",
                gettext_noop("{file}: dòng {row}: {unit} ở cấp {level} mà parent_code trống; ghi mã đơn vị cấp trên."),
                unit=f"{line['kind']} {line['name']}",
                level=level,
            )
        return None
    structure, above = _superior(line, lines)
    if above is None:
        if code in existing:
            return UnitRef(code=code)
        padded = [known for _, known in lines if known.isdigit() and code.isdigit() and known == code.zfill(len(known))]
        hint = f" (có phải là “{padded[0]}”?)" if padded else ""
        raise line.refuse(
            "parent_unknown",
            gettext_noop(
                "{file}: dòng {row}: parent_code “{code}”{hint} không có trong tệp; "
                "thêm dòng cho đơn vị cấp trên hoặc sửa mã."
            ),
            code=code,
            hint=hint,
        )
    if _level(above) >= level:
        raise line.refuse(
            "level_not_below",
            gettext_noop("{file}: dòng {row}: {unit} ở cấp {level}, cấp trên (dòng {above}) lại ở cấp {above_level}."),
            unit=f"{line['kind']} {line['name']}",
            level=level,
            above=above.number,
            above_level=_level(above),
        )
    return UnitRef.model_validate({"code": code, "structure": structure})


def _figure(line: Line, column: str, delimiter: str) -> Figure | None:
    text = line[column]
    short = column.removesuffix("_km2")
    source = line[f"{short}_source"]
    if not text:
        return None
    if not source:
        raise line.refuse(
            "figure_without_source",
            gettext_noop("{file}: dòng {row}: có “{column}” thì phải ghi nguồn ở cột “{source}”."),
            column=column,
            source=f"{short}_source",
        )
    whole = column != "area_km2"
    written = text.isascii() and (text.isdigit() if whole else bool(_AREA.match(text)))
    if not written or (delimiter == ";" and _GROUPED.match(text)) or (whole and len(text) > 10):
        raise line.refuse(
            "number_invalid",
            gettext_noop(
                "{file}: dòng {row}, cột “{column}”: “{value}” không đọc được là số; "
                "viết liền, ví dụ 1234567 (dân số) hoặc 12.5 (km²)."
            ),
            column=column,
            value=text[:40],
        )
    value = Decimal(text.replace(",", "."))
    return Figure(value=value, source=_short(line, f"{short}_source"), verified=yes_or_no(line, f"{short}_verified"))
