"""What the server says of itself: SPARQL 1.1 Service Description, and VoID of the data.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.vocabulary import DCTERMS, ID, RDF, XSD, ZT
from kg.web import negotiation, replies, requests
from kg.web.site import Site, site_of
from kg.web.tasks import RDF_FORMATS

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"

Value = ox.NamedNode | ox.BlankNode | ox.Literal


async def service_description(request: Request) -> Response:
    """Describe the service."""
    return await _described(request, "service")


async def void(request: Request) -> Response:
    """Describe the dataset."""
    return await _described(request, "void")


async def _described(request: Request, what: str) -> Response:
    site = site_of(request)
    name = requests.of_url(request).one("format")
    form, media_type = (
        negotiation.by_name(name, negotiation.GRAPHS)
        if name is not None
        else negotiation.choose(request.headers.get("accept", ""), negotiation.GRAPHS)
    )
    address = site.address(request)
    tag = replies.validator(site.engine.build, what, address, media_type)
    if replies.is_known(request, tag):
        return replies.not_modified(tag)
    held = site.memory.get(tag)
    if held is None:
        counts = await site.engine.ask("summary")
        write = _service if what == "service" else _dataset
        triples = [ox.Triple(*triple) for triple in write(site, address, counts)]
        prefixes = {"sd": SD, "void": VOID, "dcterms": DCTERMS, "zt": ZT}
        if form.name == "jsonld":
            prefixes = {}
        body = ox.serialize(triples, format=RDF_FORMATS[form.name], prefixes=prefixes) or b""
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        held = replies.Held(body, {"Content-Type": media_type + charset})
        site.memory.put(tag, held)
    return replies.whole(request, held, tag)


def _service(site: Site, address: str, counts: dict[str, Any]) -> Iterator[tuple[Any, Any, Value]]:
    service, dataset = ox.NamedNode(f"{address}/sparql"), ox.BlankNode("dataset")
    a = ox.NamedNode(RDF + "type")
    yield service, a, _sd("Service")
    yield service, _sd("endpoint"), service
    yield service, _sd("supportedLanguage"), _sd("SPARQL11Query")
    if site.settings.writable:
        yield service, _sd("supportedLanguage"), _sd("SPARQL11Update")
        for media_type in ("Turtle", "N-Triples", "RDF_XML", "JSON-LD"):
            yield service, _sd("inputFormat"), ox.NamedNode(_FORMATS + media_type)
    for name in (*_RESULTS, *_GRAPHS):
        yield service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name)
    yield service, _sd("feature"), _sd("UnionDefaultGraph")
    if site.settings.services:
        yield service, _sd("feature"), _sd("BasicFederatedQuery")
    yield service, _sd("defaultDataset"), dataset
    yield service, _sd("availableGraphs"), ox.BlankNode("graphs")
    yield ox.BlankNode("graphs"), a, _sd("GraphCollection")
    yield dataset, a, _sd("Dataset")
    yield dataset, a, _void("Dataset")
    default = ox.BlankNode("default")
    yield dataset, _sd("defaultGraph"), default
    yield default, a, _sd("Graph")
    yield default, a, _void("Dataset")
    yield default, _void("triples"), _number(counts["triples"])
    for number, (iri, triples) in enumerate(counts["graphs"].items()):
        named, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield dataset, _sd("namedGraph"), named
        yield ox.BlankNode("graphs"), _sd("namedGraph"), named
        yield named, a, _sd("NamedGraph")
        yield named, _sd("name"), ox.NamedNode(iri)
        yield named, _sd("graph"), graph
        yield graph, a, _sd("Graph")
        yield graph, _void("triples"), _number(triples)


def _dataset(site: Site, address: str, counts: dict[str, Any]) -> Iterator[tuple[Any, Any, Value]]:
    dataset = ox.NamedNode(f"{address}/.well-known/void#dataset")
    a = ox.NamedNode(RDF + "type")
    yield dataset, a, _void("Dataset")
    yield dataset, ox.NamedNode(DCTERMS + "title"), ox.Literal("政图", language="zh-Hans")
    yield dataset, ox.NamedNode(DCTERMS + "title"), ox.Literal("Zhengtu", language="en")
    yield (
        dataset,
        ox.NamedNode(DCTERMS + "description"),
        ox.Literal(
            "Chinese industrial policy, each fact with its place in the source", language="en"
        ),
    )
    yield dataset, ox.NamedNode(DCTERMS + "license"), ox.NamedNode(_LICENSE)
    yield dataset, _void("sparqlEndpoint"), ox.NamedNode(f"{address}/sparql")
    yield dataset, _void("uriSpace"), ox.Literal(ID)
    yield dataset, _void("vocabulary"), ox.NamedNode(ZT)
    yield dataset, _void("openSearchDescription"), ox.NamedNode(f"{address}/opensearch.xml")
    yield dataset, _void("triples"), _number(counts["triples"])
    yield dataset, _void("entities"), _number(counts["subjects"])
    yield dataset, _void("distinctSubjects"), _number(counts["subjects"])
    yield dataset, _void("distinctObjects"), _number(counts["objects"])
    yield dataset, _void("properties"), _number(len(counts["properties"]))
    for number, (kind, size) in enumerate(counts["classes"].items()):
        part = ox.BlankNode(f"class{number}")
        yield dataset, _void("classPartition"), part
        yield part, _void("class"), ox.NamedNode(kind)
        yield part, _void("entities"), _number(size)
    for number, (kind, size) in enumerate(counts["properties"].items()):
        part = ox.BlankNode(f"property{number}")
        yield dataset, _void("propertyPartition"), part
        yield part, _void("property"), ox.NamedNode(kind)
        yield part, _void("triples"), _number(size)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(VOID + name)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))
