"""tinhgon paper minutes, counting, ballot: the papers of a case, for an account that may see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.cli.commands import Whole, command, option
from tinhgon.cli.logging_in import log_in
from tinhgon.cli.papers import asked_of, need_place, shaped, write
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.cases.state import State
    from tinhgon.documents import Paper
    from tinhgon.record.actor import Actor

MINUTES, COUNTING, BALLOT = gettext_noop("biên bản họp"), gettext_noop("biên bản kiểm phiếu"), gettext_noop("phiếu")


def of_case(function: Any) -> Any:
    """The options of a paper of a case."""
    for added in reversed((
        click.argument("number", type=Whole(1, 10_000_000)),
        option("--account", required=True, vi="tài khoản; mật khẩu được hỏi, hoặc đọc từ stdin",
               en="account; the password is asked for, or read from stdin"),
        option("--issuer", required=True, metavar="BODY", vi="cơ quan có cuộc họp", en="the body that meets"),
        option("--step", default="", metavar="ID", vi="bước [cuộc họp sau cùng]", en="step [the last meeting]"),
        shaped,
    )):  # fmt: skip
        function = added(function)
    return function


@command("minutes", vi="Biên bản cuộc họp của một hồ sơ.", en="The minutes of a meeting of a case.")
@of_case
def minutes(*, number: int, account: str, issuer: str, step: str, **options: Any) -> None:
    state, who = _seen(number, account, step)
    from tinhgon.documents import minutes_paper
    from tinhgon.procedures.papers import meeting_of

    meeting = meeting_of(state, issuer=issuer, told=_told(state, who, options, what=MINUTES))
    _give(minutes_paper(meeting, _mark(state), asked=asked_of(options)), state, who, options, what=MINUTES)


@command("counting", vi="Biên bản kiểm phiếu của một hồ sơ.", en="The minutes of a count of a case.")
@of_case
@option(
    "--round", "which", type=Whole(1, 9), default=None, vi="vòng; mặc định là vòng sau cùng", en="round; the last one"
)
def counting(*, number: int, account: str, issuer: str, step: str, which: int | None, **options: Any) -> None:
    state, who = _seen(number, account, step)
    from tinhgon.documents import counting_paper
    from tinhgon.procedures.papers import countings_of

    counts = countings_of(state, issuer=issuer, told=_told(state, who, options, what=COUNTING))
    chosen = [one for one in counts if which in (None, one.round)]
    if not chosen:
        raise BadInput("no_such_round", gettext_noop("Chưa đến vòng {round}."), round=which)
    _give(counting_paper(chosen[-1], _mark(state), asked=asked_of(options)), state, who, options, what=COUNTING)


@command("ballot", vi="Mẫu phiếu của bước đang bỏ phiếu.", en="The ballot of the step that votes.")
@of_case
def ballot(*, number: int, account: str, issuer: str, step: str, **options: Any) -> None:
    state, who = _seen(number, account, step)
    from tinhgon.documents import ballot_paper
    from tinhgon.procedures.papers import ballots_of

    named = _named(state, who, options, what=BALLOT)
    ballots = ballots_of(state, issuer=issuer, told=lambda one: named.get(one, ("", "")), on=ledgers.today())
    _give(ballot_paper(ballots[-1], asked=asked_of(options)), state, who, options, what=BALLOT)


def _seen(number: int, account: str, step: str) -> tuple[State, Actor]:
    """The case as it stood at the step, for an account that may see it; the reading is written down."""
    ledgers.enter()
    from tinhgon.cases import move
    from tinhgon.procedures.papers import visited

    who = log_in(account)
    return visited(move.seen(number, by=who), step), who


def _named(state: State, who: Actor, options: dict[str, Any], *, what: str) -> dict[int, tuple[str, str]]:
    """Name (file code where the account may not read the file) and file code of everybody in the visit."""
    from dataclasses import replace

    from tinhgon.access.rights import Rights
    from tinhgon.access.ties import file_code
    from tinhgon.registers.establishment.access import READ_FILES
    from tinhgon.registers.staff.codes import codes_of_persons
    from tinhgon.registers.staff.queries.files import access_of
    from tinhgon.registers.staff.queries.people import names

    people = sorted(_everybody(state))
    today, own = AsOf(ledgers.today()), who.person or 0
    rights = Rights(False, today, file_code(own), tuple(access_of(today, own)))
    may: Sequence[int] = [] if options["no_names"] else sorted(rights.over(READ_FILES, people))
    purpose = options["why"].strip() or f"hồ sơ công việc số {state.case}"
    known = names(today, may, by=replace(who, purpose=purpose), what=what) if may else {}
    return {one: (known.get(one, code), code) for one, code in codes_of_persons(people)}


def _told(state: State, who: Actor, options: dict[str, Any], *, what: str) -> Callable[[int], str]:
    named = _named(state, who, options, what=what)

    def told(person: int) -> str:
        name, code = named.get(person, (f"#{person}", ""))
        return f"{name} (mã hồ sơ {code})" if code and name != code else f"người có mã hồ sơ {name}"

    return told


def _everybody(state: State) -> set[int]:
    run = state.run
    people = {*run.summoned, *run.names, *run.names_in, *(kin.person for kin in run.related)}
    people |= {name for one in run.results for name in (*one.chosen, *one.go_on)}
    return people | {act.actor.person for act in state.acts}


def _mark(state: State) -> Any:
    from tinhgon.documents import Mark

    return Mark("blank", f"In từ hồ sơ công việc số {state.case}, đến việc thứ {state.seq}.")


def _give(made: Paper, state: State, who: Actor, options: dict[str, Any], *, what: str) -> None:
    """Hand it over, written down as an export."""
    from tinhgon.documents import render
    from tinhgon.record import acts, readings
    from tinhgon.record.kinds.export import EXPORTS, Export

    shape, out = options["shape"], options["out"]
    need_place(shape, out, f"ho-so-{state.case}")
    content = render(made, shape)
    question = {"case": str(state.case), "step": state.step}
    acts.append(EXPORTS, Export(what=what, format=shape, rows=len(_everybody(state)), question=question), by=who)
    readings.seal_readings()
    for message, data in made.asks:
        tell(gettext(message).format(**data))
    write(content, out)
