"""Worked examples as people write them: names and words of the inputs brought to the facts that the rules ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.basis.text import fold
from tinhgon.law.worked_names import ASIDE, HINTS, LOCALITIES, READ_AS, REGIONS, SAME, SHARES, WHOLE_PERCENT, WORDS

Facts = dict[str, Any]

LEAVE_BEFORE = re.compile(r"^leave_before_(\d{4})_(\d{2})_(\d{2})$")


@dataclass
class Inputs:
    """The facts of a worked example, the rules it can mean and cannot mean, and the parts of a sum.

    `heard` says of each input under which facts it was read; `hinted` which rules it says are meant.
    """

    facts: Facts = field(default_factory=dict)
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    parts: list[Mapping[str, Any]] = field(default_factory=list)
    heard: dict[str, set[str]] = field(default_factory=dict)
    hinted: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def mean(self, *ids: str) -> None:
        self.only = (*self.only, *ids)

    def not_asked(self, *, known: Collection[str], rules: Collection[str]) -> tuple[str, ...]:
        """The inputs that none of the rules asks for: `known` are the names that they can be told."""
        return tuple(
            name
            for name, facts in self.heard.items()
            if not facts & set(known)
            and not any(hint in rule for hint in self.hinted.get(name, ()) for rule in rules)
            and not any(rule.startswith(ASIDE.get(name, "?")) for rule in rules)
        )


def read_inputs(*, given: Mapping[str, Any], instrument: str) -> Inputs:
    """Bring one example's inputs to facts. What cannot be understood stays under its own name."""
    found = Inputs()
    for name, value in given.items():
        if name.startswith("_"):
            continue
        before, meant = dict(found.facts), found.only
        handler = HANDLERS.get(name)
        if handler is not None:
            handler(found, value, given)
        elif name in HINTS and value is True:
            found.mean(*HINTS[name])
        elif match := LEAVE_BEFORE.match(name):
            limit = date(*(int(part) for part in match.groups()))
            found.facts["leave_from"] = (limit if not value else date.fromordinal(limit.toordinal() - 1)).isoformat()
        else:
            found.facts[SAME.get(name, name)] = value
        changed = {fact for fact, told in found.facts.items() if fact not in before or before[fact] is not told}
        found.heard[name] = changed | READ_AS.get(name, set()) or {name}
        if found.only != meant:
            found.hinted[name] = found.only[len(meant) :]
    _finish(found, given, fold(instrument))
    return found


def unheard_of(*, inputs: Inputs, known: Collection[str]) -> tuple[str, ...]:
    """The inputs that no rule of all asks for: nothing is answered beside them."""
    every = {*known, *READ_AS}
    return tuple(
        name
        for name, facts in inputs.heard.items()
        if not facts & every and name not in inputs.hinted and name not in ASIDE
    )


def _finish(found: Inputs, given: Mapping[str, Any], instrument: str) -> None:
    facts = found.facts
    if "retirement.lower" not in found.only:
        found.never = ("retirement.lower",)  # the usual age, unless the example says heavy work or a remote place
    for name in ("leave_from", "congress_on", "reorg_decision_effective", "pay_on"):
        if isinstance(facts.get(name), str) and re.fullmatch(r"\d{4}-\d{2}", facts[name]):
            facts[name] += "-01"
    for name, value in facts.items():
        if name.endswith("_pct") and name not in WHOLE_PERCENT and isinstance(value, int | Decimal):
            facts[name] = Decimal(value) / 100 if value >= 1 else value
    if "bhxh_months" not in facts and "bhxh_years" not in facts and "bhxh_from" in given:
        span = _months(str(given["bhxh_from"]), str(facts.get("leave_from", "")))
        if span is not None:
            facts["bhxh_months"] = span
    if "from" in given and "to" in given and "service_months" not in facts:
        facts["service_months"] = months_and_days(str(given["from"]), str(given["to"]))
    _reduction(facts, given, instrument)
    if "cap huyen" in instrument:
        facts.setdefault("level", "district")
    if "current_monthly_allowance" in facts:
        facts.setdefault("monthly_pay", facts["current_monthly_allowance"])
    if "merged_units" not in facts and isinstance(given.get("merged_from"), list):
        facts["merged_units"] = len(given["merged_from"])
    if (step := re.search(r"\(step (\d)\)|\(buoc (\d)\)", instrument)) and "step" not in facts:
        facts["step"] = int(step[1] or step[2])


def _reduction(facts: Facts, given: Mapping[str, Any], instrument: str) -> None:
    """What lowers a standard of an administrative unit: one of region and coast, by Nghị quyết 112/2025."""
    if "112/2025" in instrument and "region" in facts:
        facts["reduction"] = "red_river" if facts["region"] == "red_river" else facts.get("reduction", "none")
    if given.get("coastal") is True:
        facts["reduction"] = "coastal"


def _months(start: str, end: str) -> int | None:
    first, last = re.match(r"(\d{4})-(\d{2})", start), re.match(r"(\d{4})-(\d{2})", end)
    if not first or not last:
        return None
    return (int(last[1]) - int(first[1])) * 12 + int(last[2]) - int(first[2])


def months_and_days(start: str, end: str) -> int:
    """Months from one day to another, both counted; odd days make one more month."""
    try:
        first, last = date.fromisoformat(start), date.fromordinal(date.fromisoformat(end).toordinal() + 1)
    except ValueError:
        return -1  # no days: whoever asks for months of service refuses it
    months = (last.year - first.year) * 12 + last.month - first.month
    if last.day > first.day:
        months += 1
    return months


# -- words -------------------------------------------------------------------------------------------------------------


def _birth_year(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    found.facts["birth_month"] = f"{value}-{int(given.get('birth_month', 1)):02d}"


def _birth_month(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    if "birth_year" not in given:
        found.facts["birth_month"] = value


def _lower_age(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    found.facts["conditions"] = "lower" if value else "normal"
    found.mean("retirement.lower" if value else "retirement.normal")


def _conditions(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    lower = value is True or fold(str(value)) not in {"normal", "binh thuong", "none", "false", "app. i", "app_i"}
    found.facts["conditions"] = "lower" if lower else "normal"
    found.mean("retirement.lower" if lower else "retirement.normal")


def _sex(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value))
    found.facts["sex"] = (
        "male" if word in {"male", "m", "nam"} else "female" if word in {"female", "f", "nu"} else value
    )


def _kind(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value))
    if word in {"staff", "leader"}:
        found.mean(f"evaluation.points_of_{word}")
        return
    if word in {"thon", "to dan pho", "to", "village", "hamlet", "ap", "ban", "residential group"}:
        found.facts["hamlet_kind"] = "to" if word in {"to", "to dan pho", "residential group"} else "thon"
    else:
        terrain = "mountain" if "mountain" in word or "highland" in word or "nui" in word else word
        found.facts["terrain"] = terrain if terrain in {"mountain", "island"} else "other"


def _mountain(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    if value or "island" not in given:
        found.facts["terrain"] = "mountain" if value else "other"


def _island(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    if value:
        found.facts["terrain"] = "island"


def _province(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value))
    rough = any(part in word for part in ("mountain", "highland", "border", "nui", "bien gioi"))
    central = "central" in word or "truc thuoc trung uong" in word
    found.facts["province_kind"] = "central_city" if central else "mountain_border" if rough else "other"


def _type(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value)).replace(" ", "_")
    if word.startswith("ward_"):
        found.facts["ward_of"] = {"ward_of_district": "urban_district"}.get(word, word.removeprefix("ward_of_"))
        word = "ward"
    found.facts["type"] = {"city": "central_city", "xa": "commune", "phuong": "ward", "tinh": "province"}.get(
        word, word
    )


def _ward_of(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value)).replace(" ", "_")
    words = {"quan": "urban_district", "district": "urban_district", "thi_xa": "town", "city": "provincial_city"}
    found.facts["ward_of"] = words.get(word, word)


def _unit(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value))
    if "std_pop" in given:
        found.facts["unit"] = "ward_of_district" if word in {"ward_of_district", "ward of urban district"} else "other"
    elif "chi cuc" in word or "sub-department" in word:
        found.facts["parent"] = "so" if "so" in word.split() else "cuc"
        found.mean("deputies.sub_department")
    elif "public service" in word or "su nghiep" in word:
        own = "recurrent" in word or "chi thuong xuyen" in word
        found.facts["financing"] = "recurrent" if own else "part_or_none"
        found.mean("deputies.service_division")
    elif "government agency" in word or "thuoc chinh phu" in word:
        found.mean("deputies.agency_unit")
    else:
        words = {
            "xa": "commune",
            "phuong": "ward",
            "township": "commune",
            "thi tran": "commune",
            "dac khu": "special_zone",
        }
        found.facts["unit"] = words.get(word, word.replace(" ", "_"))


def _class(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = str(value).strip().upper()
    found.facts["class"] = {"I": "1", "II": "2", "III": "3"}.get(word, word)


def _region(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value))
    found.facts["region"] = next((code for part, code in REGIONS if part in word), str(value))


def _locality(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value))
    words = re.split(r"[^a-z0-9]+", word)
    code = next((code for part, code in LOCALITIES if part in words or (len(part) > 3 and part in word)), str(value))
    found.facts["locality"] = code


def _parts(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    found.parts = list(value)


def _post(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    from tinhgon.law.engine import versions

    if "seats" in given:
        found.facts["planned_title"] = value
        return
    labels = versions(id="pay.leadership")[0].fact("post").choices or {}
    word = fold(str(value))
    codes = [code for code, label in labels.items() if word in {fold(label), code}]
    loose = [code for code, label in labels.items() if fold(label).startswith(word)]
    found.facts["post"] = next(iter(codes or loose), value)
    if "coef" in given:
        found.facts["coefficient"] = given["coef"]


def _percent(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    for letter, share in value.items():
        found.facts[SHARES.get(letter, letter)] = share


def _titles(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    bodies = ("committee member", "standing committee", "inspection")
    found.facts["titles_planned"] = sum(not any(body in fold(title) for body in bodies) for title in value)


def _post_code(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    """A post by its code, or in words with its area: commune chair, elsewhere than in Hà Nội and HCMC."""
    word = fold(str(value)).replace(" ", "_")
    big = fold(str(given.get("area", ""))) not in {"", "other", "elsewhere", "con lai"}
    if big and word.startswith("commune_"):
        word = "commune_big_city_" + word.removeprefix("commune_").removeprefix("big_city_")
    found.facts["post"] = word
    if "coef" in given:
        found.facts["coefficient"] = given["coef"]


def _area_of_post(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    if "post" not in given:
        _std_measure("area")(found, value, given)


def _coef(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    found.facts["coef"] = value


def _std_measure(name: str) -> Callable[[Inputs, Any, Mapping[str, Any]], None]:
    def keep(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
        found.facts[name if "std_pop" in given else SAME[name]] = value

    return keep


def _case(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    if "counting_month" in given and "level" not in given:
        found.facts["planned_for"] = value
        return
    word = fold(str(value))
    found.facts["case"] = "first_time" if "first" in word or "lan dau" in word else "re_elected"


def _level(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    word = fold(str(value)).replace(" ", "_")
    found.facts["level"] = {"cap_xa": "commune", "cap_huyen": "district", "huyen": "district", "xa": "commune"}.get(
        word, word
    )


def _present(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    """Those present at a meeting; beside a payroll, the staff there is."""
    staff = any(SAME.get(name, name) == "base_staff" for name in given)
    found.facts["present_staff" if staff else "present"] = value


def _considered(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    born = any(SAME.get(name, name) == "birth_month" for name in given)
    found.facts["counting_month" if born else "considered"] = value


def _word(name: str) -> Callable[[Inputs, Any, Mapping[str, Any]], None]:
    """A word told freely, brought to the code of the fact by what stands in it; else it stays as it is."""

    def keep(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
        word = fold(str(value))
        found.facts[name] = next((code for part, code in WORDS[name] if part in word), value)

    return keep


HANDLERS: Mapping[str, Callable[[Inputs, Any, Mapping[str, Any]], None]] = {
    "birth_year": _birth_year,
    "birth_month": _birth_month,
    "lower_age": _lower_age,
    "conditions": _conditions,
    "sex": _sex,
    "gender": _sex,
    "kind": _kind,
    "mountain": _mountain,
    "island": _island,
    "province": _province,
    "type": _type,
    "unit": _unit,
    "class": _class,
    "region": _region,
    "locality": _locality,
    "parts": _parts,
    "title": _post,
    "post": _post_code,
    "percent": _percent,
    "titles": _titles,
    "coef": _coef,
    "pop": _std_measure("pop"),
    "area": _area_of_post,
    "in": _ward_of,
    "ward_of": _ward_of,
    "belongs_to": _ward_of,
    "case": _case,
    "level": _level,
    "present": _present,
    "considered": _considered,
    **{name: _word(name) for name in WORDS},
}
