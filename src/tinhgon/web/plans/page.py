"""The page: the map and the list of one option, all options side by side, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy

from tinhgon.planning.judging import Broken, GroupJudged
from tinhgon.planning.merging import Merged, reason_told
from tinhgon.planning.options import QUESTIONS, SUPERIORS, Area, Option, as_it_is, several_superiors, weighed
from tinhgon.planning.standards import Meets, counts
from tinhgon.registers.units.outlines import Outline
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.shapes import sheet
from tinhgon.web.kit.unit_links import PageLinks
from tinhgon.web.kit.words import number
from tinhgon.web.plans.sent import Sent

ANSWERS = {
    "met": gettext_lazy("đạt"), "not_met": gettext_lazy("không đạt"), "exempt": gettext_lazy("không phải xét"),
    "unknown": gettext_lazy("chưa biết"),
}  # fmt: skip
COLOURS = {"met": "m1", "exempt": "m1", "unknown": "m0", "not_met": "m4"}
RULES = ("112/2025", "76/2025", "1211/2016")


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A commune on the map."""

    code: str
    path: str
    css: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """A unit of a group, with its pin."""

    code: str
    name: str
    href: str
    seat: bool
    pin: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A group in the list."""

    number: int
    css: str
    label: str
    merges: bool
    suggested: str
    members: tuple[Member, ...]
    area: str
    people: str
    furthest: str
    answer: str
    why: str
    citation: str


@dataclass(frozen=True, kw_only=True)
class Side:
    """An option among the others: figures as text, "chưa biết" where the books do not say."""

    number: int
    label: str
    current: bool
    figures: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class PlansPage:
    """All of it. `stands` are reasons why there is no plan, `bound` what is known of the best, `notes` what was
    assumed, `table` rows of figures by option."""

    title: str
    provinces: tuple[tuple[str, str, bool], ...]
    province: str
    rules: tuple[tuple[str, bool], ...]
    sent: Sent
    width: str
    height: str
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    sides: tuple[Side, ...]
    table: tuple[tuple[str, tuple[str, ...]], ...]
    broken: tuple[str, ...]
    notes: tuple[str, ...]
    bound: str
    stands: tuple[str, ...]
    problem: str
    questions: tuple[str, ...]
    merges: bool


def plans_page(
    asked: Asked, area: Area, given: Sent, outlines: Mapping[str, Outline], *, title: str, province: str,
    provinces: Iterable[tuple[str, str]], found: Merged | None = None, problem: str = "",
) -> PlansPage:  # fmt: skip
    """`given` has the options; the one that is chosen is drawn and listed."""
    options = [weighed(area, as_it_is(area), rules=given.rules)]
    options += [weighed(area, kept.groups, rules=given.rules) for kept in given.options]
    option = options[given.chosen]
    css = _colours(area, option, chosen=given.chosen)
    drawn = sheet({code: outlines[code] for code in area.units if code in outlines})
    sides = [_side(place, one, given) for place, one in enumerate(options)]
    return PlansPage(
        title=title, province=province, rules=tuple((one, one == given.rules) for one in RULES), sent=given,
        provinces=tuple((code, name, code == province) for code, name in provinces),
        width=drawn.width, height=drawn.height,
        shapes=tuple(_shapes(area, option, css, drawn.paths)), lines=tuple(_lines(asked, area, option, css, given)),
        sides=tuple(sides),
        table=tuple(zip(tuple(map(str, _ROWS)), zip(*(side.figures for side in sides), strict=True), strict=True)),
        broken=tuple(_broken(one) for one in option.judged.broken if one.rule != "below_standard"),
        notes=tuple(_notes(area, option)), bound=_bound(found), stands=_stands(area, found), problem=problem,
        questions=tuple(_questions(area, option)), merges=option.merging > 0,
    )  # fmt: skip


_ROWS = (
    gettext_lazy("Số đơn vị"), gettext_lazy("Đơn vị được nhập"), gettext_lazy("Số đơn vị giảm (người đứng đầu dôi dư)"),
    gettext_lazy("Dân số của các đơn vị được nhập"), gettext_lazy("Không đạt tiêu chuẩn"),
    gettext_lazy("Không phải xét (nhập từ ba đơn vị)"), gettext_lazy("Chưa biết"),
    gettext_lazy("Đến trụ sở, trung bình (km)"), gettext_lazy("Đến trụ sở, 95% dân (km)"),
    gettext_lazy("Chênh lệch dân số (độ lệch chuẩn / trung bình)"), gettext_lazy("Vi phạm khác"),
)  # fmt: skip


def _side(place: int, option: Option, given: Sent) -> Side:
    told = counts(one.meets for one in option.judged.groups)
    others = sum(one.rule != "below_standard" for one in option.judged.broken)
    label = gettext("Hiện trạng") if not place else f"{gettext('Phương án')} {place}"
    return Side(
        number=place, label=label, current=place == given.chosen,
        text=given.options[place - 1].text() if place else "",
        figures=(
            number(len(option.judged.groups)), number(option.merging), number(option.fewer),
            _or_unknown(option.people), number(told["not_met"]), number(told["exempt"]), number(told["unknown"]),
            _km(option.mean_km), _km(option.p95_km), _km(option.balance), number(others),
        ),
    )  # fmt: skip


def _or_unknown(value: int | Decimal | None) -> str:
    return gettext("chưa biết") if value is None else number(value)


def _km(value: float | None) -> str:
    return _or_unknown(None if value is None else Decimal(str(round(value, 2))))


def _colours(area: Area, option: Option, *, chosen: int) -> dict[str, str]:
    """As it is: by the standards. An option: groups beside each other in colours of their own, the rest grey."""
    if not chosen:
        return {one.group.members[0]: COLOURS[one.meets.answer] for one in option.judged.groups}
    of_unit = {code: place for place, one in enumerate(option.judged.groups) for code in one.group.members}
    beside: dict[int, set[int]] = {place: set() for place in of_unit.values()}
    for one, other in area.borders:
        if one in of_unit and other in of_unit and of_unit[one] != of_unit[other]:
            beside[of_unit[one]].add(of_unit[other])
            beside[of_unit[other]].add(of_unit[one])
    taken: dict[int, str] = {}
    for place, judged in enumerate(option.judged.groups):
        if len(judged.group.members) == 1:
            taken[place] = "m0"
            continue
        near = [taken.get(other) for other in beside[place]]
        taken[place] = min(("m2", "m3", "m4"), key=lambda css, near=near: (near.count(css), css))  # type: ignore[misc]
    return {code: taken[place] for code, place in of_unit.items()}


def _shapes(area: Area, option: Option, css: Mapping[str, str], paths: Mapping[str, str]) -> Iterable[Shape]:
    for place, one in enumerate(option.judged.groups, start=1):
        for code in one.group.members:
            if code in paths:
                whole = f"{area.units[code].full_name} ({code})"
                joined = gettext("nhóm {number}").format(number=place) if len(one.group.members) > 1 else ""
                told = "; ".join(part for part in (joined, str(ANSWERS[one.meets.answer])) if part)
                yield Shape(code=code, path=paths[code], css=css[code], title=f"{whole}: {told}")


def _lines(asked: Asked, area: Area, option: Option, css: Mapping[str, str], given: Sent) -> Iterable[Line]:
    links = PageLinks(asked)
    for place, one in enumerate(option.judged.groups, start=1):
        far = option.furthest[place - 1] if option.furthest else None
        yield Line(
            number=place, css=css[one.group.members[0]], merges=len(one.group.members) > 1,
            label=_label(area, one), suggested=area.units[one.group.seat].name,
            members=tuple(
                Member(code=code, name=area.units[code].full_name, href=links.unit(area.units[code].id),
                       seat=code == one.group.seat, pin=given.pins.get(code, ""))
                for code in one.group.members
            ),
            area=_or_unknown(one.area_km2), people=_or_unknown(one.population), furthest=_km(far),
            answer=str(ANSWERS[one.meets.answer]), why=_why(one.meets), citation=one.meets.citation,
        )  # fmt: skip


def _label(area: Area, one: GroupJudged) -> str:
    row = area.units[one.group.seat]
    return row.full_name if len(one.group.members) == 1 else f"{one.kind} {row.name}"


def _why(meets: Meets) -> str:
    """What is asked for, and on how many open cases the answer hangs."""
    if meets.lacking:
        return gettext("thiếu số liệu")
    if not meets.asked:
        return gettext("không có tiêu chuẩn cho loại này")
    floors = gettext("cần {area} km², {people} người").format(
        area="–".join(dict.fromkeys(number(floor) for floor in (meets.area_floor[:1] + meets.area_floor[-1:]))),
        people="–".join(
            dict.fromkeys(number(floor) for floor in (meets.population_floor[:1] + meets.population_floor[-1:]))
        ),
    )
    if meets.answer != "unknown":
        return floors
    cases = gettext("đạt ở {met} trong {asked} trường hợp").format(met=len(meets.met_in), asked=len(meets.asked))
    return f"{floors}; {cases}"


def _questions(area: Area, option: Option) -> Iterable[str]:
    """What nobody but a person can choose, the groups named for which it is."""
    for group in several_superiors(area, [one.group for one in option.judged.groups]):
        yield gettext(SUPERIORS).format(group=group)
    yield from (gettext(one) for one in QUESTIONS.values())


def _broken(one: Broken) -> str:
    return " ".join(part for part in (one.sentence(gettext), one.citation) if part)


def _notes(area: Area, option: Option) -> Iterable[str]:
    def names(codes: Sequence[str]) -> str:
        return ", ".join(area.units[code].full_name for code in codes[:6]) + ("…" if len(codes) > 6 else "")

    if area.blank:
        yield gettext("Chưa có ranh giới, nên không tính được khoảng cách: {units}.").format(units=names(area.blank))
    if option.estimated:
        yield gettext("Sổ chưa ghi dân số; khoảng cách tính theo ước lượng, tiêu chuẩn để chưa biết: {units}.").format(
            units=names(option.estimated)
        )
    for pair in option.bridges:
        yield gettext("Nối qua mặt nước hoặc chỗ thiếu dữ liệu: {units}.").format(units=names(pair))


def _bound(found: Merged | None) -> str:
    """What is known of the best, and over what."""
    if found is None or found.plan is None:
        return ""
    plan = found.plan
    parts = []
    if plan.proven:
        parts.append(
            gettext("Không có cách nào tốt hơn trong {count} nhóm đã xét.").format(count=number(plan.looked_at))
        )
    else:
        parts.append(gettext("Phương án tốt nhất đã tìm được; chưa chứng minh là tốt nhất."))
    if plan.bound:
        gap = Decimal(str(round(100 * (plan.cost / plan.bound - 1), 1)))
        parts.append(
            gettext("Tổng khoảng cách hơn cận dưới của mọi cách nhóm {gap}%; cận ấy chưa kể tiêu chuẩn.").format(
                gap=number(gap)
            )
        )
    if plan.by_time:
        parts.append(gettext("Đã dừng theo thời gian."))
    return " ".join(parts)


def _stands(area: Area, found: Merged | None) -> tuple[str, ...]:
    if found is None or found.plan is not None:
        return ()
    return tuple(reason_told(reason, area.units, gettext) for reason in found.reasons)
