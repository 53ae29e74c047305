"""What every version table has: when it was true, which decisions knew it, and the entry that made it so."""

from __future__ import annotations

from typing import NoReturn

from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db import models

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.models.decision import Decision, Entry


class UnboundedRead(LookupError):
    """A version table was read without saying as of when: use `.at(as_of)`."""


class VersionManager(models.Manager["Version"]):
    """Versions are read as of a day and a state of knowledge; anything else raises."""

    def get_queryset(self) -> NoReturn:
        raise UnboundedRead(f"{self.model.__name__}: ask .at(as_of); without a day there is no answer")

    def at(self, as_of: AsOf) -> models.QuerySet[Version]:
        """The versions that hold on `as_of.on` as known at `as_of.known_at` (None: at the last committed decision)."""
        rows = models.QuerySet[Version](self.model, using=self._db).filter(valid__contains=as_of.on)
        if as_of.known_at is None:
            return rows.filter(recorded__upper_inf=True)
        known = Decision.objects.filter(recorded_at__lte=as_of.known_at).order_by("-ordinal").values("ordinal")[:1]
        return rows.filter(recorded__contains=models.Subquery(known))


class Version(models.Model):
    """A dated state of one thing. `recorded` counts decisions: [the one that wrote it, the one that superseded it)."""

    id = models.BigAutoField(primary_key=True)
    valid = DateRangeField()
    recorded = BigIntegerRangeField()
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = VersionManager()

    class Meta:
        abstract = True
