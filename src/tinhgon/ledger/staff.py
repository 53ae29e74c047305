"""The Book's posts, persons and assignments: what effects read of them, and their postings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.ledger import bulk, store
from tinhgon.ledger.effects.base import Effect, Unit
from tinhgon.ledger.effects.staffing import (
    Assignment,
    AssignmentKind,
    NewPerson,
    NewPost,
    Person,
    PersonRef,
    Post,
    PostRef,
    Status,
    TableRef,
)
from tinhgon.ledger.naming import capital, parts
from tinhgon.ledger.things import ASSIGNMENT, PERSON, POST, THINGS, UNIT, ThingKind

if TYPE_CHECKING:
    from tinhgon.ledger.book import Book

_OWNERS = {"person_id": PERSON, "post_id": POST, "unit_id": UNIT}
_ORDER = {"substantive": 0, "in_charge": 1, "acting": 2, "seconded": 3, "concurrent": 4}


class StaffBook:
    """See `effects.staffing.StaffBooks`."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._index: dict[tuple[str, str], dict[Any, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._asked: dict[tuple[str, str], set[Any]] = defaultdict(set)
        self._named: dict[str, set[Any]] = defaultdict(set)
        self._indexed = 0

    # -- finding ------------------------------------------------------------------------------------------------------

    def note_named(self, effects: tuple[Effect, ...]) -> None:
        """Whom and which posts the effects name or open: one statement then asks about all of them."""
        for part in parts(effects, PersonRef | NewPerson | PostRef | NewPost):
            if isinstance(part, PersonRef | NewPerson):
                self._named["code"].add(part.code)
            else:
                self._named["number"].add(part.number)
            if isinstance(part, NewPerson | NewPost):
                self._named["person_id" if isinstance(part, NewPerson) else "post_id"].add(part.id)

    def _with(self, kind: ThingKind, column: str, field: str, value: Any) -> list[int]:
        """Things of a kind that ever had `field = value`, those of this decision among them."""
        self._index_taken_up()
        asked = self._asked[kind.name, column]
        if value not in asked:
            wanted = ({value} | self._alike(column)) - asked - {None}
            asked |= wanted
            self._note(kind, store.thing_ids(kind, column, wanted))
        return sorted(self._index[kind.name, field][value])

    def _alike(self, column: str) -> set[Any]:
        """What will be asked about too, as a rule: what the effects name, and the things that are in the buffer."""
        owner = _OWNERS.get(column)
        things = self._book.journal.things.values() if owner else ()
        return self._named[column] | {thing.id for thing in things if thing.kind is owner}

    def _note(self, kind: ThingKind, thing_ids: Sequence[int]) -> None:
        journal = self._book.journal
        journal.load(thing_ids)
        entries = [(thing_id, entry) for thing_id in thing_ids for entry in journal.things[thing_id].entries]
        for thing_id, entry in entries:
            self._index_changes(kind, thing_id, entry.changes)
        if kind is ASSIGNMENT:
            journal.load({post_id for _, entry in entries if (post_id := entry.changes.get("post"))})

    def _index_changes(self, kind: ThingKind, thing_id: int, changes: Mapping[str, Any]) -> None:
        for field in _INDEXED[kind.name]:
            if changes.get(field) is not None:
                self._index[kind.name, field][changes[field]].add(thing_id)

    def _living(
        self, kind: ThingKind, column: str, field: str, value: Any, *, on: date | None = None
    ) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for thing_id in self._with(kind, column, field, value):
            fields = self._fields(thing_id, on)
            if fields is not None and fields.get(field) == value:
                yield thing_id, fields

    def _fields(self, thing_id: int, on: date | None = None) -> Mapping[str, Any] | None:
        self._book.journal.load([thing_id])
        thing = self._book.journal.things.get(thing_id)
        return None if thing is None else thing.on(on or self._book.effective_on)

    def _post_entry(self, kind: ThingKind, thing_id: int | None, changes: Mapping[str, Any]) -> int:
        thing = self._book.journal.post(kind, thing_id, self._book.effective_on, changes)
        self._index_changes(kind, thing.id, changes)
        return thing.id

    # -- posts --------------------------------------------------------------------------------------------------------

    def post(self, ref: PostRef) -> Post:
        """See `StaffBooks.post`."""
        for post_id, fields in self._living(POST, "number", "number", ref.number):
            found = Post(post_id, fields)
            self._book.told[id(ref)] = found
            return found
        raise UnknownReference(
            "post_unknown",
            gettext_noop("Không có vị trí số {number} trong sổ ngày {on}; kiểm tra số hiệu vị trí."),
            number=ref.number,
            on=self._book.effective_on,
        )

    def posts_of(self, unit_id: int) -> Sequence[Post]:
        """See `StaffBooks.posts_of`."""
        return [Post(post_id, fields) for post_id, fields in self._living(POST, "unit_id", "unit", unit_id)]

    def open_post(self, new: NewPost, unit: Unit) -> Post:
        """Create a post at a unit. Raises Conflict when the number is taken on that day."""
        for _, fields in self._living(POST, "number", "number", new.number):
            raise Conflict(
                "post_exists",
                gettext_noop("Số hiệu {number} đã là của vị trí {title}; mỗi vị trí có một số riêng."),
                number=new.number,
                title=fields["title"],
            )
        if new.id is None:
            raise ValueError(f"{new.told()}: a new post gets its id when it is drafted")
        bloc = new.bloc or unit.fields.get("bloc")
        if bloc is None:
            raise Conflict(
                "bloc_unknown",
                gettext_noop("{unit} chưa ghi thuộc khối nào; nêu khối (bloc) của vị trí {post}."),
                unit=capital(unit.told()),
                post=new.number,
            )
        fields = {
            "exists": True, "unit": unit.id, "number": new.number, "position": new.position, "title": new.title,
            "group": new.group, "rank": new.rank, "category": new.category, "bloc": bloc, "funding": new.funding,
            "frozen": False, "access": " ".join(new.access),
        }  # fmt: skip
        self._post_entry(POST, new.id, fields)
        return Post(new.id, fields)

    def change_post(self, post_id: int, changes: Mapping[str, Any]) -> None:
        """Refused when the post does not exist on the effective date."""
        self._refuse_ended(post_id)
        self._post_entry(POST, post_id, changes)

    def close_post(self, post_id: int) -> None:
        """Abolish a post; who holds it still is what the checks ask."""
        self._refuse_ended(post_id)
        self._post_entry(POST, post_id, {"exists": False})

    def _refuse_ended(self, thing_id: int) -> None:
        if self._fields(thing_id) is not None:
            return
        last = self._book.journal.things[thing_id].states()[-1].fields
        raise Conflict(
            "thing_ended",
            gettext_noop("“{what}” không còn trong sổ ngày {on}; xem lại ngày và các điều khoản trước."),
            what=last.get("title") or last.get("code") or f"#{thing_id}",
            on=self._book.effective_on,
        )

    # -- persons ------------------------------------------------------------------------------------------------------

    def person(self, ref: PersonRef) -> Person:
        """See `StaffBooks.person`."""
        return self._person(ref, self._book.effective_on)

    def _person(self, ref: PersonRef, on: date) -> Person:
        for person_id, fields in self._living(PERSON, "code", "code", ref.code, on=on):
            if ref.id in (None, person_id):
                return Person(person_id, fields)
        raise UnknownReference(
            "person_unknown",
            gettext_noop("Không có hồ sơ mã {code} trong sổ ngày {on}; kiểm tra mã, hoặc ghi người này vào sổ trước."),
            code=ref.code or "?",
            on=on,
        )

    def open_person(self, new: NewPerson) -> Person:
        """Bring a person into the books. Raises Conflict when the file code is taken."""
        if new.id is None or new.code is None:
            raise ValueError(f"{new.told()}: a new person gets an id and a code at drafting")
        if any(self._living(PERSON, "code", "code", new.code)):
            raise Conflict(
                "person_exists",
                gettext_noop("Đã có hồ sơ mã {code} trong sổ; một người chỉ được ghi vào sổ một lần."),
                code=new.code,
            )
        fields = {"exists": True, "code": new.code, "status": "working", **new.changes()}
        if new.synthetic or self._book.document.synthetic:
            fields["synthetic"] = True
        self._post_entry(PERSON, new.id, fields)
        return Person(new.id, fields)

    def change_person(self, person_id: int, changes: Mapping[str, Any]) -> None:
        """Refused when the person is not in the books on the effective date."""
        self._refuse_ended(person_id)
        self._post_entry(PERSON, person_id, changes)

    def correct_person(self, ref: PersonRef, on: date, changes: Mapping[str, Any]) -> None:
        """See `StaffBooks.correct_person`. A field never stated before is stated on the first day of the record."""
        person = self._person(ref, on)
        entries = sorted(
            self._book.journal.things[person.id].standing_entries(), key=lambda entry: (entry.effective_on, entry.id)
        )
        by_day: dict[date, dict[str, Any]] = defaultdict(dict)
        for key, value in changes.items():
            days = [entry.effective_on for entry in entries if entry.effective_on <= on and key in entry.changes]
            by_day[days[-1] if days else entries[0].effective_on][key] = value
        for day, fields in sorted(by_day.items()):
            self._book.journal.post(PERSON, person.id, day, fields)

    # -- assignments --------------------------------------------------------------------------------------------------

    def assignments(self, person_id: int) -> Sequence[Assignment]:
        """See `StaffBooks.assignments`."""
        found = [Assignment(*item) for item in self._living(ASSIGNMENT, "person_id", "person", person_id)]
        return sorted(found, key=lambda assignment: (_ORDER[assignment.kind], -assignment.id))

    def substantive(self, person: Person) -> Assignment:
        """See `StaffBooks.substantive`."""
        for assignment in self.assignments(person.id):
            if assignment.kind == "substantive":
                return assignment
        raise Conflict(
            "no_place",
            gettext_noop(
                "Người có mã hồ sơ {code} không giữ vị trí chính nào ngày {on}; xem lại ngày hoặc quyết định trước."
            ),
            code=person.fields["code"],
            on=self._book.effective_on,
        )

    def holders(self, post_id: int) -> Sequence[Assignment]:
        """See `StaffBooks.holders`."""
        return [Assignment(*item) for item in self._living(ASSIGNMENT, "post_id", "post", post_id)]

    def placed_at(self, unit_id: int) -> Sequence[Assignment]:
        """See `StaffBooks.placed_at`."""
        return [Assignment(*item) for item in self._living(ASSIGNMENT, "unit_id", "unit", unit_id)]

    def assign(
        self, person: Person, at: Post | Unit, *, kind: AssignmentKind = "substantive", share: Decimal = Decimal(1),
        until: date | None = None,
    ) -> Assignment:  # fmt: skip
        """See `StaffBooks.assign`. Nobody has two places at one post or unit."""
        self._refuse_past(until)
        if any(_is_at(held, at) for held in self.assignments(person.id)):
            raise self._already_there(person, at)
        fields = _assignment(person.id, at, kind, share, until.isoformat() if until else None)
        return Assignment(self._post_entry(ASSIGNMENT, None, fields), fields)

    def settle(
        self, person: Person, at: Post | Unit, *, reason: str, until: date | None = None, share: Decimal | None = None,
        keeps_place: bool = False,
    ) -> None:  # fmt: skip
        """See `StaffBooks.settle`.

        The main place is one thing that moves: so a move between two others, or one that falls, needs no other entry.
        Who acts at the post already, or is in charge, no longer does so beside it.
        """
        self._refuse_past(until)
        held = self.assignments(person.id)
        main = next((place for place in held if place.kind == "substantive"), None)
        if main is not None and _is_at(main, at):
            raise self._already_there(person, at)
        for place in held:
            if _is_at(place, at):
                self.end_assignment(place.id, reason)
        if main is not None and keeps_place:
            self.change_assignment(main.id, {"kind": "concurrent"})
        if main is None or keeps_place:
            self.assign(person, at, until=until, share=share or Decimal(1))
        else:
            moved = {**_placed(at), "until": until.isoformat() if until else None, "reason": reason}
            self.change_assignment(main.id, moved | ({"share": _stored(share)} if share else {}))
        if person.fields["status"] != "working":
            self._back(person)

    def _back(self, person: Person) -> None:
        if person.fields["status"] == "dead":
            raise Conflict(
                "person_dead",
                gettext_noop("Người có mã hồ sơ {code} đã từ trần theo sổ ngày {on}; không bố trí được."),
                code=person.fields["code"],
                on=self._book.effective_on,
            )
        self.change_person(person.id, {"status": "working"})

    def place_of(self, person: Person, at: Post | Unit) -> Assignment:
        """See `StaffBooks.place_of`."""
        for held in self.assignments(person.id):
            if _is_at(held, at):
                return held
        raise Conflict(
            "not_there",
            gettext_noop(
                "Người có mã hồ sơ {code} không công tác tại {place} ngày {on}; xem lại vị trí hoặc quyết định trước."
            ),
            code=person.fields["code"],
            place=at.told(),
            on=self._book.effective_on,
        )

    def _already_there(self, person: Person, at: Post | Unit) -> Conflict:
        return Conflict(
            "already_there",
            gettext_noop("Người có mã hồ sơ {code} đã công tác tại {place} ngày {on}; không ghi một chỗ hai lần."),
            code=person.fields["code"],
            place=at.told(),
            on=self._book.effective_on,
        )

    def _refuse_past(self, until: date | None) -> None:
        if until is not None and until <= self._book.effective_on:
            raise Conflict(
                "until_past",
                gettext_noop("Thời hạn đến ngày {until} không sau ngày có hiệu lực {on}; sửa thời hạn."),
                until=until,
                on=self._book.effective_on,
            )

    def change_assignment(self, assignment_id: int, changes: Mapping[str, Any]) -> None:
        """Refused when the assignment has ended by the effective date."""
        self._refuse_ended(assignment_id)
        self._post_entry(ASSIGNMENT, assignment_id, changes)

    def end_assignment(self, assignment_id: int, reason: str) -> None:
        """End a place; the reason stays in the entry."""
        self._refuse_ended(assignment_id)
        self._post_entry(ASSIGNMENT, assignment_id, {"exists": False, "reason": reason})

    def leave(self, person: Person, *, reason: str, status: Status) -> None:
        """See `StaffBooks.leave`."""
        places = self.assignments(person.id)
        if not places:
            self.substantive(person)
        for assignment in places:
            self.end_assignment(assignment.id, reason)
        self.change_person(person.id, {"status": status})

    # -- bulk ---------------------------------------------------------------------------------------------------------

    def rows(self, table: TableRef) -> Iterator[Mapping[str, Any]]:
        """See `StaffBooks.rows`."""
        return bulk.rows(table)

    def take_up(self, row: Mapping[str, Any]) -> None:
        """See `StaffBooks.take_up`."""
        bulk.take_up(self._book.journal, self._book.effective_on, row, synthetic=self._book.document.synthetic)

    def _index_taken_up(self) -> None:
        """What was taken up in bulk is indexed when something is first asked; as a rule nothing is."""
        spool = self._book.journal.spool
        for line in spool.lines(self._indexed):
            self._index_changes(THINGS[line.thing], line.thing_id, json.loads(line.text))
        self._indexed = spool.end


_INDEXED = {
    POST.name: ("number", "unit"),
    PERSON.name: ("code",),
    ASSIGNMENT.name: ("person", "post", "unit"),
}


def _placed(at: Post | Unit) -> dict[str, Any]:
    return {"post": at.id, "unit": None} if isinstance(at, Post) else {"post": None, "unit": at.id}


def _is_at(place: Assignment, at: Post | Unit) -> bool:
    return bool(place.fields.get("post" if isinstance(at, Post) else "unit") == at.id)


def _stored(share: Decimal) -> str:
    return format(share.quantize(Decimal("0.01")), "f")


def _assignment(person_id: int, at: Post | Unit, kind: str, share: Decimal, until: str | None) -> dict[str, Any]:
    fields: dict[str, Any] = {"exists": True, "person": person_id}
    fields |= {key: place for key, place in _placed(at).items() if place is not None}
    fields |= {"kind": kind, "share": _stored(share)}
    return fields | ({"until": until} if until else {})
