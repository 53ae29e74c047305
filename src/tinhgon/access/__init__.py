"""Who may do what over whom, today: asked by every face, answered in one place."""
