"""Units of five structures, who succeeds whom, and their boundaries."""

RESTS_ON: tuple[str, ...] = ()
