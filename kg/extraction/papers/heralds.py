"""A policy that one sentence announces and the next one names: 甲市出台氢能新政。《乙》规定…"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.dates import date_for
from kg.extraction.facts import Facts, Node
from kg.extraction.scene import Arg, Scene, government_of
from kg.patterns import regex
from kg.values import DateMention

_HERALD = regex(
    r"(?:发布|出台|印发|推出|颁布|公布|下发|制定)了?[^,。;:《]{0,24}?"
    r"(?:政策|办法|措施|新政|新规|方案|意见|条例|规定|文件|细则|规划)(?:[,。;:]|$)"
)
_NOT_DONE = regex("将|拟|计划|尚未|没有|正在|即将|有望|未")


@dataclass(frozen=True, slots=True)
class Herald:
    """Who has announced a policy without its title, and when.

    Parameters
    ----------
    issuer : the body, or the government of the place.
    date : when, None where the sentence does not tell.
    start : where the announcement begins.
    """

    issuer: Arg
    date: DateMention | None
    start: int


def herald(scene: Scene) -> Herald | None:
    """The announcement of a policy that a sentence makes without its title."""
    if not scene.args:
        return None
    for match in _HERALD.finditer(scene.text, scene.start, scene.end):
        verb = match.start()
        clause = scene.clause_start(verb)
        if scene.covers(verb) or _NOT_DONE.search(scene.plain(clause, verb)):
            continue
        for arg in reversed(scene.args[: scene.after(verb)]):
            body = arg if arg.class_name in ("Agency", "Association") else government_of(arg)
            if body and not scene.is_adjunct(arg):
                return Herald(body, date_for(scene, verb, verb), arg.start)
            if arg.class_name not in ("Place", "Person"):
                break
    return None


_LEARNED = regex("(?:获悉|了解到|得知),")
_IS_OUT = regex("[^,。;由被以]{0,14}?(?:印发|发布|出台|公布|施行|实施)(?:实施)?(?=[,。;]|$)")
_IN = regex("(?:近日|日前|此前|则|也|还)?在")
_SAYS_THERE = regex("[中里],?(?:提出|明确|指出|规定|强调|要求)")
_HIGHER = ("中共中央", "国务院", "全国人")


def add_learned(facts: Facts, scene: Scene) -> None:
    """Give a policy to who tells of it: 从甲局获悉,《乙》已印发; 丙部在《丁》中提出."""
    text = scene.text
    for body, title in pairwise(scene.args):
        if body.class_name != "Agency" or title.class_name != "Policy":
            continue
        heard = text.endswith("从", scene.start, body.start) and body.name[:2] == title.name[:2]
        before, behind = (_LEARNED, _IS_OUT) if heard else (_IN, _SAYS_THERE)
        told = before.fullmatch(text, body.end, title.start) and behind.match(text, title.end)
        higher = title.name.endswith("条例") if heard else title.name.startswith(_HIGHER)
        if told and not higher and not facts.has(title.node, "issuedBy"):
            span = [(body.start, title.end)]
            facts.add(title.node, "issuedBy", body.node, span, confidence=0.65)


def add_heralded(facts: Facts, scene: Scene, said: Herald | None) -> None:
    """Give the policy that a sentence begins with the issuer whom the sentence before named."""
    first = scene.args[0] if scene.args else None
    if said is None or first is None or first.class_name != "Policy":
        return
    lead = scene.text[scene.start : first.start].strip("\n “")
    policy = Node("Policy", first.name)
    if lead or facts.has(policy, "issuedBy") or first.name[:2] != said.issuer.name[:2]:
        return  # the title has to be of the same region
    span = [(said.start, first.end)]
    facts.add(policy, "issuedBy", Node("Agency", said.issuer.name), span, confidence=0.7)
    if said.date and said.date.value and not facts.has(policy, "issuedDate"):
        facts.add(policy, "issuedDate", said.date.value, span, confidence=0.65)
