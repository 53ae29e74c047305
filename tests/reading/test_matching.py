"""What is certain of an assignment: held against looking at every one."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tinhgon.reading.matching import certain

CODES = "abcde"


@given(
    st.dictionaries(
        st.integers(0, 4), st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True), min_size=1, max_size=5
    )
)
def test_certain_is_what_every_assignment_has(options: dict[int, list[str]]) -> None:
    keys = sorted(options)
    every = [chosen for chosen in product(*(options[key] for key in keys)) if len(set(chosen)) == len(chosen)]
    found = certain(options=options)
    if every:
        assert found == {
            key: every[0][place] for place, key in enumerate(keys) if len({chosen[place] for chosen in every}) == 1
        }


def test_a_group_without_an_assignment_leaves_the_others_alone() -> None:
    assert certain(options={0: ["a"], 1: ["a"], 2: ["b"], 3: ["b", "c"]}) == {2: "b", 3: "c"}


def test_too_many_ways_are_no_certainty() -> None:
    assert certain(options={place: [str(code) for code in range(14)] for place in range(13)}) == {}
