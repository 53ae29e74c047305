"""The books of several provinces together: each states its figures and what passed out and in, signed; the centre holds
each statement against the one before, sums, and eliminates what passes between books. Nobody is named in a statement.
"""
