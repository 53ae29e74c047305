"""The book of units: what effects read of them and post to them, in the buffer of one decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.basis.text import capital
from tinhgon.basis.text import fold as fold_text
from tinhgon.ledger import bulk
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.payload import TableRef
from tinhgon.ledger.store import version_rows
from tinhgon.registers.units.codes import refuse_shared_codes
from tinhgon.registers.units.naming import references, same_name
from tinhgon.registers.units.outlines import read_outlines
from tinhgon.registers.units.payloads import STRUCTURES, Destination, NewUnit, Unit, UnitRef
from tinhgon.registers.units.things import BOUNDARY, FIGURES, SUCCESSION, UNIT

if TYPE_CHECKING:
    from tinhgon.ledger.book import Book

_DAY = timedelta(days=1)


class SubjectBook:
    """See `UnitBooks`."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.undocumented: set[int] = set()
        """Units ended without saying who took over their ground."""
        self._closed: set[int] = set()
        self._by_code: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._by_parent: dict[int, set[int]] = defaultdict(set)
        self._loaded_codes: set[str] = set()
        self._loaded_parents: set[int] = set()
        self._indexed = 0

    def complete(self) -> None:
        """After the last clause: one code, one unit, on every day."""
        refuse_shared_codes(self._book.postings, self.load_codes)

    # -- loading --------------------------------------------------------------------------------------------------

    def prefetch(self, effects: Sequence[Effect]) -> None:
        """Read in a few statements what the effects name: units by code, and what is under them."""
        named = list(references(tuple(effects)))
        codes = {ref.code for ref in named if ref.code}
        self.load_codes(codes)
        self._load_units([new.id for new in named if isinstance(new, NewUnit) and new.id is not None])
        self._load_children([thing_id for code in codes for thing_id in self._ids_with_code(code)])

    def load_codes(self, codes: Iterable[str]) -> None:
        """Bring in every unit that has one of the codes on any day."""
        wanted = set(codes) - self._loaded_codes
        if wanted:
            self._loaded_codes |= wanted
            self._load_units(version_rows.thing_ids(UNIT, "code", wanted))

    def _load_children(self, unit_ids: Iterable[int]) -> None:
        wanted = {unit_id for unit_id in unit_ids if unit_id > 0} - self._loaded_parents
        if wanted:
            self._loaded_parents |= wanted
            self._load_units(version_rows.thing_ids(UNIT, "parent_id", wanted))

    def _load_units(self, unit_ids: Iterable[int]) -> None:
        self._book.postings.load(unit_ids)
        self._index_arrived()

    def _index_arrived(self) -> None:
        """Units that came into the buffer since, whoever brought them."""
        arrived = self._book.postings.arrived
        for thing in arrived[self._indexed :]:
            for entry in thing.entries if thing.kind is UNIT else ():
                self._index_changes(thing.id, thing.entries[0].changes.get("structure", "territory"), entry.changes)
        self._indexed = len(arrived)

    def _index_changes(self, thing_id: int, structure: str, changes: Mapping[str, Any]) -> None:
        if changes.get("code"):
            self._by_code[structure, changes["code"]].add(thing_id)
        if changes.get("parent"):
            self._by_parent[changes["parent"]].add(thing_id)

    def _ids_with_code(self, code: str) -> set[int]:
        return {thing_id for structure in STRUCTURES for thing_id in self._by_code.get((structure, code), ())}

    def _unit_ids(self) -> set[int]:
        return {thing.id for thing in self._book.postings.things.values() if thing.kind is UNIT}

    # -- reading --------------------------------------------------------------------------------------------------

    def unit(self, ref: UnitRef) -> Unit:
        """See `UnitBooks.unit`. What begins on the very day is found too when nothing fits on the eve.

        The clause means the unit as it was named on the eve; what is read of it is what the earlier clauses left. A
        destination is meant as of the day itself.
        """
        effective_on = self._book.effective_on
        is_destination = isinstance(ref, Destination)
        days = (effective_on, effective_on - _DAY) if is_destination else (effective_on - _DAY, effective_on)
        unit = self._find(ref, days[0], strict=False) or self._find(ref, days[1], strict=False)
        if unit is None:
            self._find(ref, days[0])
            raise self._unknown(ref, days[0])
        today = self._fields(unit.id, effective_on)
        if is_destination and today is None:
            raise self._ended(unit)
        self._book.resolved[ref] = unit
        return unit if today is None else Unit(unit.id, today)

    def unit_around(self, ref: UnitRef, on: date) -> Unit:
        """See `UnitBooks.unit_around`."""
        found = self._find(ref, on) or self._find(ref, on - _DAY)
        if found is None:
            raise self._unknown(ref, on)
        self._book.resolved[ref] = found
        return found

    def _find(self, ref: UnitRef, on: date, *, strict: bool = True) -> Unit | None:
        """The one unit that fits; one whose name is written exactly so before those that only sound alike."""
        fitting = [unit for unit in self._candidates(ref, on) if self._fits(unit, ref, on, strict=strict)]
        exact = [unit for unit in fitting if ref.name and unit.name.lower() == ref.name.lower()]
        if len(exact) == 1:
            return exact[0]
        if len(fitting) > 1:
            raise UnknownReference(
                "unit_ambiguous",
                gettext_noop("“{unit}” ngày {on} có thể là {candidates}; ghi rõ mã đơn vị."),
                unit=ref.label(),
                on=on,
                candidates=", ".join(unit.label() for unit in fitting),
            )
        return fitting[0] if fitting else None

    def _candidates(self, ref: UnitRef, on: date) -> Iterator[Unit]:
        if ref.code is not None:
            self.load_codes([ref.code])
            ids = self._by_code.get((ref.structure, ref.code), set())
        else:
            self._load_units(version_rows.thing_ids(UNIT, "search_key", [fold_text(ref.name or "")]))
            ids = self._unit_ids()
        for thing_id in sorted(ids):
            fields = self._fields(thing_id, on)
            if fields is not None:
                yield Unit(thing_id, fields)

    def _fits(self, unit: Unit, ref: UnitRef, on: date, *, strict: bool) -> bool:
        if unit.structure != ref.structure:
            return False
        if ref.code is not None:
            if unit.code != ref.code:
                return False
            if ref.name is not None and not same_name(ref.name, unit.name):
                if not strict:
                    return False
                raise UnknownReference(
                    "unit_name_differs",
                    gettext_noop("Mã {code} ngày {on} là {unit}, không phải “{name}”; sửa mã hoặc tên."),
                    code=ref.code,
                    on=on,
                    unit=unit.label(),
                    name=ref.name,
                )
            return True
        named = same_name(ref.name or "", unit.name) and (ref.kind is None or ref.kind.lower() == unit.kind.lower())
        return named and (ref.under is None or self._is_under(unit, ref.under, on))

    def _is_under(self, unit: Unit, code: str, on: date) -> bool:
        return any(above.code == code for above in self._above(unit, on))

    def _above(self, unit: Unit, on: date) -> Iterator[Unit]:
        seen = {unit.id}
        while unit.parent_id is not None:
            self._load_units([unit.parent_id])
            fields = self._fields(unit.parent_id, on)
            if fields is None or unit.parent_id in seen:
                return
            unit = Unit(unit.parent_id, fields)
            seen.add(unit.id)
            yield unit

    def _fields(self, thing_id: int, on: date) -> Mapping[str, Any] | None:
        thing = self._book.postings.things.get(thing_id)
        return None if thing is None else thing.on(on)

    def _unknown(self, ref: UnitRef, on: date) -> UnknownReference:
        """Say not only that it is unknown, but what the code or name was before or is after."""
        key = {ref.code} if ref.code else set()
        ids = self._ids_with_code(ref.code) if ref.code else self._unit_ids()
        for thing_id in sorted(ids):
            for state in self._book.postings.things[thing_id].states():
                if state.fields.get("code") in key or (
                    not key and same_name(ref.name or "", str(state.fields.get("name", "")))
                ):
                    unit = Unit(thing_id, state.fields)
                    if unit.structure == ref.structure:
                        return UnknownReference(
                            "unit_not_on_day",
                            gettext_noop(
                                "{unit} không có trong sổ ngày {on}; trong sổ, {known} có từ {since} đến hết {until}."
                            ),
                            unit=capital(ref.label()),
                            on=on,
                            known=unit.label(),
                            since=state.since,
                            until=state.until - _DAY if state.until else "nay",
                        )
        return UnknownReference(
            "unit_unknown",
            gettext_noop("Không có {unit} trong sổ ngày {on}; kiểm tra lại mã hoặc mở sổ cho đơn vị này trước."),
            unit=ref.label(),
            on=on,
        )

    def _ended(self, unit: Unit) -> Conflict:
        return Conflict(
            "unit_ended",
            gettext_noop(
                "{unit} đã kết thúc hoạt động trước hoặc trong ngày {on}; không thể thay đổi hay nhận đơn vị khác."
            ),
            unit=capital(unit.label()),
            on=self._book.effective_on,
        )

    def ended_here(self, unit_id: int) -> bool:
        """See `UnitBooks.ended_here`."""
        return unit_id in self._closed and self._fields(unit_id, self._book.effective_on) is None

    def children(self, unit_id: int) -> Sequence[Unit]:
        """See `UnitBooks.children`."""
        self._load_children([unit_id])
        found = []
        for thing_id in sorted(self._by_parent.get(unit_id, ())):
            fields = self._fields(thing_id, self._book.effective_on)
            if fields is not None and fields.get("parent") == unit_id:
                found.append(Unit(thing_id, fields))
        return found

    # -- posting --------------------------------------------------------------------------------------------------

    def open_unit(self, new: NewUnit, *, default_parent: int | None = None, opening: bool = False) -> Unit:
        """See `UnitBooks.open_unit`."""
        if new.id is None:
            raise ValueError(f"{new.label()}: a new unit gets its id when it is drafted")
        if self._fields(new.id, self._book.effective_on) is not None:
            raise Conflict(
                "unit_exists", gettext_noop("{unit} đã có trong sổ; một đơn vị chỉ được mở một lần."), unit=new.label()
            )
        parent = self.unit(new.parent) if new.parent else self._living(default_parent)
        level = new.level or (parent.level + 1 if parent else 1)
        fields: dict[str, Any] = {
            "exists": True,
            "structure": new.structure,
            "bloc": new.bloc,
            "code": new.code,
            "name": new.name,
            "kind": new.kind,
            "level": level,
            "parent": parent.id if parent else None,
            "formal_on": None if opening else self._book.legal_on.isoformat(),
            "operates_from": None if opening else self._book.effective_on.isoformat(),
        }
        for key in FIGURES:
            figure = getattr(new, key)
            fields[key] = figure.stored() if figure else None
        self._post_unit(new.id, new.structure, fields)
        return Unit(new.id, fields)

    def _living(self, unit_id: int | None) -> Unit | None:
        if unit_id is None:
            return None
        self._load_units([unit_id])
        fields = self._fields(unit_id, self._book.effective_on)
        if fields is None:
            states = self._book.postings.things[unit_id].states()
            raise self._ended(Unit(unit_id, states[-1].fields))
        return Unit(unit_id, fields)

    def change_unit(self, unit_id: int, changes: Mapping[str, Any]) -> None:
        """See `UnitBooks.change_unit`. Refused when the unit does not exist on the effective date."""
        fields = self._fields(unit_id, self._book.effective_on)
        if fields is None:
            raise self._ended(Unit(unit_id, self._book.postings.things[unit_id].states()[-1].fields))
        self._post_unit(unit_id, fields["structure"], changes)

    def place_under(self, unit: Unit, parent: Unit, *, level: int | None = None) -> None:
        """See `UnitBooks.place_under`."""
        if parent.id == unit.id or any(above.id == unit.id for above in self._above(parent, self._book.effective_on)):
            raise Conflict(
                "parent_cycle",
                gettext_noop("{unit} không thể trực thuộc {parent}: {parent} đang ở dưới chính đơn vị đó."),
                unit=capital(unit.label()),
                parent=parent.label(),
            )
        self.change_unit(unit.id, {"parent": parent.id, "level": level or parent.level + 1})
        self._shift_levels(unit, (level or parent.level + 1) - unit.level)

    def _shift_levels(self, unit: Unit, by: int) -> None:
        if by == 0:
            return
        children = self.children(unit.id)
        self._load_children(child.id for child in children)
        for child in children:
            self.change_unit(child.id, {"level": child.level + by})
            self._shift_levels(child, by)

    def close_unit(self, unit_id: int, *, undocumented: bool = False) -> None:
        """See `UnitBooks.close_unit`. A unit that another decision has ended cannot end again."""
        fields = self._fields(unit_id, self._book.effective_on)
        if fields is None:
            if unit_id in self._closed:
                return
            raise self._ended(Unit(unit_id, self._book.postings.things[unit_id].states()[-1].fields))
        if undocumented:
            self.undocumented.add(unit_id)
        self._closed.add(unit_id)
        self._book.postings.post(UNIT, unit_id, self._book.effective_on, {"exists": False})

    def succeed(self, source_id: int, target_id: int, terms: Mapping[str, Any]) -> None:
        """See `UnitBooks.succeed`."""
        fields = {"exists": True, "source": source_id, "target": target_id, **terms}
        self._book.postings.post(SUCCESSION, None, self._book.effective_on, fields)

    def publish_boundaries(self, unit_id: int, table: TableRef, source: str) -> None:
        """See `UnitBooks.publish_boundaries`."""
        if len(read_outlines(bulk.content(table)).outlines) != table.rows:
            raise Conflict(
                "boundaries_differ",
                gettext_noop("Tệp {name} không có đúng {count} ranh giới như điều khoản nêu; nhập lại tệp ranh giới."),
                name=table.name,
                count=table.rows,
            )
        fields = {"exists": True, "unit": unit_id, "sha256": table.sha256, "count": table.rows, "source": source}
        self._book.postings.post(BOUNDARY, None, self._book.effective_on, fields)

    def _post_unit(self, unit_id: int, structure: str, changes: Mapping[str, Any]) -> None:
        self._book.postings.post(UNIT, unit_id, self._book.effective_on, changes)
        self._index_changes(unit_id, structure, changes)

    def correct_unit(self, ref: UnitRef, on: date, changes: Mapping[str, Any]) -> None:
        """See `UnitBooks.correct_unit`. Each field is corrected on the day of the entry that set it."""
        found = self._find(ref, on)
        if found is None:
            raise self._unknown(ref, on)
        self._book.resolved[ref] = found
        entries = sorted(self._book.postings.things[found.id].standing_entries(), key=lambda e: (e.effective_on, e.id))
        by_day: dict[date, dict[str, Any]] = defaultdict(dict)
        for key, value in changes.items():
            by_day[max(e.effective_on for e in entries if e.effective_on <= on and key in e.changes)][key] = value
        for day, fields in sorted(by_day.items()):
            self._book.postings.post(UNIT, found.id, day, fields)
            self._index_changes(found.id, found.structure, fields)
