"""admission: see definition.yaml."""
