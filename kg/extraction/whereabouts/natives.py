"""Who is at a place that the sentence itself names: 甲落户乙, 甲是乙市的企业, 在乙市,甲…."""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.facts import Facts
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import head_before, topic_at
from kg.extraction.whereabouts.settled import OPENERS, SITTERS, SPOTS, place_there
from kg.patterns import regex

_NATIVE = regex(
    r"[^,。;:]{0,16}?(?:企业|公司|[厂造营应]商|龙头|独角兽|巨头|药企|车企|研究机构|研发机构|高校)"
    r"|的?(?:一家|一所|一个|本土|本地|当地|知名|首家|的|专注|从事|老牌)[^,。;]{0,18}?(?:企业|公司|机构|高校|医院|银行|厂商|集团|研究所)"
)
_SITE_THERE = regex(
    r"(?:的|[市省区县])?(?:首|唯一|重[点要大]|最|[^,。;“]{0,4}(?:打造|建设|规划)的|标志|核心|代表|第[一二三四五]|一[个座家张大]|主要|龙头|知名)[^,。;“]{0,18}?"
    r"(?:园区?|基地|平台|孵化器|载体|小镇|街区|集聚区|项目|工程|机构|实验室|联盟|协会|中心|地标|名片|阵地|高地|码头|机场|水厂|污水厂|电站|大桥|水库|公园|综合体|枢纽)(?=[,。;]|$|之一)"
)  # 甲园是乙市首个园区, 甲园作为乙市的重点园区
_IS_FROM = regex(r"[,:]?(?:是|系|为|作为|成为|成了)(?:一家)?(?:位于|来自|总部位于|坐落于?|坐落在)?")
_AT = regex(
    r"[”)]*(?:、[^,。;:、的]{2,10}?){0,3}(?:(?:等|…{1,6})[^,。;、]{0,10}?)?(?:则|同|皆|早|已经?|将|正式|成功|也|均|先后|率先|日前|近日|拟|计划|有望|即将|最终|,|整体"
    r"|相继|纷纷|陆续|都|又|还|于?\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?){0,12}(?:在|于|到|来到?|赴|前往|从)"
)
_LANDS = regex(
    r"(?:正式|成功|顺利|全面|整体|签约|揭牌|注册|建成|开工|投资)*(?:落户|落地|落成|封顶|扎根|生根|安家|落子|落脚|(?:布局|投产|办公)(?=[,。;]|$)|[建设办开]厂|[兴置]业|开店|设点|起家)"
    r"|(?:完成|办理)?(?:工商|登记)?(?:注册|登记)(?:登记|设立|成立|完成)?(?=[,。;]|$|并|后)"
)
# what a firm opens somewhere, which has no name of its own
_OFFICE = (
    "(?:办事处|办公室|代表处|联络处|分公司|分支机构|分部|(?:区域|地区|研发)?总部|研发中心|研究院|研究中心"
    "|实验室|(?:数据|智算|算力|超算)中心|研发团队|(?:生产|制造|研发|总部|产业|养殖|种植|加工)基地|(?:数据|设计|交付|体验|运营|营销|物流)中心|生产线|产线|基地|(?<=[工机件叶片车分总钢纸糖酒药纱衣鞋加])厂|厂房|门店|体验店)"
)
_OPENS = regex(
    "(?:[园区境]?[内里])?(?:等(?:[国内外全球各\\d一二三四五六七八九十多余个座大主要]*(?:地|地区|城市|省市|国家|国))?)?"
    "(?:也|还|又|均|都|正式|独资|投资|斥资|计划|新|共同|合作|合资|率先|先后|分别|(?:购地|拿地|投入)[\\d.万亿元亩余多约近]*)*"
    "(?:(?:设立|开设|设有|建有|拥有|建立|建设|兴建|新建|组建|成立|布局|打造|启用|投建|建成|建造|修建|建起|搭建)了?|[建开设]了|设(?=[^,。;、]{0,12}(?:中心|基地|厂|部|处|所))|(?<=[都均还也共各])有)"
    f"[^,。;:、《“]{{0,24}}?{_OFFICE}(?=[,。;、)]|$|并|和|及|以|后)"
)
# 公司成立于2012年,在乙园注册
_SETTLES = regex(
    "(?:正式|完成|办理|整体|安家|投资)*(?:工商)?(?:注册|登记|落户|扎根|安家|建厂|设厂|办厂|投产|办公|经营)"
    "(?:登记|设立|成立|落地)?(?=[,。;]|$|并|后)"
)
_MEANS_TO = regex("[^。;:、与和同由“]{0,24}(?:,[^。;:、与和同由“]{0,24})?(?:[在于到赴]|前往)")
_ITSELF = regex(
    r"(?:(?:本轮|募集|所融|所得)*(?:融资|资金)|主要|用于|用来|该?公司|该?企业|该?集团|学校|该[校院所]|其|并|还|此外|此前|同时|目前|现|已经?|先后|曾|分别|将"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|[今去前同]年[初底]?|年[初底]|\d{1,2}月|[上下]半年|另|,)*"
    r"(?:也|还|又)?(?:[在于到赴]|前往)"
)
_OFFICES = "办公室|办事处|代表处|联络处|研发中心"
_OWN = {
    "": regex(f"的?(?:{_OFFICES})(?!主任)"),
    # 甲在乙园的新能源电池工厂
    "在": regex(
        f"的[^,。;:的]{{0,8}}?(?:{_OFFICES}|工厂|厂[区房]|分公司|产线|(?:生产|制造|研发)基地)"
    ),
}
# 甲、乙两家公司获准在丙国经营
_LICENSED = regex(
    r"[”)]*(?:等?[^,。;、]{0,6}(?:公司|企业|机构|银行|交易所))?(?:已|均|正式|日前|近日|率先|首批|也)*"
    "(?:获准|获批|获许可?|被批准|被允许|获得许可|持牌)(?:在|于)"
)
_TRADES = regex("(?:境内)?(?:经营|运营|营业|展业|开业|从事|开展|提供|开设|设立)")
_HOME = ("总部所在的", "所在的", "所在地", "所处的", "的所在地", "所在")
_JOINTS = ("", "、", "和", "与", "及", "以及")


def add_natives(facts: Facts, scene: Scene) -> None:
    """Place what is of a place, settles there or has an office: 甲是乙市的企业, 甲在乙落户."""
    if scene.kinds.isdisjoint(SPOTS) or len(scene.args) < 2:
        return
    text, args = scene.text, scene.args
    _add_opening(facts, scene)
    for spot, native in pairwise(args):  # 同在甲市布局的乙
        if spot.class_name in SPOTS and native.class_name in OPENERS:
            settled = _SETTLED_THERE.fullmatch(text, spot.end, native.start)
            if settled and text.endswith(("在", "于"), scene.start, spot.start):
                place_there(facts, scene, [native], spot, spot.start, native.end)
    for index, spot in enumerate(args):
        at = index - 1  # the last argument in front of the places in a list or side by side
        spots = [spot]
        while at >= 0 and args[at].class_name in SPOTS:
            joint = text[args[at].end : args[at + 1].start]
            if joint not in _JOINTS:
                break
            spots += [args[at]] if joint else []
            at -= 1
        goes_on = index + 1 < len(args) and args[index + 1].start == spot.end
        if spot.class_name not in SPOTS or at < 0:
            continue
        left = args[at]
        if left.class_name not in (*SITTERS, "IndustrialPark"):
            continue
        gap, behind = text[left.end : args[at + 1].start], spot.end
        opens = left.class_name in OPENERS and not goes_on
        if gap in _HOME and spot.class_name == "Place":  # 甲园所在的乙县
            place_there(facts, scene, [left], spots[-1], left.start, behind, there=True)
        elif gap == "(" and spot.class_name == "Place" and text.startswith(")", behind):
            place_there(facts, scene, [left], spot, spot.start, behind)  # 甲研究中心(乙)
        elif _is_native(scene, opens, index, gap):
            place_there(facts, scene, [left], spot, spot.start, behind)
        elif opens and (
            (_STANDS.fullmatch(gap) and text.startswith((",", ";", "。"), behind))
            or (_OF_PLACE.fullmatch(gap) and _THEIR_KIND.match(text, behind, scene.end))
        ):
            listed = [a for a in scene.group(at, OPENERS) if a.end <= left.end]
            place_there(facts, scene, listed, spot, left.start, behind, there=True)
        elif (
            _AT.fullmatch(gap)
            and not _is_past(scene, left, scene.clause_start(spots[-1].start))
            and (lands := _LANDS.match(text, behind, scene.end))
        ):
            now = at - 1 if at and scene.is_former(left) else at  # 甲(原乙)位于丙
            group = scene.group(now, (*SITTERS, "IndustrialPark"))
            for each in spots:
                place_there(facts, scene, group, each, lands.start(), lands.end())
        elif (
            opens and _LICENSED.fullmatch(gap) and (runs := _TRADES.match(text, behind, scene.end))
        ):
            group = scene.group(at, OPENERS)
            place_there(facts, scene, group, spot, spot.start, runs.end(), there=True)
        elif opens and (own := _OWN.get(gap)) and (works := own.match(text, behind, scene.end)):
            place_there(facts, scene, [left], spot, spot.start, works.end())


# 甲、乙等丙市企业
_OF_PLACE = regex(r"[”)]*等(?:一批|多家|[\d一二两三四五六七八九十]+家)?")
_THEIR_KIND = regex(
    "(?:本土|本地|当地|籍)?[^,。;、的在]{0,4}?(?:企业|公司|高校|院校|机构|车企|药企)"
)
# 甲公司,乙市一家丙企业,…; 甲公司:乙市上市公司,…
_SETTLED_THERE = regex(
    "(?:投资|正式|新)?(?:布局|[设建办]厂|投产|办公|注册|落户|落地|落脚|扎根|起家|起步|创业|兴业)的“?"
)
_ONE_OF = regex("的?(?:一家|本土|知名|上市|老牌)[^,。;]{0,18}?(?:企业|公司|机构|厂商),")
_STANDS = regex(
    "[”)]*(?:等[^,。;、]{0,10}?)?(?:则|也|同样?|就|却|均|都|皆|全部|分别)*(?:在|来自于?|出自|(?<=同)属)"
)


def _is_native(scene: Scene, opens: bool, index: int, gap: str) -> bool:
    """Tell whether a firm, or something else, is said to be one of a place: 甲是乙市最大的企业."""
    text, spot = scene.text, scene.args[index]
    if not _IS_FROM.fullmatch(gap):
        apposed = opens and gap in (",", ":")
        return apposed and _ONE_OF.match(text, spot.end, scene.end) is not None
    beyond = scene.args[index + 1].start if index + 1 < len(scene.args) else scene.end
    said = _NATIVE.match(text, spot.end, scene.end) if opens else None
    said = said or (_SITE_THERE.match(text, spot.end, scene.end) if beyond > spot.end else None)
    return said is not None and said.end() <= beyond  # 甲是乙市与丙大学共建的机构


_OPENING = regex(
    r"\s*(?:而|同样|也是|记者|笔者|近日|日前|[\d年月日]++|,)*(?:在|走进|来到|步入|踏入|探访)"
)
_DATED = regex(r"\s*(?:[\d年月日]+|[去今昨]年|日前|近日|,)*")
_SUCH_FIRMS = regex("”?等[^,。;、]{0,6}(?:企业|公司|工厂)")
_GAP = regex("(?:看到|了解到|采访时?)?,(?:记者看到)?(?:像|如|诸如)?")
_AS_FIRM_OF = regex(r"\s*作为")
_KIND_OF_FIRM = regex("的?[^,。;的]{0,12}(?:企业|公司|厂商|龙头|代表|[高院]校|机构|巨头),")
# what takes place somewhere tells nothing of where those live who come
_VISIT = regex("签[署订约下]|举行|举办|召开|发布|会见|会谈|宣布|出席|参加|亮相|论坛|大会|表示")


def _add_opening(facts: Facts, scene: Scene) -> None:
    """Place whom a sentence speaks of that begins with a place: 在甲市,乙公司…."""
    if len(scene.args) < 2 or scene.args[0].class_name not in SPOTS:
        return
    text, spots = scene.text, [arg for arg in scene.args[:3] if arg.class_name in SPOTS]
    spot = spots[0]
    for following in spots[1:]:
        gap = text[spot.end : following.start]
        spot = spot if gap else following
    thing = scene.args[scene.after(spot.end)] if scene.after(spot.end) < len(scene.args) else None
    if thing is None or thing.class_name not in (*OPENERS, "IndustrialPark", "Project"):
        return
    if thing.class_name not in OPENERS and facts.has(thing.node, "locatedIn"):
        return  # 在甲省,乙市丙园…: its name tells more
    lead, gap = text[scene.start : scene.args[0].start], text[spot.end : thing.start]
    opening = _GAP.fullmatch(gap) and _OPENING.fullmatch(lead)
    if opening and _VISIT.search(text, thing.end, scene.end):
        return
    if not opening and gap == "," and _DATED.fullmatch(lead):  # 2022年,甲镇,乙、丙等企业…
        last = scene.group(scene.after(thing.start), OPENERS, with_others=False)[-1]
        opening = _SUCH_FIRMS.match(text, last.end) if last is not thing else None
    if opening or (_KIND_OF_FIRM.fullmatch(gap) and _AS_FIRM_OF.fullmatch(lead)):
        listed = scene.group(scene.after(thing.start), OPENERS, with_others=False)
        place_there(facts, scene, listed, spot, spot.start, listed[-1].end)


def add_openings(facts: Facts, scene: Scene) -> None:
    """Place who opens something without a name there: 甲拟在乙设立办事处."""
    text, args = scene.text, scene.args
    for index, spot in enumerate(args):
        begun = spot.class_name in SPOTS and (
            _OPENS.match(text, spot.end, scene.end) or _SETTLES.match(text, spot.end, scene.end)
        )
        if not begun or (index + 1 < len(args) and args[index + 1].start < begun.end()):
            continue
        spots = [a for a in scene.group(index, SPOTS, with_others=False) if a.end <= spot.end]
        # 公司在丙也设有研发中心 is no news of where it is
        has = any(word in begun[0] for word in ("设有", "拥有", "都有", "均有", "还有", "共有"))
        old = has or scene.text.startswith(("此前", "曾"), scene.clause_start(spot.start))
        for opener in _openers(scene, scene.after(spots[0].start), spoken_of=not old, has=has):
            for where in spots:
                place_there(facts, scene, [opener], where, begun.start(), begun.end())


# a railway, a road or a line lies where it begins and ends: 西起甲市、东至乙市, 连接甲市与乙市
_ROUTE = (
    "铁路", "高铁", "城际", "公路", "高速", "铁道", "干线", "号线", "管道", "管线", "通道", "运河",
    "大桥", "隧道", "输电工程", "直流工程", "交流工程", "输水工程", "调水工程",
)  # fmt: skip
_END = regex(
    "(?:[起始][于自]|止于|终点(?:为|是|在|位于)?|[东西南北](?:起|至|到|接|达|抵)|连接|连通)了?(?:□[市省州县区]?[、和与及][^,。;、的□]{0,6}){0,4}[^,。;、的□]{0,4}$"
)


def add_routes(facts: Facts, scene: Scene) -> None:
    """Say where a route begins and ends: 甲铁路西起乙市、东至丙市."""
    for spot in scene.args:
        if spot.class_name != "Place":
            continue
        clause = scene.clause_start(spot.start)
        if _END.search(scene.plain(clause, spot.start)):
            route = topic_at(scene, spot.start, ("Project",))
            before = [a for a in scene.args if clause <= a.start < spot.start]
            route = next((a for a in before if a.class_name == "Project"), route)
            if route and route.name.endswith(_ROUTE):
                place_there(facts, scene, [route], spot, route.start, spot.end)


# 把生产线搬到乙园, 将试验场选在丙市
_TAKEN_TO = regex(
    r"[把将](?:[^,。;、把将]{0,14}?)(?:总部|厂|厂房|产线|生产线|分支机构|分公司|办事处|办公室|基地|中心|试验场|测试场|实验室|研究院|门店|机房|产能|业务|校区|家|根)"
    r"(?:项目)?(?:由|从)?(?:□)?(?:整体)?(?:建|开|搬|迁|移|设|放|选|选址|布局|落户?|落子|安|扩张?|延伸|布|转移|搬迁|迁移)"
    r"(?:在|到|至|往|进|入|于)了?(?:□[、和])*$"
)


def add_moved(facts: Facts, scene: Scene) -> None:
    """Place who takes a works, a line or a centre somewhere: 甲把生产线搬到了乙."""
    for spot in scene.args:
        clause = scene.clause_start(spot.start)
        if spot.class_name not in SPOTS or not _TAKEN_TO.search(scene.plain(clause, spot.start)):
            continue
        at = max(scene.text.rfind(word, clause, spot.start) for word in ("把", "将"))
        inside = [a for a in scene.args if clause <= a.start and a.end <= at]
        owners = [a for a in inside if a.class_name in OPENERS]
        if not inside and scene.text[clause:at].strip("也还又则先后已") == "":  # 甲…,还把厂建在乙
            topic = topic_at(scene, at, OPENERS)
            place_there(facts, scene, [topic] if topic else [], spot, at, spot.end)
        if owners:
            group = scene.group(scene.after(owners[-1].start), OPENERS)
            place_there(facts, scene, [a for a in group if a.end <= at], spot, at, spot.end)


def _is_past(scene: Scene, body: Arg | None, clause: int) -> bool:
    """Tell whether a clause goes on about another than who stands before: 甲脱胎于乙,在丙注册."""
    head = head_before(scene, clause) if body and body.end < clause else None
    return head is not None and head is not body


def _openers(scene: Scene, index: int, spoken_of: bool, has: bool) -> list[Arg]:
    """Who does what is done at a place: the body before it, else what is spoken of, if wanted."""
    while index and scene.args[index - 1].end == scene.args[index].start:
        index -= 1
    place = scene.args[index]
    left = scene.args[index - 1] if index else None
    acts = left and left.class_name in OPENERS
    acts = acts and id(left) not in scene.objects  # 甲设立乙,并在丙设有分公司
    clause = scene.clause_start(place.start)
    acts = acts and (has or not _is_past(scene, left, clause))
    if left and acts and _MEANS_TO.fullmatch(scene.text, left.end, place.start):
        group = [a for a in scene.group(index - 1, OPENERS) if a.end <= left.end]
        beside = scene.is_with(left) and scene.text.endswith((",并在", ",并于"), 0, place.start)
        return group[:1] if beside else group
    if spoken_of and _ITSELF.fullmatch(scene.text, clause, place.start):
        topic = topic_at(scene, place.start, OPENERS)
        return [topic] if topic else []
    return []


# 甲市形成以乙、丙为龙头的集群, 以乙、丙为代表的甲市企业
_LEADS = regex(
    "[”)]*(?:等[^,。;、]{0,8}?)?为(?:代表|龙头|引领|牵引|核心|链主|主体|骨干|载体|依托|支撑|重点|主)的?"
)


# 全区形成了以甲为龙头的产业: of the place that the sentences before speak of
_ALL_OF_IT = regex(
    "(?:[全该](?P<level>[省市县区镇州])|园区)(?:内|已|初步|逐步|现)*(?:形成|构建|集聚)[^,。;]{0,6}以$"
)


def add_leading(facts: Facts, scene: Scene, here: Arg | None) -> None:
    """Place those that lead or carry the trade of a place: 甲市以乙为龙头, 甲市依托丙…."""
    text, args = scene.text, scene.args
    whose: Arg | None = None  # the place of those before: 以甲为龙头的丙业,以乙为龙头的丁业
    for index, last in enumerate(args):
        if last.class_name not in (*OPENERS, *SPOTS):
            continue
        group = [a for a in scene.group(index, (last.class_name,)) if a.end <= last.end]
        start = group[0].start
        lead = text[max(scene.start, start - 2) : start]
        if lead == "依托" and (user := _user(scene, start - 2)):
            place_there(facts, scene, group, user, user.start, last.end, there=True)
            continue
        leads = _LEADS.match(text, last.end, scene.end)
        if not leads or not lead.endswith("以") or lead[0] in "与和同向对":
            continue
        stop = leads.end()
        spots = [a for a in args if a.class_name in SPOTS and (a.end <= start or a.start == stop)]
        clause = scene.clause_start(start)
        spots = [a for a in spots if a.end >= clause - 1]
        told = facts.has(last.node, "locatedIn")  # its name may tell more
        if last.place is not None and not (spots and spots[-1].name in last.place.parents):
            continue  # 甲省以乙、丙为重点
        if spots:
            whose = None if text[spots[-1].start - 1] in "与和同向对从由" else spots[-1]
        elif lead[0] == ",":  # 甲园由乙共建,以丙为龙头
            known = "IndustrialPark" in scene.kinds  # 全区以甲为龙头,以乙为代表: of no park before
            whose = topic_at(scene, start, ("IndustrialPark",)) if known else whose
        else:
            of_it = _ALL_OF_IT.search(text, scene.start, start)
            whose = here if of_it and here and here.name.endswith(of_it["level"] or "") else None
        if whose and not told:
            place_there(facts, scene, group, whose, start, last.end, there=True)


def _user(scene: Scene, position: int) -> Arg | None:
    """The place that makes use of those who are there: 甲市依托乙公司发展…."""
    index = scene.after(position) - 1
    user = scene.args[index] if index >= 0 else None
    if user is None or user.class_name not in SPOTS or scene.is_adjunct(user):
        return None
    return user if _MAKES_USE.fullmatch(scene.text, user.end, position) else None


_MAKES_USE = regex("(?:要|应当?|则|还|也|将|重点|主要|充分|积极|先后|分别|拟|计划|提出|可以)*")
