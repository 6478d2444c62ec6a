"""The day of a gathering, for what happens there: 会上,甲与乙签约 has the day of the meeting."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kg.model import PartialDate
from kg.patterns import regex
from kg.values import DateMention

_GATHERS = regex("举行|召开|开幕|举办|启幕|开赛|揭幕|登场|开班|亮相|拉开帷幕")
_THERE = regex(
    r"(?:论坛|大会|会议|峰会|发布会|推介会|博览会|活动|仪式|签约|启动会|年会|开幕式)(?:现场|期间|上)"
    r"|(?<![大社议协委机晚商股董工部党农教年])会上|会议?期间|活动现场|本[次届](?:会议|大会|论坛|峰会|活动|展会)"
)
_FAR = 1200  # characters for which a gathering stays the one that is spoken of


def with_meetings(text: str, dates: list[DateMention]) -> list[DateMention]:
    """The dates, and one for each 会上 after a gathering whose day is told.

    Parameters
    ----------
    text : normalised text of the article.
    dates : in order, resolved.
    """
    days = [d for d in dates if d.role == "event" and d.value and len(d.value.value) == 10]
    days = [d for d in days if _GATHERS.search(_rest(text, d.end))]
    if not days:
        return dates
    starts = [day.start for day in days]
    found = []
    for match in _THERE.finditer(text, days[0].end):
        day = days[bisect_right(starts, match.start()) - 1]
        if match.start() - day.end <= _FAR:
            value = day.value
            if value and "期间" in match[0]:  # on one of its days
                value = PartialDate(value.value[:7])
            found.append(
                replace(
                    day,
                    start=match.start(),
                    end=match.end(),
                    value=value,
                    how="inherited",
                    confidence=0.75,
                )
            )
    return sorted([*dates, *found], key=lambda date: date.start) if found else dates


def _rest(text: str, start: int) -> str:
    """What stands between a date and the end of its sentence."""
    stop = text.find("。", start, start + 120)
    return text[start : stop if stop >= 0 else start + 120].split("\n")[0]
