"""Dated changes of official lists, 2004 to 2025, become decisions: one for each event that changes units."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.tables import Line, choice, read_table
from tinhgon.importing.takeovers import Takeover, takeovers
from tinhgon.ledger.document import Basis, Document
from tinhgon.ledger.effect import Effect
from tinhgon.registers.units.effects.change_codes import ChangeCodes, CodeChange
from tinhgon.registers.units.effects.change_kind import ChangeKind
from tinhgon.registers.units.effects.dissolve_units import DissolveUnits
from tinhgon.registers.units.effects.establish_unit import EstablishUnit
from tinhgon.registers.units.effects.move_units import MoveUnits
from tinhgon.registers.units.effects.open_books import OpenBooks
from tinhgon.registers.units.effects.rename_unit import RenameUnit
from tinhgon.registers.units.payloads import NewUnit, UnitRef

CLAUSE = "không rõ điều khoản"
_KINDS = ("thành phố", "thị trấn", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")
_CHANGES = {word: word for word in ("created", "abolished", "renamed_or_kind", "moved", "moved_and_renamed")}
_ISSUERS = (
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("CP", "Chính phủ"),
    ("QH", "Quốc hội"),
    ("TCTK", "Tổng cục Thống kê"),
)
_LISTS = "Tổng cục Thống kê"
_REASON = "không còn trong danh mục từ ngày này"


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the table of changes: a unit before and after an event, by its code in the list."""

    line: Line
    code: str
    level: int
    change: str
    before: tuple[str, str]
    parent_before: str
    after: tuple[str, str]
    parent_after: str

    @property
    def told_before(self) -> str:
        return " ".join(self.before)


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event: the decrees that were recorded together, or a list that differs from the one before."""

    number: str
    on: date
    source: str
    decrees: tuple[str, ...]
    title: str


def history(first_state: Path, events: Path, changes: Path) -> list[Document]:
    """The opening of the books with the first list, then one decision for each event, in order of time.

    The lists do not record who took over from a unit that ended: it ends "undocumented", which the ledger says as a
    finding. Raises BadInput naming file, row and remedy.
    """
    known = _events(events)
    rows = _changes(changes, known)
    first = min(known.values(), key=lambda event: (event.on, int(event.number)))
    taken = takeovers(rows)
    once = Counter(event.decrees[0] for event in known.values() if len(event.decrees) == 1)
    documents = [_opening(first_state, first.on)]
    for number, event in known.items():
        effects = _effects(rows.get(number, ()), taken.get(number, ()), _crossed(taken, number))
        if effects:
            documents.append(_document(event, effects, once))
    return documents


# -- reading -----------------------------------------------------------------------------------------------------------


def split_name(full: str) -> tuple[str, str]:
    """'Thị Trấn Ngọc Lặc' as its kind, 'thị trấn', and its name, 'Ngọc Lặc'. No kind: ('', the whole)."""
    for kind in _KINDS:
        if full.lower().startswith(f"{kind} "):
            return kind, full[len(kind) + 1 :]
    return "", full


def _kind_and_name(line: Line, column: str) -> tuple[str, str]:
    kind, name = split_name(line[column])
    if not kind:
        raise line.refuse(
            "kind_unknown",
            gettext_noop("{file}: dòng {row}, cột “{column}”: “{value}” không bắt đầu bằng loại đơn vị (xã, huyện …)."),
            column=column,
            value=line[column],
        )
    return kind, name


def _opening(path: Path, on: date) -> Document:
    table = read_table(path, required=("code", "name_full", "parent_code", "level"))
    units = []
    for line in sorted(table, key=lambda line: (line["level"], line.number)):
        kind, name = _kind_and_name(line, "name_full")
        level = int(choice(line, "level", {"1": "1", "2": "2", "3": "3"}))
        parent = UnitRef(code=line["parent_code"]) if line["parent_code"] else None
        units.append(NewUnit(code=line["code"], name=name, kind=kind, level=level, parent=parent))
    return Document(
        number=f"MS-{on:%Y-%m-%d}", kind="biên bản", issuer="Cơ quan giữ sổ", signed_on=on, effective_on=on,
        subject=f"Mở sổ ngày {on:%d/%m/%Y} theo danh mục đơn vị hành chính đầu tiên có trong nguồn",
        effects=(OpenBooks(clause="Điều 1", units=tuple(units)),),
    )  # fmt: skip


def _events(path: Path) -> dict[str, Event]:
    found: dict[str, Event] = {}
    for line in read_table(path, required=("event", "date"), optional=("source", "decree_numbers", "title")):
        where = f"{line.file}, dòng {line.number}"
        if line["event"] in found or not line["event"].isdigit():
            raise line.refuse(
                "event_invalid",
                gettext_noop("{file}: dòng {row}: số sự kiện “{event}” trống, không phải số hoặc đã có ở dòng trước."),
                event=line["event"],
            )
        decrees = tuple(dict.fromkeys(line["decree_numbers"].split()))
        on = parse_day(line["date"], where=where)
        found[line["event"]] = Event(line["event"], on, line["source"], decrees, line["title"])
    return dict(sorted(found.items(), key=lambda item: (item[1].on, int(item[0]))))


def _changes(path: Path, events: Mapping[str, Event]) -> dict[str, list[Change]]:
    required = ("event", "code", "level", "change", "name_before", "parent_before", "name_after", "parent_after")
    found: dict[str, list[Change]] = defaultdict(list)
    for line in read_table(path, required=required, optional=("date", "province_code")):
        if line["event"] not in events:
            raise line.refuse(
                "event_unknown",
                gettext_noop("{file}: dòng {row}: không có sự kiện “{event}” trong bảng sự kiện."),
                event=line["event"],
            )
        change = choice(line, "change", _CHANGES)
        level = int(choice(line, "level", {"1": "1", "2": "2", "3": "3"}))
        before = ("", "") if change == "created" else _kind_and_name(line, "name_before")
        after = ("", "") if change == "abolished" else _kind_and_name(line, "name_after")
        found[line["event"]].append(
            Change(line, line["code"], level, change, before, line["parent_before"], after, line["parent_after"])
        )
    if not found:
        raise BadInput(
            "table_without_rows", gettext_noop("{file} chỉ có dòng tiêu đề, không có dòng dữ liệu."), file=path.name
        )
    return found


# -- effects -----------------------------------------------------------------------------------------------------------


def _effects(rows: Sequence[Change], taken: Sequence[Takeover], crossed: Mapping[str, str]) -> tuple[Effect, ...]:
    """Codes first, then new units with superiors before subordinates, moves, names and kinds, and at last the ends."""
    effects: list[Effect] = []
    done: set[str] = set()
    swaps = [code for takeover in taken for code in takeover.swap]
    if swaps:
        pairs = tuple(
            CodeChange(unit=UnitRef(code=old), code=new)
            for takeover in taken
            for old, new in (takeover.swap, takeover.swap[::-1])
            if takeover.swap
        )
        effects.append(ChangeCodes(clause=CLAUSE, changes=pairs))
        done |= set(swaps)
    for takeover in taken:
        if takeover.swap:
            continue
        going_on = CodeChange(unit=UnitRef(code=takeover.code), code=takeover.new_code)
        effects.append(ChangeCodes(clause=CLAUSE, changes=(going_on,)))
        kind, name = takeover.after
        new = NewUnit(code=takeover.code, name=name, kind=kind, parent=UnitRef(code=takeover.parent))
        effects.append(EstablishUnit(clause=CLAUSE, unit=new))
        done |= {takeover.code, takeover.new_code}
    rest = [row for row in rows if row.code not in done]
    effects += _created(rest, crossed)
    effects += _moved(rest, crossed)
    effects += _renamed(rest)
    effects += _ended(rest)
    return tuple(effects)


def _created(rows: Iterable[Change], crossed: Mapping[str, str]) -> Iterable[Effect]:
    for row in sorted((row for row in rows if row.change == "created"), key=lambda row: (row.level, row.code)):
        kind, name = row.after
        parent = UnitRef(code=crossed.get(row.parent_after, row.parent_after)) if row.parent_after else None
        yield EstablishUnit(
            clause=CLAUSE, unit=NewUnit(code=row.code, name=name, kind=kind, parent=parent, level=row.level)
        )


def _moved(rows: Iterable[Change], crossed: Mapping[str, str]) -> Iterable[Effect]:
    groups: dict[tuple[int, str], list[UnitRef]] = defaultdict(list)
    for row in rows:
        if row.change.startswith("moved"):
            groups[row.level, crossed.get(row.parent_after, row.parent_after)].append(UnitRef(code=row.code))
    for (level, parent), units in sorted(groups.items()):
        yield MoveUnits(clause=CLAUSE, units=tuple(units), parent=UnitRef(code=parent), level=level)


def _renamed(rows: Iterable[Change]) -> Iterable[Effect]:
    for row in rows:
        if row.change in ("created", "abolished") or row.before == row.after:
            continue
        unit, (kind, name) = UnitRef(code=row.code), row.after
        if kind != row.before[0]:
            new_name = name if name != row.before[1] else None
            yield ChangeKind(clause=CLAUSE, unit=unit, to_kind=kind, to_name=new_name)
        else:
            yield RenameUnit(clause=CLAUSE, unit=unit, name=name)


def _ended(rows: Iterable[Change]) -> Iterable[Effect]:
    """Communes end without a known successor; the ground of a district stays with the communes that went elsewhere."""
    levels: dict[int, list[UnitRef]] = defaultdict(list)
    for row in rows:
        if row.change == "abolished":
            levels[row.level].append(UnitRef(code=row.code))
    for level, units in sorted(levels.items(), reverse=True):
        ground = "undocumented" if level == 3 else "inferiors"
        yield DissolveUnits.model_validate(
            {"clause": CLAUSE, "units": tuple(units), "reason": _REASON, "ground": ground}
        )


def _crossed(taken: Mapping[str, Sequence[Takeover]], event: str) -> dict[str, str]:
    """Codes of superiors in the list while it had two districts the wrong way round, and what the ledger calls them."""
    pairs = (takeover for takeover in taken.get(event, ()) if takeover.crossed)
    return {code: other for pair in pairs for code, other in ((pair.code, pair.new_code), (pair.new_code, pair.code))}


# -- documents ---------------------------------------------------------------------------------------------------------


def _document(event: Event, effects: tuple[Effect, ...], once: Mapping[str, int]) -> Document:
    """A decree under its own number; several recorded together, or a list, under the number of the event."""
    single = len(event.decrees) == 1 and once[event.decrees[0]] == 1
    number = event.decrees[0] if single else f"Sự kiện {event.number} ({event.on:%Y-%m-%d})"
    note = "Ngày ghi theo nguồn: thường là ngày danh mục cập nhật, có khi là ngày ký."
    if not single:
        recorded = f"nhiều văn bản được ghi cùng lúc: {'; '.join(event.decrees)}" if event.decrees else "theo danh mục"
        note = f"Sự kiện của nguồn “{event.source}”, {recorded}. {note}"
    return Document(
        number=number,
        kind=_document_kind(event.decrees[0]) if single else "danh mục",
        issuer=_issuer(event.decrees[0]) if single else _LISTS,
        signed_on=event.on,
        effective_on=event.on,
        subject=_subject(event, single=single),
        basis=() if single else tuple(Basis(number=decree) for decree in event.decrees),
        note=note[:4000],
        effects=effects,
    )


def _subject(event: Event, *, single: bool) -> str:
    title = event.title.strip("; ")
    if single and title.startswith(event.decrees[0]):
        title = title[len(event.decrees[0]) :].lstrip(" :")
    title = title or f"Danh mục đơn vị hành chính ngày {event.on:%d/%m/%Y}"
    return title if len(title) <= 1000 else title[:999] + "…"


def _document_kind(number: str) -> str:
    if "NĐ" in number:
        return "nghị định"
    return "công văn" if re.search(r"TCTK|BNV", number) else "nghị quyết"


def _issuer(number: str) -> str:
    return next((issuer for symbol, issuer in _ISSUERS if symbol in number), "Chính phủ")
