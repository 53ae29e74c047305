"""The papers of a case say what its acts say: who came, who stood aside, what was counted."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cases.house import province
from tests.cases.test_appointment import NEW, A, B, C, case_on, counted, meeting, seated
from tests.documents.offices import DRAFT, STATE
from tests.documents.test_papers import said

from tinhgon.basis.errors import Conflict, UnknownReference
from tinhgon.cases.acts.roll import Absent
from tinhgon.cases.ledger import Kin
from tinhgon.documents import ballot_paper, counting_paper, minutes_paper
from tinhgon.procedures.papers import ballots_of, countings_of, meeting_of, visited


def told(person: int) -> str:
    return f"người {person}"


def ballot_told(person: int) -> tuple[str, str]:
    return f"Tên {person}", ""


def test_minutes_and_count_of_a_meeting_that_is_over() -> None:
    case = case_on(NEW)
    meeting(case, {A: 3, B: 2}, "chosen", (A,), names=(A, B))
    meeting(case, {A: 6}, "chosen", (A,))
    first = visited(case.state, "t1")
    minutes = meeting_of(first, issuer=STATE, told=told)
    assert (minutes.summoned, len(minutes.present), minutes.absent) == (5, 5, [])
    (matter,) = minutes.matters
    assert matter.endswith(f": chọn được (người {A}).")
    assert minutes.views is None
    (counting,) = countings_of(first, issuer=STATE, told=told)
    assert counting.result.outcome == "chosen"
    assert counting.counters == ["người 4", "người 5"]
    text = said(counting_paper(counting, DRAFT))
    assert f"Kết quả: chọn được; người {A}./." in text
    assert ["1", f"người {A}", "3", "60,00%", "đạt"] == text[text.index(f"người {A}") - 1 :][:5]
    (second,) = countings_of(visited(case.state), issuer=STATE, told=told)
    assert "lãnh đạo mở rộng" in second.title.lower()
    assert said(minutes_paper(minutes, DRAFT))


def test_relatives_and_the_absent_are_told_with_their_reason() -> None:
    house = province()
    house.relations.append(Kin(6, A, "sibling"))
    case = case_on(NEW, house)
    seated(case, names=(A, B), absent=(Absent(person=5, reason="force_majeure", evidence="Giấy ra viện 12/BV"),))
    minutes = meeting_of(visited(case.state), issuer=STATE, told=told)
    assert minutes.absent == [("người 5", "vắng do bất khả kháng, không thể bỏ phiếu")]
    assert "người 6" not in minutes.present
    with pytest.raises(Conflict, match="chưa có kết quả kiểm phiếu"):
        countings_of(visited(case.state), issuer=STATE, told=told)


def test_ballots_have_the_names_of_the_step() -> None:
    case = case_on(NEW)
    with pytest.raises(UnknownReference, match="chưa có cuộc họp nào"):
        visited(case.state)
    with pytest.raises(Conflict, match="chưa có gì đưa ra bỏ phiếu"):
        ballots_of(case.state, issuer=STATE, told=ballot_told, on=date(2026, 9, 7))
    seated(case, names=(C, A))
    (ballot,) = ballots_of(case.state, issuer=STATE, told=ballot_told, on=date(2026, 9, 7))
    text = said(ballot_paper(ballot))
    assert "PHIẾU LẤY Ý KIẾN" in text
    assert [line for line in text if line.startswith("Tên ")] == [f"Tên {A}", f"Tên {C}"]
    counted(case, {A: 4})
    assert len(ballots_of(case.state, issuer=STATE, told=ballot_told, on=date(2026, 9, 7))) == 1
