"""appointment from elsewhere: see definition.yaml."""
