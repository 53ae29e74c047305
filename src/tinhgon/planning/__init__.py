"""Plans before decisions: which units stand below the standards, and what a grouping of units comes to."""
