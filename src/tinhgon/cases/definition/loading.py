"""A definition from its file: read, validated, its graph walked. Whatever is wrong is told with file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from tinhgon.basis.canonical import canonical, sha256
from tinhgon.basis.errors import Refusal
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.cases.definition.expanding import acts_anywhere, acts_of, needs_of
from tinhgon.cases.definition.model import ENDS, Procedure, Step, Version
from tinhgon.cases.definition.of_law import with_law
from tinhgon.cases.definition.yamls import line_of, read

Where = tuple[int | str, ...]
NEVER_OVERRIDDEN = frozenset(
    {"related_out", "counts_agree", "counters_apart", "result_as_ruled", "decided", "drafted", "same_text", "no_errors"}
)
"""Separation, own concern, the digest and the counts: no superior's paper replaces them."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a definition, with its line."""

    line: int
    text: str


class BadDefinition(Refusal):
    """A definition that cannot run: every fault, with file and line."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        super().__init__(
            "definition_invalid",
            _("{faults}"),
            faults="\n".join(f"{name}, dòng {fault.line}: {fault.text}." for fault in faults),
        )
        self.faults = tuple(faults)


def load(
    text: str, *, name: str, kinds: Collection[str], checks: Collection[str], kinship: Collection[str]
) -> Procedure:
    """The procedure that a text states. `kinds`, `checks` and `kinship` are the names that it may use.

    Raises BadInput for what is no YAML, BadDefinition with every fault otherwise.
    """
    value, node = read(text, name=name)
    if not isinstance(value, dict):
        raise BadDefinition(name, [Fault(1, "tệp phải bắt đầu bằng procedure: …")])
    value, strange = with_law(value)
    if strange:
        raise BadDefinition(name, [Fault(line_of(node, place), text) for place, text in strange])
    try:
        procedure = reload(value)
    except ValidationError as invalid:
        faults = [
            Fault(line_of(node, error["loc"]), _told(error["loc"], error["msg"], error["type"]))
            for error in invalid.errors()
        ]
        raise BadDefinition(name, faults) from None
    faults = [
        Fault(line_of(node, place), text) for place, text in _faults(procedure, set(kinds), set(checks), set(kinship))
    ]
    if faults:
        raise BadDefinition(name, sorted(faults, key=lambda fault: fault.line))
    return procedure


def digest_of(value: Any) -> str:
    """SHA-256 of what the file states. Comments and the order of keys are not stated; a new default changes nothing."""
    return sha256(canonical(value))


def reload(value: Any) -> Procedure:
    """The procedure of a kept definition, by which an older case still runs: validated as a model, judged no more."""
    text = canonical(value)
    return Procedure.model_validate({**value, "digest": sha256(text), "text": text})


def _told(place: Where, message: str, kind: str) -> str:
    where = ".".join(str(part) for part in place if not isinstance(part, int)) or "tệp"
    words = {
        "missing": "thiếu",
        "extra_forbidden": "không có trong ngữ pháp",
        "literal_error": message.replace("Input should be", "phải là"),
    }
    return f"{where}: {words.get(kind, message.removeprefix('Value error, '))}"


def _faults(procedure: Procedure, kinds: set[str], checks: set[str], kinship: set[str]) -> Iterator[tuple[Where, str]]:
    for number, version in enumerate(procedure.versions):
        here: Where = ("versions", number)
        yield from _version_faults(here, version, checks, kinship)
        ids = [step.id for step in version.steps]
        for index, step in enumerate(version.steps):
            place = (*here, "steps", index)
            if ids.index(step.id) != index:
                yield (*place, "id"), f"bước “{step.id}” có hai lần"
            yield from _step_faults(place, version, step, kinds, checks)
        yield from _result_faults(version, here)
        yield from _unreached(here, version)
    yield from _overlaps(procedure)


def _version_faults(here: Where, version: Version, checks: set[str], kinship: set[str]) -> Iterator[tuple[Where, str]]:
    ids = {step.id for step in version.steps}
    if version.start not in ids:
        yield (*here, "start"), f"start: không có bước “{version.start}”"
    if version.until and version.until < version.since:
        yield (*here, "to"), f"to: {version.until} trước ngày bắt đầu {version.since}"
    for name in version.kinship:
        if name not in kinship:
            yield (*here, "kinship"), f"kinship: không có danh sách “{name}”; có: {', '.join(sorted(kinship))}"
    done = {name for step in version.steps for name in (*acts_of(step), *acts_anywhere(version, step))}
    for number, group in enumerate(version.apart):
        for name in group:
            if name not in done:
                yield (*here, "apart", number), f"apart: không bước nào có việc “{name}”"
    for name in version.may_override:
        if name in NEVER_OVERRIDDEN:
            yield (*here, "may_override"), f"may_override: “{name}” không bao giờ được bỏ qua"
        elif name not in checks:
            yield (*here, "may_override"), f"may_override: không có điều kiện “{name}”"


def _result_faults(version: Version, place: Where) -> Iterator[tuple[Where, str]]:
    if version.result is not None:
        ids = {step.id for step in version.steps}
        for name in (version.result.at, *version.result.not_through):
            if name is not None and name not in ids:
                yield (*place, "result"), f"result: không có bước “{name}”"


def _step_faults(
    place: Where, version: Version, step: Step, kinds: set[str], checks: set[str]
) -> Iterator[tuple[Where, str]]:
    told = {
        f"“{step.id}” là tên kết thúc, không đặt cho một bước": step.id in ENDS,
        "họp bỏ phiếu phải nêu vote": step.kind == "ballot_meeting" and not step.all_votes(),
        "họp bỏ phiếu phải nêu body (ai được triệu tập)": step.kind == "ballot_meeting" and not step.body,
        "phải nêu does (việc được quyết định)": step.kind == "decision_of" and not step.does,
    }
    yield from ((place, f"bước “{step.id}”: {text}") for text, wrong in told.items() if wrong)
    yield from _act_faults(place, version, step, kinds)
    needed = [*needs_of(step), *(need for way in step.then.values() for need in way.needs)]
    needed += [need for rule in acts_of(step).values() for need in rule.needs]
    for need in needed:
        if need.check not in checks:
            yield (*place, "needs"), f"bước “{step.id}”: không có điều kiện “{need.check}”"
    yield from _way_faults(place, version, step)
    marks = _marks(version)
    for number, clock in enumerate(step.clocks):
        for mark in (clock.since, clock.until):
            if mark is not None and mark not in marks:
                yield (*place, "clocks", number), f"bước “{step.id}”, thời hạn “{clock.name}”: không có mốc “{mark}”"


def _act_faults(place: Where, version: Version, step: Step, kinds: set[str]) -> Iterator[tuple[Where, str]]:
    for name, rule in {**acts_of(step), **acts_anywhere(version, step)}.items():
        if (rule.kind or name) not in kinds:
            yield (*place, "acts", name), f"bước “{step.id}”: không có loại việc “{rule.kind or name}”"
        if not rule.by:
            yield (*place, "acts", name), f"bước “{step.id}”: việc “{name}” chưa nêu ai làm (by)"


def _way_faults(place: Where, version: Version, step: Step) -> Iterator[tuple[Where, str]]:
    ids = {other.id for other in version.steps}
    for outcome, way in step.then.items():
        if way.to not in ids and way.to not in ENDS:
            yield (*place, "then", outcome), f"bước “{step.id}”: “{outcome}” dẫn đến “{way.to}”, không có bước đó"
    for name, vote in step.all_votes().items():
        missing = [outcome for outcome in vote.outcomes() if not _has_way(step, outcome)]
        if missing:
            yield (*place, "then"), f"bước “{step.id}”, {name}: kết quả chưa có lối ra: {', '.join(missing)}"


def _has_way(step: Step, outcome: str) -> bool:
    """A meeting that may not meet, and an election that goes on in the same step, need no way out of their own."""
    return outcome in step.then or outcome == "may_not_meet"


def _marks(version: Version) -> set[str]:
    found = {"open"}
    for step in version.steps:
        found |= {f"enter:{step.id}", f"leave:{step.id}", *acts_of(step), *acts_anywhere(version, step)}
    return found


def _unreached(here: Where, version: Version) -> Iterator[tuple[Where, str]]:
    ways = {step.id: [way.to for way in step.then.values()] for step in version.steps}
    seen: set[str] = set()
    ahead = [version.start]
    while ahead:
        name = ahead.pop()
        if name in ways and name not in seen:
            seen.add(name)
            ahead += ways[name]
    for index, step in enumerate(version.steps):
        if step.id not in seen:
            yield (*here, "steps", index), f"không lối nào dẫn đến bước “{step.id}”"


def _overlaps(procedure: Procedure) -> Iterator[tuple[Where, str]]:
    """Two versions of a variant on one day: nobody could say which one a case runs under."""
    for number, one in enumerate(procedure.versions):
        for other in procedure.versions[:number]:
            same = one.variant == other.variant
            if (
                same
                and (other.until is None or one.since <= other.until)
                and (one.until is None or other.since <= one.until)
            ):
                yield (
                    ("versions", number, "from"),
                    (f"hai phiên bản “{one.variant}” cùng áp dụng từ {max(one.since, other.since)}"),
                )
