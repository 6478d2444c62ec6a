"""How far a name reaches from its head, and what the thing is called."""

from __future__ import annotations

from kg.extraction.lexicon import Lexicon, brands, is_goods, is_plain, lexicon
from kg.extraction.naming.borders import TO_PLACE, reach, strip_left
from kg.extraction.naming.candidates import PREFIXES, Candidate
from kg.extraction.naming.forms import trade_words
from kg.extraction.naming.houses import invests
from kg.extraction.naming.inside import LEGAL_FORMS
from kg.extraction.naming.persons import is_person_name
from kg.extraction.naming.places import SPECIAL_REGIONS, PlaceHit, Places
from kg.extraction.naming.single import CREATED, DESCRIPTIVE, SITED, is_made, is_one_thing
from kg.extraction.naming.surroundings import (
    is_counted,
    is_for_anybody,
    is_honour,
    is_of_many,
    made_start,
    worked_start,
)
from kg.extraction.naming.walk import SITES, held_whole, walk_left, whole_item
from kg.extraction.naming.works import LINE, OUTPUT
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_TOPIC = regex(r"\([\u4e00-\u9fff]{2,12}·[\u4e00-\u9fff·]{2,16}\)")
_CAMPUS = regex(r"\([\u4e00-\u9fff]{2,4}\)(?!的)")
# 举行第一届理事会, 产线总投资: what is held or paid is nobody's name
_NO_NAME = regex(
    r"(?:第[一二三四五六七八九十\d]{1,3}|新一)届(?:理事|董事|监事)会|办公会|总投资|[硬黑高深]科技"
)
_ENDS_OF_NO_NAME = "会资技"
_LONGEST_NO_NAME = 8
_SHAPES = ("式", "型")  # 漂浮|式风机总装基地: a name does not begin with them
_SUBJECTS = ("专业", "学科", "学位", "硕士", "博士", "本科")  # that are taught
_COUNTED_KIND = regex("[一二两三四五六七八九十]个[^个]{0,4}$")
_MANY = regex(
    r"(?:(?<![第\d.])(?:\d+|[两三四五六七八九十百几数多]+)[余多]?[个条座处项家]|一(?:大?批|些)|多[个家])(?:[^,。;:、]{1,10}的)?$"
)
_NUMBER_OF_ITEM = regex(r"\d\.\d?$")
_NTH_FUND = regex(r"[前本该]项$|基金的?第[一二三四五六七八九十\d]+[支只个家]")
_OF_FIELDS = regex("等[\u4e00-\u9fff]{0,6}?(?:领域|方向|环节|赛道|方面|行业)")
_GRIDS = ("国网", "南网")  # 国网甲省电力有限公司


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
    found = made_start(words, places, head_start, end)
    if found is None:
        return False
    dashes = words.text.rfind("——", found.start, head_start)
    start = max(found.start, dashes + 2)  # 首个小镇——甲小镇
    hit = places.starting_at(start)
    if found.many:
        return hit is None and "“" not in words.text[start:head_start]
    strength = _strength(words, lexicon(), start, head_start, hit)
    candidate = Candidate(words, start, head_start, end, class_name, hit)
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
    """The name that ends in a head, None where the words before the head make it none.

    Parameters
    ----------
    head_start, end : of the head.
    branded : the head is a common word, which names something behind a brand only.
    """
    text = words.text
    if _ends_in_no_name(text, end):
        return None
    start, place, output = _beginning(words, places, head_start, end, class_name)
    made = not output and _made(words, places, start, head_start, end, class_name)
    if class_name == "IndustrialPark" and (last := _last_of_counted(text, places, start)):
        full = text[last.start : last.end] + text[start:end]
        return Mention(last.start, end, class_name, full, "head", end - last.start, 0.8)
    if made is True:
        return None
    if made:
        name = made
    else:
        start, place = _behind_deeds(words, places, start, place, head_start, end, class_name)
        name = Candidate(words, start, head_start, end, class_name, place)
    if class_name == "Company" and text.endswith(_FORMED, head_start, end):
        _take_in_cut(name, places)
        _take_in_brand(name, places)
        if name.place is None and not (_has_own_words(name) or name.is_whole_firm()):
            return None  # 环保设备有限公司
    if class_name == "Company" and name.place is not None:
        _leave_zone(name, name.place)
    if _is_no_thing(name, branded):
        return None
    strength = _weight(name, lex)
    paired = (
        name.place is not None
        and name.place.start == name.start
        and text[name.start - 1 : name.start] in TO_PLACE
    )  # 中国—东盟博览会
    line = _other_end(name, places)
    start = name.start if line is None else line
    if name.place and not paired and _is_of_other_country(name, name.place):
        start = name.place.end  # a firm of another country is named without it
    if branded:
        named = _is_branded(name, start, strength, lex)
    elif class_name == "Company":
        named = name.is_firm(strength) and not name.is_bare_place()
    else:
        one = bool(made) or output or is_one_thing(name, strength)
        named = line is not None or paired or (one and not name.is_bare_place())
    if not named:
        return None
    return _mention(name, places, start, paired, strength, bool(made))


def _mention(
    name: Candidate, places: Places, start: int, paired: bool, strength: int, made: bool
) -> Mention:
    """What is named, by its full name.

    Parameters
    ----------
    start : of the name, where it is not that of the candidate.
    paired : a dash joins its place to another.
    made : its words tell that somebody sets it up.
    """
    words, class_name, place = name.words, name.class_name, name.place
    start, end = reach(words, places, start, _with_bracket(name), class_name, place, paired)
    while words.text[start] in "-—":
        start += 1  # 全天------|甲展览会
    if twice := _TWICE.match(words.text, start, end):
        start = twice.end()  # the heading and the name below it: 谷潮科技谷潮科技有限公司
    full = _as_called(words.text, start, end, class_name, place)
    told = made and len(name.core) >= _TOLD  # its own words tell it from others
    if strength < 2 and not told and _is_plain(name, start):
        full = _place_in_front(words.text, places, start) + full
    own = _own_name(words, end, class_name, place)
    confidence = 0.9 if strength >= 2 else 0.6
    return Mention(start, end, class_name, full, "head", end - start, confidence, own)


_TWICE = regex(r"([\u4e00-\u9fff]{2,12})(?=\1)")


def _ends_in_no_name(text: str, end: int) -> bool:
    """Tell whether a head ends what is held or paid and so is nobody's name: 总投资."""
    if text[end - 1] not in _ENDS_OF_NO_NAME:
        return False
    tail = _NO_NAME.finditer(text, max(0, end - _LONGEST_NO_NAME), end)
    return any(no_name.end() == end for no_name in tail)


def _beginning(
    words: Words, places: Places, head_start: int, end: int, class_name: str
) -> tuple[int, PlaceHit | None, bool]:
    """Where the words begin that may name something, and the place that they begin with.

    Returns
    -------
    The start; the place; whether it is told by what it puts out, or is all of an item.
    """
    text, output, item = words.text, None, None
    if class_name == "Project" and text.endswith(_PLANNED, 0, end):
        output = OUTPUT.search(text, max(0, head_start - _LONGEST_OUTPUT), head_start)
    if output:
        place = places.ending_at(output.start())
        start = place.start if place else output.start()
    elif item := whole_item(words, places, end, class_name):
        start, place = item
    elif class_name == "Event" and (held := held_whole(words, places, head_start, end)):
        start, place = held
    else:
        start, place = walk_left(words, places, head_start, class_name)
        start = strip_left(words, start, head_start, class_name)
    if text[start] in _SHAPES and start:
        start = words.starts[words.index(start - 1)]
    if place is not None and place.start == start and text.endswith(_GRIDS, 0, start):
        start, place = start - 2, None
    listed = class_name == "Project" and item is not None
    return start, place, output is not None or listed


def _behind_deeds(
    words: Words,
    places: Places,
    start: int,
    place: PlaceHit | None,
    head_start: int,
    end: int,
    class_name: str,
) -> tuple[int, PlaceHit | None]:
    """Where a name begins behind what somebody does to the thing: 甲资本管理|乙创业基金."""
    if class_name == "Project" and place is None:
        start = worked_start(words, start, head_start, end)
        return start, places.starting_at(start)
    if class_name == "Fund" and (runs := _RUN_BY.search(words.text, start, head_start)):
        return runs.end(), places.starting_at(runs.end())
    return start, place


def _has_own_words(name: Candidate) -> bool:
    """Let a legal name of words of trades alone begin with what stands in front; tell if it does.

    大自然|环保设备有限公司, but 某环保设备有限公司
    """
    words, text, start = name.words, name.words.text, name.start
    if trade_words().fullmatch(text, start, name.head_start) is None:
        return True
    if name.core.startswith(PREFIXES) or any(name.core[:size] in brands() for size in (2, 3, 4)):
        return True  # 国家开发投资集团有限公司
    begin = words.starts[words.index(start - 1)] if start else 0
    brand, opens = text[begin:start], text[begin - 1 : begin]
    if 2 <= len(brand) <= 4 and brand.isalpha() and brand not in lexicon().outer_words:
        name.start = begin if not opens.isalnum() else start
    return name.start < start


def _leave_zone(name: Candidate, place: PlaceHit) -> None:
    """Let the name of a firm begin with its brand behind its zone: 甲高新区|乙科技公司."""
    words, zone = name.words, _IN_ZONE.match(name.words.text, place.end, name.head_start - 1)
    if zone and words.is_edge(zone.end()) and words.is_brand(words.index(zone.end())):
        name.start, name.place = zone.end(), None


# what stands between a hard edge and the words of a trade: 内的|耐特转向|系统(甲市)有限公司
_UNCUT = regex("(?:^|[\n。,;:、“(的由])(?P<name>(?!某)[\u4e00-\u9fff]{3,8})$")
_IN_BRACKETS = regex(r"[(][^()]{2,6}[)]$")


def _take_in_cut(name: Candidate, places: Places) -> None:
    """Let the name of a firm begin before a verb inside it: 耐特|转向|系统, 某省云|启智|算科技."""
    words, text, start = name.words, name.words.text, name.start
    bracket = _IN_BRACKETS.search(text, max(start, name.head_start - 8), name.head_start)
    first = words.index(start)
    # a lone verb in front of the trade is half of a word: 云启智|算|科技
    begin = start + (len(words.words[first]) == 1 and words.tags[first] == "v")
    end = bracket.start() if bracket else name.head_start
    if trade_words().fullmatch(text, begin, end) is None:
        return
    if (uncut := _UNCUT.search(text, max(0, start - 9), start)) is None:
        return
    whole = uncut.start("name")
    home = places.starting_at(whole)
    at = words.index(home.end if home else whole)
    verb = words.index(start - 1)
    outer = lexicon().bought if bracket else lexicon().outer_words
    if words.tags[verb][0] != "v" or at >= verb or words.words[verb] in outer:
        return
    if (home or words.is_brand(at)) and verb - at <= 2:
        name.start = whole
        name.place = home or name.place


_LONGEST_BRAND = 6
_CUT_BRAND = regex("(?<=[了、,。;:“由与为])[\u4e00-\u9fff]{1,3}$")
_FORMED = ("有限公司", "有限责任公司", "集团")


def _take_in_brand(name: Candidate, places: Places) -> None:
    """Let the name of a firm that has none but common words begin with the brand in front.

    甲省|九天|投资控股有限公司, 华润|乙市电力有限公司
    """
    words, text, place = name.words, name.words.text, name.place
    begin = place.end if place is not None and place.start == name.start else name.start
    one = begin == name.start and words.is_edge(begin + 1)  # 设立了易见天|树科技有限公司
    if one and words.words[words.index(begin) + 1] in lexicon().brand_heads:
        cut = _CUT_BRAND.search(text, max(0, begin - 4), begin)
        name.start = cut.start() if cut else begin
        return
    if place is not None and begin > name.start and name.start:
        middle = words.starts[words.index(name.start - 1)]
        outer, brand = places.ending_at(middle), text[middle : name.start]
        inside = outer is not None and outer.name in place.parents
        if outer and inside and 2 <= len(brand) <= 4 and brand not in lexicon().outer_words:
            name.start, name.place = places.chain_start(outer), outer  # 某省谷潮|某县农业有限公司
            return
    if (
        trade_words().fullmatch(text, begin, name.head_start) is None
        and not name.is_of_common_nouns()
    ):
        return
    if place is not None and begin > name.start and name.start:
        index = words.index(name.start - 1)
        word, first = words.words[index], words.starts[index]
        own = words.is_brand(index) and not words.knows(word) and 2 <= len(word) <= 4
        if own and word.isalpha() and not is_person_name(word) and places.covering(first) is None:
            name.start = first  # 谷潮链|武汉网络服务有限公司
            return
    start = name.start - 2 * text.endswith("投资", 0, name.start)
    if place is None and start:
        index = words.index(start - 1)
        outer, word = places.ending_at(words.starts[index]), words.words[index]
        if outer is not None and len(word) == 2 and word not in lexicon().outer_words:
            name.start, name.place = places.chain_start(outer), outer
            start = name.start
    for size in range(2, _LONGEST_BRAND + 1):
        if text[start - size : start] in brands() and words.is_edge(start - size):
            outer = places.ending_at(start - size)
            name.start = start - size if outer is None else places.chain_start(outer)
            name.place = outer
            return


def _is_no_thing(name: Candidate, branded: bool) -> bool:
    """Tell whether what stands around shows that a kind, a number or a plan is spoken of."""
    text, start, end, class_name = name.words.text, name.start, name.end, name.class_name
    deed = branded or name.head == "控股"
    if "”“" in name.core or text.startswith("某", start):
        return True  # “甲”“乙助行工程: members of a list that nothing parts
    if start >= name.head_start or (deed and invests(text, start, name.head_start, end)):
        return True
    if class_name == "Fund" and _NTH_FUND.search(name.core):
        return True  # 国家中小企业发展基金第三支|实体基金
    if class_name == "Project" and _NUMBER_OF_ITEM.search(name.core):
        return True  # 甲电厂2.|项目概况: the heading of what is below
    if class_name == "Project" and text.startswith(_SUBJECTS, end):
        return True  # 设立低空技术与工程专业
    if class_name == "Project" and is_goods(lexicon(), text[start:end]):
        return True  # 引进飞控系统
    if class_name == "IndustrialPark" and text[start:end] in SPECIAL_REGIONS:
        return True
    if class_name == "IndustrialPark" and _COUNTED_KIND.search(name.core):
        return True  # 甲药谷、乙药城三个专业园区
    if class_name == "IndustrialPark" and is_honour(text, start, end):
        return True
    if class_name in SITES and name.place is None and name.follows(_MANY):
        return True  # 17个甲项目, 一批各具特色的乙基地
    if class_name == "Project" and text.startswith("他", start) and text.endswith("其", 0, start):
        return True  # 甲及其|他印刷项目
    if class_name != "Company" and is_counted(text, start):
        return True  # 28家市域联合体
    if name.place is not None:
        return False
    if class_name == "Project" and _OF_FIELDS.match(text, end):
        return True  # 投向整机研制、飞控系统等领域
    if class_name == "Company":
        return _SO_MANY.search(text, max(0, start - 4), start) is not None  # 19家离岸交易所
    if class_name in _MADE and text.startswith(_RANK_OF_PLACE, end):
        return True  # 打造国际消费中心城市
    if class_name in (*_MADE, "Fund") and is_for_anybody(text, start, end):
        return True
    return class_name in ("Institute", "IndustrialPark") and is_of_many(text, start)


def _weight(name: Candidate, lex: Lexicon) -> int:
    """How much the words of a name make it one thing, less where they are those of a kind."""
    words, end = name.words, name.end
    form = _PARTNERSHIP.match(words.text, end) if name.class_name == "Fund" else None
    if form and form["place"]:
        return 3  # 中小企业发展基金(甲市有限合伙)
    strength = _strength(words, lex, name.start, name.head_start, name.place)
    if name.class_name in SITES and name.core.startswith("国家") and _with_bracket(name) == end:
        strength -= 2  # 国家自主创新示范区 is a kind, not a park
    return strength


def _with_bracket(name: Candidate) -> int:
    """Where a name ends with the campus, topic or form of partnership in brackets behind it."""
    bracket = None
    if name.class_name == "Fund":
        bracket = _PARTNERSHIP.match(name.words.text, name.end)
    elif name.class_name == "IndustrialPark":
        bracket = _TOPIC.match(name.words.text, name.end)  # 国家甲示范基地(大数据·乙市)
    elif name.words.text.startswith("大学", name.head_start):
        bracket = _CAMPUS.match(name.words.text, name.end)
    return bracket.end() if bracket else name.end


def _other_end(name: Candidate, places: Places) -> int | None:
    """Where a name begins that has a place inside: 大理至|丽江铁路, 首届领袖|甲市峰会."""
    text, start = name.words.text, name.start
    if name.class_name == "Event" and name.is_bare_place():
        edition = _EDITION.search(text, max(0, start - 20), start)
        edition = edition or _SUMMIT_OF.search(text, max(0, start - 16), start)
        return edition.start() if edition else None
    if name.class_name != "Project" or text[start - 1 : start] != "至":
        return None
    led = LINE.search(text, start, name.end) or name.head == "航线" or "段" in name.core
    hit = places.ending_at(start - 1) if led else None
    if hit is not None:
        return hit.start
    first = _FIRST_END.search(text, max(0, start - 20), start) if led else None
    return first.start("name") if first else None


# G4216线宜宾新市至|攀枝花高速公路, …的磨丁至|万象铁路: what stands in front of the first end
_FIRST_END = regex(
    r"(?:^|[\n,。;:、“()的]|开工|建设|新建|修建|批复|包括|核准|关于|[为是])"
    r"(?P<name>(?:[GS]\d{2,4}线?)?(?!关于)[\u4e00-\u9fff]{2,7}至)$"
)

# 上海合作组织|青岛峰会, 二十国集团领导人|杭州峰会: whose heads meet there
_SUMMIT_OF = regex(
    "(?:(?:(?![于席加在])[\u4e00-\u9fff]){2,6}(?:合作组织|共同体|联盟)|上合组织|[二七八]十?国集团|金砖(?:国家)?|东盟|G20|APEC|亚太经合组织)"
    "(?:领导人|元首|部长)?(?:非正式)?$"
)
_EDITION = regex(
    r"(?:20\d\d年?|首届|第[一二三四五六七八九十百\d]{1,4}届)"
    r"(?:(?![在由于的与和月日将应赴获开得])[\u4e00-\u9fffA-Za-z0-9]){2,14}$"
)


def _is_of_other_country(name: Candidate, place: PlaceHit) -> bool:
    """Tell whether the place of a firm is only the country that it comes from: 德国|甲公司."""
    text, end = name.words.text, name.end
    return (
        name.class_name == "Company"
        and not place.parents
        and end - place.end > 3
        and not (name.head in LEGAL_FORMS and "(" not in name.core)  # 美国甲贸易有限公司
        and not text.startswith(_OF_STATE, place.end)
        and not (text.endswith(_BROADCASTERS, place.end + 2, end) and not text[place.end].isascii())
        and not _COMMON_FIRM.fullmatch(text, place.end, end)
    )


def _is_branded(name: Candidate, start: int, strength: int, lex: Lexicon) -> bool:
    """Tell whether a brand makes a common word the name of a firm."""
    return strength >= 2 and not is_counted(name.words.text, start) and name.is_branded(lex)


def _is_plain(name: Candidate, start: int) -> bool:
    """Tell whether a name is so common that only who sets the thing up tells it from others."""
    if name.place is not None or name.words.text[start - 1 : start] == "的":
        return False
    return name.class_name in DESCRIPTIVE and name.follows(CREATED)


def _as_called(text: str, start: int, end: int, class_name: str, place: PlaceHit | None) -> str:
    """The name without the places in front that only tell where a park is."""
    full = text[start:end]
    again = place is not None and text.startswith(place.name[:-1], place.end)
    if class_name in ("IndustrialPark", "Company") and place and again:
        return text[place.end : end]  # 武汉市武汉经济技术开发区
    if class_name == "IndustrialPark" and place and text[place.start - 1] in "省市区县州":
        full = text[place.start : end]  # 某省某县某试验区 goes by the name of the county
        if text[place.end - 1] == "区" and end - place.end >= _LONG_PARK:
            full = text[place.end : end]  # 某市某区某产业园 is an address
    return full


def _own_name(words: Words, end: int, class_name: str, place: PlaceHit | None) -> str:
    """The proper name of a site without the place it is in: 云栖小镇 of 杭州云栖小镇."""
    if class_name not in SITES or place is None or end - place.end < _OWN_NAME:
        return ""
    zone = _IN_ZONE.match(words.text, place.end, end - _OWN_NAME)
    begin = zone.end() if zone else place.end
    own = words.is_edge(begin) and _is_own(words, words.index(begin))
    return words.text[begin:end] if own else ""


def _is_own(words: Words, index: int) -> bool:
    """Tell whether a word is the proper name of a park or of the spot where it is."""
    brand = words.is_brand(index) and not words.knows(words.words[index])
    return brand or words.tags[index] in ("ns", "zg")


_OWN_NAME = 4  # characters that a proper name has, with its head
_IN_ZONE = regex("(?:高新|经开|经济开发|(?:经济|高新)技术(?:产业)?开发|新)区")
_RANK_OF_PLACE = ("城市", "地位")
_SO_MANY = regex(r"[\d二两三四五六七八九十百数多余]家$")
_COUNT = regex(r"(?:等)?(?:\d{1,2}|[两二三四五六七八九十])[个家]$")


def _last_of_counted(text: str, places: Places, start: int) -> PlaceHit | None:
    """The last of the places whose parks are counted: 甲、乙3个高新区."""
    count = _COUNT.search(text, max(0, start - 4), start) if text[start - 1] in "个家" else None
    last = places.ending_at(count.start()) if count else None
    return last if last and text[last.start - 1] in "、和及与" else None


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
_BROADCASTERS = (
    "通讯社",
    "广播公司",
    "电视台",
    "电视公司",
    "报社",
)  # are called after their country
_OF_STATE = ("政府", "国家", "央行", "中央")
# what many countries have, so that the country belongs to the name: 甲国证券交易所
_COMMON_FIRM = regex(
    "(?:证券|股票|期货|商品|黄金|钻石|碳|能源|金属|联邦|国民|储备|发展|开发|进出口|外贸|工业|商业|农业|信贷|联合"
    "|港务|港口|铁路|航空|邮政|电信|电力|石油|天然气|核电|皇家|广播|再保险|矿业|钢铁|第一)+"
    "(?:交易所(?:集团)?|银行|集团|公司|保险公司)|交易所集团"
)
_OF_NAMES = ("大学", "学院", "理工", "师范", "交通", "工业", "科技", "农业", "银行", "集团")


def _place_in_front(text: str, places: Places, start: int) -> str:
    """The place that acts in the clause, which tells a plain name from others like it."""
    clause = max(0, start - 80, *(text.rfind(m, max(0, start - 80), start) + 1 for m in ",;:。\n"))
    hits = places.within(clause, start)
    first = hits and text.startswith("首", hits[-1].end)  # 甲区成立了乙市首个基地
    hit = hits[-1 if first else 0] if hits else None
    if hit is None or hit.start - clause > 12 or start - hit.end > 12:
        return ""
    if text.startswith(_OF_NAMES, hit.end) or any(h.start == hit.end + 1 for h in hits):
        return ""  # 浙江大学成立…; 在甲市、乙市设立…, which is of neither alone
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
