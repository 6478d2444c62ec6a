"""Persons, beside their posts or as the subject of what only persons do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import compress, count

from kg.extraction.anchors import Listed
from kg.extraction.lexicon import Finder, firms, lexicon
from kg.extraction.naming.foreigners import find_foreigners, foreign_behind
from kg.extraction.naming.founders import find_founders
from kg.extraction.reading import Mention, Words, behind_marks
from kg.patterns import HAN, regex

_SPEECH = regex(
    r"(?:在[^,。]{2,40})?(?:表示|认为|指出|介绍|坦言|透露|强调|称|说|致辞|发表|出席|主持|会见|先生|女士|博士|教授|院士|同志|副?总理|总书记|国家主席|告诉|回应|解释|补充|说道|致词|宣布|宣读|参加|带队|被任命|[现曾历]任|形容|坦承|直言|证实|感慨|掌舵|交棒|接棒|卸任|接任|升任|续任|履新|担任|牵头|发起|领衔|当选|任命|任职|退休|去世|离任|创办|创立|成立|加盟|入职|作(?:了)?(?:政府|工作|专题|主旨|主题|宣讲|辅导|典型)*(?:报告|演讲|发言|讲话|说明)|提到|到场|率队|率团|率领|带领|带着|一行|签署|见证)"
)
_NOT_NAMES = regex(
    r"周[一二三四五六日末]$|高度|高兴|高水|华为|成立|任何|经济|方面|张家|周边|时间|马上|温度|白皮|白宫|金融|高新|安全|平台|项目|华人|黄金|常务|常委|任上|万元|万人|项下|应当|和平|严格|全面|于是|关于|有关|方案|方法|方式|钱包|相关|何时|何种|从|马克|伊朗|卢森|鲁班|安徽|江苏|江西|阳光|向上|向前|明确|解决|解释|单位|高等|高校|高端|高层|高级|高速|高质|强调|强化|强国|支持|支付|文化|文明|文件|双方|水平|农业|农村|计划|计算|席位|别人|居民|司法|连续|连接|查询|应用|党委|党组|国家|国际|时代|马路|余额|段落|符合|经审|经批|申请|仲裁|董事|法官|年度|能够|曾(?:指出|表示|强调|提出|说过|担任|多次|经)|元人|贝壳|代[表理码替]|付[费款出]|迟[迟早]|能力|能源|房地|房屋|通过|通知|许可证"
)


_ACTING = regex(
    rf"[,。;:、\n由]([{HAN}]{{2,3}})(?=创办了|创立了|表示|指出|强调|坦言|出席|主持会议|当选|教授|院士|先生|女士)"
)


# the line with which a reply to a member of an assembly begins: 甲委员:
_ADDRESSED = regex(rf"\n[ \u3000]*([{HAN}]{{2,4}})(?:等)?(?:委员|代表|同志|先生|女士):")


# between a name and its post: 甲乙丙(丁集团董事长)认为, 任命甲乙丙为副市长
_TO_POST = regex(r"(?::?\((?:[男女],)?|为|(?<=[\u4e00-\u9fff]):)[^(),。;:为]{0,16}$")
_POSTS = Listed(lambda: lexicon().posts)


_KINDS_OF_FIRM = ("公司", "企业", "厂商", "巨头", "独角兽", "龙头", "集团", "新秀")
_JOINED_ON = regex(
    "(?<=^..)(?:[说称则常算还又对给由]|[今昨当]天|日前|近日|当选)$|(?<=^...)[说称作则就也还却曾又对给由]$"
)


def _without_verb(word: str) -> str:
    """A name without the word that the segmenter joins to it: 李炳军作|政府工作报告."""
    return _JOINED_ON.sub("", word)


def _is_phrase(words: Words, name: str) -> bool:
    """Tell whether what looks like a name is made of words: 和|监事, 有|代表, 卓越|贡献."""
    if len(name) == 4:
        return words.knows(name[:2]) and words.knows(name[2:])
    return name[0] in "和向对有须后的谈" and words.knows(name[1:])


def find_persons(words: Words) -> list[Mention]:
    """Find persons by a post in front, a title or a verb of speech behind, or the tagger.

    Parameters
    ----------
    words : the words of the text.
    """
    found: list[Mention] = []
    text = words.text
    for post, end, _ in _POSTS.find(words.anchors):
        if text[end : end + 1] in _POST_ENDS and (
            lead := _TO_POST.search(text, max(0, post - 19), post)
        ):
            found += _name_before(words, lead.start())
        end += text[end : end + 1] in ("为", "是", ":", "“")  # 法定代表人为某某, 自然人“某某”
        name = _name_after(words, end)
        if name and text.startswith(_FIRM_BEHIND, end + len(name)):
            continue  # 投资人谷潮|资本表示
        if name:
            found.append(Mention(end, end + len(name), "Person", name, "post", len(name) + 4, 0.9))
        elif foreigner := foreign_behind(words, end):
            found.append(foreigner)
    of_persons = {tag for tag in set(words.tags) if tag.startswith("nr")}
    tagged = [
        index
        for index in compress(count(), map(of_persons.__contains__, words.tags))
        if is_person_name(_without_verb(words.words[index]))
    ]
    for index in tagged:
        word, start = _without_verb(words.words[index]), words.starts[index]
        firm = text.endswith(_KINDS_OF_FIRM, 0, start)  # 语音识别公司云知声宣布
        if not firm and _SPEECH.match(text, start + len(word)):
            found.append(
                Mention(start, start + len(word), "Person", word, "speech", len(word) + 2, 0.75)
            )
    for word, positions in _repeated(words, tagged).items():
        for start in positions:
            found.append(Mention(start, start + 3, "Person", word, "repeated", 4, 0.6))
    for start, end in behind_marks(_ACTING, text):
        name = _without_verb(text[start:end])
        if is_person_name(name) and not words.knows(name):
            found.append(Mention(start, start + len(name), "Person", name, "acting", 3, 0.7))
    for start, end in behind_marks(_ADDRESSED, text):
        name = text[start:end]
        if is_person_name(name):
            found.append(Mention(start, end, "Person", name, "addressed", 5, 0.85))
    for match in _LONG_NAME.finditer(text):
        if words.is_edge(match.start()) and _SPEECH.match(text, match.end()):
            found.append(Mention(*match.span(), "Person", match[0], "speech", 6, 0.75))
    found += find_founders(words)
    found += find_foreigners(words)
    # 马士基 and 谷歌 have a surname in front
    raising = {m.name for m in found if _RAISES.match(text, m.end)}
    found = [
        m
        for m in found
        if m.name not in firms() and m.name not in raising and not _is_phrase(words, m.name)
    ]
    found = [_uncut(words, _without_particle(words.text, m)) for m in found]
    found += _again(words, found)
    if listed := list(_in_lists(words, found)):
        found += listed
        found += _again(words, found)
    return found


# 甲乙|于18日, 甲乙|以及, 甲乙|犯受贿罪: what the tagger joins to a name of two characters
_PARTICLE = regex(r"于(?=[\d今昨当同去前])|以(?=及)|及|犯(?=[^,。]{1,8}罪)")


def _without_particle(text: str, person: Mention) -> Mention:
    last = person.end - 1
    if last - person.start != len("甲乙") or _PARTICLE.match(text, last) is None:
        return person
    return replace(person, end=last, name=text[person.start : last])


def _uncut(words: Words, person: Mention) -> Mention:
    """A person by all of a name of which the segmenter cut one end, as all its places tell."""
    text, name, start, end = words.text, person.name, person.start, person.end
    near = text[max(0, start - _NEARBY) : end + _NEARBY] if len(name) == 2 else ""
    often, last, first = near.count(name), text[end : end + 1], text[start - 1 : start]
    if often < 2 or text[start:end] != name:
        return person
    if last not in _VERBAL and near.count(name + last) == often and words.is_edge(end + 1):
        end += is_person_name(name + last)
    elif first and near.count(first + name) == often and words.is_edge(start - 1):
        start -= is_person_name(first + name)
    return replace(person, start=start, end=end, name=text[start:end])


_NEARBY = 4000  # characters in which the other places are looked for


_VERBAL = frozenset(
    "及于犯的了在和与等说称对向将已也为是任到赴就还又曾表指强介透坦认告主出作率带,。"
)


def _again(words: Words, found: list[Mention]) -> list[Mention]:
    """The other places where those are named who are known."""
    known, taken = {m.name for m in found}, {m.start for m in found}
    return [
        Mention(start, end, "Person", name, "again", len(name) + 1, 0.8)
        for start, end, name in (Finder(sorted(known)).find(words.text) if known else ())
        if start not in taken
    ]


_NEXT_IN_LIST = regex(
    f"、(?P<name>[{HAN}]{{2,3}}?)(?=[、,。;(及和等]|老师|同志|陪同|分别|{_SPEECH.pattern})"
)


def _in_lists(words: Words, found: list[Mention]) -> Iterator[Mention]:
    """Those who stand in a list beside one who is known: 县领导甲乙、丙丁、戊己庚等."""
    text, starts = words.text, {m.start for m in found}
    for _, end in sorted({(m.start, m.end) for m in found}):
        while match := _NEXT_IN_LIST.match(text, end):
            (begin, end), name = match.span("name"), match["name"]
            named = words.tags[words.index(begin)].startswith("nr") or not words.knows(name)
            if begin in starts or not named or not is_person_name(name):
                break
            yield Mention(begin, end, "Person", name, "list", 4, 0.65)


# what only a firm does: 云知声宣布完成C轮融资
_RAISES = regex("(?:此前|近日|已|宣布|曾)*(?:完成|获得?|斩获)了?[^,。;]{0,14}(?:融资|轮)")


def _name_before(words: Words, end: int) -> Iterator[Mention]:
    """The person whose name ends here, behind a mark or a verb that names people to a post."""
    text = words.text
    for length in (3, 2, 4):
        start = max(0, end - length)
        name, before = text[start:end], text[max(0, start - 2) : start]
        opens = before[-1:] in _OPENS or before in _APPOINTS
        if opens and is_person_name(name) and not words.knows(name):
            yield Mention(start, end, "Person", name, "post", length + 4, 0.8)
            return


_POST_ENDS = ("", *",。;、)")
_OPENS = ("", *"\n。,;:、”了")
_APPOINTS = ("任命", "选举", "聘任", "提名", "聘请", "推选", "免去")


def _repeated(words: Words, tagged: list[int]) -> dict[str, list[int]]:
    """Unknown words of three characters that the tagger takes for persons, when they come back."""
    seen: dict[str, list[int]] = {}
    for index in tagged:
        word = words.words[index]
        guessed = words.tags[index] == "nr" and not words.knows(word)
        if guessed and len(word) == 3 == len(_without_verb(word)) and word[-1] not in "江河湖海":
            seen.setdefault(word, []).append(words.starts[index])
    return {
        word: starts
        for word, starts in seen.items()
        if len(starts) > 1 and not any(words.text.startswith(_OF_FIRMS, at + 3) for at in starts)
    }


# behind these three characters are a brand, or stand for places: 哈大齐地区
_OF_FIRMS = (
    "中国", "集团", "公司", "股份", "科技", "银行", "汽车", "国家", "地区", "高新", "城市群",
    "一体化",
)  # fmt: skip


_FIRM_BEHIND = ("资本", "创投", "科技", "集团", "公司", "股份", "基金", "银行", "证券")


# how people are spoken of whose names are not told
_ADDRESSES = (
    "师傅", "女士", "先生", "大爷", "大妈", "大叔", "大姐", "大哥", "阿姨", "老师", "老板", "奶奶",
    "爷爷", "同学", "某某", "警官",
    "院长", "局长", "部长", "厅长", "处长", "校长", "所长", "会长", "司长", "市长", "省长", "县长",
    "区长", "行长", "主任", "书记", "主席", "总裁", "经理",
)  # fmt: skip


@lru_cache(maxsize=4096)
def is_person_name(word: str) -> bool:
    """Tell whether a word has the form of a Chinese personal name."""
    surnames = lexicon().surnames
    return (
        2 <= len(word) <= 4
        and word[0] in surnames
        and re.fullmatch(f"[{HAN}]+", word) is not None
        and not _NOT_NAMES.match(word)
        and not word.endswith(_ADDRESSES)
        and (len(word) == 2 or word[-1] not in "曾任兼现将已也在和与等说称作的")
        and word[-1] not in "区市县省州镇乡村路街委"
        and (len(word) == 3 or word[-1] not in "江河湖海")
    )


# surnames of two characters, as far as no common word begins with them
TWO_CHARACTERS = (
    "欧阳", "司马", "司徒", "上官", "诸葛", "皇甫", "令狐", "慕容", "尉迟", "端木", "夏侯", "公孙",
)  # fmt: skip
_LONG_NAME = regex(
    f"(?:{'|'.join(TWO_CHARACTERS)})[{HAN}]{{1,2}}?(?=[,。;、()和与等]|$|{_SPEECH.pattern})"
)


# names of three or four characters whose surname ends as most of those do: 某田一郎
_JAPANESE = regex(
    rf"[{HAN}][田山川本藤村野井原木崎岛泽口谷森倍冈津桥林池坂石尾浦宫关内](?:(?![表出任发在和与等对就称说则也还曾])[{HAN}]){{1,2}}?"
    rf"(?=[,。、()]|则|也|还|曾|在|于|将|[当今昨][日天]|{_SPEECH.pattern})"
)


# what stands behind a name: that it is one is sure where its words say nothing
_SURE = regex(f"([{HAN}]{{3}})(?=[,。;、()])")
_CLOSED = regex(
    rf"([{HAN}]{{2,3}})(?=[,。;、)(:!?等在率和与及到赴\d]|为其|访谈|专访|形容|直言|证实|掌舵|交棒|接棒|持股|持有|控制|实控|拥有|其后|此后|随后|此前|[当今昨][日天]|同日|早前|近日|日前|去年|今年|曾|则|也|还|又|兼任?|对|向|给|由于|代表[双各三]方|先生|女士|博士|教授|院士)"
)


# what holders of posts do, as words that end or begin no name
_DEED = regex(
    "[发说]了|到[了场]|[发提]出|走[进访]|[赴去]了|先后|深入|深情|来到|前往|赶赴|要求|受贿|涉嫌|走访|调研|考察|督导|检查|陪同|参观|作出|做出|讲话|一起|一同|亲自|专程"
    "|看望|慰问|听取|实地|现场|详细|接受|通报|批示|受邀|督查|召集|回忆|感慨"
)


def _is_watery(text: str, position: int, word: str) -> bool:
    """Tell whether two characters like those of a river speak: 创始人周海表示."""
    named = len(word) == 2 and word[-1] in "江河湖海"
    return named and SPEAKS.match(text, position + 2) is not None


SPEAKS = regex(f"(?:[今昨当][日天]|近日|日前)?(?:{_SPEECH.pattern})")


def _name_after(words: Words, position: int) -> str | None:
    """The personal name that starts here, if one does."""
    text = words.text
    if not words.is_edge(position):
        sure = _SURE.match(text, position, position + 4)
        return sure[1] if sure and is_person_name(sure[1]) else None
    index = words.index(position)
    if index >= len(words.words):
        return None
    if long := _LONG_NAME.match(text, position):
        return long[0]
    ends = [n for n in (3, 2) if _DEED.match(text, position + n)]
    name = text[position : position + ends[0]] if len(ends) == 1 else ""
    if is_person_name(name) and name[-1] not in "等在和与到赴曾已将":
        return name  # 书记顾岭松|深情回顾, 书记蔡明|来到
    word, tag = words.words[index], words.tags[index]
    word = _without_verb(word)
    closed = _CLOSED.match(text, position, position + 5)
    if (
        closed
        and is_person_name(closed[1])
        and not words.knows(closed[1])
        and not _DEED.match(text, closed.end(1) - 1)
        and closed[1][-1] not in "等在和与到赴"
    ):
        return closed[1]
    longer = text[position : position + 3]
    if (
        len(word) == 2
        and is_person_name(longer)
        and _without_verb(longer) == longer
        and _SPEECH.match(text, position + 3)
    ):
        return longer
    japanese = _JAPANESE.match(text, position)
    if japanese and not _SPEECH.match(text, position + len(word)):
        return japanese[0]
    if tag.startswith("nr") and (is_person_name(word) or _is_watery(text, position, word)):
        return word
    for length in (3, 2):  # the segmenter may have cut the name in pieces
        name = text[position : position + length]
        if len(name) < length or not is_person_name(name) or not words.is_edge(position + length):
            continue
        if words.knows(name):
            return None
        after = text[position + length : position + length + 1]
        if (
            not after
            or not after.isalnum()
            or _SPEECH.match(text, position + length)
            or after in "在和与、于任为出等对向将就是"
        ):
            return name
    return None
