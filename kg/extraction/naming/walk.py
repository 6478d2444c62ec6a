"""Where a name begins: from its head the words are walked leftwards until one cannot belong."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kg.extraction.lexicon import Lexicon, lexicon
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.reading import Words

_MOST_WORDS = 14
_MOST_CHARS = 32
_CLOSING = {")": "(", "”": "“", "’": "‘"}
_STOP_TAGS = frozenset(
    ("p", "c", "u", "uj", "ul", "uv", "uz", "ud", "ug", "d", "r", "y", "e", "o", "t", "q", "x")
)
_YEAR_BEFORE = re.compile(r"(?:20\d\d年?|第[一二三四五六七八九十\d]{1,4}届)$")
_CAPACITY = re.compile(
    r"年产|年处理|[\d.十百千万亿]+|[十百千万亿]*(?:吨|台|套|辆|只|件|片|支|颗|枚|米|公里|公斤|升|瓶|箱|头|羽|亩|双|芯|剂|千瓦|兆瓦|立方米|平方米|平方公里)|英寸|代线|纳米|千伏|\d*(?:GW|MW|GWh|MWh|kV|mm)|±"
)
_SESSION = re.compile(r"[春夏秋冬]季|20\d\d年?|第.+届")
_PHASES = re.compile("[一二三四五]期")  # 甲电厂三期工程
# 三期扩建工程: what is done to works that stand already
_REBUILT = ("扩建", "改扩建", "扩建工程", "改造", "迁建")
_HELD = ("召开", "举行", "举办", "主办", "承办", "协办", "合办", "联办")
_PAUSE = re.compile("[、,。;:]")
_LATIN_SPACE = re.compile("[A-Za-z0-9] [A-Za-z]")
_ENUMERATOR = re.compile("[一二三四五六七八九十]{1,3}")
_INNER_BRACKET = re.compile(r"\([\u4e00-\u9fff、]{1,8}\)")
_BUILDERS = ("Company", "Agency")
_SHORT_VERBS = frozenset(
    "系是有为使让做至到被获投推促给赴赞任称说看要会能可应需求来去出进入加拟将请用以经向对属"
)
_MEASURES = frozenset(
    "个家项支只名位次届笔款份套条座种批期万亿元台吨亩米辆架艘件股张人层倍克升里度年月日天号路部门类级所处间栋幢户口辈场轮组队班代本册篇章节段块片面对双副群堆串束根颗粒滴瓶杯碗盒箱袋桶车船趟回遍番阵顿声眼步圈周刻秒分时点岁"
)
_KINDS_OF_FIRM = ("公司", "企业", "厂商", "龙头", "巨头", "独角兽")


def _is_first(places: Places, begin: int, word: str) -> bool:
    """Tell whether a character begins a brand behind a place: 深圳|天|图资本."""
    return len(word) == 1 and not word.isdigit() and places.ending_at(begin) is not None


_ONE_CHAR = re.compile("(?:^|[\n。,;:、“(])[\u4e00-\u9fff]$")
_OPENS = ("", *"\n。,;:、“(")
_THINGS_THAT_HAVE = tuple("构目业司的还例户东方商")  # 已投项目|有拓荆|科技
_FUNCTION = frozenset("了在与和由被把为将于对从向的是系")
_NEVER_IN_NAMES = frozenset("的了在与由或被把为是将使内其这那等应")


def walk_left(
    words: Words, places: Places, head_start: int, class_name: str = "Company"
) -> tuple[int, PlaceHit | None]:
    """Walk from a head to where its name begins.

    Parameters
    ----------
    head_start : position of the head.

    Returns
    -------
    The start of the name, and the place that it begins with, if it does.
    """
    text, lex = words.text, lexicon()
    position = head_start
    limit = max(0, head_start - _MOST_CHARS)
    for _ in range(_MOST_WORDS):
        if position <= limit:
            break
        hit = places.ending_at(position)
        if hit is not None and not _is_inside_brand(words, places, hit, class_name):
            return _with_parents(places, hit), hit
        char = text[position - 1]
        if char in _CLOSING:
            opening = text.rfind(_CLOSING[char], max(limit, position - 16), position - 1)
            if opening < 0 or (char == ")" and opening <= limit):
                break
            if char != ")" and _PAUSE.search(text, opening, position):
                break
            if char == ")" and not _INNER_BRACKET.fullmatch(text, opening, position):
                break
            if char == ")" and _ENUMERATOR.fullmatch(text, opening + 1, position - 1):
                break  # (四)甲基金
            if char == ")" and (
                "," in text[opening:position]
                or "。" in text[opening:position]
                or "简称" in text[opening:position]
            ):
                break
            position = opening
            continue
        if char == " " and _LATIN_SPACE.match(text, position - 2):
            position -= 1  # 5G AIoT创新园
            continue
        index = words.index(position - 1)
        begin = words.starts[index]
        if begin < head_start < words.starts[index + 1]:  # the head starts inside a word
            if _is_university(words, places, index):
                return begin, None  # the dictionary has the whole name: 学科|清华大学
            word, tag = text[begin:head_start], "n"
        else:
            word, tag = words.words[index], words.tags[index]
            if words.starts[index + 1] != position:
                word = text[begin:position]
        if word in _ADDRESS and class_name not in _BUILDERS:
            break  # 甲路青年创业园 stands in 甲路
        joined = class_name in _JOINED or word == "及"
        if class_name in _SITES and (
            (word == "及" and _adds_noun(words, lex, index))
            or (word == "和" and class_name != "Project" and _joins_tasks(words, lex, index))
        ):
            position = begin  # 动力及储能电池制造基地, 研发和制造基地
            continue
        if word in _ANDS and joined and _joins(words, lex, index, begin, position):
            position = begin
            continue
        part = word in _COMPASS and begin > 0 and text[begin - 1] in _LETTERS
        if part and words.is_edge(begin - 1):  # 滇中, 皖北: part of a province
            outer = places.ending_at(begin - 1)
            return (_with_parents(places, outer), outer) if outer else (begin - 1, None)
        if class_name == "Fund" and _PHASES.fullmatch(word):
            position = begin
            continue  # 甲项目一期股权投资基金
        if class_name in ("Project", "IndustrialPark") and (
            _CAPACITY.fullmatch(word) or _PHASES.fullmatch(word) or word in _REBUILT
        ):
            position = begin
            continue
        if word == "可" and text.startswith("持续", position):
            position = begin
            continue
        if word == "至" and class_name == "Project" and text.find("段", position, head_start) > 0:
            position = begin  # 甲至乙段改造工程
            continue
        if word == "和" and text.endswith("碳中和", 0, position):
            position -= 3
            continue
        if class_name == "Event" and _SESSION.fullmatch(word):
            position = begin
            continue
        alone = (
            class_name == "Company"
            and word == "和"
            and _ONE_CHAR.search(text, max(0, begin - 2), begin)
        )
        if alone and text.startswith(_LEGAL_FORMS, head_start):
            position = begin  # 恩和生物科技有限公司, at the head of a clause
            continue
        if class_name == "Company" and word in ("和", "同") and text[position] == "(":
            position = begin  # 国科嘉和(北京)投资有限公司
            continue
        if class_name == "Company" and word == "和" and text.startswith(_LEGAL_FORMS, head_start):
            brand = _brand_with_and(words, places, lex, begin, position, head_start)
            if brand is not None:
                return _with_parents(places, brand), brand  # 甲省贵鑫瑞和创业投资有限公司
        cut = word[0] in _FUNCTION and not words.knows(word)
        if word in ("和", "中") and position < head_start and text[begin - 1 : begin] in _OPENS:
            return begin, None  # 、和铂医药: what joins has two sides
        if word[0] == "有" and len(word) > 1 and text[begin - 1 : begin] in _THINGS_THAT_HAVE:
            cut = not words.knows(word)
            if cut and len(word) == 2:
                return begin + 1, None
        towards = word[0] == "向" and places.ending_at(begin) is None  # but 南昌|向塘国际陆港
        cut = cut and len(word) > (1 if word[0] == "由" or towards else 2)
        if cut and not _NEVER_IN_NAMES.intersection(word[1:]):
            return begin + 1, None  # 了泽璟: a particle and the brand behind it
        if word == "全国" and class_name in ("Association", "Event"):
            return begin, None
        if not (
            _belongs(words.knows, word, tag)
            or (word == "企业" and class_name == "Association")
            or _is_brand_of_firm(words, lex, index, begin, position, head_start)
            or _is_cut(words, index, word)
            or (class_name == "Company" and tag in ("q", "m") and _is_first(places, begin, word))
            or (word[0] == "零" and text.startswith(_LEGAL_FORMS, head_start))  # 零重力飞机公司
            or _is_named_verb(words, places, index, begin)
        ):
            break
        if class_name == "Event" and word in _HELD:
            break  # 甲市召开|乙大会
        noun = index and words.tags[index - 1] in ("n", "ns")
        built = word == "建设" and class_name in ("Fund", "Event", "Association") and noun
        if word in lex.acts and class_name not in _BUILDERS and not built:
            break
        kind = word in _KINDS_OF_FIRM or (
            len(word) == 3 and word.endswith("商") and words.knows(word)
        )
        if kind and position < head_start and class_name in _FIRMLIKE:
            break  # 芯片公司甲科技有限公司 is called 甲
        buying = word == "投资" and position < head_start and class_name == "Company"
        buying = buying and not text.startswith(_INVESTS_FOR, position)
        if buying and text.endswith(_INVESTS, 0, begin):
            break
        if word in _TOGETHER and text.endswith(_ENDS, 0, begin):
            break  # 甲集团联合乙资本 are two
        if word == "中国" and index and words.words[index - 1] in lexicon().companies:
            return words.starts[index - 1], None  # 甲通中国研发中心
        if word == "中国" and text.endswith(_VISIONS, 0, begin):
            position = begin
            continue  # 数字中国建设峰会
        if word in ("中国", "中华人民共和国") or (word == "全国" and class_name != "Company"):
            year = _YEAR_BEFORE.search(text, max(0, begin - 7), begin)
            return (year.start() if year and class_name == "Event" else begin), None
        inner = places.covering(begin, position)
        if inner is not None and inner is not hit:
            return _with_parents(places, inner), inner
        position = begin
    return position, None


def _is_inside_brand(words: Words, places: Places, hit: PlaceHit, class_name: str) -> bool:
    """Tell whether what reads like a place abroad belongs to a brand: 某省达美硅谷农业公司."""
    if class_name != "Company" or hit.code is not None or "中国" in hit.parents or hit.zone:
        return False
    index = words.index(hit.start - 1) if hit.start else 0
    begin = words.starts[index]
    plain = words.words[index] in lexicon().outer_words
    return begin < hit.start and not plain and places.ending_at(begin) is not None


_LEGAL_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")


def is_plain(lex: Lexicon, word: str) -> bool:
    """Tell whether a word, or each half of a long one, is too common to be a brand: 信息技术."""
    return (word in lex.generic or word in lex.brand_heads) or (
        len(word) == 4 and word[:2] in lex.generic and word[2:] in lex.generic
    )


def _is_brand_of_firm(
    words: Words, lex: Lexicon, index: int, begin: int, position: int, head_start: int
) -> bool:
    """Tell whether a word is the brand that a legal name still lacks: 久远科技有限公司."""
    word = words.words[index]
    if not words.text.startswith(_LEGAL_FORMS, head_start) or position == head_start:
        return False
    if len(word) != 2 or word in lex.outer_words or words.tags[index] in ("x", "m", "p", "c", "r"):
        return False
    rest = range(words.index(position), words.index(head_start - 1) + 1)
    return all(is_plain(lex, words.words[i]) for i in rest)


def _brand_with_and(
    words: Words, places: Places, lex: Lexicon, begin: int, position: int, head_start: int
) -> PlaceHit | None:
    """The place behind which a brand ends in 和, where no other brand stands behind it."""
    rest = range(words.index(position), words.index(head_start - 1) + 1)
    if position == head_start or not all(is_plain(lex, words.words[i]) for i in rest):
        return None
    found = (places.ending_at(at) for at in range(begin - 1, max(0, begin - 4), -1))
    hit = next((hit for hit in found if hit), None)
    return hit if hit and not _PAUSE.search(words.text, hit.end, begin) else None


_OLD_SCHOOLS = (
    "清华",
    "复旦",
    "同济",
    "南开",
    "暨南",
    "中山",
    "东南",
    "江南",
    "河海",
    "燕山",
    "东华",
)


def _is_university(words: Words, places: Places, index: int) -> bool:
    """Tell whether a word of the dictionary is the whole name of a university."""
    word, before = words.words[index], words.words[index - 1] if index else ""
    if words.tags[index] != "nt" or not word.endswith("大学") or len(before) < 2:
        return False
    begin = words.starts[index]
    told = word.startswith(_OLD_SCHOOLS) or places.starting_at(begin) is not None
    return told and places.ending_at(begin) is None and before != "中国"


_VISIONS = ("数字", "健康", "美丽", "平安", "法治", "质量", "智慧", "智能")
_COMING = ("未来技术", "未来产业", "未来科技", "未来网络")
_USES = ("循环", "综合", "梯次", "再生", "资源化", "回收", "高值化")  # 综合利用基地


def _is_named_verb(words: Words, places: Places, index: int, begin: int) -> bool:
    """Tell whether a verb stands in a name, behind its place or brand: 北京奔驰汽车, Apollo驾驶."""
    word = words.words[index]
    if word in ("未来", "青年"):
        coming = words.text.startswith(_COMING, begin)
        return coming or places.ending_at(begin) is not None
    if word == "利用" and index:
        return words.words[index - 1] in _USES
    if len(word) == 1 or words.tags[index] != "v" or word in lexicon().outer_words or index == 0:
        return False
    return places.ending_at(begin) is not None or words.tags[index - 1] == "eng"


def _is_cut(words: Words, index: int, word: str) -> bool:
    """Tell whether the segmenter cut a word before its last character: 建投资|本 for 建投|资本."""
    if len(word) != 1 or index == 0 or word in "的了在与和及由对将为于以从向至是被把有等":
        return False
    before = words.words[index - 1]
    return len(before) > 1 and words.knows(before[-1] + word)


_COMPASS = frozenset("中东西南北")
_LETTERS = frozenset("冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇陕甘宁疆")
_ADDRESS = frozenset("路街号弄巷幢楼")
_JOINED = ("Institute", "IndustrialPark", "Association", "Project", "Event", "Fund")
_INVESTS_FOR = ("管理", "控股", "集团", "咨询", "顾问", "发展", "基金", "股份", "有限")
_INVESTS = ("计划", "拟", "将", "先后", "共同", "追加", "独家", *lexicon().companies)
_TOGETHER = ("联合", "联手", "合作", "协同")
_ENDS = (
    "集团",
    "公司",
    "资本",
    "银行",
    "科技",
    "股份",
    "大学",
    "学院",
    "研究院",
    "创投",
    "证券",
    "政府",
    "委员会",
    "基金",
    "控股",
    "投资",
    "协会",
    "商会",
    "实验室",
    "中心",
)
_ANDS = ("与", "和", "及", "暨")
_FIRMLIKE = ("Company", "Fund", "Project", "Event")
_SITES = ("IndustrialPark", "Project")


def _joins(words: Words, lex: Lexicon, index: int, begin: int, position: int) -> bool:
    """Tell whether 与 joins two common nouns inside a name: 云计算与大数据研究所."""
    if index == 0:
        return False
    before, after = words.words[index - 1], words.words[index + 1]
    if is_plain(lex, before) and is_plain(lex, after) and words.starts[index] == begin:
        return True
    if words.text[begin:position] == "及" and before in lex.generic and before not in lex.heads:
        return after[:2] in lex.generic  # 创新及科技园, as Hong Kong joins nouns
    if _PART_HEAD.match(words.text, position, position + 12) is None:
        return False
    faculty = _FACULTY.search(words.text, max(0, begin - 12), begin)
    return faculty is not None or _is_field(words, lex, index)


def _adds_noun(words: Words, lex: Lexicon, index: int) -> bool:
    """Tell whether 及 stands between two common nouns, neither of which can end a name."""
    if index == 0 or index + 1 >= len(words.words):
        return False
    before, after = words.words[index - 1], words.words[index + 1]
    nouns = words.tags[index - 1][0] in "nv" and words.tags[index + 1][0] in "nv"
    plain = words.knows(before) and words.knows(after) and before not in lex.outer_words
    return nouns and plain and words.tags[index - 1] not in ("ns", "nt") and before not in lex.heads


def _joins_tasks(words: Words, lex: Lexicon, index: int) -> bool:
    """Tell whether what is done at a site stands on both sides: 研发和制造基地."""
    if index == 0 or index + 1 >= len(words.words):
        return False
    return words.words[index - 1] in lex.inner_verbs and words.words[index + 1] in lex.inner_verbs


def _is_field(words: Words, lex: Lexicon, index: int) -> bool:
    """Tell whether a field stands before 与, and whose it is in front: 中国科学院甲生物医药与…."""
    size, firm = 0, words.words[index - 1] in lex.brand_heads
    while index and size < _LONGEST_FIELD:
        index -= 1
        word, tag = words.words[index], words.tags[index]
        if tag in ("ns", "nt") or word.endswith(_OWNERS):
            least = 4 if firm and not word.endswith(_OWNERS) else 2  # 青岛能源 is a firm
            return size >= least and not word.endswith(_ENDS[:12])
        noun = tag[0] in "nvabj" and (words.knows(word) or word in lex.generic)
        if not noun or word in lex.outer_words or word in lex.heads or word.endswith("公司"):
            return False
        size += len(word)
    return False


_OWNERS = ("科学院", "工程院", "国家", "中国", "省", "市")

_LONGEST_FIELD = 12


# 甲大学计算机科学与技术学院: what stands around 与 are subjects that one faculty teaches
_FACULTY = re.compile("大学(?:(?!大学)[\u4e00-\u9fff]){2,8}(?<![系院部所心室])$")
_PART_HEAD = re.compile(
    "(?:(?!大学|公司|集团)[\u4e00-\u9fff]){2,10}?(?:学院|研究院|学部|研究所|研究中心|实验室|创新中心|系)"
)


@lru_cache(maxsize=16384)
def _belongs(knows: Callable[[str], bool], word: str, tag: str) -> bool:
    lex = lexicon()
    if word in lex.outer_words or (len(word) > 2 and word[-2:] in _POSTS):
        return False
    if word in lex.inner_verbs or (tag == "d" and word in lex.generic):
        return True
    if len(word) > 1 and not knows(word) and _NEVER_IN_NAMES.intersection(word):
        return False
    if word in ("-", "·", "•", "+", "/", "&", "—"):
        return word in "-·•+&"
    if not word.isalnum() and not any(map(str.isalnum, word)):
        return False
    if tag == "q" and len(word) == 1:
        return word not in _MEASURES  # 泓芮: a rare character that the tagger takes for a measure
    if tag in _STOP_TAGS:
        rare = tag == "x" and "\u4e00" <= word <= "\u9fff"  # 石墨烯 is cut before the last
        return rare or (len(word) > 1 and not knows(word))
    if tag == "m":
        return word.startswith("第") or (
            not any(c in "0123456789." for c in word) and not knows(word)
        )
    if tag == "v" and len(word) == 1:
        return word not in _SHORT_VERBS
    if tag == "v":
        return not knows(word) and len(word) > 1
    return True


_POSTS = ("书记", "市长", "省长", "区长", "县长", "部长", "局长", "主席", "常委")


def _with_parents(places: Places, hit: PlaceHit) -> int:
    """The start of a chain of places that stand side by side (浙江省杭州市…)."""
    start = hit.start
    while (parent := places.ending_at(start)) is not None and parent.start < start:
        start = parent.start
    return start
