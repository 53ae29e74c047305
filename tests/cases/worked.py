"""How the worked examples of procedures are asked of ballots and clocks: one function a kind of row.

Each takes the row's inputs and day and gives the keys that it can answer. A row's own words for an outcome
(`carried_30pct`) are translated here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tinhgon.law.ballots import Count, Limit, Nomination, Roll, Share, VoteRule, ballot_list, decide, most_candidates
from tinhgon.law.clocks import Calendar, add_months, whole_months
from tinhgon.law.clocks.counting import days_within

Inputs = Mapping[str, Any]
Answer = dict[str, Any]
DAY = timedelta(days=1)

LEADERSHIP = {"mode": "choose", "base": "summoned", "share": "over 1/2"}
ROUND = {**LEADERSHIP, "carry": "at least 3/10"}
LAST = {**LEADERSHIP, "at_half": "head"}
CONFIDENCE = {"mode": "yes_no", "share": "over 1/2", "at_half": "head"}
TWO_THIRDS = {"mode": "yes_no", "base": "members", "share": "at least 2/3"}
HALF = {"mode": "yes_no", "base": "members", "share": "over 1/2"}

WORDS = {
    "carried": "carried_30pct",
    "head_decides": "head_chooses_and_reports_views",
    "superior_decides": "report_to_competent_level",
}


def day(text: str) -> date:
    return date.fromisoformat(text)


def calendar(given: Inputs) -> Calendar:
    return Calendar.given(day(text) for text in given.get("holidays", ()))


def votes_of(given: Inputs) -> Count:
    return Count(votes=tuple(given["votes"].items()))


def vote(rule: Mapping[str, Any], roll: Roll, count: Count, **more: Any) -> Any:
    return decide(rule=VoteRule.model_validate(rule), roll=roll, count=count, **more)


def agreed(rule: Mapping[str, Any], base: int, agree: int, **more: Any) -> Any:
    roll = Roll(members=base, summoned=base if rule.get("base", "summoned") == "summoned" else None)
    return vote(rule, roll, Count(votes=(("agree", agree),)), **more)


def step_two(given: Inputs, _on: date) -> Answer:
    rule = {**ROUND, "quorum_advised": "at least 2/3"}
    roll = Roll(summoned=given["summoned"], present=given["present"])
    result = vote(rule, roll, votes_of(given))
    warned = "quorum" in {finding.code for finding in result.why}
    return {
        "base": result.base.total,
        "chosen": list(result.chosen),
        "outcome": WORDS.get(result.outcome, result.outcome),
        "quorum_ok": not warned,
    }


def quorum(given: Inputs, _on: date) -> Answer:
    share = Share.parse("at least 2/3")
    return {
        "quorum_ok": share.met(given["present"], given["summoned"]),
        "needed": share.needed(given["summoned"]),
    }


def another_person(given: Inputs, _on: date) -> Answer:
    rule = {**ROUND, "candidates": "from_before", "other": {"share": "at least 2/3", "base": "members"}}
    members = given["leadership_members"]
    result = vote(rule, Roll(summoned=members, members=members), votes_of(given), names=given["step2_names"])
    new = result.chosen and result.chosen[0] not in given["step2_names"]
    return {"chosen": list(result.chosen), "outcome": "chosen_other_person" if new else result.outcome}


def two_at_half(given: Inputs, _on: date) -> Answer:
    roll = Roll(summoned=given["summoned"], present=given.get("present"))
    result = vote(LAST, roll, votes_of(given), head_vacant=given.get("head_post") == "vacant")
    return {"outcome": WORDS[result.outcome]}


def sending_body(given: Inputs, _on: date) -> Answer:
    roll = Roll(summoned=given["sending_leadership_summoned"], present=given["present"])
    return {"outcome": vote(CONFIDENCE, roll, Count(votes=(("agree", given["agree"]),))).outcome}


def key_officials(given: Inputs, _on: date) -> Answer:
    roll = Roll(summoned=given["summoned"], present=given["present"])
    result = vote({**LEADERSHIP, "base": "present"}, roll, votes_of(given))
    return {"base": result.base.total, "chosen": list(result.chosen), "outcome": result.outcome}


def force_majeure(given: Inputs, _on: date) -> Answer:
    roll = Roll(
        summoned=given["summoned"],
        present=given["present"],
        taken_out={"force_majeure": given["absent_force_majeure_accepted"]},
    )
    result = vote({**ROUND, "less": ["force_majeure"]}, roll, votes_of(given))
    return {"base": result.base.total, "chosen": list(result.chosen), "outcome": result.outcome}


def one_person_two_posts(given: Inputs, _on: date) -> Answer:
    posts = list(range(given["posts_on_list"] - given["person_with_two_posts"]))
    roll = Roll.of_people(summoned=posts + posts[: given["person_with_two_posts"]])
    result = vote(ROUND, roll, votes_of(given))
    return {"base": result.base.total, "chosen": list(result.chosen)}


def months_summed(given: Inputs, _on: date) -> Answer:
    months = sum(whole_months(day(a), day(b)) for a, b in given["periods_in_next_lower_or_equal_post"])
    return {"months": months, "ok": months >= 12}


def policy(given: Inputs, _on: date) -> Answer:
    return {"deadline": calendar(given).after(day(given["received"]), given["working_days"]).on.isoformat()}


def notice(given: Inputs, on: date) -> Answer:
    expiry, known = day(given["expiry"]), calendar(given)
    if on >= date(2026, 8, 1):
        return {"notice_latest": known.before(expiry, 90).on.isoformat()}
    return {
        "notice_latest": known.term(expiry, -90, "days").on.isoformat(),
        "decision_latest": known.before(expiry, 1).on.isoformat(),
    }


def reappointment(given: Inputs, on: date) -> Answer:
    new = on >= date(2026, 8, 1)
    key = vote(
        {**CONFIDENCE, "base": "present" if new else "summoned"},
        Roll(summoned=given["key_summoned"], present=given["key_present"]),
        Count(votes=(("agree", given["key_agree"]),)),
    ).outcome
    lead = agreed(
        {**CONFIDENCE, "base": "summoned" if new else "members"},
        given["lead_summoned" if new else "lead_members"],
        given["lead_agree"],
    ).outcome
    return {"key": {"not_passed": "superior_decides_whether_to_go_on"}.get(key, key), "lead": lead}


def span_of_months(given: Inputs, _on: date) -> Answer:
    months = whole_months(day(given["from"]), day(given["to"]) + DAY)
    return {"months": months, "ok": months <= 36}


def allowance_kept(given: Inputs, _on: date) -> Answer:
    until = add_months(day(given["transfer_effective"]), 6) - DAY
    return {"kept_until": until.isoformat(), "coef_kept": max(given["old_coef"], given["new_coef"])}


def acting_head(given: Inputs, on: date) -> Answer:
    months = whole_months(day(given["acting_from"]), date(2026, 7, 1))
    return {
        "months_at_2026_07_01": months,
        "transition": months > 12,
        "settle_by": add_months(on, 3).isoformat(),
    }


def low_votes(given: Inputs, _on: date) -> Answer:
    low = {"mode": "yes_no", "base": "valid", "answer": "low"}
    count = Count(valid=given["valid_votes"], votes=(("low", given["low"]),))
    ground = vote({**low, "share": "over 1/2"}, Roll(), count).outcome
    both = {**low, "share": "over 2/3", "article": "decree"}
    result = vote({**both, "also": [{"instrument": "96", "share": "at least 2/3"}]}, Roll(), count)
    read = {reading.instrument: reading.outcome for reading in result.readings}
    decree = read.get("decree", result.outcome)
    softer = {"passed": ("resignation_ground", "out_of_plan_resignation"), "not_passed": ("none", "none")}[ground]
    return {
        "decree": "dismissal_ground" if decree == "passed" else softer[0],
        "party_96": "dismissal" if read["96"] == "passed" else softer[1],
        "differs": result.outcome == "ask",
    }


def two_bodies(given: Inputs, _on: date) -> Answer:
    outcomes = {
        agreed(HALF, given["leadership"], given["leadership_agree"]).outcome,
        agreed(HALF, given["standing_committee"], given["standing_agree"]).outcome,
    }
    return {"outcome": "passed" if outcomes == {"passed"} else "not_passed"}


def limitation(given: Inputs, _on: date) -> Answer:
    ends = add_months(day(given["act_ended"]), 60)
    stops = day(given["notice_of_consideration" if given["track"] == "civil_servant" else "conclusion"])
    return {"limitation_ends": ends.isoformat(), "in_time": stops <= ends}


def restart(given: Inputs, _on: date) -> Answer:
    old, new = day(given["old_act_ended"]), day(given["new_act"])
    ends = add_months(old, 60)
    return {"old_limitation_ends": (add_months(new, 60) if new <= ends else ends).isoformat()}


def excluded(given: Inputs, _on: date) -> Answer:
    span = (day(given["not_considered"][0]), day(given["not_considered"][1]))
    ends = Calendar().term(day(given["act_ended"]), 60, "months", pauses=[span])
    return {"excluded_days": days_within([span]), "limitation_ends": ends.on.isoformat()}


def handling(given: Inputs, _on: date) -> Answer:
    found = day(given["discovered"])
    return {
        "normal_until": Calendar().term(found, 90, "days").on.isoformat(),
        "complex_until": Calendar().term(found, 150, "days").on.isoformat(),
    }


def after_party(given: Inputs, _on: date) -> Answer:
    announced = day(given["party_decision_announced"])
    return {"administrative_by": Calendar().term(announced, 30, "days").on.isoformat()}


def effect_dates(given: Inputs, _on: date) -> Answer:
    since = min(day(given["party_decision_effective"]), day(given["administrative_effective"]))
    return {"counts_from": since.isoformat(), "ends": add_months(since, 12).isoformat()}


def council_of_three(given: Inputs, _on: date) -> Answer:
    rule = {**HALF, "quorum": "at least 1/1"}
    roll = Roll(summoned=given["members"], members=given["members"], present=given["attending"])
    return {"may_meet": vote(rule, roll, Count(votes=(("agree", 0),))).outcome != "may_not_meet"}


def expulsion(given: Inputs, _on: date) -> Answer:
    result = agreed(TWO_THIRDS, given["members_of_lower_organisation"], given["for_expulsion"])
    return {"proposal_valid": result.outcome == "passed", "needed": result.needed}


def appeal(given: Inputs, _on: date) -> Answer:
    until = add_months(day(given["received"]), 1)
    return {"deadline": until.isoformat(), "accepted": day(given["appealed"]) <= until}


def membership_suspended(given: Inputs, _on: date) -> Answer:
    first = Calendar().term(day(given["suspended_from"]), 90, "days").on
    return {
        "first_until": first.isoformat(),
        "extended_until": Calendar().term(first, 30, "days").on.isoformat(),
    }


def lock(given: Inputs, _on: date) -> Answer:
    months = {"reprimand": 24, "warning": 36, "removal": 60}[given["form"]]
    return {"higher_post_from": add_months(day(given["effective"]), months).isoformat()}


def cooling(given: Inputs, _on: date) -> Answer:
    from_day = add_months(day(given["new_post_from"]), 24)
    return {"placement": "one_level_lower", "equal_post_from": from_day.isoformat()}


def structure(given: Inputs, _on: date) -> Answer:
    result = agreed({**HALF, "share": "over 2/3"}, given["members_total"], given["agree"])
    return {"adopted": result.outcome == "passed"}


def admission(given: Inputs, _on: date) -> Answer:
    roll = Roll(
        members=given["full_members"],
        taken_out={"temporary_elsewhere": given["temporary_elsewhere"], "exempted_absent": given["exempted_absent"]},
    )
    rule = {**TWO_THIRDS, "less": ["temporary_elsewhere", "exempted_absent"]}
    result = vote(rule, roll, Count(votes=(("agree", given["agree"]),)))
    return {"base": result.base.total, "needed": result.needed, "passed": result.outcome == "passed"}


def resolution(given: Inputs, _on: date) -> Answer:
    roll = Roll(members=given["members_of_body"], present=given["present"])
    return {"adopted": vote(HALF, roll, Count(votes=(("agree", given["agree"]),))).outcome == "passed"}


def written(given: Inputs, _on: date) -> Answer:
    count = Count(votes=(("agree", given["agree"]), ("disagree", given.get("disagree", 0))))
    return {"adopted": vote(HALF, Roll(members=given["in_office"]), count).outcome == "passed"}


def probation(given: Inputs, _on: date) -> Answer:
    ends = add_months(day(given["ceremony"]), 12)
    return {
        "probation_ends": ends.isoformat(),
        "official_from": ends.isoformat(),
        "party_age_from": given["admission_decision"],
    }


def ceremony(given: Inputs, _on: date) -> Answer:
    known = calendar(given)
    return {
        "limit_208": known.after(day(given["decision_dated"]), 30).on.isoformat(),
        "limit_294": known.after(day(given["decision_received"]), 30).on.isoformat(),
    }


def transfer(given: Inputs, _on: date) -> Answer:
    known = calendar(given)
    return {
        "start_by": known.after(day(given["decision_effective"]), 60).on.isoformat(),
        "present_by": known.after(day(given["letter_dated"]), 30).on.isoformat(),
    }


def answer(given: Inputs, _on: date) -> Answer:
    number = {"grassroots": 30, "upper": 60, "centre": 90}[given["level"]]
    return {"answer_by": calendar(given).after(day(given["received"]), number).on.isoformat()}


def surplus(given: Inputs, _on: date) -> Answer:
    most = most_candidates(seats=given["seats"], surplus=Limit.parse("at most 3/10"))
    return {"max_surplus": most - given["seats"], "max_candidates": most}


def congress(given: Inputs, _on: date) -> Answer:
    reasons = {reason.removesuffix("_with_reason"): number for reason, number in given["deductions"].items()}
    rule = {"mode": "elect", "share": "over 1/2", "less": list(reasons)}
    roll = Roll(summoned=given["summoned"], taken_out=reasons)
    result = vote(rule, roll, votes_of(given), seats=2)
    return {"base": result.base.total, "elected": list(result.chosen)}


def tie_at_cut(given: Inputs, _on: date) -> Answer:
    rule = {"mode": "elect", "share": "over 1/2"}
    result = vote(rule, Roll(summoned=given["base"]), votes_of(given), seats=given["seats"])
    return {
        "elected": list(result.chosen),
        "tied_for_last_seat": list(result.tied),
        "next": f"new vote between {' and '.join(map(str, result.go_on))}",
    }


def floor_support(given: Inputs, _on: date) -> Answer:
    found = ballot_list(
        seats=10,
        prepared=[],
        nominated=[Nomination(choice="A", support=given["support"])],
        attending=given["attending"],
        support=Share.parse("over 3/10"),
        surplus=Limit.parse("at most 3/10"),
    )
    return {"enters_list": "A" in found.names}


def council(given: Inputs, _on: date) -> Answer:
    rule = {"mode": "yes_no", "base": "present", "share": "over 1/2", "at_half": "chair", "quorum": "at least 2/3"}
    casting = {"yes": "agree", "no": "disagree"}[given["chair_voted"]]
    roll = Roll(summoned=given["council"], members=given["council"], present=given["present"])
    count = Count(votes=(("agree", given["yes"]), ("disagree", given["no"])))
    outcome = vote(rule, roll, count, casting=casting).outcome
    return {
        "council_odd": given["council"] % 2 == 1,
        "quorum_ok": outcome != "may_not_meet",
        "outcome": {"passed": "approved", "not_passed": "refused"}.get(outcome, outcome),
    }


def suspension(given: Inputs, _on: date) -> Answer:
    first = calendar(given).after(day(given["from"]), 15).on
    return {
        "first_until": first.isoformat(),
        "extended_until": calendar(given).after(first, 15).on.isoformat(),
    }


def new_member(given: Inputs, _on: date) -> Answer:
    months = whole_months(day(given["admitted"]), day(given["review_on"]))
    return {"months": months, "reviewed": months >= 6}


def merged_cell(given: Inputs, _on: date) -> Answer:
    full = given["cell_a"]["full"] + given["cell_b"]["full"]
    probationary = given["cell_a"]["probationary"] + given["cell_b"]["probationary"]
    return {
        "full": full,
        "probationary": probationary,
        "members": full + probationary,
        "list_balances": full + probationary == given["handover_list"],
        "two_thirds_base": Share.parse("at least 2/3").needed(full),
    }


def at_most_a_third(given: Inputs, _on: date) -> Answer:
    third = Limit.parse("at most 1/3")
    if "committee" in given:
        return {"max_standing": third.of(given["committee"])}
    return {"max": third.of(given["elected"]), "ok": given["moved_by_superior"] <= third.of(given["elected"])}
