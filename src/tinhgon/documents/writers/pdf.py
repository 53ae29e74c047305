"""A paper as PDF, set by typst: no network, nothing of the paper is read as markup. The same bytes for the same paper
on a machine with the same letters."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from tinhgon.documents.layout import laid_out
from tinhgon.documents.model import Paper
from tinhgon.documents.writers.letters import FAMILIES, font_files

TEMPLATE = Path(__file__).with_name("paper.typ")
_ONE_AT_A_TIME = Lock()
"""A compiler keeps its fonts and serves one thread at a time; a paper takes some hundredths of a second."""


def as_pdf(paper: Paper) -> bytes:
    """The paper to be printed or sent."""
    laid = laid_out(paper)
    fields = asdict(laid)
    data: dict[str, Any] = {key.replace("_", "-"): value for key, value in fields.items() if key != "blocks"}
    data["blocks"] = [
        {"block": type(block).__name__.lower(), **stated}
        for block, stated in zip(laid.blocks, fields["blocks"], strict=True)
    ]
    data["fonts"] = list(dict.fromkeys((laid.font, *FAMILIES)))
    with _ONE_AT_A_TIME:
        made = _compiler().compile(format="pdf", sys_inputs={"data": json.dumps(data)}, timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[*map(str, font_files())])
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)
