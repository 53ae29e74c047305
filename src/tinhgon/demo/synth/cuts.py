"""The cuts of 2015-2020: so many each half-year, each with a reason, the posts abolished and the people gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhgon.demo.synth.books import (
    Books,
    Post,
    amount,
    leave,
)
from tinhgon.demo.synth.shape import Key
from tinhgon.registers.establishment.payloads import ESTABLISHMENT, Category

PROVINCE = "Ủy ban nhân dân tỉnh Hậu Giang (giả định)"
COMMITTEE = "Tỉnh ủy Hậu Giang (giả định)"
RESOLUTION, DECREE = "39-NQ/TW", "108/2014/NĐ-CP"


@dataclass(frozen=True)
class Plan:
    """What is cut where: by half-years, with the reasons' shares (in hundredths)."""

    name: str
    issuer: str
    categories: frozenset[Category]
    blocs: frozenset[str]
    by_period: dict[date, int]
    shares: tuple[tuple[str, int], ...]
    keeps: int
    """What every unit keeps at least."""
    most: float
    """The share of what it was given that a unit may lose."""


_ESTABLISHMENT_SHARES = (
    ("retired_on_time", 44), ("retired_early", 24), ("resigned", 9), ("left_at_once", 8), ("transferred", 5),
    ("died", 2), ("dismissed", 1), ("not_replaced", 7),
)  # fmt: skip
_PART_TIME_SHARES = (("left_at_once", 70), ("resigned", 24), ("not_replaced", 4), ("died", 2))
PLANS = (
    Plan(
        "khối Đảng, Mặt trận và các tổ chức chính trị - xã hội", COMMITTEE, ESTABLISHMENT,
        frozenset({"party", "front"}),
        {
            date(2015, 7, 1): 1, date(2015, 12, 1): 3, date(2016, 6, 1): 5, date(2016, 12, 1): 5, date(2017, 6, 1): 5,
            date(2017, 12, 1): 6, date(2018, 6, 1): 6, date(2018, 12, 1): 7, date(2019, 6, 1): 7, date(2019, 12, 1): 7,
            date(2020, 6, 1): 5, date(2020, 9, 1): 4,
        },
        _ESTABLISHMENT_SHARES, 2, 0.2,
    ),
    Plan(
        "khối chính quyền, đơn vị sự nghiệp", PROVINCE, ESTABLISHMENT, frozenset({"state", "public_service"}),
        {
            date(2015, 7, 1): 30, date(2015, 12, 1): 60, date(2016, 6, 1): 110, date(2016, 12, 1): 120,
            date(2017, 6, 1): 125, date(2017, 12, 1): 135, date(2018, 6, 1): 145, date(2018, 12, 1): 155,
            date(2019, 6, 1): 155, date(2019, 12, 1): 155, date(2020, 6, 1): 110, date(2020, 9, 1): 89,
        },
        _ESTABLISHMENT_SHARES, 3, 0.14,
    ),
    Plan(
        "người hoạt động không chuyên trách ở xã, phường, thị trấn", PROVINCE, frozenset({"part_time_commune"}),
        frozenset({"party", "front", "state"}),
        {date(2018, 12, 1): 60, date(2019, 12, 1): 140, date(2020, 6, 1): 63}, _PART_TIME_SHARES, 0, 0.4,
    ),
    Plan(
        "người hoạt động không chuyên trách ở ấp, khu vực", PROVINCE, frozenset({"part_time_hamlet"}),
        frozenset({"state"}),
        {
            date(2016, 12, 1): 100, date(2017, 12, 1): 150, date(2018, 12, 1): 400, date(2019, 12, 1): 1046,
            date(2020, 6, 1): 600,
        },
        _PART_TIME_SHARES, 3, 0.8,
    ),
)  # fmt: skip
"""61; 1,389; 263; 2,296."""


class Cutting:
    """Chooses what is cut, so that no unit loses too much and no head is cut away."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._given = Counter(books.given)
        self._done: dict[str, int] = Counter()
        self._gone: Counter[Key] = Counter()

    def cut(self, plan: Plan, on: date) -> None:
        """The decision of a half-year: who leaves, which posts end, what is cut of the establishment."""
        wanted = self._amount(plan, on)
        if not wanted:
            return
        room = self._room(plan)
        chosen = self._chosen(plan, on, wanted, room)
        if not chosen:
            return
        leavers = [(post, reason) for post, reason in chosen if post.holder]
        free = [post for post, _ in chosen if not post.holder]
        cuts = Counter((post.key, post.category, post.bloc, reason) for post, reason in chosen)
        effects: list[dict[str, Any]] = []
        if leavers:
            effects.append({**leave(leavers), "abolish_posts": True})
        if free:
            effects.append({"kind": "abolish_posts/1", "posts": [post.number for post in free]})
        effects.append({"kind": "cut_quota/1", "cuts": [
            {**amount(key, category, bloc, count), "reason": reason}
            for (key, category, bloc, reason), count in cuts.items()
        ]})  # fmt: skip
        for post, _ in chosen:
            self._gone[post.key] += 1
            self._books.given[post.key, post.category] -= 1
            if post.holder:
                self._books.let_go(post)
            self._books.close(post)
        self._books.issue(
            on, plan.issuer, f"Tinh giản biên chế, số lượng {plan.name} đợt {on:%m/%Y}", effects,
            basis=(RESOLUTION, DECREE),
        )  # fmt: skip

    def _amount(self, plan: Plan, on: date) -> int:
        """What is cut by then less what was cut before: so a small province comes to its total too."""
        upto = sum(count for day, count in plan.by_period.items() if day <= on)
        wanted = round(upto * self._books.scale) - self._done[plan.name]
        self._done[plan.name] += wanted
        return wanted

    def _room(self, plan: Plan) -> Counter[Key]:
        """How many more each unit may lose."""
        books, room = self._books, Counter[Key]()
        for key, frame in books.frames.items():
            if frame.bloc in plan.blocs:
                was = sum(self._given[key, category] for category in plan.categories)
                now = sum(books.given[key, category] for category in plan.categories)
                keeps = round(plan.keeps * books.scale)
                room[key] = min(now - keeps, round(was * plan.most + 0.5) - self._gone[key])
        return room

    def _chosen(self, plan: Plan, on: date, wanted: int, room: Counter[Key]) -> list[tuple[Post, str]]:
        books = self._books
        mine = [
            post for post in books.posts.values()
            if post.category in plan.categories and post.bloc in plan.blocs and not post.beside
            and post.job.rank != "head"
        ]  # fmt: skip
        books.rng.shuffle(mine)
        chosen: dict[str, tuple[Post, str]] = {}

        def take(posts: Iterable[Post], reason: str, count: int) -> int:
            for post in posts:
                if count <= 0:
                    break
                if room[post.key] > 0 and post.number not in chosen:
                    chosen[post.number] = (post, reason)
                    room[post.key] -= 1
                    count -= 1
            return count

        left = wanted
        for reason, share in plan.shares:
            count = min(left, round(wanted * share / 100))
            left -= count - take(self._fitting(mine, reason, on), reason, count)
        for reason in ("retired_early", "left_at_once", "resigned"):
            if reason in dict(plan.shares) and left:
                left = take(self._fitting(mine, reason, on), reason, left)
        if left and books.scale >= 1:
            raise ValueError(f"{plan.name}, {on}: {left} of {wanted} find no place to be cut")
        self._done[plan.name] -= left
        return list(chosen.values())

    def _fitting(self, posts: Sequence[Post], reason: str, on: date) -> Iterator[Post]:
        """Posts whose holders may leave for a reason, or which nobody holds; looked at as they are taken."""
        if reason == "not_replaced":
            return (post for post in posts if not post.holder)
        test, people = _TESTS[reason], self._books.people
        return (post for post in posts if post.holder and test(*_ages(people[post.holder], on)))


def _ages(person: Any, on: date) -> tuple[float, float]:
    """Age, and years until retirement."""
    return person.age(on), (person.retires_on - on).days / 365.25


_TESTS: dict[str, Callable[[float, float], bool]] = {
    "retired_on_time": lambda _, left: left <= 0,
    "retired_early": lambda _, left: 2 < left <= 7,
    "left_at_once": lambda age, left: left > 7 and age > 26,
    "resigned": lambda age, left: left > 7 and age < 42,
    "transferred": lambda age, left: left > 7 and age < 50,
    "died": lambda _, left: left > 0,
    "dismissed": lambda _, left: left > 5,
}
"""Early retirement from five years below the age on and two above: Nghị định 108/2014/NĐ-CP, Điều 8."""
