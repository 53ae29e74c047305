"""What clauses about people share: persons, posts, terms and days between set phrases, and effects made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from lark import Token, Tree

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import Lexicon, day_in, phrases_of
from tinhgon.reading.numbers import is_spelt
from tinhgon.reading.shapes.base import NotThisShape, Place, all_tokens, opening, tokens_of, trees_of
from tinhgon.reading.shapes.contrary import ALSO_DONE, CONTRARY, HARMLESS, NumberedLexicon
from tinhgon.reading.shapes.wording import words_of
from tinhgon.reading.words import UPPER
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.effects.appoint import Appoint
from tinhgon.registers.staff.payloads import PersonRef

_TITLES = phrases_of("ông (bà); ông; bà; đồng chí; Ông (Bà); Ông; Bà; Đồng chí")
_WORD = rf"[{UPPER}][^\W\d_]*(?:['’-][{UPPER}]?[^\W\d_]+)*"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,5}}")
_FILED_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,5}}")
"""Words with a capital each, two and more: 'Trần Thị Mẫu', 'Rơ Châm H'Yéo'; one beside a file code: 'K'Brôih'."""
_BORN = re.compile(
    r"(?:sinh|SN)\D{0,12}?(?P<d>\d{1,2}[/.-])?(?P<m>\d{1,2}[/.-])?(?P<y>\d{4})|^(?P<only>\d{4})$", re.IGNORECASE
)
# What begins the words for a post, a grade or an office; in small letters only these.
_SMALL = phrases_of(
    "chuyên viên; nhân viên; cán bộ; công chức; viên chức; giáo viên; giảng viên; kế toán; thủ quỹ; văn thư; lưu trữ; "
    "bác sĩ; bác sỹ; y sĩ; dược sĩ; điều dưỡng; thanh tra viên; cán sự; kỹ sư; kiểm tra viên; kiểm lâm viên; phó; "
    "trưởng; giám đốc; hiệu trưởng; chủ tịch; bí thư; ủy viên; uỷ viên; đại biểu; thư ký; phòng; sở; ban; huyện; tỉnh; "
    "thành phố; quận; thị xã; xã; phường; thị trấn; hạng; bậc; mã; ngạch; sinh; chức vụ; chức danh; hiện là"
)
_A_POST = re.compile(
    rf"\s*(?:(?:và|nguyên|quyền|đang công tác tại|công tác tại)\s+)?(?:[{UPPER}\d(]|(?:{'|'.join(_SMALL)})\b)"
)
_FILE = re.compile(r"^\(mã hồ sơ (\S+)\)$")
"""Beside a name, as our own papers have it: which file is meant."""
# 'Giám đốc Sở A và Trưởng phòng B', 'Giám đốc Sở A, Phó Bí thư …': two posts, of which one could be found.
_SECOND_POST = re.compile(
    r"(?:,|;|\bvà)\s+(?:(?:Phó|Quyền) )?(?:Giám đốc|Phó|Trưởng|Chủ tịch|Chủ nhiệm|Bí thư|Chánh|Hiệu trưởng|Viện trưởng|"
    r"Cục trưởng|Chi cục trưởng|Ủy viên|Uỷ viên|Thư ký|Chuyên viên|Kế toán trưởng|Đội trưởng|Trạm trưởng|Tổng|"
    r"Thành viên)\b"
)
_NUMBERED = re.compile(r"^(?:vị trí số\s+(\S+)|.*\((\S*\d\S*)\))$")


def commas(*phrases: str) -> tuple[str, ...]:
    """The phrases, as they begin a sentence, and behind a comma."""
    return tuple(
        one for phrase in phrases for one in (phrase, phrase[:1].upper() + phrase[1:], f", {phrase}", f"; {phrase}")
    )


def does(*verbs: str) -> tuple[str, ...]:
    """A verb as a clause begins with it: 'bổ nhiệm', 'Nay bổ nhiệm', 'Quyết định bổ nhiệm'."""
    return tuple(
        one
        for verb in verbs
        for one in (
            verb,
            verb[:1].upper() + verb[1:],
            f"Nay {verb}",
            f"nay {verb}",
            f"Quyết định {verb}",
            f"quyết định {verb}",
        )
    )


def begins(*verbs: str) -> re.Pattern[str]:
    """How such a clause begins, whatever stands before the verb."""
    return opening(*verbs, *(f"nay {verb}" for verb in verbs), *(f"quyết định {verb}" for verb in verbs))


def people_lexicon(**phrases: Sequence[str]) -> Lexicon:
    """Everything is a word but the phrases. What turns a clause into its contrary has no place in any grammar."""
    return NumberedLexicon(
        {
            "TITLE": _TITLES,
            "CODED": ("người có mã hồ sơ",),
            "HOLD": commas(
                *phrases_of(
                    "giữ chức vụ:; giữ chức vụ; giữ chức danh; giữ chức; giữ vị trí; giữ vị trí số; làm Trưởng; làm Phó"
                )
            ),
            "TERM": commas(
                *phrases_of(
                    "thời hạn giữ chức vụ là; thời hạn giữ chức vụ; thời hạn bổ nhiệm là; thời hạn bổ nhiệm; "
                    "thời hạn giữ chức; trong thời hạn; với thời hạn; thời hạn là; thời hạn; trong thời gian; "
                    "thời gian"
                ),
            ),
            "YEARS": ("năm",),
            "MONTHS": ("tháng",),
            "SINCE": commas(*phrases_of("kể từ; từ; tính từ")),
            "SIGNED": phrases_of("ngày ký quyết định; ngày ký ban hành; ngày ký; ngày Quyết định này có hiệu lực"),
            "UNTIL": commas(*phrases_of("đến hết; đến; cho đến hết; cho đến")),
            "OFFICE": commas(*phrases_of("nhiệm kỳ; khóa; khoá")),
            "BESIDE": commas(*phrases_of("kiêm nhiệm; kiêm giữ chức vụ; kiêm")),
            "AND": ("và",),
            "PART_TIME": HARMLESS,
            **phrases,
            # Whatever turns a clause into its contrary, or does something else to somebody.
            "NOT": (*CONTRARY, *ALSO_DONE),
        },
        names=False,
    )


def is_plain(words: str) -> bool:
    """Whether words are those of a name or a post alone: none that acts, refuses, or makes it conditional."""
    return all(token.type in _FREE for token in people_lexicon().tokens(text=words, start=0, end=len(words)))


_FREE = ("WORD", "NUM", "DASH", "SLASH", "QUOTE", "PAREN", "AND", "COMMA", "PART_TIME", "YEARS", "MONTHS")


def people_rules(*, tail: bool = True, beside: bool = True) -> str:
    """The rules for persons, posts, days and terms; with `tail` what may end a clause, with `beside` a second post."""
    more = "_tail: (term | since | until | office)* (DOT | SEMI)?\n" if tail else ""
    held = "beside: BESIDE _free+\n_was: _free | BESIDE\n" if beside else "_was: _free\n"
    return f"""
person: TITLE name born? | CODED code
name: WORD+
code: WORD | NUM
born: PAREN
before: (COMMA | DASH) (_was | DATE)+
post: _free+
place: _free+
until: UNTIL DATE
since: SINCE (DATE | SIGNED)
term: TERM NUM PAREN? (YEARS | MONTHS) PAREN?
office: OFFICE _term+
_term: WORD | NUM | DASH | SLASH
_free: {" | ".join(_FREE)}
{held}{more}"""


def person_of(tree: Tree[Token], place: Place, *, before: str = "", slot: str = "person") -> Wanted:
    """The person of a clause, with what it says beside the name. A name is capitals: 'Bình không' is none."""
    person = trees_of(tree, "person")[0]
    coded = trees_of(person, "code")
    if coded:
        code = "".join(words_of(coded[0], place).split()).rstrip(".")
        return Wanted(slot, "person", code, place.span(*all_tokens(coded[0])), code=code)
    name = words_of(trees_of(person, "name")[0], place)
    file = next(
        (str(found[1]) for one in trees_of(person, "born") if (found := _FILE.match(str(all_tokens(one)[0])))), None
    )
    if not (_NAME if file is None else _FILED_NAME).fullmatch(name):
        raise NotThisShape
    told = trees_of(tree, "before")
    said = words_of(told[0], place).lstrip(",-– ") if told else before
    born = _born(str(all_tokens(one)[0])[1:-1] if (one := next(iter(trees_of(person, "born")), None)) else "")
    if trees_of(person, "born") and not born and file is None:
        raise NotThisShape
    inside = re.match(r"sinh\s[^,;]*\d{4}\s*[,;]?\s*", said)
    if inside:
        born, said = born or _born(inside[0].rstrip(",; ")), said[inside.end() :]
    if any(not _A_POST.match(part) for part in re.split(r"[,;]\s*", said) if part):
        raise NotThisShape  # 'có nguyện vọng', 'đủ điều kiện': not who somebody is, but what they want
    span = place.span(*all_tokens(trees_of(person, "name")[0]))
    sex = "female" if str(tokens_of(person, "TITLE")[0]).lower() == "bà" else ""
    sex = "male" if str(tokens_of(person, "TITLE")[0]).lower() == "ông" else sex
    return Wanted(slot, "person", name, span, code=file, before=said, born=born, sex=sex)


def stands_apart(tree: Tree[Token], *kinds: str) -> bool:
    """Whether the verb of 'Ông A, Giám đốc Sở B, nghỉ hưu' stands behind a comma where something stands before it:
    'Giám đốc Sở B đủ điều kiện nghỉ hưu' does not retire."""
    verbs = [token for token in all_tokens(tree) if token.type in kinds]
    return (
        not trees_of(tree, "before") or any(str(token)[:1] in ",;" for token in verbs) or bool(tokens_of(tree, "COMMA"))
    )


def _born(text: str) -> str:
    """'sinh ngày 12/3/1975' as '12/3/1975'; '' when it is no birth."""
    found = _BORN.search(text.replace("tháng", "/").replace("năm", "/").replace(" / ", "/"))
    if found is None:
        return ""
    return found["only"] or "/".join(part.strip("/.- ") for part in (found["d"], found["m"], found["y"]) if part)


def post_of(tree: Tree[Token], place: Place, *, rule: str = "post", slot: str = "post", of: str = "") -> Wanted:
    """The post of a clause: by its number where the words give one, else by title and unit."""
    found = trees_of(tree, rule)[0]
    tokens = all_tokens(found)
    if rule == "beside":
        tokens = tokens[1:]
        found = Tree(rule, [*tokens])
    words = words_of(found, place)
    holding = tokens_of(tree, "HOLD")
    head = str(holding[-1]) if holding else ""
    if head.endswith(("làm Trưởng", "làm Phó")):
        words = f"{head.rsplit(' ', 1)[1]} {words}"
    if _SECOND_POST.search(words):
        raise NotThisShape
    numbered = _NUMBERED.match(f"vị trí số {words}" if head.endswith("vị trí số") else words)
    code = next((one for one in numbered.groups() if one), None) if numbered else None
    return Wanted(slot, "post", words, place.span(*tokens), code=code and code.rstrip("."), of=of)


def days_of(tree: Tree[Token], place: Place) -> dict[str, Any]:
    """Since when, till when, for how many months. A day of signing is 'signed'."""
    del place
    facts: dict[str, Any] = {}
    for since in trees_of(tree, "since"):
        days = tokens_of(since, "DATE")
        facts["since"] = str(_day(days[0])) if days else "signed"
    for until in trees_of(tree, "until"):
        facts["until"] = str(_day(tokens_of(until, "DATE")[0]))
    for term in trees_of(tree, "term"):
        count = int(str(tokens_of(term, "NUM")[0]))
        spelt = (re.sub(r"\s(?:năm|tháng)\s*\)$", ")", str(bracket)) for bracket in tokens_of(term, "PAREN"))
        if any(not is_spelt(count, bracket) for bracket in spelt):
            raise NotThisShape
        facts["months"] = count * (12 if tokens_of(term, "YEARS") else 1)
    if any(len(trees_of(tree, one)) > 1 for one in ("since", "term", "until")) or _contradicts(facts):
        raise NotThisShape
    return facts


def _contradicts(facts: Mapping[str, Any]) -> bool:
    """Whether a term and its last day, both told, are not of one length; of 'ngày ký' that cannot be said."""
    since, until, months = facts.get("since"), facts.get("until"), facts.get("months")
    if not until:
        return False
    if since and since != "signed" and until <= since:
        return True
    if not months:
        return False
    return not since or since == "signed" or abs((_told(until) - months_after(_told(since), months)).days) > 1


def _told(day: str) -> date:
    return date.fromisoformat(day)


def _day(token: Token) -> date:
    day = day_in(str(token))
    if day is None:
        raise NotThisShape
    return day


KEPT_OR_LEFT = (
    ("substantive", gettext_noop("vị trí chính, thôi vị trí chính đang giữ")),
    ("keeps", gettext_noop("vị trí chính, vị trí chính đang giữ thành kiêm nhiệm")),
    ("concurrent", gettext_noop("kiêm nhiệm, vị trí chính không đổi")),
)
"""How an office that is elected or assigned stands beside the place somebody has: the words do not say."""


def appointed(effect: Effected, desk: Desk, **fields: Any) -> Appoint:
    """An appointment to an office as KEPT_OR_LEFT was answered."""
    how = effect.found["assignment"].code
    return Appoint(
        person=person_ref(effect),
        at_post=post_ref(effect),
        assignment="concurrent" if how == "concurrent" else "substantive",
        keeps_place=how == "keeps",
        **when(effect, desk),
        **fields,
    )


# -- drafting ---------------------------------------------------------------------------------------------------------


def person_ref(effect: Effected, slot: str = "person") -> PersonRef:
    return PersonRef(code=effect.found[slot].code)


def post_ref(effect: Effected, slot: str = "post") -> PostRef:
    found = effect.found[slot]
    return PostRef(number=found.code, title=found.post.title if found.post else None)


def when(effect: Effected, desk: Desk) -> dict[str, Any]:
    """The clause and, where it names a day of its own, that day."""
    since = _since(effect.clause.said.facts, desk)
    own = {} if since in (None, desk.answer.reading.head.effective_on) else {"effective_on": since}
    return {"clause": effect.clause.label, **own}


def _since(facts: Mapping[str, Any], desk: Desk) -> date | None:
    since = facts.get("since")
    if since == "signed":
        return desk.answer.reading.head.signed_on
    return parse_day(since) if since else None


def until_of(effect: Effected, desk: Desk) -> date | None:
    """The last day of a term: as told, or so many months from the day it begins."""
    facts = effect.clause.said.facts
    if facts.get("until"):
        return parse_day(facts["until"])
    start = _since(facts, desk) or desk.answer.reading.head.effective_on
    if not facts.get("months") or start is None:
        return None
    return months_after(start, facts["months"])


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(start.day, 27))


def needs_term(effect: Effected, desk: Desk) -> date:
    """The end of a term without which there is no such effect. Raises Conflict naming the clause."""
    until = until_of(effect, desk)
    if until is None:
        raise Conflict(
            "no_term",
            gettext_noop("{clause}: chưa nêu thời hạn (số tháng, số năm hoặc ngày cuối); không lập được dự thảo."),
            clause=effect.clause.label,
        )
    return until


def told(wanted: Iterable[Wanted]) -> dict[str, str]:
    """What a clause wants, in its own words."""
    return {one.slot: one.words for one in wanted if one.what != "choice"}


GOING = phrases_of(
    "đến nhận công tác tại; đến nhận nhiệm vụ tại; về nhận công tác tại; về công tác tại; đến "
    "công tác tại; đến làm việc tại; về làm việc tại; sang công tác tại; nhận công tác tại; "
    "công tác tại"
)
"""How a clause says where somebody goes to work."""


def going_to(tree: Tree[Token], place: Place) -> tuple[Wanted, ...]:
    """Where somebody goes: a post by its number, or a unit, and the post there where the unit keeps posts."""
    found = trees_of(tree, "place")[0]
    words, span = words_of(found, place), place.span(*all_tokens(found))
    numbered = _NUMBERED.match(words)
    if numbered:
        return (Wanted("post", "post", words, span, code=next(one for one in numbered.groups() if one)),)
    marked = re.fullmatch(r"đơn vị mã (\S+)", words)
    unit = Wanted("unit", "unit", words, span, code=marked[1] if marked else None)
    if marked:
        return (unit,)
    return (unit, Wanted("at", "choice", words, place.span(all_tokens(found)[0]), of="unit"))


def place_ref(effect: Effected) -> dict[str, Any]:
    """The place of an effect: at_post, or at_unit for a unit that keeps no posts."""
    if "post" in effect.found:
        return {"at_post": post_ref(effect)}
    at = effect.found.get("at")
    if at and at.code != "unit":
        return {"at_post": PostRef(number=at.code)}
    unit = effect.found["unit"].unit
    if unit is None:
        raise LookupError(effect.clause.label)
    return {"at_unit": unit.ref()}
