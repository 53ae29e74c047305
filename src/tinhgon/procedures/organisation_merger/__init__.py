"""organisation merger: see definition.yaml."""
