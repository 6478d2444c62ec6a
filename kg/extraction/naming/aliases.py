"""Which mentions name the same thing inside one document: short forms, 以下简称, 该计划."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from kg.extraction.lexicon import Finder, lexicon
from kg.extraction.naming.brands import (
    brand_forms,
    goes_on,
    listed_firms,
    state_groups,
    with_cities,
)
from kg.extraction.naming.forms import (
    SCHOOLS,
    of_the_state,
    of_university,
    one_abbreviated,
    one_body,
    one_brand,
    one_edition,
    one_legal_form,
    one_site,
    one_zone,
    outside_bodies,
    with_tails,
)
from kg.extraction.naming.places import Places
from kg.extraction.naming.titles import DETAIL, IN_ARTICLES
from kg.extraction.reading import Mention, Words, abbreviates, covered, renamed
from kg.extraction.sentences.anaphors import with_bare_heads
from kg.patterns import regex

_DEFINED = regex(
    r"[》”]?(?:的(?:通知|公告|决定))?[(,](?:以下|下文|下面|后文)?(?:并称|统称|合称|简称|下称|又称|亦称|又名|也称|简称为|统称为|英文简称|英文名)(?:为|:)?[“《\"]?([^”》)\",;]{1,20}?)[”》\"]?(?:或“[^”]{1,12}”)?[),]"
)
_DEFINES = ("(", ",", "》", "”", "的")  # what either begins with
_GLOSS = regex(r"[(]“?([^()“”,。;:、]{2,12}?)”?[)]")
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
        words,
        places,
        state_groups(words, listed_firms(words, one_legal_form(text, mentions))),
        defined,
    )
    mentions = with_cities(words, places, _shared_tails(words, places, mentions))
    mentions = outside_bodies(text, one_body(one_edition(one_abbreviated(mentions))))
    mentions = with_tails(words, places, one_brand(text, places, mentions))
    mentions = with_bare_heads(words, mentions)
    return _policies(mentions, defined)


_IN_FULL = regex(r"[”’》]*(?:\d(?:\.\d)?版)?[(,](?:即|全称为?|也就是|指的?是?)[:“]?")


def _spelled_out(text: str, mentions: list[Mention]) -> list[Mention]:
    """A policy by its popular name, which a bracket spells out: “航空20条”(即《…措施》)."""
    full = {
        short.name: title.name
        for short, title in pairwise(mentions)
        if short.class_name == title.class_name == "Policy"
        and _IN_FULL.fullmatch(text, short.end, title.start)
    }
    return renamed(mentions, "Policy", full)


_DESCRIBED = ("Fund", "IndustrialPark", "Institute", "Association", "Event", "Project")
_CALLED = regex("(?:——|—|:|,?(?:名为|即|也就是|简称))?“?")


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
_FULL_BEHIND = regex(
    r"(?:^|[。;:,\n“])(?P<short>[\u4e00-\u9fffA-Za-z0-9]{2,10}?)”?(?:是|为|成立|创立|创建|始建|[\d年月日]{5,11}|[(,]|(?=全称))"
    r"[^。;\n]{0,30}?(?:的|其)?(?:中文|官方)?全称(?:叫做?|是|为|即)?[:,]?[“]?$"
)
_FULL_REACH = 56
_PARTS_OF_PARKS = ("片区", "组团", "专区", "核心区", "功能区", "港区", "分园", "一区多园")


def _in_full(text: str, mention: Mention) -> Iterator[str]:
    """The short form in front of a name of which the text says that it is the full one."""
    low = max(0, mention.start - _FULL_REACH)
    if text.find("全称", max(low, mention.start - 6), mention.start) < 0:
        return
    for match in _FULL_BEHIND.finditer(text, low, mention.start):
        if abbreviates(match["short"], mention.name):
            yield match["short"]


def _definitions(text: str, mentions: list[Mention]) -> list[tuple[str, Mention, int]]:
    """Short form, what it means, and from where on it does."""
    full = mentions if "全称" in text else []
    found = [(short, mention, 0) for mention in full for short in _in_full(text, mention)]
    for park, other in pairwise(m for m in mentions if m.class_name == "IndustrialPark"):
        twice = text[park.end : other.start] == "(" and text.startswith(")", other.end)
        if twice and not other.name.endswith(_PARTS_OF_PARKS):  # 甲高新区(乙药城): one park
            found.append((text[other.start : other.end], park, 0))
    shared = {m.end for m in mentions if m.rule == "shared tail"}
    for mention in mentions:
        if not text.startswith(_DEFINES, mention.end):
            continue
        match = _DEFINED.match(text, mention.end)
        if match and mention.start - 1 in shared and "称" in match[0][1:3]:
            continue  # 甲、乙2个高新区(统称丙高新区): neither is called so
        if match:
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
            written = [char for char in short if not char.isascii()]  # 研究院 of IDEA研究院
            related = sum(char in mention.name for char in written) * 2 >= len(written)
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
        if (mention.class_name != "Policy" and len(short) >= 2) or IN_ARTICLES.search(short):
            forms[short].append((since, mention))
            at = text.rfind(short, mention.end, since)
            glosses.add((at, at + len(short)))
    plain = {
        short: mention
        for mention in mentions
        if mention.class_name == "Company"
        for short in brand_forms(words, places, mention)
    }
    for short, mention in plain.items():
        forms[short].append((0, mention))
    if not forms:
        return mentions
    for known in forms.values():
        known.sort(key=lambda form: form[0])
    taken = covered(len(text), mentions)
    meaning, told = _meanings(text, forms, mentions, taken)
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
                or (mention.start, mention.end) in told
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
        edge = words.is_edge(start) and (end - start > 2 or not goes_on(words, end))
        if edge and not any(taken[start:end]):
            result.append(replace(meant, start=start, end=end, rule="short form", confidence=0.8))
    return sorted(result, key=lambda m: (m.start, -m.end))


_Span = tuple[int, int]


def _meanings(
    text: str,
    forms: dict[str, list[tuple[int, Mention]]],
    mentions: list[Mention],
    taken: bytearray,
) -> tuple[dict[_Span, Mention], set[_Span]]:
    """What the short forms in a text mean where they stand, and which of these a bracket tells."""
    there = {mention.start: mention.end for mention in mentions}
    meaning: dict[_Span, Mention] = {}
    told: set[_Span] = set()
    for start, end, short in Finder(sorted(forms)).find(text):
        if there.get(start, end + 1) > end and taken.find(1, start, end) >= 0:
            continue  # inside a longer name
        if short.endswith("管理") and short[:-2] in forms:
            end, short = end - 2, short[:-2]  # 甲投资管理着乙: the verb is no part of the name
        index = bisect_right(forms[short], start, key=lambda form: form[0])
        if index:
            since, meaning[start, end] = forms[short][index - 1]
            if since:
                told.add((start, end))
    return meaning, told


def _shared_tails(words: Words, places: Places, mentions: list[Mention]) -> list[Mention]:
    """高新区 after 苏州高新区: a name without its place, or its tail, means the same."""
    full: dict[tuple[str, str], str] = {}
    result: list[Mention] = []
    for mention in mentions:
        if mention.class_name in _SHORTENED:
            if mention.class_name == "Institute" and mention.name.endswith(SCHOOLS):
                mention = of_university(words, mention, result)
            mention = _shortened(mention, full)
            if mention.name == words.text[mention.start : mention.end]:
                plain = mention.name.replace("产业", "")  # 甲数据联盟 is 甲数据产业联盟
                if mention.class_name == "Fund":  # 甲市乙投资基金 is 甲乙基金
                    plain = _CITY.sub("", plain).replace("投资基金", "基金")
                if len(plain) >= 6:
                    known = full.setdefault((mention.class_name, plain), mention.name)
                    mention = replace(mention, name=known) if known != mention.name else mention
                full.setdefault((mention.class_name, mention.name), mention.name)
                for tail in _tails(words, places, mention):
                    full.setdefault((mention.class_name, tail), mention.name)
        result.append(mention)
    return result


_CITY = regex("(?<=^[\u4e00-\u9fff]{2})[省市]")
_SHORTENED = ("IndustrialPark", "Institute", "Association", "Fund", "Agency", "Project", "Company")


def _shortened(mention: Mention, full: dict[tuple[str, str], str]) -> Mention:
    """The mention under the full name that was given before, if it is a short form of one."""
    known = full.get((mention.class_name, mention.name))
    if known is None and mention.class_name == "Project" and len(mention.name) >= 6:
        seen = islice(reversed(full.items()), _REMEMBERED)
        projects = ((name, whole) for (kind, name), whole in seen if kind == "Project")
        # 甲食品溯源平台 after 首甲食品溯源平台体系
        known = next((whole for name, whole in projects if _is_part(mention.name, name)), None)
    return replace(mention, name=known) if known else mention


def _is_part(short: str, name: str) -> bool:
    """Tell whether a name is part of a longer one, which is no phase of it: 甲项目二期."""
    return short in name and not (_PHASE.search(name) and not _PHASE.search(short))


_PHASE = regex(r"[一二三四五六七八九]期\)?(?:工程|项目)?$")


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


def _policies(mentions: list[Mention], defined: list[tuple[str, Mention, int]]) -> list[Mention]:
    """Resolve 《意见》 to the policy that was so defined, else to the last that fits."""
    meaning: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for short, policy, since in defined:
        if policy.class_name == "Policy":
            meaning[short].append((since, policy.name))
    for forms in meaning.values():
        forms.sort()
    result: list[Mention] = []
    seen: dict[str, None] = {}  # titles by their last occurrence
    for before, mention in pairwise([None, *_with_issuers(mentions)]):
        if mention is None or mention.class_name != "Policy":
            result += [mention] if mention else []
            continue
        detail = DETAIL.search(mention.name)
        short, kind = mention.name, ""
        if detail and short[: detail.start()] in _ANAPHOR_HEADS:  # 《条例》实施细则
            short, kind = short[: detail.start()], detail[0]
        full = _meant(before, mention, short, meaning.get(short, ()), seen)
        full = full + kind if full else None
        if kind and not full:
            continue  # of which 条例, nothing tells
        if full:
            mention = replace(mention, name=full, rule="anaphor")
        elif mention.name in _ANAPHOR_HEADS:
            continue
        else:
            seen.pop(mention.name, None)
            seen[mention.name] = None
        result.append(mention)
    return result


def _meant(
    before: Mention | None,
    mention: Mention,
    short: str,
    known: Sequence[tuple[int, str]],
    seen: dict[str, None],
) -> str | None:
    """The full title of the policy that a short one means, as defined or as the last that fits.

    Parameters
    ----------
    known : what the short form is defined to mean, and from where on.
    seen : titles by their last occurrence.
    """
    index = bisect_right(known, mention.start, key=lambda form: form[0])
    if index:
        return known[index - 1][1]
    if len(known) == 1 and len(short) >= _OWN:
        return known[0][1]  # the heading has the short form, the text below tells of what
    if len(short) > _LONGEST_SHORT:
        return None
    return next(
        (
            name
            for name in islice(reversed(seen), _REMEMBERED)
            if name != short and _fits(short, name) and not _is_of_another(before, mention, name)
        ),
        None,
    )


_LONGEST_SHORT = 8
_OWN = 4  # characters of a short form that is no kind of paper: 数据二十条
_ISSUED_BY = regex("[^《》]{2,60}?[府厅局委部会院办行室署](?=关于)")


def _with_issuers(mentions: list[Mention]) -> list[Mention]:
    """《关于甲的意见》 is 《乙省人民政府关于甲的意见》 where the text names that one too."""
    names = dict.fromkeys(m.name for m in mentions if m.class_name == "Policy")
    full: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if issuer := _ISSUED_BY.match(name):
            full[name[issuer.end() :]].append(name)
    meant = {short: fits[0] for short, fits in full.items() if short in names and len(fits) == 1}
    others = {
        title.name
        for before, title in pairwise(mentions)
        if title.name in meant and _is_of_another(before, title, meant[title.name])
    }
    return renamed(mentions, "Policy", {s: name for s, name in meant.items() if s not in others})


_LOCAL = regex("[\u4e00-\u9fff]{2,7}?[省市州县区]")
_SAYS = 4  # characters of a verb between who issues a paper and its title


def _is_of_another(before: Mention | None, title: Mention, full: str) -> bool:
    """Tell whether who stands in front of a title issued another paper than one of a full name.

    丙省工商局出台《关于甲的意见》 is not 乙总局关于甲的意见, 国务院《甲条例》 not 乙市甲条例.
    """
    if before is None or before.class_name != "Agency" or title.start - before.end > _SAYS:
        return False
    told = _ISSUED_BY.match(full) or _LOCAL.match(full)
    return told is not None and before.name[:2] != full[:2]


def _fits(short: str, name: str) -> bool:
    bare = re.sub(r"\([^()]*\)$|的(?:通知|公告)$", "", name)
    if bare.startswith(short) and bare != short:
        return False  # 《甲办法实施细则》 is another than 《甲办法》
    if name.endswith(f"发{short}的通知"):
        return False  # what a notice hands out is not the notice
    return bare.endswith(short) or (len(short) > 3 and all(char in name for char in short))
