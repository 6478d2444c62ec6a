"""Choosing the format of an answer by what the client accepts (RFC 9110, section 12.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.web.problems import NotAcceptableError


@dataclass(frozen=True, slots=True)
class Format:
    """A format that an answer can be given in.

    Parameters
    ----------
    name : as in ``?format=`` and as extension of a download.
    types : its media types; the first one is its own, the others are accepted for it.
    """

    name: str
    types: tuple[str, ...]


# in the order of our preference, which counts when the client has none
SOLUTIONS = (
    Format("json", ("application/sparql-results+json", "application/json", "text/json")),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", ("text/csv",)),
    Format("tsv", ("text/tab-separated-values",)),
)
GRAPHS = (
    Format("ttl", ("text/turtle", "application/turtle", "application/x-turtle")),
    Format("nt", ("application/n-triples", "text/plain")),
    Format("rdf", ("application/rdf+xml", "application/xml", "text/xml")),
    Format("jsonld", ("application/ld+json", "application/json")),
    Format("trig", ("application/trig",)),
    Format("nq", ("application/n-quads",)),
)
HTML = Format("html", ("text/html", "application/xhtml+xml"))
NAMES = {
    "turtle": "ttl",
    "ntriples": "nt",
    "rdfxml": "rdf",
    "nquads": "nq",
    **{form.name: form.name for form in (*SOLUTIONS, *GRAPHS)},
    **{kind: form.name for form in (*GRAPHS[::-1], *SOLUTIONS[::-1]) for kind in form.types},
}


def choose(accept: str, offered: Sequence[Format]) -> tuple[Format, str]:
    """Choose the offered format that the client likes best.

    Parameters
    ----------
    accept : the Accept header; '' accepts anything.
    offered : in the order of our preference.

    Returns
    -------
    The format and the media type to call it by.

    Raises
    ------
    NotAcceptableError : the client accepts none of them.

    >>> choose("text/csv;q=0.5, application/json", SOLUTIONS)[1]
    'application/json'
    """
    wanted = _ranges(accept)
    best: tuple[float, Format, str] | None = None
    for form in offered:
        for number, media_type in enumerate(form.types):
            quality, exact = _quality(media_type, wanted)
            # the other names of a format are used only when asked for by name
            if quality <= 0 or (number and not exact):
                continue
            if best is None or quality > best[0]:
                best = quality, form, media_type
    if best is None:
        types = ", ".join(form.types[0] for form in offered)
        raise NotAcceptableError(f"none of {accept} can be given; there is {types}")
    return best[1], best[2]


def by_name(name: str, offered: Sequence[Format]) -> tuple[Format, str]:
    """Find an offered format by its name, extension or media type.

    Raises
    ------
    NotAcceptableError : it is not offered.

    >>> by_name("turtle", GRAPHS)[1]
    'text/turtle'
    """
    for form in offered:
        if NAMES.get(name, name) == form.name or name in form.types:
            return form, form.types[0]
    names = ", ".join(form.name for form in offered)
    raise NotAcceptableError(f"format {name!r} cannot be given here; there is {names}")


def prefers_html(accept: str) -> bool:
    """Tell whether a person with a browser asks: HTML is named and nothing is liked better.

    >>> prefers_html("text/html,application/xml;q=0.9,*/*;q=0.8"), prefers_html("*/*")
    (True, False)
    """
    wanted = _ranges(accept)
    html = wanted.get("text/html", 0)
    return html > 0 and all(html >= quality for quality in wanted.values())


def language(accept: str, offered: Sequence[str] = ("zh", "en")) -> str:
    """Choose a language by the Accept-Language header; the first offered one by default.

    >>> language("fr, en-GB;q=0.8, zh;q=0.5")
    'en'
    """
    wanted = _ranges(accept)
    scores = {
        name: max((q for tag, q in wanted.items() if tag.split("-")[0] == name), default=0.0)
        for name in offered
    }
    best = max(offered, key=lambda name: scores[name])
    return best if scores[best] > 0 else offered[0]


def _ranges(header: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for part in header.split(",")[:100]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = min(1.0, max(0.0, float(parameter[2:])))
                except ValueError:
                    quality = 0.0
        if name:
            found[name] = quality if quality == quality else 0.0  # not a number
    return found or {"*/*": 1.0}


def _quality(media_type: str, wanted: Mapping[str, float]) -> tuple[float, bool]:
    """The quality of a media type, and whether it was asked for by name."""
    if media_type in wanted:
        return wanted[media_type], True
    group = media_type.partition("/")[0] + "/*"
    return wanted.get(group, wanted.get("*/*", 0.0)), False
