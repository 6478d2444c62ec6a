"""Bodies of the centre, with the part of them that is named, and groups of several of them."""

from __future__ import annotations

from kg.extraction.anchors import Anchored, Anchors, Listed
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.places import SPECIAL_REGIONS, PlaceHit, Places
from kg.extraction.reading import Mention, Words
from kg.patterns import HAN, regex

LEVELS = tuple("省市区县州旗镇盟")
_OUTSIDE = frozenset(("香港特别行政区", "澳门特别行政区", "台湾省"))
# what neither a part of a body nor the field of a group is made of
_NO_FIELD = (
    r"(?![的由等各对向将在已被为是及且并拟要从该其])"
    r"(?!有关|相关|所属|直属|会同|联合|关于|印发|发布|公布|批准|批复|同意|决定|要求|组织|派出|设立|建立|健全|根据|支持|负责|国家|中国|全国|中央|召开)"
)
# 统计信息中心, 考试中心: what a body keeps for its own work, unlike a centre of research
CENTRE = (
    f"(?:(?![的和与及在对由等])[{HAN}]){{0,4}}?(?:信息|服务|事务|审评|评审|评估|审查|监测|考试|鉴定|援助"
    "|登记|宣传|采购|核查|执法)中心"
)
# 办公厅, 上海总部, 济南分行, 装备工业一司, 第五巡回法庭: parts that stand right behind the body
_PART = regex(
    rf"办公厅|办公室(?!主任)|营业管理部|第[一二三四五六]巡回法庭|知识产权法庭"
    rf"|{CENTRE}"
    rf"|(?!各)[{HAN}]{{2,5}}(?:中心支行|总部|分行营业管理部|分局|监管局|专员办事处|专员办|分社(?!社)|管理局(?!长)|(?<!总)分行|调查总队)"
    rf"|(?!会同|联合|海关)[{HAN}]{{2,6}}(?<![部总签])署(?=[于在表公发强指预昨今,、])"
    rf"|(?![和与暨各]){_NO_FIELD}[{HAN}](?:{_NO_FIELD}[{HAN}]){{1,9}}?(?<!园区)(?:(?<!公)司(?![法机令空])|(?<![布格结])(?<!(?<!安)全)局(?![部限面势])|审评中心|审核查验中心|专家委员会"
    r"|(?:科技|经济|投资|产业|学位|教育|安全|标准|人口|社会|农业|外事|文化|法制)[\u4e00-\u9fff]{0,6}委员会)"
)
SOCIETY = "society"  # the rule of associations, which are found beside the bodies of the state
NAMELESS = "nameless"  # the rule of what is no name, but keeps others from beginning inside it
# 国务院有关部门, 国务院水利、林业草原等主管部门: somebody below it, who is not named
_BELOW = regex(
    "(?:其他|所属|各)?(?:有关|相关|直属|组成|各)?(?:主管)?(?:部门|部委|机构|单位)"
    "|(?!出台|推进|推动|明确|提出|任命|调整|实施|取消|下放|授权|指定|设立|成立|组建|机构|[总副]|其)"
    rf"{_NO_FIELD}[{HAN}](?:、|{_NO_FIELD}[{HAN}]){{1,36}}?(?:等(?:有关)?(?:主管)?)?(?:部门|机构)"
)
_FIELD = rf"(?:(?![和与]){_NO_FIELD}[{HAN}])"
_GROUP = Anchored(
    rf"(?:国务院(?:第[一二三四五六七八九十]+次)?全国|国家|国务院|全国|中央){_FIELD}{{2,22}}?"
    r"(?:领导小组|协调小组|指导小组|工作小组|专项小组|联席会议)(?:办公室)?"
    rf"|(?:国务院|中央|全国政协|全国人大){_FIELD}{{2,12}}?委员会(?:办公室)?(?!员)"
    rf"|国务院{_FIELD}{{1,8}}?办(?:公室(?!主任会)|(?<![督承主举转交创申代]办)(?=主任|副主任|批准|[、和与,]))"
    rf"|国家(?!级|重点|重大){_FIELD}{{2,9}}?(?:管理局|监督局|监察局|总局|专卖局|档案局)(?![长])"
)
_GROUP_ENDS = ("小组", "联席会议", "委员会", "局", "国务院")
_PRESIDENT = regex(r"总统(?=华总|\(\d|令|公布|明令|府令)")


_OFFICES = {"中办": "中共中央办公厅", "国办": "国务院办公厅"}
# the segmenter reads 集|中办 and 国|办公|开: that the two are bodies is told by what is beside them
_TWO_OFFICES = regex(
    rf"(?<![{HAN}])(?:中办(?=[、和]?国办|印发|发布|公开|转发|日前|近日|联合)"
    r"|国办(?=公开发|印发|发布|转发|下发|出台|日前|近日|联合|再次|部署|要求))"
    rf"|(?<=中办)国办|(?<=[{HAN}][、和])国办(?=公开发|印发|发布|转发|下发|出台|日前|近日|联合|[、,。])"
)
NATIONAL = Listed(lambda: lexicon().national)


# a name that each province and city has too, beside bodies of the centre: 财政部、统计局
_BESIDE_OTHERS = {
    "统计局": "国家统计局", "文物局": "国家文物局", "气象局": "中国气象局", "地震局": "中国地震局",
    "海洋局": "国家海洋局", "铁路局": "国家铁路局", "旅游局": "国家旅游局", "林业局": "国家林业局",
    "粮食局": "国家粮食局", "数据局": "国家数据局", "医保局": "国家医疗保障局",
    "档案局": "国家档案局", "疾控局": "国家疾病预防控制局", "烟草局": "国家烟草专卖局",
    "移民局": "国家移民管理局", "消防救援局": "国家消防救援局",
    "矿山安监局": "国家矿山安全监察局", "公务员局": "国家公务员局",
}  # fmt: skip
_BESIDE = regex(rf"[、和及](?P<body>{'|'.join(_BESIDE_OTHERS)})(?!长)")


def find_central(words: Words, places: Places) -> list[Mention]:
    """Find bodies of the centre by their names, and groups of several bodies.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    """
    return [*_named(words, places), *_groups(words), *_outposts(words, places)]


# what stands for the centre elsewhere: 中国驻泰国大使馆, 民航湖北监管局, 兵团第三师
_MISSION = Anchored(
    rf"驻(?P<there>[{HAN}]{{1,10}}?)(?P<kind>大使馆|使馆|总领事馆|总领馆|领事馆)(?![区人])"
)
_OUTPOST = Anchored(
    rf"(?:中国)?民航(?P<region>[{HAN}]{{2,3}}?)(?:安全监督管理局|监管局)"
    rf"|(?:新疆生产建设)?兵团(?P<division>第[一二三四五六七八九十]{{1,3}}师)"
)


# 中国快递协会, 中国充电设施促进联盟: with words for trades that are verbs elsewhere
_SOCIETY = Anchored(
    rf"中国(?:(?!加入|成立|举办|联合(?!会)|参[加与]|组织|企业(?!家|联)|公司|政府|国际|[在的由将对向为等是了个家各该与])[{HAN}]){{2,14}}?"
    r"(?:行业协会|协会|联合会|促进会|研究会|促进联盟|产业联盟|商会)(?![长员和与及]|联合)"
)


def _outposts(words: Words, places: Places) -> list[Mention]:
    text = words.text
    found = [
        Mention(*match.span(), "Association", match[0], SOCIETY, len(match[0]), 0.85)
        for match in _SOCIETY.finditer(words.anchors)
        if words.is_edge(match.end())
    ]
    for match in _MISSION.finditer(words.anchors):
        home = places.ending_at(match.start())
        at = home.start if home else match.start() - 2
        if home or text.startswith("中国", at):
            name = text[at : match.end()].replace("总领馆", "总领事馆")
            found.append(Mention(at, match.end(), "Agency", name, "mission", match.end() - at, 0.9))
    for match in _OUTPOST.finditer(words.anchors):
        name = f"中国民用航空{match['region']}安全监督管理局"
        if match["division"]:
            name = f"新疆生产建设兵团{match['division']}"
        size = match.end() - match.start() + 3
        found.append(Mention(*match.span(), "Agency", name, "national", size, 0.9))
    return found


def _named(words: Words, places: Places) -> list[Mention]:
    text, found = words.text, []
    full = lexicon().national
    for start, end, name in NATIONAL.find(words.anchors):
        place = places.ending_at(start)
        outside = place is not None and _is_outside(place) and not name.startswith("全国")
        if place and not outside:
            continue  # 上海市民政部门, 北京发改委: the body of the place, not of the centre
        if name[-1] == "部" and text.startswith(("门", "长", "分", "署", "队", "件"), end):
            continue
        runs_on = text.startswith("中共中央", max(0, start - 4))  # 中共中央国务院关于
        if not words.is_edge(start) and len(name) < 4 and not runs_on and not outside:
            continue
        if name == "全国人大" and text.startswith(("代表、", "代表,", "代表("), end):
            continue
        if text.endswith(("国际", "各"), 0, start):
            continue  # 国际证监会组织, 各铁路局
        special = text.endswith(SPECIAL_REGIONS, 0, start)
        local = not special and (len(name) <= 3 or name in lexicon().roles)
        if local and text[start - 1 : start] in LEVELS:
            continue  # 由市发展改革委负责: the body of the place, whose name is left out
        if name == "国务院" and (below := _BELOW.match(text, end)):
            stop = below.end()
            found.append(Mention(start, stop, "Agency", text[start:stop], NAMELESS, 390))
            continue
        end = _with_part(words, end)
        canonical = full[name] + text[start + len(name) : end]
        begin = place.start if place and outside else start
        if full[name].startswith("国家") and text.endswith("国家", 0, begin):
            begin -= 2  # 国家|外汇局
        found.append(Mention(begin, end, "Agency", canonical, "national", end - begin + 2, 0.95))
    ends = {mention.end for mention in found} if "局" in text else set()
    for match in _BESIDE.finditer(text) if ends else ():
        if match.start() in ends:
            ends.add(match.end())
            span, name = match.span("body"), _BESIDE_OTHERS[match["body"]]
            found.append(Mention(*span, "Agency", name, "national", len(match["body"]) + 2, 0.85))
    if "国办" in text or "中办" in text:
        for match in _TWO_OFFICES.finditer(text):
            office = _OFFICES[match[0]]
            found.append(Mention(*match.span(), "Agency", office, "national", 5, 0.95))
    if "总统" in text:
        for match in _PRESIDENT.finditer(text):
            found.append(Mention(*match.span(), "Agency", "总统", "national", 4, 0.9))
    return found


def _is_outside(place: PlaceHit) -> bool:
    """Tell whether the bodies of a place have names of their own: 香港创新科技署."""
    return not _OUTSIDE.isdisjoint((place.full, *place.parents))


def _with_part(words: Words, end: int) -> int:
    """Where the name of a part of the body ends that stands right behind it, else `end`."""
    part = _PART.match(words.text, end)
    if part is None:
        return end
    stop = part.end()
    if any(e - s < len(part[0]) for s, e, _ in NATIONAL.find(Anchors(part[0]))):
        return end  # 人民银行和市场监管总局 are two
    return stop if words.is_edge(stop) or words.text[stop : stop + 1] in ("司", "局") else end


def _groups(words: Words) -> list[Mention]:
    """Groups of several bodies: 国家集成电路产业发展领导小组, 中央财经委员会."""
    text = words.text
    if not any(end in text for end in _GROUP_ENDS):
        return []
    return [
        Mention(*match.span(), "Agency", match[0], "group", len(match[0]) + 1, 0.85)
        for match in _GROUP.finditer(words.anchors)
    ]


_CONGRESS = regex("党的(?P<nth>十[四五六七八九]|二十)大(?!报告|型|量)|全国两会")


def find_congresses(text: str) -> list[Mention]:
    """The congresses that everybody calls by short names: 党的十八大, 全国两会."""
    found = []
    for match in _CONGRESS.finditer(text):
        name = f"中国共产党第{match['nth']}次全国代表大会" if match["nth"] else match[0]
        found.append(Mention(*match.span(), "Event", name, "congress", len(name), 0.8))
    return found
