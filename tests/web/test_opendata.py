"""Open data over HTTP: for everybody once a decision says so, in the form that is asked for, at addresses that lead."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client
from lxml import etree
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCAT, ORG
from tests.world import IDS, World, effect

from tinhgon.basis.asof import AsOf
from tinhgon.exchange.open import gather, made
from tinhgon.exchange.open.addresses import Addresses

pytestmark = pytest.mark.django_db
HOST = "http://localhost"
BASE = f"{HOST}/mo"


@pytest.fixture
def anybody() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def published(world: World) -> World:
    into = {"code": "A1", "name": "An Thịnh", "kind": "xã"}
    world.sign(effect("set_house_rule", rule="open_data", value="posts"), on="2021-09-01")
    world.sign(effect("merge_units", sources=[{"unit": "A1"}, {"unit": "A2"}], into=into), on="2024-01-01")
    return world


def test_closed_until_a_decision_says_so(world: World, anybody: Client) -> None:
    assert anybody.get("/mo/du-lieu/2022-01-01/units.csv").status_code == 302
    world.sign(effect("set_house_rule", rule="open_data", value="units"), on="2021-09-01")
    response = anybody.get("/mo/du-lieu/2020-06-01/units.csv")  # also of days before the decision
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "An Hòa" in response.content.decode()
    assert anybody.get("/mo/vi-tri/2001").status_code == 404  # posts are not published
    assert anybody.get("/don-vi/").status_code == 302  # pages stay as they are


def test_the_files_are_those_of_the_command(published: World, anybody: Client) -> None:
    day = date(2024, 1, 1)
    for under in ("", "D1"):
        whole = gather(AsOf(day), decided_on=day, under=under, addresses=Addresses(BASE))
        for form in ("org", "popolo", "csvw", "akn", "geo", "dcat"):
            for name, content in made(whole, form):
                response = anybody.get(f"/mo/du-lieu/2024-01-01/{f'{under}/' if under else ''}{name}")
                assert (response.status_code, response.content) == (200, content), name
    tag = response.headers["ETag"]
    again = anybody.get("/mo/du-lieu/2024-01-01/D1/catalog.ttl", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_every_address_in_the_data_leads_somewhere(published: World, anybody: Client) -> None:
    """Each node of ours in the files answers as Turtle, with itself in the answer."""
    graph = Graph().parse(data=anybody.get("/mo/du-lieu/2024-01-01/org.ttl").content, format="turtle")
    graph += Graph().parse(data=anybody.get("/mo/?ngay=01/01/2024").content, format="turtle")
    nodes = {
        str(node) for triple in graph for node in triple if isinstance(node, URIRef) and str(node).startswith(BASE)
    }
    paths = {node.removeprefix(HOST).partition("#")[0] for node in nodes if "/du-lieu/" not in node}
    assert len(paths) > 25
    for path in sorted(paths):
        response = anybody.get(path, {"ngay": "01/01/2024"}, headers={"accept": "text/turtle"})
        assert response.status_code == 200, path
        assert len(Graph().parse(data=response.content, format="turtle")) > 0, path
    downloads = {str(one) for one in graph.objects(None, DCAT.downloadURL)}
    assert len(downloads) == 9
    for under in ("D1", "state_agency:S1", "#1010"):  # as the command names a unit
        whole = gather(AsOf(date(2024, 1, 1)), decided_on=date(2024, 1, 1), under=under, addresses=Addresses(BASE))
        graph = Graph().parse(data=dict(made(whole, "dcat"))["catalog.ttl"], format="turtle")
        downloads |= {str(one) for one in graph.objects(None, DCAT.downloadURL)}
    assert len(downloads) == 36
    for address in downloads:
        assert anybody.get(address.removeprefix(HOST)).status_code == 200, address


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json"), ("*/*", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"), ("application/n-triples", "application/n-triples"),
        ("application/json;q=0.9, text/html;q=0.1", "application/json"),
    ],
)  # fmt: skip
def test_the_form_that_is_asked_for(published: World, anybody: Client, accept: str, media: str) -> None:
    response = anybody.get(f"/mo/don-vi/{IDS['A3']}", {"ngay": "01/01/2022"}, headers={"accept": accept})
    assert response.headers["Content-Type"].startswith(media)
    assert "Accept" in response.headers["Vary"]
    if media == "application/json":
        assert json.loads(response.content)["name"] == "Xã An Hòa Tây"
        return
    graph = Graph().parse(data=response.content, format=media)
    assert (URIRef(f"{BASE}/don-vi/{IDS['A3']}"), RDF.type, ORG.Organization) in graph


def test_a_browser_is_led_to_the_pages(published: World, anybody: Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = anybody.get("/mo/don-vi/1006", {"ngay": "01/01/2022"}, headers={"accept": browser})
    assert (response.status_code, response.headers["Location"]) == (303, "/don-vi/1006/?ngay=01/01/2022")
    paper = gather(AsOf(date(2024, 1, 1)), decided_on=date(2024, 1, 1)).decisions[0]
    path = f"/mo/{Addresses.eli_path(paper.issuer, paper.signed_on, paper.number)}"
    assert anybody.get(path, headers={"accept": browser}).headers["Location"] == "/quyet-dinh/1/"
    akn = anybody.get(path, headers={"accept": "application/akn+xml"})
    assert etree.fromstring(akn.content).tag.endswith("akomaNtoso")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/mo/don-vi/999999", 404), ("/mo/du-lieu/2022-13-01/units.csv", 400), ("/mo/du-lieu/2022-01-01/x.exe", 404),
        ("/mo/du-lieu/2022-01-01/D1/..%2F..%2Fetc", 404), ("/mo/du-lieu/2022-01-01/Z9/units.csv", 404),
        ("/mo/don-vi/1001?ngay=31/02/2022", 400), ("/mo/?biet=hom-qua", 400),
        ("/mo/eli/vn/a/2020-01-01/b", 404), ("/mo/don-vi/1001?dang=docx", 406),
    ],
)  # fmt: skip
def test_what_is_not_there(published: World, anybody: Client, path: str, status: int) -> None:
    response = anybody.get(path)
    assert response.status_code == status
    assert "Traceback" not in response.content.decode()
    assert anybody.post(path).status_code in (404, 405)  # the one that leads nowhere: 404


def test_nobody_is_in_any_answer(published: World, anybody: Client) -> None:
    for path in ("don-vi/1010", "vi-tri/2001", "du-lieu/2024-01-01/org.ttl", "du-lieu/2024-01-01/popolo.json"):
        told = anybody.get(f"/mo/{path}").content.decode()
        assert told
        assert not [word for word in ("HS-1", "Nguyễn Văn", "1968") if word in told]
