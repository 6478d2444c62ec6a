"""What the dates of a text mean together: the year that the words before have set."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import PartialDate
from kg.patterns import regex
from kg.values.anchor import DATELINE, YEARLY, find_anchor
from kg.values.dates import DateMention, find_dates, make_date
from kg.values.numerals import find_document_numbers, number

_SENTENCE_ENDS = regex(r"[。!?;\n]+")
_YEARS_OFF = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "上年": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "后年": 2,
}
_YEARS_BACK = [word for word, off in _YEARS_OFF.items() if off < 0]
_STATE_OFF = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
_DAYS_OFF = {
    "今日": 0,
    "今天": 0,
    "今晚": 0,
    "昨日": -1,
    "昨天": -1,
    "昨晚": -1,
    "前日": -2,
    "前天": -2,
    "明日": 1,
    "明天": 1,
}
_STATE_DAYS = {
    "当日": 0,
    "当天": 0,
    "当晚": 0,
    "同日": 0,
    "同一天": 0,
    "那天": 0,
    "这天": 0,
    "次日": 1,
    "翌日": 1,
}
_MONTHS_OFF = {"本月": 0, "上月": -1, "上个月": -1, "下月": 1}
_STATE_MONTHS = {"当月": 0, "同月": 0, "次月": 1}
_FROM_STATE = {*_STATE_OFF, *_STATE_DAYS, *_STATE_MONTHS}
_LATER = regex(r"(?P<count>半|[\d一二两三四五六七八九十]{1,3})(?P<unit>年|个月|个?月|周|天|日)")


@dataclass
class _State:
    """The date that the words before have set, and where.

    Parameters
    ----------
    full : the last whole day that the words before have told.
    lead, led : year and month that the last line began with that told a month, and its end.
    back : the date looks back from the year that the text is of, as 去年9月 does.
    sent : the day on which the report was sent, as its dateline tells: 甲社乙市3月12日电.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    at: int = 0
    full: PartialDate | None = None
    lead: tuple[int, int] | None = None
    led: int = 0
    back: bool = False
    sent: PartialDate | None = None

    def set(self, date: PartialDate | None, text: str, at: int) -> None:
        if date is None:
            return
        parts = [int(part) for part in date.value.split("-")]
        self.year, self.month, self.day = (*parts, None, None)[:3]
        self.at = at
        self.full = date if self.day else self.full
        if self.month and at > self.led:
            self.lead, self.led = (parts[0], self.month), _line_end(text, at)


# 甲成立于2019年。9月,…; 早在去年就……。9月,…: what follows is not of that year
_FOUNDED = ("成立于", "创立于", "始建于", "创办于", "创建于", "组建于", "设立于", "诞生于", "建于")
_LOOKING_BACK = (*_FOUNDED, "早在")


def _is_aside(text: str, mention: DateMention, state: _State, anchor: PartialDate | None) -> bool:
    """Tell whether a date only says when something of the past began, so that the story goes on."""
    if mention.word in _YEARS_BACK and not mention.month and state.month and not state.back:
        return True  # 9月9日……继去年设立甲后。9月7日,…
    if not text.endswith(_LOOKING_BACK, 0, mention.start):
        return False
    now = state.year or (int(anchor.value[:4]) if anchor else None)
    year = int(mention.value.value[:4]) if mention.value else None
    if now is None:
        return not mention.month  # 甲成立于2015年。5月8日,…: of which year, nobody says
    return year is not None and year < now


def _sums_up(text: str, mention: DateMention) -> bool:
    """Tell whether a figure of a whole year is told, or of several: the story is not of it."""
    if mention.month or not (mention.year or mention.word in _YEARS_BACK):
        return False
    several = mention.kind == "range" and mention.until is not None
    return several or YEARLY.match(text, mention.end) is not None


def _sentence_end(text: str, at: int) -> int:
    end = _SENTENCE_ENDS.search(text, at)
    return end.start() if end else len(text)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def read_dates(
    text: str,
    published: PartialDate | None = None,
    *,
    anchor_year: int | None = None,
) -> list[DateMention]:
    """Find the dates in a text and resolve those that lean on others.

    Parameters
    ----------
    text : normalised text of a whole article.
    published : date of its page; believed only within a year of the latest event in the text,
        because pages are often reprints.
    anchor_year : the year of 今年, where the caller knows it.

    Returns
    -------
    The dates in order; `how` tells where the year came from, `confidence` how sure that is.

    >>> dates = read_dates("2017年2月设立。此后的3月、6月和7月,同年12月。")
    >>> [date.value.value for date in dates]
    ['2017-02', '2017-03', '2017-06', '2017-07', '2017-12']
    """
    length = len(text.rstrip())
    mentions = [_signed(text, mention, length) for mention in find_dates(text)]
    anchor = find_anchor(text, mentions, published, anchor_year)
    source, sure = ("", 0.0) if published else _surmised(text, mentions, anchor)
    state = _State()
    before, aside_end = state, length  # the thread that a remark on a founding breaks
    resolved = []
    for mention in mentions:
        if mention.start > aside_end and mention.kind == "partial" and mention.month:
            state, aside_end = before, length
        mention = _resolve(text, mention, state, anchor)
        counted = published is None and mention.how == "relative" and _counts(mention.word)
        if source and mention.how == "relative" and not counted:
            mention = replace(mention, how=source, confidence=sure)
        if (
            mention.role == "event"
            and mention.value
            and not counted
            and _ahead(mention.value, anchor)
        ):
            mention = replace(mention, role="target")
        resolved.append(mention)
        if mention.day and DATELINE.match(text, mention.end):
            state.sent = mention.value
        lasting = mention.role == "since" and not mention.month and mention.word != "今年"
        far = mention.word.endswith("年") and _LATER.match(mention.word) is not None
        if mention.word in ("近日", "日前", "近期"):
            state.full = None  # 近日,甲揭牌。同日: on a day that is not told
        moves = mention.role in ("event", "since") and not (lasting or far)
        moves = moves and not _sums_up(text, mention)
        if moves and (mention.kind == "explicit" or mention.word in _YEARS_BACK):
            inside = mention.start < aside_end < length
            if not inside and _is_aside(text, mention, state, anchor):
                before, aside_end = replace(state), _sentence_end(text, mention.end)
            elif not inside:
                aside_end = length
        if moves and mention.how != "signature":
            one_year = (
                mention.until
                and mention.value
                and mention.until.value[:4] == mention.value.value[:4]
            )
            state.set(mention.until if one_year else mention.value, text, mention.end)
            state.back = mention.word in _YEARS_BACK
    return resolved


def _surmised(
    text: str, mentions: Sequence[DateMention], anchor: PartialDate | None
) -> tuple[str, float]:
    """What gives the year from which a text counts, where no date tells it, and how surely."""
    if anchor is None or any(m.value and m.value.value[:4] == anchor.value[:4] for m in mentions):
        return "", 0.0
    numbered = any(str(one.year) == anchor.value[:4] for one in find_document_numbers(text))
    return ("number", 0.7) if numbered else ("surmised", 0.6)


def _counts(word: str) -> bool:
    """Tell whether a word counts from the date before it, so that it may pass the last one."""
    return word in _FROM_STATE or _LATER.match(word) is not None


def _ahead(date: PartialDate, anchor: PartialDate | None) -> bool:
    """Tell whether a date lies after the text was written."""
    return anchor is not None and date.earliest > anchor.latest


def _signed(text: str, mention: DateMention, length: int) -> DateMention:
    """Mark the date that stands alone in the last lines, as under an official document.

    Parameters
    ----------
    length : of the text without the space at its end.
    """
    if mention.kind != "explicit" or not mention.day:
        return mention
    before = text[max(0, mention.start - 90) : mention.start]  # a right margin of spaces
    after = text[mention.end : mention.end + 24]
    alone = _LINE_START.search(before) and _LINE_END.match(after)
    last = mention.end == length and before.endswith(" ")
    under = _UNDER_NAME.search(before) or _UNDER_ORDER.search(before)
    ends = _LINE_END.match(after) or after.startswith(" ")  # lines may be joined by spaces
    behind = before.endswith(" ") and ends and _BEHIND_NAME.search(before)
    if (alone and (mention.start > length * 0.5 or under)) or last or behind:
        return replace(mention, how="signature")
    return mention


# a notice signed with the day alone, in front of the plan that it hands out
_UNDER_ORDER = regex(r"(?:[请望][^。\n]{2,40}|特此[^。\n]{2,8})。[\s]*$")
_UNDER_NAME = regex(r"\n[ ]*[\u4e00-\u9fff ]{2,20}[院部委厅局府办会署行室组][ ]*\n[ ]*$")
# 请遵照执行。国务院 一九九二年五月十五日
_BEHIND_NAME = regex(r"(?:[。\n]|^)[ ]*[\u4e00-\u9fff]{2,20}[院部委厅局府办会署行室组][ ]+$")
_LINE_START = regex(r"(?:^|\n)[ (]*$")
_LINE_END = regex(r"[ )]*(?:印发|\(?星期[一二三四五六日]\)?)?[ )]*(?:\n|$)")


def _resolve(
    text: str, mention: DateMention, state: _State, anchor: PartialDate | None
) -> DateMention:
    if mention.kind == "relative":
        return _relative(mention, state, anchor)
    if mention.kind in ("partial", "range") and mention.value is None and not mention.year:
        return _partial(text, mention, state, anchor)
    return mention


def _relative(mention: DateMention, state: _State, anchor: PartialDate | None) -> DateMention:
    word, value = mention.word, None
    confidence = 0.85 if anchor and len(anchor.value) > 4 else 0.7
    if word in _YEARS_OFF and anchor:
        value = make_date(int(anchor.value[:4]) + _YEARS_OFF[word], mention.month, mention.day)
    elif word in _STATE_OFF and (state.year or anchor):
        year = state.year or int(anchor.value[:4])  # type: ignore[union-attr]
        value = make_date(year + _STATE_OFF[word], mention.month, mention.day)
        confidence = 0.9 if state.year else 0.6
    elif word in _DAYS_OFF and (today := state.sent or anchor) and len(today.value) == 10:
        value = _moved(today, days=_DAYS_OFF[word])
    elif word[-2:-1] in ("周", "期") and anchor and len(anchor.value) == 10:
        value = _weekday(anchor, word)
    elif word in _STATE_DAYS and (month := _open_month(state)):
        value = month  # 5月25日……。6月底,甲揭牌,乙同日举行
    elif word in _STATE_DAYS and state.full:
        value = _moved(state.full, days=_STATE_DAYS[word])
    elif word in _MONTHS_OFF and (now := _present_month(anchor, state)):
        value = _in_month(now, _MONTHS_OFF[word], mention.day)
    elif word in _STATE_MONTHS and state.year and state.month:
        base = make_date(state.year, state.month, None)
        value = _in_month(base, _STATE_MONTHS[word], mention.day)
    elif word == "此前" and mention.month and state.year:  # 2023年6月……此前的5月
        gone = not state.month or mention.month <= state.month
        value = make_date(state.year - (0 if gone else 1), mention.month, mention.day)
    elif state.year and (later := _LATER.match(word)):
        value = _later(state, later["count"], later["unit"])
    if value is None:
        return mention
    return replace(mention, value=value, how="relative", confidence=confidence)


def _present_month(anchor: PartialDate | None, state: _State) -> PartialDate | None:
    """The month that a text is of, or the one told last if it is of the year of the text."""
    if anchor is None or len(anchor.value) >= 7:
        return anchor
    return (
        make_date(state.year, state.month, None)
        if str(state.year) == anchor.value and state.month
        else None
    )


def _open_month(state: _State) -> PartialDate | None:
    """The month told last without a day, if it follows the last whole day that was told."""
    if state.day or not state.month or not state.year or state.full is None:
        return None
    month = make_date(state.year, state.month, None)
    return month if month and month.value > state.full.value[:7] else None


def _later(state: _State, count: str, unit: str) -> PartialDate | None:
    """The date so much after the last one: 两个月后, 三天后; no finer than that one tells."""
    half = count == "半"
    times = 0 if half else int(number(count) or 0)
    if unit == "年":
        if half:
            return (
                _in_month(make_date(state.year, state.month, None), 6, None)
                if state.month
                else None
            )
        return make_date(state.year + times, None, None) if state.year else None
    if unit.endswith("月"):
        base = make_date(state.year, state.month, None)
        return _in_month(base, times, None) if base and state.month and not half else None
    if not state.day or half:
        return None
    days = times * (7 if unit == "周" else 1)
    return _moved(make_date(state.year, state.month, state.day), days=days)


def _moved(date: PartialDate | None, days: int) -> PartialDate | None:
    if date is None:
        return None
    day = datetime.date.fromisoformat(date.value) + datetime.timedelta(days=days)
    return PartialDate(day.isoformat())


_WEEKDAYS = {day: number for number, day in enumerate("一二三四五六日")} | {"天": 6}
_WEEKS_OFF = {"上上": -2, "上": -1, "下": 1}


def _weekday(date: PartialDate, word: str) -> PartialDate | None:
    """The day that a weekday means in a text of a date: 上周五; 周五 alone is the last one."""
    day = datetime.date.fromisoformat(date.value)
    off = _WEEKDAYS[word[-1]] - day.weekday()
    which = word[:-2].removesuffix("星").removesuffix("个")
    if not which:
        return _moved(date, days=off if off <= 0 else off - 7)
    return _moved(date, days=off + 7 * _WEEKS_OFF.get(which, 0))


def _in_month(date: PartialDate | None, months: int, day: int | None) -> PartialDate | None:
    if date is None:
        return None
    index = int(date.value[:4]) * 12 + int(date.value[5:7]) - 1 + months
    return make_date(index // 12, index % 12 + 1, day)


# 10月25日印发了《甲意见》(乙发〔2022〕34号: a document is numbered in the year of its issue
_ISSUED_WITH = regex(
    r"[^。;\n《》]{0,40}?(?:印发|发布|出台|下发|颁布|公布|通过)了?[^。;\n《》]{0,12}《[^《》\n]{4,90}》"
    r"\([^()\n〔\[]{2,14}[〔\[(](?P<year>20\d\d)[〕\])]"
)
_FAR = 600  # characters after which a year is no longer inherited


def _partial(
    text: str, mention: DateMention, state: _State, anchor: PartialDate | None
) -> DateMention:
    """A month or day without year: from the words before, else from the anchor."""
    if mention.month and (issued := _ISSUED_WITH.match(text, mention.end)):
        value = make_date(int(issued["year"]), mention.month, mention.day)
        return replace(mention, value=value, how="number", confidence=0.9)
    between = text[max(state.at, mention.start - _FAR) : mention.start]
    sentences = len(_SENTENCE_ENDS.findall(between))
    after = bool(re.search("(?:此后|随后|其后|之后|接着)的?$", between))
    close = state.year is not None and mention.start - state.at <= _FAR
    near = close and (after or sentences <= (1 if "\n" in between else 3))
    if mention.kind == "partial" and mention.month is None and state.lead and "\n" in between:
        day = make_date(*state.lead, mention.day)  # the next item of a digest of one month
        return replace(mention, value=day, how="inherited", confidence=0.75)
    if near and anchor and state.back and mention.month and mention.month < (state.month or 0):
        near = False  # 去年9月……1月10日: nothing goes back within a year that is looked back on
    if sentences and not after and mention.month and mention.month + 2 < (state.month or 0):
        near = near and (anchor is None or state.year == int(anchor.value[:4]))  # 2020年8月……。5月
    month = mention.month or (state.month if near else None)
    if mention.month is None and month is None and anchor and len(anchor.value) >= 7:
        month = int(anchor.value[5:7])
    if month is None:
        return mention
    if near or (state.year and anchor is None):
        year, how = state.year, "inherited"
        confidence = 0.9 if not sentences else 0.8
        if after and state.month and month < state.month and year:
            year += 1
    elif anchor:
        year, how, confidence = int(anchor.value[:4]), "relative", 0.75
        day = make_date(year, month, mention.day)
        if (
            day
            and len(anchor.value) == 10
            and mention.role == "event"
            and day.earliest > anchor.value
        ):
            year -= 1
    else:
        return mention
    value = make_date(year, month, mention.day)
    until = mention.until
    if mention.kind == "range" and value:
        last_month, _, last_day = mention.word.partition("-")
        until = make_date(year, int(last_month or month), int(last_day) if last_day else None)
    return replace(mention, value=value, until=until, how=how, confidence=confidence)
