"""Branches that bear the name of their parent and of their place: 甲大学乙市研究院."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import chain

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.forms import wording
from kg.extraction.naming.places import Places
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_WORKS_OF_FIRM = ("项目", "工程", "平台", "系统", "工厂", "基地", "生产线")
_PLANTS = ("厂", "中心", "生产基地")
_TELLS_ITSELF = regex(r"年产|\d[万亿]|“")
_PARENTS = ("大学", "学院", "科学院", "研究院", "研究所", "研究总院", "工程院")
_TRADES = ("石化", "电力", "煤业", "燃气", "新能源")  # 甲集团乙省电力


def with_branches(text: str, mentions: list[Mention], places: Places) -> list[Mention]:
    """Join a body and what follows it at once, or behind 的, under the name of a place.

    Parameters
    ----------
    text : of the article.
    mentions : in order, not overlapping.
    places : where places are named.
    """
    joined: list[Mention] = []
    for mention in mentions:
        parent = joined[-1] if joined else None
        beside = parent and text[parent.end : mention.start]
        of_it = beside == "的" and mention.end - mention.start <= _LONGEST_OF_IT
        if parent and (beside == "" or of_it) and _is_branch(parent, mention, places):
            name = parent.name + mention.name
            joined[-1] = replace(
                mention, start=parent.start, name=name, rule="branch", confidence=0.85
            )
        else:
            joined.append(mention)
    return joined


_LONGEST_OF_IT = 6  # characters of a branch behind 的: 甲大学的乙市研究院


_GRADE = regex("(?:国立|省立|市立|县立|私立|财团法人)$")


def with_grades(text: str, mentions: list[Mention]) -> list[Mention]:
    """Take in what a school or a foundation of Taiwan bears in front: 国立甲大学."""
    graded = []
    for mention in mentions:
        if mention.class_name in ("Institute", "Association"):
            grade = _GRADE.search(text, max(0, mention.start - 4), mention.start)
            if grade:
                name = grade[0] + mention.name
                mention = replace(mention, start=grade.start(), name=name)
        graded.append(mention)
    return graded


def with_joined_events(text: str, mentions: list[Mention]) -> list[Mention]:
    """Read as one event what 暨 joins and what goes on: 甲展会暨乙论坛, “丙”第二届丁大赛决赛."""
    joined: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        last = joined[-1] if joined else None
        if mention.class_name == "Event" and (rest := _REST_OF_EVENT.match(text, mention.end)):
            mention = replace(mention, end=rest.end(), name=mention.name + rest[0])
        between = text[last.end : mention.start] if last else ""
        if last is None or mention.class_name != "Event" or between not in ("暨", "”"):
            joined.append(mention)
        elif between == "”" and last.rule == "quoted" and _EDITION.match(mention.name):
            begin, name = last.start - 1, f"“{last.name}”{mention.name}"
            joined[-1] = replace(mention, start=begin, name=name)
        elif between == "暨" and last.class_name == "Event":
            name = f"{last.name}暨{mention.name}"
            joined[-1] = replace(last, end=mention.end, name=name)
        else:
            joined.append(mention)
    return joined


_EDITION = regex("第[一二三四五六七八九十百\\d]{1,4}届|首届|20\\d\\d")
# of a contest that is told by its name, what is spoken of: 甲马拉松|系列赛, 乙联赛|总决赛
_REST_OF_EVENT = regex("系列赛|(?:总|半)?决赛|[\u4e00-\u9fff]{2,4}赛段|总结(?:表彰)?大会")


def _is_branch(parent: Mention, mention: Mention, places: Places) -> bool:
    if mention.class_name == parent.class_name == "Company" and mention.name.startswith("("):
        return True  # 甲重能(乙市)有限公司, of which 甲重能 is known
    if places.starting_at(mention.start) is None:
        own = parent.end < mention.start or _TELLS_ITSELF.search(mention.name)
        works = mention.class_name == "Project" and mention.name.endswith(_WORKS_OF_FIRM)
        works = works and mention.rule == "head" and parent.class_name == "Company"
        return works and not own  # 甲有限公司变电站工程
    if mention.class_name in ("IndustrialPark", "Project"):  # 甲汽车乙市工厂
        sited = mention.rule in ("head", "quoted")
        plant = not parent.name.endswith("公司") or mention.name.endswith(_PLANTS)
        return sited and parent.class_name == "Company" and plant
    if mention.class_name == "Institute":
        if parent.class_name == "Company":  # 甲公司乙市研究院
            return not mention.name.endswith(("大学", "中学", "学院", "医院"))
        parented = parent.name.endswith(_PARENTS) or parent.rule == "known"
        parented = parented and parent.class_name == "Institute"
        return parented and not mention.name.endswith(("大学", "中学"))
    if parent.class_name != mention.class_name:
        return False
    if parent.name.endswith(("公司", "厂")) and mention.name.endswith(_LIMITED):
        return False  # 甲有限公司|乙省丙有限公司: two that nothing parts
    if parent.name.endswith("公司") and parent.name[:2] == mention.name[:2]:
        return False  # 甲市货运公司|甲市运输公司
    # 国家能源集团宁夏煤业有限责任公司
    return mention.class_name == "Company" and mention.name.endswith(("公司", *_TRADES))


_LIMITED = ("有限公司", "有限责任公司")


# the offices of a park: 株洲经开区产业发展局
_OFFICE_OF_PARK = regex(
    "(?:[(][\u4e00-\u9fff]{2,8}[)])?(?:党工委|管委会|管理委员会|管理局|执委会|执行委员会"
    "|(?:(?![的由等各对向将在已被为是及和与并拟])[\u4e00-\u9fff]){2,8}?(?:委员会|办公室|(?<![布格结])(?<!(?<!安)全)局))(?![长员面势限])"
)


def with_park_offices(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """Join parks and the names of their offices that follow at once.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    mentions : in order, not overlapping.
    """
    joined: list[Mention] = []
    for mention in mentions:
        if joined and joined[-1].rule == "park office" and mention.start < joined[-1].end:
            continue
        office = None
        if mention.class_name == "IndustrialPark":
            office = _OFFICE_OF_PARK.match(words.text, mention.end)
        if office and _is_office(words, mention.end, office.end()):
            outer = places.ending_at(mention.start)
            start, end = outer.start if outer else mention.start, office.end()
            name = (
                words.text[start : mention.start]
                + mention.name
                + re.sub("(?:^|(?<=[)]))(管|执)委会$", _in_full, office[0])
            )
            mention = Mention(start, end, "Agency", name, "park office", end - start, 0.85)
        joined.append(mention)
    return _bare_offices(words, joined)


def _in_full(short: re.Match[str]) -> str:
    """管委会 and 执委会 as they are called in full."""
    return "管理委员会" if short[1] == "管" else "执行委员会"


# 高新区管委会, which is that of the zone of this kind that the text has named last; 管委会, of any
_BARE_OFFICE = Anchored(
    r"(?<=[,。;:\n])(?:管委会|管理委员会)|(?P<kind>高新区|经开区|开发区|综保区|保税区|自贸区|科技城|园区|新区|片区|度假区|合作区|试验区|示范区)(?=党工委|管委会|管理委员会|财政局|科技局|投促局|招商局|投资促进局|经发局|经济发展局)"
)


def _bare_offices(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and the offices of zones that only their kind names: 由高新区管委会出资."""
    starts = [mention.start for mention in mentions]
    found = []
    for match in _BARE_OFFICE.finditer(words.anchors):
        kind = match["kind"] or ""
        office = _OFFICE_OF_PARK.match(words.text, match.start() + len(kind))
        at = bisect_left(starts, match.end())
        free = not at or mentions[at - 1].end <= match.start()
        if not office or not free:
            continue
        nearest = chain(reversed(mentions[:at]), mentions[at : at + _AHEAD])
        zone = next((m for m in nearest if _has_office(m, kind)), None)
        if zone:
            own = zone.name.removesuffix("管理委员会")
            name = own + re.sub("^(管|执)委会$", _in_full, office[0])
            end = office.end()
            found.append(Mention(match.start(), end, "Agency", name, "park office", 9, 0.7))
    if not found:
        return mentions
    kept = [m for m in mentions if not any(f.start <= m.start < f.end for f in found)]
    return sorted([*kept, *found], key=lambda m: m.start)


_AHEAD = 8  # mentions behind an office that may name its zone, which a title alone named before


def _has_office(mention: Mention, kind: str) -> bool:
    """Tell whether a bare office may be that of what is named: of a kind of zone, or of any."""
    if not kind:
        return mention.name.endswith(("管理委员会", "区", "科技城", "新城")) and (
            mention.class_name in ("IndustrialPark", "Agency")
        )
    ending = wording(mention.name)[-len(kind) :]
    kind = "园" if kind == "园区" else kind
    return mention.class_name == "IndustrialPark" and kind in ending


def _is_office(words: Words, start: int, end: int) -> bool:
    """Tell whether no word of a range does something: 某园获某委员会批准."""
    outer = lexicon().outer_words
    inside = range(words.index(start), words.index(end - 1) + 1)
    return not any(words.words[i] in outer or words.words[i] in _VERBS for i in inside)


_VERBS = frozenset(("获", "由", "经", "称", "请", "报", "赴", "会同", "联合", "隶属"))
