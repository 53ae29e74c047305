"""1 July 2025: the organisations of Hậu Giang go into those of Cần Thơ, the districts end, communes become larger.

Which department takes over which is invented, as are those of Cần Thơ; the communes follow Nghị quyết 1668/NQ-UBTVQH15.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tinhgon.demo.synth.books import Books
from tinhgon.demo.synth.reorganising import absorb, merge
from tinhgon.demo.synth.shape import Frame, Key
from tinhgon.importing.tables import read_table
from tinhgon.registers.units.payloads import Structure

DAY, SIGNED = date(2025, 7, 1), date(2025, 6, 30)
ISSUER = "Cơ quan có thẩm quyền (giả định)"
_DEMO = Path(__file__).resolve().parent.parent
_CITY = "thành phố Cần Thơ"
_COMMUNE_STYLES = {"party": "commune_party", "front": "commune_front", "state_agency": "commune_people"}
_THERE: tuple[tuple[Structure, str, str, str, str], ...] = (
    ("party", "92", "thành ủy", "Cần Thơ", "party_root"),
    ("party", "92.BTC", "ban", "Tổ chức Thành ủy Cần Thơ", "board"),
    ("front", "92", "ủy ban", f"Mặt trận Tổ quốc Việt Nam {_CITY}", "front"),
    ("state_agency", "92", "ủy ban nhân dân", _CITY, "people"),
    ("state_agency", "92.SNV", "sở", f"Nội vụ {_CITY}", "department"),
    ("public_service", "92.CDC", "trung tâm", f"Kiểm soát bệnh tật {_CITY}", "hospital"),
)
"""Organisations of Cần Thơ that the demo opens on 1 January 2019."""
_PARTY: tuple[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("VPTU", "văn phòng", "Thành ủy Cần Thơ", "office", ("VPTU",), ("VP",)),
    ("BTC", "ban", "Tổ chức Thành ủy Cần Thơ", "board", ("BTC",), ("BTC",)),
    ("BTGDV", "ban", "Tuyên giáo và Dân vận Thành ủy Cần Thơ", "board", ("BTG", "BDV"), ("BTG", "BDV")),
    ("UBKT", "ủy ban", "Kiểm tra Thành ủy Cần Thơ", "inspection", ("UBKT",), ("UBKT",)),
    ("BNC", "ban", "Nội chính Thành ủy Cần Thơ", "board", ("BNC",), ()),
)
_STATE: tuple[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("VPUB", "văn phòng", f"Ủy ban nhân dân {_CITY}", "office", ("VPUB", "VPHD"), ("VP",)),
    ("TTT", "thanh tra", _CITY, "inspectorate", ("TTT",), ("TT",)),
    ("SDT", "sở", f"Dân tộc và Tôn giáo {_CITY}", "department", ("BDT",), ()),
    ("SNV", "sở", f"Nội vụ {_CITY}", "department", ("SNV", "SLD"), ("PNV", "PLD")),
    ("STC", "sở", f"Tài chính {_CITY}", "department", ("STC", "SKHDT"), ("PTC",)),
    ("STP", "sở", f"Tư pháp {_CITY}", "department", ("STP",), ("PTP",)),
    ("SCT", "sở", f"Công Thương {_CITY}", "department", ("SCT",), ()),
    ("SNNMT", "sở", f"Nông nghiệp và Môi trường {_CITY}", "department", ("SNN", "STNMT"), ("PKT", "PTNMT")),
    ("SXD", "sở", f"Xây dựng {_CITY}", "department", ("SXD", "SGT"), ("PQLDT",)),
    ("SVH", "sở", f"Văn hóa, Thể thao và Du lịch {_CITY}", "department", ("SVH",), ("PVH",)),
    ("SKHCN", "sở", f"Khoa học và Công nghệ {_CITY}", "department", ("SKHCN", "STTTT"), ()),
    ("SGDDT", "sở", f"Giáo dục và Đào tạo {_CITY}", "department", ("SGDDT",), ("PGD",)),
    ("SYT", "sở", f"Y tế {_CITY}", "department", ("SYT",), ("PYT",)),
)
"""Code below 92, kind, name, style; the agencies of the province and those of each district that go into it."""


def close_books(books: Books) -> None:
    """One decision for the Party, one for the Front, one for the State and the public services."""
    for structure, code, kind, name, style in _THERE:
        key: Key = (structure, code)
        bloc = {"state_agency": "state"}.get(structure, structure)
        parent: Key | None = None if code == "92" else ("state_agency" if bloc == "public_service" else structure, "92")
        books.frames[key] = Frame(key, kind, name, bloc, style, parent)  # type: ignore[arg-type]
    districts = books.districts()
    for structure, subject, plan in (("party", "tổ chức đảng", _PARTY), ("front", "Mặt trận, đoàn thể", ()),
                                     ("state_agency", "cơ quan, đơn vị của chính quyền", _STATE)):  # fmt: skip
        effects = [*_communes(books, structure), *_agencies(books, structure, plan, districts)]
        books.issue(
            DAY, ISSUER, f"Sắp xếp {subject} của tỉnh Hậu Giang khi hợp nhất vào thành phố Cần Thơ", effects,
            signed=SIGNED, basis=("202/2025/QH15", "1668/NQ-UBTVQH15"),
        )  # fmt: skip


def _communes(books: Books, structure: Structure) -> Iterator[dict[str, Any]]:
    """The organisations of old communes become those of the new ones."""
    named = {
        line["code"]: f"{line['kind']} {line['name']}" for line in _table("units_after.csv", "code", "name", "kind")
    }
    sources: Mapping[str, list[Key]] = defaultdict(list)
    for line in _table("successions.csv", "old_code", "new_code"):
        if (structure, line["old_code"]) in books.frames and line["old_code"] != "93":
            sources[line["new_code"]].append((structure, line["old_code"]))
    for code, keys in sources.items():
        first = books.frames[keys[0]]
        prefix = "MTTQ " if structure == "front" else ""
        into = replace(
            first, key=(structure, code), name=f"{prefix}{named[code]}", parent=(structure, "92"), given={},
            style=_COMMUNE_STYLES[structure],
        )  # fmt: skip
        yield from merge(books, keys, into)


def _table(name: str, *columns: str) -> Iterable[Any]:
    return read_table(_DEMO / name, required=columns)


def _agencies(
    books: Books,
    structure: Structure,
    plan: Sequence[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]]],
    districts: Sequence[str],
) -> Iterator[dict[str, Any]]:
    """Agencies by what they do, then whatever is left of the districts, then the province itself."""
    root: Key = (structure, "92")
    for code, kind, name, style, ours, theirs in plan:
        keys: list[Key] = [(structure, f"93.{one}") for one in ours]
        keys += [(structure, f"93.{district}.{one}") for one in theirs for district in districts]
        into: Key = (structure, f"92.{code}")
        if into in books.frames:
            yield from absorb(books, keys, into)
        else:
            yield from merge(books, keys, Frame(into, kind, name, books.frames[root].bloc, style, root))
    if structure == "state_agency":
        yield from absorb(books, [("public_service", "93.CDC")], ("public_service", "92.CDC"))
    below = [
        key for key in books.frames
        if key[0] == structure and key[1].startswith("93.") and books.frames[key].style != "hamlet"
    ]  # fmt: skip
    yield from absorb(books, [*below, *((structure, district) for district in districts)], root)
    yield from absorb(books, [(structure, "93")], root)
