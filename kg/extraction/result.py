"""What an article was found to say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.article import Article, name_in_latin
from kg.errors import TermError
from kg.extraction.facts import Facts, minted
from kg.extraction.lexicon import is_name
from kg.extraction.naming.areas import WIDE
from kg.extraction.naming.places import PlaceHit
from kg.extraction.reading import Mention, covered
from kg.extraction.whereabouts.context import settle_plans, without_hints
from kg.model import Claim, Entity, Span
from kg.patterns import regex
from kg.vocabulary import class_of


@dataclass(frozen=True)
class Extraction:
    """The entities and claims of an article.

    Parameters
    ----------
    article : what was read.
    entities : everything that is named, and everything that a claim speaks of, by IRI.
    claims : in the order of their first evidence.
    mentions : IRI of an entity -> where the raw text names it.
    """

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    mentions: dict[str, tuple[Span, ...]] = field(default_factory=dict)


def result_of(
    article: Article,
    mentions: list[Mention],
    hits: list[PlaceHit],
    facts: Facts,
    used: set[str],
    numbers: dict[str, str],
) -> Extraction:
    """Put together what was found.

    Parameters
    ----------
    mentions : of things other than places.
    hits : names of places.
    used : full names of the places that are part of a fact.
    numbers : number of a document -> its policy.
    """
    official = any(mention.rule == "own title" for mention in mentions)
    claims = settle_plans(without_hints(facts), official, facts.hints())
    surfaces: dict[tuple[str, str], set[str]] = defaultdict(set)
    ranges: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    codes: dict[str, str | None] = {}
    text, span = article.text, article.copy.span
    for mention in mentions:
        key = (mention.class_name, mention.name)
        surfaces[key].add(text[mention.start : mention.end].strip("《》“”").replace("\n", ""))
        if mention.own:
            surfaces[key].add(mention.own)
        if letters := name_in_latin(article.raw, span(mention.start, mention.end).end):
            surfaces[key].add(letters)
        ranges[key].add((mention.start, mention.end))
    for number, policy in numbers.items():
        surfaces["Policy", policy].add(number)
    taken = covered(len(text), mentions)
    for hit in hits:
        if hit.zone:
            continue
        if hit.full not in used and (taken[hit.start] or (official and _is_vague(hit))):
            continue
        key = ("Place", hit.full)
        surfaces[key] |= {hit.name, hit.surface}
        ranges[key].add((hit.start, hit.end))
        codes[hit.full] = hit.code
    if not official and (spoken := _country(article, taken)):
        surfaces["Place", "中国"].add("中国")
        ranges["Place", "中国"] |= spoken
    regions = {name for hit in hits if hit.code for name in (hit.name, hit.surface)}
    zones = {hit.surface for hit in hits if hit.zone}  # 数码港 is a noun, and one zone's name
    entities: dict[str, Entity] = {}
    where: dict[str, tuple[Span, ...]] = {}
    for key in sorted(surfaces):
        class_name, name = key
        try:
            iri = minted(class_name, name)
        except TermError:
            continue
        # 公司 may take up a firm here and 洛阳 a zone in a list, but neither is a name of its own
        others = surfaces[key] - {name}
        if class_name != "Place":
            others -= regions
        aliases = tuple(sorted([other for other in others if is_name(other) or other in zones]))
        entities[iri] = Entity(class_name, name, aliases=aliases, code=codes.get(name))
        where[iri] = tuple([span(*inside) for inside in sorted(ranges.pop(key))])
    for claim in claims:
        for value in (claim.subject, claim.object):
            if isinstance(value, str) and value not in entities:
                kind, known = class_of(value), facts.names.get(value)
                if kind and known:
                    entities[value] = Entity(kind, known)
                    where[value] = claim.evidence
    ordered = tuple(entities[iri] for iri in sorted(entities))
    return Extraction(article, ordered, claims, dict(sorted(where.items())))


def _country(article: Article, taken: bytearray) -> set[tuple[int, int]]:
    """Where a text speaks of the country itself, empty where it does so once only.

    Parameters
    ----------
    taken : nonzero at each position that lies in a name.
    """
    found = (match.span() for match in _CHINA.finditer(article.text))
    spoken = {(at, end) for at, end in found if not (taken[at] or article.is_furniture(at))}
    return spoken if len(spoken) > 1 else set()


# not the name of a slogan
_CHINA = regex("(?<!美丽|健康|数字|平安|法治)中国(?!特色社会主义|[家内际有资企字航梦式])|我国")


def _is_vague(hit: PlaceHit) -> bool:
    """Tell whether a name is of no region that is governed: 东北地区 in a notice."""
    return (
        hit.code is None
        and not hit.parents
        and (hit.name.endswith("地区") or WIDE.search(hit.name) is not None)
    )
