"""pilot: see definition.yaml."""
