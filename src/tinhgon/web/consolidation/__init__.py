"""The board of the nation: the statements of the provinces summed, and what is on its way between them."""
