"""tinhgon: the books of an organisation's structure, where only a signed decision changes anything."""

__version__ = "0.1.0"
