"""rotation: see definition.yaml."""
