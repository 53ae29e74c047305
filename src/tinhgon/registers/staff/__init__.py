"""Persons and their places."""

RESTS_ON: tuple[str, ...] = ("units", "establishment")
