"""Firms that are known by name: listed and large ones, carriers of a region, the press."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kg.extraction.anchors import Anchored, Listed
from kg.extraction.lexicon import firms, lexicon
from kg.extraction.naming.borders import branch_end
from kg.extraction.naming.places import Places
from kg.extraction.naming.surroundings import are_shares
from kg.extraction.naming.unheard import is_brand_like
from kg.extraction.reading import LEADING, Mention, Words
from kg.patterns import regex

_LEGAL = regex(
    r"(?:科技|网络|控股)?(?:股份|集团)?(?:有限责任公司|有限公司|公司|集团)|科技|(?<!集团|公司)控股(?!的|子公司|股东)|股份|资本|风投|创投"
)


KNOWN = Listed(firms)


# the segmenter may join them with the name behind: 由君联|资本
_LEADS = frozenset("有由被向对与和为给获、,年月日方")


# the part of a group that its brand and its line of business name: 乙东物流, 乙讯医疗
@cache
def _lines() -> re.Pattern[str]:
    lines = {*lexicon().brand_heads, *_MORE_LINES} - {"投资", "控股"}  # which firms also do
    longest_first = "|".join(sorted(lines, key=lambda line: (-len(line), line)))
    return regex(
        rf"(?:[一二三四五六七八九十]{{1,3}}|大桥|隧道|电气化|{_REGIONS})(?:工程)?[公航]?[局院]"
        rf"|{longest_first}"
        r"|[A-Z]{2,4}(?![A-Za-z0-9])|中国(?=[、,与和在等的董总宣也将已联携签])"
    )


# where the design institutes and bureaus of builders are: 中电建华东院
_REGIONS = "(?:华[东南北中]|西[南北]|东北|中南|成都|昆明|贵阳|北京|上海|广州|武汉)"


_MORE_LINES = (
    "国际", "健康", "教育", "金融", "保险", "数字", "云", "安全", "音乐", "影业", "文学", "游戏",
    "数科", "零售", "方舟", "工业", "证券", "基金", "信托", "解放", "芯片",
    "体育", "炼化", "硅片", "光罩", "环能", "影视", "服饰", "航电",
)  # fmt: skip


_NO_LINE = ("AI", "APP", "CEO", "CTO", "COO", "CFO", "VR", "AR", "IP", "IT", "PC", "TV", "HR")


_LINE_ENDS = regex(
    r"$|[^\u4e00-\u9fffA-Za-z0-9]|\d+[年月]|[等与和及在的将已也均还则为向对于并]|董事|总裁|总经理|创始|CEO|首席|副总|宣布|表示|近日|日前"
    r"|签|达成|发布|推出|联合|携手|牵手|成立|旗下|领投|参投|跟投|投资|首批|共同|合作|负责|相关|正式|首次|获|完成|有关"
)


def _line_end(words: Words, start: int, end: int) -> int:
    """Where the name of a part of a group ends that begins with its brand, else `end`."""
    line = _lines().match(words.text, end)
    if line is None or line[0] in _NO_LINE or end - start < 2:
        return end
    bureau = line[0].endswith(("局", "院"))
    if (
        bureau
        and line[0][0] in "一二三四五六七八九十"
        and (form := _BUREAU_AS_FIRM.match(words.text, line.end()))
    ):
        return form.end()
    joined = words.text.startswith(LEADING, line.end())
    joined |= bureau and not words.text.startswith(("集团", "有限", "公司"), line.end())
    return line.end() if joined or _LINE_ENDS.match(words.text, line.end()) else end


_BUREAU_AS_FIRM = regex(
    "(?:集团)?(?:第[一二三四五六七八九十]+)?(?:[\u4e00-\u9fff]{2,4})?(?:股份)?有限(?:责任)?公司"
)
# 海尔COSMOPlat: a firm and, right behind it, what it makes
_PRODUCT = regex(
    "(?!Group|Holding|Limited|Capital|Venture|Bank|Labs?|Token|Pharma|Motors?|Fund|China|Cloud(?![a-z])|[A-Z]*aaS)"
    "(?=[A-Za-z]*[a-z][A-Z]|[A-Z]{5}|[A-Z][a-z]{3})[A-Za-z-]{4,18}(?=[、,。;()和与及等由的在将已也是]|$)"
)


def find_well_known(words: Words, places: Places) -> list[Mention]:
    text, found = words.text, []
    for (start, end, _), (after, last, _) in pairwise([*KNOWN.find(words.anchors), (-1, -1, "")]):
        if end == after and not text.startswith("中国", end):
            end = last  # 一汽丰田: what two firms run together
        if words.is_edge(start) or text[start - 1] in _LEADS:
            legal, whole = _LEGAL.match(text, end), end
            if legal and legal[0] == "股份" and are_shares(text, start, end):
                legal = None
            end = legal.end() if legal else _line_end(words, start, branch_end(words, places, end))
            if branch := _BRANCH_ABROAD.match(text, end):
                end = branch.end()
            if (rest := _IN_LIST.match(text, end)) and (
                text[start - 1 : start] == "、"
                or (rest.end() - end < 4 and _LISTS_FIRMS.match(text, rest.end()))
            ):
                end = rest.end() if is_brand_like(words, start, rest.end()) else end
            quality = _IS_QUALITY.fullmatch(text, max(0, start - 1), end)  # 更美的甲县
            if quality or text.startswith(_CALLED_AFTER, end):
                continue
            if text[start:end].isdigit() and text.startswith(_MEASURED, end):
                continue  # 360万元
            if text[start:end] == "日产" and _PER_DAY.match(text, end):
                continue  # 日产氢气4吨
            if text[start:end] in _WORDS and not text.startswith(("公司", "股份"), end):
                continue  # 企业线上线下参展
            noun = text[start:end] in _NOUNS
            if noun and (places.covering(start - 1) or _OF_CROPS.match(text, end)):
                continue  # 山西小米 is grain
            if text[start - 2 : start - 1] == "、" and text[end : end + 1] in ("、", "等"):
                continue  # 、海思科、: a longer name of a list, which ends like it
            made = None if text[start:end].isascii() else _PRODUCT.match(text, end)
            if made and made[0] not in firms():
                size = len(made[0]) + 1
                found.append(Mention(*made.span(), "Project", made[0], "quoted", size, 0.7))
            whole_word = end - start > 2 or not words.knows(words.words[words.index(start)])
            if words.is_edge(end) or (whole_word and text[end : end + 1] in _AFTER):
                # 达索系统 is no project
                size = end - start + 8 * text.endswith(_NO_FIRMS, start, end)
                kind = "Fund" if end > whole and text.endswith("基金", start, end) else "Company"
                found.append(Mention(start, end, kind, text[start:end], "known", size, 0.85))
    return found


# 淘宝村, 万达广场
_CALLED_AFTER = ("之乡", "之都", "之城", "村", "镇", "广场", "影城", "大厦", "杯")
_IS_QUALITY = regex("[更最很太极较真].的")
_PER_DAY = regex(r"[\u4e00-\u9fff]{0,6}(?!20\d\d年)\d|[量能值各]|[\u4e00-\u9fff]{1,4}能力")


_BRANCH_ABROAD = regex(r"\((?:香港|澳门|中国|亚洲|国际)\)")  # 甲银行(香港)


# listed firms, but mostly what they say
_WORDS = ("线上线下", "美丽生态", "每日互动", "新天地", "新世界", "步步高")


# words of all days too
_NOUNS = ("小米", "苹果", "大众", "联想", "理想", "平安", "太平", "三星", "陆家嘴")


_OF_CROPS = regex("(?:、[^,。;、]{1,6})*等?[^,。;、]{0,4}(?:农产品|作物|水果|杂粮|特产|种植|丰收)")


_MEASURED = tuple("百千万亿元度多余个家名人台套件项吨亩米公平兆天年月分只辆架%,")


_IN_LIST = regex("[\u4e00-\u9fff]{2,8}?(?=、)")  # 、攀钢集团天府资管、


# 中车株机、甲集团等企业: the first of a list of firms
_LISTS_FIRMS = regex("、[^。;,]{2,60}?等[^,。;、]{0,10}(?:企业|公司|龙头|厂商)")


_NO_FIRMS = ("系统", "平台", "中心", "计划", "工程")


# what every region has a branch of, which is called by its short name: 甲移动, 乙电信
_CARRIER = Anchored(
    "航空(?=[、,。;与和及的将已获签宣近日]|股份|集团)"
    "|(?:移动|联通|电信|铁塔|广电|农信)"
    "(?![互通支终办信社端电手用网宽设数商化业服总局站转迁医应客场和式平智阅警执公集运]|管理局|基站)"
)


def find_carriers(words: Words, places: Places) -> list[Mention]:
    """The branches of carriers by the short name of a region."""
    found = []
    for match in _CARRIER.finditer(words.anchors):
        region = places.ending_at(match.start())
        if region is None or region.code is None or region.surface == region.name:
            continue
        name = words.text[region.start : match.end()]
        size = match.end() - region.start
        found.append(Mention(region.start, match.end(), "Company", name, "known", size, 0.85))
    return found


_AFTER = tuple(
    "为与和在的是将已由于等领跟参则也均都还并曾拟靠要"
)  # what the segmenter may have joined to a name


_DAILY = "[日晚商早晨时周]报"
_PRESS_ENDS = (
    "(?:(?<![公通简年月季财中专情预])报|周刊|周末|时评|评论|新闻|月刊|杂志|观察|财经"
    "|(?:新华|中新|通讯|报|共同|中央|联合|路透|法新|美联|塔斯)社|电视台|电台|(?<!官|府|联)网|客户端)"
)
# who reports: 《甲日报》, 《乙周刊》记者, 据甲晚报报道
_PRESS = (
    Anchored(
        f"《 ?(?P<name>[\u4e00-\u9fff]{{2,8}}?{_PRESS_ENDS}) ?》(?:(?<={_DAILY}》)|(?<={_DAILY} 》)"
        "|(?=[^。,;《》]{0,8}?(?:记者|报道|刊文|刊登|刊发|披露|采访|评论员)))"
    ),
    Anchored(
        "(?:(?<!根)据|向|对|接受)(?!本|了|过|该|此|某|有关|相关|当地|外国?媒)"
        f"(?P<name>[\u4e00-\u9fff]{{2,8}}?{_PRESS_ENDS})"
        r"(?=[\d年月日]{0,12}(?:记者|报道|消息|援引|采访|专访))"
    ),
)

# 甲日报乙讯, at the head of a piece
_DATELINE = regex(
    rf"\n[【(]?(?P<name>[\u4e00-\u9fff]{{2,4}}{_DAILY})"
    r"(?=[】)]?[\u4e00-\u9fff]{0,6}[\d年月日]{0,12}(?:讯|电(?=[ 】)])|消息))"
)


def find_press(words: Words) -> list[Mention]:
    """Papers, agencies of news and stations that a text cites."""
    found = []
    for pattern in _PRESS:
        for match in pattern.finditer(words.anchors):
            (start, end), name = match.span("name"), match["name"]
            found.append(Mention(start, end, "Company", name, "press", end - start + 1, 0.8))
    for match in _DATELINE.finditer("\n" + words.text):
        start, end = match.start("name") - 1, match.end("name") - 1
        found.append(Mention(start, end, "Company", match["name"], "press", end - start + 1, 0.8))
    return found
