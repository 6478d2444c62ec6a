"""What an official document says of itself: who signs it and when, what it answers."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.facts import Facts, Node
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.mentions import Found
from kg.extraction.papers.enactment import add_enactment
from kg.extraction.papers.issuers import title_issuers
from kg.extraction.reading import Mention
from kg.patterns import regex
from kg.values import DateMention


def signatures(dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates that stand under a document and the papers that it forwards."""
    return [date for date in dates if date.how == "signature" and date.value]


_SPACE = regex(r"[\s、]*")


def _signers(found: Found, date: DateMention) -> list[Mention]:
    """The agencies on the lines above the date of a signature."""
    text, position = found.words.text, date.start
    signers: list[Mention] = []
    for mention in reversed(found.mentions):
        if mention.start >= position:
            continue
        alone = not text[mention.start - 1 : mention.start].strip(" \n\u3000。、)")
        if mention.class_name != "Agency" or not alone:
            break
        if not _SPACE.fullmatch(text, mention.end, position):
            break
        signers.append(mention)
        position = mention.start
    return signers[::-1]


def add_own_facts(
    facts: Facts, found: Found, own: Mention, dates: Sequence[DateMention], plan: Mention | None
) -> None:
    """Date and issuer of the document itself and of what it forwards, by head and signatures.

    Parameters
    ----------
    plan : the policy that the document hands out.
    """
    node = Node("Policy", own.name)
    below = signatures(dates)
    # the line of who printed it stands behind the signature
    printed = {d.start for d in below if found.words.text.startswith("印发", d.end)}
    below = [d for d in below if d.start not in printed or len(printed) == len(below)]
    signed = [(date, _signers(found, date)) for date in below]
    title = next((t for t in found.titles if t.start == own.start and t.own), None)
    agencies = found.agencies if title else []
    issuers = {m.name for m in title_issuers(found.words.text, title, agencies)} if title else set()
    matching = [one for one in signed if any(signer.name in issuers for signer in one[1])]
    own_signature = next(iter(matching or signed[-1:]), None)
    for one in signed:
        date, signers = one
        policy = node
        if one is not own_signature:
            if plan is None or not signers:
                continue
            policy = Node("Policy", plan.name)
        assert date.value is not None
        start = signers[0].start if signers else date.start
        span = [(start, date.end)]
        facts.add(policy, "issuedDate", date.value, span, confidence=0.9)
        for signer in signers:
            facts.add(policy, "issuedBy", Node("Agency", signer.name), span, confidence=0.9)
    if own_signature is None:
        _add_day_below(facts, found, own, dates)
    if plan:
        _add_imprint(facts, found, plan, dates)
    add_enactment(facts, found, own, dates, own_signature is not None)


_ALONE_BEFORE = regex(r"\s*\n?\s*(?:[^\s()]{2,16}号\s*)?\(?\s*")
_ALONE_BEHIND = regex(r"\s*\)?[^\S\n]*\n")


def _add_day_below(facts: Facts, found: Found, own: Mention, dates: Sequence[DateMention]) -> None:
    """The day that stands alone in the line below a title: (2019年8月21日)."""
    text = found.words.text
    date = next((d for d in dates if d.start >= own.end), None)
    if date is None or not (date.value and date.day):
        return
    alone = _ALONE_BEFORE.fullmatch(text, own.end, date.start)
    if alone and _ALONE_BEHIND.match(text, date.end):
        span = [(own.start, date.end)]
        facts.add(Node("Policy", own.name), "issuedDate", date.value, span, confidence=0.8)


_IMPRINT = regex(
    r"\s++(?:[\u4e00-\u9fff、][\u4e00-\u9fff、 ]{0,38}[\u4e00-\u9fff、]\s+)?\([^()\n]{6,80}\)(?=\s)"
)


def _add_imprint(facts: Facts, found: Found, plan: Mention, dates: Sequence[DateMention]) -> None:
    """Issuers and date of what is forwarded, from the line below its title: (甲部 1994年5月3日)."""
    node = Node("Policy", plan.name)
    for mention in found.mentions:
        line = _IMPRINT.match(found.words.text, mention.end)
        if line is None or mention.name != plan.name:
            continue
        span = [(mention.start, line.end())]
        for date in dates:
            if line.start() < date.start < line.end() and date.value and date.day:
                facts.add(node, "issuedDate", date.value, span, confidence=0.85)
        for body in found.mentions:
            if body.class_name == "Agency" and line.start() < body.start < line.end():
                issuer = Node("Agency", body.name)
                facts.add(node, "issuedBy", issuer, span, confidence=0.85)


_RECEIVED = regex(
    r"[::]\s*(?:(?:你(?:们|省|市|区|州|县|委|部|局|厅|行|会|院|办|盟|旗|校|社|党|公司)|您|贵(?:省|市|区|州|部|委|厅|局|行|会|院|公司|单位|党派?|社|办|校|县))"
    r"[^。《]{0,16}?|(?:报来|来函|来文|送来|转来|呈报|上报|报送)的?"
    r"|(?P<by>[\u4e00-\u9fff、 ]{3,24}[委部局厅府会院](?:报来|报送|上报)?的?))(?=《|关于)"
)
_ASKERS = ("Agency", "Association", "Institute")


def add_reply_facts(facts: Facts, found: Found, own: Mention) -> None:
    """What a reply answers, and who had asked: 甲省人民政府:你们关于…的请示收悉."""
    text = found.words.text
    match = _RECEIVED.search(text, own.end, own.end + 400)
    if not match:
        return
    request = next((m for m in found.mentions if m.start == match.end()), None)
    submitted = match["by"] is not None  # 甲委《…请示》收悉: who asked is named
    if request is None or request.class_name != "Policy":
        return
    span = [(match.start(), request.end)]
    answer, asked = Node("Policy", own.name), Node("Policy", request.name)
    facts.add(answer, "basedOn", asked, span, confidence=0.9)
    if submitted:
        return
    line = max(text.rfind(mark, 0, match.start()) for mark in "\n号")
    for body in found.mentions:
        if body.class_name in _ASKERS and line < body.start and body.end <= match.start():
            span, asker = [(body.start, request.end)], Node(body.class_name, body.name)
            facts.add(asked, "issuedBy", asker, span, confidence=0.85)


_SET_UP = regex(
    r"关于(?:同意|支持|请求)?(?:在[^,。]{2,24}?|(?<=同意)[^,。]{2,48}?(?=建设|创建))?(?:设立|建立|成立|组建|新建|创建|建设)[“]?(?P<name>[^,。“”《》和与]{3,30}?)[”]?"
    r"的(?P<kind>批复|决定|请示|提案|建议|议案)$"
)
_MADE = ("IndustrialPark", "Fund", "Association", "Project")


def add_titled(facts: Facts, found: Found) -> None:
    """Say what a title sets up or asks for: 关于设立甲基金的请示, 关于同意设立乙区的批复."""
    heads = lexicon().heads
    for mention in found.mentions:
        match = _SET_UP.search(mention.name) if mention.class_name == "Policy" else None
        if match is None:
            continue
        name = match["name"]
        sizes = range(len(name) - 1, 1, -1)
        kind = next((heads[name[-n:]] for n in sizes if name[-n:] in heads), None)
        if kind not in _MADE:
            continue
        full = [m.name for m in found.mentions if m.class_name == kind and m.name.endswith(name)]
        longer = (one for one in full if one != name)  # 国家自主创新示范区 is what kind it is
        thing = Node(str(kind), next(longer, name))
        span = [(mention.start, mention.end)]
        status = "done" if match["kind"] in ("批复", "决定") else "planned"
        facts.add(
            Node("Policy", mention.name), "establishes", thing, span, confidence=0.7, status=status
        )
        if kind == "IndustrialPark" and mention.name.startswith("国务院关于同意"):
            facts.add(thing, "establishedBy", Node("Agency", "国务院"), span, confidence=0.65)


_RECOGNISES = regex(
    "(?:认定|命名|新增|批准(?=创建|建设|设立|筹建|组建)|同意(?:建设|设立|组建|筹建)(?=[^《》]{2,50}批)|(?:公布|确定|公示)(?=[^《》]{2,50}(?:建设|创建|认定|命名|培育)))[^《》]{2,60}的(?:通知|通告|公告|决定|公示|通报)$"
)
_AS = regex("[”]?(?:[、和及与][^。;]{1,200}?)?(?:等[^,。;]{0,16})?(?:命名|认定|确定|列|评|选)?为")
_NUMBERED = regex(r"\s*(?:[\(]?\d{1,3}[.、)]?)?[^\S\n]*")
_LISTED = regex(r"\n[^\n。]{0,48}名单[^\n。]{0,6}\n")


def add_recognised(facts: Facts, found: Found, own: Mention) -> None:
    """What a notice gives its rank, one by one or in its list: 关于认定第二批甲园区的通知."""
    match = _RECOGNISES.search(own.name)
    if match is None:
        return
    text, status = found.words.text, "planned" if "公示" in match[0] else "done"
    kinds = (*_OF_RANK, "Institute") if match[0].startswith("同意") else _OF_RANK
    rows = {cell.start for row in found.rows for cell in row.cells if cell.role in _RANKED}
    listed = _LISTED.search(text, own.end - 1)
    for thing in found.mentions:
        if thing.class_name not in kinds or thing.start < own.end:
            continue
        line = text.rfind("\n", 0, thing.start) + 1
        in_list = (
            listed is not None
            and listed.end() <= thing.start
            and _NUMBERED.fullmatch(text, line, thing.start)
        )
        if thing.start in rows or in_list or _AS.match(text, thing.end):
            span, node = [(thing.start, thing.end)], Node(thing.class_name, thing.name)
            facts.add(
                Node("Policy", own.name), "establishes", node, span, confidence=0.6, status=status
            )


_RANKED = ("park", "project", "institute")
_OF_RANK = ("IndustrialPark", "Project")
_ADDRESSED = regex(r"(?:\n|〕 ?\d{1,5} ?号 ?)([^\n。;:]{4,80}):")


def add_addressees(facts: Facts, found: Found, own: Mention) -> None:
    """A letter whose title names no region is for the one that it is addressed to."""
    node = Node("Policy", own.name)
    if not own.name.endswith(("批复", "复函", "函")) or facts.has(node, "appliesTo"):
        return
    line = _ADDRESSED.search(found.words.text, own.end - 1, own.end + 200)
    if line is None:
        return
    for agency in found.mentions:
        if not line.start(1) <= agency.start < line.end(1):
            continue
        for place in facts.of("locatedIn", Node("Agency", agency.name).iri):
            facts.add_iri(node.iri, "appliesTo", place.object, place.evidence, place.confidence)
