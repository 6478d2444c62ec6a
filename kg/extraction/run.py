"""The order of the work: mentions first, then sentence by sentence the facts."""

from __future__ import annotations

import gc
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from kg.article import Article
from kg.errors import TermError
from kg.extraction.facts import Facts, minted
from kg.extraction.lexicon import is_name
from kg.extraction.money.backers import add_backers
from kg.extraction.money.charges import add_charges
from kg.extraction.money.funds import add_managers, add_parts, add_purposes, add_sizes, is_mother
from kg.extraction.money.holdings import add_holdings
from kg.extraction.money.investments import add_shares, add_transfers
from kg.extraction.money.payers import spender, telling
from kg.extraction.money.rounds import add_rounds
from kg.extraction.money.subsidies import add_payments
from kg.extraction.money.tables import add_rows
from kg.extraction.naming.mentions import Found, find_mentions
from kg.extraction.naming.places import PlaceHit
from kg.extraction.papers.attached import add_attached, attached_plan, enclosed
from kg.extraction.papers.composition import add_composition
from kg.extraction.papers.derived import (
    add_event_years,
    add_number_facts,
    add_title_facts,
)
from kg.extraction.papers.heralds import Herald, add_heralded, herald
from kg.extraction.papers.imprints import add_grounds, add_imprints
from kg.extraction.papers.official import add_addressees, add_own_facts, add_reply_facts, add_titled
from kg.extraction.papers.provisions import add_area, add_provisions, add_uses, is_budgeted
from kg.extraction.papers.replies import Matters, add_refusals
from kg.extraction.reading import Mention, sentences
from kg.extraction.result import Extraction
from kg.extraction.scene import Arg, Scene, clause_marks
from kg.extraction.sentences.ceremonies import add_ceremonies
from kg.extraction.sentences.figures import add_statistics, add_targets
from kg.extraction.sentences.meetings import with_meetings
from kg.extraction.sentences.pairs import with_pairs
from kg.extraction.sentences.partners import add_joined, add_partners
from kg.extraction.sentences.people import add_posts
from kg.extraction.sentences.relations import apply_frames, apply_links, verbs_in
from kg.extraction.sentences.roles import apply_roles, roles_in
from kg.extraction.sentences.subjects import about_next, ends_paragraph
from kg.extraction.whereabouts.context import (
    add_context_places,
    add_known_seats,
    settle_plans,
    without_hints,
)
from kg.extraction.whereabouts.named import add_places_of_names
from kg.extraction.whereabouts.settled import (
    add_deployed,
    add_examples,
    add_local_firms,
    add_natives,
    add_origins,
    add_settled,
    spot_next,
)
from kg.model import Entity, Span
from kg.values import find_amounts, read_dates
from kg.vocabulary import class_of

_SAME_TOPIC = re.compile(
    "(?:该|本|此|上述)(?:计划|方案|意见|办法|规划|政策|条例|措施|文件|通知|规定|细则)"
)
_TELLING = re.compile("提出|指出|明确|规定|要求")
_TELLING_REACH = 8
_ANSWERS = ("函", "答复", "批复")  # whose words are those of the agencies that they report
_LARGE = re.compile(
    "(?:地区|流域|平原|经济带|城市群|三角洲|湾区|经济圈|京津冀|沿海|[东中西南北]部)$"
)
_TOPIC_REACH = 3  # sentences for which a policy stays what 该计划 speaks of


def extract(article: Article) -> Extraction:
    """Find what an article names and states.

    Parameters
    ----------
    article : as `kg.read_article` gives it.
    """
    with _uncollected():
        found = find_mentions(article)
        facts = Facts(article)
        used, numbers = _add_facts(facts, article, found)
        mentions, hits = found.mentions, found.places.hits
        del found  # the words of a long text take more room than what is left to do
        return _result(article, mentions, hits, facts, used, numbers)


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
    amounts = find_amounts(text)
    used = add_places_of_names(facts, found)
    used |= add_rows(facts, found.rows, found.places)
    rows = {row.start for row in found.rows}
    own_mention = next((m for m in found.mentions if m.rule == "own title"), None)
    own = _arg(own_mention) if own_mention else None
    content = enclosed(own, found.titles)
    args = with_pairs(text, _args(found))
    arg_starts = [arg.start for arg in args]
    date_starts = [date.start for date in dates]
    amount_starts = [amount.start for amount in amounts]
    verbs, nouns = list(verbs_in(text)), list(roles_in(text))
    verb_starts, noun_starts = [verb[0] for verb in verbs], [noun[0] for noun in nouns]
    marks = clause_marks(text)
    matters = Matters(found)
    topic, topic_age, subject, about, here, fund = None, 0, None, None, None, None
    mother: Arg | None = None
    park: Arg | None = None
    said: Herald | None = None
    bodies: list[Arg] = []
    for start, end in sentences(text):
        if start in rows or article.is_furniture(start):
            continue
        scene = Scene(
            text,
            start,
            end,
            args[bisect_left(arg_starts, start) : bisect_left(arg_starts, end)],
            dates[bisect_left(date_starts, start) : bisect_left(date_starts, end)],
            marks[bisect_left(marks, start) : bisect_left(marks, end)],
            subject,
            about,
            bodies,
        )
        bodies = scene.together() or bodies
        subject = next((a for a in scene.args if _is_subject(scene, a)), subject)
        policies = [arg for arg in scene.args if arg.class_name == "Policy"]
        topic_age += 1
        if policies:
            topic, topic_age = policies[0], 0
        if topic and _SAME_TOPIC.search(text, start, end):
            topic_age = 0
        reach = _TELLING_REACH if _TELLING.search(text, start, end) else _TOPIC_REACH
        current = topic if topic_age < reach else None
        sums = amounts[bisect_left(amount_starts, start) : bisect_left(amount_starts, end)]
        if scene.args:
            inside = slice(bisect_left(verb_starts, start), bisect_left(verb_starts, end))
            apply_frames(facts, scene, verbs[inside], content, current)
            apply_links(facts, scene)
            add_imprints(facts, scene, topic or own)
            add_grounds(facts, scene)
            add_heralded(facts, scene, said)
            inside = slice(bisect_left(noun_starts, start), bisect_left(noun_starts, end))
            apply_roles(facts, scene, nouns[inside])
            add_partners(facts, scene)
            add_joined(facts, scene)
            add_ceremonies(facts, scene)
            add_posts(facts, scene)
            add_local_firms(facts, scene, here)
            add_settled(facts, scene, here, park)
            add_charges(facts, scene)
            add_deployed(facts, scene)
            add_origins(facts, scene)
            add_examples(facts, scene)
            add_natives(facts, scene)
            add_rounds(facts, scene)
            add_transfers(facts, scene, sums)
            add_holdings(facts, scene)
            add_backers(facts, scene)
            add_shares(facts, scene, sums, fund)
            add_sizes(facts, scene, sums, fund)
            add_managers(facts, scene, fund)
            add_parts(facts, scene, mother)
            add_purposes(facts, scene)
            add_composition(facts, scene)
            if own:
                add_provisions(facts, scene, content or own)
            fund = next((a for a in scene.args if a.class_name == "Fund"), fund)
            park = next((a for a in scene.args if a.class_name == "IndustrialPark"), park)
            mother = next((a for a in scene.args if is_mother(a)), mother)
        elif sums:
            add_sizes(facts, scene, sums, fund)
        if own and fund:
            add_uses(facts, scene, fund)
        aiming = telling(scene, policies, own) or content if own else current
        add_targets(facts, scene, aiming, own is not None)
        if scene.args:
            add_statistics(facts, scene)
        paying = telling(scene, policies, content) or content or current
        if not (own and is_budgeted(scene)):
            add_payments(facts, scene, sums, matters.payer(scene) or spender(scene) or paying)
        answers = own and own.name.endswith(_ANSWERS)
        reporting = answers and subject is not None and subject.class_name == "Agency"
        speaks = (a for a in scene.args if a.mention and a.mention.rule == "self")
        add_refusals(facts, scene, next(speaks, subject if reporting else paying))
        if own:
            matters.read(facts, scene, sums)
        said = None if policies else herald(scene)
        about = about_next(scene)
        if own is None and ends_paragraph(scene):
            subject = fund = None
        here = spot_next(scene, about, here)
        if own is None and ends_paragraph(scene):
            here = None
    numbers = add_number_facts(facts, found, dates)
    plan = attached_plan(found, own_mention) if own_mention else None
    if own_mention:
        add_own_facts(facts, found, own_mention, dates, plan)
        add_area(facts, found, own_mention)
        add_reply_facts(facts, found, own_mention)
    used |= add_title_facts(facts, found)
    add_titled(facts, found)
    add_event_years(facts, found)
    if own_mention:
        add_addressees(facts, found, own_mention)
    if own_mention and plan:
        add_attached(facts, own_mention, plan)
    used |= add_context_places(facts, article, found.places)
    used |= add_known_seats(facts, found)
    return used, numbers


def _is_subject(scene: Scene, arg: Arg) -> bool:
    """Tell whether an argument can be what the sentence speaks of."""
    return (
        arg.class_name in ("Company", "Institute", "Association", "Agency")
        and arg.start - scene.start < 30
        and not scene.is_adjunct(arg)
    )


def _arg(mention: Mention) -> Arg:
    return Arg(mention.start, mention.end, mention.class_name, mention.name, mention)


def _args(found: Found) -> list[Arg]:
    """Mentions and free-standing places in order; places side by side are the innermost one."""
    args = [_arg(mention) for mention in found.mentions]
    taken = bytearray(len(found.words.text))
    for mention in found.mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    last: Arg | None = None
    for hit in found.places.hits:
        if taken[hit.start]:
            continue
        if last and last.end == hit.start and last.place and last.place.name in hit.parents:
            last.end, last.name, last.place = hit.end, hit.full, hit
            continue
        last = Arg(hit.start, hit.end, "Place", hit.full, None, hit)
        args.append(last)
    return sorted(args, key=lambda arg: arg.start)


def _result(
    article: Article,
    mentions: list[Mention],
    hits: list[PlaceHit],
    facts: Facts,
    used: set[str],
    numbers: dict[str, str],
) -> Extraction:
    official = any(mention.rule == "own title" for mention in mentions)
    claims = settle_plans(without_hints(facts), official)
    surfaces: dict[tuple[str, str], set[str]] = defaultdict(set)
    ranges: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    codes: dict[str, str | None] = {}
    text = article.text
    for mention in mentions:
        key = (mention.class_name, mention.name)
        surfaces[key].add(text[mention.start : mention.end].strip("《》“”").replace("\n", ""))
        ranges[key].add((mention.start, mention.end))
    for number, policy in numbers.items():
        surfaces["Policy", policy].add(number)
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for hit in hits:
        if hit.zone or (taken[hit.start] and hit.full not in used):
            continue
        if article.is_furniture(hit.start):
            continue
        vague = official and hit.code is None and not hit.parents and _LARGE.search(hit.name)
        if vague and hit.full not in used:
            continue  # 东北地区 in a notice is no region that is governed
        key = ("Place", hit.full)
        surfaces[key] |= {hit.name, hit.surface}
        ranges[key].add((hit.start, hit.end))
        codes[hit.full] = hit.code
    regions = {name for hit in hits if hit.code for name in (hit.name, hit.surface)}
    zones = {hit.surface for hit in hits if hit.zone}  # 数码港 is a noun, and one zone's name
    entities: dict[str, Entity] = {}
    where: dict[str, tuple[Span, ...]] = {}
    for key, names in sorted(surfaces.items()):
        class_name, name = key
        try:
            iri = minted(class_name, name)
        except TermError:
            continue
        # 公司 may take up a firm here and 洛阳 a zone in a list, but neither is a name of its own
        others = names - {name} - (set() if class_name == "Place" else regions)
        aliases = tuple(sorted(other for other in others if is_name(other) or other in zones))
        entities[iri] = Entity(class_name, name, aliases=aliases, code=codes.get(name))
        where[iri] = tuple(article.span(*inside) for inside in sorted(ranges.pop(key)))
    for claim in claims:
        for value in (claim.subject, claim.object):
            if isinstance(value, str) and value not in entities:
                kind, known = class_of(value), facts.names.get(value)
                if kind and known:
                    entities[value] = Entity(kind, known)
                    where[value] = claim.evidence
    ordered = tuple(entities[iri] for iri in sorted(entities))
    return Extraction(article, ordered, claims, dict(sorted(where.items())))
