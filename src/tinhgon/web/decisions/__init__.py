"""The list of decisions, and one of them with its clauses."""
