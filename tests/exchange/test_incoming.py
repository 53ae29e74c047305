"""Open data comes back: ours whole, others' with a list of differences; what a file forgets ends nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest
from tests.exchange.conftest import AS_OF, Made
from tests.signing import sign
from tests.world import IDS, World

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, Conflict, Refusal
from tinhgon.exchange.open import gather, made
from tinhgon.exchange.open.comparing import Compared, compare, described_table, read_open
from tinhgon.exchange.open.drafting import open_document
from tinhgon.importing.boundaries import boundary_sheet
from tinhgon.registers.units import queries as unit_queries
from tinhgon.registers.units.outlines import STEP, read_outlines

ON = AsOf(date(2022, 1, 1))
TURTLE = "@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def against(text: str | bytes, name: str, as_of: AsOf = ON, **said: str) -> Compared:
    data = text.encode() if isinstance(text, str) else text
    return compare(read_open(data, name, **said), as_of)


def told(compared: Compared) -> list[tuple[str, str]]:
    return [(one.kind, one.label if not one.fault else one.fault) for one in compared.differences]


# -- ours --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["org.ttl", "popolo.json", "units.csv"])
@pytest.mark.django_db
def test_what_we_publish_opens_an_empty_ledger(day: Made, name: str) -> None:
    compared = against(day.files[name], name, AS_OF)
    assert compared.opening
    assert told(compared) == [("new", one) for _, one in told(compared)]
    sign(open_document(compared, synthetic=True))
    units = {(one.structure, one.code, one.name): one for one in day.published.units}
    found = unit_queries.units(AS_OF)
    assert {(one.structure, one.code, one.name) for one in found} == set(units)
    for one in found:
        published = units[one.structure, one.code, one.name]
        for field in ("kind", "level", "bloc", "area_km2", "area_source", "population", "population_source", "hamlets"):
            assert getattr(one, field) == getattr(published, field), (one, field)
    again = against(day.files[name], name, AS_OF)
    assert (told(again), again.same) == ([], len(units))
    with pytest.raises(BadInput) as refused:
        open_document(again)
    assert refused.value.code == "open_nothing_new"


def test_every_difference_is_told_and_drafted(world: World) -> None:
    """One renamed, one of another kind, one moved, one new below a new one, a figure; one forgotten stays."""
    files = dict(made(gather(ON, decided_on=ON.on), "popolo"))
    whole = json.loads(files["popolo.json"])
    organizations = {one["id"].rpartition("/")[2]: one for one in whole["organizations"]}
    organizations[str(IDS["A1"])] |= {"own_name": "An Bình Đông", "name": "Xã An Bình Đông"}
    organizations[str(IDS["A2"])]["classification"] = "phường"
    organizations[str(IDS["A3"])]["parent_id"] = organizations[str(IDS["D2"])]["id"]
    organizations[str(IDS["B1"])]["figures"]["population"]["value"] = 1650
    del organizations[str(IDS["B3"])]
    agency = {
        "id": "x1",
        "name": "Sở Mẫu",
        "classification": "sở",
        "structure": "state_agency",
        "identifiers": [{"scheme": "code", "identifier": "S9"}],
        "parent_id": organizations[str(IDS["T1"])]["id"],
    }
    division = {"id": "x2", "name": "Phòng Mẫu", "classification": "phòng", "structure": "state_agency",
                "parent_id": "x1"}  # fmt: skip
    whole["organizations"] = [division, *organizations.values(), agency]
    compared = against(json.dumps(whole), "popolo.json")
    assert sorted(told(compared)) == sorted([
        ("name", "xã An Bình Đông (A1)"), ("kind", "phường An Thạnh (A2)"), ("superior", "xã An Hòa Tây (A3)"),
        ("figures", "xã Bình Phú (B1)"), ("missing", "Xã Bình Long (B3)"), ("new", "sở Mẫu (S9)"), ("new", "phòng Mẫu"),
    ])  # fmt: skip
    sign(open_document(compared))
    found = {one.code: one for one in unit_queries.units(ON)}
    assert found["A1"].name == "An Bình Đông"
    assert (found["A2"].kind, found["A3"].parent_code, found["B1"].population) == ("phường", "D2", 1650)
    assert found["B3"].name == "Bình Long"  # forgotten by the file, not by us
    division_there = next(one for one in unit_queries.units(ON) if one.name == "Mẫu" and one.kind == "phòng")
    assert (division_there.parent_code, division_there.level, division_there.code) == ("S9", 3, None)
    assert told(against(json.dumps(whole), "popolo.json")) == [("missing", "Xã Bình Long (B3)")]


def test_what_ended_there_is_told_and_left(world: World) -> None:
    text = (
        TURTLE
        + """
        <u:1> a org:Organization ; skos:prefLabel "An Bình" ; org:identifier "A1" ;
          <http://schema.org/dissolutionDate> "2021-12-31" ."""
    )
    compared = against(text, "a.ttl")
    assert told(compared) == [("ended", "Xã An Bình (A1)")]
    with pytest.raises(BadInput):
        open_document(compared)


# -- others' -----------------------------------------------------------------------------------------------------------

POPOLO_SPEC = """{"id": "abc-inc", "name": "ABC, Inc.", "identifiers": [
  {"identifier": "123456789", "scheme": "DUNS"}, {"identifier": "US0123456789", "scheme": "ISIN"}],
  "classification": "Corporation", "parent_id": "holding-company-corp", "founding_date": "1950-01-01",
  "dissolution_date": "2000-01-01"}"""
"""The example of the Popolo specification, shortened: it ended in 2000, and its parent is in no file."""

ENTERPRISE = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ex: <http://example.org/> .
ex:acme a org:Organization ; foaf:name "Acme Corporation" ; org:hasUnit ex:engineering, ex:marketing, ex:security .
ex:engineering a org:OrganizationalUnit ; foaf:name "Engineering" ; org:unitOf ex:acme .
ex:marketing a org:OrganizationalUnit ; foaf:name "Marketing" ; org:unitOf ex:acme .
ex:security a org:OrganizationalUnit ; foaf:name "Security" ; org:unitOf ex:acme; org:subOrganizationOf ex:engineering .
ex:alice a foaf:Person ; foaf:name "A. B." ; org:memberOf ex:engineering ."""
"""A published tutorial's organisation: one of its units has two superiors."""

NAMELESS = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix : <https://abc.def/ghi/> .
:wonderOrg a org:Organization .
:researchDep a org:FormalOrganization ; org:subOrganizationOf :wonderOrg ; foaf:name "Research Department" .
:marketingDep a org:FormalOrganization ; org:subOrganizationOf :wonderOrg ; foaf:name "Marketing Department" ."""
"""Another: the top has no name."""


AS_TEXT = """{"@context": {"org": "http://www.w3.org/ns/org#", "schema": "http://schema.org/"}, "@graph": [
  {"@id": "https://ror.org/02s376052", "@type": "org:Organization", "schema:name": "EPFL",
   "org:hasUnit": ["https://github.com/sdsc-ordes"]},
  {"@id": "https://github.com/sdsc-ordes", "@type": "org:Organization", "schema:name": "sdsc-ordes"}]}"""
"""A harvester's JSON-LD: the unit is named by a text, not by a node."""

DANISH = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <http://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://example.com/Organization1> a org:FormalOrganization ; skos:prefLabel "Organisation 1"@da, "Organization 1"@en ;
  schema:foundingDate "2011-11-01"^^xsd:date ; schema:dissolutionDate "2021-11-01"^^xsd:date ."""
"""The example of the Danish profile of ORG."""


@pytest.mark.django_db
def test_units_named_by_text_and_an_end_that_is_past() -> None:
    found = against(AS_TEXT, "flat.jsonld", structure="state_agency", kind="đơn vị")
    assert sorted(told(found)) == [("new", "đơn vị EPFL"), ("new", "đơn vị sdsc-ordes")]
    assert [(row.name, row.parent) for row in found.new] == [("EPFL", ""), ("sdsc-ordes", "https://ror.org/02s376052")]
    said = {"structure": "state_agency", "kind": "cơ quan"}
    assert told(against(DANISH, "dk.ttl", **said)) == []  # ended on 1 November 2021
    assert told(against(DANISH, "dk.ttl", AsOf(date(2021, 10, 31)), **said)) == [("new", "cơ quan Organization 1")]


@pytest.mark.django_db
def test_examples_of_others() -> None:
    assert told(against(POPOLO_SPEC, "organization.json")) == []  # ended in 2000: nothing to enter
    early = AsOf(date(1999, 1, 1))
    assert told(against(POPOLO_SPEC, "organization.json", early)) == [("question", "several_codes")]
    found = against(ENTERPRISE, "acme.ttl", structure="state_agency", kind="đơn vị")
    assert found.file.persons == 1
    assert sorted(told(found)) == [
        ("new", "đơn vị Acme Corporation"), ("new", "đơn vị Engineering"), ("new", "đơn vị Marketing"),
        ("question", "several_parents"),
    ]  # fmt: skip
    with pytest.raises(Conflict) as refused:
        open_document(found)
    assert refused.value.code == "open_questions"
    assert sorted(told(against(NAMELESS, "b.ttl", structure="state_agency", kind="đơn vị"))) == [
        ("question", "no_name"), ("question", "parent_in_question"), ("question", "parent_in_question"),
    ]  # fmt: skip
    assert told(against(ENTERPRISE, "acme.ttl"))[0] == ("question", "no_kind")


@pytest.mark.django_db
def test_an_enterprise_opens_the_books() -> None:
    """With one superior each; names of units are read from the top down, levels follow."""
    text = ENTERPRISE.replace("; org:subOrganizationOf ex:engineering", "")
    found = against(text, "acme.ttl", structure="state_agency", kind="đơn vị")
    sign(open_document(found, synthetic=True))
    there = [(one.name, one.level, one.parent_name) for one in unit_queries.units(ON)]
    assert sorted(there) == [
        ("Acme Corporation", 1, None), ("Engineering", 2, "Acme Corporation"), ("Marketing", 2, "Acme Corporation"),
        ("Security", 2, "Acme Corporation"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.ttl", "@prefix org: <x> . <a> org:b", "rdf_broken"),
        ("a.ttl", "", "open_empty"),
        ("a.rdf", '<!DOCTYPE r [<!ENTITY a "b">]><r/>', "file_defines_entities"),
        ("a.rdf", "<a><b></a>", "rdf_broken"),
        ("a.jsonld", '{"@context": "https://www.w3.org/ns/org", "@id": "u:1"}', "jsonld_remote"),
        ("a.jsonld", '{"@graph": [{"@context": {"@import": "http://10.0.0.1/x"}}]}', "jsonld_remote"),
        ("a.json", "[" * 5000, "nested_too_deep"),
        ("a.json", '{"people": []}', "popolo_unknown"),
        ("a.json", "{", "open_not_json"),
        ("a.csv", "ten,ma\nA,1\n", "open_columns"),
        ("a.csv", 'code,name\n1,"A\n', "open_csv_broken"),
        ("a.docx", "PK", "open_unknown"),
    ],
)
def test_files_that_are_none(name: str, text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_open(text.encode(), name)
    assert refused.value.code == code


def test_a_description_leads_to_its_table(day: Made) -> None:
    """Ours to units.csv; another's to the table that has names and ids; never out of its folder."""
    assert described_table(day.files["csv-metadata.json"], "csv-metadata.json") == "units.csv"
    head = '{"@context": "http://www.w3.org/ns/csvw", '
    columns = '"tableSchema": {"columns": [{"name": "id"}, {"name": "name"}]}}'
    assert described_table((head + '"url": "don-vi.csv", ' + columns).encode(), "x.json") == "don-vi.csv"
    assert described_table(day.files["popolo.json"], "popolo.json") == ""
    for url in ("../secret.csv", "http://10.0.0.1/a.csv", "/etc/passwd", ""):
        with pytest.raises(BadInput):
            described_table((head + f'"url": "{url}", ' + columns).encode(), "x.json")


def test_outlines_come_back_as_they_went(day: Made) -> None:
    """By the reader of boundaries, which is as strict with us as with others: GeoJSON and TopoJSON, the same ground."""
    read = [boundary_sheet(day.files[name], name=name) for name in ("units.geojson", "units.topojson")]
    codes = {one.last.code for one in day.published.bodies if one.id in day.published.map.outlines}
    assert set(read[0].codes) == set(read[1].codes) == codes
    first, second = (read_outlines(sheet.content).outlines for sheet in read)
    for code in codes:
        for one, other in zip(first[code], second[code], strict=True):
            for ring, same in zip(one, other, strict=True):
                assert steps(ring) == steps(same)  # TopoJSON does not say which way round


def steps(ring: Sequence[tuple[float, float]]) -> set[tuple[int, int]]:
    return {(round(x / STEP), round(y / STEP)) for x, y in ring}


@pytest.mark.django_db
def test_questions_by_row() -> None:
    """Each kind of doubt is one question, and nothing is drafted while one is open."""
    head = "id,code,name,kind,structure,parent_id,ended,population\n"
    rows = [
        "1,K1,Một,sở,state_agency,,,", "1,K2,Hai,sở,state_agency,,,", "3,K3,Ba,sở,state_agency,9,,",
        "4,K4,Bốn,sở,state_agency,5,,", "5,K5,Năm,sở,state_agency,4,,", "6,K6,Sáu,sở,state_agency,,,-7",
        "7,K7,Bảy,sở,state_agency,,hôm qua,", "8,K8,Tám,,state_agency,,,", "10,K10,Mười,sở,,,,",
        "11,K11,A,sở,state_agency,,,", "12,K11,B,sở,state_agency,,,", "13,K13,C,sở,state_agency,13,,",
    ]  # fmt: skip
    found = against(head + "\n".join(rows) + "\n", "units.csv")
    faults = {one.fault for one in found.of_kind("question")}
    assert faults == {
        "key_twice", "parent_unknown", "circle", "parent_in_question", "figure_invalid", "ended_invalid", "no_kind",
        "no_structure", "code_twice",
    }  # fmt: skip
    with pytest.raises(Conflict):
        open_document(found)
