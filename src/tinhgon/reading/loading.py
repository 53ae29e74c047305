"""A file becomes text: .txt, .md, .docx, .pdf. What cannot be read is said in one sentence."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path
from xml.parsers import expat

from tinhgon.basis import bounds
from tinhgon.basis.confined import MB, Limits, confined
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.reading import pdf, recognising
from tinhgon.reading.docx import Broken, text_of_docx

MAX_TEXT_BYTES = 4 * 1024 * 1024
MAX_FILE_BYTES = 32 * 1024 * 1024
LIMITS = Limits(memory=1024 * MB, cpu=30, wall=40)
SCAN_LIMITS = Limits(memory=1536 * MB, cpu=120, wall=300)
_LEGAL = re.compile(
    r"Điều\s*\d+|NGHỊ QUYẾT|QUYẾT ĐỊNH|Nghị quyết|Quyết định|Sắp\s*xếp|sắp\s*xếp|Thành lập|Đổi tên|Căn cứ"
)
_VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


def load_text(*, path: Path) -> str:
    """The text of a file. Raises BadInput: missing, too large, a scan, an old .doc, empty, no Vietnamese decision."""
    if not path.is_file():
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(path))
    if path.stat().st_size > MAX_FILE_BYTES:
        raise _too_large(path.name)
    return text_of(data=path.read_bytes(), name=path.name)


def text_of(*, data: bytes, name: str) -> str:
    """The text of the bytes of a file, as an upload gives them."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(
            "file_is_doc", gettext_noop("{file} là tệp .doc cũ; mở bằng Word và lưu thành .docx."), file=name
        )
    if data[:1024].lstrip().startswith(b"%PDF"):
        can_recognise = recognising.can_recognise()
        limits = SCAN_LIMITS if can_recognise else LIMITS
        text = confined(f"{__name__}:pdf_text", data, name, can_recognise, name=name, limits=limits)
    elif data.startswith(b"PK"):
        text = confined(f"{__name__}:docx_text", data, name, name=name, limits=LIMITS)
    else:
        text = _decoded(data, name)
    return checked(text=text, name=name)


def checked(*, text: str, name: str) -> str:
    """The text, if it can be a Vietnamese decision at all."""
    if not text.strip():
        raise BadInput("file_empty", gettext_noop("{file} không có chữ nào."), file=name)
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise _too_large(name)
    letters = [char for char in text[:20000] if char.isalpha()]
    sample = unicodedata.normalize("NFC", text)
    marked = _VIETNAMESE.findall(unicodedata.normalize("NFC", text[:20000]))
    if not _LEGAL.search(sample) or len(marked) < 0.05 * len(letters):
        raise BadInput(
            "not_a_decision_text",
            gettext_noop("{file} không phải văn bản quyết định hoặc nghị quyết bằng tiếng Việt."),
            file=name,
        )
    return text


def _too_large(name: str) -> BadInput:
    return BadInput(
        "text_too_large",
        gettext_noop("{file} lớn hơn {most} MB chữ; một nghị quyết không dài như vậy, hãy tách riêng từng văn bản."),
        file=name,
        most=MAX_TEXT_BYTES >> 20,
    )


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MAX_TEXT_BYTES:
        raise _too_large(name)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise BadInput(
            "not_utf8", gettext_noop("{file} không phải UTF-8; lưu lại tệp với mã UTF-8."), file=name
        ) from None


def pdf_text(data: bytes, name: str, can_recognise: bool) -> str:  # noqa: FBT001
    """The text of a PDF. To be called through `confined` only."""
    try:
        return pdf.text_of_pdf(data=data)
    except pdf.Pictures:
        return _scan(data, name, can_recognise=can_recognise)
    except pdf.Locked:
        raise BadInput("pdf_locked", gettext_noop("{file} có mật khẩu; bỏ mật khẩu rồi nạp lại."), file=name) from None
    except pdf.TooLong:
        raise BadInput(
            "pdf_too_long",
            gettext_noop("{file} dài hơn {most} trang; hãy tách riêng từng văn bản."),
            file=name,
            most=pdf.MOST_PAGES,
        ) from None
    except pdf.Broken:
        raise BadInput(
            "pdf_broken", gettext_noop("{file} không phải tệp PDF đọc được; hãy xuất lại từ Word."), file=name
        ) from None


def _scan(data: bytes, name: str, *, can_recognise: bool) -> str:
    try:
        if not can_recognise:
            raise recognising.Unreadable
        return recognising.recognised_text(data=data)
    except recognising.Unreadable:
        raise BadInput(
            "pdf_is_scan",
            gettext_noop(
                "{file} là bản chụp, không có chữ để đọc; hãy dùng bản .docx hoặc PDF có chữ, dán văn bản, "
                "hoặc cài tesseract cùng gói tiếng Việt (vie) để máy nhận dạng."
            ),
            file=name,
        ) from None


def docx_text(data: bytes, name: str) -> str:
    """The text of a Word file. To be called through `confined` only."""
    try:
        with bounds.opened_zip(data, name=name, unpacked=256 * MB) as archive:
            for part in ("word/document.xml", "word/numbering.xml"):
                if part in archive.namelist():
                    bounds.check_xml(archive.read(part), name=name)
            return text_of_docx(archive=archive)
    except (zipfile.BadZipFile, expat.ExpatError, Broken, OSError, NotImplementedError, RuntimeError, KeyError):
        raise BadInput(
            "docx_broken", gettext_noop("{file} không phải tệp .docx đọc được; mở bằng Word và lưu lại."), file=name
        ) from None
