"""The jobs of tinhgon from a shell. A stable public interface: docs/cli.md."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from tinhgon.cli import words
from tinhgon.cli.guard import guarded

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 done, 1 refused, 2 wrong usage, 130 interrupted."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    words.choose(arguments)

    def job() -> int | None:
        from tinhgon.cli.root import root

        code = root.main(args=arguments, prog_name="tinhgon", standalone_mode=False)
        return code if isinstance(code, int) else 0

    return guarded(job)
