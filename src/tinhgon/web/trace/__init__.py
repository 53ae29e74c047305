"""Where a figure comes from: rows, entries, clauses, decisions, sources."""
