"""Rounds of financing: who raises money, who leads and who follows."""

from __future__ import annotations

import re
from itertools import product

from kg.extraction.facts import Facts
from kg.extraction.money.backers import INVESTORS, gives_to_funds
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import firm_spoken_of, topic_at, unexplained
from kg.patterns import regex
from kg.vocabulary import class_of

_ROUND = regex(
    r"(?:联合|共同)?(?:领[投头]|跟投|参投)|独家投资|共同投资|联合投资|追加投资|继续加持|加持|继续加[码注]|继续增资|持续加[码注]|超额认购|追投|(?:悉数|全部|均|也)?(?:跟进|跟注|加[码注]|入局)(?=[,。;]|$)|现身[^,。;]{0,4}(?:股东|投资[方人])|(?:并列|成为|位列|跻身)(?:其|新|公司|新进)*股东(?=[,。;]|$)|参与了?(?=[^,。;]{2,20}轮)|参与(?:了)?(?:[本此]轮|本次)?(?:投资|融资|跟投|认购)?(?=[,。;]|$)|参与其中|提供[^,。;]{0,12}(?:支持|资金)|投资(?=[,。;]|$)|(?:分别|各自?|共)?出资(?=[约近超]|\d)"
)
_TURN = regex(r"轮(?:融资|投资)?|融资|领投|跟投")
_RAISED = regex(
    r"(?:完成|获得?|宣布|斩获|拿下|披露)(?:[^,。;]{0,48}(?:融资|投资)|[^,。;、]{2,16}领投"
    r"|了?由[^。;]{2,60}(?:领投|跟投|参投)的[^,。;]{0,20}(?:融资|投资))"
)
_BACKERS = regex(
    r"(?=[领跟投出参股资融认轮背身新])"  # what it begins with
    r"(?:轮融资的(?:机构|投资方|投资者)?还?(?:有|包括)|[背身]后(?:的(?:投资方|股东|资方)(?:有|是|为|包括)|[是有](?=[^,。;]{2,40}(?:等|支持|[资创]本|投资|创投))|站着(?:的,?(?:正?是|有))?)|新增(?:股东|(?=[^,。;]{2,40}为股东))"
    r"|(?:领投方|跟投方|投资方|投资机构|投资人|出资方|参与者|参与方|参与机构|认购方|参投方|股东|投资者|资方|(?:融资|资金)[^,;。]{0,10},?来自)(?:阵容|名单)?(?:还)?(?:包括了?|为|是|有|:|涵盖|涉及|)(?:了)?)"
)
_INVESTING = ("资本", "创投", "基金")
_OWN = "新背身"  # 新增股东甲; 背后站着甲: of whom the clauses speak
_KINDS = ("机构", "人", "者", "方", "股东")
_HOUSES = ("旗下", "下属", "所属", "麾下")  # 甲旗下乙: 乙 pays
# 甲、乙领投: who begins a sentence so raises nothing
_INVESTS = regex(
    r"(?:[、和与及][^,。;]{2,60}?)?(?:领投|跟投|参投|独家|参与了?[本此该]|(?:联合|共同)?投资(?=[,。;]|$))"
)
_GOT_BY = regex("(?:获得?了?|融资,?)由")
_WHOSE = regex("(?:此前|目前|现有|的)*")  # 甲此前的股东里有乙


def add_rounds(facts: Facts, scene: Scene) -> None:
    """Say who funds a firm in a round: 甲完成A轮融资,由乙领投,丙、丁跟投."""
    text = scene.text
    if not _TURN.search(text, scene.start, scene.end):
        backers = _BACKERS.search(text, scene.start, scene.end)
        if backers is None or (backers[0].endswith(_KINDS) and backers[0][0] != "新"):
            return  # 投资机构甲设立了乙基金: what 甲 is
    start = scene.start
    firm: Arg | None = None
    for part in text[scene.start : scene.end].split(";"):
        end = start + len(part)
        first = firm_spoken_of(scene) if start == scene.start else firm
        if first and first.start >= start and _INVESTS.match(text, first.end, end):
            first = _raiser_told(facts, scene.subject)
        firm = _raiser(scene, start, end) or first
        if firm is None or not _of_unseen(scene, start, end, firm):
            _add_backers(facts, scene, start, end, firm)
        start = end + 1


def _of_unseen(scene: Scene, start: int, end: int, firm: Arg) -> bool:
    """Tell whether a round is said to be that of a firm not seen as a name, not of one before."""
    for said in _OWN_ROUND.finditer(scene.text, start, end):
        clause = max(start, scene.clause_start(said.start()))
        if firm.end <= clause and unexplained(scene, clause, said.start()) > _LEFT_OUT:
            return True
    return False


_OWN_ROUND = regex(
    "(?:正式|已|近日)*(?:宣布|完成|获得)[^,。;]{0,24}融资|[本此首]轮(?:融资|投资)?由"
)
_LEFT_OUT = 2  # characters of a clause that may name nobody


def _raiser_told(facts: Facts, subject: Arg | None) -> Arg | None:
    """The firm that the sentence before spoke of, or whom the investor paid of which it did."""
    paid = facts.of("funds", subject.node.iri) if subject else []
    if subject is None or not paid or class_of(str(paid[-1].object)) != "Company":
        return subject
    return Arg(subject.start, subject.end, "Company", facts.names[str(paid[-1].object)])


def _raiser(scene: Scene, start: int, end: int) -> Arg | None:
    """The firm that raises money in a part of a sentence."""
    text = scene.text
    inside = [
        a
        for a in scene.args
        if start <= a.start and a.end <= end and a.class_name in ("Company", "Project")
        if scene.host_at(a.start) is None  # 由甲基金(管理人为乙)领投
    ]
    for arg in inside:
        if re.match(
            r"(?:\([^()]*\))?的?(?:本轮|首轮|新一轮|[A-Za-z+天使种子轮前-]{1,8}轮)",
            text[arg.end : end],
        ):
            return arg
    raised = _RAISED.search(text, start, end)
    if raised:
        before = [a for a in inside if a.end <= raised.start()]
        clause = scene.clause_start(raised.start())
        firms = [a for a in before if a.class_name == "Company" or a.start >= clause]
        before = firms or before  # 甲推出乙平台,去年完成A轮融资: 甲 raises it
        if before:
            return before[-1]
    for arg in inside[:1]:
        if arg.start - start <= 2 and re.match(
            r"(?:的)?(?:投资方|股东|投资人|融资|[背身]后|新增)", text[arg.end : end]
        ):
            return arg
    round_of = re.search(r"轮融资", text[start:end])
    if round_of:
        behind = [a for a in inside if a.start >= start + round_of.end()]
        if behind and not scene.subject and len(behind) == 1:
            return behind[0]
    return None


def _add_backers(facts: Facts, scene: Scene, start: int, end: int, firm: Arg | None) -> None:
    text = scene.text
    if firm is None and _TURN.search(text, start, end):
        firm = topic_at(scene, end, ("Company",))
    backers: list[tuple[list[Arg], re.Match[str], list[Arg]]] = []
    ours = [firm] if firm else []
    for match in _ROUND.finditer(text, start, end):
        if scene.covers(match.start()):
            continue
        at = match.start()
        if text.endswith(")", start, at):  # 甲基金(又称乙,俗称丙)领投
            at = max(start, text.rfind("(", start, at))
        clause = max(start, scene.clause_start(at))
        by = _GOT_BY.search(text, clause, at)
        clause = by.end() if by else clause  # 甲获得由乙领投: not 甲
        inside = [
            a
            for a in scene.args
            if clause <= a.start
            and a.end <= at
            and a.class_name in (*INVESTORS, "Agency")
            and not text.startswith(_HOUSES, a.end)
        ]
        if any(text.endswith(("对", "向"), clause, a.start) for a in inside):
            continue  # 完成对甲、乙的投资
        if inside and at - inside[-1].end <= (2 if match[0] == "投资" else 16):
            ours = _objects(scene, match.end()) or ours
            unnamed = text.startswith(("的某", "的一家"), match.end())  # 甲、乙参投的某项目
            backers.append((inside, match, [] if unnamed else ours))
    for match in _BACKERS.finditer(text, start, end):
        if gives_to_funds(scene, match.start()):
            continue
        held = text.endswith(("控股", "第一大", "主要"), start, match.start())  # 控股股东为甲
        told = held or match[0][0] in _OWN or text.startswith("的", match.start() - 1)
        topic = _spoken_of(scene, match.start()) if told else None
        index = scene.after(match.end())
        if index < len(scene.args) and scene.args[index].class_name in INVESTORS:
            gap = text[match.end() : scene.args[index].start]
            if len(gap) <= 4:
                run = [
                    a
                    for a in scene.group(index, INVESTORS)
                    if a.start >= match.end() and text[a.start - 1] != "("
                ]
                backers.append((run, match, [topic] if topic else ours))
    for run, said, firms in backers:
        for investor, one in product(run, firms):
            if one.name.endswith(_INVESTING):
                continue  # 由甲、乙资本领投,丙跟投: who invests with others raises nothing
            facts.add(
                investor.node,
                "funds",
                one.node,
                [(min(one.start, run[0].start), max(said.end(), run[-1].end, one.end))],
                confidence=0.8,
                status=scene.status(said.start()),
            )


def _spoken_of(scene: Scene, position: int) -> Arg | None:
    """The firm right in front of a position, else the one that the clauses before speak of."""
    index = scene.after(position) - 1
    near = scene.args[index] if index >= 0 else None
    if near and near.class_name == "Company" and _WHOSE.fullmatch(scene.text, near.end, position):
        return near
    return topic_at(scene, position, ("Company",))


def _objects(scene: Scene, behind: int) -> list[Arg]:
    """The firms right behind a verb: 甲领投乙的天使轮融资, 甲参与了丙、丁的A轮, 甲领投的乙."""
    index = scene.after(behind)
    if index >= len(scene.args) or scene.args[index].class_name != "Company":
        return []
    if scene.text[behind : scene.args[index].start] not in ("", "了", "的"):
        return []
    return [a for a in scene.group(index, ("Company",)) if a.start >= behind]
