"""appointment from within: see definition.yaml."""
