"""cell meeting: see definition.yaml."""
