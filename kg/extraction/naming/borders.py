"""What belongs to a name beyond the words that its head leads to: 中德(沈阳)产业园."""

from __future__ import annotations

from kg.extraction.lexicon import lexicon
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.naming.walk import LINE_ABROAD, walk_left
from kg.extraction.naming.works import ABBREVIATED, LINE, SECTION, UNIT, owned_start
from kg.extraction.reading import LEADING, Words
from kg.patterns import regex

_PARTNERS = frozenset("德新马法意日韩俄美英白印缅老越柬泰瑞以奥乌哈埃巴非欧阿荷丹芬挪波")
DASHES = "—-–·"
_BACKED = regex("投方(?:为|是|有|包括)")
# what tells of a firm and is no part of its name: 上市公司甲股份, 战略投资者乙基金
_KIND = regex(
    "(?:上市公司|[\u4e00-\u9fff]{2,6}?(?:龙头|巨头|独角兽|券商)(?:企业|公司)?(?![股集(企公])|主权(?:财富)?基金|(?:创投|风投|私募)机构|私募(?:股权|投资)*基金(?![管公合(有企])|(?:战略|机构)?投资者|[老新]股东|投资机构|(?:集团|公司)(?:控股|参股|收购|入股)"
    # 创始|会员有甲集团, 发起|时有乙公司
    "|(?:会员|成员|股东|单位|伙伴|客户|机构|企业|时|方|人)有(?![限机色轨色]))(?=.{2})"
)
# what is said or done of a thing, which the tagger does not know for verbs or joins to its name
_LED = regex(
    r"(?:声称|积极争取|争取|符合|关于|认识一下|推广(?=“)|全面推进|\(图\)"
    r"|[\u4e00-\u9fff]{0,16}(?:圆满完成|赢得|夺得|出席))(?=..)"
)
_ITEM = regex(r"\d{1,3}\.(?!\d)")  # 12.甲产业园, in a list
_SUCH = ("企业", "公司", "机构", "平台", "项目", "园区")
# 企业如|谷潮科技, 创业者,如|谷潮科技
_LIKE = (*_SUCH, *(f"{kind}," for kind in _SUCH), "者,", "商,", "团队,", "不少,", "众多,")
# what the tagger joins to a name that is only spoken of: 若|星澜科技, 称|星澜科技
_SAID = regex(
    "(?:网传|盛传|据传|据称|(?:消息|传闻|报告|公告|报道|声明|通报)?称|若|专家(?:建议|呼吁)"
    # 被|告谷潮公司, 第三人|谷潮公司
    "|(?<=[原被])告|(?:原审)?(?:第三人|[原被]告人?|被?上诉人|被?申请人))(?=.{2})"
)
# 甲集团同|乙大学, but 某大学同济医学院
_ALONGSIDE = regex(
    ".*(?:公司|集团|股份|科技|资本|基金|银行|证券|企业|大学|学院|研究院|协会|政府|管委会|[部委局厅])"
    "[同跟](?![济仁行业方创道心步类])(?=..)"
)
_ALREADY = regex("(?:已经?|曾|将|拟|正|均|还|并)[向由与被对给](?=..)")  # 已向|谷潮通信
_SIZE = regex(
    "(?:主跨|全长|总长|占地|(?:建筑)?面积)?[\\d.]+[万亿]?(?:平方米|平方公里|公里|千米|米|亩)的?(?=..)"
)
_BRANCH = regex(
    r"(?:省|市|区)?(?:[\u4e00-\u9fff]{2,4}(?=分公司))?(?:省分公司|市分公司|分公司|分行|支行|公司)(?!法|章)"
)


_SIDE_OF_CHINA = regex(r"中国\([\u4e00-\u9fff]{2,4}\)$")


def left_border(words: Words, places: Places, start: int) -> int:
    """Take in the partner country, or the place before a dash, in front of the name of a park.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    start : where the name begins as far as its words tell.
    """
    if words.text.endswith("——", 0, start) and places.ending_at(start - 2) is None:
        return start  # 首个小镇——丹凤小镇
    text = words.text
    while start and text[start - 1] in DASHES:
        gap = start - 1 if text[start - 2 : start - 1] != text[start - 1] else start - 2
        hit = places.ending_at(gap)
        if hit is not None:
            start = hit.start
        elif (side := _SIDE_OF_CHINA.search(text, max(0, gap - 8), gap)) is not None:
            start = side.start()  # 中国(四川)—南亚峰会
        elif gap and _is_proper(words, index := words.index(gap - 1)):
            start = words.starts[index]  # 陇东—山东, 谷潮—甲大学联合实验室
        elif words.text.endswith(("大学", "学院"), 0, gap):
            start, _ = walk_left(words, places, gap - 2)  # 乙大学—谷潮科技联合实验室
        else:
            break
    pair = text[max(0, start - 2) : start]
    return start - 2 if pair[:1] == "中" and pair[1:] in _PARTNERS else start


def strip_left(words: Words, start: int, head_start: int, class_name: str) -> int:
    """Drop what names do not begin with, from a start rightwards."""
    text = words.text
    if led := _LED.match(text, start, head_start):
        start = led.end()
    if text[start].isdigit() and (item := _ITEM.match(text, start, head_start)):
        start = item.end() if text[start - 1 : start] in ("", "\n") else start
    if size := _SIZE.match(text, start, head_start):
        start = size.end()  # 主跨900米|甲大桥
    if text.startswith(("原名", "前身", "全称"), start):
        start += 2
        start += text.startswith(("叫", "为", "是", "即"), start)
    if said := _SAID.match(text, start, head_start):
        start = said.end()
    if beside := _ALONGSIDE.match(text, start, head_start):
        start = beside.end()
    if text[start] in "省市区县州镇乡街村" and text[start - 1 : start] == "我":
        start += 1  # 视察我街|甲公司
    if text[start] in "原前现" and text[start - 1 : start] in ("(", ",", "由"):
        start += 1
    if class_name in ("Company", "Fund") and (kind := _KIND.match(text, start, head_start)):
        start = kind.end()
    if text[start] == "有" and text.endswith(("旗下", "下设", "现", "设"), 0, start):
        start += 1  # 旗下|有甲基金
    if text[start] == "如" and text.endswith(_LIKE, 0, start):
        start += 1
    if text[start] in "和与及" and class_name != "Company" and start:
        doing = words.tags[words.index(start - 1)][0] == "v"
        start += doing and words.is_edge(start + 1)  # 甲基地建设和|乙评价中心
    if class_name == "Company" and (already := _ALREADY.match(text, start, head_start)):
        start = already.end()
    if class_name == "Company" and text[start] == "叫" and text.endswith(_KINDS_CALLED, 0, start):
        start += 1  # 第一家公司|叫甲实业
    if class_name == "Company" and text[start] in "对由向给被":
        start += 1  # 对路|特斯汽车有限公司
    if text[start] in "日月年" and text[start - 1 : start].isdigit():
        start += 1 + text.startswith("月份", start)  # 9|月份基金发行规模
    if text[start] == "度" and text[start - 1 : start] == "年":
        start += 1  # 2023年|度专项资金; 2023年|度工作会议 is none
    start = _behind_deeds(words, start, head_start, class_name)
    if class_name == "Company" and text[start] == "过" and start:
        start += words.tags[words.index(start - 1)] in ("v", "vn")  # 投资|过甲公司
    backed = text[start - 1 : start + 1] in LEADING and _BACKED.match(text, start)
    return backed.end() if backed else start  # 跟|投方有甲资本


_KINDS_CALLED = ("公司", "企业", "机构", "平台", "品牌")


def _behind_deeds(words: Words, start: int, head_start: int, class_name: str) -> int:
    """Where a name begins behind verbs of what is done to the thing, and behind dashes."""
    text, lex = words.text, lexicon()
    line = class_name == "Project" and LINE_ABROAD.match(text, start) is not None  # 中老铁路
    while start < head_start and not line:
        index = words.index(start)
        word = words.words[index]
        bought = class_name == "Company" and word in lex.bought
        new = word == "新" and (text.startswith(_NEW, start + 1) or head_start - start == 2)
        leads = word in lex.leading and not new  # 新网|银行
        leads = leads or (word in _OWNERSHIP and words.is_brand(index + 1))  # 民营|谷潮医院
        if (leads or bought) and words.starts[index] == start:
            start += len(word)
        elif text[start] in "-·+&/—":
            start += 1
        else:
            break
    return start


_OWNERSHIP = ("民营", "私营", "公立", "民办")
# 新|能源基地: what is called new whether or not it is
_NEW = ("能源", "材料", "一代", "动能", "经济", "基建", "零售", "消费", "媒体", "农人", "药")


def _is_proper(words: Words, index: int) -> bool:
    return words.tags[index] == "ns" or words.is_brand(index)


def branch_end(words: Words, places: Places, end: int) -> int:
    """Where a name ends when that of a branch stands behind it: 甲银行宁波分行; else the same."""
    hit = places.starting_at(end)
    branch = _BRANCH.match(words.text, hit.end) if hit else None
    ends = branch and (words.is_edge(branch.end()) or words.text.startswith("为", branch.end()))
    return branch.end() if branch and ends else end  # 分行|为甲贷款, cut as 分|行为


# what firms are called by that are one country's own
_OF_STATES = ("国家", "航天", "石油", "铁路", "邮政", "电力", "天然气")
_PHASE = regex("[一二三四五](?:号(?![机工楼线井])|期(?!募|规|投[资入]))")
_ROAD = regex(r"(?:[\u4e00-\u9fff]{2}(?:高速|高铁|铁路)|[GS]\d{1,4})$")
_SESSION = regex(r"20\d\d年?(?:年会|峰会|会议|[春夏秋冬]季(?:年会|峰会))")
_YEAR = regex(r"(?:20\d\d年?|第[一二三四五六七八九十百\d]{1,4}届|首届)$")
# 国家甲中心北方中心
_COMPASS_PART = regex(
    "(?:华[东南北中]|[东西][南北]|[东西南北中][部方]|长三角|粤港澳大湾区|大湾区)(?:地区|区域)?(?:分?中心|分院|分所|分部)"
)
_ACADEMIES = ("大学", "科学院", "中科院", "工程院")
TO_PLACE = ("—", "–", "-")
_OF_TWO = ("IndustrialPark", "Institute", "Association", "Event", "Fund")


def reach(
    words: Words,
    places: Places,
    start: int,
    end: int,
    class_name: str,
    place: PlaceHit | None,
    paired: bool,
) -> tuple[int, int]:
    """Where a name begins and ends with what belongs to it beyond its words and its head.

    A road or a year stands in front of it, a phase or a place in brackets behind it;
    `paired` tells that a dash joins its place to another.
    """
    text = words.text
    if class_name == "Company":
        end = branch_end(words, places, end)
        land = places.ending_at(start) if text.startswith(_OF_STATES, start) else None
        start = land.start if land and land.code is None else start  # 智利|国家铜业
    if class_name == "Project" and place and start == place.start:
        start = owned_start(words, start, end)
    if class_name in ("Fund", "Project") and (phase := _PHASE.match(text, end)):
        end = phase.end() if class_name == "Fund" or phase[0] != "一期" else end
    if class_name == "Project" and (unit := UNIT.match(text, end)):
        end = unit.end()
    if class_name == "Project" and LINE.search(text, start, end):
        section = SECTION.match(text, end)
        end = section.end() if section else end
    if class_name == "Project" and text.endswith("全国", 0, start) and "一体化" in text[start:end]:
        start -= 2
    if class_name == "Project" and text.endswith("全国一体化算力网络", 0, start):
        start -= len("全国一体化算力网络")  # 全国一体化算力网络|成渝国家枢纽节点
    if class_name == "Project" and (road := _ROAD.search(text, max(0, start - 6), start)):
        start = road.start()  # 某某高速甲至乙段改扩建工程
    sited = class_name in ("Project", "IndustrialPark") or text.endswith("省实验室", start, end)
    if sited and text.startswith("(", end):
        part = places.starting_at(end + 1)
        if part and text.startswith(")", part.end):
            end = part.end + 1  # 国家枢纽节点(甲省)
    school = text.endswith(("大学", "学院"), start, end)  # 乙大学—甲大学: two
    apart = school or class_name == "Company" or text[start - 1 : start] not in TO_PLACE
    dashed = paired or not apart
    if class_name == "IndustrialPark" or dashed:
        start = left_border(words, places, start)
    if class_name in _OF_TWO and text[start - 1 : start] == "中" and text[start] in _PARTNERS:
        country = places.starting_at(start) is not None  # 过程中|德国某研究院
        start -= words.is_edge(start - 1) and not country  # 中|德智能制造研究院
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
    if class_name in ("Institute", "Association") and place and place.start == start:
        start = _with_academy(words, places, start, text.endswith(_BRANCHES, start, end))
    return start, end


def _is_letter_of_line(words: Words, start: int, end: int) -> bool:
    """Tell whether the first letter of a line was read as a word: 太|中银铁路."""
    letter, line = words.text[start - 1 : start], LINE.search(words.text, start, end)
    return (
        line is not None
        and start > 0
        and ABBREVIATED.fullmatch(letter + words.text[start : line.start()]) is not None
    )


_BRANCHES = ("分院", "分会", "分所", "分社", "支会")
# what has branches: 甲设计研究院乙市分院, 红十字会乙市分会
_MOTHERS = (
    "研究院", "设计院", "检测院", "研究所", "医院", "银行", "协会", "商会", "学会",
    "联合会", "基金会", "红十字会",
)  # fmt: skip


def _with_academy(words: Words, places: Places, start: int, branch: bool) -> int:
    """Where the name of an institute begins whose academy stands in front: 中国科学院甲市乙所."""
    if words.text.startswith("省实验室", start + 2):  # 某城甲科学与工程|某省实验室
        begin, _ = walk_left(words, places, start, "Institute")
        begin = strip_left(words, begin, start, "Institute")
        return begin if start - begin >= 4 else start
    mothers = _ACADEMIES + _MOTHERS if branch else _ACADEMIES
    head = next((a for a in mothers if words.text.endswith(a, 0, start)), None)
    if head is None or head == "中科院":
        return start - len(head or "")
    begin, _ = walk_left(words, places, start - len(head), "Institute")
    begin = strip_left(words, begin, start - len(head), "Institute")
    if branch and places.within(begin, start):
        return start  # 甲大学乙市研究院|丙市分院, which are joined by their own names
    return begin if begin < start - len(head) else start
