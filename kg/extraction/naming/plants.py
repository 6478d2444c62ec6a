"""Works that industry builds: whose they are or what they put out tells one from all others.

A firm stands in front (谷潮科技郑州工厂), or how much, of which size or generation (8英寸产线).
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import firms, lexicon
from kg.extraction.naming.inside import NEVER_IN_NAMES
from kg.extraction.naming.places import Places
from kg.extraction.naming.surroundings import WORKED_ON
from kg.extraction.reading import Mention, Words, covered
from kg.patterns import regex

_WORK = Anchored(
    "(?P<head>项目|工程|基地|生产线|产线|工厂|厂区|厂房|扩建案|(?:总部|研发|中心)大[楼厦]"
    "|面板线|中试线|总装线|批产线|[代吋寸]线|[吋寸米]厂"
    "|(?:晶圆|钢|玻璃|整车|轮胎|冶炼|炼油|化工|水泥|封测|电池|面板|组件|组装|总装|氧化铝|电解铝)厂)"
    "(?!项目|工程|生产线|产线|工厂|改造|扩建)"
    r"(?:[一二三四五六七八九]期(?:工程|项目)?(?![募规计拟]|投[资入])|\([一二三四五六七八九]期\))?(?![商长家])"
)
_MOST = 36  # characters from the beginning of a name to its head
_BREAKS = "。,;:、!?\n《》|\t的"
_PARTS = regex(r"[\u4e00-\u9fffA-Za-z0-9()“”‘’·&+/.#-]{1,36}")
# how much works are to yield, of which size or generation what they make is, its model
_OUTPUT = regex(
    r"(?:[年月日]产能?|年(?:处理|加工|回收))\d|(?<![A-Za-z])[A-Z]{1,4}-?\d{2,4}(?![\d.])"
    r"|(?<![\d.、增计共机个过达于约近余多])(?:第[一二三四五六七八九十]代"
    r"|第?[\d.]+[百千万亿]*(?:吨|[MG]Wh?|吉瓦|兆瓦|千瓦|英寸|吋|纳米|代)(?![以内]))"
)
_OF_SIZE = regex("[寸吋米代]$")
_MANY = regex(
    r"(?:(?<![\d.])\d{1,3}|[一两二三四五六七八九十几数多首整])[余多]?[个座条家批项大套][^,。;、]{0,6}$"
)
_FIRST = regex("首[个座条家]|唯一|最大")
# what is done with works, and so stands in no name of them
_DEEDS = frozenset((
    "投资", "建设", "投建", "新建", "承建", "兴建", "共建", "合建", "建成", "启动", "推进", "签约",
    "签署", "参与", "负责", "打造", "引进", "收购", "宣布", "计划", "落户", "布局", "拥有", "获得",
    "牵头", "承担", "参观", "走访", "调研", "考察", "开工", "投产", "动工", "达产", "竣工", "落成",
    "公告", "发布", "获批", "入股", "支持", "供货", "中标", "举行", "举办", "表示", "接手", "关闭",
    "设立", "成立", "进入", "入驻", "进驻", "实施", "围绕", "涉及", "包括", "申报", "开展", "推动",
    "加快", "合资", "独资", "出资", "作为", "成为", "位于", "坐落", "提供", "完成", "实现", "旗下",
    "运营", "经营",
))  # fmt: skip
# what many works of a firm are: 甲集团重点项目, 甲科技海外工厂
_KIND = regex(
    "(?:合作|投资|重点|重大|核心|[在拟代新续自]?建|建设|产业化?|第[一二三]|多个|有关|相关|签约|招商"
    "|主要|主力|上述|系列|各|全部|部分|所有|其他|旗下|海外|[境国]外|国内|本土|当地|全球|生产|制造|加工"
    "|包装|仓储|研发|代工|工业|示范|[新老旧大小等类这那期]|PPP|EPC|BOT|BT|募投|技改|扩建|改造|房地产|地产"
    "|住宅|商业|土建|施工|装修|外包|培训|公益|扶贫|扩能|扩产|搬迁|升级|提升|技术|储备|意向|拟|及其|[现原]有"
    r"|标准|标杆|年度|[一两二三四五六七八九十几数\d]+[大个座条家])*"
)
_LEGAL = ("有限公司", "责任公司")
_OF_FIRM = 4  # characters that tell what is a firm's behind 的 from others
_BRAND = 8  # characters of a place and a firm's brand


def with_plants(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and works that firms or their output tell, which take in what stands inside.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    mentions : in order, not overlapping.
    """
    owners = {m.end: m for m in mentions if m.class_name == "Company"}
    known = {m.end: m.start for m in mentions if m.class_name == "Project"}
    found: list[Mention] = []
    for match in _WORK.finditer(words.anchors):
        if not (words.is_edge(match.end("head")) or match["head"][0] in "吋寸米代"):
            continue
        plant = _plant(words, places, owners, match)
        if plant is None:
            continue
        longer = plant.start < known.get(plant.end, 0)
        if plant.owner or longer or plant.end not in known:
            found.append(plant)
    brands = {words.text[m.start : m.end] for m in owners.values()}
    mentions = [_as_works(words, places, m, brands) for m in mentions]
    if not found:
        return mentions
    within = covered(len(words.text), found)
    across = [m for m in mentions if within.find(1, m.start, m.end) >= 0]
    across = [m for m in across if within.find(0, m.start, m.end) >= 0]
    cut = covered(len(words.text), across)
    found = [m for m in found if cut.find(1, m.start, m.end) < 0]
    within = covered(len(words.text), found)
    kept = [m for m in mentions if within.find(1, m.start, m.end) < 0]
    return sorted([*kept, *found], key=lambda m: m.start)


def _plant(
    words: Words, places: Places, owners: dict[int, Mention], work: re.Match[str]
) -> Mention | None:
    """The works whose head stands somewhere, None where nothing tells them from others."""
    text, head, end = words.text, work.start(), work.end()
    low = max(0, head - _MOST)
    low = max([low, *(text.rfind(mark, low, head) + 1 for mark in _BREAKS)])
    for at in range(head, low - (text[low - 1] == "的") - 1, -1):
        owner, start = owners.get(at), max(at, low)
        if owner is None or "某" in owner.name or not _is_noun(words, start, head):
            continue
        hit = places.starting_at(start)
        placed = hit is not None and hit.end <= head
        common = work["head"] in ("项目", "工程") and text[start:head] in lexicon().generic
        plain = (common or _KIND.fullmatch(text, start, head)) and work["head"][-2] != "大"
        if (plain and not placed) or _FIRST.search(text, start, head):
            return None
        behind = at < low
        if behind and (head - start < _OF_FIRM or placed):
            break
        if behind or owner.name.endswith(_LEGAL):
            return _named(text, start, end)
        return replace(_named(text, owner.start, end), owner=text[owner.start : at])
    outputs = _OUTPUT.finditer(text, low, head)
    output = next((one for one in outputs if _is_noun(words, one.start(), head)), None)
    if output is None:
        return None
    start = output.start()
    if _MANY.search(text, max(0, start - 12), start):
        return None
    bare = output.end() >= head - 1
    bare |= _OF_SIZE.search(output[0]) is not None and work["head"].endswith(("厂", "线"))
    borne = 2 <= start - low <= _BRAND and _is_noun(words, low, start)
    index = words.index(start - 1) if start > low else -1
    borne = borne and text[low : low + 2] not in _DEEDS  # 投建|第6代产线
    if borne and (places.starting_at(low) or words.is_brand(words.index(low))):
        start = low  # 南昌|谷潮|第6代产线
    elif index >= 0 and _is_unheard(words, index):
        start = words.starts[index]  # 谷潮|8.6代线
    elif bare and not WORKED_ON.match(text, end):
        built = _BUILDS.search(text, max(0, start - 16), start)
        return _named(text, start, end) if built else None  # 8英寸产线: whoever has one
    return _named(text, start, end)


def _is_unheard(words: Words, index: int) -> bool:
    word = words.words[index]
    return words.is_brand(index) and not words.knows(word) and word not in _DEEDS


def _named(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, "Project", text[start:end], "plant", end - start, 0.7)


_SUM = r"[\d.]+[百千万亿]+(?:[美欧港日卢])?元的"
_BUILDS = regex(
    "(?:(?:[投新扩兴承]建|建设|建成|打造|启动|投资|上马|引进)了?|公司的?|集团的?|其"
    rf"|{_SUM}|(?:动土|动工|开工|奠基|兴建|建设|投资)的)(?:[年月]产[^,。;的]{{2,10}}的)?$"
)


def _is_noun(words: Words, start: int, end: int) -> bool:
    """Tell whether the words of a range can be parts of one name of works."""
    if start == end:
        return True
    text, lex = words.text, lexicon()
    if not _PARTS.fullmatch(text, start, end) or text[start] in _AND or text[end - 1] in _AND:
        return False
    if any(text.count(a, start, end) != text.count(b, start, end) for a, b in _PAIRS):
        return False
    for index in range(words.index(start), words.index(end - 1) + 1):
        word, tag = words.words[index], words.tags[index]
        if word in _AND:
            if words.words[index - 1][-2:] in lex.heads:
                return False  # 年产5万吨甲项目和|年产2万吨乙项目
        elif word in _DEEDS or (word in lex.outer_words and word not in _REBUILT):
            return False
        elif _PHASE.fullmatch(word) is None:
            particle = len(word) == 1 and word in NEVER_IN_NAMES
            if particle or (tag[0] in "pcudrye" and words.knows(word)):
                return False
    return True


_PAIRS = (("“", "”"), ("(", ")"))
_AND = "及与和&+-·"
_PHASE = regex("[一二三四五六七八九]期")
_REBUILT = ("利用", "提升", "优化")


def _as_works(words: Words, places: Places, base: Mention, brands: set[str]) -> Mention:
    """A base that bears a firm, or is one's by what stands in front, as its works."""
    text, start = words.text, base.start
    plain = base.class_name != "IndustrialPark" or not base.name.endswith(("基地", "基地综合体"))
    if plain or _ZONES.search(base.name):
        return base
    index = words.index(start)
    works = _is_unheard(words, index) and bool(
        places.within(words.starts[index + 1], base.end)
    )  # 谷潮|南昌|基地
    begins = (text[start : start + size] for size in range(2, min(9, base.end - start - 2)))
    works = works or any(one in brands or one in firms() for one in begins)
    own = _OF_OWN.search(text, max(0, start - 32), start)  # 谷潮科技位于甲市的|乙基地
    lead = own.start() if own else start
    works = works or any(text[lead - size : lead] in brands for size in range(2, 24))
    return replace(base, class_name="Project") if works else base


_OF_OWN = regex("(?:旗下|[设建]?在|位于|投资|独资)[^,。;的]{1,24}的$")
# zones and sites of which many firms or none in particular have a share
_ZONES = regex(
    "(?:产业|示范|创新|双创|孵化|培训|实训|中试|训练|实习|种植|养殖|育种|创业|科普|农业|教育|实践)+基地$"
)
