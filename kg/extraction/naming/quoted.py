"""Things that are named in “…” and told by the noun beside: “海芯一号”平台, 基金“启明”."""

from __future__ import annotations

import re

from kg.extraction.lexicon import lexicon
from kg.extraction.naming.surroundings import is_honour
from kg.extraction.naming.unheard import NO_FIRM
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_QUOTED = regex(r"“([^“”\n]{2,24})”")
_HEADS = {
    "Project": "平台(?:体系)?|系统|节点|公链|项目|工程|链|应用|小程序|APP|App|产品|计划|专列"
    "|试点(?!城市|示范|地区|企业|单位|经验|政策|改革)"
    "|卫星|星座|芯片|模型|行动|测试场|[试实]验场|示范线|数据库|机器人|程序|助手|大脑|数字人|智能体|(?<=”)\\d{1,2}星"
    "|工船|邮轮|货轮|渡轮|船(?!舶|用|东|坞|员|型|厂)|艇|飞机|客机|直升机|无人机|航空器|飞行器|火箭|飞船|列车|动车组"
    "|盾构机|掘进机|潜水器|发动机|燃气轮机|计算机|架构|引擎|装置|大桥|隧道|油田|气田"
    "|(?:能源|空间|加氢|充电|换电|接收|驿|光伏电|水电|储能电)站|(?<=”)号(?![召称令线楼文院])",
    "Fund": "基金|专项资金|子基金",
    "IndustrialPark": "产业园|园区|基地|示范区|孵化器|小镇|试验区|创新中心区",
    "Event": "大会|峰会|论坛|大赛|博览会|活动周|展会|研讨会|培训班",
    "Institute": "研究院|研究中心|实验室|创新中心|研究所|智库",
    "Association": "联盟(?!链)|协会|联合会|学会",
    "Company": "公司|企业|(?:服务|供应|制造|运营|开发|研发|生产|设备|方案|集成)商|厂商|独角兽",
}
_OF_FOUR = ("基金", "专项资金", "子基金", "工程", "计划", "行动", "星座")  # “雪亮工程”
# what is only said to be a scheme: “民心工程”
_NO_SCHEME = regex(
    "(?:[\u4e00-\u9fff]{0,2}(?:民心|民生|惠民|满意)|形象|政绩|面子|德政|良心|系统|一号|一把手|放心|样板|头号|标杆|精品)工程"
    # figures of speech
    "|绿色通道|(?:便民)?直通车|快车道|快速路|高速路|及时雨|定心丸|助推器|加速器|加速键|保护伞|防火墙|防护网|金钥匙|牛鼻子"
    "|先手棋|组合拳|主力军|生命线|黄金水道|大礼包|连心桥|药方|良方|处方|升级版|新引擎|双引擎|路线图|时间表|任务书|施工图"
    "|朋友圈|主战场|桥头堡|试验田|大舞台|新名片|金名片|样板间|孵化器|蓄水池|晴雨表|风向标|稳定器|压舱石|突破口|领头羊|领头雁|排头兵|领跑者|火车头|增长极|主引擎|聚宝盆|后花园"
)
_VISION = regex(r"[一二三四五六七八九十\d]+[带轴核心廊区]|\d\+")  # “一带三区”, “1+N”
_CARRIED_OUT = ("行动", "项目", "工程")
_NO_THING = regex(
    "等?的?(?:工作|管理|服务)?(?:方式|模式|机制|制度|办法|形式|原则|理念|战略|政策|口号|精神|思路|要求|名义)"
)
_BEHIND = regex(
    r"(?:\([A-Za-z][^()]{1,28}\))?(?:(?![为向给与被由让从将了于])[\u4e00-\u9fffA-Za-z]){0,8}?(?:"
    + "|".join(f"(?P<{k}>{v})" for k, v in _HEADS.items())
    + r")(?![\u4e00-\u9fff]{0,3}化)"
)
_BEFORE = regex(
    r"(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _HEADS.items()) + r")(?:——|—|:|,名为|名为|叫做)?$"
)
_INNER = regex(r"(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _HEADS.items()) + r")$")
# 甲“乙”、丙“丁”等首批上线的大模型: what all members of a list are
_REST_OF_LIST = regex(
    r"(?:(?:、|和|与|及|以及)[^“”,。;:、\n]{0,10}“[^“”,。;\n]{2,12}”)*"
    r"(?:等?(?:相继|陆续|先后|纷纷|均已|都已)(?:上线|投用|启用|推出|问世|发布|公测|开通)|等(?:[^,。;:“”、的\n]{0,10}的)?[^,。;:“”、的\n]{0,8}?"
    r"(?:大模型|模型|平台|系统|产品|应用|小程序|机器人|芯片|软件)(?![\u4e00-\u9fff]{0,3}(?:化|企业|公司|厂商)))"
)
# 甲的“乙”、丙的“丁”
_OWNED_NEXT = regex("[、和与及][^“”,。;:、的\n]{1,8}的“")
_OWNED_BEFORE = regex("”[、和与及][^“”,。;:、的\n]{1,8}的$")
_OF_LIST = regex("[\u4e00-\u9fffA-Za-z]{2}的?$")
# how products are called (甲链, 乙通, 丙一号), and what is done with them
_PRODUCT = regex(
    r"(?:[链码通云宝号脑网眼]|^[\u4e00-\u9fff]{2}[办事]|助手|管家|大师|小程序|[Cc]hain|[A-Za-z]{3,})$"
)
_CHAIN = regex(
    "[\u4e00-\u9fffA-Za-z]{1,5}(?<![应业值块公盟私态主侧上跨断补强延建固拓冷据新金才物务策流本素益生供产价区联双一全])链"
)
# what firms of finance and the net call theirs: 农业银行的“e链贷”
_PRODUCT_OF_FIRM = regex("(?:[贷险券票融仓盾付租链通云码宝ⅠⅡⅢ]|^[A-Za-z]+[\u4e00-\u9fff]{1,4})$")
# neither what is done away with nor another sentence or headline
_KIND = (
    "(?:(?!提出|宣布|要求|认为|称|叫|以|将|被|由|从|是|让|取消|打击|禁止|抵制|整治"
    "|[. ][\u4e00-\u9fff])[^,。;:、“”《》()\n])"
)
_VERB_OF_PRODUCT = regex(
    r"(?:发布|搭建|构建|建成|建设|接入|登陆|上架|升级|落地|试点|启动|依托|使用|通过|旗下|产品|拥有|名为|取名为?|起名|命名为|叫做?)"
    rf"(?:了|的|出|为)?$|(?:做|搞|弄|建)(?:了|出了?|出来|成)(?:一[个款套条])?$|打造(?:了|的|出)?{_KIND}{{0,12}}$"
)
# in front of a word of the dictionary that a longer noun explains: 发布“星图”工业互联网平台
_MADE = regex(r"(?:推出|上线|发布|研发|开发|研制|自研|搭建|建设|承建)(?:了|的)?$")
_FIRM_ENDS = (
    "(?:软件|科技|集团|公司|股份|智能|信息|数据|银行|大学|研究院|医院|法院"
    "|医疗|医药|汽车|航天|半导体|实验室|研究所)"
)  # fmt: skip
_OF_FIRM = regex(f"{_FIRM_ENDS}的?$")
# who launches a product or has one, and what it is: 推出养老平台“甲”, 甲旗下“乙”和绘图软件“丙”
_LAUNCHED = regex(
    r"(?:(?:推出|(?<!线)上线|发布(?!会)|研发(?!中心|人员|团队|投入|费用|机构)|研制|开发(?![区商者])|自研|首发|启用|开通|搭建|旗下)(?:了|的)?"
    rf"|(?P<owner>{_FIRM_ENDS}的|打造了)(?={_KIND}{{2}}))"
    rf"(?:{_KIND}{{0,16}}“[^“”\n]{{1,12}}”{_KIND}{{0,10}}(?:[、和与及]|以及))*(?P<kind>{_KIND}{{0,20}})$"
)
_LAUNCH = 60  # characters from the launch to the last of a list
_LONGEST_LAUNCHED = 8
PAPERS = (
    "条", "口号", "圈", "警告", "套餐", "一事", "政策", "新规", "新政", "措施", "方案", "规划",
    "报告", "指南", "白皮书", "清单", "倡议", "榜", "模式", "经验", "之都", "之省", "高地",
    "经济", "案例", "名单", "热线", "预告", "宣言", "声明", "公告", "活动", "预警", "广告",
    "信息", "令",
)  # fmt: skip
_SHOWN = ("广告", "限制", "车辆", "手机", "公交车")  # 推出10款“甲”手机: of many
_FOOD = regex("(?:饮[品料]|食品|泡菜|面膜|[酒茶粉糖])$")
# “甲”由乙公司推出, “甲”平台由乙公司承建
_MADE_BY = regex(
    "由(?!于)[^,。;“”]{2,32}?(?:推出|上线|研发|开发|研制|打造|搭建|承建|建设|运营)(?=[,。;]|$)"
)
_FOUNDED = regex(r"(?:创立|创办|合资成立|投资成立)(?:了|的)?$")


_LONGEST_BRAND = 10
_LONGEST_TOLD = 14  # characters behind what it is: longer ones quote what somebody says
# who raises money or is invested in is a firm: 饮品品牌“甲”完成A轮融资, 领投“乙”
_RAISES = regex(
    r"(?:近日|日前|宣布|已经?|曾|再次|先后|连续|正式|于|[今昨]日|[\d年月日]{2,11}+)*"
    r"(?:完成|获得?|斩获|拿下|拿到|宣布|官宣|披露)了?[^,。;“”]{0,24}?(?:[A-Ha-h天种战新首两多]\d?(?:使|子|略|一)?\+{0,2}轮|融资|战略投资|领投|跟投)"
    r"|(?:创始人|联合创始人|CEO|董事长)|的?总部(?:位于|设在|在)"
)
_VERB_BEHIND = regex(
    r"(?:正式|已经?|于|自|在|今[天日]|昨[天日]|\d{1,2}[年月日])*(?:上线|发布|投用|启用|投入|运行|运用|推出|试点|运营|上新|累计|(?:注册|实名)?用户)"
)
_CALLED = regex("(?:名为|叫做?|名叫|称为|命名为|取名)$")
# what is said in marks rather than named
_SPOKEN = regex(
    "(?:正在|争取|力争|努力|将|已|与|对|为|在|从|以|把|向|让|使|推动|推进|加快|打造|建设|构建|实现|形成|提升|做|要|是|有|没有|未|不)(?=.{4})"
    "|.{2,}(?:将|拟|没有|不会|正在|已经)"
    "|(?:[一二两三四五六七八九十多][^一二两三四五六七八九十]{1,6}){2,}$"  # “一核两翼三区”
    "|[三四五六七八九十](?:[品名同微变网废无率基有统农市化清链好新]|个一|大..)$"  # “四名”工程
    "|.{1,3}[式化型级性]$"  # “一站式”平台: what it is like
    r"|\d{1,2}[·.]\d{1,2}$"  # “6·30”事故
    "|第[一二三四五六七八九十]{1,3}(?:[条座个家例]|[案单人村]$)|线上.{0,4}线下"
    "|(?:全球|世界|全国|国内|亚洲|我国|国产)?(?:首|唯一|第一)[个座条家套艘]"  # praise
    "|(?:国字|[一二三头]|信|暗|外|绰)号$|(?:面对面|背靠背|一对一|点对点|手[把牵拉]手|线上线下|零距离|肩并肩|心连心)$"
)

# what parts a saying, or the levels of a scheme: “引导基金—母基金—子基金”
_PAUSE = regex("[,。;:!?、]|[^—]—[^—]+—[^—]")


def find_quoted(words: Words) -> list[Mention]:
    """Find what is named between quotation marks.

    Parameters
    ----------
    words : the words of the text.
    """
    text = words.text
    found = []
    for match in _QUOTED.finditer(text):
        name = match[1].strip()
        if _SPOKEN.match(name) or _PAUSE.search(name):
            continue
        if name in lexicon().outer_words or _NO_SCHEME.fullmatch(name):
            continue  # 甲“牵手”乙
        start, end = match.span()
        if is_honour(text, start, end) or _NO_THING.match(text, end):
            continue
        class_name, own = _class_of(words, start, end, name)
        if class_name:
            span = match.span(1)
            found.append(Mention(*span, class_name, name, "quoted", end - start, 0.65, own))
    return found


def _class_of(words: Words, start: int, end: int, name: str) -> tuple[str | None, str]:
    """The class of what is named in marks, and the name with the noun behind that tells it."""
    text = words.text
    inner = _INNER.search(name)
    if inner is None and (head := _head_class(name)):
        return head, ""
    if inner and len(name) >= (4 if inner[0] in _OF_FOUR else 5):
        return inner.lastgroup, ""
    before = _BEFORE.search(text, max(0, start - 10), start)
    if before and not (inner and before.lastgroup == "Company"):
        no_firm = _is_deed(words, start + 1, end - 1) or NO_FIRM.search(name) or name[0] == "最"
        deed = before.lastgroup == "Company" and no_firm
        deed = deed or (words.knows(name) and _is_deed(words, start + 1, end - 1))  # “共用”水库
        deed = deed or (len(name) > _LONGEST_TOLD and before.lastgroup == "Project")
        return None if deed else before.lastgroup, ""
    if behind := _BEHIND.match(text, end):
        return _by_noun_behind(words, start, end, name, behind)
    if _is_product(words, start, name) or _is_launched(words, start, end, name):
        return "Project", ""
    firm = len(name) <= _LONGEST_BRAND and _RAISES.match(text, end)
    return ("Company" if firm or _FOUNDED.search(text, max(0, start - 6), start) else None), ""


def _is_deed(words: Words, start: int, end: int) -> bool:
    """Tell whether verbs alone stand in marks, which name no firm: 给多家公司“买入”评级."""
    inside = range(words.index(start), words.index(end - 1) + 1)
    return all(words.tags[i] in ("v", "vn", "vd", "ad", "d") for i in inside)


def _by_noun_behind(
    words: Words, start: int, end: int, name: str, behind: re.Match[str]
) -> tuple[str | None, str]:
    """The class of what the noun behind the marks tells, and the name with that noun."""
    text, kind = words.text, behind.lastgroup
    if behind[0][0] == "的" and not _CALLED.search(text, max(0, start - 4), start):
        return None, ""  # 自诩为“甲”的项目, 甲市“乙”的示范项目: what it is like
    if not words.is_edge(behind.end()) or len(name) > 10 or _VISION.search(name):
        return None, ""
    if "+" in name and not behind[0].endswith(_CARRIED_OUT):
        return None, ""
    low = max(0, start - 6)
    made = _MADE.search(text, low, start) or _OF_FIRM.search(text, low, start)
    craft = text.startswith("号", end)  # “梦想”号钻探船
    made = made or _MADE_BY.match(text, behind.end())
    if not (made or craft) and words.knows(name) and behind.end() - end > 3:
        return None, ""
    # “小巨人”企业: what firms are called for, not what one is
    return (None, "") if kind == "Company" else (kind, text[start : behind.end()])


def _head_class(name: str) -> str | None:
    """The class that the head of a long name in marks tells: “西南影像数据中心”."""
    heads = lexicon().heads
    head = next((name[i:] for i in range(2, len(name) - 1) if name[i:] in heads), "")
    class_name = heads.get(head)
    if len(name) - len(head) < 3 or class_name in (None, "Class", "Agency", "Place"):
        return None
    return class_name


def _is_product(words: Words, start: int, name: str) -> bool:
    """Tell whether a word that no dictionary has is called and treated like a product."""
    if _CHAIN.fullmatch(name) and not words.knows(name):
        return True
    if _SERVICE.fullmatch(name) or _is_told_elsewhere(words.text, start, name):
        return True
    owned = _OF_FIRM.search(words.text, max(0, start - 6), start)
    short = owned and owned[0].endswith("的") and len(name) <= 6 and not words.knows(name)
    if short and _PRODUCT_OF_FIRM.search(name):
        return True
    return (
        len(name) <= 10
        and not name.endswith(PAPERS)
        and (_PRODUCT.search(name) or _PRODUCT_OF_FIRM.search(name)) is not None
        and not words.knows(name)
        and (
            _VERB_OF_PRODUCT.search(words.text, max(0, start - 18), start) is not None
            or _VERB_BEHIND.match(words.text, start + len(name) + 2) is not None
        )
    )


# “浙里办”, “闽政通”: how provinces and cities call what they serve their people with
_SERVICE = regex(
    "(?:[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔滇藏陕甘宁蒙随甬杭蓉穗榕]"
    "[\u4e00-\u9fff](?:[\u4e00-\u9fff]?[办通码钉事]|易办)|爱[\u4e00-\u9fff]{2}|我的[\u4e00-\u9fff]{2})"
)
_KINDS = ("平台", "App", "APP", "小程序", "操作系统", "大模型", "软件", "机器人")
_ELSEWHERE = 300  # characters behind the marks in which the name stands again


def _is_told_elsewhere(text: str, start: int, name: str) -> bool:
    """Tell whether a noun says what it is where it stands again: “云帆”…. 出行平台云帆."""
    if not 3 <= len(name) <= 6:
        return False
    end = start + len(name) + _ELSEWHERE
    at = text.find(name, start + len(name) + 1, end)
    while at >= 0:
        if text.endswith(_KINDS, 0, at - (text[at - 1] == "“")):
            return True
        at = text.find(name, at + 1, end)
    return False


def _is_launched(words: Words, start: int, end: int, name: str) -> bool:
    """Tell whether somebody launches what stands in marks, alone or in a list of what it is."""
    text = words.text
    if len(name) > _LONGEST_LAUNCHED or name.endswith(PAPERS) or _FOOD.search(name):
        return False
    deed = words.knows(name) and _is_deed(words, start + 1, end - 1)
    if deed or "+" in name[1:-1] or text.startswith(_SHOWN, end):
        return False  # “甲”广告, 推出“开放+”
    if _MADE_BY.match(text, end):
        return True
    told = not words.knows(name)
    if told and (
        _OWNED_NEXT.match(text, end) or _OWNED_BEFORE.search(text, max(0, start - 14), start)
    ):
        return text.endswith("的", 0, start)
    if told and _OF_LIST.search(text, max(0, start - 6), start) and _REST_OF_LIST.match(text, end):
        return True
    launch = _LAUNCHED.search(text, max(0, start - _LAUNCH), start)
    return launch is not None and (told or bool(launch["kind"] and not launch["owner"]))


def curled(text: str) -> str:
    """The text with “ and ” for straight marks, which open and close in turn within a line.

    >>> curled('建立"农谷"。')
    '建立“农谷”。'
    """
    if '"' not in text:
        return text
    lines = []
    for line in text.split("\n"):
        pieces = line.split('"')
        if len(pieces) % 2 == 0:  # one is left alone: a mark of inches or seconds
            lines.append(line)
            continue
        marks = ["“”"[i % 2] for i in range(len(pieces) - 1)]
        lines.append("".join(a + b for a, b in zip(pieces, [*marks, ""], strict=True)))
    return "\n".join(lines)
