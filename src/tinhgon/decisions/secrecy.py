"""State secrets stay outside: the product is not accredited for them (Luật Bảo vệ bí mật nhà nước), see adr/0019."""

from __future__ import annotations

from tinhgon.basis.errors import BadInput, gettext_noop


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
