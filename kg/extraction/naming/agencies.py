"""Bodies of state and party: a place and what the body is called, or a body of the centre."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kg.extraction.anchors import Anchored, Listed
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.borders import DASHES, left_border
from kg.extraction.naming.central import CENTRE, LEVELS, find_central
from kg.extraction.naming.foreign import find_foreign
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.naming.sharing import find_sharing
from kg.extraction.naming.walk import walk_left
from kg.extraction.naming.zones import ZONE_OFFICES, zone_in_front
from kg.extraction.reading import Mention, Words
from kg.patterns import HAN, regex
from kg.tagger import industries

_ORGAN = Anchored(
    r"(?:办公厅|办公室|委员会|管理局|监管局|监督局|总局|分局|支行|中心支行|营业管理部|管委会|管理委员会|领导小组|指挥部|"
    r"(?<![承主举协督交申创开新兴合筹])办(?=副?主任|负责人|相关|有关|获悉|了解到|透露|介绍|会同|牵头)|执法局|执法总队|开发署|管理署|审判庭|法庭|人民法院|法院|检察院|政府|局|厅|党委|公署|海关)"
)
_NO_ORGANS = (
    "布局", "格局", "结局", "大局", "全局", "当局", "客厅", "餐厅", "大厅", "展厅", "战局",
    "骗局", "舞厅", "营业厅",
    "僵局", "时局", "定局", "乐厅", "能厅", "告厅", "议厅", "览厅", "会厅", "播厅", "示厅",
)  # fmt: skip
_SESSION = regex(
    r"(?:第|(?<=[省市区县州]))[一二三四五六七八九十\d]{1,4}届(?:人民代表大会|人大)(?P<standing>常务委员会|常委会)?(?:第[一二三四五六七八九十\d]{1,4}次会议)?"
)
# the abbreviation of a body that runs on behind its name
_NOT_AFTER = ("员", "长", "令", "书记", "主任会议", "主任委员", "主席", "代表", "委员")


_PARTY_OFFICES = {
    "网信办": "网络安全和信息化委员会办公室",
    "编办": "机构编制委员会办公室",
    "改革办": "全面深化改革委员会办公室",
    "深改办": "全面深化改革委员会办公室",
    "财经办": "财经委员会办公室",
    "金融办": "金融委员会办公室",
    "军民融合办": "军民融合发展委员会办公室",
    "政法委": "政法委员会",
    "农办": "农村工作办公室",
    "外办": "外事工作委员会办公室",
    "人才办": "人才工作领导小组办公室",
}
_PARTY_OFFICE = regex(
    "|".join(_PARTY_OFFICES) + "|办公厅|办公室|宣传部|组织部|统战部|社会工作部|金融工作委员会"
    "|政策研究室|老干部局|巡察办|(?:(?![的由等各对向在将])[\u4e00-\u9fff]){2,16}?委员会(?:办公室)?(?!员)"
)
_PARTY = ("省委", "市委", "区委", "县委", "旗委")
_WITH_POSTS = frozenset(("人民政府", "政府", *_PARTY))
_HEADS = ("主任", "主席")


_ROLES = Listed(lambda: lexicon().roles)


def find_agencies(words: Words, places: Places) -> list[Mention]:
    """Find agencies by place and role, bodies of the centre, and sessions of people's congresses.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    """
    foreign = find_foreign(words, places)
    found = _of_abroad(words, find_central(words, places), foreign, places)
    found += _sessions(words, places)
    found += _departments(words, places)
    found += foreign
    found += _democratic_parties(words, places)
    seen = set()
    for start, end, role in _ROLES.find(words.anchors):
        mention = _by_role(words, places, start, end, role)
        if mention and (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            found.append(mention)
    for match in _ORGAN.finditer(words.anchors):
        mention = _by_organ(words, places, match.start(), match.end())
        if mention and (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            found.append(mention)
    found += _offices_of_members(words, found) + _governments(words, found)
    return [*found, *_higher(words, places, found), *find_sharing(words, places, found)]


_OF_MEMBER = regex(
    "(?:常委|委员|副书记)(?:、副?[省市区县州]长)?、((?:组织|宣传|统战|社会工作)部|政法委)(?=部?长|副?书记)"
)


def _offices_of_members(words: Words, found: list[Mention]) -> list[Mention]:
    """The offices of the committee of which their heads are members: 甲市委常委、组织部部长."""
    led = ((m.name.removesuffix("员会"), _OF_MEMBER.match(words.text, m.end)) for m in found)
    return [
        Mention(*match.span(1), "Agency", of + _PARTY_OFFICES.get(match[1], match[1]), "party", 6)
        for of, match in led
        if match and of.startswith("中共")
    ]


# 甲镇党委、政府
_GOVERNMENT = regex(
    "[、和]?(政府)(?!部门|主导|引导|采购|投资|性|工作报告|购买|补贴|网|系统|职能|机关|办)"
)


def _governments(words: Words, found: list[Mention]) -> list[Mention]:
    """The governments that stand behind the party's committee of their region, without its name."""
    beside = ((m, _GOVERNMENT.match(words.text, m.end)) for m in found if m.name[:2] == "中共")
    return [
        Mention(*match.span(1), "Agency", f"{m.name[2:-3]}人民政府", "home", 5, 0.7)
        for m, match in beside
        if match and m.name.endswith("委员会")
    ]


def _of_abroad(
    words: Words, central: list[Mention], foreign: list[Mention], places: Places
) -> list[Mention]:
    """Bodies of the centre, or those of the country of which alone the text tells.

    新加坡金融管理局…。金管局…: of a text that names no place of China.
    """
    if not foreign or any(hit.code is not None for hit in places.hits):
        return central
    found = []
    for body in central:
        called = words.text[body.start : body.end]
        full = body.name.removeprefix("香港")
        ahead = [m for m in foreign if m.start < body.start and m.name.endswith((called, full))]
        own = called == body.name or called.startswith(("中国", "国家", "人民"))
        found.append(body if own or not ahead else replace(body, name=ahead[-1].name))
    return found


def _higher(words: Words, places: Places, agencies: list[Mention]) -> list[Mention]:
    """The government of the bare 省 in front of another: 省、武汉市人民政府."""
    found = []
    for match in _BARE_LEVEL.finditer(words.anchors):
        at = match.end()
        if not any(m.start == at and m.name.endswith("人民政府") for m in agencies):
            continue
        home = home_of(places, match["level"], match.start())
        if home != match["level"]:
            name = home + "人民政府"
            found.append(Mention(*match.span("level"), "Agency", name, "home", 3, 0.6))
    return found


_BARE_LEVEL = Anchored("(?<![\u4e00-\u9fff])(?P<level>省|自治区)[、和与及]")


def _sessions(words: Words, places: Places) -> list[Mention]:
    found = []
    for match in _SESSION.finditer(words.text) if "届" in words.text else ():
        hit = places.ending_at(match.start())
        home, start = (hit.name, hit.start) if hit else _home_in_front(words, places, match.start())
        if not home:
            continue
        name = home + "人民代表大会" + ("常务委员会" if match["standing"] else "")
        size = match.end() - start
        found.append(Mention(start, match.end(), "Agency", name, "session", size + 3, 0.95))
    return found


_BARE = regex("(?<![各级两设一])(?:自治区|(?<!自治)[省市区县州])$")


def _home_in_front(words: Words, places: Places, end: int) -> tuple[str, int]:
    """The place that a bare 省 or 市 means and where that stands: 经省|十四届人大常委会通过."""
    bare = _BARE.search(words.text, max(0, end - 4), end)
    home = home_of(places, bare[0], bare.start()) if bare else ""
    return (home, bare.start()) if bare and home != bare[0] else ("", end)


_PARTIES = {
    "民革": "中国国民党革命委员会",
    "民盟": "中国民主同盟",
    "民建": "中国民主建国会",
    "民进": "中国民主促进会",
    "农工党": "中国农工民主党",
    "农工民主党": "中国农工民主党",
    "致公党": "中国致公党",
    "九三学社": "九三学社",
    "台盟": "台湾民主自治同盟",
}
_PARTY_NAMES = Anchored("|".join(sorted({*_PARTIES, *_PARTIES.values()}, key=len, reverse=True)))
_COMMITTEE = regex("[省市区县]?(?:委员会|委会|委)(?![员书])")
_CENTRE = regex("中央(?:委员会)?")


def _democratic_parties(words: Words, places: Places) -> list[Mention]:
    """The committees of the democratic parties, of the centre or a region: 民建甘肃省委会."""
    found = []
    for match in _PARTY_NAMES.finditer(words.anchors):
        home = places.starting_at(match.end())
        level = home and home.end - (home.name == home.surface and len(home.surface) > 2)
        body = _COMMITTEE.match(words.text, level) if level else None
        body = body or _CENTRE.match(words.text, match.end())
        if body is None:
            continue
        region = home.full if home else "中央"
        name = f"{_PARTIES.get(match[0], match[0])}{region}委员会"
        size = body.end() - match.start()
        found.append(
            Mention(match.start(), body.end(), "Association", name, "party", size + 3, 0.85)
        )
    return found


_DEPARTMENT = Anchored("(?:管理|监管|主管|行政|执法)部门")
_FIELD = regex("(?!有关|相关|各|级)(?:(?![的由和等各对向在将及与])[\u4e00-\u9fff]){2,12}")


def _departments(words: Words, places: Places) -> list[Mention]:
    """Bodies of a place that are told by what they do: 福州市渔业主管部门."""
    text = words.text
    found = []
    for match in _DEPARTMENT.finditer(words.anchors):
        hits = places.within(max(0, match.start() - 14), match.start())
        if not hits or not hits[-1].name.endswith(hits[-1].surface[-1]):
            continue
        begin = places.chain_start(hits[-1])
        field = text[hits[-1].end : match.start()]
        if _FIELD.fullmatch(field):
            name = _place_names(places, begin, hits[-1]) + field + match[0]
            size = match.end() - begin
            found.append(Mention(begin, match.end(), "Agency", name, "organ", size, 0.7))
    return found


def _by_role(words: Words, places: Places, start: int, end: int, role: str) -> Mention | None:
    text = words.text
    led = role == "党工委" or (role == "委" and places.ending_at(start) is not None)
    led = led and text.startswith(("书记", "副书记"), end)  # 甲委书记, where the 市 is left out
    led = led or ((len(role) > 2 or role == "政协") and text.startswith(_HEADS, end))
    if text.startswith(_NOT_AFTER, end) and not led and role not in _WITH_POSTS:
        return None
    if role == "城管委" and text.startswith("会", end):
        return None  # 甲科技城|管委会
    if not words.is_edge(end) and role[-1] not in "厅局委办会府院":
        return None
    full = lexicon().roles[role]
    hit = places.ending_at(start) or _city_of(places, start, role)
    if hit is not None and role in (
        "委员会",
        "管理委员会",
        "办公室",
        "中心支行",
        "领导小组",
        "指挥部",
    ):
        return None
    if hit is None:
        return _with_core(words, places, start, end, full, role)
    if role in ("委", "党委") or role in _PARTY:
        outer = places.ending_at(hit.start)
        begin = outer.start if outer and outer.name in hit.full else hit.start
        whole = begin < hit.start or hit.name.endswith("区")
        body = f"中共{hit.full if whole else hit.name}委"
        if text.startswith("共青团", begin - 3):
            name = f"共青团{body.removeprefix('中共')}"
            return Mention(begin - 3, end, "Association", name, "party", end - begin + 4, 0.85)
        if text.startswith("中共", begin - 2):
            begin -= 2
        if office := _PARTY_OFFICE.match(text, end):
            stop = office.end()
            name = body + _PARTY_OFFICES.get(office[0], office[0])
            return Mention(begin, stop, "Agency", name, "party", stop - begin + 2, 0.9)
        return Mention(begin, end, "Agency", f"{body}员会", "party", end - begin + 1, 0.85)
    if role == "政府" and _OVERSEAS.intersection((hit.full, *hit.parents)):
        full = role  # no people's government there
    elif role == "政府" and hit.code is None and hit.name.endswith("新区"):
        full = "管理委员会"  # what governs a new area that is no district
    begin = places.chain_start(hit)
    name = _place_names(places, begin, hit) + full
    if full in ("仲裁委员会", "海关", "海事局", "街道办事处"):
        name = text[begin : hit.end] + full  # 广州仲裁委员会 has no 市 in its name
    name = _of_party(name, full, role)
    if part := _PART.match(text, end):
        name += part[0]
        end = part.end()
    return Mention(begin, end, "Agency", name, "role", end - begin + 1, 0.95)


def _of_party(name: str, full: str, role: str) -> str:
    """The name of a body as it is written in full: 甲园区党工委 is 中共甲园区工作委员会."""
    return f"中共{name.removesuffix(full)}工作委员会" if role == "党工委" else name


# 某市公安局交警支队, 某市税务局第二稽查局, 某市生态环境局海州分局
_PART = regex(
    rf"(?:{CENTRE}|[\u4e00-\u9fff]{{2,4}}分局|(?:(?![的和与及在对以由被])[\u4e00-\u9fff]){{2,8}}?(?:支队|总队|大队|稽查局|执法局))"
    r"(?![长员])"
)


_OVERSEAS = frozenset(("台湾省", "香港特别行政区", "澳门特别行政区"))


_FAR = regex(
    r"(?:(?![由被在向])(?!经(?![济贸信营开])|设立|成立|组建|建立|召开|人民政府)[\u4e00-\u9fff])+"
)
_FAR_ROLES = ("领导小组", "工作领导小组", "联席会议", "指挥部", "协调小组", "工作专班")
_ZONE_ENDS = (
    "开发区", "高新区", "经开区", "新区", "园区", "保税区", "合作区", "示范区", "度假区",
    "试验区",
)  # fmt: skip
# 各县政府, 市、县政府: not that of one county
_OF_MANY = (
    "设区", "设区的", "各", "各地", "各区、", "辖", "两级",
    "省、", "市、", "县、", "市)", "县)", "区)",
)  # fmt: skip
_FIELD_CHAR = f"(?![的由等与在对向将和了立局厅委院府司团])[{HAN}]"
_TWO_FIELDS = regex(f"(?:{_FIELD_CHAR}){{2,6}}和(?:(?:{_FIELD_CHAR}){{2,8}})?")


def _place_of_two(places: Places, text: str, start: int) -> tuple[int, PlaceHit | None]:
    """The place before two fields: 某区科技和|经济委员会, 甲市云计算和大数据|发展服务局."""
    near = places.within(max(0, start - 20), start)
    if near and _TWO_FIELDS.fullmatch(text, near[-1].end, start):
        return places.chain_start(near[-1]), near[-1]
    return start, None


def _far_place(places: Places, text: str, start: int) -> tuple[int, PlaceHit | None]:
    """The place at the head of a long name such as 甲省打击和处置非法集资工作领导小组."""
    for hit in reversed(places.within(max(0, start - 32), start)):
        if _FAR.fullmatch(text, hit.end, start):
            return places.chain_start(hit), hit
    return start, None


def _city_of(places: Places, start: int, role: str) -> PlaceHit | None:
    """The place whose suffix is the first character of the role: 晋中市 of 晋中市委."""
    hit = places.covering(start)
    return hit if hit and hit.end == start + 1 and role[0] == hit.name[-1] else None


def _with_core(
    words: Words, places: Places, start: int, end: int, full: str, role: str
) -> Mention | None:
    """A role with words between it and its place, or the role of a place that is left out."""
    text = words.text
    if role in _PARTY:
        home, office = home_of(places, role[0], start), _PARTY_OFFICE.match(text, end)
        if home == role[0] and not office:
            return None  # 市委, where no city is named
        name = f"中共{home}委员会"
        if office:
            name = name.removesuffix("员会") + _PARTY_OFFICES.get(office[0], office[0])
            end = office.end()
        return Mention(start, end, "Agency", name, "home", end - start + 1, 0.6)
    if (town := _town_start(words, start, role)) is not None:
        name = text[town:start] + full
        if role == "党委":
            return Mention(town, end, "Agency", f"中共{text[town:start]}委员会", "party", 6, 0.8)
        return Mention(town, end, "Agency", name, "role", end - town, 0.8)
    if text.endswith(_AUTONOMOUS, 0, start) and not places.covering(start - 1):
        return _of_region(words, places, start, end, full, role)
    if (prefecture := _PREFECTURE.search(text, max(0, start - 3), start)) and (
        len(role) > 2 or role == "行署"
    ):
        home = home_of(places, "地区", begin := prefecture.end() - 2)
        named = home != "地区" and not places.covering(begin)
        return Mention(begin, end, "Agency", home + full, "home", 5, 0.6) if named else None
    levelled = text[start - 1 : start] in LEVELS and not text.endswith(_ZONE_ENDS, 0, start)
    if levelled and not places.covering(start - 1):
        before = text[start - 2 : start - 1]
        if text.endswith(_OF_MANY, 0, start - 1):
            return None
        if before in LEVELS and not places.covering(start - 2):
            return None  # 各区县政府
        if (
            not before
            or not before.isalnum()
            or before in "和与及由经向据被对日"
            or words.is_edge(start - 1)
        ) and len(role) >= 2:
            home = home_of(places, text[start - 1], start)
            if home in ("州", "旗", "盟", "镇"):
                return None  # 州人民政府, where no prefecture is named
            name = f"中共{home}委员会" if role == "党委" else home + full
            return Mention(start - 1, end, "Agency", name, "home", end - start + 2, 0.6)
        return None
    if role in ("委", "委员会", "政府", "大人") or len(role) < 3:
        return None
    begin, hit = walk_left(words, places, start)
    if hit is None or hit.end > start:
        if role.startswith(_FAR_ROLES):
            begin, hit = _far_place(places, text, start)
        else:
            begin, hit = _place_of_two(places, text, start)
    if hit is None and role.startswith(_FAR_ROLES):
        return _of_bare_level(words, places, start, end)
    if hit is None or hit.end > start or text[hit.end] in "一某":
        return None  # 甲市一公安局: one of those there
    of_zone = role == "党工委" or text.endswith(_ZONE_ENDS, hit.end, start)
    as_written = of_zone or _OF_A_HOUSE.match(text, hit.end, end)
    place = text[begin : hit.end] if as_written else _place_names(places, begin, hit)
    name = _of_party(place + text[hit.end : start] + full, full, role)
    if "小组" in role and text.startswith(("推进", "促进"), begin - 2):  # a part of the name
        begin -= 2
        name = text[begin:start] + full
    if text[begin - 1 : begin] in tuple(DASHES):  # 中国—东盟博览会领导小组
        begin = left_border(words, places, begin)
        name = text[begin:start] + full
    return Mention(begin, end, "Agency", name, "role", end - begin + 1, 0.9)


# 菜园镇黄家村|村委会
_VILLAGE = regex(f"(?<![{HAN}])(?![各全本该同])[{HAN}]{{2,7}}(?<![各全本该我])村$")
_NO_TOWN = regex("^[是在对向由为被将]|[全各本该原任我]镇$")  # 要求确保全镇, 新任镇党委书记
_TOWNSHIP = regex(f"(?!各|乡镇)[{HAN}]{{2}}[乡镇市区]$")


def _town_start(words: Words, end: int, role: str) -> int | None:
    """Where the name of a town begins whose county is left out: 盛泽镇|人民政府, 竹北市|公所."""
    if role == "公所":
        return end - 3 if _TOWNSHIP.search(words.text, max(0, end - 3), end) else None
    if role in ("村委会", "村民委员会"):
        village = _VILLAGE.search(words.text, max(0, end - 9), end)
        return village.start() if village else None
    index = words.index(end - 1)
    town = words.words[index][-1] == "镇" and end - words.starts[index] > 2 and words.is_edge(end)
    named = town and words.tags[index] in ("ns", "nr", "nz")
    return words.starts[index] if named and not _NO_TOWN.search(words.words[index]) else None


_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")


def _of_region(
    words: Words, places: Places, start: int, end: int, full: str, role: str
) -> Mention | None:
    """A body of the autonomous region that a text is about: 自治区党委, 自治区财政厅."""
    begin = start - 3
    level = words.text[begin:start]
    home = home_of(places, level, start)
    several = words.text.endswith(("各", "族", "省、", "市、"), 0, begin)
    if home == level or len(role) < 2 or several:
        return None
    name = home + full
    if role == "党委":
        name = f"中共{home}委员会"
    return Mention(begin, end, "Agency", name, "home", end - begin + 2, 0.7)


_PREFECTURE = regex(f"(?:(?<![{HAN}])|(?<=[由与和据经向从]))地区$")  # 地区商务局: the text names it
_SUFFIXES = {"省": ("省", "自治区"), "市": ("市",), "区": ("区", "新区"), "县": ("县", "旗")}


def home_of(places: Places, level: str, position: int) -> str:
    """The place that a bare 省, 市, 区 or 县 means: the paper's own, else that right before it.

    Else it is the one that the text names most around it.

    Returns
    -------
    Its full name, or the level itself where no such place is named.
    """
    near = places.within(max(0, position - _BESIDE), position)
    for hit in [*places.own, *places.ours, *reversed(near)]:
        if (home := _at_level(hit, level)) is not None:
            return home
    about = level, position // 1000
    if about not in places.homes:
        around = places.within(max(0, position - 4000), position + 2000)
        named = Counter(filter(None, (_at_level(hit, level) for hit in around)))
        places.homes[about] = max(named, key=lambda home: named[home], default=level)
    return places.homes[about]


_BESIDE = 120  # characters back to a place that a bare 市 goes on about


def _at_level(hit: PlaceHit, level: str) -> str | None:
    """The place of a level that a name means or lies in: 甲市 of 甲市乙区."""
    suffixes = _SUFFIXES.get(level, (level,))
    if hit.name.endswith(suffixes) and not hit.zone:
        return hit.full
    return next((parent for parent in hit.parents if parent.endswith(suffixes)), None)


_OURS = regex("(?<!自)我(?P<level>[省市区县])(?![域别间场分])")


def find_ours(text: str, places: Places) -> list[PlaceHit]:
    """Where a paper says 我市 or 我县, and which it means: the one that it names most."""
    found = []
    ours: dict[str, PlaceHit | None] = {}  # counted once for each level, not for each 我市
    for match in _OURS.finditer(text) if "我" in text else ():
        level = match["level"]
        if level not in ours:
            ours[level] = _most_named(places, level)
        if (most := ours[level]) is not None:
            found.append(replace(most, start=match.start(), end=match.end(), surface=match[0]))
    return found


def _most_named(places: Places, level: str) -> PlaceHit | None:
    """The place of a level (市, 县) that a paper names most, if it names one."""
    named = Counter(_at_level(hit, level) for hit in places.hits)
    most = max(places.hits, key=lambda hit: named[hit.full], default=None)
    return most if most is not None and named[most.full] else None


def _by_organ(words: Words, places: Places, start: int, end: int) -> Mention | None:
    """An organ that is in no list, behind a place or a country: 日本金融厅, 某县梨园管理处."""
    text = words.text
    alone = end - start == 1 and text[start] != "办" and words.is_edge(start)
    of_field = alone and _is_of_field(words, places, start)
    if (alone and not of_field) or not words.is_edge(end) or text.startswith(_NOT_AFTER, end):
        return None
    begin, hit = walk_left(words, places, start)
    if hit is None:
        begin, hit = _place_of_two(places, text, start)
    if hit is None or hit.end > start:
        if text[start:end] in ZONE_OFFICES and (zone := zone_in_front(words, start)) < start:
            name = text[zone:start] + ZONE_OFFICES[text[start:end]]
            return Mention(zone, end, "Agency", name, "organ", end - zone, 0.75)
        return _of_bare_level(words, places, start, end) if not hit and end - start < 4 else None
    if start - hit.end > 22:
        return None
    if (start == hit.end and end - start <= 3) or text.endswith(_NO_ORGANS, start - 2, end):
        return None
    rest = text[hit.end : end]
    if rest[0] == hit.name[-1] != hit.surface[-1]:
        rest = rest[1:]  # 山东|省电力局
    if several := _OF_SEVERAL.fullmatch(rest):  # 甲、乙两省人民政府: of each of them
        name = _place_names(places, begin, hit) + lexicon().roles[several[1]]
        return Mention(begin, end, "Agency", name, "role", end - begin + 1, 0.85)
    if len(rest) < 2 or rest == "政局" or rest[0] in "一某":
        return None
    if (
        _TWO.search(rest)
        or rest.endswith(_SUED)
        or (rest.endswith("政府") and _STREET.search(rest))
    ):
        return None  # 甲市商务局会同市文旅局 are two, 甲市乙路市政府3号楼 is an address
    park = re.match(r".{1,16}(?:区|园|城|港|谷|湾|小镇|基地)(?:管委会|管理委员会|管理局)$", rest)
    if park:
        begin = left_border(words, places, begin)  # 中新天津生态城管委会
    if text.endswith("政协", 0, begin) and _COUNCIL.fullmatch(rest):
        name = _place_names(places, begin, hit) + "政协"
        return Mention(begin - 2, end, "Agency", name, "organ", end - begin + 2, 0.75)
    if "驻" in rest:  # 省纪委驻甲厅纪检组 sits in 甲厅
        sent = _SENT.match(text, end)
        return sent and Mention(
            begin, sent.end(), "Agency", text[begin : sent.end()], "organ", sent.end() - begin, 0.75
        )
    if rest.endswith("支行") and not rest.startswith(("人民银行", "人行", "中心支行")):
        if not _BANK.search(rest):
            return None  # 甲银行|乙市丙支行
        return Mention(begin, end, "Company", text[begin:end], "organ", end - begin, 0.75)
    as_written = park or _SPECIAL_COURT.match(rest)  # 广州知识产权法院, 北京铁路局
    as_written = as_written or _OF_A_HOUSE.match(rest)
    name = text[begin : hit.end] if as_written else _place_names(places, begin, hit)
    name += rest.removesuffix("管委会") + "管理委员会" if rest.endswith("管委会") else rest
    return Mention(begin, end, "Agency", name, "organ", end - begin, 0.75)


def _is_of_field(words: Words, places: Places, start: int) -> bool:
    """Tell whether a field of a place stands in front of what is one character: 甲市新材料|局."""
    if start == 0:
        return False
    first = last = words.index(start - 1)
    while first and start - words.starts[first] < _LONGEST_TRADE:
        if places.ending_at(words.starts[first]) is not None:
            break
        first -= 1
    home = places.ending_at(words.starts[first])
    field = words.text[words.starts[first] : start]
    if home is None or field in industries():
        return home is not None
    nouns = all(words.tags[i] in ("n", "vn", "nz", "j", "b") for i in range(first, last + 1))
    return nouns and home.surface[-1:] in _LEVELLED and 2 <= len(field) <= _LONGEST_TRADE


_OF_SEVERAL = regex("[两二三四五六七八九十][省市区县州地]((?:人民)?政府)")
_LONGEST_TRADE = 6
_LEVELLED = ("省", "市", "区", "县", "州")


def _of_bare_level(words: Words, places: Places, start: int, end: int) -> Mention | None:
    """A body of the place that a bare 省 or 市 at the head of a clause means: 省就业局."""
    bare = _BARE_BODY.search(words.text, max(0, start - _LONGEST_FIELD - 2), start)
    if (
        bare is None
        or words.text[end - 1] not in "局厅会办组室"
        or not words.is_edge(bare.end("level"))
    ):
        return None
    begin = bare.start("level")
    home = home_of(places, bare["level"], begin)
    if home == bare["level"] or places.covering(begin):
        return None
    name = home + words.text[bare.end("level") : end]
    return Mention(begin, end, "Agency", name, "home", end - begin + 1, 0.6)


_LONGEST_FIELD = 14
_BARE_BODY = regex(
    rf"(?:^|(?<=[,。;、:\s(与和由经向从据])|(?<=[^\u4e00-\u9fff]))(?P<level>自治区|[省市县])(?!直|内|.?级)(?:{_FIELD_CHAR}){{2,{_LONGEST_FIELD}}}(?:(?<=管理)委员会)?$"
)
_STREET = regex("(?:路|街|大道|巷)[省市区县]?政府$")
_TWO = regex("党委政府$|地方政府$|委[省市州区县](?:人民)?政府|(?<=.)(?:会同|联合(?!会)|携手)")
_SUED = ("告上法庭", "上了法庭", "送上法庭", "走上法庭", "闹上法庭", "诉至法院", "告到法院")
_COUNCIL = regex("(?:第[一二三四五六七八九十]{1,3}届)?委员会")  # 政协甲省第十届委员会
_SENT = regex("(?:派驻)?纪检(?:监察)?组(?!长)")
# 甲师范大学党委, 甲农垦公安局: no bodies of the province or city that the house is called after
_BANK = regex("银行|[工农中建交]行|农商行|信用社")
_OF_A_HOUSE = regex(
    "[道路里]?街道|农垦|铁路|油田|林区|矿区|师范|[\u4e00-\u9fff]{0,8}?(?:大学|学院|医院|集团|公司|交易所)(?![管监])"
)
_SPECIAL_COURT = regex(
    "(?:(?!市|省|区|县)[\u4e00-\u9fff]){2,8}(?:法院|法庭)$|铁路局$|[\u4e00-\u9fff]{0,4}海关"
)


def _place_names(places: Places, begin: int, hit: PlaceHit) -> str:
    named = places.within(begin, hit.end)
    # a district is part of its city, also where the city is left out; a county stands for itself
    district = hit.name.endswith("区") and not hit.name.endswith("新区") and hit.code
    if len(named) == 1 and district and not hit.zone:
        return hit.full
    return "".join(h.name for h in named) or hit.name
