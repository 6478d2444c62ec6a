"""Blanks that pages set around digits and Latin letters and behind marks: 2021 年， 与 IBM 合作."""

from __future__ import annotations

from collections.abc import Iterator

from kg.patterns import regex

_HAN = "\u3400-\u9fff"
_BLANK = "[ \u00a0\u2005\u2009\u200a\u202f]"  # one of them: two part columns
_LATIN = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_SET = regex(
    f"(?<=[{_HAN}]){_BLANK}(?=[{_LATIN}])|(?<=[{_LATIN}%％]){_BLANK}(?=[{_HAN}])"
    f"|(?<=[，、；：。！？”）》]){_BLANK}(?=[{_HAN}{_LATIN}“《（])"
    f"|(?<=[（(《“〔【]){_BLANK}(?=[{_HAN}{_LATIN}《“])"
    f"|(?<=[{_HAN}{_LATIN}》”]){_BLANK}(?=[）)》”〕】，。；、])"
)
_LINE = regex("[^\n]+")
_TITLE = regex("《[^《》\n]{4,80}》")
_PROSE = regex("[，。；,;]")
_ITEM = regex(rf"\s*\d{{1,3}}{_BLANK}")


def blanks_set(raw: str) -> Iterator[tuple[int, int]]:
    """Find the blanks in prose beside a Chinese character or mark where nothing has to be parted.

    They stand between it and a digit or Latin letter, behind the mark, or at the edge of a bracket.
    That behind the number of an item is none of them, nor is any in a line without marks, where
    blanks part columns or the words of a heading, but for those in the titles that it names.

    Parameters
    ----------
    raw : any text.

    >>> list(blanks_set("甲于 2021 年投资 5 亿元，建成 2 个园区。"))
    [(2, 3), (7, 8), (11, 12), (13, 14), (19, 20), (21, 22)]
    """
    if _SET.search(raw) is None:
        return
    for line in _LINE.finditer(raw):
        if not _PROSE.search(raw, *line.span()):
            for title in _TITLE.finditer(raw, *line.span()):
                yield from (blank.span() for blank in _SET.finditer(raw, *title.span()))
            continue
        item = _ITEM.match(raw, *line.span())
        begin = item.end() if item else line.start()
        yield from (blank.span() for blank in _SET.finditer(raw, begin, line.end()))
