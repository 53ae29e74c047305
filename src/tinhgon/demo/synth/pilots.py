"""Pilots: one head for two posts of the Party, the Front and the government, in some districts, communes, hamlets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tinhgon.demo.synth.books import (
    Books,
    Post,
    leave,
)
from tinhgon.demo.synth.cuts import COMMITTEE
from tinhgon.demo.synth.shape import Key

_DISTRICT: tuple[tuple[int, str, Key, Key], ...] = (
    (2018, "Trưởng ban Tổ chức cấp ủy đồng thời là Trưởng phòng Nội vụ", ("party", "BTC"), ("state_agency", "PNV")),
    (2018, "Trưởng ban Tuyên giáo đồng thời là Giám đốc Trung tâm Bồi dưỡng chính trị", ("party", "BTG"),
     ("public_service", "BDCT")),
    (2019, "Chủ nhiệm Ủy ban Kiểm tra đồng thời là Chánh Thanh tra", ("party", "UBKT"), ("state_agency", "TT")),
    (2019, "Trưởng ban Dân vận đồng thời là Chủ tịch Ủy ban Mặt trận Tổ quốc", ("party", "BDV"), ("front", "")),
    (2020, "Chánh Văn phòng cấp ủy đồng thời là Chánh Văn phòng HĐND và UBND", ("party", "VP"), ("state_agency", "VP")),
)  # fmt: skip
_DISTRICTS, _COMMUNES, _HAMLETS = 3, 4, 20


def pilots(books: Books, on: date) -> None:
    """The pilots that begin on a day."""
    year = on.year
    districts = books.districts()
    for begins, told, main, other in _DISTRICT:
        if begins == year:
            effects: list[dict[str, Any]] = []
            for district in books.rng.sample(districts, _DISTRICTS):
                pair = (_key(main, district), _key(other, district))
                effects += _one_head(books, *pair)
            books.issue(on, COMMITTEE, f"Thí điểm {told}", effects, basis=("18-NQ/TW",))
    if 2018 <= year <= 2020:
        communes = sorted(key[1] for key, frame in books.frames.items() if frame.style == "commune_party")
        effects = []
        for code in books.rng.sample(communes, _COMMUNES):
            effects += _one_head(books, ("party", code), ("state_agency", code))
        books.issue(on, COMMITTEE, f"Thí điểm Bí thư Đảng ủy đồng thời là Chủ tịch UBND cấp xã năm {year}", effects)
        books.issue(
            on, COMMITTEE, f"Thí điểm Bí thư chi bộ đồng thời là Trưởng ấp, khu vực năm {year}",
            list(_hamlet_heads(books)),
        )  # fmt: skip


def _key(model: Key, district: str) -> Key:
    return (model[0], f"93.{district}.{model[1]}" if model[1] else district)


def _one_head(books: Books, main: Key, other: Key) -> list[dict[str, Any]]:
    """The head of the first takes on the second; who headed the second goes to a vacant post of the same kind."""
    head, second = books.head(main), books.head(other)
    if head is None or second is None or not head.holder or second.beside or head.beside:
        return []
    effects: list[dict[str, Any]] = []
    if second.holder:
        free = [post for post in books.vacant() if post.category == second.category and post is not second]
        if not free:
            return []
        near = [post for post in free if post.key == second.key] or free
        effects.append({"kind": "transfer/1", "person": second.holder, "at_post": near[0].number})
        books.settle(near[0], books.vacate(second))
    second.beside = head.number
    return [*effects, _beside(head, second)]


def _beside(head: Post, second: Post) -> dict[str, Any]:
    stated = {"person": head.holder, "at_post": second.number, "assignment": "concurrent"}
    return {"kind": "appoint/1", **stated}


def _hamlet_heads(books: Books) -> Iterator[dict[str, Any]]:
    """The secretary of the cell retires from it; the head of the hamlet takes it on."""
    pairs = []
    for key, frame in books.frames.items():
        head = books.head(key) if frame.style == "hamlet" else None
        cell = next((post for post in books.of(key) if post.job.position == "cell_secretary"), None)
        if head and cell and head.holder and cell.holder and not cell.beside:
            pairs.append((head, cell))
    chosen = books.rng.sample(pairs, min(len(pairs), _HAMLETS))
    if chosen:
        yield leave((cell, "resigned") for _, cell in chosen)
    for head, cell in chosen:
        books.let_go(cell)
        cell.beside = head.number
        yield _beside(head, cell)
