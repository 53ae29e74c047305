"""The law on screen: the catalogue of rules, one rule with its figures over time, and a form to try it."""
