"""Open data: what the ledger says of units, changes, posts, decisions in the standards of others. No people."""

from tinhgon.exchange.open.formats import made
from tinhgon.exchange.open.gathering import gather

__all__ = ["gather", "made"]
