"""Bodies of other countries: the country and what the body is called, 美国商务部工业与安全局."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extraction.lexicon import lexicon
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.reading import Mention, Words, abbreviates, renamed
from kg.gazetteer import ancestors, by_name
from kg.patterns import HAN, regex

_NEVER = "的了由等及向将在于被把是也要已宣称表说从其各该驻均曾若每所"
_CORE = rf"(?:(?![{_NEVER}]|对(?!外)|(?<!行)为)[{HAN}])"
_BODY = regex(
    rf"{_CORE}{{0,16}}?(?:"
    r"(?<![南北东西中总分内外全干本上下大细局军头])部(?!分(?!别)|[门署件队位落属])(?!长[期线途远])|(?<![布格结大当])(?<!(?<!安)全)(?<!(?<![行邮民财市])政)局(?![部限面势长])|(?<![客餐大展官])厅(?!长)|署(?![名理])"
    r"|委员会|证监会|证交会|金管会|[监督审计检察]{2}院|总检察长办公室|管理局|央行|储备银行|中央银行|国家银行|(?<!新)政府(?!军|间)|议会|国会|[参众上下联邦]{0,2}议院|最高法院|联邦法院|总统府|(?<=国)白宫|贸易代表办公室"
    r")"
)
_SECOND = regex(
    rf"(?![与和]){_CORE}{{2,10}}?(?:(?<![布格结])(?<!(?<!安)全)局|署|司)(?![长部限面势法机])"
)
_COMMITTEE = regex(rf"{_CORE}{{2,14}}?(?:小组)?委员会(?![员长])")  # 美国众议院甲委员会
_JAPANESE = regex(
    "(?:经济产业|外务|财务|总务|法务|文部科学|厚生劳动|农林水产|国土交通|环境|防卫|通商产业)省"
)
_SHORT = ("证监会", "证交会", "金管会")
# the central banks that are called after their countries alone
_BANKS = ("日本", "韩国", "泰国", "加拿大", "法国", "意大利", "印度尼西亚", "俄罗斯", "以色列")
_BANK = regex("银行(?=[、,。(]|和|与|宣布|表示|近日|日前|[行总][长裁]|副行长|在|将|已)")
_NO_BODIES = ("俱乐部", "事业部", "市场部", "编辑部", "司令部", "销售部", "邮局", "药局", "书局")
# verbs of the dictionary that are at home in such names
_VERBS = frozenset((
    "监管", "执法", "移民", "竞争", "储备", "审计", "卫生", "劳动", "行为", "税务", "通信", "联邦",
    "促进", "反垄断", "福利", "预算", "海关", "劳工", "就业", "防卫", "国防", "司法", "通商",
    "移动",
))  # fmt: skip
_JOINING = ("和", "与", "机构", "企业")
_LONGEST = 20


# a school with a name in sounds, which are no words: 泰国那黎宣大学
_SCHOOL = regex(
    rf"(?!多|所|知名|著名|顶[尖级]|一流|各|名牌|公立|私立|高等|综合|其他|几|[一两三四五六七八九十]|最|国立|的|和|与|及|等|等|全|当地)"
    rf"(?:(?![的和与及等多所、])[{HAN}]){{2,6}}?(?:大学|理工学院)"
)


def find_foreign(words: Words, places: Places) -> list[Mention]:
    """Find bodies of other countries by the country in front of them.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    """
    text, found = words.text, []
    for hit in places.hits:
        if hit.code is not None or hit.zone or not is_abroad(hit):
            continue
        begin = _behind_heading(text, hit)
        end = None if places.starting_at(begin) else _end_of_body(words, hit, begin)
        if end is not None:
            outer = places.ending_at(hit.start)
            own = outer is not None and hit.parents == (outer.name,) and not _country_of(hit.full)
            start = outer.start if outer and is_abroad(outer) and not own else hit.start
            city = hit.surface.startswith(hit.name)  # 釜山市政府
            country = text[start : hit.start] + (hit.surface if city else hit.name)
            last = _end_of_second(words, places, end)
            size = (last or end) - start + 2  # 甲国央行和财政部 are two
            name = country + text[begin:end]
            found.append(Mention(start, end, "Agency", name, "foreign", size, 0.85))
            if last:
                name = country + text[end + 1 : last]
                found.append(Mention(end + 1, last, "Agency", name, "home", size, 0.8))
        elif school := _SCHOOL.match(text, hit.end, hit.end + 10):
            start, end = school.span()
            found.append(Mention(start, end, "Institute", school[0], "foreign", end - start, 0.7))
    names = dict.fromkeys(m.name for m in found)  # in their order, for one form may fit several
    short = [name for name in names if name.endswith(_SHORT)]
    meant = {s: full for s in short for full in names if s != full and abbreviates(s, full)}
    ministries = [*_ministries(words, places), *_federal(words, places)]
    return [*renamed(found, "Agency", meant), *ministries]


def _ministries(words: Words, places: Places) -> Iterator[Mention]:
    """The ministries of Japan that a text about it names alone: 金融厅和经济产业省."""
    if places.named("日本") is None:
        return
    for match in _JAPANESE.finditer(words.text):
        start, end = match.span()
        if words.is_edge(start) and places.ending_at(start) is None:
            yield Mention(start, end, "Agency", "日本" + match[0], "home", end - start, 0.8)


_FEDERAL = regex(
    rf"联邦(?!政府){_CORE}{{2,12}}?(?:(?<![总分内全])部(?!分(?!别)|[门署队长])|署|委员会|(?<!邮)局(?![势面长])|法院)"
)
_ABOUT = 300  # characters in which a federation was named


def _federal(words: Words, places: Places) -> Iterator[Mention]:
    """The bodies of a federation that a text about it names alone: 联邦财政部."""
    text = words.text
    for match in _FEDERAL.finditer(text) if "联邦" in text else ():
        start, end = match.span()
        if places.ending_at(start) is None and words.is_edge(end):
            near = [h for h in places.within(max(0, start - _ABOUT), start) if is_abroad(h)]
            country = _country_of(near[-1].full) if near else None
            name = (country or "") + match[0]
            yield Mention(start, end, "Agency", name, "home", end - start + 2, 0.75)


def is_abroad(hit: PlaceHit) -> bool:
    """Tell whether a place is another country, or lies in one."""
    if hit.code is not None:
        return False
    country = _country_of(hit.full) or (hit.parents and _country_of(hit.parents[-1])) or None
    return country not in (None, "中国")


@cache
def _country_of(name: str) -> str | None:
    """The country that a place is or lies in; None for regions of several or inside China."""
    for place in by_name(name):
        for around in (place, *ancestors(place)):
            if around.level == "country" or around.name in ("欧盟", "东盟"):
                return around.name
    return None


def _end_of_body(words: Words, hit: PlaceHit, start: int) -> int | None:
    text = words.text
    body = _JAPANESE.match(text, start) if hit.name == "日本" else None
    bank = hit.name in _BANKS and _BANK.match(text, start)
    body = body or bank or _BODY.match(text, start, start + _LONGEST)
    if body is None or len(body[0]) < 2 or body[0].endswith(_NO_BODIES):
        return None
    if not _is_name(words, start, body.end()):
        return None
    end = body.end()
    part = _SECOND.match(text, end, end + 12) if body[0].endswith(("部", "省", "厅")) else None
    if body[0].endswith(("议院", "国会", "议会")):
        part = _COMMITTEE.match(text, end, end + 20)
    whole = part and words.is_edge(part.end()) and _is_name(words, end, part.end())
    return part.end() if part and whole else end


def _behind_heading(text: str, hit: PlaceHit) -> int:
    """Where the name of a body may go on behind a country, also one that heads a section."""
    heads = text[hit.start - 1 : hit.start] in ("", *"\n。】、.▲●")
    return hit.end + (heads and text.startswith((":", "】"), hit.end))


def _end_of_second(words: Words, places: Places, end: int) -> int | None:
    """Where a body of the same country ends that is joined to another: 甲国财政部、商务部."""
    if words.text[end : end + 1] not in ("、", "和", "与") or places.starting_at(end + 1):
        return None
    body = _BODY.match(words.text, end + 1, end + 10)
    if body is None or len(body[0]) < 2 or body[0].startswith(("中国", "我国", "白宫")):
        return None
    return body.end() if _is_name(words, end + 1, body.end()) else None


def _is_name(words: Words, start: int, end: int) -> bool:
    """Tell whether all words of a range can stand in the name of a body."""
    lex = lexicon()
    index = words.index(start)
    if words.starts[index] < start:
        index += 1
    while index < len(words.words) and words.starts[index + 1] <= end:  # not 部|分别
        word, tag = words.words[index], words.tags[index]
        verb = tag == "v" and word not in lex.inner_verbs and word not in _VERBS
        if verb and len(word) > 1 and words.knows(word):
            return False
        if word in lex.outer_words and word not in _JOINING:
            return False
        if tag in ("m", "r", "d", "p", "t") and word not in _JOINING and words.knows(word):
            return False
        index += 1
    return True
