"""The definitions of the reports, one file each; the registry finds them."""
