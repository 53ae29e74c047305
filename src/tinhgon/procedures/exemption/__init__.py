"""exemption: see definition.yaml."""
