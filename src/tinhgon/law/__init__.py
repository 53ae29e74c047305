"""The law as code: one text of a rule, for one person with its reasons and for millions. Pure: Polars and the basis."""
