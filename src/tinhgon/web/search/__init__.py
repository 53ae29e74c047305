"""Search over units and decision numbers, without regard to accents."""
