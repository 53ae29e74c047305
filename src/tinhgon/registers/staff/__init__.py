"""Persons and their places."""

RESTS_ON: tuple[str, ...] = ("house", "units", "establishment")
