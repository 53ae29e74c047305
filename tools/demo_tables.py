"""Write the tables of the demo (src/tinhgon/demo/*.csv) anew from the folder of the country's tables.

    python -m tools.demo_tables ../shared/data

The demo keeps the books of Cần Thơ, Hậu Giang and Sóc Trăng from 1 January 2019. What is taken from where, and what is
not known, stands in src/tinhgon/demo/README.md.
"""

import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "src" / "tinhgon" / "demo"
PROVINCES = ("92", "93", "94")
NEW = "92"
OPENED = "2019-01-01"
RESOLUTION = "1668/NQ-UBTVQH15"
Row = dict[str, str]

TILE = "đo trên bản đồ xấp xỉ (ranh giới khoảng 2011, cắt theo ranh giới 2025)"
ATTRIBUTE = "thuộc tính bộ ranh giới xã khoảng 2011 (censusVN2009), số theo nghị định"
VI_THANH = "bảng phường, xã thành phố Vị Thanh 2019 (Wikipedia tiếng Anh, bản sao)"
PLAN_2019 = "tờ trình của UBND thành phố Cần Thơ 23/12/2019 (báo Pháp Luật TP.HCM)"
NQ_1192 = "Nghị quyết 1192/NQ-UBTVQH15, theo báo Pháp Luật TP.HCM 09/10/2024"
NQ_1105 = "Nghị quyết 1105/NQ-UBTVQH15, theo báo Công Thương 2024"
NQ_655 = "Nghị quyết 655/NQ-UBTVQH14, theo bnews.vn 2019"
WIKIPEDIA = "Wikipedia tiếng Việt, bản sao"
# Figures that a text states, and communes whose ground changed since: area, population, source.
STATED: Mapping[str, tuple[str, str, str]] = {
    "93": ("1621.8", "733017", "tổng điều tra 01/4/2019, theo mientaycogi.blogspot.com 2021"),
    "930": ("118.67", "73322", VI_THANH),
    "931": ("78.07", "", WIKIPEDIA),
    "934": ("484.50", "", WIKIPEDIA),
    "936": ("260.72", "", WIKIPEDIA),
    "937": ("149.27", "", WIKIPEDIA),
    "31123": ("0.53", "14565", f"{NQ_1192}: phần còn lại khi trừ ba phường nhập vào"),
    "31126": ("0.35", "7635", NQ_1192),
    "31129": ("0.61", "23313", NQ_1192),
    "31132": ("0.34", "6464", PLAN_2019),
    "31135": ("0.56", "5203", PLAN_2019),
    "31138": ("", "", ""),
    "31141": ("0.50", "10851", NQ_1192),
    "31513": ("0.29", "6587", NQ_1105),
    "31522": ("5.31", "10887", NQ_1105),
    "31372": ("8.15", "4116", ATTRIBUTE),
    "31369": ("11.82", "", ATTRIBUTE),
    "31366": ("11.00", "", ATTRIBUTE),
    "31375": ("17.76", "", ATTRIBUTE),
    "31489": ("40.72", "11142", NQ_655),
}
COLUMNS = ("code", "name", "kind", "level", "parent_code")
FIGURES = ("area_km2", "area_source", "population", "population_source")


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def opening(data: Path, before: Mapping[str, Row]) -> list[Row]:
    """The units on the opening day: the closing list, with the dated changes since then taken back, the last first."""
    units = {code: dict(row) for code, row in before.items()}
    changes = [
        row
        for row in read(data / "history" / "unit_changes_2004_2025.csv")
        if row["province_code"] in PROVINCES and row["date"] > OPENED
    ]
    for change in reversed(changes):
        if change["change"] == "created":
            del units[change["code"]]
            continue
        kind, name = split(change["name_before"])
        units[change["code"]] = {
            "code": change["code"], "name": name, "kind": kind,
            "level": change["level"], "parent_code": change["parent_before"],
        }  # fmt: skip
    return sorted(units.values(), key=lambda row: (int(row["level"]), row["code"]))


def split(full: str) -> tuple[str, str]:
    """'Thị trấn Vĩnh Viễn' as kind and name."""
    for kind in ("Thành phố", "Thị trấn", "Thị xã", "Phường", "Huyện", "Quận", "Tỉnh", "Xã"):
        if full.startswith(f"{kind} "):
            return kind.lower(), full[len(kind) + 1 :]
    raise ValueError(full)


def with_figures(units: list[Row], stats: Mapping[str, Row], hau_giang: Mapping[str, Row]) -> list[Row]:
    """Stated figures first, then those of 2019 for Vị Thanh, then areas measured on the map; none is verified."""
    for unit in units:
        code = unit["code"]
        if code in STATED:
            area, people, source = STATED[code]
        elif hau_giang.get(code, {}).get("area_km2_2019"):
            area, people, source = hau_giang[code]["area_km2_2019"], hau_giang[code]["population_2019"], VI_THANH
        else:
            area, people, source = stats.get(code, {}).get("area_km2_tile", ""), "", TILE
            area = f"{float(area):.2f}" if area else ""
        unit.update(area_km2=area, area_source=source if area else "")
        unit.update(population=people, population_source=source if people else "")
    return units


def after(data: Path) -> list[Row]:
    rows = [row for row in read(data / "units_after_20250701.csv") if NEW in (row["code"], row["parent_code"])]
    return sorted(rows, key=lambda row: (int(row["level"]), row["code"]))


def main(data: Path) -> int:
    listed = {row["code"]: row for row in read(data / "units_before_20250701.csv")}
    before = {code: row for code, row in listed.items() if province_of(row, listed) in PROVINCES}
    stats = {row["code"]: row for row in read(data / "communes_before_stats.csv")}
    hau_giang = {row["code"]: row for row in read(data / "hau_giang_units.csv")}
    write("units_2019.csv", (*COLUMNS, *FIGURES), with_figures(opening(data, before), stats, hau_giang))
    write("units_before.csv", COLUMNS, sorted(before.values(), key=lambda row: (int(row["level"]), row["code"])))
    write("units_after.csv", (*COLUMNS, "area_km2", "area_source", "population", "flags"), after(data))
    provinces = [
        {**row, "clause": "Điều 1 khoản 19"}
        for row in read(data / "province_successions_20250701.csv")
        if row["old_code"] in PROVINCES
    ]
    write("provinces.csv", ("old_code", "new_code", "resolution", "clause"), provinces)
    rows = [row for row in read(data / "successions_20250701.csv") if row["resolution"] == RESOLUTION]
    columns = ("old_code", "new_code", "area_share", "population_share", "resolution", "clause", "note")
    write("successions.csv", columns, rows)
    return 0


def province_of(row: Row, listed: Mapping[str, Row]) -> str:
    while row["parent_code"]:
        row = listed[row["parent_code"]]
    return row["code"]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
