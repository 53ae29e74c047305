"""Which letters a PDF is set in: Times New Roman where the machine has it, else a free face of the same widths, else
one that typst carries itself. Found by file, so that no page waits for a search of all fonts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif", "Noto Serif")
"""In this order. Liberation Serif (OFL) and Tinos (Apache-2.0) are as wide as Times letter by letter; Libertinus Serif
(OFL) is in typst. None of them is in this project."""
_PLACES = (
    ("/usr/share/fonts/truetype/msttcorefonts", "Times_New_Roman*.ttf"),
    ("/usr/share/fonts/truetype/liberation", "LiberationSerif-*.ttf"),
    ("/usr/share/fonts/truetype/liberation2", "LiberationSerif-*.ttf"),
    ("/usr/share/fonts/truetype/croscore", "Tinos-*.ttf"),
    ("/System/Library/Fonts/Supplemental", "Times New Roman*.ttf"),
    ("/Library/Fonts", "Times New Roman*.ttf"),
    ("~/Library/Fonts", "Times New Roman*.ttf"),
    ("~/.local/share/fonts", "LiberationSerif-*.ttf"),
    ("~/.local/share/fonts", "Tinos-*.ttf"),
)


@cache
def font_files() -> tuple[Path, ...]:
    """The files of those faces that the machine has, in order."""
    found = (sorted(Path(folder).expanduser().glob(pattern)) for folder, pattern in _PLACES)
    return tuple(path for paths in found for path in paths)


@cache
def face() -> str:
    """The family that a PDF is set in on this machine."""
    import typst

    known = set(typst.Fonts(include_system_fonts=False, font_paths=[*map(str, font_files())]).families())
    return next(family for family in FAMILIES if family in known)
