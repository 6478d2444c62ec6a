"""What a firm is called after its full name: by its brand, its shares, its city and its brand."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.lexicon import firms, is_plain, lexicon
from kg.extraction.naming.forms import without_form
from kg.extraction.naming.places import Places
from kg.extraction.reading import Mention, Words, abbreviates, renamed
from kg.patterns import regex

_LEGAL = regex(
    r"(?:信息技术|网络科技|数字科技|科技|技术|网络)?(?:\([^()]{1,8}\))?(?:股份|集团|控股|科技|投资|资产管理|网络科技|信息技术)?(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|公司|集团)$"
    r"|(?:,? (?:Co\.,? ?)?(?:Limited|Ltd\.?|Inc\.?|LLC|Corp(?:oration|\.)?|PLC|GmbH|Holdings))+$"
)


def state_groups(words: Words, mentions: list[Mention]) -> list[Mention]:
    """中国电科 is 中国电子科技集团: groups of the state go by characters of their fields."""
    groups = [n for n in {m.name for m in mentions if m.class_name == "Company"} if _GROUP.match(n)]
    shorts = {m.name for m in mentions if m.class_name == "Company" and _IN_SHORT.fullmatch(m.name)}
    meant = {}
    for short in shorts if groups else ():
        if words.knows(short[2:]):
            continue  # 中国化工 is not 中国化学工程集团
        fits = [n for n in groups if n[2] == short[2] and abbreviates(short, n)]
        if len(fits) == 1:
            meant[short] = fits[0]
    return renamed(mentions, "Company", meant)


_GROUP = regex("中国[^()]{4,}集团")
_IN_SHORT = regex("中国[\u4e00-\u9fff]{2,3}")
_FIELD = regex("(?:科技|技术)(?:股份|集团)?(?:有限责任公司|有限公司)$")


_BANKS = {
    "工行": "工商银行", "农行": "农业银行", "建行": "建设银行", "交行": "交通银行",
    "招行": "招商银行", "邮储银行": "邮政储蓄银行",
}  # fmt: skip


def listed_firms(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Call firms in full that are named as on the exchange or in a bank's short form.

    甲股份 is 某省甲印染股份有限公司: shares are called by the brand of their firm.
    """
    firms = list(dict.fromkeys(m.name for m in mentions if m.class_name == "Company"))
    full = [name for name in firms if name.endswith("股份有限公司")]
    meant: dict[str, str] = {}
    for short in firms:  # 工行 is 中国工商银行
        banks = [n for n in firms if n.endswith(_BANKS[short])] if short in _BANKS else []
        meant |= {short: banks[0]} if banks else {}
    halls = [name for name in firms if name.endswith("交易所")]
    for short in firms:  # 甲市保交所 is 甲市保险交易所
        if short.endswith("交所") and (
            fits := [n for n in halls if n[:2] == short[:2] and abbreviates(short, n)]
        ):
            meant[short] = fits[0]
    shorts = {re.sub("(?:股份|公司)$", "", name): name for name in firms if len(name) < 8}
    for short in firms if full else ():
        if 4 <= len(short) <= 6 and short.endswith("股份"):
            fits = [name for name in full if short[:-2] in name[:6]]
            meant |= {short: fits[0]} if fits else {}
    for name in firms:
        bare = _LEGAL.sub("", name)
        for short in _contracted(bare) & shorts.keys():
            if short.startswith("中国") and words.knows(short[2:]):
                continue  # 中国化工 is not 中国化学工程集团
            if shorts[short] != name and shorts[short] not in meant:
                meant[shorts[short]] = name
    return renamed(mentions, "Company", meant)


def _contracted(name: str) -> set[str]:
    """What the first characters of its words make of a name: 宝山钢铁 is 宝钢."""
    if not re.fullmatch("[\u4e00-\u9fff]{4,}", name):
        return set()
    told = {name[0] + name[2]} if len(name) == 4 else set()
    for start in (0, 2):  # a city may stand in front
        core = name[start : start + 6]
        told |= {core[:3] + core[4]} if len(core) == 6 else set()
    return told


def brand_forms(words: Words, places: Places, mention: Mention) -> list[str]:
    """What a firm may be called after its full name: without its legal form, place or line."""
    name, lex = mention.name, lexicon()
    bare = _LEGAL.sub("", name)
    forms = [bare] if 3 <= len(bare) < len(name) else []
    forms += [name.partition("(集团)")[0] + "集团"] if "(集团)" in name else []
    field = _FIELD.sub("", name)  # 甲信息技术有限公司 goes by 甲信息
    forms += [field] if 4 <= len(field) < len(name) and field != bare else []
    if words.text[mention.start : mention.end] != name:
        return forms
    if (seat := _SEAT.fullmatch(name)) and seat["brand"] in firms():
        return []  # the daughter that the listed 甲 has in a city is not 甲
    if unheard := _unheard(words, places, mention):
        forms.append(unheard)
    if bare == name:
        return forms
    if seat:  # 甲(苏州)半导体有限公司
        forms += [seat["brand"], _LEGAL.sub("", seat["brand"] + seat["rest"])]
        bare = seat["brand"]
    hit = places.starting_at(mention.start)
    if hit and words.text.endswith(("子公司", "孙公司"), 0, mention.start):
        return forms  # the daughter that 甲 has in a city is not 甲
    own = bare[hit.end - hit.start :] if hit else bare
    if hit and len(own) > 3:
        forms.append(own)
    rest = without_form(name[hit.end - hit.start :] if hit else name)
    house = _HOUSE.fullmatch(rest)
    common = house is None or _COMMON.fullmatch(house["brand"])
    if (
        house and not common and not places.named(house["brand"])
    ):  # 甲市乙创业投资有限公司 goes by 乙资本
        forms += [house["brand"] + kind for kind in ("", "资本", "创投", "投资")]
    if "集团" in name and (brand := _brand(words, mention.end - len(name), own, name)):
        forms.append(brand + "集团")
    return [
        form
        for form in dict.fromkeys(forms)
        if (len(form) > 2 or form == unheard) and form not in lex.generic
    ]


def _unheard(words: Words, places: Places, mention: Mention) -> str:
    """The brand that no dictionary has in front of common nouns: 诺唯 of 诺唯生物科技."""
    hit = places.starting_at(mention.start)
    if hit and hit.end >= mention.end:
        return ""
    index = words.index(hit.end if hit else mention.start)
    brand, start = words.words[index], words.starts[index]
    while len(brand) < 2 and index + 1 < len(words.words) and len(words.words[index + 1]) < 2:
        index += 1  # 鹭|芯|半导体
        brand += words.words[index]
    if start < mention.start or not 2 <= len(brand) <= 4 or words.knows(brand):
        return ""
    if brand.isascii() or places.within(start, start + len(brand)):
        return ""
    rest = range(index + 1, words.index(mention.end - 1) + 1)
    plain = all(is_plain(lexicon(), words.words[i]) or words.words[i] in _FORMS for i in rest)
    return brand if plain and len(rest) else ""


_FORMS = frozenset(
    ("有限公司", "股份", "有限", "责任", "集团", "公司", "控股", "(", ")", "高科", "银行")
)


_HOUSE = regex(
    r"(?P<brand>[\u4e00-\u9fff]{2,4}?)(?:股权|创业|风险|产业|私募|资本|基金)*(?:投资|创投|资本)(?:基金)?(?:管理|控股|集团|咨询|顾问)*"
)
_COMMON = regex(
    "(?:股权|创业|风险|产业|私募|天使|引导|政府|国有|城市|科技|文化|农业|工业|金融|经济|资产|新兴|高新"
    "|发展|建设|开发|投资|基金)+"
)
_SEAT = regex(r"(?P<brand>[^()]{3,8})\((?P<place>[\u4e00-\u9fff]{2,4})\)(?P<rest>[^()]+)")


def goes_on(words: Words, end: int) -> bool:
    """Tell whether what stands behind makes the name that of another: 中芯|南方."""
    index = words.index(end)
    if not words.is_edge(end) or index >= len(words.words):
        return True
    return words.tags[index] in ("ns", "nz", "nr", "j", "s", "f")


def with_cities(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """昆山清陶 is 清陶, and 合肥美的 the firm in 合肥 that 美的 has there."""
    text, result = words.text, []
    for mention in mentions:
        start, end = mention.start, mention.end
        if mention.class_name == "Company" and 2 <= end - start <= 4 and mention.rule in _BRANDED:
            hit = places.ending_at(start)
            city = hit is not None and hit.name == hit.surface + "市"
            if hit and city and _acts(words, end) and not text.endswith(_INSIDE, 0, hit.start):
                known = mention.rule == "known"  # who is known has a firm of its own there
                name = text[hit.start : end] if known else mention.name
                mention = replace(mention, start=hit.start, name=name)
        if mention.rule == "context" and (hit := places.starting_at(start)) and hit.end < end:
            rest = text[hit.end : end]  # 厦门海辰 beside 海辰储能
            fits = {m.name for m in mentions if m.name.startswith(rest)}
            if len(fits) == 1:
                mention = replace(mention, name=fits.pop())
        result.append(mention)
    return result


_INSIDE = ("在", "于", "到", "驻", "赴", "自", "的", "是", "省", "州", "市", "国", "入", "进")


def _acts(words: Words, end: int) -> bool:
    """Tell whether a name ends here, rather than what is called after it: 合肥美的工厂."""
    index = words.index(end)
    if index >= len(words.words):
        return True
    return words.tags[index] in ("v", "vn", "p", "d", "c", "u", "x", "t")


_BRANDED = ("known", "short form", "list", "context")


def _brand(words: Words, start: int, own: str, name: str) -> str:
    """The word of its own that a name without its place begins with."""
    at = start + name.index(own)
    index = words.index(at)
    first = words.words[index]
    if words.starts[index] != at or first in lexicon().generic or not 2 <= len(first) <= 4:
        return ""
    return first if first != own else ""
