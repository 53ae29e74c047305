"""The real resolutions, read against the ledger and signed, end in the units of 1 July 2025."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from tests.signing import sign

from tinhgon import decisions
from tinhgon.basis.asof import AsOf
from tinhgon.importing import opening_balance, reorganisation
from tinhgon.ledger.decision_file import file_text
from tinhgon.reading import draft_document, load_text, read_borders, read_units, understand
from tinhgon.reading.ledger_units import register_on_eve
from tinhgon.registers.units import queries as unit_queries

DAY = date(2025, 7, 1)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.nation
def test_the_drafts_sign_and_end_in_the_listed_units(fresh_ledger, real: Path) -> None:
    before, after = real / "units_before_20250701.csv", real / "units_after_20250701.csv"
    sign(opening_balance(before, on=date(2025, 3, 1)))
    provincial = reorganisation(
        before=before, after=after, provinces=real / "province_successions_20250701.csv",
        successions=[real / "successions_20250701.csv"],
    ).documents[0]  # fmt: skip
    sign(provincial)
    register = register_on_eve(on=DAY)
    borders, codes = read_borders(path=real / "communes_before_adjacency.csv"), read_units(path=after)
    for path in sorted((real / "resolutions").glob("*_NQ-*.txt")):
        answer = understand(text=load_text(path=path), register=register, borders=borders, codes=codes)
        file = file_text(draft_document(answer=answer, codes=codes))
        outcome = sign(decisions.parse(file.encode(), name=path.name))
        assert not [finding for finding in outcome.findings if finding.is_error]
    provinces = {row["province_new_code"] for row in table(real / "resolutions/index.csv")}
    found = {
        (unit.code, unit.name, unit.kind, unit.parent_code)
        for unit in unit_queries.units(AsOf(DAY))
        if unit.parent_code in provinces
    }
    assert found == {
        (row["code"], row["name"], row["kind"], row["parent_code"])
        for row in table(after)
        if row["parent_code"] in provinces
    }
