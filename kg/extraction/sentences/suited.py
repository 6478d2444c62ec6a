"""Which things a verb can mean as what it is done to: works are built, products developed."""

from __future__ import annotations

from kg.extraction.naming.titles import LAWS
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.frames import Act
from kg.extraction.sentences.makers import TASKS
from kg.extraction.sentences.rules import Frame
from kg.patterns import regex

_SETS_UP = regex("设立|建设|创建|成立|组建|设置|打造|共建")
# how bodies begin; parks and works are built besides
_FORMED = (
    "而成", "而来", "合资", "注册", "合资经营", "兴办",
    "成立", "设立", "组建", "联合发起", "共同发起", "创立", "创办", "创建", "揭牌", "挂牌",
    "内设", "下设", "新设", "设置", "捐建", "捐赠设立", "始建", "始创", "创始", "创始于", "诞生",
    "开业", "应运而生", "投入运营", "正式运营", "对外运营", "牌运营", "投入运作", "建有", "设有",
    "投资建设", "投资兴建", "兴建",
    "工商登记", "工商注册", "注册登记", "设立登记", "发起并建立", "注册于",
)  # fmt: skip

LED = ("牵头", "主导")  # verbs that tell who makes something only where it is their head
_LED_BY = ("Institute", "Association", "IndustrialPark", "Company", "Fund", "Project")
_MADE_BY = ("打造", "共建", "建设", "建立", "发起", "搭建", "筹建", "孵化", "合组")  # by 由

# 甲集团启动甲创投: a house that invests is launched as funds are
_HOUSES = ("资本", "风投", "创投")
_LAUNCHED = ("启动", "推出", "发起")

_PHASE = regex("(?:[一二三四五]|首)期$")  # 甲项目一期
_WORKS = (
    "城", "工程", "项目", "公园", "港", "铁路", "场", "中心",
    "大桥", "枢纽", "高铁", "隧道", "生产线", "公路", "基地", "厂",
    "电站", "电厂", "码头", "节点", "集群", "产线", "机组", "装置", "大厦", "大楼", "总部", "运河",
    "高速", "水库", "船闸", "光源", "管道", "桥", "矿", "油田", "气田", "航道", "号线", "代线",
    "管廊", "泵站", "变电站", "火车站", "客运站", "高铁站", "接收站", "加氢站", "充电站",
    "换电站", "航站楼", "厂房", "隧洞", "通道", "馆", "剧院", "专线", "干线", "支线", "快速路",
    "储气库", "综合体",
)  # fmt: skip
# what is done to works as well as to products, though no body is set up so
_BUILD_AND_RUN = (
    "运营", "营运", "运维", "实施", "建造", "代建", "接管", "接手", "投资开发", "开发建设",
    "投资建设", "攻关",
)  # fmt: skip


def suits(frame: Frame, patient: Arg, verb: str, own: Arg | None, by: bool = False) -> bool:
    """Tell whether the verb means this kind of thing: works are built, products developed.

    Parameters
    ----------
    by : 由 or its like tells who does it, so that any verb of making is said of a firm.
    """
    if frame.name == "found" and verb.endswith("出资"):
        return by and patient.class_name in ("Fund", "Company")
    if frame.name == "found" and verb.endswith("举办"):
        return by and patient.class_name == "Institute"
    if frame.name == "found" and verb in LED:
        return by and patient.class_name in _LED_BY
    if patient.class_name == "Project" and frame.name in ("found", "develop"):
        tasked = verb in TASKS and patient.name.endswith(("项目", "工程"))  # 甲承担的乙项目
        if verb.endswith("开展") or (tasked and frame.name == "develop"):
            return True
        works = _PHASE.sub("", patient.name).endswith(_WORKS)
        if works and frame.name == "develop" and verb.endswith(_BUILD_AND_RUN):
            return True
        return works == (frame.name == "found")
    if patient.class_name in ("Company", "Agency") and frame.name == "found":
        if patient.name.endswith("人民政府"):
            return False  # 经甲批准设立的乙区以及丙市人民政府划定的丁区
        if patient.name.endswith(_HOUSES):
            return verb.endswith(_FORMED + _LAUNCHED)
        return verb.endswith(_FORMED + _MADE_BY if by else _FORMED)
    if frame.name == "propose" and own and patient.class_name == "Event":
        return False  # a law does not set up what it wants to be held
    if frame.name == "propose" and own and patient.name in own.name:
        return _SETS_UP.search(own.name) is not None  # the law of a zone is not what founds it
    if frame.name == "sub-fund" and verb in ("设立", "发起设立", "组建", "成立"):
        return "子基金" in patient.name  # 甲基金设立乙子基金
    if frame.name == "found" and verb == "下设":
        return patient.class_name in ("Institute", "Association", "Agency")
    return not (own and frame.name == "develop")


def is_purpose(scene: Scene) -> bool:
    """Tell whether a sentence says what a law is made for: 为了打造甲区,制定本条例."""
    text = scene.text
    return any(text.find(made, scene.start, scene.end) >= 0 for made in ("制定本", "订定本"))


# 会计师事务所应当建立甲: each of them its own; 管理机构 is the one of the zone
_EACH_OF_THEM = regex(
    "(?:企业|单位|(?<!管理)机构|组织|事务所|交易所|院校|学校|医院|者|人)"
    "(?:,?应当?|必须|可以|须|按照|依法|自愿)(?![^;。]*(?:政府|部门|管委会)(?:应当?|可以))"
)
_CITED = regex(rf"(?:{LAWS}|规范|标准|目录|名录|指南|准则|公约)(?:\([^()]*\))?$")
_FIRST = regex(r"\s*第 ?[一1] ?条")
_THEN_HAS_TO = regex("[^,。;]{0,6}?的?,?(?:应当|必须|不得)")
_FORBIDS = regex("(?:未|擅自|限制|禁止|严禁|不得|非法|申请|受理|从事)[^,。;]{0,24}$")


def is_ruled(act: Act) -> bool:
    """Tell whether a law only rules what whoever does it has to heed, or cites another law."""
    scene, start = act.scene, act.start
    if act.frame.name == "base":  # 依照《甲法》处罚, 按照甲规划批准用地
        cited = act.patients[0]
        marked = scene.text[cited.start] == "《" and not _CITED.search(cited.name)
        return not (marked or is_purpose(scene) or _FIRST.match(scene.text, scene.start))
    if act.frame.name != "propose" or act.passive:
        return False
    if act.headed or _FORBIDS.search(scene.text, act.clause, start):
        return True
    if _THEN_HAS_TO.match(scene.text, act.patients[-1].end, scene.end):
        return True
    return _EACH_OF_THEM.search(scene.text, scene.start, start) is not None
