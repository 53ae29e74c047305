"""An answer with nothing left to ask becomes a decision that can be signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.decision_file import file_stem, file_text
from tinhgon.ledger.document import Basis, Document
from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Answer
from tinhgon.reading.books import Books
from tinhgon.reading.desk import Desk
from tinhgon.reading.facts import figures_of, stated_facts
from tinhgon.reading.recognised import is_recognised
from tinhgon.reading.register import Listed, Register
from tinhgon.reading.shapes import shapes
from tinhgon.registers.units.effects.dissolve_units import DissolveUnits
from tinhgon.registers.units.effects.move_units import MoveUnits
from tinhgon.registers.units.effects.rename_unit import RenameUnit
from tinhgon.registers.units.payloads import UnitRef

TWO_TIERS_FROM = date(2025, 7, 1)
TWO_TIERS = "Luật 72/2025/QH15"
_REASON = (
    "chính quyền địa phương hai cấp, không tổ chức cấp huyện từ ngày 01/7/2025 "
    "(Nghị quyết 203/2025/QH15, Luật 72/2025/QH15)"
)
_NOTE_MOST = 4000


def draft_document(*, answer: Answer, codes: Register | None = None, books: Books | None = None) -> Document:
    """The decision. Raises Conflict while a question is open or a clause that may act was not read."""
    _refuse_unfinished(answer)
    desk = Desk(answer, codes, _above(answer, codes), figures_of(answer), books)
    drafting = {shape.name: shape.draft for shape in shapes() if shape.draft}
    effects: list[Effect] = []
    for effect in answer.effects:
        draft = drafting.get(effect.clause.said.shape)
        if draft is None:
            raise _no_effect(effect.clause.label, effect.clause.said.effect)
        effects += draft(effect, desk)
    effects += _kept(desk)
    effects += stated_facts(answer)
    ending = _ending_districts(answer)
    if ending:
        refs = tuple(desk.ref(code) for code in ending)
        effects.append(DissolveUnits(clause=TWO_TIERS, units=refs, reason=_REASON, ground="inferiors"))
    return _document(answer, effects)


def _document(answer: Answer, effects: list[Effect]) -> Document:
    head = answer.reading.head
    if not head.signed_on or not head.number or not effects:
        raise Conflict(
            "head_incomplete",
            gettext_noop("Chưa lập được dự thảo: thiếu số, ký hiệu, ngày ký hoặc không có nội dung nào đọc được."),
        )
    if head.effective_on is None:
        raise Conflict(
            "no_effective_day",
            gettext_noop("Chưa lập được dự thảo: văn bản không nêu rõ một ngày có hiệu lực; nêu ngày ấy (--on)."),
        )
    basis = list({one.number: Basis(number=one.number, title=one.title) for one in head.basis}.values())
    return Document(
        number=head.number,
        kind=head.kind or "quyết định",
        issuer=head.issuer or "Không ghi",
        signer=head.signer,
        signed_on=head.signed_on,
        effective_on=head.effective_on,
        operates_from=head.operates_from,
        subject=head.subject or head.number,
        basis=tuple(basis),
        note=_note(answer),
        effects=tuple(effects),
    )


def _refuse_unfinished(answer: Answer) -> None:
    if is_recognised(text=answer.reading.text):
        raise Conflict(
            "text_recognised",
            gettext_noop(
                "Chưa lập được dự thảo: văn bản do máy nhận dạng từ ảnh chụp; đối chiếu với bản gốc rồi bỏ dòng đầu."
            ),
        )
    acting = [part for part in answer.reading.unread if part.may_act]
    lead = next((part for part in acting if part.why in ("proposes", "refuses", "repeals", "amends")), None)
    if lead and not answer.effects:
        raise Conflict(
            "not_a_decision",
            gettext_noop("Chưa lập được dự thảo: {clause} không phải quyết định sắp xếp: “{text}”"),
            clause=lead.label,
            text=lead.text[:120],
        )
    if answer.questions or acting:
        raise Conflict(
            "reading_unfinished",
            gettext_noop(
                "Chưa lập được dự thảo: còn {questions} câu hỏi và {unread} đoạn chưa đọc có thể là nội dung; {first}"
            ),
            questions=len(answer.questions),
            unread=len(acting),
            first=answer.questions[0].render() if answer.questions else f"{acting[0].label}: “{acting[0].text[:120]}”",
        )


def _no_effect(clause: str, kind: str) -> Conflict:
    return Conflict(
        "no_such_effect",
        gettext_noop("{clause}: đọc được ({kind}) nhưng sổ chưa có loại nội dung này để ghi."),
        clause=clause,
        kind=kind,
    )


def _above(answer: Answer, codes: Register | None) -> Listed | None:
    """The province of the title, as it is after, else as it was; where a text arranges one, and under two tiers."""
    head = answer.reading.head
    starts = head.operates_from or head.effective_on
    arranges = bool(answer.stated) or (starts is not None and starts >= TWO_TIERS_FROM)
    if head.province is None or not arranges:
        return None
    for register in (codes, answer.register):
        if register and (code := register.province_called(kind=head.province.kind, name=head.province.name)):
            return register.units[code]
    return None


def _kept(desk: Desk) -> Iterable[Effect]:
    """Units that are not arranged: directly under the province from now on, and called as the list after calls them."""
    answer, parent = desk.answer, desk.parent()
    moved: dict[str, list[UnitRef]] = {}
    others: list[Effect] = []
    for clause, kept in answer.unchanged:
        ref = desk.unit(kept)
        listed = answer.register.units[ref.code or ""]
        if parent and listed.parent != parent.code:
            moved.setdefault(clause.label, []).append(ref)
        after = desk.after(kind=kept.mention.kind, name=kept.mention.name)
        if after and after.name != listed.name:
            others.append(RenameUnit(clause=clause.label, unit=ref, name=after.name))
        others += desk.recoded(clause=clause.label, code=listed.code, after=after)
    if parent:
        for label, refs in moved.items():
            yield MoveUnits(clause=label, units=tuple(refs), parent=parent)
    yield from others


def _ending_districts(answer: Answer) -> list[str]:
    """From 1 July 2025 there is no district level: districts end all of whose communes go elsewhere by this text."""
    starts = answer.reading.head.operates_from or answer.reading.head.effective_on
    if starts is None or starts < TWO_TIERS_FROM:
        return []
    gone = {
        source.through or source.code
        for effect in answer.effects
        for source in effect.sources
        if source.mention.area_share in ("full", "remainder")
    }
    gone |= {kept.code for _, kept in answer.unchanged}
    register = answer.register
    found = []
    for province in answer.provinces:
        for district in register.districts.get(province, ()):
            below = register.below.get(district, ())
            if below and all(code in gone for code in below):
                found.append(district)
    return sorted(found)


def _note(answer: Answer) -> str:
    """How names were understood that the list writes otherwise, and what a person should still look at."""
    units = answer.register.units
    told = [
        f"{effect.clause.label}: “{source.mention.kind} {source.mention.name}” là {units[source.code].label()}"
        for effect in answer.effects
        for source in effect.sources
        if source.status == "variant" and source.code
    ]
    parts = [f"Tên ghi khác danh mục: {'; '.join(dict.fromkeys(told))}."] if told else []
    parts += [one.render() for one in answer.findings if one.severity == "error"]
    return " ".join(parts)[:_NOTE_MOST]


def file_name(*, document: Document) -> str:
    """'1668-NQ-UBTVQH15.json'."""
    return f"{file_stem(document.number)}.json"


def write_draft(*, document: Document, folder: Path) -> Path:
    """The decision file in a folder, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(document=document)
    path.write_text(file_text(document), encoding="utf-8")
    return path
