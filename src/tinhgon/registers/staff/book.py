"""The book of persons and their places: what effects read of them and post to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.ledger.bulk import rows
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.lookups import ThingBook
from tinhgon.ledger.payload import TableRef, parts
from tinhgon.ledger.thing import ThingKind
from tinhgon.registers.establishment.payloads import Post
from tinhgon.registers.establishment.things import POST
from tinhgon.registers.staff.payloads import Assignment, AssignmentKind, NewPerson, Person, PersonRef, Status
from tinhgon.registers.staff.roster_rows import take_up
from tinhgon.registers.staff.things import ASSIGNMENT, PERSON
from tinhgon.registers.units.payloads import Unit
from tinhgon.registers.units.things import UNIT

_ORDER = {"substantive": 0, "in_charge": 1, "acting": 2, "seconded": 3, "concurrent": 4}


class SubjectBook(ThingBook):
    """See `StaffBooks`."""

    indexed: ClassVar[Mapping[ThingKind, tuple[str, ...]]] = {
        PERSON: ("code",),
        ASSIGNMENT: ("person", "post", "unit"),
    }
    owners: ClassVar[Mapping[str, ThingKind]] = {"person_id": PERSON, "post_id": POST, "unit_id": UNIT}

    def prefetch(self, effects: Sequence[Effect]) -> None:
        """Note whom the effects name or bring in: they are read when the first is asked about, all in one statement."""
        for part in parts(tuple(effects), PersonRef | NewPerson):
            self._named["code"].add(part.code)
            if isinstance(part, NewPerson):
                self._named["person_id"].add(part.id)

    def complete(self) -> None:
        """Nothing is refused of the whole: who is left without a place is asked of the checks."""

    def _note(self, kind: ThingKind, thing_ids: Sequence[int]) -> None:
        super()._note(kind, thing_ids)
        if kind is ASSIGNMENT:
            postings = self._book.postings
            entries = (entry for thing_id in thing_ids for entry in postings.things[thing_id].entries)
            postings.load({post_id for entry in entries if (post_id := entry.changes.get("post"))})

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
            raise ValueError(f"{new.label()}: a new person gets an id and a code at drafting")
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
            self._book.postings.things[person.id].standing_entries(), key=lambda entry: (entry.effective_on, entry.id)
        )
        by_day: dict[date, dict[str, Any]] = defaultdict(dict)
        for key, value in changes.items():
            days = [entry.effective_on for entry in entries if entry.effective_on <= on and key in entry.changes]
            by_day[days[-1] if days else entries[0].effective_on][key] = value
        for day, fields in sorted(by_day.items()):
            self._book.postings.post(PERSON, person.id, day, fields)

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
            place=at.label(),
            on=self._book.effective_on,
        )

    def _already_there(self, person: Person, at: Post | Unit) -> Conflict:
        return Conflict(
            "already_there",
            gettext_noop("Người có mã hồ sơ {code} đã công tác tại {place} ngày {on}; không ghi một chỗ hai lần."),
            code=person.fields["code"],
            place=at.label(),
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
        return rows(table)

    def take_up(self, row: Mapping[str, Any]) -> None:
        """See `StaffBooks.take_up`."""
        take_up(self._book.postings, self._book.effective_on, row, synthetic=self._book.document.synthetic)


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
