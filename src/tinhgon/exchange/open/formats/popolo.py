"""Popolo JSON: organizations, areas, posts, events. No persons, no memberships: who holds a post is not published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.exchange.open.model import Body, Change, Published
from tinhgon.exchange.open.words import EFFECT_WORDS


def files(published: Published) -> Iterator[tuple[str, bytes]]:
    whole = {
        "as_of": published.as_of.on.isoformat(),
        "persons": [],
        "organizations": [organization(published, body) for body in published.bodies],
        "memberships": [],
        "posts": _posts(published),
        "areas": _areas(published),
        "events": [event(published, change) for change in published.changes],
    }
    yield "popolo.json", text(whole)


def text(value: dict[str, Any]) -> bytes:
    """As it is written."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def organization(published: Published, body: Body) -> dict[str, Any]:
    last, addresses = body.last, published.addresses
    told: dict[str, Any] = {
        "id": addresses.unit(body.id),
        "name": last.full_name,
        "own_name": last.name,
        "classification": last.kind,
        "level": last.level,
        "structure": last.structure,
        "identifiers": [{"scheme": "code", "identifier": last.code}] if last.code else [],
        "other_names": [
            {"name": name, "start_date": _day(since), "end_date": _day(until)}
            for name, since, until in body.names()
            if name != last.full_name
        ],
        "parent_id": None if last.parent_id is None else addresses.unit(last.parent_id),
        "area_id": f"{addresses.unit(body.id)}#vung" if last.structure == "territory" else None,
        "founding_date": _day(body.founded_on),
        "dissolution_date": _day(body.ended_on),
        "figures": _figures(body),
        "sources": _sources(published, last.ordinal, last.place),
    }
    return told | ({"bloc": last.bloc} if last.bloc else {})


def _figures(body: Body) -> dict[str, Any]:
    """Each with its source, and whether it was held against an official document."""
    last = body.last
    stated = {
        "area_km2": (last.area_km2, last.area_source, last.area_verified),
        "population": (last.population, last.population_source, last.population_verified),
        "hamlets": (last.hamlets, last.hamlets_source, last.hamlets_verified),
    }
    return {
        name: {"value": _number(value), "source": source, "verified": bool(verified)}
        for name, (value, source, verified) in stated.items()
        if value is not None
    }


def _number(value: Decimal | int) -> str | int:
    """Areas as text: a decimal is not to become another by being read."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _areas(published: Published) -> list[dict[str, Any]]:
    """The ground of the units of the territory, with its outline where one was published."""
    addresses, shown = published.addresses, []
    for body in published.bodies:
        last = body.last
        if last.structure != "territory":
            continue
        parent = None if last.parent_id is None else f"{addresses.unit(last.parent_id)}#vung"
        shown.append(
            {"id": f"{addresses.unit(body.id)}#vung", "name": last.full_name, "identifier": last.code,
             "classification": last.kind, "parent_id": parent}
        )  # fmt: skip
    return shown


def _posts(published: Published) -> list[dict[str, Any]]:
    addresses = published.addresses
    return [
        {"id": addresses.post(one.id), "label": one.title, "role": one.rank, "identifier": one.number,
         "organization_id": addresses.unit(one.unit_id), "start_date": one.since.isoformat()}
        for one in published.posts
    ]  # fmt: skip


def event(published: Published, change: Change) -> dict[str, Any]:
    addresses = published.addresses
    told = EFFECT_WORDS.get(change.effect.partition("/")[0], change.effect)
    return {
        "id": addresses.change(change.ordinal, change.place),
        "name": f"{told}: {', '.join(published.by_id[one].last.full_name for one in change.results)}",
        "classification": told,
        "start_date": change.on.isoformat(),
        "end_date": change.on.isoformat(),
        "original_organization_ids": [addresses.unit(one) for one in change.originals],
        "resulting_organization_ids": [addresses.unit(one) for one in change.results],
        "successions": [
            {"source_id": addresses.unit(one.source_id), "target_id": addresses.unit(one.target_id),
             "area_share": one.area_share, "population_share": one.population_share,
             "area_km2": None if one.area_km2 is None else _number(one.area_km2), "population": one.population}
            for one in change.takings
        ],
        "sources": _sources(published, change.ordinal, change.place),
    }  # fmt: skip


def _sources(published: Published, ordinal: int, place: int) -> list[dict[str, str]]:
    """The decision, where it is published, with the clause."""
    stated = published.stated_by(ordinal, place)
    if stated is None:
        return []
    decision, clause = stated
    return [{"url": published.eli(decision), "note": f"{decision.number}, {clause}" if clause else decision.number}]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
