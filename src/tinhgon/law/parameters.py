"""The figures of the law: value by date, with instrument, article, link, the day somebody looked, and how sure it is.

A subject's `parameters.yaml` holds them. Draft legislation is a second set laid over the first: the same shape, its own
dates, marked as a draft wherever it is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl
import yaml

from tinhgon.basis.errors import BadInput, Refusal, Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.kinds import KINDS, Kind, hold, worded
from tinhgon.law.terms import Row, Term, telling, term

FEW_KEYS = 4  # up to here comparing is quicker than looking up
SURENESS = ("verified", "derived", "unverified", "draft")


class OutsideTable(Refusal):
    """The rule or figure has no value for that day or fact: no number is given instead."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One figure from one day on. `value` is held exactly; a table by key is a mapping."""

    subject: str
    name: str
    label: str
    kind: Kind
    effective_from: date
    value: Any
    instrument: str
    article: str = ""
    link: str = ""
    checked_on: date | None = None
    sure: str = "verified"
    effective_to: date | None = None
    unverified_keys: frozenset[str] = frozenset()
    key: str = ""

    def worded(self, key: Any = None) -> str:
        """The figure as it is written in Viet Nam."""
        if isinstance(self.value, Mapping):
            if key is not None and key in self.value:
                return worded(self.kind, self.value[key])
            return "; ".join(f"{name}: {worded(self.kind, value)}" for name, value in self.value.items())
        return worded(self.kind, self.value)


@dataclass(frozen=True)
class Parameters:
    """All figures of a subject, as seen by a rule asked about the day `on`.

    `checked_on` is the day on which its rules and figures were last held against the register of instruments.
    """

    subject: str
    entries: Mapping[str, tuple[Entry, ...]]
    on: date | None = None
    asked: list[str] = field(default_factory=list, compare=False)
    checked_on: date | None = None

    def seen_on(self, on: date) -> Parameters:
        """The same figures, asked about another day."""
        return replace(self, on=on, asked=[])

    def timeline(self, name: str) -> tuple[Entry, ...]:
        """Every value of a figure, in order of the day it starts to hold."""
        if name not in self.entries:
            raise KeyError(f"{self.subject} has no figure {name}")
        return self.entries[name]

    def entry(self, name: str, *, on: date | None = None) -> Entry:
        """The value in force on the day. Raises OutsideTable before the first and after the last."""
        day = on or self.on
        found = None
        timeline = self.timeline(name)
        for entry in timeline:
            if day is None or entry.effective_from <= day:
                found = entry
        if found is None or (day and found.effective_to and day >= found.effective_to):
            raise OutsideTable(
                "outside_table",
                _("Ngoài bảng: không có “{label}” cho ngày {day}; bảng bắt đầu từ {first}."),
                label=Wording(timeline[0].label),
                day=day,
                first=timeline[0].effective_from,
            )
        return found

    def __getitem__(self, name: str) -> Term:
        """The value in force on the day the rule is asked about, as a term."""
        entry = self.entry(name)
        self.asked.append(name)
        shown = term(Decimal(entry.value).scaleb(-entry.kind.scale)) if entry.kind.is_number else term(entry.value)
        return Term(
            expr=shown.expr,
            kind=entry.kind if shown.scale == entry.kind.scale or not entry.kind.is_number else shown.kind,
            scale=shown.scale,
            words=lambda _: entry.worded(),
            uses=lambda _: [entry],
            constant=shown.constant,
        )

    def figure(self, entry: Entry, key: str | None = None) -> Term:
        """One entry of a timeline as a term; of a table by key, the value of one key."""
        held = entry.value if key is None else entry.value[key]
        shown = worded(entry.kind, held)
        used = entry if key is None else replace(entry, value=held)
        return Term(
            expr=pl.lit(held, dtype=entry.kind.dtype),
            kind=entry.kind,
            scale=entry.kind.scale,
            words=lambda _: shown,
            uses=lambda _: [used],
            constant=held,
        )

    def on_day(self, name: str, day: Term) -> Term:
        """The value in force on each row's own day; null before the first."""
        timeline = self.timeline(name)
        self.asked.append(name)
        chain: Any = pl
        kind = timeline[0].kind
        scale, values = _at_least_scale(kind, [entry.value for entry in timeline])
        for entry, value in reversed(list(zip(timeline, values, strict=True))):
            chain = chain.when(day.expr >= pl.lit(entry.effective_from)).then(pl.lit(value, dtype=kind.dtype))

        def uses(row: Row, _: Term) -> list[Entry]:
            on = row.nodes[id(day)]
            return [found] if on and (found := _last_before(timeline, on)) else []

        return telling(expr=chain.otherwise(None), kind=kind, scale=scale, like=(day,), uses=uses)

    def lookup(self, name: str, key: Term) -> Term:
        """The value of the row's key in a table by key; null for a key that is not in it."""
        entry = self.entry(name)
        self.asked.append(name)
        table: Mapping[Any, Any] = entry.value
        scale, values = _at_least_scale(entry.kind, list(table.values()))
        expr = _looked_up(key.expr, dict(zip(table, values, strict=True)), entry.kind)

        def uses(row: Row, _: Term) -> list[Entry]:
            value, word = table.get(row.nodes[id(key)]), row.nodes[id(key)]
            sure = "unverified" if word in entry.unverified_keys else entry.sure
            return [] if value is None else [replace(entry, value=value, sure=sure, key=str(word))]

        return telling(expr=expr, kind=entry.kind, scale=scale, like=(key,), uses=uses)


def _at_least_scale(kind: Kind, values: list[Any]) -> tuple[int, list[Any]]:
    """The smallest power of ten that holds all values exactly: fewer digits to carry and to divide away later."""
    scale = kind.scale
    while kind.is_number and scale and all(value % 10 == 0 for value in values):
        scale, values = scale - 1, [value // 10 for value in values]
    return scale, values


def _looked_up(key: pl.Expr, table: Mapping[Any, Any], kind: Kind) -> pl.Expr:
    if len(table) > FEW_KEYS:
        return key.replace_strict(list(table), list(table.values()), default=None, return_dtype=kind.dtype)
    chain: Any = pl
    for word, value in table.items():
        chain = chain.when(key == word).then(pl.lit(value, dtype=kind.dtype))
    found: pl.Expr = chain.otherwise(None)
    return found


def _last_before(timeline: Sequence[Entry], on: date) -> Entry | None:
    found = None
    for entry in timeline:
        if entry.effective_from <= on:
            found = entry
    return found


# -- reading -----------------------------------------------------------------------------------------------------------


class _ExactLoader(yaml.SafeLoader):
    """YAML whose decimals stay as they are written."""


_ExactLoader.add_constructor(
    "tag:yaml.org,2002:float",
    lambda loader, node: Decimal(loader.construct_scalar(node)),  # type: ignore[arg-type]
)


def load(path: Path, *, drafts: Sequence[Mapping[str, Any]] = ()) -> Parameters:
    """The figures of the subject whose folder holds `path`, with draft sets laid over them."""
    subject = path.parent.name
    data = yaml.load(path.read_text("utf-8"), Loader=_ExactLoader)  # noqa: S506
    return _read(subject, data, drafts)


def read_drafts(text: str) -> Mapping[str, Any]:
    """A set of draft figures: {subject: {parameters: ...}} in YAML."""
    data = yaml.load(text, Loader=_ExactLoader)  # noqa: S506
    if not isinstance(data, Mapping):
        raise BadInput("drafts_invalid", _("Tệp dự thảo phải có dạng: lĩnh vực → parameters → tên → values."))
    return data


def _read(subject: str, data: Mapping[str, Any], drafts: Sequence[Mapping[str, Any]]) -> Parameters:
    instruments: dict[str, Any] = dict(data.get("instruments", {}))
    entries = {
        name: [
            _entry(
                subject=subject,
                name=name,
                block=block,
                given=value,
                instruments=instruments,
                checked_on=data.get("checked_on"),
            )
            for value in block["values"]
        ]
        for name, block in (data.get("parameters") or {}).items()
    }
    for draft in drafts:
        own = draft.get(subject) or {}
        known = {**instruments, **own.get("instruments", {})}
        for name, block in (own.get("parameters") or {}).items():
            if name not in entries:
                raise BadInput(
                    "draft_unknown",
                    _("Dự thảo nêu “{name}” mà lĩnh vực “{subject}” không có."),
                    name=name,
                    subject=subject,
                )
            base = data["parameters"][name]
            new = [
                _entry(
                    subject=subject,
                    name=name,
                    block=base,
                    given={"sure": "draft", **value},
                    instruments=known,
                    checked_on=None,
                )
                for value in block["values"]
            ]
            starts = {entry.effective_from for entry in new}
            entries[name] = [entry for entry in entries[name] if entry.effective_from not in starts] + new
    ordered = {name: tuple(sorted(found, key=lambda e: e.effective_from)) for name, found in entries.items()}
    return Parameters(subject, MappingProxyType(ordered), checked_on=data.get("checked_on"))


def _entry(
    *,
    subject: str,
    name: str,
    block: Mapping[str, Any],
    given: Mapping[str, Any],
    instruments: Mapping[str, Any],
    checked_on: date | None,
) -> Entry:
    kind = KINDS[block["unit"]]
    where = f"{subject}.{name}"
    instrument = instruments.get(given.get("in", ""), {})
    value = given["value"]
    if isinstance(value, Mapping):
        held: Any = MappingProxyType({str(key): hold(kind, item, where=where) for key, item in value.items()})
    else:
        held = hold(kind, value, where=where)
    sure = given.get("sure", "verified")
    if sure not in SURENESS:
        raise ValueError(f"{where}: sure is {sure}")
    return Entry(
        subject=subject,
        name=name,
        label=block["label"],
        kind=kind,
        effective_from=given["from"],
        effective_to=given.get("to"),
        value=held,
        instrument=instrument.get("name", given.get("in", "")),
        article=given.get("article", ""),
        link=given.get("link", instrument.get("link", "")),
        checked_on=given.get("checked_on", checked_on),
        sure=sure,
        unverified_keys=frozenset(given.get("unverified_keys", ())),
    )
