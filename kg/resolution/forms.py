"""From what was extracted to forms: what of an entity is compared with others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Claim, Entity
from kg.resolution.keys import Form, agency_key, is_number, read_firm, read_title
from kg.resolution.names import COUNTRY, is_generic, located, place_code, plain

_WHERE = ("locatedIn", "hostedAt", "appliesTo")
# classes whose short forms are names of their own, in any text; those of others depend on theirs
_NAMED = ("Company", "Institute", "Association", "Fund", "IndustrialPark")


def forms_of(
    entities: Iterable[Entity], claims: Iterable[Claim], source: str, rewritten: bool = False
) -> dict[str, Form]:
    """Reduce the entities of one article to forms.

    Parameters
    ----------
    entities, claims : as extracted.
    source : id of the article.
    rewritten : its text was rewritten by a machine.

    Returns
    -------
    IRI of the entity, as extracted, and its form.
    """
    known = {entity.iri: entity for entity in entities}
    places = _places(known, claims)
    return {
        iri: form_of(entity, source, places.get(iri, ""), rewritten)
        for iri, entity in sorted(known.items())
    }


def form_of(
    entity: Entity, source: str = "", place: str = "", rewritten: bool = False, iri: str = ""
) -> Form:
    """Reduce an entity to its form.

    Parameters
    ----------
    entity : as extracted, or as the packaged graph describes it.
    source : id of the article, which a general name needs to mean something.
    place : code of the place where the text puts the entity.
    rewritten : the text was rewritten by a machine.
    iri : of a packaged entity.
    """
    kind = entity.class_name
    if kind == "Place":
        place = _area_code(entity)
    others = tuple(sorted(other for other in _others(entity) if other != entity.name))
    if iri:
        others = tuple(sorted({*entity.aliases, *entity.hidden} - {entity.name}))
    general = _needs_source(entity)
    if not general and kind not in ("Place", "Policy"):
        place = ""  # the name says enough, and a text may put the thing where it only was met
    alone = bool(iri) or not general or (bool(place) and kind != "Policy")
    return Form(
        class_name=kind,
        name=entity.name,
        place=place if kind == "Place" or not _own_place(kind, entity.name) else "",
        others=others,
        rewritten=rewritten and kind not in ("Place", "Person"),
        source="" if alone else source,
        iri=iri,
    )


def _area_code(entity: Entity) -> str:
    return place_code(entity.name) or entity.code or ""


def _others(entity: Entity) -> list[str]:
    numbers = [alias for alias in entity.aliases if is_number(alias)]
    if entity.class_name not in _NAMED:
        return numbers
    return [
        alias
        for alias in entity.aliases
        if len(plain(alias)) >= 3 and not is_general(entity.class_name, alias)
    ]


def _needs_source(entity: Entity) -> bool:
    return entity.class_name != "Place" and is_general(entity.class_name, entity.name)


def is_general(kind: str, name: str) -> bool:
    """Tell whether a name means something only in its text: 市政府, 产业园, 实施意见."""
    text = plain(name)
    if kind == "Policy":
        title = read_title(name)
        return not title.place and (len(title.core) <= 4 or is_generic(title.core))
    if kind == "Agency":
        return not agency_key(name) and (
            text[:1] in "省市区县州"
            or text[:2] in ("我省", "我市", "我区", "我县")
            or len(text) <= 5
        )
    if kind in ("Person", "Beneficiary"):
        return False
    return not located(text).place and is_generic(text)


def _own_place(kind: str, name: str) -> bool:
    if kind == "Policy":
        return bool(read_title(name).place)
    if kind == "Agency":
        return bool(agency_key(name))
    if kind == "Company":
        return bool(read_firm(name).place)
    return bool(located(plain(name)).place)


def _places(known: Mapping[str, Entity], claims: Iterable[Claim]) -> dict[str, str]:
    """Where the text puts each entity: the one place that its claims agree on."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        if claim.status != "done" or not isinstance(claim.object, str):
            continue
        other = known.get(claim.object)
        if other is None:
            continue
        if claim.predicate in _WHERE and other.class_name == "Place":
            found.setdefault(claim.subject, set()).add(_area_code(other))
        elif claim.predicate == "issuedBy" and other.class_name == "Agency":
            key = agency_key(other.name)
            found.setdefault(claim.subject, set()).add(key.split("|")[1] if key else "")
    return {iri: _innermost(codes) for iri, codes in found.items()}


def _innermost(codes: set[str]) -> str:
    from kg.gazetteer import by_code, within

    known = {code: place for code in codes if (place := by_code(code)) is not None}
    if not known:
        return COUNTRY if COUNTRY in codes else ""
    for code, place in sorted(known.items()):
        if all(within(place, other) for other in known.values()):
            return code
    return ""
