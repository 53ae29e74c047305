"""The lineage drawing: what is wide, where it lies, and that nothing falls off the sheet."""

import re
from decimal import Decimal
from itertools import pairwise

from tinhgon.web.units.ribbons import NARROW, WIDE, Drawing, End, Flow, draw, wrapped


def _ends(*names: str, start: int = 1, **fields: bool) -> list[End]:
    return [End(key=place, name=name, href=f"/{place}/", **fields) for place, name in enumerate(names, start=start)]


def _flow(source: int, target: int, weight: str | None = None, **fields: object) -> Flow:
    return Flow(source=source, target=target, weight=None if weight is None else Decimal(weight), **fields)  # type: ignore[arg-type]


def _edges(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Top and bottom of each ribbon at the left and at the right."""
    found = []
    for ribbon in drawing.ribbons:
        number = r"([\d.]+)"
        shape = (
            rf"M{number} {number}C{number} {number} {number} {number} {number} {number}V{number}C.* {number} {number}Z"
        )
        values = [float(value) for value in re.fullmatch(shape, ribbon.path).groups()]  # type: ignore[union-attr]
        found.append((values[1], values[-1], values[7], values[8]))
    return found


def test_a_ribbon_is_as_wide_as_its_share_at_both_ends() -> None:
    drawing = draw(_ends("A", "B"), _ends("C", start=9, focus=True), [_flow(1, 9, "10"), _flow(2, 9, "30")], WIDE)
    sizes = [(left_end - left, right_end - right) for left, left_end, right, right_end in _edges(drawing)]
    for left, right in sizes:
        assert abs(left - right) < 0.2
    assert abs(sizes[1][0] / sizes[0][0] - 3) < 0.05


def test_without_weights_all_are_alike() -> None:
    drawing = draw(_ends("A", "B"), _ends("C", start=9), [_flow(1, 9, "10"), _flow(2, 9)], WIDE)
    (a, a_end, *_), (b, b_end, *_) = _edges(drawing)
    assert abs((a_end - a) - (b_end - b)) < 0.2


def test_a_sliver_can_still_be_seen_and_clicked() -> None:
    drawing = draw(_ends("A", "B"), _ends("C", start=9), [_flow(1, 9, "0.01"), _flow(2, 9, "5000")], NARROW)
    assert min(end - start for start, end, *_ in _edges(drawing)) >= NARROW.thinnest - 0.2


def test_ribbons_of_one_bar_lie_side_by_side() -> None:
    flows = [_flow(1, 8, "3"), _flow(1, 9, "4"), _flow(2, 9, "5")]
    drawing = draw(_ends("A", "B"), _ends("C", "D", start=8), flows, WIDE)
    edges = _edges(drawing)
    assert abs(edges[0][1] - edges[1][0]) < 0.2  # both leave A, one under the other
    assert abs(edges[1][3] - edges[2][2]) < 0.2  # both enter D


def test_all_is_on_the_sheet_with_long_names() -> None:
    long = "Đảng ủy Khối các cơ quan và doanh nghiệp thành phố trực thuộc trung ương"
    sources = [
        End(key=place, name=f"{long} {place}", notes=("huyện Châu Thành A · 1.234,56 km²",)) for place in range(9)
    ]
    targets = [End(key=90, name=long, focus=True), End(key=91, name=long, grey=True)]
    flows = [_flow(place, 90, "5") for place in range(9)] + [_flow(8, 91, "5", grey=True)]
    for fmt in (WIDE, NARROW):
        drawing = draw(sources, targets, flows, fmt)
        words = [line for box in drawing.boxes for line in box.lines]
        assert all(10 <= float(line.y) <= float(drawing.height) for line in words)
        for box in drawing.boxes:
            ys = [float(line.y) for line in box.lines]
            assert all(later - earlier >= 16 for earlier, later in pairwise(ys)), "lines of one name touch"
        for side in (0, 1):
            columns = [box for box in drawing.boxes if (box.x == drawing.boxes[0].x) == (side == 0)]
            bars = sorted((float(box.y), float(box.y) + float(box.height)) for box in columns)
            assert all(end <= start for (_, end), (start, _) in pairwise(bars)), "bars overlap"


def test_colours_tell_sources_apart_and_the_others_are_grey() -> None:
    flows = [_flow(1, 8), _flow(2, 8), _flow(2, 9, grey=True)]
    targets = [End(key=8, name="C", focus=True), End(key=9, name="D", grey=True)]
    drawing = draw(_ends("A", "B"), targets, flows, WIDE)
    assert [ribbon.css for ribbon in drawing.ribbons] == ["rb c1", "rb c2", "rb dim cd"]
    assert [box.css for box in drawing.boxes] == ["c1", "c2", "ck", "cd"]


def test_going_forward_the_targets_have_the_colours() -> None:
    sources = [End(key=1, name="A", focus=True), End(key=2, name="B", grey=True)]
    drawing = draw(sources, _ends("C", "D", start=8), [_flow(1, 8), _flow(1, 9), _flow(2, 9, grey=True)], WIDE)
    assert [ribbon.css for ribbon in drawing.ribbons] == ["rb c1", "rb c2", "rb dim cd"]


def test_labels_lie_on_the_bands_only_where_there_is_room() -> None:
    flow = [_flow(1, 9, "5", label="khoản 2 · toàn bộ")]
    assert draw(_ends("A"), _ends("C", start=9), flow, WIDE).ribbons[0].label is not None
    assert draw(_ends("A"), _ends("C", start=9), flow, NARROW).ribbons[0].label is None


def test_coordinates_are_text_with_a_point() -> None:
    drawing = draw(_ends("A", "B", "C"), _ends("D", start=9), [_flow(n, 9, "3.3") for n in (1, 2, 3)], WIDE)
    for box in drawing.boxes:
        assert all(isinstance(value, str) and "," not in value for value in (box.x, box.y, box.width, box.height))


def test_wrapped_keeps_a_figure_and_its_unit_together() -> None:
    assert wrapped("quận Ninh Kiều · cũ · 6,57\u00a0km²", 24) == ("quận Ninh Kiều · cũ ·", "6,57\u00a0km²")
    assert wrapped("", 10) == ("",)
