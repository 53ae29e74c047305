"""Words that make a clause conditional, partial, provisional, another's or another day's: never a draft."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.reading.framed import MERGE, framed
from tests.reading.framed import REGISTER as COMMUNES
from tests.reading.test_family import STATE
from tests.reading.test_staff_mutations import BOOKS, REGISTER

from tinhgon.basis.errors import Refusal
from tinhgon.ledger.document import Document
from tinhgon.reading import Answer, draft_document, understand

CASES: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("hostile.yaml").read_text("utf-8"))
AN, BINH = "ông Nguyễn Văn An, Giám đốc Sở Nội vụ", "bà Trần Thị Bình, Trưởng phòng Kinh tế"
WORDS = {
    "{A}": AN,
    "{B}": BINH,
    "{ITEMS}": f"\na) {AN.capitalize()[:1]}{AN[1:]};\nb) {BINH[:1].upper()}{BINH[1:]}.",
    "{MERGE}": MERGE.removeprefix("1. ").removesuffix("."),
}


def spelt(text: str) -> str:
    for mark, words in WORDS.items():
        text = text.replace(mark, words)
    return text


def answered(**given: Any) -> Answer:
    """A reading whose every question is answered with the first that is offered."""
    answer, answers = understand(**given), {}
    for _ in range(8):
        more = {one.span: one.offered()[0].code for one in answer.questions if one.offered()}
        if not more.keys() - answers.keys():
            break
        answers |= more
        answer = understand(**given, answers=answers)
    return answer


def drafted(answer: Answer, books: Any = None) -> Document | None:
    try:
        return draft_document(answer=answer, books=books)
    except Refusal:
        return None


def of_staff(clause: str) -> Document | None:
    text = STATE.format(clauses=f"1. {spelt(clause)}")
    return drafted(answered(text=text, register=REGISTER, books=BOOKS), BOOKS)


@pytest.mark.parametrize("clause", CASES["staff"])
def test_a_clause_on_staff_that_orders_less_is_no_draft(clause: str) -> None:
    document = of_staff(clause)
    assert document is None, [effect.describe() for effect in document.effects]


GIVEN = "Giao bổ sung 12 biên chế công chức cho Sở Tài chính năm 2026."


@pytest.mark.parametrize("clause", CASES["staff"])
def test_nor_does_it_let_another_clause_become_half_a_law(clause: str) -> None:
    assert of_staff(GIVEN) is not None
    document = of_staff(f"{GIVEN}\n2. {clause}")
    assert document is None, [effect.describe() for effect in document.effects]


@pytest.mark.parametrize("sentence", CASES["beside_numbers"])
def test_a_sentence_that_only_looks_like_prose_beside_numbers(sentence: str) -> None:
    assert of_staff(f"{GIVEN}\n2. {sentence}") is None


OFFICE = "Thành lập Phòng Thi đua trực thuộc Sở Nội vụ."


@pytest.mark.parametrize("sentence", CASES["beside_office"])
def test_a_sentence_that_only_looks_like_prose_beside_a_new_office(sentence: str) -> None:
    assert of_staff(f"{OFFICE}\n2. {sentence}") is None


@pytest.mark.parametrize("sentence", CASES["harmless"])
def test_prose_stays_prose(sentence: str) -> None:
    document = of_staff(f"{OFFICE}\n2. {sentence}")
    assert document is not None
    assert [effect.kind for effect in document.effects] == ["establish_unit/1"]


HEAD = (
    "ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TỈNH TÂN GIANG                 Độc lập – Tự do – Hạnh phúc\n"
    "      Số: 250/QĐ-UBND\n                              Tân Giang, ngày 05 tháng 01 năm 2026\n"
)
BARS = (
    "ỦY BAN NHÂN DÂN TỈNH TÂN GIANG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Số: 250/QĐ-UBND | Độc lập - Tự do - Hạnh phúc\n"
    "| Tân Giang, ngày 05 tháng 01 năm 2026\n"
)
WHOLE = (
    "{head}\nQUYẾT ĐỊNH\nVề việc bổ nhiệm cán bộ\n\nỦY BAN NHÂN DÂN TỈNH TÂN GIANG\n\nQUYẾT ĐỊNH:\n\n{articles}\n\n"
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\nĐiều 3. Giám đốc Sở Nội vụ và ông Nguyễn Văn An chịu trách "
    "nhiệm thi hành Quyết định này./.\nNơi nhận:                      TM. ỦY BAN NHÂN DÂN\n- Lưu: VT.\n"
)


@pytest.mark.parametrize("articles", CASES["articles"])
def test_articles_of_public_decisions_are_asked_or_shown(articles: str) -> None:
    text = WHOLE.format(head=HEAD, articles=spelt(articles))
    assert drafted(answered(text=text, register=REGISTER, books=BOOKS), BOOKS) is None


@pytest.mark.parametrize("head", [HEAD, BARS], ids=["two columns", "bars"])
def test_a_head_in_two_columns(head: str) -> None:
    text = WHOLE.format(head=head, articles=spelt("Điều 1.\nBổ nhiệm {A}, giữ chức vụ Giám đốc Sở Tài chính."))
    document = drafted(answered(text=text, register=REGISTER, books=BOOKS), BOOKS)
    assert document is not None
    assert (document.number, document.issuer) == ("250/QĐ-UBND", "Ủy ban nhân dân tỉnh Tân Giang")


@pytest.mark.parametrize("given", CASES["territory"], ids=str)
def test_a_text_on_territory_that_orders_less_is_no_draft(given: Mapping[str, str]) -> None:
    text = framed(**{name: spelt(words) for name, words in given.items()})
    document = drafted(answered(text=text, register=COMMUNES))
    assert document is None, [effect.describe() for effect in document.effects]


@pytest.mark.parametrize(
    ("clauses", "kinds", "days"),
    [
        (
            ("Giải quyết cho các ông, bà có tên sau đây được nghỉ hưu trước tuổi theo Nghị định số 178/2024/NĐ-CP "
            "kể từ ngày 01/02/2026:{ITEMS}"),
            ["retire/1"] * 2,
            {"2026-02-01"},
        ),
        ("Cho các đồng chí sau nghỉ hưu theo chế độ, kể từ ngày 01 tháng 02 năm 2026, cụ thể như sau:{ITEMS}",
         ["retire/1"] * 2, {"2026-02-01"}),
        (("Nay bổ nhiệm có thời hạn đối với các ông, bà có tên sau giữ chức vụ Giám đốc Sở Tài chính, thời hạn 05 "
         "năm:\na) {A}."), ["appoint/1"], {"None"}),
        (("Giao bổ sung tổng số 12 biên chế công chức năm 2026 cho các cơ quan, đơn vị thuộc tỉnh Tân Giang như sau:\n"
         "a) Sở Tài chính: 12."), ["allocate_quota/1"], {"None"}),
        ("Bổ nhiệm {A}, giữ chức vụ Giám đốc Sở Tài chính, thời hạn 05 năm, kể từ ngày 01/3/2026 đến ngày 01/3/2031.",
         ["appoint/1"], {"2026-03-01"}),
    ],
)  # fmt: skip
def test_what_orders_as_much_as_it_seems_is_drafted(clauses: str, kinds: list[str], days: set[str]) -> None:
    document = of_staff(clauses)
    assert document is not None
    assert [effect.kind for effect in document.effects] == kinds
    assert {str(effect.effective_on) for effect in document.effects} == days


@pytest.mark.parametrize("given", CASES["territory"][::9], ids=str)
def test_nor_with_letters_and_marks_apart(given: Mapping[str, str]) -> None:
    text = unicodedata.normalize("NFD", framed(**{name: spelt(words) for name, words in given.items()}))
    assert drafted(answered(text=text, register=COMMUNES)) is None


MANY = 300
LONG = [
    f"Bổ nhiệm {'các ông, bà, đồng chí ' * MANY} nếu:\na) {{A}}.",
    f"Cho các ông, bà nghỉ hưu trước tuổi theo {'Nghị định số 178/2024/NĐ-CP, ' * MANY} nếu:\na) {{A}}.",
    f"Ông Nguyễn Văn An, nghỉ hưu trước tuổi theo {'Nghị định số 178/2024/NĐ-CP, ' * MANY} lạ từ ngày 01/01/2026.",
    f"Giao biên chế năm 2026 cho {'các cơ quan, tổ chức, đơn vị ' * MANY} nếu:\na) Sở Tài chính: 5 biên chế.",
    f"Quyết định tổng biên chế công chức {'các cơ quan hành chính ' * MANY} lạ năm 2026 là 50.",
    f"Ủy ban nhân dân tỉnh tổ chức thực hiện {'và tổ chức thực hiện Quyết định này, ' * MANY} nếu được.",
    f"Sắp xếp {', '.join(f'Phường {number}' for number in range(MANY))} nếu đủ điều kiện:\na) Đổi tên xã A thành xã B.",
    f"Nhập toàn bộ diện tích tự nhiên, quy mô dân số của xã A (bao gồm {'Hòn Đá, cụm đảo ' * MANY} lạ) vào xã B.",
]


@pytest.mark.parametrize("clause", LONG, ids=[clause[:24] for clause in LONG])
def test_a_long_clause_that_nearly_fits_is_left_in_time(clause: str) -> None:
    """A pattern that tries every way of parting such words would not come back."""
    began = time.monotonic()
    assert of_staff(clause) is None
    assert time.monotonic() - began < 10
