"""The parts of a paper held against its form: what the rule asks of page, looks and signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tinhgon.basis.errors import gettext_noop
from tinhgon.documents.checking import mending
from tinhgon.documents.checking.faults import Fault
from tinhgon.documents.checking.locating import Located
from tinhgon.documents.checking.measuring import Line, Measured
from tinhgon.documents.forms import Form, Part

_TOLERANCE = 0.6
"""Millimetres: Word rounds what is typed in centimetres or inches."""
_TALL = 2_600
"""Letters of a text that certainly has more than one page."""
_ABOUT = Part(size=12, range=(12, 13), align="center", source="phụ lục I ô số 5b", sure="read")


def faults_of_page(file: Measured, form: Form) -> Iterator[Fault]:
    """Paper, margins, page number, font."""
    page = file.pages[-1] if file.pages else None
    if page is None:
        yield Fault(
            "page_unset", "page", gettext_noop("Tệp không ghi khổ giấy và lề."), source=form.page["width"].source
        )
        return
    for section in file.pages:
        if section.width > section.height:
            continue  # a wide table has a page of its own
        yield from _margins(section, form)
    yield from _numbering(file, form)
    yield from _fonts(file, form)


def _margins(page, form: Form) -> Iterator[Fault]:  # type: ignore[no-untyped-def]
    if abs(page.width - form.length("width")) > 1.5 or abs(page.height - form.length("height")) > 1.5:
        yield Fault(
            "page_size", "page", gettext_noop("Khổ giấy {found}, phải là A4 (210 × 297 mm)."),
            {"found": f"{page.width:.0f} × {page.height:.0f} mm"}, source=form.page["width"].source,
            mend=partial(mending.paper, page, form.length("width"), form.length("height")),
        )  # fmt: skip
    names = {
        "top": gettext_noop("Lề trên {found} mm, phải {wanted} mm."),
        "bottom": gettext_noop("Lề dưới {found} mm, phải {wanted} mm."),
        "left": gettext_noop("Lề trái {found} mm, phải {wanted} mm."),
        "right": gettext_noop("Lề phải {found} mm, phải {wanted} mm."),
    }
    for side, message in names.items():
        point, found = form.page[side], getattr(page, side)
        low, high = point.range or (float(point.value), float(point.value))
        if not low - _TOLERANCE <= found <= high + _TOLERANCE:
            yield Fault(
                f"margin_{side}", "page", message,
                {"found": _told(found), "wanted": _range(low, high)}, source=point.source, sure=point.sure,
                mend=partial(mending.margins, page, **{side: float(point.value)}),
            )  # fmt: skip


def _told(value: float) -> str:
    return f"{round(value, 2):g}".replace(".", ",")


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def _numbering(file: Measured, form: Form) -> Iterator[Fault]:
    shown, point = file.numbering, form.page["number_size"]
    letters = sum(len(line.text) for line in file.lines)
    if not shown.where:
        if file.more_pages or letters > _TALL:
            yield Fault(
                "page_number_missing", "page", gettext_noop("Văn bản nhiều trang mà không có số trang."),
                source=point.source, sure=form.page["first_number"].sure,
            )  # fmt: skip
        return
    if shown.where == "footer" or shown.align not in ("center", "centre"):
        yield Fault(
            "page_number_place", "page", gettext_noop("Số trang phải ở giữa, trong phần lề trên."),
            source=form.page["number_from_edge"].source, sure=form.page["first_number"].sure,
        )  # fmt: skip
    if shown.on_first:
        yield Fault(
            "page_number_first", "page", gettext_noop("Số trang hiện ở trang thứ nhất; trang đầu không ghi số."),
            source=form.page["first_number"].source, sure=form.page["first_number"].sure,
            mend=partial(mending.first_apart, file.pages[0]),
        )  # fmt: skip
    low, high = point.range or (float(point.value), float(point.value))
    if shown.size and not low <= shown.size <= high:
        yield Fault(
            "page_number_size", "page", gettext_noop("Số trang cỡ {found}, phải cỡ {wanted}."),
            {"found": f"{shown.size:g}", "wanted": _range(low, high)}, "look", source=point.source, sure=point.sure,
        )  # fmt: skip


def _fonts(file: Measured, form: Form) -> Iterator[Fault]:
    wanted = str(form.page["font"].value)
    others = [line for line in file.lines if line.text and any(_other(run, wanted) for run in line.runs)]
    if others:
        fonts = sorted({run.look.font or "?" for line in others for run in line.runs if _other(run, wanted)})

        def mend() -> None:
            for line in others:
                mending.look(line, font=wanted)

        yield Fault(
            "font", "page", gettext_noop("Phông {found} ở {count} dòng, phải là {wanted}."),
            {"found": ", ".join(fonts), "count": len(others), "wanted": wanted}, line=others[0],
            source=form.page["font"].source, sure=form.page["font"].sure, mend=mend,
        )  # fmt: skip


def _other(run, wanted: str) -> bool:  # type: ignore[no-untyped-def]
    return any(char.isalnum() for char in run.text) and run.look.font.casefold() != wanted.casefold()


def faults_of_looks(parts: Located, form: Form) -> Iterator[Fault]:
    """Size, weight, slant and place of each part; body and bases are told once, with the number of lines."""
    for name, lines in parts:
        part = _ABOUT if name == "about" and form.family == "state" else form.parts.get(name)
        if part is None or not lines:
            continue
        yield from _sizes(name, lines, part)
        yield from _weights(name, lines, part)
        if name in ("body", "basis"):
            yield from _paragraphs(name, lines, part)
        elif part.align == "center" and name not in ("recipients", "addressed"):
            yield from _centred(name, lines, part)


def _sizes(name: str, lines: Sequence[Line], part: Part) -> Iterator[Fault]:
    low, high = part.range or (part.size, part.size)
    wrong = [line for line in lines if not low <= line.look.size <= high]
    if wrong:

        def mend() -> None:
            for line in wrong:
                mending.look(line, size=part.size)

        yield Fault(
            f"{name}_size", name, gettext_noop("{part}: cỡ chữ {found}, phải {wanted}."),
            {"found": ", ".join(sorted({f"{line.look.size:g}" for line in wrong})), "wanted": _range(low, high),
             "count": len(wrong)},
            line=wrong[0], source=part.source, sure=part.sure, mend=mend,
        )  # fmt: skip


def _weights(name: str, lines: Sequence[Line], part: Part) -> Iterator[Fault]:
    told = {
        ("bold", True): gettext_noop("{part}: phải in đậm."), ("bold", False): gettext_noop("{part}: không in đậm."),
        ("italic", True): gettext_noop("{part}: phải in nghiêng."),
        ("italic", False): gettext_noop("{part}: phải in chữ đứng."),
        ("underline", True): gettext_noop("{part}: phải gạch chân."),
    }  # fmt: skip
    for look in ("bold", "italic", "underline"):
        wanted = getattr(part, look)
        if (look, wanted) not in told or (name in ("body", "article") and look != "italic"):
            continue
        if name == "article":
            continue
        wrong = [line for line in lines if line.mostly(look) != wanted]
        if not wrong or (name == "body" and len(wrong) * 2 <= len(lines)):
            continue  # words of the body may be set off

        def mend(wrong: Sequence[Line] = tuple(wrong), look: str = look, wanted: bool = wanted) -> None:  # noqa: FBT001
            for line in wrong:
                mending.look(line, **{look: wanted})

        yield Fault(
            f"{name}_{look}", name, told[look, wanted], {"count": len(wrong)}, line=wrong[0], source=part.source,
            sure=part.sure, mend=mend,
        )  # fmt: skip
    if name == "article":
        labels = [line for line in lines if line.runs and not line.runs[0].look.bold]
        if labels:
            yield Fault(
                "article_bold", name, gettext_noop("{part}: chữ “Điều” và số của điều phải in đậm."),
                {"count": len(labels)}, line=labels[0], source=part.source, sure=part.sure,
            )  # fmt: skip


def _centred(name: str, lines: Sequence[Line], part: Part) -> Iterator[Fault]:
    wrong = [line for line in lines if line.align not in ("center", "centre") and line.whole and abs(line.first) < 1]
    if wrong and (name in ("type_name", "subject", "heading") or all(line.cell for line in wrong)):

        def mend() -> None:
            for line in wrong:
                mending.align(line, "center")

        yield Fault(
            f"{name}_centre", name, gettext_noop("{part}: phải đặt canh giữa."), {"count": len(wrong)},
            severity="error" if name in ("type_name", "subject") else "look", line=wrong[0], source=part.source,
            sure=part.sure, mend=mend,
        )  # fmt: skip


def _paragraphs(name: str, lines: Sequence[Line], part: Part) -> Iterator[Fault]:
    """Told where most paragraphs are so: one may stand apart."""
    plain = [line for line in lines if line.cell is None and len(line.text) > 60]
    ragged = [line for line in plain if line.align != "justify"]
    if len(ragged) * 2 > len(plain):

        def justify() -> None:
            for line in ragged:
                mending.align(line, "justify")

        yield Fault(
            f"{name}_justify", name, gettext_noop("{part}: phải canh đều cả hai lề."), {"count": len(ragged)},
            line=ragged[0], source=part.source, sure=part.sure, mend=justify,
        )  # fmt: skip
    flush = [line for line in plain if not any(abs(line.first - wanted) < 1 for wanted in (10, 12.7))]
    if len(flush) * 2 > len(plain):

        def indent() -> None:
            for line in flush:
                mending.gap(line, first=part.first)

        yield Fault(
            f"{name}_indent", name, gettext_noop("{part}: dòng đầu đoạn lùi {found} mm, phải 10 hoặc 12,7 mm."),
            {"found": _told(flush[0].first), "count": len(flush)}, "look", flush[0], part.source, part.sure, indent,
        )  # fmt: skip
    wide = [line for line in plain if line.spacing is not None and not 0.99 <= line.spacing <= 1.51]
    if len(wide) * 2 > len(plain):
        yield Fault(
            f"{name}_spacing", name, gettext_noop("{part}: giãn dòng {found}, phải từ 1 đến 1,5 dòng."),
            {"found": _told(wide[0].spacing or 0), "count": len(wide)},
            line=wide[0], source=part.source, sure=part.sure,
        )  # fmt: skip
    tight = [line for line in plain if max(line.after, line.before) < 5.9]
    if len(tight) * 2 > len(plain):

        def part_them() -> None:
            for line in tight:
                mending.gap(line, after=6)

        yield Fault(
            f"{name}_gap", name, gettext_noop("{part}: khoảng cách giữa các đoạn dưới 6 pt."), {"count": len(tight)},
            "look", tight[0], part.source, part.sure, part_them,
        )  # fmt: skip
