"""committee meeting: see definition.yaml."""
