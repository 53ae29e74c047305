"""The words and signs of head and foot held against the rule: number, date, names, recipients, what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from tinhgon.basis.errors import gettext_noop
from tinhgon.documents.checking import mending
from tinhgon.documents.checking.faults import Fault
from tinhgon.documents.checking.locating import AUTHORITY, DAY, MINUTES, NUMBER, TYPES, Located, same
from tinhgon.documents.checking.measuring import Line
from tinhgon.documents.forms import Form

_BLANK = re.compile(r"^[\s.…_]*$")
_SHORT = re.compile(r"\b(?:UBND|HĐND|UBMTTQ|MTTQ|BTV|BCH|SNV|STP|TP\.|TX\.|TT\.|Q\.|H\.)(?![\w])")
_SYMBOL = re.compile(
    r"^(?P<number>\d*|[\s.…_]*)(?P<between>\s*[/\-–]\s*)(?P<letters>[^/\-–\s]+(?:\s*[/\-–]\s*[^/\-–\s]+)*)$"
)
_TITLES = re.compile(
    r"^(?:GS|PGS|TS|ThS|BS|CN|KS|Gs|Pgs|Ts|Ths|Ks|Thạc sĩ|Tiến sĩ|Giáo sư|Phó Giáo sư|Kỹ sư|Cử nhân|Bác sĩ|Luật sư|"
    r"Đồng chí|Ông|Bà|NGƯT|NGND|Đại tá|Thượng tá|Trung tá|Thiếu tá|Thiếu tướng|Trung tướng)\b[.\s]",
    re.IGNORECASE,
)
_COLLECTIVES = re.compile(r"^(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|CHÍNH PHỦ|ỦY BAN THƯỜNG VỤ QUỐC HỘI)\b")
_PARTY_COLLECTIVES = re.compile(r"^(?:TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|ĐẢNG ỦY|CHI BỘ|BAN THƯỜNG VỤ)\b")


def faults_of_signs(parts: Located, form: Form) -> Iterator[Fault]:
    """What the words of head and foot say."""
    yield from _missing(parts, form)
    yield from _nation(parts, form)
    yield from _issuer(parts, form)
    yield from _number(parts, form)
    yield from _day(parts, form)
    yield from _bases(parts, form)
    yield from _signed(parts, form)
    yield from _recipients(parts, form)


def _missing(parts: Located, form: Form) -> Iterator[Fault]:
    wanted = {
        "nation": gettext_noop("Thiếu Quốc hiệu (văn bản của Đảng: tiêu đề Đảng Cộng sản Việt Nam)."),
        "issuer": gettext_noop("Thiếu tên cơ quan ban hành."),
        "number": gettext_noop("Thiếu số, ký hiệu."),
        "place_date": gettext_noop("Thiếu địa danh và ngày tháng năm."),
        "subject": gettext_noop("Thiếu trích yếu nội dung."),
        "sign_name": gettext_noop("Thiếu họ tên người ký."),
        "recipients": gettext_noop("Thiếu phần Nơi nhận."),
    }
    if form.word("motto"):
        wanted["motto"] = gettext_noop("Thiếu Tiêu ngữ.")
    if parts.about or (parts.addressed and not parts.type_name):
        del wanted["subject"]
        if not parts.about:
            wanted["about"] = gettext_noop("Công văn thiếu trích yếu “V/v …” dưới số.")
    elif not parts.type_name:
        wanted["type_name"] = gettext_noop("Thiếu tên loại văn bản, hoặc tên loại không có trong danh mục.")
    if parts.copied:
        del wanted["recipients"]
    if parts.type_text in MINUTES:
        for name in ("number", "subject", "recipients", "place_date"):
            wanted.pop(name, None)
    if not (parts.sign_post or parts.sign_authority or parts.type_text in MINUTES):
        wanted["sign_post"] = gettext_noop("Thiếu chức vụ của người ký.")
    if parts.other and not parts.type_name:
        wanted.clear()
        yield Fault(
            "not_a_paper",
            "type_name",
            gettext_noop("Đây là phụ lục, danh sách hoặc phiếu: quy định không đặt phần đầu, phần cuối."),
            {},
            "look",
            parts.other[0],
        )
    for name, message in wanted.items():
        if not getattr(parts, name):
            part = form.parts.get(name)
            yield Fault(
                f"{name}_missing", name, message, source=part.source if part else "", sure=part.sure if part else "read"
            )


def _nation(parts: Located, form: Form) -> Iterator[Fault]:
    for line in parts.nation[:1]:
        if same(line.text) != form.word("nation"):
            yield Fault(
                "nation_words", "nation", gettext_noop("Ghi “{found}”, phải là “{wanted}”."),
                {"found": line.text, "wanted": form.word("nation")}, line=line, source=form.words["nation"].source,
                mend=partial(mending.words, line, form.word("nation")),
            )  # fmt: skip
    for line in parts.motto[:1]:
        wanted = form.word("motto")
        if line.text != wanted and wanted:
            dash_only = re.sub(r"[–—]", "-", line.text) == wanted
            yield Fault(
                "motto_words", "motto", gettext_noop("Ghi “{found}”, phải là “{wanted}”."),
                {"found": line.text, "wanted": wanted}, "look" if dash_only else "error", line,
                form.words["motto"].source, mend=partial(mending.words, line, wanted),
            )  # fmt: skip


def _issuer(parts: Located, form: Form) -> Iterator[Fault]:
    for line in parts.issuer:
        if short := _SHORT.search(line.text):
            yield Fault(
                "issuer_short", "issuer", gettext_noop("Tên cơ quan ban hành viết tắt “{found}”; phải viết đầy đủ."),
                {"found": short.group()}, line=line, source=form.parts["issuer"].source,
            )  # fmt: skip
        if line.text != line.text.upper():
            yield Fault(
                "issuer_case", "issuer", gettext_noop("Tên cơ quan ban hành phải viết hoa."), line=line,
                source=form.parts["issuer"].source, mend=partial(mending.words, line, line.text.upper()),
            )  # fmt: skip
    for line in (*parts.type_name, *parts.subject):
        if parts.type_name and line is parts.type_name[0] and line.text != line.text.upper():
            yield Fault(
                "type_name_case", "type_name", gettext_noop("Tên loại phải viết hoa."), line=line,
                source=form.parts["type_name"].source, mend=partial(mending.words, line, line.text.upper()),
            )  # fmt: skip


def _number(parts: Located, form: Form) -> Iterator[Fault]:
    for line in parts.number[:1]:
        source, wanted_start = form.words["number"].source, form.word("number").rstrip()
        symbol = (NUMBER.match(line.text) or re.match("", ""))["symbol"] if NUMBER.match(line.text) else ""  # type: ignore[index]
        symbol = (symbol or "").strip()
        if not line.text.startswith(wanted_start) or (form.family == "party" and line.text[2:3] in (":", ".")):
            yield Fault(
                "number_word",
                "number",
                gettext_noop("Trước số phải ghi “{wanted}”."),
                {"wanted": wanted_start},
                line=line,
                source=source,
                sure=form.words["number"].sure,
                mend=partial(mending.words, line, f"{form.word('number')}{symbol}"),
            )
        found = _SYMBOL.match(symbol)
        if found is None:
            yield Fault(
                "number_form", "number", gettext_noop("Số, ký hiệu “{found}” không đúng dạng {wanted}."),
                {"found": symbol or "…", "wanted": "15/QĐ-UBND" if form.family == "state" else "15-QĐ/TU"}, line=line,
                source=source,
            )  # fmt: skip
            continue
        yield from _symbol(parts, line, found, form)


def _symbol(parts: Located, line: Line, found: re.Match[str], form: Form) -> Iterator[Fault]:
    source = form.parts["number"].source
    digits, start = found["number"].strip(), form.word("number")
    first, then = ("/", "-") if form.family == "state" else ("-", "/")
    groups = re.split(r"\s*[/\-–]\s*", found["letters"])
    signs = re.findall(r"[/\-–]", found["between"] + found["letters"])
    year = bool(re.fullmatch(r"\d{4}", groups[0]))
    right = [first, *([first] if year else []), *[then] * (len(groups) - 1 - year)]
    number = digits.zfill(2) if digits.isdigit() else digits
    tail = "".join(sign + group for sign, group in zip(right, groups, strict=False))
    mend = partial(mending.words, line, f"{start}{number}{tail}")
    if digits.isdigit() and len(digits) == 1:
        yield Fault(
            "number_zero", "number", gettext_noop("Số nhỏ hơn 10 phải ghi thêm số 0 phía trước: {wanted}."),
            {"wanted": number}, line=line, source=source, mend=mend,
        )  # fmt: skip
    if _BLANK.match(digits):
        yield Fault("number_blank", "number", gettext_noop("Chưa ghi số."), {}, "look", line, source)
    together = found["between"] + found["letters"]
    if re.search(r"\s", together.strip()) or re.search(r"\s$|^\s", found["between"]) or signs != right:
        yield Fault(
            "number_signs", "number",
            gettext_noop("Giữa số và ký hiệu ghi “{first}”, giữa các nhóm chữ ghi “{then}”, không cách chữ: {wanted}."),
            {"first": first, "then": then, "wanted": f"{number or '…'}{tail}"}, line=line, source=source, mend=mend,
        )  # fmt: skip
    letters = groups[1:] if year else groups
    allowed = TYPES.get(parts.type_text)
    if allowed and letters[0] not in allowed:
        yield Fault(
            "number_type", "number", gettext_noop("Ký hiệu “{found}” không phải chữ viết tắt của {type}: {wanted}."),
            {"found": letters[0], "type": parts.type_text, "wanted": " / ".join(allowed)}, line=line,
            source="phụ lục III phần I" if form.family == "state" else source,
        )  # fmt: skip
    if allowed and len(letters) < 2:
        yield Fault(
            "number_issuer",
            "number",
            gettext_noop("Ký hiệu thiếu chữ viết tắt của cơ quan ban hành."),
            line=line,
            source=source,
        )


def _day(parts: Located, form: Form) -> Iterator[Fault]:
    for line in parts.place_date[:1]:
        source, found = form.parts["place_date"].source, DAY.match(same(line.text))
        if found is None:
            continue
        day, month, year = (found[name].strip(" .…_") for name in ("day", "month", "year"))
        comma = re.sub(r"\s*,?\s+ngày", ", ngày", line.text, count=1) if found["place"] else line.text
        if not found["place"]:
            yield Fault(
                "place_missing", "place_date", gettext_noop("Thiếu địa danh trước ngày."), line=line, source=source
            )
        elif not found["comma"]:
            yield Fault(
                "place_comma", "place_date", gettext_noop("Sau địa danh phải có dấu phẩy."), line=line, source=source,
                mend=partial(mending.words, line, comma),
            )  # fmt: skip
        if not (day and month and year):
            yield Fault(
                "day_blank", "place_date", gettext_noop("Chưa ghi đủ ngày, tháng, năm."), {}, "look", line, source
            )
            continue
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            yield Fault(
                "day_wrong", "place_date", gettext_noop("Không có ngày {found}."), {"found": f"{day}/{month}/{year}"},
                line=line, source=source,
            )  # fmt: skip
            continue
        text = re.sub(r"ngày\s*\d+", f"ngày {int(day):02d}", comma)
        text = re.sub(r"tháng\s*\d+", f"tháng {int(month):02d}" if int(month) < 3 else f"tháng {int(month)}", text)
        mend = partial(mending.words, line, text)
        if len(day) == 1 or (int(month) < 3 and len(month) == 1):
            yield Fault(
                "day_zero", "place_date", gettext_noop("Ngày nhỏ hơn 10, tháng 1 và 2 phải ghi thêm số 0: {wanted}."),
                {"wanted": text[text.index("ngày") :]}, line=line, source=source, mend=mend,
            )  # fmt: skip
        if 3 <= int(month) < 10 and len(month) == 2:
            yield Fault(
                "month_zero", "place_date", gettext_noop("Tháng 3 đến 9 không cần số 0: {wanted}."),
                {"wanted": text[text.index("ngày") :]}, "look", line, source, mend=mend,
            )  # fmt: skip


def _bases(parts: Located, form: Form) -> Iterator[Fault]:
    end, last = form.word("basis_end"), form.word("basis_last")
    source, sure = form.words["basis_last"].source, form.words["basis_last"].sure
    for place, line in enumerate(parts.basis):
        wanted = last if place == len(parts.basis) - 1 else end
        if not line.text.endswith(wanted):
            yield Fault(
                "basis_end",
                "basis",
                gettext_noop("Căn cứ phải kết thúc bằng dấu “{wanted}”."),
                {"wanted": wanted},
                line=line,
                source=source,
                sure=sure,
            )
    for line in parts.article:
        if re.match(r"^Điều\s+\d+\w*\s*[:)]", line.text):
            yield Fault(
                "article_sign", "article", gettext_noop("Sau số của điều phải là dấu chấm."), line=line,
                source=form.parts["article"].source,
            )  # fmt: skip
    numbers = [int(re.search(r"\d+", line.text).group()) for line in parts.article]  # type: ignore[union-attr]
    for line, before, after in zip(parts.article[1:], numbers, numbers[1:], strict=False):
        if after not in (before + 1, before, 1):
            yield Fault(
                "article_order", "article", gettext_noop("Sau Điều {before} là Điều {after}."),
                {"before": before, "after": after}, line=line, source=form.parts["article"].source,
            )  # fmt: skip


def _signed(parts: Located, form: Form) -> Iterator[Fault]:
    source = form.parts["sign_authority"].source
    dotted = form.family == "state"
    for line in parts.sign_authority:
        found = AUTHORITY.match(line.text)
        if found is None:
            continue
        word = found["word"].upper().replace("/", "")
        wanted = f"{word}." if dotted else ("/".join(word) if word != "Q" else "Q.")
        rest = line.text[found.end("dot") :].strip()
        if not re.match(rf"^{re.escape(wanted)}\s\S", line.text):
            yield Fault(
                "authority_sign", "sign_authority", gettext_noop("Quyền hạn ký ghi “{found}”, phải là “{wanted}”."),
                {"found": line.text[: found.end("dot")], "wanted": wanted}, line=line, source=source,
                mend=partial(mending.words, line, f"{wanted} {rest}"),
            )  # fmt: skip
    words = [same(line.text).upper() for line in parts.sign_authority]
    issuer = same(" ".join(line.text for line in parts.issuer)).upper()
    collective = _COLLECTIVES if dotted else _PARTY_COLLECTIVES
    for_all, instead = ("TM", "KT") if dotted else ("T/M", "K/T")
    delegated = any(word.startswith(("TL", "T/L", "TUQ")) for word in words)
    if (
        parts.type_text not in MINUTES
        and collective.match(issuer)
        and parts.sign_post
        and not delegated
        and not any(word.startswith(for_all) for word in words)
    ):
        by_head = parts.type_text != "NGHỊ QUYẾT" and re.search(r"\bCHỦ TỊCH\b", issuer)
        if not by_head:
            yield Fault(
                "authority_missing",
                "sign_authority",
                gettext_noop(
                    "{issuer} làm việc theo chế độ tập thể: trước chức vụ phải ghi “{wanted}” và tên tập thể."
                ),
                {"issuer": issuer, "wanted": f"{for_all}{'.' if dotted else ''}"},
                line=parts.sign_post[0],
                source=source,
            )
    deputies = [line for line in parts.sign_post if same(line.text).upper().startswith("PHÓ ")]
    if dotted and deputies and not delegated and not any(word.startswith(instead) for word in words):
        head = re.sub(r"^PHÓ\s+", "", same(deputies[0].text).upper())
        yield Fault(
            "authority_deputy",
            "sign_authority",
            gettext_noop("Cấp phó ký thay phải ghi “KT. {head}” trước chức vụ."),
            {"head": head},
            line=deputies[0],
            source=source,
        )
    yield from _name(parts, form)


def _name(parts: Located, form: Form) -> Iterator[Fault]:
    source = form.parts["sign_name"].source
    for line in parts.sign_name[:1]:
        if title := _TITLES.match(line.text):
            yield Fault(
                "name_title", "sign_name", gettext_noop("Trước họ tên người ký không ghi “{found}”."),
                {"found": title.group().strip()}, line=line, source=source,
                mend=partial(mending.words, line, _without_titles(line.text)),
            )  # fmt: skip
        elif line.text == line.text.upper() and len(line.text) > 4:
            yield Fault(
                "name_case",
                "sign_name",
                gettext_noop("Họ tên người ký viết chữ thường, không viết hoa cả tên."),
                line=line,
                source=source,
                mend=partial(mending.words, line, line.text.title()),
            )


def _without_titles(text: str) -> str:
    while found := _TITLES.match(text):
        text = text[found.end() :].lstrip(" .")
    return text


def _recipients(parts: Located, form: Form) -> Iterator[Fault]:
    if not parts.recipients:
        return
    head, items = parts.recipients[0], parts.recipient
    source, end = form.parts["recipients"].source, form.word("recipient_end")
    if head.text != form.word("recipients") and not head.text.startswith(form.word("recipients") + " "):
        yield Fault(
            "recipients_word", "recipients", gettext_noop("Ghi “{found}”, phải là “{wanted}”."),
            {"found": head.text[:30], "wanted": form.word("recipients")}, line=head, source=source,
            mend=partial(mending.words, head, form.word("recipients")),
        )  # fmt: skip
    if not items:
        yield Fault(
            "recipient_missing", "recipient", gettext_noop("Dưới “Nơi nhận” không có ai."), line=head, source=source
        )
        return
    for place, line in enumerate(items):
        is_last = place == len(items) - 1
        wanted = "." if is_last else end
        text = re.sub(r"^[-–+•]\s*|[;,.\s]+$", "", line.text)
        mend = partial(mending.words, line, f"- {text}{wanted}")
        if not re.match(r"^-\s", line.text) and not _is_list(line):
            yield Fault(
                "recipient_dash", "recipient", gettext_noop("Mỗi nơi nhận bắt đầu bằng gạch đầu dòng “- ”."), line=line,
                source=form.parts["recipient"].source, sure=form.parts["recipient"].sure, mend=mend,
            )  # fmt: skip
        elif not line.text.endswith(wanted):
            yield Fault(
                "recipient_end",
                "recipient",
                gettext_noop("Nơi nhận phải kết thúc bằng dấu “{wanted}”."),
                {"wanted": wanted},
                line=line,
                source=form.parts["recipient"].source,
                sure=form.words["recipient_end"].sure,
                mend=mend,
            )
    if not re.match(r"^[-–+•]?\s*Lưu\b", items[-1].text):
        yield Fault(
            "recipient_archive", "recipient", gettext_noop("Dòng cuối của Nơi nhận phải là nơi lưu: “- {wanted}”."),
            {"wanted": form.word("archive")}, line=items[-1], source=form.words["archive"].source,
            sure=form.words["archive"].sure,
        )  # fmt: skip


def _is_list(line: Line) -> bool:
    return any(str(node.tag).endswith("}numPr") for node in line.element.iter())
