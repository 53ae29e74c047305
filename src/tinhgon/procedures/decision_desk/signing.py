"""A draft of the ledger on its way through the desk: its text as an act sees it, and the last act, which signs it.

The authority is computed of the case's acts, never handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from tinhgon.basis.canonical import canonical, sha256
from tinhgon.basis.errors import Conflict
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.cases import move, store
from tinhgon.cases.acts import Act
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.number import GiveNumber
from tinhgon.cases.acts.revise import Revise
from tinhgon.cases.acts.sign import Sign
from tinhgon.cases.state import DRAFT, State
from tinhgon.decisions import desk
from tinhgon.decisions.authority import Authority
from tinhgon.decisions.drafting import validated
from tinhgon.decisions.signing import preview, sign
from tinhgon.ledger.document import Document
from tinhgon.ledger.payload import parts
from tinhgon.record import acts as record
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.payloads import PersonRef

GIVEN_LATER = ("number", "signed_on")
"""What the clerk gives after the text was approved: the digest is of all the rest."""
UNNUMBERED = "dự thảo"
_HANDS: Mapping[str, str] = {
    "revise": "drafted", "check": "checked", "compare": "checked", "approve": "approved", "number": "numbered",
    "sign": "signed",
}  # fmt: skip
"""What the hands of an authority do, by the names of acts in a definition."""


def digest_of(fields: Mapping[str, Any]) -> str:
    """SHA-256 of what is judged: the draft as it is kept, without the number and day that the clerk gives."""
    return sha256(canonical({name: value for name, value in fields.items() if name not in GIVEN_LATER}))


def _whole(number: int, fields: Mapping[str, Any], *, numbered: str, signed_on: date) -> Document:
    """The decision that a draft is under this number and day. Raises BadInput for what else is missing."""
    return validated({**fields, "number": numbered, "signed_on": signed_on.isoformat()}, name=f"dự thảo số {number}")


def _waiting(number: int) -> Mapping[str, Any]:
    """The fields of a draft that may be signed. Raises Conflict when it is signed or withdrawn."""
    kept = desk.kept_draft(number)
    if not kept.is_open:
        raise Conflict("draft_closed", _("Dự thảo số {number} đã ký hoặc đã rút."), number=number)
    return kept.document


def open_draft(number: int, *, procedure: Any, variant: str, unit: int, by: Actor) -> move.Moved:
    """Open a case about a kept draft, and lay its text before it."""
    about = [(DRAFT, str(number))]
    with transaction.atomic():
        desk.hold(number)
        subject = str(_waiting(number).get("subject") or _("Dự thảo chưa có trích yếu"))
        opened = move.open_case(procedure, variant=variant, unit=unit, subject=subject, about=about, by=by)
        return submit_draft(opened.state.case, by=by)


def submit_draft(case: int, *, by: Actor, seen: int | None = None) -> move.Moved:
    """Lay the draft of a case before it as it is kept now: nobody states what is in it or whom it concerns."""
    return move.do(case, revision_of(_draft_of(store.load(case))), by=by, seen=seen, enter=lambda _, act: act.payload)


def judged(state: State) -> desk.Kept:
    """The revision of the draft that the case judges: what was laid before it last, though it be written on since."""
    number = _draft_of(state)
    digest = state.text.digest if state.text else ""
    return next(
        (kept for kept in desk.revisions(number) if digest_of(kept.document) == digest), desk.kept_draft(number)
    )


def need_no_open_case(number: int) -> None:
    """Raises Conflict when an open case is about the draft: it is signed, or given up, by the acts of that case."""
    case = store.open_about(DRAFT, str(number))
    if case is not None:
        raise Conflict(
            "draft_in_a_case",
            _("Dự thảo số {number} đang được trình ở hồ sơ {case}; ký, trả lại hoặc kết thúc theo hồ sơ đó."),
            number=number,
            case=case,
        )


def _draft_of(state: State) -> int:
    if state.draft is None:
        raise Conflict("no_draft", _("Hồ sơ {case} không trình dự thảo nào."), case=state.case)
    return state.draft


def revision_of(number: int) -> Revise:
    """The draft as it is kept now, with whom it concerns and what a preview finds in it."""
    fields = _waiting(number)
    document = _whole(number, fields, numbered=UNNUMBERED, signed_on=store.clock().date())
    (outcome,) = preview([document])
    findings = (*outcome.findings, *outcome.law)
    return Revise(
        digest=digest_of(fields),
        concerns=tuple(sorted(_concerned(document))),
        errors=tuple(sorted({finding.code for finding in findings if finding.is_error})),
        warnings=tuple(sorted({finding.code for finding in findings if finding.severity == "warning"})),
    )


def _concerned(document: Document) -> set[int]:
    return {ref.id for ref in parts(document.effects, PersonRef) if ref.id is not None}


def sign_draft(case: int, *, by: Actor, seen: int | None = None) -> move.Moved:
    """The last act: the text that was judged enters the ledger under the number that was given, by these hands.

    Raises NotAllowed, NotEntitled, NotBalanced, Conflict; then neither book has anything of it.
    """
    state = store.load(case)
    content = Sign(
        digest=state.text.digest if state.text else "0" * 64,
        number=state.number or "–",
        signed_on=state.dated or store.clock().date(),
    )
    return move.do(case, content, by=by, seen=seen, enter=_entering(by))


def _entering(by: Actor) -> Callable[[State, Act], Sign]:
    def enter(state: State, act: Act) -> Sign:
        content = act.payload
        if not isinstance(content, Sign):
            raise TypeError("only a signing enters the ledger")
        number = _draft_of(state)
        fields = _waiting(number)
        document = _whole(number, fields, numbered=content.number, signed_on=content.signed_on)
        judged = state.text.concerns if state.text else frozenset()
        if digest_of(fields) != content.digest or not _concerned(document) <= judged:
            raise Conflict(
                "draft_changed",
                _("Dự thảo số {number} đã được sửa sau khi phê duyệt; trình lại bản mới."),
                number=number,
            )
        outcome = sign(document, authority_of(state, by=by, draft=number))
        desk.note_signed(number, outcome.ordinal)
        return content.model_copy(update={"decision": outcome.ordinal, "seal": outcome.hash})

    return enter


def authority_of(state: State, *, by: Actor, draft: int) -> Authority:
    """Whose hands the present text went through, as the record has them."""
    actors = {act.seq: act.actor for act in record.history(store.stream_of(state.case))}
    text = state.text
    hands: dict[str, Actor] = {}
    for act in state.acts:
        if act.seq in state.withdrawn or not text or act.seq < text.seq or act.seq not in actors:
            continue
        match act.payload:
            case Revise():
                hands["drafted"] = actors[act.seq]
            case Decide(does="check" | "compare"):
                hands["checked"] = actors[act.seq]
            case Decide(does="approve"):
                hands["approved"] = actors[act.seq]
            case GiveNumber():
                hands["numbered"] = actors[act.seq]
    return Authority(
        ground="case",
        signed=by,
        case=store.stream_of(state.case),
        draft=draft,
        digest=text.digest if text else "",
        apart=tuple(tuple(_HANDS[doing] for doing in group if doing in _HANDS) for group in state.version.apart),
        least=state.version.hands,
        **hands,
    )
