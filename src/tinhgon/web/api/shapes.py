"""What the API answers, for its description: one class an answer. Lists are `items` with `next`, the cursor of the
following page, null on the last."""

from __future__ import annotations

from typing import Any

from ninja import Schema


class Problem(Schema):
    """Problem details: `code` is stable, `message` one sentence in the language asked for."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    message: str
    faults: list[dict[str, Any]] | None = None


class Unit(Schema):
    """A unit on the day."""

    id: int
    code: str | None
    kind: str
    name: str
    structure: str
    level: int | None
    parent_id: int | None
    since: str
    until: str | None


class Units(Schema):
    """Units of a day."""

    on: str
    items: list[Unit]
    next: int | None


class Holder(Schema):
    """Who holds a post, by file code."""

    code: str
    kind: str
    since: str


class Post(Schema):
    """A post with its holders."""

    number: str
    title: str
    position: str | None
    rank: str | None
    category: str
    frozen: bool
    since: str
    holders: list[Holder]


class Posts(Schema):
    """The posts of a unit."""

    on: str
    items: list[Post]


class Decision(Schema):
    """A signed decision."""

    ordinal: int
    number: str
    issuer: str
    signed_on: str
    effective_on: str
    subject: str
    fallen: str


class Decisions(Schema):
    """Signed decisions in the order of signing."""

    items: list[Decision]
    next: int | None


class OneDecision(Decision):
    """A signed decision with clauses and findings."""

    effects: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    next: int | None


class Place(Schema):
    """Where a person is on the day."""

    kind: str
    post: str | None
    title: str | None
    unit: str
    unit_id: int | None


class Person(Schema):
    """A person in a list: `name` where the account may read the file and stated a purpose, else null."""

    code: str
    name: str | None
    status: str
    synthetic: bool
    places: list[Place]


class Persons(Schema):
    """People of a day by file code."""

    on: str
    items: list[Person]
    next: str | None


class OnePerson(Schema):
    """A personal file on a day."""

    code: str
    on: str
    status: str
    synthetic: bool
    identity: dict[str, Any]
    record: dict[str, Any]
    places: list[dict[str, Any]]


class Outcome(Schema):
    """What signing would do."""

    number: str
    can_be_signed: bool
    entries: int
    effects: list[dict[str, Any]]
    findings: list[dict[str, Any]]


class KeptDraft(Outcome):
    """The outcome of a draft that was kept."""

    draft: int


class Found(Outcome):
    """What a preview of a kept draft finds."""

    draft: int
    revision: int


class Draft(Schema):
    """A draft on the desk."""

    draft: int
    revision: int
    made_at: str
    origin: str
    author: str
    subject: str | None
    digest: str
    open: bool
    decision: int | None


class Drafts(Schema):
    """Open drafts within reach, the newest first."""

    items: list[Draft]
    next: int | None


class OneDraft(Draft):
    """A draft with its text, identities sealed, and the case it is in."""

    case: int | None
    document: dict[str, Any]


class CaseRow(Schema):
    """A case in a list."""

    case: int
    seq: int
    title: str
    procedure: str
    step: str
    step_title: str
    unit_id: int
    due: str | None


class Cases(Schema):
    """Cases in which the person takes part, by number."""

    items: list[CaseRow]
    next: int | None


class Inbox(Schema):
    """What waits for the person, what is due first first."""

    on: str
    items: list[CaseRow]
    next: int | None


class CaseAct(Schema):
    """What one actor did in a case."""

    seq: int
    kind: str
    account: str
    done_at: str
    told: str


class Case(Schema):
    """A case with its acts, terms, and what the account may do."""

    case: int
    title: str
    procedure: str
    variant: str
    version: str
    draft: int | None
    digest: str | None
    step: str
    step_title: str
    closed: str
    seq: int
    path: list[str]
    may: list[str]
    lacking: list[dict[str, Any]]
    terms: list[dict[str, Any]]
    acts: list[CaseAct]


class DraftBegun(Schema):
    """The draft of the decision that a case comes to; `asks`: what the case does not say."""

    draft: int
    kind: str
    fields: dict[str, Any]
    asks: list[str]


class Done(Case):
    """A case after an act; `act` is its place."""

    act: int
    findings: list[dict[str, Any]]


class CaseActs(Schema):
    """Acts of a case in order."""

    items: list[CaseAct]
    next: int | None


class Act(Schema):
    """An act of the record, without what it says."""

    ordinal: int
    stream: str
    seq: int
    kind: str
    account: str
    done_at: str
    recorded_at: str
    hash: str


class Acts(Schema):
    """Acts of the record in order, for supervision."""

    items: list[Act]
    next: int | None


class ReportRow(Schema):
    """A report of the catalogue."""

    report: str
    code: str
    title: str
    span: str


class Reports(Schema):
    """The catalogue of reports."""

    items: list[ReportRow]


class Line(Schema):
    """A row of a report."""

    key: str
    label: str
    kind: str
    depth: int
    unit_id: int | None
    cells: dict[str, int | str | None]


class ReportTable(Schema):
    """A report as asked, a page of its rows; `guarded` columns are rounded and do not open (docs/adr/0018)."""

    report: str
    title: str
    on: str
    since: str | None
    ordinal: int
    scope: str
    columns: list[dict[str, Any]]
    totals: dict[str, int | str | None]
    guarded: list[str]
    items: list[Line]
    next: int | None


class Source(Schema):
    """One fact behind a cell."""

    subject: str
    kind: str
    amount: int
    decision: str
    clause: str
    effective_on: str
    ordinal: int


class Trace(Schema):
    """A cell and a page of what it is the sum of; `count` facts in all."""

    report: str
    row: str
    column: str
    value: int
    count: int
    items: list[Source]
    next: int | None
