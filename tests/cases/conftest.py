"""The cast of tests/world.py as fixtures."""

from tests.world import bare_world, world

__all__ = ["bare_world", "world"]
