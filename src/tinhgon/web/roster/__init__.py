"""The wizard that imports a roster: upload, columns, faults, draft."""
