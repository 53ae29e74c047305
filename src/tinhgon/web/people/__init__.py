"""People: the list, the personal file with its timeline, changes drafted by form. Every read of a file is logged."""
