"""What only these procedures ask: months to retirement, an odd council, a relative off the base of all members."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.cases.house import Case
from tests.procedures.walking import SCAN, house_of

from tinhgon.cases.acts.count import CountVotes, DeclareResult, Votes
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.hand_in import HandIn, Paper
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.minute import Minute
from tinhgon.cases.acts.names import Names
from tinhgon.cases.acts.roll import Absent, CallRoll
from tinhgon.cases.acts.summon import Summon
from tinhgon.cases.ledger import Kin
from tinhgon.procedures import procedures

OFFICER, APPROVES, CHAIRS, ABOVE = 1, 2, 3, 5
OLD, NEW = datetime(2026, 7, 1, 8, tzinfo=UTC), datetime(2026, 9, 7, 8, tzinfo=UTC)


def papers(*names: str) -> HandIn:
    return HandIn(papers=tuple(Paper(name=name, number="1/TTr") for name in names))


def case_of(name: str, day: datetime, *, size: int = 5, **more: object) -> Case:
    procedure = procedures()[name]
    version = procedure.version_of(day.date())
    assert version is not None
    case = Case(house_of(version, size=size), procedure)
    case.now = day
    return case.opened(by=OFFICER, **more)


def routed(day: datetime, facts: dict[str, date], way: str) -> Case:
    case = case_of("reappointment", day, facts=facts)
    case.does(OFFICER, papers("thông báo hết thời hạn giữ chức vụ")).does(OFFICER, Pass())
    case.does(OFFICER, papers("bản tự nhận xét đánh giá")).does(OFFICER, Pass())
    return case.does(OFFICER, Decide(does="route", outcome=way))


@pytest.mark.parametrize(
    ("day", "start", "retires", "way"),
    [
        (OLD, date(2021, 12, 1), date(2028, 11, 30), "extend"),  # a day short of 24 months
        (OLD, date(2021, 12, 1), date(2028, 12, 1), "reappoint"),
        (OLD, date(2023, 12, 1), date(2028, 11, 30), "extend"),  # until 31/7/2026 a term of three years is no exception
        (NEW, date(2021, 12, 1), date(2028, 11, 30), "extend"),
        (NEW, date(2023, 12, 1), date(2028, 5, 31), "extend"),  # a day short of 18 months, a term of three years
        (NEW, date(2023, 12, 1), date(2028, 6, 1), "reappoint"),
    ],
)
def test_extended_or_reappointed(day: datetime, start: date, retires: date, way: str) -> None:
    """Nghị định 170/2025 articles 36 to 41: under 24 months; since 1/8/2026 under 18 for a term of three years."""
    facts = {"term_start": start, "term_end": date(2026, 12, 1), "retires_on": retires}
    other = "reappoint" if way == "extend" else "extend"
    assert routed(day, facts, other).refuses(OFFICER, Pass(outcome=other)) == {"another_way"}
    after = routed(day, facts, way).does(OFFICER, Pass(outcome=way))
    assert after.state.step == {"extend": "lead_extend", "reappoint": "key"}[way]


def test_without_the_dates_neither_way_is_open() -> None:
    case = routed(NEW, {"term_end": date(2026, 12, 1)}, "extend")
    assert case.refuses(OFFICER, Pass(outcome="extend")) == {"dates_not_stated"}


def council(case: Case) -> Case:
    case.does(OFFICER, papers("kế hoạch", "bảng cơ cấu ngạch còn được bố trí")).does(OFFICER, Names(people=(71,)))
    case.does(OFFICER, Pass()).does(APPROVES, papers("quyết định thành lập hội đồng"))
    return case.does(APPROVES, Decide(does="set_council")).does(APPROVES, Pass())


def voted(case: Case, summoned: tuple[int, ...], agree: int) -> Case:
    case.does(OFFICER, Summon(summoned=summoned)).does(OFFICER, CallRoll(present=summoned))
    told = CountVotes(votes=(Votes(answer="agree", votes=agree), Votes(answer="disagree", votes=len(summoned) - agree)))
    return case.does(7, told).does(50, told)


def test_a_council_is_odd() -> None:
    """Article 24: a council of four is refused, whatever it votes."""
    case = voted(council(case_of("higher_rank", NEW, size=4)), (21, 22, 23, 24), 4)
    case.does(OFFICER, DeclareResult(outcome="passed")).does(OFFICER, Minute(sha256=SCAN))
    assert case.refuses(CHAIRS, Pass(outcome="passed")) == {"even_body"}


def test_a_tie_of_those_who_vote_goes_to_the_chair() -> None:
    """One of seven is away: three of the six who vote are half (RNK-council-tie), and two thirds came."""
    case = council(case_of("higher_rank", NEW, size=7))
    everybody = tuple(range(21, 28))
    case.does(OFFICER, Summon(summoned=everybody))
    case.does(OFFICER, CallRoll(present=everybody[:6], absent=(Absent(person=27),)))
    told = CountVotes(votes=(Votes(answer="agree", votes=3), Votes(answer="disagree", votes=3)))
    case.does(7, told).does(50, told)
    case.does(OFFICER, DeclareResult(outcome="chair_decides")).does(OFFICER, Minute(sha256=SCAN))
    assert case.does(CHAIRS, Pass(outcome="chair_decides")).state.step == "chair"


def test_a_relative_who_is_not_summoned_is_off_the_base_of_all_members() -> None:
    """PC-04: of five members of a cell one is the brother; three of the other four pass."""
    case = case_of("exemption", NEW, people=(71,))
    case.does(OFFICER, papers("đơn xin miễn")).does(OFFICER, Pass())
    case.house.relations = [Kin(21, 71, "sibling")]
    assert case.refuses(OFFICER, Summon(summoned=(21, 22, 23, 24, 25))) == {"related_summoned"}
    voted(case, (22, 23, 24, 25), 3)
    assert case.state.run.base().members == 4
    assert case.does(OFFICER, DeclareResult(outcome="passed")).state.run.results[-1].outcome == "passed"


def test_a_member_is_heard_or_called_twice() -> None:
    """Nobody is struck off unheard: the way to the vote needs the member's words, or a second call left empty."""
    case = case_of("striking_off", NEW, people=(71,))
    for step in ("văn bản nêu căn cứ",), ("thông báo cho đảng viên",), ("kế hoạch giúp đỡ", "kết quả giúp đỡ"):
        case.does(OFFICER, papers(*step)).does(OFFICER, Pass())
    case.does(OFFICER, Minute(sha256=SCAN))
    assert case.refuses(OFFICER, Pass()) == {"paper_missing"}
    case.does(OFFICER, Pass(outcome="absent")).does(OFFICER, Minute(sha256=SCAN))
    assert case.refuses(OFFICER, Pass()) == {"paper_missing"}
    assert case.does(OFFICER, papers("giấy mời lần hai")).does(OFFICER, Pass()).state.step == "cell"
