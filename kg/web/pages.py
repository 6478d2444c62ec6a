"""Pages for people: home, search, things, classes, terms, errors."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.queries import saved
from kg.search import Names
from kg.vocabulary import CLASSES, ENTITY_CLASSES, ID, ZT
from kg.web import negotiation, replies, requests
from kg.web.engine import Reply
from kg.web.language import COOKIE, Speech, language_of
from kg.web.pictures import surroundings
from kg.web.problems import NotFoundError
from kg.web.site import Site, site_of

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_BY_SEGMENT = {segment: name for name, segment in CLASSES.items()}
_DATA = ("ttl", "jsonld", "nt", "rdf")


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["path"] = lambda text: quote(str(text), safe="/")
    environment.globals["page_url"] = page_url
    return environment


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Fill a template and answer with it."""
    language = language_of(request)
    other = "en" if language == "zh" else "zh"
    pairs = [(k, v) for k, v in requests.of_url(request).pairs if k != "lang"]
    text = (
        _environment()
        .get_template(template)
        .render(
            say=Speech(language),
            lang=language,
            tag={"zh": "zh-Hans"}.get(language, language),
            switch=f"?{urlencode([*pairs, ('lang', other)])}",
            status=status,
            asked=values.pop("asked", ""),
            **values,
        )
    )
    held = replies.Held(
        text.encode("utf-8", "replace"), {"Content-Type": "text/html; charset=utf-8"}
    )
    tag = replies.validator(text) if status == 200 else ""
    if tag and replies.is_known(request, tag):
        return replies.not_modified(tag)
    response = replies.whole(request, held, tag)
    response.headers["Vary"] = f"{replies.VARY}, Cookie"
    response.headers["Content-Language"] = language
    response.status_code = status
    if language in requests.of_url(request).all("lang"):
        response.set_cookie(COOKIE, language, max_age=31_536_000, samesite="lax", httponly=True)
    return response


def page_url(iri: str) -> str:
    """The address of the page about a thing."""
    return "/page/" + quote(iri.removeprefix(ID), safe="/")


async def home(request: Request) -> Response:
    """The first page."""
    site = site_of(request)
    counts = await summary(site)
    classes = [(name, counts["classes"].get(ZT + name, 0)) for name in ENTITY_CLASSES]
    labels = await class_labels(site, language_of(request))
    examples = [query for query in saved() if query.view != "table" or "policy" in query.tags][:12]
    return render(
        request,
        "home.html",
        classes=[(CLASSES[name], labels[name], count) for name, count in classes if count],
        sources=counts["classes"].get(ZT + "SourceDocument", 0),
        claims=counts["classes"].get(ZT + "Claim", 0),
        triples=counts["triples"],
        examples=examples,
    )


async def search(request: Request) -> Response:
    """Things by name, as a page."""
    text = requests.of_url(request).one("q") or ""
    site = site_of(request)
    labels = await class_labels(site, language_of(request))
    hits = (await names(site)).find(text[:200], limit=50)
    return render(
        request,
        "search.html",
        asked=text,
        hits=[_hit(hit, labels) for hit in hits],
    )


async def search_data(request: Request) -> Response:
    """Things by name, as JSON for the search box and the editor."""
    given = requests.of_url(request)
    site = site_of(request)
    labels = await class_labels(site, language_of(request))
    class_name = given.one("class") or ""
    hits = (await names(site)).find((given.one("q") or "")[:200], class_name, limit=10)
    body = json.dumps([_hit(hit, labels) for hit in hits], ensure_ascii=False).encode()
    held = replies.Held(body, {"Content-Type": "application/json"})
    return replies.whole(request, held)


def _hit(hit: Any, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "label": hit.label,
        "iri": hit.iri,
        "href": page_url(hit.iri),
        "class": labels.get(hit.class_name, hit.class_name),
        "matched": "" if hit.matched == hit.label else hit.matched,
        "similar": hit.rank == 4,
    }


async def identify(request: Request) -> Response:
    """Lead from an IRI to its page or to its data, as the client accepts."""
    name = _name(request)
    await site_of(request).engine.ask("known", iri=ID + name)
    accept = request.headers.get("accept", "")
    path = quote(name, safe="/")
    form, _ = negotiation.choose(accept, (*negotiation.GRAPHS[:4], negotiation.HTML))
    is_page = form is negotiation.HTML or negotiation.prefers_html(accept)
    where = f"/page/{path}" if is_page else f"/data/{path}.{form.name}"
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return RedirectResponse(where, 303, headers)


async def data(request: Request) -> Response:
    """The triples about a thing."""
    name, _, ending = _name(request).rpartition(".")
    if ending not in _DATA:
        raise NotFoundError(f"data come as {', '.join(_DATA)}, not {ending}")
    site = site_of(request)
    form, media_type = negotiation.by_name(ending, negotiation.GRAPHS)
    tag = replies.validator(site.engine.build, "data", name, ending)
    if replies.is_known(request, tag):
        return replies.not_modified(tag)
    reply = await site.engine.reply("data", iri=ID + name, format=form.name, type=media_type)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = {
        "Content-Type": media_type + charset,
        "Link": f'<{page_url(ID + name)}>; rel="alternate"; type="text/html"',
    }
    if not reply.complete:
        return replies.part_by_part(request, reply, headers)
    return replies.whole(request, replies.Held(reply.start, headers), tag)


async def thing(request: Request) -> Response:
    """The page about a thing, a source, a claim, or a whole class."""
    name = _name(request)
    site = site_of(request)
    language = language_of(request)
    if name in _BY_SEGMENT and _BY_SEGMENT[name] in (*ENTITY_CLASSES, "SourceDocument"):
        class_name = _BY_SEGMENT[name]
        members = await site.engine.ask("members", class_name=class_name, language=language)
        labels = await class_labels(site, language)
        return render(request, "class.html", title=labels[class_name], members=members)
    told = await site.engine.ask("entity", iri=ID + name, language=language)
    response = render(
        request,
        f"{told['kind']}.html",
        it=told,
        data_path="/data/" + quote(name, safe="/"),
        picture=surroundings(told["label"], told.get("neighbours", [])),
        formats=_DATA,
    )
    types = {"ttl": "text/turtle", "jsonld": "application/ld+json"}
    path = quote(name, safe="/")
    response.headers["Link"] = ", ".join(
        f'</data/{path}.{ending}>; rel="alternate"; type="{media_type}"'
        for ending, media_type in types.items()
    )
    return response


async def ontology(request: Request) -> Response:
    """The terms of the ontology, as a page or as Turtle."""
    accept = request.headers.get("accept", "")
    turtle, page = negotiation.GRAPHS[0], negotiation.HTML
    form, _ = negotiation.choose(accept, (page, turtle))
    if request.url.path.endswith(".ttl"):
        form = turtle
    if form is turtle:
        from kg.resources import folder

        body = (folder("ontology") / "zhengtu.ttl").read_bytes()
        return replies.whole(
            request, replies.Held(body, {"Content-Type": "text/turtle; charset=utf-8"})
        )
    terms = await site_of(request).engine.ask("terms")
    side = language_of(request)
    shown = [
        {**term, "label": term[side] or term["name"], "about": term[f"about_{side}"]}
        for term in terms
    ]
    return render(
        request,
        "ontology.html",
        classes=[term for term in shown if term["type"] == "Class"],
        properties=[term for term in shown if term["type"] != "Class"],
    )


async def network_page(request: Request) -> Response:
    """The viewer of `kg view`, fed by `network_data`."""
    from kg.view import asset

    language = language_of(request)
    given = requests.of_url(request)
    focus = given.one("focus")
    slots = {
        "policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data: blob:",
        "title": Speech(language)("network") if focus is None else focus.rpartition("/")[2],
        "language": {"zh": "zh-Hans"}.get(language, language),
    }
    from html import escape

    text = asset("page.html")
    for name, value in slots.items():
        text = text.replace("{{" + name + "}}", escape(value))
    reply = await _network(request, focus)
    data_ = reply.start
    if reply.rest is not None:
        async for part in reply.rest:
            data_ += part
    text = text.replace(
        "<style>{{style}}</style>", '<link rel="stylesheet" href="/static/viewer.css">'
    )
    text = text.replace("{{scripts}}", '<script src="/static/viewer.js"></script>')
    before, _, after = text.partition("{{data}}")
    body = before.encode() + data_ + after.encode()
    held = replies.Held(body, {"Content-Type": "text/html; charset=utf-8"})
    response = replies.whole(request, held)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    return response


async def _network(request: Request, focus: str | None) -> Reply:
    given = requests.of_url(request)
    name = given.one("query")
    hops = given.one("hops") or "1"
    reserved = ("focus", "hops", "query", "lang")
    site = site_of(request)
    language = language_of(request)
    if focus is not None and not focus.startswith(ID):
        raise NotFoundError(f"the graph knows no {focus}")
    title = Speech(language)("brand")
    if name is not None:
        chosen = next((query for query in saved() if query.name == name), None)
        if chosen is not None:
            title = chosen.summary_zh if language == "zh" else chosen.summary
    elif focus is not None:
        title = focus.removeprefix(ID).rpartition("/")[2]
    return await site.engine.reply(
        "network",
        title=title,
        language=language,
        focus=focus,
        hops=min(int(hops), 3) if hops.isdecimal() else 1,
        name=name,
        values={k: v for k, v in given.pairs if k not in reserved} if name else {},
    )


async def summary(site: Site) -> dict[str, Any]:
    """Counts of the data, once a build."""
    held = site.facts.get("summary")
    if held is None or held[0] != site.engine.build:
        held = site.facts["summary"] = (site.engine.build, await site.engine.ask("summary"))
    counts: dict[str, Any] = held[1]
    return counts


async def class_labels(site: Site, language: str) -> dict[str, str]:
    """What classes are called, once a build."""
    held = site.facts.get("terms")
    if held is None or held[0] != site.engine.build:
        held = site.facts["terms"] = (site.engine.build, await site.engine.ask("terms"))
    return {term["name"]: term[language] or term["name"] for term in held[1]}


async def names(site: Site) -> Names:
    """The index behind the search box, made anew when the data have changed."""
    held = site.facts.get("names")
    if held is None or held[0] != site.engine.build:
        build = site.engine.build
        held = site.facts["names"] = (build, Names.of(await site.engine.ask("names", limit=600)))
    index: Names = held[1]
    return index


def _name(request: Request) -> str:
    name: str = request.path_params["name"]
    return name
