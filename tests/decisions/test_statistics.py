"""The planner knows of a large decision before its checks ask about it."""

import pytest
from django.db import connection
from tests.signing import sign

from tinhgon.decisions import enacting, preview
from tinhgon.demo.synth import country
from tinhgon.ledger.store import copying


def _rows_expected() -> float:
    """How many units the planner believes in: what it was told for a page, times the pages there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples / greatest(relpages, 1) * pg_relation_size(oid) / 8192 FROM pg_class"
            " WHERE oid = 'unit_version'::regclass"
        )
        expected: float = cursor.fetchone()[0]
    return expected


def test_checks_are_planned_for_what_was_written(fresh_ledger: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview leaves pages without rows; statistics taken then say that nothing is there."""
    opening, _ = country(provinces=1, units=1_200, people=22_000)
    preview([opening.document])
    copying.refresh_statistics()
    assert _rows_expected() == 0
    seen: list[float] = []
    checks = enacting.run_checks

    def watched(context: object) -> object:
        seen.append(_rows_expected())
        return checks(context)

    monkeypatch.setattr(enacting, "run_checks", watched)
    sign(opening.document)
    assert len(seen) == 1
    assert seen[0] > 1_000
