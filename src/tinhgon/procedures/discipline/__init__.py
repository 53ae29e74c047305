"""discipline: see definition.yaml."""
