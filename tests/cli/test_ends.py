"""How a command ends when it is interrupted, when its reader goes away, and what a terminal sees meanwhile."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
from tests.cli.conftest import ROOT, Run, program, rows_in

from tinhgon import decisions
from tinhgon.cli import output, words
from tinhgon.cli.guard import in_words
from tinhgon.config import warming
from tinhgon.decisions import signing
from tinhgon.ledger.document import EFFECT
from tinhgon.ledger.registry import EFFECTS


def test_an_interrupted_signing_tells_what_was_signed(opened, fresh_ledger, run: Run, monkeypatch) -> None:
    def stop_at_the_second(document, authority):
        if document.number == "03/NQ":
            raise KeyboardInterrupt
        return signing.sign(document, authority)

    monkeypatch.setattr(decisions, "sign", stop_at_the_second)
    told = run("sign", opened["merge"], opened["rename"])
    assert told.code == 130
    assert told.err.splitlines()[1:3] == ["Đã ký: 02/NQ.", "Chưa ký: 03/NQ."]
    assert rows_in(fresh_ledger.dsn)["decision"] == 2


def test_a_reader_that_goes_away_is_no_error_to_speak_of(fresh_ledger) -> None:
    command = f'"{sys.executable}" -m tinhgon.cli schema decision | head -c 10'
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ('{\n  "$sche', "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_after_two_seconds_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 1.0, 2.5, 3.0])
    monkeypatch.setattr(output.time, "monotonic", lambda: next(moments))
    monkeypatch.setattr(sys, "stderr", Terminal())
    with output.Progress("Đang ký", 4) as progress:
        progress.at(1)
        assert sys.stderr.getvalue() == ""
        progress.at(2)
        assert sys.stderr.getvalue() == f"\rĐang ký [{'#' * 15}{'.' * 15}] 2/4"
    monkeypatch.setattr(output.time, "monotonic", lambda: 99.0)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with output.Progress("Đang ký") as quiet:
        quiet.at(1)
    assert sys.stderr.getvalue() == ""


def test_a_bug_is_not_dressed_up_as_a_refusal() -> None:
    assert in_words(ValueError("x")) == []
    assert in_words(OSError(28, "No space left on device", "so.tinhgon")) == [
        "Hết chỗ trên đĩa khi ghi so.tinhgon: giải phóng chỗ rồi làm lại."
    ]


def test_figures_are_written_as_the_reader_writes_them() -> None:
    from decimal import Decimal

    value = Decimal("1234.5000")
    assert (output.shown_number(value), output.plain_number(value)) == ("1.234,5", "1234.5")
    assert output.plain_number(Decimal("100.0000")) == "100"
    words.choose(["--lang", "en"])
    assert (output.shown_number(value), output.shown_number(10794)) == ("1,234.5", "10,794")
    words.choose([])


@pytest.mark.parametrize(
    "command", [["reports"], ["procedures"], ["schema", "decision"], ["law", "list"]], ids=" ".join
)
def test_what_asks_no_ledger_answers_in_a_new_process(command: list[str]) -> None:
    """In this process Django is set up already, which hides that a command never did it: `reports` ended so."""
    told = program(*command)
    assert (told.code, told.err) == (0, "")
    assert len(told.out) > 200


def test_a_server_has_built_every_validator() -> None:
    warming.build_validators()
    assert EFFECT.pydantic_complete
    assert all(effect.__pydantic_complete__ for effect in EFFECTS.values())
