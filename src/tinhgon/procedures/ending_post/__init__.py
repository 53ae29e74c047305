"""ending post: see definition.yaml."""
