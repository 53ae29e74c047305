"""Akoma Ntoso: one file a decision, its clauses as the ledger words them.

What is given is what the ledger says the clauses do, not the paper's own prose; the preface says so. The namespace is
that of the schema that judges the files (OASIS csprd02, working draft 17).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.builder import ElementMaker

from tinhgon.exchange.open.addresses import slug
from tinhgon.exchange.open.model import Clause, PublicDecision, Published

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17"
_CLAUSE = re.compile(r"^Điều (\d+[a-zđ]?)(?:,? khoản (\d+[a-zđ]?))?(.*)$")
_AUTHOR, _LEDGER = "co-quan-ban-hanh", "so-to-chuc"
_A = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_Grouped = dict[tuple[str, str], dict[tuple[str, str], list[str]]]  # article → paragraph → its texts


def files(published: Published) -> Iterator[tuple[str, bytes]]:
    for decision in published.decisions:
        name = f"{decision.signed_on:%Y-%m-%d}_{slug(decision.number)}_{decision.ordinal}.xml"
        yield name, document(published, decision)


def document(published: Published, decision: PublicDecision) -> bytes:
    """One decision."""
    tree = etree.ElementTree(_A.akomaNtoso(_act(published, decision)))
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _act(published: Published, decision: PublicDecision) -> etree._Element:
    day = f"{decision.signed_on:%d/%m/%Y}"
    preface = _A.preface(
        _A.p(_A.docType(decision.kind), " số ", _A.docNumber(decision.number)),
        _A.p(_A.docAuthority(decision.issuer), ", ngày ", _A.docDate(day, date=decision.signed_on.isoformat())),
        _A.p(_A.docTitle(decision.subject)),
        _A.p("Nội dung các điều, khoản dưới đây là lời của sổ tổ chức, không phải nguyên văn bản giấy."),
    )
    if decision.others:
        preface.append(_A.p(f"{decision.others} nội dung khác của văn bản không công bố."))
    act = _A.act(_meta(published, decision), preface, name=slug(decision.kind))
    if decision.basis:
        act.append(_A.preamble(*[_A.p(f"Căn cứ {one};") for one in decision.basis]))
    act.append(_A.body(*_articles(decision.clauses)))
    return act


def _meta(published: Published, decision: PublicDecision) -> etree._Element:
    work = published.eli(decision)
    signed = decision.signed_on.isoformat()

    def level(name: str, address: str, day: str, author: str, *more: etree._Element) -> etree._Element:
        return _A(
            name, _A.FRBRthis(value=address), _A.FRBRuri(value=address), _A.FRBRdate(date=day, name="ngay"),
            _A.FRBRauthor(href=f"#{author}"), *more,
        )  # fmt: skip

    identification = _A.identification(
        level("FRBRWork", work, signed, _AUTHOR, _A.FRBRcountry(value="vn"), _A.FRBRnumber(value=decision.number)),
        level("FRBRExpression", f"{work}/vie", signed, _AUTHOR, _A.FRBRlanguage(language="vie")),
        level("FRBRManifestation", f"{work}/vie.xml", published.as_of.on.isoformat(), _LEDGER,
              _A.FRBRformat(value="application/akn+xml")),
        source=f"#{_LEDGER}",
    )  # fmt: skip
    events = _A.lifecycle(
        _A.eventRef(date=signed, source=f"#{_AUTHOR}", type="generation"),
        _A.eventRef(
            date=decision.effective_on.isoformat(), source=f"#{_AUTHOR}", type="amendment", refersTo="#hieu-luc"
        ),
        source=f"#{_LEDGER}",
    )
    references = _A.references(
        _A.TLCOrganization(
            eId=_AUTHOR, href=f"/ontology/organization/vn/{slug(decision.issuer)}", showAs=decision.issuer
        ),
        _A.TLCOrganization(eId=_LEDGER, href="/ontology/organization/vn/so-to-chuc", showAs="Sổ tổ chức bộ máy"),
        _A.TLCEvent(eId="hieu-luc", href="/ontology/event/vn/hieu-luc", showAs="Có hiệu lực"),
        source=f"#{_LEDGER}",
    )
    return _A.meta(identification, events, references)


def _articles(clauses: Sequence[Clause]) -> Iterator[etree._Element]:
    """Articles and their paragraphs in the order of the decision; what is not called “Điều n” keeps its own words."""
    grouped: _Grouped = {}
    for one in clauses:
        found = _CLAUSE.match(one.clause)
        article = (f"art_{slug(found[1])}", f"Điều {found[1]}") if found else (f"art_x{one.place}", one.clause)
        paragraph = ("", "")
        if found and (found[2] or found[3].strip()):
            rest = found[3].strip(" ,")
            told = f"Khoản {found[2]} {rest}".strip() if found[2] else rest
            paragraph = (f"para_{slug(told.removeprefix('Khoản '))}", told)
        grouped.setdefault(article, {}).setdefault(paragraph, []).append(one.text)
    for (e_id, number), paragraphs in grouped.items():
        article_ = _A.article(_A.num(number or f"({e_id})"), eId=e_id)
        direct = paragraphs.pop(("", ""), [])
        if not paragraphs:
            article_.append(_A.content(*[_A.p(text) for text in direct]))
        else:
            if direct:
                article_.append(_A.intro(*[_A.p(text) for text in direct]))
            for (under, told), texts in paragraphs.items():
                content = _A.content(*[_A.p(text) for text in texts])
                article_.append(_A.paragraph(_A.num(told), content, eId=f"{e_id}__{under}"))
        yield article_
