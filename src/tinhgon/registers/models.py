"""The tables of all subjects, for Django. Their label is the ledger's, whose migrations made the first of them."""

from tinhgon.registers.establishment.models import PostVersion, QuotaVersion
from tinhgon.registers.staff.models import AssignmentVersion, PersonVersion
from tinhgon.registers.units.models import BoundaryVersion, SuccessionVersion, UnitVersion

__all__ = [
    "AssignmentVersion",
    "BoundaryVersion",
    "PersonVersion",
    "PostVersion",
    "QuotaVersion",
    "SuccessionVersion",
    "UnitVersion",
]  # fmt: skip
