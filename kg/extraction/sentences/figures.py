"""Goals that policies set and figures about places: clauses with a number and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene
from kg.extraction.whereabouts.settled import SPOTS
from kg.model import PartialDate, Text
from kg.patterns import regex
from kg.vocabulary import class_of

_GOAL = regex(
    r"(?=[力争确到至主发工总“十一二三四五未])(?:"  # what it begins with
    r"(?:力争|争取|确保)?(?<![截止年月日\d])(?:到|至)(?:20|19)\d\d年(?!\d|[一二十]|以来)(?:底|末)?|力争|争取(?![到,])|确保(?![这该])(?=[^,;。]{0,40}\d)"
    r"|(?P<span>[一二三四五](?:到[二三四五])?年(?:时间)?[内里左]|未来[一二三四五两十\d](?:到[二三四五])?年)"
    r"|主要目标|发展目标|工作目标|总体目标|“?十[一二三四五六]五”?(?:期间|末|时期))"
)
_NUMBER = r"(?:\d[\d.,]*(?:[-—~至]\d[\d.,]*)?|[一二两三四五六七八九十百千]+)"
_QUANTITY = regex(
    r"(?=[\d一二两三四五六七八九十百千])"  # what it begins with
    r"(?:(?<![第\d一二两三四五六七八九十百千])|(?<=全[国省球]第))"
    rf"{_NUMBER}(?:余|多)?(?:万|亿|百|千)*(?:余|多)?(?:家|个|名|项|人|元|%|户|件|所|座|条|公里|平方公里|亩|吨|辆|台|套|种|款|批|倍|支|场|枚|万千瓦|千瓦|例|张|处|份|成(?!立|为|功|员|本)|美元"
    r"|[GMTk]Wh?|[GMT]bps|亿?千瓦时|瓶|架|艘|头|只|株|斤|公斤|公顷|立方米|平方米|[EPTG]FLOPS|[PTEG]B|班|列|趟|次|标箱|元级|亿级)"
)
_HAVE = regex(
    r"(?:拥有|已有|共有|现有|达到?|突破|超过|超|占|位居|有|增长|新增|为|累计|聚集|集聚|完成|实现|建成|投运|安装|培育|落户|入驻|签约|注册|备案|恢复|流转|种植|栽植|推广|培训|发放|改造|新建|修建|整治|查处|拆除|接待|归集|采购|销售|出口|生产)"
)
_COUNTED = regex(
    r"企业|人口|总量|GDP|产值|收入|总值|增加值|公司|机构|园区|场景|专利|人才|项目|用户|规模|税收|投资额|指数|排名|占比|学校|医院|平台|装机|产量|储量|面积|产能|基站|服务器|机架|中心|加氢站|充电桩|进出口|贸易|项目|场馆|酒店|床位|容量|里程|里数|游客|客流"
)


_LEVEL = regex(
    r"(?:稳定在|控制在|保持在|提高到|提升到|提升至|提高至|达到|不低于|不少于|下降到|降至|降低到)[\d.:]+(?:[\u4e00-\u9fff]{1,3})?(?:%|以上|以下|以内|左右|个百分点)|翻[一两二三]番"
)


# what a year is to bring, without a figure: 到2030年产业体系基本建成
_REACHED = regex(
    "(?:基本|初步|率先|全面|普遍)(?:建[成立]|形成|实现|达到|完成|提供|开展)|(?:明显|显著|有所)(?:改善|提升|提高|增强)|达标"
    "|[将把][^,;。]{2,42}[成为]|成为|(?:接近|达到|位[居列])[^,;。]{2,16}(?:水平|标准|前列|方阵|首位)|消除"
)
# what follows in another clause: 到2030年,…,努力将甲市建成乙高地
_STRIVES = regex(
    "(?:并|最终|努力|奋力|着力|力争){0,2}[将把][^,;。]{2,24}(?:建成|建设成|打造成|发展成)"
    "|率先(?:形成|建成|实现)|努力(?:建设|打造|建成|成为)"
)


def add_targets(facts: Facts, scene: Scene, policy: Arg | None, own: bool = False) -> None:
    """Say which goals a policy sets: 到2025年,培育30家以上…企业.

    Parameters
    ----------
    policy : the policy that the sentence speaks of.
    own : the text is the policy, so that every level it prescribes is a goal.
    """
    if policy is None or scene.text[scene.start : scene.end].rstrip(_AT_END).endswith(_ASKS):
        return
    if not own and policy.name.startswith("中华人民共和国") and policy.name.endswith("法"):
        return  # 根据《中华人民共和国甲法》,至2030年人口达100万人: a law counts nothing
    if not own and _FORECASTS.search(policy.name):
        return  # 《甲研究报告》显示,到2030年市场规模将达5亿元
    years = _goal_years(scene)
    goal = _first_goal(scene, own)
    begins = min([at for at, _ in years[:1]] + [goal or scene.end])
    if policy.start < scene.start and any(
        a.class_name == "Company" and a.end <= begins and a.start - scene.start <= 12
        for a in scene.args
    ):
        return  # 甲公司预计到2030年实现收入5亿元: what a firm aims at
    starts = [at for at, _ in years[:1]] + ([goal] if goal is not None else [])
    if not starts:
        if own:
            _add_levels(facts, scene, policy)
        return
    clauses = _clauses(scene.text, min(starts), scene.end)
    counted = [
        c
        for c in clauses
        if _QUANTITY.search(scene.text, *c)
        or _LEVEL.search(scene.text, *c)
        or (any(c[0] <= at < c[0] + 7 for at, _ in years) and _REACHED.search(scene.text, *c))
        or (years and _STRIVES.match(scene.text, *c))
    ]
    for begin, end in counted:
        words = _ENUMERATOR.sub("", scene.text[begin:end].strip())
        words = words.rsplit("”", 1)[0] if "“" not in words else words
        far = not own and begin - max(min(starts), policy.end) > _RUN_OFF
        if len(words) < 6 or far or _SPENT.search(words):
            continue
        if not own and _PAST.search(scene.text, max(scene.clause_start(begin), begin - 16), end):
            continue
        year = next((year for at, year in reversed(years) if at < end), None)
        facts.add(
            Node("Policy", policy.name),
            "target",
            Text(words),
            [(scene.text.index(words, begin), end)],
            confidence=0.6,
            status="planned",
            qualifiers={"year": year},
        )


# money that is set aside or granted, and what others say of it, is no goal
_SPENT = regex(
    "(?:设立|组建|安排|成立)[^,。;]*(?:基金|资金)|给予|奖励|补贴|补助|资助|贴息|总投资|^据[说悉]|(?:提[到出]|指出|强调|表示|明确)$"
)
# what has come true, what a firm puts in: said beside a policy, no goal of it
_PAST = regex(
    "过去|已[经于有达上累完]|[加除成立起现生供布]了|(?<!提)出了|累计投|出资[\\d约近超]|从[^,;。]{2,12}(?:提高|提升|增加|增长|下降|降低|降)到"
)
_FORECASTS = regex("(?:研究|调研|调查|分析|行业|市场|前景|发展|年度|预测)报告|[蓝白]皮书|研究$")
_ASKS = ("?", "吗", "呢", "哪些", "什么", "多少")
_AT_END = "” \n\t\u3000"
_ENUMERATOR = regex(
    r"^(?:答:)?(?:其?[一二三四五六七八九十]是|第[一二三四五六七八九十]步?[,:是]|首先,?|其次,?|\(?[\d一二三四五六七八九十]{1,2}[).、](?![一二三][、产]))"
)
_SAYS = regex("提出|明确|要求|目标|力争|确保|规划|计划|方案|意见")
_AIMS = regex(
    "达到|达|突破|超过|超|建成|实现|培育|新增|提高|提升|形成|力争|不低于|不少于|引进|打造|稳定在|控制在|保持|建设|完成|集聚|覆盖|增长|翻番"
)


def _first_goal(scene: Scene, own: bool) -> int | None:
    """Where the first wording of a goal without a year begins, with whom it is for."""
    sentence = scene.text[scene.start : scene.end]
    for match in _GOAL.finditer(sentence):
        at = scene.start + match.start()
        # 五年内完成: what whoever is paid has to do
        task = match["span"] and not any(map(scene.provides, scene.args))
        if match["span"] and not _AIMS.search(scene.text, at, scene.end):
            continue  # 一年内劳动不满四个月
        if task or scene.covers(at):
            continue
        near = max(0, match.start() - 40)
        if match[0][0] in "十“" and not (own or _AHEAD.search(sentence, near)):
            continue  # 十二五期间,全县生产总值120亿元: may be over
        clause = scene.clause_start(at)
        lead = _FOR_WHOM.fullmatch(scene.text, clause, at)
        return clause if lead and match[0] in ("力争", "争取", "确保") else at
    return None


_OF_THEN = regex("[\u4e00-\u9fff]{1,3}的")
_AHEAD = regex(
    "将|(?<![主重需])要(?!求|素|点)|力争|争取|计划|拟|目标|预计|确保|规划|到20|提出|明确|要求[,:]"
)
_FOR_WHOM = regex(
    "20\\d\\d年|[\u4e00-\u9fff、]{4,14}(?<!目标)(?<!出)(?<!确)(?<!求)(?<!并)"
)  # 甲、乙的占比力争达到5%


def _goal_years(scene: Scene) -> list[tuple[int, PartialDate]]:
    """Position and year of the dates for which a sentence sets goals, in order."""
    found: list[tuple[int, PartialDate]] = []
    for date in scene.dates:
        year = date.year or (int(date.value.value[:4]) if date.value else None)
        if year is None or date.kind != "explicit" or date.month or scene.covers(date.start):
            continue
        if _OF_THEN.match(scene.text, date.end):
            continue  # 2030年下达的指标
        stop = scene.clause_end(date.end + 2)
        words = scene.text[date.end : stop]
        told = _SAYS.search(scene.text[scene.start : date.start])
        lead = scene.text[date.start - 1 : date.start] in ("到", "至")
        counted = _AIMS.search(words) and _QUANTITY.search(scene.text, date.end, stop)
        fits = date.role in ("event", "deadline", "target")
        if fits and ((lead and date.role == "target") or (counted and (told or lead))):
            found.append((date.start - lead, PartialDate(str(year))))
    return found


# 数量达到25%(…)的,可申请…: a condition, no goal
_CONDITION = regex(r"[^,;。]{0,24}(?:并[^,;。]{0,24})?的(?:[,;]|企业|单位|项目|地区)")


def _add_levels(facts: Facts, scene: Scene, policy: Arg) -> None:
    for match in _LEVEL.finditer(scene.text, scene.start, scene.end):
        begin, end = scene.clause_start(match.start()), match.end()
        words = scene.text[begin:end].strip()
        if _CONDITION.match(scene.text, end, scene.end):
            continue
        if len(words) >= 8:
            facts.add(
                Node("Policy", policy.name),
                "target",
                Text(words),
                [(begin, end)],
                confidence=0.6,
                status="planned",
            )


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Clauses between commas; one that only tells the year joins the next."""
    found: list[tuple[int, int]] = []
    position = start
    for match in re.finditer(r"[,;。!?](?!(?:占|约占|带动|成为|其中|比|较))|$", text[start:end]):
        stop = start + match.start()
        counts = stop - position >= 7 and _QUANTITY.search(text, position, stop)
        if counts or stop - position >= 12 or match[0] != ",":
            if stop > position:
                found.append((position, stop))
            position = stop + 1
    return found


_ALL_OF_IT = regex(r"(?:全|该)(?P<level>[省市区县州旗镇乡村])(?!(?<=占全.)的?[约近]?\d)|当地")
# money given or set aside tells nothing of the state of a place
_PROMISED = regex("给予|奖励|补助|补贴|资助|(?:设立|成立|组建|发起)[^,。;]*规模")
_RUN_OFF = 240  # characters behind a goal and its policy: texts that run together
_RUN_ON = 60  # characters without a mark: headlines that run together
_TO_COME = regex("确保|至少|力争|逐步")
_PART_OF = ("其中", "其次")
_OF_ALL = regex("[^,。;:\n]{4,30}中,")  # 全部采购项目中,…,其中甲市50个
_RANKED = regex(
    r"(?=[位居排名列])(?:位?居|排名?|[位名]列|排在)(?:全[国省市球]|国内|世界|中国内地)?"
    r"(?:第[一二三四五六七八九十\d]+|首位|榜首|前列)"
)
# what stands there, be it ever so unusual: 甲省现有石窟寺2134处
_HOLDS = regex("(?:拥有|已有|共有|现有|集聚|聚集|建成|投运)了?[\u4e00-\u9fffA-Z]{2,16}$")

# what tells no state of a place: an end, a reason, a change of a figure, what is done for whom
_NO_STATE = regex(
    "(?:为|使|图为|尽管|虽然|如果|帮助|成为|首次|年均|分别比|比|以及|对(?!外)|这[也两几])"
    r"|[^,;。]*(?:被[盗窃抢骗抓判]|[轻重]伤|伤势|淹死|灭火|返还|赔偿|建筑面积|距离|从\d{4}年的)|[^,;。]*来自全[省市区县州]"
    # what is counted stands elsewhere: 下线为3%, 其中甲市占了6个, 区县级140个
    r"|[^,;。]*(?:[上下]|基准|平均|预警)线[为是]|其中[^,;。]{0,12}占了?\d|[省市区县州乡镇]{1,2}级\d"
    r"|[^,;。]*占了\d+[个家席位]|增长|同比|离[^,;。]{2,14}有|[^,;。]*某"
    # those whom one accident struck, one thing of a place, what is asked for, how long a line is
    r"|[^,;。]*(?:致死|遇难|身亡|失踪|受伤|死亡(?=\d)|估计|申请|长度)|是全[国省市区县]|进一步|切实|抓好|做好"
    "|[^,;。]*继[^,;。]+后[。]?$|[^,;。]*[为给向][^,;。]*(?:提供|推荐|介绍|发放|安排|争取|进行)"
)
_DURATION = regex("个多?(?:半|小时|月|星期|工作日|学期|百分点)")  # nothing is counted
_ONE = regex("一(?![百千万亿])")  # 建起一座大桥: one is no figure
# what only compares a figure with that of another year
_COMPARED = regex("(?:同比|环比|比上年|较|增长|增速|增幅|降低|下降)")


def add_statistics(facts: Facts, scene: Scene, here: Arg | None) -> None:
    """Say what is counted in a place: 甲市拥有区块链企业120家,其中上市公司5家.

    Parameters
    ----------
    here : the park, else the place, that the sentences before speak of.
    """
    text = scene.text
    told, stop = None, scene.start - 1  # whose figures the clause before tells, where it ends
    stated = [d for d in scene.dates if d.role == "asOf" and d.value]
    for start in sorted(_figures(scene)):
        begin, end = scene.clause_start(start), scene.clause_end(start)
        place = _counted_in(facts, scene, start, here)
        if place is None and told and begin == stop + 1 and _goes_on(scene, start):
            place = told
        if place is None or scene.status(start) != "done":
            continue
        if _GOAL.search(text, scene.start, start):
            continue  # 到2025年,甲市…占比达到66%: a goal
        if _PROMISED.search(text, begin, start):
            continue  # 对落户甲市的企业给予最高2000万元奖励
        if _TO_COME.search(text, scene.start, start):
            continue  # 确保到年底全市通车里程达到50公里
        told, stop = place, end
        if _NO_STATE.match(text, begin, end) or end - begin > _RUN_ON:
            continue

        if _SHARE.match(text, begin, end) and begin > scene.start:
            begin = scene.clause_start(begin - 1)  # 甲面积5亩,占全市的2%: of what it is the share
        begin, words = _worded(scene, begin, end)
        facts.add(
            place,
            "statistic",
            Text(_ENUMERATOR.sub("", words.strip("。!? \n"))),
            [(begin, end)],
            confidence=0.6,
            qualifiers={"asOf": stated[-1].value if stated else None},
        )


def _worded(scene: Scene, begin: int, end: int) -> tuple[int, str]:
    """Where a clause begins and its words, with the whole that it is a part of: 其中甲市50个."""
    text = scene.text
    clause = text[begin:end]
    whole = _OF_ALL.search(text, scene.start, begin) if clause.startswith(_PART_OF) else None
    if whole is None or whole.end() == begin:
        return begin, clause
    counted = text[whole.end() : scene.clause_end(whole.end())]
    return whole.start(), f"{whole[0]}{counted},{clause}"


_SHARE = regex("(?:分别|约|共)?占")


def _figures(scene: Scene) -> Iterator[int]:
    """Where a sentence counts something or tells a rank."""
    for match in _QUANTITY.finditer(scene.text, scene.start, scene.end):
        one = match[0][1:2].isalpha() and _ONE.match(match[0])
        if not (one or _DURATION.match(scene.text, match.end() - 1)):
            yield match.start()
    for match in _RANKED.finditer(scene.text, scene.start, scene.end):
        yield match.start()


def _counted_in(facts: Facts, scene: Scene, figure: int, here: Arg | None) -> Node | None:
    """The place in which a clause counts something, by its own name or by 全市."""
    text, begin = scene.text, scene.clause_start(figure)
    has = _RANKED.match(text, figure) or _HAVE.search(text, begin, figure)
    if not (has or _MEASURE.search(text, begin, figure)):
        return None
    inside = [a for a in scene.args if begin <= a.start and a.end <= figure]
    places = [a for a in inside if a.class_name == "Place" and a.start - begin <= 8]
    if places and (
        _OF_BODY.match(text, places[0].end, figure)  # 甲市外国语学校有800人: a school of it
        or text.endswith(_TO_OR_FROM, begin, places[0].start)
        or _UNCOUNTED.match(text, places[0].end, scene.clause_end(figure))
    ):
        return None
    whole = None if inside else _ALL_OF_IT.search(text, begin, figure)
    if whole is not None:
        return _whole(facts, scene, here, whole["level"] or "")
    if not inside and _HAS_ITSELF.match(text, begin, figure) and (itself := _profiled(scene)):
        return itself
    clause = text[begin : scene.clause_end(figure)]
    alone = bool(places) and _NOTHING_ELSE.fullmatch(text, places[0].end, scene.clause_end(figure))
    if not (alone or _COUNTED.search(clause) or _HOLDS.search(text, begin, figure)):
        return None
    if not inside and (told := _PRAISED.search(text, scene.start, begin)):
        return next((a.node for a in scene.args if a.place and a.end == told.end() - 1), None)
    return places[0].node if places and len(inside) == len(places) else None


# 甲县累计流转土地130余亩: with a noun for what is counted, whatever it is
_NOTHING_ELSE = regex(
    rf"[\u4e00-\u9fff]{{2,14}}(?:约|近|超过?)?{_QUANTITY.pattern}(?:以上|左右)?[。!\s]*"
)
_HAS_ITSELF = regex(
    "(?:现|共|总|已|下|管|全村|境内){0,3}(?:有(?!限|关|望|着|利)|辖|拥有)|总?(?:人口|面积)|[\u4e00-\u9fff]{2,4}(?:面积|覆盖率)"
)
_TELLS_OF_IT = regex("(?:位于|地处|坐落|隶属|由|东[临接与邻]|距|总|现|共|下?辖|有|是)")


def _profiled(scene: Scene) -> Node | None:
    """The place that a sentence begins with and goes on about: 甲村位于…,有558户,耕地面积50亩."""
    first = scene.args[0] if scene.args else None
    if first is None or first.class_name != "Place" or first.start > scene.start + 1:
        return None
    return first.node if _TELLS_OF_IT.match(scene.text, first.end) else None


_TO_OR_FROM = ("来自", "来自中国", "从", "向", "给")
# 甲市则超过17%, 在甲市高达70%: of what is told elsewhere
_UNCOUNTED = regex(
    rf"(?:[则更也还仅只]|是|已|为|有|近|约|占|达到?|高达|超过?){{1,4}}+{_NUMBER}(?:余|多)?[万亿]?[%个家户件](?:以上|左右)?[。!\s]*$"
)
_OF_BODY = regex(
    "《|[一两](?:名|位|艘|辆|架|栋|男|女|少女|小区|居民)|(?:[一二三四五六七八九十]|第[一二三四五六七八九十])?[中小](?:学|(?=现|有|共))|主板|股市|[^,;。的有共现]{0,10}?(?:学校|学院|中学|小学|医院|公司|法院|检察院|税务|国税|地税)(?:有|共|现|总|在|第|拥)"
)
# what is measured, with nothing but the figure behind it: 种植面积近2万公顷
_MEASURE = regex("(?:面积|产量|产值|总值|总额|人口|储量|产能|装机)[约近]?$")
_PRAISED = regex("(?:之称|之誉|美誉|闻名|著称)的[\u4e00-\u9fff]{2,8},$")  # 素有乙之称的甲市,….


def _whole(facts: Facts, scene: Scene, here: Arg | None, level: str) -> Node | None:
    """The region that 全市 or its like means: the one that the sentence is about, or the last."""
    first = scene.args[0] if scene.args else None
    near = first if first and first.start - scene.start <= 8 else here
    if near and near is first and near.class_name not in SPOTS:
        seats = [str(claim.object) for claim in facts.of("locatedIn", near.node.iri)]
        seat = next((facts.names[iri] for iri in seats if class_of(iri) == "Place"), "")
        return Node("Place", seat) if seat and seat.endswith(level) else None
    said = near and near.class_name == "Place" and near.name.endswith(level)
    return near.node if near and said else None


_NAMED = regex(
    "(?!靠|得益|受益|(?:其中)?\\d{4}年(?:新[建增]|完成)?$|[^,。;]*(?:从|户均|降|(?<![占居列在])(?:我国|全国)))(?![并将超占达约居位]|计划|力争|到|总?投资|会上)[^,。;]*[\u4e00-\u9fff]{2}[^,。;]*"
)


def _goes_on(scene: Scene, figure: int) -> bool:
    """Tell whether a clause counts more of what the one before does: 其中上市公司5家."""
    begin, end = scene.clause_start(figure), scene.clause_end(figure)
    if any(begin <= a.start < end for a in scene.args) or _COMPARED.match(scene.text, begin):
        return False
    return _NAMED.fullmatch(scene.text, begin, figure) is not None
