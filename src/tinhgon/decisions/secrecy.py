"""State secrets stay outside: the product is not accredited for them (Luật Bảo vệ bí mật nhà nước), see adr/0019."""

from __future__ import annotations

from tinhgon.basis.errors import BadInput, UnknownReference, gettext_noop
from tinhgon.ledger.queries.decisions import DecisionRow


def is_secret(grade: object) -> bool:
    """Whether a paper bears a grade of secrecy; decisions signed by earlier versions may."""
    return grade not in ("normal", "", None)


def need_no_secret(grade: object) -> None:
    """Raises BadInput for a grade of secrecy, before anything is kept or previewed."""
    if is_secret(grade):
        raise BadInput(
            "state_secret",
            gettext_noop(
                "Văn bản ghi độ mật (confidentiality: {grade}): phần mềm này chưa được công nhận để lưu bí mật "
                "nhà nước; quản lý văn bản ấy theo quy định bảo vệ bí mật nhà nước, không soạn và không ghi vào "
                "sổ này."
            ),
            grade=str(grade),
        )


def need_open(row: DecisionRow) -> None:
    """Raises UnknownReference for a paper whose grade of secrecy keeps what it says from every reader."""
    if row.is_withheld:
        raise UnknownReference(
            "decision_withheld",
            gettext_noop(
                "Văn bản này ghi độ mật: nội dung không hiển thị, không in và không tìm được ở đây; xem bản giấy theo "
                "quy định bảo vệ bí mật nhà nước."
            ),
        )
