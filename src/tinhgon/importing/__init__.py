"""Tables become draft decisions; nothing else may load data into the ledger."""

from tinhgon.importing.demo import demo_documents, demo_drafts, demo_numbers, demo_papers
from tinhgon.importing.drafts import Drafts, Left, write_drafts
from tinhgon.importing.geometry import Geometry, geometry
from tinhgon.importing.history import history
from tinhgon.importing.nation import nation_documents
from tinhgon.importing.opening import opening_balance
from tinhgon.importing.reorganisation import reorganisation
from tinhgon.importing.synth import Paper, country, story, write_papers
from tinhgon.importing.tables import Line, Table, read_table

__all__ = [
    "Drafts",
    "Geometry",
    "Left",
    "Line",
    "Paper",
    "Table",
    "country",
    "demo_documents",
    "demo_drafts",
    "demo_numbers",
    "demo_papers",
    "geometry",
    "history",
    "nation_documents",
    "opening_balance",
    "read_table",
    "reorganisation",
    "story",
    "write_drafts",
    "write_papers",
]
