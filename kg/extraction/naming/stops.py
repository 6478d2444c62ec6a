"""Which words stand in front of a name and are no part of it: 芯片公司|甲科技, 奖励|乙公司."""

from __future__ import annotations

from kg.extraction.lexicon import lexicon
from kg.extraction.naming.conjunctions import FIRMS
from kg.extraction.naming.inside import Step, Walk, may_stand_inside
from kg.extraction.reading import DOING
from kg.patterns import regex

_BUILDERS = ("Company", "Agency")
_FIRMLIKE = ("Company", "Fund", "Project", "Event")
_DOERS = ("人", "方", "商", "者", "主体")
_PARTIES = regex(
    "(?:托管|采购|发包|承包|分包|委托|受托|担保|债权|债务|转让|受让|出租|承租|出借|借款|招标|投标|中标|供货|施工|申请|被?执行|被申请|当事)"
    "(?:人|方|商|单位)"
)
# 公司简介|显示|甲集团, but 甲显示科技
_BRANCHES = "车药房油煤钢酒港外台日美德韩电网"  # of industry or lands, of whose firms is spoken
_TELLS = (
    "简介", "资料", "数据", "信息", "公告", "报告", "结果", "官网", "财报", "年报", "记录", "证据",
)  # fmt: skip
_NEVER_OF_FIRMS = ("Project", "IndustrialPark", "Event", "Association")
_HELD = ("召开", "举行", "举办", "主办", "承办", "协办", "合办", "联办")
_KINDS_OF_FIRM = ("公司", "母公司", "子公司", "企业", "厂商", "龙头", "巨头", "独角兽")
_INTRODUCE = ("平台", "投资人", "投资方", "股东")
_TOGETHER = ("联合", "联手", "合作", "协同")
JOINTLY = ("联合", "共同", "合作", "合力", "携手")
_ENDS = (
    *FIRMS, "局", "厅", "政府", "管委会", "大学", "研究院", "委员会", "基金", "控股", "投资",
    "协会", "商会", "实验室", "中心",
)  # fmt: skip
DEEDS = frozenset(("v", "vn", "vd"))
_FIRM_ENDS = frozenset(("集团", "公司", "股份", "科技", "银行", "控股", "资本"))
# which words around them tell to be part of a name or none
STOPPING = frozenset((
    *_HELD, *_KINDS_OF_FIRM, *_TOGETHER, *_INTRODUCE,
    "投资", "控股", "基金", "中标", "有限公司", "显示", "主体",
))  # fmt: skip


def stops(walk: Walk, step: Step) -> bool:
    """Tell whether a word stands in front of the name and is no part of it."""
    word, class_name, text = step.word, walk.class_name, walk.words.text
    if not may_stand_inside(walk, step):
        return True
    built = word == "建" and class_name in ("Project", "Institute", "IndustrialPark")
    if built and walk.places.ending_at(step.begin) is not None:
        return True  # 在某市|建|数据中心, but 某市建投资本
    if word in _DOERS and step.at and walk.words.words[step.at - 1] in DOING:
        return True  # 运营方|甲集团
    if _PARTIES.fullmatch(word) or (word == "方" and text.endswith("采购", 0, step.begin)):
        return True  # 基金托管人|甲银行
    if word == "显示" and text.endswith(_TELLS, 0, step.begin):
        return True
    if word in ("有限公司", "中标") and class_name in _NEVER_OF_FIRMS:
        return True  # 甲有限公司|年产2万吨乙项目, 甲智能|中标|乙项目
    if class_name == "Event" and word in (*_HELD, "开", "开启"):
        return True  # 甲市召开|乙大会, 甲市开启|乙嘉年华
    if word in lexicon().acts and class_name not in _BUILDERS and not _is_built(walk, step):
        return True
    if step.position < walk.head and class_name in _FIRMLIKE and _is_kind_of_firm(walk, word):
        return True  # 芯片公司甲科技有限公司 is called 甲
    if len(word) == 4 and word.startswith(JOINTLY) and word[2:] not in lexicon().generic:
        return True  # 甲集团|联合推出|乙平台
    if word in _TOGETHER and text.endswith((*_ENDS, "战略"), 0, step.begin):
        return True  # 甲集团联合乙资本 are two, 与甲战略合作|乙股份
    outside = word in _TOGETHER and class_name != "Company" and step.position < walk.head
    if outside and text[step.position : walk.head] not in lexicon().generic:
        return True  # 甲市联合乙大学, but 甲市联合创新中心
    if word == "基金" and text.endswith("子基金", 0, step.position) and step.position < walk.head:
        return True  # 甲基金子基金|乙产业基金
    return is_done_by_firm(walk, step) or (word in ("投资", "控股") and _is_investing(walk, step))


def is_done_by_firm(walk: Walk, step: Step) -> bool:
    """Tell whether a deed stands in front of a brand: 甲集团|亮相|乙会, 专销|丙汽车."""
    words, at, word = walk.words, step.at, step.word
    if not (step.tag in DEEDS or word == "中标") or step.position >= walk.head:
        return False
    by_firm = at > 0 and words.words[at - 1] in _FIRM_ENDS
    if not by_firm and (walk.class_name != "Company" or word in lexicon().inner_verbs):
        return False
    ahead = words.is_brand(at + 1) or (by_firm and words.tags[at + 1] == "ns")
    return ahead and len(word) == 2 and words.knows(word)


_BUILDINGS = ("厂", "电站", "产线", "生产线", "仓库", "水库", "场馆", "大桥", "码头")


def _is_built(walk: Walk, step: Step) -> bool:
    """Tell whether 建设 has what is built in front of it: 甲市文明城市建设基金, 硅片建设项目."""
    if step.word == "建设" and walk.class_name == "Project" and step.position == walk.head:
        text = walk.words.text  # but 某省电力建设项目 is a kind
        return text.endswith(_BUILDINGS, 0, step.begin)
    return step.word == "建设" and walk.class_name in ("Fund", "Event", "Association")


def _is_kind_of_firm(walk: Walk, word: str) -> bool:
    if word in _INTRODUCE:
        return True  # 国资平台甲创投, 天使轮投资人乙创投
    trader = len(word) == 3 and word.endswith("商") and walk.words.knows(word)
    kind = len(word) == 4 and word.endswith("企业") and word[:2] != "中小"  # 知名企业甲有限公司
    kind = kind or (
        len(word) == 2 and word[1] == "企" and word[0] in _BRANCHES
    )  # 中国油企甲有限公司
    return trader or word in _KINDS_OF_FIRM or (kind and walk.class_name == "Company")


_INVESTS_FOR = ("管理", "运营", "控股", "集团", "咨询", "顾问", "发展", "基金", "股份", "有限")
_INVESTS_IN = ("参与", "先后", "累计", "重点", "已", "曾")  # 已参与投资甲项目
_INVESTS = (
    "成功",
    "连续",
    "战略",
    "决策",
    "计划",
    "拟",
    "将",
    "先后",
    "共同",
    "追加",
    "独家",
    "资本",
    "基金",
    "创投",
    *lexicon().companies,
)


def _is_investing(walk: Walk, step: Step) -> bool:
    """Tell whether 投资 is what somebody does to a firm rather than the trade of one."""
    text = walk.words.text
    if walk.class_name == "Project":
        return text.endswith(_INVESTS_IN, 0, step.begin)
    if step.position == walk.head:
        return False
    trade = text.startswith(_INVESTS_FOR, step.position)
    return not trade and text.endswith(_INVESTS, 0, step.begin)
