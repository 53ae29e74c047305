"""The whole country: units from a folder of tables or an installed package; drafts where successions are known."""

from __future__ import annotations

import csv
import importlib.util
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.opening import REQUIRED, opening_balance
from tinhgon.importing.reorganisation import reorganisation
from tinhgon.ledger.document import Document

OPENED = date(2025, 6, 1)
BEFORE, AFTER = "units_before_20250701.csv", "units_after_20250701.csv"
PROVINCES, SUCCESSIONS = "province_successions_20250701.csv", "successions_*.csv"
FOLDER_VARIABLE = "TINHGON_SHARED_DATA"
_BESIDE = Path(__file__).resolve().parents[4] / "shared" / "data"
_PACKAGE = "vietnamadminunits"
_Row = tuple[str, str, str, int, str]


def nation_documents(shared: Path | None = None) -> list[Document]:
    """The opening of the country's books on 1 June 2025 and, where the tables are, the reorganisation of 1 July.

    The tables are looked for in `shared`, in the folder that TINHGON_SHARED_DATA names, in shared/data beside the
    project. Without them the units come from the package vietnamadminunits (the extra "nation"). Raises BadInput
    saying what to install when neither is there.
    """
    folder = next((found for found in _folders(shared) if (found / BEFORE).is_file()), None)
    if folder is None:
        return [_from_package()]
    documents = [_opening(folder / BEFORE, "danh mục của Tổng cục Thống kê đến ngày 30/6/2025")]
    successions = sorted(folder.glob(SUCCESSIONS))
    if successions and (folder / AFTER).is_file() and (folder / PROVINCES).is_file():
        drafts = reorganisation(
            before=folder / BEFORE, after=folder / AFTER, provinces=folder / PROVINCES, successions=successions
        )
        documents += drafts.documents
    return documents


def _folders(shared: Path | None) -> Iterator[Path]:
    if shared is not None:
        yield shared
        return
    if named := os.environ.get(FOLDER_VARIABLE):
        yield Path(named)
    yield _BESIDE


def _opening(path: Path, source: str) -> Document:
    return opening_balance(
        path,
        on=OPENED,
        number="01/BB-MS",
        issuer="Ban quản trị sổ mẫu",
        subject="Mở sổ ngày 01/6/2025: các đơn vị hành chính của cả nước",
        note=f"Đơn vị theo {source}.",
    )


def _from_package() -> Document:
    spec = importlib.util.find_spec(_PACKAGE)
    data = Path(spec.origin).parent / "data" / "dataset.db" if spec and spec.origin else None
    if data is None or not data.is_file():
        raise BadInput(
            "nation_missing",
            gettext_noop(
                "Không có bảng đơn vị của cả nước; cài gói bổ sung: pip install 'tinhgon[nation]', "
                "hoặc đặt biến {variable} là thư mục chứa {file}."
            ),
            variable=FOLDER_VARIABLE,
            file=BEFORE,
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{_PACKAGE}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(REQUIRED)
            writer.writerows(_package_rows(data))
        return _opening(path, f"gói {_PACKAGE} (danh mục trước ngày 01/7/2025)")


def _package_rows(data: Path) -> list[_Row]:
    """Provinces, districts and communes of the package's list before 1 July 2025."""
    with closing(sqlite3.connect(f"{data.as_uri()}?mode=ro", uri=True)) as connection:
        listed = connection.execute(
            "SELECT provinceCode, province, districtCode, district, districtType, wardCode, ward, wardType"
            " FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
        ).fetchall()
    rows: dict[str, _Row] = {}
    for province_code, province, district_code, district, district_kind, ward_code, ward, ward_kind in listed:
        kind = "thành phố" if province.startswith("Thành phố ") else "tỉnh"
        rows.setdefault(province_code, (province_code, _bare(province, kind), kind, 1, ""))
        for code, full, its_kind, level, above in (
            (district_code, district, district_kind, 2, province_code),
            (ward_code, ward, ward_kind, 3, district_code),
        ):
            if code:
                rows.setdefault(code, (code, _bare(full, its_kind), its_kind.lower(), level, above))
    return list(rows.values())


def _bare(full: str, kind: str) -> str:
    """'Phường Phúc Xá' without its kind."""
    return full[len(kind) + 1 :] if full.lower().startswith(f"{kind.lower()} ") else full
