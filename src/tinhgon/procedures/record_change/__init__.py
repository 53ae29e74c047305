"""record change: see definition.yaml."""
