"""What is published is judged by tools and schemas that are not ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import csvw
import pyshacl
import pytest
from jsonschema import Draft3Validator
from lxml import etree
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import ORG
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3
from tests.exchange.conftest import Made

SHAPES = Path(__file__).with_name("shapes.ttl")
POPOLO = {"organizations": "organization", "posts": "post", "areas": "area", "events": "event"}


def conforms(graph: Graph) -> tuple[bool, str]:
    found, _, told = pyshacl.validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none", advanced=False)
    return bool(found), str(told)[:2000]


def test_org_by_shapes(day: Made) -> None:
    graph = Graph().parse(data=day.files["org.ttl"], format="turtle")
    good, told = conforms(graph)
    assert good, told


def test_shapes_find_what_is_wrong(day: Made) -> None:
    """An event without an original, a superior that is nowhere, somebody at a post."""
    wrong = """
        @prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:e> a org:ChangeEvent ; org:resultingOrganization <urn:o> .
        <urn:o> a org:Organization ; skos:prefLabel "O" ; org:subOrganizationOf <urn:nowhere> .
        <urn:p> a org:Post ; org:postIn <urn:o> ; org:heldBy <urn:somebody> ."""
    _, told = conforms(Graph().parse(data=wrong, format="turtle"))
    for path in ("org:originalOrganization", "org:subOrganizationOf", "org:heldBy"):
        assert path in told


def test_terms_of_org_are_its_own(day: Made, schemas: Path) -> None:
    """Every org: term is one of the ontology, and stands between things of its domain and range."""
    ontology = Graph().parse(schemas / "w3c" / "org.ttl")
    graph = Graph().parse(data=day.files["org.ttl"], format="turtle")
    used = {one for triple in graph for one in triple[1:] if isinstance(one, URIRef) and one.startswith(str(ORG))}
    assert len(used) >= 10
    assert {one for one in used if not list(ontology.triples((one, None, None)))} == set()
    types: dict[Any, set[Any]] = {}
    for subject, kind in graph.subject_objects(RDF.type):
        types.setdefault(subject, set()).add(kind)
    for predicate in used - set(graph.objects(None, RDF.type)):
        for side, place in ((RDFS.domain, 0), (RDFS.range, 2)):
            wanted = set(ontology.objects(predicate, side))
            if not wanted or not all(isinstance(one, URIRef) and one.startswith(str(ORG)) for one in wanted):
                continue
            for triple in graph.triples((None, predicate, None)):
                assert types[triple[place]] & wanted, triple


def test_our_own_words_are_all_explained(day: Made) -> None:
    """What stands in the files below the vocabulary's address is in it, and is said in Vietnamese."""
    address = day.published.addresses.vocabulary
    told = Graph().parse(data=day.files["vocabulary.ttl"], format="turtle")
    explained = {str(one) for one in told.subjects(RDFS.comment)}
    for name in ("org.ttl", "catalog.ttl"):
        graph = Graph().parse(data=day.files[name], format="turtle")
        used = {str(node) for triple in graph for node in triple if str(node).startswith(address)}
        assert len(used) > 5
        assert used - explained == set(), name


def test_catalogue_by_shapes(day: Made, schemas: Path) -> None:
    graph = Graph().parse(data=day.files["catalog.ttl"], format="turtle")
    good, told = conforms(graph)
    assert good, told
    ontology = Graph().parse(schemas / "w3c" / "dcat.ttl")
    dcat = "http://www.w3.org/ns/dcat#"
    used = {one for triple in graph for one in triple[1:] if isinstance(one, URIRef) and one.startswith(dcat)}
    assert {one for one in used if not list(ontology.triples((one, None, None)))} == set()
    told = "chưa chọn giấy phép"  # nobody chose a licence: none is claimed
    assert any(told in str(one) for one in graph.objects() if isinstance(one, Literal))


def test_popolo_by_its_schemas(day: Made, schemas: Path) -> None:
    registry: Registry[Any] = Registry()
    found: dict[str, Any] = {}
    for path in (schemas / "popolo").glob("*.json"):
        found[path.stem] = json.loads(path.read_text("utf-8"))
        resource = Resource.from_contents(found[path.stem], default_specification=DRAFT3)
        for address in (found[path.stem]["id"], found[path.stem]["id"].rstrip("#")):
            registry = registry.with_resource(address, resource)
    whole = json.loads(day.files["popolo.json"])
    assert whole["persons"] == whole["memberships"] == []
    for key, name in POPOLO.items():
        validator = Draft3Validator(found[name], registry=registry)
        assert list(validator.iter_errors({"id": 7, "name": []}))  # it can say no
        for one in whole[key]:
            faults = list(validator.iter_errors(one))
            assert not faults, (one, faults[0].message)
    ids = {one["id"] for one in whole["organizations"]}
    assert {one["parent_id"] for one in whole["organizations"]} - {None} <= ids
    for event in whole["events"]:
        assert {*event["original_organization_ids"], *event["resulting_organization_ids"]} <= ids


def test_akoma_ntoso_by_its_schema(day: Made, schemas: Path) -> None:
    schema = etree.XMLSchema(etree.parse(schemas / "akomantoso" / "akomantoso30.xsd"))
    papers = {name: content for name, content in day.files.items() if name.endswith(".xml")}
    assert len(papers) == len(day.published.decisions) > 20
    for name, content in papers.items():
        assert schema.validate(etree.fromstring(content).getroottree()), (name, schema.error_log.last_error)
    wrong = next(iter(papers.values())).replace(b"<FRBRcountry", b"<FRBRland")
    assert not schema.validate(etree.fromstring(wrong).getroottree())


def test_csv_on_the_web(day: Made, tmp_path: Path) -> None:
    """By the validator of the csvw package: types, keys, references between the tables."""
    for name, content in day.files.items():
        if name.endswith(".csv") or name == "csv-metadata.json":
            (tmp_path / name).write_bytes(content)
    whole = csvw.CSVW(str(tmp_path / "csv-metadata.json"), validate=True)
    assert whole.is_valid, whole.warnings
    group = csvw.TableGroup.from_file(tmp_path / "csv-metadata.json")
    group.check_referential_integrity()
    rows = {str(table.url): list(table) for table in group.tables}
    assert len(rows["units.csv"]) == len(day.published.units)
    ids = {row["id"] for row in rows["organisations.csv"]}
    assert {row["parent_id"] for row in rows["units.csv"]} - {None} <= ids
    text = (tmp_path / "successions.csv").read_text("utf-8").splitlines()
    source = text[1].split(",")[1]
    (tmp_path / "organisations.csv").write_text(
        "\n".join(
            line for line in (tmp_path / "organisations.csv").read_text("utf-8").splitlines()
            if not line.startswith(f"{source},")
        )
    )  # fmt: skip
    with pytest.raises(ValueError, match=source):
        csvw.TableGroup.from_file(tmp_path / "csv-metadata.json").check_referential_integrity()
