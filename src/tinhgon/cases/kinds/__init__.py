"""Acts and readings beside the acts of a case: lists of bodies, who stands in, declared relations, who read a case."""

from __future__ import annotations

from collections.abc import Mapping

from tinhgon.record.kinds import kinds_in
from tinhgon.record.kinds.base import ActKind

KINDS: Mapping[str, type[ActKind]] = kinds_in(__name__, __path__)
