"""What must be true of a ledger after any decision, told a second time and without a line of the ledger's own code.

Reads the tables, folds the entries by itself, and walks over every day on which anything changes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.world import LEDGER_TABLES, rows

DAY = timedelta(days=1)
State = tuple[date, date | None, dict[str, Any]]


class Oracle:
    """The state known now, folded from the raw entries. `complaints` lists all that is wrong."""

    def __init__(self, *, conserves_area: bool = False) -> None:
        self.conserves_area = conserves_area
        self.standing = {}
        for entry_id, _, stands in rows("SELECT entry_id, ordinal, stands FROM standing ORDER BY ordinal"):
            self.standing[entry_id] = stands
        self.entries: dict[tuple[str, int], list[tuple[date, int, dict[str, Any]]]] = defaultdict(list)
        for entry_id, thing, thing_id, on, changes in rows(
            "SELECT id, thing, thing_id, effective_on, changes::text FROM entry ORDER BY id"
        ):
            if self.standing.get(entry_id, True):
                self.entries[thing, thing_id].append((on, entry_id, json.loads(changes)))
        self.units = {thing_id: list(self._states(found)) for (thing, thing_id), found in self._of("unit")}
        self.successions = [
            (state["source"], state["target"], since, state)
            for (_, _), found in self._of("succession")
            for since, _, state in self._states(found)
        ]

    def _of(self, kind: str) -> list[Any]:
        return [(key, found) for key, found in self.entries.items() if key[0] == kind]

    @staticmethod
    def _states(entries: list[tuple[date, int, dict[str, Any]]]) -> Iterator[State]:
        by_day: dict[date, dict[str, Any]] = {}
        for on, _, changes in sorted(entries, key=lambda entry: entry[:2]):
            by_day.setdefault(on, {}).update(changes)
        days, fields = sorted(by_day), {}
        for place, on in enumerate(days):
            fields = fields | by_day[on]
            if fields.get("exists"):
                yield on, days[place + 1] if place + 1 < len(days) else None, fields

    def on(self, unit_id: int | None, day: date) -> dict[str, Any] | None:
        for since, until, fields in self.units.get(unit_id, ()):
            if since <= day and (until is None or day < until):
                return fields
        return None

    def days(self) -> list[date]:
        return sorted({on for found in self.entries.values() for on, _, _ in found})

    # -- what may be wrong ------------------------------------------------------------------------------------------

    def complaints(self) -> list[str]:
        checks = (
            self._tables_hold_the_fold(), self._superiors(), self._codes(), self._ends(), self._shares(),
            self._successions(), self._no_silent_entries(), self._figures(), self._chain(),
        )  # fmt: skip
        return [complaint for check in checks for complaint in check]

    def _tables_hold_the_fold(self) -> Iterator[str]:
        stored = rows(
            "SELECT unit_id, lower(valid), upper(valid), name, code, kind, parent_id, level, area_km2, population"
            " FROM unit_version WHERE upper_inf(recorded)"
        )
        wanted = []
        for unit_id, states in self.units.items():
            for since, until, f in states:
                area, people = f.get("area_km2"), f.get("population")
                area = Decimal(area["value"]).quantize(Decimal("0.0001")) if area else None
                people = int(people["value"]) if people else None
                wanted.append((unit_id, since, until, f["name"], f.get("code"), f["kind"], f.get("parent"), f["level"],
                               area, people))  # fmt: skip
        if Counter(stored) != Counter(wanted):
            yield f"versions differ from the fold: {Counter(stored) ^ Counter(wanted)}"
        count = rows("SELECT count(*) FROM succession_version WHERE upper_inf(recorded)")[0][0]
        if count != len(self.successions):
            yield f"{count} successions stored, {len(self.successions)} folded"
        for thing in ("quota", "post", "person", "assignment"):
            count = rows(f"SELECT count(*) FROM {thing}_version WHERE upper_inf(recorded)")[0][0]
            folded = sum(len(list(self._states(found))) for _, found in self._of(thing))
            if count != folded:
                yield f"{thing}: {count} states stored, {folded} folded"

    def _superiors(self) -> Iterator[str]:
        for day in self.days():
            for unit_id in self.units:
                fields = self.on(unit_id, day)
                seen = {unit_id}
                while fields and fields.get("parent") is not None:
                    above = fields["parent"]
                    if above in seen:
                        yield f"{unit_id} is above itself on {day}"
                        break
                    seen.add(above)
                    fields = self.on(above, day)
                    if fields is None:
                        yield f"{unit_id} is under {above}, which does not exist on {day}"

    def _codes(self) -> Iterator[str]:
        for day in self.days():
            living = [fields for unit_id in self.units if (fields := self.on(unit_id, day))]
            shared = Counter((f["structure"], f["code"]) for f in living if f.get("code"))
            yield from (f"{code} is shared on {day}" for code, count in shared.items() if count > 1)

    def _ended(self) -> Iterator[tuple[int, date, dict[str, Any]]]:
        for unit_id, states in self.units.items():
            for _, until, fields in states:
                if until is not None and self.on(unit_id, until) is None:
                    yield unit_id, until, fields

    def _ends(self) -> Iterator[str]:
        dissolved = {
            (thing_id, on)
            for thing_id, on in rows(
                "SELECT n.thing_id, n.effective_on FROM entry n JOIN effect e ON e.id = n.effect_id"
                " WHERE e.kind LIKE 'dissolve%%'"
            )
        }
        given = {(source, on) for source, _, on, _ in self.successions}
        for unit_id, on, fields in self._ended():
            subordinates = any(
                (below := self.on(other, on - DAY)) and below.get("parent") == unit_id for other in self.units
            )
            if fields["structure"] == "territory" and (unit_id, on) not in given | dissolved and not subordinates:
                yield f"{unit_id} ended on {on} without successors"

    def _shares(self) -> Iterator[str]:
        given: dict[tuple[int, date], list[dict[str, Any]]] = defaultdict(list)
        for source, _, on, terms in self.successions:
            given[source, on].append(terms)
        ends = {(unit_id, on) for unit_id, on, _ in self._ended()}
        for (source, on), terms in given.items():
            area = Counter(term["area_share"] for term in terms)
            people = Counter(term["population_share"] for term in terms)
            if (source, on) in ends:
                if (area["full"], area["remainder"]) not in {(1, 0), (0, 1)} or (area["full"] and area["part"]):
                    yield f"{source} on {on}: areas {dict(area)}"
                if not (people["full"] or people["remainder"]) or people["full"] > 1 or people["remainder"] > 1:
                    yield f"{source} on {on}: people {dict(people)}"
                if people["full"] and people["part"]:
                    yield f"{source} on {on}: people {dict(people)}"
            elif area["full"] or area["remainder"]:
                yield f"{source} gave all on {on} and goes on"

    def _successions(self) -> Iterator[str]:
        for source, target, on, _ in self.successions:
            if self.on(source, on - DAY) is None:
                yield f"{source} gave on {on} and was not there"
            if self.on(target, on) is None:
                yield f"{target} received on {on} and is not there"

    def _no_silent_entries(self) -> Iterator[str]:
        for (_, thing_id), found in self._of("unit"):
            for on, entry_id, _ in found:
                opened = any(changes.get("exists") and other == on for other, _, changes in found)
                if self.on(thing_id, on) is None and self.on(thing_id, on - DAY) is None and not opened:
                    yield f"entry {entry_id} of {thing_id} on {on} shows nowhere"

    def _figures(self) -> Iterator[str]:
        """The world states every area and moves only stated areas: the communes add up to 90 km² on every day.

        Within half a per cent: so much of rounding is allowed where the figure of a new unit is held against its parts.
        """
        if not self.conserves_area:
            return
        for day in self.days():
            living = [fields for unit_id in self.units if (fields := self.on(unit_id, day))]
            areas = [f["area_km2"] for f in living if f["structure"] == "territory" and f["kind"] in ("xã", "phường")]
            total = sum(Decimal(area["value"]) for area in areas if area)
            if None in areas or abs(total - 90) > Decimal("0.45"):
                yield f"the communes add up to {total} km² on {day}"

    def _chain(self) -> Iterator[str]:
        previous = ""
        for place, (ordinal, prev_hash, digest) in enumerate(
            rows("SELECT ordinal, prev_hash, hash FROM decision ORDER BY ordinal"), start=1
        ):
            if ordinal != place or prev_hash != previous:
                yield f"the chain breaks at {ordinal}"
            previous = digest


def fingerprint() -> list[Any]:
    """Changes when anything in any table of the ledger does."""
    return [
        rows(f"SELECT count(*), coalesce(bit_xor(hashtextextended(t::text, 0)), 0) FROM {table} t")
        for table in LEDGER_TABLES
    ]
