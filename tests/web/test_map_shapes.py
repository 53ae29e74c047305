"""Outlines become paths: north up, in proportion, closed, small."""

import math
import re

import pytest

from tinhgon.web.kit.shapes import FINE, WIDTH, sheet

SQUARE = [[[(105.0, 10.0), (105.1, 10.0), (105.1, 10.1), (105.0, 10.1), (105.0, 10.0)]]]
NORTH = [[[(105.0, 10.1), (105.1, 10.1), (105.1, 10.2), (105.0, 10.2)]]]


def _points(path: str) -> list[tuple[int, int]]:
    """The path's points, the relative steps added up."""
    start, steps = re.fullmatch(r"M(-?\d+ -?\d+)l([-\d ]+)z", path).groups()  # type: ignore[union-attr]
    x, y = map(int, start.split())
    points = [(x, y)]
    numbers = list(map(int, steps.split()))
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def test_north_is_up() -> None:
    paths = sheet({"a": SQUARE, "b": NORTH}).paths
    assert max(y for _, y in _points(paths["b"])) <= min(y for _, y in _points(paths["a"])) + 1


def test_degrees_of_longitude_are_shortened() -> None:
    points = _points(sheet({"a": SQUARE}).paths["a"])
    across = max(x for x, _ in points) - min(x for x, _ in points)
    down = max(y for _, y in points) - min(y for _, y in points)
    assert across / down == pytest.approx(math.cos(math.radians(10.05)), abs=0.01)


def test_a_ring_is_closed_once_and_all_lies_on_the_sheet() -> None:
    drawn = sheet({"a": SQUARE, "b": NORTH})
    for path in drawn.paths.values():
        points = _points(path)
        assert len(points) == 4
        assert all(0 <= x <= int(drawn.width) and 0 <= y <= int(drawn.height) for x, y in points)
    assert int(drawn.width) <= WIDTH * FINE


def test_neighbours_share_their_border_exactly() -> None:
    paths = sheet({"a": SQUARE, "b": NORTH}).paths
    assert len(set(_points(paths["a"])) & set(_points(paths["b"]))) == 2


def test_a_ring_smaller_than_a_pixel_is_left_out() -> None:
    speck = [[[(105.0, 10.0), (105.000001, 10.0), (105.0, 10.000001)]]]
    assert sheet({"a": SQUARE, "speck": speck}).paths["speck"] == ""


def test_holes_and_islands_are_rings_of_one_path() -> None:
    hole = [(105.02, 10.02), (105.05, 10.02), (105.05, 10.05)]
    assert sheet({"a": [[SQUARE[0][0], hole], NORTH[0]]}).paths["a"].count("M") == 3


def test_nothing_makes_an_empty_sheet() -> None:
    assert sheet({}).paths == {}
