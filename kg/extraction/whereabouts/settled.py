"""Who sits in the park or the place that a text is speaking of: 当地企业如甲, 乙、丙已入驻."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.naming.foreign import is_abroad
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import topic_at, unexplained
from kg.patterns import regex

SITTERS = ("Company", "Institute", "Association", "Project", "Fund")
SPOTS = ("IndustrialPark", "Place")
OPENERS = ("Company", "Institute")
WORKS = ("Project", "IndustrialPark")
_LOCAL = regex("当地(?!时间|政府|部门|媒体|居民|官员)|本地|本土|辖区内|境内|国内")
# firms before a verb that tells where, but not the place again
_MOVED_IN = regex(
    r"(?=[入进落扎安集聚齐云汇投设建在就坐位放诞出从由])(?:(?:在(?:(?:该|本|此)?(?:园区|园内|基地|区内)内?|这里|那里|当地))?(?:入驻|进驻|入园|入区|落户|落址|落脚|扎根|安了?家|落了户|落子|集聚|聚集|齐聚|云集|汇聚|扎堆|投资建厂|设厂|建厂|设点|就?设在|就?坐落在?)(?:了|于此|在此|此地|园区|该园区?|该[市县区州]|这里|那里|其中|其间)?(?=[,;。、]|$|并|后)"
    r"|[从由](?:此地?|这里|园[内里]|园区内?)“?(?:起步|走出|毕业|出发|发家|孵化)[^,。;]{0,2}(?=[,。;、]|$)"
    r"|(?:[设位建安]于|设在|[放安落]在了?|坐落于|诞生于|出自)(?:此地?|这里|那里|该园区?|园[内里]|园区内?)(?=[,。;、]|$))"
)
# works of the region that a sentence is about: 甲市…,乙项目等相继开工
_BEGUN = regex(r"(?:落地|开工|动工|投产|竣工|签约|封顶|投用)(?:建设|落户|落地)?(?=[,。;]|$)")
_GATHERED = ("齐聚", "云集", "扎堆")  # 甲、乙齐聚, where else than in the place spoken of
# firms before a verb that says what they have there
_ACT_HERE = regex(
    r"(?=[在于])[在于](?:(?:那里|这里|此|此地|当地|(?:该|本|此)?(?P<estate>园区[内里]?|园[内里]|基地[内里]?|区内))(?:投资|共同|分别|正式|注册|都|均|也|已|先后|陆续)*"
    r"(?:设立|设有|开设|设厂|办公|运营|布局|建设|建有|建成|兴建|投产|挂牌|揭牌|注册|落[户址地]|成立(?=[,。;]))[^,。;]{0,16}"
    r"|(?:那里|这里|此|此地)(?:加速|快速|不断|迅速|逐步|茁壮|持续|稳步|做大)*"
    r"(?:成长(?:壮大)?|发展(?:壮大)?|壮大|起步|创业|孵化|崛起|落地生根|生根发芽|做强)"
    r"|(?:这里|此地|当地)(?:也|均|都|已|亦|先后|同样)*有(?:所)?(?:布局|投资|项目|工厂|产能|生产基地))(?=[,。;]|$)"
)
# firms behind a clause about their park: 园区入驻企业上百家,甲、乙均已投产; 甲、乙均在其列
_AT_WORK = regex(
    r"(?:(?<=[均都皆已也])|(?<=[相陆]继)|(?<=陆续)|(?<=先后)|(?<=全部))"
    r"(?:建成(?:投产|投用|生产线|厂房|工厂)?|建有[^,。;]{0,8}(?:线|厂|基地|中心)|[投量]产|投用|投运|开业|落成|设厂|动工|开工)了?(?=[,。;]|$|并)"
)
_AMONG_THEM = regex(
    r"(?:在其列|(?:榜上|其中)有名|[名位]列其中|在其中|(?:为|是|系)“?(?:该|其|此)?(?:园区?|基地|区内|小镇|其)(?:中|内)?[^,。;]{0,8}?(?:大户|客”?|龙头|代表|骨干|企业|标杆))(?=[,。;]|$)"
)
_LISTED_THERE = ("列", "有名", "其中")
_HERE = regex(r"在此|于此|这里|那里|此地|当地|该[市县区州]")
_ALSO = regex(
    r"[”)]*(?:、[^,。;:、的]{2,10}?){0,3}(?:的[^,。;、的]{0,6}(?:基地|工厂|总部|研发中心|项目|产线|生产线|厂房|分公司))?(?:等[^,。;、]{0,14}?)?(?:[,]?(?:目前|现)?(?:先后|已经?|均已?|也|陆续|相继|分别|签约|将|有望|即将|年内|拟|计划|(?:[把将])?(?:总部|办公地点)|皆|亦|悉数|随后|随之|也都|正式|成功|都|率先|于|[\d年月日和、]+|整体|全部|纷纷|在此|于此|就此)*)"
)
# whom a park has, when the clause does not say which park
_TAKES_IN = regex(
    "(?=[入进落园区基首率最新近同作])"
    "(?:(?:入驻|入园|园内)(?:企业|机构)?(?:既?就?有|包括|如|为|:)"
    "|(?:(?<=[年月日,。;])|首批|率先|最早|最先|新近?)(?:入驻|进驻|入园|落户)的"
    "|作为(?:该|本)?(?:园区|基地)[内里]?的?[^,。;]{0,8}(?:企业|公司|机构|龙头),"
    "|同在园区?内的(?:还?有)?|(?<=[,。;:、的])(?:园区?|区|基地)内的(?:还?有)?)"
)
_SUCH_AS = regex(
    r"[,:(]?(?:其中|包括|其中包括|其中就?有|既有|不仅有|例如|比如|诸如|如|像|涵盖|(?:代表|龙头|骨干|入驻|重点|主要)(?:性)?(?:企业|公司)(?:主要|分别)?(?:有|包括|如|为|是))+[“]?"
)
# 在甲国本土推广, 当地媒体 tell nothing of firms
_OF_FIRMS = regex(
    ",?[^,。;]{0,16}?(?:[企产]业|公司|交易所|厂商|[服供运制开][务应营造发]商|品牌|巨头|龙头|机构|银行|院校|高校|[药车房矿]企)"
    "|的[^,。;的]{2,8}、"  # 当地的甲、乙
)
_REACH = 24


def add_settled(facts: Facts, scene: Scene, here: Arg | None, park: Arg | None) -> None:
    """Place the firms of a sentence that leaves out where they are because it was said before.

    Parameters
    ----------
    here : the park, else the place, that the sentences before speak of.
    park : the last park that the text has named, which a bare 园区 means.
    """
    text = scene.text
    for match in _MOVED_IN.finditer(text, scene.start, scene.end):
        clause = scene.clause_start(match.start())
        around = (here or park) if "园" in match[0] else here
        if _ESTATE.search(text, clause, match.start()):
            around = park or here
        pointed = match[0].startswith(_GATHERED) or _HERE.search(text, clause, match.end())
        _seat(facts, scene, match, around, bool(pointed))
    for match in _BEGUN.finditer(text, scene.start, scene.end):
        works = _before(scene, scene.clause_start(match.start()), match.start())
        spot = _region(scene, match.start()) if any(a.class_name in WORKS for a in works) else None
        if spot:  # 甲项目、乙公司等; not 甲、乙两家公司签约
            place_there(facts, scene, works, spot, match.start(), match.end())
    for match in _AT_WORK.finditer(text, scene.start, scene.end):
        _seat(facts, scene, match, here, False)
    for match in _AMONG_THEM.finditer(text, scene.start, scene.end):
        clause = scene.clause_start(match.start())
        if match[0].endswith(_LISTED_THERE) and not _HAS_FIRMS.search(text, scene.start, clause):
            continue  # 名单公布,甲、乙榜上有名
        _seat(facts, scene, match, (park or here) if "园" in match[0] else here, False)
    for match in _ACT_HERE.finditer(text, scene.start, scene.end):
        _seat(facts, scene, match, (park or here) if match["estate"] else here, not match["estate"])
    _add_taken_in(facts, scene, here, park)
    _add_gathered(facts, scene, here, park)
    _add_indoors(facts, scene)


# 目前园区已经吸引了甲、乙, 这座小城却聚集了甲: a place that is not called by its name again
_ESTATE = regex("(?:^|[,。;目前现在今该本,但而])园区")
_THERE = (
    r"(?:这里|那里|这(?:座|片|个|块|一)[\u4e00-\u9fff\d]{0,14}?(?:城市?|镇|岛|园区|园|区|县|村|街区|土地|热土)"
    r"|(?:目前|如今|现在|该|此)?(?P<estate>园区|(?<![\u4e00-\u9fff])(?:园|区|基地|港|谷|城)(?=[内里]))(?:内|里)?|此地|(?:该|全)(?P<level>[市县区省州镇])(?:内|里)?)"
)
_GATHERS = regex(
    _THERE + r",?(?:目前|如今|现|已经?|却|也|还|又|先后|相继|陆续|更是|更|就|正|不仅|成功)*"
    r"(?:(?:集聚|聚集|汇聚|云集|汇集|吸引|引进|引来|引入|诞生|走出|培育|孵化|坐落|驻扎|建成|布局)(?:(?<=已..)|着|了|出)+"
    r"|(?:现|已|共|建|拥)*有)"
)


def _add_gathered(facts: Facts, scene: Scene, here: Arg | None, park: Arg | None) -> None:
    """Place those whom a place has drawn that the sentences before name: 这里集聚了甲、乙."""
    for match in _GATHERS.finditer(scene.text, scene.start, scene.end):
        index = scene.after(match.end())
        if scene.covers(match.start()) or index >= len(scene.args):
            continue
        first, drawn = scene.args[index], (*SITTERS, "IndustrialPark")
        if first.class_name not in drawn or not _goes_on(scene, match.end(), first):
            continue
        spot = park if match["estate"] else _spot(scene, match.start(), here, True)
        if spot is not None and spot is not first and spot.name.endswith(match["level"] or ""):
            group = [a for a in scene.group(index, drawn) if a.start >= match.end()]
            place_there(facts, scene, group, spot, match.start(), match.end())


def _seat(
    facts: Facts, scene: Scene, verb: re.Match[str], around: Arg | None, pointed: bool
) -> None:
    """Place the firms right before a verb in the park of the clauses before, else around."""
    clause = scene.clause_start(verb.start())
    sitters = _before(scene, clause, verb.start())
    spot = _spot(scene, clause, around, pointed) if sitters else None
    if spot is None and verb[0].startswith(_SETTLED):
        spot = _region(scene, clause)
    if spot:
        place_there(facts, scene, sitters, spot, verb.start(), verb.end())


_SETTLED = ("落户", "入驻", "进驻", "扎根", "安家")


def _region(scene: Scene, end: int) -> Arg | None:
    """The region that a sentence speaks of in a clause before: 甲市提出…,乙等企业已签约落户."""
    clause = scene.clause_start(end)
    for place in reversed(scene.args[: scene.after(clause)]):
        leads = place.start == scene.clause_start(place.start) and not scene.is_adjunct(place)
        if leads and place.place and place.place.code:
            several = scene.text.startswith(("的", "、", "与", "和", "及"), place.end)
            return None if several else place
    return None


def _goes_on(scene: Scene, end: int, first: Arg) -> bool:
    """Tell whether those drawn stand in the clause of the verb: not 集聚了人才,甲昨日到访."""
    return first.start - end < _REACH and not re.search("[,。;:]", scene.text[end : first.start])


def _add_taken_in(facts: Facts, scene: Scene, here: Arg | None, park: Arg | None) -> None:
    """Place those whom a park has that the clause does not name: 入驻企业包括甲、乙."""
    text = scene.text
    for match in _TAKES_IN.finditer(text, scene.start, scene.end):
        clause = scene.clause_start(match.start())
        if scene.covers(match.start()):
            continue
        around = (park or here) if match[0].endswith(":") or "园" in match[0] else here
        spot = _spot(scene, clause, around, bool(_HERE.search(text, clause, match.start())))
        index = scene.after(match.end())
        if spot is None or index >= len(scene.args):
            continue
        first = scene.args[index]
        if match[0].endswith("的") and unexplained(scene, clause, match.start()) >= 2:
            continue  # 乙城新落户的丙: of a park whose name is not known
        beside = first.start - match.end() <= 1 or not match[0].endswith(("的", ","))
        if first.class_name in SITTERS and beside and _goes_on(scene, match.end(), first):
            group = [a for a in scene.group(index, SITTERS) if a.start >= match.end()]
            place_there(facts, scene, group, spot, match.start(), match.end())


def _add_indoors(facts: Facts, scene: Scene) -> None:
    """Place the firms of a clause behind a park that 里 or 内 ends: 甲园区里,乙、丙已经投产."""
    for spot in scene.args:
        inside = spot.class_name == "IndustrialPark" and _INDOORS.match(scene.text, spot.end)
        index = scene.after(inside.end()) if inside else 0
        if inside and index < len(scene.args) and scene.args[index].start == inside.end():
            group = [a for a in scene.group(index, SITTERS) if a.start >= inside.end()]
            work = scene.args[index + 1] if index + 1 < len(scene.args) else None
            if work and work.class_name == "Project" and len(group) == 1:  # 园区里,乙的丙产线
                group += [work] if scene.text[group[0].end : work.start].strip("“") == "的" else []
            place_there(facts, scene, group, spot, spot.start, inside.end())


_INDOORS = regex("(?:园区|园|区)?(?:的(?:码头|厂[房区]|车间|生产线|展厅|工地))?[内里中上],[“]?")


def _before(scene: Scene, clause: int, verb: int) -> list[Arg]:
    """The list of firms, or of works, that ends right before a verb."""
    index, classes = scene.after(verb) - 1, (*SITTERS, "IndustrialPark")
    if index < 0 or scene.args[index].start < clause or scene.args[index].class_name not in classes:
        return []
    beside = _ALSO.fullmatch(scene.text, scene.args[index].end, verb)
    return _past_unknown(scene, scene.group(index, classes), classes) if beside else []


_UNKNOWN = regex("[”)]?、[^,。;:、的]{2,10}、“?")


def _past_unknown(scene: Scene, group: list[Arg], classes: Collection[str]) -> list[Arg]:
    """A list with what stands beyond a member whose name is not known: 甲、某某、乙."""
    text, args = scene.text, scene.args
    while (at := scene.after(group[0].start)) and args[at - 1].class_name in classes:
        if not _UNKNOWN.fullmatch(text, args[at - 1].end, group[0].start):
            break
        group = [*scene.group(at - 1, classes, with_others=False), *group]
    while (at := scene.after(group[-1].end)) < len(args) and args[at].class_name in classes:
        if not _UNKNOWN.fullmatch(text, group[-1].end, args[at].start):
            break
        group = [*group, *scene.group(at, classes, with_others=False)]
    return group


_FROM = ("从", "距", "离", "距离", "自", "由", "比", "不同于")  # 从甲市坐车过去,这座小城


def _spot(scene: Scene, clause: int, here: Arg | None, pointed: bool) -> Arg | None:
    """The park of the clauses before; the place before when a word points to it."""
    spots = [a for a in scene.args if a.class_name in SPOTS and a.end <= clause]
    topic = topic_at(scene, clause, ("IndustrialPark",)) if len(spots) > 1 else None
    if topic in spots:
        return topic  # 甲园(2022年与乙园合并)是丙省的重镇,丁总部设于此
    if pointed:
        spots = [a for a in spots if not scene.text.endswith(_FROM, scene.start, a.start)]
        return spots[-1] if spots else here
    parks = [a for a in spots if a.class_name == "IndustrialPark"]
    if parks:
        return parks[-1]
    return here if here and here.class_name == "IndustrialPark" else None


def place_there(
    facts: Facts,
    scene: Scene,
    sitters: list[Arg],
    spot: Arg,
    start: int,
    end: int,
    there: bool = False,
) -> None:
    """Say where some are, who are there already or do what a verb says that stands at `start`."""
    for sitter in sitters:
        facts.add(
            sitter.node,
            "hostedAt" if sitter.class_name == "Event" else "locatedIn",
            spot.node,
            [(min(start, sitter.start), max(end, sitter.end))],
            confidence=0.6,
            status="done"
            if there
            else scene.status(start, finished="了" in scene.text[end - 1 : end + 1]),
        )


def _local(scene: Scene, here: Arg | None) -> tuple[int, Arg | None]:
    """Where a sentence says 当地, and the place that it means: the one beside it, or before."""
    for match in _LOCAL.finditer(scene.text, scene.start, scene.end):
        if not _OF_FIRMS.match(scene.text, match.end(), scene.end):
            continue
        for place in scene.args:
            beside = place.class_name == "Place" and place.end == match.start()
            if match[0] == "国内" and not (beside and place.place and is_abroad(place.place)):
                continue
            if beside:
                return match.start(), place
        if match[0] == "国内":
            continue  # at home
        if match.start() - scene.start <= 2:  # 作为当地企业
            return match.start(), here
        leads = scene.text.endswith(("为", "是", "由"), 0, match.start())
        # 甲区出台措施,当地企业乙获支持
        if leads or match.start() == scene.clause_start(match.start()):
            said = [a for a in scene.args if a.class_name == "Place" and a.end <= match.start()]
            return match.start(), said[-1] if said else here
    return scene.end, None


# 甲、乙等本地科技企业
_OF_HERE = regex(
    "[”)]*等[^,。;、]{0,4}?(?:当地|本地|本土)的?[^,。;、]{0,8}?(?:企业|公司|机构|院校|高校)"
)


def add_local_firms(facts: Facts, scene: Scene, here: Arg | None) -> None:
    """Place the firms that a sentence calls those of a place: 甲市当地企业如乙、丙."""
    for index, last in enumerate(scene.args):
        if last.class_name in OPENERS and _OF_HERE.match(scene.text, last.end):
            listed = [a for a in scene.group(index, OPENERS) if a.end <= last.end]
            said = [a for a in scene.args if a.class_name in SPOTS and a.end <= listed[0].start]
            if spot := said[-1] if said else here:
                place_there(facts, scene, listed, spot, listed[0].start, last.end, there=True)
    start, place = _local(scene, here)
    if place is None:
        return
    for index, firm in enumerate(scene.args):
        if firm.class_name != "Company" or firm.start < start:
            continue
        before = scene.args[index - 1] if index else None
        if before and scene.text.startswith("的", before.end):
            continue  # 位于乙区的丙 is in 乙
        facts.add(
            Node("Company", firm.name),
            "locatedIn",
            place.node,
            [(start, firm.end)],
            confidence=0.6,
        )


_HAS_FIRMS = regex("引入|入园|集聚|聚集|汇聚|入驻|落户|拥有|吸引|引进|培育|共有|现有|涌现|诞生")


def add_examples(facts: Facts, scene: Scene) -> None:
    """Place the firms that examples name: 甲园区集聚企业300家,其中包括乙、丙."""
    if "Company" not in scene.kinds or scene.kinds.isdisjoint(SPOTS):
        return
    for index, firm in enumerate(scene.args):
        if firm.class_name not in ("Company", "Project") or not index:
            continue
        clause = scene.clause_start(firm.start)
        lead = scene.text[max(scene.start, clause - 1) : firm.start]
        if clause == scene.start or not _SUCH_AS.fullmatch(lead):
            continue
        before = [a for a in scene.args if a.class_name in SPOTS and a.end <= clause]
        main = scene.text[before[-1].end : clause] if before else ""
        named = before and any(before[-1].end <= a.start < clause for a in scene.args)
        if named and not _HAS_FIRMS.search(main):
            continue  # 甲国巨头乙与丙推出平台,其中包括丁: nobody says where 丁 is
        if before and re.search("企业|公司|厂商|巨头|机构", main + lead):
            group = [a for a in scene.group(index, SITTERS) if a.start >= firm.start]
            place_there(facts, scene, group, before[-1], firm.start, firm.end)


# 甲、乙等驻区高校, 丙、丁等园区内企业
_RESIDENT = regex(
    r"[”)]*(?:等)?(?:驻[区园]|在[区园]|(?:本|该)?(?:园区|[区园])内?|入区|入园)的?[^,。;、]{0,6}?"
    "(?:高等学校|高等院校|高校|院校|院所|科研机构|研究机构|企业|单位|机构|医院)"
)
# 甲、乙等功能区, of which a zone makes use
_QUARTERS = regex(
    "[”)]*等[^,。;、]{0,6}?(?:功能区|功能平台|园区|片区|组团|载体|平台|产业园|产业基地|特殊区域)"
)
_USES = regex(
    "[^,。;]{0,12}?(?:发挥|依托|利用|借助|统筹|整合|优化|提升|推动|推进|加快)[^,。;]{0,6}"
)


def add_residents(facts: Facts, scene: Scene, zone: Arg | None) -> None:
    """Place those that a text calls residents of its zone, and the quarters that a zone uses.

    Parameters
    ----------
    zone : that the text is about, or that the sentences before speak of.
    """
    for index, last in enumerate(scene.args):
        if zone and last.class_name in OPENERS and _RESIDENT.match(scene.text, last.end):
            group = [a for a in scene.group(index, OPENERS) if a.start <= last.start]
            place_there(facts, scene, group, zone, group[0].start, last.end, there=True)
        if last.class_name == "IndustrialPark" and _QUARTERS.match(scene.text, last.end):
            group = scene.group(index, ("IndustrialPark",), with_others=False)
            before = scene.after(group[0].start) - 1
            user = scene.args[before] if before >= 0 else None
            if (
                user
                and user.class_name in SPOTS
                and _USES.fullmatch(scene.text, user.end, group[0].start)
            ):
                place_there(facts, scene, group, user, user.start, last.end, there=True)


def add_of_section(facts: Facts, scene: Scene, region: Arg | None) -> None:
    """Place what a sentence founds or issues, in the section of a region: 甲市:…."""
    told = _FOUNDING.search(scene.text, scene.start, scene.end)
    if region is None or region.place is None or not told:
        return
    others = any(a.class_name == "Place" and a is not region for a in scene.args)
    for thing in scene.args:
        span = [(region.start, region.end), (thing.start, thing.end)]
        founded = thing.class_name in _FOUNDED and facts.has(thing.node, "establishedDate")
        if founded and not others and not facts.has(thing.node, "locatedIn"):
            facts.add(thing.node, "locatedIn", region.node, span, confidence=0.55)
        issued = "Agency" not in scene.kinds and facts.has(thing.node, "issuedDate")
        if issued and not (_OF_REGION.search(thing.name) or facts.has(thing.node, "issuedBy")):
            facts.add(thing.node, "appliesTo", region.node, span, confidence=0.55)


_FOUNDING = regex("成立|揭牌|设立|启用|发布|印发|出台|下发")
_OF_REGION = regex("[省县州盟旗]|市(?!场)|区(?!块|域)")  # in a title that tells itself whose it is
_FOUNDED = ("Association", "Institute", "IndustrialPark")


def add_under_label(facts: Facts, scene: Scene) -> None:
    """Place those that a line of a survey begins with behind its place: 甲市:乙、丙各领一军."""
    label = scene.args[0]
    first = scene.args[1] if len(scene.args) > 1 else label
    behind = scene.text[label.end : first.start].rstrip("“")
    if label.place is None or behind != ":" or first.class_name not in SITTERS:
        return
    group = _past_unknown(scene, scene.group(1, SITTERS, with_others=False), SITTERS)
    several = len(group) > 1 or first.class_name in ("Project", "Institute")
    if several and not _MEETS.match(scene.text, group[-1].end):
        place_there(facts, scene, group, label, label.start, group[-1].end, there=True)


# 甲市:乙与丙签约
_MEETS = regex(
    r"[”)]*(?:等[^,。;、]{0,8})?(?:[与和同向将拟获签来在赴昨今近日\d]|宣布|发布|表示|联合|考察|调研)"
)


def spot_next(scene: Scene, about: Arg | None, here: Arg | None) -> Arg | None:
    """The park or place that the next sentence may leave out."""
    if about and about.class_name == "IndustrialPark":
        return about
    if scene.kinds.isdisjoint(SPOTS):
        return here
    spots = [a for a in scene.args if a.class_name in SPOTS]
    parks = [a for a in spots if a.class_name == "IndustrialPark"]
    return parks[-1] if parks else spots[-1]


_RUNS = regex(
    r"(?:部署|推进|实施|开展|启动|推行|试行|铺开|先行先试|试点|试运行|投入使用|投入运营|投入运行|推广应用|落地应用|开放运营|常态化运营|商业化运营|示范应用|落地|启用|投用)"
)
_RUN = regex("了?[^,。;的在]{0,8}[“]?")
_LED = ("在", "于", "覆盖", "落地")


def add_deployed(facts: Facts, scene: Scene) -> None:
    """Place the products that a sentence says to run somewhere."""
    text = scene.text
    for match in _RUNS.finditer(text, scene.start, scene.end):
        if scene.covers(match.start()):
            continue
        clause = scene.clause_start(match.start())
        first, last = scene.after(clause), scene.after(match.start())
        for index in range(first, last):
            place = scene.args[index]
            if place.class_name != "Place" or not text.endswith(_LED, clause, place.start):
                continue
            projects = [a for a in scene.args[first:index] if a.class_name == "Project"]
            run = scene.args[last] if last < len(scene.args) else place
            tried = run.class_name == "Project" and run.name.endswith(("试点", "工程", "行动"))
            if tried and _RUN.fullmatch(text, match.end(), run.start):
                projects = [run]  # 在甲市率先开展乙试点
            if not projects:  # 甲平台获奖,并在乙市开展服务: not of what another clause names
                continue
            project = projects[-1]
            status = scene.status(match.start())
            for where in scene.group(index, ("Place",), with_others=False):
                span = [(min(project.start, where.start), max(match.end(), project.end))]
                if where.start >= place.start:
                    node = project.node
                    facts.add(node, "locatedIn", where.node, span, confidence=0.65, status=status)
            break


_FOR = ("为", "帮", "帮助", "给")
# 甲公司为乙市搭建了丙平台
_BUILT_FOR = regex(
    "(?:量身|独家|专门|成功|精心|共同|联合)*(?:打造|搭建|建设|开发|研发|建成|建起|定制|构建|部署|上线|设计)了?[^,。;的]{0,16}?“?"
)
# 去年,甲区上线了乙平台
_LAUNCHES = regex(
    r"(?:率先|正式|全面|深入|大力|计划|还|也|又|就|便|将|要|已经?|去年|今年起?|随后|此后|[在于]?[\d年月日]{2,11}+)*"
    r"(?:上线|推出|启用|开通|投用|建成|(?:组织|启动)?实施|出台)了?[^,。;的]{0,16}?“?"
)
# 甲公司与乙市达成合作,推出了丙平台
_TOGETHER = regex(
    "(?:(?:达成|签[署订约下])?[^,。;的]{0,8}(?:合作|协议),)?(?:合作|联合|共同|一起|联手|携手)*(?:推出|上线|打造|开发|搭建|建设|启动|研发|做)了?[^,。;的]{0,16}?“?"
)
_WITH = ("与", "和", "同", "联合", "携手")


def add_launched(facts: Facts, scene: Scene) -> None:
    """Place what a region launches, or what others build for it: 甲市上线了乙, 为甲市搭建乙."""
    text = scene.text
    for spot, project in pairwise(scene.args):
        if project.class_name != "Project" or spot.class_name not in SPOTS:
            continue
        if text.endswith(_WITH, scene.start, spot.start):
            told = _TOGETHER
        elif text.endswith(_FOR, scene.start, spot.start):
            told = _BUILT_FOR
        else:
            told = _LAUNCHES
            if scene.is_adjunct(spot):
                continue
        if not told.fullmatch(text, spot.end, project.start):
            continue
        status = scene.status(project.start)
        listed = scene.group(scene.after(project.start), ("Project",), with_others=False)
        for each in listed:
            span = [(spot.start, each.end)]
            facts.add(each.node, "locatedIn", spot.node, span, confidence=0.65, status=status)
