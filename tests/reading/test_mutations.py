"""Edits of one kind over every text at hand: the lead, the level, an article that is not read, the force clause.

None may leave a draft that is sure and wrong, nor one of half a law."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from tests.reading.conftest import DATA
from tests.reading.framed import MERGE, REGISTER, framed
from tests.reading.test_territory import BORDER, CITY, CLAUSES, PROVINCE, article

from tinhgon.basis.errors import Refusal
from tinhgon.ledger.document import Document
from tinhgon.reading import Register, draft_document, read_units, understand

PLACES = {"CITY": CITY, "PROVINCE": PROVINCE, "BORDER": BORDER}


def invented() -> Iterator[tuple[str, str, Register]]:
    yield "framed", framed(), REGISTER
    for number, (place, text, _) in enumerate(CLAUSES):
        yield f"wording {number}", article(text), PLACES[place]


@lru_cache(maxsize=1)
def of_the_state() -> tuple[tuple[str, str, Register], ...]:
    """The shortest resolutions of July 2025: the edits are the same in all, and these are quick."""
    folder = DATA / "resolutions"
    if not folder.is_dir():
        return ()
    register = read_units(path=DATA / "units_before_20250701.csv")
    texts = sorted(folder.glob("*_NQ-*.txt"), key=lambda path: path.stat().st_size)[:2]
    return tuple((path.name, path.read_text("utf-8"), register) for path in texts)


def drafted(text: str, register: Register) -> Document | None:
    try:
        return draft_document(answer=understand(text=text, register=register))
    except Refusal:
        return None


LEAD = re.compile(r"(?<=Điều 1\. )\S[^\n]*")
PROPOSALS = (
    "Tán thành chủ trương sắp xếp các đơn vị hành chính như sau:",
    "Đồng ý chủ trương:",
    "Nhất trí thông qua nội dung Tờ trình, cụ thể như sau:",
    "Trình Quốc hội xem xét, quyết định:",
    "Không tán thành các nội dung sau:",
    "Bãi bỏ việc sắp xếp như sau:",
    "Hủy bỏ các khoản sau đây:",
    "Đính chính các khoản sau đây:",
    "Đề nghị Chính phủ sắp xếp như sau:",
    "Giao Sở Nội vụ nghiên cứu phương án sau:",
)
ACTING = (
    "Chia xã Tân Lập Mẫu thành ba xã.",
    "Nhập 1,03 km2 của xã An Lạc Mẫu vào xã An Phú Mẫu.",
    "Sáp nhập ấp 1 và ấp 2 thành ấp 1.",
    "Bãi bỏ Nghị quyết số 15/NQ-HĐND ngày 10 tháng 4 năm 2025.",
    "Điều chỉnh ranh giới hai xã theo bản đồ kèm theo.",
    "Việc sắp xếp chỉ thực hiện khi có ý kiến của cấp có thẩm quyền",
    "Danh sách các xã được sắp xếp theo phụ lục kèm theo:",
    "Ngừng thực hiện khoản 1 Điều 1.",
)
FORCE = re.compile(r"[^\n]*(?:Nghị quyết|Quyết định) này có hiệu lực[^\n]*")
DAYS = (
    "",
    "Nghị quyết này có hiệu lực từ ngày 01 tháng 7 năm 2025; riêng Điều 1 có hiệu lực từ ngày 01 tháng 9 năm 2025.",
    "Nghị quyết này có hiệu lực sau khi được cấp có thẩm quyền phê chuẩn.",
    "Nghị quyết này có hiệu lực thi hành sau 15 ngày kể từ ngày đăng Công báo.",
    "Nghị quyết này hết hiệu lực từ ngày 01 tháng 7 năm 2025.",
    "Nghị quyết này chưa có hiệu lực thi hành.",
)
EVERY = [*invented(), *of_the_state()]
NAMES = [name for name, _, _ in EVERY]


@pytest.mark.parametrize(("name", "text", "register"), EVERY, ids=NAMES)
def test_a_lead_that_is_no_law(name: str, text: str, register: Register) -> None:
    chance = random.Random(f"lead {name}")
    for lead in chance.sample(PROPOSALS, 4):
        first = LEAD.search(text)
        assert first
        under = "" if "\n1. " in text else f"\n1. {first.group()}"
        edited = text[: first.start()] + lead + under + text[first.end() :]
        answer = understand(text=edited, register=register)
        acting = [effect for effect in answer.effects if effect.clause.article == 1]
        assert not acting, (lead, acting[0].clause)
        assert drafted(edited, register) is None


@pytest.mark.parametrize(("name", "text", "register"), EVERY, ids=NAMES)
def test_an_article_that_is_not_read(name: str, text: str, register: Register) -> None:
    chance = random.Random(f"article {name}")
    for words in chance.sample(ACTING, 3):
        place = FORCE.search(text)
        assert place
        begin = text.rfind("Điều ", 0, place.end())
        edited = f"{text[:begin]}Điều 7. {words}\n\n{text[begin:]}"
        assert drafted(edited, register) is None, words
        answer = understand(text=edited, register=register)
        told = [part.text for part in answer.reading.unread if part.may_act]
        asked = [question.clause for question in answer.questions]
        assert any(words[:30] in part for part in told) or "Điều 7" in asked, (words, told)


@pytest.mark.parametrize(("name", "text", "register"), EVERY, ids=NAMES)
def test_a_force_clause_of_no_one_day(name: str, text: str, register: Register) -> None:
    chance = random.Random(f"force {name}")
    for words in chance.sample(DAYS, 3):
        edited = FORCE.sub(f"Điều 9. {words}" if words else "", text)
        assert drafted(edited, register) is None, words


KINDS: tuple[tuple[str, str], ...] = (
    (r"\bxã (?=[A-ZĐ])", "huyện "), (r"\bphường (?=[A-ZĐ])", "quận "), (r"\bhuyện (?=[A-ZĐ])", "xã "),
    (r"\bQuận (?=\d)", "Phường "), (r"\bPhường (?=\d)", "Quận "), (r"\bthị trấn (?=[A-ZĐ])", "thị xã "),
)  # fmt: skip


def ranks(document: Document) -> list[tuple[set[int], int]]:
    """Of each effect the levels of its sources and of what they become, by the kinds that the draft has."""
    rank: Callable[[str], int] = lambda kind: 3 if kind in ("xã", "phường", "thị trấn", "đặc khu") else 2  # noqa: E731
    found = []
    for effect in document.effects:
        into = getattr(effect, "into", None)
        sources = [one.unit.kind for one in getattr(effect, "sources", ())]
        if into is not None and sources and "tỉnh" not in (into.kind, *sources):
            found.append(({rank(kind or "") for kind in sources}, rank(into.kind or "")))
    return found


@pytest.mark.parametrize(("name", "text", "register"), EVERY, ids=NAMES)
def test_a_kind_of_another_level(name: str, text: str, register: Register) -> None:
    """One kind changed for one of another level: no unit of the level before is taken for it."""
    chance = random.Random(f"level {name}")
    places = [(found, kind) for pattern, kind in KINDS for found in re.finditer(pattern, text)]
    for found, kind in chance.sample(places, min(6, len(places))):
        edited = text[: found.start()] + kind + text[found.end() :]
        answer = understand(text=edited, register=register)
        for effect in answer.effects:
            for source in effect.sources:
                unit = register.units.get(source.code or "")
                if unit and not source.through and source.mention.kind in ("huyện", "quận", "thị xã"):
                    assert unit.kind in ("huyện", "quận", "thị xã", "thành phố"), (kind, source.mention)
        document = drafted(edited, register)
        for before, after in ranks(document) if document else ():
            assert before == {after} or after == 3


def test_nothing_is_drafted_of_a_text_with_two_kinds_of_faults() -> None:
    text = framed(title=PROPOSALS[0], clause=MERGE, force=DAYS[3])
    assert drafted(text, REGISTER) is None


@pytest.mark.nation
@pytest.mark.parametrize("path", sorted((DATA / "field" / "texts").glob("*.txt")), ids=lambda path: path.stem)
def test_the_texts_of_the_field(path: Path) -> None:
    """Whatever list they are read with: each clause is read, asked or shown, and a proposal is never a draft."""
    register = read_units(path=DATA / "units_before_20250701.csv")
    answer = understand(text=path.read_text("utf-8"), register=register)
    read = {clause.span for clause in answer.reading.clauses} | {part.span for part in answer.reading.unread}
    assert read
    if path.stem.startswith(("33-NQ", "hdnd-hai-duong", "48-2006")):
        assert not answer.effects
        assert {"only_proposed", "under_lead"} <= {one.code for one in answer.findings}
        assert drafted(path.read_text("utf-8"), register) is None
