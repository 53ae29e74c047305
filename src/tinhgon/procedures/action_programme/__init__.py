"""action programme: see definition.yaml."""
