"""suspension: see definition.yaml."""
