"""Whose provisions a sentence tells, and so who pays: a policy or an agency."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.facts import Node
from kg.extraction.scene import Arg, Scene, government_of

_TELLING = re.compile("》?(?:[:,]|规定|明确|提出|指出|要求|对|中|里|的规定|发布|出台)")
_CITED = ("根据", "依据", "按照", "依照", "按", "依")


def telling(scene: Scene, policies: Sequence[Arg], own: Arg | None) -> Arg | None:
    """The policy whose provisions a sentence tells, None where it only cites policies.

    Parameters
    ----------
    policies : of the sentence.
    own : the policy that the text itself is.
    """
    for policy in reversed(policies):
        cited = own is not None and scene.text.endswith(_CITED, scene.start, policy.start)
        if not cited and _TELLING.match(scene.text, policy.end):
            return policy
    return None


def spender(scene: Scene) -> Arg | None:
    """The fund of a sentence that says what it is used for: 设立甲专项资金,用于奖励乙."""
    use = scene.text.find("用于", scene.start, scene.end)
    funds = [a for a in scene.args if a.class_name == "Fund" and a.end <= use] if use >= 0 else []
    return funds[-1] if funds else None


def payer_of(scene: Scene, begin: int, at: int, policy: Arg | None) -> Node | None:
    """The agency that stands right before 对, the fund through which it pays, else the policy."""
    index = scene.after(at) - 1
    if index >= 0:
        arg = scene.args[index]
        by = scene.text[max(begin, arg.start - 3) : arg.start]
        if arg.class_name == "Fund" and arg.end > begin and by.endswith(("通过", "从", "由", "用")):
            return Node("Fund", arg.name)
        gap = scene.text[arg.end : at]
        near = arg.end > begin and re.fullmatch(r"(?:还|将|拟|也|计划|每年|可|已|再|,)*", gap)
        if near and arg.class_name == "Agency" and not scene.is_adjunct(arg):
            return Node("Agency", arg.name)
        if near and policy is None and (government := government_of(arg)):
            return Node("Agency", government.name)
        if near and arg.class_name in ("Company", "Institute", "Association", "Person"):
            return None
    return Node(policy.class_name, policy.name) if policy else None
