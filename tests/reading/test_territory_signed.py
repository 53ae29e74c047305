"""What is read of texts on territory is signed: units, superiors and figures are what the text says."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from tests.reading.test_territory import BORDER, CITY, CLAUSES, PROVINCE, article
from tests.signing import sign
from tests.world import document, effect, unit

from tinhgon import decisions
from tinhgon.basis.asof import AsOf
from tinhgon.ledger.decision_file import file_text
from tinhgon.reading import Register, draft_document, understand
from tinhgon.reading.ledger_units import register_on_eve
from tinhgon.registers.units import queries as unit_queries

DAY = date(2021, 1, 1)
PLACES = {"CITY": CITY, "PROVINCE": PROVINCE, "BORDER": BORDER}


def opened(register: Register) -> None:
    """A ledger with the units of a list."""
    units = [
        unit(one.code, one.name, one.kind, **({"parent": one.parent} if one.parent else {}))
        for one in register.units.values()
    ]
    sign(document(effect("open_books", units=units), number="01/QĐ-MẪU", on="2020-01-01"))


@pytest.mark.parametrize("number", range(len(CLAUSES)), ids=[case[1][:40] for case in CLAUSES])
def test_every_wording_is_signed(number: int, fresh_ledger) -> None:
    place, text, _ = CLAUSES[number]
    opened(PLACES[place])
    answer = understand(text=article(text), register=register_on_eve(on=DAY))
    file = file_text(draft_document(answer=answer))
    outcome = sign(decisions.parse(file.encode(), name="dự thảo.json"))
    assert [finding.render() for finding in outcome.findings if finding.is_error] == []
    assert json.loads(file)["effective_on"] == "2021-01-01"


def test_figures_and_superiors_after_it(fresh_ledger) -> None:
    opened(PROVINCE)
    answer = understand(text=article(CLAUSES[2][1]), register=register_on_eve(on=DAY))
    sign(decisions.parse(file_text(draft_document(answer=answer)).encode(), name="dự thảo.json"))
    after = {one.name: one for one in unit_queries.units(AsOf(DAY), structure="territory") if one.kind == "phường"}
    assert {"Tân An", "Dĩnh Trì", "Trần Phú"} <= set(after)
    assert {after[name].parent_code for name in ("Tân An", "Dĩnh Trì", "Trần Phú")} == {"213"}
    city = unit_queries.unit_by_code(AsOf(DAY), "213")
    assert city is not None
    assert (city.area_km2, city.population) == (Decimal("258.29"), 371151)
    assert unit_queries.unit_by_code(AsOf(DAY), "221") is None
