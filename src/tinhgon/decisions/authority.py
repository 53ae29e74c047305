"""By what authority a decision is signed: whose hands it went through, and on what ground it enters the ledger.

It is a value, sealed with the decision. Whether it is enough is asked here, where every signing passes, so that no
page, command or interface can go around it. What the house's rule (`signing`) asks:

shell   a user of the server signs by the command line; books are opened and history is entered by one pair of hands
case    a decision comes from a case of its own; opening and history need somebody who typed and somebody else who signs
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Literal, get_args

from tinhgon.basis.errors import Conflict, Wording, gettext_noop
from tinhgon.ledger.document import Document
from tinhgon.record.actor import Actor, actor_from, shell
from tinhgon.registers.staff.queries.files import holds_post

Ground = Literal["opening", "history", "shell", "case"]
HANDS = ("drafted", "checked", "approved", "numbered", "signed")
TOLD = {
    "drafted": gettext_noop("người soạn"),
    "checked": gettext_noop("người kiểm tra"),
    "approved": gettext_noop("người phê duyệt"),
    "numbered": gettext_noop("người lấy số"),
    "signed": gettext_noop("người ký"),
}
GROUNDS = {
    "opening": gettext_noop("mở sổ"),
    "history": gettext_noop("vào sổ từ bản giấy"),
    "shell": gettext_noop("ký bằng dòng lệnh trên máy chủ"),
    "case": gettext_noop("theo hồ sơ trình ký"),
}
_OPENING = ("open_books/", "take_up/", "take_up_roster/")
"""Kinds of clause that open books: a decision has one of them, or it opens nothing."""


class NotEntitled(Conflict):
    """The authority is not enough for this decision."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who drafted, checked, approved, numbered and signed, each as an actor: account, person, post held that day, for
    whom. `case`: the stream of the case it comes from; `draft`: the number and digest of the draft that was signed.
    `apart`: of the version of the procedure that the case ran under, the hands (HANDS) that must be different people,
    group by group; `least`: of how many people there must be."""

    ground: Ground
    signed: Actor
    drafted: Actor | None = None
    checked: Actor | None = None
    approved: Actor | None = None
    numbered: Actor | None = None
    case: str = ""
    draft: int | None = None
    digest: str = ""
    apart: tuple[tuple[str, ...], ...] = ()
    least: int = 2

    def fields(self) -> dict[str, Any]:
        """What is sealed: only what is stated."""
        hands = {name: hand.fields() for name in HANDS if (hand := getattr(self, name)) is not None}
        more: dict[str, Any] = {"case": self.case, "draft": self.draft, "digest": self.digest}
        if self.apart:
            more |= {"apart": [list(group) for group in self.apart], "least": self.least}
        return {"ground": self.ground, **hands, **{name: value for name, value in more.items() if value}}


def authority_from(stated: dict[str, Any]) -> Authority:
    """The authority as it was sealed."""
    more: dict[str, Any] = {name: actor_from(stated[name]) for name in HANDS if name in stated}
    more |= {name: stated[name] for name in ("case", "draft", "digest", "least") if name in stated}
    more["apart"] = tuple(tuple(group) for group in stated.get("apart", ()))
    return Authority(ground=stated["ground"], **more)


def by_shell(**more: Any) -> Authority:
    """Whoever runs this process signs."""
    return Authority("shell", shell(), **more)


def by_opening() -> Authority:
    """Whoever runs this process opens books."""
    return Authority("opening", shell())


def by_history() -> Authority:
    """Whoever runs this process enters a decision that exists on paper."""
    return Authority("history", shell())


def need_authority(document: Document, authority: Authority, *, rule: str, today: date) -> None:
    """Raises NotEntitled, in a sentence, when the authority is not enough for the document. `rule`: the house's."""
    if authority.ground not in get_args(Ground):
        raise ValueError(authority.ground)
    if authority.ground == "opening" and not any(e.kind.startswith(_OPENING) for e in document.effects):
        raise NotEntitled(
            "nothing_opened",
            gettext_noop("{number} không mở sổ nào; ký nó như quyết định khác, không phải như mở sổ."),
            number=document.number,
        )
    if authority.ground == "history" and document.signed_on > today:
        raise NotEntitled(
            "not_yet_history",
            gettext_noop("{number} đề ngày {signed_on}, chưa đến; vào sổ từ bản giấy chỉ với quyết định đã ký."),
            number=document.number,
            signed_on=document.signed_on,
        )
    if rule == "case" and authority.ground == "shell":
        raise NotEntitled(
            "signing_needs_a_case",
            gettext_noop("{number}: quy định của cơ quan không cho ký bằng dòng lệnh; trình ký theo hồ sơ."),
            number=document.number,
        )
    if rule == "case" or authority.ground == "case":
        _need_two(document, authority)
    _need_apart(document, authority)
    _need_posts(document, authority)


def _need_two(document: Document, authority: Authority) -> None:
    """Who signs has not drafted, nor stands in for who has; a case names itself."""
    drafted, signed = authority.drafted, authority.signed
    if authority.ground == "case" and not authority.case:
        raise NotEntitled("case_missing", gettext_noop("{number}: chưa nêu hồ sơ trình ký."), number=document.number)
    if drafted is None or not _apart(drafted, signed):
        raise NotEntitled(
            "one_pair_of_hands",
            gettext_noop("{number}: người soạn và người ký phải là hai người; một người không làm cả hai."),
            number=document.number,
        )


def _need_apart(document: Document, authority: Authority) -> None:
    """All that the procedure keeps apart, each with its hand, and as many people as it asks for."""
    hands: dict[str, Actor | None] = {name: getattr(authority, name) for name in HANDS}
    for group in authority.apart:
        missing = next((name for name in group if hands[name] is None), None)
        if missing is not None:
            raise NotEntitled(
                "hand_missing",
                gettext_noop("{number}: theo quy trình phải có {hand}; hồ sơ chưa có người làm việc ấy."),
                number=document.number,
                hand=Wording(TOLD[missing]),
            )
        for one, other in combinations(group, 2):
            if not _apart(hands[one], hands[other]):  # type: ignore[arg-type]
                raise NotEntitled(
                    "hands_not_apart",
                    gettext_noop("{number}: {one} và {other} phải là hai người; một người không làm cả hai."),
                    number=document.number,
                    one=Wording(TOLD[one]),
                    other=Wording(TOLD[other]),
                )
    people = {hand.person for hand in hands.values() if hand and hand.person}
    if authority.apart and len(people) < authority.least:
        raise NotEntitled(
            "too_few_hands",
            gettext_noop("{number}: văn bản phải qua ít nhất {least} người, hồ sơ mới qua {count}."),
            number=document.number,
            least=authority.least,
            count=len(people),
        )


def _apart(one: Actor, other: Actor) -> bool:
    """Two different people, also counting those they stand in for, and two different accounts."""
    ones, others = ({who for who in (hand.person, hand.for_person) if who} for hand in (one, other))
    if ones & others or (one.account and one.account == other.account):
        return False
    return bool(ones and others) or bool(one.name and other.name and one.name != other.name)


def _need_posts(document: Document, authority: Authority) -> None:
    """A post that a hand names was held by it on the day of signing."""
    for name in HANDS:
        hand: Actor | None = getattr(authority, name)
        if hand is not None and hand.post is not None:
            holder = hand.for_person or hand.person
            if holder is None or not holds_post(holder, hand.post, document.signed_on):
                raise NotEntitled(
                    "post_not_held",
                    gettext_noop("{number}: ngày {on} {who} không giữ vị trí đã nêu; không ký được."),
                    number=document.number,
                    on=document.signed_on,
                    who=hand.name,
                )
