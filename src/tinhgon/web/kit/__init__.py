"""What screens share: access, addresses, words, lists, panels, the box of a result, who reads a file."""
