"""Towns, streets, islands, basins and regions, which no table of divisions lists."""

from __future__ import annotations

import re

from kg.extraction.reading import Words
from kg.patterns import HAN, regex
from kg.values.numerals import windows

# 长安镇, 义龙新区 behind the city, county or district they belong to
_TOWN = regex(
    r"(?!各|所|的|下|该|这|与|和|及|内|等|开发|全|若干|村镇|多|有|在|新区|湾新区|产业|特色)"
    rf"(?:(?![各等的和与及、在])[{HAN}]){{1,4}}?"
    r"(?:(?:(?<![城乡小集市各重])(?<![农乡丽新]村)镇|(?<=[^中心农村个座大新老型]集)镇|(?<![城各水下回老返异同])乡|街道)(?![村域级政区办化企民街])"
    r"|(?<![家省]级)(?<=[\u4e00-\u9fff]{2})(?<!高|创|城)(?<!城市|产业|高铁|科技|设立|成立|建立|打造|开发|建设)新区(?!域|位(?!于)))"
    # an address tells the city
    rf"(?!\d(?!\d{{3}}年)|(?:(?!的)[{HAN}]){{1,6}}(?:路|大道|街|号|(?:村|社区)\d))"
)
# 甲村 behind its town, but 贫困村
_VILLAGE = regex(
    rf"(?![各全的该本等多所有级一二两三四五六七八九十])(?:(?![的各个和与及、在])[{HAN}]){{1,4}}?"
    r"(?:(?<![农乡山渔新旧古老名强各全本每驻进])(?<!行政|自然|中心|重点|示范|贫困|试点|文明|特色|旅游|淘宝|移民|民族|落后)(?<!专业|美丽|先进)村(?![级镇庄里口上内落域集民委企容])|嘎查(?!村))"
)
TOWN_OF = tuple("市县区旗州")
_AREA = regex("岛|盆地|平原|高原|三角洲")
_NO_AREAS = frozenset(("海岛", "孤岛", "本岛", "离岛", "全岛", "环岛", "小岛", "荒岛", "宝岛"))
# 粤东西北地区, 苏北地区
_QUARTER = regex("[粤苏皖鲁豫晋陕湘赣闽浙冀川黔滇桂琼辽吉黑甘青鄂蒙疆藏][东西南北中]{1,3}地区")
# groups of cities, by what the plans of state call them; others are called after a known place
_CLUSTER = regex(
    "环?(?:京津冀|长三角|珠三角|粤港澳|成渝|长江中游|长江下游|山东半岛|粤闽浙沿海|海峡西岸|中原|关中(?:平原)?"
    "|北部湾|哈长|辽中南|山西中部|晋中|黔中|滇中|呼包鄂榆|兰西|兰州-西宁|宁夏沿黄|天山北坡|江淮|皖江|长株潭|鄱阳湖"
    "|杭州湾|浙中|苏锡常|厦漳泉|广佛肇|深莞惠|珠中江|郑汴洛|沿黄)(?:城市群|城市圈|都市圈)"
)
_CLUSTERED = ("城市圈", "都市圈")
# regions that nobody governs, so large that they do not tell where in them something stands
WIDE = regex(
    "(?:流域|平原|半岛|经济带|经济圈|城市群|城市圈|都市圈|三角洲|湾区|长三角|京津冀|沿海|[东中西南北]部)$"
)
_BASIN = regex(rf"(?:(?![的在和与及、对由为经将向从沿])[{HAN}]){{1,3}}[河江湖]流域")


_OWN = rf"(?:(?![由了在于向把被与和对从将及市县区])[{HAN}]){{2,3}}"
# 古镇, 中心镇, 首个新区: kinds of towns and areas, of which a city has several
_KINDS = (
    "(?:.[镇乡]|.?街道|.{0,3}(?:[古名强大各]|特色|专业|中心|重点|所有|部分|百强)[镇乡]"
    "|.{0,3}(?:[个批座大]|家级)新区)"
)
_KIND_OF_TOWN = regex(_KINDS)
_NEW = regex("新区|镇|乡|街道")
# 位于五象新区, 五象新区管委会, 落户丹灶镇: an area or a town whose city is not told there
_THERE = (
    "(?:(?<=落户)|(?<=落地)|(?<=入驻)|(?<=进驻)|(?<=选址)|(?<=来到)|(?<=走进)"
    "|(?<=[在于])(?<!存在)(?<!现在)(?<!由于)(?<!关于)(?<!对于))"
)
_URGED = "(?:(?<=推进)|(?<=推动)|(?<=支持)|(?<=鼓励)|(?<=加快))"
_NEW_AREA = regex(
    rf"(?:{_THERE}|{_URGED}){_OWN}新区(?!域)|{_OWN}新区(?=管委会|管理委员会|党工委)"
    rf"|(?:^|{_THERE}|(?<=在了|于了|里的)|(?<=[。\n;,:])|(?<=其中)|(?<=[市县旗]的))(?!{_KINDS}|[各全该这一某每])"
    rf"{_OWN}(?:(?<![城乡小集市各村重])镇|(?<![城各水下回老返异同故家他入])乡|街道)(?![域村级政区办化企民街镇])"
)
_KINDS_OF_AREA = regex(
    ".*(?:国家|省|市|城市|产业|高铁|高|创|科技|城|东|西|南|北|个|所|该|这|全|各|家级|级|的|和|与|及|是|为|设立|建设|打造|支持|服务|推动|促进|助力|带动|引领)$"
)


def _is_area(words: Words, match: re.Match[str]) -> bool:
    """Tell whether the name of a town or area is no kind of new area: 国家级新区."""
    start, end = match.span()
    index = words.index(start)
    if (
        words.tags[index][0] == "v"
        and words.starts[index + 1] < end
        and words.knows(words.words[index])
    ):
        return False  # 推进|固镇港建设
    kind = match[0].endswith("新区") and _KINDS_OF_AREA.match(words.text, start, end - 2)
    return not kind and words.is_edge(start) and words.is_edge(end)


def find_areas(words: Words, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find islands, basins and regions that only their last characters tell.

    Parameters
    ----------
    words : the words of the text.
    taken : ranges of known places, in order.
    """
    text = words.text
    found = []
    for match in _AREA.finditer(text):
        index = words.index(match.start())
        word, tag = words.words[index], words.tags[index]
        proper = len(word) > 2 and tag[0] == "n" and tag != "n" and word.endswith(match[0])
        if proper and not word.endswith(("半岛", "群岛", *_NO_AREAS), 0, 4):
            found.append((words.starts[index], words.starts[index] + len(word)))
    if "地区" in text:
        found += [match.span() for match in _QUARTER.finditer(text)]
    if "流域" in text:
        found += [_basin(words, match) for match in _BASIN.finditer(text)]
    known_ends = {end for _, end in taken} if "乡" in text else set()
    for low, high in windows(text, _NEW, 3, 5):  # a name is no longer, nor what stands behind it
        areas = _NEW_AREA.finditer(text, low, high)  # 甲省新乡 is the city
        found += [
            (m.start(), m.end()) for m in areas if _is_area(words, m) and m.end() not in known_ends
        ]
    if "城市群" in text or "城市圈" in text or "都市圈" in text:
        found += _clusters(text, taken)
    known = set(taken)
    return [span for span in found if span not in known]


def _basin(words: Words, match: re.Match[str]) -> tuple[int, int]:
    """The range of a basin from where the word for its river begins: 会同|长江流域."""
    river = words.index(match.end() - 3)
    long = len(words.words[river]) > 1
    return (words.starts[river] if long else match.start()), match.end()


def _clusters(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """甲城市群 by its own name, 乙都市圈 behind a known place."""
    found = {match.end(): match.start() for match in _CLUSTER.finditer(text)}
    for start, end in taken:
        if text.startswith(_CLUSTERED, end):
            found[end + 3] = min(start, found.get(end + 3, start))
    return [(start, end) for end, start in found.items()]


# 楠梓区 behind 高雄市: the tables know the counties of Taiwan, not their parts
_PART_OF_COUNTY = regex(
    rf"(?!各|所|的|下|该|全|市)(?:[{HAN}]{{2}}|[{HAN}]{{3}}(?<![园发示验税商]))[区乡镇市](?![域政内级民县])"
)


def town_behind(words: Words, end: int, short: bool, in_taiwan: bool = False) -> int | None:
    """Where the name of a town or street ends that stands right behind its city or county.

    Parameters
    ----------
    words : the words of the text.
    end : where the name of the city, county or district ends.
    short : it is named without 市, 县 or 区, behind which much else may follow: 苏州古镇.
    in_taiwan : the city or county lies there.
    """
    if in_taiwan:
        part = _PART_OF_COUNTY.match(words.text, end, end + 5)
        return part.end() if part else None
    town = _TOWN.match(words.text, end, end + 7)
    if town is None:
        return None
    if not words.is_edge(town.end()) and not village_behind(words, town.end()):
        return None
    if len(town[0]) == 3 and town[0].endswith("新区"):
        return None  # 甲港新区 is called so
    if short and _KIND_OF_TOWN.fullmatch(town[0]):
        return None
    return town.end()


def village_behind(words: Words, end: int) -> int | None:
    """Where the name of a village ends that stands right behind its town."""
    village = _VILLAGE.match(words.text, end, end + 8)
    return village.end() if village and words.is_edge(village.end()) else None


def towns_beside(words: Words, end: int, in_taiwan: bool) -> list[tuple[int, int]]:
    """Where the towns stand that a list names behind the first of their county: 甲县乙镇、丙镇.

    Parameters
    ----------
    end : where the first town ends.
    in_taiwan : the county lies there.
    """
    found: list[tuple[int, int]] = []
    pattern = _PART_OF_COUNTY if in_taiwan else _TOWN
    while words.text[end : end + 1] in tuple("、和及与"):
        begin = end + 1
        town = pattern.match(words.text, begin, begin + 6)
        if town is None or town[0][-1] == "市":
            break
        found.append(town.span())
        end = town.end()
    return found


# what a state is called that only its country in front tells: 印度泰伦加纳邦, 日本北见市
_STATE = regex(
    rf"(?:(?![的和与及、在各全等多该其所有将对从为是])[{HAN}]){{2,6}}?"
    r"(?:(?<!联)(?<!友)(?<!盟)邦|州(?!际)|郡|(?<!各)大区|(?<![全各本外])省(?!级)|特别市|广域市"
    r"|(?<![城股楼上门超都夜汇币债房车菜集入退同大小])市(?!场|值|民|盈|政|面|占))"
)


def state_behind(words: Words, end: int, country: str) -> int | None:
    """Where the name of a state or a city ends that stands right behind its country.

    Parameters
    ----------
    words : the words of the text.
    end : where the name of the country ends.
    """
    state = _STATE.match(words.text, end, end + 8)
    if state is None:
        return None
    if country == "日本" and state[0].endswith("省"):
        return None  # 经济产业省 is a ministry
    index = words.index(end)
    plain = len(words.words[index]) > 1 and words.knows(words.words[index])
    return None if plain and words.tags[index][0] in "vadrpm" else state.end()


# characters in which names of other languages are written
_SOUNDS = (
    "阿埃艾安奥巴贝本比彼宾波博伯布查达大戴丹德登蒂迪丁顿杜多厄恩尔法菲费芬夫弗福冈戈格葛古圭哈海汉豪赫黑亨"
    "胡华霍基吉加贾杰金卡凯坎康考科克肯库夸奎拉莱赖兰朗劳勒雷黎理里利立丽莉连列林琳龙隆卢鲁路伦罗洛马玛迈麦曼"
    "芒毛梅门蒙米密敏明莫墨姆慕穆那纳娜南瑙内尼宁纽农努诺欧帕派潘庞佩彭皮平珀普奇齐恰钱乔切琴丘屈热日荣茹若撒"
    "萨塞赛桑瑟森沙山尚绍舍圣施史什舒斯丝思松苏索塔泰坦汤唐陶特滕提田廷通图土托瓦万旺威韦维温翁沃乌伍武西希锡夏"
    "香谢辛新兴休许雅亚延扬耶叶伊依易因英尤于约泽曾扎詹章哲珍朱兹祖佐治仁"
)
# 菊阳町 behind its prefecture, 钱德勒 behind its state
_CITY = regex(
    r"(?![一二三四五六七八九十百数几])"
    rf"(?:[{_SOUNDS}]{{2,7}}?|(?:(?![的和与及在了各两多全])[{HAN}]){{1,4}}?)"
    "(?:市(?![场值民政面])|区(?![域块])|郡|町|村|(?<!小)镇|县|城(?=[的、,。;()和与及]|举行|[建设兴扩投]))"
    rf"|[{_SOUNDS}]{{2,7}}?(?=[的、,。;()和与及郊]|举[行办]|[建设兴扩奠投启开]|半导体|工厂|附近|$)"
)
_STATES = ("州", "省", "邦", "府", "道", "县", "郡", "大区")


def city_behind(words: Words, end: int, state: str) -> int | None:
    """Where the name of a city or town abroad ends that stands right behind its state."""
    city = _CITY.match(words.text, end, end + 9) if state.endswith(_STATES) else None
    if city is None:
        return None
    index = words.index(end)
    word, tag = words.words[index], words.tags[index]
    plain = len(word) > 1 and words.knows(word) and tag[0] in "vadrp"  # 济州岛提议|建设区块链
    return None if plain else city.end()
