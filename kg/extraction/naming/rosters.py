"""Works that stand in lists: what ends the list, or most of its members, tells what all are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import firms, is_goods, lexicon
from kg.extraction.naming.lists import JOINTS, parts
from kg.extraction.naming.places import Places
from kg.extraction.reading import Mention, Words
from kg.patterns import regex
from kg.values.numerals import number

_WORKS = Anchored("(?:项目|工程)(?![库部组业类区公集团方群人指管领师学]|所在|法人|建设单位)")
# 甲大桥、乙医院扩建|3个项目; 甲港、乙新校区|等重点项目
_ALL = regex(
    r"(?:等?(?P<count>\d{1,3}|[一二两三四五六七八九十几数多]{1,3})余?[个项]|等(?:一批)?)"
    r"(?:(?!领域|方面)[^\d,。;:、的等个家和与]){0,8}$"
)
# 新材料3项(甲锂电池、乙碳酸锂、丙石墨项目)
_BRACKET = Anchored(r"项\((?P<members>[^()]{3,240})\)")
# 甲大桥工程、乙电厂新建工程、丙水厂项目: most are called so
_CALLED = regex(r"(?:项目|工程)(?:\([^()]{2,12}\))?$")
_ROW = regex(r"(?:项目|工程)(?:\([^()]{2,12}\))?、")
_REACH = 1200  # characters of a list
_NEAR = 160  # characters in front of a bracket in which works are spoken of
_LEADS = ("v", "p", "c", "d", "r", "m", "t", "ul", "uj", "uz", "ug")
_NO_WORKS = regex(
    "(?:公司|集团|股份|银行|大学|学院|研究[院所]|委员会|政府|基金|产业|领域|行业|企业|技术|科技|[市县镇”])$"
    "|[了的等]|旗下|[\\d一二两三四五六七八九十]家"
)
_SO_MUCH = regex(
    r"\d[万亿]?(?:吨|千瓦|兆瓦|[MG]Wh?|吉瓦|英寸|万片|万辆|万台|万套)"
)  # of goods it makes
_SHORTEST, _LONGEST = 5, 46


def find_rosters(words: Words, places: Places) -> Iterator[Mention]:
    """Find the works in lists."""
    text, rows = words.text, set[int]()
    for match in _WORKS.finditer(words.anchors):
        behind = _ALL.search(text, max(0, match.start() - 16), match.start())
        end = behind.start() if behind else match.end()
        low = max(0, end - _REACH)
        begin = max(low, *(text.rfind(mark, low, end) + 1 for mark in ",。;:!?\n"))
        if behind and text.find("、", begin, end) > 0:
            members = [*parts(text, begin, end)]
            count = number(behind["count"]) if behind["count"] else None
            yield from _named(words, places, members, 2 * (count == len(members)))
        elif begin not in rows and _ROW.match(text, match.start()):
            rows.add(begin)
            yield from _row(words, places, begin)
    for match in _BRACKET.finditer(words.anchors):
        if "项目" in text[max(0, match.start() - _NEAR) : match.end()]:
            members = [*parts(text, *match.span("members"))]
            yield from _named(words, places, members, 1)


def _row(words: Words, places: Places, begin: int) -> Iterator[Mention]:
    """The members of a list of which at least three, and most, are called works."""
    text = words.text
    stops = (text.find(mark, begin, begin + _REACH) for mark in ",。;!?\n")
    members = [*parts(text, begin, min((at for at in stops if at > 0), default=len(text)))]
    called = sum(_CALLED.search(text, start, end) is not None for start, end in members)
    if called >= max(3, len(members) * 2 / 3):
        yield from _named(words, places, members, 1)


def _named(
    words: Words, places: Places, members: list[tuple[int, int]], trust: int
) -> Iterator[Mention]:
    """Those members that read like names; all with a `trust` of 2, as so many are announced."""
    text, lead = words.text, _behind_lead(words, *members[0])
    members = [(lead, members[0][1]), *members[1:-1], *_joined(words, places, *members[-1])]
    proper = [_is_proper(words, places, *member) for member in members]
    trust = trust if any(proper) else 0
    for (start, end), named in zip(members, proper, strict=True):
        last, short = words.index(end - 1), trust > 1 or text[end - 1 : end] == "期"
        if not _SHORTEST - short <= end - start <= _LONGEST or _NO_WORKS.search(text, start, end):
            continue
        if is_goods(lexicon(), text[start:end]):
            continue
        odd = words.tags[last] == "v" or words.is_brand(last)  # 引进德国丁克曼等项目: a firm
        odd = odd and _SO_MUCH.search(text, start, end) is None
        if trust > 1 or (trust >= odd and named):
            size = end - start + 8
            yield Mention(start, end, "Project", text[start:end], "roster", size, 0.7)


def _joined(words: Words, places: Places, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The last members that a conjunction joins: 乙电厂和丙水库."""
    for joint in JOINTS.finditer(words.text, start + 3, end - 3):
        if words.is_edge(joint.start()) and _is_proper(words, places, joint.end(), end):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _behind_lead(words: Words, start: int, end: int) -> int:
    """Where the first member begins behind what is said of all: 审批了|甲林带."""
    begin, lex = start, lexicon()
    much = _SO_MUCH.search(words.text, start, end) is not None
    for index in range(words.index(start), words.index(end - 1)):
        word, tag = words.words[index], words.tags[index]
        plain = words.knows(word) and word not in lex.inner_verbs and not (much and tag == "m")
        if (word in lex.outer_words and word != "中") or (tag in _LEADS and plain):
            begin = words.starts[index + 1]
    return begin


def _is_proper(words: Words, places: Places, start: int, end: int) -> bool:
    """Tell whether a place, a firm or a word that no dictionary has comes first."""
    place = places.starting_at(start)
    if place is not None:
        return place.end < end
    index = words.index(start)
    known = any(words.text[start : start + size] in firms() for size in range(2, 7))
    known = known or words.text.startswith("年产", start)
    return known or words.is_brand(index) or words.tags[index] in ("ns", "nt")
