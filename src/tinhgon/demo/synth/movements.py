"""What goes on every year: people retire and are replaced, leaders are appointed, terms renewed, pay steps raised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.demo.synth.books import (
    TERM_YEARS,
    Books,
    Post,
    leave,
    new_person,
    ref,
)
from tinhgon.demo.synth.cuts import COMMITTEE, PROVINCE
from tinhgon.demo.synth.names import SCALES, Person
from tinhgon.demo.synth.shape import Key

_SIDES = ((COMMITTEE, ("party", "front")), (PROVINCE, ("state", "public_service")))
_REPLACED = 0.8
_RAISED = 60
_TIRED = 62
_AHEAD = 280
_ROTATED, _TRANSFERRED = 4, 12


def turn_over(books: Books, on: date) -> None:
    """People who have reached the age, and some who go by themselves; their posts stay."""
    for issuer, blocs in _SIDES:
        gone: list[tuple[Post, str]] = []
        for post in books.held():
            if post.bloc in blocs:
                reason = _why(books, books.people[post.holder or ""], post, on)
                if reason:
                    gone.append((post, reason))
        subject = f"Nghỉ hưu, thôi việc theo danh sách tháng {on:%m/%Y}"
        books.issue(on, issuer, subject, [leave(gone)] if gone else [])
        for post, _ in gone:
            books.let_go(post)
        _release(books, {post.number for post, _ in gone})


def _why(books: Books, person: Person, post: Post, on: date) -> str:
    if post.category.startswith("part_time"):
        return "resigned" if person.age(on) > _TIRED else ""
    if person.retires_on <= on:
        return "retired_on_time"
    draw = books.rng.random()
    return "resigned" if draw < 0.001 else "transferred" if draw < 0.0014 else "died" if draw < 0.0018 else ""


def _release(books: Books, left: Collection[str]) -> None:
    """Who held these posts may have held others beside them: nobody does now."""
    for post in books.posts.values():
        if post.beside in left:
            post.beside = None


# -- leaders -----------------------------------------------------------------------------------------------------------


def appoint(books: Books, on: date) -> None:
    """A vacant head's post goes to a deputy of the unit, a deputy's to one of the staff; a few come by rotation."""
    for issuer, blocs in _SIDES:
        effects = list(_appointments(books, on, blocs))
        books.issue(on, issuer, f"Điều động, bổ nhiệm cán bộ tháng {on:%m/%Y}", effects)


def _appointments(books: Books, on: date, blocs: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    rotated = 0
    two = {post.beside for post in books.posts.values() if post.beside}
    deputies = [post for post in books.held() if post.job.rank == "deputy"]
    led = [post for post in books.vacant() if post.is_led and post.bloc in blocs]
    for post in sorted(led, key=lambda post: post.job.rank != "head"):
        if len(post.key[1]) == 3 and rotated < _ROTATED:
            found = _candidate(books, on, [p for p in deputies if _may_rotate(p, post)], two)
            if found:
                rotated += 1
                until = date(on.year + 3, on.month, 1)
                yield {"kind": "rotate/1", "person": found.holder, "at_post": post.number, "until": until}
                _go(books, found, post, until)
                continue
        found = _candidate(books, on, [p for p in books.of(post.key) if p.job.rank != "head" and p is not post], two)
        if found is None:
            continue
        term = date(on.year + TERM_YEARS, on.month, 1) if post.category in ("civil_servant", "cadre") else None
        stated = {"until": term} if term else {}
        yield {"kind": "appoint/1", "person": found.holder, "at_post": post.number, **stated}
        _go(books, found, post, term)


def _may_rotate(post: Post, into: Post) -> bool:
    """A deputy of a provincial agency of the same structure."""
    return post.key[0] == into.key[0] and post.job.rank == "deputy" and post.key[1].count(".") == 1


def _candidate(books: Books, on: date, posts: list[Post], two: Collection[str]) -> Post | None:
    """Deputies before staff, who serves longest first; not those about to retire, nor who holds two posts."""
    fit = [
        post for post in posts
        if post.holder and post.number not in two and not post.category.startswith("part_time_commune")
        and (books.people[post.holder].retires_on - on).days > 900 and books.people[post.holder].age(on) > 27
    ]  # fmt: skip
    return min(
        fit, key=lambda post: (post.job.rank is None, books.people[post.holder or ""].recruited_on), default=None
    )


def _go(books: Books, source: Post, target: Post, until: date | None = None) -> None:
    person = books.vacate(source)
    books.settle(target, person)
    target.until = until


def reappoint(books: Books, on: date) -> None:
    """Terms that end in the months to come begin anew."""
    for issuer, blocs in _SIDES:
        effects = []
        for post in books.held():
            if post.bloc in blocs and post.until and (post.until - on).days <= _AHEAD:
                post.until = date(post.until.year + TERM_YEARS, post.until.month, 1)
                stated = {"person": post.holder, "at_post": post.number, "until": post.until}
                effects.append({"kind": "reappoint/1", **stated})
        books.issue(on, issuer, f"Bổ nhiệm lại cán bộ lãnh đạo, quản lý tháng {on:%m/%Y}", effects)


# -- staff -------------------------------------------------------------------------------------------------------------


def recruit(books: Books, on: date) -> None:
    """New people for most of the posts that nobody holds and that the establishment has room for."""
    room = _room(books)
    for issuer, blocs in _SIDES:
        effects = []
        for post in books.vacant():
            if post.bloc in blocs and not post.is_led and room[post.key] > 0 and books.rng.random() < _REPLACED:
                person = books.draw.draw(on, post.category, position=post.job.position, new=True)
                room[post.key] -= 1
                books.settle(post, person)
                record = {name: value for name, value in new_person(person).items() if name != "recruited_on"}
                effects.append({"kind": "recruit/1", "person": record, "at_post": post.number})
        books.issue(on, issuer, f"Tuyển dụng, bố trí người mới tháng {on:%m/%Y}", effects)


def _room(books: Books) -> dict[Key, int]:
    room = dict.fromkeys(books.frames, 0)
    for (key, _), count in books.given.items():
        if key in room:
            room[key] += count
    for post in books.held():
        room[post.key] -= 1
    return room


def transfer(books: Books, on: date) -> None:
    """Staff of departments and divisions go to vacant posts of others; teachers to schools nearby, as one list."""
    singles: list[dict[str, Any]] = []
    lists: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    alike: dict[Any, list[Post]] = defaultdict(list)
    for post in books.held():
        if not post.is_led:
            alike[_sort(books, post)].append(post)
    for post in [p for p in books.vacant() if not p.is_led]:
        style = books.frames[post.key].style
        near = [found for found in alike[_sort(books, post)] if found.holder and found.key != post.key]
        if not near:
            continue
        found = books.rng.choice(near)
        if style in ("department", "division") and len(singles) < _TRANSFERRED:
            singles.append({"kind": "transfer/1", "person": found.holder, "at_post": post.number, "agreed": True})
        elif style in ("nursery", "primary", "lower") and sum(map(len, lists.values())) < 3 * _TRANSFERRED:
            giver = books.frames[post.key].parent or post.key
            lists[giver].append({"person": found.holder, "at_post": post.number, "verified": True})
        else:
            continue
        _go(books, found, post)
    root = ref(("state_agency", "93"))
    masses = [
        {"kind": "transfer_people/1", "moves": moves, "proposed_by": root, "verified_by": ref(giver)}
        for giver, moves in lists.items()
    ]
    books.issue(on, PROVINCE, f"Điều động công chức, viên chức năm {on.year}", [*singles, *masses])


def _sort(books: Books, post: Post) -> tuple[object, ...]:
    """Posts between which somebody may move: the same work, in units of the same style under the same superior."""
    frame = books.frames[post.key]
    return post.job, post.category, frame.style, frame.parent


def raise_steps(books: Books, on: date) -> None:
    """The next pay step for a sample of those whose time has come."""
    due = []
    for post in books.held():
        person = books.people[post.holder or ""]
        scale = SCALES.get(person.record.get("pay_scale", ""))
        if scale and person.record["pay_step"] < scale[2]:
            since = date.fromisoformat(person.record["coefficient_from"])
            if (on - since).days >= scale[3] * 365.25:
                due.append((person, scale))
    effects = []
    for person, (first, step, _, _) in books.rng.sample(due, min(_RAISED, len(due))):
        reached = person.record["pay_step"] + 1
        coefficient = first + step * (reached - 1)
        person.record |= {"pay_step": reached, "coefficient": str(coefficient), "coefficient_from": on.isoformat()}
        effects.append(_raise(person, reached, coefficient, on))
    books.issue(on, PROVINCE, f"Nâng bậc lương thường xuyên năm {on.year} (một số người)", effects)


def _raise(person: Person, step: int, coefficient: Decimal, on: date) -> Mapping[str, Any]:
    stated = {"step": step, "coefficient": f"{coefficient:.2f}", "from": on}
    return {"kind": "raise_pay_step/1", "person": person.code, **stated}
