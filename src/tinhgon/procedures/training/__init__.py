"""training: see definition.yaml."""
