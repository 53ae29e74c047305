"""The leader's page: the brief of this week, those that were kept, each figure opening."""
