"""Line breaks that a page made inside sentences, names and words, and those that it lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.article.unmarked import MARKS
from kg.patterns import regex

_PAGE = regex(r"第 ?\d+ ?页[^\n]{0,12}|[-—] ?\d{1,3} ?[-—]")
# how the last line of a paragraph ends
ENDED = regex(r"[。!?！？；;:：…][”’」』)）》]*$")
_APART = regex(
    r"[#|｜<•●■◆*]|第 ?[一二三四五六七八九十百\d]{1,4} ?[章节條条]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[、）)]"
    r"|[（(]?\d{1,2}[.、）)](?!\d)|[^\n。，]{1,12}[:：]"
)
_NUMBER = regex(r"[^，。]{0,16}[〔\[(（](?:19|20)\d\d[〕\])）] ?第? ?\d{1,5} ?[号號]")
_LABEL = regex("[\u4e00-\u9fff]{2,8}[:：]")  # 主办单位：甲 / 活动地点：乙
_CLOSING = regex(r"[，。、；：！？》」』）”’]")
_OPEN = regex(r"[、，]$|《[^》]{0,60}$|（[^）]{0,60}$")
_INNER = regex(r".{4,}[，。；、,;].")
_PARTED = regex(r"[，,。、；](?=.)")
_BEGUN = regex("[。！？].")
_BARE = regex(r"[\u4e00-\u9fffA-Za-z0-9]")
_SIGNED = regex(r"[日号號]$")
_WORD = regex(r"(?!\d{2,4}[-/.年])[A-Za-z0-9.%]*")

_PROSE = 64  # no heading, no name and no cell of a table is longer
_NARROWEST = 12  # narrower columns hold names and cells
_FEWEST = 3
_MANY, _LONG = 6, 24  # lines of a text, characters of a line that may have lost its marks
_MARK = regex(rf"[{MARKS}\t]")
_SHARE = 0.35  # of the text stands in full lines, though every paragraph ends in a short one


class _Line(NamedTuple):
    """A line with words in it, and what stands between it and the line before.

    Parameters
    ----------
    start, end : range of the raw text, without the space around it.
    words : what stands there.
    apart : an empty line stands before it.
    indent : how much space it begins with, as it is printed.
    """

    start: int
    end: int
    words: str
    apart: bool
    indent: str


def line_breaks_inside(raw: str) -> Iterator[tuple[int, int]]:
    """Find the breaks, with the space around them, that part what belongs together.

    They are those behind the full lines of a text that is set to a width; those behind lines that
    do not end in a text whose lines rarely do; and in any text those behind a line of prose that
    does not end, and those where no line can end or begin.

    Parameters
    ----------
    raw : any text.

    >>> list(line_breaks_inside("甲市印发《乙办法》\\n，丙市也是。\\n丁市没有。"))
    [(9, 10)]
    """
    if "\n" not in raw:
        return
    lines = list(_lines(raw))
    is_full = _full(lines)
    ragged, unmarked = _is_ragged(lines), _have_lost_marks(lines)
    apart = [line.apart for line in lines[1:]]
    spaced = all(apart)
    indented = sum(bool(line.indent) for line in lines) > 1
    marked = indented or (any(apart) and not spaced)  # where paragraphs begin
    for line, after in pairwise(lines):
        if after.indent or "\t" in line.words or "\t" in after.words:
            continue
        full = is_full(line, after) and not _NUMBER.match(after.words)
        full = full and not (_LABEL.match(line.words) and _LABEL.match(after.words))
        if after.apart and not (spaced and full):
            continue
        if (
            (full and (marked or not ENDED.search(line.words)))
            or _CLOSING.match(after.words)
            or _OPEN.search(line.words)
            or _runs_on(line.words, after.words)
            or (ragged and _goes_on(line.words, after.words))
            or (unmarked and _is_bare(line.words, after.words))
        ):
            yield line.end, after.start


def _lines(raw: str) -> Iterator[_Line]:
    """The lines with words in them; the number of a page stands between lines as if it were not."""
    start, apart = 0, False
    for line in raw.split("\n"):
        words = line.strip()
        if not words:
            apart = True
        elif not _PAGE.fullmatch(words):
            lead = len(line) - len(line.lstrip())
            indent = line[:lead] if lead > 1 or line[0] == "\u3000" else ""
            yield _Line(start + lead, start + lead + len(words), words, apart, indent)
            apart = False
        start += len(line) + 1


def _full(lines: Sequence[_Line]) -> Callable[[_Line, _Line], bool]:
    """What tells, of a line and the next, whether the line is as wide as the text is set."""
    for width_of, play in ((len, 2), (columns_of, 4)):
        wide = _width(lines, width_of, play)
        if wide:
            return lambda line, after: _fills(wide, play, width_of, line, after)
    return lambda line, after: False


def _fills(wide: int, play: int, width_of: Callable[[str], int], line: _Line, after: _Line) -> bool:
    """Tell whether a line is full, or would be with the Latin word that opens the next."""
    word = _WORD.match(after.words)
    width = width_of(line.indent + line.words)
    return width <= wide + play and width + width_of(word[0] if word else "") >= wide - play


def _width(lines: Sequence[_Line], width_of: Callable[[str], int], play: int) -> int:
    """The width to which a text is set, 0 where it is not set to any."""
    widths = [width_of(line.indent + line.words) for line in lines]
    count = Counter(widths)
    full, wide = max(
        ((sum(count[w - i] for i in range(play + 1)), w) for w in count if w >= 6 * play),
        default=(0, 0),
    )
    if full < _FEWEST or full * wide < _SHARE * sum(widths):
        return 0
    inside = [
        line.words
        for line, width in zip(lines, widths, strict=True)
        if wide - play <= width <= wide
    ]
    prose = sum(bool(_INNER.match(words)) for words in inside)
    ended = sum(bool(ENDED.search(words)) for words in inside)
    return wide if 4 * prose >= full and 2 * ended <= full else 0


def columns_of(words: str) -> int:
    """The width of words where a Chinese character is as wide as two Latin letters."""
    return 2 * len(words) - len(words.encode("ascii", errors="ignore"))


def _is_ragged(lines: Sequence[_Line]) -> bool:
    """Tell whether lines break anywhere: sentences end inside them, few at the end of one."""
    parted = [line.words for line in lines if _PARTED.search(line.words)]
    ended = sum(bool(ENDED.search(words)) for words in parted)
    begun = sum(bool(_BEGUN.search(words)) for words in parted)
    common = len(parted) >= 5 and 3 * len(parted) >= 2 * len(lines)
    return common and begun >= max(3, 2 * ended)


def _have_lost_marks(lines: Sequence[_Line]) -> bool:
    """Tell whether long lines of much the same width have no mark: prose that lost its marks."""
    widths = sorted(len(line.words) for line in lines)
    if len(lines) < _MANY or not _LONG <= widths[len(lines) // 2] <= _PROSE:
        return False
    alike = sum(abs(width - widths[len(lines) // 2]) <= 3 for width in widths)
    return 5 * alike >= 4 * len(lines) and not any(_MARK.search(line.words) for line in lines)


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a line of a ragged text may go on with the next."""
    inside = _PARTED.search(before) is not None
    return inside and _is_bare(before, after) and not _APART.match(after)


def _is_bare(before: str, after: str) -> bool:
    """Tell whether no mark ends a line or begins the next."""
    return bool(_BARE.search(before[-1]) and _BARE.match(after))


def _runs_on(before: str, after: str) -> bool:
    """Tell whether a line of prose has no end and the next does not begin anything."""
    return (
        (len(before) > _PROSE or (len(before) > _NARROWEST and "。" in before))
        and _is_bare(before, after)
        and not (_SIGNED.search(before) or _SIGNED.search(after))
        and not (_APART.match(after) or _APART.match(before, before.rfind("。") + 1))
    )


# what an item of news begins with: 近日,  8月9日上午,  据甲报消息,
_DAY_ENDS = regex(r"[日前午晚间晨悉解绍紹息道導][，,]")
_NEWS_BEGINS = regex(
    r"(?:近日|日前|(?:20\d\d年)?(?:(?<!\d)\d{1,2}月)?(?<!\d)\d{1,2}日(?:上午|下午|晚间?|凌晨)?"
    r"|(?<![根数數證证占依單单票论論])[据據]"
    r"(?:悉|了解|介[绍紹]|消息|[报報][道导導]|[^，。、；,;的\n]{2,10}?(?:消息|[报報][道导導])))$"
)
_SENTENCE = regex(r"[^。！？!?\n]{20,}")
_SHORTEST, _LONGEST = 8, 60  # characters of a headline
# what says that the words in front of a day or of 近日 go on with it
_GOES_WITH = tuple(
    "在於于自从從到至是为為和与與、的年月日（(，,。；;：:“《但而就截以及即过過待由等且直若经經—·～~期将將了前後后"
    " \t0123456789"
)
_DATED = ("时间", "時間", "日期", "成立", "创立", "截止", "出生", "更新", "发布", "發布")
_OPEN_MARK = regex(r"[《“（(「『【][^》”）)」』】]*$")
_BYLINE = regex(r"[【（(]|.{0,12}(?:讯|訊|[日]电|電|记者|記者|通讯员|新华社|消息)")
# what the subject of an item does where it is named again, or when
_SAYS = regex(
    r"[^，。；、,;\n]{0,14}?(?:日前|近日|近期|今[天日]|昨[天日]|周[一二三四五六日]|\d{1,2}[月日]"
    "|宣布|表示|透露|公告[称稱]|公布|发布公告|去年|[（(][A-Z])"
)


def headlines_inside(raw: str) -> Iterator[int]:
    """Find where headlines end that run into the item below them, in a text that lost its lines.

    One ends in front of the day that the item begins with, or where its subject is named again.

    Parameters
    ----------
    raw : any text.

    >>> list(headlines_inside("甲市发布低空经济行动方案近日，甲市政府印发方案。"))
    [12]
    """
    ends = set()
    for comma in _DAY_ENDS.finditer(raw):
        news = _NEWS_BEGINS.search(raw, max(0, comma.start() - 16), comma.start() + 1)
        if news is None:
            continue
        at = news.start()
        low = max(0, at - _LONGEST)
        begin = max(raw.rfind(mark, low, at) for mark in "。！？!?\n") + 1
        if (begin or low == 0) and _may_end(raw, begin, at):
            ends.add(at)
    for sentence in _SENTENCE.finditer(raw):
        begin = sentence.start()
        stop = min(sentence.end(), begin + _LONGEST)
        for first in (begin, begin + 2, begin + 3):  # 甲国乙厅发布丙草案乙厅日前表示
            at = raw.find(raw[first : first + 3], begin + _SHORTEST, stop)
            if at >= 0 and _is_named_again(raw, begin, first, at):
                ends.add(at)
    yield from sorted(ends)


def _may_end(raw: str, begin: int, at: int) -> bool:
    """Tell whether a headline may end at a position that begins where a sentence does."""
    return (
        at - begin >= _SHORTEST
        and not raw.endswith((*_GOES_WITH, *_DATED), begin, at)
        and not _OPEN_MARK.search(raw, begin, at)
        and not _BYLINE.match(raw, begin, at)
    )


def _is_named_again(raw: str, begin: int, first: int, at: int) -> bool:
    """Tell whether what stands at a position is the subject of a headline, named again there.

    Parameters
    ----------
    begin, first : where the headline begins, and where its subject does.
    at : where the same three characters come back.
    """
    inside = first > begin
    if not raw[at : at + 3].isalnum() or (inside and raw[at - 1] == raw[first - 1]):
        return False
    if not _SAYS.match(raw, at + 3):
        return False
    head = raw[begin:at]
    if _PASSED.search(head):  # 丙法案获议会通过甲国议会日前…
        return True
    listed = inside and "、" in head  # 甲实验室、乙实验室分别成立于…: two of a kind
    apart = "，" not in head and "," not in head and not head.endswith(_WHAT_IT_IS) and not listed
    return apart and _may_end(raw, begin, at)


_PASSED = regex(r"^[^，,《“]{6,}[获獲][^，,]{0,6}通[过過]$")
_WHAT_IT_IS = ("巨头", "公司", "企业", "集团", "厂商", "机构", "平台")  # 社交巨头甲宣布
