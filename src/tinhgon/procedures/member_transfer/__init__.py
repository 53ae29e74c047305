"""member transfer: see definition.yaml."""
