"""What clauses want of the books: the person of a name, the post of a title, the office. The uncertain is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tinhgon.basis.errors import gettext_noop
from tinhgon.reading.answer import Found, Offered, Question
from tinhgon.reading.books import BookPerson, BookPlace, BookPost, Books, BookUnit, titles_of
from tinhgon.reading.clauses import Clause, Reading, Wanted
from tinhgon.reading.names import key
from tinhgon.reading.normal import Span
from tinhgon.reading.recognised import is_recognised
from tinhgon.reading.register import Register

_SHOWN = 12
ADDED = gettext_noop("cộng thêm vào số đang giữ")
WHOLE = gettext_noop("là tổng số mới, thay số đang giữ")
FROM_ABOVE = gettext_noop("cấp trên giao, không lấy từ số của đơn vị nào trong sổ")
Slot = tuple[int, str]


@dataclass
class Looked:
    """What was found for each slot of each clause, and what has to be asked."""

    found: dict[Slot, Found] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


def look_up(*, reading: Reading, books: Books, register: Register, answers: Mapping[Span, str]) -> Looked:
    """Every `wanted` of the clauses, in their order: a person before the post they hold."""
    looked = Looked()
    doubtful = is_recognised(text=reading.text)
    for place, clause in enumerate(reading.clauses):
        one = _Clause(place, clause, books, register, answers, looked, reading.head.issuer, doubtful)
        for wanted in clause.said.wanted:
            one.settle(wanted)
    _ask_twice_taken(reading, register, answers, looked)
    return looked


def _ask_twice_taken(reading: Reading, register: Register, answers: Mapping[Span, str], looked: Looked) -> None:
    """A post that two clauses would fill, when neither names it by its number: each is asked."""
    filled: dict[str, list[tuple[int, Wanted]]] = {}
    for place, clause in enumerate(reading.clauses):
        for wanted in clause.said.wanted:
            found = looked.found.get((place, wanted.slot))
            if found and found.post and wanted.what == "post" and not wanted.of and wanted.span not in answers:
                filled.setdefault(found.code, []).append((place, wanted))
    for taken in filled.values():
        for place, wanted in taken if len(taken) > 1 else ():
            found = looked.found.pop((place, wanted.slot))
            offer = _offer_post(found.post, found.unit) if found.post else None
            label = reading.clauses[place].label
            offers = (offer,) if offer else ()
            looked.questions.append(
                Question("post_several", label, wanted.span, wanted.words, (), register, offers=offers)
            )


@dataclass
class _Clause:
    """One clause being looked up."""

    place: int
    clause: Clause
    books: Books
    register: Register
    answers: Mapping[Span, str]
    looked: Looked
    issuer: str
    doubtful: bool = False

    def settle(self, wanted: Wanted) -> None:
        settling = {"person": self._person, "post": self._post, "unit": self._unit, "choice": self._choice}
        answer = self.answers.get(wanted.span, "")
        found = settling[wanted.what](wanted, answer)
        if found and self.doubtful and not answer and wanted.what != "choice":
            self._asked(wanted, "recognised", [Offered(found.code, wanted.words, "", "", (), 0)])
        elif found:
            self.looked.found[self.place, wanted.slot] = found

    def _of(self, slot: str) -> Found | None:
        return self.looked.found.get((self.place, slot))

    def _asked(self, wanted: Wanted, code: str, offers: Iterable[Offered] = ()) -> None:
        shown = tuple(offers)[:_SHOWN]
        self.looked.questions.append(
            Question(code, self.clause.label, wanted.span, wanted.words, (), self.register, offers=shown)
        )

    # -- people -------------------------------------------------------------------------------------------------------

    def _person(self, wanted: Wanted, answer: str) -> Found | None:
        if wanted.code == wanted.words:
            return Found(wanted.what, wanted.code, person=self.books.person(wanted.code))
        if answer and (chosen := self.books.person(answer)):
            return Found(wanted.what, chosen.code, person=chosen)
        if not self.books.names_people:
            self._asked(wanted, "person_unasked")
            return None
        namesakes = self.books.people(wanted.words)
        if wanted.code:
            return self._filed(wanted, namesakes.people)
        certain = [one for one in namesakes.people if self._is_meant(one, wanted)]
        if len(certain) == 1 and namesakes.are_all:
            return Found(wanted.what, certain[0].code, person=certain[0])
        several = len(namesakes.people) > 1
        none = "person_not_found" if namesakes.are_all else "person_unseen"
        code = "person_several" if several else "person_confirm" if namesakes.people else none
        self._asked(wanted, code, map(self._offer_person, certain or namesakes.people))
        return None

    def _filed(self, wanted: Wanted, namesakes: Sequence[BookPerson]) -> Found | None:
        """Name and file code, as our own papers tell somebody: sure where the file is of that name."""
        for one in namesakes:
            if one.code == wanted.code:
                return Found(wanted.what, one.code, person=one)
        self._asked(wanted, "person_confirm" if namesakes else "person_not_found", map(self._offer_person, namesakes))
        return None

    def _is_meant(self, person: BookPerson, wanted: Wanted) -> bool:
        """Whether what the clause says of somebody beside the name, place or birth, is so in the books; all of it."""
        told = []
        if wanted.born:
            told.append(_born_so(person, wanted.born))
        if wanted.before:
            told.append(any(self._is_place(place, wanted.before) for place in person.places))
        if _NUMBER.search(wanted.before):
            return False  # a number that identifies somebody is not compared here: it is confirmed
        same_sex = not (wanted.sex and person.sex) or wanted.sex == person.sex
        return bool(told) and all(told) and person.works and same_sex

    def _is_place(self, place: BookPlace, words: str) -> bool:
        """Whether words tell a place, title and unit, and nothing else; or one part of them, where commas part them
        ('Tỉnh ủy viên, Giám đốc Sở Nội vụ')."""
        if _FORMER.match(words):
            return False
        parts = re.split(r"\s*[,;]\s+", words)
        stretches = (
            ", ".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)
        )
        return any(self._tells(place, stretch) for stretch in stretches)

    def _tells(self, place: BookPlace, words: str) -> bool:
        offices = self.books.offices
        if place.post is None:
            told = _AT.sub("", words)
            found = offices.called(told, by=self.issuer)
            return [unit.key for unit in found] == [place.unit] and not self._is_elsewhere(found[0], told)
        return any(
            unit.key == place.unit
            and key(place.post.title) in titles_of(_BARE.sub("", title), unit)
            and not self._is_elsewhere(unit, words)
            for title, unit in offices.post_names(words, by=self.issuer)
        )

    def _is_elsewhere(self, unit: BookUnit, words: str) -> bool:
        return self.books.offices.is_elsewhere(unit, words, by=self.issuer)

    def _offer_person(self, person: BookPerson) -> Offered:
        born = f"{person.month:02d}/{person.year}" if person.month and person.year else str(person.year or "")
        places = "; ".join(self._told(place) for place in person.places)
        told = ", ".join(part for part in (person.name, f"sinh {born}" if born else "", places) if part)
        return Offered(person.code, told, "", "", (), 0)

    def _told(self, place: BookPlace) -> str:
        unit = self.books.offices.units.get(place.unit)
        parts = [place.post.title if place.post else "", unit.label() if unit else ""]
        return ", ".join(part for part in parts if part)

    # -- posts --------------------------------------------------------------------------------------------------------

    def _post(self, wanted: Wanted, answer: str) -> Found | None:
        if wanted.code:
            return Found(wanted.what, wanted.code)
        if answer:
            return Found(wanted.what, answer)
        if wanted.of:
            return self._own_post(wanted)
        cuts = list(self.books.offices.post_names(wanted.words, by=self.issuer))
        known = [(title, unit, self.books.posts(unit)) for title, unit in cuts]
        if not known or any(posts is None for _, _, posts in known):
            self._asked(wanted, "post_unit_not_found")
            return None
        fitting = [
            (post, unit)
            for title, unit, posts in known
            for post in posts or ()
            if key(post.title) in titles_of(title, unit)
        ]
        vacant = [(post, unit) for post, unit in fitting if not post.held]
        # The vacant one among posts of one office; of two offices called alike the words tell neither.
        one = vacant if len(fitting) > 1 and len({unit.key for _, unit in fitting}) == 1 else fitting
        if len(one) == 1 and self._is_elsewhere(one[0][1], wanted.words):
            self._asked(wanted, "elsewhere", (_offer_post(post, unit) for post, unit in one))
            return None
        if len(one) == 1:
            post, unit = one[0]
            return Found(wanted.what, post.number, unit=unit, post=post)
        offers = vacant or fitting or [(post, unit) for _, unit, posts in known for post in posts or ()]
        self._asked(
            wanted, "post_several" if fitting else "post_not_found", (_offer_post(post, unit) for post, unit in offers)
        )
        return None

    def _own_post(self, wanted: Wanted) -> Found | None:
        """A post that the person of the clause holds: the one place of theirs that the words tell."""
        of = self._of(wanted.of)
        if of is None:
            return None  # who it is must be answered first
        places = of.person.places if of.person else ()
        fitting = [place for place in places if self._is_place(place, wanted.words)]
        if len(fitting) == 1 and fitting[0].post:
            return Found(wanted.what, fitting[0].post.number, post=fitting[0].post)
        offers = [(place.post, self.books.offices.units.get(place.unit)) for place in places if place.post]
        self._asked(wanted, "post_not_held", (_offer_post(post, unit) for post, unit in offers if post))
        return None

    # -- units and choices --------------------------------------------------------------------------------------------

    def _unit(self, wanted: Wanted, answer: str) -> Found | None:
        units = self.books.offices.units
        if (chosen := units.get(wanted.code or answer)) or wanted.code:
            unit = chosen or BookUnit(wanted.code or "", "", "", code=wanted.code)
            return Found(wanted.what, unit.key, unit=unit)
        found = self.books.offices.called(wanted.words, by=self.issuer)
        away = len(found) == 1 and self._is_elsewhere(found[0], wanted.words)
        if len(found) == 1 and not away:
            return Found(wanted.what, found[0].key, unit=found[0])
        code = "elsewhere" if away else "several" if found else "not_found"
        self._asked(wanted, code, map(self._offer_unit, found))
        return None

    def _offer_unit(self, unit: BookUnit) -> Offered:
        above = next(self.books.offices.above(unit), None)
        return Offered(unit.key, unit.name, unit.kind, above.label() if above else "", (), 0)

    def _choice(self, wanted: Wanted, answer: str) -> Found | None:
        options = list(self._options(wanted))
        if len(options) == 1:
            return Found(wanted.what, options[0].code)
        if answer in {one.code for one in options}:
            return Found(wanted.what, answer)
        if options:
            self._asked(wanted, f"choose_{wanted.slot}", options)
        return None  # without options it depends on something that must be answered first

    def _options(self, wanted: Wanted) -> Sequence[Offered]:
        """The options; those of an amount follow from what the books say the unit holds."""
        if not wanted.of:
            return [Offered(code, told, "", "", (), 0) for code, told in wanted.options]
        unit, category = self._of(wanted.of), self._of("category")
        if unit is None or unit.unit is None:
            return ()
        if wanted.slot == "at":
            return list(_posts_at(self.books, unit.unit))
        if category is None:
            return ()
        return list(_amounts(self.books, unit.unit, category.code, wanted))


def _amounts(books: Books, unit: BookUnit, category: str, wanted: Wanted) -> Iterator[Offered]:
    """An amount is added to what is held, or is what is held from now on; the giver is above the books, or in them."""
    if wanted.slot == "adds":
        held = books.held(unit, category, wanted.options[0][0] if wanted.options else "official")
        yield Offered("more", ADDED, "", "", (), 0)
        if held != 0:
            yield Offered(f"total-{held or 0}" if held is not None else "total", WHOLE, "", _held(held), (), 0)
        return
    yield Offered("above", FROM_ABOVE, "", "", (), 0)
    for one in books.offices.above(unit):
        if held := books.held(one, category, "official"):
            yield Offered(one.key, one.name, one.kind, _held(held), (), 0)


def _posts_at(books: Books, unit: BookUnit) -> Iterator[Offered]:
    """Where in a unit somebody goes: to the unit itself where it keeps no posts; else it is asked, for the words name
    no post, and the only vacant one may be the director's."""
    yield from (_offer_post(post, unit) for post in books.posts(unit) or () if not post.held)
    yield Offered("unit", unit.name, unit.kind, "", (), 0)


def _held(held: int | None) -> str:
    return "" if held is None else f"{held}"


_NUMBER = re.compile(r"\d{9,12}")
# Words before a unit, and before a title, that say nothing more.
_AT = re.compile(r"^(?:đang\s+)?công\s+tác\s+tại\s+|^cán\s+bộ\s+|^công\s+chức\s+|^viên\s+chức\s+", re.IGNORECASE)
_BARE = re.compile(r"^(?:chức\s+vụ|chức\s+danh|hiện\s+là)\s*:?\s+", re.IGNORECASE)
_FORMER = re.compile(r"\s*(?:nguyên|cựu)\b", re.IGNORECASE)


def _born_so(person: BookPerson, born: str) -> bool:
    """Whether a birth as written ('12/3/1975', '1975') is the one in the books, as far as both tell."""
    parts = [int(part) for part in born.split("/")]
    month = parts[-2] if len(parts) > 1 else None
    same_month = month is None or person.month is None or month == person.month
    return person.year == parts[-1] and same_month


def _offer_post(post: BookPost, unit: BookUnit | None) -> Offered:
    reasons = () if post.held else ("vacant",)
    return Offered(post.number, post.title, "", unit.label() if unit else "", reasons, 0)
