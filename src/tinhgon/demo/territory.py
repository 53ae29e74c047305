"""The demo: the books of Cần Thơ, Hậu Giang and Sóc Trăng, from small tables that stand beside this file, and the
synthetic story of Hậu Giang's organisations from 2015 on.

Where each table and figure comes from is in README.md; what of the story is invented, in synth/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from tinhgon.decisions.drafting import load_file
from tinhgon.demo.synth import Paper, story
from tinhgon.importing.opening import opening_balance
from tinhgon.importing.reorganisation import reorganisation
from tinhgon.ledger.document import Document
from tinhgon.ledger.payload import TableRef
from tinhgon.registers.units.effects.publish_boundaries import PublishBoundaries
from tinhgon.registers.units.payloads import Destination

HERE = Path(__file__).resolve().parent
OPENED = date(2019, 1, 1)
TWO_TIERS = date(2025, 7, 1)
_OLD = "choisy/censusVN2009 (MIT), khoảng 2011, cắt theo ranh giới mới của thanglequoc (MIT)"
_NEW = "thanglequoc/vietnamese-provinces-database (MIT), theo sapnhap.bando.com.vn"
_SHEETS = (
    ("03/BB-MS", OPENED, _OLD, "xấp xỉ", ("92", "93", "94")),
    ("04/BB-MS", TWO_TIERS, _NEW, "đơn giản hóa", ("92",)),
)
"""Number, day, source, how exact, and the provinces whose outlines are published."""


def demo_papers(*, scale: float = 1.0) -> list[Paper]:
    """What the demo signs, in the order of signing; the invented decisions say so (`synthetic`).

    `scale` below 1: the story of the organisations with fewer people, for tests.
    """
    papers = [*story(scale=scale), *(Paper(document, folder=HERE / "boundaries") for document in real_documents())]
    return sorted(papers, key=lambda paper: paper.document.signed_on)


def real_documents() -> list[Document]:
    """The territory of three provinces, and a few agencies beside it."""
    units = opening_balance(
        HERE / "units_2019.csv",
        on=OPENED,
        number="01/BB-MS",
        issuer="Ban quản trị sổ mẫu",
        subject="Mở sổ ngày 01/01/2019: thành phố Cần Thơ, tỉnh Hậu Giang, tỉnh Sóc Trăng và các huyện, xã trực thuộc",
        note="Đơn vị theo danh mục của Tổng cục Thống kê; diện tích, dân số chưa đối chiếu với văn bản gốc.",
    )
    agencies = opening_balance(
        HERE / "agencies.csv",
        on=OPENED,
        number="02/BB-MS",
        issuer="Ban quản trị sổ mẫu",
        subject="Mở sổ ngày 01/01/2019: một số cơ quan, tổ chức của Cần Thơ và Sóc Trăng (giả định)",
        note="Tên cơ quan là thật, mã và ngày mở sổ là giả định.",
        synthetic=True,
    )
    reorganised = reorganisation(
        before=HERE / "units_before.csv",
        after=HERE / "units_after.csv",
        provinces=HERE / "provinces.csv",
        successions=[HERE / "successions.csv"],
    )
    outlines = [_published(*sheets) for sheets in _SHEETS]
    decided = [load_file(path) for path in sorted((HERE / "decisions").glob("*.yaml"))]
    return [units, agencies, *decided, *reorganised.documents, *outlines]


def sheet_of(code: str, on: date) -> Path:
    """The file with the outlines under a province from a day on."""
    return HERE / "boundaries" / f"{code}_{on:%Y%m%d}.json"


def _published(number: str, on: date, source: str, exactness: str, codes: Sequence[str]) -> Document:
    """The decision that publishes outlines; its files are attached when its turn has come (`Paper`)."""
    effects = []
    for place, code in enumerate(codes, start=1):
        content = sheet_of(code, on).read_bytes()
        table = TableRef(
            name=sheet_of(code, on).name, sha256=sha256(content).hexdigest(), rows=len(json.loads(content)["units"])
        )
        effects.append(
            PublishBoundaries(clause=f"Điều {place}", unit=Destination(code=code), table=table, source=source)
        )
    return Document(
        number=number,
        kind="biên bản",
        issuer="Ban quản trị sổ mẫu",
        signed_on=on,
        effective_on=on,
        subject=f"Ranh giới cấp xã để vẽ bản đồ ({exactness})",
        note="Chỉ để vẽ; không thay hồ sơ địa giới hành chính.",
        effects=tuple(effects),
    )


def demo_drafts() -> list[Document]:
    """Drafts that nobody has signed: the first balances, the second is refused with its findings."""
    return [load_file(path) for path in sorted((HERE / "drafts").glob("*.yaml"))]


@cache
def demo_numbers() -> frozenset[str]:
    """The numbers of the demo's real decisions about the territory."""
    return frozenset(document.number for document in real_documents())
