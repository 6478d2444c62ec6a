"""Where a name begins: from its head the words are walked leftwards until one cannot belong."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kg.extraction.lexicon import firms, lexicon
from kg.extraction.naming.conjunctions import (
    PAUSE,
    TOGETHER,
    adds_noun,
    is_field,
    joins_nouns,
    joins_tasks,
    place_of_brand,
)
from kg.extraction.naming.inside import (
    LEGAL_FORMS,
    MOST_CHARS,
    NEVER_IN_NAMES,
    Step,
    Walk,
    belongs,
)
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.naming.stops import DEEDS, JOINTLY, STOPPING, is_done_by_firm, stops
from kg.extraction.naming.works import PAIR
from kg.extraction.reading import BULLETS, Words
from kg.patterns import regex

_MOST_WORDS = 14

_Begin = tuple[int, PlaceHit | None]  # where a name begins, and the place that it begins with


def walk_left(words: Words, places: Places, head_start: int, class_name: str = "Company") -> _Begin:
    """Walk from a head to where its name begins.

    Parameters
    ----------
    head_start : position of the head.

    Returns
    -------
    The start of the name, and the place that it begins with, if it does.
    """
    text, walk = words.text, Walk(words, places, head_start, class_name)
    position, limit = head_start, max(0, head_start - MOST_CHARS)
    for _ in range(_MOST_WORDS):
        if position <= limit:
            break
        hit = places.ending_at(position)
        if hit is not None and not _is_inside_brand(words, places, hit, class_name):
            outer = places.chain_start(hit)
            if class_name == "Institute" and text.startswith("重点实验室", hit.end):
                outer = _topic_in_front(walk, outer)
            return (_house_in_front(walk, outer) if class_name == "Fund" else outer), hit
        if text.endswith("——", 0, position):
            break  # 首家互联网医院——乙镇互联网医院
        if text[position - 1] in _CLOSING:
            opening = _opening(text, limit, position)
            if opening is None:
                break
            position = opening
            continue
        if text[position - 1] == " " and _LATIN_SPACE.match(text, position - 2):
            position -= 1  # 5G AIoT创新园
            continue
        at = words.index(position - 1)
        begin, whole = words.starts[at], words.starts[at + 1] == position
        word, tag = words.words[at], words.tags[at]
        inner = places.covering(begin)
        if inner or not whole or not _is_ordinary(words.knows, word, tag, class_name):
            step = walk.step(position)
            begin = step.begin  # of 某|区有, which ends behind a place, only 有
            inner = inner and places.covering(begin)
            if (onward := _goes_on(walk, step)) is not None:
                position = onward
                continue
            if (found := _begins_here(walk, step)) is not None:
                return found
            if stops(walk, step):
                break
            if (found := _begins_with_country(walk, step)) is not None:
                return found
        elif tag in DEEDS and is_done_by_firm(walk, walk.step(position)):
            break
        if inner is not None and inner is not hit:
            return places.chain_start(inner), inner
        position = begin
    return position, None


def _topic_in_front(walk: Walk, begin: int) -> int:
    """Where the topic of a laboratory begins whose rank stands behind: 稀土永磁甲省重点实验室."""
    topic = begin
    while topic and (step := walk.step(topic)).tag[0] in "nvabjz" and not stops(walk, step):
        topic = step.begin
    return topic if begin - topic >= _SHORTEST_TOPIC else begin


def _house_in_front(walk: Walk, begin: int) -> int:
    """Where a fund begins that bears its house before its place: 管理的|毅达宿迁产业基金."""
    if not begin:
        return begin
    step, words = walk.step(begin), walk.words
    brand = step.tag in ("nr", "nz", "n") or not words.knows(step.word)
    if not brand or len(step.word) not in (2, 3) or step.word in lexicon().generic:
        return begin
    if not _BEFORE_HOUSE.search(words.text, max(0, step.begin - 4), step.begin):
        return begin
    return begin if stops(walk, step) or step.word in lexicon().outer_words else step.begin


_BEFORE_HOUSE = regex("(?:^|[\n。,;:、“(的了着与和及由]|管理|设立|发起|组建|投资|参股|出资)$")
_SHORTEST_TOPIC = 4
_ITEM = regex(r"[ \t\u3000]*(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.][ ]?)?")
_BULLETED = regex(rf"[{BULLETS}](?=[^{BULLETS}|,。;:、!?\s]{{6,}}(?:项目|工程)$)")
_ITEM_ENDS = regex(rf"[\s|]{{0,8}}(?:[{BULLETS}]|$)")
_LABEL = regex(
    r",(?:依托|牵头|承建|建设|运营|管理|主管|申报|推荐|所在|实施|参与|负责)[\u4e00-\u9fff]{0,4}(?:单位|高校|主体|机构|地点|地址|部门|企业|人|地):"
)


def whole_item(words: Words, places: Places, end: int, class_name: str) -> _Begin | None:
    """The beginning of the line of a list that names one thing and then tells of it by labels.

    (一)甲市乙重点实验室,依托单位:丙大学 names all of 甲市乙重点实验室, whatever words are in it.
    """
    text = words.text
    if class_name == "Project" and (item := _BULLETED.search(text, max(0, end - MOST_CHARS), end)):
        ends = _ITEM_ENDS.match(text, end)  # ☆甲公司新建乙变电工程|☆…
        return (item.end(), places.starting_at(item.end())) if ends else None
    if class_name not in _JOINED or text[end : end + 1] != "," or not _LABEL.match(text, end):
        return None
    line = words.text.rfind("\n", max(0, end - MOST_CHARS - 8), end) + 1
    semi = words.text.rfind(";", line, end) + 1
    item = _ITEM.match(words.text, max(line, semi))
    start = item.end() if item and line else end
    hit = places.starting_at(start)
    if hit is None or not 4 <= end - start <= MOST_CHARS or PAUSE.search(words.text, start, end):
        return None
    return start, hit


# 召开|脱贫攻坚动员大会, 由甲主办的首场|平安法治建设推进会: what is held, said in one breath
_HELD_WHOLE = regex(
    r"(?:召开|举[办行]|主办|承办|协办)(?:了|的)?(?:首[次场期]|一[次场期届]|[两二三四五六七八九十\d]+[期届])?"
    r"(?:“(?!.*”))?(?P<name>[\u4e00-\u9fffA-Za-z\d“”、]{2,32})$"
)
# 10月11日下午,甲市乙产品推介会|在丙市举行: what opens the sentence is held
_OPENS_SENTENCE = regex(
    r"(?:^|[。\n])(?:[^,。;:、\n]{0,8}\d日(?:[上下]午|晚上?)?,?|近日,|日前,)?"
    r"(?P<name>(?![近日上下晚昨今])[\u4e00-\u9fffA-Za-z\d]{2,32})$"
)
_IS_HELD = regex("”?在[^,。;]{2,24}?(?:举[行办]|召开|开[幕赛打]|拉开帷幕)")
# no such name: two events, common words, what is held as 甲成立|大会
_NOT_INSIDE = regex(
    "(?:会议?|论坛|[大联邀]赛|仪式|培训班)(?![暨计商展员场务审客])|[展赛节周班季营]段?、|、.{0,2}$|和$"
    "|^(?:重大|重要|大型|各|多|系列|相关|有关|专题|这|该|此|其)|(?:成立|揭牌|启动|开工|奠基)$"
    "|(?<!党)的|[了在由将从据被获并为]|召开|举办|举行|主办"
)


def held_whole(words: Words, places: Places, head_start: int, end: int) -> _Begin | None:
    """The beginning of the name of an event where the words around say that all of it is held.

    Verbs and pauses stand in such a name: 推动甲市改革发展|座谈会.
    """
    text = words.text
    low = max(0, head_start - MOST_CHARS - 8)
    found = _HELD_WHOLE.search(text, low, head_start)
    if found is None and _IS_HELD.match(text, end):
        found = _OPENS_SENTENCE.search(text, low, head_start)
    if found is None or _NOT_INSIDE.search(found["name"]):
        return None
    whole = text[found.start("name") : end]
    if whole.count("“") != whole.count("”"):
        return None  # 举办2018年“科技活动周|”宣传活动
    start = found.start("name")
    return (start, places.starting_at(start)) if words.is_edge(start) else None


_CLOSING = {")": "(", "”": "“", "’": "‘"}
_LATIN_SPACE = regex("[A-Za-z0-9] [A-Za-z]")
_ENUMERATOR = regex(r"\([一二三四五六七八九十]{1,3}\)")  # (四)甲基金
_INNER_BRACKET = regex(
    r"\((?![^)]*(?:简称|记者|通讯员))(?:[\u4e00-\u9fff、]{1,8}|[A-Za-z]{2,12})\)"
)


def _opening(text: str, limit: int, position: int) -> int | None:
    """Where the mark opens that is closed in front of a position, if a name may hold the two."""
    char = text[position - 1]
    opening = text.rfind(_CLOSING[char], max(limit, position - 16), position - 1)
    if opening < 0:
        return None
    if char != ")":
        said = text[opening + 1 : position - 1] in lexicon().outer_words  # 甲“牵手”乙集团
        return None if said or PAUSE.search(text, opening, position) else opening
    if opening <= limit or _ENUMERATOR.fullmatch(text, opening, position):
        return None
    return opening if _INNER_BRACKET.fullmatch(text, opening, position) else None


_JOINERS = ("及", "和", "与", "暨", "同", "可")
_JOINED = ("Institute", "IndustrialPark", "Association", "Project", "Event", "Fund")
SITES = ("IndustrialPark", "Project")
_ONE_CHAR = regex(
    "(?:^|[\n。,;:、“(由向与的])(?![省市区县乡镇村州校院局部委党国人方你我他她它各双并])[\u4e00-\u9fff]$"
)
_VISIONS = ("数字", "健康", "美丽", "平安", "法治", "质量", "智慧", "智能")
_PHASES = "[一二三四五][期线]"  # 甲电厂三期工程, 西气东输四线工程
# 三期扩建工程: what is done to works that stand already
_REBUILT = "扩建|改扩建|扩建工程|改造|迁建|加固|整治|段"
_CAPACITY = (
    r"年产|年处理|[\d.十百千万亿]+|英寸|代线|第|代|纳米|千伏|\d*(?:GW|MW|GWh|MWh|kV|mm)|±"
    "|[十百千万亿]*(?:吨|台|套|辆|只|件|片|支|颗|枚|米|公里|公斤|升|瓶|箱|头|羽|亩|双|芯|剂|千瓦|兆瓦"
    "|立方米|平方米|平方公里)"
)
_WORKS = regex(f"{_CAPACITY}|{_PHASES}|{_REBUILT}")
# words that stand inside names of one class only
_PARTS = {
    "Fund": regex(f"{_PHASES}|[一二三四五六七八九十]号"),  # 甲项目一期股权投资基金
    "Project": _WORKS,
    "IndustrialPark": _WORKS,
    "Event": regex(r"[春夏秋冬]季|20\d\d年?|第.+届"),
}


def _goes_on(walk: Walk, step: Step) -> int | None:
    """Where the walk goes on from a word that stands in no name as a rule, but does here."""
    word, text = step.word, walk.words.text
    parts = _PARTS.get(walk.class_name)
    if parts is not None and parts.fullmatch(word):
        return step.begin
    if word in _SUMS and walk.class_name == "Fund" and walk.words.tags[step.at - 1][0] == "n":
        outer = walk.places.ending_at(step.begin)  # 甲链百亿创新基金, but 甲市|百亿产业基金
        return step.begin if step.at and outer is None else None
    if word == "中国" and text.endswith(_VISIONS, 0, step.begin):
        return step.begin  # 数字中国建设峰会
    if word == "全国" and text.startswith("重点实验室", step.position):
        return step.begin
    if word == "号" and walk.class_name == "Project":  # 甲山2号风电场
        number = _NUMBER.search(text, max(0, step.begin - 2), step.begin)
        return number.start() if number else None
    if word in _SECOND and walk.class_name == "Company" and _is_second_of_brand(walk, step):
        return step.begin
    if word not in _JOINERS:
        return None
    if _is_conjunction_inside(walk, step):
        return step.begin
    if word == "和" and text.endswith("碳中和", 0, step.position):
        return step.position - 3
    if _is_part_of_brand(walk, step):
        return step.begin
    return step.begin if word == "可" and text.startswith("持续", step.position) else None


_SUMS = ("十亿", "百亿", "千亿", "万亿")
_NUMBER = regex(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})$")


_WHOLE = ("转运中心", "总部", "园区", "产业园", "开发区", "基地", "公司", "大学", "平台", "项目")
_GATHERINGS = ("仪式", "典礼", "大会", "会议", "论坛", "峰会", "活动", "发布会", "年会")


def _is_conjunction_inside(walk: Walk, step: Step) -> bool:
    """Tell whether 与, 和, 及 or 暨 joins two parts of one name."""
    word, words, lex = step.word, walk.words, lexicon()
    if word == "暨" and walk.words.text.endswith(_GATHERINGS, 0, step.begin):
        return walk.class_name == "Event"  # 揭牌仪式暨|甲研究院
    apart = word in ("和", "与") and walk.words.text.endswith(_WHOLE, 0, step.begin)
    if apart and walk.class_name in SITES:
        return False  # 甲转运中心和|乙航空基地
    if walk.class_name in SITES:  # 动力及储能电池制造基地, 研发和制造基地
        if word == "及" and adds_noun(words, lex, step.at):
            return True
        if word == "和" and walk.class_name != "Project" and joins_tasks(words, lex, step.at):
            return True
    if walk.class_name == "Event" and word == "与":
        return True  # 国际氢能与燃料电池汽车大会
    if (
        walk.class_name in ("Association", "Fund")
        and word != "暨"
        and is_field(words, lex, step.at)
    ):
        return True  # 甲市云计算和大数据产业协会
    joined = word == "及" or (word in ("与", "和", "暨") and walk.class_name in _JOINED)
    return joined and joins_nouns(words, lex, step.at, step.begin, step.position)


def _is_part_of_brand(walk: Walk, step: Step) -> bool:
    """Tell whether 和 or 同 ends the brand of a firm."""
    if walk.class_name != "Company" or step.word not in ("和", "同"):
        return False
    text = walk.words.text
    if text[step.position] == "(":
        return True  # 国科嘉和(北京)投资有限公司
    if step.word == "同":
        return False
    # 恩和生物科技有限公司, 辰和资本: one character in front, at the head of a clause or behind 由
    return _ONE_CHAR.search(text, max(0, step.begin - 2), step.begin) is not None


_SECOND = ("能", "可", "来", "为", "得", "会", "比")


def _is_second_of_brand(walk: Walk, step: Step) -> bool:
    """Tell whether a verb is the second character of a brand: 辰能|投资集团."""
    words, text = walk.words, walk.words.text
    trade = words.words[step.at + 1] if step.at + 1 < len(words.words) else ""
    if not step.at or not (trade == "集团" or trade in lexicon().brand_heads):
        return False
    if words.tags[step.at - 1][0] in "rdpcumq":
        return False  # 都能投资
    return _ONE_CHAR.search(text, max(0, step.begin - 2), step.begin) is not None


# lines that are called by letters which are words of their own too
LINE_ABROAD = regex("(?:中[老泰越缅蒙俄吉尼]|中吉乌|匈塞|雅万)(?:铁路|高铁)")
# 可向省|基金, which is one word to the tagger; 本市|基金
_TOWARDS_US = regex("(?:[可应须需将并均][向由从]|[本我])[省市区县]")
_COMPASS = frozenset("中东西南北")
_LETTERS = frozenset("冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇陕甘宁疆")
_OPENS = ("", *"\n。,;:、“() ")


def _begins_here(walk: Walk, step: Step) -> _Begin | None:
    """Where the name begins, if this word tells it."""
    words, word, begin = walk.words, step.word, step.begin
    if walk.class_name == "IndustrialPark" and word in _SHARED:
        pair = _PAIRED.search(walk.words.text, max(0, begin - 11), begin)
        if pair and words.is_edge(pair.start()):
            return pair.start(), None  # 粤澳|合作|中医药产业园
    cut = begin < walk.head < words.starts[step.at + 1]
    if cut and _is_university(words, walk.places, step.at):
        return begin, None  # the dictionary has the whole name: 学科|清华大学
    if len(word) == 1:
        return _begins_with_char(walk, step)
    if _is_particle_joined_on(walk, step):
        return begin + 1, None
    if _TOWARDS_US.fullmatch(word) and "基金" in walk.words.text[walk.head : walk.head + 4]:
        return step.position - 1, None
    if word == "全国" and (
        walk.class_name in ("Association", "Event", "Institute")
        or walk.words.text.startswith(("平台", "系统"), walk.head)
    ):
        return begin, None
    return None


def _begins_with_char(walk: Walk, step: Step) -> _Begin | None:
    """Where the name begins, if this word of one character tells it."""
    words, places, word, begin = walk.words, walk.places, step.word, step.begin
    text = words.text
    part = word in _COMPASS and begin > 0 and text[begin - 1] in _LETTERS
    if part and words.is_edge(begin - 1):  # 滇中, 皖北: part of a province
        outer = places.ending_at(begin - 1)
        return (places.chain_start(outer), outer) if outer else (begin - 1, None)
    if walk.class_name == "Company" and word == "和" and text.startswith(LEGAL_FORMS, walk.head):
        brand = place_of_brand(words, places, lexicon(), begin, step.position, walk.head)
        if brand is not None:
            return places.chain_start(brand), brand  # 甲省贵鑫瑞和创业投资有限公司
    if walk.class_name == "Company" and text[begin - 1 : begin + 1].isalpha():
        seat = places.ending_at(begin - 1) if text.startswith(LEGAL_FORMS, walk.head) else None
        apart = text[begin - 1] == "委" or text[begin - 1] in _FUNCTION  # 某市|委|和
        apart |= word in _FUNCTION and word != "和"  # 某市|也|是
        if seat and not apart:
            return places.chain_start(seat), seat  # 某市|国|中|创业投资有限公司
    seat = places.ending_at(begin) if word == "中" and walk.class_name == "Company" else None
    if seat is not None and text.startswith(LEGAL_FORMS, walk.head):
        return places.chain_start(seat), seat  # 山西|中|谷煤业有限公司
    opens = text[begin - 1 : begin] in _OPENS or (word == "中" and text.endswith("公司", 0, begin))
    if word in ("和", "中") and step.position < walk.head and opens:
        if word == "和" and _ACTS_WITH.match(text, walk.head, walk.head + _ACT):
            return step.position, None  # ,和谷潮集团共建甲: with whom somebody does it
        return begin, None  # 、和铂医药: what joins has two sides
    if word == "中" and LINE_ABROAD.match(text, begin):
        return begin, None
    return None


# 中阿(某国)产能|合作示范园
_PAIRED = regex(
    rf"{PAIR.pattern}(?:\([\u4e00-\u9fff]{{2,5}}\))?(?:产能|经贸|经济|产业|科技|创新|农业)?$"
)
_SHARED = ("合作", "协作", "共建", "协同")
_ACTS_WITH = regex(f"[^,。;]*?(?:{TOGETHER})")
_ACT = 16  # characters from the head of whom one acts with to what the two do
_FUNCTION = frozenset("了出在与和由被把为将于对从向的是系")
_GRANTED = ("获批", "获准", "获评", "获颁")
_JOINED_ON = _FUNCTION | frozenset("有获以如像含携赴至到自因按除跟据指")
_THINGS_THAT_HAVE = tuple("构目业司的还例户东方商金区园城市县镇")  # 已投项目|有拓荆|科技


def _is_particle_joined_on(walk: Walk, step: Step) -> bool:
    """Tell whether the segmenter joined a particle to the brand behind it: 了泽璟."""
    word, begin = step.word, step.begin
    first = word[0]
    if len(word) == 1 or first not in _JOINED_ON or word in _GRANTED:
        return False
    if first in "和与" and any(walk.words.text[begin - n : begin] in firms() for n in (2, 3, 4)):
        return True  # 格林美|和文|腾集团
    if walk.words.knows(word) or walk.words.knows(walk.words.words[step.at]):
        return False  # of 对外经济贸易大学, which the dictionary knows, 对外经济贸易
    clean = not NEVER_IN_NAMES.intersection(word[1:])
    if first == "有":
        has = walk.words.text[begin - 1 : begin] in _THINGS_THAT_HAVE
        return has and (clean or len(word) == 2)
    towards = first == "向" and walk.places.ending_at(begin) is None  # but 南昌|向塘国际陆港
    joins = first in "和与" and walk.words.words[step.at - 1] in lexicon().heads  # 乙论坛|和沃
    return clean and (len(word) > 2 or first in "由获对从" or towards or joins)


# which words around them tell to be part of a name or none
_TELLING = STOPPING.union(_JOINERS, ("全国", "中国", "中华人民共和国"))


@lru_cache(maxsize=16384)
def _is_ordinary(knows: Callable[[str], bool], word: str, tag: str, class_name: str) -> bool:
    """Tell whether a word is part of a name of a class wherever it stands, as half of all are.

    Of such a word none of the questions need be asked that a walk asks of the others: who asks
    about a word of more than one character has to leave it out here.
    """
    parts = _PARTS.get(class_name)
    return (
        len(word) > 1
        and word not in _TELLING
        and word not in lexicon().acts
        and word[0] not in _JOINED_ON
        and not word.startswith(JOINTLY)
        and not word.endswith(("商", "人", "企", "企业"))
        and _TOWARDS_US.fullmatch(word) is None
        and (parts is None or parts.fullmatch(word) is None)
        and belongs(knows, word, tag)
    )


def _begins_with_country(walk: Walk, step: Step) -> _Begin | None:
    """Where a name begins that begins with China, with the firm or the place in front of it."""
    if step.word not in ("中国", "中华人民共和国"):
        return None
    words, places, class_name, begin = walk.words, walk.places, walk.class_name, step.begin
    if step.word == "中国" and step.at and words.words[step.at - 1] in lexicon().companies:
        return words.starts[step.at - 1], None  # 甲通中国研发中心
    outer = places.ending_at(begin) if class_name == "Company" else None
    if outer is not None and "中国" in outer.parents:
        return places.chain_start(outer), outer  # 浙江|中国轻纺城集团
    return begin, None


def _is_inside_brand(words: Words, places: Places, hit: PlaceHit, class_name: str) -> bool:
    """Tell whether what reads like a place abroad belongs to a brand: 某省达美硅谷农业公司."""
    if class_name != "Company" or hit.code is not None or "中国" in hit.parents or hit.zone:
        return False
    begin = hit.start
    for _ in range(_WORDS_OF_BRAND):
        index = words.index(begin - 1) if begin else 0
        begin = words.starts[index]
        word = words.words[index]
        if begin >= hit.start or word in lexicon().outer_words or not word.isalnum():
            return False
        if places.ending_at(begin) is not None:
            return True
    return False


_WORDS_OF_BRAND = 3  # between the place of a firm and what reads like another: 某省达美绿色硅谷公司
_OLD_SCHOOLS = (
    "清华", "复旦", "同济", "南开", "暨南", "中山", "东南", "江南", "河海", "燕山", "东华",
)  # fmt: skip


def _is_university(words: Words, places: Places, index: int) -> bool:
    """Tell whether a word of the dictionary is the whole name of a university."""
    word, before = words.words[index], words.words[index - 1] if index else ""
    if words.tags[index] != "nt" or not word.endswith("大学") or len(before) < 2:
        return False
    begin = words.starts[index]
    told = word.startswith(_OLD_SCHOOLS) or places.starting_at(begin) is not None
    return told and places.ending_at(begin) is None and before != "中国"
