"""In which order places are told."""

from __future__ import annotations

PLACES_FIRST = "array_position(ARRAY['substantive', 'in_charge', 'acting', 'seconded', 'concurrent'], a.kind)"
"""SQL that orders assignments (alias a): the main place first."""
