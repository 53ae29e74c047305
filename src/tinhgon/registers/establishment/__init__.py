"""The establishment: posts, and amounts by double entry."""

RESTS_ON: tuple[str, ...] = ("units",)
