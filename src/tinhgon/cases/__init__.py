"""The one door of the record: procedures as data, cases as a fold of acts, ballots, clocks.

`ballots`, `clocks`, `definition`, `fold`, `acts` and `checks` are pure: no database, no clock, no Django.
"""
