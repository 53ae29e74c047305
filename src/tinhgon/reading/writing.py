"""The other way: a decision is written as such resolutions are, so that reading it back gives the same effects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tinhgon.basis.text import joined
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect
from tinhgon.reading.clauses import COUNTED
from tinhgon.reading.names import skeleton
from tinhgon.reading.register import Register
from tinhgon.registers.units.effects.change_codes import ChangeCodes
from tinhgon.registers.units.effects.dissolve_units import DissolveUnits
from tinhgon.registers.units.effects.merge_units import MergeUnits
from tinhgon.registers.units.effects.move_units import MoveUnits
from tinhgon.registers.units.effects.rename_unit import RenameUnit
from tinhgon.registers.units.payloads import UnitRef
from tinhgon.registers.units.terms import Source


def resolution_text(*, document: Document, register: Register) -> str:
    """The text of a resolution.

    Names that others in the provinces bear too get their district in brackets; what follows
    from the law (districts that end) or from a list (codes) is not a clause of such a text and is left out."""
    writer = _Writer(document, register)
    clauses = [f"{number}. {text}" for number, text in enumerate(writer.clauses(), start=1)]
    return "\n\n".join([*_head(document), *clauses, *_foot(document)]) + "\n"


def _head(document: Document) -> list[str]:
    kind = document.kind.upper()
    return [
        document.issuer.upper(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Số: {document.number}",
        f"Hà Nội, {_day(document.signed_on)}",
        kind,
        document.subject,
        document.issuer.upper(),
        *(f"Căn cứ {_basis(one.title, one.number)};" for one in document.basis),
        "QUYẾT NGHỊ:" if kind == "NGHỊ QUYẾT" else "QUYẾT ĐỊNH:",
        "Điều 1. Nội dung",
    ]


def _basis(title: str, number: str) -> str:
    return (
        title if title and number in title else f"{title or 'văn bản'} số {number}" if number[:1].isdigit() else number
    )


def _day(day: date) -> str:
    return f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"


def _foot(document: Document) -> list[str]:
    this = f"{document.kind[:1].upper()}{document.kind[1:]} này"
    lines = ["Điều 2. Hiệu lực thi hành", f"1. {this} có hiệu lực thi hành từ {_day(document.effective_on)}."]
    if document.operates_from:
        lines.append(
            "2. Các cơ quan theo thẩm quyền khẩn trương thực hiện các công tác chuẩn bị cần thiết, bảo đảm để "
            f"chính quyền địa phương ở các đơn vị hành chính chính thức hoạt động từ {_day(document.operates_from)}."
        )
    adopted = f"{this} được {document.issuer} thông qua {_day(document.signed_on)}."
    return [*lines, adopted, f"TM. {document.issuer.upper()}", *([document.signer.upper()] if document.signer else [])]


class _Writer:
    def __init__(self, document: Document, register: Register) -> None:
        self.document, self.register = document, register
        self.merges = [effect for effect in document.effects if isinstance(effect, MergeUnits)]
        self.renamed = {effect.clause: effect for effect in document.effects if isinstance(effect, RenameUnit)}
        self.kept = self._kept()
        self.again = self._again()
        self.parts: dict[str, list[int]] = defaultdict(list)
        self.numbers: dict[int, int] = {}

    def _kept(self) -> tuple[UnitRef, ...]:
        """Units that move under the province among clauses that form others: the summary names them."""
        if not self.merges:
            return ()
        moves = [effect for effect in self.document.effects if isinstance(effect, MoveUnits)]
        return tuple(unit for effect in moves if not self._is_renamed(effect) for unit in effect.units)

    def _is_renamed(self, effect: MoveUnits) -> bool:
        return (
            len(effect.units) == 1
            and effect.clause in self.renamed
            and self.renamed[effect.clause].unit == effect.units[0]
        )

    def _again(self) -> Mapping[tuple[str, str], int]:
        """How many communes of the provinces concerned bear a name."""
        codes = [source.unit.code for effect in self.merges for source in effect.sources if source.unit.code]
        provinces = {self.register.province(code) for code in codes if code in self.register.units}
        units = [self.register.units[code] for one in provinces for code in self.register.communes.get(one, ())]
        return Counter((unit.kind, skeleton(unit.name)) for unit in units)

    def clauses(self) -> Iterable[str]:
        """The clauses of the first article, in order."""
        written = [effect for effect in self.document.effects if not self._follows(effect)]
        for number, effect in enumerate(written, start=1):
            yield self._clause(effect, number).describe()
        if self.merges:
            yield self._summary(written)

    def _follows(self, effect: Effect) -> bool:
        """Whether an effect is said elsewhere, or nowhere in such a text."""
        if not self.merges:
            return False
        if isinstance(effect, RenameUnit):
            return any(unit == effect.unit for unit in self.kept)
        return isinstance(effect, MoveUnits | DissolveUnits | ChangeCodes)

    def _clause(self, effect: Effect, number: int) -> Effect:
        sources = getattr(effect, "sources", None)
        if sources is None:
            return effect
        told = tuple(self._told(source) for source in sources)
        for source in sources:
            if source.area_share in ("part", "none") and source.unit.code:
                self.parts[source.unit.code].append(number)
        return effect.model_copy(update={"sources": told})

    def _told(self, source: Source) -> Source:
        name = self._qualified(source.unit, source.unit.name)
        taken = self.parts.get(source.unit.code or "", ())
        if source.area_share == "remainder" and taken:
            numbers = ", ".join(f"khoản {number}" for number in taken)
            name = f"{name} sau khi sắp xếp theo quy định tại {numbers} Điều này"
        return source.model_copy(update={"unit": source.unit.model_copy(update={"name": name})})

    def _qualified(self, ref: UnitRef, name: str | None) -> str | None:
        """The name, with its district where others are written alike."""
        unit = self.register.units.get(ref.code or "")
        if unit is None or self.again.get((unit.kind, skeleton(unit.name)), 0) < 2:
            return name
        above = self.register.units.get(self.register.district(unit.code))
        return f"{name} ({above.label()})" if above and above.code != unit.code else name

    def _summary(self, written: list[Effect]) -> str:
        formed = Counter(effect.into.kind for effect in self.merges)
        formed += Counter(
            self.register.units[effect.unit.code or ""].kind for effect in written if isinstance(effect, RenameUnit)
        )
        kept = Counter(unit.kind or "" for unit in self.kept)
        above = self.merges[0].into.parent
        place = above.label() if above else "địa phương"
        kinds = formed + kept
        text = f"Sau khi sắp xếp, {place} có {kinds.total()} đơn vị hành chính cấp xã, gồm {_counted(kinds)}"
        if not self.kept:
            return f"{text}."
        names = joined([f"{unit.kind} {self._new_name(unit)}" for unit in self.kept])
        told = f"trong đó có {_counted(formed)} hình thành sau sắp xếp quy định tại Điều này"
        return f"{text}; {told} và {kept.total()} đơn vị hành chính cấp xã không thực hiện sắp xếp là {names}."

    def _new_name(self, ref: UnitRef) -> str | None:
        told = next(
            (one.name for one in self.document.effects if isinstance(one, RenameUnit) and one.unit == ref), None
        )
        return self._qualified(ref, told or ref.name)


def _counted(kinds: Mapping[str, int]) -> str:
    return joined([f"{count:02d} {kind}" for kind, count in sorted(kinds.items()) if kind in COUNTED])
