"""Numerals, and the numbers of official documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.patterns import regex

_DIGITS = {
    **{char: value for value, char in enumerate("〇一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    **dict.fromkeys("○OОΟ", 0),
    "廿": 2,
    "卅": 3,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}


def number(text: str) -> Decimal | None:
    """Read a numeral in Arabic or Chinese digits, with 十百千万亿 behind or between them.

    Returns
    -------
    Its value, or None where the text is no numeral.

    >>> number("1.2亿"), number("三千五百万"), number("二〇二〇"), number("1,000"), number("十")
    (Decimal('120000000.0'), Decimal('35000000'), Decimal('2020'), Decimal('1000'), Decimal('10'))
    """
    total, section, digits, tens = Decimal(0), Decimal(0), "", 1
    text = text.replace(",", "").replace(" ", "")
    if not text or not any(char in _DIGITS or char.isdecimal() or char in _TENS for char in text):
        return None
    for char in text:
        if char.isdecimal() and char.isascii():
            digits += char
        elif char == ".":
            if "." in digits or not digits:
                return None
            digits += char
        elif char in "廿卅":
            section, digits = section + 10 * _DIGITS[char], ""
        elif char in _DIGITS:
            digits += str(_DIGITS[char])
        elif char in _TENS:
            tens = _TENS[char]
            section += Decimal(digits or 1) * tens
            digits = ""
        elif char in _MYRIADS:
            section += Decimal(digits or 0)
            if not section + total:
                return None
            if total and total < _MYRIADS[char]:
                total, section = (total + section) * _MYRIADS[char], Decimal(0)
            else:
                total, section = total + section * _MYRIADS[char], Decimal(0)
            digits, tens = "", _MYRIADS[char]
        else:
            return None
    last = Decimal(digits or 0)
    if len(digits) == 1 and text[-1] in _DIGITS and text[-2:-1] in {**_TENS, **_MYRIADS}:
        last *= tens // 10 if text[-2:-1] not in "十拾" else 1  # 一万二 is 12,000
    return total + section + last


def windows(
    text: str, marks: re.Pattern[str], before: int, after: int
) -> Iterator[tuple[int, int]]:
    """The stretches of a text around its marks, joined where they meet.

    A grammar that is tried only there costs little where the text has none of its marks.

    >>> list(windows("x" * 9 + "元" + "x" * 9, regex("元"), 2, 1))
    [(7, 11)]
    """
    start, end = 0, -1
    for match in marks.finditer(text):
        low = match.start() - before
        if low > end:
            if end >= 0:
                yield start, end
            start = max(0, low)
        end = match.end() + after
    if end >= 0:
        yield start, min(end, len(text))


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number under which an office registers a document, such as 国发〔2017〕35号.

    Parameters
    ----------
    start, end : half-open range of the text.
    prefix : code of the office, such as ``国发``.
    year : None where the number has none, as in 第588号.
    serial : the running number.
    """

    start: int
    end: int
    prefix: str
    year: int | None
    serial: str

    @property
    def name(self) -> str:
        """The number as it is usually written, equal for all its spellings."""
        year = f"〔{self.year}〕" if self.year else "第"
        return f"{self.prefix}{year}{self.serial}号"


_NUMBER = regex(
    r"([\u4e00-\u9fff]{1,12})? ?[〔\[【({“‘] ?((?:19|20)\d\d) ?年?[〕\]】)}”’]"
    r" ?第? ?(\d{1,5}) ?号"
)
_BARE = regex(
    r"([\u4e00-\u9fff]{0,12}(?:令|公告|字)) ?(?:((?:19|20)\d\d)年)? ?第? {0,3}(\d{1,12}) {0,3}号"
)
# words that stand in front of a number without belonging to it
_LEAD = regex(
    r".*(?:[年月日]|根据|按照|依据|遵照|落实|贯彻|转发|印发|下发|发布|公布|通知|意见|办法|规定|方案|规划|文件|决定|批复"
    r"|文号[为是]?|号为|以及|[及和与以见按附的了是为由])(?=[\u4e00-\u9fff]{2})"
)


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """Find the numbers of official documents.

    Parameters
    ----------
    text : normalised text; 〔2017〕 may stand in brackets of any form.

    >>> [found.name for found in find_document_numbers("根据国发[2017]35号和国务院令第588号")]
    ['国发〔2017〕35号', '国务院令第588号']
    """
    found = []
    for match in _numbers(text):
        prefix = match[1] or ""
        lead = _LEAD.match(prefix)
        start = match.start() + (lead.end() if lead else 0)
        prefix = prefix[lead.end() :] if lead else prefix
        if prefix:
            year = int(match[2]) if match[2] else None
            found.append(DocumentNumber(start, match.end(), prefix, year, match[3]))
    return sorted(found, key=lambda one: (one.start, one.end))


_MARK = regex("号")


def _numbers(text: str) -> Iterator[re.Match[str]]:
    for start, end in windows(text, _MARK, 44, 0):
        for pattern in (_NUMBER, _BARE):
            yield from pattern.finditer(text, start, end)
