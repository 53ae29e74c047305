"""A reading as plain values: the text in coloured stretches, effects, questions with their choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_lazy

from tinhgon.ledger.registry import EFFECTS
from tinhgon.reading import Answer
from tinhgon.reading.answer import Found, Resolved
from tinhgon.reading.clauses import Wanted
from tinhgon.web.kit.findings import Said, said
from tinhgon.web.kit.words import SHARES

Span = tuple[int, int]
STATUSES = {
    "sure": gettext_lazy("chắc chắn"),
    "variant": gettext_lazy("khác cách viết"),
    "question": gettext_lazy("cần chọn"),
}


@dataclass(frozen=True)
class Stretch:
    """A stretch of the text; `tie` is the effect it belongs to, `css` what it is."""

    text: str
    css: str = ""
    tie: str = ""


@dataclass(frozen=True)
class SourceLine:
    name: str
    code: str
    shares: str
    status: str
    css: str


@dataclass(frozen=True)
class EffectLine:
    tie: str
    clause: str
    title: str
    into: str
    into_code: str
    sources: tuple[SourceLine, ...]
    other_ground: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A choice; `shown`: its code, where people know it."""

    code: str
    told: str
    reasons: str
    shown: str = ""


@dataclass(frozen=True)
class Asking:
    """A question and the choices it offers."""

    field: str
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Read:
    """What was understood of a text."""

    number: str
    subject: str
    stretches: tuple[Stretch, ...]
    effects: tuple[EffectLine, ...]
    kept: tuple[SourceLine, ...]
    questions: tuple[Asking, ...]
    findings: tuple[Said, ...]
    unread: int
    can_be_drafted: bool


def field_of(span: Span) -> str:
    """The name of the form field that answers the question of a span."""
    return f"tra_loi-{span[0]}-{span[1]}"


def span_of(field: str) -> Span | None:
    """The span a form field answers."""
    parts = field.split("-")
    if len(parts) == 3 and parts[0] == "tra_loi" and parts[1].isdecimal() and parts[2].isdecimal():
        return int(parts[1]), int(parts[2])
    return None


def read_of(answer: Answer) -> Read:
    """An answer in words."""
    acting = any(part.may_act for part in answer.reading.unread)
    return Read(
        number=answer.reading.head.number,
        subject=answer.reading.head.subject,
        stretches=tuple(_stretches(answer)),
        effects=tuple(_effects(answer)),
        kept=tuple(_source(kept) for _, kept in answer.unchanged),
        questions=tuple(_questions(answer)),
        findings=said(answer.findings),
        unread=len(answer.reading.unread),
        can_be_drafted=bool(answer.effects) and not answer.questions and not acting,
    )


def _stretches(answer: Answer) -> Iterable[Stretch]:
    """The text from beginning to end; what names a unit is marked, and so is what was not read."""
    marks: list[tuple[Span, str, str]] = []
    for place, effect in enumerate(answer.effects):
        tie = f"n{place}"
        inner = [(source.mention.span, f"src {source.status}") for source in effect.sources]
        inner += [(ground.span, "src ground") for ground in effect.other_ground]
        if effect.into:
            inner.append((effect.into.target.span, "new"))
        if effect.receiver:
            inner.append((effect.receiver.mention.span, f"src {effect.receiver.status}"))
        inner += [(wanted.span, f"src {_status(one)}") for wanted, one in effect.named()]
        marks += _filled(effect.clause.span, dict(inner), tie)
    marks += [(kept.mention.span, f"src {kept.status}", "") for _, kept in answer.unchanged]
    marks += [(part.span, "unread", "") for part in answer.reading.unread]
    place, text = 0, answer.reading.text
    for (start, end), css, tie in sorted(marks):
        if start < place:
            continue
        if start > place:
            yield Stretch(text[place:start])
        yield Stretch(text[start:end], css, tie)
        place = end
    yield Stretch(text[place:])


def _filled(whole: Span, inner: dict[Span, str], tie: str) -> Iterable[tuple[Span, str, str]]:
    """The stretches of a clause: its marked names and the words between."""
    place = whole[0]
    for (start, end), css in sorted(inner.items()):
        if start < place:
            continue
        if start > place:
            yield (place, start), "clause", tie
        yield (start, end), css, tie
        place = end
    if place < whole[1]:
        yield (place, whole[1]), "clause", tie


def _effects(answer: Answer) -> Iterable[EffectLine]:
    for place, effect in enumerate(answer.effects):
        kind = effect.clause.said.effect
        into = effect.into.target if effect.into else effect.receiver.mention if effect.receiver else None
        code = effect.into.code if effect.into else effect.receiver.code if effect.receiver else ""
        facts = effect.clause.said.facts
        yield EffectLine(
            tie=f"n{place}",
            clause=effect.clause.label,
            title=gettext(EFFECTS[kind].title)
            if kind in EFFECTS
            else "; ".join(str(value) for value in facts.values()),
            into=f"{into.kind} {into.name}".strip() if into else "",
            into_code=code or "",
            sources=(*map(_source, effect.sources), *(_named(wanted, one) for wanted, one in effect.named())),
            other_ground=tuple(ground.text for ground in effect.other_ground),
        )


def _source(source: Resolved) -> SourceLine:
    mention = source.mention
    area, people = str(SHARES.get(mention.area_share or "", "")), str(SHARES.get(mention.population_share or "", ""))
    return SourceLine(
        name=f"{mention.kind} {mention.name}".strip(),
        code=source.through or source.code or "",
        shares=area
        if area == people
        else gettext("diện tích: %(area)s, dân số: %(people)s") % {"area": area, "people": people},
        status=str(STATUSES[source.status]),
        css=source.status,
    )


def _status(found: Found | None) -> str:
    return "sure" if found else "question"


def _named(wanted: Wanted, found: Found | None) -> SourceLine:
    """A person, a post or a unit of an office."""
    what = {"person": gettext("người"), "post": gettext("vị trí"), "unit": gettext("đơn vị")}[wanted.what]
    status = _status(found)
    return SourceLine(wanted.words, found.code if found else "", what, str(STATUSES[status]), status)


def _questions(answer: Answer) -> Iterable[Asking]:
    reasons = {
        "same_name": gettext("cùng tên"), "near_others": gettext("gần các đơn vị khác của khoản"),
        "not_claimed": gettext("chưa khoản nào nêu"), "same_kind": gettext("cùng loại"),
        "vacant": gettext("đang khuyết"),
    }  # fmt: skip
    for question in answer.questions:
        choices = []
        for one in question.offered():
            why = ", ".join(reasons[reason] for reason in one.reasons if reason in reasons)
            told = replace(one, name=gettext(one.name)).label() if question.offers is not None else one.label()
            shown = "" if question.code.startswith("choose_") and not one.kind and not one.district else one.code
            choices.append(Choice(one.code, told, why, shown))
        yield Asking(field_of(question.span), question.render(gettext), tuple(choices))
