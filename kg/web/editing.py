"""The editor page, and the reasons why an answer is empty."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KGError
from kg.queries import saved
from kg.vocabulary import PREFIXES
from kg.web import guard, replies, requests
from kg.web.language import language_of
from kg.web.pages import class_labels, render
from kg.web.problems import MalformedError
from kg.web.site import site_of

_BUNDLE = Path(__file__).resolve().parent / "static" / "editor.js"
_FIRST = """SELECT ?policy ?name ?date WHERE {
  ?policy a zt:Policy ; rdfs:label ?name ; zt:issuedDate ?date .
  FILTER(LANGMATCHES(LANG(?name), "zh"))
}
ORDER BY ?date
LIMIT 20
"""


async def editor(request: Request) -> Response:
    """The page with the SPARQL editor; a query in its address is restored.

    The answer is fetched by the page's script; without scripts the Run button comes back here,
    and the answer is part of the page.
    """
    given = requests.of_url(request)
    query = given.one("query") or _FIRST
    return render(
        request,
        "editor.html",
        query=query,
        saved=saved(),
        bundled=_BUNDLE.is_file(),
        **await _answer(request, given.one("query") if given.one("run") else None),
    )


async def _answer(request: Request, text: str | None) -> dict[str, Any]:
    if text is None:
        return {"error": "", "result": {}, "reasons": [], "chart": ""}
    site = site_of(request)
    result: dict[str, Any] = {}
    reasons: list[Any] = []
    problem = ""
    try:
        read = guard.read_query(text, site.address(request) + "/sparql", site.settings.services)
        result = await site.engine.ask(
            "asked",
            text=text,
            language=language_of(request),
            base=site.address(request) + "/sparql",
            stated=bool(read.default_graphs or read.named_graphs),
        )
        if not result["rows"] and "boolean" not in result:
            reasons = await site.engine.ask("doctor", text=text)
    except KGError as error:
        problem = str(error)
    return {"error": problem, "result": result, "reasons": reasons, "chart": ""}


async def doctor(request: Request) -> Response:
    """Why a query has no answer, as JSON."""
    if request.method == "POST":
        data = await requests.body(request, site_of(request).settings.max_body)
        given = requests.parameters(data)
    else:
        given = requests.of_url(request)
    text = given.one("query")
    if text is None:
        raise MalformedError("which query? send it as query")
    site = site_of(request)
    guard.read_query(text, site.address(request), site.settings.services)
    reasons = await site.engine.ask("doctor", text=text)
    return _json(request, {"reasons": reasons})


async def completions(request: Request) -> Response:
    """Prefixes, classes and properties, for completion in the editor."""
    site = site_of(request)
    await class_labels(site, "zh")
    return _json(request, {"prefixes": PREFIXES, "terms": site.facts["terms"][1]})


def _json(request: Request, value: Any) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return replies.whole(request, replies.Held(body, {"Content-Type": "application/json"}))
