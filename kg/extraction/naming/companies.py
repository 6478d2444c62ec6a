"""Firms without a legal form: well-known ones, and brands beside words that tell of a firm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.institutes import find_institutes
from kg.extraction.naming.known_firms import (
    KNOWN,
    find_carriers,
    find_press,
    find_well_known,
)
from kg.extraction.naming.lists import find_lists, list_items
from kg.extraction.naming.persons import is_person_name
from kg.extraction.naming.places import Places
from kg.extraction.naming.stakes import NAME, find_stakes
from kg.extraction.naming.unheard import is_brand_like, is_unheard
from kg.extraction.naming.works import class_of_head
from kg.extraction.reading import LEADING, Mention, Words, behind_marks
from kg.patterns import regex

_LONGEST = 14
_RUN = regex(r"[\u4e00-\u9fffA-Za-z0-9·.&-]+$")
# bodies of state by their letters
_OFFICES_IN_LATIN = (
    "SEC|CFTC|FDIC|FINRA|FCA|FSA|FSC|FSS|MAS|HKMA|ECB|IMF|BIS|FSB|WTO|WHO|OECD|FDA|EMA|FTC|FCC|DOE"
    "|DOJ|NASA|ESA|EU|UN|OPEC"
)
# any words in them, with figures too: SCB 10X
_LATIN = (
    rf"(?<![A-Za-z0-9 .&-])(?!(?:{_OFFICES_IN_LATIN})(?![A-Za-z0-9]))"
    r"([A-Z][A-Za-z0-9]{1,14}(?: [A-Z0-9][A-Za-z0-9]{0,14}){0,3})"
)
_FOREIGN = r"([A-Z][A-Za-z0-9]{0,20}[a-z][A-Za-z0-9]{0,12}(?: [A-Z][A-Za-z]*){0,3})(?![A-Za-z])"
# what stands in front of a firm's name; the group is the name
_BEFORE = tuple(
    Anchored(pattern)
    for pattern in (
        rf"(?:名为|叫做?|名叫)“?{NAME}”?的(?:(?![了着过])[\u4e00-\u9fff]){{0,8}}(?:公司|企业|机构|银行|厂商|初创)",
        rf"(?:名为|叫做?|名叫)“?{_FOREIGN}”?的[\u4e00-\u9fff]{{0,8}}(?:公司|企业|机构|银行|厂商|初创|交易所)",
        rf"(?:旗下|下属|控股)的?{NAME}(?=提供|负责|承建|运营|建设|承担|在|与|和|也|将|已|发布|推出|宣布|近日|日前|正式|合作|联合|携手|共同|签|、|,|。|落户|入驻|[\d.]+[万亿])",
        rf"(?:公司|平台|银行|企业|机构|巨头|交易所|集团|初创|(?<![智工协磋招通外内政])商)(?:之一)?{_FOREIGN}",
        rf"(?:收购|并购|入股|控股)了?{_FOREIGN}(?=[,。;、的\d以后]|$|公司|等)",
        rf"{_LATIN}(?=(?:[今昨][日天]|周[一二三四五六日]|近日|日前|正式|已|[\d月]{{1,5}}日)*宣布)",
        rf"(?<![A-Za-z0-9 .&-]){_FOREIGN}"
        r"(?=[于在]?\d{4}年(?:\d{1,2}月)?(?:由[^,。;]{2,16}?)?[成创][立办建]"
        r"|[成创][立办建]于\d|由[^,。;]{2,12}?(?:创[立办建]|孵化|控股)|总部[位设在])",
        rf"(?:收购|并购|参股|入股|控股|投资)了?[\u4e00-\u9fff]{{2,8}}?{_FOREIGN}(?=公司|、|等|,|。|的|股|[\d和与及;])",
        r"(?:收购|并购)了?[\u4e00-\u9fff]{0,8}[A-Z][A-Za-z]{1,14}(?:和|与|、)([A-Z][A-Za-z0-9]{1,14})(?=[,。;、等])",
        rf"(?:上市公司|企业|公司|巨头|厂商|独角兽){NAME}(?=(?:成立|创立|创建)于|总部)",
        rf"(?:与|和|同){NAME}(?=签署|签订|达成|签约|合作共建|合作成立|联合成立|共同成立)",
        rf"(?:与|和|同|及){NAME}(?=(?:合作|共同|联合|携手)(?:发起|设立|组建|出资))",
        rf"(?:委托|聘请|交由|由){NAME}(?=(?:担任|作为|任)(?:该?基金)?的?(?:管理人|普通合伙人|GP))",
        rf"(?:委托|交由|由){NAME}(?=(?:受托|负责(?:日常|统一|具体|整体)?)(?:运营|管理|运作)|运营管理|管理运营|整体运营|统一运营)",
        rf"(?:运营方|运营主体|运营单位|运营机构|管理人|合伙人)(?:为|是|系|:){NAME}(?=[,。;、(])",
        rf"合资(?:成立|组建|设立)了{NAME}(?=[,。;])",
        rf"(?<![A-Za-z0-9 .&-]){_FOREIGN}"
        r"(?=(?:[今去前]年|已经?|曾|此前|近日|日前|于|在|[\d年月日初底份])*"
        r"(?:被[^,。;]{2,24}?(?:收购|并购|入股|控股)|遭[^,。;]{0,12}(?:攻击|起诉|调查|罚款)))",
        rf"(?<![A-Za-z0-9 .&-]){_FOREIGN}(?=旗下|控股的|的子公司|的?全资子公司)",
        rf"(?:与|和|同|由|携手|联合)(?:[\u4e00-\u9fff]{{2,5}})?{_FOREIGN}(?=合作|签署|达成|成立|合资|联合|共同)",
    )
)
_MADE_BY = regex(
    rf"[。;\n,](?:(?<!,)|(?<=据了解,)|(?<=据悉,)|(?<=据介绍,)){NAME}(?=,?则?由[^,;。\n]{{2,40}}(?:创办|创立|(?:合资|出资|联合|共同|发起)(?:成立|组建|设立)))"
)
# what firms are told by less surely: what they bear must be no word of the dictionary
_NEAR = tuple(
    Anchored(pattern)
    for pattern in (
        rf"由{NAME}(?=承[建担办]|提供|自主|独立|联合|孵化|推出|搭建|发起|研制|运营|开发|研[发制]|负责|实施|设计|打造|投资|出资|供货|建设|主导|牵头|创办|控股|领投|操盘|代工|生产|[管代托]管|管理)",
        rf"(?:公司|企业|[厂服供运制开][务应营造发]?商|巨头|独角兽|龙头|对手|[车药房险]企|新秀|黑马){NAME}"
        r"(?=[向在与和已将也于获等、,。;(]|日前|近日|宣布|完成|计划|正式|方面|签|发布|推出|表示"
        r"|(?:合作|联合|共同|携手|联手)(?:推出|开发|研发|建设|打造|发布|成立|设立))",
        rf"[更改]名为{NAME}(?=[,。;])",
        rf"[、,]{NAME}(?=提供(?:底层|全程|平台)?技术|负责(?:技术|平台|系统)?(?:开发|研发|搭建))",
        rf"是由?{NAME}(?=(?:自主|独立)?(?:研发|开发|推出|打造|研制|发起|设计)的)",
        rf"向{NAME}(?=投资|采购)",
        r"被([A-Z][A-Za-z0-9]{1,15}|[\u4e00-\u9fff]{2,8}?)(?=以[\d.约近]|全资|收购|入股|并购)",
        r"(?:机构|公司|企业|巨头|平台|交易所|[厂服供运制开][务应营造发]?商)([A-Z][A-Z0-9&]{1,9})"
        r"(?=已|被|宣布|获|将|推出|完成|收购|计划|[近日]日|日前|[与和、]|合作|联合|携手|(?:在[\u4e00-\u9fff]{2,6})?(?:成立|创立|创办|诞生))",
        rf"旗下的?{NAME}(?=则|等|获|完成|曾|于|拿到)",
        rf"(?:成立|创立|创办)于\d{{4}}年(?:\d{{1,2}}月)?的{NAME}(?=是|已|将|在|的|,|位于|坐落|总部|专注|主要|今年|去年|目前|近|宣布|获|完成|推出|拥有)",
        rf"[,。;\n]据{NAME}(?=介绍|透露|披露|公告|官网|负责人|方面)",
        rf"(?<![\u4e00-\u9fff]者)投资了{NAME}(?=[,。;、]|等|的)",
        rf"(?:提供方|提供商|运营方|运营商|运营主体|开发方|承建方|建设方|合作方|主办方|承办方|合作伙伴|管理人){NAME}(?=负责|承担|提供|[,。;、(]|表示|介绍|透露|董事|总|和|与|将|已|也|宣布|被)",
        rf"[与和]{NAME}(?=共建|合建|合资|合作(?=[,。;研开推打建搭共成设])|(?:联合|共同|联手|携手|一起)(?=[\u4e00-\u9fff]{{2}})|等[^,。;]{{0,8}}(?:合作|共同|联合|一起))",
        rf"(?:联合|携手|联手|牵手)了?{NAME}(?=[、,和等]|推出|研发|开发|打造|搭建|建设|发布|上线|共建|成立|设立|开展|共同)",
        rf"由{NAME}(?=(?:与|和|联合|携手)[^,。;]{{2,20}}?(?:共同|联合|合作|合资)?(?:研发|开发|打造|建设|共建|投资|发起|设立|成立|组建))",
        # 落户甲市的乙今年…, 甲园引进乙等一批企业, 回乡创办乙
        r"(?:位于|坐落[于在]|地处|落户于?|入驻|扎根|(?:诞生|成立|创立|孵化|起步)于|总部(?:位于|设?在))"
        rf"[\u4e00-\u9fff]{{2,14}}?的{NAME}"
        r"(?=[在与和已将也于等、,。;(的]|[日近目]前|近日|[今去]年|宣布|完成|计划|正式|签|发布|推出|表示|负责|董事|带来|展示|获|是)",
        rf"(?:引进|引入|吸引|招引|引来|(?:培育|孵化|涌现|走)出|诞生)了?{NAME}(?=等[^,。;]{{0,12}}(?:企业|公司|厂商|独角兽))",
        rf"(?:创办|创立)了?{NAME}(?=[,。;])",
        rf"(?:孵化|创办|创立|控股)的{NAME}(?=总部|[,。;、]|[获已将在与是于其也]|完成|[今去]年|日前|近日)",
        # 如从事甲研发的乙, 提供丙服务的丁
        rf"(?<=[如像括、,地])(?:从事|提供|主打|专注于?|主营|深耕)[^,。;、的]{{3,18}}的{NAME}(?=[、,和与及]|等)",
    )
)
_JOINED = (*LEADING, "拟")  # the segmenter may join them to a name: 云启领|投, 拜耳拟|收购
# what stands behind a firm's name, which is found by looking back from here
_BEHIND = Anchored(
    # what it begins with
    r"(?=[联创董C首总领跟参独宣近日已完获斩执高副旗担更改递向率再的在上估市营官方共现有投受开建管运公发披今昨晚早午盘实法及大华])"
    r"(?:(?:[今昨]日|近日|日前)?(?:[晚早午]间?|盘[前后])?(?:发布|披露)?公告(?:称|显示|披露|,)|"
    r"担任(?:该?基金|其)?的?(?:基金)?(?:管理人|普通合伙人|执行事务合伙人|GP)|旗下(?=的?(?:[\u4e00-\u9fff]{0,4}基金)?“|[\u4e00-\u9fff]{2,16}基金)|(?:受托|投资|开发|建设)?(?:管理|运营)的(?=[\u4e00-\u9fff]{2,16}(?:基金|产业园|科技园|软件园|小镇|孵化器|众创空间))|(?:联合)?创始人|(?:执行|联席)?董事(?:长|总经理)|(?:高级|执行)?副总裁|CEO|首席[\u4e00-\u9fff]{2,4}|总裁|总经理|总部(?:位于|设?在|设于|坐落)|[更改]名为|递交了?(?:招股|上市)|的股价|(?:投[前后]|的)?(?:估值|市值)[已将]?(?:达|超|约|接近|突破|蒸发|缩水)|上市(?:首日|当日|公司公告)"
    r"|在(?:科创板|创业板|主板|[北上深港]交所|纽交所|纳斯达克|新三板|香港联交所)(?:主板|创业板)?(?:成功|正式|挂牌)?上市|营收(?:达|约|为|同比|超|[\d.])|官网(?:介绍|显示|称|信息|披露)|方面(?:回应|表示|称|透露|介绍|告诉)|的(?:财报|年报|招股书|董事会|(?:全资|控股)?子公司)|(?:率先|再次|首次)?向(?:[港上深北]交所|香港联交所|纳斯达克|纽交所|证监会)(?:主板)?(?:递交|提交|申请|报送)|[共现]?有(?:员工|职工)|创始合伙人|[领跟参]投(?!资)|独家投资"
    r"|(?:宣布|近日|日前|已)?(?:完成|获得?|斩获)了?(?:来自|[\u4e00-\u9fff\d.A-Za-z+-]{0,18}(?:轮|融资|投资))"
    r"|担任(?:独家|本轮|此次)*(?:财务|融资)顾问|实际控制人|法定代表人|及其(?:关联|下属|控股|分支)(?:公司|企业|机构)"
    r"|(?:大中华区|华[东南北中]区)[\u4e00-\u9fff]{0,8}?(?:总裁|总经理|负责人|研究部|总监)"
    r"|获得?了?[^,。;的]{2,36}?(?:领投|战略投资|(?<=[本创金团司])(?:联合|共同)?投资))"
)
_ONLY_OF_FIRMS = regex(
    r"控制人|代表人|关联|轮|[职员]工|子公司|财报|年报|董事会|总部|招股|上市|估值|市值|营收|股价"
)
# who raises money from those that lead or follow: 甲领投乙的天使轮融资; nobody else does
_RAISES = Anchored(
    rf"(?:领投|跟投|参投|投资|参与|认购)了?(?!领投|跟投|参投|投资|认购|其|该|此){NAME}(?:公司)?"
    r"(?=的?(?:[\d.近超数逾]+[千百万亿余]*(?:美|欧|日|港)?[元金](?:人民币)?的?)?"
    r"(?:新一|首|本|上)?(?:[Pp]re-?)?(?:天使|种子|战略|[A-H][1-9]?)?\+{0,3}轮)"
)
# a legal form in Latin letters behind a name in them
_IN_LATIN = Anchored(
    r"(?=Limited|Ltd|Inc|LLC|Corp|PLC|plc|GmbH|Holdings)"
    r"(?:Limited|Ltd\.?|Inc\.?|LLC|Corp(?:oration|\.)?|PLC|plc|GmbH|Holdings)(?![A-Za-z])"
)
_LATIN_WORDS = regex(r"[A-Z][A-Za-z0-9&.'-]*(?: [A-Za-z0-9&.'-]+){0,5} ?,? ?$")
_ASIDE = ("(", ":", "“")
# what a firm does at the head of a clause
_DOES = regex(
    r"(?=[自从在先累战曾已拟投收入参宣发推上公正成创始组于\d与和携联牵被后亦])"
    r"(?:在[\u4e00-\u9fff]{2,8})?(?:(?:先后|累计|战略|曾|已|拟)?(?:投资|收购|入股|参股)了?(?!者|人|方|额)|宣布|发布公告|发布了?|推出了?|上线了?|公告称"
    r"|[自从]\d{4}年[^,。;]{0,6}(?:完成|获得)|(?:后来?|亦|已|曾)*被[^,。;]{2,24}?(?:收购|并购|入股|控股)"
    r"|(?:正式)?(?:成立|创立|创建|创办|始创|组建)于\d|于?\d{4}年(?:\d{1,2}月)?(?:成立|创立)(?![了的])"
    r"|(?:在[\u4e00-\u9fff]{2,8})?(?:与|和|携手|联合|牵手)[^,。;]{2,60}?(?:签署|签订|达成|合作(?!社)|签约))"
)
_SUBJECT = regex(rf"[。,;:\s]{NAME}(?:拟|便|又|还|再|正式)?{_DOES.pattern}")
# when, how and how often somebody does it
_WHEN = (
    r"(?:正式|率先|目前|日前|近[日期]|随后|同时|刚刚|一直|主要|再次|分别|共同|此前|首次|独家|全面|成功|计划|预计|正在|先后|累计|宣布|已经?"
    r"|[今去前]年|[上下]半年|[\d月]{2,5}日|[于在]?\d{4}年(?:\d{1,2}月)?+(?:\d{1,2}日)?+|[将拟还也均则曾又再仅共])"
)
_WHEN_LAST = regex(f"(?:{_WHEN}|追加)+$")
# and what others do too, so that the name must tell of a firm itself
_ACTS = regex(
    rf"[,。;:\n]{NAME}(?=[在获深扎专聚主中承入落收带展重现演集介相有技项产业负利运采用是则也已将计拟还位坐地总注诞创把正厂工率目日近随同刚一再分共此首独全成"
    rf"预先累今去前于均曾又仅投出斥豪\d]){_WHEN}*"
    r"(?:(?:投资|出资|斥资|投入|豪掷)(?:约|超|近|逾)?[\d.]+[万亿]"
    r"|在[\u4e00-\u9fff、]{2,30}(?:设[立有厂]|建[设成立有厂]|投资|投建|布局|启动|开工|扩产|获得|运营|拥有)"
    r"|(?:厂区|工厂|注册地|总部)?(?:位于|坐落|地处)|注册地|[诞创][生立]于|[把将](?:总部|研发|生产)"
    r"|(?:\d{4}年)?(?:正式|成功|签约)?(?:落户|入驻)|获得?了?|深耕|扎根|专注|聚焦|主营|中标了?|承[建担]了?|入选|收购了?|带动了?|裁员|(?:重点|现场|集中)?(?:展示|展出|带来|演示)了|介绍了|(?<=则)[把将与在是于由也向选推对从拿]"
    r"|[利运采]?用(?:区块链|大数据|人工智能|AI|物联网|[\u4e00-\u9fff]{0,4}技术)"
    r"|(?:相关|有关|技术|项目|产品|业务)?(?:负责人|发言人)[介表透告说坦指认]"
    r"|是[^,。;]{2,24}?(?:企业|公司|[厂服供运制开][务应营造发]?商)[,。;])"
)
_CLASS_NOUNS = (
    "区域", "公司", "机构", "园区", "平台", "企业", "新闻", "单位", "部门", "行业", "产业",
    "车企", "药企", "房企", "央企", "国企", "民企", "龙头", "巨头", "技术", "系统", "团队", "品牌",
    "产品", "基地", "中心", "机场", "大学", "学院", "研究院", "检院", "研究所", "协会", "联盟",
    "委员会", "办公室", "管理局", "市场", "项目", "政策", "管理人", "合伙人", "出资人", "投资人",
    "发起人", "轮", "轮中", "投方", "投资方", "拟", "美元", "欧元", "港元", "日元", "英镑",
    "高管", "称", "对外", "官方", "官网", "消息", "县", "镇", "村",
    "管委会", "协议", "合同", "备忘录", "意向书", "仪式", "订单",
    "广场", "大厦", "电站", "风电场", "工程", "铁路", "高铁", "地区",
    "社会资本", "耐心资本", "产业资本", "国有资本", "民间资本",
)  # fmt: skip


# what lies somewhere too, but is no firm
_SPOTS = tuple("村镇乡路街馆楼厦山湖河江海寺区园站岛桥店场城府苑港湾谷州县市")
_NUMBER = regex(r"\d{1,3}[.、]")  # 3.甲完成A轮融资
# 风险投资基金Delta跟投: what kind of investor stands in front of its name in Latin letters
_KIND = regex(
    r"[\u4e00-\u9fff]*(?:基金|公司|企业|机构|巨头|集团|厂商|银行|平台|独角兽|初创|品牌)(?=[A-Za-z])"
    # 甲园企业谷潮医药集团完成融资
    r"|[\u4e00-\u9fff]{2,10}(?:企业|厂商|独角兽|巨头)(?!管理|服务|家|发展|集团|总部|咨询|[的之])(?=[\u4e00-\u9fff]{3})"
)


def find_companies(words: Words, places: Places) -> list[Mention]:
    """Find firms without a legal form.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    """
    text = words.text
    found = find_well_known(words, places) + find_institutes(words)
    found += find_carriers(words, places) + find_press(words)
    spans = [match.span(1) for pattern in _BEFORE for match in pattern.finditer(words.anchors)]
    spans += behind_marks(_MADE_BY, text)
    spans += behind_marks(_SUBJECT, text)
    for match in _RAISES.finditer(words.anchors):
        if _is_plain_brand(words, *match.span(1)):
            found.append(Mention(*match.span(1), "Company", match[1], "context", 1, 0.7))
    near = [match.span(1) for pattern in _NEAR for match in pattern.finditer(words.anchors)]
    near = [
        (start, end)
        for start, end in near
        if _trim(words, start, end) == start and not is_urged(text, start, end)
    ]
    near += [(_trim(words, start, end), end) for start, end in behind_marks(_ACTS, text)]
    near = [(start, end) for start, end in near if not text.endswith(_SPOTS, start, end)]
    firm_only = {span for span in near if is_no_person(text, *span)}
    spans += [
        span for span in near if span[0] < span[1] and is_unheard(words, *span, span in firm_only)
    ]
    sole = find_stakes(words)
    spans += sorted(sole)
    sole |= firm_only
    ahead = len(spans)  # from here on what stands behind tells of a firm
    behind = [(m.start(), _ONLY_OF_FIRMS.search(m[0])) for m in _BEHIND.finditer(words.anchors)]
    for at, only in [*behind, *((at, True) for at in words.shares)]:
        stop = at - text.endswith("】", 0, at)  # 【甲】完成A轮融资
        if latin := _IN_BRACKETS.search(text, max(0, stop - _LONGEST_LATIN), stop):
            stop = latin.start()  # 派盾(PeckShield)宣布完成
        run = _RUN.search(text, max(0, stop - _LONGEST), stop)
        if run:
            lead = _NUMBER.match(text, *run.span()) or _KIND.match(text, *run.span())
            spans.append((lead.end() if lead else run.start(), run.end()))
            if only:
                sole.add(spans[-1])
    found += _in_regions(words, places)
    for match in _IN_LATIN.finditer(words.anchors):
        lead = _LATIN_WORDS.search(text, max(0, match.start() - 40), match.start())
        if lead and not text.endswith(_ASIDE, 0, lead.start()):  # 甲公司(A Limited) is named
            name = text[lead.start() : match.end()]
            found.append(Mention(lead.start(), match.end(), "Company", name, "context", 9, 0.9))
    persons = {
        text[s:e] for s, e in spans[:ahead] if (s, e) not in sole and _is_person(words, s, e)
    }
    for place, (start, end) in enumerate(spans):
        firm = (start, end) in sole
        end -= 3 * text.endswith(("中国区", "亚太区"), start, end)
        if last := _WHEN_LAST.search(text, start + 2, end):
            end = last.start()  # 谷潮正式, 海川日前
        start = _trim(words, start, end)
        if text[start:end] in persons or (place < ahead and _is_person(words, start, end)):
            continue
        if place >= ahead and text[start] in "前原由据" and not words.is_edge(start + 1):
            start += 1  # 前甲首席运营官
        if start < end and _may_be_firm(words, places, start, end, place >= ahead, firm):
            name = text[start:end]
            fund = name.endswith("基金") or (name.isascii() and text.endswith("基金", 0, start))
            class_name = "Fund" if fund else class_of_head(name) or "Company"
            found.append(Mention(start, end, class_name, name, "context", 1, 0.65))
    return [_with_all_words(text, firm) for firm in found]


# 、友邦吉林公司等: the firm of a brand in a region
_OF_REGION = Anchored("公司(?=[、,。;等(在与和将已的均也]|$)")
_BRAND_AHEAD = regex(r"(?:^|[、,。;:与和由“\n])([\u4e00-\u9fff]{2,5})$")


def _in_regions(words: Words, places: Places) -> Iterator[Mention]:
    """The firms that brands have in regions, which bear the names of both."""
    for match in _OF_REGION.finditer(words.anchors):
        region = places.ending_at(match.start())
        if region is None:
            continue
        low = max(0, region.start - 6)
        lead = _BRAND_AHEAD.search(words.text, low, region.start)
        if lead and is_brand_like(words, *lead.span(1), False, True):
            start, end = lead.start(1), match.end()
            name = words.text[start:end]
            yield Mention(start, end, "Company", name, "context", len(name) + 4, 0.75)


_IN_BRACKETS = regex(r"\([A-Za-z][A-Za-z0-9 .&-]+\)$")
_LONGEST_LATIN = 24
_WORDS_BEFORE = regex(
    r"(?<![A-Za-z0-9.&-])(?:[A-Z][A-Za-z0-9.&'-]*|&|of|and) "
    r"(?:[A-Z][A-Za-z0-9.&'-]* |& |of |and ){0,3}$"
)
_WORDS_BEHIND = regex(
    r"(?: [A-Z][A-Za-z0-9.&'-]*| &| of| and){0,3}(?: [A-Z][A-Za-z0-9.&'-]*)(?![A-Za-z0-9])"
)


def _with_all_words(text: str, firm: Mention) -> Mention:
    """A firm called by several words in Latin letters, by all of them: Digital Currency |Group."""
    start, end = firm.start, firm.end
    if text[start - 1 : start] == " " and text[start].isascii():
        before = _WORDS_BEFORE.search(text, max(0, start - 40), start)
        start = before.start() if before else start
    if text[end : end + 1] == " " and text[end - 1].isascii():
        behind = _WORDS_BEHIND.match(text, end)
        end = behind.end() if behind else end
    if (start, end) == (firm.start, firm.end):
        return firm
    return replace(firm, start=start, end=end, name=text[start:end])


# what persons do not do, and what they are called behind
_DONE_BY_FIRMS = regex(
    rf"{_WHEN}*(?:(?:投资|出资|斥资|投入|豪掷)(?:约|超|近|逾)?[\d.]|主营|落户|入驻|是(?:一[家个]|国内|全球|专注)"
    r"[^,。;]{0,24}?(?:企业|公司|[厂服供运制开][务应营造发]?商))"
)
_KINDS_OF_FIRM = ("公司", "企业", "厂商", "巨头", "独角兽")
_SAYS = ("表示", "说", "介绍", "称", "认为", "指出")


def is_no_person(text: str, start: int, end: int) -> bool:
    """Tell whether what stands around a range tells of a firm rather than a person."""
    named = text.endswith(_KINDS_OF_FIRM, 0, start) and not text.startswith(_SAYS, end)
    return named or _DONE_BY_FIRMS.match(text, end) is not None


_URGED = regex("(?:鼓励|支持|引导|推动|促进|帮助|助力|带动|指导|动员|赋能|加快)[^,。;:、\n]{0,16}$")


def is_urged(text: str, start: int, end: int) -> bool:
    """Tell whether what stands behind 企业 is what firms are to do: 鼓励企业降本增效。"""
    return _URGED.search(text, max(0, start - 24), start) is not None


def _is_no_place(words: Words, places: Places, start: int, end: int, behind: bool) -> bool:
    """Tell whether a range is no place, nor one with a word behind it: 常州微构工场 is none."""
    hit = places.covering(start)
    if hit is None:
        return True
    if hit.start != start or hit.surface == hit.name or hit.parents == ():
        return False
    rest = words.text[hit.end : end]
    brand = 2 <= len(rest) <= 3 and not words.knows(rest)
    return brand or (behind and len(rest) >= 4)


_NO_NAMES = (
    "华东", "华南", "华北", "华中", "西南", "西北", "东北", "亚太", "中国",
    "资管", "创投", "资本", "风投", "外国资本", "外商资本",
)  # fmt: skip
_CODE = regex(r"[A-Z]{1,5}-?\d{2,6}[A-Z]?|IPO|ERP|VIP|LOGO|ESG|AIGC|R&D|SaaS|CEO|CTO|CFO|COO|APP")


def _may_be_firm(
    words: Words, places: Places, start: int, end: int, behind: bool, firm: bool
) -> bool:
    """Tell whether a range may name a firm.

    Parameters
    ----------
    behind : what stands behind the range tells of a firm.
    firm : it can name nobody else, no person either.
    """
    return (
        (words.is_edge(end) or words.text.startswith(_JOINED, end))
        and _is_no_place(words, places, start, end, behind)
        and is_brand_like(words, start, end, firms=firm)
        and _CODE.fullmatch(words.text, start, end) is None
        and words.text[start:end] not in _NO_NAMES
        and not words.text.endswith(_CLASS_NOUNS, start, end)
        and not words.text.startswith("总投资", end - 1)
        and not words.text.startswith(
            ("母基金", "子基金", "各"), start
        )  # 母基金决策|投资, 则各出|2亿元
    )


_CONTRACTS = regex("[^,。;]{0,24}?签[订署约了]")


def _is_person(words: Words, start: int, end: int) -> bool:
    """Tell whether who signs a contract has a person's name: 甲乙丙与某公司签订协议."""
    name, index = words.text[start:end], words.index(start)
    whole = words.tags[index] == "nr" or len(name) == 3
    return whole and is_person_name(name) and _CONTRACTS.match(words.text, end) is not None


def _is_plain_brand(words: Words, start: int, end: int) -> bool:
    """Tell whether words that can only be a firm are a name rather than 该公司, 多家企业."""
    lex, name = lexicon(), words.text[start:end]
    parts = [words.words[i] for i in range(words.index(start), words.index(end - 1) + 1)]
    return (
        len(name) <= 8
        and not name.endswith(_CLASS_NOUNS)
        and not any(part in lex.outer_words for part in parts)
        and not all(part in lex.generic for part in parts)
    )


# 甲Nano、乙Rest、丙Op三家平台入围
_SO_MANY = regex("(?:等|[一二三四五六七八九十\\d]+[家个大款]|入围|入选|上榜|获批|亮相|在|均|都).*$")
_MADE = regex(r"(?P<firm>[\u4e00-\u9fff]{2,6})(?P<work>[A-Za-z][A-Za-z-]{2,16}[0-9]?)")


def find_works_in_lists(words: Words) -> list[Mention]:
    """Find firms and what they make in lists that put the two side by side: 甲Nano、乙Rest、丙Op.

    Three members with a name in Latin letters behind a Chinese one tell that it is such a list,
    if half of the Chinese ones are known.
    """
    text = words.text
    found: list[Mention] = []
    if _MADE_LIST.search(text) is None:
        return found
    firms = {start: end for start, end, _ in KNOWN.find(words.anchors)}
    for match in find_lists(text):
        members = []
        for start, end in list_items(words, match):
            tail = _SO_MANY.search(text, start + 2, end)
            end = tail.start() if tail else end
            made = _MADE.fullmatch(text, start, end)
            parted = made.start("work") if made else firms.get(start, end)
            if made or 2 <= end - parted <= 3:
                members.append((start, parted, end, made))
        known = sum(firms.get(start) == parted for start, parted, *_ in members)
        if sum(bool(made) for *_, made in members) < _FEWEST or 2 * known < len(members):
            continue  # 德国SAP、瑞士ABB: where firms are
        for start, parted, end, _ in members:
            firm, work = text[start:parted], text[parted:end]
            found.append(Mention(start, parted, "Company", firm, "list", end - start + 8, 0.7))
            found.append(Mention(parted, end, "Project", work, "list", end - start + 8, 0.7))
    return found


_FEWEST = 3
_MADE_LIST = regex(
    r"[A-Za-z](?<=[\u4e00-\u9fff].)[A-Za-z-]{2,16}[0-9]?、[^、,。]{0,12}[\u4e00-\u9fff][A-Za-z]"
)


def _trim(words: Words, start: int, end: int) -> int:
    """Move the start behind the last word that cannot belong to a name."""
    lex = lexicon()
    index = words.index(start)
    if words.starts[index] != start:
        index += 1
    begin = start
    while index < len(words.words) and words.starts[index] < end:
        word, tag = words.words[index], words.tags[index]
        if word == "和" and words.starts[index] - begin < 2 and begin == start:
            index += 1  # 峰和资本, 、和玉资本: what joins has two sides
            continue
        opening = tag == "v" and words.starts[index] == start
        opening |= word in _OPENING and words.starts[index] == begin  # 控股|中谷能源
        if word.endswith(_KINDS) and words.starts[index + 1] < end:
            ahead = words.text[begin : words.starts[index]]
            if not ahead or (ahead in lex.generic and words.is_brand(index + 1)):
                begin = words.starts[index + 1]  # 集团|谷潮科技, 医药服务平台|谷潮
        closing = words.starts[index] > begin and words.starts[index] + len(word) == end
        opening |= closing and word in _LAST  # 微元合成, 矩阵元
        if (
            (word in lex.outer_words and not (opening and word in _OPENING))
            or (word in lex.bought and words.starts[index] == begin)
            or (tag in _BREAKS and words.knows(word) and not opening)
        ):
            begin = words.starts[index + 1]
        index += 1
    return begin


_KINDS = ("集团", "公司", "平台", "机构", "厂商")
_OPENING = ("中", "东部", "西部", "南部", "北部", "东方", "西方", "南方", "北方")  # 东部通航
_LAST = ("元", "合成", "互动", "集成", "存储", "显示", "感知", "导航", "照明", "识别", "计算")
_BREAKS = frozenset(("p", "c", "u", "uj", "ul", "d", "r", "m", "q", "t", "v", "f"))
