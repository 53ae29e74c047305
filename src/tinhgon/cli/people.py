"""tinhgon person: a personal file on a day, and the erasure of what identifies somebody.

Whoever looks at a file is written down, with the purpose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.basis.text import born_told, person_sort_key
from tinhgon.cli import asking, ledgers, output
from tinhgon.cli.asking import as_known, instant
from tinhgon.cli.commands import Day, Group, command, in_format, option
from tinhgon.cli.output import line, shown_day, shown_number
from tinhgon.cli.words import gettext, language, tell

if TYPE_CHECKING:
    from tinhgon.ledger.queries.postings import Posting
    from tinhgon.registers.staff.queries.people import PersonRow, PlaceRow

MOST = 50
WHAT = gettext_noop("hồ sơ cá nhân, bằng dòng lệnh")
_RECORD = (
    "sex", "ethnicity", "education", "professional", "theory", "state_management", "languages", "party_admitted_on",
    "party_official_on", "recruited_on", "pay_rank", "pay_scale", "pay_step", "coefficient", "coefficient_from",
)  # fmt: skip
_CONTACTS = ("other_names", "id_number", "phone", "email", "address")
_LIST_HEADERS = (
    gettext_noop("Mã hồ sơ"), gettext_noop("Họ và tên"), gettext_noop("Sinh"), gettext_noop("Trạng thái"),
    gettext_noop("Nơi công tác"),
)  # fmt: skip
_PLACE_HEADERS = (
    gettext_noop("Đơn vị"), gettext_noop("Vị trí"), gettext_noop("Số hiệu"), gettext_noop("Hình thức"),
    gettext_noop("Tỷ lệ"), gettext_noop("Từ ngày"), gettext_noop("Thời hạn"),
)  # fmt: skip
_LIFE_HEADERS = (
    gettext_noop("Ngày"), gettext_noop("Nội dung"), gettext_noop("Quyết định"), gettext_noop("Điều khoản"),
)  # fmt: skip


class _Person(Group):
    """What is no command of the group is what somebody looks for."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:  # fmt: skip
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "show", self.commands["show"], args


person = _Person(
    "person",
    help="Hồ sơ của một người: tinhgon person QUERY. Mỗi lần xem đều được ghi lại.\n\n"
    "Somebody's personal file: tinhgon person QUERY. Every look is written down.",
    short_help="Hồ sơ của một người; xóa thông tin nhận dạng. / A personal file; the erasure of an identity.",
    context_settings={"ignore_unknown_options": True},
)


@command(
    "show",
    group=person,
    vi="Xem hồ sơ theo mã, số định danh, hoặc các tiếng trong tên.",
    en="Show the file with a code, an identification number, or words of a name.",
)
@click.argument("query", nargs=-1, required=True)
@option("--on", type=Day(), vi="ngày cần hỏi [hôm nay]", en="the day asked about [today]")
@as_known
@asking.why
@in_format("text", "json")
def show(*, query: tuple[str, ...], on: date | None, known: str | None, why: str, shape: str) -> None:
    known_at = instant(known)
    ledgers.enter_or_demo()
    from tinhgon.record import actor, readings
    from tinhgon.record.kinds.search import Search
    from tinhgon.registers.staff.queries.files import find_persons
    from tinhgon.registers.staff.queries.people import identities, places_on

    as_of = AsOf(on or ledgers.today(), known_at)
    by = actor.shell(purpose=asking.purpose(why))
    found = find_persons(as_of, " ".join(query), limit=MOST + 1)
    looked = Search(what=WHAT, words=" ".join(query)[:200], persons=tuple(row.id for row in found))
    readings.note(looked, by=by)
    if not found:
        raise UnknownReference(
            "person_not_found",
            gettext_noop("Ngày {on} trong sổ không có ai ứng với “{query}”; kiểm tra mã, số định danh, tên và ngày."),
            on=as_of.on,
            query=" ".join(query),
        )
    if len(found) > MOST:
        found = found[:MOST]
        tell(gettext("Chỉ hiện {count} người đầu; ghi rõ hơn.").format(count=MOST))
    ids = [row.id for row in found]
    plain = identities(as_of, ids, by=by, what=WHAT)
    readings.seal_readings()
    found.sort(key=lambda row: (person_sort_key(plain[row.id]["name"] or ""), row.code))
    places = places_on(as_of, ids)
    if shape == "json":
        output.write_json([_as_json(as_of, row, plain[row.id], places.get(row.id, []), alone=len(found) == 1)
                           for row in found])  # fmt: skip
    elif len(found) == 1:
        _tell_file(as_of, found[0], plain[found[0].id], places.get(found[0].id, []))
    else:
        rows = [(row.code, plain[row.id]["name"] or _erased(), _born(row, plain[row.id]), _word("status", row.status),
                 "; ".join(_place(place) for place in places.get(row.id, []))) for row in found]  # fmt: skip
        output.write_table(_LIST_HEADERS, rows)
        line(gettext("{count} người, ngày {on}.").format(count=shown_number(len(found)), on=shown_day(as_of.on)))


_TERM_HEADERS = (
    gettext_noop("Thời hạn"), gettext_noop("Mã hồ sơ"), gettext_noop("Hình thức"), gettext_noop("Vị trí"),
    gettext_noop("Số hiệu"), gettext_noop("Đơn vị"), gettext_noop("Từ ngày"),
)  # fmt: skip


@command(
    "terms",
    group=person,
    vi="Những chỗ làm việc có thời hạn đã hết, sắp hết, hoặc giao quyền không nêu thời hạn.",
    en="Places held for a time: past their last day, near it, or acting without one.",
)
@option("--on", type=Day(), vi="ngày cần hỏi [hôm nay]", en="the day asked about [today]")
@option("--within", type=click.IntRange(0, 3650), default=90, vi="sắp hết trong số ngày này [90]", en="days ahead [90]")
@option("--under", default=None, metavar="CODE", vi="chỉ đơn vị mã này", en="only under this unit")
@in_format("text", "json")
def terms(*, on: date | None, within: int, under: str | None, shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.registers.staff.labels import ASSIGNMENTS
    from tinhgon.registers.staff.queries.terms import terms_ending
    from tinhgon.registers.units.queries.extents import extent

    as_of = AsOf(on or ledgers.today())
    units = extent(under, as_of).unit_ids if under else None
    found = terms_ending(as_of, by=as_of.on + timedelta(days=within), units=units)
    if shape == "json":
        output.write_json([
            {"code": one.code, "kind": one.kind, "post": one.number, "title": one.title, "unit": one.unit,
             "unit_id": one.unit_id, "since": one.since, "until": one.until, "passed": one.has_passed(as_of.on)}
            for one in found
        ])  # fmt: skip
        return
    rows = [
        (shown_day(one.until) or "–", one.code, gettext(ASSIGNMENTS[one.kind]), one.title, one.number, one.unit,
         shown_day(one.since))
        for one in found
    ]  # fmt: skip
    output.write_table(_TERM_HEADERS, rows)
    passed = sum(one.has_passed(as_of.on) for one in found)
    line(
        gettext(
            "Ngày {on}: {passed} chỗ đã hết thời hạn, không còn quyền hạn; {soon} chỗ sắp hết hoặc chưa nêu."
        ).format(on=shown_day(as_of.on), passed=shown_number(passed), soon=shown_number(len(found) - passed))
    )


def _tell_file(as_of: AsOf, row: PersonRow, plain: Mapping[str, str | None], places: Sequence[PlaceRow]) -> None:
    from tinhgon.registers.staff.labels import FIELDS
    from tinhgon.registers.staff.queries.files import access_of, life_of
    from tinhgon.registers.staff.queries.people import places_of

    name = plain["name"] or _erased()
    if row.synthetic:
        name = gettext("{name} (dữ liệu giả định)").format(name=name)
    line(f"{row.code}  {name}")
    line(gettext("Ngày {on}: {status}").format(on=shown_day(as_of.on), status=_word("status", row.status)))
    if born := _born(row, plain):
        line(f"{gettext('Sinh')}: {born}")
    for name in _CONTACTS:
        if plain[name]:
            line(f"{gettext(FIELDS[name])}: {plain[name]}")
    for name in _RECORD:
        stated = getattr(row, name)
        if stated not in (None, ""):
            line(f"{gettext(FIELDS[name])}: {_word(name, stated)}")
    line()
    if places:
        cells = [(place.unit, place.title or "", place.number or "", _kind(place), shown_number(place.share),
                  shown_day(place.since), shown_day(place.until)) for place in places]  # fmt: skip
        output.write_table(_PLACE_HEADERS, cells, right=frozenset({4}))
    else:
        line(gettext("Không giữ vị trí nào ngày {on}.").format(on=shown_day(as_of.on)))
    rights = ", ".join(dict.fromkeys(access.code for access in access_of(as_of, row.id)))
    if rights:
        line(gettext("Quyền truy cập theo vị trí: {rights}").format(rights=rights))
    line()
    where = {(place.id, place.since): _place(place) for place in places_of(as_of, row.id)}
    life = [(shown_day(posting.effective_on), _event(thing, posting, where), posting.number, posting.clause)
            for thing, posting in life_of(as_of, row.id)]  # fmt: skip
    output.write_table(_LIFE_HEADERS, life)


def _as_json(
    as_of: AsOf, row: PersonRow, plain: Mapping[str, str | None], places: Sequence[PlaceRow], *, alone: bool
) -> dict[str, Any]:
    from tinhgon.registers.staff.payloads import IDENTITY
    from tinhgon.registers.staff.queries.files import access_of, life_of

    told: dict[str, Any] = {
        "code": row.code, **plain, "born": _born(row, plain), "birth_year": row.birth_year,
        "birth_month": row.birth_month, **{name: getattr(row, name) for name in _RECORD}, "status": row.status,
        "synthetic": row.synthetic,
        "places": [
            {"unit": place.unit, "unit_id": place.unit_id, "post": place.number, "title": place.title,
             "category": place.category, "kind": place.kind, "share": place.share, "away": place.away,
             "since": place.since, "until": place.until}
            for place in places
        ],
    }  # fmt: skip
    if alone:
        told["access"] = [{"code": access.code, "post": access.post_number} for access in access_of(as_of, row.id)]
        told["life"] = [
            {"effective_on": posting.effective_on, "of": thing, "kind": posting.effect_kind, "decision": posting.number,
             "clause": posting.clause,
             "changes": {name: value for name, value in posting.changes.items() if name not in IDENTITY},
             "identity": [name for name in IDENTITY if name in posting.changes]}
            for thing, posting in life_of(as_of, row.id)
        ]  # fmt: skip
    return told


def _event(thing: str, posting: Posting, where: Mapping[tuple[int, date], str]) -> str:
    """What an entry says, with the place that it leads to or the reason for which one ended."""
    from tinhgon.ledger.registry import EFFECTS
    from tinhgon.registers.staff.labels import FIELDS, REASONS

    told = gettext(EFFECTS[posting.effect_kind].title)
    if thing == "person":
        stated = [gettext(FIELDS[name]).lower() for name in posting.changes if name in FIELDS and name != "status"]
        return f"{told}: {', '.join(stated)}" if stated and not posting.changes.get("exists") else told
    reason = posting.changes.get("reason")
    if posting.ends:
        return f"{told} ({gettext(REASONS[str(reason)])})" if reason in REASONS else told
    place = where.get((posting.thing_id, posting.effective_on))
    return f"{told}: {place}" if place else told


def _born(row: PersonRow, plain: Mapping[str, str | None]) -> str:
    return born_told(row.birth_year, row.birth_month, plain["birth_day"])


def _erased() -> str:
    return gettext("(không đọc được)")


def _word(field: str, stored: Any) -> str:
    """A value of the record in words."""
    from tinhgon.registers.staff.labels import VALUES

    if field in VALUES:
        return gettext(VALUES[field].get(str(stored).lower(), str(stored)))
    if isinstance(stored, date):
        return shown_day(stored)
    if field == "coefficient":
        text = f"{Decimal(str(stored)):.2f}"
        return text.replace(".", ",") if language() == "vi" else text
    return str(stored)


def _kind(place: PlaceRow) -> str:
    from tinhgon.registers.staff.labels import ASSIGNMENTS

    kind = gettext(ASSIGNMENTS[place.kind])
    return gettext("{kind}, đang biệt phái").format(kind=kind) if place.away else kind


def _place(place: PlaceRow) -> str:
    return ", ".join(part for part in (place.title, place.unit) if part)


@command(
    "erase",
    group=person,
    vi="Xóa thông tin nhận dạng của một người, không lấy lại được; sổ vẫn nguyên vẹn.",
    en="Erase what identifies somebody, for ever; the ledger stays whole.",
)
@click.argument("code")
@option("--ground", required=True, vi="căn cứ (văn bản, yêu cầu)", en="the ground (instrument, request)")
def erase(*, code: str, ground: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.decisions.erasing import erase as erase_person
    from tinhgon.record import actor

    erased = erase_person(code.strip(), ground=ground, by=actor.shell())
    text = gettext("Đã xóa thông tin nhận dạng của hồ sơ {code}; sổ vẫn kiểm tra và ghi lại được như trước.")
    line(text.format(code=erased.code))
    from tinhgon.cli import sweeping

    sweeping.swept()
    sweeping.tell_backups()
