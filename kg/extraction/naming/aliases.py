"""Which mentions name the same thing inside one document: short forms, 以下简称, 该计划."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise

from kg.extraction.lexicon import Finder, firms, is_plain, lexicon
from kg.extraction.naming.forms import (
    FORM,
    SCHOOLS,
    of_the_state,
    of_university,
    one_body,
    one_brand,
    one_legal_form,
    one_site,
    one_zone,
    outside_bodies,
    with_tails,
)
from kg.extraction.naming.places import Places
from kg.extraction.reading import Mention, Words
from kg.extraction.sentences.anaphors import with_bare_heads

_DEFINED = re.compile(
    r"(?:》)?(?:的(?:通知|公告|决定))?[(,](?:以下|下文|下面|后文)?(?:并称|统称|合称|简称|下称|又称|亦称|又名|也称|简称为|统称为|英文简称|英文名)(?:为|:)?[“《\"]?([^”》)\",;]{1,20}?)[”》\"]?(?:或“[^”]{1,12}”)?[),]"
)
_DEFINES = ("(", ",", "》", "的")  # what either begins with
_GLOSS = re.compile(r"[(]“?([^()“”,。;:、]{2,12}?)”?[)]")
_LEGAL = re.compile(
    r"(?:信息技术|网络科技|数字科技|科技|技术|网络)?(?:\([^()]{1,8}\))?(?:股份|集团|控股|科技|投资|资产管理|网络科技|信息技术)?(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|公司|集团)$"
    r"|(?:,? (?:Co\.,? ?)?(?:Limited|Ltd\.?|Inc\.?|LLC|Corp(?:oration|\.)?|PLC|GmbH|Holdings))+$"
)
_REMEMBERED = 300  # titles among which a bare 《办法》 is looked up
_ANAPHOR_HEADS = {
    "计划",
    "方案",
    "意见",
    "办法",
    "通知",
    "规划",
    "条例",
    "措施",
    "政策",
    "文件",
    "公告",
    "规定",
    "细则",
    "要点",
    "决定",
    "建议",
    "纲要",
    "报告",
    "白皮书",
}


def unify(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """Give every mention the name of the thing it means, and find the uses of short forms.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    mentions : in order, not overlapping.

    Returns
    -------
    The mentions with canonical names, and those of short forms defined in the text, in order.
    """
    text = words.text
    mentions = one_site(one_zone(places, of_the_state(mentions)))
    mentions = _spelled_out(text, _appositions(text, mentions))
    defined = _definitions(text, mentions)
    mentions = _with_short_forms(
        words, places, _listed_firms(one_legal_form(text, mentions)), defined
    )
    mentions = _with_cities(words, places, _shared_tails(words, places, mentions))
    mentions = outside_bodies(text, one_body(mentions))
    mentions = with_tails(words, places, one_brand(text, places, mentions))
    mentions = with_bare_heads(words, mentions)
    return _policies(text, mentions, defined)


_IN_FULL = re.compile(r"[”’》]*(?:\d(?:\.\d)?版)?[(,](?:即|全称为?|也就是|指的?是?)[:“]?")


def _spelled_out(text: str, mentions: list[Mention]) -> list[Mention]:
    """A policy by its popular name, which a bracket spells out: “航空20条”(即《…措施》)."""
    full = {
        short.name: title.name
        for short, title in pairwise(mentions)
        if short.class_name == title.class_name == "Policy"
        and _IN_FULL.fullmatch(text, short.end, title.start)
    }
    if not full:
        return mentions
    return [
        replace(m, name=full[m.name]) if m.class_name == "Policy" and m.name in full else m
        for m in mentions
    ]


_DESCRIBED = ("Fund", "IndustrialPark", "Institute", "Association", "Event", "Project")
_CALLED = re.compile("(?:——|—|:|,?(?:名为|即|也就是|简称))?“?")


def _appositions(text: str, mentions: list[Mention]) -> list[Mention]:
    """A description and the name behind it mean one thing: 溯源平台“云果码”, 政策基金——甲基金."""
    names = {
        (a.class_name, a.name): b.name
        for a, b in pairwise(mentions)
        if a.class_name == b.class_name
        and a.rule == "head"
        and a.name != b.name
        and (
            _CALLED.fullmatch(text, a.end, b.start)
            if b.class_name == "Project" and b.rule == "quoted"
            else b.class_name in _DESCRIBED and text[a.end : b.start] in ("——", "——“")
        )
    }
    if not names:
        return mentions
    return [
        replace(m, name=names[m.class_name, m.name]) if (m.class_name, m.name) in names else m
        for m in mentions
    ]


# 甲盟成立于2016年5月,全称是甲乙联盟: what the sentence begins with is its short form
_FULL_BEHIND = re.compile(
    r"(?:^|[。;:,\n“])(?P<short>[\u4e00-\u9fffA-Za-z0-9]{2,10}?)”?(?:是|为|成立|创立|创建|始建|[\d年月日]{5,11}|[(,])"
    r"[^。;\n]{0,30}?(?:的|其)?(?:中文|官方)?全称(?:叫做?|是|为|即)?[:,]?[“]?$"
)
_FULL_REACH = 56


def _in_full(text: str, mention: Mention) -> Iterator[str]:
    """The short form in front of a name of which the text says that it is the full one."""
    low = max(0, mention.start - _FULL_REACH)
    if text.find("全称", max(low, mention.start - 6), mention.start) < 0:
        return
    for match in _FULL_BEHIND.finditer(text, low, mention.start):
        rest = iter(mention.name)
        if all(char in rest for char in match["short"]):
            yield match["short"]


def _definitions(text: str, mentions: list[Mention]) -> list[tuple[str, Mention, int]]:
    """Short form, what it means, and from where on it does."""
    full = mentions if "全称" in text else []
    found = [(short, mention, 0) for mention in full for short in _in_full(text, mention)]
    shared = {m.end for m in mentions if m.rule == "shared tail"}
    for mention in mentions:
        if not text.startswith(_DEFINES, mention.end):
            continue
        match = _DEFINED.match(text, mention.end)
        if match and mention.start - 1 in shared and "称" in match[0][1:3]:
            continue  # 甲、乙2个高新区(统称丙高新区): neither is called so
        if match and match[1] != text[mention.start : mention.end]:
            found.append((match[1], mention, match.end()))
            continue
        gloss = _GLOSS.match(text, mention.end)
        if (
            gloss
            and not gloss[1].startswith(("原", "前身", "曾用"))
            and mention.class_name
            in (
                "Company",
                "Association",
                "Institute",
                "Agency",
                "Project",
                "Fund",
                "IndustrialPark",
            )
        ):
            short = gloss[1].removeprefix("简称").removeprefix("原").strip()
            related = short.isascii() or sum(char in mention.name for char in short) * 2 >= len(
                short
            )
            if short.isdigit():
                continue  # 总统(89)华总一字
            if related and not re.search(r"\d{4}|试行|暂行|集团$|以下", short) and len(short) >= 2:
                found.append((short, mention, gloss.start()))
    return found


def _with_short_forms(
    words: Words, places: Places, mentions: list[Mention], defined: list[tuple[str, Mention, int]]
) -> list[Mention]:
    """Add mentions by defined short forms and by names without their legal form."""
    text = words.text
    forms: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    glosses: set[tuple[int, int]] = set()  # 甲公司(以下简称“乙”): 乙 is no second firm here
    for short, mention, since in defined:
        if mention.class_name != "Policy" and len(short) >= 2:
            forms[short].append((since, mention))
            at = text.rfind(short, mention.end, since)
            glosses.add((at, at + len(short)))
    plain = {
        short: mention
        for mention in mentions
        if mention.class_name == "Company"
        for short in _brand_forms(words, places, mention)
    }
    for short, mention in plain.items():
        forms[short].append((0, mention))
    if not forms:
        return mentions
    for known in forms.values():
        known.sort(key=lambda form: form[0])
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    there = {mention.start: mention.end for mention in mentions}
    meaning: dict[tuple[int, int], Mention] = {}
    told: set[tuple[int, int]] = set()  # of these a bracket has told what they mean
    for start, end, short in Finder(sorted(forms)).find(text):
        if there.get(start, end + 1) > end and taken.find(1, start, end) >= 0:
            continue  # inside a longer name
        index = bisect_right(forms[short], start, key=lambda form: form[0])
        if index:
            since, meaning[start, end] = forms[short][index - 1]
            if since:
                told.add((start, end))
    result = []
    for mention in mentions:
        if (mention.start, mention.end) in glosses and mention.name in forms:
            continue
        meant = meaning.pop((mention.start, mention.end), None)
        if (
            meant
            and meant is not mention
            and (
                mention.class_name in (meant.class_name, "Company", "IndustrialPark")
                or (mention.class_name == "Fund" and (mention.start, mention.end) in told)
            )
        ):
            mention = replace(mention, name=meant.name, class_name=meant.class_name)
        result.append(mention)
    shorter = {m.start: m for m in result if m.class_name == "Company" and m.rule == "known"}
    for (start, end), meant in meaning.items():
        inner = shorter.get(start)  # 网易有道 is no 网易 where it is the short form of a firm
        if inner and inner.end < end and not any(taken[inner.end : end]):
            result.remove(inner)
            taken[start : inner.end] = bytes(inner.end - start)
        edge = words.is_edge(start) or words.is_edge(end)
        if end - start < 3:
            edge = words.is_edge(start) and not _goes_on(words, end)
        if edge and not any(taken[start:end]):
            result.append(replace(meant, start=start, end=end, rule="short form", confidence=0.8))
    return sorted(result, key=lambda m: (m.start, -m.end))


def _is_drawn(short: str, name: str) -> bool:
    """Tell whether the characters of a short form stand in the name in the same order."""
    rest = iter(name)
    return short[:2] == name[:2] and all(char in rest for char in short)


def _listed_firms(mentions: list[Mention]) -> list[Mention]:
    """甲股份 is 某省甲印染股份有限公司: shares are called by the brand of their firm."""
    firms = list(dict.fromkeys(m.name for m in mentions if m.class_name == "Company"))
    full = [name for name in firms if name.endswith("股份有限公司")]
    meant: dict[str, str] = {}
    halls = [name for name in firms if name.endswith("交易所")]
    for short in firms:  # 甲市保交所 is 甲市保险交易所
        if short.endswith("交所") and (fits := [n for n in halls if _is_drawn(short, n)]):
            meant[short] = fits[0]
    for short in firms if full else ():
        if 4 <= len(short) <= 6 and short.endswith("股份"):
            fits = [name for name in full if short[:-2] in name[:6]]
            meant |= {short: fits[0]} if fits else {}
    if not meant:
        return mentions
    return [
        replace(m, name=meant[m.name]) if m.class_name == "Company" and m.name in meant else m
        for m in mentions
    ]


def _brand_forms(words: Words, places: Places, mention: Mention) -> list[str]:
    """What a firm may be called after its full name: without its legal form, place or line."""
    name, lex = mention.name, lexicon()
    bare = _LEGAL.sub("", name)
    forms = [bare] if 3 <= len(bare) < len(name) else []
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
    own = bare[hit.end - hit.start :] if hit else bare
    if hit and len(own) > 3:
        forms.append(own)
    rest = FORM.sub("", name[hit.end - hit.start :] if hit else name)
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
    index = words.index(hit.end if hit else mention.start)
    brand, start = words.words[index], words.starts[index]
    while len(brand) < 2 and index + 1 < len(words.words) and len(words.words[index + 1]) < 2:
        index += 1  # 鹭|芯|半导体
        brand += words.words[index]
    if start < mention.start or not 2 <= len(brand) <= 4 or words.knows(brand):
        return ""
    if brand.isascii() or places.within(start, start + len(brand)) or _AFTERWORD.match(brand):
        return ""
    rest = range(index + 1, words.index(mention.end - 1) + 1)
    plain = all(is_plain(lexicon(), words.words[i]) or words.words[i] in _FORMS for i in rest)
    return brand if plain and len(rest) else ""


_FORMS = frozenset(
    ("有限公司", "股份", "有限", "责任", "集团", "公司", "控股", "(", ")", "高科", "银行")
)
_AFTERWORD = re.compile("[的了在与和由或及被把为是等]|.*[省市区县]$")


_HOUSE = re.compile(
    r"(?P<brand>[\u4e00-\u9fff]{2,4}?)(?:股权|创业|风险|产业|私募|资本|基金)*(?:投资|创投|资本)(?:基金)?(?:管理|控股|集团|咨询|顾问)*"
)
_COMMON = re.compile(
    "(?:股权|创业|风险|产业|私募|天使|引导|政府|国有|城市|科技|文化|农业|工业|金融|经济|资产|新兴|高新"
    "|发展|建设|开发|投资|基金)+"
)
_SEAT = re.compile(r"(?P<brand>[^()]{3,8})\((?P<place>[\u4e00-\u9fff]{2,4})\)(?P<rest>[^()]+)")


def _goes_on(words: Words, end: int) -> bool:
    """Tell whether what stands behind makes the name that of another: 中芯|南方."""
    index = words.index(end)
    if not words.is_edge(end) or index >= len(words.words):
        return True
    return words.tags[index] in ("ns", "nz", "nr", "j", "s", "f") or words.words[index] in _lines()


@cache
def _lines() -> frozenset[str]:
    return frozenset((*lexicon().brand_heads, "高科", "国际"))


def _with_cities(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
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
        result.append(mention)
    return result


_INSIDE = ("在", "于", "到", "驻", "赴", "自", "的", "是", "省", "州", "市", "国", "入", "进")


def _acts(words: Words, end: int) -> bool:
    """Tell whether a name ends here, rather than what is called after it: 合肥美的工厂."""
    index = words.index(end)
    if index >= len(words.words):
        return True
    return words.is_edge(end) and words.tags[index] in ("v", "vn", "p", "d", "c", "u", "x", "t")


_BRANDED = ("known", "short form", "list", "context")


def _brand(words: Words, start: int, own: str, name: str) -> str:
    """The word of its own that a name without its place begins with."""
    at = start + name.index(own)
    index = words.index(at)
    first = words.words[index]
    if words.starts[index] != at or first in lexicon().generic or not 2 <= len(first) <= 4:
        return ""
    return first if first != own else ""


def _shared_tails(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """高新区 after 苏州高新区: a name without its place, or its tail, means the same."""
    full: dict[tuple[str, str], str] = {}
    result: list[Mention] = []
    for mention in mentions:
        if mention.class_name in _SHORTENED:
            if mention.class_name == "Institute" and mention.name.endswith(SCHOOLS):
                mention = of_university(words, mention, result)
            mention = _shortened(words, places, mention, full)
            if mention.name == words.text[mention.start : mention.end]:
                plain = mention.name.replace("产业", "")  # 甲数据联盟 is 甲数据产业联盟
                if len(plain) >= 6:
                    known = full.setdefault((mention.class_name, plain), mention.name)
                    mention = replace(mention, name=known) if known != mention.name else mention
                full.setdefault((mention.class_name, mention.name), mention.name)
                for tail in _tails(words, places, mention):
                    full.setdefault((mention.class_name, tail), mention.name)
        result.append(mention)
    return result


_SHORTENED = ("IndustrialPark", "Institute", "Association", "Fund", "Agency", "Project", "Company")


def _shortened(
    words: Words, places: Places, mention: Mention, full: dict[tuple[str, str], str]
) -> Mention:
    """The mention under the full name that was given before, if it is a short form of one."""
    known = full.get((mention.class_name, mention.name))
    if known is None and mention.class_name == "Project" and len(mention.name) >= 6:
        seen = islice(reversed(full.items()), _REMEMBERED)
        projects = ((name, whole) for (kind, name), whole in seen if kind == "Project")
        # 甲食品溯源平台 after 首甲食品溯源平台体系
        known = next((whole for name, whole in projects if mention.name in name), None)
    if known:
        return mention if known == mention.name else replace(mention, name=known)
    placed = places.starting_at(mention.start) is not None
    if mention.rule != "head" or mention.class_name != "IndustrialPark" or placed:
        return mention
    for size in range(len(mention.name) - 1, 3, -1):  # 所得税高铁新城: words before a short form
        known = full.get((mention.class_name, mention.name[-size:]))
        if known and words.is_edge(mention.end - size):
            return replace(mention, start=mention.end - size, name=known)
    return mention


def _tails(words: Words, places: Places, mention: Mention) -> Iterator[str]:
    """The name without the place in front, and tails that more than a head makes unmistakable."""
    hit = places.starting_at(mention.start)
    if hit and mention.end - hit.end >= 4:
        yield words.text[hit.end : mention.end]
    if mention.class_name == "Company":
        return
    index, head = words.index(mention.start), words.index(mention.end - 1)
    generic = lexicon().generic
    core = [words.words[i] for i in range(index + 1, head)]
    while core and (len(core[-1]) == 1 or core[-1] in generic):
        core.pop()  # no tail that begins here or behind tells more than its head
    for start in words.starts[index + 1 : index + 1 + len(core)]:
        if start <= mention.end - 4:
            yield words.text[start : mention.end]


def _policies(
    text: str, mentions: list[Mention], defined: list[tuple[str, Mention, int]]
) -> list[Mention]:
    """Resolve 《意见》 to the policy that was so defined, else to the last that fits."""
    meaning: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for short, policy, since in defined:
        if policy.class_name == "Policy":
            meaning[short].append((since, policy.name))
    for forms in meaning.values():
        forms.sort()
    result: list[Mention] = []
    seen: dict[str, None] = {}  # titles by their last occurrence
    for mention in _with_issuers(mentions):
        if mention.class_name != "Policy":
            result.append(mention)
            continue
        known = meaning.get(mention.name, ())
        index = bisect_right(known, mention.start, key=lambda form: form[0])
        full = known[index - 1][1] if index else None
        if full is None and len(mention.name) <= 8:
            full = next(
                (
                    name
                    for name in islice(reversed(seen), _REMEMBERED)
                    if name != mention.name and _fits(mention.name, name)
                ),
                None,
            )
        if full:
            mention = replace(mention, name=full, rule="anaphor")
        elif mention.name in _ANAPHOR_HEADS:
            continue
        else:
            seen.pop(mention.name, None)
            seen[mention.name] = None
        result.append(mention)
    return _with_regions(result)


_REGION = re.compile("[\u4e00-\u9fff]{1,5}[省市州县区国邦]")


def _with_regions(mentions: list[Mention]) -> list[Mention]:
    """《甲州乙法案》 is what the heading before calls 《乙法案》."""
    titles = dict.fromkeys(m.name for m in mentions if m.class_name == "Policy")
    meant: dict[str, str] = {}
    for short in titles if len(titles) > 1 else ():
        longer = [
            name
            for name in titles
            if name.endswith(short) and _REGION.fullmatch(name, 0, len(name) - len(short))
        ]
        if len(short) >= 5 and len(longer) == 1:
            meant[short] = longer[0]
    if not meant:
        return mentions
    return [
        replace(m, name=meant[m.name]) if m.class_name == "Policy" and m.name in meant else m
        for m in mentions
    ]


_ISSUED_BY = re.compile("[^《》]{2,60}?[府厅局委部会院办行室署](?=关于)")


def _with_issuers(mentions: list[Mention]) -> list[Mention]:
    """《关于甲的意见》 is 《乙省人民政府关于甲的意见》 where the text names that one too."""
    names = dict.fromkeys(m.name for m in mentions if m.class_name == "Policy")
    full: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if issuer := _ISSUED_BY.match(name):
            full[name[issuer.end() :]].append(name)
    meant = {short: fits[0] for short, fits in full.items() if short in names and len(fits) == 1}
    if not meant:
        return mentions
    return [
        replace(m, name=meant[m.name]) if m.class_name == "Policy" and m.name in meant else m
        for m in mentions
    ]


def _fits(short: str, name: str) -> bool:
    bare = re.sub(r"\([^()]*\)$|的(?:通知|公告)$", "", name)
    if bare.startswith(short) and bare != short:
        return False  # 《甲办法实施细则》 is another than 《甲办法》
    return bare.endswith(short) or (len(short) > 3 and all(char in name for char in short))
