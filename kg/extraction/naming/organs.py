"""Bodies and funds that a law or an official text sets up or means without their full names.

A law names what it sets up right behind the verb (省人民政府设立甲工作领导小组), the office of a
department by its field (省科技行政部门), and the body that it is about in its own title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import Finder, lexicon
from kg.extraction.naming.agencies import home_of
from kg.extraction.naming.places import Places
from kg.extraction.naming.surroundings import is_for_anybody, is_hoped_for
from kg.extraction.naming.titles import LAW, Title
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_BODY_HEADS = (
    "领导协调机构|统筹协调机构|议事协调机构|协调机构|工作领导小组|领导小组|协调小组|推动小组|专责小组|工作小组|工作专班|督导委员会|指导委员会"
    "|咨询委员会|审议委员会|推动委员会|管理委员会|协调委员会|联席会议|指挥部|管理会|审议会|管理局|管理处|管理中心(?=\\()|服务局"
    "|工作办公室|办公室|分局|办事处|服务处"
)
_FUND_HEADS = (
    "专项资金|引导资金|发展资金|扶持资金|引导基金|投资基金|产业基金|发展基金|专项基金|建设基金|基金"
)
_SET_UP = Anchored(
    r"(?P<verb>(?:应|得|特|应当|可以|依法|增)?(?:设立|设置|成立|组建|建立|安排|设))(?:了|由[^,。;]{2,20}组成的|的(?=[^,。;]{4,20}(?:小组|指挥部|联席会议)))?"
    rf"(?P<name>(?![有于在定计施备立置]|国家级|省级|市级|县级|专门|相应|必要|统一)(?:(?![的之由其])[\u4e00-\u9fff“”·]){{3,26}}?(?:(?P<body>{_BODY_HEADS})|(?P<fund>{_FUND_HEADS})))"
    r"(?=[,。;、(\n]|(?:统筹|负责|作为|研究|审议|用于|支持|对|和|及|与|并|,))"
)
_TOO_COMMON = regex(
    r"(?:产业|创新|创业|投资|引导|发展|专项|政府|风险|补偿|担保|股权|天使|种子|工作|管理|服务|建设|领导|协调|议事|联合|相关|有关|市场化|行业|派出|分支|园区)+$"
)
_OWN_BODY = regex(
    r"(.{4,40}?(?:局|处|署|会|院|中心|馆|部|厅|库|所))(?:暂行)?(?:组织法|组织条例|组织规程|组织规则|组织通则|组织准则|设置条例|处务规程)$"
)


def find_organs(words: Words, places: Places, titles: list[Title]) -> list[Mention]:
    """Find the bodies and funds that an official text sets up or is about.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    titles : of the text; one is its own when the text is a policy.
    """
    own = next((title for title in titles if title.own), None)
    local = [*_hong_kong(words.text), *_of_the_people(places, words.text)]
    local += _city_halls(places, words.text)
    if own is None:
        return local
    return [
        *local,
        *_own_body(words, own),
        *_set_up(words),
        *_hosted(words, places),
        *_departments(words, places),
        *_areas(words.text, own),
        *_in_charge(words.text),
        *_own_office(words.text, places),
        *_short_places(words.text, places),
    ]


# the bodies of the people that every region has, by what they are called there
_PEOPLES = {
    "科协": "科学技术协会",
    "工商联": "工商业联合会",
    "贸促会": "贸易促进委员会",
    "总工会": "总工会",
    "妇联": "妇女联合会",
    "残联": "残疾人联合会",
    "侨联": "归国华侨联合会",
    "文联": "文学艺术界联合会",
    "社科联": "社会科学界联合会",
}
_SHORT_PEOPLES = tuple(_PEOPLES)
_OF_HOME = regex(f"([省市县区])({'|'.join(_PEOPLES)})")


def _of_the_people(places: Places, text: str) -> Iterator[Mention]:
    """甲省科协, 乙市工商联: by the place in front and what the short form stands for."""
    for hit in places.hits:
        if text.startswith(_SHORT_PEOPLES, hit.end) and not hit.zone:
            short = next(s for s in _PEOPLES if text.startswith(s, hit.end))
            end = hit.end + len(short)
            name = hit.name + _PEOPLES[short]
            yield Mention(hit.start, end, "Association", name, "branch", len(name), 0.85)
    for match in _OF_HOME.finditer(text):  # 省科协, where the province is named elsewhere
        home = home_of(places, match[1], match.start())
        if home != match[1] and places.covering(match.start(1)) is None:
            name = home + _PEOPLES[match[2]]
            yield Mention(*match.span(), "Association", name, "home", len(match[0]) + 2, 0.7)


_IN_HONG_KONG = regex("特区政府|香港特别行政区政府|香港时间|行政长官|立法会")
_ITS_GOVERNMENT = regex(
    r"(?<![\u4e00-\u9fff])(?:香港)?(?:特别行政区)?政府(?=[于在将会已亦也现计拟从由与正成设推投预宣制拨建就,]|公布|公告|发表|发布)"
    r"|(?:香港)?特别行政区政府(?![\u4e00-\u9fff]{0,8}?[局署处厅室会])"
)


_SPECIAL_GOVERNMENT = regex(
    "(?<!经济)(?<![深珠汕])(?<!深圳|珠海|汕头|厦门|香港|澳门)特区政府(?!(?![与和会将已早])[\u4e00-\u9fff]{2,8}?[局署处厅])"
)
_SPECIAL = ("香港", "澳门")
_NEAR = 400  # characters back to the region that 特区政府 goes on about


def _hong_kong(text: str) -> list[Mention]:
    """The government that a text from Hong Kong only calls 政府 or 特区政府, Macau's too."""
    found = []
    regions = [region for region in _SPECIAL if region in text]
    first = min(regions, key=text.index, default="")
    for match in _SPECIAL_GOVERNMENT.finditer(text) if regions else ():
        near = text[max(0, match.start() - _NEAR) : match.start()]
        region = max(regions, key=near.rfind) if any(r in near for r in regions) else first
        name, size = f"{region}特别行政区政府", match.end() - match.start() + 4
        found.append(Mention(*match.span(), "Agency", name, "home", size, 0.7))
    if "香港" not in text or len(_IN_HONG_KONG.findall(text)) < 2:
        return found
    name = "香港特别行政区政府"
    return found + [
        Mention(*match.span(), "Agency", name, "home", len(match[0]) + 4, 0.7)
        for match in _ITS_GOVERNMENT.finditer(text)
    ]


_AREA = regex(
    r"[\u4e00-\u9fff]{2,6}?(?:地区|区域|经济带|流域|半岛|城市群|都市圈|湾区|走廊|库区)"
    "|离岛|外岛"
)


def _areas(text: str, own: Title) -> list[Mention]:
    """The area of no government that a law is for: 甲地区开发条例."""
    area = _AREA.match(own.name)
    if area is None:
        return []
    size = len(area[0])
    return [
        Mention(start, end, "Place", area[0], "area", size + 1, 0.85)
        for start, end, _ in Finder([area[0]]).find(text)
    ]


_OUTSIDE = frozenset(("台湾省",))


def _own_office(text: str, places: Places) -> list[Mention]:
    """本府 in a law of a city or county of Taiwan: its government."""
    home = places.own[0] if places.own else None
    if home is None or not _OUTSIDE.intersection(home.parents):
        return []
    return [
        Mention(*match.span(), "Agency", home.full + "政府", "short form", 4, 0.85)
        for match in re.finditer("(?<![基根原资])本府", text)
    ]


_CITY_HALL = regex("(?P<level>[县市])府(?![学城前邸街路])")


def _city_halls(places: Places, text: str) -> Iterator[Mention]:
    """嘉义县府, and 市府 in a text of Taiwan: the government of the city or county."""
    for match in _CITY_HALL.finditer(text):
        hit = places.ending_at(match.start() + 1) or places.covering(match.start())
        if hit is None:
            home = home_of(places, match["level"], match.start())
            hit = places.named(home) if home != match["level"] else None
        if hit and _OUTSIDE.intersection(hit.parents) and hit.name.endswith(match["level"]):
            start = hit.start if hit.end == match.start() + 1 else match.start()
            size = match.end() - start + 3
            yield Mention(start, match.end(), "Agency", hit.name + "政府", "home", size, 0.8)


_CALLED = regex(
    r"\((?:以下|下文)?(?:统|合)?简?称(?:为|:)?[“]?(?P<short>[\u4e00-\u9fff]{2,8})[”]?\)"
)


def _short_places(text: str, places: Places) -> list[Mention]:
    """The short form of the area that a law is for: 甲西海岸新区(以下简称新区)."""
    found: list[Mention] = []
    for hit in places.hits:
        called = None if hit.zone else _CALLED.match(text, hit.end)
        if called:
            found += [
                Mention(start, end, "Place", hit.full, "short form", end - start, 0.8)
                for start, end, _ in Finder([called["short"]]).find(text)
                if start > called.end() and places.covering(start) is None
            ]
    return found


_CENTRAL = regex(
    r"主管机关[,:]?(?P<level>在中央)?(?:为|系指)(?P<body>[\u4e00-\u9fff]{2,12}?)(?=[,;。])"
)


def _in_charge(text: str) -> list[Mention]:
    """中央主管机关 is the body that the law calls so: 本法主管机关,在中央为甲部."""
    match = _CENTRAL.search(text)
    if match is None:
        return []
    name = lexicon().national.get(match["body"], match["body"])
    short = "中央主管机关" if match["level"] else "主管机关"
    return [
        Mention(start, end, "Agency", name, "short form", end - start + 2, 0.8)
        for start, end, _ in Finder([short]).find(text)
        if start > match.end()
    ]


def _own_body(words: Words, own: Title) -> list[Mention]:
    """The body that an organisation law is about, by its full name and without its parent's."""
    match = _OWN_BODY.match(own.name)
    if match is None:
        return []
    full, text = match[1], words.text
    tails = [tail for at in range(len(full) - 3) if _is_named(text, tail := full[at:]) or at == 0]
    parks = {
        park: "IndustrialPark"
        for tail in tails[1:]
        if (park := tail.removesuffix("管理局")).endswith(_PARKS) and park != tail and len(park) > 4
    }
    return [
        Mention(
            start,
            end,
            parks.get(name, "Agency"),
            name if name in parks else full,
            "organ",
            end - start + 3,
        )
        for start, end, name in Finder([*tails, *parks]).find(text)
        if not own.start <= start < own.end
    ]


_PARKS = (
    "片区",
    "合作区",
    "试验区",
    "新区",
    "科学城",
    "科技城",
    "园区",
    "开发区",
    "科学园",
    "保税区",
    "特区",
    "示范区",
    "港区",
)


def _is_named(text: str, tail: str) -> bool:
    """Tell whether the law sets up its body under this part of the full name: 特设甲局."""
    return any(verb + tail in text for verb in ("设", "设置", "设立", "成立"))


def _set_up(words: Words) -> list[Mention]:
    text = words.text
    names: dict[str, str] = {}
    for match in _SET_UP.finditer(words.anchors):
        name, head = match["name"], match["body"] or match["fund"]
        core = name.removesuffix(head)
        if len(name) < 5 or not core or _TOO_COMMON.fullmatch(core) or "和" in core[:2]:
            continue
        span = match.span("name")
        proper = words.tags[words.index(span[0])] == "ns"
        if match["fund"] and not proper and is_for_anybody(text, *span):
            continue
        inner = text[match.start() - 1 : match.start()] in "内下常总建开"
        if match["verb"] == "设" and not match["fund"] and (inner or len(name) < 7):
            continue  # 内设办公室, 总设…
        names.setdefault(name, "Agency" if match["body"] else "Fund")
    if not names:
        return []
    return [
        Mention(start, end, names[name], name, "set up", end - start + 2, 0.75)
        for start, end, name in Finder(sorted(names)).find(text)
    ]


_LEGAL_FORM = regex("(?:公司|集团|厂|社|所|台)$")


def without_common_firms(titles: list[Title], mentions: list[Mention]) -> list[Mention]:
    """The mentions of a law without what only reads like firms: 引导社会资本, 发展康复医疗."""
    if not any(title.own and LAW.search(title.name) for title in titles):
        return mentions
    return [
        mention
        for mention in mentions
        if mention.class_name != "Company"
        or mention.rule == "known"
        or _LEGAL_FORM.search(mention.name)
    ]


_WORKS = (
    "示范区|产业园|科技园|产业园区|科技园区|创业园|创新园|物流园|基地|集聚区|试验区|先行区|孵化器|小镇|产业城|科技城|港|枢纽|口岸"
    "|交易中心|交易所|贸易中心|集散中心|数据中心|算力中心|服务平台|交易平台|实验室|研究院|研究所|创新中心|研发中心|博览会|论坛|大会|金融城|集聚带|产业带|湾|谷|新城"
)
_HOSTED = regex(
    r"(?:支持|鼓励|推动|推进|引导|在|(?<=[,。;、\s]))(?P<host>[^,。;、\s]{2,20}?)(?:应当|依法|率先|加快|高水平|规划|试点)*(?:建设|打造|创建|设立|建立|布局|举办)"
    rf"(?P<list>[^,。;]{{3,80}}?(?:{_WORKS})(?=[,。;\n]))"
)
_MEMBER = regex(
    rf"(?:[^,。;、的和与及]{{2,22}}?)(?:{_WORKS}|高新区|生态园|经济区)(?=$|[、和与及等]|建设)"
)


# several works in one list are named ones: 推进甲产业园、乙生态园和丙高新区建设
_WANTED = Anchored(
    rf"(?:推进|推动|加快|统筹)+(?P<list>(?:[^,。;、的]{{2,22}}?(?:{_WORKS}|高新区|生态园|经济区)[、和与及]){{1,6}}"
    rf"[^,。;、的和与及]{{2,22}}?(?:{_WORKS}|高新区|生态园|经济区))(?:等[^,。;、]{{0,8}})?建设(?=[,。;\n])"
)


# a node of a national network is named at full length: 建设全国算力网络甲国家枢纽节点
_NODE = Anchored(
    r"(?:建设|打造|推进|布局)(?P<name>(?![国省市]家?级|一批|若干)[^,。;、的]{6,30}?(?:枢纽节点|直联点|骨干节点))(?=[,。;、和建])"
)


def _hosted(words: Words, places: Places) -> list[Mention]:
    """What a law wants to stand at one place, which need not have a proper name for that."""
    text, found = words.text, []
    for match in _HOSTED.finditer(text):
        host_end = match.end("host")
        if places.ending_at(host_end) is None and not match["host"].endswith(_PARKS):
            continue
        found += _members(text, match)
    for match in _WANTED.finditer(words.anchors):
        found += _members(text, match)
    for match in _NODE.finditer(words.anchors):
        size = match.end("name") - match.start("name")
        span = match.span("name")
        found.append(Mention(*span, "Project", match["name"], "works", size + 1, 0.7))
    return found


_AREAS = ("区", "园", "港", "城", "谷", "湾", "带", "小镇", "基地")


_LONGEST_PORT = 3  # characters of the name of a port by its place


def _members(text: str, match: re.Match[str]) -> list[Mention]:
    found = []
    for member in _MEMBER.finditer(text, match.start("list"), match.end("list")):
        start, end = member.span()
        if text[start - 1] not in "设造建立局办、和与及进动快筹" or _COMMON.match(member[0]):
            continue
        tails = (member[0][at:] for at in range(len(member[0])))
        head = next((tail for tail in tails if tail in lexicon().heads), "")
        area = member[0].endswith(_AREAS)
        class_name = lexicon().heads.get(head, "IndustrialPark" if area else "Project")
        if head == "港" and start + _LONGEST_PORT < end:
            class_name = "IndustrialPark"  # 温州数安港, not 息县港
        hoped = is_hoped_for(text, start, end)
        start += 2 * text.startswith("建设", start)  # 在甲区布局|建设软件产业园
        size = end - start
        if size - len(head) >= 2 and not hoped:
            found.append(Mention(start, end, class_name, text[start:end], "works", size, 0.6))
    return found


_COMMON = regex("国家级|省级|市级|一批|若干|各类|多个|专业|相关|重点|高水平|特色|现代|一流")
_DEPARTMENT = Anchored(
    r"(?<![各设级\u5e02\u7701])(?P<level>[省市区县])(?:人民政府)?(?P<field>[\u4e00-\u9fff]{2,10}?)(?:行政)?(?:主管|管理)?部门"
)


def _departments(words: Words, places: Places) -> list[Mention]:
    """Departments by their field: 办公室设在省科技行政部门."""
    found = []
    for match in _DEPARTMENT.finditer(words.anchors):
        office = _office(match["level"], match["field"])
        if office is None:
            continue
        start, end = match.span()
        home = home_of(places, match["level"], start)
        if len(home) > 1:
            found.append(Mention(start, end, "Agency", home + office, "home", end - start, 0.6))
    return found


_FIELDS = {
    "发展改革": "发展和改革",
    "科技": "科学技术",
    "市场监管": "市场监督管理",
    "人力资源社会保障": "人力资源和社会保障",
    "住房城乡建设": "住房和城乡建设",
    "司法行政": "司法",
    "金融": "地方金融监督管理",
    "大数据": "大数据管理",
    "国有资产": "国有资产监督管理",
    "卫生": "卫生健康",
    "体育": "体育",
}


@cache
def _office(level: str, field: str) -> str | None:
    """What the department of a field is called at a level of administration, if it is known."""
    field = _FIELDS.get(field, field)
    known = lexicon().roles
    kinds = ("厅", "委员会", "局") if level == "省" else ("局", "委员会")
    return next((field + kind for kind in kinds if field + kind in known), None)
