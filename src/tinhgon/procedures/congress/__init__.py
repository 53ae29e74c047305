"""congress: see definition.yaml."""
