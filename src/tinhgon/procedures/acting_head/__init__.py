"""acting head: see definition.yaml."""
