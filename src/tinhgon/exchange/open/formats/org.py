"""W3C ORG as Turtle: organisations with what they were called, change events with who gave and who took, posts.

An event has the organisations before and after it; the terms of each succession (how much of area and population) are
nodes of a small vocabulary of our own, written beside it. A unit that was there when the books were opened has no
event and no day of founding: the books do not know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, PROV

from tinhgon.exchange.open.model import Body, Change, PublicDecision, Published
from tinhgon.exchange.open.words import EFFECT_WORDS, STRUCTURE_WORDS, VOCABULARY
from tinhgon.registers.establishment.queries.open_posts import OpenPost
from tinhgon.registers.units.queries.published import Taking

ELI = Namespace("http://data.europa.eu/eli/ontology#")


def files(published: Published) -> Iterator[tuple[str, bytes]]:
    yield "org.ttl", _turtle(graph(published))
    yield "vocabulary.ttl", _turtle(vocabulary(published.addresses.vocabulary))


def _turtle(graph_: Graph) -> bytes:
    return graph_.serialize(format="turtle", encoding="utf-8")


def graph(published: Published) -> Graph:
    """The whole as triples."""
    writer = _Writer(published)
    for body in published.bodies:
        writer.body(body)
    for change in published.changes:
        writer.change(change)
    for decision in published.decisions:
        writer.decision(decision)
    for post in published.posts:
        writer.post(post)
    writer.concepts()
    return writer.graph


def one_unit(published: Published, body: Body) -> Graph:
    """One unit, with the changes that it came from or went into."""
    writer = _Writer(published)
    writer.body(body)
    for change in published.changes:
        if body.id in change.originals or body.id in change.results:
            writer.change(change)
    return writer.graph


def one_change(published: Published, change: Change) -> Graph:
    """One change."""
    writer = _Writer(published)
    writer.change(change)
    return writer.graph


def one_decision(published: Published, decision: PublicDecision) -> Graph:
    """One decision, with the changes it made."""
    writer = _Writer(published)
    writer.decision(decision)
    for change in published.changes:
        if change.ordinal == decision.ordinal:
            writer.change(change)
    return writer.graph


def one_post(published: Published, post: OpenPost) -> Graph:
    """One post."""
    writer = _Writer(published)
    writer.post(post)
    return writer.graph


def concepts(published: Published) -> Graph:
    """The kinds and structures."""
    writer = _Writer(published)
    writer.kinds = {body.last.kind for body in published.bodies}
    writer.concepts()
    return writer.graph


def vocabulary(address: str) -> Graph:
    """Our few words that no standard has, each with what it means."""
    own = Namespace(address)
    found = Graph()
    found.bind("tg", own)
    found.add((URIRef(address.rstrip("#")), RDF.type, OWL.Ontology))
    types = {
        "class": OWL.Class, "data": OWL.DatatypeProperty, "object": OWL.ObjectProperty,
        "metric": URIRef("http://www.w3.org/ns/dqv#Metric"),
    }  # fmt: skip
    for name, (kind, told) in VOCABULARY.items():
        found.add((own[name], RDF.type, types[kind]))
        found.add((own[name], RDFS.comment, Literal(told, lang="vi")))
    return found


class _Writer:
    def __init__(self, published: Published) -> None:
        self.published = published
        self.addresses = published.addresses
        self.tg = Namespace(self.addresses.vocabulary)
        self.graph = Graph()
        self.kinds: set[str] = set()
        for prefix, space in (("org", ORG), ("tg", self.tg), ("dcterms", DCTERMS), ("prov", PROV), ("eli", ELI)):
            self.graph.bind(prefix, space)

    def say(self, node: URIRef, *pairs: tuple[URIRef, URIRef | Literal]) -> None:
        for predicate, value in pairs:
            self.graph.add((node, predicate, value))

    def figure(self, node: URIRef, name: str, value: Decimal | int | None, source: str | None, *, sure: bool) -> None:
        """A figure with its source, and whether it was held against an official document."""
        if value is None:
            return
        told = Literal(format(value.normalize(), "f"), datatype=XSD.decimal) if isinstance(value, Decimal) else value
        self.say(node, (self.tg[name], told if isinstance(told, Literal) else Literal(told, datatype=XSD.integer)))
        self.say(node, (self.tg[f"{name}Source"], Literal(source or "", lang="vi")))
        self.say(node, (self.tg[f"{name}Verified"], Literal(sure)))

    def body(self, body: Body) -> None:
        node, last = self._unit(body.id), body.last
        self.kinds.add(last.kind)
        self.say(node, (RDF.type, ORG.Organization), (SKOS.prefLabel, Literal(last.full_name, lang="vi")))
        if last.structure == "territory":
            self.say(node, (RDF.type, ORG.FormalOrganization))
        self.say(node, (self.tg.name, Literal(last.name, lang="vi")), (self.tg.level, Literal(last.level)))
        self.say(node, (ORG.classification, URIRef(self.addresses.kind(last.kind))))
        self.say(node, (self.tg.structure, URIRef(self.addresses.structure(last.structure))))
        self.say(node, (self.tg.existsOnDay, Literal(body.exists)))
        if last.code:
            self.say(node, (ORG.identifier, Literal(last.code)))
        if last.bloc:
            self.say(node, (self.tg.bloc, Literal(last.bloc)))
        if last.parent_id is not None:
            self.say(node, (ORG.subOrganizationOf, self._unit(last.parent_id)))
        self.figure(node, "areaKm2", last.area_km2, last.area_source, sure=bool(last.area_verified))
        self.figure(node, "population", last.population, last.population_source, sure=bool(last.population_verified))
        self.figure(node, "hamlets", last.hamlets, last.hamlets_source, sure=bool(last.hamlets_verified))
        if body.founded_on:
            self.say(node, (self.tg.founded, _day(body.founded_on)))
        if body.ended_on:
            self.say(node, (self.tg.ended, _day(body.ended_on)))
        for name, _, _ in body.names():
            if name != last.full_name:
                self.say(node, (SKOS.altLabel, Literal(name, lang="vi")))
        self._stated_by(node, last.ordinal, last.place)

    def change(self, change: Change) -> None:
        node = URIRef(self.addresses.change(change.ordinal, change.place))
        moment = Literal(f"{change.on:%Y-%m-%d}T00:00:00+07:00", datatype=XSD.dateTime)
        told = EFFECT_WORDS.get(change.effect.partition("/")[0], change.effect)
        self.say(node, (RDF.type, ORG.ChangeEvent), (DCTERMS.date, _day(change.on)))
        self.say(node, (PROV.startedAtTime, moment), (PROV.endedAtTime, moment))
        self.say(node, (DCTERMS.type, Literal(told, lang="vi")))
        for unit_id in change.originals:
            self.say(node, (ORG.originalOrganization, self._unit(unit_id)))
            self.say(self._unit(unit_id), (ORG.changedBy, node))
        for unit_id in change.results:
            self.say(node, (ORG.resultingOrganization, self._unit(unit_id)))
            self.say(self._unit(unit_id), (ORG.resultedFrom, node))
        self._stated_by(node, change.ordinal, change.place)
        for taking in change.takings:
            self._succession(node, taking)

    def _succession(self, event: URIRef, taking: Taking) -> None:
        node = URIRef(self.addresses.succession(taking.ordinal, taking.place, taking.source_id, taking.target_id))
        self.say(event, (self.tg.succession, node))
        self.say(node, (RDF.type, self.tg.Succession))
        self.say(node, (self.tg.source, self._unit(taking.source_id)))
        self.say(node, (self.tg.target, self._unit(taking.target_id)))
        self.say(node, (self.tg.areaShare, Literal(taking.area_share)))
        self.say(node, (self.tg.populationShare, Literal(taking.population_share)))
        if taking.area_km2 is not None:
            self.say(node, (self.tg.areaTaken, Literal(format(taking.area_km2.normalize(), "f"), datatype=XSD.decimal)))
        if taking.population is not None:
            self.say(node, (self.tg.populationTaken, Literal(taking.population, datatype=XSD.integer)))

    def decision(self, decision: PublicDecision) -> None:
        node = URIRef(self.published.eli(decision))
        self.say(node, (RDF.type, ELI.LegalResource), (ELI.id_local, Literal(decision.number)))
        self.say(
            node, (DCTERMS.title, Literal(decision.subject, lang="vi")), (ELI.date_document, _day(decision.signed_on))
        )
        self.say(
            node,
            (ELI.passed_by, Literal(decision.issuer, lang="vi")),
            (DCTERMS.type, Literal(decision.kind, lang="vi")),
        )
        self.say(node, (ELI.first_date_entry_in_force, _day(decision.effective_on)))
        state = "inForce" if not decision.fallen else "notInForce"
        self.say(node, (ELI.in_force, ELI[f"InForce-{state}"]), (self.tg.synthetic, Literal(decision.synthetic)))

    def post(self, post: OpenPost) -> None:
        node = URIRef(self.addresses.post(post.id))
        self.say(node, (RDF.type, ORG.Post), (SKOS.notation, Literal(post.number)))
        self.say(node, (SKOS.prefLabel, Literal(post.title, lang="vi")), (ORG.postIn, self._unit(post.unit_id)))

    def concepts(self) -> None:
        """The kinds and structures that the units have."""
        for kind in sorted(self.kinds):
            self.say(URIRef(self.addresses.kind(kind)), (RDF.type, SKOS.Concept))
            self.say(URIRef(self.addresses.kind(kind)), (SKOS.prefLabel, Literal(kind, lang="vi")))
        for structure in sorted({body.last.structure for body in self.published.bodies}):
            node = URIRef(self.addresses.structure(structure))
            self.say(node, (RDF.type, SKOS.Concept), (SKOS.prefLabel, Literal(STRUCTURE_WORDS[structure], lang="vi")))
            self.say(node, (SKOS.notation, Literal(structure)))

    def _unit(self, unit_id: int) -> URIRef:
        return URIRef(self.addresses.unit(unit_id))

    def _stated_by(self, node: URIRef, ordinal: int, place: int) -> None:
        """The decision and its clause; nothing where it is not published."""
        if stated := self.published.stated_by(ordinal, place):
            self.say(node, (DCTERMS.source, URIRef(self.published.eli(stated[0]))))
            self.say(node, (self.tg.clause, Literal(stated[1], lang="vi")))


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)
