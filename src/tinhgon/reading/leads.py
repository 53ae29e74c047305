"""The sentence over clauses governs them: what is only proposed, refused or repealed is not law."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tinhgon.basis.text import clean
from tinhgon.reading.clauses import Head, Lead, Mention, Qualifier, Sense
from tinhgon.reading.entities import DISTRICT_KINDS
from tinhgon.reading.lead_words import ACTING, HELD_BACK, SCOPED, TERRITORY, any_of
from tinhgon.reading.lexing import Lexicon
from tinhgon.reading.normal import Normal
from tinhgon.reading.shapes.lists import GROUNDS, UNITS
from tinhgon.reading.words import UPPER

_ISSUERS = any_of(r"""
    hội đồng nhân dân
    hđnd
    [uủ][yỷ] ban
    ban chấp hành
    ban thường vụ
    chính phủ
    quốc hội
    thủ tướng
""")
_SPEAKS = "tán|nhất|thống|đồng|thông|không|chưa|quyết|bãi|h[ủu]|đề|kiến|trình"
# Who speaks, and words that stand before the verb: 'Hội đồng nhân dân tỉnh nhất trí …', 'Nay thành lập …'.
_BEFORE = (
    r"^\W*(?:về\s+(?:việc\s+)?|v/v\s+|nay\s+|cơ\s+bản\s+|(?:quyết\s+nghị|quyết\s+định)\s+(?:về\s+)?(?:việc\s+)?|"
    r"tiến\s+hành\s+|thực\s+hiện\s+(?:việc\s+)?|việc\s+|"
    rf"{_ISSUERS}[^.:;]{{0,90}}?\s(?={_SPEAKS}))*"
)
_NEUTRAL = re.compile(
    r"^\W*"
    + any_of(r"""
    nội dung(?:\s+(?:sắp\s+xếp|thực\s+hiện|quyết\s+định|cụ\s+thể))?
    điều khoản(?:\s+thi\s+hành)?
    hiệu lực(?:\s+thi\s+hành)?
    tổ chức (?:thực\s+hiện|thi\s+hành)
    trách nhiệm (?:thực\s+hiện|thi\s+hành)
    hiệu lực và (?:tổ\s+chức|trách\s+nhiệm) (?:thực\s+hiện|thi\s+hành)
    cụ thể như sau
    như sau
    """)
    + r"?\W*$",
    re.IGNORECASE,
)
_TEXTS = r"(?:nghị\s+quyết|quyết\s+định|nghị\s+định|văn\s+bản|kết\s+luận)"
_SENSES: dict[Sense, str] = {
    "refuses": """
    không
    chưa
    bác
    bác bỏ
    từ chối
    phản đối
    tạm dừng
    tạm hoãn
    hoãn
    dừng
    ngừng
    """,
    "repeals": rf"""
    bãi bỏ
    h[ủu][ỷy]? bỏ
    h[ủu][yỷ]
    chấm dứt hiệu lực
    ngưng hiệu lực
    đình chỉ
    thay thế
    hết hiệu lực
    thu hồi (?:và\s+h[ủu][ỷy]\s+bỏ\s+)?{_TEXTS}
    """,
    "amends": rf"""
    sửa đổi
    đính chính
    cải chính
    bổ sung(?!\s+biên)
    điều chỉnh(?:,\s*bổ\s+sung)? (?:{_TEXTS}|nội\s+dung|khoản|điểm|điều)
    """,
    "proposes": r"""
    thống nhất
    nhất trí
    đồng ý
    tán thành
    chấp thuận
    ủng hộ
    thông qua
    trình
    đề nghị
    kiến nghị
    đề xuất
    dự kiến
    định hướng
    phương hướng
    lộ trình
    nguyên tắc
    xin ý kiến
    cho ý kiến
    lấy ý kiến
    tham gia ý kiến
    góp ý
    ghi nhận
    xem xét
    nghiên cứu
    báo cáo
    tiếp thu
    giới thiệu
    hiệp y
    xây dựng
    phê (?:duyệt|chuẩn) (?:chủ\s+trương|đề\s+án|phương\s+án|kế\s+hoạch|tờ\s+trình|dự\s+thảo)
    """,
}
# Words that make a proposal of whatever verb stands before them, unless it is only done 'theo Đề án số …'.
_PROPOSED = re.compile(
    r"(?<!theo )(?<!cơ sở )(?<!căn cứ )\b(?:chủ\s+trương|đề\s+án|phương\s+án|dự\s+kiến|dự\s+thảo|"
    r"tờ\s+trình|tán\s+thành|định\s+hướng|lộ\s+trình|kiến\s+nghị|đề\s+nghị)\b|(?<!chương )(?<!quy )\btrình\s+"
    r"(?=chính\s+phủ|quốc|[uủ][yỷ]|thủ\s+tướng|bộ|hội|cấp|cơ\s+quan|ban|trung)",
    re.IGNORECASE,
)
# 'Giao Ủy ban nhân dân tỉnh sắp xếp …': a task for somebody, and done when that one decides; numbers are given at once.
_TASK = re.compile(
    rf"{_BEFORE}giao\s+(?:cho\s+)?(?:{_ISSUERS}|ubnd|các|sở|bộ|ban|phòng|thường\s+trực|chủ\s+tịch|giám\s+đốc|văn\s+phòng)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"\bbiên\s+chế\b|\bsố\s+lượng\s+người\b|\bchỉ\s+tiêu\b|\bhợp\s+đồng\b|\bphụ\s+trách\b|\bquyền\b", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:không|chưa)\b", re.IGNORECASE)
_SENSE_AT = tuple(
    (sense, re.compile(rf"{_BEFORE}{any_of(words)}\b", re.IGNORECASE)) for sense, words in _SENSES.items()
)
_ACTS_AT = re.compile(rf"{_BEFORE}{ACTING}\b", re.IGNORECASE)
_ARRANGES_AT = re.compile(rf"{_BEFORE}{TERRITORY}\b", re.IGNORECASE)
_SUPERIORS = any_of(r"""
    Chính phủ
    Quốc hội
    [UỦ][yỷ] ban [Tt]hường vụ
    UBTVQH
    Thủ tướng
    Bộ (?:Nội|trưởng|Chính)
    [Cc]ấp (?:có\s+thẩm\s+quyền|trên)
    [Cc]ơ quan có thẩm quyền
    Trung ương
""")
_SENT_UP = re.compile(
    rf"\b(?:[Tt]rình|[Đđ]ề\s+nghị|[Kk]iến\s+nghị)\s+(?:lên\s+)?{_SUPERIORS}|"
    r"\b[Tt]rình\s+(?:Hội\s+đồng|HĐND|Ban\s+Thường\s+vụ)"
)
# What is looked at before a decision is told above it and decides nothing.
_CONSIDERED = re.compile(
    r"^\W*(?:xem\s+xét|nghiên\s+cứu|sau\s+khi|tiếp\s+thu|báo\s+cáo|xét|theo|căn\s+cứ)\b", re.IGNORECASE
)
_SOVEREIGN = ("quốc hội", "ủy ban thường vụ quốc hội", "uỷ ban thường vụ quốc hội")
_NO_LAW = re.compile(
    r"^\W*"
    + any_of("""
    DỰ THẢO
    TỜ TRÌNH
    ĐỀ ÁN
    BÁO CÁO
    CÔNG VĂN
    PHƯƠNG ÁN
    KẾ HOẠCH
    THÔNG CÁO
    BIÊN BẢN
    """)
    + r"(?:\s+(?:NGHỊ\s+QUYẾT|QUYẾT\s+ĐỊNH|NGHỊ\s+ĐỊNH|LẦN\s+\w+|\d+))*\W*$|^\W*\(?(?:Dự\s+thảo|DỰ\s+THẢO)\b"
)
_PLACE_HEAD = re.compile(
    r"^\W*(?i:(?:(?:tại|đối\s+với|thuộc|ở|trên\s+địa\s+bàn)\s+)?(?:các\s+)?"
    rf"(?:xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|thành\s+phố))\s+[{UPPER}\d][^.;:]{{0,120}}:?\s*$"
)
# 'Sau khi sắp xếp:' over what is so afterwards.
_AFTERWARDS = re.compile(
    r"^\W*(?i:sau\s+khi)\s+(?:thực\s+hiện\s+|được\s+)?(?:sắp\s+xếp|thành\s+lập|nhập|sáp\s+nhập|điều\s+chỉnh|chia|tách)\b[^,.;]{0,160}$"
)
_LEXICON = Lexicon(
    {
        **UNITS,
        "IN": ("thuộc", "trực thuộc", "tại", "trên địa bàn", "ở", "trong", "giữa"),
        "STOP": (
            "như sau", "cụ thể", "để", "theo", "trên cơ sở", "gồm", "năm", "nêu trên", "sau khi", "thành lập", "nhập",
            "sắp xếp", "chia", "tách", "điều chỉnh", "đổi tên", "giải thể",
        ),
    },
    grounds=GROUNDS,
)  # fmt: skip


def lead_of(*, text: str, label: str = "", province: str = "") -> Lead:
    """What a sentence over clauses is. Anything that is not known to let them act does not.

    `province`: the name of the one that the text is about, which some write in small letters.
    """
    told = clean(text)
    named = re.sub(rf"\b{re.escape(province)}\b", province, told, flags=re.IGNORECASE) if province else told
    return Lead(_sense(named), told, label)


def _sense(text: str) -> Sense:
    if _NEUTRAL.match(text):
        return "neutral"
    for sense, pattern in _SENSE_AT:
        if pattern.match(text):
            return sense
    if _PROPOSED.search(text):
        return "proposes"
    if _NEGATED.search(text):
        return "refuses"
    if _TASK.match(text) and not _NUMBERS.search(text):
        return "proposes"
    arranges = _ARRANGES_AT.match(text)
    if arranges and SCOPED.match(text, arranges.end()):
        return "acts"
    if _ACTS_AT.match(text) and not HELD_BACK.search(text):
        return "acts"
    if _AFTERWARDS.match(text):
        return "neutral"
    return "neutral" if _PLACE_HEAD.match(text) and text.rstrip().endswith(":") else "unknown"


def document_lead(*, head: Head, before: Iterable[str], articles: Iterable[tuple[str, str]]) -> Lead | None:
    """What holds of the whole text: a draft or a scheme, a subject that agrees or repeals, an article that sends it up.

    `before`: the lines above the first article; `articles`: labels and texts of what was not read in the articles.
    """
    for line in before:
        if _NO_LAW.match(line):
            return Lead("proposes", clean(line))
    for text in (head.subject, *before):
        if _CONSIDERED.match(text):
            continue
        sense = _sense(text) if text and text != text.upper() else _sense(text.lower())
        agrees = sense in ("proposes", "repeals", "amends", "refuses") and any(
            pattern.match(text) for which, pattern in _SENSE_AT if which == sense
        )
        # 'Về chủ trương sắp xếp …', 'NHỮNG NỘI DUNG ĐỀ NGHỊ' over the articles.
        heads = text in (head.subject, text.upper()) or text.endswith(":")
        if agrees or (heads and sense == "proposes" and _PROPOSED.search(text)):
            return Lead(sense, clean(text))
    if not head.issuer.lower().startswith(_SOVEREIGN):
        for label, text in articles:
            if _SENT_UP.search(text):
                return Lead("proposes", clean(text), label)
    return None


def names_of(*, normal: Normal, start: int, end: int) -> tuple[tuple[Mention, ...], Qualifier | None]:
    """The units a lead speaks of, and the one district that it says they are in ('thuộc Quận 3', 'Huyện Văn Lãng:')."""
    names: list[Mention] = []
    places: list[Mention] = []
    kind, context, own = "", False, True
    text = normal.text[start:end]
    head = bool(_PLACE_HEAD.match(text)) and text.rstrip().endswith(":")
    for token in _LEXICON.tokens(text=normal.text, start=start, end=end):
        if token.type in ("IN", "OF"):
            context, own = True, own and token.type != "IN"
        elif token.type in ("SEMI", "STOP", "TO"):
            context, kind = False, ""
        elif token.type == "KIND":
            kind = str(token).lower()
        elif token.type in ("NAME", "NUM") and kind:
            found = Mention(kind, str(token), normal.span(token.start_pos or 0, token.end_pos or 0), None, None)
            (places if context or head else names).append(found)
    within = [one for one in places if one.kind in DISTRICT_KINDS] if head or not own else []
    single = within[0] if len({(one.kind, one.name) for one in within}) == 1 else None
    return tuple(names), Qualifier(single.kind, single.name, single.span) if single else None
