"""planning: see definition.yaml."""
