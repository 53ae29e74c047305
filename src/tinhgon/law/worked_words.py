"""Words of worked examples brought to the codes of facts: one handler an input. What none understands stays as it is.

A handler raises TypeError, ValueError, AttributeError or KeyError for a value that cannot be what its name says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tinhgon.basis.text import fold
from tinhgon.law.worked_inputs import Inputs
from tinhgon.law.worked_names import LEVELS, LOCALITIES, REGIONS, SAME, SHARES, WORDS


def _birth_year(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    month = given.get("birth_month", 1)
    if not isinstance(month, int | str):
        raise TypeError(month)
    found.facts["birth_month"] = f"{value}-{int(month):02d}"


def _birth_month(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    if "birth_year" not in given:
        found.facts["birth_month"] = value


def _lower_age(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    if not isinstance(value, bool):
        raise TypeError(value)
    found.facts["conditions"] = "lower" if value else "normal"
    found.mean("retirement.lower" if value else "retirement.normal")


def _conditions(found: Inputs, value: Any, given: Mapping[str, Any]) -> None:
    if not isinstance(value, bool | str):
        raise TypeError(value)
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
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise TypeError(value)
    found.parts = value


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
    if not isinstance(value, list):
        raise TypeError(value)
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
    found.facts["level"] = LEVELS.get(word, word)


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
