"""Measuring: runs, medians, a table; each figure with a limit, or a ratio to a named baseline of the same run."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

RUNS = 5


@dataclass(frozen=True)
class Result:
    """One figure: its samples, the bound it is held against on a quiet machine, and the baseline it is a ratio to.

    Raises ValueError when it has neither: a figure with nothing beside it says nothing.
    """

    name: str
    samples: tuple[float, ...]
    unit: str
    bound: float | None = None
    baseline: str = ""
    baseline_samples: tuple[float, ...] = field(default=())
    higher_is_better: bool = False

    def __post_init__(self) -> None:
        if self.bound is None and not self.baseline_samples:
            raise ValueError(f"{self.name}: neither a bound nor a baseline")

    @property
    def median(self) -> float:
        return statistics.median(self.samples)

    @property
    def ratio(self) -> float | None:
        """Baseline over figure where less is better and the baseline is the other way of doing it; else figure over baseline."""
        if not self.baseline_samples:
            return None
        other = statistics.median(self.baseline_samples)
        return other / self.median if self.higher_is_better else self.median / other

    def row(self) -> tuple[str, ...]:
        spread = f"{_shown(min(self.samples))}–{_shown(max(self.samples))}"
        bound = "" if self.bound is None else f"≤ {_shown(self.bound)} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} × {self.baseline}"
        return self.name, f"{_shown(self.median)} {self.unit}", spread, bound, ratio


def _shown(value: float) -> str:
    return (
        f"{value:.0f}"
        if value >= 100
        else f"{value:.1f}"
        if value >= 10
        else f"{value:.2f}"
        if value >= 0.1
        else f"{value:.3f}"
    )


def timed(call: Callable[[], object], *, runs: int = RUNS, warm_up: int = 1) -> tuple[float, ...]:
    """Seconds of each run, after a warm-up."""
    for _ in range(warm_up):
        call()
    samples = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        samples.append(time.perf_counter() - start)
    return tuple(samples)


@contextmanager
def clock(samples: list[float]) -> Iterator[None]:
    """Append the seconds of the block."""
    start = time.perf_counter()
    yield
    samples.append(time.perf_counter() - start)


def peak_mib() -> float:
    """The largest resident size of this process so far, in MiB.

    Linux keeps getrusage's figure across exec: a small program begun by a large process would be told to be large.
    """
    status = Path("/proc/self/status")
    if status.exists():
        peak_kib = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(peak_kib.split()[1]) / (1 << 10)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / (1 << 10)


def table(results: list[Result]) -> str:
    """A Markdown table, one row a figure."""
    header = ("figure", "median", "min–max", "bound on a quiet machine", "ratio")
    rows = [header, ("---", "---:", "---:", "---:", "---"), *(result.row() for result in results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
