"""Tables become draft decisions; nothing else may load data into the ledger."""

from tinhgon.importing.drafts import Drafts, Left, write_drafts
from tinhgon.importing.history import history
from tinhgon.importing.opening import opening_balance
from tinhgon.importing.reorganisation import reorganisation
from tinhgon.importing.tables import Line, Table, read_table

__all__ = [
    "Drafts",
    "Left",
    "Line",
    "Table",
    "history",
    "opening_balance",
    "read_table",
    "reorganisation",
    "write_drafts",
]
