"""One thing or many: whether the words before a head tell one thing from all of its kind."""

from __future__ import annotations

from kg.extraction.lexicon import firms, lexicon
from kg.extraction.naming.candidates import PREFIXES, Candidate
from kg.extraction.naming.products import TERMS
from kg.extraction.naming.surroundings import (
    WORKED_ON,
    is_hoped_for,
    is_venue,
)
from kg.extraction.naming.works import (
    ABBREVIATED,
    ALONE,
    LINE,
    NETWORKED,
    PAIR,
    STATIONS,
    WORKS,
    owned_start,
)
from kg.patterns import regex

# in these classes a name may be made of common words only, when it is long enough to be one
DESCRIPTIVE = {
    "Association": 5,
    "Institute": 7,
    "Fund": 6,
    "IndustrialPark": 6,
    "Event": 6,
    "Project": 6,
}
CREATED = regex(
    r"(?:落地|成立|设立|设置|组建|建立(?!健全)|建成|打造|推出|创建|落成|共建|合建|合办|开设|揭牌|内设|新设|举办|举行|主办|召开|承办|安排)(?:了|的)?(?:(?:总|首期|目标)?(?:规模|总?额|金额)?(?:为|达)?(?:不低于|不少于|约|达|为)?(?:人民币)?[\d.一二两三四五六七八九十]+[百千万亿]*元(?:人民币)?(?:规模)?(?:以上)?的?)?(?:全国|国内|全省|全球|我国|中国|[\u4e00-\u9fff]{2,4}(?=首[个家]))?"
    r"(?:首个|第一个|首家|第一家|一个|一家|一支|一只|一批|自己的)?(?:省级|国家级|市级)?$"
)
# 由甲投资的装备制造基地
_PUT_UP = regex("由[^,。;的]{2,24}?(?:投资|投建|建设|承建|开发|打造|运营)(?:建设|兴建|运营)?的$")
_FOUNDED_TOO = regex("(?:成立|设立|组建|创建|共建|合建)了?[^,。;:、的]{3,16}、$")  # 共建甲大学、
_PROVIDED = regex(
    "(?:提出|明确|要求|指出|强调|部署|支持|鼓励|推动|引导|探索|规划|计划|可以|应当)[^。;了首]{0,50}$"
)
_OF_MANY = ("IndustrialPark", "Institute", "Association", "Project", "Event")
_COUNTED = regex(r"(?:[一二两三四五六七八九十]|\d+)[大座个家][\u4e00-\u9fff]{0,4}")
# how good it is tells of what kind it is: 西部最大铁路枢纽, 现代农业国家级示范项目
_GRADED = regex(
    "最[大高长早新强优具佳深宽]|(?:全国性|(?:国家|世界|[省市县区])级)(?:示范|试点|优质|重点|特色|标杆|龙头)*$"
    "|^(?:多功能|现代化|高品质|世界级|魅力|宜居|精品|花园式|(?:世界|国际|国内)一流)|(?:创新|生态)型$"
    "|^(?:幸福|平安|和谐|美丽|活力|法治|实力)$|[区县市](?:国家|省)级"
)
# 第二座产业园; 甲和乙两大生产基地
# what many bodies have one of
_OF_ANY = regex(
    "(?:博士后|院士专家|院士|专家)(?:科研|创新实践)?(?:工作|流动)站"
    "|(?:产业化|实习生?|实训|人才|干部|教师|学生|培训|培养)+基地"
)
_ORDINAL = regex(
    "第[一二三四五六七八九十\\d]+[座个家批]|首[座个家]|[两二三四五六七八九十][大个]"
    "(?:生产|制造|建造|智造|智能|研发|核心|产业|加工|种植|养殖|物流|工业|主力|特色|海外|国内|现代|能源)*$"
)
# 电子科技|大学 is one by its fields, 高水平|大学 and 世界一流|大学 are of many
_FIELD = 4
_KIND_OF_SCHOOL = regex(
    "国家$|[型流点名]$|水平$|(?:国内外?|海外|知名|重点|合作|综合|相关|地方|普通|民办|本科|职业)$"
)
_GONE_TO = regex("(?:[住读送交欠到]|(?<!先)进|同一)$")
_OF_FULL_NAME = regex("(?:有限|责任|股份|集团)公司$")
# a meeting that any body holds is told by who comes to it
_OF_WHOM = regex(
    "(?:全体|全[局厅院校厂村镇乡县区市省]|党委|机关|集团|公司|领导|党员|科级|处级|以上|中层|干部|群众|职工"
    "|教师|师生|家长|村民|居民|党组|股东|员工|业主|学生|扩大|临时|庆祝|表彰|总结|年度|[上下]?半年|动员|誓师"
    "|专题|调研|部署|项目|事故|情况|工作|座谈|研判|会商|警示|整改)+"
)
_HEADLESS = ("仪式", "大赛", "大会", "会议", "论坛")
_SO_OFTEN = regex("(?:[一两三四五六七八九十数多几]|\\d{1,2})[次场款]")
_SO_OFTEN_BEFORE = regex("(?<![第首\\d])(?:[一两三四五六七八九十数多几]|\\d{1,2})[次场]的?$")
_HOLDING = ("开", "办", "开办", "开好", "办好", "召开", "举办")
SITED = regex(r"\((?!有限|试行|国家)[\u4e00-\u9fff]{2,6}\)")
_ASPIRATIONS = ("先行区", "引领区", "集聚区", "功能区", "先导区", "集聚地", "新城", "特区", "硅谷")
_SITED_AT = regex("(?:[在于至]|落户|入驻|落地)$")
# what a zone that is there already does
_DRAWS = regex(
    "(?:目前|现|如今|已经?|先后|累计|共)*(?:吸引|集聚|聚集|汇聚|入驻|引进|落户|揭牌|启用|开园|开放运营)"
)


def is_one_thing(candidate: Candidate, strength: int) -> bool:
    """Tell whether a candidate names one thing rather than a class of things.

    Parameters
    ----------
    strength : how much the words before the head make it one thing.
    """
    core, class_name, head = candidate.core, candidate.class_name, candidate.head
    if _COUNTED.fullmatch(core) or _GRADED.search(core):
        return False  # 三大研发中心, 最大海外项目
    if _OF_ANY.fullmatch(core + head):
        return False  # 建立了实习生培养基地
    if head.endswith("示范区") and candidate.words.text.startswith("创建", candidate.end):
        return candidate.place is not None  # 全域旅游示范区创建单位
    if class_name == "Event" and (core in _HOLDING or core.startswith(_HEADLESS)):
        return False  # 开研讨会; 甲乙丙|大赛培训班: what is behind was read, not what is in front
    if _SO_OFTEN.match(core) or (
        class_name == "Event" and strength < 2 and candidate.follows(_SO_OFTEN_BEFORE)
    ):
        return False  # 三次空气质量会商会议, 一款操作系统
    if class_name == "Event" and _OF_WHOM.fullmatch(core):
        return False  # 全县领导干部大会, 群众大会
    common = class_name == "Event" and len(core) <= 2 and strength < 1
    if common and candidate.is_of_common_nouns():
        return False  # 举行经济研讨会
    if class_name == "Institute" and _GONE_TO.search(core):
        return False  # 住进医院
    if head in WORKS and len(core) >= 3 and candidate.follows(_OF_FULL_NAME):
        deed = candidate.words.tags[candidate.words.index(candidate.start)][0] in "vd"
        return not (deed or KINDS_OF_PROJECT.search(core))  # 甲有限公司新能源项目
    created = len(core) >= 2 and (candidate.follows(CREATED) or candidate.follows(_FOUNDED_TOO))
    if class_name in ("IndustrialPark", "Project") and len(core) >= 4:
        created = created or candidate.follows(_PUT_UP)
    if class_name in _OF_MANY and strength < 1 and len(core) < 4:
        lead = candidate.words.text[max(0, candidate.start - 60) : candidate.start]
        created = created and not _PROVIDED.search(lead)  # 提出打造产业研究院: one of many
    if head == "大学" and (strength >= 1 or created or len(core) >= _FIELD):
        return len(core) >= 2 and not _KIND_OF_SCHOOL.search(core)
    told = class_name == "Fund" and len(core) >= _FIELD
    if told and (_is_of_whole(candidate) or _comes_to_be(candidate)):
        return not _tells_kind_of_fund(candidate)
    if strength < 1 and len(core) < DESCRIPTIVE.get(class_name, 99) and not created:
        return False
    if class_name == "Fund":
        bare = _PURPOSE.fullmatch(core) and not created
        return (strength >= 1 or created) and not (bare or _tells_kind_of_fund(candidate))
    if class_name in ("Project", "Institute") and is_venue(
        candidate.words.text, candidate.start, candidate.end
    ):
        return False
    if class_name == "Project":
        return _is_one_project(candidate, strength)
    if class_name in ("Institute", "Event") and candidate.is_of_rank():
        return False  # 省实验室, 国家级制造业创新中心
    if class_name == "IndustrialPark":
        return _is_one_park(candidate, strength, created)
    return True


# what a named fund is divided into: 甲基金下设未来产业子基金, 其中人工智能子基金规模20亿元
_OF_WHOLE = regex("基金[^。;]{0,30}(?:下设|分设|设有|其中|包括|包含)(?:了|有)?[^。,;]{0,40}$")


# 先进制造产业投资基金由甲、乙发起, …基金成立于2016年: of which a sentence tells that it came to be
_CAME_TO_BE = regex(
    r"由(?!各|有关|相关|[^,。;]{0,8}部门)[^,。;]{2,40}?(?:牵头|联合|共同|出资|批准|授权)*(?:发起|设立|成立|组建)|(?:成立|设立|组建)于"
    r"|于?\d{4}年[^,。;]{0,12}?(?:成立|设立|揭牌|组建|落户|批准|发起)"
    r"|(?:首期|总|目标|募集)+规模|投资过"
)


_SENTENCE_OPENS = regex("(?:[。\n;]|据了解,|据悉,|据介绍,|获悉,|其中,|此外,|目前,|同时,)$")


def _comes_to_be(candidate: Candidate) -> bool:
    """Tell whether a sentence opens with a fund and tells by whom, when or how large it began."""
    text = candidate.words.text
    start = candidate.start
    opens = _SENTENCE_OPENS.search(text, max(0, start - 8), start) is not None or start == 0
    return opens and _CAME_TO_BE.match(text, candidate.end) is not None


def _is_of_whole(candidate: Candidate) -> bool:
    text, start = candidate.words.text, candidate.start
    return _OF_WHOLE.search(text, max(0, start - 80), start) is not None


# 第一支省级母基金, 政策性基金: what a fund is, not what it is called
_KIND_OF_FUND = regex(
    r"(?:(?:第[一二三四五六七八九十]+|首|[一二三四五六七八九十\d]+|数|多|)[支只个家][\u4e00-\u9fff]{0,12}"
    r"|[\u4e00-\u9fff]{0,6}?(?:区域性|地方性|全国性|政策性|引导性|人民币|市场化|商业化|综合性|专业化|公益性|非营利性|美元|双币)"
    r"(?:股权|投资|产业|创业|创投|引导|母|子|风险|私募)*|[性型类级等](?:子|母)?|(?:区域性?|地方性|全国性|国家级|省级|市级|县级|实体|行业|平行|参股|直投|主题|功能)+(?:股权投资|创业投资|创投|子|母)?)"
    r"|[\u4e00-\u9fff]{0,4}(?:股票|债券|纯债|混合|货币|指数|配置|平衡|偏股|偏债)型?(?:开放式|发起式|证券投资)*"
    r"|第[一二三四五六七八九十]+[章节条部]|(?:开放式|封闭式|契约型)+|[\u4e00-\u9fff]{0,6}(?:(?<!资)本|该|规模|投资部|投资人|持有人)"
    r"|[\u4e00-\u9fff]{0,6}(?<!建)设立?|[前本][项条款]?(?:所称|之|列)*|下设[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{0,8}[二两三四五六七八九十]大|政府(?:引导|投资|出资|产业引导)?"
)


# what anybody may have money for: 用好扶贫基金
_PURPOSE = regex(
    "(?:精准|脱贫|扶贫|爱心|慈善|公益|助学|奖学|奖教|教育|救助|互助|帮扶|劳保|医保|医疗|维修|应急|项目|工程)+"
)
# 骗取扶贫补助资金3万元, 每户5000元产业资金: what some get or pay of what there is; 助学基金53个
CHEATS = (
    "骗[取得走领]|套取|冒领|虚[领报列]|侵占|侵吞|贪污|私分|截留|挪用|克扣"
    "|违规(?:享受|拨付|发放|领取|使用)"
)
_PAID_OUT = regex(rf"(?:{CHEATS}|缴纳|缴交|上缴|各类|每[户人名])了?(?:[\d.]+[万亿]?元的?)?$")
_SO_MANY = regex(r"\d+[余多]?[个项只支笔]")


def _tells_kind_of_fund(candidate: Candidate) -> bool:
    """Tell whether only the kind or the country of a fund is told."""
    core = candidate.core
    if candidate.place is not None and candidate.is_foreign_kind():
        return True
    if core in PREFIXES or _KIND_OF_FUND.fullmatch(core):
        return True
    if candidate.head == "基金" and core.endswith("基金"):
        return True  # 甲基金|基金经理
    if candidate.place is None and (
        candidate.follows(_PAID_OUT) or _SO_MANY.match(candidate.words.text, candidate.end)
    ):
        return True
    return core.endswith("+")  # 母基金+专项基金: what a model consists of


KINDS_OF_PROJECT = regex(
    r"(?:(?<!\d)重大|重点|季度|年度|签约|开工|招商|招商引资|合作|入园|储备|产业|意向|在谈|亿元|以上|工业|农业|民生|投资|[导领范志础]性|开工大)$"
    # what a list of items has, and what a work is praised for
    "|(?:收费|预算|审批|许可|支付|征收|考核|检查|检测|体检|竞赛|比赛|消费|游乐|宣传服务)$|标杆$|惠民$|民心$|样板$|满意$|头号$"
)
_OF_RANK = ("国家级", "省级", "市级", "区级", "县级")
_MEASURED = regex(
    r"[\d.]+[百千万亿]*(?:千瓦|座|个|家|吨|台(?!机组)|条|公里|[MG]W|[余多]?[项处])"
)  # 电站9万千瓦
_BACKED_BY = ("投资", "国字号", "出资", "资本")
_SCIENTIFIC = regex("研究院|大学|学院|医院|银行.")  # whose centres are parts of them
_HOUSED = ("中心", "总部大厦", "总部大楼", "总部")
_SOFTWARE = ("平台", "系统", "公链", "联盟链", "大模型", "操作系统", "小程序")
_BUILT = regex(
    r"(?:建设|共建|合建|投建|新建|扩建|开展|承接|参与|引进|打造|构建|搭建|推出|上线|开发|研发|启动|启用|设立|建立|建成|发布|创建|布局|实施|承建|筹建|规划"
    r"|发起|组建|成立|培育|参投|中标|[万亿]元(?:用于|资金|专项|,)*支持|投资(?=了?$))(?:了|的|起)?(?:一[个批座条套]|[\d.]+亿元的?)?(?:年产[^,。;的]{2,12}的)?(?:中国|全国|国内)?(?:首[个座条套])?$"
)
_TO_BE = regex("(?:打造|构建)$")
_PLANT_BESIDE = regex("(?:工厂|厂|基地)[、和与及]$")
_WIDE = ("国际", "世界", "全球", "全国", "国家级", "区域")


def _is_to_be(candidate: Candidate, strength: int) -> bool:
    """Tell whether something is to become what many want to be: 打造国际会展平台."""
    vague = strength < 2 or candidate.core.startswith(_WIDE)
    return vague and candidate.place is None and candidate.follows(_TO_BE)


_JOINED = regex("(?:、|和|与|及)$")
_USED = regex("(?:依托|接入|登陆|入驻|部署在|对接|联通)(?:了|于)?$")


_PLANS = regex("[在于到用]|年[内底]|[今明]年|开工|新建|新增|总?投资|安排")


def _is_one_project(candidate: Candidate, strength: int) -> bool:
    core, head, text = candidate.core, candidate.head, candidate.words.text
    alone = head.endswith(ALONE) and core.endswith(("式", "型", "级")) and candidate.has_brand()
    term = TERMS.fullmatch(core) or TERMS.fullmatch(core.upper())  # pages write ppp for PPP
    if not alone and (_LIKE_WHAT.search(core) or term or core in lexicon().generic):
        return False  # 功能型平台, ERP系统, 高新技术项目, but 丰水混合式抽水蓄能电站
    if _is_part_of_place(candidate):
        return False
    if core.startswith("“") and (core.endswith("”") or not head.endswith(STATIONS)):
        return False  # “海芯”平台 is called 海芯, but “海芯”国际博览中心
    if core.endswith("”") and candidate.place is None:
        return False  # 甲科技携“海芯”平台
    plant = head == "工厂" and candidate.place is not None
    if plant and owned_start(candidate.words, candidate.start, candidate.end) < candidate.start:
        return True  # 甲动力|长沙电子工厂
    if plant and (candidate.follows(_PLANT_BESIDE) or WORKED_ON.match(text, candidate.end)):
        return True  # 甲生物郑州工厂、长沙制剂工厂
    if head == "国家公园":
        words = candidate.words
        deed = words.tags[words.index(candidate.start)][0] in "vadp"  # 公开国家公园信息
        return len(core) >= 2 and core not in lexicon().generic and not deed
    if _MEASURED.match(text, candidate.end) or (head == "平台" and core.endswith(_BACKED_BY)):
        return False
    if head == "机场" and core.endswith("国际") and len(core) >= 4:
        return True  # 双流国际机场
    if head in ("代线", "号线", "号机组") and candidate.place is None:
        return False
    if head in WORKS and LINE.search(core) and (line := ABBREVIATED.match(core)):
        return line.end() <= 3  # 川渝特高压交流工程
    if head == "通道":
        return ABBREVIATED.fullmatch(core) is not None  # 深中通道
    if head in _MEDICINES:
        return candidate.follows(_OF_MAKER) and (strength >= 1 or len(core) >= 6)
    if head in ("工厂", "港"):  # 长沙工厂, not 长沙电子工厂
        place = candidate.place
        if place is None or place.end != candidate.head_start:
            return head == "港" and _is_port_abroad(candidate)
        if head == "港" and place.code is None and not place.zone:
            return True  # 比雷埃夫斯港
        return head == "工厂" or len(place.parents) > 1  # 上海港 is a firm too
    if head == "试点":
        return False  # of many kinds, unless somebody carries it out
    if SITED.search(core) or (len(core) >= 4 and _ALIAS.match(text, candidate.end)):
        return True
    if head in WORKS and KINDS_OF_PROJECT.search(core):
        return False  # 某市第一季度重大项目
    if head == "计划" and _PLANS.match(text, candidate.end):
        return False  # 甲市2017年道路建设|计划开工
    if core.startswith(_OF_RANK):
        return False  # 国家级“双百”平台: of many that bear the rank
    if candidate.place is not None or "“" in core:
        return True
    if candidate.is_works() or candidate.is_facility() or candidate.is_of_the_nation():
        return True
    if head in NETWORKED and "一体化算力" in core and SITED.match(text, candidate.end):
        return True  # 全国一体化算力网络国家枢纽节点|(甲省)
    housed = head.endswith(_HOUSED) and not _SCIENTIFIC.search(core)
    if (housed or head.endswith(_SOFTWARE)) and _bears_firm(core):
        return True
    return _is_worked_on(candidate, strength)


_RUN_AS_PORT = regex(
    "由[^,。;:]{2,24}?(?:运营|经营|建设|开发|承建|投资)|(?:项目|码头|[一二三]期)(?!公司)"
)
_RUNS_PORT = regex("(?:运营|经营|建设|开发|承建|投资|控股)的$")


def _is_port_abroad(candidate: Candidate) -> bool:
    """Tell whether a port that no list of places has is run or built by somebody: 汉班托塔港."""
    named = len(candidate.core) >= 3 and candidate.has_brand()
    run = _RUN_AS_PORT.match(candidate.words.text, candidate.end) is not None
    return named and (run or candidate.follows(_RUNS_PORT))


# all who work in a field: 全市教育系统
_FIELD_OF_WORK = regex(
    "(?:教育|教卫|文教|科教文?卫?|卫生|卫健|医疗|医保|公安|政法|司法|司法行政|检察|法院|纪检|监察|税务|[国地]税|财政|财税"
    "|金融|银行|保险|证券|工商|行政管理|市场监管|环保|农业|农村|林业|水利|水务|电力|煤[炭矿]|粮食|石油|化工|纺织|机械|冶金|工业|船舶"
    "|建设|住建|房管|城管|交通|公交|铁路|民航|邮政|电信|商业|供销|商务|外贸|旅游|文化|文旅|广电|体育|民政|人社|劳动|人事|工会|妇联|科技|科协"
    "|国资|国企|海关|质监|安监|应急|消防|气象|统计|审计|工信|经信|发改|国土|自然资源)+"
)
_AIMED_AT = regex("(?:国际|全球|世界|区域性?)(?:金融|航运|经济|消费|科创|科技创新)$")
_ALL_OF = ("全国", "全省", "全市", "全县", "全区", "全州")
_MIDDLES = ("市", "城区", "县城", "镇")  # 甲市|中心


def _is_part_of_place(candidate: Candidate) -> bool:
    """Tell whether a name tells the middle of a place, or all there who work in a field."""
    text, place, end = candidate.words.text, candidate.place, candidate.head_start
    if candidate.head == "中心":
        aimed = _AIMED_AT.search(candidate.core) is not None  # 甲市国际金融中心建设
        return aimed or text.endswith(_MIDDLES, candidate.start, end)
    begin = place.end if place is not None and place.end < end else candidate.start
    begin += 2 * text.startswith(_ALL_OF, begin)
    return candidate.head == "系统" and _FIELD_OF_WORK.fullmatch(text, begin, end) is not None


_LIKE_WHAT = regex(
    "^(?:任何|所有|全部|事发|涉事|继|(?:国际|区域性?|东北亚|亚太|全球|世界)$|一(?:些|大?批)|多地|每[个项]|某|[\\d一二三四五六七八九十百千]+[多余]?[处个项条座组])"
    "|(?:(?<![原模车机转])型|(?<!升)级|[性类式]|(?<![友美良])好)$"
)
_ALIAS = regex(r"\([A-Za-z][A-Za-z0-9 .-]{2,24}\)")  # 某某货币桥项目(mBridge)
_MEDICINES = ("注射液", "单抗", "胶囊", "滴眼液", "口服液")
_OF_MAKER = regex(
    "(?:(?:公司|集团|医药|制药|药业|生物|股份|其)(?:自主|独家|联合|首个)*|研发|研制|开发|生产|申报|推出)的$"
    "|(?:新药|产品|品种|药物)$"
)


def _is_worked_on(candidate: Candidate, strength: int) -> bool:
    """Tell whether common words name a project, as what somebody builds, runs or uses."""
    core, head, text = candidate.core, candidate.head, candidate.words.text
    if not (len(core) >= 4 or strength >= 2):
        return False
    if head in (*WORKS, *_SOFTWARE) and candidate.begins_with_brand():
        return True
    if head in WORKS and candidate.begins_with_firm():
        return True
    specific = strength >= 1 or len(core) >= 6
    if head in ("计划", "行动"):
        return False
    if specific and WORKED_ON.match(text, candidate.end):
        return True
    joined = head not in WORKS and candidate.follows(_JOINED)
    if strength >= 2 and head not in WORKS and candidate.follows(_USED):
        return True
    if _is_to_be(candidate, strength):
        return False
    return specific and (joined or candidate.follows(_BUILT))


def _bears_firm(core: str) -> bool:
    """Tell whether what stands before a head begins with a firm and goes on: 甲银行存证平台."""
    return any(core[:size] in firms() for size in range(2, min(9, len(core) - 3)))


_ASPIRED = regex(
    r"(?:成为|作为|建成|打造成|建设成|发展成|培育成|努力打造|是"
    # 为了推进甲示范区建设 tells a purpose
    r"|为(?!了|推进|促进|加快|支持|推动|保障|规范|加强|深入|贯彻|落实|做好|全面))[\u4e00-\u9fff]{0,8}$"
)
# 甲是乙园区的运营方: somebody fills a role in a park that is there
_FILLED = regex(
    "[的内]|[\u4e00-\u9fff]{0,6}(?:运营|管理|开发|建设|合作)(?:主体|单位|机构|公司|伙伴|[方商])"
)
_GROWN = ("种植", "养殖", "加工", "繁育", "生产", "供应", "原料")


_DONE_TO_PARKS = ("办经济特区", "乡镇分片区", "划分片区")


def _is_one_park(candidate: Candidate, strength: int, created: bool) -> bool:
    core, head, place = candidate.core, candidate.head, candidate.place
    text = candidate.words.text
    if len(core) < 2 or _ORDINAL.search(core) or (core + head).endswith(_DONE_TO_PARKS):
        return False  # 甲省办|经济特区, 乡镇分|片区
    at_home = place is not None and place.code is not None
    paired = PAIR.match(core) is not None and (len(core) > 3 or head.endswith("园"))
    if not at_home and not paired and is_hoped_for(text, candidate.start, candidate.end):
        return False  # 打造甲引领区、乙先行区: what a region is to be
    if place is not None or paired or "“" in core:
        return True
    if core.startswith(_WIDE) and _is_to_be(candidate, strength):
        return False  # 打造国家级甲示范区
    aspired = head.endswith(_ASPIRATIONS)
    sited = head == "新城" and candidate.follows(_SITED_AT)  # 在龙桥新城建设甲
    draws = aspired and _DRAWS.match(text, candidate.end) is not None
    known = sited or candidate.has_brand() or (draws and head == "硅谷")
    if aspired and (not known or sited or draws):
        return known
    if head == "基地" and core.endswith(_GROWN):
        return False  # 党参种植基地: one of many
    if strength >= 3:
        return True
    if head.endswith("基地") and not created and candidate.is_of_common_nouns():
        return False  # 干部培训基地: one of many
    if aspired:
        return False
    hoped = candidate.follows(_ASPIRED) and not _FILLED.match(text, candidate.end)
    return not hoped and (strength >= 1 or created)


_INSTITUTED = regex("(?:设置|设立|指定[^,。;]{2,14}为|批准建设)(?:了)?$")
_KINDS_OF_ZONE = ("示范区", "试验区", "实验区", "合作区")


def is_made(candidate: Candidate, owned: bool, strength: int) -> bool:
    """Tell whether what somebody sets up is told by more than its kind: 建设微电子中心.

    Parameters
    ----------
    owned : somebody or some place is named in front of the verb.
    strength : how much the words before the head make it one thing.
    """
    core, head, text = candidate.core, candidate.head, candidate.words.text
    if _GRADED.search(core) or _OF_ANY.fullmatch(core + head):
        return False
    if head in ("计划", "行动", "工厂", "代线", "港", "号线", "通道") or core.endswith(_GROWN):
        return False
    if core.startswith(_WIDE) and _is_to_be(candidate, strength):
        return False
    hoped = candidate.place is None and head.endswith("区")
    if hoped and is_hoped_for(text, candidate.start, candidate.end):
        return False
    work = candidate.class_name == "Project"
    if work and (core.startswith("“") or _LIKE_WHAT.search(core) or _is_part_of_place(candidate)):
        return False  # “海芯”平台 is called 海芯, 功能型平台 is a kind
    if work and _MEASURED.match(text, candidate.end):
        return False  # 建成储能电站150万千瓦
    if core.endswith("重点") or (head in WORKS and KINDS_OF_PROJECT.search(core)):
        return False
    if head.endswith(_ASPIRATIONS) and not (owned and candidate.follows(_INSTITUTED)):
        return False
    if head.endswith(_KINDS_OF_ZONE) and strength < 2:
        return False
    if head in NETWORKED and candidate.place is None and core.startswith("国家"):
        return False  # 建设国家算力枢纽节点: of which there are many
    return len(core) >= (2 if strength >= 2 else 3) and (strength >= 2 or owned)
