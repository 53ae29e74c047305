"""What goes out to others and comes back: open data, events for other systems, the books of several provinces."""

FORMATS = ("org", "popolo", "csvw", "akn", "geo", "dcat")
"""The formats of open data, in the order in which they are offered; each is a module of `open.formats`."""
