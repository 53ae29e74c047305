"""Who is planned for which office (quy hoạch)."""

RESTS_ON: tuple[str, ...] = ("house", "units", "establishment", "staff")
