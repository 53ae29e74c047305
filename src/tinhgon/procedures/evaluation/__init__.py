"""evaluation: see definition.yaml."""
