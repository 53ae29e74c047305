"""striking off: see definition.yaml."""
