"""The dataset: curated Turtle and extracted claims put together, and what follows from them.

Entities, sources, judgements and every derived triple stand in the default graph; the claims
of each source stand in a named graph that bears the name of the source; the ontology stands in
a named graph of its own. What is derived is said in SPARQL, one rule a file, in
``ontology/rules/``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ArticleError, StoreError, ValidationError
from kg.resources import folder
from kg.turtle import Statement, lexical
from kg.vocabulary import ID, OA, PROV, RDF, ZT, mint

ONTOLOGY_GRAPH = ox.NamedNode("https://w3id.org/zhengtu/ontology")
# graphs under this are for the store itself: they repeat or index what others say
INDEX = "https://w3id.org/zhengtu/index/"
GIVEN_GRAPH = ox.NamedNode(INDEX + "given")
_GIVEN = INDEX + "given#"

_CLAIM = ox.NamedNode(ZT + "Claim")
_EVIDENCE = ox.NamedNode(ZT + "Evidence")
_HAS_SOURCE = ox.NamedNode(OA + "hasSource")
_QUOTED_FROM = ox.NamedNode(PROV + "wasQuotedFrom")
_SHA256, _START, _END, _QUOTE = (
    ox.NamedNode(ZT + name) for name in ("sha256", "start", "end", "quote")
)


def assemble(
    graph: Path | None = None,
    added: Iterable[ox.Quad] = (),
    replaced: Iterable[Path] = (),
) -> ox.Store:
    """Put a curated graph together in memory and derive what follows from it.

    Parameters
    ----------
    graph : a folder laid out as ``graph/``; the packaged one when None.
    added : further quads, such as the claims of extracted articles.
    replaced : further files of RDF; one with the name of a curated file is read in its place.

    Returns
    -------
    An in-memory store with the ontology, the data and the derived triples.

    Raises
    ------
    StoreError : the folder is not there or holds no Turtle.
    ValidationError : a file is not RDF; the message has file, line and column.
    """
    store = ox.Store()
    load_ontology(store)
    others = list(replaced)
    names = {path.name for path in others}
    for path in curated_files(graph):
        if path.name not in names:
            _load_curated(store, path)
    for path in others:
        store.extend(read_quads(path))
    store.extend(added)
    store.update(_WITHOUT_BOUNDS)
    store.update(_KEEP_GIVEN)
    derive(store)
    return store


def curated_files(graph: Path | None = None) -> list[Path]:
    """List the Turtle files of a curated graph, in the order in which they are read.

    Raises
    ------
    StoreError : the folder is not there or holds no Turtle.
    """
    home = graph or folder("graph")
    files = sorted(home.glob("*.ttl")) + sorted(home.glob("*/*.ttl"))
    if not files:
        raise StoreError(f"no Turtle files in {home}")
    return files


# a file that was extracted brings the bounds of its own dates; other sources may widen them
_WITHOUT_BOUNDS = f"""
PREFIX zt: <{ZT}>
DELETE {{ ?thing ?bound ?day }}
WHERE {{
  VALUES ?bound {{
    zt:issuedNotBefore zt:issuedNotAfter zt:establishedNotBefore zt:establishedNotAfter
  }}
  ?thing ?bound ?day
}}"""
# what the files say of entities and claims without a claim, so that the rules can be applied anew;
# under names of its own, because a fact that stands in two graphs would be counted twice
_KEEP_GIVEN = f"""
INSERT {{ GRAPH {GIVEN_GRAPH} {{ ?thing ?kept ?value }} }}
WHERE {{
  ?thing ?property ?value
  BIND(IRI(CONCAT("{_GIVEN}", STRAFTER(STR(?property), "{ZT}"))) AS ?kept)
  FILTER(STRSTARTS(STR(?property), "{ZT}"))
  FILTER(STRSTARTS(STR(?thing), "{ID}") && !REGEX(STR(?thing), "/id/(source|judgement|evidence)/"))
  # what a claim says follows from the claim, and ends with it
  FILTER NOT EXISTS {{
    GRAPH ?source {{
      ?claim <{RDF}subject> ?thing ; <{RDF}predicate> ?property ; <{RDF}object> ?value
    }}
  }}
}}"""


def given_name(name: ox.NamedNode) -> ox.NamedNode:
    """Tell under which name a property of ours is kept in the graph of what is given."""
    return ox.NamedNode(_GIVEN + name.value.removeprefix(ZT))


def derive(store: ox.Store) -> None:
    """Add what follows from the claims: plain triples, date bounds, closures, conflicts."""
    store.update(rules())


def rules(subjects: Iterable[str] | None = None) -> str:
    """Read the rules as one SPARQL update.

    Parameters
    ----------
    subjects : IRIs of the things that the rules are to be applied to; all of them when None.
    """
    files = sorted((folder("ontology") / "rules").glob("*.ru"))
    lines = [line for path in files for line in _rule_lines(path)]
    # the engine wants all prefixes in front
    prologue = dict.fromkeys(line for line in lines if line.startswith("PREFIX"))
    update = "\n".join([*prologue, *(line for line in lines if line not in prologue)])
    if subjects is None:
        return update
    nodes = " ".join(f"<{iri}>" for iri in sorted(subjects))
    return re.sub(r"# scope: (\?\w+)", rf"VALUES \1 {{ {nodes} }}", update)


def _rule_lines(path: Path) -> list[str]:
    return [*path.read_text(encoding="utf-8").rstrip().splitlines(), ";"]


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """Read a file of RDF, by its extension.

    Raises
    ------
    ValidationError : the file cannot be read, is in no known format, or is malformed.
    """
    suffix = path.suffix.lower().lstrip(".")
    format = ox.RdfFormat.from_extension(suffix)
    if format is None or suffix == "txt":  # which the engine takes for N-Triples, but is an article
        raise ValidationError(f"{path}: not a known RDF format; use .ttl, .trig, .nq, .nt, .jsonld")
    try:
        return parse_quads(path.read_bytes(), str(path), format)
    except OSError as error:
        raise ValidationError(f"cannot read {path}: {error.strerror}") from error


def parse_quads(data: bytes, name: str, format: ox.RdfFormat) -> Iterator[ox.Quad]:
    """Read RDF.

    In a format without graphs, claims and evidence go to the graph of their source, which is that
    of the file name when they do not tell it; everything else goes to the default graph.

    Parameters
    ----------
    data : in the given format.
    name : of the file, for messages.

    Raises
    ------
    ValidationError : the data are malformed; the message has line and column.
    """
    try:
        quads = list(ox.parse(data, format=format))
    except SyntaxError as error:
        raise ValidationError(f"{name}: {error}") from error
    if format.supports_datasets or not any(quad.object == _CLAIM for quad in quads):
        return iter(quads)
    own = ox.NamedNode(mint("SourceDocument", Path(name).stem))
    default = ox.DefaultGraph()
    graphs = {quad.subject: own for quad in quads if quad.object in (_CLAIM, _EVIDENCE)}
    for quad in quads:
        if quad.predicate in (_QUOTED_FROM, _HAS_SOURCE) and isinstance(quad.object, ox.NamedNode):
            graphs[quad.subject] = quad.object
    return (
        ox.Quad(quad.subject, quad.predicate, quad.object, graphs.get(quad.subject, default))
        for quad in quads
    )


def read_texts(home: Path) -> dict[str, str]:
    """Read the texts of a folder, by the sha256 that sources are known by.

    Raises
    ------
    ArticleError : there is no such folder, or a text in it cannot be read.
    """
    from kg.article import read_article

    if not home.is_dir():
        raise ArticleError(f"no folder of texts at {home}")
    articles = map(read_article, sorted(home.rglob("*.txt")))
    return {article.sha256: article.raw for article in articles}


def source_texts(store: ox.Store, texts: Mapping[str, str]) -> dict[str, str]:
    """Tell which texts belong to the sources of a dataset, by IRI of the source."""
    return {
        lexical(quad.subject): texts[lexical(quad.object)]
        for quad in store.quads_for_pattern(None, _SHA256, None)
        if lexical(quad.object) in texts
    }


def add_quotes(store: ox.Store, texts: Mapping[str, str]) -> int:
    """Add the words of the source to each piece of evidence whose text is at hand.

    Parameters
    ----------
    store : the dataset; changed in place.
    texts : raw texts by sha256.

    Returns
    -------
    How many quotes were added.

    Raises
    ------
    ValidationError : an offset is no number.
    """
    by_source = source_texts(store, texts)
    quotes = []
    for of_source in store.quads_for_pattern(None, _HAS_SOURCE, None):
        text = by_source.get(lexical(of_source.object))
        if text is None:
            continue
        place, graph = of_source.subject, of_source.graph_name
        for start in store.quads_for_pattern(place, _START, None, graph):
            for end in store.quads_for_pattern(place, _END, None, graph):
                try:
                    span = slice(int(lexical(start.object)), int(lexical(end.object)))
                except ValueError as error:
                    raise ValidationError(f"{place} has an offset that is no number") from error
                quotes.append(ox.Quad(place, _QUOTE, ox.Literal(text[span]), graph))
    store.extend(quotes)
    return len(quotes)


def with_derived(store: ox.Store) -> ox.Store:
    """Add what follows from the claims to data without the ontology, and give them back."""
    load_ontology(store)
    derive(store)
    store.remove_graph(ONTOLOGY_GRAPH)
    return store


def by_graph(quads: Iterable[ox.Quad]) -> dict[ox.NamedNode | None, list[Statement]]:
    """Sort quads into their graphs; the default graph is None."""
    graphs: dict[ox.NamedNode | None, list[Statement]] = {}
    for quad in quads:
        name = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else None
        graphs.setdefault(name, []).append((quad.subject, quad.predicate, quad.object))
    return graphs


def fingerprint(store: ox.Store) -> str:
    """Compute the sha256 of the sorted N-Quads: equal datasets have equal fingerprints."""
    digest = hashlib.sha256()
    for line in sorted(f"{quad}\n" for quad in store):
        digest.update(line.encode())
    return digest.hexdigest()


def load_ontology(store: ox.Store) -> None:
    """Put the ontology into its named graph, without what has no names."""
    for path in sorted(folder("ontology").glob("*.ttl")):
        if path.name != "shapes.ttl":
            store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY_GRAPH)
    # class expressions and lists have no names, so two builds could not be compared
    for quad in list(store):
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            store.remove(quad)


def _load_curated(store: ox.Store, path: Path) -> None:
    # as `read_quads` does, but without a Python object for every quad: start-up pays for it
    graph: ox.DefaultGraph | ox.NamedNode = ox.DefaultGraph()
    if path.parent.name == "claims":
        graph = ox.NamedNode(mint("SourceDocument", path.stem))
    try:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=graph)
    except SyntaxError as error:
        raise ValidationError(f"{path}: {error}") from error
    except OSError as error:
        raise ValidationError(f"cannot read {path}: {error.strerror or error}") from error
