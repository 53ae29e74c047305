"""tinhgon case start: a case of any procedure is opened, about people, posts, units, with the dates of its terms."""

from __future__ import annotations

from datetime import date

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.cli.asking import unit_coded
from tinhgon.cli.cases import as_account, case
from tinhgon.cli.commands import OneOf, command, option
from tinhgon.cli.logging_in import log_in
from tinhgon.cli.output import STRUCTURES, line
from tinhgon.cli.words import gettext


@command(
    "start", group=case, vi="Mở hồ sơ theo một quy trình (dự thảo: dùng open).",
    en="Open a case of a procedure (a draft: use open).",
)  # fmt: skip
@click.argument("procedure")
@option("--subject", required=True, vi="hồ sơ về việc gì", en="what the case is about, in words")
@option("--unit", "code", required=True, metavar="CODE", vi="mã đơn vị mở hồ sơ", en="code of the unit that opens it")
@option(
    "--structure", type=OneOf(STRUCTURES), default="territory", metavar="S", vi="hệ thống của mã", en="whose code it is"
)
@option("--variant", default="", vi="cách làm: xem tinhgon procedures", en="see tinhgon procedures")
@option("--about", "things", multiple=True, metavar="CODE", vi="mã vị trí, đơn vị hay việc mà hồ sơ nói đến",
        en="number of a post, code of a unit or matter that the case is about")  # fmt: skip
@option("--person", "people", multiple=True, metavar="CODE", vi="mã hồ sơ của người được xem xét",
        en="file code of somebody considered")  # fmt: skip
@option("--date", "dates", multiple=True, metavar="NAME=DAY", vi="ngày để tính thời hạn (term_end, retires_on …)",
        en="a day that terms are reckoned from (term_end, retires_on …)")  # fmt: skip
@as_account
def start(
    *, procedure: str, subject: str, code: str, structure: str, variant: str, things: tuple[str, ...],
    people: tuple[str, ...], dates: tuple[str, ...], account: str,
) -> None:  # fmt: skip
    ledgers.enter()
    from tinhgon.cases import move
    from tinhgon.procedures import need_procedure
    from tinhgon.registers.staff.codes import need_persons

    wanted = need_procedure(procedure, variant)
    facts = dict(_dated(one) for one in dates)
    lacking = sorted(wanted.facts_of(ledgers.today(), variant) - facts.keys())
    if lacking:
        raise BadInput(
            "dates_not_stated_at_opening",
            gettext_noop("Quy trình tính thời hạn theo ngày chưa nêu: {names}; thêm --date {first}=YYYY-MM-DD."),
            names=", ".join(lacking), first=lacking[0],
        )  # fmt: skip
    who, unit = log_in(account), unit_coded(AsOf(ledgers.today()), code, structure).id
    who = move.at_opening(who, wanted, unit=unit, variant=variant)
    opened = move.open_case(
        wanted, unit=unit, subject=subject, by=who, variant=variant, about=[(wanted.about, one) for one in things],
        people=need_persons(people), facts=facts,
    ).state  # fmt: skip
    line(gettext("Đã mở hồ sơ số {case}; đang ở bước: {step}.").format(case=opened.case, step=opened.here.title))


def _dated(text: str) -> tuple[str, date]:
    """`term_end=2026-12-01`. Raises BadInput naming what was given."""
    name, _, day = text.partition("=")
    try:
        return name, date.fromisoformat(day)
    except ValueError as error:
        raise BadInput(
            "date_of_case", gettext_noop("“{given}” chưa đúng; viết như term_end=2026-12-01."), given=text
        ) from error
