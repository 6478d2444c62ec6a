"""What a law wants to be built or held, and where: 支持甲区建设乙中心, 推进丙枢纽建设."""

from __future__ import annotations

import re

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.makers import is_title
from kg.patterns import regex


def add_works(facts: Facts, scene: Scene, own: Arg, zone: Arg | None) -> None:
    """Say what a sentence of a law wants to be built, held or settled somewhere.

    Parameters
    ----------
    own : the law.
    zone : that it is the law of, where all this is to be.
    """
    _add_built(facts, scene, zone)
    text = scene.text[scene.start : scene.end]
    if "建设" in text:
        add_advanced(facts, scene, own)
    if _MOVES.search(text):
        _add_moved(facts, scene)


_SET = regex("设立|成立|组建|建立|建设|打造|创建|设置|共建|布局|构建|举办|承办|培育")
_HOST = ("IndustrialPark", "Place")
_THINGS = ("Institute", "Project", "IndustrialPark", "Association", "Fund", "Event")


_WORKS = ("Project", "IndustrialPark", "Event")
_URGED = regex("支持|鼓励")


def _add_built(facts: Facts, scene: Scene, zone: Arg | None) -> None:
    """支持甲区建设乙中心: the law wants 乙中心, and it is to stand in 甲区."""
    text = scene.text
    for match in _SET.finditer(text, scene.start, scene.end):
        if scene.covers(match.start()):
            continue
        index = scene.after(match.end())
        if index >= len(scene.args):
            break
        first = scene.args[index]
        gap = text[match.end() : first.start]
        if first.class_name not in _THINGS or len(gap) > 12 or re.search("[,;。]|.的$", gap):
            continue
        clause = scene.clause_start(match.start())
        before = [arg for arg in scene.args if clause <= arg.start and arg.end <= match.start()]
        hosts = [arg for arg in before if arg.class_name in _HOST]
        if hosts and match.start() - hosts[-1].end <= 12:
            host = hosts[-1]
        elif not before and (spoken_of := _zone_spoken_of(scene, clause)):
            host = spoken_of
        elif zone and not before and first.class_name in _WORKS:
            host = zone
        else:
            continue
        here = scene.start <= host.start < scene.end
        at = scene.after(host.start)
        group = scene.group(at, _HOST, with_others=False) if here else [host]
        held = first.class_name == "Event"
        status = scene.status(match.start(), "done" if held else "planned")
        if status == "done" and not held:
            status = "planned"
        elif status == "done" and _URGED.search(text, scene.start, match.start()):
            status = "encouraged"  # 支持甲区建设乙园,承办丙节
        for thing in scene.group(index, _THINGS):
            if thing.start < match.end():
                continue
            for place in group:
                predicate = "hostedAt" if thing.class_name == "Event" else "locatedIn"
                inside, outside = (place, thing) if is_title(thing, place) else (thing, place)
                facts.add(
                    inside.node,
                    predicate,
                    outside.node,
                    [(place.start if here else match.start(), thing.end)],
                    confidence=0.75,
                    status=status,
                )


def _zone_spoken_of(scene: Scene, clause: int, thing: Arg | None = None) -> Arg | None:
    """The zone that begins a sentence and so is where its later clauses build.

    Parameters
    ----------
    thing : what is built in the same clause, of which the zone is the subject.
    """
    first = scene.args[0]
    zone = first.class_name == "IndustrialPark" or first.name.endswith("新区")
    if not zone or first.start - scene.start > 8 or scene.is_adjunct(first):
        return None
    before = first.end < clause or (thing is not None and first.end < thing.start)
    return first if before else None


_MOVES = regex("落户|入驻|落地|布局")
_URGES = regex("(?:推动|支持|鼓励|推进|促进|引进|吸引|引导)$")


def _add_moved(facts: Facts, scene: Scene) -> None:
    """推动甲中心落户乙区; 在 the zone that the sentence is about: 推动甲研究院入驻."""
    text = scene.text
    for match in _MOVES.finditer(text, scene.start, scene.end):
        index = scene.after(match.start()) - 1
        if index < 0 or scene.args[index].end != match.start():
            continue
        things = scene.group(index, _THINGS)
        lead = _URGES.search(text, max(0, things[0].start - 6), things[0].start)
        if lead is None:
            continue
        behind = scene.args[index + 1 : index + 2]
        named = behind and behind[0].start == match.end() and behind[0].class_name in _HOST
        host = behind[0] if named else _zone_spoken_of(scene, scene.clause_start(match.start()))
        if host is None:
            continue
        for thing in things:
            span = [(min(host.start, thing.start), max(host.end, match.end()))]
            facts.add(thing.node, "locatedIn", host.node, span, confidence=0.7, status="encouraged")


# 在甲区、乙区等建设各具特色的丙基地, 在甲市、乙市分别打造丙产业园
_ONE_EACH = regex(
    "(?:等(?:[地区市县]|地[区市])?)?(?P<each>分别|各自?)?(?:规划|布局)?(?P<verb>建设|打造|设立|建立|布局|新建)"
    "(?:了)?(?:一[个批座])?(?P<own>各具?有?[^,。;、]{2,10}的)?"
    "(?P<what>[^,。;、的]{2,16}(?:基地|产业园|园区|孵化器))(?=[,。;]|$)"
)


def add_one_each(facts: Facts, scene: Scene, policy: Arg | None) -> None:
    """Say that each place of a list gets a park of its own: 在甲区、乙区分别建设丙基地."""
    for index, place in enumerate(scene.args):
        built = place.class_name == "Place" and _ONE_EACH.match(scene.text, place.end, scene.end)
        if not built or not (built["each"] or built["own"]) or scene.covers(built.end() - 1):
            continue
        places = scene.group(index, ("Place",), with_others=False)
        led = scene.text.endswith("在", scene.start, places[0].start)
        status = scene.status(built.start("verb"), "planned" if policy else "done")
        for each in places if led and len(places) > 1 and places[-1] is place else ():
            park, span = (
                Node("IndustrialPark", each.name + built["what"]),
                (each.start, built.end()),
            )
            facts.add(park, "locatedIn", each.node, [span], confidence=0.65, status=status)
            if policy:
                node = Node("Policy", policy.name)
                facts.add(node, "establishes", park, [span], confidence=0.6, status=status)


_ADVANCE = regex(
    "(?:推进|推动|加快|加强|支持|促进|统筹|协同)(?:实施|推进|推动)?(?:建设)?"
    "(?:[\u4e00-\u9fff]{1,5}[省市区县])?[“]?$"
)
_BUILDING = regex(r"”?(?:等[^,。;、]{0,10})?的?(?:规划|高水平|协同)?建设(?=[,。;、)和及与并]|$)")


def add_advanced(facts: Facts, scene: Scene, own: Arg | None) -> None:
    """推进甲枢纽、乙基地建设: what a policy wants to be built."""
    if own is None:
        return
    text = scene.text
    for match in _BUILDING.finditer(text, scene.start, scene.end):
        index = scene.after(match.start()) - 1
        if index < 0 or scene.args[index].end != match.start():
            continue
        if scene.args[index].class_name not in _THINGS:
            continue
        group = scene.group(index, _THINGS, with_others=True)
        lead = _ADVANCE.search(text, max(scene.start, group[0].start - 14), group[0].start)
        if lead is None:
            continue
        status = "encouraged" if lead[0].startswith(("支持", "促进")) else "planned"
        clause = scene.clause_start(match.start())
        zone = _zone_spoken_of(scene, clause, group[0])
        for thing in group:
            if thing.name in own.name or thing.start > match.start():
                continue
            there = status == "encouraged" or lead[0].startswith("加强")
            if there and thing.class_name == "IndustrialPark":
                continue  # 支持甲示范区建设, 加强乙产业园建设: there it is
            facts.add(
                Node("Policy", own.name),
                "establishes",
                thing.node,
                [(lead.start(), match.end())],
                confidence=0.65,
                status=status,
            )
            if zone:
                node, span = zone.node, [(zone.start, match.end())]
                facts.add(thing.node, "locatedIn", node, span, confidence=0.6, status=status)
