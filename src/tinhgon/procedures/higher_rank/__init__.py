"""higher rank: see definition.yaml."""
