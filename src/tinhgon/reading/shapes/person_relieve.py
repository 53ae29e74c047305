"""'Miễn nhiệm chức vụ A đối với ông B', 'Cho ông B thôi giữ chức vụ A để nghỉ hưu', 'Phê chuẩn … miễn nhiệm'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, tokens_of
from tinhgon.reading.shapes.people import (
    commas,
    days_of,
    does,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    post_of,
    post_ref,
    stands_apart,
    told,
    when,
)
from tinhgon.registers.staff.effects.end_assignment import EndAssignment

_OPTIONS = (
    ("appointed", gettext_noop("nhận vị trí khác")),
    ("term_ended", gettext_noop("hết thời hạn")),
    ("transferred", gettext_noop("điều động")),
    ("resigned", gettext_noop("xin thôi giữ")),
    ("retired_on_time", gettext_noop("nghỉ hưu")),
    ("dismissed", gettext_noop("bị cách chức")),
)
_WHY = {
    "appointed": phrases_of(
        "để nhận nhiệm vụ mới; để nhận nhiệm vụ khác; để nhận công tác khác; để giữ chức vụ khác; "
        "nhận vị trí khác; do nhận vị trí khác; do được phân công nhiệm vụ khác; do được giao nhiệm "
        "vụ khác; để chuyển công tác khác; để bố trí công tác khác"
    ),
    "transferred": phrases_of(
        "do điều động; điều động; do chuyển công tác; để chuyển công tác; do được điều động công "
        "tác khác; do chuyển công tác khác"
    ),
    "resigned": phrases_of(
        "theo nguyện vọng; theo nguyện vọng cá nhân; xin thôi giữ; do xin thôi giữ; theo đơn xin từ "
        "chức; để thôi việc theo nguyện vọng; do có đơn xin từ chức"
    ),
    "retired_on_time": phrases_of(
        "để nghỉ hưu theo chế độ; để nghỉ hưu; nghỉ hưu; để nghỉ hưu theo quy định; để nghỉ chế độ; "
        "do nghỉ hưu; nghỉ hưu đúng tuổi; do đến tuổi nghỉ hưu; để nghỉ chế độ hưu trí"
    ),
    "retired_early": ("nghỉ hưu trước tuổi", "để nghỉ hưu trước tuổi"),
    "term_ended": phrases_of(
        "do hết thời hạn bổ nhiệm; do hết thời hạn; hết thời hạn; do hết nhiệm kỳ; do hết thời hạn giữ chức vụ"
    ),
    "rotated": ("luân chuyển", "do luân chuyển", "do được luân chuyển"),
    "not_reelected": ("không tái cử", "do không tái cử"),
    "dismissed": ("bị cách chức", "do bị kỷ luật", "do vi phạm kỷ luật"),
    "left_at_once": ("thôi việc ngay",),
    "died": ("từ trần", "do từ trần"),
}
_RELIEVE = phrases_of(
    "phê chuẩn kết quả miễn nhiệm; phê chuẩn kết quả bãi nhiệm; phê chuẩn miễn nhiệm; phê chuẩn "
    "việc miễn nhiệm; miễn nhiệm; bãi nhiệm; cho thôi giữ; thôi giữ"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    deeds = ("DO", "STRIP", "LET", "ABOUT")
    if not any(tokens_of(tree, done) for done in deeds) and not stands_apart(tree, "CEASE"):
        raise NotThisShape
    post = post_of(tree, place, of="person")
    person = person_of(tree, place)
    person = replace(person, before=person.before or post.words) if not person.code else person
    post = replace(post, of="") if post.code else post
    stated = [reason for reason in _WHY if list(tree.find_data(reason))]
    if len(stated) > 1:
        raise NotThisShape
    done = all_tokens(tree)[0] if not tokens_of(tree, "DO") else tokens_of(tree, "DO")[0]
    reason = stated[0] if stated else "dismissed" if tokens_of(tree, "STRIP") else ""
    wanted = [person, post]
    if not reason:
        # What is told is asked for its reason: the words of the deed, which nobody else is asked of.
        wanted.append(Wanted("reason", "choice", str(done).lower(), place.span(done), options=_OPTIONS))
    facts = {**told(wanted), **({"reason": reason} if reason else {}), **days_of(tree, place)}
    return Said("person_relieve", "end_assignment/1", facts=facts, wanted=tuple(wanted))


# For these the ledger ends the service with the last place; the words end an office only.
_STAYS = frozenset({"resigned", "transferred", "dismissed"})
_GIVES_A_PLACE = frozenset({"appoint/1", "transfer/1", "rotate/1"})


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    """The end of a place. Raises Conflict when it is the last one and nothing in the text gives another."""
    reason = effect.clause.said.facts.get("reason") or effect.found["reason"].code
    person = effect.found["person"]
    goes_on = any(
        other.clause.said.effect in _GIVES_A_PLACE and other.found["person"].code == person.code
        for other in desk.answer.effects
        if other is not effect and "person" in other.found
    )
    if reason in _STAYS and person.person and len(person.person.places) < 2 and not goes_on:
        raise Conflict(
            "last_place",
            gettext_noop(
                "{clause}: đây là vị trí duy nhất của người này trong sổ; thêm khoản bố trí vị trí khác, "
                "hoặc ghi thôi việc."
            ),
            clause=effect.clause.label,
        )
    yield EndAssignment(person=person_ref(effect), at_post=post_ref(effect), reason=reason, **when(effect, desk))


_REASONS = "".join(f"{reason}: BECAUSE? {reason.upper()}\n" for reason in _WHY)
PERSON_RELIEVE = Shape(
    name="person_relieve",
    opens=opening(
        *_RELIEVE,
        "nay miễn nhiệm",
        "quyết định miễn nhiệm",
        "cách chức",
        "kỷ luật cách chức",
        "ông ",
        "bà ",
        "đồng chí ",
        "cho ông",
        "cho bà",
        "cho đồng chí",
        "cho người",
        "để ông",
        "để bà",
        "nay cho",
        "quyết định cho",
    ),
    lexicon=people_lexicon(
        DO=does(*_RELIEVE),
        STRIP=does(
            *phrases_of(
                "cách chức; kỷ luật cách chức; kỷ luật bằng hình thức cách chức; thi hành kỷ luật bằng hình "
                "thức cách chức"
            )
        ),
        LET=does("cho", "để"),
        CEASE=commas(
            *phrases_of(
                "được thôi giữ chức vụ; thôi giữ chức vụ; thôi giữ chức danh; thôi giữ chức; thôi đảm nhiệm "
                "chức vụ; thôi kiêm nhiệm chức vụ; thôi giữ nhiệm vụ; thôi công tác tại"
            )
        ),
        POST=("chức vụ", "chức danh", "chức"),
        ABOUT=commas(*phrases_of("đối với; của; cho")),
        BECAUSE=commas("lý do:", "lý do"),
        **{reason.upper(): commas(*phrases) for reason, phrases in _WHY.items()},
    ),
    grammar=f"""start: (DO | STRIP) POST? post office? ABOUT person before? _more
     | CEASE post office? ABOUT person before? _more
     | DO person before? COMMA? CEASE post _more
     | LET? person before? COMMA? CEASE post _more
_more: (_why | since | office)* (DOT | SEMI)?
_why: {" | ".join(_WHY)}
{_REASONS}
{people_rules(tail=False)}""",
    build=_build,
    draft=_draft,
)
