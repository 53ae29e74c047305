"""Pages: a folder a screen. They read through `ledger.queries` and write through `decisions` only."""
