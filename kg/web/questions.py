"""Saved queries as pages, as addresses for tools, and as descriptions of themselves."""

from __future__ import annotations

import shlex
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KGError, QueryError, StoreError
from kg.queries import SavedQuery, named, saved
from kg.vocabulary import PREFIXES, RDF, RDFS, SCHEMA, SH, XSD
from kg.web import negotiation, replies, requests
from kg.web.engine import Reply
from kg.web.guard import read_query
from kg.web.language import language_of
from kg.web.pages import render
from kg.web.pictures import bars, timeline
from kg.web.problems import NotFoundError
from kg.web.requests import Parameters
from kg.web.site import Site, site_of
from kg.web.tasks import RDF_FORMATS

RESERVED = ("lang", "format", "download")
EXAMPLES = "/.well-known/sparql-examples"


async def queries(request: Request) -> Response:
    """All saved queries by their first tag."""
    found = saved()
    groups: dict[str, list[SavedQuery]] = {}
    for query in found:
        groups.setdefault(query.tags[0] if query.tags else "…", []).append(query)
    return render(request, "queries.html", groups=sorted(groups.items()), total=len(found))


async def question(request: Request) -> Response:
    """One saved query: its page, or its answer in a format for tools."""
    name, dot, ending = request.path_params["name"].partition(".")
    query = _named(name)
    given = requests.of_url(request)
    if ending == "rq":
        held = replies.Held(query.text.encode(), {"Content-Type": "application/sparql-query"})
        return replies.whole(request, held)
    if dot:
        return await _data(request, query, ending)
    if given.one("format") is not None:
        return await _data(request, query, given.one("format"))
    if negotiation.prefers_html(request.headers.get("accept", "")):
        return await _page(request, query, given)
    return await _data(request, query, None)


def _named(name: str) -> SavedQuery:
    try:
        return named(name)
    except QueryError as error:
        raise NotFoundError(str(error)) from error


def _values(query: SavedQuery, given: Parameters) -> dict[str, str]:
    """What the form of a query was filled in with; an empty field counts as not filled in."""
    names = dict.fromkeys(name for name, _ in given.pairs if name not in RESERVED)
    return {name: value for name in names if (value := given.one(name))}


async def _data(request: Request, query: SavedQuery, ending: str | None) -> Response:
    site = site_of(request)
    is_graph = read_query(query.text, "").form in ("CONSTRUCT", "DESCRIBE")
    offered = negotiation.GRAPHS if is_graph else negotiation.SOLUTIONS
    given = requests.of_url(request)
    values = _values(query, given)
    form, media_type = (
        negotiation.by_name(ending, offered)
        if ending is not None
        else negotiation.choose(request.headers.get("accept", ""), offered)
    )
    tag = replies.validator(
        site.engine.build, "saved", query.text, sorted(values.items()), media_type
    )
    if replies.is_known(request, tag):
        return replies.not_modified(tag)
    held = site.memory.get(tag)
    if held is not None:
        return replies.whole(request, held, tag)
    choice = (form.name, media_type)
    reply = await replies.patiently(
        request,
        site.engine.reply(
            "saved",
            name=query.name,
            values=values,
            most=site.settings.max_rows,
            base=site.address(request) + "/sparql",
            solutions=None if is_graph else choice,
            graph=choice if is_graph else None,
        ),
    )
    assert isinstance(reply, Reply)  # for mypy: what the engine gives
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = {"Content-Type": media_type + charset}
    if given.one("download") is not None:
        headers["Content-Disposition"] = f'attachment; filename="{query.name}.{form.name}"'
    if not reply.complete:
        return replies.part_by_part(request, reply, headers)
    held = replies.Held(reply.start, headers)
    site.memory.put(tag, held)
    return replies.whole(request, held, tag)


async def _page(request: Request, query: SavedQuery, given: Parameters) -> Response:
    site = site_of(request)
    language = language_of(request)
    values = _values(query, given)
    result: dict[str, Any] = {}
    reasons: list[Any] = []
    problem, status = "", 200
    try:
        result = await site.engine.ask("table", name=query.name, values=values, language=language)
        if not result["rows"] and "boolean" not in result:
            reasons = await site.engine.ask(
                "doctor", text=query.text, name=query.name, values=values
            )
    except StoreError:
        raise
    except KGError as error:
        # such as a name that may mean several things: the form stays, filled in as it was
        problem, status = str(error), 400
    types = sorted({parameter.type for parameter in query.parameters})
    arguments = f"?{urlencode(values)}" if values else ""
    is_graph = read_query(query.text, "").form in ("CONSTRUCT", "DESCRIBE")
    return render(
        request,
        "query.html",
        status,
        query=query,
        question=query.summary_zh if language == "zh" else query.summary,
        values={p.name: values.get(p.name, p.default) for p in query.parameters},
        choices=await _choices(site, types),
        result=result,
        reasons=reasons,
        error=problem,
        chart=_chart(query, result),
        frame=f"/network?{urlencode({'query': query.name, **values})}"
        if query.view == "network"
        else "",
        formats=("ttl", "nt", "jsonld") if is_graph else ("csv", "tsv", "json", "xml"),
        arguments=arguments,
        command=" ".join(
            ["kg query", query.name, *(shlex.join(["-p", f"{k}={v}"]) for k, v in values.items())]
        ),
    )


async def _choices(site: Site, types: list[str]) -> dict[str, list[str]]:
    key = f"choices {types}"
    held = site.facts.get(key)
    if held is None or held[0] != site.engine.build:
        found = await site.engine.ask("choices", types=types)
        held = site.facts[key] = (site.engine.build, found)
    return {kind: names for kind, names in held[1].items() if names}


def _chart(query: SavedQuery, result: dict[str, Any]) -> str:
    """Draw the answer where the header of the query asks for it and the columns allow it."""
    columns, rows = result.get("columns", []), result.get("rows", [])
    kinds = [column["kind"] for column in columns]
    if query.view == "bar" and rows and "number" in kinds[1:]:
        number = len(kinds) - 1 - kinds[::-1].index("number")
        return bars(
            [
                (
                    " ".join(cell["text"] for cell in row[:number] if cell["text"]),
                    row[0]["href"],
                    float(row[number]["text"]),
                )
                for row in rows
                if row[number]["text"]
            ],
            columns[number]["title"],
        )
    if query.view == "timeline" and rows and "date" in kinds:
        date = kinds.index("date")
        points = []
        for row in rows:
            others = [cell for place, cell in enumerate(row) if place != date and cell["text"]]
            link = next((cell["href"] for cell in others if cell["href"]), None)
            points.append((row[date]["text"], " ".join(cell["text"] for cell in others), link))
        return timeline(points, query.summary)
    return ""


async def examples(request: Request) -> Response:
    """All saved queries as `sh:SPARQLExecutable`, in a graph that bears this address."""
    site = site_of(request)
    accept = request.headers.get("accept", "")
    name = requests.of_url(request).one("format")
    form, media_type = (
        negotiation.by_name(name, negotiation.GRAPHS)
        if name is not None
        else negotiation.choose(accept, negotiation.GRAPHS)
    )
    address = site.address(request)
    graph = ox.NamedNode(address + EXAMPLES)
    quads = [ox.Quad(*triple, graph) for triple in _executables(address)]
    with_graphs = form.name in ("trig", "nq", "jsonld")
    statements = quads if with_graphs else [quad.triple for quad in quads]
    body = ox.serialize(
        statements,
        format=RDF_FORMATS[form.name],
        prefixes=None if form.name == "jsonld" else {"sh": SH, "schema": SCHEMA, "rdfs": RDFS},
    )
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return replies.whole(request, replies.Held(body or b"", {"Content-Type": media_type + charset}))


def _executables(address: str) -> list[tuple[Any, Any, Any]]:
    forms = {"SELECT": ("SPARQLSelectExecutable", "select"), "ASK": ("SPARQLAskExecutable", "ask")}
    a, found = ox.NamedNode(RDF + "type"), []
    # the queries need no declarations here; elsewhere they do
    prologue = ox.NamedNode(f"{address}{EXAMPLES}#prefixes")
    for number, (prefix, namespace) in enumerate(PREFIXES.items()):
        declaration = ox.NamedNode(f"{address}{EXAMPLES}#prefix-{number}")
        found += [
            (prologue, ox.NamedNode(SH + "declare"), declaration),
            (declaration, ox.NamedNode(SH + "prefix"), ox.Literal(prefix)),
            (
                declaration,
                ox.NamedNode(SH + "namespace"),
                ox.Literal(namespace, datatype=ox.NamedNode(XSD + "anyURI")),
            ),
        ]
    for query in saved():
        it = ox.NamedNode(f"{address}/queries/{query.name}")
        form = read_query(query.text, "").form
        kind, text = forms.get(form, ("SPARQLConstructExecutable", "construct"))
        found += [
            (it, a, ox.NamedNode(SH + "SPARQLExecutable")),
            (it, a, ox.NamedNode(SH + kind)),
            (it, ox.NamedNode(SH + text), ox.Literal(query.text)),
            (it, ox.NamedNode(SH + "prefixes"), prologue),
            (it, ox.NamedNode(RDFS + "comment"), ox.Literal(query.summary, language="en")),
            (it, ox.NamedNode(RDFS + "comment"), ox.Literal(query.summary_zh, language="zh-Hans")),
            (it, ox.NamedNode(SCHEMA + "target"), ox.NamedNode(f"{address}/sparql")),
            *((it, ox.NamedNode(SCHEMA + "keywords"), ox.Literal(tag)) for tag in query.tags),
        ]
    return found
