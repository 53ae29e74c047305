"""The second book: who did what. Acts in one chain, append-only; readings written at once and chained in batches."""
