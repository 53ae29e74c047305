"""The work that waits, and a case with the acts that may be done in it."""
