"""Costs as the ledger grows from a thousand to a million entries: signing, one look-up, one province's tree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench.measure import RUNS, Result, clock, timed
from bench.place import fresh_database
from tinhgon.basis.asof import AsOf

SIZES = (1_000, 10_000, 100_000, 1_000_000)
LIMITS = {"sign a decision of ten renames": 50, "one unit by code": 5, "the tree under a province": 15}
"""Milliseconds, at every size."""
CHILDREN = 100
_ON = AsOf(date(2025, 7, 1))

# Units in provinces of a hundred, written as the owner with the triggers off: only the size matters here.
_FILL = """
SET session_replication_role = replica;
INSERT INTO decision (ordinal, number, kind, issuer, signer, signed_on, effective_on, subject, basis, confidentiality, synthetic,
                      attachments, note, recorded_at, prev_hash, hash)
VALUES (1, 'MS', 'biên bản', 'bench', '', '2025-01-01', '2025-01-01', 'bench', '[]', 'normal', true, '[]', '', now(), '', 'h');
INSERT INTO effect (id, ordinal, place, kind, clause, effective_on, payload) VALUES (1, 1, 1, 'open_books/1', '', '2025-01-01', '{{}}');
INSERT INTO entry (id, ordinal, effect_id, thing, thing_id, effective_on, changes)
SELECT n, 1, 1, 'unit', n, '2025-01-01', jsonb_build_object('exists', true, 'structure', 'territory', 'code', 'C' || n,
       'name', 'Đơn vị ' || n, 'kind', 'xã', 'level', CASE WHEN n % {children} = 1 THEN 1 ELSE 2 END,
       'parent', CASE WHEN n % {children} = 1 THEN NULL ELSE n - (n - 1) % {children} END)
FROM generate_series(1, {size}) n;
INSERT INTO unit_version (valid, recorded, entry_id, unit_id, structure, code, name, kind, level, parent_id, sort_key, search_key)
SELECT '[2025-01-01,)', '[1,)', n, n, 'territory', 'C' || n, 'Đơn vị ' || n, 'xã', CASE WHEN n % {children} = 1 THEN 1 ELSE 2 END,
       CASE WHEN n % {children} = 1 THEN NULL ELSE n - (n - 1) % {children} END, 'don vi ' || n, 'don vi ' || n
FROM generate_series(1, {size}) n;
SELECT setval('thing_id_seq', {size} + 1000);
SET session_replication_role = origin;"""


def growth() -> Iterator[Result]:
    """One row for each size and figure; the ratio is to the smallest ledger of the same run."""
    first: dict[str, tuple[float, ...]] = {}
    for size in SIZES:
        with fresh_database():
            _fill(size)
            for name, samples in _figures(size).items():
                bound, title = LIMITS[name], f"{name}, ledger of {size:,} entries"
                baseline = first.setdefault(name, samples)
                if baseline is samples:
                    yield Result(title, samples, "ms", bound)
                else:
                    yield Result(title, samples, "ms", bound, f"at {SIZES[0]:,}", baseline)


def _fill(size: int) -> None:
    from tinhgon.config import server

    statements = _FILL.format(children=CHILDREN, size=size)
    with server.owner_connection() as owner:
        if size >= 1_000_000:
            owner.execute("ALTER TABLE unit_version DROP CONSTRAINT unit_one_state, DROP CONSTRAINT unit_one_code")
        owner.execute(statements)
        if size >= 1_000_000:
            owner.execute(
                """ALTER TABLE unit_version
                   ADD CONSTRAINT unit_one_state EXCLUDE USING gist
                     (int8range(unit_id, unit_id, '[]') WITH &&, valid WITH &&, recorded WITH &&),
                   ADD CONSTRAINT unit_one_code EXCLUDE USING gist
                     (int8range(hashtextextended(structure || ':' || code, 0), hashtextextended(structure || ':' || code, 0), '[]') WITH &&,
                      valid WITH &&, recorded WITH &&) WHERE (code IS NOT NULL)"""
            )
        owner.execute("VACUUM ANALYZE")


def _figures(size: int) -> dict[str, tuple[float, ...]]:
    from tinhgon.decisions import by_shell, sign
    from tinhgon.decisions.drafting import validated
    from tinhgon.registers.units import queries as unit_queries

    signings: list[float] = []
    for run in range(RUNS + 1):
        effects = [
            {
                "kind": "rename_unit/1",
                "clause": f"Điều {n}",
                "unit": f"C{2 + (run * 10 + n) * 7 % (CHILDREN * 9)}",
                "name": f"Tên {run} {n}",
            }
            for n in range(10)
        ]
        value = {
            "number": f"{run}/QĐ", "issuer": "bench", "signed_on": "2025-05-01", "effective_on": "2025-05-01", "subject": "bench",
            "effects": effects,
        }  # fmt: skip
        document = validated(value, name="bench")
        with clock(signings):
            sign(document, by_shell())
    middle = (size // 2 // CHILDREN) * CHILDREN + 1
    return {
        "sign a decision of ten renames": tuple(s * 1000 for s in signings[1:]),
        "one unit by code": tuple(
            s * 1000 for s in timed(lambda: unit_queries.unit_by_code(_ON, f"C{middle + 1}"), runs=20)
        ),
        "the tree under a province": tuple(
            s * 1000 for s in timed(lambda: unit_queries.units(_ON, under=middle), runs=20)
        ),
    }
