"""The network in the browser: data for the viewer of `kg view` (runs in a worker)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.store import EmbeddedStore

if TYPE_CHECKING:
    from kg.web.worker import Answer

# nodes up to which a page is drawn; beyond, one looks around a thing or asks a query
MOST_NODES = 20_000


def network(
    store: ox.Store,
    answer: Answer,
    *,
    title: str,
    language: str,
    focus: str | None,
    hops: int,
    name: str | None,
    values: dict[str, str],
) -> None:
    """Write what the viewer shows, as JSON.

    Parameters
    ----------
    focus, hops : a thing, and how many steps around it; everything when None.
    name, values : a saved CONSTRUCT query, and its parameters.

    Raises
    ------
    KGError : the graph knows no such thing, or the network is too large.
    """
    import json

    from kg.columns import pack
    from kg.dossier import gather
    from kg.errors import TermError
    from kg.network import to_networkx
    from kg.queries import named
    from kg.view import STYLES
    from kg.web.tables import bound_terms

    view = EmbeddedStore(store)
    query = ""
    if name is not None:
        saved = named(name)
        query = saved.text
        graph = to_networkx(view, construct=query, terms=bound_terms(store, saved, values))
    else:
        graph = to_networkx(view, focus=focus, hops=hops)
    if len(graph) > MOST_NODES:
        raise TermError(f"{len(graph)} nodes are too many for one page; start from one thing")
    data: dict[str, Any] = {
        **pack(graph, gather(view, graph), STYLES),
        "title": title,
        "language": language,
        "query": query,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    with answer.begin(type="application/json", format="json") as out:
        out.write(text.encode("utf-8", "replace").replace(b"<", b"\\u003c"))
