"""The Chromium of the browser tests: the system's, else the one that `playwright install` brought.

`python -m tools.browser` ends with 0 where there is one and Playwright can drive it, with 1 where not.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The program's path; None when there is none that starts, or Playwright itself does not."""
    if not _starts(sys.executable, "-m", "playwright"):
        return None
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(*program: str) -> bool:
    """Whether all libraries are there that the program needs to tell its version."""
    try:
        return subprocess.run([*program, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(chromium() is None)
