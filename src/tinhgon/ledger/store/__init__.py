"""What the book reads from and writes to the tables: set-wise, a constant number of statements for a decision."""
