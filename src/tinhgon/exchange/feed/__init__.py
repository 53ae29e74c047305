"""The feed of changes for other systems: pulled page by page, or pushed by signed webhooks.

The chain of decisions is the outbox: a decision is in the feed by the transaction that signed it, or not at all. What
is kept beside it is only how far each subscriber has come.
"""
