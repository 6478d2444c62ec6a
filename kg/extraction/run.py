"""The order of the work: mentions first, then sentence by sentence the facts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter, itemgetter
from typing import TypeVar

from kg.article import Article
from kg.extraction.facts import Facts
from kg.extraction.money.described import add_numbered
from kg.extraction.money.payers import payer_of_rows
from kg.extraction.money.rows import add_rows
from kg.extraction.naming.mentions import Found, find_mentions
from kg.extraction.naming.titles import LAW
from kg.extraction.order import apply_rules
from kg.extraction.papers.attached import (
    add_attached,
    add_explained,
    add_forwarded,
    add_rules_in_detail,
    attached_plan,
    content_of,
)
from kg.extraction.papers.derived import (
    add_number_facts,
    add_schools,
    add_title_facts,
    add_works_of_names,
)
from kg.extraction.papers.official import (
    add_addressees,
    add_own_facts,
    add_recognised,
    add_reply_facts,
    add_titled,
)
from kg.extraction.papers.provisions import add_area
from kg.extraction.papers.replies import Matters
from kg.extraction.reading import Mention, covered
from kg.extraction.result import Extraction, result_of
from kg.extraction.scene import Arg, Scene, clause_marks
from kg.extraction.sentences.meetings import with_meetings
from kg.extraction.sentences.pairs import with_pairs
from kg.extraction.sentences.people import add_bare_heads
from kg.extraction.sentences.relations import VERBS
from kg.extraction.sentences.roles import NOUNS
from kg.extraction.thread import Thread
from kg.extraction.whereabouts.context import place_own_zones, place_provided, seat_governments
from kg.extraction.whereabouts.gatherings import add_event_years, add_side_events
from kg.extraction.whereabouts.headline import place_in_region
from kg.extraction.whereabouts.named import add_places_of_names
from kg.extraction.wording import plain
from kg.patterns import regex
from kg.values import DateMention, find_amounts, home_currency, read_dates

T = TypeVar("T")


def extract(article: Article) -> Extraction:
    """Find what an article names and states.

    Parameters
    ----------
    article : as `kg.read_article` gives it.
    """
    with _uncollected():
        return _extracted(article)


def _extracted(article: Article) -> Extraction:
    found = find_mentions(article)
    places = ((hit.start, hit.end) for hit in found.places.hits)
    found.words.reword(plain(found.words.text, found.mentions, places))
    facts = Facts(article, found.words)
    used, numbers = _add_facts(facts, article, found)
    mentions, hits = found.mentions, found.told
    del found  # the words of a long text take more room than what is left to do
    return result_of(article, mentions, hits, facts, used, numbers)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from what holds no cycles: a tenth of the time of a long text."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _add_facts(facts: Facts, article: Article, found: Found) -> tuple[set[str], dict[str, str]]:
    """Add what the text states, sentence by sentence, and what follows from it as a whole.

    Returns
    -------
    The full names of the places that are part of a fact; document number -> its policy.
    """
    text = found.words.text
    dates = with_meetings(text, read_dates(text, article.published))
    facts.surmised = {date.value for date in dates if date.value and date.how == "surmised"}
    used = add_places_of_names(facts, found)
    own_mention = next((m for m in found.mentions if m.rule == "own title"), None)
    home = home_currency(text, article.noise.traditional)
    used |= add_rows(facts, found.rows, found.places, payer_of_rows(own_mention), home)
    rows = {row.start for row in found.rows}
    own = _arg(own_mention) if own_mention else None
    plan = attached_plan(found, own_mention) if own_mention else None
    thread = Thread(own, content_of(found, own, plan), Matters(found))
    anchors, begins = found.words.anchors, attrgetter("start")
    spans = [
        (begin, end)
        for start, begin, end in found.sentences
        if start not in rows and not article.is_furniture(start)
    ]
    dealt = zip(
        spans,
        _dealt(spans, with_pairs(anchors, _args(found)), begins),
        _dealt(spans, dates, begins),
        _dealt(spans, clause_marks(text), int),
        _dealt(spans, VERBS.find(anchors), itemgetter(0)),
        _dealt(spans, NOUNS.find(anchors), itemgetter(0)),
        _dealt(spans, find_amounts(text, home), begins),
        strict=True,
    )
    for (start, end), args, dated, marks, verbs, nouns, sums in dealt:
        scene = Scene(
            text, start, end, args, dated, marks, thread.subject, thread.about, thread.bodies
        )
        thread.verbs, thread.nouns, thread.sums = verbs, nouns, sums
        thread.enter(scene)
        apply_rules(facts, scene, thread)
        thread.leave(scene)
    whole, numbers = _add_of_whole(facts, found, own_mention, dates, plan)
    return used | whole, numbers


def _add_of_whole(
    facts: Facts,
    found: Found,
    own_mention: Mention | None,
    dates: list[DateMention],
    plan: Mention | None,
) -> tuple[set[str], dict[str, str]]:
    """Add what follows from a text as a whole; what is returned is as of `_add_facts`.

    Parameters
    ----------
    own_mention : the policy that the document itself is, if it is one.
    plan : what it hands out.
    """
    if own_mention:
        add_own_facts(facts, found, own_mention, dates, plan)
        add_explained(facts, found, own_mention, dates)
        add_area(facts, found, own_mention)
        add_reply_facts(facts, found, own_mention)
        add_recognised(facts, found, own_mention)
    used = add_title_facts(facts, found, dates)
    add_titled(facts, found)
    add_forwarded(facts, found)
    add_rules_in_detail(facts, found)
    add_works_of_names(facts, found)
    add_schools(facts, found)
    add_numbered(facts, found.mentions)
    if own_mention:
        add_addressees(facts, found, own_mention)
    if own_mention and plan:
        add_attached(facts, own_mention, plan)
    numbers = add_number_facts(facts, found, dates)
    add_event_years(facts, found, dates)
    add_side_events(facts, found)
    add_bare_heads(facts, found)
    place_own_zones(facts)
    if not (own_mention and LAW.search(own_mention.name)):
        used |= seat_governments(facts, found.places)
    if own_mention is None:
        place_provided(facts)
        used |= place_in_region(facts, found)
    return used, numbers


def _dealt(
    spans: list[tuple[int, int]], things: Iterable[T], begins: Callable[[T], int]
) -> Iterator[list[T]]:
    """For each of some spans in order, the things that begin in it, of things in order.

    Parameters
    ----------
    begins : where a thing begins.
    """
    rest = iter(things)
    thing = next(rest, None)
    at = 0 if thing is None else begins(thing)
    for start, end in spans:
        inside = []
        while thing is not None and at < end:
            if at >= start:
                inside.append(thing)
            if (thing := next(rest, None)) is not None:
                at = begins(thing)
        yield inside


def _arg(mention: Mention) -> Arg:
    return Arg(mention.start, mention.end, mention.class_name, mention.name, mention)


def _args(found: Found) -> list[Arg]:
    """Mentions and free-standing places in order; places side by side are the innermost one."""
    text = found.words.text
    args = [
        _with_marks(text, _arg(mention))
        for mention in found.mentions
        if not (mention.rule == "congress" and _SPIRIT.match(text, mention.end))
    ]
    taken = covered(len(text), found.mentions)
    last: Arg | None = None
    for hit in [*found.places.hits, *found.places.ours]:
        if taken[hit.start]:
            continue
        if last and last.end == hit.start and last.place and last.place.name in hit.parents:
            last.end, last.name, last.place = hit.end, hit.full, hit
            continue
        last = Arg(hit.start, hit.end, "Place", hit.full, None, hit)
        args.append(last)
    return _without_brackets(text, sorted(args, key=attrgetter("start")))


_SPIRIT = regex("[^,。;\n]{0,6}精神")  # 学习党的十九大精神: nothing is told of the congress


def _with_marks(text: str, arg: Arg) -> Arg:
    """Let an argument take in the quotation marks around its name, but not those of “甲”“乙”."""
    marked = text[arg.start - 1 : arg.start] == "“" and text.startswith("”", arg.end)
    if (
        marked
        and text[arg.start - 2 : arg.start - 1] != "”"
        and not text.startswith("“", arg.end + 1)
    ):
        arg.start -= 1
        arg.end += 1
    return arg


_ALSO_CALLED = regex(r"\([^()]{0,10}[“‘]?")
_IN_SHORT = ("简称", "简称“", "下称", "下称“", "统称", "统称“")


def _without_brackets(text: str, args: list[Arg]) -> list[Arg]:
    """Leave out the short name in brackets behind a full one: 甲集团(以下简称“乙”)、丙公司."""
    return [
        arg
        for before, arg in zip([None, *args], args, strict=False)
        if before is None
        or not text.startswith("(", before.end)
        or not (match := _ALSO_CALLED.fullmatch(text, before.end, arg.start))
        or (
            ((before.class_name, before.name) != (arg.class_name, arg.name))
            and not match[0].endswith(_IN_SHORT)
        )
        or (arg.class_name == "IndustrialPark" and "统称" in match[0])  # what several are called
    ]
