"""Funds as things: their manager, and the fund that they are part of; who runs a park."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import head_before, topic_at
from kg.patterns import regex

_BACKERS = ("Fund", "Company", "Agency", "Institute", "Association")
_PUTS_IN = regex(
    r"(?:等[^,;。]{0,12})?(?:共同|联合|各|分别|合计|携手)*(?:参与)?"
    r"(?:出资|认缴|实缴|参股|跟投|入股|发起|持股|占股)(?!.{0,2}(?:规模|总额|金额|为\d))"
)


_TAKES_IN = ("由", "联合", "引入", "吸引", "携手", "股东")
_HOLDERS = regex("股东|出资[人方]|合伙人")
_PUT_IN = regex(r"\([约近]?[\d.]+[万亿]+[^()]{0,4}\)")


def backs(scene: Scene, fund: Arg) -> bool:
    """Tell whether a fund only takes part in what is spoken of: 由甲基金发起, 甲基金认缴1亿元."""
    index = scene.after(fund.start)
    run = scene.group(index, _BACKERS)
    if scene.text.endswith(_TAKES_IN, scene.start, run[0].start):
        return True
    if _PUT_IN.match(scene.text, fund.end) and _HOLDERS.search(
        scene.text, scene.start, run[0].start
    ):
        return True  # 股东为甲部(20亿元)、乙基金(10亿元)
    if _IS_PART.search(scene.text, scene.start, fund.start):
        return True  # 乙系甲基金设立的首支子基金
    named = run[0].start <= scene.start + 1  # 甲基金参股乙: spoken of
    return not named and _PUTS_IN.match(scene.text, run[-1].end) is not None


def asserted(scene: Scene, position: int) -> str:
    """The status of a fact about a fund, which nobody encourages as such."""
    status = scene.status(position)
    return "done" if status == "encouraged" else status


_MANAGERS = ("Company", "Agency", "Institute", "Association")
_MANAGES = regex(
    r"(?:等[^,;。]{0,6})?(?:受托|受委托|负责|共同|统一|具体|日常|市场化|专业化?|进行|对基金|的){0,6}"
    r"(?:作为[^,;。]{0,10})?(?:受托|负责|共同|统一|具体|日常|进行|的){0,3}"
    r"(?:[担出]任(?:该基金|其|基金|的|唯一|独家)*(?:普通合伙人|管理人|执行事务合伙人|管理机构|GP)|管理|运营|运作|打理|任基金管理人|为基金管理人)"
)
_GIVEN_TO = regex(
    r"(?:由(?:其|旗下|全资|控股|关联)*(?:子公司|公司|平台)?|委托|交由|聘请|授权|委托给|交给)$"
)
_MANAGER_IS = regex(
    r"(?:管理人|管理机构|管理公司|受托管理机构|执行事务合伙人|普通合伙人|GP)(?:分别|仍|均|同样|也|则)*(?:为|是|:|系|由)?$"
)
_IS_MANAGER = regex(
    r"(?:为|是|担任|作为|任)(?:该基金|其|该子基金)?(?:的)?(?:基金)?(?:管理人|管理机构|受托管理机构|普通合伙人|执行事务合伙人|GP)"
)
_SETS_UP_MANAGER = regex("管理(?:公司|平台|机构)由$")
_LOOKS_AFTER = regex(
    r"(?:受托|负责(?:具体|日常|市场化|专业化|统一|该基金的?|基金的?)*)(?:投资|运营)?(?:管理|运作|运营)(?=的|[,;。]|$)"
)
_RUNS = regex(
    r"(?:受托|受委托|负责)*(?:作为[^,;。]{0,12})?(?:受托|负责)*(?:管理|运营|运作)(?:运营|的|着|了|下的)*(?:[\d一二两三四五六七八九十多]*[只支个])?[“《]?"
    # 甲管理的基金中,规模最大的是乙
    r"|(?:受托|负责|目前|现)*(?:管理|运营|运作)的[^,;。]{0,10}基金(?:中|里|当中)?,?[^,;。]{0,14}?(?:是|为|有|包括)[“《]?"
)


def add_managers(facts: Facts, scene: Scene, fund: Arg | None) -> None:
    """Say who manages a fund: 甲基金由乙管理, 管理人为乙, 乙管理的甲基金."""
    text = scene.text
    for index, arg in enumerate(scene.args):
        if arg.class_name not in _MANAGERS:
            continue
        run = scene.group(index, _MANAGERS, with_others=True)
        if _is_house(scene, index):
            continue  # 管理人为甲旗下的乙: not 甲
        if _SETS_UP_MANAGER.search(text, max(scene.start, run[0].start - 8), run[0].start):
            continue  # 基金管理公司由甲、乙出资组建: neither manages
        lead = text[max(scene.start, run[0].start - 12) : run[0].start]
        told = _TOLD.match(text, run[-1].end, scene.end)
        ends = told.end() if told else run[-1].end
        behind = text[ends : min(scene.end, ends + 24)]
        nearest = _fund_before(scene, run[0].start)
        if nearest is None and _IS_MANAGER.match(behind):  # 甲作为基金管理人,发起乙基金
            nearest = next((a for a in scene.args if a.class_name == "Fund"), None)
        if nearest is None and not _runs_other(scene, run[0].start):
            nearest = fund
        target: Arg | None = None
        others: list[Arg] = []  # 甲管理乙基金、丙基金: all that stand in the list
        given = bool(_GIVEN_TO.search(lead) and _MANAGES.match(behind))
        given |= bool(lead.endswith(("、", ",", "并")) and _LOOKS_AFTER.match(behind))
        if _headed_by_fund(scene, run[-1]):
            given = False  # 由甲管理的乙基金: 乙, not what was spoken of before
        if given or _MANAGER_IS.search(lead) or _IS_MANAGER.match(behind):
            target = nearest
            if _EACH_BY.search(lead):
                target = _counterpart(scene, run, arg) or nearest
        else:
            following = scene.after(run[-1].end)
            while scene.modifies(following):
                following += 1  # 受托管理甲参股的乙基金
            if following < len(scene.args) and scene.args[following].class_name == "Fund":
                gap = text[run[-1].end : scene.args[scene.after(run[-1].end)].start]
                if _RUNS.fullmatch(gap):
                    target = scene.args[following]
                    listed = scene.group(following, ("Fund",), with_others=False)
                    others = [a for a in listed if a.start > target.start]
        for run_by in (target, *others) if target else ():
            if run_by.name == arg.name:
                continue
            facts.add(
                Node("Fund", run_by.name),
                "managedBy",
                arg.node,
                [(min(run_by.start, run[0].start), max(run_by.end, run[-1].end))],
                confidence=0.8,
                status=asserted(scene, arg.start),
            )


_EACH_BY = regex("(?:分别|各自)(?:由|为|是|系|委托)$")
_RUN = ("IndustrialPark", "Fund")
_WORK = "运营|管理|运作|运行"
_RUNS_IT = regex(
    rf"(?:具体|统一|全面|全权|共同|现|则)*(?:(?:负责|承担)|(?={_WORK}))(?:其|日常|具体|后续|整体|市场化)*(?:{_WORK})"
    rf"(?:和|与|及|、)?(?:{_WORK}|维护|服务|招商)*(?:等?工作)?(?=[,;。]|$)"
)


def add_running(facts: Facts, scene: Scene) -> None:
    """Say who runs what the clauses before speak of: 园区由甲开发,乙负责运营."""
    _add_charges(facts, scene)
    for index, keeper in enumerate(scene.args):
        first = scene.args[index - 1] if index and scene.modifies(index - 1) else keeper
        begins = scene.start < first.start == scene.clause_start(keeper.start)
        if keeper.class_name not in _MANAGERS or not begins:
            continue
        runs = _RUNS_IT.match(scene.text, keeper.end, scene.end)
        thing = topic_at(scene, keeper.start, _RUN) if runs else None
        if runs and thing is None and not _runs_other(scene, keeper.start):
            thing = _fund_before(scene, keeper.start)  # 甲将设立乙基金,丙负责管理
        if runs and thing:
            span = [(min(thing.start, keeper.start), runs.end())]
            status = scene.status(runs.start())
            facts.add(thing.node, "managedBy", keeper.node, span, confidence=0.75, status=status)


_RUNNING = rf"[”]?的?(?:其|园区|基金|日常|具体|整体|建设|开发|投资|招商|和|与|及|、)*(?:{_WORK})"
_CHARGE = regex(rf"{_RUNNING}(?:工作|事务|业务)?(?:目前|现|统一|主要|具体|全部|交)*由")
_TAKES = regex("(?:具体|统一|全面|全权|共同)*(?:负责|承担)(?=[,;。]|$)")
_IN_CHARGE = regex("(?:目前|现|将|具体|统一|全面|全权|主要|受托)*(?:负责|承担)[“]?")
_ITS_RUNNING = regex(rf"{_RUNNING}(?![^,。;]{{0,8}}(?:项目|平台|系统))")


def _add_charges(facts: Facts, scene: Scene) -> None:
    """Say whose charge it is to run a park or a fund: 园区运营由甲负责, 甲负责乙园区的运营."""
    text = scene.text
    for index, keeper in enumerate(scene.args):
        if keeper.class_name not in _MANAGERS:
            continue
        run, near = scene.group(index, _MANAGERS), scene.args[index + 1 : index + 2]
        thing = None
        if near and _IN_CHARGE.fullmatch(text, keeper.end, near[0].start):
            thing = near[0] if _ITS_RUNNING.match(text, near[0].end, scene.end) else None
        elif _TAKES.match(text, run[-1].end, scene.end):
            first, clause = run[0].start, scene.clause_start(run[0].start)
            here = [a for a in scene.args if clause <= a.start < first][-1:]
            if _CHARGE.fullmatch(text, here[0].end if here else clause, first):
                thing = here[0] if here else topic_at(scene, first, _RUN)
        if thing and thing.class_name in _RUN:
            span = [(min(thing.start, keeper.start), max(keeper.end, thing.end))]
            status = scene.status(keeper.end)
            facts.add(thing.node, "managedBy", keeper.node, span, confidence=0.8, status=status)


def _runs_other(scene: Scene, position: int) -> bool:
    """Tell whether a sentence speaks of something else that may be managed: 甲园区由乙运营."""
    kinds = ("IndustrialPark", "Project", "Institute", "Association")
    other, here = topic_at(scene, position, kinds), head_before(scene, position)
    earlier = other is not None and other.start >= scene.start
    return earlier or (here is not None and here.class_name in kinds)


def _headed_by_fund(scene: Scene, manager: Arg) -> bool:
    """Tell whether a fund is the head of the clause that says what is managed: 甲管理的乙基金."""
    following = scene.after(manager.end)
    if following >= len(scene.args) or scene.args[following].class_name != "Fund":
        return False
    gap = scene.text[manager.end : scene.args[following].start].rstrip("“《")
    return gap.endswith("的") and _RUNS.fullmatch(gap) is not None


_TOLD = regex(r"\([^()]{2,60}\)")  # 由甲(规模30亿元)负责管理
_OF_HOUSE = regex(
    "(?:旗下|下属|所属|控股|麾下)的?(?:全资|控股)?(?:子公司)?|的?(?:全资|控股)?[子孙]公司"
)


def _is_house(scene: Scene, index: int) -> bool:
    """Tell whether an argument only says whose the next one is: 甲集团旗下的乙."""
    if not 0 <= index < len(scene.args) - 1 or scene.args[index].class_name not in _MANAGERS:
        return False
    gap = scene.args[index].end, scene.args[index + 1].start
    return _OF_HOUSE.fullmatch(scene.text, *gap) is not None


def _counterpart(scene: Scene, run: Sequence[Arg], manager: Arg) -> Arg | None:
    """The fund that one of several managers runs: 甲基金、乙基金分别由丙、丁管理."""
    index = scene.after(run[0].start) - 1
    funds = scene.group(index, ("Fund",)) if index >= 0 else []
    return funds[run.index(manager)] if len(funds) == len(run) > 1 else None


def _fund_before(scene: Scene, position: int) -> Arg | None:
    """The last fund in front that is spoken of rather than takes part."""
    for arg in reversed(scene.args[: scene.after(position)]):
        if arg.class_name == "Fund" and not backs(scene, arg):
            return arg
    return None


_IS_PART = regex(r"(?:是|为|作为|系|属于)[^,;。]{0,4}$")
_PART = regex(
    r"(?:的|(?:在[^,;。的]{1,12})?(?:参与|直接|首次)*(?:参股|出资|投资|支持|认缴|发起|设立)(?:设立|组建|成立)?的?|旗下的?|下设的?|首[只支个家]|第[一二三四五六七八九十\d]+[只支个家]|重要|核心|专项|[\d一二两三四五]+[只支]|(?:创业|股权|风险|产业|天使)投资){0,4}(?:子|实体)基金"
)


def add_parts(facts: Facts, scene: Scene, mother: Arg | None) -> None:
    """Say which fund is part of which: 甲基金是乙母基金的子基金; 作为乙基金的子基金,甲基金….

    Parameters
    ----------
    mother : the fund of funds that the text spoke of last.
    """
    _add_members(facts, scene, mother)
    for index, whole in enumerate(scene.args):
        part = part_of(scene, index)
        if part is not None and part.name != whole.name:
            facts.add(
                Node("Fund", part.name),
                "subFundOf",
                Node("Fund", whole.name),
                [(min(part.start, whole.start), max(part.end, whole.end))],
                confidence=0.8,
                status=scene.status(whole.start),
            )


# 主要子基金情况如下: and what is numbered below it
_PARTS_BELOW = regex(
    r"子基金[^\n,。;]{0,14}:[^\S\n]*\n(?:[^\S\n]*[(]?[\d一二三四五六七八九十]{1,3}[)、.][^\n]*\n)*$"
)
_NUMBER = regex(r"[^\S\n]*[(]?[\d一二三四五六七八九十]{1,3}[)、.][^\S\n]*“?")
_LIST = 3000  # characters that such a list may run over


def add_listed_parts(facts: Facts, scene: Scene, mother: Arg | None) -> None:
    """Say of which fund those in a numbered list are parts.

    Parameters
    ----------
    mother : the fund of funds that the text spoke of last.
    """
    for part in scene.args:
        line = scene.text.rfind("\n", 0, part.start) + 1
        numbered = part.class_name == "Fund" and _NUMBER.fullmatch(scene.text, line, part.start)
        if mother is None or not numbered or part.name == mother.name:
            continue
        if _PARTS_BELOW.search(scene.text, max(0, line - _LIST), line):
            facts.add(
                part.node,
                "subFundOf",
                mother.node,
                [(part.start, part.end)],
                confidence=0.75,
                status=asserted(scene, part.start),
            )


def part_of(scene: Scene, index: int) -> Arg | None:
    """The fund that is said to be part of another, None where that is said of none.

    Parameters
    ----------
    index : of the other one.
    """
    whole = scene.args[index]
    if whole.class_name != "Fund" or not _PART.match(scene.text, whole.end):
        return None
    lead = scene.text[max(scene.start, whole.start - 8) : whole.start]
    if not _IS_PART.search(lead):
        return None
    after = (a for a in scene.args[index + 1 :] if a.class_name == "Fund")
    return _fund_before(scene, whole.start) or next(after, None)


def is_mother(arg: Arg) -> bool:
    """Tell whether this is a fund that other funds are part of."""
    return arg.class_name == "Fund" and arg.name.endswith(("母基金", "引导基金"))


_SETS_UP = regex(
    r"(?:出资|参股|发起|合作|参与|牵头|已|共|先后|累计|成功)*(?:设立|组建|成立|参股|下设|投资|设有|包括|涵盖|有|为|:)(?:了|的)?[“]?$"
)
_OF_PARTS = regex(
    r"(?:等)?(?:[一二三四五六七八九十两\d]+|多|数|若干)?[只支个家]?(?:[\u4e00-\u9fff]{0,4})子基金"
)
_INVESTS = regex("参股|出资|投资")
_HOLDS = regex("(?:(?:旗下|下)(?:设立|设|辖|有)(?:有|了)?|其中,?)[“]?$")
_AMONG = regex("(?:规模|总额|盘子)[^,;。]{0,16}[元亿],其中,?[“]?$")
_COUNTED = regex(
    r"子基金(?:共?[\d一二三四五六七八九十两多]+[只支个家]|[\u4e00-\u9fff]{2,6})?[,]?(?:其中)?"
    r"(?:包括|有|为|分别为|分别是|:|—+)[“]?$"
)


def _add_members(facts: Facts, scene: Scene, mother: Arg | None) -> None:
    """Read lists of parts: 引导基金设立了甲、乙等8支子基金; 参股子基金38支,包括甲、乙."""
    text = scene.text
    if text.find("子基金", scene.start, scene.end) < 0:
        return
    for index, arg in enumerate(scene.args):
        if arg.class_name != "Fund" or (index and scene.joints[index - 1] == "、"):
            continue
        run = [a for a in scene.group(index, ("Fund",)) if a.start >= arg.start]
        lead = text[max(scene.start, arg.start - 30) : arg.start]
        listed = _SETS_UP.search(lead) and _OF_PARTS.match(text, run[-1].end)
        held = _HOLDS.search(lead) and arg.name.endswith("子基金")  # 旗下设有甲子基金、乙子基金
        if not listed and not held and not _COUNTED.search(lead):
            continue
        if _IS_PART.search(lead) and _PART.match(text, arg.end):
            continue  # 甲作为乙参股的子基金: 乙 is the whole
        whole = topic_at(scene, arg.start, ("Fund",)) or _fund_before(scene, arg.start)
        topic = topic_at(scene, arg.start) if whole is None else None
        if whole is None and topic is None:
            whole = mother
        if topic and _INVESTS.search(lead):
            for part in run:  # 公司首批参股的子基金包括甲、乙
                span = [(arg.start, run[-1].end)]
                status = asserted(scene, arg.start)
                facts.add(topic.node, "funds", part.node, span, confidence=0.65, status=status)
        for part in run:
            if whole is not None and part.name != whole.name:
                facts.add(
                    Node("Fund", part.name),
                    "subFundOf",
                    Node("Fund", whole.name),
                    [(min(arg.start, whole.start), run[-1].end)],
                    confidence=0.75,
                    status=asserted(scene, arg.start),
                )
