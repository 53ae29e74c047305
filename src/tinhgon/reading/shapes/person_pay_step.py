"""'Nâng bậc lương của ông A, …, lên bậc 4, hệ số 3,33, hưởng từ ngày 01/01/2022.'"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from lark import Token, Tree

from tinhgon.basis.asof import parse_day
from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import Place, Shape, tokens_of
from tinhgon.reading.shapes.people import (
    begins,
    commas,
    days_of,
    does,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    told,
)
from tinhgon.registers.staff.effects.raise_pay_step import RaisePayStep

_VERBS = ("nâng bậc lương của", "nâng bậc lương đối với", "nâng bậc lương thường xuyên đối với", "nâng bậc lương cho")


def _build(tree: Tree[Token], place: Place) -> Said:
    person = person_of(tree, place)
    step, whole, part = (str(token) for token in tokens_of(tree, "NUM"))
    facts = {**told([person]), "step": int(step), "coefficient": f"{whole}.{part}", **days_of(tree, place)}
    return Said("person_pay_step", "raise_pay_step/1", facts=facts, wanted=(person,))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    """The day from which the step counts is told; the clause takes effect with its decision."""
    del desk
    facts = effect.clause.said.facts
    values = {"step": facts["step"], "coefficient": Decimal(facts["coefficient"]), "from": parse_day(facts["since"])}
    yield RaisePayStep.model_validate({"clause": effect.clause.label, "person": person_ref(effect), **values})


PERSON_PAY_STEP = Shape(
    name="person_pay_step",
    opens=begins("nâng bậc lương"),
    lexicon=people_lexicon(
        DO=does(*_VERBS),
        STEP=commas("lên bậc"),
        RATE=commas("hệ số lương", "hệ số"),
        FROM=commas("hưởng từ", "được hưởng từ", "thời gian hưởng từ", "kể từ"),
    ),
    grammar=f"""start: DO person before? STEP NUM RATE NUM COMMA NUM since (DOT | SEMI)?
{re.sub("since: .*", "since: FROM DATE", people_rules())}""",
    build=_build,
    draft=_draft,
)
