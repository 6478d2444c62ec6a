"""SPARQL 1.1 Protocol: queries and updates at ``/sparql``.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.web import guard, negotiation, replies, requests
from kg.web.description import service_description
from kg.web.editing import editor
from kg.web.engine import Reply
from kg.web.problems import MalformedError, MethodError, NotAcceptableError, TooLargeError
from kg.web.requests import Parameters
from kg.web.site import site_of

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


async def sparql(request: Request) -> Response:
    """Answer at the address of queries and updates."""
    if request.method in ("GET", "HEAD"):
        given = requests.of_url(request)
        if given.one("update") is not None:
            raise MalformedError("an update cannot be sent by GET; use POST")
        text = given.one("query")
        browser = negotiation.prefers_html(request.headers.get("accept", ""))
        if browser and not given.all("format"):
            return await editor(request)
        if text is None:
            return await service_description(request)
        return await query(request, text, given)
    if request.method != "POST":
        raise MethodError(
            f"{request.method} is not for queries; use GET or POST", ("GET", "HEAD", "POST")
        )
    return await _post(request)


async def _post(request: Request) -> Response:
    site = site_of(request)
    kind = requests.body_type(request, (FORM, QUERY, UPDATE))
    if kind == UPDATE:
        requests.require_token(request, site.settings)
    data = await requests.body(request, site.settings.max_body)
    given = requests.of_url(request)
    if kind == QUERY:
        return await query(request, requests.text_of(data), given)
    if kind == UPDATE:
        return await update(request, requests.text_of(data), given)
    form = requests.parameters(data)
    given = Parameters(given.pairs + form.pairs)
    asked, told = given.one("query"), given.one("update")
    if (asked is None) == (told is None):
        raise MalformedError("the form needs either query or update, and only one of them")
    if asked is not None:
        return await query(request, asked, given)
    requests.require_token(request, site.settings)
    return await update(request, told or "", given)


async def query(request: Request, text: str, given: Parameters) -> Response:
    """Answer a query.

    Raises
    ------
    QueryError : it is malformed.
    RefusedError : it asks for something outside the store.
    NotAcceptableError : the client accepts no format of its answer.
    """
    site = site_of(request)
    if len(text.encode("utf-8", "surrogatepass")) > site.settings.max_query:
        raise TooLargeError(f"the query is longer than {site.settings.max_query} bytes")
    base = site.address(request) + "/sparql"
    default, named = given.all("default-graph-uri"), given.all("named-graph-uri")
    read = guard.read_query(text, base, site.settings.services)
    solutions = _format(request, given, negotiation.SOLUTIONS)
    graph = _format(request, given, negotiation.GRAPHS)
    _check_acceptable(read.form, solutions, graph, request, given)
    tag = replies.validator(site.engine.build, text, base, default, named, solutions, graph)
    if read.repeatable:
        if replies.is_known(request, tag):
            return replies.not_modified(tag)
        held = site.memory.get(tag)
        if held is not None:
            return replies.whole(request, held, tag)
    limited = guard.limited(read, site.settings.max_rows)
    chosen = bool(default or named)
    graphs = [*default, *named] if chosen else [*read.default_graphs, *read.named_graphs]
    if graphs:
        await site.engine.ask("require_graphs", iris=graphs)
    reply = await replies.patiently(
        request,
        site.engine.reply(
            "query",
            text=text,
            limited=limited,
            base=base,
            default=default if chosen else None,
            named=named if chosen else None,
            stated=bool(read.default_graphs or read.named_graphs),
            solutions=solutions,
            graph=graph,
        ),
    )
    assert isinstance(reply, Reply)  # for mypy: what the engine gives
    headers = _headers(reply, given)
    if limited != text:
        headers["X-SPARQL-MaxRows"] = str(site.settings.max_rows)
    if not reply.complete:
        return replies.part_by_part(request, reply, headers)
    held = replies.Held(reply.start, headers)
    if not read.repeatable:
        return replies.whole(request, held)
    site.memory.put(tag, held)
    return replies.whole(request, held, tag)


async def update(request: Request, text: str, given: Parameters) -> Response:
    """Do an update; the caller has seen the token.

    Raises
    ------
    QueryError : it is malformed.
    RefusedError : it loads something from outside.
    MalformedError : the request and the update both say which graphs to use.
    """
    site = site_of(request)
    base = site.address(request) + "/sparql"
    read = guard.read_update(text, base, site.settings.services)
    default, named = given.all("using-graph-uri"), given.all("using-named-graph-uri")
    changed = guard.using(read, default, named)
    used = {*default, *named, *read.default_graphs, *read.named_graphs}
    # a graph that the update itself speaks of may only come into being with it
    unknown = sorted(used - read.mentioned)
    if unknown:
        await site.engine.ask("require_graphs", iris=unknown)
    await site.engine.change("update", text=changed, base=base)
    return Response(status_code=204)


def _format(
    request: Request, given: Parameters, offered: tuple[negotiation.Format, ...]
) -> tuple[str, str] | None:
    """Choose a format; clients send ``format`` more than once, and with names of their own."""
    accept = request.headers.get("accept", "")
    names = given.all("format")
    for name in names:
        with suppress(NotAcceptableError):
            form, media_type = negotiation.by_name(name, offered)
            return form.name, media_type
    if names and accept in ("", "*/*"):
        return None
    try:
        form, media_type = negotiation.choose(accept, offered)
    except NotAcceptableError:
        return None
    return form.name, media_type


def _check_acceptable(
    form: str, solutions: Any, graph: Any, request: Request, given: Parameters
) -> None:
    offered = (
        negotiation.SOLUTIONS if form in ("SELECT", "ASK") else negotiation.GRAPHS if form else ()
    )
    if offered and (solutions if offered is negotiation.SOLUTIONS else graph) is None:
        types = ", ".join(each.types[0] for each in offered)
        wanted = ", ".join(given.all("format")) or request.headers.get("accept", "")
        raise NotAcceptableError(f"{form} cannot be answered as {wanted}; there is {types}")


def _headers(reply: Reply, given: Parameters) -> dict[str, str]:
    media_type, name = reply.head["type"], reply.head["format"]
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = {"Content-Type": media_type + charset}
    if given.one("download") is not None:
        headers["Content-Disposition"] = f'attachment; filename="answer.{name}"'
    return headers
