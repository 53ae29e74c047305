"""The catalogue (DCAT, with what DCAT-AP demands): what is published, in which files, under which licence, how sure.

Sureness is two measurements for each figure: of how many units it is stated, and of how many it was held against an
official document.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF

from tinhgon.exchange.open.model import Published

DQV = Namespace("http://www.w3.org/ns/dqv#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
MEDIA = "http://www.iana.org/assignments/media-types/"
NOT_CHOSEN = "Cơ quan công bố chưa chọn giấy phép; hỏi cơ quan trước khi dùng lại."
_FILES = (
    ("org.ttl", "text/turtle", "W3C ORG (Turtle)"),
    ("popolo.json", "application/json", "Popolo (JSON)"),
    ("csv-metadata.json", "application/csvm+json", "CSV on the Web: mô tả bốn bảng"),
    ("units.csv", "text/csv", "Đơn vị của ngày (CSV)"),
    ("organisations.csv", "text/csv", "Mọi đơn vị đã có (CSV)"),
    ("successions.csv", "text/csv", "Kế thừa (CSV)"),
    ("decisions.csv", "text/csv", "Quyết định (CSV); mỗi quyết định ở địa chỉ của nó cũng có dạng Akoma Ntoso"),
    ("units.geojson", "application/geo+json", "Ranh giới (GeoJSON)"),
    ("units.topojson", "application/json", "Ranh giới (TopoJSON)"),
)


def files(published: Published) -> Iterator[tuple[str, bytes]]:
    yield "catalog.ttl", catalogue(published).serialize(format="turtle", encoding="utf-8")


def catalogue(published: Published) -> Graph:
    """The catalogue with its one set: the state of a day."""
    return _Catalogue(published).graph


class _Catalogue:
    def __init__(self, published: Published) -> None:
        self.published, self.addresses = published, published.addresses
        self.graph = Graph()
        for prefix, space in (("dcat", DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("dqv", DQV)):
            self.graph.bind(prefix, space)
        self.node, self.publisher = URIRef(self.addresses.catalogue), URIRef(self.addresses.publisher)
        self.dataset = URIRef(self.addresses.dataset(published.as_of.on, published.under))
        self._catalogue()
        self._dataset()
        self._distributions()
        self._sureness()

    def say(self, subject: URIRef, predicate: URIRef, *values: URIRef | Literal) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def _catalogue(self) -> None:
        self.say(self.publisher, RDF.type, FOAF.Agent)
        self.say(self.publisher, FOAF.name, _vi(self.published.publisher or "Cơ quan giữ sổ tổ chức"))
        self.say(self.node, RDF.type, DCAT.Catalog)
        self.say(self.node, DCTERMS.title, _vi("Danh mục dữ liệu mở về tổ chức bộ máy"))
        self.say(self.node, DCTERMS.description, _vi("Sổ tổ chức bộ máy theo từng ngày; không có dữ liệu cá nhân."))
        self.say(self.node, DCTERMS.publisher, self.publisher)
        self.say(self.node, DCAT.dataset, self.dataset)

    def _dataset(self) -> None:
        on, under, node = self.published.as_of.on, self.published.under, self.dataset
        title = f"Tổ chức bộ máy, ngày {on:%d/%m/%Y}" + (f", thuộc đơn vị mã {under}" if under else "")
        self.say(node, RDF.type, DCAT.Dataset)
        self.say(node, DCTERMS.title, _vi(title))
        self.say(node, DCTERMS.description, _vi(_told(self.published)))
        self.say(node, DCTERMS.publisher, self.publisher)
        self.say(node, DCTERMS.identifier, Literal(str(node)))
        self.say(node, DCTERMS.language, URIRef(f"{AUTHORITY}language/VIE"))
        self.say(node, DCTERMS.spatial, URIRef(f"{AUTHORITY}country/VNM"))
        self.say(node, DCAT.keyword, *(_vi(word) for word in ("tổ chức bộ máy", "đơn vị hành chính", "sắp xếp")))
        right = "NON_PUBLIC" if self.published.access == "inside" else "PUBLIC"
        self.say(node, DCTERMS.accessRights, URIRef(f"{AUTHORITY}access-right/{right}"))
        period, day = URIRef(f"{node}#ngay"), Literal(on.isoformat(), datatype=XSD.date)
        self.say(node, DCTERMS.temporal, period)
        self.say(period, RDF.type, DCTERMS.PeriodOfTime)
        self.say(period, DCAT.startDate, day)
        self.say(period, DCAT.endDate, day)
        if self.published.recorded_at:
            text = self.published.recorded_at.isoformat(timespec="seconds")
            for one in (node, self.node):
                self.say(one, DCTERMS.modified, Literal(text, datatype=XSD.dateTime))

    def _distributions(self) -> None:
        licence = self._licence()
        for name, media, told in _FILES:
            file = URIRef(self.addresses.file(self.published.as_of.on, self.published.under, name))
            node = URIRef(f"{self.dataset}#{name}")
            self.say(self.dataset, DCAT.distribution, node)
            self.say(node, RDF.type, DCAT.Distribution)
            self.say(node, DCTERMS.title, _vi(told))
            self.say(node, DCAT.accessURL, file)
            self.say(node, DCAT.downloadURL, file)
            self.say(node, DCAT.mediaType, URIRef(MEDIA + media))
            self.say(node, DCTERMS.license, licence)

    def _licence(self) -> URIRef:
        """What the office has chosen; where it has not, a node that says so rather than a licence nobody gave."""
        chosen = self.published.licence
        node = URIRef(chosen or self.addresses.licence)
        self.say(node, RDF.type, DCTERMS.LicenseDocument)
        if not chosen:
            self.say(node, DCTERMS.description, _vi(NOT_CHOSEN))
        return node

    def _sureness(self) -> None:
        for metric, value in _measured(self.published).items():
            measure = URIRef(f"{self.dataset}#{metric}")
            self.say(self.dataset, DQV.hasQualityMeasurement, measure)
            self.say(measure, RDF.type, DQV.QualityMeasurement)
            self.say(measure, DQV.isMeasurementOf, URIRef(f"{self.addresses.vocabulary}{metric}"))
            self.say(measure, DQV.value, Literal(value, datatype=XSD.integer))


def _vi(text: str) -> Literal:
    return Literal(text, lang="vi")


def _told(published: Published) -> str:
    told = f"{len(published.units)} đơn vị có vào ngày này, {len(published.changes)} sự kiện đến ngày này."
    if published.decisions_left_out:
        told += f" {published.decisions_left_out} quyết định không có nội dung được công bố (về người, biên chế)."
    if any(one.synthetic for one in published.decisions):
        told += " Có quyết định giả định, để chạy thử."
    return told


def _measured(published: Published) -> dict[str, int]:
    """How many units there are, and of how many each figure is stated and verified."""
    found = {"countUnits": len(published.units)}
    for name in ("area_km2", "population", "hamlets"):
        stated = [one for one in published.units if getattr(one, name) is not None]
        short = name.removesuffix("_km2")
        found[f"count{short.title()}Stated"] = len(stated)
        found[f"count{short.title()}Verified"] = sum(bool(getattr(one, f"{short}_verified")) for one in stated)
    return found
