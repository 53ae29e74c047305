"""kinship declaration: see definition.yaml."""
