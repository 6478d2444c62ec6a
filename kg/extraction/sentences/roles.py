"""What something is to another, by nouns: 甲的运营方为乙, 丙是丁的合作伙伴, 前身为戊."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import product

from kg.extraction.anchors import Listed
from kg.extraction.facts import Facts
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.foreign import is_abroad
from kg.extraction.reading import BULLETS
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.makers import is_works
from kg.extraction.sentences.rules import Link, Role, links, roles
from kg.extraction.sentences.subjects import topic_at
from kg.patterns import regex

_IS = regex(
    r"(?:\([^()]{0,16}\))?(?:[兼、][^,。;是为有由:]{2,14})?(?:主要|分别|现|曾|均|都|就|则|亦|也|正|还|另)?(?:设在|设于|位于|坐落[在于]|分[布设][在于]|遍布|落户|落在|定在|选在|是|为|包括|有|叫|系|由|在|:)(?:了)?[“]?"
)
_OF = regex(
    r"”?(?:[\u4e00-\u9fff]{0,6}(?:平台|项目|系统|园区|公司|集团))?(?:[两二三四五]家(?:企业|公司))?(?:等[\u4e00-\u9fff]{0,6})?(?:背后)?(?:的|之|\()?(?:[两二三四几多]位)?"
    r"(?:[\u4e00-\u9fffA-Z]{0,6}(?:董事长|总裁|总经理|执行官|CEO)(?:、|兼|及|和|暨))?"
    r"(?:重要|主要|首批|首家|首个|校企|政企|银企|本地|国内|在华|最大|战略|联合|独家|唯一|首席|官方|长期|核心|生态|产业|业务|技术|优质|全球|金牌|深度|紧密|指定|共同|开发|建设|日常|基金)*"
)
_BARE = regex(
    r"(?:其|该|本|而)?(?:公司|园区|园|基金|平台|项目|会议|大会|论坛|大赛|活动|联盟|企业)?的?(?:主要|首批|战略|联合|日常|基金)*"
)
_BEING = regex(
    r"[”]?(?:现|曾|也|均|都|共同|正式|被?选定|确定|获选|被?聘)?(?:是|为|作为|成为|担任|系|任|当选|入选|中选|中标)(?:国内|全球)?[“]?$"
)


# 前身为始建于1958年的甲厂, 前身是1965年创办的乙厂
_SINCE = regex(
    r"(?:(?:始建|创建|创办|创立|成立|组建|建立|设立|建)[于自][\d年月日]{4,12}"
    r"|[\d年月日]{4,12}(?:始建|创建|创办|创立|成立|组建|建立|设立|建成|投产)?)的"
)


# 前身是甲与乙2018年合资注册的丙: what those founded
_FOUNDED_AS = regex(r"[^,。;的]{2,40}(?:成立|注册|设立|组建|创办|创建|创立|兴办|建立|投资)的“?")


@cache
def _role_of() -> dict[str, Role]:
    return {noun: role for role in roles() for noun in role.nouns}


NOUNS = Listed(_role_of)


def apply_roles(facts: Facts, scene: Scene, nouns: Iterable[tuple[int, int, str]]) -> None:
    """Apply the role rules to the role nouns of a sentence.

    Parameters
    ----------
    nouns : start, end and word of each, in order.
    """
    if any(scene.text.find(word, scene.start, scene.end) >= 0 for word in ("而来", "整体")):
        _add_origin(facts, scene)
    table = _role_of()
    for start, end, noun in nouns:
        if scene.covers(start):
            continue
        role = table[noun]
        if noun in _MEMBERS and not _FOUNDED.search(scene.text, scene.start, start):
            continue  # members are founders only of what the sentence says that they founded
        of, by = _read(scene, role, start, end)
        paired = len(of) == len(by) > 1 and _EACH.match(scene.text, end)
        for owner, holder in zip(of, by, strict=True) if paired else product(of, by):
            if role.alike and owner.class_name != holder.class_name:
                continue
            pair = {"of": owner, "by": holder}
            subject_role, predicate, object_role = role.emits
            said = pair[subject_role].node, predicate, pair[object_role].node
            if predicate in ("managedBy", "establishedBy") and is_works(owner, holder):
                said = holder.node, "develops", owner.node
            span = min(owner.start, holder.start, start), max(owner.end, holder.end, end)
            facts.add(*said, [span], confidence=0.8, status=scene.status(start))


_EACH = regex("(?:均|也)?(?:分别|各自)")  # 甲、乙的总部分别在丙、丁
_MEMBERS = ("成员", "会员", "成员单位", "会员单位", "成员企业")
_FOUNDED = regex(
    "由[^,。;]{2,40}(?:共同|联合)?(?:发起|组建|创立|倡议)(?:设立|成立|组建)?,(?:首批|其|主要)*$"
)


_ORIGIN = regex(
    r"(?:于?\d{4}年(?:\d{1,2}月)?)?(?:正式)?(?:(?:更名|改名|改制|改组|重组|演变|发展|转制)(?:更名)?而来|整体(?:变更|改制))"
)


def _add_origin(facts: Facts, scene: Scene) -> None:
    """Say what a body was called before: 甲由乙更名而来."""
    for index, former in enumerate(scene.args):
        before = scene.text[max(scene.start, former.start - 2) : former.start]
        if not before.endswith(("由", "从")) or not _ORIGIN.match(scene.text, former.end):
            continue
        left = scene.args[index - 1] if index else None
        close = left and left.end >= former.start - 3
        body = left if close else topic_at(scene, former.start)
        if body and body.class_name == former.class_name:
            span = min(body.start, former.start), former.end
            facts.add(former.node, "renamedTo", body.node, [span], confidence=0.85)


_ALSO = regex("(?:[兼、/][\u4e00-\u9fffA-Z]{2,8})?“?")  # 创始人兼CEO甲


_IN_SHORT = regex(r"^\([^()]{1,24}\)")  # 甲管理委员会(以下简称管委会)是


def _read(scene: Scene, role: Role, start: int, end: int) -> tuple[list[Arg], list[Arg]]:
    """Whose role it is and who has it; nobody where the words around the noun do not tell."""
    text = scene.text
    index = scene.after(start) - 1
    owner: list[Arg] = []
    if index >= 0 and _OF.fullmatch(text, scene.args[index].end, start):
        if scene.args[index].class_name not in role.of:
            return [], []
        all_have = text.startswith(("都", "均"), end) or _EACH.match(text, end)  # 总部都在丙市
        owner = scene.group(index, role.of, with_others=False) if all_have else [scene.args[index]]
    behind = scene.after(end)
    tells = _IS.match(text, end)
    at = tells.end() if tells else end
    if tells and (since := _SINCE.match(text, at)):
        at = since.end()
    elif role.name == "forerunner" and tells and (founded := _FOUNDED_AS.match(text, at)):
        at = founded.end()
        behind = scene.after(at)
    if behind < len(scene.args) and scene.args[behind].class_name in role.by:
        first = scene.args[behind]
        named = text[at : first.start]
        direct = tells or _ALSO.fullmatch(text, end, first.start)
        if direct and len(named) <= 8 and not re.search("[,。;的]", named):
            while first.class_name != "Place" and scene.modifies(behind):
                behind += 1  # 管理人为甲集团旗下的乙
            holder = scene.args[behind]
            if not owner and _HEADED.match(text, holder.end, scene.end):
                return [], []  # 总部位于甲市的乙公司: not what was spoken of before
            if not owner and _BARE.fullmatch(text, scene.clause_start(start), start):
                topic = topic_at(scene, start, role.of)
                owner = [topic] if topic else []
            group = scene.group(behind, role.by)
            # 基金管理公司由甲出资组建: who makes the manager is not the manager
            made = text.endswith("由", 0, first.start) and not _SERVES.match(text, group[-1].end)
            return ([], []) if made or holder.class_name not in role.by else (owner, group)
    if tells:
        return [], []
    if not owner:
        return _filled(scene, role, index, start)
    owner = [a for a in scene.group(index, role.of) if a.end <= start]
    if text.startswith(",", end) and text.endswith("作为", scene.start, owner[0].start):
        following = scene.args[behind : behind + 1]
        if following and following[0].start == end + 1:  # 作为甲的运营方,乙…
            return owner, scene.group(behind, role.by)
    before = scene.after(owner[0].start) - 1
    if before >= 0 and scene.args[before].class_name in role.by:
        gap = _IN_SHORT.sub("", text[scene.args[before].end : owner[0].start])
        # 甲,乙公司创始人
        if gap == "," or (len(gap) <= 8 and _BEING.search(gap) and "," not in gap):
            return owner, scene.group(before, role.by)
    return [], []


_FILLS = regex(
    "(?:等[^,。;]{0,8})?(?:共同)?(?:是|为|作为|成为|担任|任)(?:其|该[^,。;的]{2,4}|公司|园区|基金)?的?"
    "(?:首批|主要|重要|独家|长期|战略|基金|联合|唯一)*"
)

_CHOOSES = regex(
    "[^,。;的]{0,12}?由|[^,。;的]{0,6}?(?:引入|引进|选择|选定|选聘|聘请|委托|确定|遴选|指定|选取|邀请)(?:了|由)?[“]?"
)


def _filled(scene: Scene, role: Role, index: int, start: int) -> tuple[list[Arg], list[Arg]]:
    """Who is said to have a role, and in what the clauses before speak of: 甲园区引入乙作为运营方.

    Parameters
    ----------
    index : of the last argument in front of the noun.
    start : of the noun.
    """
    holder = scene.args[index] if index >= 0 else None
    if holder is None or holder.class_name not in role.by:
        return [], []
    if not _FILLS.fullmatch(scene.text, holder.end, start):
        return [], []
    group = scene.group(index, role.by, with_others=False)
    whose = scene.args[scene.after(group[0].start) - 1]
    chosen = _CHOOSES.fullmatch(scene.text, whose.end, group[0].start)
    alone = whose.end <= scene.clause_start(group[0].start)
    owner = whose if chosen else topic_at(scene, group[0].start, role.of) if alone else None
    if owner is None or owner.class_name not in role.of or owner.start < scene.start:
        return [], []
    return [owner], group


_SERVES = regex("(?:等[^,。;]{0,8})?(?:共同|联合|分别|具体)*(?:担任|出任|兼任|承担|负责)")
_HEADED = regex("的(?![^,。;]{1,6}[省市区县州镇路街园])[^,。;:、]{2}")


def _add_works_there(facts: Facts, scene: Scene, place: Arg) -> None:
    """甲公司在乙市的丙项目和丁项目: whose they are, and where."""
    at, text = scene.after(place.start), scene.text
    if at == 0 or at + 1 >= len(scene.args) or not text.startswith("的", place.end):
        return
    firm, work = scene.args[at - 1], scene.args[at + 1]
    if (
        firm.class_name != "Company"
        or work.class_name != "Project"
        or text[firm.end : place.start] != "在"
        or text[place.end : work.start].strip("“") != "的"
    ):
        return
    for one in scene.group(at + 1, ("Project",), with_others=False):
        span = [(firm.start, one.end)]
        facts.add(firm.node, "develops", one.node, span, confidence=0.7)
        facts.add(one.node, "locatedIn", place.node, span, confidence=0.75)


def apply_links(facts: Facts, scene: Scene) -> None:
    """Apply the link rules to neighbours in a sentence."""
    for left, right in zip(scene.args, scene.args[1:], strict=False):
        if right.class_name == "Place" and left.class_name == "Company":
            _add_works_there(facts, scene, right)
        gap = right.start - left.end
        if gap > 24:
            continue
        between = scene.text[left.end : right.start]
        if between == "”“":
            continue  # “甲园”“乙园”: two of a list
        between = between.strip("“”")
        for rule in _links_of(left.class_name, right.class_name):
            if rule.between.fullmatch(between):
                _link(facts, scene, rule, left, right)


@cache
def _links_of(left: str, right: str) -> list[Link]:
    """The rules that link a thing of one class to the next of another."""
    return [rule for rule in links() if left in rule.left and right in rule.right]


_BY_ALL = ("issuer before title", "joint venture", "works that a firm pays for")
_BESIDE = ("毗邻", "邻近", "紧邻", "临近", "靠近", "相邻", "距", "距离")
# where what is named may be the first of many
_OF_LISTS = ("inside a park", "what a place has", "funds that a house has")


_WHOLE = ("公司", "集团", "厂", "社")
_WORKS = tuple(head for head, name in lexicon().heads.items() if name == "Project")


def _is_called_so(scene: Scene, left: Arg, right: Arg) -> bool:
    """Tell whether a place is a part of what a branch, a club, a ship or a saying is called.

    甲市恒大, 甲市轮船公司“乙”号, 甲省“多规合一”.
    """
    if left.class_name != "Place":
        return False
    start = right.start - scene.text.startswith("“", right.start - 1)
    quoted = scene.text.startswith("“", start)
    if right.class_name == "Project":
        return quoted and not right.name.endswith(_WORKS)
    if right.class_name != "Company" or left.place is None or is_abroad(left.place):
        return False
    brand = left.end == right.start and not scene.text.endswith(_WHOLE, 0, right.end)
    return brand or (quoted and scene.text.endswith("公司", 0, start))


def _link(facts: Facts, scene: Scene, rule: Link, left: Arg, right: Arg) -> None:
    if scene.text.endswith((*_BESIDE, *rule.never_after), scene.start, left.start):
        return  # 毗邻甲市的乙园
    if right.class_name == "Project" and left.start and scene.text[left.start - 1] in BULLETS:
        return  # ☆甲公司乙工程: in a list of what somebody has done for others
    if rule.name == "maker in brackets" and left.name[-2:] == right.name[-2:]:
        return  # 甲服务中心(乙发展中心): another name of it
    heading = rule.name == "place of a park" and scene.text.startswith(":", left.end)
    if heading and facts.has(right.node, "locatedIn"):
        return  # 甲省:乙市丙园
    if left.end == right.start and left.class_name == right.class_name == "IndustrialPark":
        first, second = (
            {c.object for c in facts.of("locatedIn", a.node.iri)} for a in (left, right)
        )
        if first and second and first.isdisjoint(second):
            return  # 甲县乙小镇丙县丁小镇: two of a list
    if rule.behind and not rule.behind.match(scene.text, right.end):
        return
    if _is_called_so(scene, left, right):
        return
    owning = left.class_name == "Place" and scene.text.startswith("的", left.end)
    if owning and len(scene.group(scene.after(left.start), ("Place",), with_others=False)) > 1:
        return  # 来自甲、乙的丙、丁: which of them is where is not told
    lefts = [left]
    if rule.name in _BY_ALL:  # 甲厅、乙厅《丙》 has both as issuers
        listed = scene.group(scene.after(left.start), rule.left)
        lefts = [arg for arg in listed if arg.end <= right.start]
    rights = [right]
    if rule.name in _OF_LISTS and scene.text[left.end : right.start]:
        listed = scene.group(scene.after(right.start), rule.right, with_others=False)
        rights = [arg for arg in listed if arg.start >= right.start]  # 甲园区内的乙、丙
    for one, other in product(lefts, rights):
        roles = {"left": one, "right": other}
        for subject_role, predicate, object_role in rule.emits:
            subject, value = roles[subject_role], roles[object_role]
            facts.add(
                subject.node,
                predicate,
                value.node,
                [(one.start, other.end)],
                confidence=rule.confidence,
            )
