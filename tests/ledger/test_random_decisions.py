"""Random lawful and unlawful decisions on a small world: each is refused whole, or the books balance.

TINHGON_PROPERTY_RUNS is the number of ledgers to grow (each by STEPS decisions), TINHGON_PROPERTY_SEED the first seed.
A failure names its seed: TINHGON_PROPERTY_SEED=<seed> TINHGON_PROPERTY_RUNS=1 grows the same ledger again.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import transaction
from tests.ledger.oracle import Oracle, fingerprint
from tests.signing import sign
from tests.world import World, effect, figure, part, rows, unit

from tinhgon.basis.errors import NotBalanced, Refusal
from tinhgon.decisions import draft, preview, verify
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect

RUNS = int(os.environ.get("TINHGON_PROPERTY_RUNS", "10"))
FIRST = int(os.environ.get("TINHGON_PROPERTY_SEED", "2025"))
STEPS = 40
DAYS = [date(2021, 1, 1) + timedelta(days=30 * place) for place in range(12)]


class Officer:
    """Writes decisions from what the ledger shows on a day, some of them wrong on purpose."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.number = 0
        self.on = DAYS[0]

    # -- what is there ------------------------------------------------------------------------------------------------

    def living(self, kinds: tuple[str, ...]) -> list[tuple[int, str, Decimal]]:
        found = rows(
            "SELECT unit_id, code, area_km2 FROM unit_version WHERE valid @> %s AND upper_inf(recorded)"
            " AND kind = ANY(%s) AND code IS NOT NULL ORDER BY unit_id",
            self.on - timedelta(days=1), list(kinds),
        )  # fmt: skip
        return [(unit_id, code, area or Decimal(1)) for unit_id, code, area in found] or [(0, "A1", Decimal(10))]

    def commune(self) -> tuple[str, Decimal]:
        if self.random.random() < 0.04:
            return self.random.choice(["Z9", "A1", "B3"]), Decimal(5)
        return self.random.choice(self.living(("xã", "phường")))[1:]

    def district(self) -> str:
        return self.random.choice(self.living(("huyện", "thị xã")))[1]

    def new(self, area: Any, kind: str = "xã", **fields: Any) -> dict[str, Any]:
        self.number += 1
        taken = self.random.random() < 0.15
        code = self.commune()[0] if taken else f"N{self.number}"
        return unit(code, f"Mới {self.number}", kind, area_km2=figure(area), **fields)

    def piece(self, area: Decimal) -> Decimal:
        """Some of an area, now and then more than there is."""
        tenths = self.random.choice([1, 2, 3, 5]) if self.random.random() < 0.95 else 11
        return (max(area, Decimal(1)) * tenths / 10).quantize(Decimal("0.01"))

    @staticmethod
    def rest(area: Decimal, piece: Decimal) -> Decimal:
        return max(area - piece, Decimal(0))

    # -- clauses ------------------------------------------------------------------------------------------------------

    def rename(self) -> list[Effect]:
        self.number += 1
        return [effect("rename_unit", unit=self.commune()[0], name=f"Tên {self.number}")]

    def merge_whole(self) -> list[Effect]:
        sources = [self.commune() for _ in range(self.random.choice([1, 2, 2, 3]))]
        total = sum((area for _, area in sources), Decimal())
        into = self.new(total, parent=self.district())
        return [effect("merge_units", sources=[{"unit": code} for code, _ in sources], into=into)]

    def merge_with_shares(self) -> list[Effect]:
        """The first of two mergers takes a part of a commune, the second its remainder."""
        (whole, area), (shared, other), (second, third) = self.commune(), self.commune(), self.commune()
        piece = self.piece(other)
        left = self.rest(other, piece)
        rest = "remainder" if self.random.random() < 0.85 else self.random.choice(["part", "full"])
        return [
            effect("merge_units", "Điều 1 khoản 1", sources=[{"unit": whole}, part(shared, piece)],
                   into=self.new(area + piece, parent=self.district())),
            effect("merge_units", "Điều 1 khoản 2", sources=[{"unit": second}, part(shared, left, share=rest)],
                   into=self.new(third + left, parent=self.district())),
        ]  # fmt: skip

    def absorb(self) -> list[Effect]:
        into = self.commune()[0]
        sources: list[dict[str, Any]] = []
        for _ in range(self.random.choice([1, 1, 2])):
            code, area = self.commune()
            sources.append({"unit": code} if self.random.random() < 0.6 else part(code, self.piece(area)))
        return [effect("absorb_units", sources=sources, into=into)]

    def divide(self) -> list[Effect]:
        code, area = self.commune()
        piece = self.piece(area)
        last = "remainder" if self.random.random() < 0.85 else "part"
        first = {"unit": self.new(piece), "area_share": "part", "population_share": "part"}
        rest = {"unit": self.new(self.rest(area, piece)), "area_share": last, "population_share": last}
        return [effect("divide_unit", unit=code, parts=[first, rest])]

    def split(self) -> list[Effect]:
        givers = [self.commune() for _ in range(self.random.choice([1, 2]))]
        pieces = [self.piece(area) for _, area in givers]
        sources = [part(code, piece) for (code, _), piece in zip(givers, pieces, strict=True)]
        return [effect("split_off", sources=sources, unit=self.new(sum(pieces, Decimal()), parent=self.district()))]

    def adjust(self) -> list[Effect]:
        (giver, area), (receiver, _) = self.commune(), self.commune()
        return [effect("adjust_boundary", giver=giver, receiver=receiver, area_km2=str(self.piece(area)))]

    def move(self) -> list[Effect]:
        return [effect("move_units", units=[self.commune()[0]], parent=self.district())]

    def move_district(self) -> list[Effect]:
        parent = self.random.choice([self.district(), "T1", self.commune()[0]])
        return [effect("move_units", units=[self.district()], parent=parent)]

    def merge_districts(self) -> list[Effect]:
        sources = [{"unit": self.district()}, {"unit": self.district()}]
        return [effect("merge_units", sources=sources, into=self.new(1, "huyện", parent="T1"))]

    def split_district(self) -> list[Effect]:
        members = [self.commune()[0] for _ in range(2)]
        sources = [part(self.district())]
        return [effect("split_off", sources=sources, unit=self.new(1, "thị xã", parent="T1"), members=members)]

    def dissolve_district(self) -> list[Effect]:
        code, other = self.district(), self.district()
        left = [
            row[0] for row in rows(
                "SELECT c.code FROM unit_version c JOIN unit_version p ON p.unit_id = c.parent_id AND p.code = %s"
                " AND upper_inf(p.recorded) AND p.valid @> %s WHERE upper_inf(c.recorded) AND c.valid @> %s"
                " AND c.structure = 'territory' AND c.code IS NOT NULL",
                code, self.on, self.on,
            )
        ]  # fmt: skip
        moves = [effect("move_units", units=left, parent=other)] if left and self.random.random() < 0.7 else []
        return [*moves, effect("dissolve_units", units=[code], reason="mô hình hai cấp", ground="inferiors")]

    def swap_codes(self) -> list[Effect]:
        first, second = self.commune()[0], self.commune()[0]
        changes = [{"unit": first, "code": second}, {"unit": second, "code": first}]
        return [effect("change_codes", changes=changes[: self.random.choice([1, 2, 2])])]

    def change_kind(self) -> list[Effect]:
        return [effect("change_kind", unit=self.commune()[0], to_kind=self.random.choice(["xã", "phường"]))]

    def facts(self) -> list[Effect]:
        return [
            effect("state_facts", facts=[{"unit": self.commune()[0], "hamlets": figure(self.random.randint(3, 9))}])
        ]

    def agency(self) -> list[Effect]:
        self.number += 1
        new = unit(f"H{self.number}", f"Ban {self.number}", "ban", structure="state_agency", parent=self.district())
        return [effect("establish_unit", unit=new)]

    def correct_value(self) -> list[Effect]:
        self.number += 1
        code = self.commune()[0]
        return [effect("correct_unit", unit=code, on=self.on - timedelta(days=1), name=f"Đính chính {self.number}")]

    def signed(self) -> tuple[str, int] | None:
        found = rows("SELECT number, ordinal FROM decision WHERE ordinal > 4 ORDER BY ordinal")
        return self.random.choice(found) if found else None

    def correct_date(self) -> list[Effect]:
        if not (chosen := self.signed()):
            return self.rename()
        clause, was_on = self.random.choice(
            rows("SELECT clause, effective_on FROM effect WHERE ordinal = %s ORDER BY id", chosen[1])
        )
        is_on = was_on + timedelta(days=self.random.choice([-45, -10, 10, 45]))
        return [effect("correct_date", decision=chosen[0], corrected_clause=clause, was_on=was_on, is_on=is_on)]

    def annul(self) -> list[Effect]:
        chosen = {found[0] for _ in range(self.random.choice([1, 1, 2])) if (found := self.signed())}
        return [effect("annul_decision", decisions=sorted(chosen))] if chosen else self.rename()

    def annul_latest(self) -> list[Effect]:
        """The last few decisions at once: mostly lawful, because dependants are dealt with too."""
        found = rows(
            "SELECT number FROM decision d WHERE ordinal > 4 AND coalesce((SELECT stands FROM decision_standing s"
            " WHERE s.target_id = d.ordinal ORDER BY s.ordinal DESC LIMIT 1), true) ORDER BY ordinal DESC LIMIT %s",
            self.random.choice([1, 2, 3]),
        )
        numbers = [row[0] for row in found]
        self.random.shuffle(numbers)
        return [effect("annul_decision", decisions=numbers)] if numbers else self.rename()

    def reinstate(self) -> list[Effect]:
        found = rows("SELECT DISTINCT number FROM decision d JOIN decision_standing s ON s.target_id = d.ordinal"
                     " WHERE d.ordinal > 4 ORDER BY 1")  # fmt: skip
        return [effect("reinstate_decision", decisions=[self.random.choice(found)[0]])] if found else self.rename()

    def decision(self) -> Document:
        """One to three clauses on a random day: signed in any order, so most are retroactive to some other."""
        self.on = self.random.choice(DAYS)
        clauses: list[Effect] = []
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            made = self.random.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0](self)
            if self.random.random() < 0.1:
                own = self.on + timedelta(days=self.random.choice([-30, 30]))
                made = [each.model_copy(update={"effective_on": own}) for each in made]
            clauses += made
        self.number += 1
        return World.draft(_NUMBERED, *clauses, on=self.on, number=f"{self.number}/NQ")


_NUMBERED: Any = None  # World.draft needs no world when the number is given
KINDS: tuple[tuple[Callable[[Officer], list[Effect]], int], ...] = (
    (Officer.rename, 3), (Officer.merge_whole, 3), (Officer.merge_with_shares, 3), (Officer.absorb, 3),
    (Officer.divide, 3), (Officer.split, 3), (Officer.adjust, 3), (Officer.move, 3), (Officer.move_district, 1),
    (Officer.merge_districts, 1), (Officer.split_district, 1), (Officer.dissolve_district, 1), (Officer.swap_codes, 2),
    (Officer.change_kind, 1), (Officer.facts, 1), (Officer.agency, 1), (Officer.correct_value, 2),
    (Officer.correct_date, 2), (Officer.annul, 3), (Officer.annul_latest, 2), (Officer.reinstate, 2),
)  # fmt: skip


FIGURES = {"figures_do_not_add_up", "figure_no_longer_follows"}
"""Findings that allow for figures which do not add up: from then on the sum of areas says nothing."""


def grow(seed: int, tally: Counter[str]) -> None:
    officer = Officer(seed)
    conserves = True
    for step in range(STEPS):
        text = draft(officer.decision())
        before = fingerprint()
        looked = None
        if officer.random.random() < 0.2:
            try:
                looked = preview([text])[0]
            except Refusal as refusal:
                looked = refusal
            assert fingerprint() == before, f"seed {seed}, step {step}: the preview left something behind"
        try:
            outcome = sign(text)
        except Refusal as refusal:
            assert fingerprint() == before, f"seed {seed}, step {step}: refused, but something changed: {refusal}"
            assert str(refusal)
            assert looked is None or isinstance(refusal, NotBalanced) or str(looked) == str(refusal)
            if isinstance(refusal, NotBalanced) and looked is not None:
                assert (*looked.findings, *looked.law) == refusal.findings
            assert refusal.code != "changed_meanwhile", f"seed {seed}, step {step}: {text}"
            tally[f"refused: {refusal.code}"] += 1
            continue
        tally["signed"] += 1
        assert looked is None or (looked.findings, looked.changes) == (outcome.findings, outcome.changes)
        assert not [finding for finding in outcome.findings if finding.is_error]
        conserves &= not FIGURES & {finding.code for finding in outcome.findings}
        wrong = Oracle(conserves_area=conserves).complaints()
        assert wrong == [], f"seed {seed}, step {step}: {wrong}\n{text.model_dump_json(indent=1, exclude_none=True)}"
    found = verify()
    assert found.findings == (), f"seed {seed}: {[str(finding.render()) for finding in found.findings]}"


@pytest.mark.slow
def test_random_decisions_balance_or_are_refused_whole(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    tally: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + RUNS):
        with transaction.atomic():
            grow(seed, tally)
            transaction.set_rollback(True)
    with capsys.disabled():
        if "TINHGON_PROPERTY_RUNS" in os.environ:
            print(f"\n{RUNS * STEPS} decisions, seeds {FIRST}-{FIRST + RUNS - 1}: {dict(tally.most_common())}")
    assert tally["signed"] > RUNS * STEPS / 10
    assert tally.total() == RUNS * STEPS
