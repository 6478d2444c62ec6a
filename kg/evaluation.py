"""How much of what careful readers found in articles the extraction finds too."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.annotation import UNSCORED, Fact, Record, Thing, normalised, read_annotation, record_of
from kg.answers import width
from kg.errors import ArticleError
from kg.model import Claim, Entity
from kg.turtle import lexical
from kg.vocabulary import ENTITY_CLASSES, SKOS, ZT, class_of, mint

_MONEY = {"funds", "establishes", "amount"}
_LENIENT_RATIO = 80  # of 100, rapidfuzz: the bar of issue 3
_LITERAL_RATIO = 60  # free text is worded by the annotator, so it is compared loosely


@dataclass
class Count:
    """Right, invented and missed items of one kind."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.right + other.right, self.wrong + other.wrong, self.missing + other.missing
        )

    @property
    def precision(self) -> float:
        """Share of what was extracted that is right; 0 when nothing was."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was extracted; 0 when nothing is right."""
        return self.right / (self.right + self.missing) if self.right else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> round(Count(right=8, wrong=2, missing=4).f1, 3)
        0.727
        """
        total = 2 * self.right + self.wrong + self.missing
        return 2 * self.right / total if total else 0.0


@dataclass
class DocumentScore:
    """The counts of one document and the items behind them, worded for a reader."""

    document: str
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stated: list[tuple[Decimal, bool]] = field(default_factory=list)  # confidence, right or not


def align(gold: Sequence[Thing], found: Sequence[Thing]) -> tuple[dict[str, str], dict[str, str]]:
    """Pair found things with annotated ones, each at most once: exactly first, then leniently.

    Returns
    -------
    Two maps from the id of a found thing to the id of the annotated one: by equal names, and
    by equal names or similar ones (contained, or rapidfuzz ratio of 80 and more).
    """
    exact: dict[str, str] = {}
    taken: set[str] = set()
    by_name: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in gold:
        for name in thing.names:
            by_name[thing.class_name, name].append(thing)
    for thing in found:
        candidates = [t for n in sorted(thing.names) for t in by_name[thing.class_name, n]]
        match = next((t for t in candidates if t.id not in taken), None)
        if match:
            exact[thing.id] = match.id
            taken.add(match.id)
    lenient = dict(exact)
    pairs = sorted(
        (
            (-_similarity(a.names, b.names), a.id, b.id)
            for a in found
            if a.id not in exact
            for b in gold
            if b.id not in taken and a.class_name == b.class_name
        ),
    )
    for score, found_id, gold_id in pairs:
        if -score >= _LENIENT_RATIO and found_id not in lenient and gold_id not in taken:
            lenient[found_id] = gold_id
            taken.add(gold_id)
    return exact, lenient


def _similarity(left: frozenset[str], right: frozenset[str]) -> float:
    from rapidfuzz import fuzz

    best = 0.0
    for a in left:
        for b in right:
            contained = min(len(a), len(b)) >= 2 and (a in b or b in a)
            best = max(best, 100.0 if contained else fuzz.ratio(a, b))
    return best


def score_document(gold: Record, found: Record) -> DocumentScore:
    """Compare what was found in a document with its annotation."""
    result = DocumentScore(gold.document)
    things = [t for t in found.things if t.class_name not in UNSCORED]
    gold_things = [t for t in gold.things if t.class_name not in UNSCORED]
    exact, lenient = align(gold_things, things)
    _score_things(result, gold_things, things, exact, lenient)
    _score_facts(result, gold, found, lenient)
    return result


def _score_things(
    result: DocumentScore,
    gold: Sequence[Thing],
    found: Sequence[Thing],
    exact: Mapping[str, str],
    lenient: Mapping[str, str],
) -> None:
    for kind, pairs in (("exact", exact), ("lenient", lenient)):
        matched = set(pairs.values())
        for thing in found:
            count = Count(right=1) if thing.id in pairs else Count(wrong=1)
            _add(result, (f"entity {kind}", f"{thing.class_name} {kind}"), count)
        for thing in gold:
            if thing.id not in matched:
                _add(
                    result,
                    (f"entity {kind}", f"{thing.class_name} {kind}"),
                    Count(missing=1),
                )
    names = {thing.id: thing.name for thing in gold}
    for thing in found:
        if thing.id not in lenient:
            result.wrong.append(f"{thing.class_name} {thing.name}")
        elif thing.id not in exact:
            result.wrong.append(f"~{thing.class_name} {thing.name} ≠ {names[lenient[thing.id]]}")
    matched = set(lenient.values())
    result.missing += [f"{t.class_name} {t.name}" for t in gold if t.id not in matched]


def _score_facts(
    result: DocumentScore, gold: Record, found: Record, lenient: Mapping[str, str]
) -> None:
    gold_names = {thing.id: thing.name for thing in gold.things}
    found_names = {thing.id: thing.name for thing in found.things}
    regions = {**_regions(gold.things), **_regions(found.things)}
    open_gold: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in gold.facts:
        open_gold[fact.predicate, fact.subject].append(fact)
    dates = {f.subject: f.object for f in gold.facts if f.predicate == "issuedDate"}
    found_dates = {f.subject: f.object for f in found.facts if f.predicate == "issuedDate"}
    for fact in sorted(found.facts, key=lambda f: f.status != "done"):
        subject = lenient.get(fact.subject, "")
        match = _match(fact, open_gold, lenient, gold_names, regions)
        worded = _worded(fact, found_names)
        asserted = fact.status == "done"
        told = match is not None and _same_status(match.status, fact.status)
        if fact.confidence is not None:
            result.stated.append((fact.confidence, told))
        if match is None:
            _add(result, _fact_keys(fact.predicate), Count(wrong=1))
            result.wrong.append(worded)
            if asserted:
                _add(result, ("status error",), Count(right=1))
            continue
        open_gold[match.predicate, match.subject].remove(match)
        if told:
            _add(result, _fact_keys(fact.predicate), Count(right=1))
            if fact.predicate == "issuedBy":
                dated = _dates_agree(dates.get(subject), found_dates.get(fact.subject))
                _add(
                    result,
                    ("issuedBy with date",),
                    Count(right=1) if dated else Count(wrong=1, missing=1),
                )
        else:
            _add(result, _fact_keys(fact.predicate), Count(wrong=1, missing=1))
            result.wrong.append(f"{worded} is {match.status}")
        if asserted:
            error = match.status != "done"
            _add(result, ("status error",), Count(wrong=1) if error else Count(right=1))
    for facts in open_gold.values():
        for fact in facts:
            _add(result, _fact_keys(fact.predicate), Count(missing=1))
            if fact.predicate == "issuedBy":
                _add(result, ("issuedBy with date",), Count(missing=1))
            result.missing.append(_worded(fact, gold_names))
    _score_dates(result, dates, found_dates, lenient)


def _same_status(annotated: str, found: str) -> bool:
    """Tell whether both say it is done, both that it is not, or both that it is to come.

    >>> _same_status("planned", "encouraged"), _same_status("planned", "done")
    (True, False)
    """
    return all((annotated == kind) == (found == kind) for kind in ("done", "denied"))


def _match(
    found: Fact,
    open_gold: Mapping[tuple[str, str], list[Fact]],
    lenient: Mapping[str, str],
    gold_names: Mapping[str, str],
    regions: Mapping[str, frozenset[str]],
) -> Fact | None:
    """The annotated fact that a found one says; partners are so in either direction.

    A mayor holds a post of the city or of its government, as the scheme leaves open.
    """
    ways = [found]
    if found.predicate == "partnerOf":
        ways.append(replace(found, subject=found.object, object=found.subject))
    return next(
        (
            gold
            for way in ways
            for gold in open_gold[way.predicate, lenient.get(way.subject, "")]
            if _same_object(gold, way, lenient, gold_names)
            or (
                gold.predicate == "holdsPost"
                and not regions.get(gold.object, frozenset()).isdisjoint(
                    regions.get(way.object, ())
                )
            )
        ),
        None,
    )


_GOVERNMENT = re.compile("(?:人民)?政府$")


def _regions(things: Sequence[Thing]) -> dict[str, frozenset[str]]:
    """The names of the regions that things are, or that they govern, by the ids of the things."""
    found = {t.id: t.names for t in things if t.class_name == "Place"}
    for thing in things:
        if _GOVERNMENT.search(thing.name):
            seats = frozenset(_GOVERNMENT.sub("", name) for name in thing.names)
            same = (t.names for t in things if t.class_name == "Place" and seats & t.names)
            found[thing.id] = seats.union(*same)
    return found


def _score_dates(
    result: DocumentScore,
    gold: Mapping[str, str],
    found: Mapping[str, str],
    lenient: Mapping[str, str],
) -> None:
    for subject, date in sorted(found.items()):
        expected = gold.get(lenient.get(subject, ""))
        if expected:
            agree = date == expected
            _add(result, ("date of matched policy",), Count(right=1) if agree else Count(wrong=1))


def _dates_agree(expected: str | None, found: str | None) -> bool:
    return expected is None or found == expected


def _fact_keys(predicate: str) -> tuple[str, ...]:
    money = ("funds+establishes+amount",) if predicate in _MONEY else ()
    return ("relations", predicate, *money)


def _add(result: DocumentScore, keys: Iterable[str], count: Count) -> None:
    for key in keys:
        result.counts[key] = result.counts[key] + count


def _same_object(
    gold: Fact, found: Fact, lenient: Mapping[str, str], gold_names: Mapping[str, str]
) -> bool:
    if gold.object in gold_names:
        if found.object in lenient:
            return lenient[found.object] == gold.object
        # a described group that the annotator counted as an entity, or the other way round
        return class_of(found.object) is None and _alike(gold_names[gold.object], found.object)
    if gold.predicate in ("issuedDate", "establishedDate"):
        return found.object == gold.object
    if gold.predicate == "amount":
        return _is_sum(gold.object, found.object) or _alike(gold.object, found.object)
    return _alike(gold.object, found.object)


def _alike(left: str, right: str) -> bool:
    from rapidfuzz import fuzz

    a, b = (next(iter(normalised([text])), "") for text in (left, right))
    if not a or not b:
        return False
    return a in b or b in a or fuzz.ratio(a, b) >= _LITERAL_RATIO


def _is_sum(text: str, found: str) -> bool:
    """Tell whether words for a sum say the one found, whose money their 元 may be."""
    from kg.values import HOMES, find_amounts

    home = next((currency for currency in HOMES if found.startswith(currency)), "CNY")
    for wording in (text, f"{text}元", f"资金{text}"):  # annotators leave out what is clear
        amounts = [mention.amount for mention in find_amounts(wording, home) if mention.amount]
        if amounts:
            return amounts[0].name == found
    return False


def _worded(fact: Fact, names: Mapping[str, str]) -> str:
    status = "" if fact.status == "done" else f" [{fact.status}]"
    subject = names.get(fact.subject, fact.subject)
    return f"{subject} {fact.predicate} {names.get(fact.object, fact.object)}{status}"


@dataclass(frozen=True)
class Evaluation:
    """The scores of several documents, each kept apart so that they can be resampled."""

    documents: tuple[DocumentScore, ...]

    def total(self, documents: Iterable[DocumentScore] | None = None) -> dict[str, Count]:
        """Sum the counts of the documents (all of them unless told otherwise)."""
        sums: dict[str, Count] = defaultdict(Count)
        for document in self.documents if documents is None else documents:
            for key, count in document.counts.items():
                sums[key] = sums[key] + count
        return dict(sums)

    def status_error_rate(self) -> float:
        """Share of facts asserted as done that the annotation calls planned or denied."""
        count = self.total().get("status error", Count())
        asserted = count.right + count.wrong
        return count.wrong / asserted if asserted else 0.0

    def calibration(self) -> list[tuple[Decimal, Decimal, Count]]:
        """How sure the extraction said it was of facts, beside how often it was right.

        Returns
        -------
        The lower bound of each tenth of stated confidence, the mean in it, and the facts.
        """
        bins: dict[int, list[tuple[Decimal, bool]]] = defaultdict(list)
        for document in self.documents:
            for confidence, right in document.stated:
                bins[min(9, int(confidence * 10))].append((confidence, right))
        return [
            (
                Decimal(tenth) / 10,
                sum((sure for sure, _ in facts), Decimal()) / len(facts),
                Count(sum(right for _, right in facts), sum(not right for _, right in facts)),
            )
            for tenth, facts in sorted(bins.items(), reverse=True)
        ]

    def interval(self, key: str, rounds: int = 1000, seed: int = 0) -> tuple[float, float]:
        """Bootstrap the 95 % interval of an F1 over documents.

        Parameters
        ----------
        key : a key of `total`, such as ``relations`` or ``Company exact``.
        rounds, seed : how often the documents are drawn, and from which state.
        """
        if not self.documents:
            return 0.0, 0.0
        draw = random.Random(seed)
        scores = []
        for _ in range(rounds):
            sample = draw.choices(self.documents, k=len(self.documents))
            counts = (document.counts.get(key, Count()) for document in sample)
            scores.append(sum(counts, Count()).f1)
        scores.sort()
        return scores[int(rounds * 0.025)], scores[int(rounds * 0.975) - 1]

    def lines(self, details: bool = False, language: str = "en") -> Iterator[str]:
        """Word the result as a table, and with `details` what is missing and wrong, by article.

        Parameters
        ----------
        language : ``zh`` or ``en``, of all but the names that the scheme of annotation gives.
        """
        words = _WORDS[language]
        numbers = zip(words["numbers"], (10, 8, 7, 7), strict=True)
        head = "".join(_padded(word, size, left=False) for word, size in numbers)
        yield f"{'':28}{head}  {words['interval']}"
        total = self.total()
        for key in _order(total):
            count = total[key]
            low, high = self.interval(key)
            items = count.right + count.missing
            yield (
                f"{_padded(_row(key, words), 28)}{count.precision:10.3f}{count.recall:8.3f}"
                f"{count.f1:7.3f}{items:7d}  {low:.3f}-{high:.3f}"
            )
        yield f"{_padded(words['as done'], 28)}{self.status_error_rate():10.1%}"
        calibration = self.calibration()
        if calibration:
            numbers = zip(words["stated"], (10, 8, 14), strict=True)
            yield " " * 28 + "".join(_padded(word, size, left=False) for word, size in numbers)
        for tenth, mean, count in calibration:
            facts = count.right + count.wrong
            row = _padded(words["confidence"].format(tenth), 28)
            yield f"{row}{mean:10.3f}{count.precision:8.3f}{facts:14d}"
        if details:
            for document in self.documents:
                yield f"\n{document.document}"
                yield from (f"  {words['missing']}  {item}" for item in document.missing)
                yield from (f"  {words['wrong']}  {item}" for item in document.wrong)


_WORDS: dict[str, dict[str, Any]] = {
    "zh": {
        "numbers": ("精确率", "召回率", "F1", "项数"),
        "interval": "F1 的 95 % 区间",
        "as done": "拟议或否认的说成已做",
        "stated": ("所给置信度", "正确率", "事实数"),
        "confidence": "置信度 {} 起",
        "missing": "遗漏",
        "wrong": "错误",
        "rows": {
            "exact": "完全相符",
            "lenient": "大致相符",
            "entity": "实体",
            "relations": "全部关系",
            "issuedBy with date": "issuedBy 且日期正确",
            "date of matched policy": "所认出政策的日期",
        },
    },
    "en": {
        "numbers": ("precision", "recall", "F1", "items"),
        "interval": "95 % interval of F1",
        "as done": "planned or denied as done",
        "stated": ("stated", "right", "facts"),
        "confidence": "confidence from {}",
        "missing": "missing",
        "wrong": "wrong  ",
        "rows": {},
    },
}


def _row(key: str, words: Mapping[str, Any]) -> str:
    """What a row of the table is called: a name of the scheme, with words around it or alone."""
    told = words["rows"]
    return told.get(key) or " ".join(told.get(part, part) for part in key.split())


def _padded(text: str, size: int, *, left: bool = True) -> str:
    """The text with blanks behind it, or before it, to a number of columns of a terminal."""
    blanks = " " * (size - width(text))
    return text + blanks if left else blanks + text


def _order(total: Mapping[str, Count]) -> list[str]:
    head = ["entity exact", "entity lenient"]
    classes = [f"{name} {kind}" for name in ENTITY_CLASSES for kind in ("exact", "lenient")]
    rest = sorted(set(total) - {*head, *classes, "relations", "status error"})
    return [key for key in [*head, *classes, "relations", *rest] if key in total]


def evaluate(gold: Mapping[str, Record], found: Mapping[str, Record]) -> Evaluation:
    """Score every annotated document; one that was not extracted counts as found empty."""
    return Evaluation(
        tuple(
            score_document(record, found.get(name, Record(name, (), ())))
            for name, record in sorted(gold.items())
        )
    )


def evaluate_folder(folder: Path, only: str = "") -> Evaluation:
    """Extract the articles of a folder and score them.

    Parameters
    ----------
    folder : holds ``NAME.json`` beside ``NAME.txt`` (or ``.html``, ``.md``); an article without
        annotation whose sha256 the packaged graph knows is scored against what the graph says.
    only : a regular expression that the name has to match.

    Raises
    ------
    ArticleError : an annotation has no article beside it, or there is nothing to score.
    """
    from kg.article import read_article
    from kg.extraction import extract

    gold: dict[str, Record] = {}
    texts = {
        path.stem: path
        for suffix in (".md", ".html", ".txt")
        for path in sorted(folder.glob(f"*{suffix}"))
    }
    for path in sorted(folder.glob("*.json")):
        if re.search(only, path.stem):
            if path.stem not in texts:
                raise ArticleError(f"{path} annotates an article that is not beside it")
            gold[path.stem] = read_annotation(path)
    others = {name for name in texts if re.search(only, name)} - gold.keys()
    known = _curated() if others else {}
    found = {}
    for name in sorted(gold.keys() | others):
        article = read_article(texts[name])
        if name in others:
            if article.sha256 not in known:
                continue
            gold[name] = record_of(name, *known[article.sha256])
        extraction = extract(article)
        found[name] = record_of(name, extraction.entities, extraction.claims)
    if not gold:
        raise ArticleError(f"no annotated article in {folder}, and none that the graph knows")
    return evaluate(gold, found)


def _curated() -> dict[str, tuple[list[Entity], list[Claim]]]:
    """What the packaged graph says by each source, by the sha256 of its text."""
    from kg.claims import read_claims
    from kg.dataset import assemble, by_graph

    graphs = by_graph(assemble())
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in graphs[None]:
        about[lexical(subject)][predicate.value].append(lexical(value))
    found = {}
    for graph, triples in graphs.items():
        sha256 = about[graph.value].get(ZT + "sha256") if graph is not None else None
        if sha256:
            claims = read_claims(triples)
            iris = {end for claim in claims for end in (claim.subject, claim.object)}
            things = sorted(iri for iri in iris if isinstance(iri, str) and class_of(iri))
            found[sha256[0]] = ([_entity(iri, about[iri]) for iri in things], claims)
    return found


def _entity(iri: str, about: Mapping[str, list[str]]) -> Entity:
    kind = class_of(iri) or ""
    labels = about.get(SKOS + "prefLabel", [])
    name = next(label for label in labels if mint(kind, label) == iri)
    others = (*about.get(SKOS + "altLabel", ()), *about.get(SKOS + "hiddenLabel", ()))
    return Entity(kind, name, aliases=others)
