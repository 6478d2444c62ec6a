"""The ontology is consistent, labelled and complete, and every shape catches what it should."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pyshacl
import pytest
import shacl
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from kg.claims import QUALIFIERS
from kg.vocabulary import CLASSES, ENTITY_CLASSES, PREFIXES, RANKS, STATUSES

HOME = Path(__file__).resolve().parents[1]
ONTOLOGY = HOME / "ontology"
EXAMPLES = HOME / "tests" / "shapes"

ZT = Namespace(PREFIXES["zt"])
ZTS = Namespace("https://w3id.org/zhengtu/shapes#")
SH = Namespace(PREFIXES["sh"])
SCHEMA = Namespace(PREFIXES["schema"])
CONCEPT = Namespace(PREFIXES["concept"])
PLACE = Namespace(PREFIXES["place"])
# where owlrl writes the inconsistencies that it meets
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

ontology = Graph().parse(ONTOLOGY / "zhengtu.ttl")
shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
concepts = Graph().parse(ONTOLOGY / "concepts.ttl")

terms = sorted({term for term in ontology.subjects() if str(term).startswith(ZT)})
targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
targeted = sorted({shape for target in targets for shape in shapes.subjects(target)})


def local(term: object) -> str:
    return re.split(r"[#/]", str(term))[-1]


def languages(graph: Graph, node: object, predicate: URIRef) -> set[str | None]:
    return {text.language for text in graph.objects(node, predicate) if str(text).strip()}


# ---- OWL


def closure(*turtle: str) -> Graph:
    graph = Graph() + ontology
    for text in turtle:
        graph.parse(data=text, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[object]:
    return [*graph.objects(None, ERROR), *graph.subjects(RDF.type, OWL.Nothing)]


@pytest.fixture(scope="module")
def sample() -> str:
    """All that is right in the examples of the shapes, in one graph."""
    graph = Graph().parse(EXAMPLES / "background.ttl")
    for path in sorted(EXAMPLES.glob("*.trig")):
        graph.parse(data=ntriples(example_graphs(path)["pass"]), format="nt")
    return graph.serialize(format="turtle")


@pytest.fixture(scope="module")
def reasoned(sample: str) -> Graph:
    return closure(sample)


def test_ontology_with_data_is_consistent(reasoned: Graph) -> None:
    assert contradictions(reasoned) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "place:甲省 a zt:Place , zt:Agency .",
        "company:甲公司 a zt:Company ; zt:appliesTo place:甲省 .",
        "company:甲公司 zt:issued policy:甲办法 ; a zt:Company , zt:Association .",
        "fund:甲 zt:subFundOf fund:乙 . fund:乙 zt:subFundOf fund:甲 .",
        "policy:甲 zt:basedOn policy:甲 .",
        "claim:1 zt:restates claim:1 .",
        "claim:1 zt:status zt:done , zt:planned .",
        "claim:1 zt:supersedes claim:2 . claim:2 zt:supersedes claim:1 .",
    ],
)
def test_contradiction_is_found(wrong: str) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    assert contradictions(closure(prefixes + wrong))


def test_reasoning_gives_what_the_ontology_promises(reasoned: Graph) -> None:
    agency = URIRef(PREFIXES["agency"] + "甲省工信厅")
    policy = URIRef(PREFIXES["policy"] + "甲办法")
    assert (agency, ZT.locatedIn, PLACE.中国) in reasoned  # transitive
    assert (PLACE.中国, ZT.contains, agency) in reasoned  # inverse
    assert (agency, ZT.issued, policy) in reasoned
    assert (policy, URIRef(PREFIXES["eli"] + "passed_by"), agency) in reasoned  # alignment
    assert (agency, RDF.type, SCHEMA.GovernmentOrganization) in reasoned
    assert (agency, RDF.type, ZT.Agent) in reasoned  # union
    first, second = (URIRef(PREFIXES["claim"] + name) for name in ("900-a", "901-a"))
    assert (second, ZT.conflictsWith, first) in reasoned  # sub-property, symmetric


def test_header_names_version_prefix_and_licence() -> None:
    header = URIRef(str(ZT).rstrip("#"))
    assert (header, RDF.type, OWL.Ontology) in ontology
    version = ontology.value(header, OWL.versionInfo)
    assert ontology.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    vann, dcterms = Namespace(PREFIXES["vann"]), Namespace(PREFIXES["dcterms"])
    assert ontology.value(header, vann.preferredNamespacePrefix) == Literal("zt")
    assert ontology.value(header, dcterms.license)


def test_every_term_is_typed_labelled_and_defined_in_both_languages() -> None:
    assert len(terms) > 90
    kinds = {
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.NamedIndividual,
    }
    for term in terms:
        assert len(kinds & set(ontology.objects(term, RDF.type))) == 1, term
        for predicate in (RDFS.label, RDFS.comment):
            assert languages(ontology, term, predicate) == {"zh-Hans", "en"}, (term, predicate)


def test_labels_tell_terms_of_one_kind_apart() -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        seen = defaultdict(set)
        for term in ontology.subjects(RDF.type, kind):
            for label in ontology.objects(term, RDFS.label):
                seen[label].add(term)
        assert {label: same for label, same in seen.items() if len(same) > 1} == {}


def test_foreign_terms_are_declared_for_owl_tools() -> None:
    for relation, kinds in (
        (RDFS.subClassOf, {OWL.Class}),
        (RDFS.subPropertyOf, {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}),
    ):
        for term, above in ontology.subject_objects(relation):
            shared = kinds & set(ontology.objects(term, RDF.type))
            assert shared & set(ontology.objects(above, RDF.type)), (term, above)


# ---- names that the rest of the project uses


def test_every_name_in_the_vocabulary_is_defined() -> None:
    # amounts of money are schema.org's class, not ours
    names = {*CLASSES, *STATUSES, *RANKS, *QUALIFIERS} - {"MonetaryAmount"}
    assert {name for name in names if ZT[name] not in terms} == set()


def test_every_term_written_anywhere_is_defined() -> None:
    files = [
        path
        for pattern in ("graph/**/*.ttl", "queries/*.rq", "ontology/**/*.r[uq]", "kg/**/*.py")
        for path in HOME.glob(pattern)
    ]
    assert files
    used = {
        (path.name, name)
        for path in [*files, ONTOLOGY / "shapes.ttl", ONTOLOGY / "README.md"]
        for name in re.findall(r"\bzt:([A-Za-z]\w*)", path.read_text(encoding="utf-8"))
    }
    assert {(file, name) for file, name in used if ZT[name] not in terms} == set()


def test_every_concept_used_in_the_graph_is_defined() -> None:
    used = {
        name
        for path in HOME.glob("graph/**/*.ttl")
        for name in re.findall(r"\bconcept:([\w·-]+)", path.read_text(encoding="utf-8"))
    }
    assert {
        name for name in used if (CONCEPT[name], RDF.type, SKOS.Concept) not in concepts
    } == set()


@pytest.mark.parametrize("name", ["zhengtu.ttl", "shapes.ttl", "concepts.ttl"])
def test_every_namespace_has_its_prefix(name: str) -> None:
    text = (ONTOLOGY / name).read_text(encoding="utf-8")
    declared = dict(re.findall(r"@prefix (\w+): <([^>]+)>", text))
    assert {key: iri for key, iri in declared.items() if PREFIXES.get(key, iri) != iri} == {}
    for graph_prefix, namespace in declared.items():
        assert re.search(
            rf"(?<!\w){graph_prefix}:\w", text.replace(f"@prefix {graph_prefix}:", "")
        ), namespace
    written = Graph().parse(ONTOLOGY / name).serialize(format="turtle")
    assert not re.search(r"\bns\d+:", written)


# ---- SKOS


def test_concepts_are_labelled_placed_and_without_cycles() -> None:
    schemes = set(concepts.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes == {CONCEPT.政策文种, CONCEPT.行政层级, CONCEPT.政策主题}
    labels = set()
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        assert languages(concepts, concept, SKOS.prefLabel) == {"zh-Hans", "en"}, concept
        assert languages(concepts, concept, SKOS.definition) in (set(), {"zh-Hans", "en"}), concept
        assert set(concepts.objects(concept, SKOS.inScheme)) <= schemes
        above = set(concepts.objects(concept, SKOS.broader))
        assert bool(above) != bool(set(concepts.objects(concept, SKOS.topConceptOf))), concept
        assert concept not in set(itertools.chain(*map(ancestors, above))) | above, concept
        for broader in above:
            assert (broader, SKOS.narrower, concept) in concepts
            assert concepts.value(broader, SKOS.inScheme) == concepts.value(concept, SKOS.inScheme)
        names = [
            *concepts.objects(concept, SKOS.prefLabel),
            *concepts.objects(concept, SKOS.altLabel),
        ]
        for label in names:
            key = (concepts.value(concept, SKOS.inScheme), label)
            assert key not in labels, f"two concepts are called {label}"
            labels.add(key)
        assert Literal(local(concept), lang="zh-Hans") in names
    pairs = set(concepts.subject_objects(SKOS.narrower))
    assert pairs == {
        (broader, narrower) for narrower, broader in concepts.subject_objects(SKOS.broader)
    }


def ancestors(concept: object) -> set[object]:
    return set(concepts.transitive_objects(concept, SKOS.broader))


# ---- SHACL


def ntriples(triples: list[ox.Triple]) -> str:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES).decode()


def example_graphs(path: Path) -> dict[str, list[ox.Triple]]:
    """The graphs of one example file by the last part of their names: pass, fail, fail2, …"""
    graphs = defaultdict(list)
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
        graphs[local(quad.graph_name.value)].append(quad.triple)
    return dict(graphs)


background = [
    quad.triple
    for quad in ox.parse(path=str(EXAMPLES / "background.ttl"), format=ox.RdfFormat.TURTLE)
]
compiled = shacl.Shapes.from_file(str(ONTOLOGY / "shapes.ttl"))
files = sorted(EXAMPLES.glob("*.trig"))


def failures() -> list[tuple[str, str, list[ox.Triple]]]:
    return [
        (path.stem, name, triples)
        for path in files
        for name, triples in example_graphs(path).items()
        if name != "pass"
    ]


def report(triples: list[ox.Triple]) -> shacl.Report:
    return compiled.validate_text(ntriples(background + triples), "ntriples")


def test_every_shape_with_a_target_has_its_examples() -> None:
    assert [path.stem for path in files] == [local(shape) for shape in targeted]
    assert len(targeted) == len(files) > 40
    for path in files:
        assert {"pass", "fail"} <= example_graphs(path).keys(), path.name


def test_every_shape_without_a_target_is_used_by_one_with_a_target() -> None:
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        assert shape in targeted or (None, SH.node, shape) in shapes, shape


def test_background_conforms() -> None:
    assert report([]).conforms


@pytest.mark.parametrize("path", files, ids=lambda path: path.stem)
def test_passing_example_conforms(path: Path) -> None:
    found = report(example_graphs(path)["pass"])
    assert [(result.focus_node, result.message) for result in found.results] == []


@pytest.mark.parametrize(
    ("shape", "triples"), [pytest.param(s, t, id=f"{s}-{n}") for s, n, t in failures()]
)
def test_failing_example_is_caught_by_its_shape(shape: str, triples: list[ox.Triple]) -> None:
    caught = {result.root_shape for result in report(triples).results}
    assert f"<{ZTS[shape]}>" in caught


def test_every_message_is_given_by_some_failing_example() -> None:
    given = {
        message
        for _, _, triples in failures()
        for r in report(triples).results
        for message in r.messages
    }
    assert given == {str(message) for message in shapes.objects(None, SH.message)}


def test_every_message_stands_in_both_languages() -> None:
    for shape in set(shapes.subjects(SH.message)):
        spoken = sorted(str(text.language) for text in shapes.objects(shape, SH.message))
        assert spoken == ["en", "zh-Hans"], list(shapes.objects(shape, SH.message))
        # the engine hands messages over without their tags, so the letters must tell
        for text in shapes.objects(shape, SH.message):
            assert text.isascii() == (text.language == "en"), text


@pytest.mark.parametrize("path", files, ids=lambda path: path.stem)
def test_pyshacl_reports_the_same(path: Path) -> None:
    triples = example_graphs(path)["fail"]
    conforms, theirs, _ = pyshacl.validate(
        Graph().parse(data=ntriples(background + triples), format="nt"), shacl_graph=shapes
    )
    other = sorted(
        (
            name(theirs.value(node, SH.focusNode)),
            str(theirs.value(node, SH.sourceConstraintComponent)),
        )
        for node in theirs.objects(None, SH.result)
    )
    ours = report(triples)
    assert conforms == ours.conforms
    assert other == sorted((blank(r.focus_node), r.component_iri) for r in ours.results)


def name(node: object) -> str:
    return "_:" if isinstance(node, BNode) else f"<{node}>"


def blank(node: str) -> str:
    return "_:" if node.startswith("_:") else node


def test_one_wrong_claim_is_found_among_thousands() -> None:
    claims = [triple for triple in background if triple.subject.value.endswith("claim/900-a")]
    crowd = [
        ox.Triple(ox.NamedNode(f"{PREFIXES['claim']}900-{i}"), triple.predicate, triple.object)
        for i in range(3000)
        for triple in claims
    ]
    wrong = ox.NamedNode(f"{PREFIXES['claim']}900-2999")
    crowd.append(ox.Triple(wrong, ox.NamedNode(ZT.rank), ox.NamedNode(ZT.preferred)))
    found = report(crowd)
    assert [(r.focus_node, r.component) for r in found.results] == [
        (str(wrong), "MaxCountConstraintComponent")
    ]


# ---- README


def test_readme_example_parses_and_conforms() -> None:
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```turtle\n(.*?)```", text, re.S)
    assert blocks
    for block in blocks:
        assert len(Graph().parse(data=block, format="turtle"))
        found = compiled.validate_turtle(block)
        assert [(result.focus_node, result.message) for result in found.results] == []


def test_readme_names_every_term() -> None:
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", text))))
    assert {local(term) for term in terms} - named == set()


def test_entity_classes_are_the_ones_that_shapes_know() -> None:
    assert set(shapes.objects(ZTS.Labels, SH.targetClass)) == {ZT[name] for name in ENTITY_CLASSES}
    below = set(ontology.subjects(RDFS.subClassOf, ZT.Entity)) - {ZT.Organisation, ZT.Agent}
    assert below == {ZT[name] for name in ENTITY_CLASSES}
