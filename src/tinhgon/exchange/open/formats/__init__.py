"""The formats in which a day is published. Each module has `files(published)`: names and bytes, the same every time."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from tinhgon.exchange.open.model import Published

MEDIA_TYPES = {
    "ttl": "text/turtle", "jsonld": "application/ld+json", "csv": "text/csv", "json": "application/json",
    "xml": "application/akn+xml", "geojson": "application/geo+json", "topojson": "application/json",
}  # fmt: skip
"""By the end of a file's name."""


def media_type(name: str) -> str:
    """Of a published file; CSVW has a type of its own for its description."""
    if name == "csv-metadata.json":
        return "application/csvm+json"
    return MEDIA_TYPES[name.rpartition(".")[2]]


def made(published: Published, form: str) -> Iterator[tuple[str, bytes]]:
    """The files of one format: name, content."""
    yield from importlib.import_module(f"{__name__}.{form}").files(published)
