"""Persons by what only persons do: found firms, hold posts. Their names need no post in front."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.anchors import Anchored
from kg.extraction.reading import Mention, Words
from kg.patterns import HAN, regex

# what a founder was before: 连续创业者甲, 前投行人士乙, 清华大学博士丙
_BEFORE_NAME = (
    rf"(?:[{HAN}]{{2,14}}?(?:者|人士|博士|教授|院士|高管|校友|学者|工程师|董事长|总裁|院长|妻子|丈夫|同学|好友)"
    rf"|(?:[{HAN}]{{0,6}}“[^”]{{2,10}}”))"
)
_TITLE = regex(_BEFORE_NAME)
_ONE = rf"(?:{_BEFORE_NAME}?[{HAN}]{{2,4}}?(?:\([^()]{{2,12}}\))?|[A-Z][a-z]+(?: [A-Z][A-Za-z.]*)+)"
_NAMES = rf"(?:[他她][和与])?(?P<names>{_ONE}(?:(?:[、和与及]|联合|携手){_ONE})*)"
_TOGETHER = (
    r"(?:等人|先生|女士|博士|教授|院士|夫妇|夫妻|兄弟|姐妹|父子)?"
    r"(?:[二两三四五六七八]人|等[二两三四五六七八]人)?"
)
_LEADING = r"(?:(?:带领|率领|携)[^,。;:由于]{0,8}?)?"  # 陈某带领团队于2006年创办
_WHEN = (
    _LEADING
    + r"(?:(?:[于在从]|离开|辞去|\d{4}年)[^,。;:由]{0,18}?)?(?:回国|毕业|退休|离职|辞职|下海)?后?"
    # 甲从乙院走出,2016年创办; 丙2015年离开丁公司,创立
    + r"(?:(?:走出|(?:离开|辞去)[^,。;由]{2,12}|毕业|辞职|离职|回国|下海)后?,"
    + r"(?:\d{4}年(?:\d{1,2}月)?)?)?"
)
_ABLY = r"(?:正式|共同|联合|携手|联手|一手|合伙|合作|亲手|发起|牵头|参与|先后|[又还再])*"
_FOUNDS = Anchored("创办|创立|创建|发起设立|发起成立|办起|(?<=[人等弟妇妻年])发起(?=[,。;、])")
# who founds stands at the start of a clause or behind 由
_BEFORE = regex(
    rf"(?:^|[由是为系]|[,;:])(?:\d{{4}}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?,?)?{_NAMES}{_TOGETHER}{_WHEN}{_ABLY}$"
)
_BEHIND = Anchored(
    rf"(?:创始人|创办人|创立者|创办者|创始团队|创始合伙人)(?:[兼、](?:[{HAN}A-Za-z]{{2,12}}?))?(?:是|为|叫|:|有|包括)?{_NAMES}"
    r"(?=[,。;:)(\n\"”]|$|等|于|在|\d|[曾还又]|[今昨][天日]|日前|近日|毕业|先生|女士|博士|教授|表示|介绍|常?说|算|透露|坦言|指出|认为|告诉|强调|称|均|都|[二两三四]人)"
)
# 甲是乙公司的创始人; 甲,乙局局长
_IS_HEAD = (
    rf"(?:是|为|作为|系|(?<=[{HAN}]{{3}}),)[^,。;:、]{{0,24}}?"
    r"(?:创始人|董事长|总裁|主任|书记|主席|[局厅司部处市区县镇省州院校所会]长)"
    r"(?=[,。;、兼\n]|$|之一)"
)
# 甲2017年8月正式加入并任董事长
_LATELY = r"(?:\d{4}年[\d月日]{0,6})?(?:正式|随后)?(?:加入|加盟|回国|入职)?(?:并|后)?"
_HOLDS = regex(
    r"[,。;:、\n由命任举名 ]"  # a set in front lets the search run fast
    rf"(?:(?<=[,。;:、\n由])|(?<=[\d月日] )|(?<=任命)|(?<=选举)|(?<=提名)|(?<=聘任))"
    rf"(?:(?<!由)|(?=[{HAN}]{{3}}(?:担任|出任|兼任|掌舵|执掌|一手|一人)))(?P<names>[{HAN}]{{2,3}}?)"
    rf"(?=(?:{_IS_HEAD}|{_LATELY}(?:现任|曾任|历任|担任|出任|兼任|就任|接任|续任|升任|转任|连任"
    r"|任(?=[董总首院所主执]))|接棒|交棒|掌舵|执掌|一[手人](?=[创执控掌])"
    r"|(?<![责辞独胜])任(?!务|何|职|意|命|期)|同志|当选为?|作(?:了)?(?:政府)?(?:工作)?报告|提到))"
)
_REACH = 44


def find_founders(words: Words) -> Iterator[Mention]:
    """Find the persons who found something or hold a post, single or in a list.

    Parameters
    ----------
    words : the words of the text.
    """
    text = words.text
    for verb in _FOUNDS.finditer(words.anchors):
        begin = max(0, verb.start() - _REACH)
        cut = max(text.rfind(mark, begin, verb.start()) for mark in "。;\n") + 1
        window = text[max(begin, cut) : verb.start()]
        of_thing = text.startswith(("于", "在"), verb.end())  # 甲氢能2015年创立于乙市
        for at in _starts(window):
            match = (
                _BEFORE.match(window, at) if window[at : at + 1] == "由" or not of_thing else None
            )
            if match and (found := list(_named(words, match, max(begin, cut)))):
                yield from found
                break
    for match in _BEHIND.finditer(words.anchors):
        yield from _named(words, match, 0)
    for match in _HOLDS.finditer("\n" + text):  # a text begins as behind a line end
        yield from _named(words, match, -1)


def _starts(window: str) -> list[int]:
    """Where a founder may stand in what is in front of the verb, the nearest first."""
    marks = [m.start() for m in re.finditer("[由是为系,:]", window)]
    return [*reversed(marks), 0]


def _named(words: Words, match: re.Match[str], offset: int) -> Iterator[Mention]:
    spans = []
    position = match.start("names")
    for part in re.split("([、和与及]|联合|携手)", match["names"]):
        if part not in ("、", "和", "与", "及", "联合", "携手"):
            title = _TITLE.match(part)
            skipped = title.end() if title and len(part) - title.end() > 1 else 0
            spans.append((position + offset + skipped, part[skipped:].partition("(")[0]))
        position += len(part)
    persons = [(start, name) for start, name in spans if _is_person(words, start, name)]
    friends = re.search("联合|携手", match["names"])  # 甲携手朋友创办
    if len(persons) < len(spans) and not (friends and spans[0] in persons):
        return
    for start, name in persons:
        yield Mention(start, start + len(name), "Person", name, "founder", len(name) + 3, 0.75)


def _is_person(words: Words, start: int, name: str) -> bool:
    from kg.extraction.naming.persons import TWO_CHARACTERS, is_person_name

    if _FIRM.search(name) or name.endswith(("又", "还", "也", "才", "就")):
        return False  # 海川科技2016年创立于深圳
    if len(name) == 4 and not name.startswith(TWO_CHARACTERS):
        return False
    foreign = name.isascii() and " " in name  # 陈某与Gary Roe联合创立
    return foreign or (is_person_name(name) and not _is_word(words, start, name))


_FIRM = regex("(?:科技|仓储|生物|医药|智能|动力|电子|物流|资本|传媒|软件|汽车|能源|材料|集团)$")


def _is_word(words: Words, start: int, name: str) -> bool:
    """Tell whether the dictionary knows the name as a word that is no person's name."""
    if not words.knows(name):
        return False
    return not words.tags[words.index(start)].startswith("nr")
