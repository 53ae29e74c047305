"""Procedures as data: the grammar, its loader, and what is derived of it. Pure."""

from tinhgon.cases.definition.expanding import act_rule, acts_anywhere, acts_of, needs_of, papers_of
from tinhgon.cases.definition.loading import NEVER_OVERRIDDEN, BadDefinition, digest_of, load, reload
from tinhgon.cases.definition.model import (
    ENDS,
    ActRule,
    By,
    ClockRule,
    Instrument,
    Need,
    Procedure,
    Result,
    Step,
    Version,
    Way,
)

__all__ = [
    "ENDS",
    "NEVER_OVERRIDDEN",
    "ActRule",
    "BadDefinition",
    "By",
    "ClockRule",
    "Instrument",
    "Need",
    "Procedure",
    "Result",
    "Step",
    "Version",
    "Way",
    "act_rule",
    "acts_anywhere",
    "acts_of",
    "digest_of",
    "load",
    "needs_of",
    "papers_of",
    "reload",
]
