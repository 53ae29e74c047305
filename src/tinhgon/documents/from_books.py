"""What a paper is made of, out of the books: the document of a signed decision, the names that its reader may see, and
the mark of what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from tinhgon.basis.asof import AsOf
from tinhgon.decisions.secrecy import need_no_secret
from tinhgon.documents.model import Mark
from tinhgon.documents.naming import Named, People, codes_in
from tinhgon.ledger.document import Attachment, Basis, Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.queries import DecisionRow, effects_of
from tinhgon.registers.staff.queries.files import persons_by_id

Names = Callable[[AsOf, Sequence[int]], dict[int, str]]
"""Names of those of some people whose names may be seen, on a day; whoever answers writes the reading down."""


def signed_document(row: DecisionRow) -> Document:
    """A decision of the books as the document that was signed. Raises BadInput for one with a grade of secrecy."""
    need_no_secret(row.confidentiality)
    return Document(
        number=row.number, kind=row.kind, issuer=row.issuer, signer=row.signer, signed_on=row.signed_on,
        effective_on=row.effective_on, operates_from=row.operates_from, subject=row.subject,
        basis=tuple(Basis(**one) for one in row.basis), confidentiality=cast("Any", row.confidentiality),
        synthetic=row.synthetic, attachments=tuple(Attachment(**one) for one in row.attachments), note=row.note,
        effects=tuple(one.effect for one in effects_of(row.ordinal)),
    )  # fmt: skip


def people_of(effects: Sequence[Effect], as_of: AsOf, names: Names, *, only: str = "") -> People:
    """Whom clauses name, by name where it may be seen, as they are called on the day. `only`: nobody but the person
    with this file code is looked up."""
    ids = {code: one for code, one in codes_in(effects).items() if code == (only or code)}
    if not ids:
        return People({})
    known = names(as_of, sorted(ids.values()))
    sexes: dict[int, Any] = {row.id: row.sex for row in persons_by_id(as_of, known)} if known else {}
    return People({code: Named(known[one], sexes.get(one)) for code, one in ids.items() if one in known})


def mark_of_signed(row: DecisionRow) -> Mark:
    """That it is printed from the books, with the seal that it can be held against; and that it fell, where it did."""
    parts = [
        f"Bản in từ sổ, quyết định thứ {row.ordinal}; bản gốc là văn bản đã ký. Mã niêm phong (SHA-256): {row.hash}"
    ]
    if row.superseded:
        parts.insert(0, "BẢN GHI SAI, ĐÃ VÀO SỔ LẠI.")
    elif row.annulled_by:
        parts.insert(0, f"ĐÃ BỊ {row.annulled_by_number} HỦY BỎ.")
    watermark = {"superseded": "BẢN GHI SAI", "annulled": "ĐÃ HỦY BỎ", "": ""}[row.fallen]
    return Mark("signed", " ".join([*parts, *_invented(synthetic=row.synthetic)]), watermark)


def mark_of_draft(document: Document, what: str, digest: str) -> Mark:
    """`what`: 'Dự thảo số 12, bản 3'; `digest` names its text."""
    parts = [f"{what}. Mã nội dung (SHA-256): {digest}", *_invented(synthetic=document.synthetic)]
    return Mark("draft", " ".join(parts), "DỰ THẢO")


def _invented(*, synthetic: bool) -> list[str]:
    return ["DỮ LIỆU GIẢ ĐỊNH."] if synthetic else []
