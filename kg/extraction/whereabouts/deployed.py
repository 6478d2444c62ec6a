"""Where a product runs: 该系统已在甲省、乙省的5个城市部署, 先后在丙县开展试点, 丁市上线“戊码”."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Scene
from kg.extraction.sentences.subjects import topic_at

_RUNS = re.compile(
    r"(?:部署|开展试点|先行先试|试点|试运行|投入使用|投入运营|投入运行|推广应用|落地应用|开放运营|常态化运营|商业化运营|示范应用|落地|启用|投用)"
)
_LED = ("在", "于", "覆盖", "落地")


_IS_FROM = re.compile(r"(?:,)?(?:是|系|为|作为)(?:一家)?(?:位于|来自|总部位于|坐落于?|坐落在)?$")
_KIND = re.compile(
    r"的?(?:一家|一所|一个|本土|本地|当地|知名|首家|的|专注|从事|老牌)[^,。;]{0,18}?(?:企业|公司|机构|高校|医院|银行|厂商|集团|研究所)"
)


def add_origins(facts: Facts, scene: Scene) -> None:
    """Place what a sentence calls a firm of some place: 甲是乙市的一家软件企业."""
    if scene.kinds.isdisjoint(("Place", "IndustrialPark")):
        return
    for left, right in pairwise(scene.args):
        if (
            right.class_name in ("Place", "IndustrialPark")
            and left.class_name in ("Company", "Institute")
            and right.start - left.end <= 12
            and _IS_FROM.fullmatch(scene.text, left.end, right.start)
        ):
            index = scene.after(right.start)
            last = right
            while index + 1 < len(scene.args) and scene.args[index + 1].start == last.end:
                index += 1
                last = scene.args[index]
            if _KIND.match(scene.text, last.end) and last.class_name == right.class_name:
                facts.add(
                    Node(left.class_name, left.name),
                    "locatedIn",
                    Node(last.class_name, last.name),
                    [(left.start, last.end)],
                    confidence=0.75,
                )


def add_deployed(facts: Facts, scene: Scene) -> None:
    """Place the products that a sentence says to run somewhere.

    Parameters
    ----------
    scene : with its arguments.
    """
    if "Place" not in scene.kinds:
        return
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
            if match.start() - place.end > 24 and "等" not in text[place.end : match.start()]:
                continue
            projects = [a for a in scene.args[first:index] if a.class_name == "Project"]
            project = projects[-1] if projects else topic_at(scene, place.start, ("Project",))
            if project is None:
                continue
            for where in scene.group(index, ("Place",), with_others=False):
                if where.start >= place.start:
                    facts.add(
                        Node("Project", project.name),
                        "locatedIn",
                        Node("Place", where.name),
                        [(min(project.start, where.start), max(match.end(), project.end))],
                        confidence=0.65,
                        status=scene.status(match.start()),
                    )
            break
