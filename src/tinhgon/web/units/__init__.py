"""Units on a day: the tree, the list, and a page for each with its states and its lineage."""
