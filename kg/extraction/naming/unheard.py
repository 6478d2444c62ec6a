"""Whether words can be the name of a firm that no dictionary has."""

from __future__ import annotations

from functools import cache

from kg.extraction.lexicon import firms as known_firms
from kg.extraction.lexicon import is_goods, lexicon
from kg.extraction.naming.persons import is_person_name
from kg.extraction.reading import Words
from kg.patterns import regex

# what firms are to do, in policies: 企业上云, 企业稳岗, 企业建链补链
_DEEDS = regex(
    "(?:上[云规链网市线]|入[园规统库]|升[规级]|小升规|[提增扩稳复达转]产|提质|增效|稳[岗链]|[建补强延固]链"
    "|[首续转]贷|面对面|线[上下]|一对一|点对点|手把手|用[工数能]|赋[智能]|降本|脱困|[引留]才|触网|登云|智改|数转|技改|融通)+"
)
# 种子期、初创期成长型中小企业: what firms are paid; persons, states and bodies are none
NO_FIRM = regex(
    "(?:(?:种子|初创|成长|成熟|扩张|起步|早)期|(?:[型期小微]|初创|科技)企业|总统|总理|首相|先生|小姐|女士|教师"
    "|职工|群众|实控人|学生|学者|学家|记者|发言人|顾问|主任|站长|副?[局部]长|投资者|[们后]|政府|当局|国家|[两三四五六七八九几各]国"
    "|高管|(?<!俱乐)部|小学|幼儿园|党委|领导小组|科协|青联|作协|贸促会|关系|条约|问题|固定资产|文学奖|大奖|晚会|灾区"
    "|经理|总监|总裁|兼|[处科所队组村班]长|支书|书记|主席|[民干交协辅]警|工人|员工|司机|会计|工程师|律师|博主|网[友民]"
    "|用户|领导人?|夫[妇妻]|父子|母[女子]|兄弟|姐妹|[一两二三四五六七八九十几]人|(?:所有|持有|采购|承购|出借|借款|投保|开发|爱好)[人者]"
    "|员|节|关[怀爱注]|青睐|好评|覆盖.{2,4}|景区|村|代表|[冠亚季]军|方案|大家|占股|[涨跌].{0,2}|过度|[女男]孩|[女男]子|(?<![一二三四五六七八九十汇])局|[村居]?委会|街道办|[中法]院|派出所|[检警校]方|领馆|议会|(?<![地海])[上时]|利润|模式|手段|优势|财报|声明称?|维护|技改|官宣|[河江湖海]畔|财政|[一二三四五六七八九十百]{2,4}家|总投资.?|证实|私下|商量|(?:新增|发行|增发|[全部]部|流通|持有)股份)$"
)
_OPENS_NONE = regex(
    "设计|建设|运营|拥有|祝|应[留当对]|均[为属发]|拟[供建投]|[今明]晚|第[一二三四五六七八九十][大家]|券商"
)  # what no brand begins with
# what no short name of the 5,650 listed and known firms ends in, but for some of them: 铝塑膜
_GOOD = regex(
    ".(?:.[膜剂瓶箱阀屏椅粉浆酯硅硼盒肽菌虾蚝泵棒缸桩罐窑刀钩布纱棉绒革锅壶杯碗伞舱桨垫猪]|[^电仪机]器|[^软]件"
    "|[谱测像析]仪|[洗入影铣焊刻绘割]机|纤维|[^材饲饮]料|[^宽]带)$"
)
_CODE = regex(r"\d{5}")
_WIDE = ("中国", "外国", "亚洲", "欧洲", "北美")


def is_brand_like(
    words: Words, start: int, end: int, sure: bool = False, firms: bool = False
) -> bool:
    """Tell whether a stretch of text can be the name of a firm: short, no verbs, not all common.

    Parameters
    ----------
    sure : it can be nothing else, so that common words will do.
    firms : it can be no person.
    """
    lex = lexicon()
    name = words.text[start:end]
    if (
        not 2 <= len(name) <= (30 if name.isascii() else 14)
        or name in lex.outer_words
        or name in lex.generic
        or name in lex.acts
        or is_goods(lex, name)
        or (_GOOD.search(name) and name not in known_firms())
        or name[0] in "()拟将已这该之园"
        or _DEEDS.fullmatch(name)
        or NO_FIRM.search(name)
        or (_OPENS_NONE.match(name) and name not in known_firms())
        or _CODE.search(name)
    ):
        return False
    index = words.index(start)
    odd = placed = acts = 0
    while index < len(words.words) and words.starts[index] < end:
        word, tag = words.words[index], words.tags[index]
        if _PHASE.fullmatch(word) and words.starts[index + 1] == end:
            break  # 甲一期
        if word == "和" and words.starts[index] - start < 2:
            index += 1  # 峰和资本: what joins has two sides
            continue
        if (
            (len(word) > 1 and word in lex.outer_words)
            or word in _FUNCTION
            or (tag in ("p", "c", "u", "uj", "ul", "r", "d") and words.knows(word))
        ):
            return False
        if len(word) > 1 and word[-1] in "长任记监理" and word in lex.posts:
            return False  # 副行长甲
        if tag == "m" and any(char.isdigit() for char in word):
            return False
        if tag == "v" and len(word) > 1 and words.knows(word) and word not in lex.inner_verbs:
            acts += 1
        if word not in lex.generic:
            odd += words.is_brand(index) or tag in ("nt", "j") or len(word) == 1
            placed += tag == "ns" and word != name and (firms or sure or word not in _WIDE)
        index += 1
    verbal = words.tags[words.index(start)] == "v"
    if acts and not odd and ((placed and verbal) or len(name) > 6):
        return False  # 改善甲市, whose 投资环境 follows
    if not (odd or placed) and not (
        sure and len(name) >= 3
    ):  # 创世资本: common words, but together no common noun
        front = _before_head(name)
        return len(front) >= 2 and front not in lex.generic and front not in _WIDE
    return True


def is_unheard(words: Words, start: int, end: int, firms: bool = False) -> bool:
    """Tell whether no dictionary has some word of a range, which is no person's name either.

    Parameters
    ----------
    firms : it can be no person.
    """
    index = words.index(start)
    first, tag = words.words[index], words.tags[index]
    if words.starts[index] < start:
        return not words.knows(first)  # 与趣|链科技
    if len(first) > 1 and words.knows(first) and tag not in _NAMING:
        return is_headed(words, start, end)
    cut = [*words.starts[index : index + 4]]  # 元|禾|璞|华: what is cut in single characters
    if len(cut) == 4 and cut[3] - cut[0] == 3 and cut[0] == start and cut[3] <= end:
        return not _FUNCTION.intersection(words.text[start : cut[3]])
    while words.starts[index] < end:
        word, begin = words.words[index], words.starts[index]
        odd = len(word) > 1 and not words.knows(word) and words.tags[index] not in _COMMON
        if odd and begin >= start and not word.isdigit():
            whole = begin == start and begin + len(word) == end
            person = whole and len(word) < 4 and words.tags[index] == "nr"
            if firms or not (person and is_person_name(word)):
                return True
        index += 1
    return is_headed(words, start, end)


def is_headed(words: Words, start: int, end: int) -> bool:
    """Tell whether a word that is no common one stands in front of a head of firms: 推想科技."""
    front, lex = _before_head(words.text[start:end]), lexicon()
    return 2 <= len(front) <= 4 and front not in lex.generic and front not in lex.outer_words


def _before_head(name: str) -> str:
    """What stands in front of a head of firms; nothing where none ends the name."""
    if not name.endswith(_firm_heads()):
        return ""
    return next(name[: -len(head)] for head in _firm_heads() if name.endswith(head))


_NAMING = ("nr", "nz", "ns", "nrt", "j", "nt")
_COMMON = ("v", "d", "a", "m", "ad", "t")
# lines of business at the end of names, where no brand head tells a firm
_LINES = (
    "物联", "智慧", "工业", "材料", "健康", "国际", "生命", "光学", "精工", "量子", "集成",
    "区块链",
)  # fmt: skip


@cache
def _firm_heads() -> tuple[str, ...]:
    return (*lexicon().brand_heads, *_LINES)


_PHASE = regex("[一二三四五六七八九十]+[期号]")
_FUNCTION = frozenset("的了在与和及或由被把将为是等对从向以其该此各并而但也都较很做办卖")
