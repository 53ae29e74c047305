"""The organisation below a unit as boxes, as a tree and as a list: assigned, present, vacant."""
