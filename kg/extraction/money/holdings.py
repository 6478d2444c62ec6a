"""Who holds shares in whom: 甲持股51%, 甲是乙的控股子公司, 甲的控股股东乙."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.facts import Facts
from kg.extraction.money.backers import CAPITAL, gives_to_funds, listed
from kg.extraction.scene import WHAT_IT_IS, Arg, Scene
from kg.extraction.sentences.subjects import topic_at
from kg.patterns import regex

_HOLDERS = ("Company", "Fund", "Agency", "Institute", "Association")
_HELD = ("Company", "Fund")
_SHARE = (
    r"(?:约|超|超过|近|比例)?(?:为|达|是)?(?:均|分别)?(?:为|达)?[约超近]?"
    r"(?:[\d.]+%|[一二三四五六七八九]成|过半)"
)
# 甲持股51%, 甲占股30%, 由甲出资60%, 甲持有公司30%的股权
_HOLDS = regex(
    rf"(?:各|分别|合计|均|共同|则|亦|也)?(?:持股|占股|参股|入股|出资(?=(?:比例)?(?:为|约)?[\d.]+%)|持有(?:公司|其|该公司|该基金)?)(?:比例)?{_SHARE}"
    # 甲出资5100万元,占注册资本的51%
    rf"|(?:认缴)?出资(?:人民币)?[\d.]+[万亿]+元?,?(?:占(?:公司|其)?(?:注册资本|总股本|股份?)的?|(?:股权|出资|持股|占股)(?:比例)?){_SHARE}"
    r"|(?:持股|增持)(?:为|达|了)?[\d.,]+[万亿]*股"
    # 甲、乙分别持股; 甲为其第一大股东
    r"|(?:\([^()]{2,12}\))?(?:分别|共同|各自|均有?)(?:持股|参股)(?=[,;。])"
    r"|控股的(?:这家)?(?:企业|公司)"
    r"|[是为系](?:其|公司|该公司)的?(?:第[一二三]大|控股|单一最大|最大|主要|重要)股东"
    r"|[是为系](?:第[一二三]大|控股|单一最大|最大)股东(?=[,;。])"
)
# 第一大股东为甲, 股东包括甲、乙, 持股比例均为16.6%,包括甲、乙
_HOLDERS_ARE = regex(
    r"(?:股东|出资方|出资人|投资[方人者]|有限合伙人|基石投资者|(?<![A-Za-z])LP|持股比例[^,;。]{0,8}%)(?:阵容|名单|构成|方面)?(?:分别)?,?(?:主要)?(?:为|是|有|包括了?|包含|:|系|涵盖)+"
)
_NAMED_AS = ("有", "包括", "为", "是")
_OWN = regex(
    r"(?:[^,;。]{0,4}(?:公司|集团|基金|其))?(?:此前|目前)?(?:的)?(?:现有|主要|前[一二三四五\d]+大|第[一二三]大|控股|单一最大|最大)*(?:机构|战略|国有)?"
)
# 下属企业有甲(持股比例78%)
_PART_HELD = regex(
    r"\((?:公司|集团|其)?(?:持股|占股|控股|持有|股权占比|股权比例)[^()]{0,8}%[^()]{0,4}\)"
)
# 甲是乙参股的设计企业
_MINOR = regex(
    r"(?P<kind>全资|控股|参股|独资|投资|战略投资)(?:拥有|持有)?的[^,;。的]{0,20}(?:企业|公司|机构|平台|商|厂)"
)
# 甲是乙的全资子公司
_CHILD = regex(
    r"(?:在[^,;。的]{2,10})?(?:旗下|下属|所属)?的?(?:[^,;。的与和]{2,10}(?:板块|业务)的?)?(?:[\d.]+%)?(?:核心|重要|唯一|一级|二级)?(?P<kind>全资|控股|参股|独资|合资)(?:的)?(?:一级|二级|三级|直投|投资|资产管理|股权投资)?(?:子|孙|附属)?(?:公司|企业)"
)
_DAUGHTER = regex("(?:旗下|下属)?的?(?:一家)?(?:子|附属)公司(?=[,。;])")  # 甲是乙的子公司
_BEING = regex(
    r"(?:为|是|系|作为|属于|隶属于|均为|均系|成为|曾是)"
    rf"(?:央企|国企|地方国企|{WHAT_IT_IS})?$"
)
# 甲是乙的第一大股东
_OWNER = regex(
    r"(?:等?[一二两三四五六七八九十\d]+家(?:上市|子)?(?:公司|企业))?的?(?:并列)?(?:第[一二三四五]大|控股|单一最大|单一第一大|最大|主要|重要|实际)的?(?:单一|外部|机构)?(?:股东|控制人|机构股东|出资人|出资方)(?!控制)|(?:等?[一二两三四五六七八九十\d]+家(?:上市|子)?(?:公司|企业))?的?母公司"
    # 甲是乙的早期投资人
    r"|的?(?:早期|最早|首[位家个]|唯一|机构|外部|天使|首轮|[A-H]\+*轮|重要|主要|战略|独家|联合|共同|的)*(?:投资人|投资方|投资机构|投资者|[领跟]投方|战略股东|股东(?=之一))(?=[,;。、]|之一|$)"
)
# 拥有甲、乙等6家全资子公司
_CHILDREN = regex(
    r"(?:等)?(?:[一二三四五六七八九十两\d]+|多|数)?[家个]?(?P<kind>全资|控股|参股)(?:的)?(?:子|孙|附属)?(?:公司|企业)"
)
_PLAIN_CHILDREN = regex(
    r"等?(?:[一二三四五六七八九十两\d]+|多|数)?[家个]?(?:核心|重要|主要)?(?:子|分子|附属)公司(?!的)"
)
_LISTS = regex(r"(?:拥有|设有|下设|下辖|有|旗下|控股|参股|包括|现有|为)(?:了)?$")


def add_holdings(facts: Facts, scene: Scene) -> None:
    """Say who holds shares in whom.

    Parameters
    ----------
    scene : a sentence; one without 股 or 子公司 says nothing of the kind.
    """
    _add_holders(facts, scene)
    _add_owners(facts, scene)
    _add_apposed(facts, scene)
    _add_children(facts, scene)


def _add(
    facts: Facts, scene: Scene, holders: Iterable[Arg], held: Iterable[Arg], span: tuple[int, int]
) -> None:
    pairs = [(a, b) for a in holders for b in held if a.name != b.name]
    for holder, firm in pairs:
        low = min(span[0], holder.start if holder.start >= scene.start else span[0])
        founded = {claim.status for claim in facts.of("establishedBy", firm.node.iri)}
        status = scene.status(span[0])
        facts.add(
            holder.node,
            "funds",
            firm.node,
            [(low, span[1])],
            confidence=0.75,
            status="planned" if status == "done" and founded == {"planned"} else status,
        )


def _add_holders(facts: Facts, scene: Scene) -> None:
    """Read 甲持股51%,乙持股49%; 第一大股东为甲."""
    text = scene.text
    found: list[tuple[list[Arg], int, int]] = []
    for index, arg in enumerate(scene.args):
        if arg.class_name not in _HOLDERS:
            continue
        pause = text.endswith(_NAMED_AS, 0, arg.start) and text.startswith(",", arg.end)
        holds = _HOLDS.match(text, arg.end + pause)  # 还有甲,占股15%
        if _PART_HELD.match(text, arg.end) and not _is_holder(scene, arg):
            parent = topic_at(scene, arg.start, ("Company",))
            if parent is not None and parent.start < arg.start:
                _add(facts, scene, [parent], [arg], (arg.start, arg.end))
            continue
        if holds and holds[0].startswith("控股的") and not text.endswith("由", 0, arg.start):
            continue
        if holds:
            run = [a for a in scene.group(index, _HOLDERS) if a.end <= arg.end]
            found.append((run, run[0].start, holds.end()))
    for named in _HOLDERS_ARE.finditer(text, scene.start, scene.end):
        run = [] if gives_to_funds(scene, named.start()) else listed(scene, named.end(), _HOLDERS)
        if run and not text.endswith(("发起方及", "发起人及", "发起方和"), 0, named.start()):
            found.append((run, named.start(), run[-1].end))
    names = {a.name for run, _, _ in found for a in run}
    for run, start, end in found:
        firm = _held(scene, start, names)
        counted = text.endswith("股", start, end)  # 甲持股20万股: of a firm of the same sentence
        capital = firm and firm.class_name == "Fund" and CAPITAL.search(text, start, end)
        if firm is not None and not capital and not (counted and firm.start < scene.start):
            _add(facts, scene, run, [firm], (start, end))


def _is_holder(scene: Scene, arg: Arg) -> bool:
    """Tell whether a share in brackets is what one holds, not what is held: 股东为甲(持股40%)."""
    named = list(_HOLDERS_ARE.finditer(scene.text, scene.start, arg.start))
    return bool(named) and scene.clause_start(arg.start) <= named[-1].end()


_JOINT = regex(
    "(?:成立|设立|组建|注册|建立)(?:了|一家|新的)*合[资营](?:公司|企业)(?![\u4e00-\u9fff“(])"
)
_GETS_FROM = ("获", "获得", "得到")
_RAISES = regex("[^,。;]{0,6}(?:完成|获得?|拿到)[^,。;]{0,24}(?:融资|轮)")
_OF_FUNDS = ("LP", "有限合伙人", "出资人", "出资方")


def _held(scene: Scene, position: int, holders: set[str]) -> Arg | None:
    """In whom the shares are: the owner of the word 股东, else whom the sentence speaks of."""
    index = scene.after(position) - 1
    if index >= 0 and scene.args[index].class_name in _HELD:
        near = scene.args[index]
        if near.name not in holders and _OWN.fullmatch(scene.text, near.end, position):
            return near
    part = scene.text.rfind(";", scene.start, position) + 1  # each part tells of another
    made = next((a for a in reversed(scene.made) if part <= a.start and a.end <= position), None)
    if made is not None and made.class_name in _HELD and made.name not in holders:
        return made  # 甲、乙成立丙公司,丁持股5%
    if _JOINT.search(scene.text, part, position):
        return None  # 甲和乙成立合资公司,乙持股51%: what has no name yet
    inside = [a for a in scene.args[: index + 1] if a.start >= part and a.class_name in _HELD]
    inside = [a for a in inside if a.name not in holders and not scene.is_adjunct(a)]
    inside = [a for a in inside if not scene.text.endswith(_GETS_FROM, part, a.start)]
    works = [a for a in scene.args[: index + 1] if a.class_name == "Project" and a.start >= part]
    if any(_RAISES.match(scene.text, a.end, position) for a in works):
        return None  # 甲公司旗下的乙项目完成融资,投资方包括丙: 丙 pays for 乙
    funds = [a for a in inside if a.class_name == "Fund"]
    if funds and scene.text.startswith(_OF_FUNDS, position):
        listed = scene.group(scene.after(funds[-1].start), ("Fund",), with_others=False)
        return funds[-1] if len(listed) == 1 else None  # 甲、乙等基金,出资人包括丙: of which?
    if inside:
        return inside[0]
    about = scene.about
    if about is not None and about.class_name in _HELD and about.name not in holders:
        return about
    return None


def _add_owners(facts: Facts, scene: Scene) -> None:
    """Read 甲是乙的第一大股东, 甲为乙的控股子公司."""
    text = scene.text
    for index, arg in enumerate(scene.args):
        if arg.class_name not in _HOLDERS:
            continue
        inside = index and text[scene.args[index - 1].end : arg.start] in ("(", "(系", "(为")
        child = _CHILD.match(text, arg.end) if inside else None
        if child:
            _add(facts, scene, [arg], [scene.args[index - 1]], (arg.start, arg.end))
            if child["kind"] == "全资":
                _set_up(facts, scene.args[index - 1], [arg], child.end())
            continue  # 甲公司(乙集团全资子公司)
        run = [a for a in scene.group(index, _HOLDERS) if a.end <= arg.end]
        if not _BEING.search(text, max(scene.start, run[0].start - 24), run[0].start):
            continue
        other = _before(scene, run[0].start) or topic_at(scene, run[0].start, _HOLDERS)
        clause = scene.clause_start(run[0].start)
        if text.startswith("作为", clause):  # 作为乙的领投方,甲表示
            index = scene.after(scene.clause_end(arg.end))
            other = scene.args[index] if index < len(scene.args) else other
        if other is None:
            continue
        if owner := _OWNER.match(text, arg.end):
            listed_so = other.start >= scene.start
            others = scene.group(scene.after(other.start), _HOLDERS) if listed_so else [other]
            others = [a for a in others if a not in run]
            _add(facts, scene, others, run, (run[0].start, owner.end()))
        elif (
            child := (plain := _CHILD.match(text, arg.end)) or _MINOR.match(text, arg.end)
        ) and other.class_name in _HELD:
            if other.class_name == "Fund":
                _set_up(facts, other, run, child.end())
            else:
                _add(facts, scene, run, [other], (run[0].start, child.end()))
                if plain and plain[0].endswith(("子公司", "附属公司")) and plain["kind"] == "全资":
                    _set_up(facts, other, run, child.end())
        elif _DAUGHTER.match(text, arg.end):
            _set_up(facts, other, run, arg.end)


# 控股股东甲, 母公司——乙; 甲子公司乙 only tells whose it is
_APPOSED = regex("(?:(?:控股|第一大|最大)股东|实际控制人|母公司)[—“]*$")
_ITS = regex("的?(?:及|与|和|通过|委托|由)?其?的?")
_NEW = regex("(?:[设成建]立|组建|注册|新设|投资|为|是|系|作为|成为|以及|[的家名个])了?$")


_SOLD = regex("[^。;]{0,24}?(?:转让|出售|清仓|抛售|卖出)")


def _add_apposed(facts: Facts, scene: Scene) -> None:
    """Read 甲的控股股东戊, 受控股股东己影响."""
    text = scene.text
    for index, arg in enumerate(scene.args):
        told = _APPOSED.search(text, max(scene.start, arg.start - 14), arg.start)
        if told is None or arg.class_name not in _HOLDERS:
            continue
        near = scene.args[index - 1] if index else None
        beside = near is not None and _ITS.fullmatch(text, near.end, told.start())
        if not (beside and near and near.class_name == "Company"):
            if _NEW.search(text, scene.start, told.start()):
                continue  # 成为控股股东甲
            near = _held(scene, told.start(), {arg.name})
        run = [a for a in scene.group(index, (arg.class_name,)) if a.start >= arg.start]
        sold = _SOLD.match(text, run[-1].end)  # 控股股东甲将股份转让: it holds them no more
        if near and near.class_name == "Company" and near not in run and not sold:
            _add(facts, scene, run, [near], (told.start(), run[-1].end))


def _set_up(facts: Facts, made: Arg, makers: Iterable[Arg], end: int) -> None:
    for maker in makers:
        facts.add(
            made.node,
            "establishedBy",
            maker.node,
            [(min(made.start, maker.start), end)],
            confidence=0.7,
        )


def _before(scene: Scene, position: int) -> Arg | None:
    """The subject of the clause that a position is in."""
    clause = scene.clause_start(position)
    for arg in scene.args[scene.after(clause) : scene.after(position)]:
        index = scene.after(arg.start)
        owns = scene.modifies(index) and scene.text[scene.args[index + 1].start - 1] == "的"
        if arg.class_name in _HOLDERS and not owns:
            return arg
    return None


def _add_children(facts: Facts, scene: Scene) -> None:
    """Read 甲拥有乙、丙等6家全资子公司."""
    text = scene.text
    for index, arg in enumerate(scene.args):
        if arg.class_name != "Company" or (index and scene.joints[index - 1] == "、"):
            continue
        run = [a for a in scene.group(index, ("Company",)) if a.start >= arg.start]
        lead = text[max(scene.start, arg.start - 24) : arg.start]
        if not _LISTS.search(lead):
            continue
        mother = _before(scene, arg.start) or topic_at(scene, arg.start, ("Company",))
        if mother is None or mother in run:
            continue
        if plain := _PLAIN_CHILDREN.match(text, run[-1].end):
            for one in run:  # 甲旗下拥有乙、丙等多家子公司
                _set_up(facts, one, [mother], plain.end())
        elif len(run) > 1 and (behind := _CHILDREN.match(text, run[-1].end)):
            _add(facts, scene, [mother], run, (arg.start, behind.end()))
