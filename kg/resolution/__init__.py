"""Resolution: one thing, many names.

    names ─► forms ─► keys ─► neighbourhoods ─► entities, judgements

Exact canonical keys decide, differences and people's judgements keep apart, and similarity only
proposes what a person should look at.

>>> judge(Form("Agency", "浙江省经信厅"), Form("Agency", "浙江省经济和信息化厅")).decision
'same'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Judgement
from kg.resolution.exchange import learned
from kg.resolution.forms import form_of, forms_of, is_general
from kg.resolution.keys import RULES, TENTATIVE, Form, difference, exchanged, keys
from kg.resolution.likeness import RARE, alike, pairs_of_letters
from kg.resolution.merging import (
    CROWD,
    Merged,
    Rulings,
    crowded,
    links,
    merge,
    neighbourhoods,
    sides,
)

__all__ = [
    "CROWD",
    "RARE",
    "RULES",
    "TENTATIVE",
    "Form",
    "Merged",
    "Resolution",
    "Rulings",
    "alike",
    "crowded",
    "difference",
    "exchanged",
    "form_of",
    "forms_of",
    "is_general",
    "judge",
    "keys",
    "learned",
    "links",
    "merge",
    "neighbourhoods",
    "pairs_of_letters",
    "resolve",
    "sides",
]


@dataclass(frozen=True)
class Resolution:
    """Which entity every form is.

    Parameters
    ----------
    names : form -> canonical name of its entity.
    iris : form -> IRI of its entity.
    judgements : the decisions behind it, automatic ones.
    """

    names: Mapping[Form, str]
    iris: Mapping[Form, str]
    judgements: tuple[Judgement, ...]


def resolve(forms: Iterable[Form], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Tell which forms are one entity.

    Parameters
    ----------
    forms : of any number of articles, and of the packaged entities; in any order.
    judgements : decisions of people, which outrank the rules.
    """
    rulings, everything = Rulings(judgements), list(forms)
    ignored = crowded(everything)
    names: dict[Form, str] = {}
    iris: dict[Form, str] = {}
    decided: list[Judgement] = []
    for group in neighbourhoods(everything, rulings, ignored):
        merged = merge(group, rulings, ignored)
        names |= merged.names
        iris |= merged.iris
        decided += merged.judgements
    return Resolution(names, iris, tuple(sorted(decided, key=lambda judgement: judgement.iri)))


def judge(left: Form, right: Form) -> Judgement:
    """Tell whether two forms are one entity, as far as rules go.

    Returns
    -------
    ``same`` where a key decides, ``different`` where something speaks against it, else
    ``unsure``, where a person has to say.
    """
    resolution = resolve((left, right))
    one, two = resolution.iris.get(left), resolution.iris.get(right)
    if left == right or one == two:
        because = next((j for j in resolution.judgements if j.decision == "same"), None)
        return Judgement(
            left.name,
            right.name,
            "same",
            because.because if because else RULES["name"],
            because.decided_by if because else "规则：name",
        )
    reason = difference(left, right)
    if reason:
        return Judgement(left.name, right.name, "different", reason, "规则：difference")
    return Judgement(left.name, right.name, "unsure", "没有共同的规范键", "规则：none")
