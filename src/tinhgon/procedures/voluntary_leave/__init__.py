"""voluntary leave: see definition.yaml."""
