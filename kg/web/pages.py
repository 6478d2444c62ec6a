"""Pages for people."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response


async def editor_page(request: Request) -> Response:
    """Show the editor."""
    return Response("editor", media_type="text/html")
