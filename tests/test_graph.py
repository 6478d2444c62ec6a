"""The curated graph itself: whole, conforming, named, located, and the same at every build."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict

import pyoxigraph as ox
import pytest

from kg.article import read_article
from kg.authoring import canonical
from kg.claims import read_claims, value_term, zt
from kg.dataset import add_quotes, assemble, curated_files, fingerprint
from kg.model import PartialDate
from kg.resources import folder
from kg.shapes import validate
from kg.store import EmbeddedStore, rows
from kg.turtle import statement
from kg.vocabulary import ENTITY_CLASSES, ID, RDF, SKOS, ZT, class_of

TYPE = ox.NamedNode(RDF + "type")
# the articles name them without a fact that the ontology can express
ONLY_NAMED = {f"{ID}event/中国游戏产业年会", f"{ID}company/PANews"}
SOURCES = ("000", "001", "002", "003", "004")
CLAIM_FILES = sorted((folder("graph") / "claims").glob("*.ttl"))


@pytest.fixture(scope="module")
def claims(packaged_store):
    """All claims by the IRI under which they stand in the data."""
    triples = {statement(quad.triple) for quad in packaged_store.dump()}
    iris = sorted(s.value for s, p, o in triples if (p, o) == (TYPE, zt("Claim")))
    return dict(zip(iris, read_claims(triples), strict=True))


@pytest.fixture(scope="module")
def known(packaged_store):
    """What `sources.ttl` says of the text of each source: sha256 and length, by id."""
    answer = packaged_store.query(
        "SELECT ?source ?sha ?length { ?source zt:sha256 ?sha ; zt:length ?length }"
    )
    return {
        row["source"].value.rpartition("/")[2]: (row["sha"].value, int(row["length"].value))
        for row in rows(answer)
    }


@pytest.fixture(scope="module")
def texts(corpus):
    """The raw texts by sha256."""
    articles = map(read_article, sorted(corpus.glob("*.txt")))
    return {article.sha256: article.raw for article in articles}


# ---- sources and evidence


def test_every_article_has_claims(claims):
    per_source = Counter(claim.source for claim in claims.values())
    assert set(per_source) == set(SOURCES) == {path.stem for path in CLAIM_FILES}
    assert sum(per_source.values()) >= 500


@pytest.mark.parametrize("source", SOURCES)
def test_the_text_of_a_source_is_fixed(known, corpus, source):
    (path,) = corpus.glob(f"{source}-*.txt")
    data = path.read_bytes()
    assert known[source] == (hashlib.sha256(data).hexdigest(), len(data.decode()))


def test_claims_stand_in_the_graph_of_their_source(packaged, claims):
    for quad in packaged.quads_for_pattern(None, TYPE, zt("Claim")):
        assert quad.graph_name.value == f"{ID}source/{claims[quad.subject.value].source}"


def test_all_evidence_lies_inside_the_text(claims, known):
    for claim in claims.values():
        assert claim.evidence
        for span in claim.evidence:
            assert 0 <= span.start < span.end <= known[claim.source][1]


def test_evidence_is_short_enough_to_be_checked(claims):
    longest = max(span.end - span.start for claim in claims.values() for span in claim.evidence)
    assert longest <= 400


def test_no_evidence_begins_or_ends_in_white_space(claims, known, texts):
    bad = [
        (iri, span)
        for iri, claim in claims.items()
        for span in claim.evidence
        if (quote := texts[known[claim.source][0]][span.start : span.end]) != quote.strip()
    ]
    assert bad == []


def test_with_the_texts_every_piece_of_evidence_gets_its_quote(claims, known, texts):
    dataset = assemble()
    places = {(claim.source, span) for claim in claims.values() for span in claim.evidence}
    assert add_quotes(dataset, texts) == len(places)
    for quad in dataset.quads_for_pattern(None, zt("quote"), None):
        source, start, end = quad.subject.value.rpartition("/")[2].rsplit("-", 2)
        assert quad.object.value == texts[known[source][0]][int(start) : int(end)]
    assert [finding for finding in validate(dataset) if finding.severity == "violation"] == []


def test_the_repository_ships_no_text_of_the_articles(packaged):
    assert not list(packaged.quads_for_pattern(None, zt("quote"), None))


# ---- the whole


def test_the_graph_conforms(packaged):
    assert validate(packaged) == []


def test_no_blank_nodes(packaged):
    assert not [
        quad
        for quad in packaged
        if any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object))
    ]


def test_claims_bear_the_iri_that_their_contents_give(claims):
    assert {iri: claim.iri for iri, claim in claims.items() if claim.iri != iri} == {}


def test_every_entity_is_named(packaged_store):
    answer = packaged_store.query(
        """SELECT ?thing ?class {
             ?thing a ?class
             FILTER(STRSTARTS(STR(?class), STR(zt:)))
             FILTER NOT EXISTS {
               ?thing skos:prefLabel ?zh, ?en ; rdfs:label ?zh, ?en
               FILTER(LANGMATCHES(LANG(?zh), "zh") && LANGMATCHES(LANG(?en), "en"))
             }
           }"""
    )
    unnamed = {row["thing"].value for row in rows(answer)}
    assert {iri for iri in unnamed if class_of(iri) in ENTITY_CLASSES} == set()


def test_every_entity_is_used(packaged, claims):
    used = {claim.subject for claim in claims.values()}
    for claim in claims.values():
        values = (claim.object, *(value for _, value in claim.qualifiers))
        used |= {term.value for term in map(value_term, values) if isinstance(term, ox.NamedNode)}
    # a place may be there because another place lies in it
    for quad in packaged.quads_for_pattern(None, zt("within"), None):
        used.add(quad.object.value)
    entities = {
        quad.subject.value
        for quad in packaged.quads_for_pattern(None, TYPE, None)
        if class_of(quad.subject.value) in ENTITY_CLASSES
    }
    assert entities - used == ONLY_NAMED
    assert {iri for iri in used if class_of(iri) in ENTITY_CLASSES} - entities == set()


def test_iris_are_made_of_the_canonical_name_or_end_with_it(packaged):
    classes = defaultdict(set)
    for quad in packaged.quads_for_pattern(None, TYPE, None):
        if class_of(quad.subject.value) in ENTITY_CLASSES:
            classes[quad.subject.value].add(quad.object.value.removeprefix(ZT))
    for iri, kinds in classes.items():
        assert class_of(iri) in kinds, iri


def test_bounds_of_the_graph_are_those_of_its_dates(packaged):
    for kind in ("issued", "established"):
        dates = defaultdict(list)
        for quad in packaged.quads_for_pattern(None, zt(f"{kind}Date"), None, ox.DefaultGraph()):
            dates[quad.subject].append(PartialDate(quad.object.value))
        for name, of in (("NotBefore", "earliest"), ("NotAfter", "latest")):
            bounds = {
                quad.subject: quad.object.value
                for quad in packaged.quads_for_pattern(None, zt(kind + name), None)
            }
            choose = min if of == "earliest" else max
            assert bounds == {
                thing: choose(getattr(day, of) for day in stated) for thing, stated in dates.items()
            }


def test_plain_triples_are_derived_from_claims(packaged, claims):
    stated = {
        (claim.subject, claim.predicate, str(value_term(claim.object)))
        for claim in claims.values()
        if claim.status == "done" and claim.rank != "deprecated"
    }
    reference = {"locatedIn", "adminLevel", "policyType", "topic", "within", "noIssuer"}
    bounds = {
        f"{kind}Not{end}" for kind in ("issued", "established") for end in ("Before", "After")
    }
    plain = {
        (quad.subject.value, quad.predicate.value.removeprefix(ZT), str(quad.object))
        for quad in packaged.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if class_of(quad.subject.value) in ENTITY_CLASSES and quad.predicate.value.startswith(ZT)
    }
    unstated = {triple for triple in plain - stated if triple[1] not in reference | bounds}
    assert unstated == set()
    lost = {triple[:2] for triple in stated - plain}
    assert lost <= {(s, p) for s, p, _ in plain}, "a better claim says something else"


def test_places_form_one_hierarchy(packaged_store):
    answer = packaged_store.query(
        """SELECT ?place { ?place a zt:Place FILTER NOT EXISTS { ?place zt:locatedIn ?above } }"""
    )
    tops = {row["place"].value.rpartition("/")[2] for row in rows(answer)}
    assert "中国" in tops
    answer = packaged_store.query(
        "SELECT ?place { ?place a zt:Place ; skos:notation ?code"
        " FILTER NOT EXISTS { ?place zt:within place:中国 } FILTER(?place != place:中国) }"
    )
    assert [row["place"].value for row in rows(answer)] == []


def test_place_codes_are_unique(packaged):
    codes = Counter(
        quad.object.value
        for quad in packaged.quads_for_pattern(None, ox.NamedNode(SKOS + "notation"), None)
        if class_of(quad.subject.value) == "Place"
    )
    assert [code for code, count in codes.items() if count > 1] == []


# ---- the same at every build


@pytest.mark.parametrize("path", CLAIM_FILES, ids=lambda path: path.name)
def test_files_of_claims_are_canonical(path):
    assert canonical(path, None) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", curated_files(), ids=lambda path: str(path.relative_to(folder("graph")))
)
def test_curated_files_are_clean(path):
    data = path.read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\n")


def test_two_builds_are_equal(packaged):
    assert fingerprint(assemble()) == fingerprint(packaged)


EVERYTHING = """
import hashlib
from kg.dataset import assemble, fingerprint
from kg.export import FORMATS, export
from kg.store import EmbeddedStore
dataset = assemble()
print("fingerprint", fingerprint(dataset))
for format in FORMATS:
    for name, data in export(EmbeddedStore(dataset), format).items():
        print(name, hashlib.sha256(data).hexdigest())
"""


def test_builds_and_exports_do_not_depend_on_chance():
    def built(seed):
        return subprocess.run(
            [sys.executable, "-c", EVERYTHING],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(folder("graph").parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()

    first, second = built("1"), built("20000")
    assert len(first) == 11
    assert first == second


def test_the_store_answers_over_all_graphs(packaged_store: EmbeddedStore):
    answer = packaged_store.query(
        "ASK { ?claim a zt:Claim ; rdf:subject ?thing . ?thing skos:prefLabel ?name }"
    )
    assert answer
