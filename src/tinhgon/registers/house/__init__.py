"""Rules that a house sets for itself, and what its numbers are unique in."""

RESTS_ON: tuple[str, ...] = ()
