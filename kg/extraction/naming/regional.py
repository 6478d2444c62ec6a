"""Firms that are introduced by where they are from: 合肥企业甲发布…, 来自南沙的乙, 法国零售商丙."""

from __future__ import annotations

from kg.extraction.naming.companies import is_no_person
from kg.extraction.naming.places import Places
from kg.extraction.naming.unheard import is_brand_like, is_headed
from kg.extraction.naming.works import class_of_head
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_KINDS = (
    "(?:初创|上市|科技|龙头|本土|明星|独角兽|高新技术|创新)?(?:企业|公司)"
    "|(?<![公])(?:药企|车企|房企|矿企|创企|初企|券商|投行|厂商|厂家|巨头|初创|机构|银行|运营商|电商)"
    "|(?:零售|贸易|出口|进口|制造|供应|开发|承包|经销|服务|生产|分销|批发|集成|造船|物流)商|交易所(?=[A-Z])"
)
_NAME = (
    r"(?P<name>(?!巨头|龙头|企业|公司|平台|集团|品牌)"
    r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9·.&-]{1,12}?(?: [A-Z][A-Za-z]+)*)"
)
_AND_THEN = (
    r"(?=[”]?(?:[,。、;(:]|在|与|和|同|于|为|是|已|将|也|正|则|都|均|发布|推出|宣布|近日|日前|完成|获|计划|表示|成功|携手|联合|合作|共同"
    r"|参[加会展与赛]|出席|亮相|牵头|联手|牵手|介绍|透露|认为|加入|签|拟|首|开|成立|收购|追加|投资|研发|生产|等|上市|之一|今年|去年|入选|负责|预计|提供|自主|$))"
)
_BEHIND = regex(
    rf"(?:市|省)?(?:的|本土的?)?(?!的)[\u4e00-\u9fff]{{0,6}}?(?:最[大早老][\u4e00-\u9fff]{{1,9}}?)?(?:{_KINDS})(?:之一)?“?{_NAME}{_AND_THEN}"
)
_FROM = ("位于", "地处", "坐标", "总部设在", "注册于", "注册在", "入驻", "落户", "扎根")
_WHO = regex(rf"的“?{_NAME}{_AND_THEN}")


def find_regional(words: Words, places: Places) -> list[Mention]:
    """Find firms whose place stands in front of them.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    """
    text, found = words.text, []
    for hit in places.hits:
        match = _BEHIND.match(text, hit.end)
        if match is None and text.endswith(_FROM, 0, hit.start):
            match = _WHO.match(text, hit.end)
        if match is None and text.endswith("来自", 0, hit.start):  # who comes is rather a person
            match = _WHO.match(text, hit.end)
            match = match if match and is_headed(words, *match.span("name")) else None
        if match is None and hit.code is None:
            match = _ABROAD.match(text, hit.end)
        if match is None:
            continue
        start, end = match.span("name")
        if not (words.is_edge(start) and words.is_edge(end)) or places.covering(start):
            continue
        if words.tags[words.index(start)] in _DEEDS:
            continue  # 甲市银行推出乙服务
        if text.endswith(_BANKS, hit.end, start):
            continue  # 甲农村商业银行 is a name of its own
        firm = is_no_person(text, start, end)
        if is_brand_like(words, start, end, firms=firm):
            name = text[start:end]
            class_name = class_of_head(name) or "Company"
            found.append(Mention(start, end, class_name, name, "context", _WEIGHT, 0.6))
    return found


_DEEDS = ("v", "vd", "d", "p")
# 澳大利亚的PowerLedger走得更远
_ABROAD = regex(
    r"的(?P<name>[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?: [A-Z][A-Za-z]+){0,2})"
    r"(?=走|都|却|早|也在|今年|去年|推出|发布|宣布|开发|研发|完成|获|已|也|则|将|正)"
)
_WEIGHT = 1  # any other reading of the same words is surer
_BANKS = ("商业银行", "村镇银行", "农商银行")
