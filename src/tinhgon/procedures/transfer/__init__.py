"""transfer: see definition.yaml."""
