"""How tinhgon is set up on a machine: settings, the database server, the web entry point."""
