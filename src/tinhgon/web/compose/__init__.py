"""Composing a decision: one draft, many clauses, each from the form of its kind."""
