"""Where dates stand in a text, and what each says on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.errors import TermError
from kg.model import PartialDate
from kg.patterns import regex
from kg.values.numerals import number, windows


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    Parameters
    ----------
    start, end : half-open range of the text.
    value : the date, None as long as its year is not known.
    kind : ``explicit`` (with year), ``partial`` (month or day without year), ``relative`` (去年,
        同月, 昨日), ``range`` (first day in `value`, last in `until`), ``period`` (90年代).
    role : ``event``; ``target`` (到2022年), ``deadline`` (6月底前), ``asOf`` (截至5月底), ``since``
        (自2019年起), ``title`` (inside 《》), ``page`` (when the page was put up),
        ``name`` (2019全球数据大会). Only events move the year that others inherit.
    how : ``explicit``, ``signature``, ``inherited``, ``relative``, ``number``, ``surmised`` (the
        year is not told, but follows from what the text speaks of), or ``unknown``.
    confidence : factor for what is derived from this reading.
    until : the last date of a range.
    year, month, day : what the words say; `word` holds the relative word for year or day.
    """

    start: int
    end: int
    value: PartialDate | None
    kind: str
    role: str = "event"
    how: str = "unknown"
    confidence: float = 1.0
    until: PartialDate | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    word: str = ""


_ZERO = "〇零○O0ОΟ"  # Latin, Cyrillic and Greek letters stand in for it
_C = f"{_ZERO}一二三四五六七八九十"
_YEAR = (
    rf"(?:(?:1[89]|20|21)\d\d|[一二][{_ZERO}一二三四五六七八九]{{3}}"
    rf"|[12][89{_ZERO}][{_C}\d]{{2}}) ?年"
)
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九正]|腊) ?月(?:份)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[二廿]?十?[一二三四五六七八九]|二?十|廿) ?[日号]"
# the first of two that share their unit: 28 of 12月28-29日, 1 of 1-6月
_TO = r"(?= ?[-—~至到] ?\d{1,2} ?"
_DAY = rf"(?:{_DAY}|(?:[12]\d|3[01]|0?[1-9]){_TO}[日号]))"
_MONTH = rf"(?:{_MONTH}|(?:1[0-2]|0?[1-9]){_TO}月))"
_EARLY = r"初(?![步级衷创期始])"
_QUARTER = r"[上下]半年|第?[一二三四1-4]季度"
_PART = rf"(?:度|{_QUARTER}|年?(?:{_EARLY}|[末底]|中(?=[,。、;到至以前])))"
_DAY_WORDS = (
    "今日|今天|昨日|昨天|昨晚|今晚|前日|前天|明日|明天|当日|当天|当晚|同日|同一天|那天|这天|次日|翌日"
    "|近日|日前|近期|不久前|此前"
)
_RELATIVE = (
    "今年|本年|当年|同年|去年|上年|前年|明年|次年|翌年|后年|来年"
    f"|本月|当月|同月|上月|上个月|次月|下月|{_DAY_WORDS}"
)
# 上周五, but not 一周三次
_WEEKDAY = (
    r"(?:(?:上上?|本|这|下)(?:个星期|周|星期)"
    r"|(?<![一每两二三四五六七八九十\d数多半几隔首头双单各至到日号(])(?:周|星期))"
    "[一二三四五六日天](?![至到直起些次个家天场期轮届名位大类级岁年月边围])"
)
_CENTURY = r"(?:上个?|本|[12]\d)世纪"
_FORMS = (
    # 民国一百零三年二月三日; later in the same text without 民国
    rf"(?:(?:中华)?民国 ?|(?<![“‘个])(?=一百))(?P<roc>前?[{_C}百\d]{{1,6}}) ?年"
    r"(?![来后前以间老企名历])"
    rf"(?: ?(?P<rm>{_MONTH}))?(?: ?(?P<rd>{_DAY}))?",
    # 六十九年五月 behind another ROC date
    rf"(?<![{_C}百千第\d])(?P<bare>[二三四五六七八九]十[一二三四五六七八九]?|一[〇○零一][{_C}]) ?年"
    rf" ?(?P<bm>{_MONTH})(?: ?(?P<bd>{_DAY}))?",
    # 112年3月6日 in a text of Taiwan
    rf"(?<![\d.])(?P<tw>9\d|1[0-2]\d) ?年 ?(?P<tm>{_MONTH})(?: ?(?P<td>{_DAY}))?",
    rf"(?P<decade>(?:{_CENTURY})?[1-9]0 ?年代(?:[初中末]期?)?|{_CENTURY}(?:初|末|中叶)?)",
    # 21年3月; 21年 alone is how long something takes
    rf"(?<![\d.{_C}第近前后约共])(?P<short>[01]\d|2[0-9]) ?年"
    rf" ?(?P<sm>{_MONTH})(?: ?(?P<sd>{_DAY}))?",
    # 2020-06-30
    r"(?<![\d.])(?P<iy>(?:19|20)\d\d)(?P<sep>[-./])(?P<im>1[0-2]|0?[1-9])"
    r"(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9])(?![\d.%万亿])",
    # 2020年6月30日, 2020年底
    rf"(?<!\d)(?P<y>{_YEAR})(?!代)(?: ?的?(?P<m>{_MONTH})(?: ?(?P<d>{_DAY}))?|{_PART})?",
    # 去年10月24日, 同月8日
    rf"(?P<word>{_RELATIVE})"
    rf"(?:的? ?(?P<lm>{_MONTH})(?: ?(?P<ld>{_DAY}))?|(?<=月)(?P<ldd>{_DAY})|{_PART})?",
    rf"(?P<week>{_WEEKDAY})",
    # 两个月后, 三天后
    r"(?<![\d第近每前年月])(?P<later>(?:半|\d{1,2}|[一二两三四五六七八九十]{1,3})(?:年|个月|周|天|日))(?:以|之)?后(?![期续端方备])",
    # 6月30日, 6月底; 2.6月30日 where 2. numbers an item
    rf"(?:(?<![\d.个第{_C}])|(?<=[。;\n】]\d\.)|(?<=[。;\n】]\d\d\.))"
    rf"(?P<nm>{_MONTH})(?![饼球亮薪租报])(?: ?(?P<nd>{_DAY}))?"
    rf"(?:{_EARLY}|[中末底](?=[^旬国央])|底|[上中下]旬)?",
    # 30日
    rf"(?<![\d.{_C}第月])(?P<od>(?:3[01]|[12]\d|[1-9]) ?日)"
    r"(?![内均游元后常程益期本俄韩美中澳英]|前内)",
    # 2018 of 2018—2020年
    r"(?<!\d)(?P<yy>(?:19|20)\d\d)(?= ?[-—~至到] ?(?:19|20)\d\d ?年)",
)
# what every date begins with
_FIRST = f"[那这中民前上本当同去今明昨次翌后来下近日不此半第腊正廿两百周星O0ОΟ{_C}\\d]"
_DATE = regex(f"(?={_FIRST})(?:{'|'.join(_FORMS)})")
_MARKS = regex("[-./年月日号天晚期前久纪周星]")  # at least one stands in every date
_LINK = regex(r" ?(?:至|到|[-—~]{1,2}) ?")
_VALID = regex("(?:有效期|有效|执行|期限)(?:限)?(?:截止|延长)?(?:至|到)$")  # 有效期至2024年底
_BEFORE_TARGET = regex(
    r"(?:力争|争取|预计|(?<![该本此])计划|拟|有望|将|要|确保|面向|未来|规划|目标是?|使)(?:到|至|于|在)?$|并(?:到|至)?$|[初拟暂]?步?定[于在]$"
    r"|(?<![直截推迟延期长溯回想升降增减涨])(?:到|至)(?:了)?$|展望$"
)
# 有了规划2022年3月23日…, 一、关于规划\n2022年3月…: the end of what is said before
_NOUNS = ("规划", "计划", "目标")
_BEFORE_ASOF = regex(r"(?:截至|截止|截止到|截至到|截止至)(?:目前|今年|去年)?[ ,]?$")
_BEFORE_SINCE = regex(r"(?:自|从|自从)$")
_BEFORE_PAGE = regex(
    r"(?:发布|发表|更新|创建|编辑)(?:时间|日期|于)?\s*[:/|]\s*$|(?:^|\n)\s*日期\s*[::]\s*$"
)
_AFTER_SINCE = regex(r"[底末初]?(?:以来|至今|开始|起(?=[,、。施实正执至]|$))")
_AFTER_DEADLINE = regex(r"[底末初]?(?:之?前|以前)(?![后沿景期一二两三四五六七八九十\d])")
_ROC = regex("民国|一百[零〇○一二]")
_TAIWAN = regex("民国|行政院|立法院|新台币|台湾|国科会|国发会|(?<![国本])经济部(?!长)")
_BARE = regex(rf"(?:[二三四五六七八九]十[一二三四五六七八九]?|一[〇○零一][{_C}]) ?年")
_TITLE = regex(r"《[^《》]{0,200}(?:《[^《》]{0,200}》[^《》]{0,200})*》")


def find_dates(text: str) -> list[DateMention]:
    """Find the dates in a text, each read on its own.

    Parameters
    ----------
    text : normalised text.

    >>> [(d.value and d.value.value, d.kind) for d in find_dates("2017年6月发布,同年12月修订")]
    [('2017-06', 'explicit'), (None, 'relative')]
    """
    titles = [match.span() for match in _TITLE.finditer(text)]
    found: list[DateMention] = []
    title = 0
    for match in _matches(text):
        start, end = match.span()
        while title < len(titles) and titles[title][1] <= start:
            title += 1
        inside = title < len(titles) and titles[title][0] < start
        mention = _mention(match, "title" if inside else _role(text, start, end))
        if mention is None or mention.role == "lunar":
            continue
        if found and _is_goal_too(text, found[-1], mention):
            mention = replace(mention, role="target")
        if found and (joined := _joined(text, found[-1], mention)):
            found[-1] = joined
        else:
            found.append(mention)
    if not _ROC.search(text):
        found = [m for m in found if not _BARE.match(text, m.start)]
    taken = {mention.start for mention in found}
    named = [mention for mention in _named(text) if mention.start not in taken]
    return sorted(found + named, key=lambda mention: mention.start) if named else found


def _matches(text: str) -> Iterator[re.Match[str]]:
    taiwan = _TAIWAN.search(text) is not None
    for start, end in windows(text, _MARKS, 16, 16):
        for match in _DATE.finditer(text, start, end):
            plain = match["tw"] is None or taiwan
            found = match if plain else _DATE.match(text, match.start("tm"), end)
            if found:
                yield found


# a year in the name of an event; the digits come first so that the search runs fast
_NAMED = regex(
    r"20\d\d(?<!\d\d\d\d\d)(?=[\u4e00-\u9fff“·A-Z](?<!年)[^。,;:!?\n]{0,22}?"
    r"(?:论坛|大会|峰会|年会|博览会|展览会|展(?!示|览|现|出|望|开(?!幕))|交易会|洽谈会|大赛|研讨会|培训班|训练营|[世锦邀请公开联奖]赛|马拉松|[融动技创]周|[业化]节|会议|盛典|展会))"
)


def _named(text: str) -> Iterator[DateMention]:
    for match in _NAMED.finditer(text):
        year = PartialDate(match[0])
        yield DateMention(
            *match.span(), year, "explicit", "name", "explicit", 1.0, year=int(match[0])
        )


_EVERY = ("每年", "每年的", "每年于", "每年在", "每月", "历年")


def _role(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 12) : start]
    if before.endswith(("农历", "阴历", "旧历", "夏历")):
        return "lunar"
    if before.endswith(_EVERY):
        return "deadline"  # 每年9月举办: no day of a year that is told
    if _BEFORE_PAGE.search(before):
        return "page"
    if _BEFORE_ASOF.search(before):
        return "asOf"
    if _AFTER_DEADLINE.match(text, end - (text[end - 1] in "底末初")) or _VALID.search(before):
        return "deadline"
    if (match := _BEFORE_TARGET.search(before)) and not (
        match[0] in _NOUNS and (text[end - 1] in "日号" or before[-1] == "\n")
    ):
        return "target"
    if _BEFORE_SINCE.search(before) or _AFTER_SINCE.match(text, end):
        return "since"
    return "event"


def _mention(match: re.Match[str], role: str) -> DateMention | None:
    start, end = match.span()
    if match["decade"]:
        return DateMention(start, end, None, "period", role)
    if word := match["word"]:
        month, day = _count(match["lm"]), _count(match["ld"] or match["ldd"])
        return DateMention(start, end, None, "relative", role, month=month, day=day, word=word)
    if word := match["later"] or match["week"]:
        return DateMention(start, end, None, "relative", role, word=word)
    if match["nm"] or match["od"]:
        month, day = _count(match["nm"]), _count(match["nd"] or match["od"])
        return DateMention(start, end, None, "partial", role, month=month, day=day)
    if match["bare"]:
        year = 1911 + (_count(match["bare"]) or 0)
        month, day = _count(match["bm"]), _count(match["bd"])
    elif match["tw"]:
        year = 1911 + int(match["tw"])
        month, day = _count(match["tm"]), _count(match["td"])
    elif match["short"]:
        year = 2000 + int(match["short"])
        month, day = _count(match["sm"]), _count(match["sd"])
    elif match["roc"]:
        if match["roc"].startswith("前"):
            return None
        year = 1911 + (_count(match["roc"]) or 0)
        month, day = _count(match["rm"]), _count(match["rd"])
    else:
        year = _count(match["y"] or match["iy"] or match["yy"]) or 0
        month, day = _count(match["m"] or match["im"]), _count(match["d"] or match["id"])
    value = make_date(year, month, day)
    if value is None:
        return None
    return DateMention(start, end, value, "explicit", role, "explicit", 1.0, None, year, month, day)


def _is_goal_too(text: str, goal: DateMention, mention: DateMention) -> bool:
    """Tell whether a bare year follows a goal in one sentence: 到2020年……,2025年全面建成."""
    bare = mention.kind == goal.kind == "explicit" and not (mention.month or goal.month)
    later = bare and goal.role == "target" and (mention.year or 0) > (goal.year or 0)
    return later and mention.role == "event" and not _PAUSES.search(text, goal.end, mention.start)


_PAUSES = regex("[。!?\n]")


def _joined(text: str, a: DateMention, b: DateMention) -> DateMention | None:
    """Join the two ends of a range: 2018—2020年, 10月19日至20日."""
    if a.kind == "range" or b.start - a.end > 3 or not _LINK.fullmatch(text, a.end, b.start):
        return None
    if a.kind == "relative" or b.kind == "relative" or "period" in (a.kind, b.kind):
        return None
    until = b.value
    if until is None and a.value:
        until = make_date(a.year, b.month or a.month, b.day)
    role = "target" if a.role == "event" and not a.month and b.role == "event" else a.role
    return DateMention(
        a.start,
        b.end,
        a.value,
        "range",
        role,
        a.how,
        a.confidence,
        until,
        a.year,
        a.month,
        a.day,
        f"{b.month or a.month or ''}-{b.day or ''}",
    )


@lru_cache(maxsize=4096)
def _count(text: str | None) -> int | None:
    if not text:
        return None
    figure = "".join(char for char in text if char not in " 年月日号份")
    value = number({"正": "一", "腊": "十二"}.get(figure, figure))
    return None if value is None else int(value)


@lru_cache(maxsize=4096)
def make_date(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """A date from its parts, None where the calendar has no such day."""
    if not year:
        return None
    parts = (
        f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    )
    try:
        return PartialDate(parts)
    except TermError:
        return None
