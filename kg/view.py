"""The network as one HTML file that opens offline: our own canvas viewer, or vis-network by pyvis.

The page asks nothing of the network, and the only scripts and styles that its content security
policy lets run are those whose hash it names. Data are JSON and reach the page as text, never as
markup, so a name like ``<script>`` is shown, not run.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.columns import pack
from kg.dossier import Dossier, Fact, Wording, gather
from kg.errors import TermError
from kg.layout import lay_out
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

ENGINES = ("canvas", "pyvis")

# Chinese, English, colour, shape of each class: twelve hues of like lightness that hold on white
# and on black, and shapes that tell neighbours apart without colour
STYLES = {
    "Policy": ("政策", "Policy", "#3572d6", "square"),
    "Agency": ("机构", "Agency", "#7d5bd0", "hexagon"),
    "Company": ("企业", "Company", "#0e9888", "dot"),
    "IndustrialPark": ("产业园区", "Industrial park", "#5b9a2d", "triangle"),
    "Fund": ("基金", "Fund", "#de8500", "diamond"),
    "Place": ("地方", "Place", "#80868f", "dot"),
    "Association": ("协会联盟", "Association", "#b04fa8", "hexagon"),
    "Institute": ("院校研究机构", "Institute", "#c4553d", "triangleDown"),
    "Person": ("人物", "Person", "#dd4f86", "dot"),
    "Event": ("活动", "Event", "#b89500", "star"),
    "Project": ("项目", "Project", "#2497c4", "square"),
    "Beneficiary": ("受益群体", "Beneficiary", "#997650", "triangle"),
    "Other": ("其他", "Other", "#6b7280", "dot"),
}
STATUS_WORDS = {
    "done": ("已成", "done"),
    "planned": ("计划", "planned"),
    "encouraged": ("鼓励", "encouraged"),
    "denied": ("否定", "denied"),
}

# above these, vis-network takes seconds for a frame, and one file is no longer the right tool
_PYVIS_LIMIT = 5000
CANVAS_LIMIT = 20000
_PROMINENT = 24  # nodes that pyvis labels at every zoom

# the viewer's modules, each using only those before it
MODULES = (
    "words.js",
    "export.js",
    "data.js",
    "state.js",
    "names.js",
    "scene.js",
    "panel.js",
    "controls.js",
    "input.js",
    "app.js",
)

# lines with other quotes or a slash (a pattern, a comment) are left alone
_MAY_BE_TEXT = re.compile("['`/\\\\]")
_COMMENT = re.compile("""\\s//\\s[^"'`]*$""")
_SPACE_OR_TEXT = re.compile(r'("[^"]*")| ?([=<>?:,;{}()\[\]&|*+]+) ?')

_HOME = Path(__file__).resolve().parent / "viewer"


def render(
    store: Store,
    graph: nx.MultiDiGraph,
    *,
    engine: str = "canvas",
    title: str,
    language: str = "zh",
    query: str | None = None,
    texts: Mapping[str, str] | None = None,
    force: bool = False,
) -> str:
    """Write a network as one HTML page.

    Parameters
    ----------
    store : what the facts, claims and sources are read from.
    graph : as `kg.network.to_networkx` makes it.
    engine : ``canvas`` for our own viewer, ``pyvis`` for vis-network.
    title : heading of the page.
    language : of the interface at first, ``zh`` or ``en``.
    query : the SPARQL text that made the graph, to be shown.
    texts : raw texts by sha256, where at hand: quotes are then shown in their paragraph.
    force : write a network of more than 20,000 nodes all the same.

    Returns
    -------
    The page; the same arguments give the same bytes. Write it as UTF-8.

    Raises
    ------
    TermError : unknown engine or language, or a network too large for one page.
    """
    if engine not in ENGINES:
        raise TermError(f"unknown engine {engine!r}; known: {', '.join(ENGINES)}")
    if language not in ("zh", "en"):
        raise TermError(f"unknown language {language!r}; known: zh, en")
    if engine == "canvas" and len(graph) > CANVAS_LIMIT and not force:
        raise TermError(
            f"{len(graph)} nodes are too many for one page (at most {CANVAS_LIMIT}); show the "
            "neighbourhood of one entity, use kg serve, or insist with --force"
        )
    dossier = gather(store, graph, texts)
    if engine == "pyvis":
        return _pyvis_page(dossier, graph, title, language, query)
    return page(
        "page.html",
        title=title,
        language=language,
        styles=re.sub(r" ?([:;,{}>]) ", r"\1", _trimmed(asset("page.css"))),
        scripts=[viewer_script()],
        data={
            **pack(graph, dossier, STYLES),
            "title": title,
            "language": language,
            "query": query or "",
        },
    )


@cache
def viewer_script(growing: bool = False) -> str:
    """The viewer's modules as one script; they share one scope and none is seen from outside.

    Whole-line comments stay behind, and spaces where no text can be meant: a third of the size.

    Parameters
    ----------
    growing : with what a page of a server needs to ask for more.
    """
    modules = (*MODULES[:-1], "grow.js", MODULES[-1]) if growing else MODULES
    code = "\n".join(_trimmed(asset(name)) for name in modules)
    tight = "\n".join(
        line if _MAY_BE_TEXT.search(line) else _SPACE_OR_TEXT.sub(_tighter, line)
        for line in code.split("\n")
    )
    return f'(() => {{\n"use strict";\n{tight}\n}})();'


def _tighter(found: re.Match[str]) -> str:
    return found[1] or found[2]  # a quoted text stays as it is, a sign loses the spaces around it


def _trimmed(text: str) -> str:
    # a comment after code ends the line and has no quote behind it that a text could need
    lines = (_COMMENT.sub("", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*", "*")))


def page(
    template: str, *, title: str, language: str, styles: str, scripts: list[str], data: Any
) -> str:
    """Put a page together: template, one style, scripts, data, and the policy that allows them.

    Parameters
    ----------
    template : file in ``kg/viewer/`` with the slots ``{{policy}}``, ``{{title}}``,
        ``{{language}}``, ``{{style}}``, ``{{data}}`` and ``{{scripts}}``.
    data : anything JSON; the page reads it from the element ``data``.
    """
    policy = (
        "default-src 'none'; img-src data: blob:; base-uri 'none'; form-action 'none'; "
        f"style-src {_hash(styles)}; script-src {' '.join(map(_hash, scripts))}"
    )
    slots = {
        "policy": policy,
        "title": html.escape(title),
        "language": {"zh": "zh-Hans"}.get(language, language),
        "style": styles,
        "data": _inert(data),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda slot: slots[slot[1]], asset(template))


@cache
def asset(name: str) -> str:
    """Read one of the viewer's files."""
    return (_HOME / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inert(data: Any) -> str:
    # inside <script type="application/json"> only "<" can end the element; a lone surrogate has
    # no UTF-8 form, so what is not text is replaced
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8", "replace").decode().replace("<", "\\u003c")


def _pyvis_page(
    dossier: Dossier, graph: nx.MultiDiGraph, title: str, language: str, query: str | None
) -> str:
    from pyvis.network import Network

    if len(graph) > _PYVIS_LIMIT:
        raise TermError(
            f"{len(graph)} nodes are too many for vis-network (at most {_PYVIS_LIMIT}); "
            "use the canvas engine, or show the neighbourhood of one entity"
        )
    second = 1 if language == "en" else 0
    layout = lay_out(graph)["place"]
    degree = dict(graph.degree())
    prominent = sorted(graph, key=lambda iri: (-degree[iri], iri))[:_PROMINENT]
    network = Network(directed=True)
    tips = _tips(dossier, graph, second)
    index = {iri: number for number, iri in enumerate(graph)}
    for iri, data in graph.nodes(data=True):
        _, _, colour, shape = STYLES.get(data["class"], STYLES["Other"])
        x, y = layout.points[index[iri]]
        network.add_node(
            index[iri],
            label=data["english"] if second else data["label"],
            color=colour,
            shape=shape,
            x=round(x * 36),
            y=round(y * 36),
            size=round(5 + 2 * min(degree[iri], 36) ** 0.5, 1),
            kind=data["class"],
            prominent=iri in prominent,
            tip=tips[index[iri]],
        )
    for subject, value, data in graph.edges(data=True):
        status = STATUS_WORDS[data["status"]][second]
        relation = data["english"] if second else data["label"]
        network.add_edge(
            index[subject],
            index[value],
            label=relation if data["status"] == "done" else f"{relation}({status})",
            dashes=data["status"] != "done",
        )
    counted = dict.fromkeys(STYLES, 0)
    for _, data in graph.nodes(data=True):
        counted[data["class"] if data["class"] in STYLES else "Other"] += 1
    legend = [
        [name, STYLES[name][second], STYLES[name][2], STYLES[name][3], count]
        for name, count in counted.items()
        if count
    ]
    return page(
        "pyvis.html",
        title=title,
        language=language,
        styles=asset("pyvis.css"),
        scripts=[_vis_network(), asset("pyvis.js")],
        data={
            "nodes": network.nodes,
            "edges": network.edges,
            "legend": legend,
            "query": query or "",
            "language": language,
        },
    )


def _tips(dossier: Dossier, graph: nx.MultiDiGraph, second: int) -> list[list[str]]:
    """The lines of each node's tooltip: names, class, then at most twelve facts."""
    labels = [data["english" if second else "label"] for _, data in graph.nodes(data=True)]
    lines: list[list[str]] = []
    for _, data in graph.nodes(data=True):
        style = STYLES.get(data["class"], STYLES["Other"])
        head = [data["label"], f"{style[second]} · {data['english']}"]
        if data["names"]:
            head.append(data["names"].replace(" | ", "、"))
        lines.append(head)
    told: list[list[Fact]] = [[] for _ in labels]
    index = {iri: number for number, iri in enumerate(graph)}
    edges = ((index[s], data["predicate"], index[o]) for s, o, data in graph.edges(data=True))
    known = {(fact.subject, fact.predicate, fact.object) for fact in dossier.facts}
    unsourced = [Fact(*edge, ()) for edge in edges if edge not in known]
    for fact in (*dossier.facts, *unsourced):
        told[fact.subject].append(fact)
        if isinstance(fact.object, int):
            told[fact.object].append(fact)
    for node, facts in enumerate(told):
        for fact in facts[:12]:
            relation = dossier.terms.get(fact.predicate, (fact.predicate,) * 2)[second]
            value = _say(fact.object, labels, second)
            if fact.object == node and fact.subject != node:
                lines[node].append(f"{labels[fact.subject]} → {relation}")
            else:
                lines[node].append(f"{relation} → {value}")
        if len(facts) > 12:
            lines[node].append(f"… {len(facts) - 12} +")
    return lines


def _say(value: int | Wording, labels: list[str], second: int) -> str:
    if isinstance(value, int):
        return labels[value]
    return value if isinstance(value, str) else value[second]


@cache
def _vis_network() -> str:
    """The library as pyvis ships it, which pyvis itself would load from a CDN or a folder."""
    import pyvis

    folder = Path(pyvis.__file__).resolve().parent / "templates" / "lib"
    found = sorted(folder.glob("vis-*/vis-network.min.js"))
    return found[-1].read_text(encoding="utf-8").replace("</script", "<\\/script")
