"""The pages of the law, asked for without a browser."""

from __future__ import annotations

import html
import re
import time
from datetime import date

import pytest
from tests.web.seen import text_of

from tinhgon.law import engine
from tinhgon.web.law.results import OF_A_PERSON

DAY, LAST = date(2025, 5, 1), date(9999, 1, 1)
EARLY = "/che-do/decree_178.early_retirement/"
OFFICIAL = {
    "sex": "male", "birth_month": "15/01/1966", "grade_coef": "4,65", "leadership_allowance_coef": "0,6",
    "public_service_pct": "0,25", "leave_from": "01/05/2025", "reorg_decision_effective": "01/03/2025",
    "bhxh_months": "264",
}  # fmt: skip


def test_the_catalogue_has_every_rule(client_of_demo) -> None:
    page = client_of_demo.get("/che-do/", {"ngay": "01/05/2025"}).content.decode()
    assert [name for name in engine.rules() if f"/che-do/{name}/" not in page] == []
    assert "chưa đối chiếu" in page


def test_the_example_of_the_ministry_step_by_step(client_of_demo) -> None:
    text = text_of(client_of_demo.get(EARLY, OFFICIAL))
    assert "744.778.125 đồng" in text
    for words in ("01/1966 + 61 năm 9 tháng", "2.340.000 × 5,25 × (1 + 25 %)", "5 + 0,5 × (22 − 20)", "có lợi nhất"):
        assert words in text
    assert "từ ngày 01/09/2025 trường hợp mới theo Nghị định 154" in text


@pytest.mark.parametrize("name", sorted(engine.rules()))
def test_a_rule_can_be_tried_at_once(client_of_demo, name: str) -> None:
    response = client_of_demo.get(f"/che-do/{name}/", {"ngay": "01/06/2025"})
    text = text_of(response)
    assert response.status_code == 200
    assert "số liệu ví dụ" in text
    assert 'role="alert"' not in response.content.decode()


def test_a_wrong_value_is_told_at_its_field(client_of_demo) -> None:
    page = client_of_demo.get(EARLY, {**OFFICIAL, "bhxh_months": "−3"}).content.decode()
    assert 'aria-invalid="true"' in page
    assert "không phải là số" in page


RESULTS = "/che-do/ket-qua/"


def test_every_rule_for_one_set_of_facts(client_of_demo) -> None:
    response = client_of_demo.get(RESULTS, OFFICIAL)
    text = text_of(response)
    assert response.status_code == 200
    assert "744.778.125 đồng" in text
    assert "11/2027" in text
    assert "Cần biết “Tiền lương bình quân 60 tháng cuối”" in text  # asked of Nghị định 29
    page = response.content.decode()
    in_force = [r.id for k in engine.rules().values() for r in k if r.effective_from <= DAY < (r.effective_to or LAST)]
    of_a_person = [name for name in in_force if name.split(".")[0] in OF_A_PERSON]
    assert [name for name in of_a_person if f"/che-do/{name}/" not in page] == []
    link = re.search(r'href="([^"]*decree_178.early_retirement[^"]*)"', page)
    assert link
    assert "744.778.125 đồng" in text_of(client_of_demo.get(link[1].replace("&amp;", "&")))


@pytest.mark.parametrize("about", ["nguoi", "don-vi"])
def test_the_examples_of_all_rules_have_results(client_of_demo, about: str) -> None:
    response = client_of_demo.get(RESULTS, {"ve": about, "ngay": "01/06/2025"})
    text = text_of(response)
    assert response.status_code == 200
    assert "Đang dùng số liệu ví dụ." in text
    assert int(re.search(r"(\d+) quy tắc có kết quả", text)[1]) >= 15


def test_the_results_of_all_rules_are_quick(client_of_demo) -> None:
    took = []
    for _ in range(4):
        began = time.perf_counter()
        assert client_of_demo.get(RESULTS, OFFICIAL).status_code == 200
        took.append(time.perf_counter() - began)
    assert min(took) < 1  # bench: ≤ 0.3 s on a quiet machine


def test_a_word_of_the_address_that_is_no_fact_is_told(client_of_demo) -> None:
    page = client_of_demo.get(EARLY, {**OFFICIAL, "bhxh_month": "264"}).content.decode()
    assert "không có số liệu tên “bhxh_month”; gần giống: bhxh_months" in html.unescape(page)
    assert "744.778.125" not in page
    every = html.unescape(client_of_demo.get(RESULTS, {**OFFICIAL, "bhxh_month": "264"}).content.decode())
    assert "gần giống: bhxh_months" in every
    assert "744.778.125" not in every


def test_after_the_comparison_a_result_says_until_when(client_of_demo) -> None:
    text = text_of(client_of_demo.get("/che-do/pay.base/", {"pay_on": "01/01/2030"}))
    assert "đối chiếu đến ngày" in text


def test_an_unknown_rule_is_not_there(client_of_demo) -> None:
    assert client_of_demo.get("/che-do/no.rule/").status_code == 404


VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
# What stays as it is: citations, the currency, and names that English has no word for.
KEPT = re.compile(
    r"(Nghị định|Nghị quyết|Điều lệ Đảng|Chỉ thị|Kết luận|Quyết định|Quy định|Hướng dẫn|Thông tư|Công văn|Bộ luật)\b.*"
    r"|(Luật)\b.*|NĐ-CP|đồng"
    r"|Hà Nội|Hồ Chí Minh|tổng cục|cục|vụ|sở|thôn|tổ dân phố"
)


@pytest.mark.parametrize(
    "address", ["", "ket-qua/", "ket-qua/?ve=don-vi", *(f"{name}/" for name in sorted(engine.rules())[::4])]
)
def test_pages_in_english_are_in_english(client_of_demo, address: str) -> None:
    client_of_demo.get("/che-do/", {"lang": "en"})
    page = client_of_demo.get(f"/che-do/{address}{'&' if '?' in address else '?'}ngay=01/06/2025")
    body = page.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    main = re.sub(r'<(p|span)[^>]*class="cite"[^>]*>.*?</\1>', " ", main, flags=re.DOTALL)
    left = [KEPT.sub("", html.unescape(text)) for text in re.findall(r">([^<]+)<", main)]
    assert [text for text in left if VIETNAMESE.search(text)] == []


def test_a_refusal_in_english_names_the_fact_in_english(client_of_demo) -> None:
    client_of_demo.get("/che-do/", {"lang": "en"})
    text = text_of(client_of_demo.get(EARLY, {**OFFICIAL, "bhxh_months": "9999"}))
    assert "Months of social insurance" in text
    assert "Số tháng" not in text
