"""What is published equals the ledger, answers the questions of others, is the same every time, and is of no person."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal
from rdflib.namespace import SKOS
from tests.exchange.conftest import AS_OF, DAY, Made
from tests.world import IDS, World, effect, example, rename

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, UnknownReference
from tinhgon.exchange import FORMATS
from tinhgon.exchange.open import gather, made
from tinhgon.exchange.open.addresses import checked_base
from tinhgon.exchange.open.model import WITHHELD, public_text
from tinhgon.ledger.registry import EFFECTS
from tinhgon.registers.units import queries as unit_queries

PREFIXES = """
PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX tg: <https://tinhgon.example/mo/tu-vung#>
"""


@pytest.fixture(scope="package")
def graph(day: Made) -> Graph:
    return Graph().parse(data=day.files["org.ttl"], format="turtle")


def every_file(as_of: AsOf, under: str = "") -> dict[str, bytes]:
    published = gather(as_of, decided_on=as_of.on, under=under)
    return {name: content for form in FORMATS for name, content in made(published, form)}


def answers(graph: Graph, question: str) -> set[tuple[str, ...]]:
    return {tuple(map(str, row)) for row in graph.query(PREFIXES + question)}


# -- five questions in SPARQL, each against the ledger's own answer ----------------------------------------------------


def test_successors_of_a_commune(province: None, graph: Graph) -> None:
    """31120 was Cái Khế's neighbour; one of many: every commune of the eve, by its code then."""
    eve = AsOf(DAY - timedelta(days=1))
    units = [one for one in unit_queries.units(eve, structure="territory", level=3) if one.code][::20]
    assert len(units) > 10
    for unit in units:
        steps = unit_queries.lineage(eve, unit.id, "forward", depth=1)
        want = {(one.target.code, one.area_share, one.decision, one.clause) for one in steps
                if one.effective_on == DAY and not one.is_same_unit}  # fmt: skip
        got = answers(
            graph,
            f"""SELECT ?code ?share ?number ?clause WHERE {{
            ?s tg:source <https://tinhgon.example/mo/don-vi/{unit.id}> ; tg:target ?to ; tg:areaShare ?share .
            ?event tg:succession ?s ; dcterms:date "2025-07-01"^^xsd:date ; dcterms:source ?paper ; tg:clause ?clause .
            ?paper eli:id_local ?number . ?to org:identifier ?code . }}""",
        )
        assert got == want, unit


def test_origins_of_a_commune(province: None, graph: Graph) -> None:
    for unit in unit_queries.units(AS_OF, structure="territory", level=2)[::15]:
        steps = unit_queries.lineage(AS_OF, unit.id, "back", depth=1)
        want = {(str(one.source.id),) for one in steps if not one.is_same_unit}
        got = answers(
            graph,
            f"""SELECT (STRAFTER(STR(?from), "don-vi/") AS ?id) WHERE {{
            <https://tinhgon.example/mo/don-vi/{unit.id}> org:resultedFrom ?event .
            ?event org:originalOrganization ?from ; tg:succession ?s . ?s tg:source ?from ;
              tg:target <https://tinhgon.example/mo/don-vi/{unit.id}> . }}""",
        )
        assert got == want, unit


def test_units_under_the_city(province: None, graph: Graph) -> None:
    city = unit_queries.unit_by_code(AS_OF, "92")
    assert city is not None
    want = {(one.code, one.kind, one.name) for one in unit_queries.units(AS_OF, structure="territory", under=city.id)}
    got = answers(
        graph,
        """SELECT ?code ?kind ?name WHERE {
        ?top org:identifier "92" ; tg:existsOnDay true ; tg:structure/skos:notation "territory" .
        ?unit org:subOrganizationOf+ ?top ; tg:existsOnDay true ; org:identifier ?code ; tg:name ?name ;
          tg:structure/skos:notation "territory" ; org:classification/skos:prefLabel ?kind . }""",
    )
    assert got == want
    assert len(got) == 103


def test_sums_of_the_figures(province: None, graph: Graph) -> None:
    """Areas and people of the communes, and how many of these figures were held against a document."""
    ((area, people, count),) = answers(
        graph,
        """SELECT (SUM(?a) AS ?area) (SUM(?p) AS ?people) (COUNT(?u) AS ?n) {
        ?u tg:existsOnDay true ; tg:level 2 ; tg:structure/skos:notation "territory" ; tg:areaKm2 ?a .
        OPTIONAL { ?u tg:population ?p } }""",
    )
    counted = [one for one in unit_queries.counts(AS_OF) if (one.structure, one.level) == ("territory", 2)]
    assert Decimal(area) == sum(one.area_km2 or 0 for one in counted)
    assert int(Decimal(people)) == sum(one.population or 0 for one in counted)
    assert int(count) == sum(one.count for one in counted)
    unverified = answers(graph, "SELECT ?u { ?u tg:areaKm2Verified false ; tg:existsOnDay true ; tg:level 2 }")
    assert len(unverified) == sum(one.area_verified is False for one in unit_queries.units(AS_OF, level=2))


def test_what_a_resolution_made(province: None, graph: Graph) -> None:
    got = answers(
        graph,
        """SELECT ?code ?clause WHERE {
        ?event a org:ChangeEvent ; dcterms:source/eli:id_local "1668/NQ-UBTVQH15" ; tg:clause ?clause ;
          org:resultingOrganization/org:identifier ?code . }""",
    )
    formed = {
        (step.target.code, step.clause)
        for unit in unit_queries.units(AS_OF, structure="territory", level=2)
        for step in unit_queries.lineage(AS_OF, unit.id, "back", depth=1)
        if step.decision == "1668/NQ-UBTVQH15" and not step.is_same_unit
    }
    assert got == formed
    assert len({code for code, _ in got}) > 90


# -- the same in every format ------------------------------------------------------------------------------------------


def test_every_format_has_the_units_of_the_day(province: None, day: Made, graph: Graph) -> None:
    want = Counter((one.code or "", one.name, one.kind) for one in unit_queries.units(AS_OF))
    table = csv.DictReader(io.StringIO(day.files["units.csv"].decode()))
    assert Counter((row["code"], row["name"], row["kind"]) for row in table) == want
    popolo = json.loads(day.files["popolo.json"])["organizations"]
    assert Counter(
        (next((i["identifier"] for i in one["identifiers"]), ""), one["own_name"], one["classification"])
        for one in popolo if one["dissolution_date"] is None
    ) == want  # fmt: skip
    here = [s for s, _, _ in graph.triples((None, None, Literal(True))) if (s, SKOS.prefLabel, None) in graph]
    assert len({*here}) >= want.total()
    features = json.loads(day.files["units.geojson"])["features"]
    territory = unit_queries.units(AS_OF, structure="territory")
    assert Counter(one["properties"]["code"] for one in features) == Counter(one.code for one in territory)
    assert "khi mở sổ" in day.files["vocabulary.ttl"].decode()


def test_a_unit_of_the_opening_has_no_day_of_founding(day: Made) -> None:
    opened = [one for one in day.published.bodies if one.states[0].effect == "open_books/1"]
    assert opened
    assert {one.founded_on for one in opened} == {None}


def test_outlines_are_as_the_rfc_asks(day: Made) -> None:
    """Closed rings, the outer ones anticlockwise; without an outline: why."""
    drawn = 0
    for feature in json.loads(day.files["units.geojson"])["features"]:
        if feature["geometry"] is None:
            assert feature["properties"]["no_outline"]
            continue
        drawn += 1
        for polygon in feature["geometry"]["coordinates"]:
            for place, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
                assert (area > 0) is (place == 0)
    assert drawn > 90


def test_the_topology_is_the_same_ground_with_shared_borders(day: Made) -> None:
    """Each ring put together from its arcs is the ring of the GeoJSON; most borders are one arc of two units."""
    features = {one["properties"]["code"]: one for one in json.loads(day.files["units.geojson"])["features"]}
    topology = json.loads(day.files["units.topojson"])
    (west, south), (step, _) = topology["transform"]["translate"], topology["transform"]["scale"]
    arcs = [[(x, y) for x, y in accumulated(arc)] for arc in topology["arcs"]]
    used: Counter[int] = Counter()
    for geometry in topology["objects"]["units"]["geometries"]:
        feature = features[geometry["id"]]["geometry"]
        if feature is None:
            assert geometry["type"] is None
            continue
        for polygon, coordinates in zip(geometry["arcs"], feature["coordinates"], strict=True):
            for numbers, ring in zip(polygon, coordinates, strict=True):
                used.update(number if number >= 0 else ~number for number in numbers)
                points: list[tuple[int, int]] = []
                for number in numbers:
                    line = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += line[1:] if points else line
                want = {(round((x - west) / step), round((y - south) / step)) for x, y in ring}
                assert set(points) == want
    assert set(used) == set(range(len(arcs)))
    assert sum(count == 2 for count in used.values()) > len(arcs) / 2


def accumulated(arc: list[list[int]]) -> Iterator[tuple[int, int]]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x, y


def test_under_a_unit_with_what_it_came_from(province: None) -> None:
    found = gather(AS_OF, decided_on=DAY, under="31120")
    assert [one.code for one in found.units if one.structure == "territory"] == ["31120"]
    assert len(found.bodies) > len(found.units)
    for body in found.bodies:  # no address leads nowhere
        assert {state.parent_id for state in body.states} - {None} <= set(found.by_id)
    with pytest.raises(UnknownReference):
        gather(AS_OF, decided_on=DAY, under="99999")
    with pytest.raises(UnknownReference):
        gather(AS_OF, decided_on=DAY, under="93")  # Hậu Giang is no more


def test_the_same_bytes_every_time(province: None) -> None:
    """Also in a process whose sets come in another order."""
    files = every_file(AS_OF, under="31120")
    assert files == every_file(AS_OF, under="31120")
    code = (
        "import hashlib; from tinhgon.config.server import ensure_database; import tinhgon.config.settings;"
        "ensure_database(); from datetime import date; from tinhgon.basis.asof import AsOf;"
        "from tinhgon.exchange.open import gather, made; day = date(2025, 7, 1);"
        "files = dict(made(gather(AsOf(day), decided_on=day, under='31120'), 'org'));"
        "print(hashlib.sha256(files['org.ttl']).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == hashlib.sha256(files["org.ttl"]).hexdigest()


# -- nothing of people -------------------------------------------------------------------------------------------------

PEOPLE = ("Nguyễn Văn Mẫu", "Trần Thị Giả", "Lê Văn Thử", "Phạm Thị Ví", "Võ Văn Dụ", "HS-1", "HS-2", "HS-951", "khmer")


def everything(on: date) -> str:
    return "\n".join(content.decode() for content in every_file(AsOf(on)).values())


@pytest.mark.parametrize("kind", sorted(EFFECTS))
def test_no_clause_tells_of_a_person(world: World, kind: str) -> None:
    """Whatever is signed, with posts published: no name, no file code, no birth of anybody comes out."""
    world.sign(effect("set_house_rule", rule="open_data", value="posts"), on="2020-06-01", number="90/QĐ")
    try:
        world.sign(example(kind), on="2022-01-01", number="91/QĐ", subject="Về ông Hồ Văn Mẫu")
    except Exception as refusal:  # noqa: BLE001 (some examples rest on others; what cannot be signed publishes nothing)
        assert type(refusal).__name__ in {"NotBalanced", "Conflict", "UnknownReference", "BadInput"}
    told = everything(date(2026, 1, 1))
    assert "S1.01" in told  # the posts are there
    for word in (*PEOPLE, "Hồ Văn Mẫu", "Hồ Thị Mẫu", "1968", "1975"):
        assert word not in told, word


def test_sources_and_titles_name_nobody_either(world: World) -> None:
    world.sign(effect("set_house_rule", rule="open_data", value="posts"), on="2021-09-01")
    figure = {"value": "11.82", "source": "Báo cáo của ông Phan Văn Mẫu", "verified": True}
    world.sign(
        effect("state_facts", facts=[{"unit": "A1", "area_km2": figure}]),
        effect("create_posts", "Điều 2", unit={"code": "S1", "structure": "state_agency"},
               posts=[{"number": "S1.77", "title": "Trợ lý của bà Phan Thị Mẫu", "category": "civil_servant"}]),
        on="2022-01-01",
    )  # fmt: skip
    told = everything(date(2022, 1, 1))
    assert "11.82" in told
    assert "S1.77" in told
    assert "Phan" not in told


def test_posts_only_by_a_decision(world: World) -> None:
    assert "Trưởng phòng" not in everything(date(2022, 1, 1))
    world.sign(effect("set_house_rule", rule="open_data", value="posts"), on="2022-02-01")
    assert "Trưởng phòng" not in everything(date(2022, 1, 1))
    assert "Trưởng phòng" in everything(date(2022, 2, 1))


@given(st.text("ABCĐÊÔ", min_size=1, max_size=1), st.sampled_from(["ông", "Bà", "đồng chí", "đ/c"]))
def test_text_that_seems_to_name_somebody(letter: str, title: str) -> None:
    assert public_text(f"Về việc điều động {title} {letter}anh Văn {letter}") == WITHHELD


@pytest.mark.parametrize(
    "text", ["Về thành lập phường Bà Rịa", "xã Ông Đốc", "Về việc sắp xếp các xã", "thị trấn Sông Đốc"]
)
def test_places_are_no_people(text: str) -> None:
    assert public_text(text) == text


# -- two times, names, addresses ---------------------------------------------------------------------------------------


def test_names_of_a_unit_and_what_fell(world: World) -> None:
    found = gather(AsOf(date(2022, 1, 1)), decided_on=date(2022, 1, 1))
    body = found.by_id[IDS["A3"]]
    assert body.names() == [("Xã An Hòa", None, date(2021, 3, 1)), ("Xã An Hòa Tây", date(2021, 3, 1), None)]
    fallen = {one.number: one.fallen for one in found.decisions}
    assert fallen["03/QĐ-MẪU"] == "annulled"
    assert found.by_id[IDS["B2"]].last.name == "Bình Tân"
    mixed = next(one for one in found.decisions if one.number == "05/QĐ-MẪU")
    assert (len(mixed.clauses), mixed.others > 0, mixed.subject) == (1, True, WITHHELD)


def test_a_future_decision_is_not_told_before_its_day(world: World) -> None:
    world.sign(rename("A1", "An Bình Mới"), on="2023-01-01", number="77/NQ")
    into = {"code": "A1", "name": "An Thịnh", "kind": "xã"}
    world.sign(effect("merge_units", sources=[{"unit": "A1"}, {"unit": "A2"}], into=into), on="2030-01-01")
    before = gather(AsOf(date(2022, 12, 31)), decided_on=date(2022, 12, 31))
    assert before.by_id[IDS["A1"]].last.name == "An Bình"
    assert "77/NQ" not in {one.number for one in before.decisions}
    assert before.by_id[IDS["A1"]].ended_on is None
    assert gather(AsOf(date(2030, 1, 1)), decided_on=date(2030, 1, 1)).by_id[IDS["A1"]].ended_on == date(2030, 1, 1)


@pytest.mark.parametrize("url", ["", "dulieu", "ftp://x", "https://x/mo?a", "https://x/mo#a", "https://x /mo"])
def test_a_base_that_is_none(url: str) -> None:
    with pytest.raises(BadInput):
        checked_base(url)


def test_another_base(day: Made) -> None:
    few = {"bodies": day.published.bodies[:50], "changes": day.published.changes[:5]}
    moved = replace(day.published, addresses=checked_base("https://dulieu.example.vn/mo/"), **few)
    text = dict(made(moved, "org"))["org.ttl"].decode()
    assert "<https://dulieu.example.vn/mo/don-vi/" in text
    assert "tinhgon.example" not in text
