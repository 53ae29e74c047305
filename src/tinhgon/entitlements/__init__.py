"""The law joined with the books: who may leave when, on what ground, with how much; for one person and for all."""

from tinhgon.entitlements.person import Entitlements, Retirement, entitlements

__all__ = ["Entitlements", "Retirement", "entitlements"]
