"""Units on a graph brought into connected groups: pure, the same seed gives the same plan."""
