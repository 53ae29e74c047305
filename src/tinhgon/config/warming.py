"""Validators are built when first used, so that a command builds only its own; a server builds all at its start."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from tinhgon.ledger.document import EFFECT
from tinhgon.ledger.payload import Payload
from tinhgon.record.kinds.base import Part


def build_validators() -> None:
    """Of every payload and act that is loaded: no reader waits for one, and no two threads build the same."""
    for model in (*_below(Payload), *_below(Part)):
        model.model_rebuild()
    EFFECT.rebuild()


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for known in model.__subclasses__():
        yield known
        yield from _below(known)
