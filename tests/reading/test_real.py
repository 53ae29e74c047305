"""The real resolutions, where they are at hand: measures hold, drafts equal the successions', slips are seen."""

from __future__ import annotations

import random
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from bench.reading import measure_all, raw_text, total, truth
from tests.reading.mutations import EDITS

from tinhgon.importing import reorganisation
from tinhgon.ledger.decision_file import plain
from tinhgon.ledger.document import Document
from tinhgon.reading import draft_document, read_borders, read_units, resolution_text, understand

pytestmark = pytest.mark.nation


@pytest.mark.parametrize(("raw", "least"), [(False, 0.985), (True, 0.97)], ids=["repaired", "as converted"])
def test_none_wrong_and_nearly_all_found(raw: bool, least: float, real: Path) -> None:
    rows, _ = measure_all(folder=real, raw=raw)
    every = total(rows)
    assert len(rows) == 24
    assert (every.wrong, every.into_wrong, every.missed, every.unread) == (0, 0, 0, 0)
    assert every.coverage >= least
    assert every.counts_equal == 24


def test_none_wrong_without_codes_and_borders(real: Path) -> None:
    rows, _ = measure_all(folder=real, raw=True, with_codes=False, with_borders=False)
    every = total(rows)
    assert (every.wrong, every.into_wrong) == (0, 0)
    assert every.coverage >= 0.97


@lru_cache(maxsize=1)
def tables(folder: Path) -> dict[str, Any]:
    return {
        "register": read_units(path=folder / "units_before_20250701.csv"),
        "borders": read_borders(path=folder / "communes_before_adjacency.csv"),
        "codes": read_units(path=folder / "units_after_20250701.csv"),
    }


def drafted(text: str, real: Path) -> Document:
    answer = understand(text=text, **tables(real))
    assert [question.render() for question in answer.questions] == []
    return draft_document(answer=answer, codes=tables(real)["codes"])


def compared(document: Document) -> Counter[str]:
    """Effects as text, without order inside them and without figures that only tables state."""
    found: Counter[str] = Counter()
    for effect in plain(document)["effects"]:
        for figure in ("area_km2", "population"):
            effect.get("into", {}).pop(figure, None)
        effect.pop("other_ground", None)
        for key in ("sources", "units"):
            effect[key] = sorted(effect.get(key, ()), key=str)
        found[str(sorted(effect.items(), key=str))] += 1
    return found


def test_drafts_equal_those_of_the_successions_and_are_read_again_the_same(real: Path) -> None:
    """Signing those of the successions ends in the units of 1 July 2025 (tests/importing/test_nation.py)."""
    drafts = reorganisation(
        before=real / "units_before_20250701.csv", after=real / "units_after_20250701.csv",
        provinces=real / "province_successions_20250701.csv", successions=[real / "successions_20250701.csv"],
    )  # fmt: skip
    expected = {document.number: document for document in drafts.documents}
    texts = sorted((real / "resolutions").glob("*_NQ-*.txt"))
    for path in texts:
        document = drafted(path.read_text("utf-8"), real)
        assert compared(document) == compared(expected[document.number]), document.number
        again = drafted(resolution_text(document=document, register=tables(real)["register"]), real)
        assert {**plain(again), "note": ""} == {**plain(document), "note": ""}, document.number
    assert len(texts) == 24


def told(answer: dict[str, Any]) -> Counter[str]:
    return Counter(one["text"] for part in ("questions", "findings", "unread") for one in answer[part])


def wrong_of(answer: dict[str, Any], number: str, real: Path) -> list[tuple[str, str]]:
    """Sources that are said to be certain and are not those of the clause."""
    found = []
    known = truth(real)
    for effect in answer["effects"]:
        rows = {
            row["old_code"]: (row["area_share"], row["population_share"])
            for row in known.get((number, effect["clause"]), ())
        }
        found += [
            (effect["clause"], source["name"])
            for source in effect["sources"]
            if source["status"] != "question" and rows.get(source["code"]) != (source["area"], source["population"])
        ]
    return found


@pytest.mark.parametrize("name", sorted(EDITS))
def test_a_slip_never_gives_a_silent_wrong_answer(name: str, real: Path) -> None:
    chance = random.Random(f"slip {name}")
    for number in ("1668", "1669", "1681"):
        path = real / "resolutions" / f"{number}_NQ-UBTVQH15.txt"
        text = chance.choice((path.read_text("utf-8"), raw_text(folder=real, path=path)))
        before = told(understand(text=text, **tables(real)).to_json())
        for _ in range(2):
            edited = EDITS[name](text, chance)
            answer = understand(text=edited, **tables(real)).to_json()
            if wrong_of(answer, f"{number}/NQ-UBTVQH15", real):
                assert told(answer) - before, (name, number)
