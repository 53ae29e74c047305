"""What the ledger holds, one folder a subject; a subject rests only on those before it."""

ORDER = ("units", "establishment", "staff")
