"""The demo: the books of Cần Thơ, Hậu Giang and Sóc Trăng from 2019 on, from small tables that stand beside this file.

Where each table and figure comes from is in README.md.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from tinhgon.decisions.drafting import load_file
from tinhgon.importing.opening import opening_balance
from tinhgon.importing.reorganisation import reorganisation
from tinhgon.ledger.document import Document

HERE = Path(__file__).resolve().parent
OPENED = date(2019, 1, 1)


def demo_documents() -> list[Document]:
    """The decisions of the demo in the order in which they are signed; the invented ones say so (`synthetic`)."""
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
        subject="Mở sổ ngày 01/01/2019: một số cơ quan, tổ chức của ba tỉnh (giả định)",
        note="Tên cơ quan là thật, mã và ngày mở sổ là giả định.",
        synthetic=True,
        existing={"92", "93", "94"},
    )
    reorganised = reorganisation(
        before=HERE / "units_before.csv",
        after=HERE / "units_after.csv",
        provinces=HERE / "provinces.csv",
        successions=[HERE / "successions.csv"],
    )
    *earlier, last = (load_file(path) for path in sorted((HERE / "decisions").glob("*.yaml")))
    return [units, agencies, *earlier, *reorganised.documents, last]


def demo_drafts() -> list[Document]:
    """Drafts that nobody has signed: the first balances, the second is refused with its findings."""
    return [load_file(path) for path in sorted((HERE / "drafts").glob("*.yaml"))]


@cache
def demo_numbers() -> frozenset[str]:
    """The numbers of the demo's decisions."""
    return frozenset(document.number for document in demo_documents())
