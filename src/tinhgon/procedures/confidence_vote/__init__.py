"""confidence vote: see definition.yaml."""
