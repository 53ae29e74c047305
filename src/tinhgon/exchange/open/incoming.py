"""Open data of others, read: W3C ORG in any RDF form, Popolo, CSV; each organisation as one row of plain values.

Runs in a child process (`confined`); nothing is fetched from anywhere. People in the file are not read, only counted.

    row  {"key", "code", "name", "kind", "level", "structure", "bloc", "parent": key, "ended": day or "",
          "figures": {"area_km2": {"value", "source", "verified"}, ...}, "faults": [word, ...]}
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

from tinhgon.basis.bounds import check_json, check_xml
from tinhgon.basis.errors import BadInput, gettext_noop

Row = dict[str, Any]
FIGURES = ("area_km2", "population", "hamlets")
_OWN = "/tu-vung#"
_FORMS = {
    ".ttl": "turtle", ".nt": "nt", ".n3": "n3", ".rdf": "xml", ".xml": "xml", ".owl": "xml", ".jsonld": "json-ld",
}  # fmt: skip


def parsed(data: bytes, name: str) -> list[Any]:
    """[what kind of file, its rows, how many persons were left out]. To be called through `confined` only.

    Raises BadInput naming the file and what is wrong with it.
    """
    ending = name[name.rfind(".") :].lower()
    if ending == ".csv":
        return ["csv", list(_of_csv(_text(data, name), name)), 0]
    if ending == ".json":
        value = _json(data, name)
        if isinstance(value, list) or (isinstance(value, dict) and "@context" not in value and "@graph" not in value):
            return ["popolo", *_of_popolo(value, name)]
        return ["org", *_of_graph(data, name, "json-ld")]
    if ending in _FORMS:
        return ["org", *_of_graph(data, name, _FORMS[ending])]
    raise BadInput(
        "open_unknown",
        gettext_noop("{file}: đọc được ORG (.ttl, .nt, .rdf, .jsonld), Popolo (.json) và bảng .csv; đổi dạng tệp."),
        file=name,
    )


def described(data: bytes, name: str) -> str:
    """The table with a name and an id or a code, of the tables of a CSVW description; `units.csv` before others. To be
    called through `confined` only."""
    value = _json(data, name)
    tables = value.get("tables", [value]) if isinstance(value, dict) else []
    fitting = []
    for table in tables if isinstance(tables, list) else []:
        schema = table.get("tableSchema") if isinstance(table, dict) else None
        columns = schema.get("columns") if isinstance(schema, dict) else None
        names = {one.get("name") for one in columns or () if isinstance(one, dict)}
        url = str(table.get("url", "")) if isinstance(table, dict) else ""
        if "name" in names and names & {"id", "code"} and url and not set(url) & set("/\\:"):
            fitting.append(url)
    if not fitting:
        raise BadInput(
            "csvw_no_table",
            gettext_noop("{file}: không bảng nào cạnh tệp này có cột “name” và “id” hoặc “code”."),
            file=name,
        )
    return "units.csv" if "units.csv" in fitting else fitting[0]


def _row(key: str, **told: Any) -> Row:
    empty = {"code": "", "name": "", "kind": "", "level": None, "structure": "", "bloc": "", "parent": "", "ended": ""}
    return {"key": key, **empty, "figures": {}, "faults": [], **told}


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            "open_not_utf8", gettext_noop("{file} không phải UTF-8; lưu lại theo UTF-8."), file=name
        ) from None


def _json(data: bytes, name: str) -> Any:
    text = _text(data, name)
    check_json(text, name=name)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput("open_not_json", gettext_noop("{file} không phải tệp JSON đọc được."), file=name) from None


# -- CSV ---------------------------------------------------------------------------------------------------------------


def _of_csv(text: str, name: str) -> Iterator[Row]:
    """Columns as `units.csv` has them; `name` and one of `id`, `code` are needed."""
    reader = csv.DictReader(io.StringIO(text), strict=True)
    columns = {(column or "").strip().lower(): column for column in reader.fieldnames or ()}
    if "name" not in columns or not {"id", "code"} & set(columns):
        raise BadInput(
            "open_columns",
            gettext_noop("{file}: cần cột “name” và một trong “id”, “code”; đang có: {columns}."),
            file=name, columns=", ".join(columns) or "–",
        )  # fmt: skip
    try:
        for cells in reader:
            said = {column: (cells.get(written) or "").strip() for column, written in columns.items()}
            yield _of_cells(said, by_id="id" in columns)
    except csv.Error:
        raise BadInput(
            "open_csv_broken", gettext_noop("{file}: dòng {row} không đọc được (dấu ngoặc kép)."),
            file=name, row=reader.line_num,
        ) from None  # fmt: skip


def _of_cells(said: Mapping[str, str], *, by_id: bool) -> Row:
    level = said.get("level", "")
    found = _row(
        said["id"] if by_id else said["code"], code=said.get("code", ""), name=said["name"], kind=said.get("kind", ""),
        level=int(level) if level.isascii() and level.isdigit() else None,
        structure=said.get("structure", ""), bloc=said.get("bloc", ""), ended=said.get("ended", ""),
        parent=said.get("parent_id" if by_id else "parent_code", ""),
    )  # fmt: skip
    for figure in FIGURES:
        short = figure.removesuffix("_km2")
        if said.get(figure):
            found["figures"][figure] = {
                "value": said[figure], "source": said.get(f"{short}_source", ""),
                "verified": said.get(f"{short}_verified", "") == "true",
            }  # fmt: skip
    return found


# -- Popolo ------------------------------------------------------------------------------------------------------------


def _of_popolo(value: Any, name: str) -> tuple[list[Row], int]:
    given = value if isinstance(value, list) else value.get("organizations")
    if given is None and isinstance(value, dict) and "name" in value and "id" in value:
        given = [value]
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise BadInput(
            "popolo_unknown", gettext_noop("{file}: không thấy danh sách “organizations” của Popolo."), file=name
        )
    persons = value.get("persons") if isinstance(value, dict) else None
    return [_of_organization(one) for one in given], len(persons) if isinstance(persons, list) else 0


def _of_organization(one: Mapping[str, Any]) -> Row:
    codes = [each.get("identifier") for each in one.get("identifiers") or () if isinstance(each, dict)]
    own = [each.get("identifier") for each in one.get("identifiers") or ()
           if isinstance(each, dict) and each.get("scheme") == "code"]  # fmt: skip
    code, level = (own or codes or [""])[0], one.get("level")
    parent = one.get("parent_id") or (one.get("parent") or {}).get("id") or ""
    found = _row(
        str(one.get("id") or ""), code=str(code or ""), name=str(one.get("own_name") or one.get("name") or ""),
        kind=str(one.get("classification") or ""), level=level if isinstance(level, int) else None,
        structure=str(one.get("structure") or ""), bloc=str(one.get("bloc") or ""), parent=str(parent),
        ended=str(one.get("dissolution_date") or ""),
    )  # fmt: skip
    for figure, stated in (one.get("figures") or {}).items():
        if figure in FIGURES and isinstance(stated, dict):
            found["figures"][figure] = {
                "value": str(stated.get("value")), "source": str(stated.get("source") or ""),
                "verified": stated.get("verified") is True,
            }  # fmt: skip
    if len(own or codes) > 1:
        found["code"], found["faults"] = "", ["several_codes"]
    return found


# -- RDF ---------------------------------------------------------------------------------------------------------------


def _of_graph(data: bytes, name: str, form: str) -> tuple[list[Row], int]:
    from rdflib import RDF, Graph, Literal
    from rdflib.exceptions import ParserError
    from rdflib.namespace import FOAF, ORG

    if form == "json-ld":
        _refuse_remote(_json(data, name), name)
    try:
        if form == "xml":
            check_xml(data, name=name)
        graph = Graph().parse(data=data, format=form, publicID="urn:tep:")
    except (SyntaxError, ValueError, ParserError, SAXException, ExpatError) as error:
        first = " ".join(str(error).split())[:200] or type(error).__name__
        raise BadInput(
            "rdf_broken", gettext_noop("{file} không đọc được là RDF: {reason}"), file=name, reason=first
        ) from None
    classes = (ORG.Organization, ORG.FormalOrganization, ORG.OrganizationalUnit, ORG.OrganizationalCollaboration)
    nodes = {node for one in classes for node in graph.subjects(RDF.type, one)}
    for up, down in ((ORG.subOrganizationOf, ORG.hasSubOrganization), (ORG.unitOf, ORG.hasUnit)):
        for pairs in (graph.subject_objects(up), graph.subject_objects(down)):
            nodes |= {node for pair in pairs for node in pair if not isinstance(node, Literal)}
    reader = _Graph(graph)
    return [reader.row(node) for node in sorted(nodes, key=str)], len(set(graph.subjects(RDF.type, FOAF.Person)))


def _refuse_remote(value: Any, name: str) -> None:
    """A context that lies elsewhere would be fetched: others would learn what is read here, and may change it."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            contexts = one.get("@context")
            for context in contexts if isinstance(contexts, list) else [contexts]:
                if isinstance(context, str) or (isinstance(context, dict) and "@import" in context):
                    raise BadInput(
                        "jsonld_remote",
                        gettext_noop("{file}: @context ở nơi khác ({context}), không tải về; ghi nó vào trong tệp."),
                        file=name, context=str(context)[:120],
                    )  # fmt: skip
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


class _Graph:
    """Rows out of triples. Of several names the Vietnamese one, then one without language, then English, then any."""

    def __init__(self, graph: Any) -> None:
        from rdflib.namespace import DCTERMS, FOAF, ORG, RDFS, SKOS

        self.graph = graph
        self.org, self.skos = ORG, SKOS
        self.names = (SKOS.prefLabel, FOAF.name, RDFS.label, DCTERMS.title, *self._schema("name", "legalName"))
        self.codes = (ORG.identifier, SKOS.notation, DCTERMS.identifier)
        self.ends = self._schema("dissolutionDate")
        self.own = {str(one).rpartition(_OWN)[2]: one for one in set(graph.predicates()) if _OWN in str(one)}

    @staticmethod
    def _schema(*names: str) -> tuple[Any, ...]:
        from rdflib import URIRef

        return tuple(
            URIRef(f"{base}{name}") for base in ("http://schema.org/", "https://schema.org/") for name in names
        )

    def row(self, node: Any) -> Row:
        faults: list[str] = []
        codes = next((found for one in self.codes if (found := self._values(node, one))), [])
        if len(codes) > 1:
            faults.append("several_codes")
        parents = self._parents(node)
        if len(parents) > 1:
            faults.append("several_parents")
        level = self._own(node, "level")
        ended = self._own(node, "ended") or next((v for one in self.ends for v in self._values(node, one)), "")
        return _row(
            str(node), code=codes[0] if len(codes) == 1 else "", name=self._own(node, "name") or self._name(node),
            kind=self._kind(node), level=int(level) if level.isdigit() else None, structure=self._structure(node),
            bloc=self._own(node, "bloc"), parent=parents[0] if len(parents) == 1 else "", ended=ended,
            figures=self._figures(node), faults=faults,
        )  # fmt: skip

    def _values(self, node: Any, predicate: Any) -> list[str]:
        return sorted({str(one) for one in self.graph[node:predicate]})

    def _own(self, node: Any, name: str) -> str:
        return next(iter(self._values(node, self.own[name])), "") if name in self.own else ""

    def _name(self, node: Any) -> str:
        for predicate in self.names:
            found = sorted(self.graph[node:predicate], key=_by_language)
            if found:
                return str(found[0])
        return ""

    def _kind(self, node: Any) -> str:
        kinds = list(self.graph[node : self.org.classification])
        return self._name(kinds[0]) if len(kinds) == 1 else ""

    def _structure(self, node: Any) -> str:
        concept = next(self.graph[node : self.own["structure"]], None) if "structure" in self.own else None
        return next(iter(self._values(concept, self.skos.notation)), "") if concept is not None else ""

    def _parents(self, node: Any) -> list[str]:
        """By either direction; some write the address of the other as a text."""
        from rdflib import Literal

        up = [one for name in ("subOrganizationOf", "unitOf") for one in self.graph[node : self.org[name]]]
        down = [
            one
            for name in ("hasSubOrganization", "hasUnit")
            for told in (node, Literal(str(node)))
            for one in self.graph.subjects(self.org[name], told)
        ]
        return sorted({str(one) for one in (*up, *down)})

    def _figures(self, node: Any) -> dict[str, Any]:
        found = {}
        for figure, name in (("area_km2", "areaKm2"), ("population", "population"), ("hamlets", "hamlets")):
            if value := self._own(node, name):
                sure = self._own(node, f"{name}Verified") == "true"
                found[figure] = {"value": value, "source": self._own(node, f"{name}Source"), "verified": sure}
        return found


def _by_language(name: Any) -> tuple[int, str]:
    order: Iterable[Any] = ("vi", None, "en")
    language = getattr(name, "language", None)
    return (next((place for place, one in enumerate(order) if one == language), 9), str(name))
