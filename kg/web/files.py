"""Files that pages need: styles, scripts, the description of the search box."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.web import replies
from kg.web.problems import NotFoundError
from kg.web.site import site_of

_HOME = Path(__file__).resolve().parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@cache
def _files() -> dict[str, replies.Held]:
    """All files at hand, by name: a name that is not among them cannot be asked for."""
    from kg.view import asset, viewer_script

    found = {
        path.name: replies.Held(path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})
        for path in _HOME.iterdir()
        if path.suffix in _TYPES
    }
    for name, text in (("viewer.css", asset("page.css")), ("viewer.js", viewer_script())):
        found[name] = replies.Held(text.encode(), {"Content-Type": _TYPES[Path(name).suffix]})
    return found


async def static(request: Request) -> Response:
    """One of the files."""
    held = _files().get(request.path_params["name"])
    if held is None:
        raise NotFoundError("there is no such file")
    tag = replies.validator(held.body)
    if replies.is_known(request, tag):
        return replies.not_modified(tag)
    return replies.whole(request, held, tag)


async def opensearch(request: Request) -> Response:
    """The description by which browsers add the search box to their own."""
    address = escape(site_of(request).address(request))
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        "<ShortName>政图 Zhengtu</ShortName><Description>中国产业政策知识图谱</Description>"
        f'<Url type="text/html" template="{address}/search?q={{searchTerms}}"/>'
        "</OpenSearchDescription>"
    ).encode()
    media_type = "application/opensearchdescription+xml"
    return replies.whole(request, replies.Held(body, {"Content-Type": media_type}))
