"""Units that merge, with all their posts, people and establishment; hamlets, Phú An, the two bloc committees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tinhgon.demo.synth.books import (
    Books,
    new_unit,
    ref,
)
from tinhgon.demo.synth.cuts import COMMITTEE, PROVINCE
from tinhgon.demo.synth.shape import Frame, Key
from tinhgon.demo.synth.styles import STYLES, Job

HAMLETS_FEWER = 12
SCHOOLS_FEWER = 10
PHU_AN, DONG_THANH = "31372", "31369"


def merge(books: Books, sources: Sequence[Key], into: Frame) -> list[dict[str, Any]]:
    """Clauses by which units become a new one; it keeps the head of the first, the other heads become deputies."""
    effects: list[dict[str, Any]] = [{
        "kind": "merge_units/1", "sources": [{"unit": ref(key)} for key in sources],
        "into": new_unit(into.key, kind=into.kind, name=into.name, bloc=into.bloc, parent=into.parent),
    }]  # fmt: skip
    named = [_named(books.frames[key]) for key in sources]
    books.frames[into.key] = into
    effects += _carried(books, sources, into.key, named, keeps_head=True)
    return effects


def _named(frame: Frame) -> dict[str, str]:
    """A unit by name too: the new one may have the code of an old one on the very day."""
    return {**ref(frame.key), "name": frame.name, "kind": frame.kind}


def absorb(books: Books, sources: Sequence[Key], into: Key) -> list[dict[str, Any]]:
    """Clauses by which units go into one that is there."""
    clause = {"kind": "absorb_units/1", "sources": [{"unit": ref(key)} for key in sources], "into": ref(into)}
    named = [_named(books.frames[key]) for key in sources]
    return [clause, *_carried(books, sources, into, named, keeps_head=False)]


def _carried(
    books: Books, sources: Sequence[Key], into: Key, named: Sequence[dict[str, str]], *, keeps_head: bool
) -> list[dict[str, Any]]:
    effects: list[dict[str, Any]] = []
    target = _named(books.frames[into])
    for place, key in enumerate(sources):
        if books.at.get(key):
            effects.append({"kind": "move_all_posts/1", "source": named[place], "target": target})
        effects += [] if keeps_head and place == 0 else _demoted(books, key)
    moved = [post for key in sources for post in list(books.of(key))]
    for post in moved:
        books.at[post.key].remove(post.number)
        post.key, post.bloc = into, books.frames[into].bloc
        books.at[into].append(post.number)
    for key in sources:
        for (unit, category), count in list(books.given.items()):
            if unit == key and key != into:
                books.given[into, category] += count
                del books.given[unit, category]
        for frame in books.frames.values():
            if frame.parent == key:
                frame.parent = into
        if key != into:
            del books.frames[key]
    return effects


def _demoted(books: Books, key: Key) -> list[dict[str, Any]]:
    """The heads of a unit that ends become deputies of the one they come to."""
    deputy = STYLES[books.frames[key].style].deputy
    effects = []
    for post in books.of(key):
        if post.job.rank == "head":
            stated = {"title": deputy.title, "position": deputy.position, "rank": "deputy"}
            effects.append({"kind": "convert_posts/1", "posts": [post.number], **stated})
            post.job = Job(deputy.title, deputy.position, post.job.group, "deputy")
    return effects


# -- what was done -----------------------------------------------------------------------------------------------------


def reorganise(books: Books, since: date, until: date) -> None:
    """The reorganisations that take effect from one day until before another."""
    for on, act in _ACTS:
        if since <= on < until:
            act(books, on)


def _centres(books: Books, on: date) -> None:
    """Centres of preventive medicine become one; in each district two centres of culture, and two of training."""
    sources: list[Key] = [("public_service", f"93.{code}") for code in ("YTDP", "HIV", "TTGD", "SKSS")]
    first = books.frames[sources[0]]
    name = "Kiểm soát bệnh tật tỉnh Hậu Giang"
    effects = merge(books, sources, replace(first, key=("public_service", "93.CDC"), name=name, given={}))
    books.issue(on, PROVINCE, "Thành lập Trung tâm Kiểm soát bệnh tật tỉnh Hậu Giang", effects, basis=("19-NQ/TW",))
    effects = []
    for district in books.districts():
        for codes, code, name in (
            (("TTVH", "DTT"), "VHTT", "Văn hóa - Thông tin và Thể thao"),
            (("GDTX", "DN"), "GDNN", "Giáo dục nghề nghiệp - Giáo dục thường xuyên"),
        ):
            keys: list[Key] = [("public_service", f"93.{district}.{one}") for one in codes]
            place = books.frames["state_agency", district].name
            frame = replace(
                books.frames[keys[0]], key=("public_service", f"93.{district}.{code}"), kind="trung tâm",
                name=f"{name} {place}", given={},
            )  # fmt: skip
            effects += merge(books, keys, frame)
    books.issue(on, PROVINCE, "Sắp xếp đơn vị sự nghiệp thuộc Ủy ban nhân dân cấp huyện", effects, basis=("19-NQ/TW",))


def _bloc_committees(books: Books, on: date) -> None:
    sources: list[Key] = [("party", "93.DUK1"), ("party", "93.DUK2")]
    name = "Khối các cơ quan và doanh nghiệp tỉnh Hậu Giang"
    frame = replace(books.frames[sources[0]], key=("party", "93.DUK"), name=name, given={})
    effects = merge(books, sources, frame)
    books.issue(on, COMMITTEE, "Hợp nhất hai đảng bộ khối của tỉnh Hậu Giang", effects, basis=("18-NQ/TW",),
                signed=date(on.year, on.month - 1, 20))  # fmt: skip


def _schools(books: Books, on: date) -> None:
    communes = sorted(
        key[1].split(".")[1] for key, frame in books.frames.items() if frame.style == "primary" and key[1].endswith("2")
    )
    effects = []
    for code in books.rng.sample(communes, SCHOOLS_FEWER):
        effects += absorb(books, [("public_service", f"93.{code}.TH2")], ("public_service", f"93.{code}.TH1"))
    books.issue(on, PROVINCE, "Sắp xếp mạng lưới trường tiểu học", effects, basis=("19-NQ/TW",))


def _hamlets(books: Books, on: date) -> None:
    """Twelve fewer: the last of a commune goes into the one before it."""
    counts: dict[str, int] = {}
    for key, frame in books.frames.items():
        if frame.style == "hamlet":
            counts[key[1].split(".")[0]] = counts.get(key[1].split(".")[0], 0) + 1
    large = sorted(code for code, count in counts.items() if count >= 7 and code != PHU_AN)
    effects = []
    for code in books.rng.sample(large, HAMLETS_FEWER):
        last, before = (("state_agency", f"{code}.A{counts[code] - back}") for back in (0, 1))
        effects += absorb(books, [last], before)  # type: ignore[list-item, arg-type]
    books.issue(
        on, "Hội đồng nhân dân tỉnh Hậu Giang (giả định)", "Sáp nhập một số ấp, khu vực trên địa bàn tỉnh Hậu Giang",
        effects, kind="nghị quyết", basis=("11/2019/NQ-HĐND",),
    )  # fmt: skip


def _phu_an(books: Books, on: date) -> None:
    """The organisations of xã Phú An go into those of xã Đông Thạnh, its hamlets with them."""
    effects = []
    for structure in ("party", "front", "state_agency"):
        effects += absorb(books, [(structure, PHU_AN)], (structure, DONG_THANH))
    for key, frame in books.frames.items():
        if key[1].startswith(f"{PHU_AN}.A"):
            number, _, _ = frame.name.partition(" ")
            frame.name = f"{number} (Phú An cũ) xã Đông Thạnh"
            effects.append({"kind": "rename_unit/1", "unit": ref(key), "name": frame.name})
    books.issue(
        on, PROVINCE, "Sắp xếp tổ chức, bộ máy khi nhập xã Phú An và xã Đông Thạnh", effects,
        signed=date(2020, 1, 20), basis=("869/NQ-UBTVQH14",),
    )  # fmt: skip


def _renamed(old: str, new: str, code: str) -> Any:
    def act(books: Books, on: date) -> None:
        effects = []
        for key, frame in books.frames.items():
            own = key[1] == code or f".{code}" in key[1] or key[1].startswith(f"{code}.")
            if own and old in frame.name:
                frame.name = frame.name.replace(old, new)
                effects.append({"kind": "rename_unit/1", "unit": ref(key), "name": frame.name})
        books.issue(on, PROVINCE, f"Đổi tên các cơ quan, tổ chức của {old} thành của {new}", effects)

    return act


_ACTS = (
    (date(2018, 7, 1), _centres),
    (date(2019, 3, 12), _renamed("xã Vĩnh Viễn", "thị trấn Vĩnh Viễn", "31489")),
    (date(2019, 7, 1), _bloc_committees),
    (date(2019, 8, 1), _hamlets),
    (date(2019, 8, 15), _schools),
    (date(2020, 2, 1), _phu_an),
    (date(2020, 2, 1), _renamed("xã Hiệp Lợi", "phường Hiệp Lợi", "31344")),
    (date(2020, 2, 1), _renamed("thị xã Ngã Bảy", "thành phố Ngã Bảy", "931")),
)
