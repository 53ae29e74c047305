"""Entering history: a paper decision that exists, typed by one, compared by another."""
