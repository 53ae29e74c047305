"""retirement: see definition.yaml."""
