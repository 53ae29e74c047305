"""The heart.

Decisions, effects, entries, versions. The Book is the only writer, the fold the only reader of entries.
"""
