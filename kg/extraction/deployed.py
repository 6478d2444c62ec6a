"""Where a product runs: 该系统已在甲省、乙省的5个城市部署, 先后在丙县开展试点, 丁市上线“戊码”."""

from __future__ import annotations

import re

from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Scene
from kg.extraction.subjects import topic_at

_RUNS = re.compile(
    r"(?:部署|开展试点|先行先试|试点|试运行|投入使用|投入运营|投入运行|推广应用|落地应用|开放运营|常态化运营|商业化运营|示范应用|落地|启用|投用)"
)
_LED = ("在", "于", "覆盖", "落地")


def add_deployed(facts: Facts, scene: Scene) -> None:
    """Place the products that a sentence says to run somewhere.

    Parameters
    ----------
    scene : with its arguments.
    """
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
