"""The forms of acts, made of their kinds: no act has a form of its own, so that a new procedure needs none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, get_args

from django.utils.translation import gettext, gettext_lazy
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import Refusal, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.cases.acts import Act, Kind
from tinhgon.cases.acts.base import OfPerson
from tinhgon.cases.definition import needs_of, papers_of
from tinhgon.cases.definition.words import outcome as outcome_told
from tinhgon.cases.definition.words import paper
from tinhgon.cases.doing import Doing
from tinhgon.cases.state import State
from tinhgon.cases.waiting import likely_outcome
from tinhgon.law.ballots import REASONS
from tinhgon.law.kinship import relations
from tinhgon.registers.staff.codes import persons_coded
from tinhgon.web.cases.beginning import stored_of
from tinhgon.web.kit.field_words import choice_of
from tinhgon.web.kit.forms import Group, Input, form_of, problems_of, shape_of, stated_in

FIXED = frozenset({"kind", "does", "digest", "late_reason"})
"""Fields that nobody types: what is decided, and on which text; what is entered late is entered by a typist."""
LONG = frozenset({"reason", "views", "note", "text", "evidence", "report"})
FILE_HINT = gettext_noop("Sổ ghi mã băm SHA-256 của tệp; tệp giữ ở nơi lưu trữ của cơ quan.")
NOT_OFFERED = frozenset({"correct"})
"""A correction states the whole act again: in the page the act is withdrawn and done anew."""
HINTS = {"number": gettext_lazy("ví dụ 15/QĐ-UBND")}
"""Where the word of a clause means another thing in an act."""
Option = tuple[str, str]


@dataclass(frozen=True)
class ActForm:
    """One act that may be done now. `prefix` stands before the names of its inputs; `fixed` are those not typed.

    `note` says what is answered (a warning, word for word); `goes_on`: what the button says that also leaves the step.
    """

    name: str
    prefix: str
    title: str
    items: tuple[Input | Group, ...]
    fixed: tuple[Option, ...]
    is_next: bool
    button: str
    goes_on: str = ""
    note: str = ""
    problem: str = ""
    of_draft: bool = False
    is_open: bool = False

    @property
    def sends_files(self) -> bool:
        return any(_is_file(one) for one in self.items)


@dataclass(frozen=True)
class Sent:
    """What was sent for an act, and what was wrong with it; shown again where it could not be done."""

    prefix: str
    words: Mapping[str, str]
    problems: Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What the words of a form need: the sentence of each warning by its code, and people by their number."""

    warnings: Mapping[str, str]
    people: Mapping[int, str]
    today: date


def act_forms(
    state: State, doings: Sequence[Doing], known: Known, sent: Sent | None = None
) -> Iterator[ActForm]:  # fmt: skip
    """The forms of what the person may do; warnings come first, as the step is not left before they are read."""
    doings = sorted(doings, key=lambda one: one.name != "acknowledge")
    may_leave = any(one.name == "pass" and one.is_open for one in doings)
    for doing in doings:
        if not doing.is_open or doing.name in NOT_OFFERED or _is_idle(state, doing):
            continue
        if doing.shape.of_draft:
            if state.draft is not None and doing.name != "sign":
                yield ActForm(doing.name, f"{doing.name}.", gettext(doing.title), (), (), doing.is_next,
                              gettext(doing.title), of_draft=True)  # fmt: skip
            continue
        yield from _forms(state, doing, known, sent, may_leave=may_leave)


def _is_idle(state: State, doing: Doing) -> bool:
    """Leaving a step that has one way out, before anything lets it be left."""
    return doing.name == "pass" and not doing.is_next and len(state.here.then) == 1


def _forms(state: State, doing: Doing, known: Known, sent: Sent | None, *, may_leave: bool) -> Iterator[ActForm]:
    given = choices(state, doing, known.people)
    if any(not options for options in given.values()):
        return
    if "code" in given and doing.name == "acknowledge":  # one form a warning, with the warning's own words
        for code, _word in given["code"]:
            form = _form(state, doing, {}, sent, prefix=f"acknowledge.{code}.", people=known.people,
                         fixed=(("code", code),))  # fmt: skip
            yield replace(form, note=known.warnings.get(code, code))
        return
    only = tuple((name, options[0][0]) for name, options in given.items() if name == "outcome" and len(options) == 1)
    form = _form(state, doing, given, sent, prefix=f"{doing.name}.", people=known.people, fixed=only)
    form = replace(form, items=tuple(_dated(one, known.today) for one in form.items))
    leaves = may_leave and doing.is_next and not doing.shape.commutes and not doing.shape.structural
    yield replace(form, goes_on=going_on(state) if leaves else "")


def going_on(state: State) -> str:
    """'Chuyển sang: Phê duyệt', by the way that the step is likely left by."""
    way = state.here.then.get(likely_outcome(state) or next(iter(state.here.then)))
    titles = {step.id: step.title for step in state.version.steps}
    return gettext("Xong, chuyển: %(step)s") % {"step": titles[way.to]} if way and way.to in titles else ""


def _form(
    state: State, doing: Doing, given: Mapping[str, Sequence[Option]], sent: Sent | None, *, prefix: str,
    people: Mapping[int, str], fixed: tuple[Option, ...] = (),
) -> ActForm:  # fmt: skip
    mine = sent is not None and sent.prefix == prefix
    words = sent.words if sent and mine else {}
    problems = dict(sent.problems) if sent and mine else {}
    alone = {"person"} if doing.name != "relate" and "person" not in given else set()
    left_out = FIXED | alone | doing.shape.by_the_door | {name for name, _ in fixed}
    made = form_of(doing.shape, stored_of(state, doing, people), path=prefix, problems=problems)
    items = tuple(_dressed(one, given, words) for one in made if _last(one.name) not in left_out)
    if "digest" in doing.shape.model_fields and state.text:
        fixed = (*fixed, ("digest", state.text.digest))
    return ActForm(
        doing.name, prefix, step_doing(state, doing.name) or gettext(doing.title), items, fixed, doing.is_next,
        _button(state, doing),
        problem=problems.get("", ""), is_open=mine or doing.is_next,
    )  # fmt: skip


def _dated(item: Input | Group, today: date) -> Input | Group:
    """A day that is to be stated begins with today."""
    if isinstance(item, Input) and item.shape == "day" and item.needed and not item.value and not item.problem:
        return replace(item, value=f"{today:%d/%m/%Y}")
    return item


def _is_file(item: Input | Group) -> bool:
    if isinstance(item, Group):
        return any(_is_file(one) for row in item.rows for one in row)
    return item.shape == "file"


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _dressed(item: Input | Group, given: Mapping[str, Sequence[Option]], words: Mapping[str, str]) -> Input | Group:
    if isinstance(item, Group):
        rows = [[one for one in row if _last(one.name) not in FIXED] for row in item.rows]
        return replace(item, rows=tuple(tuple(_dressed(one, given, words) for one in row) for row in rows))
    name = _last(item.name)
    value = words.get(item.name, item.value)
    item = replace(item, hint=str(HINTS.get(name, item.hint)))
    if name in given:
        options = tuple(given[name])
        if not item.needed and options and item.shape != "choice" and not item.value:
            options = (("", gettext("không nêu")), *options)
        return replace(item, shape="choice", options=options, value=value)
    if name == "sha256":
        return replace(item, shape="file", value="", label=gettext("Tệp văn bản"), hint=gettext(FILE_HINT))
    if name in LONG:
        return replace(item, shape="lines", value=value)
    return replace(item, value=value)


def _button(state: State, doing: Doing) -> str:
    if doing.name == "pass":
        return going_on(state) or gettext(doing.title)
    return step_doing(state, doing.name) or gettext(doing.title)


def step_doing(state: State, name: str) -> str:
    """What a decision is called: the title of the step that does it."""
    return next((step.title for step in state.version.steps if step.does == name), "")


def choices(state: State, doing: Doing, people: Mapping[int, str]) -> dict[str, Sequence[Option]]:
    """What may stand in a field, where the case says so; a field without any choice means that there is nothing to do.

    The fields are those of the kinds: a way out, a step that was gone through, a warning, a need, an act of one's own.
    """
    found = _chosen(state, doing)
    considered = state.run.names or state.run.names_in
    if doing.name == "roll":
        found["person"] = [(str(one), people.get(one, f"#{one}")) for one in state.run.summoned]
        found["reason"] = [("", gettext("không nêu")), *((code, gettext(told)) for code, told in REASONS.items())]
    elif doing.name not in ("relate", "declare") and considered:
        found["person"] = [(str(one), people.get(one, f"#{one}")) for one in considered]
    return found


def _chosen(state: State, doing: Doing) -> dict[str, Sequence[Option]]:
    titles = {step.id: step.title for step in state.version.steps}
    path = list(dict.fromkeys(run.step for run in state.path))
    back = [one for one in path if one != state.step or doing.name == "reopen"]
    found: dict[str, Sequence[Option]] = {}
    if doing.name in ("return", "reopen"):
        found["to"] = [(one, titles[one]) for one in reversed(back)]
    if doing.name == "acknowledge":
        codes = state.text.warnings if state.text else ()
        found["code"] = [(code, code) for code in codes if code not in state.acknowledged]
    if doing.name == "override":
        needs = [need.check for need in needs_of(state.here)]
        found["check"] = [(one, check_told(one)) for one in state.version.may_override if one in needs]
    if doing.name == "withdraw":
        found["act"] = [(str(one.seq), f"{one.seq}. {gettext(one.title)}") for one in _own(state, doing)]
    if doing.name == "hand_in" and (asked := papers_of(state.version, state.here)):
        found["name"] = [(one, paper(one, gettext)) for one in asked if one not in state.papers]
    if doing.name == "result":
        found["outcome"] = [(one, outcome_told(one, gettext)) for one in state.here.then]
    if doing.name == "declare":
        found["relation"] = [("", gettext("không có")), *((code, gettext(told)) for code, told in relations().items())]
    if doing.name == "relate":
        found["relation"] = [(code, gettext(told)) for code, told in relations().items()]
    if doing.name == "follow_new_rule":
        later = [one for one in state.procedure.versions
                 if one.variant == state.version.variant and one.since > state.version.since]  # fmt: skip
        found["version"] = [(f"{one.since:%d/%m/%Y}", f"{one.since:%d/%m/%Y}: {one.instrument.label()}")
                            for one in later]  # fmt: skip
    if {"does", "outcome"} <= set(doing.shape.model_fields) or doing.name == "pass":
        found["outcome"] = [(one, outcome_told(one, gettext)) for one in _ways(state, doing)]
    return found


def _ways(state: State, doing: Doing) -> list[str]:
    """The ways out, the likely one first; once something was decided only that."""
    likely = likely_outcome(state)
    if doing.name == "pass" and (state.run.decided or state.here.all_votes()) and likely:
        return [likely]
    return sorted(state.here.then, key=lambda one: one != likely)


def _own(state: State, doing: Doing) -> list[Act]:
    """Acts of the same person in this visit of the step that may be withdrawn."""
    return [
        one
        for one in state.acts
        if one.seq > state.run.entered_seq
        and one.seq not in state.withdrawn
        and one.actor.person == doing.by.person
        and not (one.payload.structural or one.payload.mends)
    ]


def check_told(name: str) -> str:
    """A need of a step in words."""
    return choice_of("check", name)


# -- sent back --------------------------------------------------------------------------------------------------------


@dataclass
class PersonFinder:
    """Finds people by the code of their file; see `kit.forms.Finder`. `problems` are by the path of the field."""

    problems: dict[str, str] = field(default_factory=dict)

    def find(self, shape: str, text: str, path: str) -> Any:
        """The person's number in the ledger; what was typed where there is none."""
        del shape
        code = text.rpartition("(")[2].rstrip(")").strip() or text
        found = persons_coded([code]).get(code)
        if found is None:
            self.problems[path] = gettext("Không có hồ sơ mã %(code)s trong sổ; kiểm tra lại mã.") % {"code": text}
            return text
        return found


def content_of(state: State, doing: Doing, prefix: str, sent: Mapping[str, str]) -> Kind | Sent:
    """The act as the form states it, or the form with every fault at its field."""
    finder, chosen = PersonFinder(), choices(state, doing, {})
    stated = stated_in(doing.shape, sent, finder, path=prefix)
    for name, info in doing.shape.model_fields.items():
        if name not in stated:
            continue
        if shape_of(info) == "day":
            stated[name] = _day(str(stated[name]), f"{prefix}{name}", finder)
        elif _is_person(info) and name not in chosen:
            several = isinstance(stated[name], list)
            found = [finder.find("person", str(one), f"{prefix}{name}")
                     for one in (stated[name] if several else [stated[name]])]  # fmt: skip
            stated[name] = found if several else found[0]
    given = {name: clean(sent.get(f"{prefix}{name}", "")) for name in ("digest", "code", "outcome")}
    stated |= {name: value for name, value in given.items() if value and name in doing.shape.model_fields}
    stated |= {name: value for name, value in doing.blank().model_dump().items() if name in ("kind", "does")}
    if finder.problems:
        return Sent(prefix, sent, finder.problems)
    try:
        return doing.shape.model_validate(stated)
    except ValidationError as error:
        return Sent(prefix, sent, problems_of(error, path=prefix))


def _day(text: str, path: str, finder: PersonFinder) -> str:
    try:
        return parse_day(text).isoformat()
    except Refusal:
        finder.problems[path] = gettext("Không phải ngày; viết dạng 01/07/2025.")
        return text


def _is_person(info: FieldInfo) -> bool:
    """Whether a field is the number of a person, or several of them."""
    inner = [one for part in get_args(info.annotation) for one in getattr(part, "__metadata__", ())]
    return any(isinstance(one, OfPerson) for one in [*info.metadata, *inner])
