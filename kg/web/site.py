"""What all pages and services of one running server share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from kg.web.engine import Engine
from kg.web.replies import Memory
from kg.web.settings import Settings


@dataclass(slots=True)
class Site:
    """The state of a server.

    Parameters
    ----------
    settings : what it was started with.
    engine : where queries run.
    memory : short answers that were given already.
    facts : what pages need again and again, each with the build that it is true of.
    """

    settings: Settings
    engine: Engine
    memory: Memory = field(default_factory=Memory)
    facts: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def address(self, request: Request) -> str:
        """The address of the server as its clients see it, without a slash at the end."""
        if self.settings.public is not None:
            return self.settings.public.rstrip("/")
        return f"{request.url.scheme}://{request.url.netloc}"


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site = request.app.state.site
    assert isinstance(site, Site)  # for mypy: `create_app` sets it
    return site
