"""How far a name reaches from its head, and what the thing is called."""

from __future__ import annotations

from kg.extraction.lexicon import Lexicon, is_plain, lexicon
from kg.extraction.naming.borders import branch_end, left_border, right_border, strip_left
from kg.extraction.naming.candidates import PREFIXES, Candidate
from kg.extraction.naming.houses import invests, is_house
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.naming.single import CREATED, DESCRIPTIVE, SITED, is_made, is_one_thing
from kg.extraction.naming.surroundings import (
    is_counted,
    is_for_anybody,
    is_kind_of_next,
    is_of_many,
    is_planning,
    made_start,
    worked_start,
)
from kg.extraction.naming.walk import walk_left, whole_item
from kg.extraction.naming.works import ABBREVIATED, LINE, OUTPUT
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_CAMPUS = regex(r"\([\u4e00-\u9fff]{2,4}\)(?!的)")


# 举行第一届理事会, 产线总投资: what is held or paid is nobody's name
_NO_NAME = regex(
    r"(?:第[一二三四五六七八九十\d]{1,3}|新一)届(?:理事|董事|监事)会|总投资|[硬黑高深]科技"
)


_ENDS_OF_NO_NAME = "会资技"


_LONGEST_NO_NAME = 8


_SHAPES = ("式", "型")  # 漂浮|式风机总装基地: a name does not begin with them


_OUTPUTS = ("年产", "年处理", "日产", "日处理")


_GRIDS = ("国网", "南网")  # 国网甲省电力有限公司


_PHASE = regex("[一二三四五](?:号(?![机工楼线井])|期(?!募|规|投))")


def _made(
    words: Words,
    places: Places,
    start: int,
    head_start: int,
    end: int,
    class_name: str,
) -> Candidate | bool:
    """What somebody sets up by the name behind the verb; True when many of its kind are.

    Returns
    -------
    False when nobody sets it up, or its words do not tell it from others.
    """
    known = class_name == "Institute" and words.knows(words.text[start:end])  # 布局新学科|清华大学
    if class_name not in _MADE or known:
        return False
    found = made_start(words, places, start, head_start, end)
    if found is None:
        return False
    hit = places.starting_at(found.start)
    if found.many:
        return hit is None and "“" not in words.text[found.start : head_start]
    strength = _strength(words, lexicon(), found.start, head_start, hit)
    candidate = Candidate(words, found.start, head_start, end, class_name, hit)
    return candidate if is_made(candidate, found.owned, strength) else False


def name_at(
    words: Words,
    places: Places,
    lex: Lexicon,
    head_start: int,
    end: int,
    class_name: str,
    branded: bool,
) -> Mention | None:
    text = words.text
    item = whole_item(words, places, end, class_name)
    start, place = item or walk_left(words, places, head_start, class_name)
    start = start if item else strip_left(words, start, head_start, class_name)
    output = None
    if class_name == "Project" and text.endswith(_PLANNED, 0, end):
        output = OUTPUT.search(text, max(0, head_start - _LONGEST_OUTPUT), head_start)
    if output:
        place = places.ending_at(output.start())
        start = place.start if place else output.start()
    if text[end - 1] in _ENDS_OF_NO_NAME and any(
        no_name.end() == end
        for no_name in _NO_NAME.finditer(text, max(0, end - _LONGEST_NO_NAME), end)
    ):
        return None
    if text[start] in _SHAPES and start and words.is_edge(start):
        start = words.starts[words.index(start - 1)]
    if place is not None and place.start == start and text.endswith(_GRIDS, 0, start):
        start, place = start - 2, None
    made = output is None and _made(words, places, start, head_start, end, class_name)
    if class_name == "IndustrialPark" and (last := _last_of_counted(text, places, start)):
        full = text[last.start : last.end] + text[start:end]
        return Mention(last.start, end, class_name, full, "head", end - last.start, 0.8)
    if made is True:
        return None
    if made:
        start, place = made.start, made.place
    if class_name == "Project" and not made and place is None:
        start = worked_start(words, start, head_start, end)
        place = places.starting_at(start)
    if class_name == "Fund" and (runs := _RUN_BY.search(text, start, head_start)):
        start, place = runs.end(), places.starting_at(runs.end())
    deed = branded or text[head_start:end] == "控股"
    if start >= head_start or (deed and invests(words.text, start, head_start, end)):
        return None
    if class_name == "Fund" and is_kind_of_next(text, start, head_start, end):
        return None
    if class_name == "Project" and is_planning(text, head_start, end):
        return None
    if class_name == "Company" and text.startswith(_OUTPUTS, start):
        return None  # 年产10GWh储能|电池项目
    if class_name != "Company" and is_counted(text, start):
        return None  # 28家市域联合体
    if (
        class_name == "Company"
        and place is None
        and _SO_MANY.search(text, max(0, start - 4), start)
    ):
        return None  # 19家离岸交易所
    if class_name in _MADE and place is None and text.startswith(_RANK_OF_PLACE, end):
        return None  # 打造国际消费中心城市
    if class_name in _MADE and place is None and is_for_anybody(text, start, end):
        return None
    if class_name in ("Institute", "IndustrialPark") and place is None and is_of_many(text, start):
        return None
    name = made or Candidate(words, start, head_start, end, class_name, place)
    strength = _strength(words, lex, start, head_start, place)
    form = _PARTNERSHIP.match(text, end) if class_name == "Fund" else None
    if form and form["place"]:
        strength = 3  # 中小企业发展基金(甲市有限合伙)
    paired = (
        place is not None and place.start == start and text[start - 1 : start] in _DASHES
    )  # 中国—东盟博览会
    line = None
    if (
        class_name == "Project"
        and text[start - 1 : start] == "至"
        and LINE.search(text, start, end)
    ):
        line = places.ending_at(start - 1)  # 大理至丽江铁路
    if line:
        start = line.start
    if (
        class_name == "Company"
        and place
        and not place.parents
        and end - place.end > 3
        and not (paired or place.name.endswith(_REGIONS))
        and not text.startswith(_OF_STATE, place.end)
        and not _COMMON_FIRM.fullmatch(text, place.end, end)
    ):
        start = place.end  # a firm of another country is named without it
    if name.class_name in ("IndustrialPark", "Project") and name.core.startswith("国家"):
        topical = class_name == "IndustrialPark" and right_border(words, end) > end
        strength -= 0 if topical else 2  # 国家自主创新示范区 is a kind, not a park
    if branded:
        house = is_house(words, start, head_start, end)
        named = house or (
            strength >= 2 and not is_counted(words.text, start) and name.is_branded(lex)
        )
    elif class_name == "Company":
        named = name.is_firm(strength) and not name.is_bare_place()
    else:
        one = bool(made) or output is not None or is_one_thing(name, strength)
        named = line is not None or paired or (one and not name.is_bare_place())
    if not named:
        return None
    confidence = 0.9 if strength >= 2 else 0.6
    if text.startswith("大学", head_start) and (campus := _CAMPUS.match(text, end)):
        end = campus.end()
    if form:
        end = form.end()
    start, end = _borders(words, places, start, end, class_name, place, paired)
    full = _as_called(text, start, end, class_name, place)
    plain = strength < 2 and place is None and text[start - 1 : start] != "的"
    told = made and len(name.core) >= _TOLD  # its own words tell it from others
    if plain and not told and name.follows(CREATED) and class_name in DESCRIPTIVE:
        full = _place_in_front(text, places, start) + full
    own = _own_name(words, end, class_name, place)
    return Mention(start, end, class_name, full, "head", end - start, confidence, own)


def _borders(
    words: Words,
    places: Places,
    start: int,
    end: int,
    class_name: str,
    place: PlaceHit | None,
    paired: bool,
) -> tuple[int, int]:
    """Where a name begins and ends with what belongs to it beyond its words and its head.

    A brand, a road or a year stands in front of it, a phase or a place in brackets behind it;
    `paired` tells that a dash joins its place to another.
    """
    text = words.text
    if class_name == "Company":
        end = branch_end(words, places, end)
    if class_name in ("Fund", "Project") and place and start == place.start:
        index = words.index(start) - 1
        brand = words.words[index] if index >= 0 and words.is_edge(start) else ""
        if 2 <= len(brand) <= 3 and brand.isalpha() and not words.knows(brand):
            begin = words.starts[index]
            owned = class_name == "Project" and words.is_brand(index) and text[end - 1] in "厂心目"
            start = begin if owned or _SET_UP.search(text, max(0, begin - 4), begin) else start
    if class_name in ("Fund", "Project") and (phase := _PHASE.match(text, end)):
        end = phase.end()
    if class_name == "Project" and text.endswith("全国", 0, start) and "一体化" in text[start:end]:
        start -= 2
    if class_name == "Project" and (road := _ROAD.search(text, max(0, start - 6), start)):
        start = road.start()  # 某某高速甲至乙段改扩建工程
    sited = class_name in ("Project", "IndustrialPark") or text.endswith("省实验室", start, end)
    if sited and text.startswith("(", end):
        part = places.starting_at(end + 1)
        if part and text.startswith(")", part.end):
            end = part.end + 1  # 国家枢纽节点(甲省)
    if class_name == "IndustrialPark":
        start, end = left_border(words, places, start), right_border(words, end)
    elif paired or (
        class_name != "Company"
        and text[start - 1 : start] in _DASHES
        and not text.endswith("大学", start, end)
    ):
        start = left_border(words, places, start)
    if class_name == "Event" and text[start - 1 : start] == "·":  # 2024青岛·中国财富论坛
        start = left_border(words, places, start)
    if class_name == "Project" and _is_letter_of_line(words, start, end):
        start -= 1
    if class_name == "Event" and (session := _SESSION.match(text, end)):
        end = session.end()
    if class_name == "Event" and (year := _YEAR.search(text, max(0, start - 7), start)):
        start = year.start()
    if class_name == "Institute" and (side := _COMPASS_PART.match(text, end)):
        end = side.end()
    if class_name == "Institute" and place and place.start == start:
        start = _with_academy(words, places, start)
    return start, end


def _is_letter_of_line(words: Words, start: int, end: int) -> bool:
    """Tell whether the first letter of a line was read as a word: 太|中银铁路."""
    letter, line = words.text[start - 1 : start], LINE.search(words.text, start, end)
    return (
        line is not None
        and start > 0
        and words.is_edge(start - 1)
        and ABBREVIATED.fullmatch(letter + words.text[start : line.start()]) is not None
    )


def _as_called(text: str, start: int, end: int, class_name: str, place: PlaceHit | None) -> str:
    """The name without the places in front that only tell where a park is."""
    full = text[start:end]
    if class_name == "IndustrialPark" and place and text[place.start - 1] in "省市区县州":
        full = text[place.start : end]  # 某省某县某试验区 goes by the name of the county
        if text[place.end - 1] == "区" and end - place.end >= _LONG_PARK:
            full = text[place.end : end]  # 某市某区某产业园 is an address
    return full


def _own_name(words: Words, end: int, class_name: str, place: PlaceHit | None) -> str:
    """The proper name of a site without the place it is in: 云栖小镇 of 杭州云栖小镇."""
    if class_name not in _SITES or place is None or end - place.end < _OWN_NAME:
        return ""
    zone = _IN_ZONE.match(words.text, place.end, end - _OWN_NAME)
    begin = zone.end() if zone else place.end
    own = words.is_edge(begin) and _is_own(words, words.index(begin))
    return words.text[begin:end] if own else ""


def _is_own(words: Words, index: int) -> bool:
    """Tell whether a word is the proper name of a park or of the spot where it is."""
    word, tag, lex = words.words[index], words.tags[index], lexicon()
    proper = tag in ("ns", "zg") or (words.is_brand(index) and not words.knows(word))
    return proper and not (word in _WHERE or word in lex.generic or word in lex.inner_verbs)


_SITES = ("IndustrialPark", "Project")


_OWN_NAME = 4  # characters that a proper name has, with its head


_WHERE = ("临空", "临港")


_IN_ZONE = regex("(?:高新|经开|经济开发|(?:经济|高新)技术(?:产业)?开发|新)区")


_RANK_OF_PLACE = ("城市", "地位")


_SO_MANY = regex(r"[\d二两三四五六七八九十百数多余]家$")


_REGIONS = (
    "流域", "三角洲", "三角", "湾区", "京津冀", "海峡", "经济带", "经济圈", "城市群", "都市圈",
    "地区", "半岛",
)  # fmt: skip


_DASHES = ("—", "–", "-")


_COUNT = regex(r"(?:等)?(?:\d{1,2}|[两二三四五六七八九十])[个家]$")


def _last_of_counted(text: str, places: Places, start: int) -> PlaceHit | None:
    """The last of the places whose parks are counted: 甲、乙3个高新区."""
    count = _COUNT.search(text, max(0, start - 4), start) if text[start - 1] in "个家" else None
    last = places.ending_at(count.start()) if count else None
    listed = last is not None and text[last.start - 1 : last.start] in ("、", "和", "及", "与")
    return last if last and listed and places.ending_at(last.start - 1) else None


_PLANNED = ("项目", "工程", "基地", "生产线")


_LONGEST_OUTPUT = 40  # characters from 年产 to the head


_TOLD = 7  # characters before the head


_LONG_PARK = 5  # characters of the name of a park that need no place


_MADE = ("Project", "IndustrialPark", "Institute", "Association")


# 甲资本管理乙创业基金, 市财政统筹丙专项资金
_RUN_BY = regex(
    "(?:资本|创投|集团|公司|银行|投资)(?:受托)?管理(?=.{4})|财政(?:每年)?(?:统筹|整合)(?:安排)?"
)


_PARTNERSHIP = regex(r"\((?P<place>[\u4e00-\u9fff]{0,6})(?:有限合伙|有限公司)\)")


_SET_UP = regex("(?:设立|成立|发起|组建|新设)了?$")  # 设立高捷成都天使基金


_OF_STATE = ("政府", "国家", "央行", "中央")


# what many countries have, so that the country belongs to the name: 甲国证券交易所
_COMMON_FIRM = regex(
    "(?:证券|股票|期货|商品|黄金|钻石|碳|能源|金属|联邦|国民|储备|发展|开发|进出口|外贸|工业|商业|农业|信贷"
    "|港务|港口|铁路|航空|邮政|电信|电力|石油|天然气|核电|皇家|广播|再保险|矿业|钢铁|第一)+"
    "(?:交易所|银行|集团|公司|保险公司)"
)


_YEAR = regex(r"(?:20\d\d年?|第[一二三四五六七八九十百\d]{1,4}届|首届)$")


_SESSION = regex(r"20\d\d年?(?:年会|峰会|会议|[春夏秋冬]季(?:年会|峰会))")


# 国家甲中心北方中心
_COMPASS_PART = regex(
    "(?:华[东南北中]|[东西][南北]|[东西南北中][部方]|长三角|粤港澳大湾区|大湾区)(?:地区|区域)?(?:分?中心|分院|分所|分部)"
)


_ROAD = regex(r"(?:[\u4e00-\u9fff]{2}(?:高速|高铁|铁路)|[GS]\d{1,4})$")


_ACADEMIES = ("大学", "科学院", "中科院", "工程院")


def _with_academy(words: Words, places: Places, start: int) -> int:
    """Where the name of an institute begins whose academy stands in front: 中国科学院甲市乙所."""
    if words.text.startswith("省实验室", start + 2):  # 某城甲科学与工程|某省实验室
        begin, _ = walk_left(words, places, start, "Institute")
        begin = strip_left(words, begin, start, "Institute")
        return begin if start - begin >= 4 else start
    head = next((a for a in _ACADEMIES if words.text.endswith(a, 0, start)), None)
    if head is None or head == "中科院":
        return start - len(head or "")
    begin, _ = walk_left(words, places, start - len(head), "Institute")
    begin = strip_left(words, begin, start - len(head), "Institute")
    return begin if begin < start - len(head) else start


_OF_NAMES = ("大学", "学院", "理工", "师范", "交通", "工业", "科技", "农业", "银行", "集团")


def _place_in_front(text: str, places: Places, start: int) -> str:
    """The place that acts in the clause, which tells a plain name from others like it."""
    clause = max(0, start - 80, *(text.rfind(m, max(0, start - 80), start) + 1 for m in ",;:。\n"))
    hits = places.within(clause, start)
    hit = hits[0] if hits else None
    if hit is None or hit.start - clause > 12 or start - hit.end > 12 or text[hit.start - 1] == "(":
        return ""
    if text.startswith(_OF_NAMES, hit.end):
        return ""  # 浙江大学成立…
    return hit.surface


def _strength(words: Words, lex: Lexicon, start: int, end: int, place: PlaceHit | None) -> int:
    """How much the words before a head make it one thing: 0 nothing, 2 and more a proper name."""
    text = words.text
    if "“" in text[start:end] or place is not None:
        return 3
    if SITED.search(text, start, end):
        return 5  # 国家大数据(贵州)综合试验区
    if text.startswith(PREFIXES, start):
        return 2
    if text[start:end] in lex.generic:
        return 0
    position, score = start, 0
    while position < end:
        index = words.index(position)
        word = words.words[index]
        if len(word) == 1 and word not in lex.generic:
            score += 1  # brands are cut in single characters
        elif not is_plain(lex, word):
            proper = words.is_brand(index) or words.tags[index] in ("ns", "nt")
            proper = proper or words.starts[index] < position  # 与泓晟|资本
            score += 2 if proper else int(len(word) > 1)
        position = words.starts[index + 1]
    return min(score, 3)
