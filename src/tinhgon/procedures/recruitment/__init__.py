"""recruitment: see definition.yaml."""
