"""The tables of the subjects that share the ledger's migrations, for Django. A younger subject is an app of its own."""

from tinhgon.registers.establishment.models import PostVersion, QuotaVersion
from tinhgon.registers.house.models import RuleVersion
from tinhgon.registers.staff.models import AssignmentVersion, PersonVersion
from tinhgon.registers.units.models import BoundaryVersion, SuccessionVersion, UnitVersion

__all__ = [
    "AssignmentVersion", "BoundaryVersion", "PersonVersion", "PostVersion", "QuotaVersion", "RuleVersion",
    "SuccessionVersion",
    "UnitVersion",
]  # fmt: skip
