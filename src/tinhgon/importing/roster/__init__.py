"""Rosters of people: read from the files that offices make, checked row by row, and turned into one decision."""

from tinhgon.importing.roster.answers import ALL, STATED, Answers, field_called
from tinhgon.importing.roster.checking import Checked, check_roster
from tinhgon.importing.roster.deciding import roster_document
from tinhgon.importing.roster.faults import KINDS, Fault
from tinhgon.importing.roster.files import Sheet, Workbook, read_workbook, workbook_of
from tinhgon.importing.roster.gathering import told_once
from tinhgon.importing.roster.headers import letter, refuse_twice
from tinhgon.importing.roster.layout import HIDDEN, Layout, Part, place_of_column, understand
from tinhgon.importing.roster.rows import passed_told
from tinhgon.importing.roster.said import form_named
from tinhgon.importing.roster.words import FIELDS
from tinhgon.importing.roster.workbooks import template

__all__ = [
    "ALL",
    "FIELDS",
    "HIDDEN",
    "KINDS",
    "STATED",
    "Answers",
    "Checked",
    "Fault",
    "Layout",
    "Part",
    "Sheet",
    "Workbook",
    "check_roster",
    "field_called",
    "form_named",
    "letter",
    "passed_told",
    "place_of_column",
    "read_workbook",
    "refuse_twice",
    "roster_document",
    "template",
    "told_once",
    "understand",
    "workbook_of",
]
