"""appointment at merger: see definition.yaml."""
