"""The positions that the titles of a roster mean: each different title at a kind of unit is looked at once."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from tinhgon.importing.roster.cells import looked_up
from tinhgon.registers.establishment import titles
from tinhgon.registers.establishment.titles import OTHER, At, Job, job_of
from tinhgon.registers.staff.queries.rosters import NamedUnit

__all__ = ["OTHER", "jobs_of", "unit_kind"]


def jobs_of(places: Mapping[int, NamedUnit], rows: pl.DataFrame) -> pl.DataFrame:
    """(position, rank, group) of rows (title, position, unit_id, category), in their order.

    Each different title at a kind of unit is looked at once.
    """
    kinds = {unit_id: kind for unit_id, place in places.items() if (kind := unit_kind(place))}
    structures = {unit_id: place.structure for unit_id, place in places.items()}
    asked = rows.select(
        "title",
        "position",
        looked_up(rows["unit_id"], kinds, pl.String).alias("kind"),
        looked_up(rows["unit_id"], structures, pl.String).alias("structure"),
        "category",
    )
    distinct = asked.unique()
    found = [job_of(title, position, At(*where)) for title, position, *where in distinct.iter_rows()]
    answers = pl.DataFrame(found, schema=dict.fromkeys(Job._fields, pl.String), orient="row")
    told = distinct.rename({"position": "stated"}).hstack(answers)
    return asked.rename({"position": "stated"}).join(
        told, on=["title", "stated", "kind", "structure", "category"], how="left", nulls_equal=True,
        maintain_order="left",
    ).select(Job._fields)  # fmt: skip


def unit_kind(place: NamedUnit) -> str | None:
    """The kind of a unit that tells positions apart."""
    return titles.unit_kind(place.structure, place.kind, place.name, place.parent_kind, place.parent_name)
