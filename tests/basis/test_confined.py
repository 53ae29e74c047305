"""A function in a child with bounds: its result, its refusal, or one sentence; and the next file is read as ever."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tinhgon.basis import confined as module
from tinhgon.basis.confined import MB, Limits, confined, end_all
from tinhgon.basis.errors import BadInput, UnknownReference, Wording

ROOT = Path(__file__).resolve().parents[2]
SMALL = Limits(memory=256 * MB, cpu=1, wall=2, answer=4 * MB)


@pytest.fixture(autouse=True)
def reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    end_all()


def call(function: str, *arguments: object, limits: Limits = SMALL) -> Any:
    return confined(f"tests.basis.misbehaving:{function}", *arguments, name="tep.xlsx", limits=limits)


def test_what_goes_in_comes_out_with_its_bytes() -> None:
    given = ["chữ", b"\x00\xff", 3, None, {"a": [1.5, True]}, b""]
    assert call("echo", *given) == given


def test_the_child_that_is_well_reads_the_next_file_and_is_replaced_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_JOBS", 3)
    first, second, third, fourth = (call("whoami") for _ in range(4))
    assert first == second == third != fourth


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (("swell", "at once"), "file_needs_too_much_memory"),
        (("swell", "in steps"), "file_needs_too_much_memory"),
        (("hang",), "file_takes_too_long"),
        (("sleep",), "file_takes_too_long"),
        (("abort",), "file_breaks_reader"),
        (("fall",), "file_breaks_reader"),
        (("leave",), "file_breaks_reader"),
        (("flood",), "file_breaks_reader"),
    ],
    ids=lambda value: value if isinstance(value, str) else "_".join(value).replace(" ", "_"),
)
def test_a_parser_that_goes_wrong_is_one_sentence(attack: tuple[str, ...], code: str) -> None:
    began = time.monotonic()
    with pytest.raises(BadInput) as caught:
        call(*attack)
    assert caught.value.code == code
    assert str(caught.value).startswith("tep.xlsx")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 8
    assert call("echo", "sau đó") == ["sau đó"], "the next file is read as ever"


def test_a_refusal_of_the_child_is_raised_here() -> None:
    with pytest.raises(UnknownReference) as caught:
        call("refuse")
    assert (caught.value.code, str(caught.value)) == ("nobody", "đơn vị: 3, None")
    assert isinstance(caught.value.data["what"], Wording)


def test_the_child_knows_no_key_and_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TINHGON_MASTER_KEY", "TINHGON_SECRET_KEY", "DATABASE_URL", "PGPASSWORD"):
        monkeypatch.setenv(name, "0" * 64)
    assert not [name for name in call("environment") if "KEY" in name or "DATABASE" in name or "PASSWORD" in name]


def test_the_child_may_write_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        call("write", str(tmp_path / "a"))
    assert (tmp_path / "a").stat().st_size <= 64 * 1024


def test_more_than_two_at_once_wait_their_turn() -> None:
    pids: list[int] = []
    threads = [threading.Thread(target=lambda: pids.append(call("whoami"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pids) == 6
    assert len(set(pids)) <= 6
