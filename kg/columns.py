"""The network as the viewer reads it: columns of numbers and texts, small and quick to unpack.

``kg/viewer/data.js`` is the other half of this file. Numbers travel as base64 of little-endian
arrays: at 100,000 nodes half the size of JSON figures and unpacked in a tenth of the time.
"""

from __future__ import annotations

import base64
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.characters import simplified
from kg.dossier import Dossier, as_json
from kg.layout import Layout, communities, connected, lay_out
from kg.vocabulary import STATUSES, compact, local_name

if TYPE_CHECKING:
    import networkx as nx

# Families of relations: what a reader wants to follow at one go. Key, Chinese, English, colour.
FAMILIES = (
    ("money", "资金", "Money", "#d97706"),
    ("rule", "政策", "Policy", "#3572d6"),
    ("origin", "设立", "Origin", "#2f9e5b"),
    ("ties", "合作与人事", "Ties", "#a855c7"),
    ("place", "地域", "Place", "#8b94a3"),
    ("other", "其他", "Other", "#64748b"),
)
_FAMILY = {
    **dict.fromkeys(("funds", "fundedBy", "subFundOf", "hasSubFund", "managedBy", "manages"), 0),
    **dict.fromkeys(("issuedBy", "issued", "basedOn", "basisOf"), 1),
    **dict.fromkeys(("establishes", "establishedBy", "founderOf", "develops"), 2),
    **dict.fromkeys(("partnerOf", "holdsPost", "hostedAt"), 3),
    **dict.fromkeys(("locatedIn", "contains", "appliesTo"), 4),
}
_TEXTS = ("names", "garbled", "code", "type", "level")
_STEPS = 65535  # positions are stored as 16-bit fractions of the picture's extent


def pack(network: nx.MultiDiGraph, dossier: Dossier, styles: Mapping[str, Sequence[str]]) -> Any:
    """Write a network with its layouts and its dossier as JSON data.

    Parameters
    ----------
    styles : Chinese, English, colour and shape by class.
    """
    index = {iri: number for number, iri in enumerate(network)}
    nodes = [data for _, data in network.nodes(data=True)]
    edges = list(network.edges(data=True))
    classes = [name for name in styles if any(data["class"] == name for data in nodes)]
    relations = _relations(edges)
    provinces, places, topics = (_distinct(nodes, key) for key in ("province", "place", "topics"))
    days = sorted({data[key] for data in nodes for key in ("earliest", "latest") if key in data})
    mixes = sorted({data["topics"] for data in nodes if data.get("topics")})
    return {
        "classes": [[name, *styles[name]] for name in classes],
        "families": FAMILIES,
        "statuses": STATUSES,
        "relations": [list(relation) for relation in relations.values()],
        "provinces": provinces,
        "places": places,
        "topics": topics,
        "days": [int(day.replace("-", "")) for day in days],
        "mixes": [[topics.index(topic) for topic in mix.split("、")] for mix in mixes],
        "nodes": {
            "id": {
                number: name
                for number, (iri, data) in enumerate(network.nodes(data=True))
                if (name := _id(iri, data["label"]))
            },
            "label": [data["label"] for data in nodes],
            "english": {
                number: data["english"]
                for number, data in enumerate(nodes)
                if data["english"] != data["label"]
            },
            "class": packed(classes.index(data["class"]) for data in nodes),
            "province": packed(_numbers(nodes, "province", provinces)),
            "place": packed(_numbers(nodes, "place", places)),
            "community": packed(communities(len(nodes), connected(network))),
            "earliest": packed(_numbers(nodes, "earliest", days)),
            "latest": packed(_numbers(nodes, "latest", days)),
            **{key: _sparse(nodes, key) for key in _TEXTS},
            "topics": packed(_numbers(nodes, "topics", mixes)),
            "money": _sparse(nodes, "money"),
        },
        "edges": {
            "from": packed((index[s] for s, _, _ in edges)),
            "to": packed((index[o] for _, o, _ in edges)),
            "relation": packed((list(relations).index(data["predicate"]) for *_, data in edges)),
            "status": packed((STATUSES.index(data["status"]) for *_, data in edges)),
        },
        "layouts": {kind: _layout(layout) for kind, layout in lay_out(network).items()},
        "dossier": as_json(dossier),
        "spelling": spelling(
            text
            for data in nodes
            for text in (data["label"], data["names"], data.get("garbled", ""))
        ),
    }


def packed(numbers: Iterable[int]) -> str:
    """Write whole numbers as base64 of a little-endian array, as narrow as they allow.

    Returns
    -------
    One letter for the width, B 8, H 16 or I 32 bits, then the base64.

    >>> packed([1, 256]), packed([7])
    ('HAQAAAQ==', 'BBw==')
    """
    column = list(numbers)
    highest = max(column, default=0)
    kind = "B" if highest < 2**8 else "H" if highest < 2**16 else "I"
    cells = array(kind, column)
    if sys.byteorder == "big":
        cells.byteswap()
    return kind + base64.b64encode(cells.tobytes()).decode()


def spelling(texts: Iterable[str]) -> dict[str, Any]:
    """Tell how the characters of some texts are spelled and which traditional forms they have.

    Returns
    -------
    ``pinyin``: every reading of each character, without tones; ``simplified``: the simplified
    form of each traditional character that may be typed to find these texts.

    >>> spelling(["重庆"])["pinyin"]["重"], spelling(["发"])["simplified"]
    ('zhong chong tong', {'發': '发', '髮': '发'})
    """
    from pypinyin.constants import PINYIN_DICT

    used = {char for text in set(texts) for char in text if char >= "\u3400"}
    pinyin = {
        char: " ".join(dict.fromkeys(map(_toneless, PINYIN_DICT[ord(char)].split(","))))
        for char in sorted(used)
        if ord(char) in PINYIN_DICT
    }
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    # one line a character, so that no phrase rule applies
    simple = simplified("\n".join(han)).split("\n")
    typed = zip(han, simple, strict=True)
    return {
        "pinyin": pinyin,
        "simplified": {char: form for char, form in typed if char != form and form in used},
    }


def _toneless(syllable: str) -> str:
    import unicodedata

    apart = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def _id(iri: str, label: str) -> str:
    # most names are their own IRI: the viewer puts class and label together again
    name = compact(iri)
    local = name.partition(":")[2]
    return "" if local == label and local_name(label) == local else name


def _relations(edges: Sequence[tuple[str, str, Any]]) -> dict[str, tuple[str, str, str, int]]:
    found = {
        data["predicate"]: (
            data["predicate"],
            data["label"],
            data["english"],
            _FAMILY.get(data["predicate"], 5),
        )
        for *_, data in edges
    }
    return dict(sorted(found.items(), key=lambda item: (item[1][3], item[0])))


def _layout(layout: Layout) -> dict[str, Any]:
    xs = [x for x, _ in layout.points] or [0.0]
    ys = [y for _, y in layout.points] or [0.0]
    left, top = min(xs), min(ys)
    wide, high = (max(xs) - left) or 1.0, (max(ys) - top) or 1.0
    return {
        "x": packed((round((x - left) / wide * _STEPS) for x, _ in layout.points)),
        "y": packed((round((y - top) / high * _STEPS) for _, y in layout.points)),
        "box": [round(value, 2) for value in (left, top, wide, high)],
        "guides": [
            [guide.kind, guide.text, *(round(value, 2) for value in (guide.x, guide.y, guide.size))]
            for guide in layout.guides
        ],
    }


def _distinct(nodes: Iterable[Any], key: str) -> list[str]:
    return sorted({part for data in nodes if data.get(key) for part in data[key].split("、")})


def _numbers(nodes: Iterable[Any], key: str, known: list[str]) -> Iterable[int]:
    # 0 is "not known"
    number = {text: place for place, text in enumerate(known, 1)}
    return (number.get(data.get(key, ""), 0) for data in nodes)


def _sparse(nodes: Iterable[Any], key: str) -> dict[int, Any]:
    return {number: data[key] for number, data in enumerate(nodes) if data.get(key)}
