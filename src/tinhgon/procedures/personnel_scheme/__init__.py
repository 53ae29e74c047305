"""personnel scheme: see definition.yaml."""
