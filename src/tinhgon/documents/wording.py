"""How the clauses of a decision become its articles: by the labels that they bear, as a reader of texts counts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from tinhgon.documents.layout import day_told
from tinhgon.documents.model import Paragraph, printable
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect

_LABEL = re.compile(r"^Điều\s+(\d{1,3})(?:\s+khoản\s+(\d{1,3})(?:\s+điểm\s+([a-zđ]))?)?$", re.IGNORECASE)
MANY = "Nội dung"
"""The title of an article with several clauses."""


@dataclass
class Article:
    """An article as it fills: its clauses in order, each (number, letter, words)."""

    number: int
    clauses: list[tuple[int, str, str]] = field(default_factory=list)


def articles_of(document: Document, told: Callable[[Effect], str]) -> list[Article]:
    """The effects in articles. Labels that do not fit ('Điều 1' twice, 'Phụ lục 2', none) are numbered anew, all."""
    texts = [_dated(document, effect, told(effect)) for effect in document.effects]
    placed = _placed(document.effects)
    if placed is None:
        placed = [(1, number if len(texts) > 1 else 0, "") for number in range(1, len(texts) + 1)]
    articles: list[Article] = []
    for (article, clause, letter), text in zip(placed, texts, strict=True):
        if not articles or articles[-1].number != article:
            articles.append(Article(article))
        articles[-1].clauses.append((clause, letter, text))
    return articles


def _placed(effects: Sequence[Effect]) -> list[tuple[int, int, str]] | None:
    """Article, clause and letter of each effect, or None unless they rise from Điều 1 on without a gap of articles."""
    found: list[tuple[int, int, str]] = []
    for effect in effects:
        label = _LABEL.match(effect.clause)
        if label is None:
            return None
        found.append((int(label[1]), int(label[2] or 0), (label[3] or "").lower()))
    numbers = list(dict.fromkeys(article for article, _, _ in found))
    rises = all(before < after for before, after in pairwise(found))
    alone = all(clause or sum(1 for other in found if other[0] == article) == 1 for article, clause, _ in found)
    lettered = any(letter for _, _, letter in found)
    return found if rises and alone and not lettered and numbers == [*range(1, len(numbers) + 1)] else None


def _dated(document: Document, effect: Effect, text: str) -> str:
    """With the day from which the clause holds, where that is not the decision's own."""
    if effect.effective_on is None or effect.effective_on == (document.operates_from or document.effective_on):
        return text
    return f"{text.rstrip(' .')}, kể từ ngày {effect.effective_on:%d/%m/%Y}."


def paragraphs_of(articles: Iterable[Article]) -> list[Paragraph]:
    """'Điều 1. …', or 'Điều 1. Nội dung' and below it '1. …'."""
    found: list[Paragraph] = []
    for article in articles:
        label = f"Điều {article.number}."
        if len(article.clauses) == 1 and not article.clauses[0][0]:
            found.append(Paragraph(printable(article.clauses[0][2]), label=label))
            continue
        found.append(Paragraph(MANY, part="article", label=label))
        found += [Paragraph(f"{number}. {printable(text)}") for number, _, text in article.clauses]
    return found


def closing(kind: str, effective_on: date, operates_from: date | None, *, number: int, end: str) -> list[Paragraph]:
    """The articles on force and on who carries it out. The last one ends the paper."""
    whole = f"{kind[:1].upper()}{kind[1:]}"
    texts = [f"{whole} này có hiệu lực kể từ {day_told(effective_on)}."]
    if operates_from:
        ready = "Các cơ quan, đơn vị có liên quan hoàn thành việc chuẩn bị để chính thức hoạt động từ"
        texts.append(f"{ready} {day_told(operates_from)}.")
    concerned = f"Các cơ quan, đơn vị, cá nhân có tên tại {whole} và có liên quan"
    texts.append(f"{concerned} chịu trách nhiệm thi hành {whole} này{end}")
    return [Paragraph(text, label=f"Điều {place}.") for place, text in enumerate(texts, start=number)]
