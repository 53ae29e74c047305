"""The communes of a province on a day, drawn and listed by what they came from or what becomes of them."""
