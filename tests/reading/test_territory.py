"""Wordings of the State on territory, from 1981 to 2025, quoted in short; each clause with the effect it must give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.reading.conftest import listed
from tests.reading.framed import framed

from tinhgon.basis.errors import Conflict
from tinhgon.reading import Answer, draft_document, understand
from tinhgon.reading.clauses import Mention

CITY = listed("""
79 Hồ Chí Minh|thành phố|1|
769 2|quận|2|79
763 9|quận|2|79
762 Thủ Đức|quận|2|79
770 3|quận|2|79
773 4|quận|2|79
774 5|quận|2|79
27139 06|phường|3|770
27124 07|phường|3|770
27121 08|phường|3|770
27274 05|phường|3|773
27292 02|phường|3|773
27256 12|phường|3|773
27259 13|phường|3|773
27319 15|phường|3|774
27310 12|phường|3|774
27330 05|phường|3|774
27331 02|phường|3|774
""")
PROVINCE = listed("""
24 Bắc Giang|tỉnh|1|
213 Bắc Giang|thành phố|2|24
221 Yên Dũng|huyện|2|24
219 Lục Ngạn|huyện|2|24
220 Sơn Động|huyện|2|24
07219 Lê Lợi|phường|3|213
07213 Trần Phú|phường|3|213
07684 Lão Hộ|xã|3|221
07682 Tân An|thị trấn|3|221
07441 Dĩnh Trì|xã|3|221
07525 Chũ|thị trấn|3|219
07549 Thanh Hải|xã|3|219
07555 Biên Sơn|xã|3|219
""")
BORDER = listed("""
20 Lạng Sơn|tỉnh|1|
201 Cao Lộc|huyện|2|20
202 Văn Lãng|huyện|2|20
20101 Lộc Thanh|xã|3|201
20102 Hoà Cư|xã|3|201
20201 Hồng Phong|xã|3|202
20202 Phú Xá|xã|3|202
20203 Đồng Đăng|thị trấn|3|202
20204 Tân Yên|xã|3|202
20205 Mỹ Cao|xã|3|202
80 Hậu Giang|tỉnh|1|
802 Mỹ Thanh|huyện|2|80
80201 Vị Thanh|thị trấn|3|802
80202 Vị Thuỷ|xã|3|802
""")
Told = tuple[str, tuple[str, ...], str]
FULL, PART, REST = "full", "part", "remainder"


def article(text: str, *, subject: str = "Về việc sắp xếp đơn vị hành chính", force: str | None = None) -> str:
    return framed(
        title=text,
        clause="",
        subject=subject,
        force=force or "Nghị quyết này có hiệu lực từ ngày 01 tháng 01 năm 2021.",
    )


def told(answer: Answer) -> list[Told]:
    """Effect, codes of sources, what it ends in."""
    found = []
    for effect in answer.effects:
        into = effect.into.target.name if effect.into else effect.receiver.code if effect.receiver else ""
        found.append((effect.clause.said.effect, tuple(str(one.code) for one in effect.sources), str(into)))
    return found


def joined(text: str) -> str:
    """A text as the file has it, its lines put together."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


WORDINGS = yaml.safe_load((Path(__file__).parent / "wordings.yaml").read_text("utf-8"))
CLAUSES = [
    (one["place"], joined(one["text"]), [(kind, tuple(codes), into) for kind, codes, into in one["effects"]])
    for one in WORDINGS["read"]
]
ASKED = [(one["place"], joined(one["text"]), one["asked"]) for one in WORDINGS["asked"]]
LEVELS = [joined(text) for text in WORDINGS["levels"]]


@pytest.mark.parametrize(("place", "text", "expected"), CLAUSES, ids=[case[1][:50] for case in CLAUSES])
def test_each_wording_gives_its_effects(place: str, text: str, expected: list[Told]) -> None:
    register = {"CITY": CITY, "PROVINCE": PROVINCE, "BORDER": BORDER}[place]
    answer = understand(text=article(text), register=register)
    assert [one.text for one in answer.reading.unread] == []
    assert [question.render() for question in answer.questions] == []
    assert told(answer) == expected
    assert len(draft_document(answer=answer).effects) >= len(expected)


def mentions(text: str) -> list[Mention]:
    answer = understand(text=article(text), register=BORDER)
    return [one.mention for effect in answer.effects for one in effect.sources]


@pytest.mark.parametrize(
    ("share", "area", "people", "km2", "heads"),
    [
        ("toàn bộ 49,79 km2 diện tích tự nhiên, 1.013.795 người", FULL, FULL, "49.79", 1013795),
        ("toàn bộ diện tích tự nhiên là 258,29km2 và quy mô dân số là 371.151 người", FULL, FULL, "258.29", 371151),
        ("toàn bộ diện tích tự nhiên 1.382,5 ha; dân số 41.511 nhân khẩu", FULL, FULL, "13.825", 41511),
        ("toàn bộ diện tích tự nhiên và nhân khẩu", FULL, FULL, None, None),
        ("một phần diện tích tự nhiên là 75,93 km2", PART, "none", "75.93", None),
        ("4.491,87 ha diện tích tự nhiên và 9.135 nhân khẩu còn lại", REST, REST, "44.9187", 9135),
        ("phần diện tích tự nhiên, quy mô dân số còn lại", REST, REST, None, None),
        ("3.764 ha diện tích tự nhiên và 1.508 nhân khẩu", PART, PART, "37.64", 1508),
    ],
)
def test_shares_and_their_figures(share: str, area: str, people: str, km2: str | None, heads: int | None) -> None:
    (mention,) = mentions(f"Thành lập xã Lộc Yên trên cơ sở {share} của xã Lộc Thanh.")
    assert (mention.area_share, mention.population_share) == (area, people)
    assert (mention.area_km2, mention.population) == (km2, heads)


def test_figures_become_facts_of_the_new_and_of_those_that_go_on() -> None:
    document = draft_document(answer=understand(text=article(CLAUSES[1][1]), register=CITY))
    (facts,) = [effect for effect in document.effects if effect.kind == "state_facts/1"]
    (fact,) = facts.facts
    assert (fact.unit.code, str(fact.area_km2.value), int(fact.population.value)) == ("27292", "0.36", 17039)
    assert fact.area_km2.source == "nghị quyết 11/NQ-HĐND, Điều 1 khoản 2 điểm a"
    (merged,) = draft_document(answer=understand(text=article(CLAUSES[0][1]), register=CITY)).effects
    assert (str(merged.into.area_km2.value), int(merged.into.population.value)) == ("211.56", 1013795)


def test_a_sum_that_differs_is_told() -> None:
    text = CLAUSES[0][1].replace("1.013.795 người", "1.013.975 người")
    answer = understand(text=article(text), register=CITY)
    assert [one.data["total"] for one in answer.findings if one.code == "figures_differ"] == ["1.013.795"]


@pytest.mark.parametrize(("place", "text", "code"), ASKED)
def test_what_is_not_said_is_asked(place: str, text: str, code: str) -> None:
    register = {"CITY": CITY, "PROVINCE": PROVINCE, "BORDER": BORDER}[place]
    answer = understand(text=article(text), register=register)
    assert code in {question.code for question in answer.questions}
    with pytest.raises(Conflict):
        draft_document(answer=answer)


@pytest.mark.parametrize("text", LEVELS)
def test_no_clause_crosses_levels(text: str) -> None:
    answer = understand(text=article(text), register=PROVINCE)
    assert not [effect for effect in answer.effects if all(one.code for one in effect.sources) and not answer.questions]
    with pytest.raises(Conflict):
        draft_document(answer=answer)


def test_communes_joined_to_a_district_come_under_it() -> None:
    text = "Sáp nhập xã Lão Hộ và thị trấn Tân An của huyện Yên Dũng vào thành phố Bắc Giang."
    document = draft_document(answer=understand(text=article(text), register=PROVINCE))
    assert [effect.kind for effect in document.effects] == ["move_units/1"]
    assert document.effective_on == date(2021, 1, 1)


@pytest.mark.parametrize("text", WORDINGS["unread"])
def test_what_acts_and_is_not_read_stops_the_draft(text: str) -> None:
    answer = understand(text=article(text), register=BORDER)
    assert [part.may_act for part in answer.reading.unread] == [True]
    with pytest.raises(Conflict):
        draft_document(answer=answer)


@pytest.mark.parametrize(
    "text", ["Đổi tên thành phố Bắc Giang thành tỉnh Bắc Giang.", "Đổi tên thành phố Bắc Giang thành tỉnh Chũ."]
)
def test_a_city_of_a_province_is_no_province(text: str) -> None:
    answer = understand(text=article(text), register=PROVINCE)
    assert [question.code for question in answer.questions] == ["level"]
