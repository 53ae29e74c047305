"""Councils: the council of higher rank of Nghị định 170/2025."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.ballots import Result
from tinhgon.law.calling import calling
from tinhgon.law.facts import needed, some
from tinhgon.law.model import Fact, Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.votes import Ballot

ND170 = "Nghị định 170/2025/NĐ-CP"
OUTCOMES = {
    "approved": _("thông qua"),
    "refused": _("không thông qua"),
    "may_not_meet": _("không đủ người họp"),
    "chair_decides": _("số phiếu bằng nhau, chưa nêu phiếu của chủ tịch hội đồng"),
}


def _words(result: Result) -> str:
    return {"passed": "approved", "not_passed": "refused"}.get(result.outcome, result.outcome)


@rule(
    id="councils.higher_rank",
    title=_("Hội đồng xét nâng ngạch"),
    cite=f"{ND170}, Điều 24.2",
    gives="outcome",
    effective_from=date(2025, 7, 1),
    facts=(
        needed("council", _("Số thành viên hội đồng"), minimum=1, example=7),
        needed("present", _("Số thành viên dự họp"), example=6),
        needed("yes", _("Số phiếu tán thành"), example=4),
        some("no", _("Số phiếu không tán thành"), default=0),
        Fact(name="chair_voted", label=_("Phiếu của chủ tịch hội đồng"), kind="text", optional=True,
             choices={"yes": _("tán thành"), "no": _("không tán thành")}),
    ),
    asks=_("Hội đồng có thông qua không?"),
    note=_("Quá nửa số người bỏ phiếu là cách đọc của chúng tôi."),
)  # fmt: skip
def higher_rank(p: Parameters, f: Facts) -> Parts:
    """An odd council, at least two thirds present, the majority, a tie by the vote of the chair."""
    cite = f"{ND170}, Điều 24.2"
    ballot = Ballot(
        p["higher_rank"],
        {
            "summoned": f["council"],
            "members": f["council"],
            "present": f["present"],
            "valid": f["yes"] + f["no"],
            "votes": calling(
                lambda yes, no: [{"name": "agree", "number": yes}, {"name": "disagree", "number": no}], f["yes"],
                f["no"], kind="tally",
            ),
            "casting": calling(
                lambda word: {"yes": "agree", "no": "disagree"}[word], f["chair_voted"], kind="text"
            ),
        },
    )  # fmt: skip
    yield ballot.possible(cite)
    odd = calling(lambda number: number % 2 == 1, f["council"], kind="bool")
    yield Step("council_odd", "bool", _("Số thành viên lẻ"), cite, odd)
    met = ballot.of(lambda r: r.outcome != "may_not_meet", "bool")
    yield Step("quorum_ok", "bool", _("Đủ hai phần ba thành viên"), cite, met)
    yield Step("outcome", "text", _("Kết quả"), cite, ballot.of(_words, "text"), words=OUTCOMES)
