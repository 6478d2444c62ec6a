"""Names of organisations, parks, funds, events and projects, by the grammar of their heads.

A Chinese name ends in a head that tells its class (联盟, 研究院, 有限公司). Where it begins is
told by `kg.extraction.naming.walk`; whether it names one thing or a class of things, by
`kg.extraction.naming.candidates`.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.anchors import Listed
from kg.extraction.lexicon import Lexicon, firms, lexicon
from kg.extraction.naming.extents import name_at
from kg.extraction.naming.places import Places
from kg.extraction.naming.surroundings import are_shares
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_HEADS = Listed(lambda: (*lexicon().heads, *lexicon().brand_heads))


def find_names(words: Words, places: Places) -> list[Mention]:
    """Find the names that end in a head.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    """
    lex = lexicon()
    found = []
    text = words.text
    for start, end, head in _HEADS.find(words.anchors):
        if text.startswith("区块链", end - 1):  # 产业园区块链 is 产业园 + 区块链
            end, head = end - 1, head[:-1]
        if head == "子公司" and not words.is_edge(start) and _is_of_firm(words, start):
            start, head = start + 1, "公司"
        if text[start - 1] == "(" and text[end : end + 1] == ")":
            continue  # 某双创基地(平台)
        class_name = lex.heads.get(head)
        park = class_name == "IndustrialPark"
        if park and _STREET.match(text, end):
            continue  # 甲市科技园二路
        on_street = park and _ON_STREET.match(text, end)
        branch = head in ("分行", "支行") and text.startswith("为", end)  # no 行为
        acts = on_street or branch or text.startswith(_JOINED_ON, end) or _DEVELOPS.match(text, end)
        plain = park and len(head) > 4 and not text.startswith("域", end)  # 甲产业集聚|区年产
        if not (words.is_edge(end) or acts or plain):
            continue
        if text.startswith("”", end) and _ONLY_WORDS.match(text, end + 1):
            continue  # “甲谷”四个字
        branded = class_name is None
        if branded and not text.startswith(_GOES_ON, end):
            class_name = lex.brand_heads.get(head)
        if class_name is None or class_name == "Class":
            continue
        if head in _DOUBTFUL and _is_other_word(text, head, start, end):
            continue
        if head == "网络" and (letters := _LETTERS.match(text, end)):
            class_name = "Association" if letters["body"] else "Project"  # 某某服务网络(BSN)
            branded = False
        if branded and not words.is_edge(start) and _is_in_noun(words, lex, start):
            continue  # 建设人工|智能
        if head.endswith(_PARTNERSHIPS) and _OF_FUND.search(text, max(0, start - 16), start):
            class_name = "Fund"
        if head.endswith("基地") and _LATER_PHASE.match(text, end):
            class_name = "Project"
        mention = name_at(words, places, lex, start, end, class_name, branded)
        whole = head == "中心" and not text.startswith(("云", "平台", "一期", "二期"), end)
        if whole and (centre := _SUPERCOMPUTER.search(text, max(0, start - 12), start)):
            size = end - centre.start()
            name = text[centre.start() : end]
            mention = Mention(centre.start(), end, "Institute", name, "head", size)
        if mention is None or mention.name.startswith("该"):
            continue  # 由该集团, which the segmenter cuts as 由该|集团
        mention = _as_told(text, mention, head, start, branded)
        if not (branded and _BUILDS.search(text, mention.start + 2, start)):
            found.append(mention)
    return found


def _is_of_firm(words: Words, start: int) -> bool:
    """Tell whether 子 of what reads like 子公司 ends the brand of a firm: 西门子|公司."""
    return words.is_edge(start + 1) or words.tags[words.index(start)] == "nt"


def _as_told(text: str, mention: Mention, head: str, start: int, branded: bool) -> Mention:
    """What is named, by its surroundings and its head, which begins at `start`."""
    begin, end = mention.start, start + len(head)
    if text.startswith("建设", end) and text.startswith("建设和", begin - 2):
        mention = replace(mention, start=begin + 1, name=mention.name[1:])  # 甲园建设和|乙中心建设
    if branded and (phase := _LATER_PHASE.match(text, end)):  # 甲铜业二期
        name = text[mention.start : phase.end()]
        mention = replace(mention, class_name="Project", end=phase.end(), name=name)
    bare = text[begin:start]
    firm = head == "股份" and (len(bare) > 3 or bare in firms())
    if firm and are_shares(text, begin, start):
        mention = replace(mention, end=start, name=mention.name.removesuffix(head))
    if head.endswith("基地") and _is_invested_in(text, mention):
        mention = replace(mention, class_name="Project")
    if head in _LEGAL_FORMS and _FUND_AS_FIRM.search(text, mention.start, start):
        mention = _as_fund(text, mention, start)
    return mention


_BY = regex("由[^,。;的由]{2,12}$")  # 这家由甲控股的企业
_ROAD = "(?:路(?![径线演])|大?街(?!道|区)|大道)"
_STREET = regex(f"[东西南北中一二三四五六七八九十]{{0,2}}[横纵经纬]?{_ROAD}")
# 甲县产业集聚|区南|五环路
_ON_STREET = regex(rf"(?![区园城内])[\u4e00-\u9fff]{{1,5}}?{_ROAD}(?=[\d东西南北中,。;与和交]|$)")
_DOUBTFUL = frozenset(("空港", "控股", "计划", "基金", "厂", "公司", "数据", "投资", "分会"))


def _is_other_word(text: str, head: str, start: int, end: int) -> bool:
    """Tell whether what reads like a head is a verb here, or tells of the name behind it."""
    if head == "控股":
        owner = text.startswith(("集团", "公司"), start - 2)  # 甲集团控股乙
        held = text[end : end + 1] in "的,。;" and _BY.search(text, max(0, start - 14), start)
        return owner or text.startswith(_HELD, end) or bool(held)  # 受控股股东甲集团影响
    if head == "计划":  # 某项目计划年底投产, 甲公司计划投资20亿元
        return text.endswith(_PLANNERS, 0, start) or _PLANS_TO.match(text, end) is not None
    if head == "基金":  # 某创投管理基金规模百亿元
        return text.endswith("管理", 0, start) and text.startswith(_HOW_MUCH, end)
    if head == "空港":  # 甲空港经济示范区, 乙空港智能计算中心
        return _GOES_ON_FROM_PORT.match(text, end) is not None
    if head == "分会":
        return text[start - 1] in "部充"  # 大部|分会
    if head == "投资":  # 甲投资人称, 甲投资人民币1亿元
        return text.startswith(("人", "者", "方"), end)
    if head == "数据":  # 甲市统计局数据显示
        return text.startswith(("显示", "表明"), end)
    if head == "厂":
        return text[start - 1] in "建办设开扩迁"  # 在某市投资建厂
    return _LATIN.match(text, end) is not None  # 设计公司Nordrill: what the firm behind is


_GOES_ON_FROM_PORT = regex(
    "(?:经济|国际|智能|智慧|产业|物流|新城|配套|综合|集成|枢纽|商务|科技|保税)"
)
_HELD = ("股东", "子公司", "权", "比例", "地位", "企业")
_ONLY_WORDS = regex("[这那]?[两三四五六七八九]个大?字")
_PLANTS = tuple(
    f"{kind}基地"
    for kind in ("制造", "生产", "总装", "组装", "装备", "产业化", "材料", "电池", "总部", ")")
)
_PUT_IN = regex(
    r"(?:投资(?:约|近|超)?(?:[\d.]+[万亿]*元)?|投建|(?:[投出斥耗]资?)[约近超]?[\d.]+[万亿]+元建设"
    r"|[在将]此(?:建设|兴建|新建))[^,。;:、]{0,16}$"
)


def _is_invested_in(text: str, mention: Mention) -> bool:
    """Tell whether a base is a plant that somebody pays for, no zone: 投资的甲总装基地."""
    if "年产" in mention.name:
        return True
    if not mention.name.endswith(_PLANTS):
        return False
    return _PUT_IN.search(text, max(0, mention.start - 36), mention.start) is not None


def _as_fund(text: str, firm: Mention, form: int) -> Mention:
    """A fund in the form of a firm (甲基金有限公司), unless the fund goes by its bare name too."""
    fund = text[firm.start : form]
    near = text[max(0, firm.start - _NEARBY) : firm.end + _NEARBY]
    alone = near.count(fund) > sum(near.count(fund + legal) for legal in _LEGAL_FORMS)
    manages = text.startswith(("管理", "担任", "负责", "受托"), firm.end)
    shares = text.startswith("股份有限公司", form)  # such a fund has no other manager of its name
    return firm if manages or (alone and not shares) else replace(firm, class_name="Fund")


def _is_in_noun(words: Words, lex: Lexicon, start: int) -> bool:
    """Tell whether a head begins inside a common noun."""
    return words.words[words.index(start)] in lex.generic


_LATER_PHASE = regex(
    "[二三四五]期(?!募|规|投[资入]|项目|工程)(?:工厂|厂房|厂区|基地|车间)?"
)  # what is built of a base that is there
_SUPERCOMPUTER = regex("国家超级计算[\u4e00-\u9fff]{2,4}$")  # 国家超级计算甲市中心
_HOW_MUCH = ("规模", "总规模", "总额", "资产", "超", "逾", "约", "共", "数量")
_LATIN = regex("[A-Z]")
_LETTERS = regex(r"\([A-Z]{2,8}\)(?P<body>[^,。;]{0,8}成立)?")
_BUILDS = regex(
    "(?:建设|打造|搭建|构建|布局|开发(?=..)(?!建设|投资|集团|运营|股份|控股))(?=.)"
)  # 甲工业区建设休闲食品…
_NEARBY = 3000  # characters in which the other name of a fund is looked for
_FUND_AS_FIRM = regex("基金(?:[一二三四]期)?$")  # 甲基金二期股份有限公司
_LEGAL_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "股份公司")
_PARTNERSHIPS = ("(有限合伙)", "合伙企业")
_OF_FUND = regex("(?:基金|创业投资|股权投资|产业投资|并购投资|创投|引导|成长)$")
# 科技开发 and 能源开发 are words, but 甲科技开发了乙 and 由甲科技开发的乙 tell who does it
_DEVELOPS = regex("开发(?:了|出|的(?!公司|企业|项目)|建设[,。;]|[“,。;])")
# what the segmenter joins to a head: 平台|由, 大学|校长
_JOINED_ON = (
    "(", "”", "》", "内", "里", "由", "自19", "自20", "建有", "建设", "建起",
    "校长", "校友", "教授", "已", "设于", "设在", "地处", "则在",
    "理事", "会员", "会长", "上表", "上宣", "上透", "上介", "上,", "上发",
)  # fmt: skip


# who plans: behind these 计划 is a verb
_PLANNERS = (
    "大学", "学院", "研究院", "基金", "项目", "平台", "工程", "基地", "公司", "政府", "集团",
    "企业", "银行", "厅", "局", "委", "资本", "创投", "控股", "股份", "号线", "小学", "中学",
    "医院", "公园", "铁路", "大桥", "机场", "园区", "小镇",
)  # fmt: skip
_PLANS_TO = regex(
    r"(?:总?投资(?!项目|者|人)|出资|斥资|新建|扩建|建设(?!的|方案)|收购|募集|募资|融资|增资|发行)"
    r"|(?:在|于|到|未来|通过|用)[^,。;的]{1,14}(?:投资|建设|建成|建立|新建|设立|募集|投产|开工|动工|通车|投用|竣工|完工|开园|开业)"
)
# with these behind it a brand goes on to the name of something else: 三一钢铁城
_GOES_ON = (
    "企业", "巨头", "厂商", "龙头", "领域", "赛道", "行业", "方向", "板块",
    "主管", "部门", "城", "园", "区", "厂", "院", "网", "港", "馆", "产业", "技术", "项目", "平台",
    "工厂", "基地", "生产线", "创新", "研究", "中心", "联盟", "协会",
    "革命", "进步", "攻关", "成果", "变革",
)  # fmt: skip
