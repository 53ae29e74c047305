"""secondment: see definition.yaml."""
