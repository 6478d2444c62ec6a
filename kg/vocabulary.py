"""The names of the graph: namespaces, prefixes, classes, and the one function that mints IRIs.

The meaning of each term stands in ``ontology/zhengtu.ttl``; here are only the names that
code has to spell.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kg.errors import TermError

ZT = "https://w3id.org/zhengtu/ontology#"
ID = "https://w3id.org/zhengtu/id/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"

# class -> the prefix of its resources, which is also the path segment of their IRIs
CLASSES = {
    "Policy": "policy",
    "Agency": "agency",
    "Company": "company",
    "IndustrialPark": "park",
    "Fund": "fund",
    "Place": "place",
    "Association": "association",
    "Institute": "institute",
    "Person": "person",
    "Event": "event",
    "Project": "project",
    "Beneficiary": "beneficiary",
    "MonetaryAmount": "amount",
    "SourceDocument": "source",
    "Claim": "claim",
    "Evidence": "evidence",
    "Judgement": "judgement",
}

# the classes of things in the world, in the order in which a reader meets them
ENTITY_CLASSES = tuple(list(CLASSES)[:12])

PREFIXES = {
    "zt": ZT,
    **{prefix: f"{ID}{prefix}/" for prefix in CLASSES.values()},
    "concept": f"{ID}concept/",
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "oa": OA,
    "schema": SCHEMA,
    "sh": SH,
    "org": "http://www.w3.org/ns/org#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "frapo": "http://purl.org/cerif/frapo/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vann": "http://purl.org/vocab/vann/",
}

# of two namespaces that fit an IRI the longer one is asked first
LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

STATUSES = ("done", "planned", "encouraged", "denied")
RANKS = ("preferred", "normal", "deprecated")


# they choose among the shapes of one character; RFC 3987 allows the latter range in no IRI
_VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


def local_name(name: str) -> str:
    """Reduce a name to the letters and digits that its IRI is made of.

    Parameters
    ----------
    name : a canonical name, with or without punctuation, brackets and spaces.

    Returns
    -------
    The NFKC form without anything but letters, digits and combining marks.

    Raises
    ------
    TermError : nothing is left.

    >>> local_name("北京市区块链创新发展行动计划（2020—2022年）")
    '北京市区块链创新发展行动计划20202022年'
    """
    kept = "".join(
        char
        for char in unicodedata.normalize("NFKC", name)
        if char.isalnum()
        or (unicodedata.category(char).startswith("M") and char not in _VARIATION_SELECTORS)
    )
    if not kept:
        raise TermError(f"a name needs at least one letter or digit: {name!r}")
    # without the punctuation between them a letter and a mark may have become one
    return unicodedata.normalize("NFKC", kept)


def mint(class_name: str, name: str) -> str:
    """Make the IRI of a thing from its class and its canonical simplified-Chinese name.

    Parameters
    ----------
    class_name : a key of `CLASSES`.
    name : the canonical name; two things that share one carry their place or issuer in front.

    Raises
    ------
    TermError : unknown class, or a name without letters and digits.

    >>> mint("Place", "杭州市")
    'https://w3id.org/zhengtu/id/place/杭州市'
    """
    try:
        return PREFIXES[CLASSES[class_name]] + local_name(name)
    except KeyError:
        raise TermError(f"unknown class {class_name!r}; known: {', '.join(CLASSES)}") from None


@lru_cache(maxsize=4096)
def class_of(iri: str) -> str | None:
    """Tell the class that an IRI of ours belongs to, or None for any other IRI.

    >>> class_of("https://w3id.org/zhengtu/id/park/杭州区块链产业园")
    'IndustrialPark'
    """
    if not iri.startswith(ID):
        return None
    return _CLASS_BY_PREFIX.get(iri[len(ID) :].partition("/")[0])


_CLASS_BY_PREFIX = {prefix: class_name for class_name, prefix in CLASSES.items()}


def expand(name: str) -> str:
    """Turn a prefixed name or an IRI in angle brackets into a full IRI.

    Raises
    ------
    TermError : the prefix is unknown or the text has none.

    >>> expand("zt:issuedBy")
    'https://w3id.org/zhengtu/ontology#issuedBy'
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    if name.startswith(("http://", "https://")):
        return name
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES:
        raise TermError(f"not a prefixed name or IRI: {name!r}")
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """Write an IRI as a prefixed name where a prefix of ours fits, else unchanged.

    >>> compact("https://w3id.org/zhengtu/id/place/杭州市")
    'place:杭州市'
    """
    for prefix, namespace in LONGEST_FIRST:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
