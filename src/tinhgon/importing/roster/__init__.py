"""Rosters of people: read from xlsx or csv, checked row by row, and turned into one decision."""

from tinhgon.importing.roster.checking import Checked, check_roster
from tinhgon.importing.roster.deciding import roster_document
from tinhgon.importing.roster.faults import KINDS, Fault
from tinhgon.importing.roster.files import Sheet, read_sheet, sheet_of
from tinhgon.importing.roster.headers import Matched, match, refuse_twice
from tinhgon.importing.roster.words import FIELDS
from tinhgon.importing.roster.workbooks import bad_rows, template

__all__ = [
    "FIELDS",
    "KINDS",
    "Checked",
    "Fault",
    "Matched",
    "Sheet",
    "bad_rows",
    "check_roster",
    "match",
    "read_sheet",
    "refuse_twice",
    "roster_document",
    "sheet_of",
    "template",
]
