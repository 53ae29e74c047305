"""Where things have their address: the same in every format, for ever. Pure.

<base>/don-vi/1042                                                a unit, by the identity it keeps under any code
<base>/thay-doi/12-3                                              what clause 3 of decision 12 did
<base>/vi-tri/2001                                                a post
<base>/eli/vn/uy-ban-thuong-vu-quoc-hoi/2025-06-16/1668-nq-ubtvqh15   a decision, in the manner of ELI
<base>/du-lieu/2025-07-01/org.ttl                                 what is published of a day, in a format
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.ledger.decision_file import file_stem

PLACEHOLDER = "https://tinhgon.example/mo"
"""Where no address was set: `.example` leads nowhere, by RFC 2606."""

_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?")


def checked_base(url: str) -> Addresses:
    """The addresses below a URL. Raises BadInput for what no address can begin with."""
    if not _URL.fullmatch(url):
        raise BadInput(
            "base_invalid",
            gettext_noop(
                "“{url}” không phải địa chỉ gốc; viết dạng https://dulieu.tinh.gov.vn/mo, không có dấu ? và #."
            ),
            url=url,
        )
    return Addresses(url.rstrip("/"))


def slug(text: str) -> str:
    """'uy-ban-thuong-vu-quoc-hoi'."""
    return file_stem(text).lower() or "khong-ten"


@dataclass(frozen=True)
class Addresses:
    """Addresses below a base, which has no slash at its end."""

    base: str = PLACEHOLDER

    def unit(self, unit_id: int) -> str:
        return f"{self.base}/don-vi/{unit_id}"

    def change(self, ordinal: int, place: int) -> str:
        return f"{self.base}/thay-doi/{ordinal}-{place}"

    def succession(self, ordinal: int, place: int, source_id: int, target_id: int) -> str:
        return f"{self.base}/ke-thua/{ordinal}-{place}-{source_id}-{target_id}"

    def post(self, post_id: int) -> str:
        return f"{self.base}/vi-tri/{post_id}"

    def kind(self, kind: str) -> str:
        """A kind of unit; `kind` is the official word."""
        return f"{self.base}/loai/{slug(kind)}"

    def structure(self, structure: str) -> str:
        return f"{self.base}/he-thong/{structure}"

    def eli(self, issuer: str, signed_on: date, number: str) -> str:
        return f"{self.base}/{self.eli_path(issuer, signed_on, number)}"

    @staticmethod
    def eli_path(issuer: str, signed_on: date, number: str) -> str:
        return f"eli/vn/{slug(issuer)}/{signed_on:%Y-%m-%d}/{slug(number)}"

    @property
    def vocabulary(self) -> str:
        return f"{self.base}/tu-vung#"

    @property
    def licence(self) -> str:
        return f"{self.base}/giay-phep"

    @property
    def publisher(self) -> str:
        return f"{self.base}/co-quan-cong-bo"

    @property
    def catalogue(self) -> str:
        return f"{self.base}/danh-muc"

    def dataset(self, on: date, under: str) -> str:
        return f"{self.base}/du-lieu/{on:%Y-%m-%d}" + (f"/{quote(under, safe='')}" if under else "")

    def file(self, on: date, under: str, name: str) -> str:
        return f"{self.dataset(on, under)}/{name}"
