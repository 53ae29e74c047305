"""The composer's page: the head, the clauses as they will be read, and the form of the one in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from pydantic import ValidationError

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import Refusal
from tinhgon.basis.text import clean, fold
from tinhgon.cases.state import DRAFT
from tinhgon.cases.store import open_about
from tinhgon.decisions import desk, preview
from tinhgon.ledger.document import EFFECT
from tinhgon.ledger.registry import EFFECTS
from tinhgon.web.compose.finding import BookFinder
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.forms import Group, Input, form_of, problems_of, shown, stated_in
from tinhgon.web.kit.result import Result, result_of

HEAD = ("number", "issuer", "signed_on", "effective_on", "subject")
OF_HEAD = "head."
"""Before the names of the head's inputs: a clause may have a day of effect of its own."""
NOT_COMPOSED = frozenset({"open_books/1", "take_up_roster/1", "publish_boundaries/1"})
"""Kinds whose content is a file: they come from an import."""
FIRST_KINDS = ("appoint/1", "transfer/1", "end_assignment/1", "retire/1", "raise_pay_step/1", "change_record/1",
               "establish_unit/1", "merge_units/1", "allocate_quota/1")  # fmt: skip
"""What is drafted most often stands first in the list of kinds."""


@dataclass(frozen=True)
class Clause:
    """A clause of the draft as it will be read."""

    place: int
    title: str
    text: str
    where: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class KindChoice:
    kind: str
    title: str
    href: str


@dataclass(frozen=True)
class ComposePage:
    """`place`: the clause in hand (1 is the first, 0 a new one, -1 none); `seq` the revision that is shown."""

    number: int
    seq: int
    title: str
    author: str
    saved_at: Any
    is_open: bool
    state: str
    head: tuple[Input, ...]
    clauses: tuple[Clause, ...]
    place: int
    kind: str
    kind_title: str
    items: tuple[Input | Group, ...]
    kinds: tuple[KindChoice, ...]
    problems: tuple[tuple[str, str, str], ...] = ()
    refused: str = ""
    result: Result | None = None
    saved: bool = False
    lacks: tuple[str, ...] = ()
    """What of the head is still to be stated before it can be signed; a preview takes today for a day that is not."""
    case: int | None = None
    """The open case about the draft."""


@dataclass
class Sent:
    """What a form says: the head, and the clause in hand with what is wrong in it."""

    head: dict[str, str]
    effect: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def compose_page(
    asked: Asked, kept: desk.Kept, *, place: int, kind: str = "", sent: Sent | None = None, refused: str = "",
    result: Result | None = None, saved: bool = False,
) -> ComposePage:  # fmt: skip
    """The page of a draft, with what was sent where it could not be kept."""
    stored: Sequence[Mapping[str, Any]] = kept.document.get("effects", ())
    if place > len(stored):
        place = -1
    if place >= 1:
        kind = str(stored[place - 1]["kind"])
    effect: Mapping[str, Any] = sent.effect if sent else stored[place - 1] if place >= 1 else {}
    problems = sent.problems if sent else {}
    model = EFFECTS.get(kind)
    head = {**kept.document, **(sent.head if sent else {})}
    items = form_of(model, effect, problems=problems) if model else ()
    head_items = _head(head, problems)
    return ComposePage(
        number=kept.number,
        seq=kept.seq,
        title=str(head.get("subject") or gettext("Dự thảo chưa có trích yếu")),
        author=kept.author.name,
        saved_at=kept.made_at,
        is_open=kept.is_open,
        state=_state(kept),
        head=head_items,
        clauses=tuple(_clauses(asked, kept, place)),
        place=place,
        kind=kind,
        kind_title=gettext(model.title) if model else "",
        items=items,
        kinds=tuple(_kinds(asked, kept.number)),
        problems=tuple(_listed(problems, (*head_items, *items))),
        refused=refused,
        result=result,
        saved=saved,
        lacks=tuple(item.label for item in head_items if not item.value),
        case=open_about(DRAFT, str(kept.number)),
    )


def _state(kept: desk.Kept) -> str:
    if kept.signed_ordinal is not None:
        return gettext("đã ký")
    return gettext("đã rút") if kept.withdrawn_at else gettext("dự thảo")


def _clauses(asked: Asked, kept: desk.Kept, place: int) -> list[Clause]:
    document = kept.sketch(asked.today) if kept.document.get("effects") else None
    return [
        Clause(number, gettext(type(effect).title), effect.describe(), effect.clause,
               asked.link("compose", kept.number, khoan=number) + f"#k{number}", number == place)
        for number, effect in enumerate(document.effects if document else (), start=1)
    ]  # fmt: skip


def kinds_titled() -> list[tuple[str, str]]:
    """Kinds of clause with their titles, what is drafted most often first."""
    chosen = [kind for kind in EFFECTS if kind not in NOT_COMPOSED]
    rank = {kind: place for place, kind in enumerate(FIRST_KINDS)}
    titled = sorted(chosen, key=lambda kind: (rank.get(kind, len(rank)), fold(gettext(EFFECTS[kind].title))))
    return [(kind, gettext(EFFECTS[kind].title)) for kind in titled]


def _kinds(asked: Asked, number: int) -> list[KindChoice]:
    return [KindChoice(kind, title, f"{asked.link('compose', number, loai=kind)}#bm") for kind, title in kinds_titled()]


def _head(stated: Mapping[str, Any], problems: Mapping[str, str]) -> tuple[Input, ...]:
    day = gettext("ngày/tháng/năm")
    labels = {
        "subject": (gettext("Trích yếu"), "", "text"), "issuer": (gettext("Cơ quan ban hành"), "", "text"),
        "effective_on": (gettext("Có hiệu lực từ"), day, "day"),
        "number": (gettext("Số, ký hiệu"), gettext("văn thư cấp khi ban hành; ghi sau cũng được"), "text"),
        "signed_on": (gettext("Ngày ký"), day, "day"),
    }  # fmt: skip
    return tuple(
        Input(OF_HEAD + name, label, shape, shown(stated.get(name)), hint, problem=problems.get(OF_HEAD + name, ""))  # type: ignore[arg-type]
        for name, (label, hint, shape) in labels.items()
    )


def _listed(problems: Mapping[str, str], items: Sequence[Input | Group]) -> list[tuple[str, str, str]]:
    """(path of a field, what it is called, what to do): all of them, each with a link to its field."""
    labels = dict(_labels(items))
    known = [(path, labels.get(path, labels.get(path.rpartition(".")[0], "")), told) for path, told in problems.items()]
    return [(path, label, told) for path, label, told in known]


def _labels(items: Sequence[Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in items:
        found.append((item.name, item.label))
        if isinstance(item, Group):
            for row in item.rows:
                found += _labels(row)
    return found


# -- what was sent ----------------------------------------------------------------------------------------------------


def read_sent(sent: Mapping[str, str], kind: str, asked: Asked) -> Sent:
    """The head and the clause of a form, every fault at its field."""
    head = {name: clean(sent.get(OF_HEAD + name, "")) for name in HEAD}
    read = Sent({name: value for name, value in head.items() if value})
    for name in ("signed_on", "effective_on"):
        if name in read.head:
            try:
                read.head[name] = parse_day(read.head[name]).isoformat()
            except Refusal:
                read.problems[OF_HEAD + name] = gettext("Không phải ngày; viết dạng 01/07/2025.")
    model = EFFECTS.get(kind)
    if model is None:
        return read
    finder = BookFinder(day_of(read.head, asked))
    read.effect = {"kind": kind, **stated_in(model, sent, finder)}
    try:
        EFFECT.validate_python(read.effect)
    except ValidationError as error:
        read.problems |= problems_of(error)
    read.problems |= finder.problems
    return read


def day_of(head: Mapping[str, Any], asked: Asked) -> AsOf:
    """The day on which references are looked up: that of effect, else the day of the page."""
    try:
        return AsOf(parse_day(str(head["effective_on"])))
    except (KeyError, Refusal):
        return AsOf(asked.on)


def fields_with(kept: desk.Kept, sent: Sent, place: int) -> dict[str, Any]:
    """The fields of the draft with what was sent in its place; a new clause comes last and gets a number."""
    effects = list(kept.document.get("effects", ()))
    if len(sent.effect) > 1:
        if place >= 1:
            effects[place - 1] = {
                **sent.effect,
                "clause": sent.effect.get("clause", effects[place - 1].get("clause", "")),
            }
        else:
            effects.append({"clause": gettext("Điều 1 khoản %(place)d") % {"place": len(effects) + 1}, **sent.effect})
    rest = {name: value for name, value in kept.document.items() if name not in HEAD and name != "effects"}
    return {"kind": "quyết định", **rest, **sent.head, "effects": effects}


def moved(kept: desk.Kept, place: int, what: str) -> dict[str, Any]:
    """The fields with a clause taken out, doubled, or put before or after its neighbour."""
    effects = list(kept.document.get("effects", ()))
    at = place - 1
    if not 0 <= at < len(effects):
        return dict(kept.document)
    if what == "bo":
        del effects[at]
    elif what == "nhan":
        effects.insert(at + 1, {key: value for key, value in effects[at].items() if key != "clause"})
    elif what == "len" and at > 0:
        effects[at - 1], effects[at] = effects[at], effects[at - 1]
    elif what == "xuong" and at + 1 < len(effects):
        effects[at + 1], effects[at] = effects[at], effects[at + 1]
    return {**kept.document, "effects": effects}


def previewed(kept: desk.Kept, asked: Asked) -> Result:
    """The preview of the draft as it stands. Raises Refusal."""
    (outcome,) = preview([kept.sketch(asked.today)])
    return result_of(outcome)
