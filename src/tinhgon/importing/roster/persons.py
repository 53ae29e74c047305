"""Who: names, identification numbers, sex, birth, the Party, pay. Every check is over whole columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import polars as pl

from tinhgon import law
from tinhgon.basis.errors import gettext_noop
from tinhgon.importing.roster import cells
from tinhgon.importing.roster.encodings import foreign_letters
from tinhgon.importing.roster.levels import LEVELS, read_word
from tinhgon.importing.roster.roll import Roll
from tinhgon.importing.roster.words import CHOICES, WORDS
from tinhgon.law import parameters

LETTERS = (
    "name", "family_name", "middle_name", "given_name", "other_names", "unit", "title", "position", "address",
    "ethnicity", "pay_rank", "languages", "education", "category",
)  # fmt: skip
DAYS = ("party_admitted_on", "party_official_on", "recruited_on", "coefficient_from", "until")
_LONGEST = {"name": 400, "other_names": 400, "phone": 400, "email": 400, "address": 800}
_LONG = 250
_PROVINCES = tuple(
    f"{code:03d}"
    for code in (
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
        45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89,
        91, 92, 93, 94, 95, 96,
    )
)  # fmt: skip
"""Codes of the 63 provinces until 30 June 2025, which numbers keep."""
_RANK_SCALES = {"01.001": "A3.1", "01.002": "A2.1", "01.003": "A1", "01.004": "B"}
_NO_NAME = r"[/\\;:@#_|=<>?!*%$&]"
_ACTING = r"(?i)^(?:q\s*\.|quyền\s)|^phụ trách (?:phòng|trường|đơn vị|cơ quan|ban|chi cục|trung tâm|sở)(?:\s|$)"
_FORMER = r"(?i)^(?:nguyên|cựu) \p{L}"
_VACANT = (
    r"(?i)^\W*(?:(?:vị trí |biên chế |còn |đang |hiện )*(?:khuyết|trống)(?:\W|$)"
    r"|chưa (?:bố trí|có|tuyển|bổ nhiệm)(?:\W|$)|(?:đang|chờ) (?:tuyển|bổ nhiệm)|thiếu \d)"
)
_GONE = (
    r"(?i)(?:^|[^\p{L}])(?:đã )?(?:nghỉ hưu|nghỉ việc|thôi việc|hưu trí|từ trần|đã mất|chuyển công tác|chuyển ngành"
    r"|chuyển đến|chuyển đi|buộc thôi việc|tinh giản|nghỉ theo nđ|nghỉ theo nghị định|điều động đến|điều động về)"
)
"""What notes say of people who have left."""
_NUMBERS = r"^(\d{1,2})\s*[/.\-–]\s*(\d{1,2})\s*[/.\-–]\s*\d{4}\.?$"
_YOUNGEST, _OLDEST = 18, 70


def check_persons(roll: Roll) -> None:
    """Everything about a person that the file alone can tell."""
    _letters(roll)
    _names(roll)
    _titles(roll)
    _words(roll)
    _numbers(roll)
    _sexes(roll)
    _births(roll)
    _days(roll)
    _pay(roll)
    _structure(roll)
    _notes(roll)


def _letters(roll: Roll) -> None:
    for name in LETTERS:
        if name in roll.texts:
            found = foreign_letters(roll.texts[name])
            for kind in found.drop_nulls().unique():
                roll.faults.add(found == kind, name, f"letters_{kind}", value=roll.texts[name])
    for name, texts in roll.texts.items():
        most = _LONGEST.get(name, _LONG)
        roll.faults.add(texts.str.len_chars() > most, name, "text_long", value=texts, more=str(most))


def _names(roll: Roll) -> None:
    family, middle, given = (roll.text(f"{part}_name").fill_null("") for part in ("family", "middle", "given"))
    joined = (family + " " + middle + " " + given).str.replace_all("  ", " ").str.strip_chars().replace("", None)
    names = roll.text("name")
    said = cells.either(names, joined)
    is_vacant = said.str.contains(_VACANT).fill_null(value=False)
    many = said.str.extract(r"(\d+)").cast(pl.Int64, strict=False) > 1
    roll.values |= {"is_vacant": is_vacant, "name": cells.where(~is_vacant, said)}
    roll.faults.add(is_vacant & many, "name", "vacancy_many", value=said)
    roll.faults.add(said.is_null(), "name", "name_empty")
    roll.faults.add(said.str.contains(r"^[\d\W]+$|^.$") & ~is_vacant, "name", "name_number", value=said)
    odd = said.str.contains(_NO_NAME) | _addressed(said)
    roll.faults.add(odd & ~is_vacant, "name", "name_marks", value=said)
    capitals = said.str.contains(r"^[\p{Lu}\s'’.-]+$") & said.str.contains(" ") & ~is_vacant
    roll.faults.add(capitals, "name", "name_capitals", value=said)
    _phones(roll)
    if "ethnicity" in roll.texts:
        ticked = roll.texts["ethnicity"].str.contains(r"(?i)^(?:x|có|1|✓|✔|√|\+)$").fill_null(value=False)
        roll.faults.add(ticked, "ethnicity", "ethnicity_ticked", value=roll.texts["ethnicity"])
        roll.texts["ethnicity"] = cells.where(~ticked, roll.texts["ethnicity"])
    for name in ("other_names", "code", "phone", "email", "address", "ethnicity", "education", "pay_scale"):
        if name in roll.texts:
            roll.values[name] = roll.texts[name]
    _rank(roll)
    if "languages" in roll.texts:
        roll.values["languages"] = roll.texts["languages"].str.replace_all(r"\s*[;,]\s*", "; ")


def _addressed(names: pl.Series) -> pl.Series:
    """'Bà Nguyễn Thị Mẫu': a way to address people. Ông is a family name too, and asked only where others say Bà."""
    plain = names.str.contains(r"(?i)^(?:đ/c|đồng chí|bà|anh|chị|cô|thầy)[.\s]+\p{L}").fill_null(value=False)
    sir = names.str.contains(r"(?i)^ông\s+\p{L}").fill_null(value=False)
    return plain | (sir if plain.any() else pl.repeat(False, len(names), eager=True))


def _phones(roll: Roll) -> None:
    """A spreadsheet makes '909123456.0' of 0909123456."""
    if "phone" in roll.texts:
        texts = roll.texts["phone"] = roll.texts["phone"].str.replace(r"^(\d{8,})\.0+$", "${1}")
        roll.faults.add(texts.str.contains(r"^[1-9]\d{8}$"), "phone", "phone_number", value=texts)


def _rank(roll: Roll) -> None:
    """The pay rank, with its grade where that has a column of its own: 'Giáo viên THCS hạng II'."""
    ranks, grades = roll.text("pay_rank"), roll.text("pay_grade")
    if "pay_grade" not in roll.texts:
        roll.values["pay_rank"] = ranks
        return
    told = cells.where(~ranks.str.to_lowercase().str.contains("hạng").fill_null(value=False), grades)
    told = told.str.replace(r"(?i)^hạng\s*", "")
    both = ranks + " hạng " + told
    roll.values["pay_rank"] = cells.either(both, ranks, "Hạng " + told)


def _titles(roll: Roll) -> None:
    """A number, or 'Khuyết', is no title."""
    titles = roll.text("title")
    number = titles.str.contains(r"^[\d\s.,%]+$").fill_null(value=False)
    vacant = titles.str.contains(_VACANT).fill_null(value=False)
    roll.faults.add(number, "title", "title_number", value=titles)
    roll.faults.add(vacant & ~roll.values["is_vacant"], "title", "title_vacant", value=titles)
    former = titles.str.contains(_FORMER).fill_null(value=False)
    acting = titles.str.contains(_ACTING).fill_null(value=False) & roll.text("kind").is_null()
    roll.faults.add(former, "title", "title_former", value=titles)
    roll.faults.add(acting, "title", "title_acting", value=titles)
    roll.values |= {"title": cells.where(~number & ~vacant, titles), "title_refused": number | vacant}


def _notes(roll: Roll) -> None:
    """A note that somebody has gone, on a row that says they work."""
    notes = roll.text("note")
    roll.faults.add(notes.str.contains(_GONE), "note", "note_gone", value=notes)


def _words(roll: Roll) -> None:
    for field in (*WORDS, *LEVELS):
        if field in roll.texts:
            roll.read(field, partial(read_word, field), more=", ".join(CHOICES[field]))


# -- identification numbers --------------------------------------------------------------------------------------------


def _numbers(roll: Roll) -> None:
    if "id_number" not in roll.texts:
        return
    texts = roll.texts["id_number"]
    digits = cells.digits_of(texts.str.replace(r"^(\d{9,})\.0+$", "${1}"))
    lengths = digits.str.len_chars()
    decimal = digits.str.contains(r"^\d+$")
    shown = lengths.cast(pl.String)
    add = roll.faults.add
    add(~decimal, "id_number", "id_letters", value=texts)
    add(decimal & lengths.is_in([10, 11]), "id_number", "id_lost_zero", more=shown)
    add(decimal & (lengths == 9), "id_number", "id_old_card")
    add(decimal & ~lengths.is_in([9, 10, 11, 12]), "id_number", "id_length", more=shown)
    add(texts.is_null() & ~roll.values["is_vacant"], "id_number", "id_missing")
    sound = (decimal & (lengths == 12)).fill_null(False)
    roll.values["id_number"] = cells.where(sound, digits)
    places = roll.values["id_number"].str.slice(0, 3)
    add(sound & ~places.is_in(_PROVINCES), "id_number", "id_province", value=_tail(roll))


def _tail(roll: Roll) -> pl.Series:
    """The last four digits: enough to find the row, too few to know the number."""
    return roll.value("id_number").str.slice(8, 4)


def _structure(roll: Roll) -> None:
    """The fourth digit is century and sex, the next two the year of birth."""
    if "id_number" not in roll.values:
        return
    numbers = roll.values["id_number"]
    fourth = numbers.str.slice(3, 1).cast(pl.Int64)
    sex = cells.looked_up(fourth, {0: "male", 1: "female", 2: "male", 3: "female"}, pl.String)
    said = roll.value("sex")
    for which, told in (("male", gettext_noop("nam giới")), ("female", gettext_noop("nữ giới"))):
        roll.faults.add((sex == which) & (said != which), "sex", "id_sex", value=_tail(roll), more=told)
    year = 1900 + (fourth // 2) * 100 + numbers.str.slice(4, 2).cast(pl.Int64)
    born = roll.value("birth_year", pl.Int64)
    roll.faults.add(year != born, _birth_field(roll), "id_year", value=_tail(roll), more=year.cast(pl.String))


# -- sex and birth -----------------------------------------------------------------------------------------------------


def _sexes(roll: Roll) -> None:
    """Columns for men and for women hold a mark, or the birth itself."""
    male, female = roll.text("male"), roll.text("female")
    roll.faults.add(male.is_not_null() & female.is_not_null(), "male", "sex_twice")
    marked = pl.select(
        pl.when(pl.lit(male.is_not_null()))
        .then(pl.lit("male"))
        .when(pl.lit(female.is_not_null()))
        .then(pl.lit("female"))
    ).to_series()
    roll.values["sex"] = cells.either(roll.value("sex"), marked)
    births = cells.either(male, female)
    dated = births.str.contains(r"\d{2}").fill_null(False)
    if "born" not in roll.texts and dated.any():
        roll.texts["born"] = cells.where(dated, births)


def _birth_field(roll: Roll) -> str:
    return "born" if "born" in roll.texts else "birth_year"


def _births(roll: Roll) -> None:
    _joined_births(roll)
    _turned(roll, "born")
    roll.read("born", cells.read_birth)
    roll.read("birth_year", cells.read_birth)
    born, years = roll.value("born"), roll.value("birth_year")
    roll.faults.add(
        born.str.slice(0, 4) != years.str.slice(0, 4), "birth_year", "birth_differs", value=roll.text("birth_year")
    )
    birth = cells.either(born, years)
    roll.values["birth"] = birth
    roll.values["birth_year"] = birth.str.slice(0, 4).cast(pl.Int64)
    roll.values["birth_month"] = birth.str.slice(5, 2).replace("", None).cast(pl.Int64)
    roll.values["birth_day"] = birth.str.slice(8, 2).replace("", None)
    age = roll.on.year - roll.values["birth_year"]
    roll.faults.add(
        (age < _YOUNGEST) | (age > _OLDEST), _birth_field(roll), "birth_age", value=age.cast(pl.String),
        more=f"{roll.on:%d/%m/%Y}",
    )  # fmt: skip


def _joined_births(roll: Roll) -> None:
    """Day, month and year in columns of their own."""
    if not {"birth_day", "birth_month"} & roll.texts.keys() or "born" in roll.texts:
        return
    year = roll.text("birth_year")
    month = roll.text("birth_month") + "/" + year
    roll.texts["born"] = cells.either(roll.text("birth_day") + "/" + month, month, year)


def _turned(roll: Roll, name: str) -> None:
    """Where one cell of a column can only be month before day, no other that may be either is read."""
    if name not in roll.texts:
        return
    texts = roll.texts[name]
    parts = [texts.str.extract(_NUMBERS, nth).cast(pl.Int64) for nth in (1, 2)]
    turned = ((parts[0] <= 12) & (parts[1] > 12) & (parts[1] <= 31)).fill_null(value=False)
    if turned.any():
        either = ((parts[0] <= 12) & (parts[1] <= 12) & (parts[0] != parts[1])).fill_null(value=False)
        roll.faults.add(either, name, "day_turned", value=texts, more=texts.filter(turned)[0])


def _days(roll: Roll) -> None:
    for name in DAYS:
        _turned(roll, name)
        roll.read(name, cells.read_party_day if name.startswith("party_") else cells.read_day)
    _in_order(roll, "birth", "party_admitted_on", gettext_noop("ngày sinh"))
    _in_order(roll, "birth", "recruited_on", gettext_noop("ngày sinh"))
    _in_order(roll, "party_admitted_on", "party_official_on", gettext_noop("ngày vào Đảng"))
    if "party_admitted_on" not in roll.values:
        _in_order(roll, "birth", "party_official_on", gettext_noop("ngày sinh"))
    for name in ("party_admitted_on", "party_official_on", "recruited_on", "birth"):
        if name in roll.values:
            field = _birth_field(roll) if name == "birth" else name
            late = roll.values[name] > roll.on.isoformat()
            roll.faults.add(late, field, "day_future", value=roll.text(field), more=f"{roll.on:%d/%m/%Y}")


def _in_order(roll: Roll, first: str, second: str, told: str) -> None:
    """ISO texts sort as days do; a birth of which only the year is known is the beginning of that year."""
    if first in roll.values and second in roll.values:
        wrong = roll.values[second] < roll.values[first]
        roll.faults.add(wrong, second, "days_order", value=roll.text(second), more=told)


# -- pay ---------------------------------------------------------------------------------------------------------------


def _pay(roll: Roll) -> None:
    scales = roll.text("pay_scale")
    cut = scales.str.contains(r"^\d{1,2}\.\d{1,3}$") & ~scales.str.contains(r"^\d{2}\.\d{3}$")
    roll.faults.add(cut, "pay_scale", "scale_cut", value=scales)
    roll.read("pay_step", cells.read_step, pl.Int64)
    roll.read("coefficient", cells.read_coefficient)
    roll.read("share", cells.read_share)
    if "coefficient" not in roll.values:
        return
    scale = roll.value("pay_scale").replace(_RANK_SCALES)
    by_scale = roll.frame(scale=scale, step=roll.value("pay_step", pl.Int64), coefficient=roll.values["coefficient"])
    table = _pay_table(roll.on)
    if not table:
        return
    every = {amount for amounts in table.values() for amount in amounts.values()}
    seen = by_scale.drop("place").unique().drop_nulls("coefficient")
    off = [row for row in seen.iter_rows() if not _is_in_scale(table, every, *row)]
    if not off:
        return
    wrong = pl.DataFrame(off, schema=seen.schema, orient="row").with_columns(pl.lit(True).alias("off"))
    joined = by_scale.join(
        wrong, on=["scale", "step", "coefficient"], how="left", nulls_equal=True, maintain_order="left"
    )
    more = (" (" + scale + ")").fill_null("")
    roll.faults.add(
        joined["off"].fill_null(False), "coefficient", "coefficient_off", value=roll.texts["coefficient"], more=more
    )


def _is_in_scale(
    table: Mapping[str, Mapping[int, str]], every: set[str], scale: str | None, step: int | None, coefficient: str
) -> bool:
    if scale is None or scale not in table:
        return coefficient in every
    return coefficient == table[scale].get(step, "") if step else coefficient in table[scale].values()


@cache
def _pay_table(on: date) -> Mapping[str, Mapping[int, str]]:
    """Scale -> step -> coefficient, of Decree 204/2004 as it stands on the day."""
    figures = parameters.load(Path(law.__file__).parent / "rules" / "pay" / "parameters.yaml").seen_on(on)
    try:
        first, by, last = (figures.entry(name) for name in ("first_coefficient", "step_difference", "last_step"))
    except parameters.OutsideTable:
        return {}
    scale = first.kind.scale
    return {
        name: {
            step: f"{Decimal(first.value[name] + (step - 1) * by.value[name]).scaleb(-scale):.2f}"
            for step in range(1, int(last.value[name]) + 1)
        }
        for name in first.value
    }
