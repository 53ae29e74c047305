"""'Điều chuyển 05 biên chế công chức từ Sở A sang Sở B.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape, trees_of
from tinhgon.reading.shapes.people import begins, does, when
from tinhgon.reading.shapes.quotas import AMOUNT, amount_of, line_of, quota_lexicon, unit_ref, unit_wanted
from tinhgon.registers.establishment.effects.transfer_quota import TransferQuota
from tinhgon.registers.units.payloads import Destination

_VERBS = phrases_of("điều chuyển; chuyển; điều chỉnh; chuyển giao")


def _build(tree: Tree[Token], place: Place) -> Said:
    facts, category = amount_of(tree, place)
    source = unit_wanted(trees_of(trees_of(tree, "giver")[0], "unit")[0], place, "unit")
    target = unit_wanted(trees_of(tree, "unit")[0], place, "target")
    facts |= {"from": source.words, "to": target.words}
    return Said("quota_transfer", "transfer_quota/1", facts=facts, wanted=(source, target, category))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    target = Destination(**dict(unit_ref(effect, "target")))
    amount = effect.clause.said.facts["count"]
    yield TransferQuota(
        source=unit_ref(effect), target=target, line=line_of(effect), amount=amount, **when(effect, desk)
    )


QUOTA_TRANSFER = Shape(
    name="quota_transfer",
    opens=begins(*_VERBS),
    lexicon=quota_lexicon(
        DO=does(*_VERBS),
        FROM=("từ", "của", "từ biên chế của"),
        MANAGED=("quản lý", "quản lý, sử dụng"),
        TO=phrases_of("sang; về; cho; đến; sang cho; về cho; sang biên chế của; , sang; , về; , cho"),
    ),
    grammar=f"start: DO amount year? giver TO unit MANAGED? year? _close\ngiver: FROM unit\n{AMOUNT}",
    build=_build,
    draft=_draft,
)
