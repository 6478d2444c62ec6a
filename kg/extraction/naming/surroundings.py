"""What the words around a name tell of it: a venue, a partner, something counted or made."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import firms, is_plain, lexicon
from kg.extraction.naming.places import Places
from kg.extraction.reading import Words
from kg.patterns import regex

_HALLS = ("中心", "体育馆", "博物馆", "图书馆", "大剧院", "文化馆", "展览馆", "大学", "学院")
_TAKES_PLACE = regex(
    r"[^,。;:]{0,6}?(?:举行|举办|召开|开幕|启幕|揭幕|闭幕|落幕|拉开|登场|亮相|发布|签约|签署|签订|开赛|进行)"
)
_WITH = ("与", "和", "同", "携手", "联合")
_TOGETHER = regex("合作|签|达成|共同|联合|携手|成立|在[^,。;]{2,10}(?:签|举行)|就|共建")

# what sets a thing up; how much goes into it or how many there are of it may stand behind
_MADE = Anchored(
    r"(?:联合|共同|合作|自主|计划|规划|启动)*"
    r"(?:建设|兴建|新建|扩建|改建|共建|合建|投建|在建|筹建|承建|修建|设立|设置|成立|组建|建立|建成|创建"
    r"|打造|构建|搭建|开设|开发|研发|研制|推出|首发|上线|培育|布局|申报|开展|实施|发起|启动|引进|落成|认定|命名|建置|建起|办起|开建|合资|投用|启用"
    r"|指定[^,。;:的]{2,14}为)(?:[和并及]?运营(?!中心|基地|总部|平台|公司|管理))?(?:了|的|出|起)?"
    r"(?:(?:总投资|总额|投资)?(?:约|超|逾|达)?[\d.一二两三四五六七八九十]+[百千万亿]*元的)?"
    r"(?P<many>一批|若干|多个|更多|各类|各种|各级|[二两三四五六七八九十\d]+(?:余|多)?[个座条家所支只项批处大])?"
    r"(?:一[个座条家所支只项处套])?"
    r"(?:(?:全国|国内|全省|全球|我国|全市|世界)?(?:首[个家座条所]|第[一二三][个家座条所]|唯一))?(?:的)?(?:还有|还包括)?(?:[一二三首]期)?"
    r"(?:(?:基于|面向|针对|以|用于|服务于)[^,。;:的]{2,16}的)?"
)
# what is done with one project, not with a class of them: X项目在甲开工, X项目由乙承建
WORKED_ON = regex(
    r"(?:\([^()]{1,12}\))?(?:已|正式|于|在|近日|日前|\d{4}年|\d{1,2}月|项目)?[^,。;:的]{0,16}?(?:开工|复工|动工|动土|破土|奠基|投产|量产|投料|竣工|投运|通车|通航|通水|开通|上线|启用|启动|收官|达产|封顶|落成|建成|并网|发电|点亮|交付|试运行|验收|开业|开园|开馆|签约|落户|落地|落子|花落|选址)"
    r"|由[^,。;:]{2,24}?(?:承建|投资|开发|建设|研发|运营|实施)"
    r"|,?(?:就|也|现)?(?:位于|坐落|地处|建设地点|建设现场|建设工地|进入|(?:[一二三]期|厂址|地点)位于|所在|启动建设|投入使用|点火|通过验收|加紧建设)|是[^,。;:]{2,16}?(?:投资|建设)"
    # what it costs, and who pays for it
    r"|,?(?:[一二三]期)?(?:计划|预计|规划|估算|概算|完成|累计|追加|总)*(?:投资|投入|授信|预算|注资|合同|中标)"
    r"(?:资金|总?金?额|规模|约|为|达到?|超过?|近|逾|了|由)*[\d.]+[万亿]"
    r"|获得?了?[^,。;:]{2,24}?[\d.]+[万亿]元(?:的?(?:贷款|投资|支持|资金|授信|补助|出资))"
    r"|提供了?(?:贷款|授信)?[约近超]?[\d.]+[万亿]"
)
_MOST = 30  # characters between the verb and the head
_LIST = 64  # characters between the verb and the last in a list of what is made
_SENTENCE = 400  # characters of a sentence in front of the verb that are looked at
_BREAK = regex("[,。;:的]")
_INSIDE = regex(r"[\u4e00-\u9fffA-Za-z0-9“”·—()-]{2,}")
_NO_PART = regex("[的了在由被把为将等其这那此]")
# nouns behind a name that go on with it, except those that tell what is done
_NOUNS = ("n", "vn", "nz", "nt", "an", "b", "j", "l")
_NAME_ENDS = regex(
    r"[^\u4e00-\u9fff]|$|和|与|及|以及|等|项目|工程|建设|前期|试点|总投资|首期|[一二三]期|用于|落户"
    r"|(?:[同当][日天年]|[今去明][年日天]|年底|日前|近日|目前|正式)"
)
# nobody does it yet, or anybody may
_ANYBODY = regex(
    "不得|禁止|严禁|可以|根据需要|结合实际|有条件的|鼓励(?:企业|社会|各|有)"
    "|各地|各级|各市|企业、|高校、"
)
_SHAPED = ("打造", "构建")  # 全力打造国际会展平台: what is to be rather than to be built
# 甲、乙等地建设丙产业园: one in each, unless they do so together
_EACH = regex(
    "(?:等地|等?[两二三四五六七八九十\\d]+个?[市县区州盟地])(?:要|应当?|分别|各|加快|规划)?$"
)
# how good or high it is to be tells nothing of which one it is
_RANK = regex(
    "(?:重大|重点|重要|大型|特大|国家级|省级|市级|区级|世界级|高水平|高能级|高标准|高端|现代|现代化"
    "|专业|公共|区域性|行业性|综合性|统一|相关|相应|有关|可[\u4e00-\u9fff]{1,2}"
    "|第[一二三四五六七八九十\\d]+[个批]|[一二]号|分|本)+"
)


@dataclass(frozen=True, slots=True)
class Made:
    """Where the name of a thing begins that somebody sets up.

    Parameters
    ----------
    start : the position behind the verb.
    owned : somebody or some place is named in front of the verb.
    many : so many are set up that this names none of them.
    """

    start: int
    owned: bool
    many: bool = False


def made_start(words: Words, places: Places, head_start: int, end: int) -> Made | None:
    """Where the name of a thing begins that somebody sets up: 于某县设置国际观光度假区.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    head_start, end : range of the head.

    Returns
    -------
    What sets it up, None when nothing does, or anybody may.
    """
    text = words.text
    goes_on = end < len(text) and words.tags[words.index(end)] in _NOUNS
    if goes_on and not _NAME_ENDS.match(text, end):
        return None
    low = max(0, head_start - _MOST)
    joint = max([text.rfind(mark, low, head_start) for mark in "、和与及"]) + 1
    listed = joint > low + 6 and _is_one_noun(words, joint, head_start)
    if listed and _ends_in_head(words, joint - 1):
        low = max(0, joint - _LIST)
    else:
        listed = False
    for verb in reversed([*_MADE.finditer(words.anchors, low, head_start)]):
        begin = verb.end()
        if begin > head_start - 2 or not words.is_edge(begin) or not words.is_edge(verb.start()):
            continue
        if listed and begin < joint:
            if _BREAK.search(text, begin, joint):
                return None
            begin = joint
        elif not _is_one_noun(words, begin, head_start):
            return None
        if verb["many"]:
            return Made(begin, False, True)
        if text.startswith("以", begin) and not words.knows(words.words[words.index(begin)]):
            return None  # 建设以|青禾国际陆港为核心的体系
        if _is_ranked(words, begin, head_start):
            return None
        reach = max(0, verb.start() - _SENTENCE)
        clause = max(reach, *(text.rfind(mark, reach, verb.start()) + 1 for mark in "。;\n"))
        if _ANYBODY.search(text, clause, verb.start()):
            return None
        if verb[0][0] not in "共联合" and _EACH.search(
            text, max(clause, verb.start() - 24), verb.start()
        ):
            return Made(begin, False, True)
        if _is_common(words, begin, head_start) or text.startswith(_SHAPED, verb.start()):
            clause = max(clause, text.rfind(",", clause, verb.start()) + 1)
        return Made(begin, _is_owned(words, places, max(clause, verb.start() - 60), verb.start()))
    return None


def worked_start(words: Words, start: int, head_start: int, end: int) -> int:
    """Where the name of a thing begins that works are done on: 某口岸验证试点项目上线.

    Parameters
    ----------
    words : the words of the text.
    start : where the name begins as far as its own words tell.
    head_start, end : range of the head.

    Returns
    -------
    The start of the clause where nothing but the name stands in it, else the start as it was.
    """
    text = words.text
    low = max(0, head_start - _MOST)
    begin = max([text.rfind(mark, low, head_start) for mark in ",。;:\n的"]) + 1
    if begin <= low or (date := _DATE.match(text, begin)) is None:
        return start
    begin = date.end()
    alone = begin < start and _is_one_noun(words, begin, head_start)
    return begin if alone and WORKED_ON.match(text, end) else start


_DATE = regex(r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?")


def _ends_in_head(words: Words, end: int) -> bool:
    """Tell whether a head ends here, as the names in a list do."""
    lex = lexicon()
    tails = (words.text[end - size : end] for size in range(2, 6))
    return any(tail in lex.heads or tail in lex.roles for tail in tails)


def _is_one_noun(words: Words, start: int, end: int) -> bool:
    """Tell whether what stands between a verb and a head are parts of one noun."""
    lex, text = lexicon(), words.text
    if not _INSIDE.fullmatch(text, start, end):
        return False
    if text[end - 1] in _ANDS or text.count("“", start, end) != text.count("”", start, end):
        return False
    for index in range(words.index(start), words.index(end - 1) + 1):
        word = words.words[index]
        if word in _ANDS:
            before = words.words[index - 1]
            if words.starts[index] == start or before in lex.heads or before in lex.brand_heads:
                return False
            continue
        odd = _NO_PART.search(word) and not (len(word) > 1 and words.knows(word))
        if odd or (word in lex.outer_words and word not in _USES):
            return False
    return True


_USES = ("利用", "使用", "至")  # 综合利用基地, 甲水库至乙湖连通工程


_PAYS = regex("(?:共同|联合|全额)?(?:投资|出资|斥资|独资|合资)?$")  # 甲重能投资|建设的乙产业园


def _is_owned(words: Words, places: Places, start: int, end: int) -> bool:
    """Tell whether somebody or some place is named in a range."""
    if start >= end:
        return False
    if places.within(start, end):
        return True
    paid = _PAYS.search(words.text, start, end)
    last = paid.start() if paid else end
    if any(words.text[last - size : last] in firms() for size in range(2, 7)):
        return True
    inside = range(words.index(start), words.index(end - 1) + 1)
    return any(words.is_brand(i) or words.tags[i] in ("nt", "ng", "j") for i in inside)


def _is_ranked(words: Words, start: int, end: int) -> bool:
    """Tell whether nothing but how good a thing is to be stands in front of common nouns."""
    rank = _RANK.match(words.text, start, end)
    return rank is not None and _is_common(words, rank.end(), end)


def _is_common(words: Words, start: int, end: int) -> bool:
    """Tell whether common nouns fill a range."""
    if end - start > _LONGEST_COMMON:
        return False
    lex = lexicon()
    inside = range(words.index(start), words.index(end - 1) + 1) if start < end else ()
    return all(
        is_plain(lex, word) or word in lex.heads or word in lex.inner_verbs
        for word in (words.words[i] for i in inside)
    )


_LONGEST_COMMON = 8  # so many characters of common nouns tell one thing after all
_ANDS = ("与", "和", "及", "暨")


_WAYS_TO = ("抵达", "飞抵", "驶抵", "飞往", "驶往", "开往", "发往", "运抵", "运往", "到达")


def is_venue(text: str, start: int, end: int) -> bool:
    """Tell whether something is only said to take place there: 在甲会议中心召开."""
    if text.endswith(_WAYS_TO, 0, start):
        return True  # 从甲机场飞抵乙码头
    return (
        text.endswith(_HALLS, start, end)
        and text.endswith(("在", "于", "走进"), 0, start)
        and _TAKES_PLACE.match(text, end) is not None
    )


# what regions are to become, alone or in a list: 打造甲引领区、乙集聚区、丙高地
_TO_BE = regex("打造|建成|建设|成为|创建|形成|构建|争当|作为")
_ASPIRED = regex(
    "(?:引领|先行|先导|集聚|支撑|样板|承载|标杆|核心|示范|试验|改革|合作|开放|策源|承接|增长|创新)"
    "(?:示范|试验)?[区地极]$|高地$|枢纽$|标杆$|门户$"
)


def is_hoped_for(text: str, start: int, end: int) -> bool:
    """Tell whether a zone stands in a list of what somebody wants a region to be.

    Parameters
    ----------
    start, end : range of the name.
    """
    low = max(0, start - 100)
    clause = max(low, *(text.rfind(mark, low, start) + 1 for mark in ",。;:\n"))
    if _PURPOSE.match(text, end):
        return True  # 围绕甲先导区、乙试验区的功能定位
    verb = _TO_BE.search(text, clause, start)
    stop = _BREAK_OF_LIST.search(text, end) if verb else None
    items = text[verb.end() : stop.start()].split("、") if verb and stop else []
    return len(items) > 1 and sum(
        _ASPIRED.search(item) is not None for item in items
    ) * 3 >= 2 * len(items)


_PURPOSE = regex("[^,。;:]{0,80}?的?(?:战略|功能|发展|总体|目标)+定位")
_BREAK_OF_LIST = regex("[,。;:\n]")


def is_partner(words: Words, start: int, head_start: int, end: int) -> bool:
    """Tell whether somebody works together with it, as with one firm: 与同源公司合作."""
    lex = lexicon()
    inside = [words.words[i] for i in range(words.index(start), words.index(head_start - 1) + 1)]
    return (
        2 <= head_start - start <= 6
        and words.text.endswith(_WITH, 0, start)
        and _TOGETHER.match(words.text, end) is not None
        and any(word not in lex.generic for word in inside)
        and not any(word in lex.outer_words for word in inside)
    )


# 高校扎堆成立甲学院, 这是高校设立的第一个甲学院
_OF_MANY = regex(
    "(?:高校|院校|大学|学校|各地|各[省市区县]|企业|机构)[^,。;]{0,4}(?:纷纷|扎堆|竞相|争相|普遍|争先)[^,。;]{0,6}$"
    "|(?:是|成为)[^,。;:“]{2,20}的(?:第[一二三四五]|首)[个家所座]$"
)


def is_of_many(text: str, start: int) -> bool:
    """Tell whether what follows is only the kind of thing that many have or one is the first of."""
    return text[start - 1] in "立建设办个家所座" and bool(
        _OF_MANY.search(text, max(0, start - 28), start)
    )


_IF_BUILT = regex(
    "(?:对|给予|鼓励|支持|向)[^,。;:]{0,12}?(?:建设|搭建|新建|建立|组建|设立|创建|建成|打造|开发|承建|成立)(?:了|的)?$"
)
_WHOEVER = regex(
    "的[^,。;:]{0,8}?(?:单位|企业|机构|主体|组织|个人|高校|院所|公司|法人|团队|运营方|建设方),?(?:最高|一次性|按|每年|分别|可|将|予以|给予|享受|,)"
)


_URGED = regex(
    "(?:(?:鼓励|支持|引导|推动|指导)(?:有条件|符合条件|具备条件)?的?"
    "(?:企业|各[区县市州盟地类]|高校|院校|龙头|骨干|链主|园区|社会资本|社会力量|行业|地方|地区|市县|县[区市]|区县|盟市|市州)"
    "|(?:各地|地方|各[区县市州盟]|各级)[^,。;:“]{0,6}?可)[^,。;:“]{0,10}?"
    "(?:建设|搭建|新建|建立|组建|设立|创建|打造|开发|承建|成立|发起|布局|共建)$"
)
# 建设甲平台的,给予补助: who does it is paid
_ON_CONDITION = regex("(?:项目)?的,[^。;:]{0,24}?(?:补助|补贴|奖励|资助|奖补|给予)")


def is_for_anybody(text: str, start: int, end: int) -> bool:
    """Tell whether whoever builds such a thing is paid, or all are asked to build such things.

    So it is in 对建设甲平台的单位给予补助 and 鼓励企业建设甲平台.
    """
    if _URGED.search(text, max(0, start - 24), start) or _ON_CONDITION.match(text, end):
        return True
    whoever = _WHOEVER.match(text, end)
    return whoever is not None and bool(_IF_BUILT.search(text, max(0, start - 24), start))


_HONOURED_BY = regex(
    "(?:荣获|获评|评为|评选为|授予|跻身|入围|摘得|荣膺)了?为?"
    "(?:[^。;,]{0,160}[、和与及”]|[^。;,:、“”]{0,6})“?$|入选[^,。;:、“”]{0,4}第[一二三四五六七八九十]批$"
)
_AS_HONOURS = regex(
    "”?(?:(?:的|等)?(?:[一二三]等)?奖(?!励|学)"
    "|(?:[、和与及“][^。;,]{0,120}?)?等?[^。;,、]{0,6}(?:荣誉|称号|殊荣|奖项|桂冠|头衔|美誉))"
)


def is_honour(text: str, start: int, end: int) -> bool:
    """Tell whether a name is a title that is awarded: 获评国家甲基地、乙省示范区等称号."""
    lead = _HONOURED_BY.search(text, max(0, start - 180), start)
    return lead is not None or _AS_HONOURS.match(text, end) is not None


_TRADES_IN = regex(
    "(?:[所总]?持有?|[增减]持|质押|转让|受让|收购|出售|购[买入]|认购|抛售|买入|卖出|并入)了?$"
)
_NEARBY = 3000  # characters in which the bare name is looked for


def are_shares(text: str, start: int, end: int) -> bool:
    """Tell whether 股份 behind the name of a firm are its shares and no part of the name.

    Parameters
    ----------
    start, end : range of the name without 股份.
    """
    if end - start < 3 or text.startswith(("有限", "公司"), end + 2):
        return False
    if _TRADES_IN.search(text, max(0, start - 4), start):
        return True
    near, name = text[max(0, start - _NEARBY) : end + _NEARBY], text[start:end]
    whole = near.count(name + "股份")
    return near.count(name) - whole > whole


def is_counted(text: str, start: int) -> bool:
    """Tell whether a figure stands before it: 85万人基础数据."""
    return text[start] in "万亿千百个家" and text[start - 1 : start].isdigit()
