"""Answers to questions, from a table: which unit a name of a clause means."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.reading.answer import Answer
from tinhgon.reading.normal import Span
from tinhgon.reading.register import read_rows

_COLUMNS = ("clause", "name", "code")


def read_answers(*, path: Path, answer: Answer) -> Mapping[Span, str]:
    """Codes by span of the question, from a table with columns clause, name, code as the questions show them.

    Raises BadInput for a row that answers no question: a slip would otherwise pass unseen.
    """
    open_ones = {(question.clause, clean(question.name).lower()): question.span for question in answer.questions}
    found: dict[Span, str] = {}
    for number, row in read_rows(path=path, columns=_COLUMNS):
        span = open_ones.get((clean(row["clause"]), clean(row["name"]).lower()))
        if span is None:
            raise BadInput(
                "answer_without_question",
                gettext_noop("{file}: dòng {row}: không có câu hỏi nào về “{name}” ở {clause}."),
                file=path.name,
                row=number,
                name=row["name"],
                clause=row["clause"],
            )
        found[span] = row["code"]
    return found
