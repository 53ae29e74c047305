"""written round: see definition.yaml."""
