"""A text becomes clauses: head, articles, what each clause says, and what was not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tinhgon.reading.clauses import Clause, Lead, Mention, Reading, Said, Unread
from tinhgon.reading.dating import dated
from tinhgon.reading.entities import COMMUNE_KINDS, DISTRICT_KINDS
from tinhgon.reading.head import Frame, read_frame
from tinhgon.reading.leads import document_lead, lead_of, names_of
from tinhgon.reading.names import key
from tinhgon.reading.normal import Normal, Span, normalise
from tinhgon.reading.shapes import shapes
from tinhgon.reading.shapes.agency_nature import is_function, names_functions, names_structure
from tinhgon.reading.shapes.in_force import IN_FORCE
from tinhgon.reading.shapes.lists import UNIT_LEXICON
from tinhgon.reading.structure import Block, blocks
from tinhgon.reading.words import UPPER

_WORTH = re.compile(r"[^\W_]")
_BULLET = re.compile(r"\s*[-+•*]\s*")
# Where the signature or the recipients begin; behind it lines are of the foot, but for an annex.
_SIGNED = re.compile(
    rf"^\W*(?:(?:TM|T\.M|T/M|KT|K/T|TL|T/L|TUQ|Q)\b\.?\s*[{UPPER}]{{2}}|"
    r"Nơi nhận|Đã ký|Thay mặt\b|THỦ TƯỚNG|CHỦ TỊCH|PHÓ CHỦ TỊCH)"
)
_ALSO_IN_FORCE = re.compile(r"thông\s+qua\b[^;]*?(?:,|\bvà|;)\s*(?P<force>có\s+hiệu\s+lực)", re.IGNORECASE)
_RESOLVES = re.compile(r"\W*(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|NGHỊ ĐỊNH|NGHỊ QUYẾT|KẾT LUẬN)\W*")
_ACTS = re.compile(
    r"\W*(?:\d{1,2}\s*[.)/-]\s*)?(?:Nay\s+)?(?:Sắp xếp|Thành lập|Nhập|Sáp nhập|Hợp nhất|Chia|Tách|Điều chỉnh|Đổi tên|"
    r"Giải thể|Chuyển|Bổ nhiệm|Điều động|Giao|Bãi bỏ)\b"
)
# How a sentence ends that only leads to what follows.
_OVER = re.compile(r"(?::|\bnhư\s+sau\W*|\bsau\s+đây\W*)$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What undoes a text, noted below it.
_UNDONE = re.compile(
    r"\b(?:thu\s+hồi|bãi\s+bỏ|thay\s+thế|hủy|huỷ|hết\s+hiệu\s+lực|dự\s+thảo|dự\s+kiến|chưa\s+(?:ký|ban|có)|ghi\s+chú|"
    r"đính\s+chính|không\s+(?:áp|thực|có))\b",
    re.IGNORECASE,
)
# A day or a term that a lead tells for what stands under it.
_TELLS_DAYS = re.compile(
    r"\b(?:từ|đến|trước|sau|hết)\s+(?:hết\s+)?(?:ngày|tháng|năm)\b|\bthời\s+(?:hạn|gian)\b|\bnhiệm\s+kỳ\b",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"^\W*(?:PHỤ LỤC|Phụ lục|DANH SÁCH|DANH MỤC|BIỂU\b|BẢNG\b)")
_TO_ANNEX = re.compile(
    r"(?:phụ\s+lục|danh\s+(?:sách|mục)|biểu|bảng|bản\s+đồ|sơ\s+đồ)\b[^.;]{0,60}?(?:kèm|đính|gửi)|(?:kèm\s+theo|đính\s+kèm)|"
    r"theo\s+phụ\s+lục",
    re.IGNORECASE,
)


def read_clauses(*, text: str) -> Reading:
    """The text in clauses, before any name is looked up. Deterministic; nothing is guessed."""
    normal = normalise(text=text)
    found = blocks(text=normal.text)
    frame = read_frame(normal=normal, found=found)
    pass_ = _Pass(normal, found, frame)
    pass_.run()
    return Reading(text, dated(frame, pass_.clauses), tuple(pass_.clauses), tuple(pass_.unread))


@dataclass
class _Title:
    """A lead that lets its clauses act, until it is known that they are there and say what it says."""

    block: Block
    lead: Lead
    at: int
    said: list[Said] = field(default_factory=list)
    has_unread: bool = False


class _Pass:
    """One pass over the blocks: each lead is weighed, and what stands under one that is no law does not act."""

    def __init__(self, normal: Normal, found: Sequence[Block], frame: Frame) -> None:
        self.normal, self.found, self.frame = normal, found, frame
        self.clauses: list[Clause] = []
        self.unread: list[Unread] = []
        self.titles: list[_Title] = []
        self.over: dict[int, _Title | Lead] = {}  # the lead in force at each depth: 0 text, 1 article, 2 clause
        self.communes: dict[Span, set[str]] = {}
        self.foot = self.annex = False
        self.province = frame.head.province.name if frame.head.province else ""

    def run(self) -> None:
        """Fills `clauses` and `unread`."""
        said = {place: self._said(block) for place, block in enumerate(self.found) if place not in self.frame.taken}
        said |= self._functions(said)
        self._weigh_text(said)
        for place, block in enumerate(self.found):
            self._close(block)
            if place not in said:
                self.foot = self.foot or self._begins_foot(block)
                self._adopted(block)
            elif not block.article:
                self._line_of_head(block, said[place])
            else:
                self._block(place, block, said[place])
        self._weigh_hamlets()
        self._weigh_parts()
        for title in self.titles:
            self._check(title)

    def _text(self, block: Block) -> str:
        return self.normal.text[block.body : block.end].strip()

    def _functions(self, said: Mapping[int, Said | None]) -> dict[int, Said | None]:
        """Clauses under the titles 'Vị trí, chức năng', 'Nhiệm vụ và quyền hạn' of a text that sets up an office."""
        if not any(one and one.shape.startswith("agency_") and one.effect for one in said.values()):
            return {}
        found: dict[int, Said | None] = {}
        titled = False
        for place, block in enumerate(self.found):
            text = self._text(block)
            if block.part == "article":
                titled = names_functions(text)
                prose = titled or names_structure(text)
            else:
                prose = titled and bool(block.article) and is_function(text)
            if prose and said.get(place, Said("")) is None:
                found[place] = Said("agency_functions")
        return found

    def _weigh_text(self, said: dict[int, Said | None]) -> None:
        rest = [(place, self.found[place]) for place, one in said.items() if one is None]
        lead = document_lead(
            head=self.frame.head,
            before=[*(self._text(block) for _, block in rest if not block.article), *self._over_articles()],
            articles=[(block.label, self._text(block)) for _, block in rest if block.article],
        )
        if lead:
            self.over[0] = lead

    def _over_articles(self) -> list[str]:
        """The lines between 'QUYẾT NGHỊ:' and the first article: headings, and what is said of all that follows."""
        lines: list[str] = []
        for block in self.found:
            if block.article:
                return lines
            lines = [] if _RESOLVES.fullmatch(self._text(block)) else [*lines, self._text(block)]
        return []

    def _begins_foot(self, block: Block) -> bool:
        return bool(block.article and block.part == "line" and _SIGNED.match(self._text(block)))

    def _adopted(self, block: Block) -> None:
        """'Nghị quyết này được … thông qua ngày … và có hiệu lực từ ngày …': a day of force beside that one."""
        found = _ALSO_IN_FORCE.search(self.normal.text, block.body, block.end) if block.article else None
        if found is None:
            return
        words = normalise(text=f"Nghị quyết này {self.normal.text[found.start('force') : block.end]}")
        said = IN_FORCE.read(normal=words, start=0, end=len(words.text))
        if said:
            self._keep(block, said)
        else:
            self._leave(block, may_act=True)

    def _close(self, block: Block) -> None:
        """An article ends the one before, a clause the one before."""
        for depth in (1, 2):
            if block.part == "article" or (block.part == "clause" and depth == 2):
                self.over.pop(depth, None)

    def _said(self, block: Block, lead: str = "") -> Said | None:
        """What the one shape that fits says, under this lead. Two that fit differently are as good as none."""
        start = block.body
        if block.part == "line" and (bullet := _BULLET.match(self.normal.text, start, block.end)):
            start = bullet.end()
        if not _WORTH.search(self.normal.text, start, block.end):
            return Said("empty")
        fitting = [
            one for shape in shapes() if (one := shape.read(normal=self.normal, start=start, end=block.end, lead=lead))
        ]
        effects = [one for one in fitting if one.effect]
        if len(effects) > 1:
            return None
        return effects[0] if effects else fitting[0] if fitting else None

    def _line_of_head(self, block: Block, said: Said | None) -> None:
        if said is None or said.effect:
            # A text whose articles have lost their numbers: what acts in it is not read.
            whole = not any(one.article for one in self.found)
            self._leave(block, may_act=whole and bool((said and said.effect) or _ACTS.match(self._text(block))))
        else:
            self._keep(block, said)

    def _block(self, place: int, block: Block, said: Said | None) -> None:
        governing = self._governing()
        if said and said.effect and any(_TELLS_DAYS.search(title.lead.text) for title in self._standing()):
            self._leave(block, may_act=True)  # its lead tells a day or a term that the clause itself does not
            return
        if (said is None or not said.effect) and (standing := self._standing()):
            said = self._said(block, lead=standing[-1].lead.text) or said
        if said is None and (self.foot or self._begins_foot(block)) and block.part == "line":
            self.foot = True
            self.annex = self.annex or bool(_ANNEX.match(self._text(block)))
            undone = bool(_UNDONE.search(self._text(block)))
            self._leave(block, may_act=self.annex or undone, why="annex" if self.annex else "")
        elif said is None or said.shape == "empty":
            self._lead_or_leave(place, block, said, governing)
        elif governing and (said.effect or said.shape == "summary"):
            self._leave(block, may_act=True, why="governed", lead=governing.text)
        else:
            self._keep(block, said)
            if said.shape == "hamlets":
                self.communes[self.clauses[-1].span] = self._communes_of(block)
            for title in self._standing():
                title.said.append(said)

    def _governing(self) -> Lead | None:
        """The lead that keeps what stands here from acting, the nearest first."""
        for depth in (2, 1, 0):
            one = self.over.get(depth)
            lead = one.lead if isinstance(one, _Title) else one
            if lead and not lead.lets_act:
                return lead
        return None

    def _standing(self) -> list[_Title]:
        """The leads over this place that let it act, the nearest last."""
        return [one for _, one in sorted(self.over.items()) if isinstance(one, _Title)]

    def _lead_or_leave(self, place: int, block: Block, said: Said | None, governing: Lead | None) -> None:
        text = self._text(block)
        lead = (
            Lead("neutral", "", block.label) if said else lead_of(text=text, label=block.label, province=self.province)
        )
        if lead.lets_act and self._is_later(text):
            lead = replace(lead, sense="unknown")
        names, within = names_of(normal=self.normal, start=block.body, end=block.end)
        lead = replace(lead, names=names, within=within)
        leads = self._has_under(place, block) and block.part != "line"
        leads = leads or (block.part == "line" and text.endswith(":"))
        depth = 1 if block.part == "article" or (block.part == "line" and not block.number) else 2
        if leads and lead.lets_act and governing is None:
            title = _Title(block, lead, len(self.clauses))
            self.over[depth] = title
            self.titles.append(title)
            self._keep(block, Said("title"))
            return
        if leads:
            self.over[depth] = lead
        if said is not None:
            self._keep(block, said)
            return
        if lead.sense in ("proposes", "refuses", "repeals", "amends"):
            why: str = lead.sense
        elif governing:
            why = "governed"
        else:
            why = "unknown" if leads else "annex" if _TO_ANNEX.search(text) else ""
        self._leave(block, may_act=True, why=why, lead=governing.text if governing else "")

    def _is_later(self, text: str) -> bool:
        """Whether a lead speaks of a year after that of the signing ('vào năm 2027'): what is planned."""
        signed = self.frame.head.signed_on
        return signed is not None and any(int(year) > signed.year for year in _YEAR.findall(text))

    def _has_under(self, place: int, block: Block) -> bool:
        following = self.found[place + 1] if place + 1 < len(self.found) else None
        if following is None or following.article != block.article or following.part == "article":
            return False
        if place + 1 in self.frame.taken:
            return False
        if block.part == "article":
            return True
        return block.part == "clause" and following.number == block.number and following.part != "clause"

    def _keep(self, block: Block, said: Said) -> None:
        span = self.normal.span(block.start, block.end)
        number = block.number if block.part != "line" else 0
        self.clauses.append(Clause(block.label, block.article, number, span, self._placed(said)))

    def _placed(self, said: Said) -> Said:
        """The units of a clause with the district that a lead above names for them."""
        within = next(
            (
                one.lead.within
                for depth in (2, 1)
                if isinstance(one := self.over.get(depth), _Title) and one.lead.within
            ),
            None,
        )
        if not said.effect:
            return said
        if within is None and said.into and said.into.above and said.into.above.kind in DISTRICT_KINDS:
            within = said.into.above
        if within is None:
            return said
        sources = tuple(replace(one, within=within) for one in said.sources)
        receiver = replace(said.receiver, within=within) if said.receiver else None
        return replace(said, sources=sources, receiver=receiver)

    def _leave(self, block: Block, *, may_act: bool = False, why: str = "", lead: str = "") -> None:
        span = self.normal.span(block.start, block.end)
        loose = tuple(_loose(self.normal, block)) if may_act and why != "governed" else ()
        given = self.normal.given[span[0] : span[1]].strip()
        self.unread.append(Unread(span, given, block.label, loose, may_act, why, lead))
        if may_act:
            for title in self._standing():
                title.has_unread = True

    def _weigh_hamlets(self) -> None:
        """Clauses on hamlets hold where the text says how many their one commune has afterwards."""
        told = {key(one.name) for clause in self.clauses for one in clause.said.stated if one.hamlets is not None}
        for clause in [one for one in self.clauses if one.said.shape == "hamlets"]:
            communes = self.communes[clause.span]
            if len(communes) == 1 and communes <= told:
                continue
            self._take_back(clause, "hamlets")

    def _weigh_parts(self) -> None:
        """Numbers by branch are parts of the total over them, or nobody knows what is done with them."""
        is_open = False
        for clause in list(self.clauses):
            if clause.said.shape == "quota_part" and not is_open:
                self._take_back(clause)
            elif clause.said.shape != "quota_part":
                is_open = clause.said.shape == "quota_total" and clause.said.facts["open"]

    def _take_back(self, clause: Clause, why: str = "") -> None:
        self.clauses.remove(clause)
        text = self.normal.given[clause.span[0] : clause.span[1]].strip()
        self.unread.append(Unread(clause.span, text, clause.label, (), may_act=True, why=why))

    def _communes_of(self, block: Block) -> set[str]:
        """The communes that a clause on hamlets, or else a lead over it, names."""
        here = {key(one.name) for one in _loose(self.normal, block) if one.kind in COMMUNE_KINDS}
        over = {
            key(one.name)
            for title in self._standing()
            for one in _loose(self.normal, title.block)
            if one.kind in COMMUNE_KINDS
        }
        return here or over

    def _check(self, title: _Title) -> None:
        """A title that says more than the clauses under it, or has none that act, may act itself."""
        over = _OVER.search(title.lead.text) or not title.lead.text.endswith((".", ";"))
        if title.lead.sense == "neutral" or (title.has_unread and over):
            return
        acting = [said for said in title.said if said.effect]
        told = {key(name) for said in acting for name in _named(said)}
        if acting and all(key(one.name) in told for one in title.lead.names):
            return
        block = title.block
        self.clauses = [
            one
            for one in self.clauses
            if not (one.said.shape == "title" and one.span[0] == self.normal.span(block.start, block.end)[0])
        ]
        self._leave(block, may_act=True, why="annex" if _TO_ANNEX.search(title.lead.text) else "")


def _named(said: Said) -> Iterable[str]:
    """The names of all units in a clause."""
    yield from (one.name for one in said.sources)
    yield from (new.name for new, _, _ in said.parts)
    yield from (one.name for one in (said.into, said.receiver) if one)


def _loose(normal: Normal, block: Block) -> Iterable[Mention]:
    """Names in a clause that was not understood: they may be claimed there, so nobody else may count on them."""
    kind = ""
    for token in UNIT_LEXICON.tokens(text=normal.text, start=block.body, end=block.end):
        if token.type == "KIND":
            kind = str(token).lower()
        elif token.type == "TO":
            return
        elif token.type in ("NAME", "NUM") and kind:
            span = normal.span(token.start_pos or 0, token.end_pos or 0)
            yield Mention(kind, str(token), span, None, None)
