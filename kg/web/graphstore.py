"""SPARQL 1.1 Graph Store HTTP Protocol at ``/store``.

Indirectly by ``?graph=IRI`` or ``?default``, directly by an address below ``/store/``.
https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import uuid
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.web import negotiation, replies, requests
from kg.web.changes import READABLE
from kg.web.engine import Reply
from kg.web.guard import iri_text
from kg.web.problems import MalformedError, MediaTypeError, MethodError
from kg.web.site import site_of

_MULTIPART = "multipart/form-data"
_METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE")


async def store(request: Request) -> Response:
    """Read or change one graph."""
    if request.method in ("GET", "HEAD"):
        return await _get(request)
    if request.method not in _METHODS:
        raise MethodError(f"{request.method} is not for graphs", _METHODS)
    site = site_of(request)
    requests.require_token(request, site.settings)
    iri, new = _graph(request)
    if request.method == "DELETE":
        await site.engine.change("delete", iri=iri)
        return Response(status_code=204)
    base = iri or f"{site.address(request)}/store"
    body, parts = await _content(request, base)
    task = "put" if request.method == "PUT" else "post"
    created = await site.engine.change(task, body, iri=iri, parts=parts)
    if new:
        return Response(status_code=201, headers={"Location": iri or ""})
    return Response(status_code=201 if created else 204)


async def _get(request: Request) -> Response:
    site = site_of(request)
    given = requests.of_url(request)
    iri, _ = _graph(request)
    name = given.one("format")
    accept = request.headers.get("accept", "")
    form, media_type = (
        negotiation.by_name(name, negotiation.GRAPHS)
        if name is not None
        else negotiation.choose(accept, negotiation.GRAPHS)
    )
    tag = replies.validator(site.engine.build, "graph", iri, form.name, media_type)
    if replies.is_known(request, tag):
        return replies.not_modified(tag)
    held = site.memory.get(tag)
    if held is not None:
        return replies.whole(request, held, tag)
    reply = await replies.patiently(
        request, site.engine.reply("graph", iri=iri, format=form.name, type=media_type)
    )
    assert isinstance(reply, Reply)  # for mypy: what the engine gives
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = {"Content-Type": media_type + charset}
    if not reply.complete:
        return replies.part_by_part(request, reply, headers)
    held = replies.Held(reply.start, headers)
    site.memory.put(tag, held)
    return replies.whole(request, held, tag)


def _graph(request: Request) -> tuple[str | None, bool]:
    """Tell which graph is meant (None is the default one), and whether the server names it."""
    site = site_of(request)
    given = requests.of_url(request)
    iri, default = given.one("graph"), given.one("default")
    address = f"{site.address(request)}/store"
    path = request.scope.get("raw_path", b"").decode("ascii").partition("?")[0]
    inside = path.partition("/store/")[2]
    if inside:
        if iri is not None or default is not None:
            raise MalformedError("the address names a graph already; leave graph and default out")
        return f"{address}/{inside}", False
    if iri is not None and default is not None:
        raise MalformedError("graph and default exclude each other")
    if default:
        raise MalformedError("default takes no value; the other graphs are named by graph")
    if default is not None:
        return None, False
    if iri is not None:
        if ":" not in iri:
            raise MalformedError(f"graph needs an absolute IRI, not {iri!r}")
        return iri_text(iri), False
    if request.method == "POST":
        return f"{address}/{uuid.uuid4()}", True
    raise MalformedError("which graph? add ?default or ?graph=IRI")


async def _content(request: Request, base: str) -> tuple[bytes, list[dict[str, Any]]]:
    site = site_of(request)
    kind = requests.body_type(request, (*READABLE, _MULTIPART))
    data = await requests.body(request, site.settings.max_body)
    if kind != _MULTIPART:
        return data, [{"size": len(data), "type": kind, "base": base}]
    bodies, parts = [], []
    for media_type, content in await _files(request, data):
        bodies.append(content)
        parts.append({"size": len(content), "type": media_type, "base": base})
    return b"".join(bodies), parts


async def _files(request: Request, data: bytes) -> list[tuple[str, bytes]]:
    """Read the documents of a multipart body, each with its media type."""
    from starlette.datastructures import UploadFile
    from starlette.formparsers import MultiPartException, MultiPartParser

    async def once() -> Any:
        yield data

    try:
        form = await MultiPartParser(request.headers, once()).parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise MalformedError(f"the multipart body cannot be read: {error}") from error
    found = []
    for _, value in form.multi_items():
        if not isinstance(value, UploadFile):
            found.append(("text/turtle", value.encode("utf-8")))
            continue
        said = (value.content_type or "").partition(";")[0].strip().lower()
        media_type = said if said in READABLE else _by_extension(value.filename or "", said)
        found.append((media_type, await value.read()))
    if not found:
        raise MalformedError("the multipart body holds no document")
    return found


def _by_extension(name: str, said: str) -> str:
    endings = {
        "ttl": "text/turtle",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
        "owl": "application/rdf+xml",
        "jsonld": "application/ld+json",
        "trig": "application/trig",
        "nq": "application/n-quads",
    }
    ending = name.rpartition(".")[2].lower()
    if ending in endings and said in ("", "application/octet-stream", "text/plain"):
        return endings[ending]
    raise MediaTypeError(f"{name or 'a part'}: {said or 'no Content-Type'} cannot be read here")
