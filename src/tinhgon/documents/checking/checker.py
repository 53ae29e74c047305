"""A Word file held against the rule of form, in a child process: to be called through `confined` only."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any
from xml.parsers import expat

from lxml import etree

from tinhgon.basis import bounds
from tinhgon.basis.confined import MB
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.still import still
from tinhgon.documents.checking.abbreviations import faults_of_abbreviations
from tinhgon.documents.checking.faults import Fault
from tinhgon.documents.checking.judging import faults_of_looks, faults_of_page
from tinhgon.documents.checking.locating import DAY, Located, located, same
from tinhgon.documents.checking.measuring import Measured, measured
from tinhgon.documents.checking.signs import faults_of_signs
from tinhgon.documents.forms import Family, Form, form_on

_UNPACKED = 128 * MB
_READ = (
    "word/document.xml",
    "word/styles.xml",
    "word/theme/theme1.xml",
    "word/_rels/document.xml.rels",
    "docProps/app.xml",
)


def check_docx(data: bytes, name: str, family: str, day: str, mend: bool) -> list[Any]:  # noqa: FBT001
    """[{form, family, faults}, the mended copy or b'']. `family`: state, party or '' (the paper says); `day`: of the
    paper where it does not say one itself."""
    parts = _parts(data, name)
    file = measured(parts)
    found = located(file)
    chosen: Family = family if family in ("state", "party") else "party" if found.is_party else "state"  # type: ignore[assignment]
    form, is_of_day = form_on(chosen, _day_of(found) or date.fromisoformat(day))
    faults = _faults(file, found, form)
    will_mend = mend and any(fault.mend for fault in faults)
    answer = {
        "form": form.title, "family": chosen, "form_of_that_day": is_of_day, "unverified": form.has_unverified,
        "parts": sorted(part for part, lines in found if lines),
        "faults": [fault.told(mended=will_mend) for fault in faults],
    }  # fmt: skip
    copy = b""
    if will_mend:
        for fault in faults:
            if fault.mend:
                fault.mend()
        copy = _written(data, file)
    return [answer, copy]


def _faults(file: Measured, found: Located, form: Form) -> list[Fault]:
    faults = [
        *faults_of_page(file, form), *faults_of_signs(found, form), *faults_of_looks(found, form),
        *faults_of_abbreviations(found),
    ]  # fmt: skip
    return sorted(faults, key=lambda fault: (fault.severity != "error", fault.line.place if fault.line else 0))


def _day_of(found: Located) -> date | None:
    told = DAY.match(same(found.place_date[0].text)) if found.place_date else None
    try:
        return date(int(told["year"]), int(told["month"]), int(told["day"])) if told else None
    except ValueError:
        return None


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    try:
        with bounds.opened_zip(data, name=name, unpacked=_UNPACKED) as archive:
            wanted = [
                one for one in archive.namelist()
                if one in _READ or (one.startswith(("word/header", "word/footer")) and one.endswith(".xml"))
            ]  # fmt: skip
            parts = {one: archive.read(one) for one in wanted}
            for content in parts.values():
                bounds.check_xml(content, name=name)
    except (zipfile.BadZipFile, expat.ExpatError, OSError, NotImplementedError, RuntimeError, KeyError):
        raise _broken(name) from None
    if "word/document.xml" not in parts:
        raise _broken(name)
    return parts


def _written(data: bytes, file: Measured) -> bytes:
    """The archive with the document's XML as it is now; every other part byte for byte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                content = etree.tostring(
                    file.roots["word/document.xml"], xml_declaration=True, encoding="UTF-8", standalone=True
                )
            new.writestr(info.filename, content)
    return still(stream.getvalue())


def _broken(name: str) -> BadInput:
    return BadInput(
        "docx_broken", gettext_noop("{file} không phải tệp .docx đọc được; mở bằng Word và lưu lại."), file=name
    )
