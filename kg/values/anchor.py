"""The date that a text is of, from which 今年 and 昨日 count."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kg.model import PartialDate
from kg.patterns import regex
from kg.values.dates import DateMention, make_date
from kg.values.numerals import find_document_numbers

SENTENCE_END = regex(r"[。!?;\n]")


def find_anchor(
    text: str, mentions: Sequence[DateMention], published: PartialDate | None, year: int | None
) -> PartialDate | None:
    """Find the date from which 今年 and 昨日 count.

    Parameters
    ----------
    text : normalised text of a whole article.
    mentions : its dates as each reads on its own, the one it is signed with marked.
    published : date of its page.
    year : the year of 今年, where the caller knows it.

    Returns
    -------
    The date, as precise as it is known; None where nothing tells the year.
    """
    if year:
        if published and published.value.startswith(str(year)):
            return published
        return make_date(year, None, None)
    signed = [m.value for m in mentions if m.how == "signature" and m.value]
    if signed:
        return signed[-1]
    dates = _told(text, mentions)
    begun = [m for m in dates if _FROM_THEN_ON.search(text, max(0, m.start - 24), m.start)]
    dates = [m for m in dates if m not in begun]
    plan = _PLAN.search(text)
    planned = plan and _made_in(plan)
    if plan and plan["recent"]:  # 近日印发《甲计划(2024—2026年)》: it is not 2025 yet
        ahead = range(int(plan["year"]) + 1, int(plan["until"]) + 1)
        dates = [m for m in dates if m.month or m.year not in ahead]
    aims = [m for m in mentions if m.role == "target" and not m.month]
    goals = {m.year for m in aims if text.endswith(("到", "至"), 0, m.start)}
    dates = [m for m in dates if m.month or (m.year not in goals and not _GAMES.match(text, m.end))]
    years = [_last_year(m) for m in dates if m.month or not _hoped(text, m.start)]
    years += [m.year for m in dates if m.year and text.endswith(_SET_UP, 0, m.start)]
    months = [m.month for m in mentions if m.kind == "partial" and m.month]
    years += [m.year - (max(months, default=12) >= (m.month or 0)) for m in begun if m.year]
    years += [number.year for number in find_document_numbers(text) if number.year]
    if published:
        years = [year for year in years if year <= int(published.value[:4])]
    years += [m.year for m in mentions if m.role == "name" and m.year and not _hoped(text, m.start)]
    if published is None:
        years += [int(match[0]) for match in _EDITION.finditer(text)]
    latest = max(years, default=None)
    if latest is None and published is None:  # 2018甲展将于11月3日开幕
        latest = max((m.year for m in mentions if m.role == "name" and m.year), default=None)
    if latest is None and published is None:
        year = planned or _since_then(text, mentions)
        year = _soonest(text, mentions, year or 0) or year
        return _dateline(text, mentions, year) or make_date(year, None, None)
    if published and (latest is None or int(published.value[:4]) - latest <= 1):
        return published
    for m in dates:
        if m.year == latest and m.day and DATELINE.match(text, m.end):
            return m.value
    if latest and published is None:
        latest = max(latest, planned or 0)
        latest += _year_turned(text, mentions, latest) or _year_closed(text, mentions, latest)
        latest = _soonest(text, mentions, latest) or latest
        if _is_of_past(text, latest):
            return None
    return _dateline(text, mentions, latest) or make_date(latest, None, None)


def _last_year(mention: DateMention) -> int:
    """The year that a date is of, the later one of 2017年11月至2018年3月."""
    return int((mention.until or mention.value).value[:4])  # type: ignore[union-attr]


_GAMES = regex(
    "[^,。;]{0,6}(?:奥运会|[冬残]奥会|[亚全]运会|运动会|世博会|世界杯)"
)  # told years ahead


def _told(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """The dates that may be of the year that a text is of, not of the past that it tells of."""
    dates = [m for m in mentions if m.role in ("event", "since", "asOf")]
    dates = [m for m in dates if m.kind == "explicit" or (m.kind == "range" and m.month)]
    dates = [
        m for m in dates if m.value and not _LONG_AGO.search(text, max(0, m.start - 4), m.start)
    ]
    if any(m.kind == "partial" and m.day for m in mentions):  # 甲成立于2015年。5月8日,…
        dates = [m for m in dates if m.month or text[m.start - 2 : m.start] not in _SET_UP]
    return [m for m in dates if m.role != "since" or not _EVER_SINCE.match(text, m.end)]


def _dateline(text: str, mentions: Sequence[DateMention], year: int | None) -> PartialDate | None:
    """The day on which a text of a year was sent, as it says itself: 甲社乙市3月12日电.

    It is of the next year where a later day of the year is told: 3月12日电……2023年12月.
    """
    for sent in mentions:
        if sent.kind == "partial" and sent.day and DATELINE.match(text, sent.end):
            told = [m for m in mentions if m.year == year and m.month and m.role == "event"]
            told = [m for m in told if not _hoped(text, m.start)]
            later = any((m.month or 0) > (sent.month or 12) for m in told)
            return make_date(year + later, sent.month, sent.day) if year else None
    return None


DATELINE = regex("[ ]?(?:[专综]?[合]?电|讯|消息)")  # 甲社乙市2023年12月6日电
# 近日印发《甲计划(2019—2021年)》: a plan is made in the first of its years
_PLAN = regex(
    r"(?:(?P<recent>近日|日前|近期|新近)[^。;《》]{0,30})?(?:印发|发布|出台|公布|通过|下发)了?[^。《》]{0,12}"
    r"《[^《》\n]{4,60}?\((?P<year>20\d\d)年?[—–~-]+(?P<until>20\d\d)年?\)》"
)


def _made_in(plan: re.Match[str]) -> int:
    """The year of a text that tells of nothing but the making of a plan for several years."""
    sentence = max(plan.string.rfind(mark, 0, plan.start()) for mark in "。;\n") + 1
    return int(plan["year"]) + ("去年" in plan.string[sentence : plan.start()])


def _since_then(text: str, mentions: Sequence[DateMention]) -> int | None:
    """The year after the month of which 早在 says that it is past: 早在2020年9月……今年."""
    past = [
        m.year
        for m in mentions
        if m.kind == "explicit" and m.year and m.month and text.endswith("早在", 0, m.start)
    ]
    now = any(m.word == "今年" for m in mentions)
    return max(past) + 1 if past and now else None


@cache
def _almanac(part: str = "since") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Months and what no text has spoken of before, newest first."""
    data = tomllib.loads(files("kg.values").joinpath("almanac.toml").read_text("utf-8"))
    return tuple((month, tuple(words.split())) for month, words in data[part].items())


def _is_of_past(text: str, latest: int) -> bool:
    """Tell whether words of a later time show that the last year told is only of a story."""
    return any(int(m[:4]) > latest for m, words in _almanac("era") if any(w in text for w in words))


def _soonest(text: str, mentions: Sequence[DateMention], latest: int = 0) -> int | None:
    """The year that a text is of at the soonest by what it speaks of, as the almanac tells.

    Where no month told without a year is that late, it is the next one: 银保监会…1月5日 is of 2019.

    Parameters
    ----------
    latest : the last year that the text tells.

    Returns
    -------
    None where the almanac knows no later year.
    """
    month = next((month for month, words in _almanac() if any(w in text for w in words)), "")
    if not month or int(month[:4]) <= latest:
        return None
    yearless = [m for m in mentions if m.kind == "partial" or m.word == "今年"]
    told = [m.month for m in yearless if m.month and m.role == "event"]
    return int(month[:4]) + (max(told, default=12) < int(month[5:]))


def _year_turned(text: str, mentions: Sequence[DateMention], latest: int) -> bool:
    """Tell whether 今年 must be a later year: 2017年11月…… and then 今年3月 in one paragraph.

    So it must where the last year named is called an earlier one (3月4日…此前的2021年12月), or is
    told without a month before 今年 is (在2017年新成立的……今年前两个月) or in a clause behind it.
    """
    for before, mention in pairwise(
        m for m in mentions if m.kind == "explicit" or m.word == "今年"
    ):
        turned = mention.month and before.month and mention.month < before.month
        if mention.word == "今年" and before.year == latest and turned:
            if _WILL.match(text, mention.end):
                return True
            between = text[before.end : mention.start]
            news = before.role == "asOf" or _opens(text, before, between)
            return "\n" not in between and not news
    if _told_apart(mentions, latest):
        return True
    if _ended(text, mentions, latest):
        return True
    now = next((m for m in mentions if m.word in ("今年", "去年")), None)
    named = [m for m in mentions if m.kind == "explicit" and m.year == latest]
    if now is None or any(m.role == "since" for m in named):
        return False
    earlier = [m for m in named if _EARLIER.search(text, max(0, m.start - 6), m.start)]
    if earlier and all(m.kind != "explicit" for m in mentions if m.end <= earlier[0].start):
        return len(earlier) == len(named)
    first = named[0] if named else None
    bare = first is not None and all(m.role == "event" and not m.month for m in named)
    if first and _SEASON.search(text, first.start, first.end + 4):
        return False
    if first and _THIS_ONE.search(text, max(0, first.start - 8), first.start):
        return False  # 资金紧张的2022年: what a text looks back on while it lasts
    if first and _EVERY_YEAR.match(text, first.end):
        return False
    if first and any(m.kind == "partial" and first.end < m.start < now.start for m in mentions):
        return False  # 2023年,……5月设立……今年6月
    if first and first.start > now.start:  # who has said 今年 means another one
        opens = text[first.start - 1] in "。!?;,\n" and text[first.end : first.end + 1] == ","
        return bare and now.word == "今年" and opens
    return bool(bare and first and not _is_heading(text, first))


def _opens(text: str, mention: DateMention, behind: str) -> bool:
    """Tell whether a day stands in the first sentence and alone there: the day of the news."""
    first = SENTENCE_END.search(text.lstrip(), 0, mention.start) is None
    return bool(first and mention.day and SENTENCE_END.search(behind))


def _told_apart(mentions: Sequence[DateMention], latest: int) -> bool:
    """Tell whether a month of the last year named is also one of 今年: 今年4月……2017年4月."""
    of_it = [m for m in mentions if m.kind == "explicit" and m.year == latest]
    if not of_it or any(m.role != "event" or not m.month for m in of_it):
        return False
    months = {m.month for m in mentions if m.word == "今年" and m.month}
    first = next(m for m in mentions if m.word == "今年" or m is of_it[0])
    return first.word == "今年" and any(m.month in months for m in of_it)


def _ended(text: str, mentions: Sequence[DateMention], latest: int) -> bool:
    """Tell whether the end of the last year is told before 今年 is: 2021年底……今年4月."""
    now = next((m for m in mentions if m.word == "今年"), None)
    of_it = [m for m in mentions if m.year == latest and m.role in ("event", "asOf")]
    if now is None or not of_it or any(m.month or m.start > now.start for m in of_it):
        return False
    return all(_AT_ITS_END.search(text, m.start, m.end) for m in of_it)


def _year_closed(text: str, mentions: Sequence[DateMention], latest: int) -> bool:
    """Tell whether the whole of the last year is looked back on: 2021年全市营业收入达到……

    Only where nothing is told of a month of that year, and some day is told without a year.
    """
    of_it = [m for m in mentions if m.year == latest and m.role in ("event", "asOf", "since")]
    if not of_it or any(m.month or m.kind != "explicit" for m in of_it):
        return False
    if not any(m.kind == "partial" and m.day and m.role == "event" for m in mentions):
        return False
    return any(YEARLY.match(text, m.end) or _AT_ITS_END.search(text, m.start, m.end) for m in of_it)


# the edition of a report, not the years of a plan: 《……发展报告(2022)》
_REPORTS = ("报告", "白皮书", "蓝皮书", "榜", "榜单", "指数", "名单", "图谱")
_BEHIND_REPORT = "|".join(f"(?<={name}{mark}....)" for name in _REPORTS for mark in ("", "[(]"))
_EDITION = regex(  # the digits come first so that the search runs fast
    r"20\d\d(?:(?<=报告[(]20\d\d[—-]....)(?=年?[)])|(?<=[(]....)(?=年?[本版]?[,、]?(?:征求意见稿|草案|修订稿|送审稿|试行))"
    rf"|(?<=届[(]....)(?=年?[)])|(?:{_BEHIND_REPORT})(?=(?:年版?)?[)]?[》”]))"
)
# 2021年,全省……产值突破1500亿元: a sum of the year, of no part of it
YEARLY = regex(
    r",?[^。,;\n\d]{0,24}(?:产值|营收|营业收入|收入|规模|总值|GDP|总额|出口额|销售额|贡献率|产量|增加值)"
    r"[^。,;\n\d]{0,16}(?:达|突破|超|为|占|增长|近|约|\d)|全年"
)
_AT_ITS_END = regex("年[底末]$")
_WILL = regex("[^。,;]{0,16},?[^。,;]{0,12}将")  # 今年2月将 after a past 2020年12月
_SEASON = regex("[春夏秋冬]|[上下]半年|年?[底初末]|第?[一二三四]季度")
_SET_UP = ("立于", "建于", "办于", "生于")
_LONG_AGO = regex("(?:追溯[到至]|始于|起步于|早在)$")
# 宣布从2019年9月起开设课程: the text is of an earlier day
_FROM_THEN_ON = regex("(?:宣布|决定|通过|规定|要求|将|拟)[^。;]{0,16}[自从]$")
_EVER_SINCE = regex("[^,。;]{2,16}以来")  # 自2006年成立以来: the text is of a later year
_THIS_ONE = regex(  # 资金紧张的2022年, 公布2019年甲名单
    "(?<!过去)(?<!结束)(?<!告别)的$|(?:公布|发布|印发|公示|入选|启动|开展)了?$"
)
_EARLIER = regex("(?:此前|早在|早前|之前)[的,]?$")


# 2018年高考今日开考, 2018年“两会”: what a text of that year is about
_EVERY_YEAR = regex("[“]?(?:全国)?(?:[高中]考|春运|春节|两会|国庆|元旦|政府工作)")


def _is_heading(text: str, mention: DateMention) -> bool:
    """Tell whether a date stands in the first line, which says what a text is about."""
    line = text.find("\n", mention.end)
    return 0 <= line < _TITLE_LINE and "\n" not in text[: mention.start].lstrip()


_TITLE_LINE = 60


_HOPED = regex(
    r"将|要(?:全面|基本|实现|完成|达到|建成)|可[达望超]|预[计测]|一定要|为了|规划|目标|力争|争取|计划|有望|未来|远景"
)


def _hoped(text: str, position: int) -> bool:
    """Tell whether the clause around a bare year speaks of the future."""
    before = SENTENCE_END.split(text[max(0, position - 30) : position])[-1]
    after = SENTENCE_END.split(text[position : position + 20])[0]
    return bool(_HOPED.search(before + after))
