"""`python -m tools.compiling`: a .mo beside each .po of the catalogue that is newer.

Apart from `tools.catalogue`: to run from a checkout needs nothing of what developing needs. No GNU gettext either.
"""

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "src" / "tinhgon" / "locale"


def compile_all(locale: Path = LOCALE) -> None:
    """Whole or not at all, as others may be reading."""
    for path in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        draft = compiled.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(path), encoding="utf-8").save_as_mofile(str(draft))
        draft.replace(compiled)


if __name__ == "__main__":
    compile_all()
