"""Differences become one draft decision: an opening where the books are empty, else changes clause by clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import BadInput, Conflict, gettext_noop
from tinhgon.exchange.open.comparing import FIGURES_OF_FILE, Compared, Foreign
from tinhgon.ledger.document import Attachment, Document
from tinhgon.ledger.effect import Effect
from tinhgon.registers.units.effects.change_kind import ChangeKind
from tinhgon.registers.units.effects.establish_unit import EstablishUnit
from tinhgon.registers.units.effects.move_units import MoveUnits
from tinhgon.registers.units.effects.open_books import OpenBooks
from tinhgon.registers.units.effects.rename_unit import RenameUnit
from tinhgon.registers.units.effects.state_facts import Facts, StateFacts
from tinhgon.registers.units.payloads import Destination, NewUnit, UnitRef
from tinhgon.registers.units.queries.units import UnitRow

DEEPEST = 9


def open_document(
    compared: Compared, *, number: str = "", issuer: str = "", signed_on: date | None = None, synthetic: bool = False
) -> Document:
    """The decision that brings what is new or different into the books; what is missing in the file stays.

    Raises Conflict while rows are in question, BadInput when there is nothing to enter.
    """
    questions = compared.of_kind("question")
    if questions:
        raise Conflict(
            "open_questions",
            gettext_noop("{file}: {count} dòng còn câu hỏi, chưa lập dự thảo; sửa tệp hoặc nói thêm, ví dụ {label}."),
            file=compared.file.name, count=len(questions), label=questions[0].label,
        )  # fmt: skip
    effects = _Effects(compared).made()
    if not effects:
        raise BadInput(
            "open_nothing_new", gettext_noop("{file}: không có gì khác để ghi vào sổ."), file=compared.file.name
        )
    return Document(
        number=number or f"DLM-{compared.on:%Y-%m-%d}-{compared.file.sha256[:8]}",
        kind="biên bản",
        issuer=issuer or "Cơ quan giữ sổ",
        signed_on=signed_on or compared.on,
        effective_on=compared.on,
        subject=f"Ghi vào sổ theo dữ liệu mở {compared.file.name}",
        synthetic=synthetic,
        attachments=(Attachment(name=compared.file.name, sha256=compared.file.sha256),),
        effects=tuple(effects),
    )


class _Effects:
    def __init__(self, compared: Compared) -> None:
        self.compared = compared
        self.rows = {row.key: row for row in compared.file.rows}
        self.levels: dict[str, int] = {}
        self.numbers = iter(range(1, 10**9))

    def made(self) -> list[Effect]:
        if self.compared.opening:
            new = tuple(self._new_unit(row) for row in self.compared.new)
            return [OpenBooks(clause="Điều 1", units=new)] if new else []
        found: list[Effect] = [
            EstablishUnit(clause=self._clause(), unit=self._new_unit(row)) for row in self.compared.new
        ]
        moved: dict[str, list[Foreign]] = defaultdict(list)
        facts = []
        for key, kinds in self.compared.changed.items():
            row, ref = self.rows[key], self._ref(self.compared.matched[key])
            if "kind" in kinds:
                name = row.name if "name" in kinds else None
                found.append(ChangeKind(clause=self._clause(), unit=ref, to_kind=row.kind, to_name=name))
            elif "name" in kinds:
                found.append(RenameUnit(clause=self._clause(), unit=ref, name=row.name))
            if "superior" in kinds:
                moved[row.parent].append(row)
            if "figures" in kinds:
                facts.append(Facts(unit=ref, **self._figures(row)))
        for rows in moved.values():
            refs = tuple(self._ref(self.compared.matched[row.key]) for row in rows)
            found.append(MoveUnits(clause=self._clause(), units=refs, parent=self._destination(rows[0])))
        return [*found, StateFacts(clause=self._clause(), facts=tuple(facts))] if facts else found

    def _clause(self) -> str:
        return f"Điều {next(self.numbers)}"

    def _new_unit(self, row: Foreign) -> NewUnit:
        fields: dict[str, Any] = {
            "code": row.code or None, "name": row.name, "kind": row.kind, "structure": row.structure,
            "bloc": row.bloc or None, "parent": self._destination(row) if row.parent else None,
            "level": self._level(row), **self._figures(row),
        }  # fmt: skip
        return NewUnit.model_validate(fields)

    def _level(self, row: Foreign) -> int:
        """As the file says, else one below the superior's."""
        if row.key not in self.levels:
            above = self.rows.get(row.parent)
            unit = self.compared.matched.get(row.parent)
            under = unit.level if unit else self._level(above) if above else 0
            self.levels[row.key] = row.level or min(under + 1, DEEPEST)
        return self.levels[row.key]

    def _destination(self, row: Foreign) -> Destination:
        unit = self.compared.matched.get(row.parent)
        if unit is not None:
            return Destination.model_validate(self._ref(unit).model_dump())
        above = self.rows.get(row.parent)
        if above is None:
            return Destination.model_validate({"code": row.parent})
        return Destination.model_validate(
            {"code": above.code or None, "name": None if above.code else above.name,
             "kind": None if above.code else above.kind, "structure": above.structure}
        )  # fmt: skip

    @staticmethod
    def _ref(unit: UnitRow) -> UnitRef:
        if unit.code:
            return UnitRef.model_validate({"code": unit.code, "structure": unit.structure})
        return UnitRef.model_validate(
            {"name": unit.name, "kind": unit.kind, "under": unit.parent_code, "structure": unit.structure}
        )

    def _figures(self, row: Foreign) -> Mapping[str, Any]:
        unnamed = f"Tệp {self.compared.file.name}, không nêu nguồn"
        return {
            name: {"value": Decimal(str(stated["value"])), "source": stated["source"] or unnamed,
                   "verified": bool(stated["verified"] and stated["source"])}
            for name in FIGURES_OF_FILE if (stated := row.figures.get(name))
        }  # fmt: skip
