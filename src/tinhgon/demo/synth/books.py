"""The province as the generator keeps it while it writes decisions: units, posts, people, what everyone was given.

What is posted here is what the effects of the decisions will post; the ledger's checks and the tests are the witness.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction

from tinhgon.basis.asof import AsOf
from tinhgon.decisions import Outcome, by_history, sign
from tinhgon.decisions.attaching import attach_file
from tinhgon.decisions.rosters import attach_roster
from tinhgon.demo.synth.names import People, Person
from tinhgon.demo.synth.shape import Frame, Key
from tinhgon.demo.synth.styles import (
    PART_TIME,
    STYLES,
    Job,
    jobs,
)
from tinhgon.ledger.document import Document
from tinhgon.registers.establishment.payloads import ESTABLISHMENT, Category
from tinhgon.registers.staff.effects.take_up_roster import TakeUpRoster
from tinhgon.registers.units import queries as unit_queries
from tinhgon.registers.units.effects.publish_boundaries import PublishBoundaries
from tinhgon.registers.units.payloads import Bloc

SOURCE = (
    "Quyết định giả định của sổ mẫu: tổng số theo bài phỏng vấn trên Báo Hậu Giang ngày 01/10/2020; phân bổ theo đơn "
    "vị, theo năm, số, ngày, tên người, số định danh đều được tạo ngẫu nhiên, không phải của văn bản hay người thật."
)
TERM_YEARS = 5
_POST_COLUMNS = ("post_number", "post_title", "position", "group", "rank", "category", "bloc", "funding")
_IDENTITY = ("name", "id_number", "birth_day")
Staffed = Sequence[tuple[Key, Mapping[str, Any]]]
"""Rows of a roster with the unit of each."""
Fill = Callable[[], Sequence[Mapping[str, Any]] | pl.DataFrame]


@dataclass
class Post:
    """A post with whoever holds it."""

    number: str
    key: Key
    job: Job
    category: Category
    bloc: Bloc
    holder: str | None = None
    until: date | None = None
    beside: str | None = None
    """The post whose holder holds this one too (kiêm nhiệm)."""

    @property
    def is_led(self) -> bool:
        """Whether it is a leader's post."""
        return self.job.rank is not None


@dataclass(frozen=True)
class Paper:
    """A decision to be signed. The rows of a roster become its attached table when its turn has come."""

    document: Document
    rows: Fill | None = None
    staffed: Staffed = ()
    folder: Path | None = None
    """Where the files are that its clauses publish; they are attached when its turn has come."""

    def drafted(self) -> Document:
        """The document to sign. Where it has a roster the units of the rows must be in the books."""
        for effect in self.document.effects if self.folder else ():
            if isinstance(effect, PublishBoundaries):
                name = effect.table.name
                attach_file((self.folder / name).read_bytes(), rows=effect.table.rows, name=name)  # type: ignore[operator]
        if self.rows is None and not self.staffed:
            return self.document
        (effect,) = self.document.effects
        table = attach_roster(self.rows() if self.rows else self._rows(), name="danh-sach-nhan-su.parquet")
        return self.document.model_copy(update={"effects": (TakeUpRoster(clause=effect.clause, table=table),)})

    def _rows(self) -> list[Mapping[str, Any]]:
        units = unit_queries.units(AsOf(self.document.effective_on))
        ids = {(unit.structure, unit.code): unit.id for unit in units}
        return [{"unit_id": ids[key], **row} for key, row in self.staffed]

    def spelled(self) -> Document:
        """The document as a file has it: in the place of a roster's table every post and every person by a clause."""
        if not self.staffed:
            return self.document
        posts: dict[Key, list[dict[str, Any]]] = defaultdict(list)
        people: list[dict[str, Any]] = []
        for key, row in self.staffed:
            posts[key].append({name.removeprefix("post_"): row[name] for name in _POST_COLUMNS})
            person = {name: value for name, value in row.items() if name not in _POST_COLUMNS and name != "until"}
            place = {"at_post": row["post_number"], "until": row["until"]}
            people.append({"kind": "take_up/1", "person": _with_identity(person), **place})
        effects = [{"kind": "create_posts/1", "unit": ref(key), "posts": new} for key, new in posts.items()]
        clauses = [{"clause": "Điều 1", **effect} for effect in (*effects, *people)]
        return Document.model_validate({**self.document.model_dump(), "effects": clauses})

    def sign(self) -> Outcome:
        """Sign it; a roster's table and the keys of its people are kept only with the decision."""
        with transaction.atomic():
            return sign(self.drafted(), by_history())


@dataclass
class Books:
    """Everything that the decisions so far have led to."""

    rng: random.Random
    frames: dict[Key, Frame]
    scale: float = 1.0
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    given: Counter[tuple[Key, Category]] = field(default_factory=Counter)
    papers: list[Paper] = field(default_factory=list)
    at: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    number: int = 0

    def __post_init__(self) -> None:
        self.draw = People(self.rng)

    # -- papers -------------------------------------------------------------------------------------------------------

    def issue(
        self, on: date, issuer: str, subject: str, effects: Iterable[Mapping[str, Any]], *, kind: str = "quyết định",
        basis: Sequence[str] = (), signed: date | None = None, staffed: Staffed = (),
    ) -> None:  # fmt: skip
        """Write the next decision; one without effects is not written."""
        numbered = [{"clause": f"Điều {place}", **effect} for place, effect in enumerate(effects, start=1)]
        if not numbered:
            return
        self.number += 1
        document = invented(
            f"{self.number:02d}/QĐ-GĐ", on, issuer, subject, numbered, kind=kind, basis=basis, signed=signed
        )
        self.papers.append(Paper(document, staffed=staffed))

    # -- posts --------------------------------------------------------------------------------------------------------

    def open_posts(self, frame: Frame) -> None:
        """A post for each that the unit was given; what it was given is from now on by the categories of its posts."""
        style = STYLES[frame.style]
        main = frame.given.get(style.category, 0)
        for place, job in enumerate(jobs(style, main), start=1):
            is_cadre = style.elected and job.rank is not None and style.category in ESTABLISHMENT
            self._open(frame, place, job, "cadre" if is_cadre else style.category)
        part_time = PART_TIME.get(frame.style, ())
        for place in range(frame.given.get("part_time_commune", 0)):
            self._open(frame, main + place + 1, part_time[place % len(part_time)], "part_time_commune")

    def _open(self, frame: Frame, place: int, job: Job, category: Category) -> None:
        prefix = {"party": "D", "front": "M", "state_agency": "N", "public_service": "S"}[frame.structure]
        number = f"{prefix}.{frame.key[1]}.{place:02d}"
        self.posts[number] = Post(number, frame.key, job, category, frame.bloc)
        self.at[frame.key].append(number)
        self.given[frame.key, category] += 1

    def extra_post(self, key: Key) -> Post:
        """One more post of the last kind than the unit was given: it is over what it may have."""
        last = self.posts[self.at[key][-1]]
        self._open(self.frames[key], len(self.at[key]) + 1, last.job, last.category)
        self.given[key, last.category] -= 1
        return self.posts[self.at[key][-1]]

    def close(self, post: Post) -> None:
        """The post is no more."""
        del self.posts[post.number]
        self.at[post.key].remove(post.number)

    def of(self, *keys: Key) -> Iterator[Post]:
        """The posts of units."""
        return (self.posts[number] for key in keys for number in self.at.get(key, ()))

    def districts(self) -> list[str]:
        """The codes of the districts, in order."""
        return sorted(key[1] for key in self.frames if key[0] == "party" and len(key[1]) == 3)

    def head(self, key: Key) -> Post | None:
        """The post of the head of a unit."""
        return next((post for post in self.of(key) if post.job.rank == "head"), None)

    # -- people -------------------------------------------------------------------------------------------------------

    def settle(self, post: Post, person: Person) -> None:
        """Somebody holds the post from now on."""
        post.holder = person.code
        self.people[person.code] = person

    def vacate(self, post: Post) -> Person:
        """The holder no longer holds it."""
        person = self.people[post.holder or ""]
        post.holder = post.until = None
        return person

    def let_go(self, post: Post) -> None:
        """The holder leaves the post and is in the books no more."""
        del self.people[self.vacate(post).code]

    def held(self) -> list[Post]:
        """The posts that somebody holds, in order."""
        return [post for post in self.posts.values() if post.holder]

    def vacant(self) -> list[Post]:
        """The posts that nobody holds, not beside another post either."""
        return [post for post in self.posts.values() if not post.holder and not post.beside]


# -- decisions and clauses ---------------------------------------------------------------------------------------------


def invented(
    number: str, on: date, issuer: str, subject: str, effects: Sequence[Mapping[str, Any]], *, kind: str,
    basis: Sequence[str] = (), signed: date | None = None,
) -> Document:  # fmt: skip
    """A decision that says of itself that it is made up."""
    return Document.model_validate({
        "number": number, "kind": kind, "issuer": issuer, "signed_on": signed or on, "effective_on": on,
        "subject": f"{subject} (giả định)", "synthetic": True, "note": SOURCE, "basis": basis, "effects": effects,
    })  # fmt: skip


def ref(key: tuple[str, str]) -> dict[str, str]:
    """A unit as a clause names it."""
    return {"code": key[1], "structure": key[0]}


def new_unit(
    key: tuple[str, str], *, kind: str, name: str, bloc: str, parent: tuple[str, str] | None
) -> dict[str, Any]:  # fmt: skip
    """A unit as the clause that begins it has it; one without a superior is of the first level."""
    above = {"parent": ref(parent)} if parent else {"level": 1}
    return {**ref(key), "name": name, "kind": kind, "bloc": bloc, **above}


def amount(key: tuple[str, str], category: str, bloc: str, count: int) -> dict[str, Any]:
    """So much of a line of the establishment, of a unit."""
    return {"unit": ref(key), "line": {"category": category, "bloc": bloc}, "amount": count}


def roster_to_come(name: str, rows: int) -> dict[str, Any]:
    """take_up_roster/1 before its table is attached (see `Paper.drafted`)."""
    return {"kind": "take_up_roster/1", "table": {"name": name, "sha256": "0" * 64, "rows": rows}}


def leave(leavers: Iterable[tuple[Post, str]]) -> dict[str, Any]:
    """leave_people/1: who holds these posts, each with the reason."""
    return {
        "kind": "leave_people/1",
        "people": [{"person": post.holder, "reason": reason} for post, reason in leavers],
    }


def new_post(post: Post) -> dict[str, Any]:
    """A post as create_posts/1 has it."""
    job = post.job
    return {
        "number": post.number, "title": job.title, "position": job.position, "group": job.group, "rank": job.rank,
        "category": post.category, "bloc": post.bloc,
    }  # fmt: skip


def new_person(person: Person) -> dict[str, Any]:
    """Somebody new, as recruit/1 has it."""
    return {"code": person.code, "synthetic": True, **_with_identity(person.record)}


def _with_identity(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record as a clause has it: what identifies directly apart from the rest."""
    identity = {name: record[name] for name in _IDENTITY}
    return {**{name: value for name, value in record.items() if name not in _IDENTITY}, "identity": identity}


def roster_row(post: Post, person: Person) -> dict[str, Any]:
    """A row of the opening roster, without the unit's id, which is not known before the units are in the books."""
    return {
        "code": person.code, "post_number": post.number, "post_title": post.job.title,
        "position": post.job.position, "group": post.job.group, "rank": post.job.rank, "category": post.category,
        "bloc": post.bloc, "funding": "budget", "until": post.until.isoformat() if post.until else None,
        "synthetic": True, **person.record,
    }  # fmt: skip
