"""'Điều chỉnh giảm 03 biên chế viên chức của Trường A (từ 45 xuống 42)', 'Cắt giảm …; lý do: …', 'Thu hồi …'."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, tokens_of, trees_of
from tinhgon.reading.shapes.people import begins, does, when
from tinhgon.reading.shapes.quotas import AMOUNT, amount_of, line_of, quota_lexicon, unit_ref, unit_wanted
from tinhgon.reading.shapes.wording import words_of
from tinhgon.registers.establishment.effects.cut_quota import Cut, CutQuota
from tinhgon.registers.establishment.effects.transfer_quota import TransferQuota
from tinhgon.registers.establishment.labels import REASONS
from tinhgon.registers.units.payloads import Destination

_CUTS = phrases_of("điều chỉnh giảm; cắt giảm; tinh giản; giảm; thu hồi")
BACK = gettext_noop("trả về đơn vị cấp trên trực tiếp trong sổ")
_FROM_TO = re.compile(r"\(từ (\d+) (?:xuống|còn) (\d+)\)")
_REASON_OF = {told: reason for reason, told in REASONS.items()}


def _build(tree: Tree[Token], place: Place) -> Said:
    facts, category = amount_of(tree, place)
    count = facts["count"]
    stated = _FROM_TO.fullmatch(str(tokens_of(tree, "PAREN")[0])) if tokens_of(tree, "PAREN") else None
    if tokens_of(tree, "PAREN") and (stated is None or int(stated[1]) - int(stated[2]) != count):
        raise NotThisShape
    unit = unit_wanted(trees_of(tree, "unit")[0], place)
    wanted = [unit, category]
    why = trees_of(tree, "why")
    reason = _REASON_OF.get(words_of(why[0], place).rstrip(".")) if why else None
    if why and reason is None:
        raise NotThisShape
    if reason:
        facts["reason"] = reason
    else:
        done = tokens_of(tree, "DO")[0]
        back = (("back", BACK),) if "thu hồi" in str(done).lower() else ()
        options = (*back, *((one, told) for one, told in REASONS.items()))
        wanted.append(Wanted("reason", "choice", f"{str(done).lower()} {count}", place.span(done), options=options))
    facts |= {"change": -count, "agency": unit.words}
    return Said("quota_cut", "cut_quota/1", facts=facts, wanted=tuple(wanted))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    facts = effect.clause.said.facts
    reason = facts.get("reason") or effect.found["reason"].code
    unit, line, amount, told = unit_ref(effect), line_of(effect), facts["count"], when(effect, desk)
    if reason == "back":
        above = Destination(**dict(desk.office_above(effect.found["unit"], effect.clause.label)))
        yield TransferQuota(source=unit, target=above, line=line, amount=amount, **told)
    else:
        yield CutQuota(cuts=(Cut(unit=unit, line=line, amount=amount, reason=reason),), **told)


QUOTA_CUT = Shape(
    name="quota_cut",
    opens=begins(*_CUTS),
    lexicon=quota_lexicon(
        REASON=tuple(REASONS.values()),
        DO=does(*_CUTS),
        OF=("của", "tại", "đối với"),
        WHY=("; lý do:", ", lý do:", "; lý do", ", lý do"),
    ),
    grammar=f"""start: DO amount year? OF unit year? PAREN? (WHY why)? _close
why: REASON
{AMOUNT.replace("COMMA | PAREN", "COMMA")}""",
    build=_build,
    draft=_draft,
)
