"""The marks of lines that lost them: blanks stand in their stead, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.patterns import regex

_BLANK = "[ \u3000\xa0]"
_GAP = regex(rf"(?<=[\u4e00-\u9fff\d”》)）%A-Za-z]){_BLANK}+(?=[\u4e00-\u9fff\d“《A-Z])")
MARKS = "。，、；：！？,;:!?"
_MARK = regex(f"[{MARKS}]")
_SHORTEST, _FEWEST = 60, 5  # characters and gaps of a line that is known to lack marks
_FULL_DATE = r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?"
_DATE = rf"(?:{_FULL_DATE}[底末初]?|\d{{1,2}}月(?:\d{{1,2}}日)?)"
_LATELY = "近日|日前|近期|近年来?|目前|[同次去今]年|此外|随后"
_BEGINS = regex(rf"{_DATE}|{_LATELY}|同[月日]|截[至止]|其中")
_WHEN = regex(rf"(?:[于於在自截至]*{_DATE}|{_LATELY})(?:底|末|以来|起)?")
_DAY = regex(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_SIGNER = regex("^[\u4e00-\u9fff]{2,20}[院部委厅局府会办室]$")
_PAPER = regex("(?:通知|意见|意見|批复|批復|决定|決定|公告|函)$")
_NUMBER = regex(r"[\u4e00-\u9fff]{1,10}[〔\[(（](?:19|20)\d\d[〕\])）]第?\d{1,4}[号號]")
_NUMERAL = regex("[一二三四五六七八九十]{1,3}")
_ACTOR = regex(
    "[\u4e00-\u9fff]{0,8}?(?:[省市县区州]委|政府|[厅局](?!部)|公司|集团|大学)(?=..)|双方|会议"
)
_PROSE = regex(f"{_DATE}|[了已将將在由被于於]|等")  # in parts of prose, not in cells
_TOPIC = 12  # characters of what a line says first that it is about
_LAST_OF_LIST = regex("[^等]{2,14}等")
_NAME = regex("[\u4e00-\u9fffA-Za-z]{2,10}")


def with_marks(text: str) -> str:
    """Put commas and full stops for the blanks of lines of prose that have hardly any mark.

    Parameters
    ----------
    text : of which every character keeps its place.

    >>> line = "2014年6月 甲市人民政府批准设立乙试验区 规划60平方公里 已引进甲集团 乙股份等企业 "
    >>> with_marks(line + "2018年 与丙大学共建丁研究院")[32:]
    '已引进甲集团、乙股份等企业。2018年，与丙大学共建丁研究院'
    """
    if not _GAP.search(text):
        return text
    return "\n".join(_marked(line) if _is_unmarked(line) else line for line in text.split("\n"))


_RUN = 160  # characters without a mark, as no prose has them
_UNMARKED = regex(rf"[^{MARKS}\t]+")
_GOES_ON = r"[\s于在自至从到截是的和与及或年月日前向为以、0-9]"
_BEGUN = regex(
    rf"(?<!{_GOES_ON})(?={_FULL_DATE}(?![以的]))"
    r"|(?<=[\u4e00-\u9fff])(?<![也在于至到])(?=其中|此外|据悉|据了解|目前|近日|日前|同年|同月|截至)"
)


def sentences_lost(raw: str) -> Iterator[int]:
    """Find where sentences begin in a text that has neither marks nor blanks between them.

    Parameters
    ----------
    raw : any text.

    >>> line = "2014年甲市成立了乙基地" + "很多人在那里工作" * 20 + "2017年12月丙公司落户"
    >>> list(sentences_lost(line))
    [173]
    """
    for run in _UNMARKED.finditer(raw):
        if len(run[0]) < _RUN or len(_GAP.findall(run[0])) > _FEWEST:
            continue
        for begun in _BEGUN.finditer(raw, run.start() + 1, run.end()):
            yield begun.start()


def _is_unmarked(line: str) -> bool:
    """Tell whether a line is prose with blanks for marks, not a row of a table."""
    if len(line) < _SHORTEST or "\t" in line:
        return False
    parts = _GAP.split(line)
    if len(parts) <= _FEWEST or 3 * len(_MARK.findall(line)) >= len(parts):
        return False
    prose = sum(_PROSE.search(part) is not None for part in parts)
    return prose > 1 and not any(part.strip().isdigit() for part in parts)


def _marked(line: str) -> str:
    gaps = list(_GAP.finditer(line))
    parts = [part.strip() for part in _GAP.split(line)]
    marks = [_between(a, b) for a, b in pairwise(parts)]
    _part_paper(marks, parts)
    for index, part in enumerate(parts[1:]):
        if _LAST_OF_LIST.match(part):
            _join_list(marks, parts, index)
    chars = list(line)
    for gap, mark in zip(gaps, marks, strict=True):
        chars[gap.start()] = mark
    return "".join(chars)


def _part_paper(marks: list[str], parts: list[str]) -> None:
    """Give the title of a paper, its number and its signature lines of their own."""
    if _PAPER.search(parts[0]):
        marks[0] = "\n"
    elif len(parts[0]) <= _TOPIC:
        marks[0] = "，"
    for index, part in enumerate(parts[:-1]):
        if _NUMBER.fullmatch(part):
            marks[index] = "\n"
        first = index if _DAY.fullmatch(part) else 0
        while first and _SIGNER.search(parts[first - 1]):
            first -= 1
        if first < index and _DAY.fullmatch(part):
            marks[max(0, first - 1) : index + 1] = ["\n"] * (index + 1 - max(0, first - 1))


def _between(before: str, after: str) -> str:
    """What mark a blank between two parts of a line stands for."""
    if _WHEN.fullmatch(before):
        return " " if _BEGINS.fullmatch(after) else "，"
    if _NUMERAL.fullmatch(before):
        return "、"
    told = _BEGINS.match(before) and _ACTOR.match(after)  # 2024年底投产 省政府设立基金
    return "。" if told or _BEGINS.match(after) or _NUMERAL.fullmatch(after) else "，"


def _join_list(marks: list[str], parts: list[str], index: int) -> None:
    """Make a list of the names that stand in front of the last one, back to a part of prose."""
    while index >= 0 and marks[index] == "，":
        marks[index] = "、"
        if not _NAME.fullmatch(parts[index]):
            return
        index -= 1
