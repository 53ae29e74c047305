"""The documented HTTP API: preview a decision, keep it as a draft, read a personal file. See docs/api.md."""
