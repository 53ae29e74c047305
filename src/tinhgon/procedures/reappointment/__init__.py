"""reappointment: see definition.yaml."""
