"""The demo's day of reorganisation as it is published, once; and the foreign schemas that judge it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.databases import TestServer

from tinhgon.basis.asof import AsOf
from tinhgon.config import server
from tinhgon.exchange import FORMATS
from tinhgon.exchange.open import gather, made
from tinhgon.exchange.open.model import Published

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TINHGON_SHARED_DATA", ROOT.parent / "shared" / "data"))
DAY = date(2025, 7, 1)
AS_OF = AsOf(DAY)


@pytest.fixture(scope="session")
def schemas() -> Path:
    """Popolo's, OASIS' and W3C's own files; a test that needs them is skipped, saying so, where they are missing."""
    folder = Path(os.environ.get("TINHGON_FOREIGN_SCHEMAS", DATA / "schemas"))
    if not folder.is_dir():
        pytest.skip("needs the foreign schemas: the folder shared/data/schemas beside the project")
    return folder


@pytest.fixture
def province(demo_database: tuple[TestServer, str], django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Django's connection leads to the demo."""
    chosen, name = demo_database
    with django_db_blocker.unblock():
        with chosen.using(name):
            yield
        server.ensure_database()


@dataclass(frozen=True)
class Made:
    published: Published
    files: dict[str, bytes]


@pytest.fixture(scope="package")
def day(demo_database: tuple[TestServer, str], django_db_blocker: pytest.FixtureRequest) -> Made:
    """Three real provinces on the day on which they became one, in every format."""
    chosen, name = demo_database
    with django_db_blocker.unblock():
        with chosen.using(name):
            published = gather(AS_OF, decided_on=DAY)
        server.ensure_database()
    return Made(published, {name: content for form in FORMATS for name, content in made(published, form)})
